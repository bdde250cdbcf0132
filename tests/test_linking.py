"""From the graph to offers, with the same code that asks Wikidata, over an extract that local servers serve."""

import csv
import json
import os
import subprocess
import sys

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from wikidata_servers import CONTACT, EXTRACT, Extract, api_over, oxigraph_program, serving, sparql_endpoint

from cablegraph.errors import QueryError
from cablegraph.linking import candidates, lifetimes, subjects
from cablegraph.wikidata import Cache, Client, Manners, endpoint


@pytest.fixture(scope="module")
def known(store):
    return subjects.subjects(store)


def subject(known, words):
    return subjects.chosen(known, [words])[0]


# -------------------------------------------------------------------------------------------------------------- subjects


def test_everyone_whom_a_register_names_can_be_linked_and_nothing_else(known):
    assert {one.id.partition(":")[2]: one.kind for one in known} == {
        "agent/beria": "person",
        "agent/bulganin": "person",
        "agent/deng-hua": "person",
        "agent/li-kenong": "person",
        "agent/malenkov": "person",
        "agent/mao-zedong": "person",
        "agent/molotov": "person",
        "agent/qiao-guanhua": "person",
        "agent/second-main-administration": "body",
        "agent/stalin": "person",
        "agent/united-nations-command": "body",
        "agent/xie-fang": "person",
        "place/beijing": "place",
    }


def test_a_subject_has_each_form_of_its_name_once_and_the_days_of_its_messages(known):
    li = subject(known, "li-kenong")
    assert li.names == ("Li Kenong", "Li K'o-nung", "Ли Кэ-нун")
    assert (li.first, li.last, li.acted) == ("1951-08-11T07:00", "1951-08-13", "1951-08-12T04:00")
    assert {"id:agent/mao-zedong", "id:agent/xie-fang"} <= set(li.beside)
    assert subject(known, "qiao-guanhua").names == ("Qiao Guanhua", "Ch'iao Kuan-hua", "Qiao Guanua")


def test_filippov_finds_stalin_only_through_the_graphs_designation(known):
    stalin = subject(known, "Filippov")
    assert stalin.id == "id:agent/stalin"
    assert stalin.designations == ("FILIPPOV (codeName, editorial)",)
    assert not any("filippov" in name.casefold() for name in stalin.names)


def test_an_unknown_name_gives_the_nearest(known):
    with pytest.raises(QueryError, match='Did you mean "li-kenong"'):
        subjects.chosen(known, ["li-kenon"])


# ------------------------------------------------------------------------------------------------------------- lifetimes

DAYS = st.dates().map(lambda day: f"{day.year:04}-{day:%m-%d}")


@given(one=DAYS, other=DAYS)
def test_two_days_are_before_each_other_as_the_calendar_says(one, other):
    assert lifetimes.before(one, other) == (one < other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, "1951"),
        ("1951", None),
        ("1951", "1951-08-13"),
        ("1951-XX-XX", "1951-12-31"),
        ("195X", "1955"),
        ("[1949,1952]", "1951"),
        ("", "1951"),
        ("1951-02/1952", "1960"),
    ],
)
def test_what_is_not_certain_is_not_before(one, other):
    assert not lifetimes.before(one, other)
    assert not lifetimes.before(other, one) or one == ""


@pytest.mark.parametrize(
    ("one", "other"), [("1950", "1951-01"), ("194X", "1950"), ("[1948,1949]", "1950"), ("1951-07", "1951-08-01T04:00")]
)
def test_what_is_certain_is_before(one, other):
    assert lifetimes.before(one, other)


# ------------------------------------------------------------------------------------------------------------ candidates


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """The API and the SPARQL endpoint over the extract."""
    if oxigraph_program() is None:
        pytest.skip("needs the oxigraph server (the package `oxigraph`)")
    with serving(api_over(Extract())) as api, sparql_endpoint(tmp_path_factory.mktemp("wd"), EXTRACT) as sparql:
        api.sparql = sparql
        yield api


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return Client(Cache(tmp_path_factory.mktemp("cache")), Manners(contact=CONTACT))


@pytest.fixture(scope="module")
def wikidata(servers):
    return endpoint("wikidata", servers.url, servers.sparql)


@pytest.fixture(scope="module")
def offer(client, wikidata, known):
    return lambda words, linked=(): candidates.offer(client, wikidata, subject(known, words), dict(linked))


