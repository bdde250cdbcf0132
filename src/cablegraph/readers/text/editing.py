"""Complete the reading of a document pasted from an edition: its exact words, and what the editors' notes say of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.model.reading import ReadCopy, Reading, ReadMessage, ReadTime
    from cablegraph.readers.text.footnotes import Footnotes

_WHOLE_DAY = re.compile(r"\[?\d{4}-\d\d-\d\d")


def as_printed(reading: Reading, text: str, footnotes: Footnotes) -> Reading:
    """Give the reading of a text without the marks of its notes the exact words of *text*, as far as it quotes them.

    A mention with figures of which the last may call a note is left out: what it says is open.
    """
    doubtful = sorted({number.start for number in footnotes.doubtful})
    references = tuple(
        replace(one, written=text[one.span.start : one.span.end], date=_printed(one.date, text))
        for one in reading.references
        if bisect_left(doubtful, one.span.start) == bisect_left(doubtful, one.span.end)  # none of them in it
    )
    messages = tuple(_message(message, text) for message in reading.messages)
    if messages and footnotes.notes:
        messages = (_with_notes(messages, text, footnotes), *messages[1:])
    return replace(reading, messages=messages, references=references)


def _message(message: ReadMessage, text: str) -> ReadMessage:
    return replace(
        message,
        office=_words(message.office, text),
        place=_words(message.place, text),
        destination=_words(message.destination, text),
        subject=_words(message.subject, text),
        sent=_printed(message.sent, text),
        received=_printed(message.received, text),
    )


def _words(words: ReadWords | None, text: str) -> ReadWords | None:
    return ReadWords(text[words.span.start : words.span.end], words.span) if words else None


def _printed(time: ReadTime | None, text: str) -> ReadTime | None:
    return replace(time, written=text[time.span.start : time.span.end]) if time else None


def _with_notes(messages: Sequence[ReadMessage], text: str, footnotes: Footnotes) -> ReadMessage:
    """Add to the outermost message who got copies and when it came in, as the notes on its source and heading say."""
    from cablegraph.readers.frus.sourcing import read_arrival  # that room reads these notes in whole volumes

    message, is_source = messages[0], grammar().words["source_note"]
    source = next(
        (note.span for note in footnotes.notes if is_source.match(text, note.span.start, note.span.end)), None
    )
    sent = message.sent if message.sent and _WHOLE_DAY.match(message.sent.edtf) else None
    arrived = read_arrival(text, source, sent) if source and not message.received else None
    known = {copy.name.casefold() for copy in message.copies}
    told = {copy.name: copy for copy in _copies(messages, text, footnotes, source)}
    copies = [copy for copy in told.values() if copy.name.casefold() not in known]
    received = arrived if arrived and arrived.edtf else message.received
    return replace(message, copies=(*message.copies, *copies), received=received)


def _own(messages: Sequence[ReadMessage]) -> Iterator[Span]:
    """Yield the words of the outermost message between those that it carries."""
    at, end = messages[0].span.start, messages[0].span.end
    for message in messages[1:]:
        if message.span.start >= at:
            yield Span(at, message.span.start)
            at = message.span.end
    yield Span(at, max(at, end))


def _copies(
    messages: Sequence[ReadMessage], text: str, footnotes: Footnotes, source: Span | None
) -> Iterator[ReadCopy]:
    """Yield the recipients whom message and notes name; of a list that is not understood throughout none."""
    from cablegraph.readers.frus.copies import copies_in_source, copies_on_heading, read_copies

    for own in _own(messages):
        yield from read_copies(text, own) or ()
    if source:
        yield from copies_in_source(text, source) or ()
    heading = messages[0].sent.span.start if messages[0].sent else 0
    for note in footnotes.notes:
        if note.span != source and note.called and note.called <= heading:
            mark = grammar().words["note_mark"].match(text, note.span.start, note.span.end)
            yield from copies_on_heading(text, Span(mark.end() if mark else note.span.start, note.span.end)) or ()
