"""Persons, bodies, places, events and offices are told apart by Wikidata's classes, as far as these are known."""

import re
import tomllib

import pytest
from conftest import ROOT
from wikidata_servers import (
    CONTACT,
    EXTRACT,
    Extract,
    api_over,
    oxigraph_program,
    serving,
    sparql_endpoint,
)

from cablegraph.linking import candidates
from cablegraph.model.link import Subject
from cablegraph.wikidata import Cache, Client, Manners, endpoint, kinds

PARALLEL = Subject("id:place/38th-parallel", "place", ("38th parallel", "38th Parallel"))
TABLE = tomllib.loads((ROOT / "src/cablegraph/wikidata/kinds.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """The API and the SPARQL endpoint over the extract."""
    if oxigraph_program() is None:
        pytest.skip("needs the oxigraph server (the package `oxigraph`)")
    with serving(api_over(Extract())) as api, sparql_endpoint(tmp_path_factory.mktemp("wd"), EXTRACT) as address:
        yield endpoint("wikidata", api.url, address)


@pytest.fixture
def client(tmp_path):
    return Client(Cache(tmp_path), Manners(contact=CONTACT))


def realm(kind):
    return Subject(f"id:{kind}/invented-realm", kind, ("Invented Realm",))


def offered(offer):
    return {candidate.item.qid for candidate in offer.candidates}


def why_open(offer):
    return {one.item.qid: each.why for one in offer.candidates for each in one.features if each.name == "kind"}


# ------------------------------------------------------------------------------------------------------------- the table


def test_every_class_has_its_label_and_a_public_source():
    rows = [row for kind in TABLE.values() for row in kind["classes"]]
    assert all(re.fullmatch(r"Q[1-9]\d*", row["class"]) and row["label"] for row in rows)
    assert all(row["source"].startswith("https://www.wikidata.org/wiki/Property_talk:P") for row in rows)
    assert len({row["class"] for row in rows}) == len(rows)


def test_no_kind_rules_out_its_own():
    subjects = {"person", "body", "group", "place", "event", "office"}
    for name, kind in TABLE.items():
        assert name not in kind["never"]
        assert set(kind["never"]) <= subjects
    assert "group" not in TABLE["body"]["never"]


# ------------------------------------------------------------------------------------------------------- from the server


def test_the_38th_parallel_is_not_the_musical_act(client, servers):
    found = candidates.offer(client, servers, PARALLEL, {})
    assert dict(found.dropped) == {
        "Q900000010": "an organisation or a group of people, by its class Q900000401",
        "Q900000015": "a human being",
    }
    assert offered(found) == {"Q900000011", "Q900000012", "Q900000013", "Q900000014"}


def test_of_what_cannot_be_placed_it_is_said_and_nothing_is_weighed(client, servers):
    found = candidates.offer(client, servers, PARALLEL, {})
    assert why_open(found) == {
        "Q900000012": "no known kind: Q900000404",
        "Q900000013": "no known kind: Q900000404",
        "Q900000014": "it has no class",
    }
    assert {candidate.score for candidate in found.candidates} == {found.candidates[0].score}


@pytest.mark.parametrize(
    ("kind", "stays"),
    [
        ("person", {"Q900000021"}),
        ("body", {"Q900000016", "Q900000017", "Q900000019"}),
        ("group", {"Q900000016", "Q900000017", "Q900000019"}),
        ("place", {"Q900000016"}),
        ("event", {"Q900000017", "Q900000019"}),
        ("office", {"Q900000018", "Q900000019"}),
    ],
)
def test_what_may_act_as_a_body_stays_one_and_everything_else_is_what_it_is(client, servers, kind, stays):
    found = candidates.offer(client, servers, realm(kind), {})
    assert offered(found) == stays
    assert {qid for qid, _ in found.dropped} == {f"Q9000000{number}" for number in range(16, 22)} - stays
    assert dict(found.dropped)["Q900000020"] == "a name, not one who bears it"


def test_what_has_two_kinds_is_dropped_with_both(client, servers):
    reasons = dict(candidates.offer(client, servers, realm("event"), {}).dropped)
    assert reasons["Q900000016"] == (
        "a place, by its class Q900000405 and an organisation or a group of people, by its class Q900000405"
    )


def test_one_question_asks_for_all_classes_and_none_where_all_are_human(client, servers):
    asked = []

    class Listening(Client):
        def ask(self, request):
            asked.append(request)
            return super().ask(request)

    listening = Listening(client.cache, client.manners)
    kinds.place(listening, servers, ["Q900000401", "Q5", "Q900000403", "Q900000404", "Q900000401"])
    assert len(asked) == 1
    kinds.place(listening, servers, ["Q5", "Q4167410"])
    assert len(asked) == 1


# ------------------------------------------------------------------------------------------------------ without an answer


def test_offline_only_human_beings_and_pages_are_known_for_what_they_are(client, servers):
    offline = Client(client.cache, client.manners, offline=True)
    placed = kinds.place(offline, servers, ["Q5", "Q4167410", "Q43229", "Q900000401"])
    assert placed.rule("place", ["Q5"]).dropped == "a human being"
    assert placed.rule("person", ["Q4167410"]).dropped == "a page that tells several things of one name apart"
    for classes in (["Q43229"], ["Q900000401"], []):
        for subject in ("person", "body", "place"):
            ruling = placed.rule(subject, classes)
            assert ruling.dropped is None
            assert (ruling.open or "").endswith("; the tree of classes gave no answer")


def test_an_answer_once_had_is_had_offline(client, servers):
    online = candidates.offer(client, servers, PARALLEL, {})
    assert candidates.offer(Client(client.cache, client.manners, offline=True), servers, PARALLEL, {}) == online


@pytest.mark.parametrize(
    "body", [b"{}", b'{"head": {"vars": ["class", "top"]}, "results": {"bindings": []}}', b"<html>"]
)
def test_a_server_that_does_not_answer_drops_nobody(body, tmp_path):
    with serving(lambda handler: handler.give(body=body)) as server:
        client = Client(Cache(tmp_path), Manners(contact=CONTACT, attempts=1))
        placed = kinds.place(client, endpoint(sparql=server.url), ["Q900000401"])
    assert placed.rule("place", ["Q900000401"]).dropped is None
