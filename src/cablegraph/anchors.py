"""Find a quote in a text, and say the nearest words when it is not there.

Runs of white space match each other, so that a quote may be folded over lines; everything else is exact.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from cablegraph.errors import AnnotationError, Position
from cablegraph.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long a label made of a text's words may be.
LABEL = 120


def occurrences(text: str, quote: str, region: Span) -> Iterator[Span]:
    """Yield every place in *region* where *quote* stands, overlapping ones included."""
    words = " ".join(quote.split())
    if not words:
        return
    folded, offsets = _folded(text)
    at = folded.find(words, bisect_left(offsets, region.start))
    while at >= 0 and offsets[at + len(words) - 1] < region.end:
        if _is_whole(folded, at, at + len(words)):
            yield Span(offsets[at], offsets[at + len(words) - 1] + 1)
        at = folded.find(words, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether words don't begin or end inside a longer word; scripts without capitals don't part their words."""
    return not any(_parts_words(text[at - 1]) and _parts_words(text[at]) for at in (start, end) if 0 < at < len(text))


def _parts_words(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()


@lru_cache(maxsize=4)
def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text with each run of white space as one blank, and the offset that each character had."""
    folded: list[str] = []
    offsets: list[int] = []
    for match in re.finditer(r"\S|\s+", text):
        folded.append(match[0] if len(match[0]) == 1 and not match[0].isspace() else " ")
        offsets.append(match.start())
    return "".join(folded), offsets


def find(text: str, quote: str, where: Position, *, within: str | None = None, region: Span | None = None) -> Span:
    """Return the one place where *quote* stands in *text*, or in the words *within* that hold it.

    Raise `AnnotationError` at *where* when it stands nowhere (with the nearest words) or more than once (with the
    lines), so that no statement is ever tied to words that its author did not mean.
    """
    region = region or Span(0, len(text))
    if within is not None:
        region = find(text, within, where, region=region)
    found = list(occurrences(text, quote, region))
    if len(found) == 1:
        return found[0]
    if found:
        lines = ", ".join(str(line_of(text, span.start)) for span in found[:6])
        raise AnnotationError(
            f'The quote "{shorten(quote)}" stands {len(found)} times in the text, on lines {lines}.',
            "Say which: add `within:` with a longer quote that holds only the one you mean.",
            where,
        )
    near = nearest(text[region.start : region.end], quote)
    advice = f'The nearest words are "{near}".' if near else "Copy the words from the text."
    raise AnnotationError(f'The quote "{shorten(quote)}" does not stand in the text.', advice, where)


def nearest(text: str, quote: str) -> str:
    """Return the words of *text* most like *quote*, or nothing where none come near."""
    from rapidfuzz.fuzz import partial_ratio_alignment, ratio

    best = partial_ratio_alignment(quote, text, score_cutoff=60)
    if best is None:
        return ""
    start, end = best.dest_start, best.dest_end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    words = text[start:end].split()
    # The window was widened to whole words: leave off those that it only brushed.
    for brushed in (slice(1, None), slice(None, -1)):
        if ratio(quote, " ".join(words[brushed])) > ratio(quote, " ".join(words)):
            words = words[brushed]
    return " ".join(words)


def line_of(text: str, offset: int) -> int:
    """Return the line, counted from 1, on which the character at *offset* stands."""
    return text.count("\n", 0, offset) + 1


def shorten(words: str, limit: int = 80) -> str:
    """Fit words on a line, with an ellipsis where they were cut."""
    flat = " ".join(words.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
