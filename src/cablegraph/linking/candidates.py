"""Ask Wikidata for the items that a subject could be, and drop those that it can't be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.linking import features, lifetimes
from cablegraph.wikidata import items, search, sparql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cablegraph.model.link import Candidate, Item, Subject
    from cablegraph.wikidata.client import Client
    from cablegraph.wikidata.endpoints import Endpoint

# "human" and "Wikimedia disambiguation page", as Wikidata's own help on data access and on disambiguation names them.
HUMAN, DISAMBIGUATION = "Q5", "Q4167410"


@dataclass(frozen=True, slots=True)
class Offer:
    """What was found for a subject: candidates, best first, and what was dropped with the reason for each."""

    subject: Subject
    candidates: tuple[Candidate, ...]
    dropped: tuple[tuple[str, str], ...]
    source: str


def offer(client: Client, endpoint: Endpoint, subject: Subject, linked: Mapping[str, str]) -> Offer:
    """Return the offer for a subject; *linked* are the accepted Q-ids by subject id. Raise `NetworkError`."""
    found = items.fetch(client, endpoint, _qids(client, endpoint, subject.names))
    kept, dropped = [], []
    for item in {item.qid: item for item in found.values()}.values():
        reason = _against(subject, item)
        if reason:
            dropped.append((item.qid, reason))
        else:
            kept.append(item)
    near = _near(client, endpoint, subject, linked)
    weighed = [features.weigh(subject, item, near) for item in kept]
    # Equal scores stand in the order of their numbers, so that the same answers always make the same list.
    ordered = sorted(weighed, key=lambda one: (-one.score, len(one.item.qid), one.item.qid))
    return Offer(subject, tuple(ordered), tuple(sorted(dropped)), endpoint.name)


def _qids(client: Client, endpoint: Endpoint, names: Iterable[str]) -> Sequence[str]:
    found = []
    for name in names:
        found += [hit.qid for hit in search.search(client, endpoint, name, search.language(name))]
        found += sparql.by_name(client, endpoint, name)
    return list(dict.fromkeys(found))


def _against(subject: Subject, item: Item) -> str | None:
    """Say what rules an item out for certain; what Wikidata doesn't say rules nothing out."""
    if DISAMBIGUATION in item.kinds:
        return "a page that tells several things of one name apart"
    if subject.kind == "person":
        if item.kinds and HUMAN not in item.kinds:
            return "not a human being"
        return lifetimes.impossible(subject, item)
    return "a human being" if HUMAN in item.kinds else None


def _near(client: Client, endpoint: Endpoint, subject: Subject, linked: Mapping[str, str]) -> tuple[Item, ...]:
    """Return the items of those who are named in the same messages and are linked already."""
    qids = [linked[other] for other in subject.beside if other in linked]
    return tuple(items.fetch(client, endpoint, qids).values()) if qids else ()
