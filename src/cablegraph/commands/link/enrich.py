"""Bring home what Wikidata says of accepted links: dates of life, offices, names, coordinates, image.

Each item's facts stand in a graph of their own (graph:wikidata/Q…), with the day they were retrieved, the item's
revision and the server; nothing is said of the documents' own people. For a linked post, those who held it are brought
too, so that `chain`, `read --graph` and `query wikidata/holders` can tell who did on the day of a message; `network`
gives linked people their item, dates of life and offices. A new `cablegraph build` leaves all of it out; the answers
are kept, so that this step can be taken again without a network.

examples:
  cablegraph link enrich --contact you@example.org
  cablegraph link enrich --offline
  cablegraph query wikidata/held day=1951-08-12   (who held what that day)
  cablegraph query wikidata/holders               (who held the posts named)
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

    store = open_store(args.graph / STORE)
    linked = subjects.linked(store)
    if not linked:
        common.say(
            "No link is accepted yet, so there is nothing to ask Wikidata.", "  Begin with `cablegraph link review`."
        )
    client, endpoint = online.client(args), online.endpoint(args)
    found = facts.fetch(client, endpoint, linked.values())
    posts = {subject: found[qid].qid for subject, qid in subjects.posts(store).items() if qid in found}
    people, counts, left_out = facts.fetch_holders(client, endpoint, sorted(set(posts.values())))
    waiting = lambda: common.say(_WAITING.format(args.graph))  # noqa: E731
    # Whoever is linked under an older Q-id is told once, under that one.
    told = {item.qid for item in found.values()}
    others = {qid: item for qid, item in people.items() if qid not in told}
    lines = facts.quads({**others, **found}, endpoint)
    findings = enrichment.renew(args.graph, graph_iri(facts.FOLDER, ""), lines, waiting)
    common.say(*common.findings_in_short(findings))
    if findings:
        common.say(f"{args.graph} stays as it was.")
        return 1
    common.give(_words(linked, found))
    common.give(_holders(posts, counts, left_out))
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


def _holders(posts: Mapping[str, str], counts: Mapping[str, int], left_out: tuple[str, ...]) -> Iterator[str]:
    for subject, office in sorted(posts.items()):
        if office in left_out:
            yield f"{subject} {office}: too many held it for a single post; none is brought. Look at the link again."
        else:
            yield f"{subject} {office}: {counts[office]} who hold or held it"
