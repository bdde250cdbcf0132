"""Read from the ontology which kinds of things each property may speak of and point to."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from cablegraph.resources import folder
from cablegraph.vocabulary import PREFIXES

# A table's name -> the property of its properties in the ontology, and which of the types found there it takes.
# Concepts are left out: from which list they must come is what shapes say.
_TABLES = MappingProxyType(
    {
        "domains": ("rdfs:domain", "?type a owl:Class"),
        "ranges": ("rdfs:range", "?type a owl:Class . FILTER(?type != skos:Concept)"),
        "datatypes": ("rdfs:range", "?property a owl:DatatypeProperty . FILTER(?type != rdf:PlainLiteral)"),
    }
)
_QUERY = """
SELECT DISTINCT ?property ?type WHERE {{
  ?property {relation}/(owl:unionOf/rdf:rest*/rdf:first)? ?type .
  FILTER(isIRI(?type))
  {condition}
}} ORDER BY ?property ?type
"""


@cache
def rows(table: str) -> str:
    """Return a table of the ontology, "domains", "ranges" or "datatypes", as the rows of a VALUES clause.

    A property with several classes, as a union or one by one, has a row for each: any of them will do.
    """
    import pyoxigraph as ox

    relation, condition = _TABLES[table]
    store = ox.Store()
    store.load(path=str(folder("ontology") / "cablegraph.ttl"), format=ox.RdfFormat.TURTLE)
    answer = store.query(_QUERY.format(relation=relation, condition=condition), prefixes=dict(PREFIXES))
    assert isinstance(answer, ox.QuerySolutions)
    return " ".join(f"({solution['property']} {solution['type']})" for solution in answer)
