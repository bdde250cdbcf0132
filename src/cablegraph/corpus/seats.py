"""Tell which office a city stands for in a telegram ("Athens 412", "repeated to Ankara"): `seats.csv`, with its years.

The table has only what the heads and date lines of edited documents bear out, in the years in which they do: who is at
a city before or after stays a name of its own.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.vocabulary import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

# "AmEmbassy Athens": the word before the city must be that of the office there.
_PREFIX = re.compile(r"(?:Am)?(?P<kind>Emb|Con|Leg)(?:assy|sul(?:ate)?|Gen|ation)? ")


@dataclass(frozen=True, slots=True)
class Seat:
    """The office that a city stands for, and why."""

    office: str
    because: str


def seat(words: str, year: int | None) -> Seat | None:
    """Return the office that *words* stand for in a year; None where the table does not say."""
    prefix = _PREFIX.match(words)
    city = words[prefix.end() :] if prefix else words
    rows = _table().get(slug(city), ()) if year else ()
    for first, last, found in rows:
        if first <= (year or 0) <= last and (prefix is None or found.office.startswith(prefix["kind"])):
            return found
    return None


@cache
def _table() -> Mapping[str, tuple[tuple[int, int, Seat], ...]]:
    """Load the table once: first and last year and office, by the names of a city."""
    found: dict[str, tuple[tuple[int, int, Seat], ...]] = {}
    with Path(__file__).with_name("seats.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entry = (int(row["from"]), int(row["to"]), Seat(row["office"], row["because"]))
            for name in row["names"].split(";"):
                found[slug(name)] = (*found.get(slug(name), ()), entry)
    return found
