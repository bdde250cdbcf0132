"""Read one part of a corpus into a segment: quads on disk, checked slice by slice, with what was counted and found.

No more than a slice is in memory at a time. A slice is checked with the quads of the registers, and of the part's own
register (an edition's list of persons), beside it; checks that need the whole corpus come later, on the store.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph import quads, validation
from cablegraph.corpus.folder import check_held_once
from cablegraph.errors import Position
from cablegraph.files import beside
from cablegraph.graph import descriptions, segments
from cablegraph.graph.tally import Tally
from cablegraph.model.mention import KnownMessage, Mention
from cablegraph.resources import fingerprint
from cablegraph.store.embedded import EmbeddedStore
from cablegraph.vocabulary import PROGRAM, node_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cablegraph.corpus.folder import Corpus, Part
    from cablegraph.graph.segments import Description, Segment
    from cablegraph.model.statement import Document, Node
    from cablegraph.validation import Finding

SLICE = 60_000  # quads that are checked together
QUADS_A_STATEMENT = 10  # about so many


def segment_key(corpus: Corpus, part: Part) -> str:
    """Return the name of a part's segment: a digest of everything that can change what is in it."""
    holders = repr({name: sorted(texts) for name, texts in corpus.holders.items()}) if part.kind == "texts" else ""
    rows = (repr((row.register, row.id, sorted(row.cells.items()))) for row in corpus.registers.rows())
    files = (fact for path in part.files for fact in (str(path), path.read_bytes()))
    return segments.key(fingerprint(), part.name, part.kind, holders, *rows, "\x1f", *files)


def make(corpus: Corpus, part: Part, target: Path, tick: Callable[[int], object]) -> Segment:
    """Read a part and write its segment, the quads to *target*; *tick* is told how many documents were read.

    Raise `InputError` where the part can't be read, `OutputError` where the disk takes no more; then there is no
    segment.
    """
    registers = (other for other in corpus.parts if other.kind == "registers" and other != part)
    context = [document for other in registers for document in corpus.read(other)]
    return write(part.name, _told(corpus.read(part), tick), target, context)


def _told(documents: Iterable[Document], tick: Callable[[int], object]) -> Iterator[Document]:
    held: dict[str, str] = {}
    for document in documents:
        check_held_once(document, held)
        tick(bool(document.text))
        yield document


def write(name: str, documents: Iterable[Document], target: Path, context: Sequence[Document] = ()) -> Segment:
    """Write the segment of some documents; *context* are documents, written elsewhere, that describe what they use."""
    around = list(context)
    names = {node: label for document in around for node, label in document.labels.items()}
    tally, findings, ids = Tally(), list[validation.Finding](), list[str]()
    messages, mentions = list[KnownMessage](), list[Mention]()
    described: dict[Node, Description] = {}
    with beside(target) as stream:
        for run in _slices(documents):
            pairs = [descriptions.split(document) for document in run]
            texts = [quads.document_bytes(own) for own, _ in pairs]
            for document, own in zip(run, texts, strict=True):
                stream.write(own)
                names.update({} if document.text else document.labels)
                tally.add(document, own, names)
                ids.append(document.id)
                messages += document.messages
                mentions += document.mentions
            texts = [_alone(own, text) for (own, _), text in zip(pairs, texts, strict=True)]
            texts += [quads.document_bytes(others) for _, others in pairs]
            findings += check(run, texts, around)
            around += [document for document in run if document.is_register]
            for _, others in pairs:
                described = {**descriptions.gather(others), **described}
    kept = tuple(dict.fromkeys(findings))
    segment = segments.Segment(
        name, target, tuple(ids), tally, kept, tuple(messages), tuple(mentions), tuple(described.values())
    )
    segments.write(segment)
    return segment


def _alone(document: Document, text: bytes) -> bytes:
    """Return a document's quads with those of the spans that are described elsewhere, so that it can be checked."""
    return quads.document_bytes(replace(document, described=frozenset())) if document.described else text


def _slices(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield the documents in runs that make about `SLICE` quads; a register ends a run."""
    run: list[Document] = []
    size = 0
    for document in documents:
        run.append(document)
        size += QUADS_A_STATEMENT * len(document.statements)
        if size >= SLICE or document.is_register:
            yield run
            run, size = [], 0
    if run:
        yield run


def check(documents: Sequence[Document], texts: Sequence[bytes], context: Iterable[Document]) -> list[Finding]:
    """Return the findings on some documents, each with its place.

    *texts* are the quads of the documents, *context* other documents that describe what they use.
    """
    around = [quads.document_bytes(document) for document in context]
    store = EmbeddedStore.of(b"".join([*around, *texts]))
    spoken = by_people(documents)
    levels = validation.LEVELS if spoken else (validation.MUST,)
    found = validation.locate(validation.check(store, scope="slice", levels=levels), documents)
    kept = [finding for finding in found if finding.level == validation.MUST or finding.focus in spoken]
    kept += [finding for document in documents for finding in validation.check_spans(document)]
    return [*kept, *(finding for document in documents for finding in _remarks(document))]


def by_people(documents: Iterable[Document]) -> Mapping[str, Node]:
    """Return the nodes of which somebody else than the program says something, by IRI.

    Remarks on what the machine alone has read are left out: they ask for what only an annotation could say.
    """
    subjects = {
        statement.subject
        for document in documents
        for statement in document.statements
        if statement.basis.by != PROGRAM
    }
    return {node_iri(node.kind, node.id): node for node in subjects}


def _remarks(document: Document) -> Iterator[Finding]:
    """Yield what the reader of an edition would not believe or could not place."""
    for problem in document.problems:
        where = Position(document.file, problem.line, problem.column)
        yield validation.Finding(validation.SHOULD, problem.message, str(where), document=document.id, where=where)
