"""Questions that ask a SPARQL server too, run against Oxigraph's own with an extract in Wikidata's shape."""

import csv
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from conftest import ROOT
from wikidata_servers import (
    CONTACT,
    EXTRACT,
    FOUND_BY_NAME,
    Extract,
    api_over,
    free_port,
    oxigraph_program,
    serving,
    sparql_endpoint,
)

from cablegraph import queries, questions
from cablegraph.errors import InputError, NetworkError, QueryError
from cablegraph.linking import enrichment, subjects
from cablegraph.report.tables import lines as table_lines
from cablegraph.resources import folder
from cablegraph.store.embedded import EmbeddedStore
from cablegraph.store.remote import RemoteStore
from cablegraph.store.terms import Rows, Term
from cablegraph.validation import check
from cablegraph.wikidata import Cache, Client, Manners, endpoint, items, sparql
from cablegraph.wikidata.manners import _now
from cablegraph.wikidata.relay import relay

NAMES = [name for name in questions.names() if name.startswith("wikidata/")]
FEDERATED = [
    name for name in NAMES if any(parameter.kind == queries.SERVICE for parameter in questions.find(name).parameters)
]
# No post of data/ is linked: tests/test_wikidata_offices.py asks these of an invented post.
OF_DATA = [name for name in NAMES if name not in {"wikidata/holders", "wikidata/tenures"}]
# Links of the test alone, to invented items.
INVENTED = {"id:agent/li-kenong": "Q900000001", "id:agent/xie-fang": "Q900000006"}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    if oxigraph_program() is None:
        pytest.skip("needs the oxigraph server (the package `oxigraph`)")
    with sparql_endpoint(tmp_path_factory.mktemp("wd"), EXTRACT) as address:
        yield address


@pytest.fixture
def client(tmp_path):
    return Client(Cache(tmp_path / "cache"), Manners(contact=CONTACT))


@pytest.fixture(scope="module")
def enriched(lines, tmp_path_factory):
    """The graph of data/ with what the extract says of the accepted links, retrieved at a fixed moment."""
    moment = _now().replace(2026, 11, 24, 12, 0, 0, 0)
    client = Client(Cache(tmp_path_factory.mktemp("cache")), Manners(contact=CONTACT, now=lambda: moment))
    linked = subjects.linked(EmbeddedStore.in_memory(lines))
    with serving(api_over(Extract())) as api:
        where = endpoint("wikidata", api=api.url)
        found = enrichment.fetch(client, where, [*linked.values(), *INVENTED.values()])
    return found, enrichment.quads(found, endpoint("wikidata"))


def with_invented(lines):
    """The same graph where two people are linked to invented items."""
    match = "http://www.w3.org/2004/02/skos/core#exactMatch"
    made = [
        f"<https://w3id.org/cablegraph/{subject.replace(':', '/', 1)}> <{match}> <http://www.wikidata.org/entity/{qid}> "
        "<https://w3id.org/cablegraph/graph/links/test> ."
        for subject, qid in INVENTED.items()
    ]
    return [*lines, *made]


def ask(store, name, client, address, **given):
    with relay(client, {"wikidata": address}) as running:
        opened = EmbeddedStore(store.quads, frozenset(running.addresses.values()))
        return queries.run(opened, questions.find(name), {**given, **running.addresses})


# ------------------------------------------------------------------------------------------------------------- answers


def test_there_are_questions_that_ask_wikidata_too():
    assert len(FEDERATED) >= 3


@pytest.mark.parametrize("name", OF_DATA)
def test_a_question_is_answered_as_its_csv_says(name, lines, enriched, client, address):
    store = EmbeddedStore.in_memory([*lines, *enriched[1]])
    federated = name in FEDERATED
    answer = ask(store, name, client, address) if federated else queries.run(store, questions.find(name))
    written = "\n".join(table_lines(answer, "csv")) + "\n"
    assert written == (folder("queries") / f"{name}.csv").read_text(encoding="utf-8")
    assert answer.rows


def test_a_year_stays_a_year(store, client, address):
    rows = ask(store, "wikidata/lived", client, address, item="wd:Q5816").records()
    assert {(row["born"], row["died"]) for row in rows} == {("1893", "1976")}
    assert len(rows) > 1


