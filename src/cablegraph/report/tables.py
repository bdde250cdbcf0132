"""Write the rows of an answer as a table for the terminal, or as CSV, TSV or JSON by the SPARQL 1.1 result formats."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

from cablegraph.errors import QueryError, did_you_mean
from cablegraph.report.labels import readable
from cablegraph.vocabulary import compress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.store.terms import Rows, Term

FORMS = ("table", "csv", "tsv", "json")
NO_ROWS = "The answer has no rows."
_GAP = "  "
# A column narrower than this is unreadable; where that can't be had, each row becomes a block of its own.
_NARROWEST = 10
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def lines(rows: Rows, form: str, width: int = 100) -> Iterator[str]:
    """Yield the rows in one of `FORMS`, line by line and without line ends; *width* is that of the table only.

    In CSV a line can hold line breaks, where a quoted cell does. Raise `QueryError` where the form is unknown.
    """
    writers = {"table": lambda: _table(rows, width), "csv": lambda: _csv(rows), "tsv": lambda: _tsv(rows)}
    writers["json"] = lambda: _json(rows)
    if form not in writers:
        raise QueryError(f'"{form}" is not a form of table.', did_you_mean(form, FORMS, "Known are"))
    return writers[form]()


def _csv(rows: Rows) -> Iterator[str]:
    """Write plain values: an IRI in full, a literal without its type, nothing where a variable is unbound."""
    yield _csv_line(rows.columns)
    for row in rows.rows:
        yield _csv_line([_plain(term) for term in row])


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n")


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if term.kind == "bnode" else term.value


def _tsv(rows: Rows) -> Iterator[str]:
    """Write each term as Turtle would, so that nothing of it is lost."""
    yield "\t".join(f"?{column}" for column in rows.columns)
    for row in rows.rows:
        yield "\t".join(_turtle(term) for term in row)


def _turtle(term: Term | None) -> str:
    if term is None:
        return ""
    if term.kind == "uri":
        return f"<{term.value}>"
    if term.kind == "bnode":
        return f"_:{term.value}"
    words = f'"{term.value.translate(_ESCAPES)}"'
    if term.language:
        return f"{words}@{term.language}"
    return f"{words}^^<{term.datatype}>" if term.datatype else words


def _json(rows: Rows) -> Iterator[str]:
    """Write one binding a line, so that two answers can be compared by lines."""
    yield '{"head": {"vars": ' + json.dumps(list(rows.columns), ensure_ascii=False) + "},"
    yield ' "results": {"bindings": ['
    for number, row in enumerate(rows.rows, 1):
        bound = {column: _json_term(term) for column, term in zip(rows.columns, row, strict=True) if term is not None}
        yield "  " + json.dumps(bound, ensure_ascii=False) + ("," if number < len(rows.rows) else "")
    yield " ]}}"


def _json_term(term: Term) -> dict[str, str]:
    facts = {"type": term.kind, "value": term.value, "xml:lang": term.language, "datatype": term.datatype}
    return {key: value for key, value in facts.items() if value is not None}


def _table(rows: Rows, width: int) -> Iterator[str]:
    if not rows.rows:
        yield NO_ROWS
        return
    cells = [[_cell(term) for term in row] for row in rows.rows]
    widths = _widths([rows.columns, *cells], width)
    if widths is None:
        yield from _blocks(rows.columns, cells, width)
        return
    yield from _aligned(rows.columns, widths)
    yield _GAP.join("-" * size for size in widths)
    for row in cells:
        yield from _aligned(row, widths)


def _cell(term: Term | None) -> str:
    if term is not None and term.kind == "uri":
        return compress(term.value)
    return readable(re.sub(r"\s+", " ", _plain(term)))


def _widths(cells: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Give each column what it needs; while that is too much, take from the widest; None where all get too narrow."""
    widths = [max(map(_breadth, column)) for column in zip(*cells, strict=True)]
    room = width - len(_GAP) * (len(widths) - 1)
    least = [min(size, _NARROWEST) for size in widths]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda number: widths[number])
        widths[widest] -= 1
    return widths


def _breadth(text: str) -> int:
    """Return how many places a text takes on a terminal: Chinese characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [_wrap(cell, size) for cell, size in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = (part + " " * (size - _breadth(part)) for part, size in zip(parts, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def _blocks(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Write each row as a block of `column  value` lines."""
    left = max(map(len, columns))
    for number, row in enumerate(cells):
        if number:
            yield ""
        for column, cell in zip(columns, row, strict=True):
            if cell:
                yield from _aligned((column, cell), (left, max(width - left - len(_GAP), _NARROWEST)))


def _wrap(text: str, width: int) -> list[str]:
    """Break a text at blanks, and inside a word only where the word alone is too wide."""
    parts: list[str] = []
    for part in textwrap.wrap(text, width, break_on_hyphens=False):
        rest = part
        while _breadth(rest) > width:
            cut = next(n for n in range(len(rest), 0, -1) if n == 1 or _breadth(rest[:n]) <= width)
            parts.append(rest[:cut])
            rest = rest[cut:].lstrip()
        parts.append(rest)
    return parts
