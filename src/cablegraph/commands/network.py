"""Draw a network out of the graph: actors, forwarding, references or proposals.

Only what is stated or editorial is drawn, unless inferred or disputed ties are asked for; those are marked. The ending
of the output says the format: .gexf, .graphml, .json (node-link), .csv (a pair of tables), .dot, .svg, .png.

After `cablegraph link enrich`, the first four also carry what Wikidata says of linked actors: item, dates of life, and
the office held on the day of a tie. Those attributes begin with wikidata_, since no document says so.

examples:
  cablegraph network actors -o actors.gexf
  cablegraph network actors -o actors.svg --with inferred
  cablegraph network proposals                       (lists the ties)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.api import NETWORKS
from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("network", choices=tuple(NETWORKS), help="what is tied to what")
    parser.add_argument("-o", "--output", type=Path, help="the file to write; without it the ties are listed")
    parser.add_argument(
        "--with",
        dest="extra",
        action="append",
        choices=("inferred", "disputed"),
        default=[],
        help="draw these ties too, marked",
    )
    parser.add_argument("--since", metavar="DATE", help="leave out what is dated before (1951, 1951-08, 1951-08-12)")
    parser.add_argument("--until", metavar="DATE", help="leave out what is dated after")
    common.add_graph(parser)


def _hints(left_out: str) -> list[str]:
    """Return how to draw what was left out, as far as an option does so."""
    words = [status for status in ("inferred", "disputed") if f" {status}" in left_out]
    return [f"With {' '.join(f'--with {word}' for word in words)} they are drawn too, marked."] if words else []


def run(args: argparse.Namespace) -> int:
    """Write the network, or list its ties."""
    from cablegraph import api, export
    from cablegraph.errors import QueryError
    from cablegraph.networks import describe
    from cablegraph.times.bounds import is_date

    for date in filter(None, (args.since, args.until)):
        if not is_date(date):
            raise QueryError(f'"{date}" is not a date.', "Write 1951, 1951-08 or 1951-08-12.")
    store = common.open_graph(args)
    statuses = ("stated", "editorial", *args.extra)
    graph = api.network(store, args.network, statuses=statuses, since=args.since, until=args.until)
    common.say(describe(graph), *_hints(graph.graph.get("left_out", "")))
    if args.output is None:
        common.give(export.ties(graph))
        return 0
    for path in export.write(graph, args.output):
        common.say(f"{path} is written.")
    return 0
