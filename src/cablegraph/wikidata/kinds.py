"""Tell from the classes of an item what kind of thing it is: by `kinds.toml`, and by Wikidata's own tree of classes."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.errors import NetworkError
from cablegraph.wikidata import sparql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cablegraph.wikidata.client import Client
    from cablegraph.wikidata.endpoints import Endpoint

_FILE = Path(__file__).with_name("kinds.toml")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: how it is called, which kinds of subjects it can't be, and its highest classes (Q-ids).

    `alone` says that one class of this kind settles the matter, whatever other classes an item has.
    """

    said: str
    never: frozenset[str]
    classes: frozenset[str]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the classes of an item say against a subject: why it is dropped, else why its kind is not certain."""

    dropped: str | None = None
    open: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """The kinds by class, as far as they are known; `asked` is whether the tree of classes gave an answer."""

    kinds: Mapping[str, Sequence[Kind]]
    asked: bool = True

    def rule(self, subject: str, classes: Sequence[str]) -> Ruling:
        """Say what an item's classes mean for a subject of a kind; what is not known rules nothing out."""
        placed = [(name, kind) for name in classes for kind in self.kinds.get(name, ())]
        for name, kind in placed:
            if kind.alone and subject in kind.never:
                return Ruling(dropped=_said(name, kind))
        if any(subject not in kind.never for _, kind in placed):
            return Ruling()
        unplaced = [name for name in classes if not self.kinds.get(name)]
        if unplaced or not classes:
            what = f"no known kind: {', '.join(unplaced)}" if classes else "it has no class"
            return Ruling(open=what if self.asked else f"{what}; the tree of classes gave no answer")
        return Ruling(dropped=" and ".join(dict.fromkeys(_said(name, kind) for name, kind in placed)))


def _said(name: str, kind: Kind) -> str:
    return kind.said if name in kind.classes else f"{kind.said}, by its class {name}"


def table() -> tuple[Kind, ...]:
    """Return the kinds of `kinds.toml`."""
    with _FILE.open("rb") as stream:
        found = tomllib.load(stream).values()
    return tuple(
        Kind(
            said=one["said"],
            never=frozenset(one["never"]),
            classes=frozenset(row["class"] for row in one["classes"]),
            alone=one.get("alone", False),
        )
        for one in found
    )


def place(client: Client, endpoint: Endpoint, classes: Iterable[str]) -> Placed:
    """Return the kinds of classes; one question asks for all but those that settle the matter alone, if there are any.

    Where that gets no answer, as offline, what can't be said without it stays open: even a class of the table may lie
    under one of another kind as well.
    """
    by_top = {top: kind for kind in table() for top in kind.classes}
    wanted = set(classes)
    settled = {name for name in wanted & by_top.keys() if by_top[name].alone}
    try:
        found = sparql.above(client, endpoint, wanted - settled, by_top) if wanted - settled else ()
    except NetworkError:
        return Placed({name: [by_top[name]] for name in settled}, asked=False)
    known: defaultdict[str, list[Kind]] = defaultdict(list)
    for name, top in (*((name, name) for name in wanted & by_top.keys()), *found):
        if by_top[top] not in known[name]:
            known[name].append(by_top[top])
    return Placed(known)
