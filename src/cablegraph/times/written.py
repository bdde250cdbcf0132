"""Read dates and clock times as telegrams write them, and say them in EDTF.

`find_times` finds them in running text, `edtf` says one in Extended Date/Time Format (Library of Congress, 2019):
a date or a date and minute, never with a zone; what the text leaves out and the `Context` settles is filled in, and
what stays open is not guessed (`1951-08`, `XXXX-02-24`, the set `[1950-05-10,1950-10-05]`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Day: TypeAlias = "tuple[int | None, int | None, int | None]"

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
WEEK = timedelta(days=7)

_MONTH = (
    r"(?i:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?i:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_ANY_YEAR = rf"(?:{_YEAR}|\d\d(?!\d))"
_ROMAN = r"(?i:VIII|VII|VI|IV|IX|V|XII|XI|X|III|II|I)(?![A-Za-z])"
_MINUTES = r"(?:2[0-4]|[01]?\d)[:.][0-5]\d(?!\d)(?!\.\d)(?i:\s?[ap]\.\s?m\.|\s?[ap]m\b)?"
_SPOKEN = r"1?\d\s?(?i:[ap]\.\s?m\.|[ap]m\b)|(?i:(?:12 )?(?:noon|midnight)\b)"
_MILITARY = r"(?:[01]\d|2[0-4])[0-5]\d"
_HOURS = r"\s?(?:hours|hrs|hs|h|Z)\b"
_CLOCK = rf"(?:{_MINUTES}|{_SPOKEN}|{_MILITARY}(?:{_HOURS})?(?!\d))"
# After a date four digits are a time of day only where a word says so; else they could be a year or a number.
_LATER_CLOCK = rf"(?:{_MINUTES}|{_SPOKEN}|{_MILITARY}{_HOURS}|(?<=at ){_MILITARY}(?!\d))"
_ZONE = r"(?:[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:local )?time\b|local time\b|GMT\b|UTC\b|Z\b|[ECMP][SD]T\b|MSK\b)"
_DATES = (
    rf"{_YEAR}-\d\d-\d\d(?!\d)",
    rf"\d{{1,2}}\.\s?\d{{1,2}}\.\s?{_ANY_YEAR}",
    rf"\d{{1,2}}/\d{{1,2}}/{_ANY_YEAR}",
    rf"{_DAY}\s?[./]\s?{_ROMAN}[./-]?\s?{_ANY_YEAR}",
    rf"{_DAY}(?:\.?\s?| of ){_MONTH}(?:[.,]?\s?{_YEAR})?",
    rf"{_MONTH} {_DAY}(?:(?:, ?| ){_YEAR})?",
    rf"{_MONTH},? {_YEAR}",
)
_BARE_DATES = (
    rf"{_DAY}\.\s?(?:{_ROMAN}\.?|(?:1[0-2]|0?[1-9])(?!\d)\.?)",
    r"the (?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b",
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says about its dates.

    `order` is "dm" or "md" where other dates prove it; `known` holds the document's full dates; `anchor` is the day
    near which a missing year or month is sought, not after it where `past` is true (a message mentions earlier ones).
    """

    order: str | None = None
    anchor: date | None = None
    past: bool = False
    known: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time found in a text at offsets `start` to `end`.

    `days` holds (year, month, day), None for what is not written: two where day and month could be exchanged, none
    where no calendar has such a day. `proves` is the order of figures ("dm", "md") that only this reading allows.
    """

    written: str
    start: int
    end: int
    days: tuple[Day, ...]
    clock: tuple[int, int] | None = None
    zone: str | None = None
    proves: str | None = None


@cache
def pattern(*, bare: bool = False) -> str:
    """Return the regular expression of a time, without groups; `bare` also allows "18.9." and "the 11th"."""
    dates = "|".join((*_DATES, *(_BARE_DATES if bare else ())))
    zone = rf",? \(?{_ZONE}\)?"
    before = rf"(?:{_CLOCK}(?:{zone})?(?:,? (?:of|on) (?:the )?|,? ))?"
    after = rf"(?:(?:[.,]? (?:at )?|\s?[—\u2013/-]\s?)\(?{_LATER_CLOCK}\)?)?(?:{zone})?"
    return f"{before}(?:{dates}){after}"


@cache
def _compiled(*, bare: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?<!\d[.:]){pattern(bare=bare)}")


@cache
def _part(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def find_times(text: str, start: int = 0, end: int | None = None, *, bare: bool = False) -> Iterator[WrittenTime]:
    """Yield each date in text[start:end], with the clock time that stands by it; offsets count from the text's start.

    `bare` also finds dates without a year in figures ("18.9.") or without a month ("the 11th"), which only some
    contexts license.
    """
    for match in _compiled(bare=bare).finditer(text, start, len(text) if end is None else end):
        yield _parse(match.group(), match.start(), bare=bare)


def read_time(written: str, start: int = 0) -> WrittenTime | None:
    """Read *written*, which stands at offset *start* and is one time and nothing else; give None where it is not."""
    return _parse(written, start, bare=True) if _compiled(bare=True).fullmatch(written) else None


def edtf(time: WrittenTime, context: Context) -> str | None:
    """Say *time* in EDTF with what *context* settles; None where no calendar has such a day."""
    days = tuple(completed for day in time.days if (completed := _complete(day, context)))
    if len(days) > 1:
        days = _decide(days, time, context)
    if not days:
        return None
    if len(days) > 1:
        return "[" + ",".join(sorted(_shift(day, time.clock) for day in days)) + "]"
    said = _shift(days[0], time.clock)
    if time.clock and None not in days[0]:
        said += f"T{time.clock[0] % 24:02}:{time.clock[1]:02}"
    return said


def order_of_figures(times: Iterable[WrittenTime]) -> str | None:
    """Say which order of day and month the figures of a document prove: "dm", "md", or None where none or both."""
    proofs = {time.proves for time in times if time.proves}
    return proofs.pop() if len(proofs) == 1 else None


def full_date(time: WrittenTime) -> date | None:
    """Give the day of *time* where the words alone say it completely and without doubt."""
    if len(time.days) != 1:
        return None
    year, month, day = time.days[0]
    return date(year, month, day) if year and month and day else None


def _parse(written: str, start: int, *, bare: bool) -> WrittenTime:
    dates = _part("|".join((*_DATES, *(_BARE_DATES if bare else ()))))
    # The clock may stand first ("17:20 13.8.1951"), so the date is sought where the whole expression allows one.
    head = _part(rf"{_CLOCK}(?:,? \(?{_ZONE}\)?)?(?:,? (?:of|on) (?:the )?|,? )(?=[A-Za-z\d])").match(written)
    found = (dates.match(written, head.end()) if head else None) or dates.match(written) or dates.search(written)
    if found is None:
        return WrittenTime(written, start, start + len(written), ())
    rest = written[: found.start()] + " " + written[found.end() :]
    clock = _part(_CLOCK).search(rest)
    zone = _part(_ZONE).search(rest)
    days = _days(found.group())
    return WrittenTime(
        written,
        start,
        start + len(written),
        days,
        _clock(clock.group()) if clock else None,
        zone.group() if zone else None,
        _proof(found.group(), days),
    )


def _days(words: str) -> tuple[Day, ...]:
    """Read the date alone: its possible (year, month, day), those that exist in a calendar."""
    figures = [int(figure) for figure in _part(r"\d+").findall(words)]
    month = _named_month(words)
    if _part(rf"{_YEAR}-\d").match(words):
        candidates: list[Day] = [(figures[0], figures[1], figures[2])]
    elif words.startswith("the "):
        candidates = [(None, None, figures[0])]
    elif month:
        candidates = [_with_month(month, figures)]
    elif len(figures) == 2:
        candidates = [(None, figures[1], figures[0])]
    else:
        first, second, year = figures[0], figures[1], _century(figures[2])
        candidates = [(year, second, first), (year, first, second)] if first != second else [(year, second, first)]
    return tuple(day for day in candidates if _exists(day))


def _named_month(words: str) -> int | None:
    """Find the month that *words* write as a name or a Roman numeral."""
    if name := _part(_MONTH).search(words):
        return MONTHS.index(name.group()[:3].lower()) + 1
    roman = _part(rf"(?<=[./ ]){_ROMAN}").search(words)
    return ROMAN.index(roman.group().lower()) + 1 if roman else None


def _with_month(month: int, figures: list[int]) -> Day:
    """Join a named month with its figures: a day, a year, or both."""
    if len(figures) == 1:
        only = figures[0]
        return (only, month, None) if only > 31 else (None, month, only)
    day, year = figures[0], figures[1]
    return _century(year), month, day


def _century(year: int) -> int:
    return year if year > 99 else 1900 + year


def _exists(day: Day) -> bool:
    year, month, number = day
    if month is not None and not 1 <= month <= 12:
        return False
    # A year that is not written may be a leap year.
    return number is None or 1 <= number <= (monthrange(year or 2000, month)[1] if month else 31)


def _proof(words: str, days: tuple[Day, ...]) -> str | None:
    """Say the order that a date all in figures proves by having only one reading."""
    figures = _part(r"(\d{1,2})[./]\s?(\d{1,2})[./]\s?\d").match(words)
    if not figures or len(days) != 1 or figures[1] == figures[2]:
        return None
    return "dm" if int(figures[1]) == days[0][2] else "md"


def _clock(words: str) -> tuple[int, int] | None:
    """Read a time of day, hour 0 to 24 and minute; None where it can't be said."""
    lower = words.lower()
    if "noon" in lower:
        return 12, 0
    if "midnight" in lower:
        return None  # of which of two days, nobody can say
    figures = _part(r"\d+").findall(words)
    hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    if len(figures[0]) == 4:
        hour, minute = int(figures[0][:2]), int(figures[0][2:])
    half = _part(r"(?i)[ap](?=\.|m)").search(words)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.group() in "pP" else 0)
    return hour, minute


