"""Find the numbered footnotes that an edition prints below a document, and the digits in it that call them.

Whoever copies a page of an edition gets the notes as a list at the end, and in the text the digits of their marks stuck
to the words, stops and numbers that stand before them: "Paris.3", "telegram 4121".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadWords
from cablegraph.readers.text.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cablegraph.model.reading import Reading, ReadTime

LONGEST_LIST = 60_000  # characters of the end of a text in which its notes are looked for
HEAD = 1500  # characters in which a heading may stand
BLANK = "\u2009"  # stands for a digit that is taken out: white space, but not that of a column
_NOTE = re.compile(r"^[ \t]*(?P<mark>\d{1,2})(?:\.[ \t]*|[ \t]+)(?=[^\s\d])", re.MULTILINE)
_LAST = re.compile(r"[.!?”\"’)\]↩][\s↩\ufe0e]*$")
_DIGITS = re.compile(r"(?<=[^\s\d(\[/–—-])\d{1,2}(?![\w–/-]|[.,:]\d)")
_STUCK = re.compile(r"(?:[^\W\d_]{2}|[^\W\d_]\.|[^\s\d][,;:)\]”\"’?!]|[)\]”\"’]\.|\d[)\]”\"’;][.,]?|\d{3},)$")
_STOPPED = re.compile(r"\d[.,]$")  # after a number only a new sentence or line shows that the digits call a note
_NEXT_SENTENCE = re.compile(r"\s*\n|\s+[A-Z“]|\s*$|[)\]”]")
_ABBREVIATED = re.compile(r"(?i)\b(?:nos?|nr|pp?|vol|art|par|para|fig|ch|sec|doc|tel|rpt|pt)\.?$")
_IN_HEAD = re.compile(r"^[^\n:]* to [^\n:]*?(?:[^\W\d_]|[)\]]) (?P<mark>\d{1,2})[ \t]*$", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\w.,:/–-])(?<!\[Page )\d{2,7}(?![\w–/-]|[.,:]\d)")
_YEAR = re.compile(r"(?:18|19|20)\d\d$")
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December) $")
_DAY_OF_YEAR = re.compile(r", (?:18|19|20)\d\d(?!\d)")
_DAY_BEFORE = re.compile(r"[a-z] \d{1,2}, $")
LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Where the list of notes begins, the past end of each call with its digits, and numbers that may end in a call."""

    start: int
    calls: tuple[tuple[int, str], ...] = ()
    doubtful: tuple[tuple[int, int], ...] = field(default=())

    def without_calls(self, text: str) -> str:
        """Put white space of the same length for the digits that call a note."""
        parts, at = [], 0
        for end, digits in sorted(self.calls):
            parts += text[at : end - len(digits)], BLANK * len(digits)
            at = end
        return "".join((*parts, text[at:]))


def find_footnotes(text: str) -> Footnotes | None:
    """Find the notes at the end of a text; None where no list stands there that its words or its calls show to be one."""
    notes = _last_list(text)
    if not notes:
        return None
    start = notes[0].start()
    words = {int(note["mark"]): _words(text, notes, index) for index, note in enumerate(notes)}
    calls = _in_order(words, _plain_calls(text, start), start)
    editorial = grammar().words["editorial_note"]
    known = [mark for mark in words if mark in calls or editorial.match(words[mark])]
    found = _with_numbers(text, words, calls, start)
    return found if 2 * len(known) >= len(words) and (found.calls or found.doubtful) else None


def _last_list(text: str) -> list[re.Match[str]]:
    """Give the items of the numbered list with which a text ends, from 0 or 1 up; none where there is no such list."""
    begin = max(0, len(text) - LONGEST_LIST)
    if not _LAST.search(text, max(begin, len(text) - 20)):
        return []
    found: list[re.Match[str]] = []
    for item in reversed(list(_NOTE.finditer(text, begin))):
        mark = int(item["mark"])
        if not found or mark == int(found[-1]["mark"]) - 1:
            found.append(item)
        if mark == 0:
            break
    return found[::-1] if found and int(found[-1]["mark"]) <= 1 else []


def _words(text: str, notes: Sequence[re.Match[str]], index: int) -> str:
    """Give the words of a note up to the next one."""
    return text[notes[index].end() : notes[index + 1].start() if index + 1 < len(notes) else len(text)]


