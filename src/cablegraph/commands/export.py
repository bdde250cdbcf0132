"""Export the graph: N-Quads, TriG, Turtle of what is stated, JSON-LD or Web Annotations.

examples:
  cablegraph export nquads > graph.nq
  cablegraph export annotations -o annotations.jsonld
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse

FORMS = ("nquads", "trig", "stated", "jsonld", "annotations")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("form", choices=FORMS, help="what to write")
    parser.add_argument("-o", "--output", type=Path, help="the file to write (default: standard output)")
    parser.add_argument("-g", "--graph", type=Path, default=Path("build"), help="what `build` made (default: build)")


def run(args: argparse.Namespace) -> int:
    """Write the graph in one form."""
    import sys

    from cablegraph.export import rdf
    from cablegraph.files import write_whole

    data = rdf.dump(args.graph, args.form)
    if args.output is None:
        sys.stdout.buffer.writelines(data)
    else:
        write_whole(args.output, data)
        common.say(f"{args.output}: {args.output.stat().st_size} bytes")
    return 0
