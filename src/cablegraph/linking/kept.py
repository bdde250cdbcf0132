"""Read the offers that `link candidates` keeps beside a graph, for whoever decides."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cablegraph.errors import FileError, Position
from cablegraph.files import read_text
from cablegraph.model.link import Candidate, Feature, Held, Item, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import TypeVar

    _Record = TypeVar("_Record", Subject, Item, Feature, Held)


FILE = "candidates.json"
SCHEMA = "cablegraph-candidates/1"


def offers(path: Path) -> dict[str, object]:
    """Return a file of offers by subject, as written; raise `FileError` where this program has not written it."""
    try:
        whole = json.loads(read_text(path))
        known = whole["offers"] if whole["schema"] == SCHEMA else None
    except (ValueError, KeyError, TypeError, RecursionError):
        known = None
    if not isinstance(known, dict):
        raise _unreadable(path, f"it is no {SCHEMA}")
    return known


def read(path: Path) -> list[Candidate]:
    """Return the candidates of a file of offers, subject by subject, best first.

    Raise `FileError` where there is none, or where it is not one that this program has written.
    """
    try:
        return [made for _, offer in sorted(offers(path).items()) for made in _offer(_mapping(offer))]
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise _unreadable(path, type(error).__name__) from None


def _unreadable(path: Path, why: str) -> FileError:
    advice = "Take the file away; `cablegraph link candidates` makes it anew."
    return FileError(f"The offers can't be read: {why}.", advice, Position(str(path)))


def _offer(offer: Mapping[str, object]) -> list[Candidate]:
    subject = _record(Subject, offer["subject"])
    return [_candidate(subject, facts) for facts in _listed(offer["candidates"])]


def _candidate(subject: Subject, facts: Mapping[str, object]) -> Candidate:
    item = _record(Item, facts["item"])
    where = item.coordinates
    held = tuple(_record(Held, one) for one in item.offices)
    item = replace(item, offices=held, coordinates=(Decimal(where[0]), Decimal(where[1])) if where else None)
    features = (_record(Feature, each) for each in _listed(facts["features"]))
    weighed = tuple(replace(one, weight=Decimal(one.weight)) for one in features)
    return Candidate(subject, item, weighed, Decimal(str(facts["score"])))


def _mapping(facts: object) -> Mapping[str, object]:
    if not isinstance(facts, dict):
        raise TypeError("no record")
    return facts


def _listed(facts: object) -> list[Mapping[str, object]]:
    if not isinstance(facts, list):
        raise TypeError("no list")
    return facts


def _record(kind: Callable[..., _Record], facts: object) -> _Record:
    """Return a flat record; lists are tuples there, and what this program does not know is left out."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _frozen(value) for name, value in _mapping(facts).items() if name in known})


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    return {key: _frozen(one) for key, one in value.items()} if isinstance(value, dict) else value
