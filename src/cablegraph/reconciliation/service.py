"""The service over HTTP, for a spreadsheet program on the same machine."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr
from typing import TYPE_CHECKING

from cablegraph.errors import OutputError, QueryError, StoreError
from cablegraph.reconciliation import pages, protocol
from cablegraph.reconciliation.matching import Matcher
from cablegraph.reconciliation.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from werkzeug.serving import BaseWSGIServer
    from werkzeug.wrappers import Request, Response

    from cablegraph.store.terms import Store

# A batch of names is small; whoever sends more than this is no spreadsheet.
_LARGEST = 4 * 1024 * 1024
_LONGEST_NUMBER = 9
_EVERYWHERE = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}


class Service:
    """A WSGI application over one graph; it reads only and remembers nothing of what is asked."""

    def __init__(self, store: Store) -> None:
        """Prepare the addresses; the graph is read at the first question."""
        from werkzeug.routing import Map, Rule

        self._register = Register(store)
        self._matcher = Matcher(self._register)
        self._addresses = Map(
            [
                Rule("/", endpoint="root", methods=["GET", "POST"]),
                Rule("/suggest/<any(entity,type,property):what>", endpoint="suggest", methods=["GET"]),
                Rule("/properties", endpoint="properties", methods=["GET"]),
                Rule("/preview/<path:own>", endpoint="page", methods=["GET"]),
                Rule("/entity/<path:own>", endpoint="page", methods=["GET"]),
            ],
            merge_slashes=False,
        )

    def __call__(self, environ: dict[str, object], start_response: object) -> Iterable[bytes]:
        """Answer one request, as WSGI has it."""
        from werkzeug.wrappers import Request

        request = Request(environ)
        request.max_content_length = _LARGEST
        request.max_form_memory_size = _LARGEST
        response = self._answer(request)
        response.headers.extend(_EVERYWHERE)
        return response(environ, start_response)  # type: ignore[arg-type]

    def _answer(self, request: Request) -> Response:
        from werkzeug.exceptions import HTTPException

        if request.method == "OPTIONS":
            return _json({})
        try:
            endpoint, given = self._addresses.bind_to_environ(request.environ).match()
            if endpoint == "page":
                return self._page(str(given["own"]))
            return _json(self._told(request, endpoint, given))
        except QueryError as error:
            return _json({"error": error.what, "advice": error.advice}, 400)
        except StoreError as error:
            return _json({"error": error.what, "advice": error.advice}, 503)
        except HTTPException as error:
            return _json({"error": error.description}, error.code or 500)

    def _told(self, request: Request, endpoint: str, given: Mapping[str, object]) -> protocol.Json:
        values = request.values
        if endpoint == "suggest":
            skipped = _number(values.get("cursor"), "cursor") or 0
            prefix = values.get("prefix", "")
            return protocol.suggest(str(given["what"]), prefix, skipped, self._matcher, self._register)
        if endpoint == "properties":
            return protocol.propose(values.get("type", ""), _number(values.get("limit"), "limit"), self._register)
        if "queries" in values:
            return protocol.reconcile(values["queries"], self._matcher, self._register)
        if "extend" in values:
            return protocol.extend(values["extend"], self._register)
        if request.method == "POST":
            raise QueryError("The form has neither `queries` nor `extend`.", "Send one of them.")
        return protocol.manifest(request.host_url.rstrip("/"))

    def _page(self, own: str) -> Response:
        from werkzeug.exceptions import NotFound
        from werkzeug.wrappers import Response

        entity = self._register.entities.get(own)
        if entity is None:
            raise NotFound(f'The graph knows no "{own}".')
        return Response(pages.page(entity, self._register), mimetype="text/html")


def server(service: Service, host: str, port: int) -> BaseWSGIServer:
    """Return a server that listens, with a thread for each request; raise `OutputError` where the port can't be had."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        """Says nothing of single requests."""

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Keep silent."""

    try:
        # The library says on standard error what stops it, and then exits; we say it ourselves.
        with redirect_stderr(io.StringIO()):
            return make_server(host, port, service, threaded=True, request_handler=Quiet)
    except (OSError, SystemExit) as error:
        cause = error.__context__ if isinstance(error, SystemExit) else error
        what = f"Nothing can listen at {host}:{port}: {getattr(cause, 'strerror', None) or cause}."
        raise OutputError(what, "Choose another --port, or 0 for any that is free.") from None


def _number(text: str | None, name: str) -> int | None:
    if text is None or text == "":
        return None
    if not text.isdecimal() or len(text) > _LONGEST_NUMBER:
        raise QueryError(f"{name} is no whole number.", "Leave it out, or send a number from 0.")
    return int(text)


def _json(value: protocol.Json, status: int = 200) -> Response:
    from werkzeug.wrappers import Response

    return Response(json.dumps(value, ensure_ascii=False), status, mimetype="application/json")
