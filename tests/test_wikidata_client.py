"""The client's manners, each against a real HTTP server that behaves so."""

import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from conftest import ROOT
from wikidata_servers import CONTACT, free_port, serving

from cablegraph.errors import NetworkError
from cablegraph.wikidata import Cache, Client, Manners
from cablegraph.wikidata.transport import Request

GOOD = b'{"entities": {"Q900000001": {"id": "Q900000001", "lastrevid": 7}}}'
NOW = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def waits():
    return []


@pytest.fixture
def client(tmp_path, waits):
    manners = Manners(contact=CONTACT, timeout=0.5, longest=2, sleep=waits.append, now=lambda: NOW)
    return Client(Cache(tmp_path / "cache"), manners)


def first_then_good(*scripts):
    """Behave as each script says in turn, then well."""
    left = list(scripts)

    def script(handler):
        left.pop(0)(handler) if left else handler.give(body=GOOD)

    return script


def ask(client, server, **parameters):
    return client.ask(Request.get(server.url, **(parameters or {"q": "1"})))


def answers_in_parts(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(GOOD)))
    handler.end_headers()
    handler.wfile.write(GOOD[:10])
    handler.wfile.flush()
    handler.close_connection = True


def breaks_chunk(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"ff\r\n" + GOOD[:20])
    handler.wfile.flush()
    handler.close_connection = True


def resets(handler):
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    handler.connection.close()
    handler.close_connection = True


def is_silent(handler):
    time.sleep(1)
    handler.close_connection = True


def drips(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)
    handler.close_connection = True


def with_status(status, **headers):
    return lambda handler: handler.give(status, b"<p>no</p>", "text/html", **headers)


def html(handler):
    handler.give(200, b"<html>maintenance</html>", "text/html; charset=utf-8")


def maxlag(handler):
    error = {"error": {"code": "maxlag", "info": "Waiting for a database server: 6 seconds lagged"}}
    handler.give(200, json.dumps(error).encode(), Retry_After="5")


PASSING = {
    "429 with seconds": (with_status(429, Retry_After="7"), [7]),
    "429 with a date": (
        with_status(429, Retry_After=format_datetime(NOW.replace(minute=2), usegmt=True)),
        [120],
    ),
    "429 with a date in the past": (
        with_status(429, Retry_After=format_datetime(NOW.replace(hour=1), usegmt=True)),
        [0],
    ),
    "429 without a word": (with_status(429), [60]),
    "429 with nonsense": (with_status(429, Retry_After="soon"), [60]),
    "429 with what only looks like a number": (with_status(429, Retry_After="\u00b2"), [60]),
    "JSON without an end to its depth": (lambda handler: handler.give(body=b'{"a":' + b"[" * 200_000), [5]),
    "500": (with_status(500), [5]),
    "502": (with_status(502), [5]),
    "503 with seconds": (with_status(503, Retry_After="3"), [3]),
    "504": (with_status(504), [5]),
    "HTML with status 200": (html, [5]),
    "truncated JSON": (lambda handler: handler.give(body=GOOD[:-9]), [5]),
    "JSON that is no object": (lambda handler: handler.give(body=b"[]"), [5]),
    "no content type": (lambda handler: handler.give(body=GOOD, kind=""), [5]),
    "a wrong content type": (lambda handler: handler.give(body=GOOD, kind="text/plain"), [5]),
    "an answer that breaks off": (answers_in_parts, [5]),
    "a chunk that breaks off": (breaks_chunk, [5]),
    "a connection that is reset": (resets, [5]),
    "silence": (is_silent, [5]),
    "drops that never end": (drips, [5]),
    "packed bytes that break off": (
        lambda handler: handler.give(body=gzip.compress(GOOD)[:-12], Content_Encoding="gzip"),
        [5],
    ),
    "packed bytes that are none": (lambda handler: handler.give(body=GOOD, Content_Encoding="gzip"), [5]),
    "a lagging database": (maxlag, [5]),
}


@pytest.mark.parametrize("fault", PASSING)
def test_what_passes_is_waited_for_and_asked_again(fault, client, waits):
    script, expected = PASSING[fault]
    with serving(first_then_good(script)) as server:
        fetched = ask(client, server)
    assert fetched.value == json.loads(GOOD)
    assert waits == pytest.approx(expected)
    assert len(server.seen) == 2


@pytest.mark.parametrize("fault", ["429 with seconds", "HTML with status 200", "silence"])
def test_what_doesnt_pass_is_given_up_and_nothing_bad_is_kept(fault, client, waits):
    script, _ = PASSING[fault]
    with serving(script) as server, pytest.raises(NetworkError, match="4 times") as raised:
        ask(client, server)
    assert "what has come so far is kept" in raised.value.advice
    assert len(waits) == 3
    assert list(client.cache.folder.glob("*.answer")) == []


