"""Cut the records of a list of letters down to what CMIF's schema allows, and count what is left out."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.correspondence import (
    ACTIONS,
    Action,
    Bibliography,
    Correspondence,
    Dating,
    Letter,
    Link,
    Name,
    Party,
)
from cablegraph.times.dating import is_date

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = "Unknown"  # what CMIF's documentation wants for a party of whom nobody knows who it was
_ID = re.compile(r"[^\W\d][\w.-]*")
_URI = re.compile(r"(?:[^\s<>\"{}|\\^`%\[\]]|%[0-9A-Fa-f]{2})+")


def within(found: Correspondence) -> tuple[Correspondence, Counter[str]]:
    """Return what CMIF can say of a list of letters, and how much of each kind it can't."""
    left_out: Counter[str] = Counter()
    taken: set[str] = set()
    bibliographies = tuple(_bibliography(bibliography, taken) for bibliography in found.bibliographies)
    ids: dict[str | None, str | None] = {}
    for old, new in zip(found.bibliographies, bibliographies, strict=True):
        ids.setdefault(old.id, new.id)
    letters = tuple(_letter(letter, ids, taken, left_out) for letter in found.letters)
    publishers = tuple(_publisher(party, left_out) for party in found.header.publishers)
    header = replace(found.header, publishers=publishers)
    return Correspondence(header, bibliographies, letters), +left_out


def is_uri(words: str) -> bool:
    """Say whether words can stand where the schema wants a URI."""
    return _URI.fullmatch(words) is not None


def edition_id(words: str) -> str:
    """Return a UUID for an edition, the same for the same words; its first digit is a letter, as xml:id wants."""
    made = str(uuid.uuid5(uuid.NAMESPACE_URL, words))
    return "abcdefabcdefabcd"[int(made[0], 16)] + made[1:]


def _bibliography(bibliography: Bibliography, taken: set[str]) -> Bibliography:
    """Give an edition the id and the type that the schema demands: without an address it counts as printed."""
    made = edition_id(bibliography.text), edition_id(f"{bibliography.text} {len(taken)}")
    name = next(free for wanted in (bibliography.id, *made) if (free := _free(wanted, taken)))
    kind = bibliography.type if bibliography.type in {"print", "online", "hybrid"} else None
    return replace(
        bibliography,
        id=name,
        type=kind or ("online" if bibliography.targets else "print"),
        targets=tuple(target for target in bibliography.targets if is_uri(target)),
    )


def _publisher(party: Party, left_out: Counter[str]) -> Party:
    if party.address is None or is_uri(party.address):
        return party
    left_out["addresses that are no URI"] += 1
    return replace(party, address=None)


def _letter(letter: Letter, ids: dict[str | None, str | None], taken: set[str], left_out: Counter[str]) -> Letter:
    names = (source.rpartition("#")[2] for source in letter.sources)
    refs = _addresses(letter.refs, left_out)
    left_out["links of the kind sameAs"] += letter.same_as is not None
    return replace(
        letter,
        refs=refs,
        sources=tuple(f"#{ids[name]}" for name in names if ids.get(name)),
        id=_free(letter.id, taken),
        same_as=None,
        actions=tuple(_actions(letter.actions, taken, left_out)),
        links=_links(letter.links, left_out),
        context=_links(letter.context, left_out),
    )


def _free(name: str | None, taken: set[str]) -> str | None:
    """Return an id that nothing else in the file has, else None."""
    if name is None or name in taken or not _ID.fullmatch(name):
        return None
    taken.add(name)
    return name


def _actions(actions: Iterable[Action], taken: set[str], left_out: Counter[str]) -> list[Action]:
    """Return the acts of sending and receiving, one of each at least."""
    kept = []
    for action in actions:
        if action.type in ACTIONS[:2]:
            kept.append(_action(action, taken, left_out))
        else:
            left_out[f'acts of the type "{action.type}"'] += 1
    for wanted in ACTIONS[:2]:
        if not any(action.type == wanted for action in kept):
            kept.append(Action(wanted, (Name("persName", UNKNOWN),)))
    return kept


def _action(action: Action, taken: set[str], left_out: Counter[str]) -> Action:
    names = tuple(_name(name, left_out) for name in action.names)
    if all(name.is_place for name in names):
        names = (Name("persName", UNKNOWN), *names)
    dates = tuple(date for dating in action.dates if (date := _dating(dating, left_out)))
    undated = (f"date: {dating.text}" for dating in action.dates if dating.text and not _dates(dating))
    return replace(action, names=names, dates=dates, id=_free(action.id, taken), notes=(*action.notes, *undated))


def _name(name: Name, left_out: Counter[str]) -> Name:
    refs = _addresses(name.refs, left_out)
    return replace(name, refs=refs, evidence=_evidence(name), cert=_certainty(name, left_out))


def _dating(dating: Dating, left_out: Counter[str]) -> Dating | None:
    attributes = _dates(dating)
    left_out["dates that no calendar has"] += len(dating.attributes) - len(attributes)
    if not attributes:
        left_out["dates in words only (they are notes now)"] += bool(dating.text)
        return None
    return replace(dating, attributes=attributes, evidence=_evidence(dating), cert=_certainty(dating, left_out))


def _dates(dating: Dating) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in dating.attributes if is_date(value))


def _evidence(marked: Name | Dating) -> str | None:
    return "conjecture" if marked.evidence == "conjecture" else None


def _certainty(marked: Name | Dating, left_out: Counter[str]) -> str | None:
    """Return "low", the one degree that the schema knows."""
    if marked.cert in {None, "low"}:
        return marked.cert
    left_out[f'marks of certainty "{marked.cert}"'] += 1
    return None


def _addresses(found: tuple[str, ...], left_out: Counter[str]) -> tuple[str, ...]:
    kept = tuple(address for address in found if is_uri(address))
    left_out["addresses that are no URI"] += len(found) - len(kept)
    return kept


def _links(links: tuple[Link, ...], left_out: Counter[str]) -> tuple[Link, ...]:
    kept = tuple(link for link in links if all(is_uri(part) for part in link.target.split()))
    left_out["links that are no URI"] += len(links) - len(kept)
    return kept
