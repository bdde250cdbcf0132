"""Turn a document's statements into N-Quads: one named graph a status, records of evidence beside, no blank nodes.

Layers of a document's graphs: `stated`, `editorial` and `inferred` hold the statements themselves; `evidence` holds an
Assertion for every statement, disputed ones included, with the spans it stands on; `nodes` holds classes and labels.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.model.statement import Document, Node, Statement, Status
from cablegraph.vocabulary import (
    ASSERTION,
    CLASSES,
    PROPERTIES,
    Kind,
    assertion_iri,
    expand,
    graph_iri,
    node_iri,
    span_iri,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.model.span import Span

EVIDENCE = "evidence"
NODES = "nodes"

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f]')


def iri(value: str) -> str:
    """Return an IRI as an N-Quads term."""
    return f"<{value}>"


def literal(value: str, datatype: str | None = None, language: str | None = None) -> str:
    """Return a literal as an N-Quads term in canonical form; *datatype* is a prefixed name."""
    text = _TO_ESCAPE.sub(lambda m: _ESCAPES.get(m.group(), f"\\u{ord(m.group()):04X}"), value)
    if language:
        return f'"{text}"@{language}'
    return f'"{text}"' if datatype in (None, "xsd:string") else f'"{text}"^^<{expand(str(datatype))}>'


def node(value: Node) -> str:
    """Return a node as an N-Quads term."""
    return iri(node_iri(value.kind, value.id))


def document_quads(document: Document) -> list[str]:
    """Return all N-Quads of a document, without line ends, each once, sorted: the same input gives the same lines."""
    lines = set(_node_quads(document))
    for statement in document.statements:
        lines.update(_statement_quads(document, statement))
    return sorted(lines)


def _node_quads(document: Document) -> Iterator[str]:
    graph = iri(graph_iri(document.id, NODES))
    rdf_type, label = iri(expand("rdf:type")), iri(expand("rdfs:label"))
    for entry, name in document.labels.items():
        for class_name in dict.fromkeys((CLASSES[entry.kind], *document.classes.get(entry, ()))):
            yield f"{node(entry)} {rdf_type} {iri(expand(class_name))} {graph} ."
        yield f"{node(entry)} {label} {literal(name, language='en')} {graph} ."
    if document.text:
        witness = node(document.witness)
        yield f"{witness} {iri(expand('schema:sha256'))} {literal(document.sha256)} {graph} ."
        yield f"{witness} {iri(expand('dcterms:format'))} {literal('text/plain; charset=utf-8')} {graph} ."


def triple(statement: Statement) -> tuple[str, str, str]:
    """Return subject, predicate and object of a statement as N-Quads terms."""
    name, datatype = PROPERTIES[statement.property]
    value = statement.value
    term = node(value) if isinstance(value, Node) else literal(str(value), datatype)
    return node(statement.subject), iri(expand(name)), term


def _statement_quads(document: Document, statement: Statement) -> Iterator[str]:
    basis = statement.basis
    subject, predicate, value = triple(statement)
    if basis.status is not Status.DISPUTED:
        yield f"{subject} {predicate} {value} {iri(graph_iri(document.id, basis.status))} ."
    graph = iri(graph_iri(document.id, EVIDENCE))
    spans = [(span, iri(span_iri(node_iri(Kind.WITNESS, document.id), span.start, span.end))) for span in basis.spans]
    assertion = iri(
        assertion_iri(
            document.id, subject, predicate, value, basis.status, basis.by, basis.source or "", basis.rationale or ""
        )
    )
    records = [
        ("rdf:type", iri(expand(ASSERTION))),
        ("cg:subject", subject),
        ("cg:predicate", predicate),
        ("cg:object", value),
        ("cg:epistemicStatus", node(Node(Kind.CONCEPT, basis.status))),
        ("prov:wasAttributedTo", node(Node(Kind.AGENT, basis.by))),
        *(("cg:evidence", term) for _, term in spans),
    ]
    if basis.rationale:
        records.append(("cg:rationale", literal(basis.rationale, language="en")))
    if basis.source:
        records.append(("dcterms:source", node(Node(Kind.SOURCE, basis.source))))
    for name, term in records:
        yield f"{assertion} {iri(expand(name))} {term} {graph} ."
    for span, term in spans:
        yield from _span_quads(document, span, term, graph)


def _span_quads(document: Document, span: Span, term: str, graph: str) -> Iterator[str]:
    number = "xsd:nonNegativeInteger"
    yield f"{term} {iri(expand('oa:hasSource'))} {node(document.witness)} {graph} ."
    yield f"{term} {iri(expand('cg:start'))} {literal(str(span.start), number)} {graph} ."
    yield f"{term} {iri(expand('cg:end'))} {literal(str(span.end), number)} {graph} ."
    yield f"{term} {iri(expand('cg:asWritten'))} {literal(document.text[span.start : span.end])} {graph} ."
