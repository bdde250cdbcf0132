"""Read what stands in front of a volume's documents: its id and title, the lists of persons and of abbreviations."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from cablegraph.errors import FileError, Position
from cablegraph.model.edition import Edition, ListedPerson
from cablegraph.readers.tei import elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cablegraph.readers.tei import Element

_HEAD = 1 << 16  # the volume's id stands in the first few thousand bytes
_ID = re.compile(rb"""<idno[^>]*\stype\s*=\s*["']frus["'][^>]*>\s*(frus[\w.-]+)\s*<""")
_USABLE = re.compile(r"[A-Za-z][\w.-]*")
_SECTIONS = frozenset({"persons", "terms"})


def sniff(path: Path) -> bool:
    """Say whether a file looks like a volume: whether its first bytes hold an `idno` of the type `frus`."""
    try:
        with path.open("rb") as stream:
            return bool(_ID.search(stream.read(_HEAD)))
    except OSError:
        return False


def open_edition(path: Path, shown: str = "") -> Edition:
    """Read a volume's header and lists; *shown* is the file as the user named it.

    Raise `FileError` where the XML is broken before the first document, or the volume has no id.
    """
    shown = shown or str(path)
    digest = _digest(path, shown)
    header: Element | None = None
    people: tuple[ListedPerson, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    for element in elements(path, shown, _is_front):
        if element.name == "teiHeader":
            header = header or element
        elif is_document(element.name, element.attributes):
            break  # the lists stand in front of the documents
        elif element.get("xml:id") == "persons":
            people = tuple(_people(element))
        else:
            terms = tuple(_terms(element))
    name = _identifier(header)
    if header is None or not _USABLE.fullmatch(name):
        advice = 'Its header should hold <idno type="frus">, for example frus1951v07p2.'
        raise FileError("The volume has no id.", advice, Position(shown))
    return Edition(name, _title(header) or name, shown, digest, people, terms)


def is_document(name: str, attributes: Mapping[str, str]) -> bool:
    """Say whether an element is a document of the volume."""
    return name == "div" and attributes.get("type") == "document"


def _is_front(name: str, attributes: Mapping[str, str]) -> bool:
    front = name == "div" and attributes.get("xml:id") in _SECTIONS
    return name == "teiHeader" or front or is_document(name, attributes)


def _digest(path: Path, shown: str) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise FileError(f"The file can't be read: {error.strerror}.", "", Position(shown)) from None


def _identifier(header: Element | None) -> str:
    ids = (e.words for e in header.descendants() if e.name == "idno" and e.get("type") == "frus") if header else ()
    return next(iter(ids), "")


def _title(header: Element) -> str:
    """Return the volume's title, the complete one where several are given."""
    titles = [element for element in header.descendants() if element.name == "title" and element.words]
    return next((t.words for t in titles if t.get("type") == "complete"), titles[0].words if titles else "")


def _people(section: Element) -> Iterator[ListedPerson]:
    """Yield the entries of the list of persons: what stands before the first comma after the name is the name."""
    for item in section.descendants():
        name = item.find("persName") if item.name == "item" else None
        if name is not None and name.get("xml:id"):
            words = name.words.strip(" ,;")
            rest = item.words.partition(name.words)[2].strip(" ,;")
            yield ListedPerson(name.get("xml:id"), words, rest, name.line)


def _terms(section: Element) -> Iterator[tuple[str, str]]:
    for item in section.descendants():
        term = item.find("term") if item.name == "item" else None
        if term is not None:
            words = term.words.strip(" ,;")
            yield words, item.words.partition(term.words)[2].strip(" ,;")
