"""What the letters of one list share: its id and title, the nodes of those it names, and the statements so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cablegraph.corpus.authorities import authority_id
from cablegraph.model.statement import Basis, Node, Statement, Status
from cablegraph.vocabulary import AGENT_CLASSES, PROGRAM, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Container

    from cablegraph.errors import Position
    from cablegraph.model.correspondence import Dating, Name
    from cablegraph.model.span import Span
    from cablegraph.model.statement import Value

NOBODY = "Unknown"  # what CMIF wants where nobody knows who it was
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_CLASSES = {"persName": AGENT_CLASSES["person"], "orgName": AGENT_CLASSES["body"]}
_MARKS = {"low": "of low certainty", "medium": "of medium certainty"}


@dataclass
class Listing:
    """Gathers what one list says; `title` is what the list is called in reasons."""

    document: str
    title: str
    labels: dict[Node, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    _elements: dict[Node, set[str | None]] = field(default_factory=dict)
    _own: dict[tuple[Kind, str], Node] = field(default_factory=dict)
    _taken: dict[Kind, set[str]] = field(default_factory=dict)

    def basis(self, span: Span | None, source: str, marked: Name | Dating | None = None) -> Basis:
        """Return what a statement of the list stands on: its own words, its edition, and how sure it is."""
        rationale = f"Entered so in the list of letters {self.title}."
        if marked is not None and marked.evidence == "conjecture":
            rationale += " The list marks this as a conjecture."
        if marked is not None and marked.cert in _MARKS:
            rationale += f" The list marks this as {_MARKS[marked.cert]}."
        return Basis(Status.EDITORIAL, PROGRAM, (span,) if span else (), rationale, source)

    def say(self, subject: Node, name: str, value: Value, basis: Basis, where: Position | None) -> None:
        """Add one statement."""
        self.statements.append(Statement(subject, name, value, basis, where))

    def infer(self, subject: Node, name: str, value: Value, basis: Basis, where: Position | None) -> None:
        """Add what the program concludes from the words of a basis, for the reason that it gives."""
        self.say(subject, name, value, Basis(Status.INFERRED, PROGRAM, basis.spans, basis.rationale), where)

    def named(self, name: Name, source: str) -> Node | None:
        """Return the agent or place of a name, with its forms of name and its URIs stated; None for nobody."""
        if not name.refs and name.text in {"", NOBODY}:
            return None
        kind = Kind.PLACE if name.is_place else Kind.AGENT
        known = name.refs[0] if name.refs else ""
        is_shared = bool(_ABSOLUTE.match(known))
        node = Node(kind, authority_id(known)) if is_shared else self._of_this_list(kind, known or name.text)
        self.labels.setdefault(node, name.text or known)
        if kind is Kind.AGENT:
            self._elements.setdefault(node, set()).add(None if name.cert == "low" else name.element)
        basis = self.basis(name.span, source, name)
        if name.text:
            self.say(node, "otherName" if is_shared else "name", name.text, basis, name.where)
        for uri in name.refs:
            self.say(node, "identifier", uri, basis, name.where)
        return node

    def _of_this_list(self, kind: Kind, words: str) -> Node:
        """Return the node of a name without a URI: this list's alone, one for each form of name."""
        if (kind, words) not in self._own:
            taken = self._taken.setdefault(kind, set())
            name = unused(f"{self.document}/{slug(words) or 'unnamed'}", taken)
            taken.add(name)
            self._own[kind, words] = Node(kind, name)
        return self._own[kind, words]

    def classes(self) -> dict[Node, tuple[str, ...]]:
        """Return what each agent is, where the list calls it the same each time, and surely."""
        only = {node: next(iter(elements)) for node, elements in self._elements.items() if len(elements) == 1}
        return {node: (_CLASSES[element],) for node, element in only.items() if element in _CLASSES}


def unused(name: str, taken: Container[str]) -> str:
    """Return a name that nothing else has, with a number behind it where need be."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
