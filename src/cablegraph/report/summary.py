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

_HEADS = ("part", "documents", "messages", "enclosed", "mentions", "findings")
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
    yield f"{proposals} ({tally.options} of them options), {stances} stances, {acts} acts of speech"
    counts = ", ".join(f"{tally.status(status)} {status}" for status in Status)
    yield f"{many(sum(map(tally.status, Status)), 'statement')}: {counts}"
    yield many(len(graph.findings), "finding")
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
    yield f"The graph is in {output}/. Next:"
    yield f"  {program} chain {graph.tally.example}{where}"
    yield f"  {program} query proposals/options{where}"
    yield f"  {program} network actors -o actors.svg{where}"
    yield f"  {program} query{' ' * 29}(lists the questions)"
