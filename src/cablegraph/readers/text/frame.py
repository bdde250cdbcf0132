"""Take off what an edition puts round a document, and join lines that belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.lines import Line, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NOTES = 60  # an edition's document with more footnotes than this keeps the rest in its body
LONGEST_LIST = 1000  # characters of a list of names that runs over several lines
# A footnote's mark as editions print it: stuck to the word before it, or to the stop or bracket after that.
_CALL = re.compile(r"[^\W\d_]{2}(?<!\b[Nn][oOrR])[.,;:\])”\"]{0,2}(\d{1,2})(?!\w)")


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
    calls: dict[str, int] = {}
    while notes > max(first + 1, last - MOST_NOTES) and (mark := words["footnote"].match(lines[notes - 1].text)):
        calls = calls or _calls(text)
        if calls.get(mark["mark"], len(text)) >= lines[notes - 1].start:
            break
        notes -= 1
    return lines[first:notes], lines[notes:last]


def _joined(text: str, lines: Iterable[Line]) -> list[Line]:
    """Join a list of names or of offices that runs over the end of a line with the next."""
    joined: list[Line] = []
    open_list = False
    for line in lines:
        if open_list and line.end - joined[-1].start < LONGEST_LIST:
            first = joined[-1]
            joined[-1] = Line(text[first.start : line.end], first.start, line.end, first.gap)
        else:
            open_list = False
            joined.append(line)
        open_list = line.text.endswith(",") and (open_list or bool(grammar().words["continues"].match(line.text)))
    return joined


def _calls(text: str) -> dict[str, int]:
    """Say of each number that is stuck to a word, as the mark of a footnote is, where it first stands."""
    calls: dict[str, int] = {}
    for match in _CALL.finditer(text):
        calls.setdefault(match[1], match.start())
    return calls
