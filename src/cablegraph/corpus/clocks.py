"""Tell by which clocks the hour in a date line may be meant: `clocks.csv`, place by place, with years and reasons.

The IANA database vouches, for years before 1970, only for the city that a zone is named after. A place that is not in
the table keeps its clock open.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.times.bounds import interval
from cablegraph.vocabulary import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

UTC = "Etc/UTC"
_GROUP = re.compile(r"(\d{2})(\d{2})(\d{2})Z")
_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_ROUNDED = 30  # minutes


@dataclass(frozen=True, slots=True)
class Clock:
    """An IANA zone whose clock may be meant, and why."""

    zone: str
    because: str


def clocks(place: str, year: int) -> tuple[Clock, ...]:
    """Return the clocks that may be meant at a place in a year, none where the table says nothing of it."""
    return tuple(clock for first, last, clock in _table().get(slug(place), ()) if first <= year <= last)


def agreeing(found: Sequence[Clock], edtf: str, numbers: Iterable[str]) -> tuple[Clock, ...]:
    """Return the clocks by which a local time is that of the date-time group among a message's numbers ("080814Z").

    All where there is no such group or the time has no hour; none where the group contradicts every one. Signals
    officers rounded: what lies half an hour or less apart agrees.
    """
    group = next((match for number in numbers if (match := _GROUP.fullmatch(number))), None)
    if group is None:
        return tuple(found)
    day, hour, minute = (int(figures) for figures in group.groups())
    kept = []
    for clock in found:
        between = interval(edtf, [clock.zone]) if _MINUTE.fullmatch(edtf) else None
        moment = between.earliest.utc if between else None
        apart = abs((moment.hour - hour) * 60 + moment.minute - minute) if moment and moment.day == day else 0
        if apart <= _ROUNDED and (moment is None or moment.day == day):
            kept.append(clock)
    return tuple(kept)


def not_before(found: Sequence[Clock], edtf: str, earliest: datetime | None) -> tuple[Clock, ...]:
    """Return the clocks by which a local time does not lie wholly before a moment, all where that is not known."""
    ends = ((clock, interval(edtf, [clock.zone])) for clock in found)
    return tuple(clock for clock, end in ends if not (earliest and end) or end.latest.utc >= earliest)


@cache
def _table() -> dict[str, list[tuple[int, int, Clock]]]:
    rows: dict[str, list[tuple[int, int, Clock]]] = {}
    with Path(__file__).with_name("clocks.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            clock = Clock(row["zone"], row["because"])
            rows.setdefault(slug(row["place"]), []).append((int(row["from"]), int(row["to"]), clock))
    return rows
