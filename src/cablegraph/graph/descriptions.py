"""Describe each thing once: what several documents speak of is described by the first of them alone.

A label that stood in a hundred documents' graphs would come a hundred times in their union, and so would every row of
an answer that asks for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph import quads
from cablegraph.files import beside
from cablegraph.graph import segments
from cablegraph.graph.segments import Description
from cablegraph.graph.tally import Tally
from cablegraph.model.statement import Document, Node
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cablegraph.graph.segments import Segment

NAME = "descriptions"


def split(document: Document) -> tuple[Document, Document]:
    """Part a document from its descriptions of nodes that other documents may describe too."""
    mine = [node for node in document.labels if document.id in node.id and not document.is_register]
    labels = {node: document.labels[node] for node in mine}
    others = {node: label for node, label in document.labels.items() if node not in labels}
    return replace(document, labels=labels), replace(document, text="", labels=others, statements=())


def gather(document: Document) -> dict[Node, Description]:
    """Return the descriptions of a document, by node."""
    return {
        node: Description(document.id, node.kind, node.id, label, document.classes.get(node, ()))
        for node, label in document.labels.items()
    }


def write(made: Sequence[Segment], target: Path) -> Segment:
    """Write the segment of what is described once for all others, each by the first document that speaks of it."""
    first: dict[tuple[str, str], Description] = {}
    for segment in made:
        for description in segment.descriptions:
            first.setdefault((description.kind, description.id), description)
    by_document: dict[str, list[Description]] = {}
    for description in first.values():
        by_document.setdefault(description.document, []).append(description)
    tally = Tally()
    with beside(target) as stream:
        for name, found in by_document.items():
            nodes = {Node(Kind(d.kind), d.id): d for d in found}
            labels = {node: d.label for node, d in nodes.items()}
            classes = {node: d.classes for node, d in nodes.items()}
            text = quads.document_bytes(Document(name, "", "", "", labels, (), classes))
            stream.write(text)
            tally.quads += text.count(b"\n")
    segment = segments.Segment(NAME, target, (), tally, ())
    segments.write(segment)
    return segment
