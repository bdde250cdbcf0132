"""Lines of a text and where they stand, white space at either end left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE_END = re.compile(r"\r\n|\r|\n")
_COLUMN = re.compile(r"(?<![:\s])(?:[ \t]{3,}|\t)")  # a gap between columns
_LINE = re.compile(r"[^\r\n]+")

OPENING = '“"„«‘'  # marks as printed
CLOSING = '”"“»’'
FEW = 200  # characters that tell a sentence from a heading


class Line(NamedTuple):
    """A line that holds words: offsets of its first and past its last character; `gap`: after a blank line."""

    text: str
    start: int
    end: int
    gap: bool = False


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yield the lines of text[start:end] that are not blank; a carriage return alone ends a line too."""
    last = start
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        words = match.group().strip()
        if not words:
            continue
        begin = match.start() if words[0] == text[match.start()] else text.index(words[0], match.start())
        yield Line(words, begin, begin + len(words), _blank_between(text, last, begin))
        last = match.end()


def _blank_between(text: str, start: int, end: int) -> bool:
    if end - start < 2:
        return False
    return len(_LINE_END.findall(text, start, end)) > 1


def cells_of(line: Line) -> list[Line]:
    """Part a line at the gaps between columns."""
    cells: list[Line] = []
    at = line.start
    for gap in (*_COLUMN.finditer(line.text), None):
        end = line.start + gap.start() if gap else line.end
        cells.append(Line(line.text[at - line.start : end - line.start], at, end, line.gap and not cells))
        at = line.start + gap.end() if gap else line.end
    return cells


def line_starts(text: str) -> list[int]:
    """List the offsets at which the lines of a text begin, blank ones too."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def position(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Give line and column, both counted from 1, of an offset; *starts* are the text's `line_starts`."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def small_words(text: str) -> int:
    """Count the words that begin with a small letter, up to some: sentences have many, headings few."""
    head = text[:FEW]
    return sum(map(str.islower, head.split())) - 2 * head.count(" m.")  # those of "4 p. m." are none
