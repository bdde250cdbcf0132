"""Say whether two names can be one, in any romanisation.

The first line is `same`, `different` or `unknown`; then come the reasons. A family name alone, a single initial or a
possible slip is `unknown`. Names are compared, not people: Filippov and Stalin are `different` names, and that one man
stands behind both is told by `cablegraph query actors/code-names`.

With --file a list is compared: two names a line with a tab between them, a header if you like; the verdict is put
before the line and the reasons after it, and further columns stay.

examples:
  cablegraph link compare "Ch'iao Kuan-hua" 乔冠华
  cablegraph link compare Peking Пекин --kind place
  cablegraph link compare --file pairs.tsv > judged.tsv
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cablegraph.commands import common
from cablegraph.errors import FileError, QueryError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from cablegraph.names.listing import Row
    from cablegraph.names.verdict import Comparison

KINDS = ("person", "place", "body")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="a name, in any script or romanisation")
    parser.add_argument("--kind", choices=KINDS, help="what is named; without it, a place if both are known places")
    parser.add_argument("--file", metavar="PAIRS", help="a list of pairs with tabs; - is standard input")
    parser.add_argument("--json", action="store_true", help="print JSON; of a list, an object a line")


def run(args: argparse.Namespace) -> int:
    """Print the verdict and the reasons, or those of a whole list; return 1 where a line of it can't be compared."""
    if (len(args.names) != 2) if args.file is None else bool(args.names):
        raise QueryError(
            "Two names are compared, or a list.", "Write two NAMEs, in quotes if they have spaces, or --file."
        )
    if args.file is not None:
        return _run_list(args)
    from cablegraph.names import compare

    one, other = args.names
    comparison = compare(one, other, args.kind)
    if args.json:
        common.give_json(_as_json((one, other), comparison))
    else:
        common.give([comparison.verdict, *(f"  {line}" for line in comparison.why)])
    return 0


def _run_list(args: argparse.Namespace) -> int:
    from cablegraph.names.listing import compare_list

    failed = 0
    for row in compare_list(_lines(args.file), args.file, args.kind):
        if isinstance(row, FileError):
            common.say(str(row))
            failed = 1
        else:
            common.give(_written(row, args.json))
    return failed


def _lines(file: str) -> Iterator[bytes]:
    if file == "-":
        yield from sys.stdin.buffer
        return
    with open(file, "rb") as stream:  # noqa: PTH123 - the name is said in messages as it was given
        yield from stream


def _written(row: Row, as_json: bool) -> Iterable[str]:
    if as_json:
        import json

        if row.comparison:
            yield json.dumps(_as_json(row.cells, row.comparison), ensure_ascii=False)
    elif row.comparison:
        yield "\t".join((row.comparison.verdict, *row.cells, "; ".join(row.comparison.why)))
    else:
        yield "\t".join(("verdict", *row.cells, "why"))


def _as_json(cells: tuple[str, ...], comparison: Comparison) -> dict[str, object]:
    more = {"more": cells[2:]} if cells[2:] else {}
    return {"verdict": comparison.verdict, "names": cells[:2], **more, "why": comparison.why}
