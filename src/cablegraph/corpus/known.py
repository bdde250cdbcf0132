"""Gather from an edited document what tells which mention means which message: its messages, its mentions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.model.mention import KnownMessage, Mention
from cablegraph.readers.text.own_numbers import repetitions, repetitions_in_note
from cablegraph.readers.text.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.model.edition import EditedDocument, Edition, Note
    from cablegraph.model.reading import ReadAgent, ReadReference

_NEAR = 3  # characters between a mention and the mark of its note: a bracket, a comma, a blank
_ADDED = re.compile(r" (?:attached|enclosed|above|below)[.,;)]{0,2}")
_FAR = len(" attached.)")


def message_id(document: str, read_id: str) -> str:
    """Return the id of a message's node: that of the document for the outermost one."""
    return document if read_id == "m1" else f"{document}/{read_id}"


def known_messages(edited: EditedDocument, edition: Edition, order: int = 0) -> Iterator[KnownMessage]:
    """Yield the messages whose words the document holds; *order* is its place in the edition."""
    for message in edited.reading.messages:
        outermost = message.enclosed_in is None
        yield KnownMessage(
            id=message_id(edited.id, message.id),
            document=edited.id,
            collection=edition.id,
            form=message.form.text if message.form else None,
            numbers=tuple(number.text for number in message.numbers),
            sent=message.sent.edtf if message.sent else None,
            received=(message.received.edtf or None) if message.received else None,
            senders=tuple(_forms((message.sender, *message.joint, *message.authors, *message.signers))),
            addressees=tuple(_forms(message.addressees)),
            place=message.place.text if message.place else None,
            destination=message.destination.text if message.destination else None,
            title=edited.title if outermost else "",
            also=tuple(_repetitions(edited)) if outermost else (),
            sketch=sketch(edited.text, message.span.start, message.span.end),
            order=order,
        )


def _repetitions(edited: EditedDocument) -> Iterator[tuple[str, str]]:
    """Yield the numbers that the document has at other posts, as its own words or the notes on its heading say."""
    start, end = edited.body.start, edited.body.end
    yield from repetitions(edited.text, start, end)
    begin = edited.reading.messages[0].span.start
    for note in edited.notes:
        if note.called is not None and note.called <= begin and not note.targets:
            yield from repetitions_in_note(edited.text[note.span.start : note.span.end])


def mention_of(name: str, document: str, within: str, reference: ReadReference) -> Mention:
    """Return a mention as read, under the id *name* of its node; the message *within* makes it."""
    date = reference.date
    return Mention(
        id=name,
        document=document,
        within=within,
        written=reference.written,
        start=reference.span.start,
        end=reference.span.end,
        form=reference.form,
        number=reference.number,
        date=date.edtf if date else None,
        date_written=date.written if date else None,
        date_start=date.span.start if date else 0,
        date_end=date.span.end if date else 0,
        senders=tuple(_forms([reference.sender])),
        addressees=tuple(_forms([reference.addressee])),
        owner=reference.owner,
        plural=reference.plural,
        also=reference.also,
        step=reference.step,
    )


def note_on(edited: EditedDocument, reference: ReadReference) -> Note | None:
    """Return the note that is called inside a mention's words or right after them."""
    for note in edited.notes:
        if note.called is None or not reference.span.start < note.called <= reference.span.end + _FAR:
            continue
        between = edited.text[reference.span.end : note.called]
        near = len(between) <= _NEAR and not any(character.isalnum() for character in between)
        if near or _ADDED.fullmatch(between):
            return note
    return None


def _forms(agents: Iterable[ReadAgent | None]) -> Iterator[str]:
    """Yield every form of name under which agents are known: person, post, office."""
    for agent in agents:
        if agent is not None:
            yield agent.name
            if agent.post:
                yield agent.post.text
            if agent.gloss:
                yield agent.gloss
