"""The remote store against a real SPARQL 1.1 server over HTTP: Oxigraph's own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from cablegraph import queries
from cablegraph.errors import QueryError, StoreError
from cablegraph.store.remote import RemoteStore
from cablegraph.store.terms import Triples


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory, lines):
    program = shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if program is None:
        pytest.skip("needs the oxigraph server (the package `oxigraph`)")
    folder = tmp_path_factory.mktemp("server")
    quads = folder / "graph.nq"
    quads.write_text("\n".join(lines) + "\n", encoding="utf-8")
    subprocess.run([program, "load", "--location", folder / "db", "--file", quads], check=True, capture_output=True)
    port = free_port()
    command = [
        program,
        "serve-read-only",
        "--location",
        folder / "db",
        "--bind",
        f"127.0.0.1:{port}",
        "--union-default-graph",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/query?query=ASK%7B%7D", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/query"
        server.terminate()


@pytest.mark.parametrize("name", ["messages/find", "chain/times", "chain/path"])
def test_a_question_has_the_same_answer_near_and_far(endpoint, store, name):
    near, far = (queries.rows(where, name) for where in (store, RemoteStore(endpoint)))
    assert near.values() == far.values()
    assert near.values()


def test_triples_come_back_too(endpoint):
    made = RemoteStore(endpoint).ask("CONSTRUCT { <urn:a> <urn:b> ?n } WHERE { VALUES ?n { 1 } }")
    assert made == Triples(('<urn:a> <urn:b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',))


def test_ask_comes_back_as_a_row(endpoint):
    assert RemoteStore(endpoint).ask("ASK { ?s ?p ?o }").values() == (("true",),)


def test_a_broken_query_is_refused_with_the_servers_words(endpoint):
    with pytest.raises(QueryError, match="refuses the query"):
        RemoteStore(endpoint).ask("SELECT nothing")


def test_nobody_there_is_said_plainly():
    with pytest.raises(StoreError, match="gives no answer"):
        RemoteStore(f"http://127.0.0.1:{free_port()}/query", timeout=2).ask("ASK {}")


def test_the_command_line_asks_an_endpoint(endpoint, cablegraph):
    done = cablegraph("chain", "22834", "--endpoint", endpoint)
    assert "32 h 20 min to 44 h 20 min" in " ".join(done.stdout.split())
