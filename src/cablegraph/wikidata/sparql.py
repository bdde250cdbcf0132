"""Ask a SPARQL endpoint that holds Wikidata: SPARQLWrapper writes the request, our client sends it.

SPARQLWrapper's own way of sending would follow redirects anywhere, read answers of any size and ask twice.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph import queries, questions
from cablegraph.errors import NetworkError, StoreError
from cablegraph.store.remote import rows
from cablegraph.store.terms import Term
from cablegraph.wikidata.search import LANGUAGES, is_qid
from cablegraph.wikidata.transport import Request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.store.terms import Rows
    from cablegraph.wikidata.client import Client
    from cablegraph.wikidata.endpoints import Endpoint

# Longer queries than this are posted; shorter ones stand in the address, so that the server can cache them too.
_LONGEST_ADDRESS = 4000
_BY_NAME = Path(__file__).with_name("by_name.rq")
_HOLDERS = Path(__file__).with_name("holders.rq")
_CLASSES = Path(__file__).with_name("classes.rq")
# The query asks for one more, so that it can be told whether these are all.
MOST_HOLDERS = 500
ENTITY = "http://www.wikidata.org/entity/"


def request(address: str, query: str) -> Request:
    """Return the request that asks an endpoint a SELECT or ASK query, as SPARQLWrapper writes it."""
    from SPARQLWrapper import GET, JSON, POST, SPARQLWrapper

    wrapper = SPARQLWrapper(address)
    wrapper.setOnlyConneg(True)
    wrapper.setReturnFormat(JSON)
    wrapper.setMethod(POST if len(query) > _LONGEST_ADDRESS else GET)
    wrapper.setQuery(query)
    written = wrapper._createRequest()  # its public ways send it as well
    form = written.data.decode("ascii") if isinstance(written.data, bytes) else None
    return Request(written.full_url, form, str(written.get_header("Accept")))


def select(client: Client, address: str, query: str) -> Rows:
    """Return the answer to a query; raise `NetworkError` where there is none."""
    try:
        return rows(client.ask(request(address, query)).value)
    except (StoreError, KeyError, TypeError, AttributeError):
        advice = "Look whether the address is that of a SPARQL 1.1 endpoint."
        raise NetworkError(f"{address} gives no SPARQL results.", advice) from None


def by_name(client: Client, endpoint: Endpoint, name: str) -> tuple[str, ...]:
    """Return the Q-ids of the items that have exactly this name as a label or an alias in one of the languages."""
    question = questions.load(_BY_NAME, "by_name")
    values = {language: Term("literal", name, language=language) for language in LANGUAGES}
    found = select(client, endpoint.sparql, queries.fill(question, values)).values()
    return tuple(qid for qid in ((item or "").removeprefix(ENTITY) for (item,) in found) if is_qid(qid))


def holders(client: Client, endpoint: Endpoint, office: str) -> tuple[str, ...]:
    """Return the Q-ids of those who hold or held an office, at most one more than `MOST_HOLDERS`."""
    question = questions.load(_HOLDERS, "holders")
    found = select(client, endpoint.sparql, queries.fill(question, {"office": Term("uri", ENTITY + office)})).values()
    return tuple(qid for qid in ((item or "").removeprefix(ENTITY) for (item,) in found) if is_qid(qid))


def above(
    client: Client, endpoint: Endpoint, classes: Iterable[str], tops: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """Return each of the classes with each of *tops* that it lies under (P279), all by Q-id; raise `NetworkError`."""
    asked = {"?classes": set(classes), "?tops": set(tops)}
    query = questions.load(_CLASSES, "classes").full
    # A list of terms can't be bound to a variable; Q-ids have nothing in them that could end a term.
    for variable, qids in asked.items():
        ordered = sorted(filter(is_qid, qids), key=lambda qid: (len(qid), qid))
        query = query.replace(variable, " ".join(Term("uri", ENTITY + qid).sparql() for qid in ordered))
    found = select(client, endpoint.sparql, query).values()
    pairs = (((name or "").removeprefix(ENTITY), (top or "").removeprefix(ENTITY)) for name, top in found)
    return tuple((name, top) for name, top in pairs if name in asked["?classes"] and top in asked["?tops"])
