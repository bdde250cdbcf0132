"""Seek forms in running text, but only where a cheap cue says that one may stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.readers.text.grammar import Form

_BREAK = re.compile(r"\n\s*\n|[ \t]{3}")  # a new paragraph or column, over which no mention runs
LONGEST_WORD = 20  # characters: a cue may stand inside a word ("Embtel")


def find_forms(forms: Sequence[Form], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what fits one of *forms* in text[start:end], the longest at each place, in order and apart."""
    at = start
    for begin in _beginnings(text, start, end):
        if begin < at:
            continue
        words, capital = lower(text[begin : begin + LONGEST_WORD]), text[begin].isupper()
        matches = [
            match
            for form in forms
            if form.may_begin(words) and (capital or not form.capital)
            and (match := form.expression.match(text, begin, end))
            and not _BREAK.search(match.group())
        ]
        if matches:
            longest = max(matches, key=lambda match: match.end())
            yield longest
            at = longest.end()


def _beginnings(text: str, start: int, end: int) -> list[int]:
    """List where a mention may begin: at a word for a message or its owner with a figure soon after, or at a name."""
    words = grammar().words
    named = {match.start() for match in words["name_cue"].finditer(text, start, end)}
    told = {
        _word_start(text, start + cue.start(), start) for cue in words["mention_cue"].finditer(lower(text[start:end]))
    }
    return sorted(named | told)


def lower(text: str) -> str:
    """Write *text* in lower case without moving an offset: of all letters only the dotted capital I would."""
    return text.replace("\u0130", "i").lower()


def _word_start(text: str, at: int, first: int) -> int:
    least = max(first, at - LONGEST_WORD)
    while at > least and text[at - 1].isalnum():
        at -= 1
    return at
