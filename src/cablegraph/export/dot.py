"""DOT for Graphviz, written directly; `dot -Tsvg FILE` draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.export.styles import FORMS, MARKS, PLAIN, lines, spoken
from cablegraph.networks import describe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cablegraph.networks import Network


def render(graph: Network, path: Path, _form: str) -> dict[Path, str]:
    """Return the file."""
    return {path: "".join(f"{line}\n" for line in _lines(graph))}


def _lines(graph: Network) -> Iterator[str]:
    title = " ".join(filter(None, [graph.graph.get("name", ""), f"({describe(graph)})"]))
    yield f"digraph {_quoted(graph.graph.get('name', '') or 'network')} {{"
    yield f"  graph [label={_quoted(title)}, labelloc=t, rankdir=LR, fontname=Helvetica]"
    yield "  node [fontname=Helvetica, fontsize=11]"
    yield "  edge [fontname=Helvetica, fontsize=9]"
    for node, facts in graph.nodes(data=True):
        form = FORMS.get(facts.get("kind", ""), PLAIN)
        filled = f'shape={form.dot}, style=filled, fillcolor="{form.tint}"'
        yield f"  {_quoted(node)} [label={_quoted(facts['label'])}, {filled}]"
    looks = lines(kind for _, _, kind in graph.edges(keys=True))
    for source, target, kind, facts in graph.edges(keys=True, data=True):
        look, mark = looks[kind], MARKS.get(facts["status"], "")
        times = f" ({facts['weight']})" if facts["weight"] > 1 else ""
        attributes = {
            "label": _quoted(f"{spoken(kind)}{times}{f' {mark}' if mark else ''}"),
            "color": f'"{look.colour}"',
            "style": "dotted" if mark else look.dot,
            "penwidth": f"{min(1 + facts['weight'] ** 0.5 / 2, 6):.2f}",
            "arrowhead": "empty" if mark else "normal",
            "weight": str(facts["weight"]),
            "tooltip": _quoted(facts.get("labels") or kind),
        }
        pairs = ", ".join(f"{key}={value}" for key, value in attributes.items())
        yield f"  {_quoted(source)} -> {_quoted(target)} [{pairs}]"
    yield "}"


def _quoted(text: str) -> str:
    """Return text as DOT's quoted string; a backslash is doubled, as labels would take it for an escape."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
