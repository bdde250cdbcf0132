"""Build the graph of a data folder: read, map, validate, and put the result in place as a whole.

The output folder ends up with `graph.nq` (everything), `graph.trig` (the same, to be read by people), `stated.ttl`
(what the words of the sources say, alone), `ontology.html`, and `store/`, which answers questions. The same data gives
the same bytes. Where the data can't be read, or `must` findings say that the graph would say something false, the
output folder stays as it was.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph import quads, validation
from cablegraph.corpus.folder import open_folder, unread
from cablegraph.errors import OutputError, Position
from cablegraph.files import write_together
from cablegraph.resources import folder
from cablegraph.serialize import serialize, stated
from cablegraph.store import publish
from cablegraph.store.embedded import EmbeddedStore
from cablegraph.version import __version__
from cablegraph.vocabulary import PROGRAM, node_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from cablegraph.model.statement import Document, Status
    from cablegraph.validation import Finding
    from cablegraph.vocabulary import Kind

STORE = "store"
QUADS = "graph.nq"


@dataclass(frozen=True)
class Graph:
    """A graph in memory with what it was made of: documents in order, N-Quads lines, findings."""

    documents: tuple[Document, ...]
    lines: tuple[str, ...]
    store: EmbeddedStore
    findings: tuple[Finding, ...]

    @property
    def false(self) -> bool:
        """Say whether a finding stands against what the graph says."""
        return any(finding.level == "must" for finding in self.findings)

    def statuses(self) -> Mapping[Status, int]:
        """Count the statements of the texts (not of the registers) by status."""
        return Counter(s.basis.status for d in self.documents if d.text for s in d.statements)

    def kinds(self) -> Mapping[Kind, int]:
        """Count the nodes by kind, each once."""
        return Counter(node.kind for node in {node for d in self.documents for node in d.labels})


def check(data: Path, progress: Callable[[Iterable[Document]], Iterable[Document]] = iter) -> Graph:
    """Read a data folder and validate its graph, in memory; raise `InputError` where the data can't be read."""
    corpus = open_folder(data)
    documents = tuple(progress(corpus.documents()))
    lines = tuple(line for document in documents for line in quads.document_quads(document))
    store = EmbeddedStore.in_memory(lines)
    findings = _worth_saying(validation.locate(validation.check(store), documents), documents)
    findings += [finding for document in documents for finding in validation.check_spans(document)]
    findings += [validation.Finding("should", words, where.file, where=where) for where, words in unread(data)]
    return Graph(documents, lines, store, tuple(findings))


def _worth_saying(findings: Iterable[Finding], documents: Iterable[Document]) -> list[Finding]:
    """Leave out remarks on what the machine alone has read: they ask for what only an annotation could say."""
    by_people = {
        node_iri(statement.subject.kind, statement.subject.id)
        for document in documents
        for statement in document.statements
        if statement.basis.by != PROGRAM
    }
    return [finding for finding in findings if finding.level == "must" or finding.focus in by_people]


def _check_output(output: Path) -> None:
    """Refuse a folder with other things in it, so that a build never writes over what is not its own."""
    if output.is_dir() and any(output.iterdir()) and not (output / STORE).is_dir():
        advice = "Choose an empty or a new folder, or one that a build has made."
        raise OutputError("The folder holds other files.", advice, Position(str(output)))


def write(graph: Graph, output: Path) -> None:
    """Write a graph's files and publish its store; raise `OutputError` where that can't be done."""
    made_by = f"cablegraph {__version__}"
    _check_output(output)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder can't be made: {error.strerror}.", "", Position(str(output))) from None
    text = "".join(f"{line}\n" for line in graph.lines)
    digest = hashlib.sha256(text.encode()).hexdigest()
    quads_file = output / QUADS
    files: dict[Path, str | bytes] = {
        quads_file: text,
        output / "graph.trig": serialize(graph.lines, "trig"),
        output / "stated.ttl": stated(graph.lines),
        output / "ontology.html": (folder("ontology") / "cablegraph.html").read_bytes(),
    }
    write_together(files, lambda partial: publish(partial[quads_file], digest, output / STORE, made_by))
