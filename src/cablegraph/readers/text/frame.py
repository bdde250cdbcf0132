"""Take off what an edition puts round a document, and join lines that belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.lines import Line, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NOTES = 60  # each note is sought in the whole text


def document_lines(text: str) -> tuple[list[Line], list[Line]]:
    """Split a text into the lines of the document and those of the editors' footnotes.

    Rules, marks of omission and the like at either end belong to neither.
    """
    words = grammar().words
    lines = _joined(text, lines_of(text))
    first, last = 0, len(lines)
    while first < last and words["frame"].match(lines[last - 1].text):
        last -= 1
    while first < last and words["frame"].match(lines[first].text):
        first += 1
    notes = last
    while notes > first + 1 and (mark := words["footnote"].match(lines[notes - 1].text)):
        if notes < last - MOST_NOTES or not _called(text, lines[notes - 1], mark["mark"]):
            break
        notes -= 1
    return lines[first:notes], lines[notes:last]


def _joined(text: str, lines: Iterable[Line]) -> list[Line]:
    """Join a list of names or of offices that runs over the end of a line with the next."""
    joined: list[Line] = []
    open_list = False
    for line in lines:
        if open_list and joined:
            first = joined[-1]
            joined[-1] = Line(text[first.start : line.end], first.start, line.end, first.gap)
        else:
            joined.append(line)
        open_list = line.text.endswith(",") and (open_list or bool(grammar().words["continues"].match(line.text)))
    return joined


def _called(text: str, line: Line, mark: str) -> bool:
    """Say whether a footnote's mark is stuck to a word before it, as editions print it."""
    return re.search(rf"[^\W\d_]{{2}}[.\])]?{mark}(?!\w)", text[: line.start]) is not None
