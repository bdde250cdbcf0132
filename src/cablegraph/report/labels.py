"""Call the terms of the ontology by its labels in what people read: "held as an enclosure", not `heldAsEnclosure`."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.resources import folder
from cablegraph.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Mapping

_INNER_CAPITAL = re.compile(r"[a-z]+(?:[A-Z][a-z]*)+|(?:[A-Z][a-z]+){2,}")
_LABELS = ("skos:prefLabel", "rdfs:label")


def readable(name: str) -> str:
    """Return the ontology's label for the name of a concept, a property or a class that runs words together.

    Anything else comes back as it is: a plain word is its own label.
    """
    return _labels().get(name, name) if _INNER_CAPITAL.fullmatch(name) else name


@cache
def _labels() -> Mapping[str, str]:
    """Return label by local name; of a name with several labels none is taken, since it is open which is meant."""
    import pyoxigraph as ox

    wanted = {expand(name) for name in _LABELS}
    found: dict[str, set[str]] = {}
    for file in ("concepts.ttl", "cablegraph.ttl"):
        for quad in ox.parse(path=str(folder("ontology") / file), format=ox.RdfFormat.TURTLE):
            if quad.predicate.value in wanted and isinstance(quad.subject, ox.NamedNode):
                local = re.split(r"[#/]", quad.subject.value)[-1]
                found.setdefault(local, set()).add(str(getattr(quad.object, "value", "")))
    return MappingProxyType({name: labels.pop() for name, labels in found.items() if len(labels) == 1})
