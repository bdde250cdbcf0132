"""Read one document: its messages, what they mention, and what could not be placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.errors import FileError, Position
from cablegraph.model.reading import Problem, Reading
from cablegraph.readers.text.editing import as_printed
from cablegraph.readers.text.footnotes import find_footnotes
from cablegraph.readers.text.frame import document_lines
from cablegraph.readers.text.inference import infer
from cablegraph.readers.text.layers import read_layers
from cablegraph.readers.text.lines import line_starts, position
from cablegraph.readers.text.mentions import mentions
from cablegraph.readers.text.messages import document_context, freeze
from cablegraph.readers.text.names import may_be_same
from cablegraph.times.written import find_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.model.reading import ReadAgent, ReadMessage, ReadReference
    from cablegraph.readers.text.layers import Layer
    from cablegraph.times.written import WrittenTime

LONGEST_TEXT = 5 * 1024 * 1024  # characters: no document of the genre comes near it


def read(text: str, file: str | None = None) -> Reading:
    """Read the plain text of one document; any text gives a reading, an empty one no messages.

    Offsets count the characters of *text* as it is. *file* is named where a text of more than 5 MB is refused.
    """
    if len(text) > LONGEST_TEXT:
        advice = "Split it: a file holds the text of one document, with all that this one encloses."
        raise FileError(f"The text has {len(text):,} characters; the reader takes 5 MB.", advice, _place(file))
    # A byte order mark is a character of the text, but no word of it.
    text = text.replace("\ufeff", " ", 1) if text.startswith("\ufeff") else text
    footnotes = find_footnotes(text)
    bare = footnotes.without_marks(text)
    reading = _read(bare, footnotes.start)
    return as_printed(reading, text, footnotes) if footnotes.notes or bare != text else reading


def _read(text: str, end: int | None) -> Reading:
    """Read a text in which the editors' notes begin at *end*, where that is known."""
    lines, notes = document_lines(text, end)
    if not lines:
        return Reading(len(text), ())
    root = read_layers(text, lines, notes if end is None else [])
    layers = list(root.walk())
    infer(layers)
    times = list(find_times(text))
    context = document_context(times, root)
    ids = {id(layer): f"m{number}" for number, layer in enumerate(layers, 1)}
    messages = tuple(freeze(text, layer, ids, context) for layer in layers)
    found = [
        reference
        for layer, message in zip(layers, messages, strict=True)
        for reference in mentions(text, layer, message, context)
    ]
    references = sorted(_unquoted(found, messages), key=lambda reference: reference.span.start)
    return Reading(len(text), messages, tuple(references), tuple(_problems(text, layers, times)))


def _place(file: str | None) -> Position | None:
    return Position(file) if file else None


def _unquoted(references: Sequence[ReadReference], messages: Sequence[ReadMessage]) -> list[ReadReference]:
    """Leave out mentions of messages which the document holds: of the message itself, or of one quoted in full.

    Number and day, or the hour, must be those of the message, and so must the sender where it is another message.
    """
    by_id = {message.id: message for message in messages}
    quoted: dict[tuple[str, str], list[ReadMessage]] = {}
    for message in messages:
        if message.enclosed_in and message.sender:
            said = {number.text for number in message.numbers} | ({message.sent.edtf} if message.sent else set())
            # Of what stands beside it: the answer to it names the day alone.
            said.add(f"{message.enclosed_in} {message.sent.edtf[:10] if message.sent else ''}")
            for fact in said:
                quoted.setdefault((_last_name(message.sender), fact), []).append(message)

    def is_held(reference: ReadReference) -> bool:
        own = by_id[reference.within]
        if any(reference.span.start <= number.span.start < reference.span.end for number in own.numbers):
            return True
        if reference.date and own.sent and any(number.text == reference.number for number in own.numbers):
            return reference.date.edtf[:10] == own.sent.edtf[:10]
        if _is_own(reference, own):
            return True
        fact = reference.number or (reference.date and reference.date.edtf)
        if not (reference.sender and fact):
            return False
        beside = f"{own.enclosed_in} {fact}" if own.enclosed_in else fact
        found = [one for said in {fact, beside} for one in quoted.get((_last_name(reference.sender), said), ())]
        return any(one.id != reference.within and _may_be(reference, one) for one in found)

    return [reference for reference in references if not is_held(reference)]


def _is_own(reference: ReadReference, own: ReadMessage) -> bool:
    """Say whether a number behind a post is that of the message itself, which the head of its next page says again."""
    if reference.sender is None or not any(number.text == reference.number for number in own.numbers):
        return False
    sender = (own.sender.name, own.sender.gloss or "") if own.sender else ()
    post = reference.sender.name.casefold()
    return any(post in name.casefold() for name in (*sender, own.place.text if own.place else "") if name)


def _last_name(agent: ReadAgent) -> str:
    return agent.name.casefold().split()[-1] if agent.name.split() else ""


def _may_be(reference: ReadReference, message: ReadMessage) -> bool:
    """Say whether a mention may be of a message with its number or day: sender, form and addressee may not differ."""
    if not (reference.sender and message.sender and may_be_same(reference.sender.name, message.sender.name)):
        return False
    if reference.number:
        return True
    called = message.form.text if message.form else None
    if reference.form and called and ("letter" in reference.form) != ("letter" in called):
        return False
    to = reference.addressee
    if to is None or not message.addressees:
        return True
    known = {name.casefold() for agent in message.addressees for name in (agent.name, agent.gloss) if name}
    return any(name.casefold() in known for name in (to.name, to.gloss) if name)


def _problems(text: str, layers: Sequence[Layer], times: Sequence[WrittenTime]) -> Iterator[Problem]:
    """Yield what the reader could not place, in text order: header lines, and dates that no calendar has."""
    found = {
        line.start: f"The header line “{line.text[:60]}” fits no form of the grammar."
        for layer in layers
        for line in layer.unplaced
    }
    found |= {
        line.start: f"The line “{line.text[:60]}” under the signature fits no form of the grammar."
        for layer in layers
        for line in layer.facts.unread
    }
    said = [time for layer in layers for time in layer.facts.times()]
    for time in (*times, *said):
        if not time.days:
            found[time.start] = f"No calendar has the day “{time.written}”, so the date is left open."
    starts = line_starts(text) if found else []
    for offset, message in sorted(found.items()):
        yield Problem(*position(starts, offset), "warning", message)
