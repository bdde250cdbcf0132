"""Turn a volume of an edition into documents: first the volume itself with its list of persons, then each document."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cablegraph.corpus.correspondence import known_messages, mentions
from cablegraph.model.statement import Document, Node
from cablegraph.readers import frus
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cablegraph.corpus.registers import Registers
    from cablegraph.model.edition import EditedDocument, Edition


def documents(path: Path, shown: str, registers: Registers) -> Iterator[Document]:
    """Yield the volume as a document of its own, then every document in it; *shown* is the file as the user named it.

    Raise `FileError` with line and column where the XML is broken.
    """
    edition = frus.open_edition(path, shown)
    yield _volume(edition)
    for edited in frus.documents(path, edition):
        yield _document(edited, edition)


def _volume(edition: Edition) -> Document:
    source = Node(Kind.SOURCE, edition.id)
    return Document(edition.id, edition.file, "", edition.sha256, {source: edition.title}, ())


def _document(edited: EditedDocument, edition: Edition) -> Document:
    """Return one document with all that is said of it."""
    witness = Node(Kind.WITNESS, edited.id)
    return Document(
        id=edited.id,
        file=edition.file,
        text=edited.text,
        sha256=hashlib.sha256(edited.text.encode()).hexdigest(),
        labels={witness: f"text of {edited.id}"},
        statements=(),
        messages=tuple(known_messages(edited, edition)),
        mentions=tuple(mentions(edited, edition)),
    )
