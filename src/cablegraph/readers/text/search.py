"""Seek forms in running text, but only where a cheap cue says that one may stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from cablegraph.readers.text.grammar import Form

LONGEST_WORD = 20  # a cue may stand inside a word of so many letters ("Embtel")


def find_forms(forms: Sequence[Form], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what fits one of *forms* in text[start:end], the longest at each place; each begins with the cue's word.

    The cue is that of a mention in the grammar: a word for a message or its owner, and a figure soon after it.
    """
    at = start
    for cue in grammar().words["mention_cue"].finditer(lower(text[start:end])):
        begin = _word_start(text, start + cue.start(), at)
        if start + cue.start() < at or begin < at:
            continue
        matches = [match for form in forms if (match := form.expression.match(text, begin, end))]
        if matches:
            longest = max(matches, key=lambda match: match.end())
            yield longest
            at = longest.end()


def lower(text: str) -> str:
    """Write *text* in lower case without moving an offset: of all letters only the dotted capital I would."""
    return text.replace("\u0130", "i").lower()


def _word_start(text: str, at: int, first: int) -> int:
    least = max(first, at - LONGEST_WORD)
    while at > least and text[at - 1].isalnum():
        at -= 1
    return at