def test_pauses_grow_where_the_server_says_nothing(client, waits):
    with serving(with_status(503)) as server, pytest.raises(NetworkError):
        ask(client, server)
    assert waits == [5, 10, 20]


def test_a_wait_of_hours_is_told_rather_than_sat_through(client, waits):
    with (
        serving(with_status(429, Retry_After="86400")) as server,
        pytest.raises(NetworkError, match="too many") as raised,
    ):
        ask(client, server)
    assert "86400 seconds" in raised.value.advice
    assert waits == []
    assert len(server.seen) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 414])
def test_what_will_not_get_better_is_not_asked_again(status, client, waits):
    with serving(with_status(status)) as server, pytest.raises(NetworkError, match=str(status)):
        ask(client, server)
    assert (len(server.seen), waits) == (1, [])


def test_an_error_of_the_api_is_said_in_its_own_words(client):
    body = b'{"error": {"code": "no-such-entity", "info": "Could not find an entity"}}'
    with serving(lambda handler: handler.give(body=body)) as server:
        with pytest.raises(NetworkError, match="Could not find an entity"):
            ask(client, server)
        assert list(client.cache.folder.glob("*.answer")) == []


def test_no_word_of_a_server_commands_the_terminal(client):
    body = json.dumps({"error": {"code": "x", "info": "Could\x1b[31m not \x9b2J"}}).encode()
    with serving(lambda handler: handler.give(body=body)) as server, pytest.raises(NetworkError) as raised:
        ask(client, server)
    assert "Could[31m not 2J" in raised.value.what


def test_packed_answers_are_unpacked(client):
    with serving(lambda handler: handler.give(body=gzip.compress(GOOD), Content_Encoding="gzip")) as server:
        assert ask(client, server).value == json.loads(GOOD)


def test_a_redirect_on_the_same_site_is_followed(client):
    def script(handler):
        if "moved" in handler.path:
            handler.give(body=GOOD)
        else:
            handler.give(301, b"", Location="/moved?x=1")

    with serving(script) as server:
        fetched = ask(client, server)
    assert fetched.url.endswith("/moved?x=1")


def test_a_redirect_to_another_site_is_not_followed(client):
    with serving(lambda handler: handler.give(body=GOOD)) as other:
        away = with_status(302, Location=f"http://localhost:{other.server_port}/")
        with serving(away) as server, pytest.raises(NetworkError, match="sends us elsewhere"):
            ask(client, server)
        assert other.seen == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://169.254.0.1/"])
def test_a_redirect_to_a_file_or_an_inner_network_is_not_followed(target, client):
    with serving(with_status(302, Location=target)) as server, pytest.raises(NetworkError):
        ask(client, server)
    assert len(server.seen) == 1


def test_a_redirect_in_circles_ends(client):
    count = iter(range(100))
    circle = lambda handler: handler.give(302, b"", Location=f"/w/{next(count)}")  # noqa: E731
    with serving(circle) as server, pytest.raises(NetworkError, match="sends us elsewhere"):
        ask(client, server)
    assert len(server.seen) == 4


