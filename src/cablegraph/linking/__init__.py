"""Find items of Wikidata that a person, body, place or event of the graph could be; people decide, never this program.

`subjects` reads the graph, `candidates` asks Wikidata and drops what can't be, `features` weighs what is left,
`offers` keeps the result for whoever decides, `enrichment` brings home what Wikidata knows of accepted links,
`offices` says it in networks.
"""
