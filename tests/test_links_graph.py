"""Decisions in a built graph: a build takes them up, `link apply` renews them, and contradictions are told."""

import json
import shutil

import pytest
from conftest import run_cablegraph
from test_links import decision

from cablegraph import graph as graphs
from cablegraph import queries
from cablegraph.errors import InputError, StoreError
from cablegraph.links import folder, rows, sssom
from cablegraph.store import open_store

ME = "cablegraph-contributors"
FILES = ("graph.nq", "graph.trig", "stated.ttl")


def own(**facts):
    return decision(**{"reviewer": ME, "subject": "id:agent/li-kenong", **facts})


def write(data, *decisions, name="mine"):
    path = data / "links" / f"{name}.sssom.tsv"
    path.write_text(sssom.write(sssom.HEAD, map(rows.cells, decisions)), "utf-8")
    return path


@pytest.fixture
def output(built, tmp_path):
    return shutil.copytree(built, tmp_path / "build")


def linked(output):
    answer = queries.rows(open_store(output / graphs.STORE), "register/wikidata").values()
    return {(thing.rpartition("/")[2], qid) for thing, qid in answer}


def test_a_build_links_what_is_accepted_and_nothing_else(built):
    assert linked(built) == {
        ("beria", "Q141829"),
        ("bulganin", "Q48093"),
        ("mao-zedong", "Q5816"),
        ("molotov", "Q132899"),
        ("stalin", "Q855"),
        ("beijing", "Q956"),
    }


def test_links_are_renewed_without_the_texts_and_the_outcome_is_that_of_a_build(data, output, tmp_path):
    write(data, own())
    shutil.move(data / "telegrams", tmp_path / "away")
    assert graphs.renew_links(data, output) == ()
    assert ("li-kenong", "Q900000001") in linked(output)
    shutil.move(tmp_path / "away", data / "telegrams")
    graphs.build(data, tmp_path / "anew")
    for name in FILES:
        assert (output / name).read_bytes() == (tmp_path / "anew" / name).read_bytes(), name


def test_what_is_taken_out_of_a_table_is_gone_from_the_graph(data, output, built):
    path = write(data, own())
    graphs.renew_links(data, output)
    path.unlink()
    graphs.renew_links(data, output)
    for name in FILES:
        assert (output / name).read_bytes() == (built / name).read_bytes(), name
    parts = [json.loads(part.read_text("utf-8"))["part"] for part in (output / "parts").glob("*.json")]
    assert parts.count("links") == 1


def test_a_later_build_notices_every_change_of_a_decision(data, tmp_path):
    output = tmp_path / "build"
    graphs.build(data, output)
    write(data, own())
    assert ("li-kenong", "Q900000001") in linked_after(data, output)
    write(data, own(qid="Q900000002"))
    assert ("li-kenong", "Q900000002") in linked_after(data, output)


def linked_after(data, output):
    graphs.build(data, output)
    return linked(output)


def test_reviewers_who_contradict_each_other_are_told_and_nothing_is_stated(data, output):
    people = data / "people.csv"
    people.write_text(people.read_text("utf-8").replace("beria,", "anna,Anna Invented,,,\nberia,", 1), "utf-8")
    path = write(data, own(), own(qid="Q900000002", reviewer="anna"))
    graphs.build(data, output)
    (found,) = graphs.recorded_findings(output)
    assert found.level == "should"
    assert "two different items are accepted" in found.message
    assert "anna accepted Q900000002" in found.message
    assert (found.where.file, found.where.line) == (str(path), 11)
    assert not [name for name, _ in linked(output) if name == "li-kenong"]
    done = run_cablegraph("link", "show", "li-kenong", "-g", output)
    assert "Li Kenong (agent/li-kenong): contradicted" in done.stdout
    assert "Anna Invented on 2026-11-24" in done.stdout


def test_a_decision_about_nothing_in_the_graph_is_found_with_its_row_and_changes_nothing(data, output):
    before = (output / "graph.nq").read_bytes()
    path = write(data, own(subject="id:agent/nobody"))
    found = graphs.renew_links(data, output)
    assert {(one.level, str(one.where)) for one in found} == {("must", f"{path}:11:1")}
    assert [one for one in found if "is no person, body, place or session of this graph" in one.message]
    assert (output / "graph.nq").read_bytes() == before
    built = graphs.build(data, output)
    assert built.false
    assert f"{path}:11:1" in [str(one.where) for one in built.findings]


def test_a_broken_row_stops_a_build_and_an_apply_with_its_place(data, output):
    path = write(data, own())
    path.write_text(path.read_text("utf-8").replace("wd:Q900000001", "Q900000001"), "utf-8")
    for act in (graphs.build, graphs.renew_links):
        with pytest.raises(InputError, match=r"mine\.sssom\.tsv:11:") as caught:
            act(data, output)
        assert caught.value.advice


def test_an_unknown_reviewer_stops_a_build(data, output):
    write(data, own(reviewer="stranger"))
    with pytest.raises(InputError, match='The reviewer "stranger" is unknown'):
        graphs.build(data, output)


def test_links_can_only_be_renewed_where_a_graph_is(data, tmp_path):
    with pytest.raises(StoreError, match="There is no graph here"):
        graphs.renew_links(data, tmp_path / "nothing")


def test_a_table_under_another_name_is_not_passed_over_in_silence(data):
    (data / "links" / "mine.tsv").write_text("subject_id\n", "utf-8")
    (found,) = graphs.check(data).findings
    assert str(found.where).endswith("mine.tsv")
    assert "decisions about links stand in links/NAME.sssom.tsv" in found.message


