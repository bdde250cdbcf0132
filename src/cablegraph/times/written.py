"""Read dates and clock times as telegrams write them, and say them in EDTF.

`find_times` finds them in running text, `edtf` says one in Extended Date/Time Format (Library of Congress, 2019):
a date or a date and minute, never with a zone; what the text leaves out and the `Context` settles is filled in, and
what stays open is not guessed (`1951-08`, `XXXX-02-24`, the set `[1950-05-10,1950-10-05]`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cablegraph.times.completion import Context, Day, edtf, exists, is_undecided, order_of_day
from cablegraph.times.forms import (
    FOREIGN,
    FOREIGN_MONTHS,
    GROUP,
    MONTH,
    MONTHS,
    OWN_MONTHS,
    ROMAN,
    ROMAN_MONTHS,
    YEAR,
    loosen,
    pattern,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "MONTHS",
    "Context",
    "WrittenTime",
    "edtf",
    "find_times",
    "full_date",
    "is_undecided",
    "named_days",
    "order_of_dates",
    "order_of_figures",
    "pattern",
    "read_time",
]


LONGEST_FIGURE = 6  # day, hour and minute in one; else a year, or an hour and minute
_NAME_ENDS = frozenset("bceghlnprtvyBCEGHLNPRTVY.,")  # of the names of months, "the", "noon" and "midnight"
LONGEST_NAME = 12  # characters of a month's name and the blank after it


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time found in a text at offsets `start` to `end`.

    `days` holds (year, month, day), None for what is not written: two where day and month could be exchanged, none
    where no calendar has such a day. `proves` is the order of figures ("dm", "md") that only this reading allows.
    `months_back` counts from the month of the message that says it ("the 9th of last month": 1).
    """

    written: str
    start: int
    end: int
    days: tuple[Day, ...]
    clock: tuple[int, int] | None = None
    zone: str | None = None
    proves: str | None = None
    months_back: int | None = None

    @property
    def is_group(self) -> bool:
        """Say whether day and hour stand in one figure, as in "121210Z FEB 73": the group of a military message."""
        return _part(GROUP).match(self.written) is not None

    def moved(self, by: int) -> WrittenTime:
        """Return the time at other offsets."""
        start, end, told = self.start + by, self.end + by, (self.days, self.clock, self.zone, self.proves)
        return WrittenTime(self.written, start, end, *told, self.months_back)


@cache
def _expression(*, bare: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/$£€])(?<!\d[.:,]){pattern(bare=bare, named=True)}")


@cache
def _part(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@cache
def _name_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{MONTH},?|the|[Nn]oon,?|[Mm]idnight,?)\s+$")


def _match(text: str, start: int, stop: int, *, bare: bool) -> re.Match[str] | None:
    """Fit a time to text[start:stop]; the stricter expression is needed only where the other one found a bare date."""
    match = _expression(bare=True).match(text, start, stop)
    return match if bare or match is None or not match["bare"] else _expression(bare=False).match(text, start, stop)


def find_times(text: str, start: int = 0, end: int | None = None, *, bare: bool = False) -> Iterator[WrittenTime]:
    """Yield each date in text[start:end], with the clock time that stands by it; offsets count from the text's start.

    `bare` also finds dates without a year in figures ("18.9.") or without a month ("the 11th"), which only some
    contexts license.
    """
    stop = len(text) if end is None else end
    at = start
    for figures in _part(r"\d\d*").finditer(text, start, stop):
        begin = figures.start()
        if begin < at or figures.end() - begin > LONGEST_FIGURE:
            continue
        match = None
        # "the" or the name of a month may stand before the first figure
        if begin > at + 1 and text[begin - 1].isspace() and (text[begin - 2] in _NAME_ENDS or text[begin - 2].isspace()):
            name = _name_before().search(text, max(at, begin - LONGEST_NAME), begin)
            match = _match(text, name.start(), stop, bare=bare) if name else None
        match = match or _match(text, begin, stop, bare=bare)
        if match:
            yield _time(match)
            at = match.end()


def read_time(written: str, start: int = 0) -> WrittenTime | None:
    """Read *written*, which stands at offset *start* and is one time and nothing else; give None where it is not."""
    time = _only(written)
    return time.moved(start) if time else None


@lru_cache(maxsize=1024)
def _only(written: str) -> WrittenTime | None:
    match = _expression(bare=True).fullmatch(written)
    return _time(match) if match else None


def order_of_figures(times: Iterable[WrittenTime]) -> str | None:
    """Say which order of day and month the figures of a document prove: "dm", "md", or None where none or both."""
    proofs = {time.proves for time in times if time.proves}
    return proofs.pop() if len(proofs) == 1 else None


def named_days(times: Iterable[WrittenTime]) -> frozenset[Day]:
    """Collect the days without a year whose month is named, which no order of figures can change."""
    return frozenset(
        day for time in times for day in time.days if day[0] is None and day[2] and _named_month(time.written) == day[1]
    )


def order_of_dates(times: Sequence[WrittenTime]) -> str | None:
    """Say which order of day and month a document has: as its figures prove it, else as its other days tell."""
    proofs = {time.proves for time in times if time.proves}
    if not proofs:
        known = frozenset(day for time in times if (day := full_date(time)))
        named = named_days(times)
        proofs = {order for time in times if len(time.days) > 1 and (order := order_of_day(time, known, named))}
    return proofs.pop() if len(proofs) == 1 else None


