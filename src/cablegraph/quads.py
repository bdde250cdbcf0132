"""Turn a document's statements into N-Quads: one named graph a status, records of evidence beside, no blank nodes.

Layers of a document's graphs: `stated`, `editorial` and `inferred` hold the statements themselves; `evidence` holds an
Assertion for every statement, disputed ones included, with the spans it stands on; `nodes` holds classes and labels.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

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
    from collections.abc import Collection, Iterator

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
    return document_bytes(document).decode().split("\n")[:-1]


def document_bytes(document: Document) -> bytes:
    """Return the lines of `document_quads`, each with its end, in UTF-8, which is how files and stores take them."""
    # Encoded one by one: in one text, a single letter beyond Latin-1 would make all others twice as long.
    return b"".join(sorted([block.encode() for block in _Mapper(document).blocks()]))


@cache
def _term(name: str) -> str:
    return iri(expand(name))


# Predicates and classes as terms, made once.
_PREDICATES = {name: iri(expand(curie)) for name, (curie, _) in PROPERTIES.items()}
_TYPE, _LABEL = _term("rdf:type"), _term("rdfs:label")
_DIGEST, _FORMAT = _term("schema:sha256"), _term("dcterms:format")
_RECORD = _term(ASSERTION)
_SUBJECT, _PREDICATE, _OBJECT = _term("cg:subject"), _term("cg:predicate"), _term("cg:object")
_STATUS, _BY, _BECAUSE = _term("cg:epistemicStatus"), _term("prov:wasAttributedTo"), _term("cg:rationale")
_EVIDENCE, _SOURCE = _term("cg:evidence"), _term("dcterms:source")
_WITNESS, _START, _END, _WORDS = _term("oa:hasSource"), _term("cg:start"), _term("cg:end"), _term("cg:asWritten")
_OFFSET = _term("xsd:nonNegativeInteger")

# What makes a record of a statement this one and no other: subject, predicate and value as terms, the status, who says
# so, the source and the reason, empty where there is none.
_Facts: TypeAlias = tuple[str, str, str, Status, str, str, str]


class _Mapper:
    """Turns one document into lines; remembers the terms and the ends of lines it has made, since most come often."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.graphs = {layer: f"{iri(graph_iri(document.id, layer))} .\n" for layer in (*Status, EVIDENCE, NODES)}
        self.end = self.graphs[EVIDENCE]
        self.witness_iri = node_iri(Kind.WITNESS, document.id)
        self.nodes: dict[Node, str] = {}
        self.spans: dict[Span, str] = {}
        self.heads: dict[tuple[Status, str, str], tuple[str, ...]] = {}
        self.reasons: dict[str, str] = {}

    def node(self, value: Node) -> str:
        """Return a node as a term."""
        if (term := self.nodes.get(value)) is None:
            term = self.nodes[value] = node(value)
        return term

    def blocks(self) -> list[str]:
        """Return the lines of the whole document, those with the same record or span for subject in one piece.

        Within a piece the lines are in order, and no other line has its subject: so the pieces in order are the lines
        in order.
        """
        asserted: set[str] = set()
        records: dict[str, tuple[_Facts, set[str]]] = {}
        for statement in self.document.statements:
            facts = self.facts(statement)
            subject, predicate, value, status = facts[:4]
            if status is not Status.DISPUTED:
                asserted.add(f"{subject} {predicate} {value} {self.graphs[status]}")
            me = iri(assertion_iri(self.document.id, *facts))
            records.setdefault(me, (facts, set()))[1].update(map(self.span, statement.basis.spans))
        made = [self.record(me, facts, spans) for me, (facts, spans) in records.items()]
        own = [span for span in self.spans if span not in self.document.described]
        return [*self.node_lines(), *asserted, *made, *(self.words(span, self.spans[span]) for span in own)]

    def node_lines(self) -> Iterator[str]:
        """Yield classes and labels, and what is known of the text file."""
        document, graph = self.document, self.graphs[NODES]
        for entry, name in document.labels.items():
            term = self.node(entry)
            for class_name in dict.fromkeys((CLASSES[entry.kind], *document.classes.get(entry, ()))):
                yield f"{term} {_TYPE} {_term(class_name)} {graph}"
            yield f"{term} {_LABEL} {literal(name, language='en')} {graph}"
        if document.text:
            witness = self.node(document.witness)
            yield f"{witness} {_DIGEST} {literal(document.sha256)} {graph}"
            yield f"{witness} {_FORMAT} {literal(document.media_type)} {graph}"

    def facts(self, statement: Statement) -> _Facts:
        """Return the terms of a statement and what it stands on, its quoted words aside."""
        name, value, basis = statement.property, statement.value, statement.basis
        term = self.node(value) if isinstance(value, Node) else literal(str(value), PROPERTIES[name][1])
        subject, predicate = self.node(statement.subject), _PREDICATES[name]
        return subject, predicate, term, basis.status, basis.by, basis.source or "", basis.rationale or ""

    def record(self, me: str, facts: _Facts, spans: Collection[str]) -> str:
        """Return the lines of a statement's Assertion, in the order of their predicates."""
        subject, predicate, value, status, by, source, rationale = facts
        end = self.end
        lines = [*self.head(status, by, source)]
        lines += [f" {_EVIDENCE} {span} {end}" for span in sorted(spans)]
        lines += (f" {_OBJECT} {value} {end}", f" {_PREDICATE} {predicate} {end}")
        if rationale:
            lines.append(self.reason(rationale))
        lines.append(f" {_SUBJECT} {subject} {end}")
        return me + me.join(lines)

    def head(self, status: Status, by: str, source: str) -> tuple[str, ...]:
        """Return the first lines of an Assertion after their subject."""
        if (lines := self.heads.get((status, by, source))) is None:
            taken = [(_SOURCE, node(Node(Kind.SOURCE, source)))] if source else []
            made = (_BY, node(Node(Kind.AGENT, by))), (_STATUS, node(Node(Kind.CONCEPT, status)))
            said = (*taken, (_TYPE, _RECORD), *made)
            lines = self.heads[status, by, source] = tuple(f" {one} {other} {self.end}" for one, other in said)
        return lines

    def reason(self, words: str) -> str:
        """Return the line of a rationale after its subject."""
        if (line := self.reasons.get(words)) is None:
            line = self.reasons[words] = f" {_BECAUSE} {literal(words, language='en')} {self.end}"
        return line

    def span(self, span: Span) -> str:
        """Return a span as a term."""
        if (term := self.spans.get(span)) is None:
            term = self.spans[span] = iri(span_iri(self.witness_iri, span.start, span.end))
        return term

    def words(self, span: Span, term: str) -> str:
        """Return the four lines of a span, in the order of their predicates."""
        return (
            f"{term} {_WITNESS} <{self.witness_iri}> {self.end}"
            f"{term} {_WORDS} {literal(self.document.words(span))} {self.end}"
            f'{term} {_END} "{span.end}"^^{_OFFSET} {self.end}'
            f'{term} {_START} "{span.start}"^^{_OFFSET} {self.end}'
        )
