"""Statements: the one record that everything in the graph is made of.

A `Statement` says something of a `Node` and carries its `Basis`: with which status it stands, on which words, for which
reason, on whose word. Rival statements stand side by side; nothing here decides between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cablegraph.errors import Position
    from cablegraph.model.mention import KnownMessage, Mention
    from cablegraph.model.reading import Problem
    from cablegraph.model.span import Span


class Status(StrEnum):
    """How a statement is known. Disputed readings are recorded and never asserted."""

    STATED = "stated"
    EDITORIAL = "editorial"
    INFERRED = "inferred"
    DISPUTED = "disputed"

    __hash__ = str.__hash__  # that of an enumeration costs more, and every statement has one


class Node(NamedTuple):  # a tuple, since nodes are looked up everywhere and tuples are hashed in C
    """A thing the graph speaks of; `id` is unique among nodes of its kind in the whole corpus."""

    kind: Kind
    id: str


Value: TypeAlias = Node | str | int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a statement stands on.

    `spans` are the words of the document's text that bear it; `rationale` is one English sentence or more, required
    unless the status is stated; `source` is an id of sources.csv; `by` is the id of the person or program who says so.
    """

    status: Status
    by: str
    spans: tuple[Span, ...] = ()
    rationale: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One subject-property-value statement; `property` is a key of `vocabulary.PROPERTIES`."""

    subject: Node
    property: str
    value: Value
    basis: Basis
    where: Position | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source text with all that is said of it.

    `file` is the text's path relative to the data folder, `sha256` that of its bytes; `labels` names every node that
    the document brings in, for display only; `classes` gives further classes of a node, as prefixed names; `messages`
    and `mentions` are what is needed to tell which mention means which message; `problems` are what its reader found
    wrong with it, could not place or would not believe; `unsigned` is where a draft's annotator is left blank, so that
    it says nothing yet. `quotes` are the words of spans where the text itself is not at hand, since more is said of a
    document that stands elsewhere; those in `described` are described there too. A register (people, places; an
    edition's list of persons) is a document without a text.
    """

    id: str
    file: str
    text: str
    sha256: str
    labels: Mapping[Node, str]
    statements: tuple[Statement, ...]
    classes: Mapping[Node, tuple[str, ...]] = field(default_factory=dict)
    messages: tuple[KnownMessage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()
    media_type: str = "text/plain; charset=utf-8"
    unsigned: Position | None = None
    quotes: Mapping[Span, str] = field(default_factory=dict)
    described: frozenset[Span] = frozenset()

    def words(self, span: Span) -> str:
        """Return the words of a span."""
        return self.quotes.get(span) or self.text[span.start : span.end]

    @property
    def is_register(self) -> bool:
        """Say whether the document describes people and places for other documents, and has no text of its own."""
        return not (self.text or self.mentions or self.messages or self.quotes)

    @property
    def witness(self) -> Node:
        """The node of the text file itself, which every span points into."""
        return Node(Kind.WITNESS, self.id)
