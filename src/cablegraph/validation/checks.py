"""Run all shapes and queries over a store, and compare the quoted words with their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.statement import Status
from cablegraph.resources import folder
from cablegraph.validation import faults, shapes
from cablegraph.validation.finding import LEVELS, MUST, Finding
from cablegraph.validation.translation import translate
from cablegraph.vocabulary import PROPERTIES, expand, node_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cablegraph.model.statement import Document, Statement
    from cablegraph.store.embedded import EmbeddedStore


def check(
    store: EmbeddedStore, directory: Path | None = None, *, scope: str | None = None, levels: Sequence[str] = LEVELS
) -> list[Finding]:
    """Return every fault of the graph once: violations first, then remarks, each sorted by document and thing.

    *directory* holds the folders `must` and `should`; without it, those that come with the program are taken. With the
    *scope* "slice", what can only be told of a whole corpus is not asked; with "corpus", nothing else is.
    """
    root = directory or folder("ontology") / "shapes"
    found: set[Finding] = set()
    for level in levels:
        found.update(faults.findings(store, sorted((root / level).glob("*.rq")), level, scope))
    if scope != "corpus":
        found.update(
            _shape_findings(store, [(level, path) for level in levels for path in (root / level).glob("*.ttl")])
        )
    return sorted(found, key=lambda finding: finding.rank)


def _shape_findings(store: EmbeddedStore, files: Iterable[tuple[str, Path]]) -> Iterator[Finding]:
    """Yield what the shapes of files find, each with its level: by queries where they can be translated."""
    left: dict[str, list[Path]] = {}
    for level, path in files:
        translated = translate(path)
        if translated is None:
            left.setdefault(level, []).append(path)
        for fault in translated or ():
            yield from faults.rows(store, fault, level, path)
    if left:
        yield from shapes.findings(store.quads, left)


def check_spans(document: Document) -> list[Finding]:
    """Return the statements of a document whose quoted words are not where they are said to be in its text."""
    found = {finding for statement in document.statements for finding in _span_findings(document, statement)}
    return sorted(found, key=lambda finding: finding.rank)


def _span_findings(document: Document, statement: Statement) -> Iterator[Finding]:
    subject = node_iri(statement.subject.kind, statement.subject.id)
    path = expand(PROPERTIES[statement.property][0])
    spans = statement.basis.spans
    length = len(document.text)
    for span in spans:
        if span not in document.quotes and not 0 <= span.start < span.end <= length:
            message = f"The text has {length} characters, but words are quoted from {span.start} to {span.end} of it."
            yield Finding(MUST, message, subject, path, None, document.id, statement.where)
    said = statement.value
    if statement.property != "asWritten" or statement.basis.status is not Status.STATED or not isinstance(said, str):
        return
    if not any(said in document.words(span) for span in spans):
        message = f'The words "{said}" are said to be written so, but the quoted passage does not hold them.'
        yield Finding(MUST, message, subject, path, said, document.id, statement.where)
