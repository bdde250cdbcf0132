"""Complete the reading of a document pasted from an edition: its exact words, and what the editors' notes say of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.model.reading import ReadCopy, Reading, ReadMessage, ReadTime
    from cablegraph.readers.text.footnotes import Footnotes

_WHOLE_DAY = re.compile(r"\[?\d{4}-\d\d-\d\d")
OWN_WORDS = ("office", "place", "destination", "subject")


def as_printed(reading: Reading, text: str, footnotes: Footnotes) -> Reading:
    """Give the reading of a text without the marks of its notes the exact words of *text*, as far as it quotes them.

    A mention with figures of which the last may call a note is left out: what it says is open.
    """
    references = tuple(
        replace(one, written=text[one.span.start : one.span.end], date=_printed(one.date, text))
        for one in reading.references
        if not any(one.span.start <= number.start < one.span.end for number in footnotes.doubtful)
    )
    messages = tuple(_message(message, text) for message in reading.messages)
    return replace(reading, messages=messages, references=references)


def _message(message: ReadMessage, text: str) -> ReadMessage:
    words = {name: _words(getattr(message, name), text) for name in OWN_WORDS}
    sent, received = _printed(message.sent, text), _printed(message.received, text)
    return replace(message, sent=sent, received=received, **words)


def _words(words: ReadWords | None, text: str) -> ReadWords | None:
    return ReadWords(text[words.span.start : words.span.end], words.span) if words else None


def _printed(time: ReadTime | None, text: str) -> ReadTime | None:
    return replace(time, written=text[time.span.start : time.span.end]) if time else None


def with_editors_facts(reading: Reading, text: str, footnotes: Footnotes) -> Reading:
    """Add to the outermost message who got copies and when it came in, as the notes on its source and heading say."""
    from cablegraph.readers.frus.sourcing import read_arrival  # that room reads these notes in whole volumes

    if not reading.messages:
        return reading
    message, *carried = reading.messages
    source = next(
        (
            note.span
            for note in footnotes.notes
            if grammar().words["source_note"].match(text[note.span.start : note.span.end])
        ),
        None,
    )
    sent = message.sent if message.sent and _WHOLE_DAY.match(message.sent.edtf) else None
    arrived = read_arrival(text, source, sent) if source and not message.received else None
    known = {copy.name.casefold() for copy in message.copies}
    copies = [copy for copy in _copies(message, text, footnotes, source) if copy.name.casefold() not in known]
    message = replace(
        message,
        copies=(*message.copies, *copies),
        received=arrived if arrived and arrived.edtf else message.received,
    )
    return replace(reading, messages=(message, *carried))


def _copies(message: ReadMessage, text: str, footnotes: Footnotes, source: Span | None) -> Iterator[ReadCopy]:
    """Yield the recipients whom the notes name; of a list that is not understood throughout none."""
    from cablegraph.readers.frus.copies import copies_in_source, copies_on_heading

    if source:
        yield from copies_in_source(text, source) or ()
    heading = message.sent.span.start if message.sent else 0
    for note in footnotes.notes:
        if note.span != source and note.called and note.called <= heading:
            start = grammar().words["note_mark"].match(text, note.span.start, note.span.end)
            span = Span(start.end() if start else note.span.start, note.span.end)
            yield from copies_on_heading(text, span) or ()
