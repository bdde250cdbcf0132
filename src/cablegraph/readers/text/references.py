"""Find the mentions of other messages, and who sent them to whom as far as *your*, *my* and *our* say it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadMessage, ReadReference, ReadTime
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.search import find_forms
from cablegraph.times.written import Context, edtf, read_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.model.reading import ReadAgent

_FIGURES = re.compile(r"\d+")
_PLURAL = re.compile(r"(?i)\b(?:telegrams|cables|ciphergrams|letters|messages|notes|reports|\w+tels|Nos)\b")


def find_references(text: str, start: int, end: int, message: ReadMessage, context: Context) -> Iterator[ReadReference]:
    """Yield the mentions in text[start:end], which are words of *message*; its own number is no mention."""
    for match in find_forms(grammar().reference, text, start, end):
        yield from _references(match, message, context)


def _references(match: re.Match[str], message: ReadMessage, context: Context) -> Iterator[ReadReference]:
    groups = match.groupdict()
    number = groups.get("number") or groups.get("bare")
    if number and any(number == own.text for own in message.numbers):
        return
    date = _date(match, context)
    if not number and date is None:
        return
    sender, addressee = _parties(match.group(), message)
    written = match.group().rstrip(" ,;")
    span = Span(match.start(), match.start() + len(written))
    more = groups.get("more")
    plural = bool(_PLURAL.search(written)) and not more and not (number and "-" not in number)
    days = [int(day) for day in _FIGURES.findall(groups.get("days") or "")]
    for earlier in _dates(match, context, days):
        yield ReadReference(message.id, written, span, earlier, number, sender, addressee)
    yield ReadReference(message.id, written, span, date, number, sender, addressee, plural and not days)
    if more and (second := grammar().words["figure"].search(more)):
        yield ReadReference(message.id, written, span, date, second.group(), sender, addressee)


def _date(match: re.Match[str], context: Context) -> ReadTime | None:
    return next(_dates(match, context, [None]), None)


def _dates(match: re.Match[str], context: Context, days: Sequence[int | None]) -> Iterator[ReadTime]:
    """Yield the date of a mention, on each of *days* where "3, 4 and 5 May" names several before the last."""
    slot = next((slot for slot in ("time", "date") if slot in match.re.groupindex and match[slot]), None)
    time = read_time(match[slot], match.start(slot)) if slot else None
    if time is None:
        return
    for day in days:
        dated = replace(time, days=tuple((year, month, day or last) for year, month, last in time.days))
        if said := edtf(dated, context):
            yield ReadTime(time.written, said, Span(time.start, time.end), time.zone)


def _parties(written: str, message: ReadMessage) -> tuple[ReadAgent | None, ReadAgent | None]:
    """Say who sent the mentioned message to whom: *your* turns the direction of *message* round, *my* keeps it."""
    whose = written.split(maxsplit=1)[0].lower()
    other = message.addressees[0] if len(message.addressees) == 1 else None
    if whose.startswith(("your", "ur")):
        return other, message.sender
    if whose in {"my", "our"}:
        return message.sender, other
    return None, None
