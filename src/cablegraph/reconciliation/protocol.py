"""The Reconciliation Service API 0.2 in JSON: what is asked, and what is answered.

Source of the forms: the specification of the W3C Entity Reconciliation Community Group, version 0.2. Nothing here
knows HTTP; addresses come in as *base*, the service's own URL without a slash at its end.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeAlias

from cablegraph.errors import QueryError, did_you_mean
from cablegraph.reconciliation.matching import Wanted
from cablegraph.version import __version__
from cablegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cablegraph.reconciliation.matching import Match, Matcher
    from cablegraph.reconciliation.register import Entity, Register

Json: TypeAlias = "Mapping[str, Json] | list[Json] | str | float | bool | None"

BATCH = 100
_MOST = 100
_KINDS = {
    "rico:Agent": "Agent",
    "rico:Person": "Person",
    "rico:Group": "Group",
    "rico:CorporateBody": "Body",
    "rico:Position": "Post",
    "rico:Place": "Place",
}
_AGENTS = frozenset({"rico:Person", "rico:Group", "rico:CorporateBody", "rico:Position"})
_INTEGER = re.compile("0|[1-9][0-9]{0,15}")  # a code name such as 007 is no number


def manifest(base: str) -> Json:
    """Return what the service offers and where."""
    suggest: dict[str, Json] = {
        what: {"service_url": base, "service_path": f"/suggest/{what}"} for what in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "cablegraph: actors and places of this graph",
        "identifierSpace": PREFIXES["id"],
        "schemaSpace": PREFIXES["rico"],
        "serviceVersion": __version__,
        "defaultTypes": [_type("rico:Agent"), _type("rico:Person"), _type("rico:Place")],
        "batchSize": BATCH,
        "view": {"url": f"{base}/entity/{{{{id}}}}"},
        "preview": {"url": f"{base}/preview/{{{{id}}}}", "width": 430, "height": 300},
        "suggest": suggest,
        "extend": {"propose_properties": {"service_url": base, "service_path": "/properties"}, "property_settings": []},
    }


def reconcile(text: str, matcher: Matcher, register: Register) -> Json:
    """Answer a batch of queries, JSON as it was sent; raise `QueryError` where one is not as the API has it."""
    batch = _object(text, "queries")
    if len(batch) > BATCH:
        raise QueryError(f"The batch has {len(batch)} queries.", f"Send at most {BATCH} at once.")
    wanted = {key: _wanted(query, f"queries.{key}", register) for key, query in batch.items()}
    return {key: {"result": [_candidate(match) for match in matcher.find(want)]} for key, want in wanted.items()}


def extend(text: str, register: Register) -> Json:
    """Answer what the values of properties are; raise `QueryError` where the request is not as the API has it."""
    request = _object(text, "extend")
    ids = [_string(own, "extend.ids") for own in _list(request.get("ids"), "extend.ids")]
    names = [
        _known_property(_string(_mapping(one, "extend.properties").get("id"), "extend.properties.id"), register)
        for one in _list(request.get("properties"), "extend.properties")
    ]
    rows: dict[str, Json] = {
        own: {name: [_value(value) for value in register.values(name).get(own, ())] for name in names} for own in ids
    }
    return {"meta": [_property(name) for name in names], "rows": rows}


def propose(kind: str, limit: int | None, register: Register) -> Json:
    """Return the properties that things of a kind may have; all of them, since kinds share them."""
    found: list[Json] = [{"id": name, "name": _words(name)} for name in register.properties]
    answer: dict[str, Json] = {"type": kind, "properties": found[:limit]}
    return answer | ({} if limit is None else {"limit": limit})


def suggest(what: str, prefix: str, skipped: int, matcher: Matcher, register: Register) -> Json:
    """Return what begins so: entities, types or properties, at most 100 after those that are skipped."""
    found: list[Json]
    if what == "entity":
        found = [_suggested(entity) for entity in matcher.beginning(prefix)]
    elif what == "type":
        found = [_type(kind) for kind, name in _KINDS.items() if _begins(prefix, kind, name)]
    else:
        known = register.properties.items()
        found = [
            {"id": name, "name": _words(name), "description": told}
            for name, told in known
            if _begins(prefix, name, _words(name))
        ]
    return {"result": found[skipped : skipped + _MOST]}


def kind_in_words(kind: str) -> str:
    """Return what a class is called."""
    return _KINDS.get(kind, kind)


def _begins(prefix: str, *names: str) -> bool:
    return any(name.casefold().startswith(prefix.casefold()) for name in names)


def _words(name: str) -> str:
    return name.replace("-", " ")


def _property(name: str) -> Json:
    return {"id": name, "name": _words(name)}


def _type(kind: str) -> Json:
    plain: dict[str, Json] = {"id": kind, "name": kind_in_words(kind)}
    return plain | ({"broader": [_type("rico:Agent")]} if kind in _AGENTS else {})


def _suggested(entity: Entity) -> Json:
    return {
        "id": entity.id,
        "name": entity.name,
        "description": _description(entity),
        "notable": [{"id": entity.kind, "name": kind_in_words(entity.kind)}],
    }


def _description(entity: Entity) -> str:
    other = [form for form in (*entity.forms.get("posts", ()), *entity.forms.get("names", ())) if form != entity.name]
    return "; ".join((kind_in_words(entity.kind), *other[:4]))


def _candidate(match: Match) -> Json:
    features: list[Json] = [{"id": name, "value": value} for name, value in match.features.items()]
    return {
        "id": match.entity.id,
        "name": match.entity.name,
        "description": _description(match.entity),
        "type": [{"id": match.entity.kind, "name": kind_in_words(match.entity.kind)}],
        "score": match.score,
        "features": features,
        "match": match.certain,
    }


def _value(value: str) -> Json:
    return {"int": int(value)} if _INTEGER.fullmatch(value) else {"str": value}


def _wanted(query: object, where: str, register: Register) -> Wanted:
    asked = _mapping(query, where)
    name = _string(asked.get("query", ""), f"{where}.query").strip()
    properties = tuple(_constraint(one, where, register) for one in _list(asked.get("properties", []), where))
    if not name and not properties:
        raise QueryError(f"{where} has neither `query` nor `properties`.", "Send at least one of them.")
    kinds = asked.get("type", [])
    limit = asked.get("limit", 10)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1:
        raise QueryError(f"{where}.limit is no positive number.", "Leave it out, or send 10.")
    named = [_string(kind, f"{where}.type") for kind in ([kinds] if isinstance(kinds, str) else _list(kinds, where))]
    return Wanted(name, tuple(_narrower(named)), properties, int(min(limit, _MOST)))


def _narrower(kinds: Iterable[str]) -> Iterable[str]:
    for kind in kinds:
        if kind not in _KINDS:
            raise QueryError(f'There is no type "{kind}".', did_you_mean(kind, _KINDS, "Known are"))
        yield from sorted(_AGENTS) if kind == "rico:Agent" else (kind,)


def _constraint(one: object, where: str, register: Register) -> tuple[str, tuple[str, ...]]:
    constraint = _mapping(one, f"{where}.properties")
    name = _known_property(_string(constraint.get("pid"), f"{where}.properties.pid"), register)
    given = constraint.get("v")
    return name, tuple(_constrained(value, where) for value in (given if isinstance(given, list) else [given]))


def _constrained(value: object, where: str) -> str:
    """Return a value as plain text; a thing that was reconciled before counts by its name."""
    if isinstance(value, dict):
        return _string(value.get("name", value.get("id")), f"{where}.properties.v")
    if value is None:
        raise QueryError(f"{where}.properties has an entry without `v`.", "Send the value beside its `pid`.")
    return str(value)


def _known_property(name: str, register: Register) -> str:
    if name not in register.properties:
        raise QueryError(f'There is no property "{name}".', did_you_mean(name, register.properties, "Known are"))
    return name


def _object(text: str, where: str) -> Mapping[str, object]:
    try:
        return _mapping(json.loads(text), where)
    except (ValueError, RecursionError) as error:
        raise QueryError(f"{where} is no JSON: {error}.", "Send a JSON object in this form field.") from None


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise QueryError(f"{where} is not an object.", "See version 0.2 of the Reconciliation Service API.")
    return value


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise QueryError(f"{where} has something else where a list belongs.", "Write it in [ ].")
    return value


def _string(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise QueryError(f"{where} is not a string.", 'Write it in " ".')
    return value
