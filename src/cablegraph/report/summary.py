"""Say in a few lines what a build has made: messages, hops, actors, proposals, statements by status, findings."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from cablegraph.graph.tally import FEW
from cablegraph.model.statement import Status
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cablegraph.graph import Graph
    from cablegraph.graph.segments import Segment
    from cablegraph.graph.tally import Tally

_HEADS = ("part", "documents", "messages", "enclosed", "mentions", "findings")
_FEW_ACTORS = 100  # so many fit into a picture
HOLDINGS = {"held": "held", "heldAsEnclosure": "enclosed", "referencedOnly": "only mentioned", "lost": "lost"}


def lines(graph: Graph) -> Iterator[str]:
    """Yield the summary for people."""
    tally = graph.tally
    held = ", ".join(f"{tally.holding(name)} {word}" for name, word in HOLDINGS.items() if tally.holding(name))
    yield f"{many(tally.documents, 'document')}, {many(tally.kind(Kind.MESSAGE), 'message')} ({held})"
    hops = tally.kind(Kind.TRANSMISSION)
    yield f"{many(hops, 'hop')}{':' if hops <= FEW else ''}"
    yield from (f"  {hop}" for hop in tally.hops if hops <= FEW)
    yield f"{many(len(tally.actors), 'actor')} named"
    proposals = many(tally.kind(Kind.PROPOSAL), "proposal")
    stances, acts = tally.kind(Kind.STANCE), tally.kind(Kind.ACT)
    if tally.kind(Kind.PROPOSAL) or stances or acts:
        yield f"{proposals} ({tally.options} of them options), {many(stances, 'stance')}, {many(acts, 'act')} of speech"
    counts = ", ".join(f"{tally.status(status)} {status}" for status in Status)
    yield f"{many(sum(map(tally.status, Status)), 'statement')}: {counts}"
    if decisions := tally.kind(Kind.DECISION):
        yield f"{many(decisions, 'decision')} about links to Wikidata"
    yield many(len(graph.findings), "finding")
    for error in graph.refused:
        yield f"left out, since it can't be read: {error.where.file if error.where else error.what}"
    yield from _by_part(graph)


def _by_part(graph: Graph) -> Iterator[str]:
    """Yield a table of the corpus's parts where there are several."""
    parts = [segment for segment in graph.segments if segment.tally.documents]
    if len(parts) < 2:
        return
    rows = [_HEADS, *(_row(segment) for segment in parts)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    for row in rows:
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join((row[0].ljust(widths[0]), *cells))


def _row(segment: Segment) -> tuple[str, ...]:
    tally = segment.tally
    messages = tally.holding("held") + tally.holding("referencedOnly")
    figures = (tally.documents, messages, tally.holding("heldAsEnclosure"), tally.kind(Kind.REFERENCE))
    return (segment.part, *(f"{figure:,}" for figure in (*figures, len(segment.findings))))


def many(count: object, word: str) -> str:
    """Return a count with its noun, in the plural where that is wanted."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def as_dict(graph: Graph) -> dict[str, object]:
    """Return the summary as a JSON object (schema cablegraph-build/1)."""
    tally = graph.tally
    kinds = {kind.value: tally.kind(kind) for kind in sorted(Kind)}
    return {
        "schema": "cablegraph-build/1",
        "documents": tally.documents,
        "messages": {word: tally.holding(name) for name, word in HOLDINGS.items() if tally.holding(name)},
        "actors": len(tally.actors),
        "nodes": {kind: count for kind, count in kinds.items() if count},
        "statements": {status.value: tally.status(status) for status in Status},
        "quads": tally.quads,
        "findings": len(graph.findings),
    }


def next_steps(graph: Graph, output: Path) -> Iterator[str]:
    """Yield what to type next, as the program was called, with a message of this graph for an example."""
    program = "cablegraph" if shutil.which("cablegraph") else sys.argv[0]
    if program.endswith("__main__.py"):
        program = "python -m cablegraph"
    where = "" if str(output) == "build" else f" -g {output}"
    tally = graph.tally
    yield f"The graph is in {output}/. Next:"
    # A number may be that of several messages of a corpus.
    yield f"  {program} chain {(tally.documents == 1 and tally.number) or tally.example}{where}"
    yield f"  {program} query {_question(tally)}{where}"
    yield f"  {program} network actors -o actors.{'svg' if len(tally.actors) <= _FEW_ACTORS else 'gexf'}{where}"
    yield f"  {program} query{' ' * 29}(lists the questions)"


def _question(tally: Tally) -> str:
    """Return a question that has an answer in the graph."""
    if tally.kind(Kind.PROPOSAL):
        return "proposals/options"
    return "corpus/most-cited-not-held" if tally.kind(Kind.REFERENCE) else "corpus/messages"
