"""Compare the pairs of a list: a table with tabs whose first two columns are names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.errors import FileError, Position
from cablegraph.names.comparison import KINDS, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.names.verdict import Comparison

# What the first column of a list is called where its first line is a header.
_HEADERS = frozenset({"name", "name1", "name_1", "name_a", "names", "one", "a", "left", "first", "subject", "label"})


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: its cells as they are, and what came of comparing the first two; a header has no comparison."""

    cells: tuple[str, ...]
    comparison: Comparison | None


def compare_list(lines: Iterable[bytes], file: str, kind: str | None = None) -> Iterator[Row | FileError]:
    """Yield each line of a list compared, in order; of a line that can't be compared the error, with its place.

    A first line that begins with a word such as "name" or "one" is a header. Where it has a column "kind" and *kind* is
    none, the column says what is named. Empty lines are passed over.
    """
    kinds: int | None = None
    for number, line in enumerate(lines, 1):
        try:
            cells = _cells(line, Position(file, number, 1))
        except FileError as error:
            yield error
            continue
        if number == 1 and cells[0].strip().casefold() in _HEADERS:
            kinds = cells.index("kind") if "kind" in cells else None
            yield Row(cells, None)
        elif any(cells):
            yield _row(cells, Position(file, number), kind or _kind(cells, kinds))


def _cells(line: bytes, where: Position) -> tuple[str, ...]:
    try:
        text = line.decode("utf-8-sig" if where.line == 1 else "utf-8")
    except UnicodeDecodeError as error:
        place = Position(where.file, where.line, error.start + 1)
        raise FileError("These bytes are not UTF-8.", "Save the list as UTF-8.", place) from error
    if "\0" in text:
        place = Position(where.file, where.line, text.index("\0") + 1)
        raise FileError("No text has such a character (NUL).", "Save the list as UTF-8, not as UTF-16.", place)
    return tuple(map(_plain, text.rstrip("\r\n").split("\t")))


def _plain(cell: str) -> str:
    """Return a cell without the quotation marks that a spreadsheet puts around one with a comma."""
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _kind(cells: tuple[str, ...], column: int | None) -> str | None:
    said = cells[column] if column is not None and column < len(cells) else None
    return said if said in KINDS else None


def _row(cells: tuple[str, ...], where: Position, kind: str | None) -> Row | FileError:
    for number, name in enumerate((*cells, "", "")[:2]):
        if not name.strip():
            column = sum(len(cell) + 1 for cell in cells[:number]) + 1
            what = "There is no name here." if number < len(cells) else "There is no second name on this line."
            return FileError(what, "Write two names with a tab between them.", Position(where.file, where.line, column))
    return Row(cells, compare(cells[0], cells[1], kind))