def qids(offer):
    return [candidate.item.qid for candidate in offer.candidates]


def verdicts(candidate):
    return {feature.name: feature.verdict for feature in candidate.features}


def test_li_kenong_gets_the_man_of_his_days_and_not_his_namesakes(offer):
    found = offer("li-kenong")
    assert qids(found) == ["Q900000001"]
    assert dict(found.dropped) == {
        "Q900000002": "born 1955-05-05, after the message of 1951-08-11T07:00 that names him",
        "Q900000003": "a page that tells several things of one name apart",
    }


def test_the_score_is_the_sum_of_its_features(offer):
    for words in ("li-kenong", "stalin", "beijing", "mao-zedong"):
        for candidate in offer(words).candidates:
            signs = {"for": 1, "against": -1, "unknown": 0}
            assert candidate.score == sum(signs[one.verdict] * one.weight for one in candidate.features)
            assert all(one.why for one in candidate.features)


def test_stalin_is_found_and_the_engineer_filippov_is_not_even_asked_for(offer):
    found = offer("Filippov")
    assert qids(found)[0] == "Q855"
    assert "Q900000004" not in qids(found)
    assert verdicts(found.candidates[0])["code name"] == "for"


def test_a_namesake_who_died_before_the_telegrams_is_dropped(offer):
    found = offer("mao-zedong")
    assert qids(found) == ["Q5816"]
    assert found.dropped == (("Q900000007", "died 1910-01-01, before the message of 1951-08-13 that he sent or got"),)


def test_of_whom_nothing_is_known_is_not_rejected(offer):
    (candidate,) = offer("deng-hua").candidates
    assert candidate.item.qid == "Q900000009"
    assert verdicts(candidate)["lifetime"] == "unknown"


def test_a_man_of_a_similar_name_is_not_offered_first(offer):
    assert qids(offer("xie-fang"))[0] == "Q900000006"
    assert "Q900000005" not in qids(offer("xie-fang"))


def test_a_place_is_no_person(offer):
    found = offer("beijing")
    assert qids(found) == ["Q956"]
    assert found.dropped == (("Q900000008", "a human being"),)


def test_those_linked_already_who_are_named_beside_him_count(offer):
    linked = {"id:agent/xie-fang": "Q900000006"}
    alone, beside = offer("li-kenong").candidates[0], offer("li-kenong", linked).candidates[0]
    assert verdicts(alone)["beside"] == "unknown"
    assert verdicts(beside)["beside"] == "for"
    assert verdicts(beside)["country"] == "for"
    assert beside.score > alone.score
    (country,) = (one.why for one in beside.features if one.name == "country")
    assert country == "invented country, as Xie Fang, who is named beside him"


# ------------------------------------------------------------------------------------------------------ the command line


@pytest.fixture
def ask(servers, built, tmp_path, cablegraph):
    """Run `link candidates` on a graph of its own, against the local servers."""
    import shutil

    graph = shutil.copytree(built, tmp_path / "graph")

    def run(*words, contact=CONTACT):
        contacts = ["--contact", contact] if contact else []
        where = ["--api", servers.url, "--sparql", servers.sparql, "--cache", tmp_path / "cache", "-g", graph]
        return cablegraph("link", "candidates", *words, *contacts, *where, env={"CABLEGRAPH_CONTACT": ""})

    run.graph = graph
    run.cache = tmp_path / "cache"
    run.cablegraph = cablegraph
    return run


def test_one_command_gets_candidates_for_li_kenong(ask):
    done = ask("li-kenong")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:3] == [
        "id:agent/li-kenong: Li Kenong, Li K'o-nung, Ли Кэ-нун (person, named from 1951-08-11T07:00 to 1951-08-13)",
        "   0.60  Q900000001  Li Kenong, 1890-01-02 to 1960-03-04",
        '         +0.40  name         "Li Kenong" is "Li Kenong": the names are the same letters',
    ]
    assert "  dropped  Q900000002  born 1955-05-05, after the message" in done.stdout
    kept = json.loads((ask.graph / "candidates.json").read_text(encoding="utf-8"))
    assert kept["schema"] == "cablegraph-candidates/1"
    assert list(kept["offers"]) == ["id:agent/li-kenong"]


