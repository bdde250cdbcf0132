"""Say what a graph holds: messages, agents and contents by kind, statements by status.

examples:
  cablegraph info
  cablegraph info -g my-graph --json
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse

QUESTIONS = ("graph/kinds", "graph/statuses")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="print it as JSON (schema cablegraph-info/1)")
    common.add_graph(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is in the graph."""
    from cablegraph import queries
    from cablegraph.report import tables

    store = common.open_graph(args)
    answers = {name: queries.rows(store, name) for name in QUESTIONS}
    if args.json:
        records = {name: answer.records() for name, answer in answers.items()}
        common.give_json({"schema": "cablegraph-info/1", "graph": args.endpoint or str(args.graph), **records})
        return 0
    for name, answer in answers.items():
        common.give([queries.find(name).summary, *tables.lines(answer, "table"), ""])
    return 0
