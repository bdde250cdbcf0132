"""Turn the elements of a list of letters into records, each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.correspondence import Action, Bibliography, Dating, Letter, Link, Name, Party
from cablegraph.times.dating import ATTRIBUTES

if TYPE_CHECKING:
    from cablegraph.readers.cmif.xml import Element

NAMES = ("persName", "orgName", "name", "placeName")


def letter(element: Element) -> Letter:
    """Return the letter that a correspDesc describes."""
    notes = tuple(element.all("note"))
    contexts = element.all("correspContext")
    return Letter(
        key=element.get("key"),
        refs=element.tokens("ref"),
        sources=element.tokens("source"),
        id=element.get("xml:id"),
        same_as=element.get("sameAs"),
        actions=tuple(action(child) for child in element.all("correspAction")),
        notes=tuple(note.text for note in notes if _has_own_words(note)),
        links=tuple(link(child) for note in notes for child in note.all("ref")),
        context=tuple(link(child) for context in contexts for child in context.all("ref")),
        where=element.where,
        span=element.tag,
    )


def _has_own_words(note: Element) -> bool:
    """Say whether a note has words beside those of its references."""
    return bool(note.text) and note.text != " ".join(child.text for child in note.all("ref") if child.text)


def action(element: Element) -> Action:
    """Return one act of a letter's journey."""
    return Action(
        type=element.get("type") or "",
        names=tuple(name(child) for child in element.all(*NAMES)),
        dates=tuple(dating(child) for child in element.all("date")),
        id=element.get("xml:id"),
        notes=tuple(child.text for child in element.all("note") if child.text),
        where=element.where,
        span=element.tag,
    )


def name(element: Element) -> Name:
    """Return who or what is named."""
    return Name(
        element=element.name,
        text=element.text,
        refs=element.tokens("ref"),
        evidence=element.get("evidence"),
        cert=element.get("cert"),
        where=element.where,
        span=element.span,
    )


def dating(element: Element) -> Dating:
    """Return a date."""
    given = ((attribute, element.get(attribute)) for attribute in ATTRIBUTES)
    return Dating(
        attributes=tuple((attribute, value) for attribute, value in given if value),
        text=element.text,
        evidence=element.get("evidence"),
        cert=element.get("cert"),
        where=element.where,
        span=element.span,
    )


def link(element: Element) -> Link:
    """Return what a ref points at."""
    return Link(
        type=element.get("type") or "",
        target=" ".join(element.tokens("target")),
        text=element.text,
        where=element.where,
        span=element.span,
    )


def bibliography(element: Element) -> Bibliography:
    """Return an edition that letters stand in."""
    return Bibliography(
        id=element.get("xml:id"),
        type=element.get("type"),
        text=element.text,
        targets=tuple(target for child in element.all("ref") for target in child.tokens("target")),
        where=element.where,
        span=element.span,
    )


def editor(element: Element) -> Party:
    """Return an editor of the list, with an address for mail."""
    email = element.first("email")
    address = email.text if email else None
    name = element.text
    if address and name.endswith(address):
        name = name.removesuffix(address).rstrip()
    return Party(name, address, element.span)


def publisher(element: Element) -> Party:
    """Return who published the list, with an address on the web."""
    ref = element.first("ref")
    return Party(element.text, ref.get("target") if ref else None, element.span)
