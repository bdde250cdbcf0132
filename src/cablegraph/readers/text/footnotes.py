"""Find the numbered footnotes that an edition prints below a document, and the digits in it that call them.

Whoever copies a page of an edition gets the notes as a list at the end, and in the text the digits of their marks stuck
to the words, stops and numbers that stand before them: "Paris.3", "telegram 4121".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_DOCUMENT = 500_000  # characters: a longer text is no page of an edition
LONGEST_LIST = 60_000  # characters of the end of a text in which its notes are looked for
HEAD = 1500  # characters in which a heading may stand
BLANK = "\u2009"  # stands for a digit that is taken out: white space, but not that of a column
LAST_DAY = 31
# The note on the source may stand without a number.
_NOTE = re.compile(r"^[ \t]*(?:(?P<mark>\d{1,2})(?:\.[ \t]*|[ \t]+)(?=[^\s\d])|(?=Source: ))", re.MULTILINE)
_LAST = re.compile(r"[.!?”\"’)\]↩][\s↩\ufe0e]*$")  # notes are sentences; a browser adds an arrow back to the call
_DIGITS = re.compile(r"(?<=[^\s\d(\[/–—-])\d{1,2}(?![\w–/-]|[.,:]\d)")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? "
_STUCK = re.compile(
    r"(?:[^\W\d_]{2}|[^\W\d_]\.|[^\s\d][,;:)\]”\"’?!]|[)\]”\"’]\.|\d[)\]”\"’;][.,]?|\d{3},"
    rf"|{_MONTH}\d{{1,2}},)$"
)
_STOPPED = re.compile(r"\d[.,:]$")  # after a number only a new sentence or line shows that the digits call a note
_NEXT_SENTENCE = re.compile(r"\s*\n|\s+[A-Z“]|\s*$|[)\]”]")
_ABBREVIATED = re.compile(r"(?i)\b(?:nos?|nr|pp?|vol|art|par|para|fig|ch|sec|doc|tel|rpt|pt)\.?$")
_IN_HEAD = re.compile(r"^[^\n:]* to [^\n:]*?(?:[^\W\d_]|[)\]]) (?P<mark>\d{1,2})[ \t]*$", re.MULTILINE)
_BRACKETED = re.compile(r"(?:(?<=[^\s\d])|(?<=[^\s\d] ))\[(?P<mark>\d{1,2})\]")
_NUMBER = re.compile(r"(?<![\w.,:/–-])(?<!\[Page )\d{2,7}(?![\w–/-]|[.,:]\d)")
_YEAR = re.compile(r"(?:18|19|20)\d\d$")
_DAY_OF_YEAR = re.compile(r", (?:18|19|20)\d\d(?!\d)")
_OPENING = re.compile(r"(?:^|\n)(?:\d{1,6}\. )?(?:[A-Z][A-Za-z]{1,7} )?$")  # the numbers of the telegram itself
_DAY_BEFORE = re.compile(r"[a-z] \d{1,2}, $")
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}$")
_PAGE = re.compile(r"\[(?:[Pp]age|p\.) \d{1,4}\]")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note: its mark, where its words stand, and the past end of its mark in the document, None where it has none."""

    mark: str
    span: Span
    called: int | None = None


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes below a document and the digits that call them, some of them twice.

    `doubtful` are numbers of which one ends in a call, nobody knows which.
    """

    notes: tuple[Footnote, ...] = ()
    calls: tuple[Span, ...] = ()
    doubtful: tuple[Span, ...] = ()

    @property
    def start(self) -> int | None:
        """The offset at which the list of notes begins, None where there is none."""
        return self.notes[0].span.start if self.notes else None

    def without_marks(self, text: str) -> str:
        """Put white space of the same length for the digits that call a note, and for the marks of printed pages."""
        marks = [(call.start, call.end) for call in self.calls]
        marks += [mark.span() for mark in _PAGE.finditer(text)] if "[" in text else []
        parts: list[str] = []
        at = 0
        for start, end in sorted(marks):
            parts += text[at:start], BLANK * (end - start)
            at = end
        return "".join((*parts, text[at:])) if parts else text


def find_footnotes(text: str) -> Footnotes:
    """Find the notes at the end of a text; none where no list stands there that its calls and words show to be one."""
    notes = _last_list(text) if len(text) <= LONGEST_DOCUMENT else []
    if not notes:
        return Footnotes()
    plain = _plain_calls(text, notes[0].span.start)
    calls = _in_order(notes, plain)
    editorial = grammar().words["editorial_note"]
    known = [one for one in notes if one.mark in calls or editorial.match(_words(text, one))]
    if 2 * len(known) < len(notes):
        return Footnotes()
    found = _with_numbers(text, notes, calls, plain)
    return found if found.calls or found.doubtful or not notes[0].mark else Footnotes()


def _last_list(text: str) -> list[Footnote]:
    """Give the items of the numbered list with which a text ends, from 0 or 1 up; none where there is no such list."""
    begin = max(0, len(text) - LONGEST_LIST)
    if not _LAST.search(text, max(begin, len(text) - 20)):
        return []
    found: list[Footnote] = []
    end = len(text)
    for item in reversed(list(_NOTE.finditer(text, begin))):
        mark = item["mark"] or ""
        if not found or int(mark or 0) == int(found[-1].mark) - 1:
            found.append(Footnote(mark, Span(item.start(), end)))
            end = item.start()
        if int(mark or 0) == 0:
            break
    return found[::-1] if found and int(found[-1].mark or 0) <= 1 else []


def _words(text: str, note: Footnote) -> str:
    """Give the words of a note without its mark."""
    return text[note.span.start : note.span.end].lstrip(" \t.0123456789")


def _plain_calls(text: str, end: int) -> dict[str, list[int]]:
    """Give the past ends of all digits in text[:end] that are stuck to a word or stop, as the calls of notes are."""
    found: dict[str, list[int]] = {}
    for match in _IN_HEAD.finditer(text, 0, min(HEAD, end)):
        found.setdefault(match["mark"], []).append(match.end("mark"))
    for match in _BRACKETED.finditer(text, 0, end):
        found.setdefault(match["mark"], []).append(match.end())
    for match in _DIGITS.finditer(text, 0, end):
        before = text[max(0, match.start() - 12) : match.start()]
        stopped = _STOPPED.search(before) and _NEXT_SENTENCE.match(text, match.end())
        if (stopped or _STUCK.search(before)) and not _ABBREVIATED.search(before):
            found.setdefault(match.group(), []).append(match.end())
    return found


def _in_order(notes: Sequence[Footnote], found: Mapping[str, list[int]]) -> dict[str, int]:
    """Choose for each note the first of the places where its digits stand, after that of the note before it."""
    calls: dict[str, int] = {}
    at = 0
    for note in notes:
        places = sorted(found.get(note.mark, []))
        index = bisect_left(places, at + 1)
        if index < len(places):
            calls[note.mark] = at = places[index]
    return calls


def _with_numbers(
    text: str, notes: Sequence[Footnote], calls: Mapping[str, int], plain: Mapping[str, list[int]]
) -> Footnotes:
    """Add the calls that are stuck to a number; where one of several numbers ends in a call, all are doubtful."""
    sought = frozenset(note.mark for note in notes if note.mark and note.mark not in calls)
    numbers, odd = _ending_in(text, sought, notes[0].span.start) if sought else ({}, {})
    placed: list[Footnote] = []
    ends: list[tuple[int, str]] = []
    doubtful: list[Span] = []
    at = 0
    for index, note in enumerate(notes):
        found = [end for end in plain.get(note.mark, []) if note.mark in calls and end >= calls[note.mark]]
        if note.mark in sought:
            past = next((calls[one.mark] for one in notes[index:] if one.mark in calls), notes[0].span.start)
            between = [number for number in numbers.get(note.mark, []) if at <= number.start() and number.end() <= past]
            unsure = any(at <= end <= past for end in odd.get(note.mark, []))
            found = [] if unsure else _chosen(text, between, note)
            doubtful += [Span(*number.span()) for number in between if not found]
        placed.append(Footnote(note.mark, note.span, found[0] if found else None))
        ends += [(end, note.mark) for end in found]
        at = found[0] if found else at
    spans = tuple(Span(end - len(mark) - 2 * (text[end - 1] == "]"), end) for end, mark in sorted(set(ends)))
    return Footnotes(tuple(placed), spans, tuple(doubtful))


def _ending_in(
    text: str, marks: frozenset[str], past: int
) -> tuple[Mapping[str, list[re.Match[str]]], Mapping[str, list[int]]]:
    """List by their last digits the numbers that may end in a call, and where these digits stand apart as in "Art.5".

    The year and the day of a whole date and the numbers of the telegram itself end in none.
    """
    numbers: dict[str, list[re.Match[str]]] = {}
    for number in _NUMBER.finditer(text, 0, past):
        figures = number.group()
        ends = [mark for mark in (figures[-1], figures[-2:]) if mark in marks and mark != figures]
        if ends and not _is_whole(text, number):
            for mark in ends:
                numbers.setdefault(mark, []).append(number)
    odd: dict[str, list[int]] = {}
    for match in _DIGITS.finditer(text, 0, past):
        if match.group() in marks:
            odd.setdefault(match.group(), []).append(match.end())
    return numbers, odd


def _is_whole(text: str, number: re.Match[str]) -> bool:
    """Say whether a number is all of a year or day in a date, or opens the telegram: no call is stuck to it."""
    before = text[max(0, number.start() - 40) : number.start()]
    if text[number.end() : number.end() + 1] in {".", ":"} and _OPENING.search(before):
        return True
    year = _YEAR.match(number.group()) and _DAY_BEFORE.search(before)
    return bool(year or _DAY_OF_YEAR.match(text, number.end()))


def _chosen(text: str, numbers: Sequence[re.Match[str]], note: Footnote) -> list[int]:
    """Give the ends of the numbers that end in a note's call: those that make no sense else, or the likely one."""
    words = _words(text, note)
    rests = [number.group().removesuffix(note.mark) for number in numbers]
    if undated := [n.end() for n, rest in zip(numbers, rests, strict=True) if _is_no_date(text, n, rest)]:
        return undated
    named = [n.end() for n, rest in zip(numbers, rests, strict=True) if re.search(rf"(?<!\w){rest}(?!\w)", words)]
    cited = [number.end() for number in numbers if _is_cited(text, number)]
    for found in (named, cited):
        if len(found) == 1:
            return found
    return []


def _is_no_date(text: str, number: re.Match[str], rest: str) -> bool:
    """Say whether a number is a year, or a day of a month, only without its last digits."""
    after_month = _MONTH_BEFORE.search(text[max(0, number.start() - 12) : number.start()])
    return bool(_YEAR.match(rest)) or bool(after_month and int(number.group()) > LAST_DAY >= int(rest))


def _is_cited(text: str, number: re.Match[str]) -> bool:
    """Say whether a number is that of a telegram, by the word before it, and no day of a month."""
    before = text[max(0, number.start() - 20) : number.start()]
    if _MONTH_BEFORE.search(before) and int(number.group()) <= LAST_DAY:
        return False
    return grammar().words["cites"].search(before) is not None
