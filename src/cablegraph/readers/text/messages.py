"""Freeze the layers of a document into messages; complete their times."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadCopy, ReadMessage, ReadTime, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.text.hours import clock_of
from cablegraph.times.written import (
    Context,
    WrittenTime,
    edtf,
    find_times,
    full_date,
    is_undecided,
    named_days,
    order_of_dates,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.readers.text.facts import Facts
    from cablegraph.readers.text.layers import Layer


_NUMBERS = re.compile(r"(?:\bN[oOrR]s?\.?|№|#)\s?([\w/-]*\d[\w/-]*)")
_SPACED = re.compile(r"\w(?:\s+\w)+")


def document_context(times: Sequence[WrittenTime], root: Layer) -> Context:
    """Collect what the times of a document say about its dates."""
    known = frozenset(day for time in times if (day := full_date(time)))
    context = Context(order_of_dates(times), known=known, named=named_days(times))
    near = near_days(root, context)
    return near if near.anchor else replace(near, anchor=min(known, default=_any_day(times)))


def _any_day(times: Sequence[WrittenTime]) -> date | None:
    """Give the first day with a year, if only its day and month could be exchanged."""
    return next((day for time in times for day in _whole(time)), None)


def _whole(time: WrittenTime) -> list[date]:
    return [date(year, month, day) for year, month, day in time.days if year and month and day]


def near_days(layer: Layer, context: Context) -> Context:
    """Set the anchor to the day of a message: of dispatch, its date line, reception, else to that of its carrier."""
    unset = replace(context, anchor=None, other=None)
    at: Layer | None = layer
    while at:
        facts = at.facts
        for time in (facts.sent, facts.dateline, facts.dated, facts.received):
            days = _days(time, unset) if time else []
            if time and days and len({day.year for day in days}) == 1:
                others = set(_whole(time)) - {max(days)} if is_undecided(time, unset) else set()
                return replace(context, anchor=max(days), other=min(others, default=None))
        at = at.parent
    return context


def _days(time: WrittenTime, context: Context) -> tuple[date, ...]:
    return _days_in(edtf(time, context) or "")


@lru_cache(maxsize=1024)
def _days_in(said: str) -> tuple[date, ...]:
    return tuple(day for found in find_times(said) if (day := full_date(found)))


def answered(text: str, layer: Layer) -> list[ReadWords]:
    """List the numbers in a draft's head that the words before it give to another telegram: it has none yet."""
    if not (layer.parent and layer.enclosure and layer.enclosure.draft):
        return []
    before = set(_NUMBERS.findall(text, layer.parent.span.start, layer.span.start))
    own = {number.text for number in layer.parent.facts.numbers}
    return [number for number in layer.facts.numbers if number.text in before - own]


def freeze(text: str, layer: Layer, ids: dict[int, str], context: Context) -> ReadMessage:
    """Freeze a message; its times are completed from the document."""
    facts = layer.facts
    near = near_days(layer, context)
    past = replace(near, past=layer.parent is not None)  # what a message carries was sent before it
    sent, received = _own_or_other(facts, _sent(facts, past), _time(facts.received, near))
    if layer.parent and received and sent and received.edtf == sent.edtf:
        received = None
    return ReadMessage(
        ids[id(layer)],
        layer.span,
        ids[id(layer.parent)] if layer.parent else None,
        _lower(facts.form),
        tuple(number for number in facts.numbers if number not in answered(text, layer)),
        facts.office,
        facts.sender,
        tuple(facts.addressees),
        tuple(facts.via),
        tuple(_merged(facts)),
        facts.place,
        facts.destination,
        sent,
        received,
        tuple(facts.markings),
        facts.subject,
    )


def _sent(facts: Facts, context: Context) -> ReadTime | None:
    """Say when a message was sent: as labelled, else as dated; day and hour may stand apart from month and year."""
    time = facts.sent or facts.dateline or facts.dated
    if time is None and facts.day and facts.received:
        days = tuple((year, month, int(facts.day)) for year, month, _ in facts.received.days)
        time = replace(facts.received, days=days)
    if time and time.clock is None and facts.clock:
        time = replace(time, clock=clock_of(facts.clock))
    return _time(time, context)


def _time(time: WrittenTime | None, context: Context) -> ReadTime | None:
    said = edtf(time, context) if time else None
    return ReadTime(time.written, said, Span(time.start, time.end), time.zone) if time and said else None


def _own_or_other(
    facts: Facts, sent: ReadTime | None, received: ReadTime | None
) -> tuple[ReadTime | None, ReadTime | None]:
    """Tell apart whose cipher office received before it sent.

    Nobody receives a telegram before it is sent. A sender's own office has it first and then sends it off: that is no
    reception. A receiver's office, which names the place it came from, sends it on: that is no sending.
    """
    if not (sent and received and facts.sent and received.span.start < sent.span.start) or facts.at_post:
        return sent, received
    if received.edtf >= sent.edtf or sent.edtf.startswith(received.edtf):
        return sent, received
    if facts.place and facts.destination is None:
        return _time(facts.dateline, Context()), received
    return sent, None


def _lower(form: ReadWords | None) -> ReadWords | None:
    """Say a form in small letters; letters set apart are closed up."""
    if form is None:
        return None
    words = re.split(r"\s{2,}", form.text.lower()) if _SPACED.fullmatch(form.text) else form.text.lower().split()
    return ReadWords(" ".join("".join(word.split()) for word in words), form.span)


def _merged(facts: Facts) -> list[ReadCopy]:
    """Count a name that a list gives twice."""
    merged: dict[str, ReadCopy] = {}
    for copy in facts.copies:
        key = copy.name.casefold()
        if key in merged:
            merged[key] = replace(merged[key], count=(merged[key].count or 1) + (copy.count or 1))
        else:
            merged[key] = copy
    return list(merged.values())