def test_an_office_is_held_on_a_day_that_lies_between_its_days(lines, client, address):
    store = EmbeddedStore.in_memory(with_invented(lines))
    rows = ask(store, "wikidata/offices", client, address, item="wd:Q900000001").records()
    assert {(row["office_label"], row["from"], row["until"], row["held"]) for row in rows if row["day"]} == {
        ("invented deputy minister", "1949-10-01", "1952-06-30", "yes")
    }
    # July 1952 is no day, so it settles nothing.
    rows = ask(store, "wikidata/offices", client, address, item="wd:Q900000006").records()
    assert {row["held"] for row in rows} <= {"unknown"}


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("1949-09-30", set()),
        ("1949-10-01", {("Li Kenong", "surely")}),
        ("1951-08-12", {("Li Kenong", "surely")}),
        ("1952-06-30", {("Li Kenong", "surely")}),
        ("1952-07-01", {("Xie Fang", "perhaps")}),
        ("1953-01-01", {("Xie Fang", "perhaps")}),
    ],
)
def test_who_held_a_post_on_a_day_can_be_asked_of_what_was_brought(day, held, lines, enriched):
    store = EmbeddedStore.in_memory([*with_invented(lines), *enriched[1]])
    rows = queries.rows(store, "wikidata/held", day=day).records()
    assert {
        (row["agent_label"], row["held"]) for row in rows if row["office_label"] == "invented deputy minister"
    } == held
    assert all(row["retrieved"] == "2026-11-24T12:00:00Z" and row["revision"] for row in rows)


# -------------------------------------------------------------------------------------------------------- never by itself

GOING_ONLINE = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE\n# why not\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
    "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE : { ?s ?p ?o } }",
    "BASE <http://127.0.0.1:9/> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "SELECT * { BIND(<http://127.0.0.1:9/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    'SELECT * { BIND("""a " b""" AS ?x) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
    "SELECT * { BIND('it\\'s' AS ?x) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?o<3) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * {{ SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }}",
    "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * { SERVICE <http://127.0.0.1:9/\\u0061> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", GOING_ONLINE)
def test_no_query_goes_online_by_itself(query, store, address):
    with serving(lambda handler: handler.give()) as server:
        aimed = query.replace("127.0.0.1:9", f"127.0.0.1:{server.server_port}")
        with pytest.raises(QueryError, match="asks another server"):
            store.ask(aimed)
        with pytest.raises(QueryError, match="asks another server"):
            RemoteStore(address).ask(aimed)
        assert server.seen == []


def test_an_escaped_keyword_is_none_to_the_engine_either(store):
    with serving(lambda handler: handler.give()) as server:
        with pytest.raises(QueryError):
            store.ask(f"SELECT * {{ \\u0053ERVICE <http://127.0.0.1:{server.server_port}/> {{ ?s ?p ?o }} }}")
        assert server.seen == []


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("SERVICE <http://x.org/>" AS ?x) {}',
        "SELECT ('''a ' SERVICE <http://x.org/>''' AS ?x) {}",
        "SELECT ?service { # SERVICE <http://x.org/> {}\n ?service ?p ?o }",
        "PREFIX service: <http://x.org/> SELECT * { service:a service:b ?o }",
        "SELECT * { <http://x.org/SERVICE> ?p ?o }",
    ],
)
def test_the_word_alone_asks_nobody(query, store):
    assert isinstance(store.ask(query), Rows)


