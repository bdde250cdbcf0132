"""Cut the words of a message into sentences, each where it stands in the text.

Blank lines, numbered points and dashes begin a new sentence; a point does not end one after an abbreviation, an
initial or inside a figure. Which abbreviations there are stands in `cues.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PARAGRAPH = re.compile(r"[^\s](?:[^\r\n]|(?:\r\n|\r|\n)(?![ \t]*(?:\r|\n|$)))*")
_LINE_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_WORD_BEFORE = re.compile(r"\w(?:[\w.]{0,18}\w)?$")
# A line shorter than this that is followed by a capital was not broken to fit a column.
_SHORT_LINE = 45


@dataclass(frozen=True, slots=True)
class Habits:
    """What a language does with points: abbreviations that never end a sentence, those that may, words that begin one.

    `point` is the figure or dash of a numbered point, `stop` the end of a sentence with the quotation marks after it,
    `opening` what stands between that and the next word.
    """

    never: frozenset[str]
    maybe: frozenset[str]
    openers: frozenset[str]
    point: re.Pattern[str]
    stop: re.Pattern[str]
    opening: re.Pattern[str]

    @classmethod
    def of(cls, table: Mapping[str, Sequence[str]]) -> Habits:
        """Return the habits that a table of the grammar holds."""
        opening, closing, dashes = (f"[{re.escape(''.join(table[name]))}]" for name in ("opening", "closing", "dashes"))
        return cls(
            never=frozenset(table["abbreviations"]),
            maybe=frozenset(table["perhaps_final"]),
            openers=frozenset(table["openers"]),
            point=re.compile(rf"(?:{dashes}\s+)?(?:\(?(?:\d{{1,2}}|[A-Za-z]|[IVX]{{1,4}})[.)]\s+|{dashes}\s+)"),
            stop=re.compile(rf"[.!?…]+{closing}*(?=\s+{opening}*[^\W_a-z])"),
            opening=re.compile(rf"\s+{opening}*([\w']+)"),
        )


def sentences(text: str, region: Span, habits: Habits) -> Iterator[Span]:
    """Yield the sentences of *region*, without the figure of a numbered point before them."""
    for block in _blocks(text, region, habits):
        start = _after_point(text, habits, block.start, block.end)
        for stop in habits.stop.finditer(text, start, block.end):
            if not _ends(text, start, stop, habits):
                continue
            yield from _trimmed(text, start, stop.end())
            start = _after_point(text, habits, _skip_blanks(text, stop.end(), block.end), block.end)
        yield from _trimmed(text, start, block.end)


def _blocks(text: str, region: Span, habits: Habits) -> Iterator[Span]:
    """Yield runs of lines that may hold one sentence together."""
    for paragraph in _PARAGRAPH.finditer(text, region.start, region.end):
        start = paragraph.start()
        line = start
        for broken in _LINE_BREAK.finditer(text, start, paragraph.end()):
            after = broken.end()
            short = broken.start() - line < _SHORT_LINE and not text[after : after + 1].islower()
            if short or habits.point.match(text, after, paragraph.end()):
                yield Span(start, broken.start())
                start = after
            line = after
        if start < paragraph.end():
            yield Span(start, paragraph.end())


def _after_point(text: str, habits: Habits, start: int, end: int) -> int:
    point = habits.point.match(text, start, end)
    # "I. V. Stalin said": an initial is no number of a point.
    initial = point is not None and re.match(r"[A-Z]\.\s+[A-Z]", text[start : min(end, start + 6)])
    return point.end() if point and not initial else start


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends(text: str, start: int, stop: re.Match[str], habits: Habits) -> bool:
    """Say whether a point ends the sentence that began at *start*."""
    if stop[0][0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 20), stop.start())
    word = before[0] if before else ""
    following = habits.opening.match(text, stop.end())
    after = following[1] if following else ""
    if word.casefold() in habits.never or (len(word) == 1 and word.isalpha() and word != "I"):
        return False
    if word.casefold() == "no" and after[:1].isdigit():
        return False
    if word.casefold() in habits.maybe or re.fullmatch(r"(?:\w\.)+\w", word):
        return after.casefold() in habits.openers
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end].strip()
    if any(character.isalnum() for character in words):
        begin = start + text[start:end].index(words[0])
        yield Span(begin, begin + len(words))
