"""Write the records of a list of letters as XML, all that they hold, in the order that CMIF wants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from cablegraph.readers.cmif import TEI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.model.correspondence import (
        Action,
        Bibliography,
        Correspondence,
        Dating,
        Header,
        Letter,
        Link,
        Name,
        Party,
    )

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(found: Correspondence) -> bytes:
    """Return a list of letters as a CMIF file; characters that XML can't hold become U+FFFD."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<TEI{_attributes(('xmlns', TEI))}>", "  <teiHeader>"]
    lines += _header(found.header)
    lines += [f"        {_bibliography(bibliography)}" for bibliography in found.bibliographies]
    lines += ["      </sourceDesc>", "    </fileDesc>", "    <profileDesc>"]
    for letter in found.letters:
        lines += _letter(letter)
    lines += ["    </profileDesc>", "  </teiHeader>", "  <text>", "    <body>", "      <p/>", "    </body>"]
    lines += ["  </text>", "</TEI>"]
    return ("\n".join(lines) + "\n").encode()


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words))


def _attributes(*pairs: tuple[str, str | None]) -> str:
    """Return attributes with a space before each, leaving out those without a value."""
    return "".join(f" {name}={quoteattr(_NOT_XML.sub(chr(0xFFFD), value))}" for name, value in pairs if value)


def _element(name: str, words: str, *pairs: tuple[str, str | None]) -> str:
    head = f"<{name}{_attributes(*pairs)}"
    return f"{head}>{words}</{name}>" if words else f"{head}/>"


def _header(header: Header) -> Iterator[str]:
    yield from ("    <fileDesc>", "      <titleStmt>")
    yield f"        {_element('title', _text(header.title))}"
    yield from (f"        {_editor(party)}" for party in header.editors)
    yield from ("      </titleStmt>", "      <publicationStmt>")
    yield from (f"        {_publisher(party)}" for party in header.publishers)
    yield f"        {_element('idno', _text(header.url or ''), ('type', 'url'))}"
    yield f"        {_element('date', '', ('when', header.date))}"
    yield "        <availability>"
    yield f"          {_element('licence', _text(header.licence), ('target', header.licence_url))}"
    yield from ("        </availability>", "      </publicationStmt>", "      <sourceDesc>")


def _editor(party: Party) -> str:
    email = _element("email", _text(party.address)) if party.address else ""
    return _element("editor", " ".join(part for part in (_text(party.name), email) if part))


def _publisher(party: Party) -> str:
    name = _text(party.name)
    return _element("publisher", _element("ref", name, ("target", party.address)) if party.address else name)


def _bibliography(bibliography: Bibliography) -> str:
    """Return an edition, each address in its words made a link, those that are not in them put at the end."""
    words = _text(bibliography.text)
    rest = ""
    for target in bibliography.targets:
        link = _element("ref", _text(target), ("target", target))
        at = words.find(_text(target)) if len(bibliography.targets) == 1 else -1
        if at < 0:
            rest += _element("ref", "", ("target", target))
        else:
            words = words[:at] + link + words[at + len(_text(target)) :]
    return _element("bibl", words + rest, ("type", bibliography.type), ("xml:id", bibliography.id))


def _letter(letter: Letter) -> Iterator[str]:
    pairs = (
        ("key", letter.key),
        ("ref", " ".join(letter.refs)),
        ("source", " ".join(letter.sources)),
        ("sameAs", letter.same_as),
        ("xml:id", letter.id),
    )
    yield f"      <correspDesc{_attributes(*pairs)}>"
    for action in letter.actions:
        yield from _action(action)
    if letter.context:
        yield "        <correspContext>"
        yield from (f"          {_link(link)}" for link in letter.context)
        yield "        </correspContext>"
    yield from (f"        {_element('note', _text(words))}" for words in letter.notes)
    if letter.links:
        yield "        <note>"
        yield from (f"          {_link(link)}" for link in letter.links)
        yield "        </note>"
    yield "      </correspDesc>"


def _action(action: Action) -> Iterator[str]:
    yield f"        <correspAction{_attributes(('type', action.type), ('xml:id', action.id))}>"
    yield from (f"          {_name(name)}" for name in action.names)
    yield from (f"          {_date(dating)}" for dating in action.dates)
    yield from (f"          {_element('note', _text(words))}" for words in action.notes)
    yield "        </correspAction>"


def _name(name: Name) -> str:
    pairs = (("ref", " ".join(name.refs)), ("evidence", name.evidence), ("cert", name.cert))
    return _element(name.element, _text(name.text), *pairs)


def _date(dating: Dating) -> str:
    pairs = (*dating.attributes, ("evidence", dating.evidence), ("cert", dating.cert))
    return _element("date", _text(dating.text), *pairs)


def _link(link: Link) -> str:
    return _element("ref", _text(link.text), ("type", link.type), ("target", link.target))
