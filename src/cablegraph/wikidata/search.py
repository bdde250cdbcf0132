"""Search Wikidata's items by a name, as its own search box does (the API's `wbsearchentities`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from cablegraph.wikidata.transport import Request

if TYPE_CHECKING:
    from cablegraph.wikidata.client import Client
    from cablegraph.wikidata.endpoints import Endpoint

# The languages of the corpus's sources and of those named in them.
LANGUAGES = ("en", "ru", "zh", "ko")
# Of names in other letters than Latin: the language in which they are looked up.
_SCRIPTS = (
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\uac00-\ud7a3]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
)
# The API's own most is 50; a person looks at fewer.
MOST_HITS = 10
# Seconds of lag from which the server asks us to wait, as the etiquette recommends.
MAXLAG = "5"


def is_qid(value: object) -> TypeGuard[str]:
    """Say whether a value is the id of an item, and nothing that could end an IRI."""
    return isinstance(value, str) and re.fullmatch(r"Q[1-9][0-9]*", value) is not None


def language(name: str) -> str:
    """Return in which of the languages a name is written, as far as its letters tell; English for Latin ones."""
    return next((code for script, code in _SCRIPTS if script.search(name)), "en")


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that the search gave: its Q-id, and the words that were found, with their language where it says so."""

    qid: str
    words: str
    language: str | None


def search(client: Client, endpoint: Endpoint, name: str, language: str) -> tuple[Hit, ...]:
    """Return the items that one language's search gives for a name, best first; raise `NetworkError`."""
    request = Request.get(
        endpoint.api,
        action="wbsearchentities",
        format="json",
        maxlag=MAXLAG,
        search=name,
        language=language,
        uselang=language,
        type="item",
        limit=str(MOST_HITS),
    )
    found = client.ask(request).value.get("search")
    hits = found if isinstance(found, list) else []
    return tuple(_hit(hit) for hit in hits if isinstance(hit, dict) and is_qid(hit.get("id")))


def _hit(hit: dict[str, object]) -> Hit:
    match = hit.get("match")
    words, language = (match.get("text"), match.get("language")) if isinstance(match, dict) else (None, None)
    return Hit(str(hit["id"]), str(words or hit.get("label") or ""), str(language) if language else None)
