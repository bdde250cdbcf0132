"""Turn one key of an annotation's entry into statements: agents, words, times, kinds, contents.

Every function has the form `(scope, subject, tree, basis)`: what is said of *subject* in *tree*; *basis* is what the
entry around it stands on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cablegraph import anchors
from cablegraph.corpus.scope import (
    BASIS_KEYS,
    Scope,
    check_keys,
    fields_of,
    items_of,
    optional,
    required,
    text_of,
)
from cablegraph.corpus.yaml_tree import Fields, Text
from cablegraph.errors import AnnotationError, Position, did_you_mean
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.times.bounds import interval, local_range
from cablegraph.times.written import Context, edtf, read_time
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.corpus.yaml_tree import Tree


class Field(Protocol):
    """A key's meaning."""

    def __call__(self, scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        """Add the statements that *tree* makes of *subject*."""


def agents(name: str) -> Field:
    """Return the meaning of a key that names one agent or several: an id, or a mapping with `agent:`."""

    def field(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        for item in items_of(tree):
            named = item
            if isinstance(item, Fields):
                check_keys(item, {"agent", *BASIS_KEYS}, f'"{name}"')
                named = required(item, "agent")
            scope.say(subject, name, scope.agent(named), scope.basis(item, basis), item.where)

    return field


def nodes(name: str, kind: Kind, key: str) -> Field:
    """Return the meaning of a key that names other entries: an id, or a mapping with *key*."""

    def field(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        for item in items_of(tree):
            named = item
            if isinstance(item, Fields):
                check_keys(item, {key, *BASIS_KEYS}, f'"{name}"')
                named = required(item, key)
            scope.say(subject, name, scope.known(kind, named), scope.basis(item, basis), item.where)

    return field


def places(name: str) -> Field:
    """Return the meaning of a key that names a place: an id, or a mapping with `place:`."""

    def field(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        for item in items_of(tree):
            named = item
            if isinstance(item, Fields):
                check_keys(item, {"place", *BASIS_KEYS}, f'"{name}"')
                named = required(item, "place")
            place = Node(Kind.PLACE, scope.registers.place(text_of(named), named.where))
            scope.say(subject, name, place, scope.basis(item, basis), item.where)

    return field


def words(name: str) -> Field:
    """Return the meaning of a key whose value is words: a quote, or a mapping with `value:` and what it stands on."""

    def field(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        for item in items_of(tree):
            if isinstance(item, Text):
                span = scope.find(item, None, basis)
                stated = Basis(Status.STATED, scope.by, (span,))
                scope.say(subject, name, scope.text[span.start : span.end], stated, item.where)
                continue
            entry = fields_of(item)
            check_keys(entry, {"value", *BASIS_KEYS}, f'"{name}"')
            own = scope.basis(entry, basis)
            value = optional(entry, "value") or _only_words(scope, own, item.where)
            _check_words(scope, value, own, item.where)
            scope.say(subject, name, value, own, item.where)

    return field


def _only_words(scope: Scope, basis: Basis, where: Position) -> str:
    if len(basis.spans) != 1:
        raise AnnotationError("Nothing says which words are meant.", "Give one `quote:` or a `value:`.", where)
    return scope.text[basis.spans[0].start : basis.spans[0].end]


def _check_words(scope: Scope, value: str, basis: Basis, where: Position) -> None:
    """Refuse a stated value that its own quote does not hold."""
    quoted = [scope.text[span.start : span.end] for span in basis.spans]
    if basis.status is Status.STATED and not any(value in words for words in quoted):
        advice = "Quote words that hold it, or give the value another status and a reason."
        raise AnnotationError(f'The quote does not hold the stated value "{value}".', advice, where)


def count(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
    """Read how many: a positive whole number, or a mapping with `value:` and what it stands on."""
    given = tree
    if isinstance(tree, Fields):
        check_keys(tree, {"value", *BASIS_KEYS}, '"count"')
        given = required(tree, "value")
    number = text_of(given)
    if not number.isascii() or not number.isdigit() or int(number) < 1:
        raise AnnotationError(f'"{number}" is not a count.', "Write a whole number from 1 on.", given.where)
    scope.say(subject, "count", int(number), scope.basis(tree, basis), tree.where)


def concept(scheme: str) -> Field:
    """Return the meaning of a key that classes its subject: a concept, or a mapping with `concept:` and `cue:`."""

    def field(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        named, cue = tree, None
        if isinstance(tree, Fields):
            check_keys(tree, {"concept", "cue", "within", "because"}, '"kind"')
            named, cue = required(tree, "concept"), tree.fields.get("cue")
        assert basis is not None
        value = scope.concept(scheme, named)
        spans = basis.spans
        if cue is not None and isinstance(tree, Fields):
            spans = (scope.find(cue, optional(tree, "within"), basis),)
        heard = "; ".join(f'"{anchors.shorten(scope.text[span.start : span.end], 60)}"' for span in spans)
        reason = optional(tree, "because") if isinstance(tree, Fields) else None
        rationale = reason or f'The annotator classes the words {heard} as "{value.id}".'
        scope.say(subject, "type", value, scope.inferred(basis, rationale, spans), tree.where)

    return field


def contents(name: str, kinds: Iterable[Kind] = (Kind.PROPOSAL, Kind.ISSUE, Kind.ACT)) -> Field:
    """Return the meaning of a key that points at contents: ids of proposals or issues, or quotes that say them.

    A quote becomes a proposition of its own, which nothing asserts: it is only what somebody believes, wants or fears.
    """

    def field(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        for number, item in enumerate(items_of(tree), 1):
            entry = item if isinstance(item, Fields) else None
            kind = next((kind for kind in kinds if entry and kind.value in entry.fields), None)
            if entry and kind:
                check_keys(entry, {kind.value, *BASIS_KEYS}, f'"{name}"')
                value = scope.known(kind, entry.fields[kind.value])
                scope.say(subject, name, value, scope.basis(entry, basis), item.where)
                continue
            node = Node(Kind.PROPOSITION, f"{subject.id}/{name}-{number}")
            scope.say(subject, name, node, _proposition(scope, node, item, basis), item.where)

    return field


def _proposition(scope: Scope, node: Node, tree: Tree, basis: Basis | None) -> Basis:
    """Bring in a proposition in the text's own words; return what the link to it stands on."""
    assert basis is not None
    if isinstance(tree, Text):
        span = scope.find(tree, None, basis)
        own = Basis(basis.status, scope.by, (span,), basis.rationale, basis.source)
    else:
        entry = fields_of(tree)
        check_keys(entry, {"label", *BASIS_KEYS}, "a proposition")
        required(entry, "quote")
        own = scope.basis(entry, basis)
        span = own.spans[0]
    said = scope.text[span.start : span.end]
    scope.add(node, (optional(tree, "label") if isinstance(tree, Fields) else None) or said)
    scope.say(node, "asWritten", said, Basis(Status.STATED, scope.by, (span,)), tree.where)
    reported(scope, node, span, tree.where)
    return own


def reported(scope: Scope, subject: Node, span: Span, where: Position) -> None:
    """State in which message's words we read of *subject*."""
    message = scope.message_at(span)
    if message is None:
        advice = "Quote words of a message, or widen its `starts:` and `ends:`."
        raise AnnotationError("These words stand in no message of the annotation.", advice, where)
    scope.say(subject, "reportedIn", message, Basis(Status.STATED, scope.by, (span,)), where)


def time(name: str) -> Field:
    """Return the meaning of a key that holds a date or time.

    `quote:` gives it as written; `edtf:` what it comes to where the program can't tell; `zones:` the clocks that may
    be meant, each declared with its reason under `zones:` at the head of the file. Status, reason and source speak of
    the role of the time (that this is when it was sent), not of its reading.
    """

    def field(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        for number, item in enumerate(items_of(tree)):
            entry = fields_of(item)
            check_keys(entry, {"as_written", "edtf", "zones", "label", *BASIS_KEYS}, f'"{name}"')
            own = scope.basis(entry, basis)
            suffix = f"-{number + 1}" if number else ""
            node = Node(Kind.TIME, f"{subject.kind.value}/{subject.id}/{name}{suffix}")
            written = _as_written(scope, node, entry, own)
            scope.add(node, optional(entry, "label") or f'"{written}"')
            scope.say(subject, name, node, own, item.where)
            date = _date(scope, node, entry, own, written)
            _bounds(scope, node, entry, own, date)

    return field


def _as_written(scope: Scope, node: Node, entry: Fields, basis: Basis) -> str:
    given = entry.fields.get("as_written")
    if given is not None:
        words("asWritten")(scope, node, given, basis)
        said = scope.statements[-1].value
        assert isinstance(said, str)
        return said
    said = _only_words(scope, basis, entry.where)
    scope.say(node, "asWritten", said, Basis(Status.STATED, scope.by, basis.spans), entry.where)
    return said


def _date(scope: Scope, node: Node, entry: Fields, basis: Basis, written: str) -> str | None:
    """State what a time comes to in EDTF: as the annotator says, else as the program reads the words."""
    for item in items_of(entry.fields.get("edtf")):
        given = fields_of(item)
        check_keys(given, {"value", *BASIS_KEYS}, '"edtf"')
        value = text_of(required(given, "value"))
        if local_range(value) is None:
            advice = "Write 1951-08-12T04:00, 1951-08-12, 1951-08 or a set such as [1951-08-11,1951-08-12]."
            raise AnnotationError(f'"{value}" is not a date that has bounds.', advice, given.where)
        scope.say(node, "edtf", value, scope.basis(given, basis), given.where)
    chosen = [s for s in scope.statements if s.subject == node and s.property == "edtf"]
    if chosen:
        asserted = [s.value for s in chosen if s.basis.status is not Status.DISPUTED]
        return str(asserted[0]) if asserted else None
    read = read_time(written)
    value = edtf(read, Context()) if read else None
    if value is not None:
        rationale = f'"{written}" written as an EDTF date; the zone of the clock stays open.'
        scope.say(node, "edtf", value, scope.inferred(basis, rationale), entry.where)
    return value


def _bounds(scope: Scope, node: Node, entry: Fields, basis: Basis, date: str | None) -> None:
    """State the clocks that may be meant and the outer bounds in UTC that follow."""
    for item in items_of(entry.fields.get("zones")):
        name = text_of(item)
        if name not in scope.zones:
            advice = did_you_mean(name, scope.zones, "Declared under `zones:` are")
            raise AnnotationError(f'The zone "{name}" is not declared.', advice, item.where)
        zone, reason = scope.zones[name]
        scope.say(node, "candidateZone", zone, reason, item.where)
    zones = [str(s.value) for s in scope.statements if s.subject == node and s.property == "candidateZone"]
    between = interval(date, zones) if date else None
    if between is None:
        return
    ends = (("earliestUTC", "an earlier", between.earliest), ("latestUTC", "a later", between.latest))
    for name, other, bound in ends:
        rationale = f"By the clock of {bound}; no other clock that may be meant gives {other} moment."
        moment = bound.utc.strftime("%Y-%m-%dT%H:%M:%SZ")
        scope.say(node, name, moment, scope.inferred(basis, rationale), entry.where)
