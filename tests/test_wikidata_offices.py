"""What `link enrich` brings is put to use: the holders of a post on a message's day, and the offices of networks' people."""

import csv
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wikidata_servers import CONTACT, EXTRACT, Extract, api_over, oxigraph_program, serving, sparql_endpoint

import cablegraph as cg
from cablegraph import queries
from cablegraph.errors import Position
from cablegraph.linking import enrichment, posts
from cablegraph.linking.offices import Known, Tenure, with_offices
from cablegraph.links import rows, sssom
from cablegraph.model.link import Decision, Held, Item, Verdict
from cablegraph.networks import OFFICES, Tie
from cablegraph.readers.text import read
from cablegraph.report.tables import lines as table_lines
from cablegraph.resources import folder
from cablegraph.store.embedded import EmbeddedStore
from cablegraph.validation import check
from cablegraph.wikidata import Cache, Client, Manners, endpoint, sparql

POST = Path(__file__).with_name("wikidata") / "post"
AGENT = "https://w3id.org/cablegraph/id/agent/"
LI = AGENT + "li-kenong"


def accepted(subject, qid):
    how = ("semapv:ManualMappingCuration", Decimal("0.9"))
    made = ("invented", Verdict.ACCEPTED, qid, "invented", *how, "anna", date(2026, 11, 24), "Invented.")
    return Decision(subject, *made, Position("x", 1))


