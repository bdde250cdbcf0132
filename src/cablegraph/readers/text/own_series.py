"""Find the mentions of telegrams by a number of the message's own series, where no word says what they are.

"I reported it in C-1125", in a telegram that is itself C-1127; "what we asked for in No. 27/TM", in one that is 31/TM.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadMessage, ReadReference
from cablegraph.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What all numbers of a series have: letters or a figure before the running number, or letters or a year behind it.
_LETTERS_BEFORE = re.compile(r"([A-Z]{1,3}[-–])(\d{2,6})(?:/\w+)?")
_FIGURE_BEFORE = re.compile(r"(\d{1,2}/)(?!19|20)\d{3,4}")
_BEHIND = re.compile(r"\d{1,5}(/(?:[A-Za-z]{1,4}|\d\d))")
_SIGN = r"(?:N[oOrº]s?\.? ?|n[or]s?\.? |№ ?|# ?)?"
_MORE = r"(?:,? and |, )"


def in_own_series(text: str, message: ReadMessage, held: Sequence[Span]) -> Iterator[ReadReference]:
    """Yield the mentions in *message* of other numbers of the series of its own ones, but for those in *held*.

    Whose they are stays open: the register may be the sender's or the receiver's.
    """
    own = {number.text for number in message.numbers}
    body = text[message.span.start : message.span.end]
    marked = (found for number in own if (found := _series(number)))
    series = {pattern for mark, pattern in marked if body.count(mark) > 1}
    for pattern in sorted(series):
        for said in _mention(pattern).finditer(text, message.span.start, message.span.end):
            for one in re.finditer(f"{_SIGN}({pattern})", said.group()):
                span = Span(said.start() + one.start(), said.start() + one.end())
                if one[1] not in own and not any(other.start < span.end and span.start < other.end for other in held):
                    yield ReadReference(
                        message.id, text[span.start : span.end], span, None, one[1], None, None, False, None
                    )


def _series(number: str) -> tuple[str, str] | None:
    """Give the mark of the series of *number* and the expression of its numbers; None for one without such a mark."""
    if found := _LETTERS_BEFORE.fullmatch(number):  # a C-47 may be an aeroplane in a telegram that is C-1127
        return found[1], rf"{re.escape(found[1])}\d{{{len(found[2])}}}(?![\w/]|\.\d)"
    if found := _FIGURE_BEFORE.fullmatch(number):
        return found[1], rf"{found[1]}\d{{3,4}}(?![\w/]|\.\d)"
    if found := _BEHIND.fullmatch(number):  # "12/66" may be a month, "1965/66" two years
        signed = r"(?:(?<=[.#№º] )|(?<=[.#№º])|(?=\d{3}))\b(?!19\d\d)"
        return found[1], rf"{signed}\d{{1,5}}{re.escape(found[1])}(?!\w|\.\d)"
    return None


@lru_cache(maxsize=256)
def _mention(pattern: str) -> re.Pattern[str]:
    words = r"\b(?:[Ii]n|[Ss]ee|[Cc]f\.?|[Bb]y|[Tt]o|[Uu]nder) "
    return re.compile(rf"{words}{_SIGN}{pattern}(?:{_MORE}{_SIGN}{pattern})*(?! of the [a-z])")
