"""Cut a text into blocks, and take off the marks round quoted words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

BLOCK_END = "\n\n"
_MOST_BLOCKS = 60  # of a letter whose closing words are sought
QUOTES = '\u201c\u201d\u2018\u2019" '


def blocks(text: str, span: Span) -> Iterator[Span]:
    """Yield the blocks of a text: what stands between empty lines."""
    start = span.start
    while start < span.end:
        end = text.find(BLOCK_END, start, span.end)
        end = span.end if end < 0 else end
        yield Span(start, end)
        start = end + len(BLOCK_END)


def trimmed(match: re.Match[str], group: str = "party") -> tuple[int, int]:
    """Return where the words of a group stand without the marks after them."""
    return match.start(group), match.start(group) + len(match[group].rstrip(" ."))


def stripped(text: str, start: int, end: int) -> Span:
    """Return text[start:end] without quotation marks and white space round it."""
    while start < end and text[start] in f"{QUOTES}\n.:—)":
        start += 1
    while end > start and text[end - 1] in f"{QUOTES}\n(":
        end -= 1
    return Span(start, end)


def letter_end(text: str, found: Sequence[Span], first: int) -> int | None:
    """Return where a letter without marks ends that begins in block *first*: after its closing words and signature.

    None where no closing words come; the last block of all is the signature of the message that holds the letter.
    """
    words = grammar().words
    for number in range(first, min(first + _MOST_BLOCKS, len(found) - 1)):
        if words["letter_closes"].fullmatch(text, found[number].start, found[number].end):
            after = found[number + 1]
            signed = number + 2 < len(found) and words["letter_signed"].fullmatch(text, after.start, after.end)
            return after.end if signed else found[number].end
    return None
