"""Turn a list of letters (a CMIF file) into a document: its words are the file's, and every statement points into it.

All that the list says is editorial, with the edition it names as its source (else the list itself), for whoever made
it took it from there. A letter is a message whose text the data does not hold.

People, organisations and places that have a URI of an authority file are one node in the whole corpus; those without
are one node for each form of name in this list. The URI is kept as `dcterms:identifier`, as the number by which an
authority file knows the thing: that merges nothing, while owl:sameAs would make all that is said of two things said of
both, and skos:exactMatch is for links that somebody has weighed.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cablegraph.corpus.authorities import is_reserved
from cablegraph.corpus.letters import datings, party_names, sure_date, write_letter
from cablegraph.corpus.listing import Listing, unused
from cablegraph.errors import FileError, Position
from cablegraph.files import read_bytes
from cablegraph.model.mention import KnownMessage
from cablegraph.model.statement import Document, Node
from cablegraph.readers import cmif
from cablegraph.vocabulary import Kind, slug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cablegraph.corpus.registers import Registers
    from cablegraph.model.correspondence import Correspondence, Letter


LARGEST = 16_000_000  # bytes, some 20,000 letters: all that such a list says takes about 2 GB of memory


def documents(path: Path, shown: str, registers: Registers) -> Iterator[Document]:  # noqa: ARG001 (as for other kinds)
    """Yield the one document that a CMIF file makes; *shown* is the file's name as the user knows it.

    Raise `FileError` with line and column where the file can't be read.
    """
    data = read_bytes(path)
    if len(data) > LARGEST:
        what = f"The list has {len(data):,} bytes; lists are read whole, up to {LARGEST:,}."
        raise FileError(what, "Split it into several files.", Position(shown))
    found = cmif.read(data, shown)
    name = slug(PurePath(shown).stem)
    if is_reserved(name):
        what = f'A list of letters can\'t be called "{name}", which is the name of an authority file.'
        raise FileError(what, "Give the file another name.", Position(shown))
    listing = Listing(name, f'"{found.header.title}"' if found.header.title else name)
    _write_list(listing, found)
    sources = _write_sources(listing, found)
    messages = _messages(name, found.letters)
    for letter, message in zip(found.letters, messages, strict=True):
        write_letter(listing, letter, message, _sources(letter, sources, name))
    yield Document(
        id=name,
        file=shown,
        text=cmif.decode(data, shown),
        sha256=hashlib.sha256(data).hexdigest(),
        labels=listing.labels,
        statements=tuple(listing.statements),
        classes=listing.classes(),
        problems=found.problems,
        media_type="application/tei+xml",
        messages=tuple(
            _known(letter, message, listing) for letter, message in zip(found.letters, messages, strict=True)
        ),
    )


def _write_list(listing: Listing, found: Correspondence) -> None:
    """State what the file says of itself: it is a source too, and the text of this document."""
    header, where = found.header, found.letters[0].where
    source = Node(Kind.SOURCE, listing.document)
    witness = Node(Kind.WITNESS, listing.document)
    listing.labels[source] = header.title or listing.document
    listing.labels[witness] = f"list of letters {listing.document}"
    spans = dict(header.spans)
    facts = [
        ("title", header.title, spans.get("title")),
        *(("editor", party.name, party.span) for party in header.editors),
        *(("publisher", party.name, party.span) for party in header.publishers),
        ("url", header.url, spans.get("url")),
        ("issued", header.date, spans.get("date")),
        ("licence", header.licence_url, spans.get("licence")),
        ("rights", header.licence, spans.get("licence")),
    ]
    for name, value, span in facts:
        if value:
            listing.say(source, name, value, listing.basis(span, source.id), where)
    listing.say(witness, "textSource", source, listing.basis(spans.get("title"), source.id), where)


def _write_sources(listing: Listing, found: Correspondence) -> dict[str, str]:
    """State which editions the list draws on; return their ids by their xml:id."""
    ids: dict[str, str] = {}
    for number, bibliography in enumerate(found.bibliographies, 1):
        name = f"{listing.document}/{bibliography.id or number}"
        ids[bibliography.id or ""] = name
        node = Node(Kind.SOURCE, name)
        listing.labels[node] = bibliography.text or name
        basis = listing.basis(bibliography.span, listing.document)
        if bibliography.text:
            listing.say(node, "title", bibliography.text, basis, bibliography.where)
        for target in bibliography.targets:
            listing.say(node, "url", target, basis, bibliography.where)
    ids.pop("", None)
    return ids


def _sources(letter: Letter, sources: dict[str, str], otherwise: str) -> list[str]:
    """Return the ids of the editions that a letter's @source names, else that of the list."""
    names = (source.rpartition("#")[2] for source in letter.sources)
    return [sources[name] for name in names if name in sources] or [otherwise]


def _messages(document: str, letters: tuple[Letter, ...]) -> list[Node]:
    """Return a node for each letter, named by its number, else by the end of its address, else by its place."""
    taken: set[str] = set()
    nodes = []
    for number, letter in enumerate(letters, 1):
        name = unused(_letter_name(letter) or str(number), taken)
        taken.add(name)
        nodes.append(Node(Kind.MESSAGE, f"{document}/{name}"))
    return nodes


def _letter_name(letter: Letter) -> str:
    if letter.key:
        return slug(letter.key)
    if not letter.refs:
        return ""
    parts = urlsplit(letter.refs[0])
    ends = [part for part in re.split(r"[/:]", f"{parts.path}/{parts.query}/{parts.fragment}") if slug(part)]
    return slug(ends[-1]) if ends else slug(letter.refs[0])


def _known(letter: Letter, message: Node, listing: Listing) -> KnownMessage:
    """Return what a resolver needs to know of a letter."""
    dates = [[sure_date(dating) for dating in datings(letter, kind)] for kind in ("sent", "received")]
    sent, received = (next((date for date in found if date), None) for found in dates)
    places = [
        [n.text for action in letter.actions if action.type == kind for n in action.names if n.is_place and n.text]
        for kind in ("sent", "received")
    ]
    place, destination = (next(iter(found), None) for found in places)
    return KnownMessage(
        id=message.id,
        document=listing.document,
        collection=listing.document,
        numbers=(letter.key,) if letter.key else (),
        sent=sent,
        received=received,
        senders=tuple(party_names(letter, "sent")),
        addressees=tuple(party_names(letter, "received")),
        place=place,
        destination=destination,
        title=listing.labels[message],
    )
