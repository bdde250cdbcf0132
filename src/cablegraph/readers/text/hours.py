"""Read hours that stand apart from their date: beside it, under it, or in a group with the day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.slots import put
from cablegraph.times.dates import clock_of as told_clock

if TYPE_CHECKING:
    from cablegraph.readers.text.facts import Facts
    from cablegraph.readers.text.lines import Line
    from cablegraph.readers.text.search import Fit


def clock_of(words: str) -> tuple[int, int]:
    """Read an hour in figures: "17.05", "0915", "9:15"."""
    figures = "".join(filter(str.isdigit, words)).zfill(4)
    return int(figures[:2]), int(figures[2:])


def receive_at(facts: Facts, text: str, line: Line) -> bool:
    """Add the hour that stands under the day of reception; say whether the line is one.

    Four figures are an hour only where none is known.
    """
    words, day = grammar().words, facts.received
    if day is None:
        return False
    alone = words["hour_alone"].match(line.text)
    if alone is None and (day.clock or not words["four_figures"].fullmatch(line.text)):
        return False
    if day.clock is None:
        clock = told_clock(alone["hour"] if alone else line.text)
        facts.received = replace(day, written=text[day.start : line.end], end=line.end, clock=clock)
    return True


def take_hour(facts: Facts, text: str, match: Fit, before: set[str]) -> None:
    """Take an hour that stands beside a date; what else looks like a day ("20.10") is one there.

    *before* are the slots of what stands before it on the line or the line above.
    """
    start, end = match.span("hour")
    if not grammar().words["hour_or_figures"].fullmatch(text, start, end):
        return
    if "received" in before:
        if facts.received and facts.received.clock is None:
            facts.received = replace(facts.received, clock=clock_of(text[start:end]))
    elif before & {"dated", "sent"}:
        put(facts, text, "clock", start, end)


def take_group(facts: Facts, text: str, match: Fit) -> None:
    """Take the hour of a group of day and hour where its day is that of the date of the document."""
    day = int(match.group("group")[:2])
    if facts.dated and {day} == {days[2] for days in facts.dated.days}:
        put(facts, text, "clock", match.start("group") + 2, match.start("group") + 6)
