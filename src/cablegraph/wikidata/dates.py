"""Wikidata's dates -> EDTF, no more precise than Wikidata says them."""

from __future__ import annotations

import re
from datetime import date, timedelta

_TIME = re.compile(r"\+0*(\d{4})-(\d\d)-(\d\d)T")
_JULIAN = "http://www.wikidata.org/entity/Q1985786"
# Wikibase's own numbers for how precise a time is.
_DAY, _MONTH, _YEAR, _DECADE = 11, 10, 9, 8


def edtf(value: dict[str, object]) -> str | None:
    """Return the EDTF of a time value, None where it is coarser than a decade or before the year 1000.

    Days of the Julian calendar are given in the Gregorian, as Wikidata does in its own RDF. A Julian month lies in two
    Gregorian ones, so of it only the year is given, and nothing of a December.
    """
    match = _TIME.match(str(value.get("time", "")))
    precision = value.get("precision")
    if match is None or int(match[1]) < 1000:
        return None
    year, month, day = match.groups()
    julian = value.get("calendarmodel") == _JULIAN
    if precision == _DAY:
        return _gregorian(int(year), int(month), int(day), julian=julian)
    if precision == _MONTH:
        return _month(year, month, julian=julian)
    if precision == _YEAR:
        return year
    return f"{year[:3]}X" if precision == _DECADE else None


def _month(year: str, month: str, *, julian: bool) -> str | None:
    if not 1 <= int(month) <= 12 or (julian and month == "12"):
        return None
    return year if julian else f"{year}-{month}"


def _gregorian(year: int, month: int, day: int, *, julian: bool) -> str | None:
    try:
        if not julian:
            return date(year, month, day).isoformat()
        # The calendars' distance grows by a day in each century year that only the Julian calendar leaps in.
        century = year - 1 if (month, day) < (3, 1) else year
        distance = century // 100 - century // 400 - 2
        return (date(year, month, day) + timedelta(distance)).isoformat()
    except ValueError:
        return None


def one_of(dates: list[str]) -> str | None:
    """Return the only date, or the set of several that are given side by side; which of them is right stays open."""
    known = sorted(set(dates))
    if len(known) > 1:
        return f"[{','.join(known)}]"
    return known[0] if known else None
