"""Gather from a text's statements what tells which mention means which message: the messages whose words it holds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cablegraph.model.mention import KnownMessage
from cablegraph.model.statement import Node, Status
from cablegraph.readers.text.own_numbers import repetitions
from cablegraph.readers.text.sketch import sketch
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.corpus.scope import Scope
    from cablegraph.model.statement import Value

_HELD = frozenset({"held", "heldAsEnclosure"})
_Facts = dict[tuple[Node, str], list["Value"]]


def told_messages(scope: Scope, collection: str) -> Iterator[KnownMessage]:
    """Yield the messages that a text holds, as its annotation and the reading of it say, without disputed facts."""
    facts: _Facts = defaultdict(list)
    for statement in scope.statements:
        if statement.basis.status is not Status.DISPUTED:
            facts[statement.subject, statement.property].append(statement.value)
    for node in sorted(scope.labels):
        held = {value.id for value in facts[node, "holdingStatus"] if isinstance(value, Node)}
        if node.kind is Kind.MESSAGE and held & _HELD:
            yield _message(scope, facts, node, collection)


def _message(scope: Scope, facts: _Facts, node: Node, collection: str) -> KnownMessage:
    hop = Node(Kind.TRANSMISSION, node.id)
    span = scope.spans.get(node)
    words = (span.start, span.end) if span else (0, 0)
    return KnownMessage(
        id=node.id,
        document=scope.document,
        collection=collection,
        form=next(iter(_words(facts[node, "title"])), None),
        numbers=tuple(_words(facts[node, "identifier"])),
        sent=_time(facts, hop, "dispatchedAt"),
        received=_time(facts, hop, "receivedAt"),
        senders=tuple(_names(scope, facts[node, "sender"])),
        addressees=tuple(_names(scope, facts[node, "addressee"])),
        place=next(_names(scope, facts[hop, "fromPlace"]), None),
        destination=next(_names(scope, facts[hop, "toPlace"]), None),
        title=scope.labels[node],
        also=tuple(repetitions(scope.text, *words)),
        sketch=sketch(scope.text, *words),
    )


def _words(values: Sequence[Value]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))


def _time(facts: _Facts, hop: Node, name: str) -> str | None:
    """Return the one time that is given, None where there is none or several."""
    times = {edtf for time in facts[hop, name] if isinstance(time, Node) for edtf in _words(facts[time, "edtf"])}
    return times.pop() if len(times) == 1 else None


def _names(scope: Scope, values: Sequence[Value]) -> Iterator[str]:
    """Yield every form of name of some agents or places: those of the registers, else the label."""
    for value in values:
        if isinstance(value, Node):
            yield from names(scope, value)


def names(scope: Scope, node: Node) -> tuple[str, ...]:
    """Return every form of name of an agent or a place."""
    rows = scope.registers.places if node.kind is Kind.PLACE else scope.registers.agents
    row = rows.get(node.id)
    return row.names if row else tuple(filter(None, (scope.labels.get(node),)))
