"""Ask Wikidata for the items that a subject could be, and drop those that it can't be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cablegraph.linking import features, lifetimes
from cablegraph.wikidata import items, kinds, search, sparql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cablegraph.model.link import Candidate, Item, Subject
    from cablegraph.wikidata.client import Client
    from cablegraph.wikidata.endpoints import Endpoint
    from cablegraph.wikidata.kinds import Ruling


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
    apart = {item.qid: item for item in found.values()}.values()
    placed = kinds.place(client, endpoint, (name for item in apart for name in item.kinds))
    near = _near(client, endpoint, subject, linked)
    weighed, dropped = [], []
    for item in apart:
        ruling = placed.rule(subject.kind, item.kinds)
        reason = ruling.dropped or _out_of_time(subject, item)
        if reason:
            dropped.append((item.qid, reason))
        else:
            weighed.append(_with_kind(features.weigh(subject, item, near), ruling))
    # Equal scores stand in the order of their numbers, so that the same answers always make the same list.
    ordered = sorted(weighed, key=lambda one: (-one.score, len(one.item.qid), one.item.qid))
    return Offer(subject, tuple(ordered), tuple(sorted(dropped)), endpoint.name)


def _qids(client: Client, endpoint: Endpoint, names: Iterable[str]) -> Sequence[str]:
    found = []
    for name in names:
        found += [hit.qid for hit in search.search(client, endpoint, name, search.language(name))]
        found += sparql.by_name(client, endpoint, name)
    return list(dict.fromkeys(found))


def _out_of_time(subject: Subject, item: Item) -> str | None:
    """Say what in an item's dates rules it out for certain; what Wikidata doesn't say rules nothing out."""
    return lifetimes.impossible(subject, item) if subject.kind == "person" else None


def _with_kind(candidate: Candidate, ruling: Ruling) -> Candidate:
    """Add to a candidate that its kind is not certain, where it isn't; that weighs nothing."""
    if not ruling.open:
        return candidate
    return replace(candidate, features=(*candidate.features, features.kind(ruling.open)))


def _near(client: Client, endpoint: Endpoint, subject: Subject, linked: Mapping[str, str]) -> tuple[Item, ...]:
    """Return the items of those who are named in the same messages and are linked already."""
    qids = [linked[other] for other in subject.beside if other in linked]
    return tuple(items.fetch(client, endpoint, qids).values()) if qids else ()
