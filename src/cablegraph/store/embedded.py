"""Oxigraph inside this process, on disk or in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.errors import QueryError
from cablegraph.store.services import check
from cablegraph.store.terms import Answer, Rows, Term, Triples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyoxigraph as ox

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


class EmbeddedStore:
    """A store of pyoxigraph; `quads` is that library's own object, for those who want it.

    `services` are the addresses that a query's SERVICE may ask: none, unless somebody opens some.
    """

    def __init__(self, quads: ox.Store, services: frozenset[str] = frozenset()) -> None:
        self.quads = quads
        self.services = services

    @classmethod
    def in_memory(cls, lines: Iterable[str] = ()) -> EmbeddedStore:
        """Return a store in memory that holds the given N-Quads."""
        return cls.of("\n".join(lines).encode())

    @classmethod
    def of(cls, quads: bytes) -> EmbeddedStore:
        """Return a store in memory that holds the N-Quads of a file."""
        import pyoxigraph as ox

        store = ox.Store()
        store.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
        return cls(store)

    @classmethod
    def on_disk(cls, path: Path) -> EmbeddedStore:
        """Open a store on disk for reading."""
        import pyoxigraph as ox

        return cls(ox.Store.read_only(str(path)))

    def ask(self, sparql: str) -> Answer:
        """Return the answer to a query; raise `QueryError` where it is broken or asks whom it may not."""
        check(sparql, self.services)
        try:
            # What a SERVICE answers arrives while the rows are read.
            return _answer(self.quads.query(sparql, use_default_graph_as_union=True))
        except SyntaxError as error:
            wrong = QueryError(f"The query is broken: {error.msg}.", "Mend the SPARQL.")
        except (OSError, RuntimeError, ValueError) as error:
            wrong = QueryError(f"The query can't be answered: {error}.", "Look at its SERVICE, if it has one.")
        # Raised out here it doesn't hold on to the engine's rows, which must not outlive their thread.
        raise wrong


def _answer(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer:
    import pyoxigraph as ox

    if isinstance(result, ox.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        return Rows(columns, tuple([tuple([_from_oxigraph(value) for value in row]) for row in result]))
    if isinstance(result, ox.QueryBoolean):
        return Rows(("answer",), ((Term("literal", str(bool(result)).lower(), _BOOLEAN),),))
    return Triples(tuple(sorted({str(triple) + " ." for triple in result})))


def _from_oxigraph(value: object) -> Term | None:
    import pyoxigraph as ox

    if isinstance(value, ox.NamedNode):
        return Term("uri", value.value)
    if isinstance(value, ox.BlankNode):
        return Term("bnode", value.value)
    if isinstance(value, ox.Literal):
        datatype = value.datatype.value
        plain = datatype in {_STRING, _LANGUAGE_STRING}
        return Term("literal", value.value, None if plain else datatype, value.language)
    return None
