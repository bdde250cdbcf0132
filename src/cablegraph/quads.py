"""Turn a document's statements into N-Quads: one named graph a status, records of evidence beside, no blank nodes.

Layers of a document's graphs: `stated`, `editorial` and `inferred` hold the statements themselves; `evidence` holds an
Assertion for every statement, disputed ones included, with the spans it stands on; `nodes` holds classes and labels.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.model.statement import Node, Status
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
    from cablegraph.model.statement import Document, Statement

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
    return sorted(_Mapper(document).lines())


# Predicates and classes as terms, made once.
_TERMS = {
    name: iri(expand(name))
    for name in (
        *("rdf:type", "rdfs:label", "schema:sha256", "dcterms:format", "dcterms:source", "prov:wasAttributedTo"),
        *("cg:subject", "cg:predicate", "cg:object", "cg:epistemicStatus", "cg:evidence", "cg:rationale"),
        *("oa:hasSource", "cg:start", "cg:end", "cg:asWritten"),
        *(name for name, _ in PROPERTIES.values()),
    )
}
_ASSERTION = iri(expand(ASSERTION))
_OFFSET = expand("xsd:nonNegativeInteger")


class _Mapper:
    """Turns one document into lines; remembers the terms it has made, since most come many times."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.graphs = {layer: iri(graph_iri(document.id, layer)) for layer in (*Status, EVIDENCE, NODES)}
        self.witness_iri = node_iri(Kind.WITNESS, document.id)
        self.nodes: dict[Node, str] = {}
        self.spans: dict[Span, str] = {}

    def node(self, value: Node) -> str:
        """Return a node as a term."""
        if (term := self.nodes.get(value)) is None:
            term = self.nodes[value] = node(value)
        return term

    def lines(self) -> set[str]:
        """Return the lines of the whole document."""
        lines = set(self.node_lines())
        for statement in self.document.statements:
            self.add_statement(statement, lines)
        for span, term in self.spans.items():
            lines.update(self.span_lines(span, term))
        return lines

    def node_lines(self) -> Iterator[str]:
        """Yield classes and labels, and what is known of the text file."""
        document, graph = self.document, self.graphs[NODES]
        for entry, name in document.labels.items():
            term = self.node(entry)
            for class_name in dict.fromkeys((CLASSES[entry.kind], *document.classes.get(entry, ()))):
                yield f"{term} {_TERMS['rdf:type']} {iri(expand(class_name))} {graph} ."
            yield f"{term} {_TERMS['rdfs:label']} {literal(name, language='en')} {graph} ."
        if document.text:
            witness = self.node(document.witness)
            yield f"{witness} {_TERMS['schema:sha256']} {literal(document.sha256)} {graph} ."
            yield f"{witness} {_TERMS['dcterms:format']} {literal(document.media_type)} {graph} ."

    def add_statement(self, statement: Statement, lines: set[str]) -> None:
        """Add the statement itself, unless it is disputed, and its Assertion."""
        basis = statement.basis
        name, datatype = PROPERTIES[statement.property]
        value = statement.value
        subject, predicate = self.node(statement.subject), _TERMS[name]
        term = self.node(value) if isinstance(value, Node) else literal(str(value), datatype)
        if basis.status is not Status.DISPUTED:
            lines.add(f"{subject} {predicate} {term} {self.graphs[basis.status]} .")
        rationale = basis.rationale or ""
        facts = (subject, predicate, term, basis.status, basis.by, basis.source or "", rationale)
        me = iri(assertion_iri(self.document.id, *facts))
        end = f"{self.graphs[EVIDENCE]} ."
        status, by = self.node(Node(Kind.CONCEPT, basis.status)), self.node(Node(Kind.AGENT, basis.by))
        lines.add(f"{me} {_TERMS['rdf:type']} {_ASSERTION} {end}")
        lines.add(f"{me} {_TERMS['cg:subject']} {subject} {end}")
        lines.add(f"{me} {_TERMS['cg:predicate']} {predicate} {end}")
        lines.add(f"{me} {_TERMS['cg:object']} {term} {end}")
        lines.add(f"{me} {_TERMS['cg:epistemicStatus']} {status} {end}")
        lines.add(f"{me} {_TERMS['prov:wasAttributedTo']} {by} {end}")
        for span in basis.spans:
            lines.add(f"{me} {_TERMS['cg:evidence']} {self.span(span)} {end}")
        if rationale:
            lines.add(f"{me} {_TERMS['cg:rationale']} {literal(rationale, language='en')} {end}")
        if basis.source:
            lines.add(f"{me} {_TERMS['dcterms:source']} {self.node(Node(Kind.SOURCE, basis.source))} {end}")

    def span(self, span: Span) -> str:
        """Return a span as a term."""
        if (term := self.spans.get(span)) is None:
            term = self.spans[span] = iri(span_iri(self.witness_iri, span.start, span.end))
        return term

    def span_lines(self, span: Span, term: str) -> Iterator[str]:
        """Yield the four quads of a span."""
        end = f"{self.graphs[EVIDENCE]} ."
        yield f"{term} {_TERMS['oa:hasSource']} {self.node(self.document.witness)} {end}"
        yield f'{term} {_TERMS["cg:start"]} "{span.start}"^^<{_OFFSET}> {end}'
        yield f'{term} {_TERMS["cg:end"]} "{span.end}"^^<{_OFFSET}> {end}'
        yield f"{term} {_TERMS['cg:asWritten']} {literal(self.document.words(span))} {end}"
