"""Read a whole CMIF file: its header, then letter by letter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.errors import FileError, Position
from cablegraph.files import read_bytes
from cablegraph.model.correspondence import Correspondence, Header, Letter
from cablegraph.readers.cmif import rules
from cablegraph.readers.cmif.letters import bibliography, editor, letter, publisher
from cablegraph.readers.cmif.xml import TEI, Element, decode, parse

if TYPE_CHECKING:
    from pathlib import Path

_SNIFFED = 1 << 18


def sniff(path: Path) -> bool:
    """Say whether the first 256 kB of a file look like a TEI header that describes letters; never raise."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_SNIFFED)
    except OSError:
        return False
    # UTF-16 is not UTF-8 with a zero beside each character, but near enough for a look.
    plain = start.replace(b"\0", b"")
    return TEI.encode() in plain and b"teiHeader" in plain and b"<correspDesc" in plain


def read(data: bytes, file: str) -> Correspondence:
    """Return all that a CMIF file says; *file* is its name in messages.

    Raise `FileError` with line and column where it is no well-formed XML, no TEI, describes no letter, or is the
    edition of one letter with its text.
    """
    letters: list[Letter] = []

    def keep(element: Element) -> bool:
        if element.name == "correspDesc":
            letters.append(letter(element))
        return element.name != "correspDesc"

    root = parse(decode(data, file), file, keep)
    if root.name not in {"TEI", "teiCorpus"}:
        what = f'The outermost element is "{root.name.rpartition("}")[2]}", which is not the TEI\'s.'
        raise FileError(what, f'A list of letters begins with <TEI xmlns="{TEI}">.', root.where)
    if not letters:
        advice = "Each letter needs a correspDesc in teiHeader/profileDesc."
        raise FileError("The file describes no letter.", advice, Position(file))
    text = root.first("text")
    if text and text.text and len(letters) == 1:
        what = "The file holds the text of a letter; it is an edition of it and no list of letters."
        raise FileError(what, "A list has an empty body and a correspDesc for each letter.", text.where)
    bibliographies = tuple(
        bibliography(element)
        for part in root.descendants()
        if part.name in {"sourceDesc", "listBibl"}
        for element in part.all("bibl")
    )
    found = Correspondence(_header(root), bibliographies, tuple(letters))
    return replace(found, problems=tuple(rules.problems(found)))


def read_file(path: Path) -> Correspondence:
    """Return all that a CMIF file on disk says; raise `FileError` as `read` does, or where it can't be read."""
    return read(read_bytes(path), str(path))


def _header(root: Element) -> Header:
    titles = root.first("teiHeader", "fileDesc", "titleStmt")
    publication = root.first("teiHeader", "fileDesc", "publicationStmt")
    title = titles.first("title") if titles else None
    url, date, licence = (
        publication.first(*path) if publication else None
        for path in (("idno",), ("date",), ("availability", "licence"))
    )
    found = {"title": title, "url": url, "date": date, "licence": licence}
    return Header(
        title=title.text if title else "",
        editors=tuple(editor(element) for element in titles.all("editor")) if titles else (),
        publishers=tuple(publisher(element) for element in publication.all("publisher")) if publication else (),
        url=(url.text or None) if url else None,
        date=(date.get("when") or date.text or None) if date else None,
        licence=licence.text if licence else "",
        licence_url=(" ".join(licence.tokens("target")) or None) if licence else None,
        spans=tuple((name, element.span) for name, element in found.items() if element),
    )
