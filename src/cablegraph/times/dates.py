"""Read the words of one date, and those of one time of day."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cablegraph.times.completion import exists
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
)

if TYPE_CHECKING:
    from cablegraph.times.completion import Day


@cache
def part(expression: str) -> re.Pattern[str]:
    """Compile a small expression once."""
    return re.compile(expression)


@lru_cache(maxsize=1024)
def told(words: str) -> tuple[tuple[Day, ...], str | None, int | None]:
    """Read the date alone: its days, the order of figures that it proves, how many months before the message's own."""
    days = _days(words)
    return days, _proof(words, days), _months_back(words)


def _days(words: str) -> tuple[Day, ...]:
    """Read the date alone: its possible (year, month, day), those that exist in a calendar."""
    figures = [int(figure) for figure in part(r"\d+").findall(words)]
    month = named_month(words)
    candidates: list[Day]
    if part(GROUP).match(words):
        candidates = [(_century(figures[1]) if len(figures) > 1 else None, month, int(words[:2]))]
    elif part(rf"{YEAR}[-./]\s?\d").match(words):
        candidates = [(figures[0], figures[1], figures[2])]
    elif words[:3].lower() == "the" or (len(figures) == 1 and month is None and _months_back(words) is not None):
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


def named_month(words: str) -> int | None:
    """Find the month that *words* write as a name or a Roman numeral."""
    if words.isascii() and not part("[A-Za-z]").search(words):
        return None
    if name := part(rf"(?<![a-z]){FOREIGN}").search(words):
        return next(month for month, names in FOREIGN_MONTHS.items() if name.group().lower() in names)
    if name := part(MONTH).search(words):
        return MONTHS.index(name.group()[:3].lower()) + 1
    roman = part(rf"(?<=[./ -]){ROMAN}").search(words)
    return ROMAN_MONTHS.index(roman.group().lower()) + 1 if roman else None


@cache
def _own_months() -> list[tuple[re.Pattern[str], int]]:
    return [(re.compile(rf"(?:{loosen(form)})$"), back) for form, back in OWN_MONTHS.items()]


def _months_back(words: str) -> int | None:
    """Say how many months before that of the message a day lies of which no month is named, None where none is said."""
    if words[-1] not in "htoHTO.":  # the ends of "month", "instant", "inst", "ultimo" and "inst."
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
    figures = part(r"(\d{1,2})[./]\s?(\d{1,2})[./]\s?\d").match(words)
    if not figures or len(days) != 1 or figures[1] == figures[2]:
        return None
    return "dm" if int(figures[1]) == days[0][2] else "md"


@lru_cache(maxsize=1024)
def clock_of(words: str) -> tuple[int, int] | None:
    """Read a time of day, hour 0 to 24 and minute; None where it can't be said."""
    lower = words.lower()
    if "noon" in lower and "after" not in lower:
        return 12, 0
    if "midnight" in lower:
        return None  # of which of two days, nobody can say
    figures = part(r"\d+").findall(words)
    hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    if len(figures[0]) == 4:
        hour, minute = int(figures[0][:2]), int(figures[0][2:])
    half = part(r"(?i)[ap](?=\.|m)|morning|afternoon|evening").search(words)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.group() not in {"a", "A", "morning"} else 0)
    return (hour, minute) if (hour, minute) <= (24, 0) else None
