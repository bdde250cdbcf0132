"""Gather from an edited document what tells which mention means which message: its messages, its mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.mention import KnownMessage, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.model.edition import EditedDocument, Edition, Note
    from cablegraph.model.reading import ReadAgent, ReadReference

_NEAR = 3  # characters between a mention and the mark of its note: a bracket, a comma, a blank


def message_id(document: str, read_id: str) -> str:
    """Return the id of a message's node: that of the document for the outermost one."""
    return document if read_id == "m1" else f"{document}/{read_id}"


def known_messages(edited: EditedDocument, edition: Edition) -> Iterator[KnownMessage]:
    """Yield the messages whose words the document holds."""
    for message in edited.reading.messages:
        outermost = message.enclosed_in is None
        yield KnownMessage(
            id=message_id(edited.id, message.id),
            document=edited.id,
            collection=edition.id,
            form=message.form.text if message.form else None,
            numbers=tuple(number.text for number in message.numbers),
            sent=message.sent.edtf if message.sent else None,
            received=message.received.edtf if message.received else None,
            senders=tuple(_forms([message.sender])),
            addressees=tuple(_forms(message.addressees)),
            place=message.place.text if message.place else None,
            destination=message.destination.text if message.destination else None,
            title=edited.title if outermost else "",
        )


def mentions(edited: EditedDocument, edition: Edition) -> Iterator[Mention]:
    """Yield the mentions of other messages in the order of the text, each with the editors' note on it."""
    for number, reference in enumerate(edited.reading.references, 1):
        note = note_on(edited, reference)
        yield Mention(
            id=f"{edited.id}/r{number}",
            document=edited.id,
            within=message_id(edited.id, reference.within),
            written=reference.written,
            start=reference.span.start,
            end=reference.span.end,
            number=reference.number,
            date=reference.date.edtf if reference.date else None,
            senders=tuple(_forms([reference.sender])),
            addressees=tuple(_forms([reference.addressee])),
            plural=reference.plural,
            notes=tuple(dict.fromkeys(t.document for t in note.targets if t.document)) if note else (),
            note=edited.text[note.span.start : note.span.end] if note else "",
            note_start=note.span.start if note else 0,
            note_end=note.span.end if note else 0,
            file=edition.file,
            line=edited.line(reference.span.start) or 0,
        )


def note_on(edited: EditedDocument, reference: ReadReference) -> Note | None:
    """Return the note that is called inside a mention's words or right after them."""
    for note in edited.notes:
        if note.called is None or not reference.span.start < note.called <= reference.span.end + _NEAR:
            continue
        if not any(character.isalnum() for character in edited.text[reference.span.end : note.called]):
            return note
    return None


def _forms(agents: Iterable[ReadAgent | None]) -> Iterator[str]:
    """Yield every form of name under which agents are known: person, post, office."""
    for agent in agents:
        if agent is not None:
            yield agent.name
            if agent.post:
                yield agent.post.text
