"""Take out what a form prints on every page: page numbers, release stamps, rules for copying, serials of an edition."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cablegraph.readers.text.lines import Line

LONGEST = 140  # characters of what a form prints on one line
# In lower case: no paper with marks of its pages is without one of these, so that most need no look at every line.
SIGNS = (
    "page ",
    "group ",
    "reprod",
    "release",
    "declass",
    "dissem",
    "sanitized",
    "return to",
    "dist: ",
    " cn ",
    "- 2 -",
)
_NUMBERED = re.compile(r"\n[ \t]*[-–—]\d{1,2}[-–—]")


def without_page_marks(text: str, lines: Iterable[Line]) -> list[Line]:
    """Leave out the lines that belong to the pages and not to the message; the grade beside one goes with it.

    What stands at the head of the paper, before any other words, keeps its grade.
    """
    small = text.lower()
    if not (any(sign in small for sign in SIGNS) or _NUMBERED.search(text)):
        return list(lines)
    mark = grammar().words["page_mark"]
    found = list(lines)
    marked = [len(line.text) <= LONGEST and mark.match(line.text) is not None for line in found]
    if not any(marked):
        return found
    graded = _beside(found, marked)
    return [line for line, out in zip(found, graded, strict=True) if not out]


def _beside(lines: Sequence[Line], marked: list[bool]) -> list[bool]:
    """Mark the grades over and under the marks of a page too, but for those at the head of the paper."""
    grade = grammar().words["page_grade"]
    head = next((at for at, out in enumerate(marked) if not out and not grade.match(lines[at].text)), len(lines))
    out = list(marked)
    for order in (range(head, len(lines)), range(len(lines) - 1, head - 1, -1)):
        for before, at in pairwise(order):
            out[at] = out[at] or (out[before] and grade.match(lines[at].text) is not None)
    return out