def test_without_a_contact_it_says_what_to_do(ask):
    done = ask("li-kenong", contact=None)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--contact you@example.org" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_network_it_says_what_to_do(cablegraph, built, tmp_path):
    where = ["--api", "http://127.0.0.1:9/", "--cache", tmp_path, "-g", built, "--contact", CONTACT]
    done = cablegraph("link", "candidates", "li-kenong", *where)
    assert (done.returncode, done.stdout) == (2, "")
    assert "can't be reached" in done.stderr


def test_json_and_tsv_have_the_evidence(ask):
    done = ask("li-kenong", "Filippov", "--json")
    offers = json.loads(done.stdout)["offers"]
    assert list(offers) == ["id:agent/li-kenong", "id:agent/stalin"]
    first = offers["id:agent/li-kenong"]["candidates"][0]
    assert first["item"]["revision"] > 900000
    assert first["item"]["retrieved"].endswith("Z")
    rows = list(csv.DictReader(ask("li-kenong", "--tsv").stdout.splitlines(), delimiter="\t"))
    assert [row["item"] for row in rows] == ["Q900000001"]
    assert rows[0]["evidence"].startswith("+0.40 name: ")


NO_SOCKETS = """
import socket, sys
def refuse(*words, **more):
    raise SystemExit("a socket was opened")
class Refused(socket.socket):
    __init__ = refuse
socket.socket, socket.create_connection, socket.getaddrinfo = Refused, refuse, refuse
from cablegraph.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def without_sockets(*words):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", NO_SOCKETS, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment)


def test_offline_opens_no_socket_and_answers_from_what_is_kept(ask):
    online = ask("li-kenong")
    words = ["link", "candidates", "--offline", "--cache", ask.cache, "-g", ask.graph]
    servers = online.args[online.args.index("--api") : online.args.index("--cache")]
    done = without_sockets(*words, *servers, "li-kenong")
    assert (done.returncode, done.stdout) == (0, online.stdout)
    missing = without_sockets(*words, *servers, "stalin")
    assert missing.returncode == 2
    assert "not in the cache" in missing.stderr


def test_the_check_for_sockets_would_notice_one(ask):
    words = ["link", "candidates", "stalin", "--contact", CONTACT, "--cache", ask.cache, "-g", ask.graph]
    assert "a socket was opened" in without_sockets(*words).stderr


def test_an_interrupt_is_clean_and_what_was_found_stays(ask, servers):
    import signal
    import time

    held = []

    def stops_at_mao(handler):
        if "Mao" in handler.path:
            held.append(handler.path)
            time.sleep(5)
        else:
            api_over(Extract())(handler)

    with serving(stops_at_mao) as slow:
        words = ["link", "candidates", "li-kenong", "mao-zedong", "--contact", CONTACT, "-g", ask.graph]
        where = ["--api", slow.url, "--sparql", servers.sparql, "--cache", ask.cache]
        command = [sys.executable, "-m", "cablegraph", *map(str, (*words, *where))]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        deadline = time.monotonic() + 30
        while not held and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in said
    kept = json.loads((ask.graph / "candidates.json").read_text(encoding="utf-8"))
    assert list(kept["offers"]) == ["id:agent/li-kenong"]


def test_offers_that_cannot_be_read_are_not_written_over(ask):
    (ask.graph / "candidates.json").write_text('{"schema": "mine"}', encoding="utf-8")
    done = ask("li-kenong")
    assert done.returncode == 2
    assert "Take the file away" in done.stderr
    assert (ask.graph / "candidates.json").read_text(encoding="utf-8") == '{"schema": "mine"}'


def test_all_that_is_not_linked_yet_is_asked_for_where_nobody_is_named(ask):
    done = ask("--json")
    offers = json.loads(done.stdout)["offers"]
    assert "id:agent/stalin" not in offers
    assert {"id:agent/li-kenong", "id:agent/malenkov", "id:agent/united-nations-command"} <= offers.keys()
    assert offers["id:agent/malenkov"]["candidates"] == []


def test_what_a_server_says_cannot_write_on_the_terminal(ask, servers):
    extract = Extract()
    extract.items["Q900000001"]["descriptions"]["en"]["value"] = "red \x1b[31m\x07alert"
    with serving(api_over(extract)) as api:
        where = ["--api", api.url, "--sparql", servers.sparql, "--cache", ask.cache, "--contact", CONTACT]
        done = ask.cablegraph("link", "candidates", "li-kenong", "-g", ask.graph, *where)
    assert "red \ufffd[31m\ufffdalert" in done.stdout
    assert "\x1b" not in done.stdout
