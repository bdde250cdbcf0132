"""Find the line and column of a historian's file that a finding comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.statement import Node
from cablegraph.vocabulary import PROPERTIES, expand, node_iri, span_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cablegraph.errors import Position
    from cablegraph.model.statement import Document, Statement, Value
    from cablegraph.validation.finding import Finding

_Key = tuple[str | None, ...]


def locate(findings: Sequence[Finding], documents: Iterable[Document]) -> list[Finding]:
    """Return the findings with the place of each, as far as it is known.

    That is the place of the very statement; else of one with the same subject and property; else of any with that
    subject; else of the first statement that has the node for its value or stands on it as quoted words.
    """
    if not findings:
        return []
    places = _places(documents)
    return [_located(finding, places) for finding in findings]


def _located(finding: Finding, places: dict[_Key, tuple[str, Position]]) -> Finding:
    focus, path, value = finding.focus, finding.path, finding.value
    for key in ((focus, path, value), (focus, path), (focus,), (None, focus)):
        if key in places:
            document, where = places[key]
            return replace(finding, document=document, where=where)
    return finding


def _places(documents: Iterable[Document]) -> dict[_Key, tuple[str, Position]]:
    """Return the first place of every key that a finding may be sought by."""
    places: dict[_Key, tuple[str, Position]] = {}
    for document in documents:
        for statement in document.statements:
            if statement.where is not None:
                for key in _keys(document, statement):
                    places.setdefault(key, (document.id, statement.where))
    return places


def _keys(document: Document, statement: Statement) -> Iterator[_Key]:
    subject = _written(statement.subject)
    path = expand(PROPERTIES[statement.property][0])
    value = _written(statement.value)
    yield (subject, path, value)
    yield (subject, path)
    yield (subject,)
    if isinstance(statement.value, Node):
        yield (None, value)
    for span in statement.basis.spans:
        yield (None, span_iri(_written(document.witness), span.start, span.end))


def _written(value: Value) -> str:
    return node_iri(value.kind, value.id) if isinstance(value, Node) else str(value)
