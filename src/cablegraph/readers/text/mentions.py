"""Find what the messages of a document mention: in their own words, in what introduces others, in a draft's head."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadMessage, ReadReference
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.messages import answered, near_days
from cablegraph.readers.text.own_series import in_own_series
from cablegraph.readers.text.references import find_references

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.readers.text.layers import Layer
    from cablegraph.times.completion import Day
    from cablegraph.times.written import Context

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_SIGN_BEFORE = re.compile(r"(?:\bN[oOrR]s?\.?|№|#)\s?$")
LONGEST_REPLY = 40  # characters of "in reply to the "


def mentions(text: str, layer: Layer, message: ReadMessage, context: Context) -> list[ReadReference]:
    """Find the mentions in a message's own words: not in what it carries, nor in what introduces that."""
    near = near_days(layer, context)
    past = replace(near, past=True, own=None if near.other else _own_day(message))
    found: list[ReadReference] = []
    at = layer.span.start
    for child in layer.carries:
        # A request to hand something on tells nothing of its words, and may well mention a telegram that it answers.
        told = child.enclosure and not child.enclosure.relay
        words = child.enclosure.introduction if child.enclosure and told else child.span
        begin = max(at, min(words.start, child.span.start))
        found += find_references(text, at, begin, message, past)
        found += _beside(text, Span(max(at, words.start), child.span.start), message, past, child) if told else []
        at = max(at, child.span.end)
    found += find_references(text, at, layer.span.end, message, past)
    held = [reference.span for reference in found] + [child.span for child in layer.carries]
    found += [*_preceding(text, message, held), *_answering(text, layer, message)]
    return found + list(in_own_series(text, message, [reference.span for reference in found] + held))


def _answering(text: str, layer: Layer, message: ReadMessage) -> Iterator[ReadReference]:
    for number in answered(text, layer):
        sign = _SIGN_BEFORE.search(text, layer.span.start, number.span.start)
        span = Span(sign.start() if sign else number.span.start, number.span.end)
        yield ReadReference(message.id, text[span.start : span.end], span, number=number.text)


def _beside(text: str, told: Span, message: ReadMessage, past: Context, child: Layer) -> Iterator[ReadReference]:
    """Yield the mentions, in words that introduce an enclosed message, of others than that message.

    These are what it replies to, and what a sentence before the last one mentions with another number or day.
    """
    words = grammar().words
    cuts = [match.end() for match in words["sentence_end"].finditer(text, told.start, told.end)]
    said = text[told.start : told.end].lower()
    if not cuts and not any(word in said for word in ("repl", "answer", "response")):
        return
    numbers = {number.text for number in child.facts.numbers}
    days = {day for time in child.facts.times() for day in time.days}
    for reference in find_references(text, told.start, told.end, message, past):
        begin = reference.span.start
        replied = words["replies"].search(text[max(told.start, begin - LONGEST_REPLY) : begin])
        before = cuts and reference.span.end < cuts[-1] and not _is_of(reference, child, numbers, days)
        if replied or before:
            yield reference


def _is_of(
    reference: ReadReference, child: Layer, numbers: set[str], days: set[tuple[int | None, int | None, int | None]]
) -> bool:
    """Say whether a mention before an enclosed message may be of this one: of its number, its day, its sender."""
    said = _DAY.match(reference.date.edtf) if reference.date else None
    if reference.number in numbers or (said and any(day[1:] == (int(said[2]), int(said[3])) for day in days)):
        return True
    return bool(child.facts.sender and child.facts.sender.name.casefold() in reference.written.casefold())


def _preceding(text: str, message: ReadMessage, held: Sequence[Span]) -> Iterator[ReadReference]:
    """Yield the mentions of "my immediately preceding telegram", which have neither number nor date."""
    said = text[message.span.start : message.span.end]
    if not ("preceding" in said.lower() or "PT" in said or "P.T" in said):  # sought far more often than found
        return
    to = message.addressees[0] if len(message.addressees) == 1 else None
    for match in grammar().words["preceding"].finditer(text, message.span.start, message.span.end):
        if not any(span.start <= match.start() < span.end for span in held):
            words = match.group().lower()
            plural = words.endswith("s")
            span = Span(*match.span())
            yield ReadReference(
                message.id, match.group(), span, None, None, message.sender, to, plural, "telegram", owner=words[:2]
            )


def _own_day(message: ReadMessage) -> Day | None:
    """Give the day of dispatch as far as it is said, None where it may be one of two."""
    said = _DAY.match(message.sent.edtf) if message.sent else None
    return (int(said[1]) if said[1] != "XXXX" else None, int(said[2]), int(said[3])) if said else None
