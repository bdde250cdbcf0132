"""The agents and places of a graph, with their names, and their properties on demand.

A property is a question of `queries/register/` with the columns `entity` and `value`: who adds such a file adds a
property to the service.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cablegraph import queries, questions
from cablegraph.vocabulary import PREFIXES, compress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cablegraph.store.terms import Store

_FOLDER = "register/"
_ENTITIES = "register/entities"
# What things are called, best evidence first: by their names, by code names and surnames, by their posts.
FORMS = ("names", "called-in-texts", "posts")


@dataclass(frozen=True, slots=True)
class Entity:
    """An agent or a place: `id` is its IRI without the namespace, `kind` a class, `forms` names by property."""

    id: str
    name: str
    kind: str
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def iri(self) -> str:
        """The IRI in full."""
        return PREFIXES["id"] + self.id


class Register:
    """What one graph knows, read once; properties are read when somebody first asks for them."""

    def __init__(self, store: Store) -> None:
        """Remember the graph; nothing is read yet."""
        self._store = store
        self._values: dict[str, Mapping[str, tuple[str, ...]]] = {}

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """All agents and places by id, in the order of their ids."""
        forms = {name: self.values(name) for name in FORMS}
        found: dict[str, Entity] = {}
        for iri, name, kind in queries.rows(self._store, _ENTITIES).values():
            if iri is not None and name and kind:
                own = iri.removeprefix(PREFIXES["id"])
                called = {key: values[own] for key, values in forms.items() if own in values}
                found.setdefault(own, Entity(own, name, compress(kind), called))
        return found

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """What each property tells, as a question, by the property's id."""
        names = (name for name in questions.names() if name.startswith(_FOLDER) and name != _ENTITIES)
        return {name.removeprefix(_FOLDER): questions.find(name).summary for name in names}

    def values(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Return the values of a property by the ids of their entities; raise `QueryError` for an unknown property."""
        if name not in self._values:
            values: dict[str, list[str]] = defaultdict(list)
            for iri, value in queries.rows(self._store, _FOLDER + name).values():
                if iri is not None and value is not None:
                    values[iri.removeprefix(PREFIXES["id"])].append(value)
            self._values[name] = {own: tuple(dict.fromkeys(found)) for own, found in values.items()}
        return self._values[name]
