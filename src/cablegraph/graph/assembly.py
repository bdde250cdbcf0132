"""Put the segments of a corpus together: one file of quads, one store, or nothing at all."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph import validation
from cablegraph.corpus.folder import open_folder, unread
from cablegraph.errors import FileError, OutputError, Position
from cablegraph.files import chunks, locked, read_lines
from cablegraph.graph import citations, descriptions, links, publication, segments, workers
from cablegraph.graph.publication import PARTS, STORE
from cablegraph.graph.tally import Tally
from cablegraph.links.folder import read_all
from cablegraph.resources import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cablegraph.corpus.folder import Corpus
    from cablegraph.errors import InputError
    from cablegraph.graph.segments import Segment
    from cablegraph.store.embedded import EmbeddedStore
    from cablegraph.validation import Finding


@dataclass(frozen=True)
class Graph:
    """What a build made or a check saw: the segments in order, the findings, and which files could not be read."""

    segments: tuple[Segment, ...]
    findings: tuple[Finding, ...]
    refused: tuple[InputError, ...] = ()

    @property
    def false(self) -> bool:
        """Say whether a finding stands against what the graph says."""
        return any(finding.level == validation.MUST for finding in self.findings)

    @property
    def tally(self) -> Tally:
        """What there is in all segments together."""
        total = Tally()
        for segment in self.segments:
            total.merge(segment.tally)
        return total


def _silent(size: int) -> Callable[[int], object]:
    return lambda number: (size, number)


def check(data: Path, watch: Callable[[int], Callable[[int], object]] = _silent) -> Graph:
    """Read a data folder and validate its graph without leaving anything behind.

    *watch* is told about how many documents there are and gives back what is told of each that is read. Raise
    `InputError` where the data can't be read.
    """
    with tempfile.TemporaryDirectory(prefix="cablegraph-") as scratch:
        return _build(data, Path(scratch), watch, leave=False)


def build(
    data: Path,
    output: Path,
    watch: Callable[[int], Callable[[int], object]] = _silent,
    waiting: Callable[[], object] = lambda: None,
) -> Graph:
    """Build the graph of a data folder in an output folder, unless a finding says that it would say something false.

    *waiting* is called where another build writes to the same folder and this one has to wait. Raise `InputError` where
    the data can't be read, `OutputError` where the output can't be written.
    """
    _check_output(output)
    try:
        (output / PARTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        advice = "Name a new folder, or one that a build has made, where you may write."
        raise OutputError(f"The folder can't be made: {error.strerror}.", advice, Position(str(output))) from None
    with locked(output / PARTS / "LOCK", waiting):
        return _build(data, output, watch, leave=True)


def recorded_findings(output: Path) -> tuple[Finding, ...] | None:
    """Return what was found when the parts of a build were read, None where the build has left no parts."""
    made = [segments.read(path.with_suffix(".nq")) for path in sorted((output / PARTS).glob("*.json"))]
    return tuple(finding for segment in made if segment for finding in segment.findings) if made else None


def _check_output(output: Path) -> None:
    """Refuse a folder with other things in it, so that a build never writes over what is not its own."""
    ours = (output / STORE).is_dir() or (output / PARTS).is_dir()
    if output.is_dir() and any(output.iterdir()) and not ours:
        advice = "Choose an empty or a new folder, or one that a build has made."
        raise OutputError("The folder holds other files.", advice, Position(str(output)))


def _build(data: Path, output: Path, watch: Callable[[int], Callable[[int], object]], *, leave: bool) -> Graph:
    corpus = open_folder(data)
    tick = watch(sum(corpus.size(part) for part in corpus.parts))
    (output / PARTS).mkdir(exist_ok=True)
    made, refused = workers.assemble(data, corpus, output / PARTS, tick)
    if refused and not any(segment.tally.documents for segment in made):
        raise refused[0]
    _check_once(made)
    made.append(citations.resolve(made, output / PARTS))
    names = (segment.quads.name for segment in made)
    made.append(
        descriptions.write(made, output / PARTS / f"{segments.key(fingerprint(), descriptions.NAME, *names)}.nq")
    )
    made.append(links.write(data, output / PARTS))  # the last, so that they can be renewed at the end of the file
    findings = [finding for segment in made for finding in segment.findings]
    findings += [validation.Finding("should", words, where.file, where=where) for where, words in unread(data)]
    graph = Graph(tuple(made), tuple(findings), tuple(refused))
    if not graph.false:
        graph = _publish(corpus, graph, output, leave=leave)
    if leave:
        segments.sweep(output / PARTS, [segment.quads for segment in made])
    return graph


def _check_once(made: Sequence[Segment]) -> None:
    """Raise `FileError` where two files hold a document or a message of the same id: they would become one."""
    first: dict[str, str] = {}
    for segment in made:
        for name in (*segment.documents, *(message.id for message in segment.messages)):
            if first.setdefault(name, segment.part) != segment.part:
                what = f'"{name}" stands in {first[name]} too.'
                raise FileError(what, "Take one of the two files away, or give it another id.", Position(segment.part))


def _publish(corpus: Corpus, graph: Graph, output: Path, *, leave: bool) -> Graph:
    """Load the quads of all segments and check them as a whole; where nothing is false, put all files in place."""
    content = publication.Content(
        pieces=lambda: (piece for segment in graph.segments for piece in chunks(segment.quads)),
        lines=lambda: (line for segment in graph.segments for line in read_lines(segment.quads)),
    )
    found = publication.publish(content, output, lambda store: _whole(corpus, graph, store), leave=leave)
    return replace(graph, findings=(*graph.findings, *found))


def _whole(corpus: Corpus, graph: Graph, store: EmbeddedStore) -> list[Finding]:
    """Return what can be found only on the whole corpus; the documents at fault are read again for the places."""
    found = validation.check(store, scope="corpus", levels=(validation.MUST,))
    wanted = {finding.document for finding in found}
    names = {segment.part for segment in graph.segments if wanted.intersection(segment.documents)}
    again = (document for part in corpus.parts if part.name in names for document in corpus.read(part))
    if not found:
        return []
    found = validation.locate(found, (document for document in again if document.id in wanted))
    return links.located(found, read_all(corpus.folder))
