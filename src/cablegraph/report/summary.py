"""Say in a few lines what a build has made: messages, hops, actors, proposals, statements by status, findings."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from cablegraph.model.statement import Node, Status
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cablegraph.graph import Graph
    from cablegraph.model.statement import Statement

_HOLDINGS = {"held": "held", "heldAsEnclosure": "enclosed", "referencedOnly": "only mentioned", "lost": "lost"}


def lines(graph: Graph) -> Iterator[str]:
    """Yield the summary for people."""
    facts = as_dict(graph)
    documents, kinds = facts["documents"], graph.kinds()
    held = ", ".join(f"{count} {word}" for word, count in _holdings(graph).items())
    yield f"{many(documents, 'document')}, {many(kinds[Kind.MESSAGE], 'message')} ({held})"
    yield from _hops(graph)
    yield f"{many(facts['actors'], 'actor')} named"
    options = len({s.subject for s in _statements(graph) if s.property == "optionOf"})
    proposals = many(kinds[Kind.PROPOSAL], "proposal")
    yield f"{proposals} ({options} of them options), {kinds[Kind.STANCE]} stances, {kinds[Kind.ACT]} acts of speech"
    statuses = graph.statuses()
    counts = ", ".join(f"{statuses[status]} {status}" for status in Status)
    yield f"{many(sum(statuses.values()), 'statement')}: {counts}"
    yield many(len(graph.findings), "finding")


def many(count: object, word: str) -> str:
    """Return a count with its noun, in the plural where that is wanted."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _statements(graph: Graph) -> Iterator[Statement]:
    for document in graph.documents:
        yield from document.statements


def _holdings(graph: Graph) -> dict[str, int]:
    found = [s.value.id for s in _statements(graph) if s.property == "holdingStatus" and isinstance(s.value, Node)]
    return {word: found.count(name) for name, word in _HOLDINGS.items() if name in found}


def _hops(graph: Graph) -> Iterator[str]:
    """Yield how many hops there are and, where they are few, each of them."""
    hops = [node for document in graph.documents for node in document.labels if node.kind is Kind.TRANSMISSION]
    yield f"{many(len(hops), 'hop')}{':' if len(hops) <= _FEW else ''}"
    if len(hops) > _FEW:
        return
    names = {node: name for document in graph.documents for node, name in document.labels.items()}
    ends: dict[Node, dict[str, str]] = {}
    for statement in _statements(graph):
        if statement.property in {"from", "to", "dispatchedAt"} and isinstance(statement.value, Node):
            name = names.get(statement.value, statement.value.id)
            ends.setdefault(statement.subject, {}).setdefault(statement.property, name)
    for hop in hops:
        facts = ends.get(hop, {})
        sent = facts.get("dispatchedAt")
        yield f"  {facts.get('from', '?')} -> {facts.get('to', '?')}{f', sent {sent}' if sent else ''}"


def as_dict(graph: Graph) -> dict[str, object]:
    """Return the summary as a JSON object (schema cablegraph-build/1)."""
    actors = {s.value for s in _statements(graph) if isinstance(s.value, Node) and s.property in _ACTOR_PROPERTIES}
    return {
        "schema": "cablegraph-build/1",
        "documents": sum(bool(document.text) for document in graph.documents),
        "messages": _holdings(graph),
        "actors": len(actors),
        "nodes": {kind.value: count for kind, count in sorted(graph.kinds().items())},
        "statements": {status.value: graph.statuses()[status] for status in Status},
        "quads": len(graph.lines),
        "findings": len(graph.findings),
    }


def next_steps(graph: Graph, output: Path) -> Iterator[str]:
    """Yield what to type next, as the program was called, with a message of this graph for an example."""
    program = "cablegraph" if shutil.which("cablegraph") else sys.argv[0]
    if program.endswith("__main__.py"):
        program = "python -m cablegraph"
    where = "" if str(output) == "build" else f" -g {output}"
    numbers = [s.value for s in _statements(graph) if s.property == "identifier"]
    yield f"The graph is in {output}/. Next:"
    yield f"  {program} chain {numbers[0] if numbers else graph.documents[-1].id}{where}"
    yield f"  {program} query proposals/options{where}"
    yield f"  {program} network actors -o actors.svg{where}"
    yield f"  {program} query{' ' * 29}(lists the questions)"


_FEW = 12
_ACTOR_PROPERTIES = frozenset(
    {"sender", "author", "addressee", "copyRecipient", "from", "to", "via", "attributedTo", "designates", "member"}
)
