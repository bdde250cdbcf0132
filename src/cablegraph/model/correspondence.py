"""A list of letters in the TEI's Correspondence Metadata Interchange Format (CMIF), as the file gives it.

Words have their white space put together; attributes stand as written. Where a thing stands in its file (`where`, and
`span` in the file's characters) is no part of what it says: two records are equal when they say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablegraph.errors import Position
    from cablegraph.model.reading import Problem
    from cablegraph.model.span import Span

# What CMIF and the TEI behind it call the acts by which a letter travels; CMIF itself has the first two only.
ACTIONS = ("sent", "received", "transmitted", "redirected", "forwarded")


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or some place as named: `element` is persName, orgName, name or placeName, `refs` are URIs.

    `evidence` and `cert` are how sure the list is of it ("conjecture"; "low", "medium", "high"), None where not said.
    """

    element: str
    text: str
    refs: tuple[str, ...] = ()
    evidence: str | None = None
    cert: str | None = None
    where: Position | None = field(default=None, compare=False)
    span: Span | None = field(default=None, compare=False)

    @property
    def is_place(self) -> bool:
        """Say whether a place is named."""
        return self.element == "placeName"


@dataclass(frozen=True, slots=True)
class Dating:
    """A date: its attributes as written, by their TEI names (`when`, `from`, `notAfter`, …), and its words."""

    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    evidence: str | None = None
    cert: str | None = None
    where: Position | None = field(default=None, compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Action:
    """One act of a letter's journey; `type` is commonly one of `ACTIONS`, `span` that of its opening tag."""

    type: str
    names: tuple[Name, ...] = ()
    dates: tuple[Dating, ...] = ()
    id: str | None = None
    notes: tuple[str, ...] = ()
    where: Position | None = field(default=None, compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A `ref`: in a note, what version 2 of CMIF says of a letter; in the context, the letter before or after it."""

    type: str
    target: str
    text: str = ""
    where: Position | None = field(default=None, compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its number in a printed edition (`key`), its address in a digital one (`refs`), its editions.

    `sources` are what @source says, commonly "#" and the xml:id of a bibliography; `span` is that of the opening tag.
    """

    key: str | None = None
    refs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    id: str | None = None
    same_as: str | None = None
    actions: tuple[Action, ...] = ()
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    context: tuple[Link, ...] = ()
    where: Position | None = field(default=None, compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Party:
    """Who made or published the list: the words, and an address on the web or for mail."""

    name: str
    address: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """An edition in which letters of the list stand: `type` is print, online or hybrid."""

    id: str | None
    type: str | None
    text: str
    targets: tuple[str, ...] = ()
    where: Position | None = field(default=None, compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Header:
    """What the file says of itself; `spans` tells where, by the name of the fact."""

    title: str = ""
    editors: tuple[Party, ...] = ()
    publishers: tuple[Party, ...] = ()
    url: str | None = None
    date: str | None = None
    licence: str = ""
    licence_url: str | None = None
    spans: tuple[tuple[str, Span], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A whole file: its header, the editions it draws on, its letters, and what is wrong with it."""

    header: Header
    bibliographies: tuple[Bibliography, ...] = ()
    letters: tuple[Letter, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
