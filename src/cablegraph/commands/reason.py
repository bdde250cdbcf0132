"""Reason over the ontology and the graph with HermiT, to see whether anything is contradictory.

Needs Java. A contradiction is shrunk to a few statements that already clash by themselves.

examples:
  cablegraph reason
  cablegraph reason my-statements.nq
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "quads", type=Path, nargs="?", default=Path("build/graph.nq"), help="N-Quads (default: build/graph.nq)"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(args: argparse.Namespace) -> int:
    """Say whether the graph is free of contradictions; return 1 where it is not."""
    from dataclasses import asdict

    from cablegraph import reasoning

    result = reasoning.check(args.quads)
    if args.json:
        common.give_json({"schema": "cablegraph-reasoning/1", **asdict(result)})
        return int(not result.consistent)
    if result.consistent:
        common.give([f"No contradiction: {result.statements} statements agree with the ontology."])
    else:
        common.give(["The statements contradict each other by the ontology. These already do by themselves:"])
        common.give(f"  {statement}" for statement in result.clash)
    common.give(f"Nothing can be a {name}: its definition contradicts itself." for name in result.unsatisfiable)
    common.say(*(f"The ontology does not declare {name}; what it says was not weighed." for name in result.undeclared))
    return int(not result.consistent or bool(result.unsatisfiable))
