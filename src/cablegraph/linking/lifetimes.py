"""Compare dates of which only a part may be known; what is not known decides nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablegraph.model.link import Item, Subject

_OPEN = re.compile(r"\.\.|[/~?%]")
_DATE = re.compile(r"\d{3}[\dX](?:-[\dX]{2}){0,2}")


def bounds(edtf: str | None) -> tuple[str, str] | None:
    """Return the first and the last day that an EDTF date may mean, None where it leaves that open.

    No bounds have a range without an end, an interval, and a date that is only about right or doubtful (~, ?, %).
    """
    written = _DATE.findall(edtf or "")
    if not written or _OPEN.search(edtf or ""):
        return None
    return min(map(_first, written)), max(map(_last, written))


def start(edtf: str) -> str:
    """Return the first day that a date may mean, to sort by; nothing where there is no date in it."""
    return (bounds(edtf) or ("", ""))[0]


def end(edtf: str) -> str:
    """Return the last day that a date may mean, to sort by; nothing where there is no date in it."""
    return (bounds(edtf) or ("", ""))[1]


def _first(written: str) -> str:
    year, month, day = _parts(written)
    return f"{year.replace('X', '0')}-{month or '01'}-{day or '01'}"


def _last(written: str) -> str:
    year, month, day = _parts(written)
    return f"{year.replace('X', '9')}-{month or '12'}-{day or '31'}"


def _parts(written: str) -> tuple[str, str, str]:
    """Return year, month and day, each empty where it is open; an open month leaves the day open too."""
    year, month, day, *_ = (*written.split("-"), "", "")
    month = "" if "X" in month else month
    return year, month, day if month and "X" not in day else ""


def before(one: str | None, other: str | None) -> bool:
    """Say whether one date lies before another for certain."""
    earlier, later = bounds(one), bounds(other)
    return earlier is not None and later is not None and earlier[1] < later[0]


def surely_within(day: str | None, starts: str | None, ends: str | None) -> bool:
    """Say whether a day lies between two dates for certain, both of them known."""
    when, start, end = bounds(day), bounds(starts), bounds(ends)
    return when is not None and start is not None and end is not None and start[1] <= when[0] and when[1] <= end[0]


def impossible(subject: Subject, item: Item) -> str | None:
    """Say why an item can't be a person of the graph, by the dates alone; None where nothing stands against it."""
    if before(subject.first, item.born):
        return f"born {item.born}, after the message of {subject.first} that names him"
    if before(item.died, subject.acted):
        return f"died {item.died}, before the message of {subject.acted} that he sent or got"
    return None
