"""Read the words that introduce an enclosed message: who wrote it, to whom, when, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.names import is_city, read_agent
from cablegraph.times.written import WrittenTime, find_times

if TYPE_CHECKING:
    import re


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
    words = grammar().words
    said = text[span.start : span.end]
    found.forwards = words["forwards"].search(said) is not None
    kind = words["enclosed_form"].search(text, span.start, span.end)
    kind = kind or words["plain_form"].search(text, span.start, span.end)
    if found.form is None and kind:
        found.form = ReadWords(kind["form"], Span(*kind.span("form")))
    _take_time(found, text, span)
    return found


def _take_time(found: Introduction, text: str, span: Span) -> None:
    """Take the day on which the message was sent, or received where the words say so."""
    words, said = grammar().words, text[span.start : span.end]
    received = words["on_reception"].search(said) is not None
    start = span.start if received else _naming(text, span)
    found_times = find_times(text, start, span.end, bare=True)
    times = [time for time in found_times if not words["delivered_on"].search(text, span.start, time.start)]
    dated = (time for time in times if words["dated_so"].search(text, span.start, time.start))
    time = next(dated, times[0] if times else None)
    if time is None or words["announced_day"].search(said):
        return
    if received:
        found.received = time
    else:
        found.sent = time


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
        found.sender = read_agent(text, *match.span("person"))
    if "addressed" in slots and found.addressee is None and not is_city(match["addressed"]):
        found.addressee = read_agent(text, *match.span("addressed"))
