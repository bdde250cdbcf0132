"""Freeze the layers of a document into messages with their mentions; complete their times."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadCopy, ReadMessage, ReadReference, ReadTime, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.text.references import find_references
from cablegraph.times.written import Context, WrittenTime, edtf, find_times, full_date, order_of_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.readers.text.facts import Facts
    from cablegraph.readers.text.layers import Layer


_SPACED = re.compile(r"\w(?:\s+\w)+")


def document_context(times: Sequence[WrittenTime], root: Layer) -> Context:
    """Collect what the times of a document say about its dates."""
    order = order_of_figures(times)
    known = frozenset(day for time in times if (day := full_date(time)))
    return Context(order, _anchor(root, order, known) or min(known, default=_any_day(times)), known=known)


def _any_day(times: Sequence[WrittenTime]) -> date | None:
    """Give the first day with a year, if only its day and month could be exchanged."""
    days = (day for time in times for day in time.days if None not in day)
    return next((date(*day) for day in days), None)  # type: ignore[arg-type]


def _anchor(layer: Layer, order: str | None, known: frozenset[date]) -> date | None:
    """Give the day of a message: of dispatch, of its date line, of reception, else that of its carrier."""
    facts = layer.facts
    for time in (facts.sent, facts.dateline, facts.dated, facts.received):
        if time and (said := edtf(time, Context(order, known=known))):
            days = [day for found in find_times(said) if (day := full_date(found))]
            if days and len({day.year for day in days}) == 1:
                return max(days)
    return _anchor(layer.parent, order, known) if layer.parent else None


def freeze(layer: Layer, ids: dict[int, str], context: Context) -> ReadMessage:
    """Freeze a message; its times are completed from the document."""
    facts = layer.facts
    anchor = _anchor(layer, context.order, context.known) or context.anchor
    near = replace(context, anchor=anchor)
    past = replace(near, past=layer.parent is not None)  # what a message carries was sent before it
    sent, received = _own_or_other(facts, _sent(facts, past), _time(facts.received, near))
    if layer.parent and received and sent and received.edtf == sent.edtf:
        received = None
    return ReadMessage(
        ids[id(layer)],
        layer.span,
        ids[id(layer.parent)] if layer.parent else None,
        _lower(facts.form),
        tuple(facts.numbers),
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
        figures = "".join(filter(str.isdigit, facts.clock)).zfill(4)
        time = replace(time, clock=(int(figures[:2]), int(figures[2:])))
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
    if not (sent and received and facts.sent and received.span.start < sent.span.start):
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


def mentions(text: str, layer: Layer, message: ReadMessage, context: Context) -> list[ReadReference]:
    """Find the mentions in a message's own words: not in what it carries, nor in what introduces that."""
    anchor = _anchor(layer, context.order, context.known) or context.anchor
    past = replace(context, anchor=anchor, past=True)
    found: list[ReadReference] = []
    at = layer.span.start
    for child in layer.carries:
        # A request to hand something on tells nothing of its words, and may well mention a telegram that it answers.
        told = child.enclosure and not child.enclosure.relay
        words = child.enclosure.introduction if child.enclosure and told else child.span
        found += find_references(text, at, max(at, min(words.start, child.span.start)), message, past)
        at = max(at, child.span.end)
    found += find_references(text, at, layer.span.end, message, past)
    return found
