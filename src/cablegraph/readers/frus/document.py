"""Turn each document of a volume into plain text with its notes and the machine's reading of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.edition import EditedDocument, Note, NoteTarget
from cablegraph.readers.frus.people import People
from cablegraph.readers.frus.reader import read_document
from cablegraph.readers.frus.volume import is_document
from cablegraph.readers.tei import elements, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cablegraph.model.edition import Edition
    from cablegraph.readers.tei import Element, Plain


def documents(path: Path, edition: Edition) -> Iterator[EditedDocument]:
    """Yield the documents of a volume in order, one in memory at a time; raise `FileError` where the XML is broken."""
    people = People(edition.people)
    for number, element in enumerate(elements(path, edition.file, is_document), 1):
        yield edited_document(element, edition, people, number)


def edited_document(element: Element, edition: Edition, people: People, number: int) -> EditedDocument:
    """Return one document of *edition*, the *number*th."""
    text = plain(element)
    notes = tuple(_notes(text, edition.id))
    kind, reading = read_document(element, text, notes, people)
    name = element.get("xml:id") or f"document-{number}"
    head = next((child for child in element.elements() if child.name == "head"), None)
    title = text.words(head) if head else ""
    return EditedDocument(f"{edition.id}/{name}", kind, text.text, text.body, reading, title, notes, text.lines)


def _notes(text: Plain, edition: str) -> Iterator[Note]:
    for number, note in enumerate(text.notes, 1):
        targets = tuple(
            NoteTarget(_target(ref.get("target"), edition), text.spans[ref])
            for ref in note.descendants()
            if ref.name == "ref"
        )
        name = note.get("xml:id") or f"note-{number}"
        yield Note(name, text.spans[note], text.called.get(note), targets, note.get("type") == "source")


def _target(target: str, edition: str) -> str | None:
    """Return the id of the document that a target points at: "#d12", "#d12fn3", "frus1950v06#d3"; None for a page."""
    volume, _, place = target.partition("#")
    document = place.partition("fn")[0]
    if not (document.startswith("d") and document[1:].isdigit()):
        return None
    return f"{volume or edition}/{document}"
