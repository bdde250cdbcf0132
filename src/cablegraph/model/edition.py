"""A document as a scholarly edition prints it: its words as plain text, the machine's reading, the editors' notes.

The text of a document is made from the edition's markup: one block (heading, date line, paragraph, item) after the
other with an empty line between them, white space put together, then the notes, each a block of its own. All offsets
count the characters of that text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablegraph.model.reading import Reading
    from cablegraph.model.span import Span


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """An entry of an edition's list of persons: "Ball, George W." and what the list says of him, at a line."""

    id: str
    name: str
    description: str
    line: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A volume: its id, title, file and hash, its list of persons and that of terms (abbreviation, meaning)."""

    id: str
    title: str
    file: str
    sha256: str
    people: tuple[ListedPerson, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NoteTarget:
    """A document that a note points at: its id (`frus1951v07p2/d12`, None for a page) and the note's words for it."""

    document: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    """An editors' note: where its own words stand in the text, and the offset in the body at which it is called."""

    id: str
    span: Span
    called: int | None
    targets: tuple[NoteTarget, ...] = ()
    is_source: bool = False


@dataclass(frozen=True, slots=True)
class EditedDocument:
    """One document of an edition.

    `id` is the edition's id and the document's (`frus1951v07p2/d12`), `kind` what it is ("telegram", "memorandum",
    "letter", "editorial note"), `title` its head, `body` where the document's own words stand, before the notes.
    `lines` holds pairs of an offset and the line of the file from which the text from there on was taken, in order.
    """

    id: str
    kind: str
    text: str
    body: Span
    reading: Reading
    title: str = ""
    notes: tuple[Note, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()

    def line(self, offset: int) -> int | None:
        """Return the line of the edition's file that the character at *offset* comes from."""
        found = bisect_right(self.lines, (offset, 1 << 60)) - 1
        return self.lines[found][1] if found >= 0 else None
