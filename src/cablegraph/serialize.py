"""Write N-Quads lines in the other forms of RDF; the same lines give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.statement import Status
from cablegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

# Identifiers with slashes would come out as `id:message\/…`; in full they are easier to read.
_UNWANTED_PREFIXES = frozenset({"id", "graph"})


def stated(lines: Iterable[str]) -> bytes:
    """Return the triples that the words of the sources state, and no others, as Turtle."""
    import pyoxigraph as ox

    wanted = (line for line in lines if line.endswith(f"/{Status.STATED}> ."))
    triples = {quad.triple for quad in ox.parse("\n".join(wanted), format=ox.RdfFormat.N_QUADS)}
    return _write(sorted(triples, key=str), ox.RdfFormat.TURTLE)


def turtle(triples: Iterable[str]) -> bytes:
    """Return N-Triples as Turtle."""
    import pyoxigraph as ox

    parsed = {quad.triple for quad in ox.parse("\n".join(triples), format=ox.RdfFormat.N_TRIPLES)}
    return _write(sorted(parsed, key=str), ox.RdfFormat.TURTLE)


def serialize(lines: Iterable[str], form: str) -> bytes:
    """Return N-Quads in the form "trig" or "jsonld"."""
    import pyoxigraph as ox

    parsed = ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS)
    ordered = sorted(parsed, key=lambda quad: (str(quad.graph_name), str(quad)))
    return _write(ordered, {"trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}[form])


def _write(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat) -> bytes:
    import pyoxigraph as ox

    prefixes = {name: iri for name, iri in PREFIXES.items() if name not in _UNWANTED_PREFIXES}
    result = ox.serialize(statements, format=form, prefixes=prefixes)
    assert result is not None
    return result
