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
    if found.form is None and (kind := words["enclosed_form"].search(text, span.start, span.end)):
        found.form = ReadWords(kind.group(), Span(*kind.span()))
    times = [
        time
        for time in find_times(text, span.start, span.end, bare=True)
        if not words["delivered_on"].search(text, span.start, time.start)
    ]
    dated = (time for time in times if words["dated_so"].search(text, span.start, time.start))
    time = next(dated, times[0] if times else None)
    if time and not words["announced_day"].search(said):
        if words["on_reception"].search(said):
            found.received = time
        else:
            found.sent = time
    return found


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
    if "post" in slots and found.sender is None:
        name = match["post"].removeprefix("the ")
        found.sender = ReadAgent(name, Span(match.end("post") - len(name), match.end("post")))
    if "person" in slots and found.sender is None and not is_city(match["person"]):
        found.sender = read_agent(text, *match.span("person"))
    if "addressed" in slots and found.addressee is None and not is_city(match["addressed"]):
        found.addressee = read_agent(text, *match.span("addressed"))
