"""Read a date line: from where and when a message was sent, with its hour as written, and when it was received.

The words rule. The editors' `date/@when` is compared with them, and only fills in a year that the words leave out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadTime, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar
from cablegraph.times.forms import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.readers.frus.part import Part
    from cablegraph.readers.tei import Element

_SECOND_DAY = re.compile(r" ?(?:and|[-\u2013]) ?\d")
_CLOCKS_ONLY = re.compile(r"[\d:.,;\u2013\u2014\s\[\]()-]|[ap]\. ?m\.?|noon|midnight|and|Z")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a date line says; `problems` are lines of the file, each with what does not fit there."""

    place: ReadWords | None = None
    sent: ReadTime | None = None
    received: ReadTime | None = None
    problems: tuple[tuple[int, str], ...] = ()


def read_dateline(part: Part) -> Dateline:
    """Read the date line of a message, or the date in its head or its close where it has none."""
    element = part.first("dateline")
    if element is None:
        return next(_elsewhere(part), Dateline())
    text, span = part.text.text, part.span(element)
    received = grammar().words["received"].search(text, span.start, span.end)
    end = received.start() if received else span.end
    marked = element.find("date")
    sent = read_when(text, span.start, end, _when(marked))
    arrived = read_when(text, received.start("time"), span.end, _after(sent)) if received else None
    place = element.find("placeName")
    words = ReadWords(part.words(place), part.span(place)) if place is not None and part.words(place) else None
    return Dateline(_bare(words), sent, arrived, tuple(_compare(sent, marked)))


def _elsewhere(part: Part) -> Iterator[Dateline]:
    """Yield the date that the head of a record of conversation ends in, or the one at a note's close."""
    for element in (part.head, part.first("closer")):
        marked = element.find("date") if element is not None else None
        if element is not None and marked is not None:
            sent = read_when(part.text.text, part.span(marked).start, part.span(element).end, _when(marked))
            yield Dateline(None, sent, None, tuple(_compare(sent, marked)))


def read_when(text: str, start: int, end: int, near: date | None) -> ReadTime | None:
    """Read the date and the hour in text[start:end]; *near* gives a year that the words leave out.

    Where the editors mend a day or an hour in a bracket, either may be right, and both are given; a day that they doubt
    ("July 10(?)") stays doubtful. Hours that are no single moment (a range, midnight) are left out; two days are no
    date.
    """
    words = grammar().words
    found = words["day"].search(text, start, end) or words["day_first"].search(text, start, end)
    if found is None:
        return None
    month = MONTHS.index(found["month"][:3].lower()) + 1
    year = int(found["year"]) if found["year"] else _year(near, month, int(found["day"]))
    days = [_day(year, month, int(figures)) for figures in (found["day"], found["mended"]) if figures]
    line_end = text.find("\n", found.end(), end)
    line_end = end if line_end < 0 else line_end
    hour = words["hour"].match(text, found.end(), line_end)
    rest = text[found.end() : line_end]
    if None in days or (not hour and _CLOCKS_ONLY.sub("", rest)) or (not hour and _SECOND_DAY.match(rest)):
        return None
    doubted = found.groupdict().get("doubt") is not None
    clocks = list(_clocks(hour)) if hour and not doubted else [""]
    said = sorted({f"{day}{clock}{'?' if doubted else ''}" for day in days for clock in clocks})
    written = _written(text[found.start() : line_end])
    edtf = said[0] if len(said) == 1 else f"[{','.join(said)}]"
    zone = (hour["z"] or hour["zone"]) if hour else None
    return ReadTime(written, edtf, Span(found.start(), found.start() + len(written)), zone)


def _written(words: str) -> str:
    """Take off what ends a date line and belongs neither to the date nor to its hour."""
    words = words.rstrip(" ,").removesuffix("]") if words.count("]") > words.count("[") else words.rstrip(" ,")
    return words if re.search(r"[ap]\. ?m\.$", words) else words.rstrip(" .,")


def _clocks(hour: re.Match[str]) -> Iterator[str]:
    """Yield the hours, as EDTF writes them after a date; an empty one where the moment is not clear."""
    if hour["noon"]:
        yield "T12:00"
    elif hour["zulu"]:
        yield _clock(int(hour["zulu"][:2]), int(hour["zulu"][2:]))
    elif hour["h"]:
        yield _clock(_half(int(hour["h"]), hour["half"]), int(hour["m"] or 0))
        if hour["other"]:
            yield _clock(_half(int(hour["oh"]), hour["ohalf"]), int(hour["om"] or 0))
    else:
        yield ""  # midnight, of which of two days nobody can say


def _half(hour: int, half: str) -> int:
    return hour % 12 + (12 if half == "p" else 0) if hour <= 12 else 99


def _clock(hour: int, minute: int) -> str:
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _day(year: int | None, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year else None
    except ValueError:
        return None


def _year(near: date | None, month: int, day: int) -> int | None:
    """Return the year in which a day without one comes on or after *near*."""
    if near is None:
        return None
    return near.year if (month, day) >= (near.month, near.day) else near.year + 1


def _after(sent: ReadTime | None) -> date | None:
    return date.fromisoformat(sent.edtf.strip("[]")[:10]) if sent else None


def _when(marked: Element | None) -> date | None:
    try:
        return date.fromisoformat(marked.get("when")[:10]) if marked is not None else None
    except ValueError:
        return None


def _compare(sent: ReadTime | None, marked: Element | None) -> Iterator[tuple[int, str]]:
    """Yield what the markup says against the words."""
    when = marked.get("when") if marked is not None else ""
    if sent is None or marked is None or not when:
        return
    said = sent.edtf.strip("[]").split(",")
    if not any(same_moment(one, when) for one in said):
        yield marked.line, f'The markup dates "{sent.written}" {when}; the words are followed.'


def same_moment(edtf: str, when: str) -> bool:
    """Say whether an EDTF date or minute and a `@when` agree as far as both go."""
    when = when.removesuffix("Z")
    return edtf == when[: len(edtf)] if len(edtf) > len("1951-08-12") and "T" in when else edtf[:10] == when[:10]


def _bare(place: ReadWords | None) -> ReadWords | None:
    """Take brackets and commas at either end off a place; "place not declassified" is none."""
    if place is None or "not declassified" in place.text:
        return None
    text = place.text.strip("[], ")
    start = place.span.start + place.text.find(text)
    return ReadWords(text, Span(start, start + len(text))) if text else None
