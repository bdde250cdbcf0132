"""Fit forms to words whose times are masked, and seek them in running text only where a cue says that one may stand.

A time is long to describe and stands in half of all forms. So the times of a text are found once, each is covered by
marks of the same length, and a form only asks for marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import MARK, grammar
from cablegraph.readers.text.signs import lower
from cablegraph.times.written import find_times

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from cablegraph.readers.text.grammar import Forms

    Match: TypeAlias = "re.Match[str] | Fit"

_BREAK = re.compile(r"\n\s*\n|[ \t]{3}")  # a new paragraph or column, over which no mention runs
_FIGURES = re.compile(rf"[\d{MARK}][\d{MARK}]*")  # so written it is found faster than with a plus
DAYS = ("yesterday", "today", "last night")
_FIGURES_OR_DAYS = re.compile(rf"[\d{MARK}]+|{'|'.join(DAYS)}")
REACH = 160  # characters before a figure in which a mention that it belongs to begins, in the same paragraph
PARAGRAPH = "\n\n"
_FIGURE = re.compile(r"\d")
_SIGNED = re.compile(r"(?:\bN[oOº°r]s?\.?|\bno\.|№|#)\s*$")  # what follows is a number and no date
_FOUR_FIGURES = re.compile(r"(?i)\d{4}(?!\s?(?:hours|hrs|h\b)),?\s+(?:(?:of|on)\s+)?(?:the\s+)?")
_BEFORE_HOUR = re.compile(r"(?:^|\n|(?i:\b(?:of|at|on|by|from|received|sent|dispatched|until|to|and)\s+))$")
# "the 11th" is a day where no noun follows it, as in "the 8th Department".
_NOUN_BEHIND = re.compile(
    r"\s+(?!(?i:(?:of|was|were|is|are|has|have|had|at|and|to|in|on|from|about|with|by|for|which|but|I|we)\b))\w"
)
LONGEST_WORD = 20  # characters: a cue may stand inside a word ("Embtel")


class Fit:
    """A form's match in masked words; groups and offsets are those of the text itself."""

    __slots__ = ("_groups", "match", "re", "shift", "string")

    def __init__(self, match: re.Match[str], text: str, shift: int) -> None:
        self.match, self.re, self.string, self.shift = match, match.re, text, shift
        self._groups: dict[str, str | None] | None = None

    def start(self, group: str | int = 0) -> int:
        """Give the offset at which a group begins."""
        return self.match.start(group) + self.shift

    def end(self, group: str | int = 0) -> int:
        """Give the offset past the end of a group."""
        return self.match.end(group) + self.shift

    def span(self, group: str | int = 0) -> tuple[int, int]:
        """Give both offsets of a group."""
        start, end = self.match.span(group)
        return start + self.shift, end + self.shift

    def group(self, group: str | int = 0) -> str:
        """Give the words of a group which took part in the match."""
        return self.string[slice(*self.span(group))]

    def __getitem__(self, group: str) -> str | None:
        words: str | None = self.match[group]
        return self.group(group) if words and MARK in words else words

    def groupdict(self) -> dict[str, str | None]:
        """Give the words of all groups by name."""
        if self._groups is None:
            self._groups = {name: self[name] if words else words for name, words in self.match.groupdict().items()}
        return self._groups


def mask(words: str) -> str:
    """Cover the times in *words* with marks; a number before a date ("Deptel 1047, January 6") is no hour."""
    if _FIGURE.search(words) is None:
        return words
    parts: list[str] = []
    at = 0
    for time in find_times(words, bare=True):
        start = time.start
        before = words[max(0, start - LONGEST_WORD) : start]
        bare = bool(time.days) and None in time.days[0] and time.clock is None
        if bare and (_SIGNED.search(before) or (time.days[0][1] is None and _NOUN_BEHIND.match(words, time.end))):
            continue
        if (hour := _FOUR_FIGURES.match(time.written)) and not _BEFORE_HOUR.search(before):
            start += hour.end()
        parts += words[at:start], MARK * (time.end - start)
        at = time.end
    return "".join((*parts, words[at:]))


def find_forms(forms: Forms, text: str, start: int, end: int) -> Iterator[Fit]:
    """Yield what fits one of *forms* in text[start:end], the longest at each place, in order and apart."""
    masked = mask(text[start:end])
    small = lower(masked)
    at = 0
    for begin in _beginnings(masked, small):
        if begin < at:
            continue
        words, capital = small[begin : begin + LONGEST_WORD], masked[begin].isupper()
        matches = [
            match
            for form in forms.that_may_begin(words)
            if (capital or not form.capital)
            and (match := form.expression.match(masked, begin))
            and not _BREAK.search(match.group())
        ]
        if matches:
            longest = max(matches, key=lambda match: match.end())
            yield Fit(longest, text, start)
            at = longest.end()


def _beginnings(masked: str, small: str) -> list[int]:
    """List where a mention may begin: at a word for a message or its owner with a figure soon after, or at a name."""
    words = grammar().words
    found: set[int] = set()
    days = any(day in small for day in DAYS)
    names, cues = words["name_cue"].compiled, words["mention_or_day_cue" if days else "mention_cue"].compiled
    for start, end in _near_figures(small, _FIGURES_OR_DAYS if days else _FIGURES):
        found.update(match.start() for match in names.finditer(masked, start, end))
        found.update(_word_start(masked, cue.start()) for cue in cues.finditer(small, start, end))
    return sorted(found)


def _near_figures(small: str, figures: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that end in a figure, a time or a day near by, without which there is no mention."""
    start = end = 0
    for figure in figures.finditer(small):
        at = figure.start()
        if at - REACH > end:
            if end > start:
                yield start, end
            start = max(at - REACH, small.rfind(PARAGRAPH, at - REACH, at))
        end = figure.end()
    if end > start:
        yield start, end


def _word_start(text: str, at: int) -> int:
    least = max(0, at - LONGEST_WORD)
    while at > least and text[at - 1].isalnum():
        at -= 1
    return at - 1 if at > least and text[at - 1] == "[" else at
