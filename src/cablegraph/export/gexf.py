"""GEXF 1.2draft for Gephi, valid by its schema, with the days of a tie as its start and end."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cablegraph.networks import as_gexf, days, describe

if TYPE_CHECKING:
    from pathlib import Path

    from cablegraph.networks import Network

# What networkx writes of itself: today's date, its version, and a name of the graph that the schema does not allow.
_META = re.compile(rb"<meta lastmodifieddate=.*?</meta>", re.DOTALL)
_NAME = re.compile(rb'(<graph [^>]*?) name="[^"]*"')


def render(graph: Network, path: Path, _form: str) -> dict[Path, bytes]:
    """Return the file: what networkx writes, with a head of our own that has no date and says what was drawn."""
    head, rest = as_gexf(_with_spans(graph)).split(b"<attributes ", 1) if len(graph) else (as_gexf(graph), b"")
    about = escape(": ".join(filter(None, [graph.graph.get("name", ""), describe(graph)])))
    meta = f"<meta>\n    <creator>cablegraph</creator>\n    <description>{about}</description>\n  </meta>"
    head = _NAME.sub(rb"\1", _META.sub(meta.encode().replace(b"\\", b"\\\\"), head))
    return {path: head + (b"<attributes " + rest if rest else b"")}


def _with_spans(graph: Network) -> Network:
    """Return a copy whose edges have `start` and `end` where the days of their first and last message are known."""
    copy = graph.copy()
    for _, _, facts in copy.edges(data=True):
        start, end = days(facts.get("first")), days(facts.get("last"))
        if start and end and _is_day(start[0]) and _is_day(end[1]):
            facts["start"], facts["end"] = start[0], end[1]
    return copy


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
