"""Know which files of a data folder are editions, and read each by its own room."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cablegraph.corpus.registers import Registers
    from cablegraph.model.statement import Document

FRUS = "frus"
CMIF = "cmif"


def kind_of(path: Path) -> str | None:
    """Return which kind of edition an XML file is by its beginning, None where it is none that can be read."""
    from cablegraph.readers import cmif, frus

    if cmif.sniff(path):
        return CMIF
    return FRUS if frus.sniff(path) else None


def documents(kind: str, path: Path, shown: str, registers: Registers) -> Iterator[Document]:
    """Yield the documents of an edition, the edition's own facts first; *shown* is the file's path as users know it.

    Raise `FileError` with line and column where the file is broken, which may be after some documents.
    """
    from cablegraph.corpus import correspondence, edition

    if kind == CMIF:
        return correspondence.documents(path, shown, registers)
    return edition.documents(path, shown, registers)


def count(kind: str, path: Path) -> int:
    """Return about how many documents an edition's file holds, by its marks alone; a list of letters is one."""
    if kind == CMIF:
        return 1
    with path.open("rb") as stream:
        return sum(line.count(b'type="document"') for line in stream)
