"""Tell by which clocks the hour in a date line may be meant: `clocks.csv`, place by place, with years and reasons.

The IANA database vouches, for years before 1970, only for the city that a zone is named after. A place that is not in
the table keeps its clock open.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cablegraph.vocabulary import slug

UTC = "Etc/UTC"


@dataclass(frozen=True, slots=True)
class Clock:
    """An IANA zone whose clock may be meant, and why."""

    zone: str
    because: str


def clocks(place: str, year: int) -> tuple[Clock, ...]:
    """Return the clocks that may be meant at a place in a year, none where the table says nothing of it."""
    return tuple(clock for first, last, clock in _table().get(slug(place), ()) if first <= year <= last)


@cache
def _table() -> dict[str, list[tuple[int, int, Clock]]]:
    rows: dict[str, list[tuple[int, int, Clock]]] = {}
    with Path(__file__).with_name("clocks.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            clock = Clock(row["zone"], row["because"])
            rows.setdefault(slug(row["place"]), []).append((int(row["from"]), int(row["to"]), clock))
    return rows
