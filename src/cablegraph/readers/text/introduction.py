"""Read the words that introduce an enclosed message: who wrote it, to whom, when, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.names import is_city, read_agent, same_name
from cablegraph.times.written import WrittenTime, find_times

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

LONGEST_REPLY = 40  # characters of "in reply to the "


@dataclass(slots=True)
class Introduction:
    """What the words say.

    `mine` is the writer's own message, `to_you` one for the receiver, `via_me` one that the writer was asked to pass
    on; `forwards` says that the writer sends it on.
    """

    form: ReadWords | None = None
    number: ReadWords | None = None
    sender: ReadAgent | None = None
    addressee: ReadAgent | None = None
    is_addressed: bool = False  # the message is said to be to the addressee, and not only that it was brought to him
    sent: WrittenTime | None = None
    received: WrittenTime | None = None
    mine: bool = False
    to_you: bool = False
    via_me: bool = False
    from_me: bool = False  # the writer of these words sends it himself
    to_me: bool = False  # it was handed to him
    same_day: ReadWords | None = None  # the words that date it by the day of the message that carries it
    forwards: bool = False


def read_introduction(text: str, span: Span) -> Introduction:
    """Read the facts of text[span.start:span.end]; what is not said stays empty."""
    found = Introduction()
    for form in grammar().introduction:
        if match := form.expression.search(text, span.start, span.end):
            found.is_addressed = found.is_addressed or (form.name == "message to" and found.addressee is None)
            _take(found, text, match)
    if found.sender and found.addressee and same_name(found.sender.name, found.addressee.name):
        found.addressee = None  # "I was called to Petrov, who gave me": nobody writes to himself
    words = grammar().words
    said = text[span.start : span.end]
    found.forwards = words["forwards"].search(said) is not None
    if found.form is None:
        found.form = _kind(text, span)
    if not words["announced_day"].search(said):
        _date(found, text, span)
    return found


def _date(found: Introduction, text: str, span: Span) -> None:
    """Say when the message was sent and received: the day it is "of" is its own, else the first of the others."""
    words = grammar().words
    dated, others = None, []
    on_reception = words["on_reception"].search(text[span.start : span.end]) is not None
    start = span.start if on_reception else _naming(text, span)
    for time in _own_times(text, span, start):
        by_name = words["dated_by"].search(text, span.start, time.start)
        if by_name or words["dated_so"].search(text, span.start, time.start):
            dated = dated or time
        elif words["received_on"].search(text, span.start, time.start):
            found.received = found.received or time
        else:
            others.append(time)
    if others and not found.received and not dated and on_reception:
        found.received = others[0]
    else:
        found.sent = dated or next(iter(others), None)


def _kind(text: str, span: Span) -> ReadWords | None:
    """Give the word for the message in text[span.start:span.end], but not that for another one which it answers."""
    words = grammar().words
    come = words["has_come"].search(text, span.start, span.end)
    for kind in words["enclosed_form"].finditer(text, span.start, span.end):
        before = text[max(span.start, kind.start() - LONGEST_REPLY) : kind.start()]
        if not (words["replies"].search(before) or (come and come.start() <= kind.start() < come.end())):
            return ReadWords(kind["form"], Span(*kind.span("form")))
    plain = words["plain_form"].search(text, span.start, span.end)
    return ReadWords(plain["form"], Span(*plain.span("form"))) if plain else None


def _own_times(text: str, span: Span, start: int) -> Iterator[WrittenTime]:
    """Yield the times in text[start:span.end], but not the day on which the message was handed over in person.

    Nor those of another message that it answers: "the reply to your telegram of 3 January".
    """
    words = grammar().words
    handed = words["handed_day"].search(text[span.start : span.end])
    for time in find_times(text, start, span.end, bare=True):
        if handed and time.start < span.start + handed.end():
            continue
        if words["handed_on_day"].search(text, span.start, time.start):
            continue
        if words["delivered_on"].search(text, span.start, time.start):
            continue
        if not words["answered"].search(text, span.start, time.start):
            yield time


def _naming(text: str, span: Span) -> int:
    """Give where the sentence begins that names the message: a day in one before it is that of something else."""
    words = grammar().words
    cuts = [match.end() for match in words["sentence_end"].finditer(text, span.start, max(span.start, span.end - 2))]
    return cuts[-1] if cuts and words["enclosed_form"].search(text, cuts[-1], span.end) else span.start


def _take(found: Introduction, text: str, match: re.Match[str]) -> None:
    slots = match.groupdict()
    found.mine = found.mine or "mine" in slots
    for end in ("", "_2"):
        if slots.get(f"number{end}"):
            found.form, found.number = (
                ReadWords(match.group(name + end), Span(*match.span(name + end))) for name in ("form", "number")
            )
    found.to_you = found.to_you or "to_you" in slots
    found.via_me = found.via_me or "via_me" in slots
    found.from_me = found.from_me or "from_me" in slots
    found.to_me = found.to_me or "to_me" in slots
    if "same_day" in slots:
        found.same_day = ReadWords(match.group("same_day"), Span(*match.span("same_day")))
    if "post" in slots and found.sender is None:
        name = match["post"].removeprefix("the ")
        found.sender = ReadAgent(name, Span(match.end("post") - len(name), match.end("post")))
    if "person" in slots and found.sender is None and not is_city(match["person"]):
        found.sender = _agent(text, *match.span("person"))
    if "addressed" in slots and found.addressee is None and not is_city(match["addressed"]):
        found.addressee = _agent(text, *match.span("addressed"))


def _agent(text: str, start: int, end: int) -> ReadAgent | None:
    """Read text[start:end] as one agent, without the article that begins a sentence: "The Ambassador in Sofia"."""
    return read_agent(text, start + len("the ") if text[start : start + 4].lower() == "the " else start, end)
