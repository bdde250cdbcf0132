"""Try with pySHACL, node by node, the SHACL core shapes that no query says, on all of a store but its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cablegraph.resources import folder
from cablegraph.validation.finding import Finding, Labels, sentence
from cablegraph.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyoxigraph as ox
    import rdflib
    from rdflib.term import Node

# Layers of graphs that shapes speak of: all but the evidence, which queries check faster.
_LAYERS = ("/stated", "/editorial", "/inferred", "/nodes", "/decisions")
_SHACL = "http://www.w3.org/ns/shacl#"

_Triple: TypeAlias = "ox.Triple | ox.Quad"


def findings(store: ox.Store, levels: Mapping[str, Sequence[Path]]) -> Iterator[Finding]:
    """Yield a finding for every result that pySHACL reports; *levels* holds each level's files of shapes."""
    import pyshacl
    import rdflib

    labels = Labels(store)
    statements = _statements(store)
    for level, files in levels.items():
        shapes = _graph(triple for path in files for triple in _parse(path))
        _, results, _ = pyshacl.validate(statements, shacl_graph=shapes, inference="none", meta_shacl=False)
        if not isinstance(results, rdflib.Graph):
            raise TypeError(f"pySHACL could not use the shapes: {results}")
        # Results within results, which explain a failure in detail, do not hang on the report itself.
        for result in results.objects(None, rdflib.URIRef(_SHACL + "result")):
            yield _finding(labels, results, result, level)


def _finding(labels: Labels, results: rdflib.Graph, result: Node, level: str) -> Finding:
    import rdflib

    def fact(name: str) -> Node | None:
        return results.value(result, rdflib.URIRef(_SHACL + name))

    terms = {
        name: term
        for name, term in (("focus", fact("focusNode")), ("path", fact("resultPath")), ("value", fact("value")))
        if isinstance(term, rdflib.URIRef | rdflib.Literal)
    }
    shown = {name: labels.shown(str(term), is_iri=isinstance(term, rdflib.URIRef)) for name, term in terms.items()}
    focus = str(terms["focus"])
    return Finding(
        level=level,
        message=sentence(str(fact("resultMessage")), shown),
        focus=focus,
        path=str(terms["path"]) if "path" in terms else None,
        value=str(terms["value"]) if "value" in terms else None,
        document=labels.document(focus),
    )


def _statements(store: ox.Store) -> rdflib.Graph:
    """Return what the shapes look at, with the scheme of every concept beside it."""
    in_scheme = expand("skos:inScheme")
    concepts = [triple for triple in _parse(folder("ontology") / "concepts.ttl") if triple.predicate.value == in_scheme]
    graphs = [name for name in store.named_graphs() if name.value.endswith(_LAYERS)]
    quads = (quad for name in graphs for quad in store.quads_for_pattern(None, None, None, name))
    return _graph([*concepts, *quads])


def _parse(path: Path) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    return ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)


def _graph(triples: Iterable[_Triple]) -> rdflib.Graph:
    """Copy triples into an rdflib graph term by term, which is several times faster than to write and parse them."""
    import rdflib

    terms: dict[object, Node] = {}
    graph = rdflib.Graph()
    for triple in triples:
        copied = []
        for term in (triple.subject, triple.predicate, triple.object):
            if term not in terms:
                terms[term] = _copied(term)
            copied.append(terms[term])
        graph.add((copied[0], copied[1], copied[2]))
    return graph


def _copied(term: object) -> Node:
    import pyoxigraph as ox
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, ox.Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == expand("xsd:string"):
        return rdflib.Literal(term.value)
    # Unchanged: rdflib would write the Z of a UTC time as +00:00.
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
