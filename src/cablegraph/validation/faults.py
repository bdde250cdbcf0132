"""Ask the queries of `ontology/shapes/`: each row of an answer is a fault.

The first lines of a query's file are its head, in the manner of the named questions:

    #+ message: The message {?message} encloses itself, directly or through others.
    #+ focus: message
    #+ table: domains
    #+ scope: corpus

`message` is the sentence, with the query's variables in braces; `focus` is the variable of the node it is about. The
variables `?path` and `?value`, where there are any, become the finding's own. `table` names the rows, derived from the
ontology, that stand for the empty braces of a `VALUES (?path ?class) {}`. `scope` says, with "corpus", that the query
is to be asked of the whole corpus alone, since a slice of it lacks what other documents say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.errors import Position, QueryError
from cablegraph.files import read_text
from cablegraph.store.terms import Rows
from cablegraph.validation import tables
from cablegraph.validation.finding import Finding, Labels, sentence
from cablegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from cablegraph.store.embedded import EmbeddedStore
    from cablegraph.store.terms import Term

_HEAD = "#+ "
_PROLOGUE = " ".join(f"PREFIX {name}: <{namespace}>" for name, namespace in PREFIXES.items())


@dataclass(frozen=True, slots=True)
class Fault:
    """A query for faults: the sentence for each, the variable of the node at fault, the SPARQL, what it is asked of."""

    message: str
    focus: str
    sparql: str
    scope: str = "slice"


def read(path: Path) -> Fault:
    """Read a query's file; raise `QueryError` where its head lacks the sentence or the variable."""
    text = read_text(path)
    lines = (line.removeprefix(_HEAD) for line in text.splitlines() if line.startswith(_HEAD))
    head = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    for key in ("message", "focus"):
        if not head.get(key):
            raise QueryError(f'The head has no "{key}".', f"Add a line `{_HEAD}{key}: …`.", Position(str(path)))
    if "table" in head:
        text = text.replace("{}", f"{{ {tables.rows(head['table'])} }}")
    return Fault(head["message"], head["focus"], f"{_PROLOGUE}\n{text}", head.get("scope", "slice"))


def findings(store: EmbeddedStore, files: Iterable[Path], level: str, scope: str | None = None) -> Iterator[Finding]:
    """Yield a finding for every row that the queries of *files* return, those of one *scope* where that is given.

    Raise `QueryError` where a query is broken.
    """
    for path in files:
        fault = read(path)
        if not scope or fault.scope == scope:
            yield from rows(store, fault, level, path)


def rows(store: EmbeddedStore, fault: Fault, level: str, path: Path) -> Iterator[Finding]:
    """Yield a finding for every row that a query of the file *path* returns; raise `QueryError` where it is broken."""
    try:
        answer = store.ask(fault.sparql)
    except QueryError as error:
        raise QueryError(error.what, error.advice, Position(str(path))) from None
    if not isinstance(answer, Rows) or fault.focus not in answer.columns:
        advice = f"SELECT the variable ?{fault.focus}."
        raise QueryError("The query does not return the node at fault.", advice, Position(str(path)))
    labels = Labels(store.quads)
    for row in answer.rows:
        yield _finding(labels, fault, dict(zip(answer.columns, row, strict=True)), level)


def _finding(labels: Labels, fault: Fault, row: Mapping[str, Term | None], level: str) -> Finding:
    bound = {name: term for name, term in row.items() if term is not None}
    shown = {name: labels.shown(term.value, is_iri=term.kind == "uri") for name, term in bound.items()}
    focus = bound[fault.focus]
    node = focus.value if focus.kind == "uri" else f"_:{focus.value}"
    return Finding(
        level=level,
        message=sentence(fault.message, shown),
        focus=node,
        path=bound["path"].value if "path" in bound else None,
        value=bound["value"].value if "value" in bound else None,
        document=labels.document(node),
    )
