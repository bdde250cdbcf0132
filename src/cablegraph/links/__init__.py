"""What people decided about links to Wikidata: kept in SSSOM tables, stated only where accepted by all.

A table of `data/links/` is read into decisions; `agreement` says which of them are in force and which contradict each
other; `quads` turns them into a graph of their own.

    *.sssom.tsv -> sssom (rows with places) -> rows -> Decision -> agreement -> quads
"""
