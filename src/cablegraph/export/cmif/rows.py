"""Ask the graph what an index of letters needs, and sort the rows by message and hop."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cablegraph import queries
from cablegraph.model.correspondence import Letter
from cablegraph.networks import STATUSES
from cablegraph.readers.cmif import read_fragment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cablegraph.readers.cmif import Fragment
    from cablegraph.store.terms import Store

_FRAME = frozenset({"holdingStatus", "transmits", "previousHop"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One record of a statement on a message or a hop: `words` are a span of its evidence, at `start` of a document."""

    message: str
    hop: str | None
    says: str
    value: str
    status: str
    date: str | None = None
    words: str | None = None
    start: int = 0
    source: str | None = None
    document: str | None = None

    @property
    def fragment(self) -> Fragment | None:
        """What the words say as a piece of a CMIF file, None where they are something else."""
        return read_fragment(self.words) if self.words else None

    @property
    def letter(self) -> Letter | None:
        """The opening tag of a list's entry for the message, where the words are one."""
        found = self.fragment if self.says == "holdingStatus" else None
        return found if isinstance(found, Letter) else None


@dataclass(slots=True)
class Thing:
    """A person, a body or a place: what it is, what it is called, its names and URIs."""

    kind: str
    label: str = ""
    names: list[str] = field(default_factory=list)
    uris: list[str] = field(default_factory=list)


def facts(store: Store, statuses: Collection[str]) -> tuple[Mapping[str, list[Fact]], int]:
    """Return the facts of every message that have one of the statuses, in the order of their words.

    Which messages and hops there are, and in which order, comes with them whatever the statuses, unless disputed. The
    number is that of inferred facts which are left out though nothing surer says the same.
    """
    found: dict[str, list[Fact]] = defaultdict(list)
    inferred: set[tuple[str, ...]] = set()
    known: set[tuple[str, ...]] = set()
    for message, hop, name, value, status, date, words, start, source, document in _rows(store, "letters/statements"):
        fact = Fact(
            str(message), hop, str(name), str(value), str(status), date, words, int(start or 0), source, document
        )
        said = (fact.message, fact.hop or "", fact.says, fact.value)
        if fact.status in statuses or (fact.says in _FRAME and fact.status != "disputed"):
            found[fact.message].append(fact)
            known.add(said)
        elif fact.status == "inferred":
            inferred.add(said)
    for listed in found.values():
        listed.sort(key=lambda fact: (fact.document or "~", fact.start, STATUSES.index(fact.status), fact.value))
    return found, len(inferred - known)


def things(store: Store) -> Mapping[str, Thing]:
    """Return the people, bodies and places of the graph."""
    found: dict[str, Thing] = {}
    for thing, kind, form, words in _rows(store, "letters/names"):
        known = found.setdefault(str(thing), Thing(str(kind)))
        text = str(words)
        if form == "label":
            known.label = known.label or text
        else:
            (known.names if form == "name" else known.uris).append(text)
    return found


@dataclass(frozen=True, slots=True)
class ListFact:
    """What a list of letters says of itself or of an edition."""

    list: str
    source: str
    says: str
    value: str
    words: str | None


def lists(store: Store) -> Iterator[ListFact]:
    """Yield what lists of letters say of themselves and their editions, in the order of their words."""
    rows = [(str(row[0]), int(row[5] or 0), row) for row in _rows(store, "letters/lists")]
    for _, _, (name, source, says, value, words, _) in sorted(rows, key=lambda row: row[:2]):
        yield ListFact(str(name), str(source), str(says), str(value), words)


def beyond(store: Store) -> Iterator[tuple[str, int]]:
    """Yield what an index of letters has no place for, and how much of it the graph holds."""
    return ((str(kind), int(count or 0)) for kind, count in _rows(store, "letters/beyond"))


def best(found: Iterable[Fact]) -> list[Fact]:
    """Return one fact for each value, the best known, in the order in which the values first come."""
    by_value: dict[str, Fact] = {}
    for fact in found:
        known = by_value.get(fact.value)
        if known is None or STATUSES.index(fact.status) < STATUSES.index(known.status):
            by_value[fact.value] = fact
    return list(by_value.values())


def _rows(store: Store, name: str) -> Iterator[tuple[str | None, ...]]:
    answer = queries.rows(store, name)
    return (tuple(row) for row in answer.values())
