"""Read the tables of syllables, letters and conventional names that come with this folder."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = Path(__file__).parent / "tables"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table by its name without ending; lines that begin with # say where it comes from."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


@cache
def characters() -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """Return each Han character's simplified form and its readings in Pinyin, Hangul and Vietnamese, without tones."""
    return {
        row["character"]: (
            row["simplified"] or row["character"],
            tuple(row["pinyin"].split()),
            tuple(row["hangul"].split()),
            tuple(row["vietnamese"].split()),
        )
        for row in rows("han")
    }
