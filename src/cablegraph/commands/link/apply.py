"""Put the decisions of data/links/ into a graph that is built already, without reading the texts again.

Accepted rows become links (skos:exactMatch) in a graph of their own, each with the decision it rests on; all other
rows are kept as decisions and state nothing. Where two reviewers contradict each other nothing is stated, and you are
told. The outcome is that of `cablegraph build`, byte for byte.

examples:
  cablegraph link apply
  cablegraph link apply my-data -o my-graph
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse

_WAITING = "A build is writing to {}; this waits for its end."


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("data", type=Path, nargs="?", default=Path("data"), help="the data folder (default: data)")
    parser.add_argument(
        *("-o", "--output", "-g", "--graph"),
        dest="output",
        type=Path,
        default=Path("build"),
        help="what `build` made (default: build)",
    )


def run(args: argparse.Namespace) -> int:
    """Renew the links; return 1 where something was found."""
    from cablegraph import graph as graphs
    from cablegraph.errors import FileError, Position
    from cablegraph.links.agreement import in_force
    from cablegraph.links.folder import read_all
    from cablegraph.report.summary import many
    from cablegraph.validation import MUST

    if not args.data.exists():
        # An empty folder would mean that nobody has decided anything, and take all links out.
        raise FileError("There is no such folder.", "Name the data folder that was built.", Position(str(args.data)))
    found = graphs.renew_links(args.data, args.output, lambda: common.say(_WAITING.format(args.output)))
    common.say(*common.findings_in_short(found))
    if any(finding.level == MUST for finding in found):
        common.say(f"{args.output} stays as it was.")
        return 1
    decisions = read_all(args.data)
    stated = {(made.subject, made.qid) for made in in_force(decisions)}
    common.give([f"{many(len(decisions), 'decision')}, {many(len(stated), 'link')} stated"])
    return 1 if found else 0