def test_a_text_cant_take_the_name_of_the_links(data):
    (data / "telegrams/1951/links.txt").write_text("TELEGRAM", "utf-8")
    with pytest.raises(InputError, match='No text can be called "links"'):
        graphs.check(data)


def test_the_links_of_the_seed_are_shown_offline_with_reviewer_and_evidence(built):
    done = run_cablegraph("link", "show", "-g", built)
    assert done.returncode == 0, done.stderr
    assert "Joseph Stalin (agent/stalin): linked" in done.stdout
    assert "accepted: Q855 (Joseph Stalin), by the cablegraph contributors on" in done.stdout
    assert "rejected: Q6506 (Varna)" in done.stdout
    assert "Georgy Malenkov (agent/malenkov): unsure" in done.stdout
    assert "Li Kenong (agent/li-kenong): open" in done.stdout
    assert "github:globalwordnet/english-namenet@e799e14" in done.stdout
    as_json = json.loads(run_cablegraph("link", "show", "stalin", "--json", "-g", built).stdout)
    assert [thing["whole"] for thing in as_json["things"]] == ["linked"]
    assert {say["standing"] for say in as_json["things"][0]["said"]} == {"linked", "rejected"}


def test_a_thing_that_is_not_in_the_graph_is_not_shown_but_asked_about(built):
    done = run_cablegraph("link", "show", "stallin", "-g", built)
    assert done.returncode == 2
    assert 'Did you mean "stalin"?' in done.stderr


def test_apply_says_how_much_is_stated(data, output):
    done = run_cablegraph("link", "apply", data, "-o", output)
    assert (done.returncode, done.stdout) == (0, "10 decisions, 6 links stated\n")


def test_a_mistyped_data_folder_takes_no_links_away(data, output):
    before = (output / "graph.nq").read_bytes()
    done = run_cablegraph("link", "apply", data.with_name("dta"), "-o", output)
    assert (done.returncode, done.stdout) == (2, "")
    assert "dta: There is no such folder.\n  Name the data folder" in done.stderr
    assert (output / "graph.nq").read_bytes() == before


def test_quickstatements_tell_only_what_a_source_or_register_says_of_accepted_links(built):
    done = run_cablegraph("link", "export", "quickstatements", "-g", built)
    commands = done.stdout.splitlines()
    assert 'Q5816\tAen\t"Mao Tse-tung"' in commands
    assert 'Q855\tP742\t"Filippov"' in commands
    assert not [line for line in commands if "://" in line]  # a register may only know the address of a copy
    assert "13 May 1950, seen at https://" in done.stderr
    assert not [line for line in commands if "Q180588" in line or '"Stalin"' in line]
    assert "Nothing is sent." in done.stderr


def test_openrefine_gets_every_actor_and_only_accepted_items(built):
    done = run_cablegraph("link", "export", "openrefine", "-g", built)
    lines = done.stdout.splitlines()
    assert lines[0] == "id,name,standing,wikidata,reviewer,decided,evidence"
    assert "agent/malenkov,Georgy Malenkov,unsure,,,," in lines
    assert "agent/li-kenong,Li Kenong,open,,,," in lines
    assert sum(",linked,Q" in line for line in lines) == 6


def test_sssom_is_exported_with_rejections_and_doubts(data, tmp_path):
    target = tmp_path / "all.sssom.tsv"
    done = run_cablegraph("link", "export", "sssom", "--data", data, "-o", target)
    assert done.returncode == 0, done.stderr
    found, wrong = folder.read(target)
    assert not wrong
    assert {made.verdict.value for made in found} == {"accepted", "rejected", "unsure"}


def test_sssom_is_exported_under_the_licence_that_the_tables_agree_on(data):
    def licence():
        done = run_cablegraph("link", "export", "sssom", "--data", data)
        return next(line for line in done.stdout.splitlines() if line.startswith("#license:"))

    assert licence() == "#license: https://creativecommons.org/licenses/by/4.0/"
    (data / "links/other.sssom.tsv").write_text(sssom.write(sssom.HEAD, ()), "utf-8")
    assert licence() == "#license: https://w3id.org/sssom/license/unspecified"


def test_sssom_of_a_folder_that_is_not_there_is_no_empty_table(tmp_path):
    done = run_cablegraph("link", "export", "sssom", "--data", tmp_path / "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no such folder." in done.stderr


def test_a_thing_is_shown_by_another_name_and_by_a_code_name_that_the_graph_resolves(built):
    for name in ("Filippov", "joseph stalin", "id:agent/stalin"):
        done = run_cablegraph("link", "show", name, "-g", built)
        assert done.stdout.startswith("Joseph Stalin (agent/stalin): linked"), done.stderr


def test_no_line_of_what_is_shown_is_wider_than_the_terminal(built):
    shown = run_cablegraph("link", "show", "-g", built).stdout.splitlines()
    assert [line for line in shown if len(line) > 80 and len(line.split()) > 1] == []


def test_a_server_is_given_by_its_name_in_the_question(built):
    done = run_cablegraph("query", "wikidata/lived", "--service", "http://127.0.0.1:9/sparql", "-g", built)
    assert done.returncode == 2
    assert "Write --service wikidata=URL." in done.stderr


def test_a_question_about_facts_that_were_never_brought_says_how_they_come(built):
    assert "`cablegraph link enrich`" in run_cablegraph("query", "wikidata/held", "-g", built).stderr
