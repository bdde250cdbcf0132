"""Carry a query's SERVICE to Wikidata and back: a server of this machine alone, behind which our client asks.

The embedded engine can ask servers itself, but neither in the operator's name nor one at a time, and it keeps nothing.
It is given the relay's address instead, so that what it asks is asked with the same manners as everything else.
"""

from __future__ import annotations

import json
import re
import secrets
import threading
from concurrent.futures import Future, wait
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from cablegraph.errors import CablegraphError
from cablegraph.wikidata import sparql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeVar

    from cablegraph.wikidata.client import Client

    T = TypeVar("T")

_MOST_BYTES = 1 << 20


class Relay(ThreadingHTTPServer):
    """A server on the loopback interface: `addresses` by the name of the service, `failures` in the order they came."""

    daemon_threads = True

    def __init__(self, client: Client, targets: Mapping[str, str]) -> None:
        """Listen on a free port; *targets* are the endpoints' own addresses by name."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.client = client
        self.failures: list[CablegraphError] = []
        # Nobody else on this machine can guess the paths.
        self.paths = {f"/{secrets.token_urlsafe(16)}/{name}": target for name, target in targets.items()}
        root = f"http://127.0.0.1:{self.server_port}"
        self.addresses = {path.rpartition("/")[2]: root + path for path in self.paths}


class _Handler(BaseHTTPRequestHandler):
    server: Relay

    def do_POST(self) -> None:
        target = self.server.paths.get(self.path)
        size = self.headers.get("Content-Length", "")
        if target is None or not re.fullmatch("[0-9]{1,18}", size) or int(size) > _MOST_BYTES:
            self.send_error(404)
            return
        query = self.rfile.read(int(size)).decode()
        try:
            answer = self.server.client.ask(sparql.request(target, query)).value
        except CablegraphError as error:
            self.server.failures.append(error)
            self.send_error(502)
            return
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002 (the base class calls it so)
        """Say nothing; failures are raised to whoever asked."""


@contextmanager
def relay(client: Client, targets: Mapping[str, str]) -> Iterator[Relay]:
    """Run a relay while the block lasts; what failed in it is raised at its end, lest a gap pass for an answer."""
    server = Relay(client, targets)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    except CablegraphError as error:
        raise (server.failures or [error])[0] from None
    else:
        if server.failures:
            raise server.failures[0]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def interruptible(work: Callable[[], T]) -> T:
    """Return what *work* returns, done in a thread of its own, so that Ctrl-C need not wait for the engine."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # whoever waits gets it
            done.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    while not done.done():
        wait([done], timeout=0.2)
    return done.result()