def link(data, *decisions):
    (data / "links").mkdir(exist_ok=True)
    (data / "links" / "tests.sssom.tsv").write_text(sssom.write(sssom.HEAD, map(rows.cells, decisions)), "utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    if oxigraph_program() is None:
        pytest.skip("needs the oxigraph server (the package `oxigraph`)")
    with sparql_endpoint(tmp_path_factory.mktemp("wd"), EXTRACT) as address:
        yield address


@pytest.fixture(scope="module")
def enriched(address, cablegraph, tmp_path_factory):
    """Build a data folder with its links, bring what Wikidata says, and return the output folder and what was said."""

    def make(data, name):
        where = tmp_path_factory.mktemp(name)
        done = cablegraph("build", data, "-o", where / "build")
        assert done.returncode <= 1, "remarks do no harm" + done.stderr
        plain = shutil.copytree(where / "build", where / "plain")
        with serving(api_over(Extract())) as api:
            servers = ["--api", api.url, "--sparql", address, "--cache", where / "cache"]
            words = ["link", "enrich", "-g", where / "build", *servers]
            done = cablegraph(*words, "--contact", CONTACT)
        assert done.returncode == 0, done.stderr
        again = cablegraph(*words, "--offline")
        assert (again.returncode, again.stdout) == (0, done.stdout)
        return where / "build", plain, done.stdout

    return make


# ------------------------------------------------------------------------------------------- who held a post on the day


@pytest.fixture(scope="module")
def post(enriched, tmp_path_factory):
    data = Path(shutil.copytree(POST, tmp_path_factory.mktemp("post") / "data"))
    link(data, accepted("id:agent/deputy-minister", "Q900000101"))
    return enriched(data, "post")


def holders(output):
    return queries.rows(cg.open(output), "wikidata/holders")


def test_the_holders_of_a_linked_post_are_brought_and_those_of_the_day_are_told(post):
    output, _, said = post
    assert "id:agent/deputy-minister Q900000101: 2 who hold or held it" in said
    (row,) = holders(output).records()
    assert (row["holder_label"], row["day"], row["held"]) == ("Li Kenong", "1951-08-12", "surely")
    assert (row["from"], row["until"], row["revision"]) == ("1949-10-01", "1952-06-30", "900024")


def test_who_holds_a_post_is_never_said_by_a_document(post):
    output, _, _ = post
    store = cg.open(output)
    asked = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p <http://www.wikidata.org/entity/Q900000001> } }"
    assert {g.rpartition("/")[2] for (g,) in store.ask(asked).values()} == {"Q900000001"}
    assert check(store) == check(cg.open(post[1]))
    senders = queries.rows(store, "messages/sender", message="invented-7").records()
    assert {row["sender"] for row in senders} == {"Deputy Minister of Invention"}


@pytest.mark.parametrize("name", ["holders", "tenures"])
def test_the_answer_in_the_folder_is_that_of_the_invented_post(name, post):
    answer = queries.rows(cg.open(post[0]), f"wikidata/{name}")
    moment = answer.columns.index("retrieved")
    told = [list(row) for row in csv.reader(table_lines(answer, "csv"))]
    written = list(csv.reader((folder("queries") / f"wikidata/{name}.csv").read_text("utf-8").splitlines()))
    assert [row[:moment] + row[moment + 1 :] for row in told] == [row[:moment] + row[moment + 1 :] for row in written]


def test_a_chain_tells_the_holder_as_wikidatas_word(post, cablegraph):
    output, plain, _ = post
    done = cablegraph("chain", "invented-7", "-g", output, env={"COLUMNS": "400"})
    before = cablegraph("chain", "invented-7", "-g", plain, env={"COLUMNS": "400"})
    assert done.stdout.startswith(before.stdout)
    told = done.stdout.removeprefix(before.stdout)
    assert told.startswith("\nby Wikidata, and not by any document:\n")
    assert 'Li Kenong (Q900000001) held the post "Deputy Minister of Invention" on 1951-08-12' in told
    assert "(Wikidata, retrieved 20" in told
    assert "revision 900024" in told
    as_json = json.loads(cablegraph("chain", "invented-7", "-g", output, "--json").stdout)
    assert [one["item"] for one in as_json.pop("holders")] == ["Q900000001"]
    assert as_json == json.loads(cablegraph("chain", "invented-7", "-g", plain, "--json").stdout)


TOLD = """TELEGRAM No. 8
From the {sender}
To the {addressee}

Sent {day}.

The invented bridge is ready.
"""


@pytest.fixture
def telegram(tmp_path):
    """Write an invented telegram and return its path."""

    def write(sender="Deputy Minister of Invention", addressee="Desk of Invention", day="12 August 1951"):
        path = tmp_path / "telegram.txt"
        path.write_text(TOLD.format(sender=sender, addressee=addressee, day=day), "utf-8")
        return path

    return write


def test_a_reading_tells_the_holder_of_a_named_post_apart_and_as_wikidatas_word(post, telegram, cablegraph):
    path, wide = telegram(), {"COLUMNS": "400"}
    by_chain = cablegraph("chain", "invented-7", "-g", post[0], env=wide).stdout.partition("\nby Wikidata")[2]
    for form in ([], ["--text"]):
        plain = cablegraph("read", path, *form, env=wide)
        done = cablegraph("read", path, *form, "-g", post[0], env=wide)
        assert (done.returncode, done.stderr) == (0, plain.stderr)
        assert done.stdout.startswith(plain.stdout)
        told = done.stdout.removeprefix(plain.stdout).removeprefix("\nby Wikidata")
        here, there = (words.partition("; the post is named in ") for words in (told, by_chain))
        assert here[0] == there[0], "the words are those of `chain`"
        assert here[2] == 'm1 ("Deputy Minister of Invention")\n'
        assert ") held the post " in here[0]


def test_in_json_the_holders_stand_outside_the_reading(post, telegram, cablegraph):
    path = telegram()
    plain = cablegraph("read", path, "--json")
    done = cablegraph("read", path, "--json", "-g", post[0])
    told = json.loads(done.stdout)
    (one,) = told.pop("wikidata_holders")
    assert (one["item"], one["held"], one["day"], one["message"]) == ("Q900000001", "surely", "1951-08-12", "m1")
    assert (one["revision"], one["starts"], one["ends"]) == ("900024", "1949-10-01", "1952-06-30")
    assert told == json.loads(plain.stdout)
    assert "wikidata" not in plain.stdout.lower()
    assert told["messages"][0]["sender"]["name"] == "Deputy Minister of Invention"


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ({"day": "1 August 1952"}, ["perhaps"]),
        ({"day": "August 1951"}, []),
        ({"day": "12 August 1940"}, []),
        ({"sender": "Minister of Invention"}, []),
        ({"sender": "Anna", "addressee": "Deputy Minister of Invention"}, ["surely"]),
        ({"sender": "Deputy Minister of Invention (Petrov)"}, ["surely"]),
    ],
)
def test_only_a_whole_day_and_exactly_the_name_of_the_post_tell_a_holder(given, held, post, telegram, cablegraph):
    told = json.loads(cablegraph("read", telegram(**given), "--json", "-g", post[0]).stdout)
    assert [one["held"] for one in told["wikidata_holders"]] == held


