"""A SPARQL 1.1 endpoint over HTTP, asked through SPARQLWrapper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.errors import QueryError, StoreError
from cablegraph.store.services import check
from cablegraph.store.terms import Answer, Rows, Term, Triples

if TYPE_CHECKING:
    from collections.abc import Mapping

_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_TIMEOUT = 60


class RemoteStore:
    """An endpoint that holds a copy of the graph; its default graph must be the union of the named ones."""

    def __init__(self, endpoint: str, timeout: int = _TIMEOUT) -> None:
        """Remember the endpoint's URL and how many seconds to wait for an answer."""
        self.endpoint = endpoint
        self.timeout = timeout

    def ask(self, sparql: str) -> Answer:
        """Return the answer to a query; raise `QueryError` where it is broken, `StoreError` where nobody answers."""
        from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed, SPARQLWrapperException

        check(sparql)  # whom the endpoint would ask, it would ask in its own name
        wrapper = SPARQLWrapper(self.endpoint)
        wrapper.setMethod(POST)
        wrapper.setTimeout(self.timeout)
        wrapper.setQuery(sparql)
        constructs = wrapper.queryType in {"CONSTRUCT", "DESCRIBE"}
        wrapper.setReturnFormat(TURTLE if constructs else JSON)
        try:
            answer = wrapper.query().convert()
        except QueryBadFormed as error:
            raise QueryError(f"The endpoint refuses the query: {_first_line(error)}", "Mend the SPARQL.") from None
        except (EndPointInternalError, SPARQLWrapperException, OSError, ValueError) as error:
            advice = "Look whether the address is right and the server runs."
            raise StoreError(f"{self.endpoint} gives no answer: {_first_line(error)}", advice) from None
        return _triples(answer) if constructs else rows(answer)


def _first_line(error: Exception) -> str:
    words = [line for line in str(error).replace("\\n", "\n").splitlines() if line.strip()]
    return words[-1].strip(" b'\"") if words else type(error).__name__


def rows(answer: object) -> Rows:
    """Return SPARQL results in JSON, already parsed, as rows; raise `StoreError` where they are something else."""
    if not isinstance(answer, dict):
        raise StoreError("The endpoint's answer is not SPARQL results in JSON.", "Look whether the address is right.")
    if "boolean" in answer:
        return Rows(("answer",), ((Term("literal", str(answer["boolean"]).lower(), _BOOLEAN),),))
    columns = tuple(answer["head"]["vars"])
    return Rows(columns, tuple(tuple(_term(row.get(c)) for c in columns) for row in answer["results"]["bindings"]))


def _term(value: Mapping[str, str] | None) -> Term | None:
    if value is None:
        return None
    kind = "literal" if value["type"] == "typed-literal" else value["type"]
    return Term(kind, value["value"], value.get("datatype"), value.get("xml:lang"))


def _triples(turtle: object) -> Triples:
    if not isinstance(turtle, bytes):
        raise StoreError("The endpoint's answer is not Turtle.", "Look whether the address is right.")
    import pyoxigraph as ox

    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    return Triples(tuple(sorted({f"{quad.triple} ." for quad in quads})))
