"""Write N-Quads lines in the other forms of RDF; the same lines give the same bytes."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from cablegraph.model.statement import Status
from cablegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

# Identifiers with slashes would come out as `id:message\/…`; in full they are easier to read.
_UNWANTED_PREFIXES = frozenset({"id", "graph"})


def stated(lines: Iterable[str]) -> Iterator[bytes]:
    """Yield the triples that the words of the sources state, and no others, as Turtle, document by document."""
    import pyoxigraph as ox

    wanted = (line for line in lines if line.endswith(f"/{Status.STATED}> ."))
    for first, run in _documents(wanted):
        triples = {quad.triple for quad in ox.parse("\n".join(run), format=ox.RdfFormat.N_QUADS)}
        yield _without_head(_write(sorted(triples, key=str), ox.RdfFormat.TURTLE), first=first)


def trig(lines: Iterable[str]) -> Iterator[bytes]:
    """Yield N-Quads as TriG, document by document."""
    import pyoxigraph as ox

    for first, run in _documents(lines):
        parsed = ox.parse("\n".join(run), format=ox.RdfFormat.N_QUADS)
        # The lines of a document stand in order already, so that only its graphs need to be told apart.
        ordered = sorted(parsed, key=lambda quad: str(quad.graph_name))
        yield _without_head(_write(ordered, ox.RdfFormat.TRIG), first=first)


def _documents(lines: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    """Yield the lines of each document, which stand together, and whether it is the first one."""
    runs = groupby(lines, key=lambda line: line[line.rindex(" <") : line.rindex("/")])
    for number, (_, run) in enumerate(runs):
        yield number == 0, list(run)


def _without_head(written: bytes, *, first: bool) -> bytes:
    """Take the declarations of prefixes off, which stand once at the beginning of a file."""
    return written if first else re.sub(rb"(?m)\A(?:@prefix [^\n]*\n)*", b"", written)


def turtle(triples: Iterable[str]) -> bytes:
    """Return N-Triples as Turtle."""
    import pyoxigraph as ox

    parsed = {quad.triple for quad in ox.parse("\n".join(triples), format=ox.RdfFormat.N_TRIPLES)}
    return _write(sorted(parsed, key=str), ox.RdfFormat.TURTLE)


def json_ld(lines: Iterable[str]) -> bytes:
    """Return N-Quads as JSON-LD."""
    import pyoxigraph as ox

    parsed = ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS)
    return _write(sorted(parsed, key=lambda quad: (str(quad.graph_name), str(quad))), ox.RdfFormat.JSON_LD)


def _write(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat) -> bytes:
    import pyoxigraph as ox

    prefixes = {name: iri for name, iri in PREFIXES.items() if name not in _UNWANTED_PREFIXES}
    result = ox.serialize(statements, format=form, prefixes=prefixes)
    assert result is not None
    return result
