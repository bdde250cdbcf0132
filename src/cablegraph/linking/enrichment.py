"""State what Wikidata says of the items that people have accepted, each item in a graph of its own.

`graph:wikidata/Q855` says things of `wd:Q855` alone, never of ours, and says of itself when the item was retrieved, in
which revision and from where. So nothing that Wikidata says can pass for something that a document says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from cablegraph.quads import iri, literal
from cablegraph.vocabulary import PREFIXES, expand, graph_iri
from cablegraph.wikidata import items, sparql

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cablegraph.model.link import Held, Item
    from cablegraph.wikidata.client import Client
    from cablegraph.wikidata.endpoints import Endpoint

# The folder of these graphs' names; no document can be called so.
FOLDER = "wikidata"
_COMMONS = "http://commons.wikimedia.org/wiki/Special:FilePath/"


def fetch(client: Client, endpoint: Endpoint, linked: Iterable[str]) -> dict[str, Item]:
    """Return the items of the accepted Q-ids, in their order; those that Wikidata no longer has are left out."""
    found = items.fetch(client, endpoint, linked)
    return {qid: found[qid] for qid in sorted(found, key=lambda qid: (len(qid), qid))}


def fetch_holders(
    client: Client, endpoint: Endpoint, offices: Iterable[str]
) -> tuple[dict[str, Item], dict[str, int], tuple[str, ...]]:
    """Return the items of those who hold or held some offices, how many each office has, and the offices left out.

    An office is left out where it has more holders than `sparql.MOST_HOLDERS`: such an item is no single post.
    """
    asked = {office: sparql.holders(client, endpoint, office) for office in offices}
    left_out = tuple(office for office, people in asked.items() if len(people) > sparql.MOST_HOLDERS)
    held = {office: people for office, people in asked.items() if office not in left_out}
    found = fetch(client, endpoint, {qid for people in held.values() for qid in people})
    return found, {office: len(people) for office, people in held.items()}, left_out


def quads(found: Mapping[str, Item], endpoint: Endpoint) -> list[str]:
    """Return the N-Quads that say what Wikidata says of some items, without line ends, sorted."""
    return sorted({line for qid, item in found.items() for line in _lines(qid, item, endpoint)})


def _lines(qid: str, item: Item, endpoint: Endpoint) -> Iterator[str]:
    graph = iri(graph_iri(FOLDER, qid))
    me = iri(PREFIXES["wd"] + qid)
    for subject, predicate, value in (*_origin(graph, me, item, endpoint), *_facts(me, item)):
        yield f"{subject} {iri(expand(predicate))} {value} {graph} ."


def _origin(graph: str, me: str, item: Item, endpoint: Endpoint) -> Iterator[tuple[str, str, str]]:
    """Yield what the graph says of itself; under `schema:about` the item has the Q-id that Wikidata gives it now."""
    yield graph, "schema:about", iri(PREFIXES["wd"] + item.qid)
    yield graph, "dcterms:source", me
    yield graph, "prov:wasDerivedFrom", iri(endpoint.api)
    if item.revision is not None:
        yield graph, "schema:version", literal(str(item.revision))
    if item.retrieved:
        yield graph, "prov:generatedAtTime", literal(item.retrieved, "xsd:dateTime")


def _facts(me: str, item: Item) -> Iterator[tuple[str, str, str]]:
    for language, name in item.labels.items():
        yield me, "schema:name", literal(name, language=language)
    for language, names in item.aliases.items():
        for name in names:
            yield me, "schema:alternateName", literal(name, language=language)
    for predicate, date in (("schema:birthDate", item.born), ("schema:deathDate", item.died)):
        if date:
            yield me, predicate, literal(date, "edtf:EDTF")
    if item.coordinates:
        for predicate, degrees in zip(("schema:latitude", "schema:longitude"), item.coordinates, strict=True):
            yield me, predicate, literal(f"{degrees:f}", "xsd:decimal")
    if item.image:
        yield me, "schema:image", iri(_COMMONS + quote(item.image.replace(" ", "_"), safe=""))
    for held in item.offices:
        yield from _tenure(me, held, item.label or item.qid)


def _tenure(me: str, held: Held, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield an office with its days: a `schema:Role` under the id that Wikidata gives to its statement."""
    role = iri(f"{PREFIXES['wd']}statement/{quote(held.statement.replace('$', '-', 1), safe='')}")
    office = iri(PREFIXES["wd"] + held.office)
    yield me, "schema:hasOccupation", role
    yield role, "rdf:type", iri(expand("schema:Role"))
    yield role, "rdfs:label", literal(f"{name} as {held.label or held.office}", language="en")
    yield role, "schema:hasOccupation", office
    if held.label:
        yield office, "schema:name", literal(held.label)  # in English only where Wikidata has it so
    for predicate, date in (("schema:startDate", held.starts), ("schema:endDate", held.ends)):
        if date:
            yield role, predicate, literal(date, "edtf:EDTF")
