"""Follow a message through the hops that brought it.

Each hop is told with its times as written, the moments in UTC between which they lie, and why; then the least and the
most time that the message can have taken. The message goes by its number, its id, its IRI or words of its name.

examples:
  cablegraph chain 22834
  cablegraph chain li-kenong-1951-08-12T0400 --json
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("message", help="a number, an id, an IRI, or words of the message's name")
    parser.add_argument("--json", action="store_true", help="print the chain as JSON (schema cablegraph-chain/1)")
    common.add_graph(parser)


def run(args: argparse.Namespace) -> int:
    """Print the chain of one message."""
    from cablegraph.chain import follow
    from cablegraph.report import chains

    chain = follow(common.open_graph(args), args.message)
    if args.json:
        common.give_json(chains.as_dict(chain))
    else:
        common.give_wrapped(chains.lines(chain))
    return 0
