"""Find where a quotation ends: by its marks, counted, or by words such as UNQUOTE and "End text"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from cablegraph.model.span import Span
from cablegraph.readers.text.facts import Facts
from cablegraph.readers.text.fitting import is_signature, past_date
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.lines import CLOSING, OPENING, Line
from cablegraph.readers.text.trailer import read_trailer

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

TYPED = "''"  # a typewriter without quotation marks
SHORTEST_QUOTED = 25  # characters in quotation marks within a sentence that may be a message
APOSTROPHES = "‘'"  # marks that are apostrophes too
PAIRS = {"“": "”", "„": "”“", "«": "»", '"': '"'}


def closing(text: str, lines: Sequence[Line], index: int) -> tuple[int, int]:
    """Find where a quotation ends that opens line *index*: its end without the mark, and the line after it.

    Curved marks are counted. Straight marks pair up within a paragraph, so the paragraph that closes the quotation has
    an odd number of them and ends in one. Where no mark closes it, it ends with a signature, else with the document.
    """
    if lines[index].text.startswith((TYPED, *APOSTROPHES)):
        return _closing_uncounted(text, lines, index)
    depth = 0
    straight = text[lines[index].start] == '"'
    for at in range(index, len(lines)):
        words = lines[at].text.rstrip(".,;")
        if straight:
            depth += words.count('"')
            if words.endswith('"') and depth % 2 == 0 and len(words) > 1:
                return lines[at].start + len(words) - 1, at + 1
        else:
            again = at > index and words[:1] in tuple(
                OPENING[:-1]
            )  # English printers open every paragraph of a quotation anew
            depth += sum(map(words.count, "“„«")) - sum(map(words.count, "”»")) - again
            if depth <= 0 and words[-1:] in tuple(CLOSING[:-1]):
                return lines[at].start + len(words) - 1, at + 1
    return _unclosed(text, lines, index)


def closing_within(text: str, start: int, end: int) -> int | None:
    """Find in text[start:end], words of one paragraph, the mark that closes the one at *start*."""
    mark, depth = text[start], 0
    for at in range(start + 1, end):
        if text[at] in PAIRS[mark] and depth == 0:
            return at
        depth += (text[at] == mark) - (text[at] in PAIRS[mark])
    return None


def _closing_uncounted(text: str, lines: Sequence[Line], index: int) -> tuple[int, int]:
    """Find the end of a quotation in marks that are apostrophes too: the first line that ends in one."""
    first = lines[index].text
    marks = (TYPED,) if first.startswith(TYPED) else (CLOSING[-1], APOSTROPHES[-1])
    for at in range(index, len(lines)):
        words = lines[at].text.rstrip(".,;").rstrip(CLOSING[0])
        mark = next((mark for mark in marks if words.endswith(mark) and len(words) > len(mark)), None)
        if mark:
            return lines[at].start + len(words) - len(mark), at + 1
    return _unclosed(text, lines, index)


def _unclosed(text: str, lines: Sequence[Line], index: int) -> tuple[int, int]:
    """End a quotation without a closing mark: with a signature under closing words, where more of the carrier follows.

    Else it ends at the last line that ends in a mark, else before the outer trailer.
    """
    greeting = grammar().words["greeting"]
    for at in range(index + 1, len(lines) - 2):
        if greeting.match(lines[at].text) and is_signature(text, lines[at + 1]) and lines[at + 2].gap:
            past = past_date(text, lines, at + 2)
            return lines[past - 1].end, past
    for at in range(len(lines) - 1, index, -1):
        words = lines[at].text.rstrip(".,;")
        if words[-1:] and words[-1] in CLOSING:
            return lines[at].start + len(words) - 1, at + 1
    first = read_trailer(Facts(), text, lines[index:]) + index
    past = first if first > index + 1 else len(lines)
    return lines[past - 1].end, past


def closing_words(text: str, opened: re.Match[str], end: int) -> re.Match[str] | None:
    """Find the words that close what *opened* opens, before offset *end*; what is opened in between is closed first."""
    kind = opened.lastgroup
    depth, last = 0, None
    for mark in grammar().words["mark"].finditer(text, opened.end(), end):
        if mark.lastgroup == f"un{kind}":
            last = mark
            if depth == 0:
                return mark
            depth -= 1
        elif mark.lastgroup == kind:
            depth += 1
    return last


def in_signs(text: str, lines: Sequence[Line], index: int, start: int) -> tuple[Span, int] | None:
    """Take the words in quotation marks that open at *start* in the line at *index*; past the quotation's last line."""
    line = lines[index]
    end = closing_within(text, start, line.end)
    past = index + 1
    if end is None:
        end, past = closing(text, [*lines[:index], Line(text[start : line.end], start, line.end), *lines[past:]], index)
    return (Span(start + 1, end), past) if end - start > SHORTEST_QUOTED else None


def in_words(text: str, lines: Sequence[Line], mark: re.Match[str]) -> tuple[Span, int] | None:
    """Take the words between "Begin text" and "End text", QUOTE and UNQUOTE."""
    close = closing_words(text, mark, lines[-1].end)
    if close is None:
        return None
    held = text[mark.end() : close.start()]
    start, end = close.start() - len(held.lstrip(" \t\r\n:")), mark.end() + len(held.rstrip())
    if text[start : start + 1] in tuple(OPENING[:-1]) and text[end - 1 : end] in tuple(CLOSING[:-1]):
        start, end = start + 1, end - 1
    past = bisect_left([line.start for line in lines], close.end())
    return (Span(start, end), past) if end > start else None
