"""Quote words of a text so that they are found again: unique by themselves, or within a longer quote that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from cablegraph import anchors
from cablegraph.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"\S+")
# How far around a quote the words are taken that make it unique, in characters.
_REACH = 600
# How many characters a first or last line may give before it is cut.
_LINE = 80


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text, white space put together, and the longer words around them where they need some."""

    words: str
    within: str | None = None


def quote(text: str, span: Span) -> Quote | None:
    """Return a quote that means *span* and nothing else; None where the text gives no way to say so."""
    words = _words(text, span)
    if not words or span not in set(anchors.occurrences(text, words, span)):
        return None
    if _is_alone(text, words):
        return Quote(words)
    for around in _around(text, span):
        longer = _words(text, around)
        if _is_alone(text, longer):
            alone = list(anchors.occurrences(text, words, around)) == [span]
            return Quote(words, longer) if alone else None
    return None


def beginning(text: str, span: Span) -> str | None:
    """Return the first words of a message, as many as make them unique; None where all of them don't."""
    return next((words for words in _growing(text, span, from_end=False) if _is_alone(text, words)), None)


def ending(text: str, span: Span) -> str | None:
    """Return the last words of a message, as many as make them unique; None where all of them don't."""
    return next((words for words in _growing(text, span, from_end=True) if _is_alone(text, words)), None)


def within(text: str, span: Span, region: Span) -> str | None:
    """Return the words of *span*, with as many of *region* after them as it takes to stand there once."""
    if list(anchors.occurrences(text, _words(text, span), region)) == [span]:
        return _words(text, span)
    for match in _WORD.finditer(text, span.end, min(region.end, span.end + _REACH)):
        longer = Span(span.start, match.end())
        if list(anchors.occurrences(text, _words(text, longer), region)) == [longer]:
            return _words(text, longer)
    return None


def _words(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _is_alone(text: str, words: str) -> bool:
    return len(list(islice(anchors.occurrences(text, words, Span(0, len(text))), 2))) == 1


def _around(text: str, span: Span) -> Iterator[Span]:
    """Yield longer and longer runs of whole words around a span, a word on each side at a time."""
    low, high = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    before = [match.start() for match in _WORD.finditer(text, low, span.start)][::-1]
    after = [match.end() for match in _WORD.finditer(text, span.end, high)]
    if low and before:
        before.pop()  # it may be cut
    if high < len(text) and after:
        after.pop()
    for step in range(max(len(before), len(after))):
        yield Span(
            before[min(step, len(before) - 1)] if before else span.start,
            after[min(step, len(after) - 1)] if after else span.end,
        )


def _growing(text: str, span: Span, *, from_end: bool) -> Iterator[str]:
    """Yield more and more of the words at one end of a span: its line there, or what a line may hold, then more."""
    if from_end:
        low = max(span.start, span.end - _REACH)
        starts = [match.start() for match in _WORD.finditer(text, low, span.end)]
        first = max(low, span.end - _LINE, *(text.rfind(mark, low, span.end) + 1 for mark in "\r\n"))
        later = sum(start >= first for start in starts)
        for start in starts[max(0, len(starts) - max(later, 1)) :: -1]:
            yield _words(text, Span(start, span.end))
        return
    high = min(span.end, span.start + _REACH)
    ends = [match.end() for match in _WORD.finditer(text, span.start, high)]
    breaks = [at for mark in "\r\n" if (at := text.find(mark, span.start, high)) >= 0]
    last = min(high, span.start + _LINE, *breaks)
    yield from (_words(text, Span(span.start, end)) for end in ends if end >= min(last, ends[-1]))