def full_date(time: WrittenTime) -> date | None:
    """Give the day of *time* where the words alone say it completely and without doubt."""
    if len(time.days) != 1:
        return None
    year, month, day = time.days[0]
    return date(year, month, day) if year and month and day else None


def _time(match: re.Match[str]) -> WrittenTime:
    """Take the parts of a time out of its match."""
    words = match["date"]
    days, proof, back = _told(words)
    clock, zone = match["first"] or match["later"], match["zone"] or match["later_zone"]
    if words[:LONGEST_FIGURE].isdigit() and _part(GROUP).match(words):
        clock, zone = words[2:6], "Z"
    return WrittenTime(
        match.group(),
        *match.span(),
        days,
        _clock(clock) if clock else None,
        zone,
        proof,
        back,
    )


@lru_cache(maxsize=1024)
def _told(words: str) -> tuple[tuple[Day, ...], str | None, int | None]:
    """Read the date alone: its days, the order of figures that it proves, how many months before the message's own."""
    days = _days(words)
    return days, _proof(words, days), _months_back(words)


def _days(words: str) -> tuple[Day, ...]:
    """Read the date alone: its possible (year, month, day), those that exist in a calendar."""
    figures = [int(figure) for figure in _part(r"\d+").findall(words)]
    month = _named_month(words)
    candidates: list[Day]
    if _part(GROUP).match(words) and month:
        candidates = [(_century(figures[1]) if len(figures) > 1 else None, month, int(words[:2]))]
    elif _part(rf"{YEAR}[-./]\s?\d").match(words):
        candidates = [(figures[0], figures[1], figures[2])]
    elif words.startswith("the") or (len(figures) == 1 and month is None and _months_back(words) is not None):
        candidates = [(None, None, figures[0])]
    elif month:
        candidates = [_with_month(month, figures)]
    elif len(figures) == 2:
        candidates = [(None, figures[1], figures[0]) if figures[1] < 13 else (None, figures[0], figures[1])]
    elif figures[0] > 31:
        candidates = [(_century(figures[0]), figures[1], figures[2])]
    elif len(figures) < 3:
        candidates = []  # "1." and, on the next line, "I": a number of a list and the first word
    else:
        first, second, year = figures[0], figures[1], _century(figures[2])
        candidates = [(year, second, first), (year, first, second)] if first != second else [(year, second, first)]
    return tuple(day for day in candidates if exists(day))


def _named_month(words: str) -> int | None:
    """Find the month that *words* write as a name or a Roman numeral."""
    if words.isascii() and not _part("[A-Za-z]").search(words):
        return None
    if name := _part(rf"(?<![a-z]){FOREIGN}").search(words):
        return next(month for month, names in FOREIGN_MONTHS.items() if name.group().lower() in names)
    if name := _part(MONTH).search(words):
        return MONTHS.index(name.group()[:3].lower()) + 1
    roman = _part(rf"(?<=[./ -]){ROMAN}").search(words)
    return ROMAN_MONTHS.index(roman.group().lower()) + 1 if roman else None


@cache
def _own_months() -> list[tuple[re.Pattern[str], int]]:
    return [(re.compile(rf"(?:{loosen(form)})$"), back) for form, back in OWN_MONTHS.items()]


def _months_back(words: str) -> int | None:
    """Say how many months before that of the message a day lies of which no month is named, None where none is said."""
    if words[-1] not in "hto.":  # the ends of "month", "instant", "inst", "ultimo" and "inst."
        return None
    return next((back for form, back in _own_months() if form.search(words)), None)


def _with_month(month: int, figures: list[int]) -> Day:
    """Join a named month with its figures: a day, a year, or both."""
    if len(figures) == 1:
        only = figures[0]
        return (only, month, None) if only > 31 else (None, month, only)
    day, year = figures[:2] if figures[0] <= 31 else figures[1::-1]
    return _century(year), month, day


def _century(year: int) -> int:
    return year if year > 99 else 1900 + year


def _proof(words: str, days: tuple[Day, ...]) -> str | None:
    """Say the order that a date all in figures proves by having only one reading."""
    figures = _part(r"(\d{1,2})[./]\s?(\d{1,2})[./]\s?\d").match(words)
    if not figures or len(days) != 1 or figures[1] == figures[2]:
        return None
    return "dm" if int(figures[1]) == days[0][2] else "md"


@lru_cache(maxsize=1024)
def _clock(words: str) -> tuple[int, int] | None:
    """Read a time of day, hour 0 to 24 and minute; None where it can't be said."""
    lower = words.lower()
    if "noon" in lower and "after" not in lower:
        return 12, 0
    if "midnight" in lower:
        return None  # of which of two days, nobody can say
    figures = _part(r"\d+").findall(words)
    hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    if len(figures[0]) == 4:
        hour, minute = int(figures[0][:2]), int(figures[0][2:])
    half = _part(r"(?i)[ap](?=\.|m)|morning|afternoon|evening").search(words)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.group() not in {"a", "A", "morning"} else 0)
    return (hour, minute) if (hour, minute) <= (24, 0) else None
