"""Fetch whole items by the API's `wbgetentities`, and read from its JSON what linking needs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from cablegraph.model.link import Held, Item
from cablegraph.wikidata import statements
from cablegraph.wikidata.search import LANGUAGES, MAXLAG, is_qid
from cablegraph.wikidata.transport import Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cablegraph.wikidata.client import Client, Fetched
    from cablegraph.wikidata.endpoints import Endpoint

# The API takes no more at once.
MOST_ITEMS = 50
# Chinese is written in several languages of Wikidata's; a label in one script need not stand under `zh`.
_LANGUAGES = (*LANGUAGES, "zh-hans", "zh-hant", "zh-cn", "zh-tw", "mul")

INSTANCE_OF, CITIZENSHIP, COUNTRY = "P31", "P27", "P17"
BORN, DIED, OFFICE, STARTS, ENDS = "P569", "P570", "P39", "P580", "P582"
COORDINATES, IMAGE = "P625", "P18"


def fetch(client: Client, endpoint: Endpoint, qids: Iterable[str]) -> dict[str, Item]:
    """Return the items of these Q-ids by Q-id, with the labels of offices; those that don't exist are left out.

    An item that has been merged into another is given under both Q-ids, as the other. Raise `NetworkError`.
    """
    found = {
        qid: _item(entity, fetched)
        for fetched in _answers(client, endpoint, qids, "info|labels|aliases|descriptions|claims")
        for qid, entity in _entities(fetched)
    }
    offices = {held.office for item in found.values() for held in item.offices}
    countries = {country for item in found.values() for country in item.countries}
    # Countries are only ever asked for along with the offices, and so cost no request of their own.
    names = labels(client, endpoint, offices | countries if offices else ())
    return {qid: _with_labels(item, names) for qid, item in found.items()}


def labels(client: Client, endpoint: Endpoint, qids: Iterable[str]) -> dict[str, str]:
    """Return the English label of each item, else its first in another language; those without any are left out."""
    found = {}
    for fetched in _answers(client, endpoint, qids, "info|labels"):
        for qid, entity in _entities(fetched):
            words = _by_language(entity.get("labels"))
            label = words.get("en") or words.get("mul") or next(iter(words.values()), None)
            if label:
                found[qid] = label
    return found


def _answers(client: Client, endpoint: Endpoint, qids: Iterable[str], props: str) -> Iterable[Fetched]:
    ordered = sorted(set(qids), key=lambda qid: (len(qid), qid))
    for start in range(0, len(ordered), MOST_ITEMS):
        batch = ordered[start : start + MOST_ITEMS]
        yield client.ask(
            Request.get(
                endpoint.api,
                action="wbgetentities",
                format="json",
                maxlag=MAXLAG,
                ids="|".join(batch),
                props=props,
                languages="|".join(_LANGUAGES),
            )
        )


def _entities(fetched: Fetched) -> Iterable[tuple[str, Mapping[str, object]]]:
    """Yield the items of an answer under the Q-ids that were asked for and those they have now."""
    entities = fetched.value.get("entities")
    for key, entity in entities.items() if isinstance(entities, dict) else ():
        if not isinstance(entity, dict) or "missing" in entity:
            continue
        redirects = entity.get("redirects")
        before = [str(redirects.get("from"))] if isinstance(redirects, dict) else []
        if is_qid(entity.get("id")):
            for qid in filter(is_qid, dict.fromkeys((key, str(entity["id"]), *before))):
                yield qid, entity


def _item(entity: Mapping[str, object], fetched: Fetched) -> Item:
    claims = statements.by_property(entity.get("claims"))
    revision = entity.get("lastrevid")
    return Item(
        qid=str(entity["id"]),
        labels=_by_language(entity.get("labels")),
        aliases=_aliases(entity.get("aliases")),
        descriptions=_by_language(entity.get("descriptions")),
        kinds=statements.items(claims.get(INSTANCE_OF, ())),
        countries=statements.items((*claims.get(CITIZENSHIP, ()), *claims.get(COUNTRY, ()))),
        born=statements.date(claims.get(BORN, ())),
        died=statements.date(claims.get(DIED, ())),
        offices=tuple(_offices(claims.get(OFFICE, ()))),
        coordinates=_coordinates(claims.get(COORDINATES, ())),
        image=next(iter(statements.texts(claims.get(IMAGE, ()))), None),
        revision=revision if isinstance(revision, int) else None,
        retrieved=fetched.retrieved,
    )


def _offices(claims: Iterable[statements.Statement]) -> Iterable[Held]:
    for claim in claims:
        for office in statements.items((claim,)):
            yield Held(office, claim.id, None, claim.qualifier_date(STARTS), claim.qualifier_date(ENDS))


def _coordinates(claims: Iterable[statements.Statement]) -> tuple[Decimal, Decimal] | None:
    for claim in claims:
        latitude, longitude = claim.part("latitude"), claim.part("longitude")
        if isinstance(latitude, (int, float)) and isinstance(longitude, (int, float)):
            return Decimal(str(latitude)), Decimal(str(longitude))
    return None


def _with_labels(item: Item, names: Mapping[str, str]) -> Item:
    offices = tuple(replace(held, label=names.get(held.office)) for held in item.offices)
    countries = {country: names[country] for country in item.countries if country in names}
    return replace(item, offices=offices, country_labels=countries)


def _by_language(value: object) -> dict[str, str]:
    found = value.items() if isinstance(value, dict) else ()
    known = ((language, entry) for language, entry in found if language in _LANGUAGES)
    return {language: str(entry["value"]) for language, entry in known if isinstance(entry, dict) and "value" in entry}


def _aliases(value: object) -> dict[str, tuple[str, ...]]:
    found = value.items() if isinstance(value, dict) else ()
    return {
        language: tuple(str(entry["value"]) for entry in entries if isinstance(entry, dict) and "value" in entry)
        for language, entries in found
        if language in _LANGUAGES and isinstance(entries, list)
    }
