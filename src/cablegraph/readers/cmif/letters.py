"""Turn the elements of a letter's description into records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.errors import FileError
from cablegraph.model.correspondence import Action, Dating, Letter, Link, Name
from cablegraph.readers.cmif.xml import TEI, parse
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
        notes=tuple(note.text for note in notes if note.text and not note.children),
        links=tuple(link(child) for note in notes for child in note.all("ref")),
        context=tuple(link(child) for context in contexts for child in context.all("ref")),
        where=element.where,
        span=element.span,
    )


def action(element: Element) -> Action:
    """Return one act of a letter's journey."""
    return Action(
        type=element.get("type") or "",
        names=tuple(name(child) for child in element.all(*NAMES)),
        dates=tuple(dating(child) for child in element.all("date")),
        notes=tuple(child.text for child in element.all("note") if child.text),
        where=element.where,
        span=element.span,
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


def read_fragment(words: str) -> Name | Dating | None:
    """Return the name or date that words of a CMIF file are, None where they are something else."""
    if not words.startswith("<"):
        return None
    try:
        root = parse(f'<TEI xmlns="{TEI}">{words}</TEI>', "", lambda _: True)
    except FileError:
        return None
    if len(root.children) != 1:
        return None
    element = root.children[0]
    if element.name == "date":
        return dating(element)
    return name(element) if element.name in NAMES else None
