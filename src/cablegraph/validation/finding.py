"""A finding, and how its sentence is made from a template and the labels of the graph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.anchors import shorten
from cablegraph.vocabulary import PREFIXES, PROPERTIES, compress, expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

    from cablegraph.errors import Position

MUST = "must"
SHOULD = "should"
LEVELS = (MUST, SHOULD)

_VARIABLE = re.compile(r"\{\?(\w+)\}")
_NAMES = MappingProxyType({expand(term): name for name, (term, _) in PROPERTIES.items()})
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: a sentence about the node *focus*, perhaps about its property *path* and that property's *value*.

    `level` is "must" where the graph may say something false, "should" where something is only worth a remark.
    `focus` and `path` are IRIs, `value` is an IRI or the text of a literal, `document` is the id of the document that
    says it; `where` is filled in by `locate`.
    """

    level: str
    message: str
    focus: str
    path: str | None = None
    value: str | None = None
    document: str | None = None
    where: Position | None = None

    @property
    def rank(self) -> tuple[str, ...]:
        """What findings are sorted by: level, document, thing, property, value, sentence."""
        return (self.level, self.document or "", self.focus, self.path or "", self.value or "", self.message)


def sentence(template: str, shown: Mapping[str, str]) -> str:
    """Return a template with each `{?name}` replaced by what *shown* has for it."""
    return _VARIABLE.sub(lambda match: shown.get(match[1], match[0]), template)


class Labels:
    """What findings need to know of a store: how to show a node, and which document speaks of it."""

    def __init__(self, quads: ox.Store) -> None:
        self.quads = quads

    def shown(self, value: str, *, is_iri: bool) -> str:
        """Return a value as sentences show it: a label or a short name for an IRI, quoted words for a literal."""
        if not is_iri:
            return f'"{shorten(value, _LONGEST)}"'
        if value in _NAMES:
            parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", _NAMES[value])
            return " ".join(part if part.isupper() else part.lower() for part in parts)
        label = self._label(value)
        if label is None:
            return compress(value.removeprefix(PREFIXES["id"])).removeprefix("cgc:")
        words = shorten(label, _LONGEST)
        return words if '"' in words else f'"{words}"'

    def _label(self, node: str) -> str | None:
        import pyoxigraph as ox

        quads = self.quads.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(expand("rdfs:label")), None, None)
        return min((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), default=None)

    def document(self, node: str) -> str | None:
        """Return the id of a document that speaks of a node as a subject; of several, the first in order."""
        import pyoxigraph as ox

        if node.startswith("_:"):
            return None
        quads = self.quads.quads_for_pattern(ox.NamedNode(node), None, None, None)
        graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
        names = sorted(graph.removeprefix(PREFIXES["graph"]).rpartition("/")[0] for graph in graphs)
        return next(filter(None, names), None)
