"""Links from the graph's own things to Wikidata: what is linked, what is offered, and what a person decided.

A candidate is the machine's offer and says nothing; only an accepted `Decision` becomes a statement, and it keeps who
decided, when and on which evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from cablegraph.errors import Position


class Verdict(StrEnum):
    """What a person decided about a subject, or about a subject and an item of Wikidata."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing of the graph that can be linked.

    `id` is its prefixed name (`id:agent/li-kenong`), `kind` one of person, office, body, group, place or event.
    `names` are all forms of the name in the graph, the preferred one first; `designations` are code names and titles
    that the graph says he went by, each with whoever says so. `first` and `last` are the earliest and latest day of a
    message that names him, as the graph dates it (EDTF), where one is known, `acted` the latest of one that he sent or
    got. `beside` are the ids of the others whom these messages name.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    designations: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    acted: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """An office that an item of Wikidata says its person held, with the days as written there (EDTF), if any.

    `statement` is the id that Wikidata gives to the statement itself.
    """

    office: str
    statement: str
    label: str | None = None
    starts: str | None = None
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What Wikidata says of one of its items, as it was retrieved.

    `labels` and `aliases` are by language; `kinds` (its classes) and `countries` are Q-ids, `country_labels` the labels
    of those countries that have been asked for; `born` and `died` are as precise as Wikidata gives them (EDTF, a set
    where it gives several); `coordinates` are latitude and longitude in degrees; `revision` is the item's revision and
    `retrieved` the moment of the answer (ISO 8601, UTC).
    """

    qid: str
    labels: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    country_labels: Mapping[str, str] = field(default_factory=dict)
    born: str | None = None
    died: str | None = None
    offices: tuple[Held, ...] = ()
    coordinates: tuple[Decimal, Decimal] | None = None
    image: str | None = None
    revision: int | None = None
    retrieved: str | None = None

    @property
    def label(self) -> str | None:
        """What the item is called, in English where it has an English label."""
        return self.labels.get("en") or next(iter(self.labels.values()), None)

    @property
    def lived(self) -> str:
        """From when to when it lived, as far as is known, for people to read; nothing where neither is known."""
        return f"{self.born or '?'} to {self.died or '?'}" if self.born or self.died else ""


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence for or against a candidate: `verdict` is for, against or unknown; `weight` is its share."""

    name: str
    verdict: str
    weight: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that the machine offers for a subject, with its evidence; `score` is the sum that `features` make up."""

    subject: Subject
    item: Item
    features: tuple[Feature, ...]
    score: Decimal


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision, one row of a SSSOM table.

    `qid` is empty only where nothing was found (`Verdict.NONE`). `justification` is a term of SEMAPV, `evidence` the
    words of the comment, which are required with any identifier; `where` is the row in its file.
    """

    subject: str
    label: str
    verdict: Verdict
    qid: str | None
    item_label: str | None
    justification: str
    confidence: Decimal | None
    reviewer: str
    decided: date
    evidence: str
    where: Position
