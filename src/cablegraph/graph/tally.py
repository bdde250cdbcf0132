"""Count what documents bring into a graph, one after the other, so that no more than the counts stays in memory."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from cablegraph.model.statement import Node, Status
from cablegraph.vocabulary import PREFIXES, Kind, expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cablegraph.model.statement import Document, Statement

ACTOR_PROPERTIES = frozenset(
    {"sender", "author", "addressee", "copyRecipient", "from", "to", "via", "attributedTo", "designates", "member"}
)
# A record of a statement says its status once.
_CLAIMED = re.compile(rf"<{re.escape(expand('cg:epistemicStatus'))}> <{re.escape(PREFIXES['cgc'])}(\w+)>".encode())
FEW = 12  # so many hops are told one by one


@dataclass(slots=True)
class Tally:
    """What a part of a graph holds.

    `nodes` counts, by kind, those that belong to one document; `shared` holds the ids, by kind, of those that several
    documents may bring in. `holdings` and `held` do the same for the holding status of messages. `hops` are lines for
    people, as long as they are few; `unsigned` are the places where drafts are to be signed.
    """

    documents: int = 0
    quads: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    nodes: Counter[str] = field(default_factory=Counter)
    shared: dict[str, set[str]] = field(default_factory=dict)
    holdings: Counter[str] = field(default_factory=Counter)
    held: dict[str, set[str]] = field(default_factory=dict)
    actors: set[str] = field(default_factory=set)
    options: int = 0
    hops: list[str] = field(default_factory=list)
    example: str = ""
    number: str = ""
    unsigned: list[str] = field(default_factory=list)

    def add(self, document: Document, lines: bytes, names: Mapping[Node, str]) -> None:
        """Count a document whose quads are *lines*; *names* has those of nodes that the registers bring in."""
        self.count(lines)
        self.documents += bool(document.text)
        for node in document.labels:
            self._count(document, node, node.kind, self.nodes, self.shared)
        numbers = []
        for statement in document.statements:
            self._add_statement(statement)
            if statement.property == "identifier" and statement.subject.kind is Kind.MESSAGE:
                numbers.append(str(statement.value))
        self._add_holdings(document)
        self.options += len({s.subject for s in document.statements if s.property == "optionOf"})
        if len(self.hops) <= FEW:
            self.hops += _hops(document, names)
        if document.unsigned is not None:
            self.unsigned.append(str(document.unsigned))
        if document.messages and not self.example:
            self.example = document.messages[0].id
            self.number = numbers[0] if numbers else ""

    def count(self, lines: bytes) -> None:
        """Count quads, a line each, and the statements that they record."""
        self.quads += lines.count(b"\n")
        self.statements.update(status.decode() for status in _CLAIMED.findall(lines))

    def _add_statement(self, statement: Statement) -> None:
        if statement.property in ACTOR_PROPERTIES and isinstance(statement.value, Node):
            self.actors.add(statement.value.id)

    def _add_holdings(self, document: Document) -> None:
        """Count each message once by its holding status, however many mentions or documents say so of it."""
        said = {
            (statement.subject.id, statement.value.id)
            for statement in document.statements
            if statement.property == "holdingStatus" and isinstance(statement.value, Node)
        }
        for message, status in said:
            if message.startswith(document.id):
                self.holdings[status] += 1
            else:
                self.held.setdefault(status, set()).add(message)

    @staticmethod
    def _count(document: Document, node: Node, key: str, own: Counter[str], shared: dict[str, set[str]]) -> None:
        if document.id in node.id:
            own[key] += 1
        else:
            shared.setdefault(key, set()).add(node.id)

    def merge(self, other: Tally) -> None:
        """Count what another part of the graph holds, too."""
        self.documents += other.documents
        self.quads += other.quads
        self.options += other.options
        for mine, theirs in (
            (self.statements, other.statements),
            (self.nodes, other.nodes),
            (self.holdings, other.holdings),
        ):
            mine.update(theirs)
        for kept, more in ((self.shared, other.shared), (self.held, other.held)):
            for key, ids in more.items():
                kept.setdefault(key, set()).update(ids)
        self.actors |= other.actors
        self.hops = [*self.hops, *other.hops][: FEW + 1]
        self.example, self.number = (self.example, self.number) if self.example else (other.example, other.number)
        self.unsigned += other.unsigned

    def kind(self, kind: Kind) -> int:
        """Return how many nodes there are of a kind, each counted once."""
        return self.nodes[kind] + len(self.shared.get(kind, ()))

    def holding(self, status: str) -> int:
        """Return how many messages have a holding status."""
        return self.holdings[status] + len(self.held.get(status, ()))

    def status(self, status: Status) -> int:
        """Return how many statements of the texts have a status."""
        return self.statements[status]

    def as_dict(self) -> dict[str, object]:
        """Return the counts as plain JSON."""
        return {slot.name: _plain(getattr(self, slot.name)) for slot in fields(self)}


def from_dict(facts: Mapping[str, object]) -> Tally:
    """Return the tally that `Tally.as_dict` has written."""
    tally = Tally()
    for slot in fields(Tally):
        setattr(tally, slot.name, _as(getattr(tally, slot.name), facts[slot.name], slot.name))
    return tally


def _plain(value: object) -> object:
    if isinstance(value, set):
        return sorted(value)
    return {key: _plain(value[key]) for key in sorted(value)} if isinstance(value, dict) else value


def _as(model: object, value: object, name: str) -> object:
    """Return a plain value in the type of the field's own default."""
    if isinstance(model, Counter):
        return Counter(value)  # type: ignore[call-overload]
    if isinstance(model, set):
        return set(value)  # type: ignore[call-overload]
    if isinstance(model, dict) and isinstance(value, dict):
        return {key: set(ids) for key, ids in value.items()}
    if not isinstance(value, type(model)):
        raise TypeError(f"{name} is {value!r}")
    return value


def _hops(document: Document, names: Mapping[Node, str]) -> Iterator[str]:
    """Yield a line for each hop of a document: from whom, to whom, sent when."""
    found = [node for node in document.labels if node.kind is Kind.TRANSMISSION]
    ends: dict[Node, dict[str, str]] = {hop: {} for hop in found}
    for statement in document.statements:
        if statement.property in {"from", "to", "dispatchedAt"} and isinstance(statement.value, Node):
            name = document.labels.get(statement.value) or names.get(statement.value, statement.value.id)
            ends.setdefault(statement.subject, {}).setdefault(statement.property, name)
    for facts in (ends[hop] for hop in found):
        sent = facts.get("dispatchedAt")
        yield f"{facts.get('from', '?')} -> {facts.get('to', '?')}{f', sent {sent}' if sent else ''}"
