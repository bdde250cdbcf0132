"""Check a data folder without writing anything.

Every finding says where it comes from (file:line:column), what is wrong, and what to do. A finding means that the
graph would say something false; a remark, that something deserves a second look.

examples:
  cablegraph check
  cablegraph check my-data --json
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("data", type=Path, nargs="?", default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the findings; return 1 where there are some."""
    from cablegraph import graph as graphs
    from cablegraph.report.summary import many

    graph = graphs.check(args.data, common.progress)
    common.say(*common.drafts_in_words(graph.tally.unsigned))
    if args.json:
        common.give_json([asdict(finding) for finding in graph.findings])
    else:
        common.say(*map(str, graph.refused))
        common.give(common.findings_in_words(graph.findings))
        common.say(f"{many(len(graph.findings), 'finding')} in {many(graph.tally.documents, 'document')}")
    return 1 if graph.findings or graph.refused else 0
