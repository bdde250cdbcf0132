"""Say a written time in EDTF, with what the rest of its document settles and nothing that stays open."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from cablegraph.times.written import WrittenTime

Day: TypeAlias = "tuple[int | None, int | None, int | None]"

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEK = timedelta(days=7)
_NEAR = [timedelta(days=days) for days in range(-7, 8)]


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


def exists(day: Day) -> bool:
    """Say whether a calendar has such a day; a year that is not written may be a leap year."""
    year, month, number = day
    if month is not None and not 1 <= month <= 12:
        return False
    return number is None or 1 <= number <= (_length(year or 2000, month) if month else 31)


def _length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _LENGTHS[month - 1]


def _complete(day: Day, context: Context) -> Day | None:
    """Fill in the year, or year and month, that *context* settles."""
    year, month, number = day
    anchor = context.anchor
    if year is not None or anchor is None or number is None:
        return day
    if month is None:
        candidates = [(*_month_before(anchor, back), number) for back in (0, 1, 2, -1)]
        candidates = [c for c in candidates if exists(c) and (date(*c) <= anchor or not context.past)]
        return min(candidates, key=lambda c: abs(date(*c) - anchor)) if candidates else day
    years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if exists((y, month, number))]
    if context.past:
        years = [y for y in years if date(y, month, number) <= anchor + WEEK] or years[:1]
        return (max(years), month, number) if years else None
    return (min(years, key=lambda y: abs(date(y, month, number) - anchor)), month, number) if years else None


def _month_before(anchor: date, back: int) -> tuple[int, int]:
    months = anchor.year * 12 + anchor.month - 1 - back
    return months // 12, months % 12 + 1


def _decide(days: tuple[Day, ...], time: WrittenTime, context: Context) -> tuple[Day, ...]:
    """Choose between day-month and month-day where the document settles it; figures with dots are day.month."""
    if context.order:
        return days[:1] if context.order == "dm" else days[1:]
    near = [day for day in days if not context.known.isdisjoint(date(*day) + away for away in _NEAR)]  # type: ignore[arg-type]
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