def huge(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    handler.server.sent = 0
    for _ in range(1000):
        handler.wfile.write(b" " * 100_000)
        handler.server.sent += 100_000
    handler.close_connection = True


def test_a_huge_answer_is_left_before_it_is_read(tmp_path):
    client = Client(Cache(tmp_path), Manners(contact=CONTACT, most_bytes=1_000_000))
    with serving(huge) as server, pytest.raises(NetworkError, match="more than 1,000,000 bytes"):
        ask(client, server)
    assert server.sent < 50_000_000


def test_an_answer_that_unpacks_to_a_huge_one_is_refused(tmp_path):
    client = Client(Cache(tmp_path), Manners(contact=CONTACT, most_bytes=1_000_000))
    packed = gzip.compress(b" " * 50_000_000)
    give = lambda handler: handler.give(body=packed, Content_Encoding="gzip")  # noqa: E731
    with serving(give) as server, pytest.raises(NetworkError, match="more than 1,000,000 bytes"):
        ask(client, server)


def test_nobody_there_is_said_at_once(client, waits):
    with pytest.raises(NetworkError, match="can't be reached") as raised:
        client.ask(Request.get(f"http://127.0.0.1:{free_port()}/"))
    assert "--offline" in raised.value.advice
    assert waits == []


# ---------------------------------------------------------------------------------------------------- who asks, how often


def test_without_a_contact_nothing_is_sent(tmp_path):
    with serving(lambda handler: handler.give(body=GOOD)) as server:
        with pytest.raises(NetworkError, match="contact") as raised:
            ask(Client(Cache(tmp_path), Manners()), server)
        assert server.seen == []
    assert "--contact" in raised.value.advice
    assert "CABLEGRAPH_CONTACT" in raised.value.advice


@pytest.mark.parametrize(
    "contact", ["me", "a@b", "x@y.org\r\nHost: evil", "Ann (x@y.org)", "юрий@пример.рф", "ftp://x.org"]
)
def test_what_is_no_contact_is_refused(contact, tmp_path):
    with pytest.raises(NetworkError, match="is not a contact"):
        Client(Cache(tmp_path), Manners(contact=contact)).ask(Request.get("http://127.0.0.1:9/"))


def test_the_user_agent_has_the_operators_contact(client):
    with serving(lambda handler: handler.give(body=GOOD)) as server:
        ask(client, server)
    agent = server.seen[0][1]["User-Agent"]
    assert agent.startswith("cablegraph/")
    assert f"({CONTACT})" in agent


def test_an_answer_is_asked_for_once_and_kept_with_its_origin(client):
    with serving(lambda handler: handler.give(body=GOOD)) as server:
        first, second = ask(client, server), ask(client, server)
    assert first == second
    assert len(server.seen) == 1
    assert (first.retrieved, dict(first.revisions)) == ("2026-11-24T12:00:00Z", {"Q900000001": 7})
    (path,) = client.cache.folder.glob("*.answer")
    head, _, body = path.read_bytes().partition(b"\n")
    facts = json.loads(head)
    assert body == GOOD
    assert (facts["status"], facts["retrieved"], facts["revisions"]) == (200, "2026-11-24T12:00:00Z", {"Q900000001": 7})
    assert facts["url"].endswith("?q=1")
    assert facts["headers"]["content-type"] == "application/json"


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-5], lambda b: b[:0], lambda b: b"\xff" + b, lambda b: b.replace(b"Q9", b"Q8")]
)
def test_a_damaged_answer_in_the_cache_counts_as_missing(spoil, client):
    with serving(lambda handler: handler.give(body=GOOD)) as server:
        ask(client, server)
        (path,) = client.cache.folder.glob("*.answer")
        path.write_bytes(spoil(path.read_bytes()))
        assert ask(client, server).value == json.loads(GOOD)
    assert len(server.seen) == 2


def test_threads_that_ask_at_once_are_sent_one_after_the_other(tmp_path):
    def slowly(handler):
        time.sleep(0.05)
        handler.give(body=GOOD)

    with serving(slowly) as server:
        clients = [Client(Cache(tmp_path), Manners(contact=CONTACT)) for _ in range(6)]
        threads = [
            threading.Thread(target=ask, args=(one, server), kwargs={"q": str(n)}) for n, one in enumerate(clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(server.seen), server.most_at_once) == (6, 1)


PROGRAM = """
import sys
from pathlib import Path
from cablegraph.wikidata import Cache, Client, Manners
from cablegraph.wikidata.transport import Request
client = Client(Cache(Path(sys.argv[1])), Manners(contact="tester@example.org"))
for number in range(int(sys.argv[3])):
    client.ask(Request.get(sys.argv[2], q=str(number)))
    print(number, flush=True)
"""


def start(folder, url, number):
    command = [sys.executable, "-c", PROGRAM, folder, url, str(number)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def slow(handler):
    time.sleep(0.1)
    handler.give(body=GOOD)


def test_processes_that_ask_at_once_are_sent_one_after_the_other_and_share_answers(tmp_path):
    with serving(slow) as server:
        running = [start(tmp_path, server.url, 4) for _ in range(3)]
        for process in running:
            assert process.communicate(timeout=60)[1] == ""
    assert server.most_at_once == 1
    assert len(server.seen) == 4


def test_work_that_was_killed_goes_on_from_what_is_kept(tmp_path):
    with serving(slow) as server:
        process = start(tmp_path, server.url, 50)
        for _ in range(3):
            process.stdout.readline()
        process.kill()
        process.communicate()
        done = len(list(tmp_path.glob("*.answer")))
        assert done >= 3
        again = start(tmp_path, server.url, done + 2)
        assert again.communicate(timeout=60)[1] == ""
        asked = [path.rpartition("=")[2] for path, _ in server.seen]
        assert [asked.count(str(number)) for number in range(done)] == [1] * done
        assert set(asked) >= {str(number) for number in range(done + 2)}
    assert list(tmp_path.glob("*.partial*")) == []


def test_an_interrupt_while_waiting_leaves_the_lock_free(tmp_path):
    with serving(with_status(429, Retry_After="300")) as server:
        process = start(tmp_path, server.url, 1)
        deadline = time.monotonic() + 30
        while not server.seen and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert "KeyboardInterrupt" in process.communicate(timeout=30)[1]
    with serving(lambda handler: handler.give(body=GOOD)) as server:
        assert ask(Client(Cache(tmp_path), Manners(contact=CONTACT)), server).value
