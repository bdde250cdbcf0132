"""Say whether two names can be one, in any romanisation.

The first line is `same`, `different` or `unknown`; then come the reasons.

examples:
  cablegraph link compare "Ch'iao Kuan-hua" 乔冠华
  cablegraph link compare Peking Пекин --kind place
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("names", nargs=2, metavar="NAME", help="a name, in any script or romanisation")
    parser.add_argument("--kind", choices=("person", "place"), default="person", help="what is named")


def run(args: argparse.Namespace) -> int:
    """Print the verdict and the reasons."""
    from cablegraph.names import compare

    one, other = args.names
    comparison = compare(one, other, kind=args.kind)
    common.give([comparison.verdict, *(f"  {line}" for line in comparison.why)])
    return 0
