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

from cablegraph.times.completion import Context, Day, edtf, is_undecided, order_of_day
from cablegraph.times.dates import clock_of, named_month, part, told
from cablegraph.times.forms import GROUP, MONTH, pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
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
_FIGURES = rf"\d(?<![\w/$£€]\d)(?<!\d[.:,]\d)\d{{0,{LONGEST_FIGURE - 1}}}(?!\d)"  # looks back as _expression does
_NO_NAME_ENDS = frozenset("adfijkmoqsuwxzADFIJKMOQSUWXZ0123456789:;()")  # no month, nor "the", "noon" or "midnight"
GROUP_LABEL = "DTG "
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
        return part(GROUP).match(self.written) is not None

    def moved(self, by: int) -> WrittenTime:
        """Return the time at other offsets."""
        said = (self.days, self.clock, self.zone, self.proves, self.months_back)
        return WrittenTime(self.written, self.start + by, self.end + by, *said)


@cache
def _expression(*, bare: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/$£€])(?<!\d[.:,]){pattern(bare=bare, named=True)}")


@cache
def _name_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{MONTH},?|(?i:the)|[Nn]oon,?|[Mm]idnight,?)\s+$")


def _may_end_name(before: str) -> bool:
    """Say whether a name may end in *before*, with a stop or without."""
    return before.rstrip(".,")[-1:] not in _NO_NAME_ENDS


def _match(text: str, start: int, stop: int, *, bare: bool) -> re.Match[str] | None:
    """Fit a time to text[start:stop]; without *bare* a bare date is none.

    The stricter expression is needed only behind an hour: elsewhere a bare date is found where no other date is.
    """
    match = _expression(bare=True).match(text, start, stop)
    if bare or match is None or not match["bare"]:
        return match
    return _expression(bare=False).match(text, start, stop) if match["first"] else None


def find_times(text: str, start: int = 0, end: int | None = None, *, bare: bool = False) -> Iterator[WrittenTime]:
    """Yield each date in text[start:end], with the clock time that stands by it; offsets count from the text's start.

    `bare` also finds dates without a year in figures ("18.9.") or without a month ("the 11th"), which only some
    contexts license.
    """
    stop = len(text) if end is None else end
    at = start
    for figures in part(_FIGURES).finditer(text, start, stop):
        begin = figures.start()
        if begin < at:
            continue
        match = None
        # "the" or the name of a month may stand before the first figure
        if begin > at + 1 and text[begin - 1].isspace() and _may_end_name(text[begin - 3 : begin - 1]):
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
    if match is None and written[:LONGEST_FIGURE].isdigit():  # a group without a month, told by the label before it
        match = _expression(bare=True).fullmatch(GROUP_LABEL + written, len(GROUP_LABEL))
        return _time(match).moved(-len(GROUP_LABEL)) if match else None
    return _time(match) if match else None


def order_of_figures(times: Iterable[WrittenTime]) -> str | None:
    """Say which order of day and month the figures of a document prove: "dm", "md", or None where none or both."""
    proofs = {time.proves for time in times if time.proves}
    return proofs.pop() if len(proofs) == 1 else None


def named_days(times: Iterable[WrittenTime]) -> frozenset[Day]:
    """Collect the days without a year whose month is named, which no order of figures can change."""
    return frozenset(
        day for time in times for day in time.days if day[0] is None and day[2] and named_month(time.written) == day[1]
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
    days, proof, back = told(words)
    clock, zone = match["first"] or match["later"], match["zone"] or match["later_zone"]
    if words[:LONGEST_FIGURE].isdigit() and part(GROUP).match(words):
        letter = words[LONGEST_FIGURE:].split()
        clock, zone = words[2:LONGEST_FIGURE], letter[0] if letter and len(letter[0]) == 1 else None
    return WrittenTime(
        match.group(),
        *match.span(),
        days,
        clock_of(clock) if clock else None,
        zone,
        proof,
        back,
    )
