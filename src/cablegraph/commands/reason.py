"""Reason over the ontology and the graph with HermiT, to see whether anything is contradictory.

Needs Java. A contradiction is shrunk to a few statements that already clash by themselves.

examples:
  cablegraph reason
  cablegraph reason my-statements.nq
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    from cablegraph import reasoning

    result = reasoning.check(args.quads)
    return int(not result.consistent)
