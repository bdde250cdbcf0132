"""Ask a server for JSON, or take the answer from the cache; one request at a time, also between processes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cablegraph.errors import NetworkError
from cablegraph.files import locked
from cablegraph.wikidata import transport
from cablegraph.wikidata.cache import Record
from cablegraph.wikidata.transport import PassingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cablegraph.wikidata.cache import Cache
    from cablegraph.wikidata.manners import Manners
    from cablegraph.wikidata.transport import Reply, Request

# Errors of the Action API that pass: https://www.mediawiki.org/wiki/Manual:Maxlag_parameter and API:Etiquette.
_PASSING = frozenset({"maxlag", "ratelimited", "readonly"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, read: the JSON, the moment it came (ISO 8601, UTC), the items' revisions, and who gave it."""

    value: Mapping[str, object]
    retrieved: str
    revisions: Mapping[str, int]
    url: str


@dataclass(frozen=True, slots=True)
class Client:
    """Whoever asks: a cache, manners, whether going online is forbidden, and what to call where it has to queue."""

    cache: Cache
    manners: Manners
    offline: bool = False
    waiting: Callable[[], object] = lambda: None

    def ask(self, request: Request) -> Fetched:
        """Return the answer to a request, from the cache where it is there.

        Raise `NetworkError` where it must be fetched and can't be: offline, without a contact, or without a network.
        """
        record = self.cache.find(request)
        if record is None:
            record = self._fetch(request)
        return Fetched(_object(record.body), record.retrieved, record.revisions, record.url)

    def _fetch(self, request: Request) -> Record:
        if self.offline:
            what = f"The answer of {urlsplit(request.url).netloc} is not in the cache, and --offline forbids to ask."
            advice = f"Ask once with --contact and a network, or name another --cache than {self.cache.folder}."
            raise NetworkError(what, advice)
        self.manners.user_agent()  # nobody waits in the queue who may not ask
        with locked(self.cache.lock(), self.waiting):
            kept = self.cache.find(request)  # another process may have asked the same meanwhile
            if kept is not None:
                return kept
            record = transport.send(request, self.manners, self._record)
            self.cache.keep(request, record)
        return record

    def _record(self, reply: Reply) -> Record:
        kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" and not kind.endswith("+json"):
            raise PassingError(f"the answer is {transport.printable(kind) or 'of no kind'}, not JSON", reply.status)
        value = _object(reply.body)
        error = value.get("error")
        if isinstance(error, dict):
            _complain(error, reply)
        retrieved = self.manners.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        return Record(reply.url, reply.status, reply.headers, retrieved, _revisions(value), reply.body)


def _object(body: bytes) -> Mapping[str, object]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise PassingError("the answer is broken JSON") from None
    if not isinstance(value, dict):
        raise PassingError("the answer is not a JSON object")
    return value


def _complain(error: Mapping[str, object], reply: Reply) -> None:
    code, info = (transport.printable(str(error.get(key) or "")) for key in ("code", "info"))
    if code in _PASSING or code.startswith("internal_api_error"):
        raise PassingError(f"the server is busy ({code})", reply.status, reply.headers.get("retry-after"))
    what = f"{urlsplit(reply.url).netloc} refuses the request: {info or code}"
    raise NetworkError(what, "Look whether the address and the parameters are right.")


def _revisions(value: Mapping[str, object]) -> dict[str, int]:
    entities = value.get("entities")
    found = entities.items() if isinstance(entities, dict) else ()
    return {
        name: entity["lastrevid"]
        for name, entity in found
        if isinstance(entity, dict) and isinstance(entity.get("lastrevid"), int)
    }
