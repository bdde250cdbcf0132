"""Say what a graph holds: messages, sources, mentions, things by kind, statements by status, findings.

examples:
  cablegraph info
  cablegraph info -g my-graph --json
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse

QUESTIONS = (
    *("corpus/messages", "corpus/forms", "corpus/holdings", "corpus/resolved"),
    *("graph/kinds", "graph/statuses"),
)


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="print it as JSON (schema cablegraph-info/1)")
    common.add_graph(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is in the graph."""
    from shutil import get_terminal_size

    from cablegraph import graph as graphs
    from cablegraph import queries, questions
    from cablegraph.report import tables
    from cablegraph.report.summary import many

    store = common.open_graph(args)
    answers = {name: queries.rows(store, name) for name in QUESTIONS}
    findings = None if args.endpoint else graphs.recorded_findings(args.graph)
    if args.json:
        records = {name: answer.records() for name, answer in answers.items()}
        counted = None if findings is None else len(findings)
        facts = {"graph": args.endpoint or str(args.graph), "findings": counted, **records}
        common.give_json({"schema": "cablegraph-info/1", **facts})
        return 0
    width = get_terminal_size().columns
    for name, answer in answers.items():
        if answer.rows:
            common.give_wrapped([questions.find(name).summary], hang=0)
            common.give([*tables.lines(answer, "table", width), ""])
    if findings is not None:
        common.give([f"{many(len(findings), 'finding')} when the parts of the corpus were read."])
    return 0
