"""The reconciliation service, asked over HTTP as OpenRefine asks it, over the graph of data/."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import jsonschema
import pytest
from conftest import ROOT, run_cablegraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource

from cablegraph.errors import OutputError
from cablegraph.reconciliation.service import Service, server

FORMS = json.loads((ROOT / "tests" / "reconciliation" / "forms.json").read_text(encoding="utf-8"))
OFFICIAL = os.environ.get("RECONCILIATION_SCHEMAS")
# Our form of an answer -> the specification's own schema for it.
OF_THE_SPECIFICATION = {
    "manifest": "manifest",
    "results": "reconciliation-result-batch",
    "suggestions": "suggest-entities-response",
    "properties": "data-extension-property-proposal",
    "extension": "data-extension-response",
}


@pytest.fixture(scope="module")
def base(store):
    """The address of a running service."""
    with server(Service(store), "127.0.0.1", 0) as listening:
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


def ask(address, form=None, **more):
    """Return status, headers and body of an answer; *form* is sent as a POST."""
    data = None if form is None else urllib.parse.urlencode(form).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data, **more), timeout=20) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def told(form, address, posted=None):
    """Return an answer of status 200 as JSON, after checking it against its form."""
    status, headers, body = ask(address, posted)
    assert status == 200, body
    assert headers["Access-Control-Allow-Origin"] == "*"
    answer = json.loads(body)
    jsonschema.validate(answer, {**FORMS, "$ref": f"#/$defs/{form}"})
    if OFFICIAL:
        _check_against_the_specification(answer, OF_THE_SPECIFICATION[form])
    return answer


def _check_against_the_specification(answer, name):
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in Path(OFFICIAL).glob("*.json")}
    registry = Registry()
    for schema in schemas.values():
        if "$id" in schema:
            resource = Resource.from_contents(schema, default_specification=jsonschema_draft())
            registry = registry.with_resource(schema["$id"], resource)
    jsonschema.Draft7Validator(schemas[f"{name}.json"], registry=registry).validate(answer)


def jsonschema_draft():
    from referencing.jsonschema import DRAFT7

    return DRAFT7


def found(base, query, **more):
    batch = {"q0": {"query": query, **more}}
    return told("results", f"{base}/", {"queries": json.dumps(batch)})["q0"]["result"]


def test_the_manifest_says_what_there_is_and_its_addresses_answer(base):
    manifest = told("manifest", f"{base}/")
    assert manifest["identifierSpace"] == "https://w3id.org/cablegraph/id/"
    for place in manifest["suggest"].values():
        told("suggestions", place["service_url"] + place["service_path"] + "?prefix=li")
    proposals = manifest["extend"]["propose_properties"]
    told("properties", proposals["service_url"] + proposals["service_path"] + "?type=rico:Person")
    own = urllib.parse.quote("agent/li-kenong", safe="")
    for template in (manifest["preview"]["url"], manifest["view"]["url"]):
        status, headers, body = ask(template.replace("{{id}}", own))
        assert status == 200
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert "<h1>Li Kenong</h1>" in body
        assert not re.search(r"(src|href)=", body), "a preview loads nothing"


@pytest.mark.parametrize(
    ("query", "own"),
    [("Li Kenong", "agent/li-kenong"), ("Li K'o-nung", "agent/li-kenong"), ("Ли Кэ-нун", "agent/li-kenong")],
)
def test_a_full_name_in_any_registered_form_is_a_certain_match(base, query, own):
    first = found(base, query)[0]
    assert (first["id"], first["match"], first["score"]) == (own, True, 100)


def test_a_name_in_another_romanisation_is_the_same_name(base):
    first = found(base, "Tszyan Tsze-shi")
    assert all(not candidate["match"] for candidate in first), "nobody of that name is in the graph"
    first = found(base, "Ch'iao Kuan-hua")[0]
    assert (first["id"], first["match"]) == ("agent/qiao-guanhua", True)


def test_a_lone_surname_or_a_code_name_is_offered_and_never_matched_unseen(base):
    for query, own in (("Bulganin", "agent/bulganin"), ("Filippov", "agent/stalin")):
        first = found(base, query)[0]
        assert first["id"] == own
        assert not first["match"], query


def test_another_man_of_a_like_name_is_no_match(base):
    assert all(not candidate["match"] and candidate["score"] < 95 for candidate in found(base, "Xie Feng"))
    assert all(not candidate["match"] for candidate in found(base, "Qiao Guanyu"))


def test_an_identifier_finds_its_entity(base):
    first = found(base, "agent/deng-hua")[0]
    assert (first["id"], first["match"], first["score"]) == ("agent/deng-hua", True, 100)


def test_a_type_restricts_and_a_general_type_takes_in_its_kinds(base):
    assert found(base, "Li Kenong", type="rico:Place") == []
    assert found(base, "Li Kenong", type=["rico:Agent"])[0]["id"] == "agent/li-kenong"
    assert {one["type"][0]["id"] for one in found(base, "Beijing", type="rico:Place")} == {"rico:Place"}


def test_a_property_supports_or_halves_and_stands_alone(base):
    asked = [{"pid": "called-in-texts", "v": "filippov"}]
    supported = found(base, "Joseph Stalin", properties=asked)[0]
    assert (supported["score"], supported["match"]) == (100, True)
    against = found(base, "Li Kenong", properties=asked)[0]
    assert (against["score"], against["match"]) == (50, False)
    batch = {"q0": {"properties": asked}}
    alone = told("results", f"{base}/", {"queries": json.dumps(batch)})["q0"]["result"]
    assert [(one["id"], one["match"]) for one in alone] == [("agent/stalin", False)]


def test_queries_may_also_come_by_get_and_keep_their_keys(base):
    batch = json.dumps({"a": {"query": "Mao Zedong"}, "b": {"query": "Deng Hua", "limit": 1}})
    answer = told("results", f"{base}/?{urllib.parse.urlencode({'queries': batch})}")
    assert [answer[key]["result"][0]["id"] for key in "ab"] == ["agent/mao-zedong", "agent/deng-hua"]
    assert len(answer["b"]["result"]) == 1


def test_suggestions_begin_as_was_typed_and_can_be_paged(base):
    names = [one["name"] for one in told("suggestions", f"{base}/suggest/entity?prefix=k")["result"]]
    assert "Li Kenong" in names
    whole = told("suggestions", f"{base}/suggest/entity?prefix=")["result"]
    assert told("suggestions", f"{base}/suggest/entity?prefix=&cursor=3")["result"] == whole[3:]
    assert [one["id"] for one in told("suggestions", f"{base}/suggest/type?prefix=Pe")["result"]] == ["rico:Person"]
    assert told("suggestions", f"{base}/suggest/property?prefix=messages")["result"]


def test_properties_extend_rows_with_what_the_graph_holds(base):
    request = {"ids": ["agent/mao-zedong", "agent/nobody"], "properties": [{"id": "messages-sent"}, {"id": "names"}]}
    answer = told("extension", f"{base}/", {"extend": json.dumps(request)})
    assert answer["rows"]["agent/mao-zedong"]["messages-sent"] == [{"int": 3}]
    assert {"str": "Mao Zedong"} in answer["rows"]["agent/mao-zedong"]["names"]
    assert answer["rows"]["agent/nobody"] == {"messages-sent": [], "names": []}
    proposed = told("properties", f"{base}/properties?type=rico:Person&limit=2")
    assert (len(proposed["properties"]), proposed["limit"]) == (2, 2)


@pytest.mark.parametrize(
    ("form", "told_what"),
    [
        ({"queries": "{"}, "no JSON"),
        ({"queries": "[]"}, "not an object"),
        ({"queries": '{"q": {}}'}, "neither `query` nor `properties`"),
        ({"queries": '{"q": {"query": "x", "limit": 0}}'}, "no positive number"),
        ({"queries": '{"q": {"query": "x", "limit": NaN}}'}, "no positive number"),
        ({"queries": '{"q": {"query": "x", "type": "rico:Persn"}}'}, 'no type "rico:Persn"'),
        ({"queries": '{"q": {"query": "x", "properties": [{"pid": "name", "v": 1}]}}'}, 'no property "name"'),
        ({"extend": '{"ids": "x", "properties": []}'}, "a list belongs"),
        ({"other": "1"}, "neither `queries` nor `extend`"),
        ({"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(101)})}, "101 queries"),
    ],
)
def test_what_is_not_of_the_protocol_is_refused_with_advice(base, form, told_what):
    status, headers, body = ask(f"{base}/", form)
    assert (status, headers["Access-Control-Allow-Origin"]) == (400, "*")
    assert told_what in json.loads(body)["error"]
    assert json.loads(body)["advice"]


def test_other_paths_methods_and_sizes_are_refused(base):
    assert ask(f"{base}/nothing")[0] == 404
    assert ask(f"{base}/entity/agent%2Fnobody")[0] == 404
    assert ask(f"{base}/suggest/entity?prefix=a&cursor=x")[0] == 400
    assert ask(f"{base}/suggest/entity", {"prefix": "a"})[0] == 405
    assert ask(f"{base}/", {"queries": " " * (5 * 1024 * 1024)})[0] == 413
    status, headers, _ = ask(f"{base}/", method="OPTIONS")
    assert (status, headers["Access-Control-Allow-Origin"]) == (200, "*")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40))
def test_any_words_get_an_answer(base, words):
    for candidate in found(base, words) if words.strip() else ():
        assert 0 < candidate["score"] <= 100


def test_the_verb_says_where_it_listens_and_ends_quietly(tmp_path):
    graph = tmp_path / "graph"
    assert run_cablegraph("build", "-o", graph).returncode in (0, 1)
    command = [sys.executable, "-m", "cablegraph", "reconcile-service", "-g", str(graph), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        address = re.search(r"http://\S+", process.stderr.readline())[0]
        assert found(address.rstrip("/"), "Mao Zedong")[0]["id"] == "agent/mao-zedong"
        port = urllib.parse.urlsplit(address).port
        taken = run_cablegraph("reconcile-service", "-g", graph, "--port", port)
        assert taken.returncode == 2
        assert "Choose another --port" in taken.stderr
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=20)[1]
    assert process.returncode == 0
    assert "Traceback" not in rest


@pytest.mark.parametrize("port", ["99999", "-5", "abc", "65536"])
def test_a_port_that_is_none_is_refused_and_not_turned_into_another(port, built):
    done = run_cablegraph("reconcile-service", "-g", built, f"--port={port}")
    assert done.returncode == 2
    assert f'"{port}" is no port; write a number from 0 to 65535' in done.stderr


def test_why_nothing_can_listen_is_said_once_and_in_words(capfd):
    with pytest.raises(OutputError, match=r"Nothing can listen at 192\.0\.2\.1:0: [A-Z].*\n"):
        server(None, "192.0.2.1", 0)
    assert capfd.readouterr().err == ""


def test_a_preview_calls_no_surname_a_code_name(base):
    with urllib.request.urlopen(f"{base}/preview/agent/stalin") as answer:
        page = answer.read().decode()
    assert "<dt>called in texts</dt><dd>FILIPPOV; Stalin</dd>" in page
    assert "code name" not in page
