"""Weigh an item against a subject: one feature for each piece of evidence, and a score that is nothing but their sum.

The weights say how far each kind of evidence moves the list's order, no more: a person decides. What is not known
weighs nothing. They add up to 1.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cablegraph.linking import lifetimes
from cablegraph.model.link import Candidate, Feature, Held, Item, Subject
from cablegraph.names import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WEIGHTS = {
    "name": Decimal("0.40"),
    "lifetime": Decimal("0.20"),
    "office": Decimal("0.15"),
    "code name": Decimal("0.10"),
    "beside": Decimal("0.10"),
    "country": Decimal("0.05"),
}
FOR, AGAINST, UNKNOWN = "for", "against", "unknown"
_MOST_SHOWN = 3
# What `compare` calls the kinds of names; of other things it finds out itself.
_KINDS = {"person": "person", "place": "place", "body": "body", "group": "body"}


def weigh(subject: Subject, item: Item, near: Sequence[Item]) -> Candidate:
    """Return an item as a candidate with its features; *near* are the items of those named in the same messages."""
    found = (_name(subject, item), *(_of_people(subject, item, near) if subject.kind == "person" else ()))
    described = (*found, _description(item))
    return Candidate(subject, item, described, sum((_share(feature) for feature in described), Decimal(0)))


def kind(why: str) -> Feature:
    """Return as a feature, which weighs nothing, why the kind of an item is not certain."""
    return _feature("kind", UNKNOWN, why)


def _share(feature: Feature) -> Decimal:
    return {FOR: feature.weight, AGAINST: -feature.weight}.get(feature.verdict, Decimal(0))


def _of_people(subject: Subject, item: Item, near: Sequence[Item]) -> Iterable[Feature]:
    yield _lifetime(subject, item)
    yield _office(subject, item)
    yield _code_name(subject, item)
    yield _beside(item, near)
    yield _country(item, near)


def _feature(name: str, verdict: str, why: str) -> Feature:
    return Feature(name, verdict, WEIGHTS.get(name, Decimal(0)), why)


def _name(subject: Subject, item: Item) -> Feature:
    """Compare every name of the subject with every name of the item; one pair that agrees is enough."""
    sort = _KINDS.get(subject.kind)
    theirs = tuple(dict.fromkeys((*item.labels.values(), *(name for names in item.aliases.values() for name in names))))
    compared = [(ours, other, compare(ours, other, sort)) for ours in subject.names for other in theirs]
    for ours, other, comparison in compared:
        if comparison.verdict == "same":
            return _feature("name", FOR, f'"{ours}" is "{other}": {"; ".join(comparison.why)}')
    if compared and all(comparison.verdict == "different" for _, _, comparison in compared):
        return _feature("name", AGAINST, f"none of its {len(theirs)} names can be one of ours")
    return _feature("name", UNKNOWN, f"none of its {len(theirs)} names is surely one of ours")


def _lifetime(subject: Subject, item: Item) -> Feature:
    if not subject.first or not (item.born or item.died):
        return _feature("lifetime", UNKNOWN, "dates of life or of the messages are not known")
    if lifetimes.before(item.died, subject.first):
        return _feature("lifetime", AGAINST, f"lived {item.lived}; first named on {subject.first}, though only named")
    if lifetimes.before(item.born, subject.first) and lifetimes.before(subject.last, item.died):
        return _feature("lifetime", FOR, f"lived {item.lived}; named from {subject.first} to {subject.last}")
    return _feature("lifetime", UNKNOWN, f"lived {item.lived}; that settles nothing for {subject.first}")


def _office(subject: Subject, item: Item) -> Feature:
    """Look for a post that the documents give him among those he held then; others speak neither for nor against."""
    then = [held for held in item.offices if lifetimes.surely_within(subject.first, held.starts, held.ends)]
    ours = {office.casefold() for office in subject.offices}
    for held in then:
        if held.label and held.label.casefold() in ours:
            return _feature("office", FOR, f"held then, and in the documents: {_held(held)}")
    if then:
        return _feature("office", UNKNOWN, f"held then: {'; '.join(map(_held, then[:_MOST_SHOWN]))}")
    return _feature("office", UNKNOWN, "no office with both dates around the messages")


def _held(held: Held) -> str:
    return f"{held.label or held.office} ({held.starts or '?'} to {held.ends or '?'})"


def _code_name(subject: Subject, item: Item) -> Feature:
    aliases = {name.casefold(): name for names in item.aliases.values() for name in names}
    for designation in subject.designations:
        words = designation.partition(" (")[0]
        if words.casefold() in aliases:
            return _feature("code name", FOR, f"{designation} in the graph is an alias there")
    said = "; ".join(subject.designations) or "none in the graph"
    return _feature("code name", UNKNOWN, f"none of them is an alias there: {said}")


def _beside(item: Item, near: Sequence[Item]) -> Feature:
    """Look for an office that he shares with those named beside him who are linked already."""
    offices = {held.office: held for held in item.offices}
    for other in near:
        for held in other.offices:
            if held.office in offices and other.qid != item.qid:
                name = other.label or other.qid
                return _feature("beside", FOR, f"{held.label or held.office}, as {name}, who is named beside him")
    why = "no office shared with those named beside him" if near else "nobody named beside him is linked yet"
    return _feature("beside", UNKNOWN, why)


def _country(item: Item, near: Sequence[Item]) -> Feature:
    for other in near:
        shared = [country for country in item.countries if country in other.countries]
        if shared and other.qid != item.qid:
            name = other.label or other.qid
            country = item.country_labels.get(shared[0]) or other.country_labels.get(shared[0]) or shared[0]
            return _feature("country", FOR, f"{country}, as {name}, who is named beside him")
    named = (item.country_labels.get(country, country) for country in item.countries)
    return _feature("country", UNKNOWN, ", ".join(named) or "not given")


def _description(item: Item) -> Feature:
    words = item.descriptions.get("en") or next(iter(item.descriptions.values()), "none given")
    return _feature("description", UNKNOWN, words)
