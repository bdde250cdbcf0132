"""Compare the numbers of a series that runs beside those of a post: announced beforehand, or misprinted."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cablegraph.resolution.known import DAY

if TYPE_CHECKING:
    from cablegraph.resolution.asked import Asked
    from cablegraph.resolution.known import Known

NEARLY = 0.7  # of 1: how like the name of a series a misprint of it is


def announced(asked: Asked, other: Known) -> bool:
    """Say whether a message is the next of the mentioning one's own series, which that may announce."""
    mine = asked.within
    own = {int(figures) for series, figures in mine.numbers if series == asked.series and figures.isdigit()}
    following = asked.figures.isdigit() and int(asked.figures) - 1 in own
    near = mine.day and other.day and other.day - mine.day <= DAY
    return bool(asked.series and following and near and other.senders & mine.senders)


def misprint(asked: Asked, known: Known) -> str | None:
    """Return the number of a message that differs from the mention's in a letter or two of the series' name."""
    for series, figures in known.numbers:
        alike = figures == asked.figures and series and abs(len(series) - len(asked.series)) <= 1
        if alike and SequenceMatcher(None, series, asked.series).ratio() >= NEARLY:
            return f"{series.capitalize()} {figures}"
    return None
