"""Write links as SSSOM, for OpenRefine, or as QuickStatements to be read by a person first.

sssom has all decisions, rejections and doubts too, as one table. openrefine is a CSV of every actor and place; the
column `wikidata` holds what is accepted (in OpenRefine: Reconcile, Use values as identifiers). quickstatements has what
Wikidata could learn from accepted links: other romanisations as aliases, and code names for which a source with an
address vouches. The reasons go to standard error, with the source and where it was seen; no command cites it, since
that may be a copy: look at the source and add its own address as the reference. Nothing is ever sent: read each
command, look at the item, then decide whether to run it under your own account.

examples:
  cablegraph link export sssom -o links.sssom.tsv
  cablegraph link export openrefine > actors.csv
  cablegraph link export quickstatements > to-review.txt
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common
from cablegraph.errors import FileError, Position

if TYPE_CHECKING:
    import argparse

FORMS = ("sssom", "openrefine", "quickstatements")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("form", choices=FORMS, help="what to write")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the file (default: standard output)")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="FOLDER", help="the data folder, for sssom")
    common.add_graph(parser)


def run(args: argparse.Namespace) -> int:
    """Write the links in one form."""
    from cablegraph.files import write_whole

    lines = _lines(args)
    if args.output is None:
        common.give(lines)
    else:
        write_whole(args.output, "".join(f"{line}\n" for line in lines))
        common.say(f"{args.output}: {len(lines)} lines")
    return 0


def _lines(args: argparse.Namespace) -> list[str]:
    if args.form == "sssom":
        from cablegraph.links import folder, rows, sssom

        if not args.data.is_dir():
            raise FileError("There is no such folder.", "Name the data folder with --data.", Position(str(args.data)))
        return sssom.write(folder.head(args.data), map(rows.cells, folder.read_all(args.data))).splitlines()
    from cablegraph.linking import exports, standing

    store = common.open_graph(args)
    if args.form == "openrefine":
        return list(exports.openrefine(standing.standings(store)))
    commands = list(exports.quickstatements(store))
    common.say(
        *(why for _, why in commands), "Nothing is sent. Read each command and look at the item before you run it."
    )
    return list(dict.fromkeys(command for command, _ in commands))
