"""What the machine reads in one plain text by itself; printed as JSON by `cablegraph read --json`.

Offsets count the decoded file's characters from 0, the end is exclusive: `text[span.start:span.end]` are the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablegraph.model.span import Span


@dataclass(frozen=True, slots=True)
class ReadAgent:
    """A person or office as named; `status` is stated, editorial (an editor's bracket) or inferred (with reason).

    `kind` is what the words say that it is (person, post, office, group), None where they leave that open; `post` is
    the post of a person who is named with it; `listed` is the entry of an edition's list of persons that is meant.
    """

    name: str
    span: Span
    gloss: str | None = None
    status: str = "stated"
    rationale: str | None = None
    kind: str | None = None
    post: ReadWords | None = None
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """A line of a distribution list; `count` is None where the text gives no number."""

    name: str
    span: Span
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A date or time as written, in EDTF without a zone, and the zone if the text names one.

    The EDTF is "" where the words give an hour and leave its day open.
    """

    written: str
    edtf: str
    span: Span
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class ReadWords:
    """A fact that is its own words: a number, a place, a form, an office, a marking."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """One message of a document; `enclosed_in` is the id of the message whose text carries it.

    `joint` are those who send it together with the sender; `authors` worded it and are not its senders;
    `signers` signed it, which does not say that they worded it. `brought` are the words by which an enclosed message
    had come to whoever sends the one around it ("handed me").
    """

    id: str
    span: Span
    enclosed_in: str | None = None
    form: ReadWords | None = None
    numbers: tuple[ReadWords, ...] = ()
    office: ReadWords | None = None
    sender: ReadAgent | None = None
    addressees: tuple[ReadAgent, ...] = ()
    via: tuple[ReadAgent, ...] = ()
    copies: tuple[ReadCopy, ...] = ()
    place: ReadWords | None = None
    destination: ReadWords | None = None
    sent: ReadTime | None = None
    received: ReadTime | None = None
    markings: tuple[ReadWords, ...] = ()
    subject: ReadWords | None = None
    joint: tuple[ReadAgent, ...] = ()
    authors: tuple[ReadAgent, ...] = ()
    signers: tuple[ReadAgent, ...] = ()
    brought: ReadWords | None = None


@dataclass(frozen=True, slots=True)
class ReadReference:
    """A mention, in the message `within`, of a message that is not quoted in full in the document.

    `form` is what the mention calls it ("telegram", "despatch", "letter"); `also` holds pairs of a post and the number
    that the same message has there ("repeated Rome 12"); `owner` are the words that say whose it is ("Emb", "your").
    `step` is 1 for the message after the mentioning one ("next following telegram"), -1 for the one before it.
    """

    within: str
    written: str
    span: Span
    date: ReadTime | None = None
    number: str | None = None
    sender: ReadAgent | None = None
    addressee: ReadAgent | None = None
    plural: bool = False
    form: str | None = None
    also: tuple[tuple[str, str], ...] = ()
    owner: str | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """What the reader could not place: line and column count from 1."""

    line: int
    column: int
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The machine's reading of one document: messages in the order in which they begin, references in text order."""

    characters: int
    messages: tuple[ReadMessage, ...]
    references: tuple[ReadReference, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
