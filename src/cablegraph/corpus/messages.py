"""Turn an annotation's messages into statements: where their words stand, who got copies, by which hops they went."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.corpus.fields import agents, count, places, words
from cablegraph.corpus.moments import time
from cablegraph.corpus.scope import BASIS_KEYS, Scope, check_keys, fields_of, items_of, required, text_of
from cablegraph.corpus.yaml_tree import Fields
from cablegraph.errors import AnnotationError, did_you_mean
from cablegraph.model.span import Span
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.vocabulary import PROGRAM, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cablegraph.corpus.fields import Field

# Keys of a message that are read here, beside those of the sections' table.
KEYS = frozenset({"starts", "ends", "also_in", "copies", "hops"})
_HOP: Mapping[str, Field] = MappingProxyType(
    {
        "from": agents("from"),
        "to": agents("to"),
        "via": agents("via"),
        "from_place": places("fromPlace"),
        "to_place": places("toPlace"),
        "dispatched": time("dispatchedAt"),
        "received": time("receivedAt"),
        "dispatch_number": words("dispatchNumber"),
        "receipt_number": words("receiptNumber"),
    }
)
_COPY: Mapping[str, Field] = MappingProxyType({"agent": agents("copyRecipient"), "count": count})


def read_extent(scope: Scope, node: Node, entry: Fields) -> None:
    """Find the words of a message that this text carries; a message without `starts:` is only mentioned."""
    starts = entry.fields.get("starts")
    if starts is None:
        if "ends" in entry.fields:
            advice = "Give its first words too; a message that is only mentioned has neither."
            raise AnnotationError("The message has an end but no start.", advice, entry.keys["ends"])
        return
    first = scope.find(starts, None, None)
    last = scope.find(required(entry, "ends"), None, None)
    if last.end < first.end:
        raise AnnotationError("The message ends before it starts.", "", entry.where)
    scope.spans[node] = Span(first.start, last.end)
    witness = Node(Kind.WITNESS, scope.document)
    rationale = "The program found the message's first and last words in the text."
    basis = Basis(Status.INFERRED, PROGRAM, (first, last), rationale)
    if "also_in" in entry.fields:
        basis = _second_witness(scope, node, fields_of(entry.fields["also_in"]), (first, last))
    scope.say(node, "witness", witness, basis, entry.where)


def _second_witness(scope: Scope, node: Node, entry: Fields, spans: tuple[Span, ...]) -> Basis:
    """Return what it stands on that the text holds a message that another one holds too: the annotator's word."""
    check_keys(entry, {"text", "because"}, '"also_in"')
    other, reason = required(entry, "text"), text_of(required(entry, "because"))
    texts = scope.holders.get(node.id, frozenset()) - {scope.document}
    if not texts:
        advice = "Give the message the id that it has in the other text."
        raise AnnotationError(f'No other text holds a message "{node.id}".', advice, entry.where)
    if text_of(other) not in texts:
        what = f'The text "{text_of(other)}" does not hold the message "{node.id}".'
        raise AnnotationError(what, did_you_mean(text_of(other), texts, "These do"), other.where)
    scope.shared.add(node)
    return Basis(Status.INFERRED, scope.by, spans, reason)


def read(scope: Scope, node: Node, entry: Fields) -> None:
    """State what is known of one message beside its parties: whether it is held, its copies, its hops."""
    _read_holding(scope, node, entry)
    for item in items_of(entry.fields.get("copies")):
        copy = fields_of(item)
        check_keys(copy, {*_COPY, *BASIS_KEYS}, "a copy")
        basis = scope.basis(copy)
        named = required(copy, "agent")
        recipient = text_of(required(named, "agent") if isinstance(named, Fields) else named)
        row = scope.registers.agents.get(recipient)
        line = scope.add(Node(Kind.DISTRIBUTION, f"{node.id}/{recipient}"), f"copy to {row.name if row else recipient}")
        scope.say(node, "distribution", line, basis, copy.where)
        for key, field in _COPY.items():
            if key in copy.fields:
                field(scope, line, copy.fields[key], basis)
    for number, item in enumerate(items_of(entry.fields.get("hops"))):
        _read_hop(scope, node, fields_of(item), number)


def _read_hop(scope: Scope, message: Node, entry: Fields, number: int) -> None:
    check_keys(entry, {"after", *_HOP, *BASIS_KEYS}, "a hop")
    basis = scope.basis(entry)
    name = message.id if number == 0 else f"{message.id}/{number + 1}"
    hop = scope.add(Node(Kind.TRANSMISSION, name), f"transmission of {scope.labels[message]}")
    scope.say(hop, "transmits", message, basis, entry.where)
    if "after" in entry.fields:
        previous = entry.fields["after"]
        named = required(previous, "message") if isinstance(previous, Fields) else previous
        before = Node(Kind.TRANSMISSION, scope.known(Kind.MESSAGE, named).id)
        scope.say(hop, "previousHop", before, scope.basis(previous, basis), previous.where)
    for key, field in _HOP.items():
        if key in entry.fields:
            field(scope, hop, entry.fields[key], basis)


def _read_holding(scope: Scope, node: Node, entry: Fields) -> None:
    """Conclude whether the message is held, held inside another, or only mentioned; another text says so of its own."""
    span = scope.spans.get(node)
    if "also_in" in entry.fields or (span is None and scope.is_elsewhere(node.id)):
        return
    if span is None:
        held, rationale = "referencedOnly", "No text of the message is in the data; other messages mention it."
    elif any(o != span and o.start <= span.start and span.end <= o.end for o in scope.spans.values()):
        held, rationale = "heldAsEnclosure", "The text of the message is in the data inside another message."
    else:
        held, rationale = "held", "The text of the message is in the data."
    basis = Basis(Status.INFERRED, PROGRAM, (), rationale)
    scope.say(node, "holdingStatus", Node(Kind.CONCEPT, held), basis, entry.where)
