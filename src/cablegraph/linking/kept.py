"""Read the offers that `link candidates` keeps beside a graph, for whoever decides."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cablegraph.errors import FileError, Position
from cablegraph.files import read_text
from cablegraph.linking.offers import SCHEMA
from cablegraph.model.link import Candidate, Feature, Held, Item, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import TypeVar

    _Record = TypeVar("_Record", Subject, Item, Feature, Held)


def read(path: Path) -> list[Candidate]:
    """Return the candidates of a file of offers, subject by subject, best first.

    Raise `FileError` where there is none, or where it is not one that this program has written.
    """
    advice = "Run `cablegraph link candidates` to make it anew."
    try:
        whole = json.loads(read_text(path))
        if whole["schema"] != SCHEMA:
            raise FileError(f"The file is no {SCHEMA}.", advice, Position(str(path)))
        return [made for _, offer in sorted(whole["offers"].items()) for made in _offer(offer)]
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
        what = f"The offers can't be read: {type(error).__name__}."
        raise FileError(what, advice, Position(str(path))) from None


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


def _listed(facts: object) -> list[Mapping[str, object]]:
    if not isinstance(facts, list):
        raise TypeError("no list")
    return facts


def _record(kind: Callable[..., _Record], facts: object) -> _Record:
    """Return a flat record; lists are tuples there, and what this program does not know is left out."""
    if not isinstance(facts, dict):
        raise TypeError("no record")
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _frozen(value) for name, value in facts.items() if name in known})


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(_frozen(one) for one in value)
    return {key: _frozen(one) for key, one in value.items()} if isinstance(value, dict) else value
