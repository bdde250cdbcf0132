"""Work out between which moments in UTC a local date or time lies when its clock may have shown one of several zones.

Zone rules come from the pinned `tzdata` package and from nowhere else, so that the same bounds come out everywhere:
Seoul stood at UTC+10 in the summer of 1951, Moscow at UTC+3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Years in which there were telegrams, or will be for a while.
_FULL = re.compile(r"((?:18|19|20)\d\d)-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?)?")


@dataclass(frozen=True, slots=True)
class Bound:
    """A moment in UTC and the zone whose clock puts it there."""

    utc: datetime
    zone: str
    offset: timedelta

    def __str__(self) -> str:
        minutes = int(self.offset.total_seconds()) // 60
        sign = "-" if minutes < 0 else "+"
        return f"{self.zone} (UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02})"


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which moments something lies: outer bounds over all zones that may have been meant."""

    earliest: Bound
    latest: Bound


@cache
def zone(name: str) -> ZoneInfo:
    """Return the zone of that IANA name, or raise KeyError."""
    if not re.fullmatch(r"[A-Z][A-Za-z_]+(/[A-Za-z_+-]+)+", name):
        raise KeyError(name)
    path = files("tzdata").joinpath("zoneinfo", *name.split("/"))
    if not path.is_file():
        raise KeyError(name)
    with path.open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)


def local_range(edtf: str) -> tuple[datetime, datetime] | None:
    """Return the first and the last moment, on the local clock, of an EDTF date, minute, set or interval.

    A date goes on to its last second; a minute is taken as one moment.

    Return None where the year or an end is open, the calendar has no such day, or the form is one without bounds.
    """
    one_of = re.fullmatch(r"\[(.*)\]|\{(.*)\}", edtf)
    inside = (one_of[1] or one_of[2] or "") if one_of else edtf
    # "[a..b]" (between the two) and "a/b" (from the one to the other) have two ends; "[a,b]" has members.
    ends = inside.split(".." if one_of else "/")
    parts = [_FULL.fullmatch(part) for part in (ends if len(ends) == 2 else inside.split(",") if one_of else [edtf])]
    try:
        ranges = [_range(match) for match in parts if match]
    except ValueError:
        return None
    if len(ranges) < len(parts) or (len(ends) == 2 and ranges[0][0] > ranges[1][1]):
        return None
    return min(first for first, _ in ranges), max(last for _, last in ranges)


def is_date(words: str) -> bool:
    """Say whether words are a year, a month or a day of the calendar, as EDTF writes them."""
    return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", words)) and local_range((words + "-01-01")[:10]) is not None


def _range(match: re.Match[str]) -> tuple[datetime, datetime]:
    year, month, day, hour, minute, second = (None if part is None else int(part) for part in match.groups())
    first = datetime(year or 0, month or 0, day or 1, hour or 0, minute or 0, second or 0)
    if minute is not None:
        return first, first
    if day is not None:
        return first, first + timedelta(hours=23, minutes=59, seconds=59)
    following = datetime(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, following - timedelta(seconds=1)


def interval(edtf: str, zones: Iterable[str]) -> Interval | None:
    """Return the outer bounds in UTC of a local date or time over the zones that its clock may have shown.

    Return None where there is no zone or the date has no bounds of its own. Raise KeyError for an unknown zone.
    """
    local = local_range(edtf)
    names = sorted(set(zones))
    if local is None or not names:
        return None
    first, last = local
    return Interval(
        min((bound for name in names for bound in _bounds(first, name)), key=lambda bound: bound.utc),
        max((bound for name in names for bound in _bounds(last, name)), key=lambda bound: bound.utc),
    )


def _bounds(local: datetime, name: str) -> Iterator[Bound]:
    """Yield the moment that a local time was in a zone, or both where the clock was set back and showed it twice."""
    for fold in (0, 1):
        moment = local.replace(tzinfo=zone(name), fold=fold)
        offset = moment.utcoffset()
        assert offset is not None
        yield Bound(moment.astimezone(UTC), name, offset)


def latency(sent: Interval, received: Interval) -> tuple[timedelta, timedelta]:
    """Return the least and the most time that can lie between two moments known only within bounds."""
    return received.earliest.utc - sent.latest.utc, received.latest.utc - sent.earliest.utc
