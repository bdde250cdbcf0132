"""A pair of CSV tables, nodes and edges, whose heads Gephi's importer knows.

A cell that a spreadsheet would take for a formula, because it begins with = + - or @, gets an apostrophe before it, and
so does one where such a sign follows apostrophes; so the apostrophe can be taken away again. IRIs never need one.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from cablegraph.export.styles import spoken
from cablegraph.networks import OFFICES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cablegraph.networks import Network

_FORMULA = re.compile(r"'*[=+\-@]")
MEASURES = ("out_strength", "in_strength", "out_partners", "in_partners", "pagerank", "betweenness")
# What Wikidata says has columns only where `link enrich` has brought any of it.
_WIKIDATA = tuple(f"wikidata_{name}" for name in ("item", "born", "died", "retrieved", "revision"))
_EDGE = ("weight", "status", *STATUSES, "first", "last", "messages", "labels", "rationale", "reported_by")


def render(graph: Network, path: Path, _form: str) -> dict[Path, str]:
    """Return the two files: NAME.nodes.csv and NAME.edges.csv, where the path is NAME.csv."""
    name = path.with_suffix("") if path.suffix.lower() == ".csv" else path
    return {
        name.with_name(f"{name.name}.nodes.csv"): _table(_nodes(graph)),
        name.with_name(f"{name.name}.edges.csv"): _table(_edges(graph)),
    }


def _nodes(graph: Network) -> Iterator[Sequence[object]]:
    said = {name for _, facts in graph.nodes(data=True) for name in facts}
    names = [name for name in (*MEASURES, *_WIKIDATA) if name in said]
    yield ["Id", "Label", "Kind", *(_head(name) for name in names)]
    for node, facts in graph.nodes(data=True):
        yield [node, facts["label"], facts.get("kind"), *(facts.get(name) for name in names)]


def _edges(graph: Network) -> Iterator[Sequence[object]]:
    said = {name for *_, facts in graph.edges(keys=True, data=True) for name in facts}
    names = [*_EDGE, *(name for name in OFFICES if name in said)]
    yield ["Source", "Target", "Type", "Kind", *(_head(name) for name in names)]
    for source, target, kind, facts in graph.edges(keys=True, data=True):
        yield [source, target, "Directed", kind, *(facts.get(name) for name in names)]


def _head(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _table(rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def ties(graph: Network) -> Iterator[str]:
    """Yield each tie as one line for people: who, what kind, to whom, how often, when, and on whose word."""
    for source, target, kind, facts in graph.edges(keys=True, data=True):
        ends = f"{graph.nodes[source]['label']} -> {graph.nodes[target]['label']}"
        times = f", {facts['weight']} messages" if facts["weight"] > 1 else ""
        first, last = facts.get("first", ""), facts.get("last", "")
        dates = first if first == last else f"{first} to {last}"
        yield f"{ends}: {spoken(kind)}{times}{f', {dates}' if dates else ''} ({facts['status']})"
