"""Show for every actor and place: linked to what, on whose decision, on which evidence; or unsure, rejected, open.

Needs no network: all of it stands in the graph. What was decided since the graph was built gets there with
`cablegraph link apply`.

examples:
  cablegraph link show
  cablegraph link show stalin malenkov
  cablegraph link show --standing open
  cablegraph link show --json
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse

_STANDINGS = ("contradicted", "linked", "unsure", "nothing found", "rejected", "open")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help="an id or a name (default: all)")
    help_ = f"only what is {', '.join(_STANDINGS[:-1])} or {_STANDINGS[-1]}"
    parser.add_argument("--standing", choices=_STANDINGS, metavar="STANDING", help=help_)
    parser.add_argument("--json", action="store_true", help="print it as JSON (schema cablegraph-links/1)")
    common.add_graph(parser)


def run(args: argparse.Namespace) -> int:
    """Print how the things of the graph stand."""
    from dataclasses import asdict
    from shutil import get_terminal_size

    from cablegraph.linking import standing
    from cablegraph.report import links

    store = common.open_graph(args)
    known = standing.standings(store)
    wanted = standing.chosen(store, known, args.subjects) if args.subjects else known
    wanted = [one for one in wanted if args.standing in (None, one.whole)]
    if args.json:
        common.give_json({"schema": "cablegraph-links/1", "things": [asdict(one) for one in wanted]})
    else:
        common.give(links.lines(wanted, min(get_terminal_size().columns, 120)))
    return 0
