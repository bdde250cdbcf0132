"""Turn what somebody believes, wants or fears into statements: propositions in the text's own words, never asserted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.anchors import LABEL, shorten
from cablegraph.corpus.scope import BASIS_KEYS, Scope, check_keys, fields_of, items_of, optional, required
from cablegraph.corpus.yaml_tree import Fields, Text
from cablegraph.errors import AnnotationError, Position
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from cablegraph.corpus.fields import Field
    from cablegraph.corpus.yaml_tree import Tree
    from cablegraph.model.span import Span

_NAMED = (Kind.PROPOSAL, Kind.ISSUE, Kind.ACT)


def contents(name: str) -> Field:
    """Return the meaning of a key that points at contents: ids of proposals or issues, or quotes that say them.

    A quote becomes a proposition of its own, which nothing asserts: it is only what somebody believes, wants or fears.
    """

    def field(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        for number, item in enumerate(items_of(tree), 1):
            entry = item if isinstance(item, Fields) else None
            kind = next((kind for kind in _NAMED if entry and kind.value in entry.fields), None)
            if entry and kind:
                check_keys(entry, {kind.value, *BASIS_KEYS}, f'"{name}"')
                value = scope.known(kind, entry.fields[kind.value])
                scope.say(subject, name, value, scope.basis(entry, basis), item.where)
                continue
            node = Node(Kind.PROPOSITION, f"{subject.kind.value}/{subject.id}/{name}-{number}")
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
    scope.add(node, (optional(tree, "label") if isinstance(tree, Fields) else None) or shorten(said, LABEL))
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
