"""Say a written time in EDTF, with what the rest of its document settles and nothing that stays open."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from cablegraph.times.written import WrittenTime

Day: TypeAlias = "tuple[int | None, int | None, int | None]"

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEK = timedelta(days=7)
_MONTH = 30


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says about its dates.

    `order` is "dm" or "md" where other dates prove it; `known` holds the document's full dates; `anchor` is the day
    near which a missing year or month is sought, not after it where `past` is true (a message mentions earlier ones).
    `named` are the days whose month is named, with or without a year. `other` is what the anchor may as well be, its
    day and month exchanged: only a year that both give is filled in. `own` is the message's own day as far as it is
    said, from whose month "the 9th of this month" counts.
    """

    order: str | None = None
    anchor: date | None = None
    past: bool = False
    known: frozenset[date] = frozenset()
    named: frozenset[Day] = frozenset()
    other: date | None = None
    own: Day | None = None


def edtf(time: WrittenTime, context: Context) -> str | None:
    """Say *time* in EDTF with what *context* settles; None where no calendar has such a day."""
    days = tuple(completed for day in time.days if (completed := _settle(day, time, context)))
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


def _settle(day: Day, time: WrittenTime, context: Context) -> Day | None:
    """Fill in what *context* settles; what its two anchors would fill in otherwise stays open."""
    if time.months_back is not None:
        return _of_own_month(day, time.months_back, context.own)
    said = _complete(day, context)
    if context.other is None or said == day:
        return said
    return said if said == _complete(day, replace(context, anchor=context.other)) else day


def _of_own_month(day: Day, back: int, own: Day | None) -> Day | None:
    """Put a day into the month of the message's own day, or *back* months before it; without one it stays open."""
    year, month, _ = own or (None, None, None)
    if month is None:
        return day
    months = (year or 0) * 12 + month - 1 - back
    settled: Day = (months // 12 if year else None, months % 12 + 1, day[2])
    return settled if exists(settled) else None


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
    order = context.order or order_of_day(time, context.known, context.named)
    if order:
        return days[:1] if order == "dm" else days[1:]
    return days[:1] if "/" not in time.written else days


def is_undecided(time: WrittenTime, context: Context) -> bool:
    """Say whether day and month of *time* could be exchanged and nothing but custom decides between them."""
    return len(time.days) > 1 and not (context.order or order_of_day(time, context.known, context.named))


def order_of_day(time: WrittenTime, known: frozenset[date], named: frozenset[Day]) -> str | None:
    """Say which order of figures the other days of a document make likely: only one reading lies near one of them.

    Custom has it that figures with dots are day.month; against it only a day that is named itself or lies in the week
    before speaks, and none near the customary reading.
    """
    days = [date(year, month, number) for year, month, number in time.days if year and month and number]
    if len(days) != 2:
        return None
    away = [_distances(day, known, named) for day in days]
    near = [any(abs(days_) <= WEEK.days for days_ in distances) for distances in away]
    if near[0] == near[1]:
        # Both or neither: only that one of them is named itself could decide.
        exact = [0 in distances for distances in away]
        return ("dm" if exact[0] else "md") if exact[0] != exact[1] else None
    if near[0] or "/" in time.written:
        return "dm" if near[0] else "md"
    before = any(-WEEK.days <= days_ <= 0 for days_ in away[1])
    return "md" if before and not any(abs(days_) <= _MONTH for days_ in away[0]) else None


def _distances(day: date, known: frozenset[date], named: frozenset[Day]) -> list[int]:
    """List by how many days other days lie after *day*; one without a year is taken in the year nearest to it."""
    others = [other - day for other in known]
    for _, month, number in named:
        years = [y for y in (day.year - 1, day.year, day.year + 1) if exists((y, month, number))]
        if month and number and years:
            others.append(min((date(y, month, number) - day for y in years), key=abs))
    return [other.days for other in others]


def _shift(day: Day, clock: tuple[int, int] | None) -> str:
    """Write a day; 24:00 belongs to the day after it."""
    year, month, number = day
    if clock and clock[0] == 24 and year and month and number:
        following = date(year, month, number) + timedelta(days=1)
        year, month, number = following.year, following.month, following.day
    parts = [f"{year:04}" if year else "XXXX", f"{month:02}" if month else "XX", f"{number:02}" if number else ""]
    return "-".join(part for part in parts if part)