@pytest.mark.parametrize("kind", ["post", "body"])
def test_of_a_name_that_two_things_of_the_graph_have_nothing_is_told(kind, post, tmp_path, cablegraph):
    reading = read(TOLD.format(sender="Deputy Minister of Invention", addressee="Desk", day="12 August 1951"))
    data = Path(shutil.copytree(POST, tmp_path / "data"))
    with (data / "organisations.csv").open("a", encoding="utf-8") as register:
        register.write(f"twin,Deputy Minister of Invention,{kind}\n")
    assert cablegraph("build", data, "-o", tmp_path / "build").returncode <= 1
    one, two = ((folder / "graph.nq").read_text("utf-8").splitlines() for folder in (post[0], tmp_path / "build"))
    assert len(posts.holders(EmbeddedStore.in_memory(one), reading)) == 1
    assert f"<{AGENT}twin>" in "".join(two)
    assert posts.holders(EmbeddedStore.in_memory([*one, *two]), reading) == ()


def test_a_graph_without_enrichment_tells_of_nobody_and_a_reading_without_graph_loads_no_store(
    post, telegram, cablegraph
):
    path = telegram()
    plain, done = cablegraph("read", path), cablegraph("read", path, "-g", post[1])
    assert done.stdout == plain.stdout
    assert "Wikidata tells of nobody" in done.stderr
    assert json.loads(cablegraph("read", path, "--json", "-g", post[1]).stdout)["wikidata_holders"] == []
    missing = cablegraph("read", path, "-g", path.parent / "nothing")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "Traceback" not in missing.stderr
    program = f"import sys; from cablegraph.__main__ import main; main(['read', {str(path)!r}]); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pyoxigraph", "cablegraph.store", "cablegraph.linking", "cablegraph.queries"} & set(loaded)


def tenure_rows(post, *offices, died=None):
    """The question's answer where the tenures of the invented item are these instead."""
    plain = (post[1] / "graph.nq").read_text("utf-8").splitlines()
    told = {"revision": 1, "retrieved": "2026-11-24T12:00:00Z", "died": died}
    item = Item("Q900000001", {"en": "Invented"}, offices=offices, **told)
    office = Item("Q900000101", {"en": "office"}, revision=2, retrieved="2026-11-24T12:00:00Z")
    made = enrichment.quads({"Q900000001": item, "Q900000101": office}, endpoint())
    found = queries.rows(EmbeddedStore.in_memory([*plain, *made]), "wikidata/holders").records()
    return [row["held"] for row in found]


ENDS = [
    (None, None, []),
    ("1951-08-12", None, ["perhaps"]),
    ("1951-08-13", None, []),
    (None, "1951-08-11", []),
    (None, "1951-08", ["perhaps"]),
    ("1951-08-12", "1951-08-12", ["surely"]),
    ("1951-08", "1952", ["perhaps"]),
    ("1951-07", "1952", ["surely"]),
    ("1950", "1951", ["perhaps"]),
    ("1950", "1952", ["surely"]),
    ("195X", "1960", ["perhaps"]),
    ("194X", "1960", ["surely"]),
    ("196X", None, []),
    ("[1949,1951]", "1953", ["perhaps"]),
    ("[1948,1950]", "1953", ["surely"]),
    ("[1952,1953]", "1954", []),
    ("1949", "[1950,1952]", ["perhaps"]),
    ("1949", "[1948,1950-02]", []),
    ("1952", "1950", []),
]


@pytest.mark.parametrize(("starts", "ends", "held"), ENDS)
def test_a_day_is_compared_with_what_is_known_of_a_tenure(starts, ends, held, post):
    assert tenure_rows(post, Held("Q900000101", "x$1", "office", starts, ends)) == held
    known = Known({}, (Tenure("office", starts, ends),))
    said = ["surely"] if known.on_day("1951-08-12")[0] else ["perhaps"] if known.on_day("1951-08-12")[1] else []
    assert said == held, "the networks say the same"


@pytest.mark.parametrize(
    ("died", "held"), [("1949", []), ("1951-08-11", []), ("1951-08-12", ["perhaps"]), ("1951", ["perhaps"])]
)
def test_nobody_holds_an_office_after_his_death(died, held, post):
    assert tenure_rows(post, Held("Q900000101", "x$1", "office", "1940", None), died=died) == held
    known = Known({"wikidata_died": died}, (Tenure("office", "1940", None),))
    assert bool(known.on_day("1951-08-12")[1]) == bool(held)


def test_an_item_that_too_many_hold_is_no_post_and_is_said_so(address, tmp_path, monkeypatch):
    monkeypatch.setattr(sparql, "MOST_HOLDERS", 1)
    client = Client(Cache(tmp_path), Manners(contact=CONTACT))
    with serving(api_over(Extract())) as api:
        where = endpoint("wikidata", api=api.url, sparql=address)
        assert enrichment.fetch_holders(client, where, ["Q900000101"]) == ({}, {}, ("Q900000101",))


