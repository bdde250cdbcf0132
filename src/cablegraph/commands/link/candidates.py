"""Ask Wikidata for items that the graph's people, bodies and places could be.

Nothing is decided here: each candidate comes with the evidence for and against it, and its score is the sum of that.
Going online needs your contact; every answer is kept, so that work that was stopped goes on where it was. Offers are
saved as candidates.json beside the graph, for `link review`.

examples:
  cablegraph link candidates li-kenong --contact you@example.org
  cablegraph link candidates Filippov --offline    (whoever is named so)
  cablegraph link candidates --source qlever --tsv > to-review.tsv
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.commands import common, online

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from cablegraph.linking.candidates import Offer
    from cablegraph.model.link import Subject
    from cablegraph.store.terms import Store


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help="an id or a name (default: all not linked yet)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print everything as JSON")
    form.add_argument("--tsv", action="store_true", help="print a table to work on")
    online.add_client(parser)
    common.add_graph(parser)


def run(args: argparse.Namespace) -> int:
    """Print the candidates and save them beside the graph."""
    from cablegraph.linking import offers
    from cablegraph.linking.subjects import REGISTER

    store = common.open_graph(args)
    wanted, linked = _wanted(store, args.subjects)
    if not wanted:
        common.say(f"Nothing that a register names is without a link. {REGISTER}")
    found: list[Offer] = []
    try:
        found.extend(_offers(args, wanted, linked))
    finally:
        # Whatever ends the work early, what was found before that stays.
        if found and not args.endpoint:
            common.say(f"{offers.keep(found, args.graph)} has the offers, for `cablegraph link review`.")
    _print(args, found)
    return 0


def _wanted(store: Store, words: Sequence[str]) -> tuple[Sequence[Subject], dict[str, str]]:
    from cablegraph.linking import subjects

    known = subjects.subjects(store)
    linked = subjects.linked(store)
    if words:
        return subjects.chosen(known, words), linked
    return [subject for subject in known if subject.id not in linked], linked


def _offers(args: argparse.Namespace, wanted: Sequence[Subject], linked: dict[str, str]) -> Iterator[Offer]:
    from cablegraph.linking import candidates

    client, endpoint = online.client(args), online.endpoint(args)
    for subject in wanted:
        yield candidates.offer(client, endpoint, subject, linked)


def _print(args: argparse.Namespace, found: Sequence[Offer]) -> None:
    from cablegraph.linking import offers

    if args.json:
        common.give_json(offers.as_json(found))
    else:
        lines = offers.tsv(found) if args.tsv else offers.words(found)
        # Whoever wrote a name there must not write on this terminal.
        common.give("".join(c if c.isprintable() or c == "\t" else "\ufffd" for c in line) for line in lines)
