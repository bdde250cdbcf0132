"""What tells which mention means which message: the messages of a corpus and the mentions in it, in plain words.

Both records are flat, so that they can be written to disk beside the quads of a document and read again.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownMessage:
    """A message whose text is in the corpus.

    `id` is that of its node; `collection` that of the edition or folder it is in; `sent` and `received` are in EDTF;
    senders and addressees are every form by which each is named: person, post, office.
    `also` holds pairs of a post and the number that the same message has there ("repeated Hanoi 25"); `sketch` are
    numbers that stand for its words (`cablegraph.readers.text.sketch`), by which two texts are compared without them.
    `order` is the document's place in an edition that is in order of time, from 1; 0 where nothing is known of it.
    """

    id: str
    document: str
    collection: str
    form: str | None = None
    numbers: tuple[str, ...] = ()
    sent: str | None = None
    received: str | None = None
    senders: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    place: str | None = None
    destination: str | None = None
    title: str = ""
    also: tuple[tuple[str, str], ...] = ()
    sketch: tuple[int, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a message in another one, at text[start:end] of `document`.

    `id` is that of the reference's node, `within` that of the message that mentions; `sender_id` and `addressee_id` are
    the ids of the agents' nodes, where somebody is named or worked out. `date_written` are the date's own words, from
    `date_start` to `date_end`, which stand in the footnote if `date_in_note`. `notes` are the ids of the
    documents at which the editors' footnote on the mention points, empty where there is none; `note` are the words of
    that footnote, from `note_start` to `note_end`. `step` is 1 for the message after the mentioning one ("immediately
    following telegram"), -1 for the one before it.
    """

    id: str
    document: str
    within: str
    written: str
    start: int
    end: int
    form: str | None = None
    number: str | None = None
    date: str | None = None
    date_written: str | None = None
    date_start: int = 0
    date_end: int = 0
    date_in_note: bool = False
    senders: tuple[str, ...] = ()
    sender_id: str | None = None
    sender_reason: str = ""
    addressees: tuple[str, ...] = ()
    addressee_id: str | None = None
    addressee_reason: str = ""
    owner: str | None = None
    plural: bool = False
    also: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    note: str = ""
    note_start: int = 0
    note_end: int = 0
    file: str = ""
    line: int = 0
    step: int = 0
