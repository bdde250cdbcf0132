"""Turn a document's statements into N-Quads: one named graph a status, records of evidence beside, no blank nodes.

Layers of a document's graphs: `stated`, `editorial` and `inferred` hold the statements themselves; `evidence` holds an
Assertion for every statement, disputed ones included, with the spans it stands on; `nodes` holds classes and labels.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

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
    from collections.abc import Iterable, Iterator

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
    return document_text(document).split("\n")[:-1]


def document_text(document: Document) -> str:
    """Return the lines of `document_quads` as one text, each with its end, which is how files and stores take them."""
    return "".join([f"{block}\n" for block in sorted(_Mapper(document).blocks())])


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


class _Facts(NamedTuple):
    """What makes a record of a statement this one and no other; the first three are terms."""

    subject: str
    predicate: str
    value: str
    status: str
    by: str
    source: str
    rationale: str


class _Mapper:
    """Turns one document into lines; remembers the terms it has made, since most come many times."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.graphs = {str(layer): iri(graph_iri(document.id, layer)) for layer in (*Status, EVIDENCE, NODES)}
        self.witness_iri = node_iri(Kind.WITNESS, document.id)
        self.end = f"{self.graphs[EVIDENCE]} ."
        self.nodes: dict[Node, str] = {}
        self.spans: dict[Span, str] = {}
        self.statuses = {status.value: node(Node(Kind.CONCEPT, status.value)) for status in Status}
        self.makers: dict[str, str] = {}
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
        single = set(self.node_lines())
        records: dict[_Facts, set[str]] = {}
        for statement in self.document.statements:
            facts = self.facts(statement)
            if statement.basis.status is not Status.DISPUTED:
                single.add(f"{facts.subject} {facts.predicate} {facts.value} {self.graphs[facts.status]} .")
            records.setdefault(facts, set()).update(map(self.span, statement.basis.spans))
        made = [self.record(facts, spans) for facts, spans in records.items()]
        own = (span for span in self.spans if span not in self.document.described)
        return [*single, *made, *(self.words(span, self.spans[span]) for span in own)]

    def node_lines(self) -> Iterator[str]:
        """Yield classes and labels, and what is known of the text file."""
        document, graph = self.document, self.graphs[NODES]
        for entry, name in document.labels.items():
            term = self.node(entry)
            for class_name in dict.fromkeys((CLASSES[entry.kind], *document.classes.get(entry, ()))):
                yield f"{term} {_TYPE} {iri(expand(class_name))} {graph} ."
            yield f"{term} {_LABEL} {literal(name, language='en')} {graph} ."
        if document.text:
            witness = self.node(document.witness)
            yield f"{witness} {_DIGEST} {literal(document.sha256)} {graph} ."
            yield f"{witness} {_FORMAT} {literal(document.media_type)} {graph} ."

    def facts(self, statement: Statement) -> _Facts:
        """Return the terms of a statement and what it stands on, its quoted words aside."""
        basis, value = statement.basis, statement.value
        datatype = PROPERTIES[statement.property][1]
        term = self.node(value) if isinstance(value, Node) else literal(str(value), datatype)
        subject, predicate = self.node(statement.subject), _PREDICATES[statement.property]
        return _Facts(subject, predicate, term, basis.status.value, basis.by, basis.source or "", basis.rationale or "")

    def record(self, facts: _Facts, spans: Iterable[str]) -> str:
        """Return the lines of a statement's Assertion, in the order of their predicates."""
        me, end = iri(assertion_iri(self.document.id, *facts)), self.end
        source = self.node(Node(Kind.SOURCE, facts.source)) if facts.source else None
        taken = f"{me} {_SOURCE} {source} {end}\n" if source else ""
        evidence = "".join([f"{me} {_EVIDENCE} {span} {end}\n" for span in sorted(spans)])
        because = f"{me} {_BECAUSE} {self.reason(facts.rationale)} {end}\n" if facts.rationale else ""
        return (
            f"{taken}{me} {_TYPE} {_RECORD} {end}\n"
            f"{me} {_BY} {self.maker(facts.by)} {end}\n"
            f"{me} {_STATUS} {self.statuses[facts.status]} {end}\n"
            f"{evidence}{me} {_OBJECT} {facts.value} {end}\n"
            f"{me} {_PREDICATE} {facts.predicate} {end}\n"
            f"{because}{me} {_SUBJECT} {facts.subject} {end}"
        )

    def maker(self, name: str) -> str:
        """Return who says so as a term."""
        if (term := self.makers.get(name)) is None:
            term = self.makers[name] = node(Node(Kind.AGENT, name))
        return term

    def reason(self, words: str) -> str:
        """Return a rationale as a term."""
        if (term := self.reasons.get(words)) is None:
            term = self.reasons[words] = literal(words, language="en")
        return term

    def span(self, span: Span) -> str:
        """Return a span as a term."""
        if (term := self.spans.get(span)) is None:
            term = self.spans[span] = iri(span_iri(self.witness_iri, span.start, span.end))
        return term

    def words(self, span: Span, term: str) -> str:
        """Return the four lines of a span, in the order of their predicates."""
        return (
            f"{term} {_WITNESS} {self.node(self.document.witness)} {self.end}\n"
            f"{term} {_WORDS} {literal(self.document.words(span))} {self.end}\n"
            f'{term} {_END} "{span.end}"^^{_OFFSET} {self.end}\n'
            f'{term} {_START} "{span.start}"^^{_OFFSET} {self.end}'
        )
