"""Small HTML pages about one agent or place: the preview in a frame, and the same as a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from cablegraph.reconciliation.protocol import kind_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.reconciliation.register import Entity, Register

_STYLE = (
    "body{font:14px/1.4 system-ui,sans-serif;margin:.6em;color:#111;background:#fff}h1{font-size:1.15em;margin:0}"
    "p{margin:.2em 0;color:#444}dl{display:grid;grid-template-columns:max-content 1fr;gap:.15em .8em;margin:.5em 0}"
    "dt{color:#444}dd{margin:0;overflow-wrap:anywhere}"
)
_MOST = 12


def page(entity: Entity, register: Register) -> str:
    """Return an HTML document that tells what the graph knows of an entity; it loads nothing from elsewhere."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(told)}</dd>" for name, told in _facts(entity, register))
    name = escape(entity.name)
    kind = escape(kind_in_words(entity.kind))
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{name}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{name}</h1><p>{kind} · {escape(entity.id)}</p><dl>{rows}</dl></body></html>"
    )


def _facts(entity: Entity, register: Register) -> Iterator[tuple[str, str]]:
    for name in register.properties:
        values = [value for value in register.values(name).get(entity.id, ()) if value != entity.name]
        if values:
            more = f" and {len(values) - _MOST} more" if len(values) > _MOST else ""
            yield name.replace("-", " "), "; ".join(values[:_MOST]) + more