# ------------------------------------------------------------------------------------------------------------- networks


@pytest.fixture(scope="module")
def people(enriched, root, tmp_path_factory):
    data = Path(shutil.copytree(root / "data", tmp_path_factory.mktemp("people") / "data"))
    me = "cablegraph-contributors"
    made = (accepted("id:agent/li-kenong", "Q900000001"), accepted("id:agent/xie-fang", "Q900000006"))
    link(data, *(replace(one, reviewer=me) for one in made))
    return enriched(data, "people")


@pytest.mark.parametrize("form", ["csv", "dot", "gexf", "graphml", "json"])
def test_a_network_without_enrichment_says_nothing_of_wikidata(form, people, tmp_path):
    for path in cg.write(cg.network(cg.open(people[1]), "actors"), tmp_path / f"a.{form}"):
        assert "wikidata" not in path.read_text("utf-8").lower()


def test_a_networks_people_carry_their_item_and_the_office_of_the_day(people):
    graph = cg.network(cg.open(people[0]), "actors", statuses=("stated", "editorial", "inferred"))
    facts = graph.nodes[LI]
    assert facts["wikidata_item"] == "http://www.wikidata.org/entity/Q900000001"
    assert (facts["wikidata_revision"], facts["wikidata_retrieved"][-1]) == ("900024", "Z")
    stalin = graph.nodes[AGENT + "stalin"]
    assert (stalin["wikidata_born"], stalin["wikidata_died"]) == ("1878-12-18", "1953-03-05")
    assert "wikidata_item" not in graph.nodes[AGENT + "malenkov"], "that link is unsure, not accepted"
    told = {
        (source, name): facts[name] for source, _, facts in graph.edges(data=True) for name in OFFICES if name in facts
    }
    # Stalin's office has no days in the extract, so none is told.
    assert told == {
        (LI, "wikidata_source_office_on_day"): "1951-08-12: invented deputy minister",
        (AGENT + "mao-zedong", "wikidata_target_office_on_day"): "1951-08-11: invented deputy minister",
    }


@pytest.mark.parametrize("form", ["gexf", "graphml", "json", "csv"])
def test_every_exchange_format_keeps_whose_word_it_is(form, people, tmp_path):
    graph = cg.network(cg.open(people[0]), "actors", statuses=("stated", "editorial", "inferred"))
    paths = cg.write(graph, tmp_path / f"a.{form}")
    if form == "csv":
        nodes, edges = (list(csv.DictReader(path.read_text("utf-8").splitlines())) for path in paths)
        assert {row["Wikidata item"] for row in nodes if row["Id"] == LI} == {graph.nodes[LI]["wikidata_item"]}
        assert {row["Wikidata source office on day"] for row in edges if row["Source"] == LI} == {
            "1951-08-12: invented deputy minister"
        }
        return
    text = paths[0].read_text("utf-8")
    assert "wikidata_item" in text
    assert "wikidata_source_office_on_day" in text
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}.get(form)
    if read:
        assert any(
            facts.get("wikidata_source_office_on_day") == "1951-08-12: invented deputy minister"
            for _, _, facts in read(paths[0]).edges(data=True)
        )


def test_pictures_stay_as_they_are(people, tmp_path):
    for form in ("dot", "svg"):
        plain, told = (
            cg.write(cg.network(cg.open(people[number]), "actors"), tmp_path / f"{number}.{form}")[0].read_bytes()
            for number in (1, 0)
        )
        assert plain == told


def test_a_possible_office_says_that_it_is_only_possible():
    known = {AGENT + "a": Known({}, (Tenure("minister", "1951", None), Tenure("envoy", None, None)))}
    (tie,) = with_offices([Tie(AGENT + "a", AGENT + "b", "sent", "stated", date="1951-08-12")], known)
    assert tie.wikidata_source_office_on_day == ""
    assert tie.wikidata_source_office_possibly == "1951-08-12: possibly minister (from 1951 until ?)"
    assert tie.wikidata_target_office_possibly == ""


@given(
    st.sampled_from([None, "", "1951", "1951-08", "1951-08-12?", "[1951-08-12,1951-08-13]", "1951-08-12/1951-08-14"])
)
def test_a_tie_without_a_known_day_has_no_office(day):
    known = {AGENT + "a": Known({}, (Tenure("minister", "1940-01-01", "1960-01-01"),))}
    tie = Tie(AGENT + "a", AGENT + "a", "sent", "stated", date=day)
    assert list(with_offices([tie], known)) == [tie]