def test_a_relay_serves_nobody_who_does_not_know_its_path(client, address):
    import urllib.error
    import urllib.request

    with relay(client, {"wikidata": address}) as running:
        port = running.server_port
        for path in ("/", "/wikidata", "/x/wikidata"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", data=b"ASK {}", timeout=5)


def test_what_a_service_is_asked_is_kept_and_asked_with_manners(store, client):
    answer = {"head": {"vars": ["name"]}, "results": {"bindings": []}}
    give = lambda handler: handler.give(body=json.dumps(answer).encode(), kind="application/sparql-results+json")  # noqa: E731
    with serving(give) as server:
        for _ in range(2):
            assert ask(store, "wikidata/names", client, server.url).rows == ()
        assert len(server.seen) == 1
    assert f"({CONTACT})" in server.seen[0][1]["User-Agent"]
    offline = Client(client.cache, Manners(), offline=True)
    assert ask(store, "wikidata/names", offline, server.url).rows == ()


def test_without_a_contact_a_service_is_not_asked(store, tmp_path):
    with serving(lambda handler: handler.give()) as server:
        with pytest.raises(NetworkError, match="contact"):
            ask(store, "wikidata/names", Client(Cache(tmp_path), Manners()), server.url)
        assert server.seen == []


def test_a_silent_failure_is_said_all_the_same(store, tmp_path, client):
    path = tmp_path / "silent.rq"
    path.write_text(
        "#+ summary: Silent?\n#+ parameters:\n#+   wikidata: {kind: service, default: wikidata, help: where}\n"
        "SELECT ?s { OPTIONAL { SERVICE SILENT ?wikidata { ?s ?p ?o } } }\n",
        encoding="utf-8",
    )
    with pytest.raises(NetworkError, match="can't be reached"):
        ask(store, str(path), client, f"http://127.0.0.1:{free_port()}/")


@pytest.fixture
def command(built, tmp_path, cablegraph):
    where = ["-g", built, "--cache", tmp_path / "cache", "--format", "csv"]
    return lambda *words, **env: cablegraph("query", *words, *where, env={"CABLEGRAPH_CONTACT": "", **env})


def test_the_command_line_asks_the_server_that_it_is_given(command, address):
    done = command("wikidata/lived", "--service", f"wikidata={address}", CABLEGRAPH_CONTACT=CONTACT)
    assert done.returncode == 0, done.stderr
    assert "Joseph Stalin,1878-12-18,1953-03-05" in done.stdout


def test_the_command_line_needs_a_contact_for_a_service(command, address):
    done = command("wikidata/lived", "--service", f"wikidata={address}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--contact you@example.org" in done.stderr


def test_an_interrupt_does_not_wait_for_a_server_that_makes_us_wait(built, tmp_path):
    with serving(lambda handler: handler.give(429, b"", "text/plain", Retry_After="300")) as server:
        words = ["query", "wikidata/lived", "--service", f"wikidata={server.url}", "--contact", CONTACT, "-g", built]
        command = [sys.executable, "-m", "cablegraph", *map(str, (*words, "--cache", tmp_path))]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        deadline = time.monotonic() + 30
        while not server.seen and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (130, "")


def test_a_service_can_be_a_preset_and_nothing_that_is_no_server(command):
    done = command("wikidata/lived", "wikidata=wikidatta", "--contact", CONTACT)
    assert (done.returncode, "Did you mean" in done.stderr) == (2, True)
    done = command("wikidata/lived", "--service", "wikidata=file:///etc/passwd", "--contact", CONTACT)
    assert "is not the address of a server" in done.stderr


# ------------------------------------------------------------------------------------------------------ names and items


@pytest.mark.parametrize(("name", "qids"), FOUND_BY_NAME)
def test_a_name_is_looked_up_in_four_languages_as_a_value(name, qids, client, address):
    assert sparql.by_name(client, endpoint("wikidata", sparql=address), name) == qids


def test_the_servers_answer_to_sparql_is_kept_like_any_other(client, address):
    sparql.by_name(client, endpoint("wikidata", sparql=address), "Joseph Stalin")
    (path,) = client.cache.folder.glob("*.answer")
    assert b'"head"' in path.read_bytes()


def test_a_long_query_is_posted(client, address):
    long = "SELECT ?x { VALUES ?x { " + " ".join(f'"{number}"' for number in range(2000)) + " } }"
    assert sparql.request(address, long).form
    assert len(sparql.select(client, address, long).rows) == 2000


def test_a_server_that_speaks_no_sparql_is_told_apart(client):
    hello = lambda handler: handler.give(body=b'{"hello": 1}')  # noqa: E731
    with serving(hello) as server, pytest.raises(NetworkError, match="no SPARQL results"):
        sparql.select(client, server.url, "ASK {}")


def test_a_broken_query_is_said_to_be_one(client, address):
    with pytest.raises(NetworkError, match="can't read the request"):
        sparql.select(client, address, "SELECT nothing")


@pytest.mark.parametrize("wrong", ["ftp://x.org", "https://user@x.org/", "https://x.org/>", "x", "http://"])
def test_an_address_must_be_one_of_a_server(wrong):
    with pytest.raises(InputError, match="not the address"):
        endpoint("wikidata", sparql=wrong)


def test_the_presets_are_wikidata_and_qlever():
    assert endpoint().sparql == "https://query.wikidata.org/sparql"
    assert "qlever" in endpoint("qlever").sparql
    with pytest.raises(InputError, match="Did you mean"):
        endpoint("qleever")


def test_items_are_asked_for_by_fifty_and_have_their_facts(client):
    extract = Extract()
    with serving(api_over(extract)) as api:
        where = endpoint("wikidata", api=api.url)
        asked = [*extract.items, *(f"Q9{number:08}" for number in range(600, 660))]
        found = items.fetch(client, where, asked)
        first_round = len(api.seen)
    assert found.keys() == extract.items.keys()
    assert first_round == math.ceil(len(asked) / 50) + 1  # the last is for the labels of offices and countries
    truman = found["Q11613"]
    assert (truman.born, truman.died, truman.kinds) == ("1884", "1972", ("Q5",))
    (office,) = truman.offices
    assert (office.label, office.starts, office.ends) == (
        "President of the United States of America",
        "1945-04-12",
        "1953-01-20",
    )
    assert [str(degree) for degree in found["Q109079"].coordinates] == ["37.97083", "126.55444"]
    assert found["Q900000001"].image == "Invented portrait.jpg"


# ----------------------------------------------------------------------------------------------------------- enrichment


def test_what_wikidata_says_stands_in_graphs_of_its_own(enriched, lines):
    _, quads = enriched
    assert quads
    for line in quads:
        graph = line.rsplit(" ", 2)[1]
        assert graph.startswith("<https://w3id.org/cablegraph/graph/wikidata/Q")
        subject = line.split(" ", 1)[0]
        assert subject == graph or subject.startswith("<http://www.wikidata.org/entity/")
    assert not any("/graph/wikidata/" in line for line in lines)
    assert [one.message for one in check(EmbeddedStore.in_memory([*lines, *quads]))] == []


def test_all_that_is_said_of_items_is_said_in_terms_that_exist(enriched, root):
    with (root / "tests" / "known_terms.csv").open(encoding="utf-8") as file:
        known = {row["iri"] for row in csv.DictReader(file)}
    rows = EmbeddedStore.in_memory(enriched[1]).ask("SELECT DISTINCT ?p { ?s ?p ?o }").values()
    assert {path for (path,) in rows} <= known


def test_each_graph_says_when_in_which_revision_and_from_where(enriched):
    found, quads = enriched
    store = EmbeddedStore.in_memory(quads)
    prefixes = (
        "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/> "
        "PREFIX schema: <https://schema.org/> "
    )
    body = (
        "{ GRAPH ?g { ?g dcterms:source ?i ; schema:version ?v ; prov:generatedAtTime ?t ; prov:wasDerivedFrom ?e } }"
    )
    rows = store.ask(f"{prefixes} SELECT DISTINCT ?i ?v ?t ?e {body}").values()
    assert {(row[0].rpartition("/")[2], row[1]) for row in rows} == {
        (qid, str(item.revision)) for qid, item in found.items()
    }
    assert {row[2:] for row in rows} == {("2026-11-24T12:00:00Z", "https://www.wikidata.org/w/api.php")}


def test_the_words_of_a_hostile_server_stay_values():
    from cablegraph.model.link import Held, Item

    evil = '"> <x:p> <x:o> <x:g> .\n<x:s'
    item = Item("Q900000001", {"en": evil}, {"en": (evil,)}, offices=(Held("Q900000101", evil),), image=evil)
    made = enrichment.quads({"Q900000001": item}, endpoint())
    assert len(EmbeddedStore.in_memory(made).ask("SELECT * { GRAPH ?g { ?s ?p ?o } }").rows) == len(made)
    assert Term("uri", "x:g") not in {
        row[0] for row in EmbeddedStore.in_memory(made).ask("SELECT DISTINCT ?g { GRAPH ?g {} }").rows
    }


def test_the_name_of_an_office_is_given_no_language_that_nobody_said():
    from cablegraph.model.link import Held, Item

    held = Held("Q900000101", "Q900000001$a", "выдуманная должность")
    made = enrichment.quads({"Q900000001": Item("Q900000001", offices=(held,))}, endpoint())
    (line,) = [line for line in made if "entity/Q900000101> <https://schema.org/name>" in line]
    assert "@" not in line


def test_enrich_brings_facts_into_the_graph_and_again_without_a_network(built, tmp_path, cablegraph):
    graph = shutil.copytree(built, tmp_path / "graph")
    plain = (graph / "graph.nq").read_bytes()
    keep = ["--cache", tmp_path / "cache", "-g", graph]
    with serving(api_over(Extract())) as api:
        words = ["link", "enrich", "--api", api.url, *keep]
        done = cablegraph(*words, "--contact", CONTACT)
    assert done.returncode == 0, done.stderr
    assert "id:agent/stalin Q855: 1878-12-18 to 1953-03-05" in done.stdout
    once = (graph / "graph.nq").read_bytes()
    assert once.startswith(plain)
    again = cablegraph(*words, "--offline")
    assert (again.returncode, again.stdout) == (0, done.stdout)
    assert (graph / "graph.nq").read_bytes() == once
    held = cablegraph("query", "wikidata/held", "-g", graph, "--format", "csv")
    assert "Joseph Stalin,Premier of the Soviet Union,,,perhaps" in held.stdout
    anew = cablegraph("build", "data", "-o", graph)
    assert anew.returncode == 0, anew.stderr
    assert (graph / "graph.nq").read_bytes() == plain


def test_enrich_without_a_contact_leaves_the_graph_alone(built, tmp_path, cablegraph):
    before = (built / "graph.nq").read_bytes()
    done = cablegraph("link", "enrich", "-g", built, "--cache", tmp_path, env={"CABLEGRAPH_CONTACT": ""})
    assert (done.returncode, done.stdout) == (2, "")
    assert "--contact" in done.stderr
    assert (built / "graph.nq").read_bytes() == before