def _plain_calls(text: str, end: int) -> dict[int, list[int]]:
    """Give the past ends of all digits in text[:end] that are stuck to a word or stop, as the calls of notes are."""
    found: dict[int, list[int]] = {}
    for match in _IN_HEAD.finditer(text, 0, min(HEAD, end)):
        found.setdefault(int(match["mark"]), []).append(match.end("mark"))
    for match in _DIGITS.finditer(text, 0, end):
        before = text[max(0, match.start() - 12) : match.start()]
        stopped = _STOPPED.search(before) and _NEXT_SENTENCE.match(text, match.end())
        if (stopped or _STUCK.search(before)) and not _ABBREVIATED.search(before):
            found.setdefault(int(match.group()), []).append(match.end())
    return found


def _in_order(words: Mapping[int, str], found: Mapping[int, list[int]], end: int) -> dict[int, int]:
    """Choose for each note the first of the places where its digits stand, after that of the note before it."""
    calls: dict[int, int] = {}
    at = 0
    for mark in words:
        places = sorted(found.get(mark, []))
        index = bisect_left(places, at + 1)
        if index < len(places) and places[index] < end:
            calls[mark] = at = places[index]
    return calls


def _with_numbers(text: str, words: Mapping[int, str], calls: Mapping[int, int], start: int) -> Footnotes:
    """Add the calls that are stuck to a number; where one of several numbers ends in a call, all of them are doubtful."""
    placed = dict(calls)
    doubtful: list[tuple[int, int]] = []
    for mark in words:
        if mark in calls:
            continue
        first = max((end for other, end in placed.items() if other < mark), default=0)
        last = min((end for other, end in calls.items() if other > mark), default=start)
        numbers = list(_ending_in(text, str(mark), first, last))
        chosen = _chosen(text, numbers, words[mark], str(mark))
        if chosen:
            placed[mark] = chosen.end()
        else:
            doubtful += [number.span() for number in numbers]
    return Footnotes(start, tuple((end, str(mark)) for mark, end in placed.items()), tuple(doubtful))


def _ending_in(text: str, digits: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for number in _NUMBER.finditer(text, start, end):
        if not number.group().endswith(digits) or len(number.group()) == len(digits):
            continue
        year = _YEAR.match(number.group()) and _DAY_BEFORE.search(text[max(0, number.start() - 8) : number.start()])
        if not (year or _DAY_OF_YEAR.match(text, number.end())):
            yield number


def _chosen(text: str, numbers: Sequence[re.Match[str]], note: str, digits: str) -> re.Match[str] | None:
    """Choose the number that ends in a note's call: the only one, one that no date has, or one that the note names."""
    if len(numbers) == 1:
        return numbers[0]
    for test in (_is_no_date, _is_named):
        fitting = [number for number in numbers if test(text, number, number.group().removesuffix(digits), note)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _is_no_date(text: str, number: re.Match[str], rest: str, note: str) -> bool:
    """Say whether a number is a year or a day of a month only without its last digits."""
    after_month = _MONTH.search(text[max(0, number.start() - 12) : number.start()])
    return bool(_YEAR.match(rest)) or bool(after_month and int(number.group()) > LAST_DAY >= int(rest))


def _is_named(text: str, number: re.Match[str], rest: str, note: str) -> bool:
    """Say whether the note speaks of the number without its last digits."""
    return re.search(rf"(?<!\w){rest}(?!\w)", note) is not None


def as_printed(reading: Reading, text: str, notes: Footnotes) -> Reading:
    """Give a reading of a text without its calls the exact words of *text*, as far as they are quoted.

    A mention with figures of which the last may be a call is left out: what it says is open.
    """
    messages = tuple(
        replace(
            message,
            sent=_printed(message.sent, text),
            received=_printed(message.received, text),
            **{name: _own_words(getattr(message, name), text) for name in ("office", "place", "destination", "subject")},
        )
        for message in reading.messages
    )
    references = tuple(
        replace(one, written=text[one.span.start : one.span.end], date=_printed(one.date, text))
        for one in reading.references
        if not any(one.span.start <= start < one.span.end for start, _ in notes.doubtful)
    )
    return replace(reading, messages=messages, references=references)


def _printed(time: ReadTime | None, text: str) -> ReadTime | None:
    return replace(time, written=text[time.span.start : time.span.end]) if time else None


def _own_words(words: ReadWords | None, text: str) -> ReadWords | None:
    return ReadWords(text[words.span.start : words.span.end], words.span) if words else None
