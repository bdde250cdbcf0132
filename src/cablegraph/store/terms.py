"""What a store takes and gives back, whichever engine answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})
# What can't stand in an IRI.
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')


class Term(NamedTuple):  # a tuple, since answers have very many of them
    """An RDF term: `kind` is "uri", "literal" or "bnode"; datatype is an IRI, None for plain strings."""

    kind: str
    value: str
    datatype: str | None = None
    language: str | None = None

    def sparql(self) -> str:
        """Write the term as SPARQL does, so that nothing in it can end it.

        Not by numbers of characters: SPARQL resolves those before it parses, so that they would end a string after all.
        """
        if self.kind == "uri":
            return f"<{_UNSAFE.sub(_escaped, self.value)}>"
        text = f'"{self.value.translate(_ESCAPES)}"'
        if self.language:
            return f"{text}@{self.language}"
        return f"{text}^^<{self.datatype}>" if self.datatype else text


def _escaped(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


@dataclass(frozen=True, slots=True)
class Rows:
    """A SELECT's answer: column names and rows, None where a variable is unbound. An ASK is one row, one column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def values(self) -> tuple[tuple[str | None, ...], ...]:
        """Return the rows as plain text, None where a variable is unbound."""
        return tuple(tuple(term.value if term else None for term in row) for row in self.rows)

    def records(self) -> list[dict[str, str | None]]:
        """Return each row as a mapping from column to plain text."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values()]


@dataclass(frozen=True, slots=True)
class Triples:
    """A CONSTRUCT's answer: N-Triples lines without line ends, sorted."""

    lines: tuple[str, ...]


Answer: TypeAlias = Rows | Triples


class Store(Protocol):
    """Anything that answers SPARQL 1.1; the default graph is the union of all named graphs."""

    def ask(self, sparql: str) -> Answer:
        """Return the answer to a query; raise `QueryError` where it is broken."""