def _complete(day: Day, context: Context) -> Day | None:
    """Fill in the year, or year and month, that *context* settles."""
    year, month, number = day
    anchor = context.anchor
    if year is not None or anchor is None or number is None:
        return day
    if month is None:
        candidates = [(*_month_before(anchor, back), number) for back in (0, 1, 2)]
        candidates = [c for c in candidates if _exists(c) and date(*c) <= anchor]
        return candidates[0] if candidates else day
    years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if _exists((y, month, number))]
    if context.past:
        years = [y for y in years if date(y, month, number) <= anchor + WEEK] or years[:1]
        return max(years), month, number
    return (min(years, key=lambda y: abs(date(y, month, number) - anchor)), month, number) if years else None


def _month_before(anchor: date, back: int) -> tuple[int, int]:
    months = anchor.year * 12 + anchor.month - 1 - back
    return months // 12, months % 12 + 1


def _decide(days: tuple[Day, ...], time: WrittenTime, context: Context) -> tuple[Day, ...]:
    """Choose between day-month and month-day where the document settles it; figures with dots are day.month."""
    if context.order:
        return days[:1] if context.order == "dm" else days[1:]
    near = [day for day in days if any(abs(date(*day) - known) <= WEEK for known in context.known)]  # type: ignore[arg-type]
    if len(near) == 1:
        return (near[0],)
    return days[:1] if "/" not in time.written else days


def _shift(day: Day, clock: tuple[int, int] | None) -> str:
    """Write a day; 24:00 belongs to the day after it."""
    year, month, number = day
    if clock and clock[0] == 24 and year and month and number:
        following = date(year, month, number) + timedelta(days=1)
        year, month, number = following.year, following.month, following.day
    parts = [f"{year:04}" if year else "XXXX", f"{month:02}" if month else "XX", f"{number:02}" if number else ""]
    return "-".join(part for part in parts if part)
