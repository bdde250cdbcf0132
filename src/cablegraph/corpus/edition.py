"""Turn a volume of an edition into documents: first the volume itself with its list of persons, then each document."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cablegraph.corpus.edited import EditedTeller
from cablegraph.corpus.known import known_messages
from cablegraph.corpus.scope import Scope
from cablegraph.errors import Position
from cablegraph.model.statement import Basis, Document, Node, Statement, Status
from cablegraph.readers import frus
from cablegraph.vocabulary import AGENT_CLASSES, PROGRAM, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cablegraph.corpus.registers import Registers
    from cablegraph.model.edition import EditedDocument, Edition

_ADDRESS = "https://history.state.gov/historicaldocuments/"


def documents(path: Path, shown: str, registers: Registers) -> Iterator[Document]:
    """Yield the volume as a document of its own, then every document in it; *shown* is the file as the user named it.

    Raise `FileError` with line and column where the XML is broken.
    """
    edition = frus.open_edition(path, shown)
    yield _volume(edition)
    for order, edited in enumerate(frus.documents(path, edition), 1):
        yield _document(edited, edition, registers, order)


def _volume(edition: Edition) -> Document:
    """Return what the volume says of itself and of the persons in its list."""
    source = Node(Kind.SOURCE, edition.id)
    labels = {source: edition.title}
    classes: dict[Node, tuple[str, ...]] = {}
    where = Position(edition.file)
    basis = Basis(Status.EDITORIAL, PROGRAM, (), "The header of the volume says so.", edition.id)
    url = Basis(
        Status.INFERRED, PROGRAM, (), "The Office of the Historian publishes each volume under its id.", edition.id
    )
    statements = [
        Statement(source, "title", edition.title, basis, where),
        Statement(source, "url", f"{_ADDRESS}{edition.id}", url, where),
    ]
    listed = Basis(Status.EDITORIAL, PROGRAM, (), "The volume's list of persons has this entry.", edition.id)
    for person in edition.people:
        node = Node(Kind.AGENT, f"{edition.id}/{person.id}")
        labels[node] = person.name
        classes[node] = (AGENT_CLASSES["person"],)
        statements.append(Statement(node, "name", person.name, listed, Position(edition.file, person.line)))
    return Document(edition.id, edition.file, "", edition.sha256, labels, tuple(statements), classes)


def _document(edited: EditedDocument, edition: Edition, registers: Registers, order: int) -> Document:
    """Return one document with all that is said of it; *order* is its place in the volume."""
    scope = Scope(edited.id, edited.text, registers, PROGRAM)
    scope.add(Node(Kind.WITNESS, edited.id), f"text of {edited.id}")
    EditedTeller(scope, edited, edition).tell(edited.reading)
    return Document(
        id=edited.id,
        file=edition.file,
        text=edited.text,
        sha256=hashlib.sha256(edited.text.encode()).hexdigest(),
        labels=scope.labels,
        statements=tuple(scope.statements),
        classes=scope.classes,
        messages=tuple(known_messages(edited, edition, order)),
        mentions=tuple(scope.mentions),
        problems=edited.reading.problems,
    )
