"""Build the graph of a data folder and check it.

The output folder gets graph.nq (everything), graph.trig (the same, for people), stated.ttl (what the words of the
sources say, alone), ontology.html and a store that answers questions. The store is put in place as a whole when the
build succeeds; when something in the data can't be right it stays as it was.

examples:
  cablegraph build
  cablegraph build my-data -o my-graph
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse

_WAITING = "Another build is writing to {}; this one waits for its end."


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("data", type=Path, nargs="?", default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("-o", "--output", type=Path, default=Path("build"), help="where to put it (default: build)")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def run(args: argparse.Namespace) -> int:
    """Build, and say in a few lines what there is and what to do next."""
    from cablegraph import graph as graphs
    from cablegraph.report import summary

    try:
        graph = graphs.build(args.data, args.output, common.progress, lambda: common.say(_WAITING.format(args.output)))
    except KeyboardInterrupt:
        common.say("Stopped. The same command goes on from here.")
        raise
    common.say(
        *map(str, graph.refused), *common.findings_in_short(sorted(graph.findings, key=lambda finding: finding.level))
    )
    common.say(*common.drafts_in_words(graph.tally.unsigned))
    if graph.false:
        common.say(f"{args.output} stays as it was.")
    if args.json:
        common.give_json(summary.as_dict(graph))
    else:
        common.give(summary.lines(graph))
        common.give([] if graph.false else summary.next_steps(graph, args.output))
    return 1 if graph.findings or graph.refused else 0
