"""Turn one key of an annotation's entry into statements: agents, places, other entries, words, counts, kinds.

Every function has the form `(scope, subject, tree, basis)`: what is said of *subject* in *tree*; *basis* is what the
entry around it stands on.
"""

from __future__ import annotations

import re
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
from cablegraph.errors import AnnotationError, Position
from cablegraph.model.statement import Basis, Node, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from cablegraph.corpus.yaml_tree import Tree
    from cablegraph.vocabulary import Kind


class Field(Protocol):
    """A key's meaning."""

    def __call__(self, scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        """Add the statements that *tree* makes of *subject*."""


def _links(name: str, key: str, resolve: Callable[[Scope, Tree], Node]) -> Field:
    """Return the meaning of a key that points at something: an id, or a mapping that has it under *key*."""

    def field(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        for item in items_of(tree):
            named = item
            if isinstance(item, Fields):
                check_keys(item, {key, *BASIS_KEYS}, f'"{name}"')
                named = required(item, key)
            scope.say(subject, name, resolve(scope, named), scope.basis(item, basis), item.where)

    return field


def agents(name: str) -> Field:
    """Return the meaning of a key that names one agent or several."""
    return _links(name, "agent", Scope.agent)


def places(name: str) -> Field:
    """Return the meaning of a key that names a place of places.csv."""
    return _links(name, "place", Scope.place)


def nodes(name: str, kind: Kind) -> Field:
    """Return the meaning of a key that names other entries of one kind."""
    return _links(name, kind.value, lambda scope, tree: scope.known(kind, tree))


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
            value = optional(entry, "value") or only_words(scope, own, item.where)
            _check_words(scope, value, own, item.where)
            scope.say(subject, name, value, own, item.where)

    return field


def only_words(scope: Scope, basis: Basis, where: Position) -> str:
    """Return the words of the one quote that something stands on, or raise `AnnotationError` where there are more."""
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
    own = scope.basis(tree, basis)
    quoted = [scope.text[span.start : span.end] for span in own.spans]
    if own.status is Status.STATED and not any(re.search(rf"(?<!\d){number}(?!\d)", words) for words in quoted):
        advice = "Quote words that give it, or give it another status and a reason."
        raise AnnotationError(f"The quote does not give the stated count {number}.", advice, given.where)
    scope.say(subject, "count", int(number), own, tree.where)


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
