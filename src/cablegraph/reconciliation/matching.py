"""Find the agents and places that a name may mean, and say on which evidence.

Names are compared by `cablegraph.names`; likeness of letters only brings candidates of low score, and never a match.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cablegraph.names import compare, keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cablegraph.reconciliation.register import Entity, Register

# Scores, of 100: an id or a name letter by letter; the same name in another romanisation; a code name, surname or post
# as a text has it. What is alike in letters only stays below `_ALIKE`; what is less alike than `_LEAST` is left out.
_SAME, _ROMANISED, _CALLED, _ALIKE, _LEAST = 100.0, 95.0, 80.0, 60.0, 70.0
_MOST = 200
_PERSON, _PLACE = "rico:Person", "rico:Place"
_NAMED = frozenset({_PERSON, _PLACE})  # what has a name of its own that other scripts and romanisations write
_WORD = re.compile(r"\w+")
# More than a lone surname: two words, or two signs of a script that puts no space between them.
_WHOLE = re.compile(r"\w\W+\w|[\u3400-\u9fff\uac00-\ud7af]{2}")


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate: `score` is of 100, `features` the evidence one by one, `certain` whether it may be taken unseen."""

    entity: Entity
    score: float
    features: Mapping[str, float | bool]
    certain: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a name, kinds it is restricted to if any, and values by property."""

    name: str = ""
    kinds: tuple[str, ...] = ()
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limit: int = 10


class Matcher:
    """An index of a register's names."""

    def __init__(self, register: Register) -> None:
        """Remember the register; the index is made at the first question."""
        self._register = register

    def find(self, wanted: Wanted) -> list[Match]:
        """Return the candidates, the best first; kinds restrict, properties support or count against a candidate."""
        if wanted.name:
            scored = {own: self._by_name(own, wanted.name) for own in self._near(wanted.name)}
        else:
            scored = {own: {} for own in self._register.entities}
        found = [self._match(own, features, wanted) for own, features in scored.items() if self._fits(own, wanted)]
        found = [match for match in found if match.score > 0]
        found.sort(key=lambda match: (-match.score, match.entity.id))
        return list(_with_certainty(found, wanted))[: wanted.limit]

    def beginning(self, prefix: str) -> list[Entity]:
        """Return the entities with an id or a name of which a word begins so, those whose names begin so first."""
        start = _plain(prefix)
        ranked = [
            (not any(name.startswith(start) for name in names), self._register.entities[own].name, own)
            for own, names in self._plain_names.items()
            if any(name.startswith(start) or f" {start}" in name for name in names) or own.casefold().startswith(start)
        ]
        return [self._register.entities[own] for _, _, own in sorted(ranked)]

    @cached_property
    def _plain_names(self) -> Mapping[str, tuple[str, ...]]:
        return {own: tuple(_plain(form) for form in _forms(entity)) for own, entity in self._register.entities.items()}

    @cached_property
    def _by_key(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for own, entity in self._register.entities.items():
            for form in _proper(entity) if entity.kind in _NAMED else ():
                for key in keys(form):
                    found[key].add(own)
        return {key: frozenset(owners) for key, owners in found.items()}

    @cached_property
    def _spellings(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for own, names in self._plain_names.items():
            for name in names:
                found[name].add(own)
        return {name: frozenset(owners) for name, owners in found.items()}

    def _near(self, name: str) -> set[str]:
        """Return the ids of what has a key, or roughly the letters, of the name."""
        from rapidfuzz import fuzz, process

        owners = {own for key in keys(name) for own in self._by_key.get(key, ())}
        alike = process.extract(
            _plain(name), list(self._spellings), scorer=fuzz.token_sort_ratio, score_cutoff=_LEAST, limit=_MOST
        )
        for spelling, _, _ in alike:
            owners |= self._spellings[spelling]
        return owners | ({name} & self._register.entities.keys())

    def _by_name(self, own: str, name: str) -> dict[str, float | bool]:
        """Return what speaks for an entity in the comparison of its names with this one."""
        from rapidfuzz import fuzz

        entity, plain = self._register.entities[own], _plain(name)
        proper = _proper(entity)
        kind = "place" if entity.kind == _PLACE else "person"
        verdicts = [compare(name, form, kind).verdict for form in proper] if entity.kind in _NAMED else []
        return {
            "id": name == own,
            "spelled_alike": plain in {_plain(form) for form in proper},
            "same_name": "same" in verdicts,
            "another_name": bool(verdicts) and set(verdicts) == {"different"},
            "so_called": any(plain == _plain(form) for form in _forms(entity)),
            "likeness": round(max(fuzz.token_sort_ratio(plain, form) for form in self._plain_names[own]), 1),
        }

    def _match(self, own: str, features: dict[str, float | bool], wanted: Wanted) -> Match:
        score = _score(features) if features else 0.0
        for name, values in wanted.properties:
            agrees = self._agrees(own, name, values)
            features[f"property:{name}"] = agrees
            score = _supported(score, agrees=agrees, alone=not wanted.name)
        return Match(self._register.entities[own], round(score, 1), features, certain=False)

    def _agrees(self, own: str, name: str, values: Iterable[str]) -> bool:
        known = {_plain(value) for value in self._register.values(name).get(own, ())}
        return any(_plain(value) in known for value in values)

    def _fits(self, own: str, wanted: Wanted) -> bool:
        return not wanted.kinds or self._register.entities[own].kind in wanted.kinds


def _proper(entity: Entity) -> tuple[str, ...]:
    """Return an entity's names, and not what else it is called."""
    return tuple(dict.fromkeys((entity.name, *entity.forms.get("names", ()))))


def _forms(entity: Entity) -> Iterator[str]:
    """Yield all that an entity is called, each form once."""
    yield from dict.fromkeys((entity.name, *(form for forms in entity.forms.values() for form in forms)))


def _plain(words: str) -> str:
    """Return the words without marks and capitals, one space between them."""
    return " ".join(_WORD.findall(words.casefold()))


def _score(features: Mapping[str, float | bool]) -> float:
    if features["id"] or features["spelled_alike"]:
        return _SAME
    if features["same_name"]:
        return _ROMANISED
    if features["so_called"]:
        return _CALLED
    return 0.0 if features["another_name"] else _ALIKE * float(features["likeness"]) / 100


def _supported(score: float, *, agrees: bool, alone: bool) -> float:
    """Let a property that agrees stand for a name that wasn't given, and one that doesn't halve the score."""
    if alone:
        return max(score, _CALLED) if agrees else score
    return score if agrees else score / 2


def _with_certainty(found: Sequence[Match], wanted: Wanted) -> Iterator[Match]:
    """Mark the one candidate that may be taken unseen: no other has its name, and the name is no lone surname."""
    sure = [match for match in found if match.score >= _ROMANISED]
    for match in found:
        whole = match.entity.kind != _PERSON or bool(_WHOLE.search(wanted.name) or match.features.get("id"))
        yield Match(match.entity, match.score, match.features, certain=sure == [match] and whole)
