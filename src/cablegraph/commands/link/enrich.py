"""Bring home what Wikidata says of accepted links: dates of life, offices, names, coordinates, image.

Each item's facts stand in a graph of their own (graph:wikidata/Q…), with the day they were retrieved, the item's
revision and the server; nothing is said of the documents' own people. A new `cablegraph build` leaves them out; the
answers are kept, so that this step can be taken again without a network.

examples:
  cablegraph link enrich --contact you@example.org
  cablegraph link enrich --offline
  cablegraph query wikidata/held day=1951-08-12           (who held which office on that day)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common, online

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from cablegraph.model.link import Item

_WAITING = "A build is writing to {}; this waits for its end."


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    online.add_client(parser)
    help_ = "what `build` made (default: build)"
    parser.add_argument("-g", "--graph", type=Path, default=Path("build"), metavar="FOLDER", help=help_)


def run(args: argparse.Namespace) -> int:
    """Renew the graphs of items and print what was brought; return 1 where something was found."""
    from cablegraph.graph import STORE, enrichment
    from cablegraph.linking import enrichment as facts
    from cablegraph.linking import subjects
    from cablegraph.store import open_store
    from cablegraph.vocabulary import graph_iri

    linked = subjects.linked(open_store(args.graph / STORE))
    if not linked:
        common.say(
            "No link is accepted yet, so there is nothing to ask Wikidata.", "  Begin with `cablegraph link review`."
        )
    client, endpoint = online.client(args), online.endpoint(args)
    found = facts.fetch(client, endpoint, linked.values())
    waiting = lambda: common.say(_WAITING.format(args.graph))  # noqa: E731
    lines = facts.quads(found, endpoint)
    findings = enrichment.renew(args.graph, graph_iri(facts.FOLDER, ""), lines, waiting)
    common.say(*common.findings_in_short(findings))
    if findings:
        common.say(f"{args.graph} stays as it was.")
        return 1
    common.give(_words(linked, found))
    return 0


def _words(linked: Mapping[str, str], found: Mapping[str, Item]) -> Iterator[str]:
    for subject, qid in sorted(linked.items()):
        item = found.get(qid)
        if item is None:
            yield f"{subject} {qid}: Wikidata has no such item any more; look at the link again."
            continue
        now = "" if item.qid == qid else f" (now {item.qid})"
        lived = f"{item.lived}, " if item.lived else ""
        offices = f"{len(item.offices)} offices, names in {len(item.labels)} languages"
        yield f"{subject} {qid}{now}: {lived}{offices}; revision {item.revision}, retrieved {item.retrieved}"
