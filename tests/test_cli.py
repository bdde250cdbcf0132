"""The command line as a user meets it: output, exit codes, and what it says when something is wrong."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

SEED = "telegrams/1951/1951-08-13-beijing-22834"


def test_build_tells_a_newcomer_what_there_is(cablegraph, root, tmp_path):
    done = cablegraph("build", root / "data", "-o", tmp_path / "build")
    assert done.returncode == 0
    said = done.stdout.splitlines()
    assert said[0] == "1 document, 4 messages (1 held, 1 enclosed, 2 only mentioned)"
    assert said[1] == "4 hops:"
    assert '  Li Kenong -> Mao Zedong, sent "12.8.51 4:00"' in said
    assert any(re.fullmatch(r"\d+ actors named", line) for line in said)
    assert any(line.startswith("10 proposals (3 of them options)") for line in said)
    assert any(re.fullmatch(r"\d+ statements: \d+ stated, \d+ editorial, \d+ inferred, 5 disputed", s) for s in said)
    assert "0 findings" in said
    assert any("chain 22834" in line for line in said)
    names = sorted(path.name for path in (tmp_path / "build").iterdir())
    assert names == ["graph.nq", "graph.trig", "ontology.html", "parts", "stated.ttl", "store"]


def test_two_builds_in_different_folders_give_the_same_bytes(cablegraph, built, data, tmp_path):
    done = cablegraph("build", data, "-o", tmp_path / "other", env={"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"})
    assert done.returncode == 0
    for name in ("graph.nq", "graph.trig", "stated.ttl", "ontology.html"):
        assert (tmp_path / "other" / name).read_bytes() == (built / name).read_bytes()


def test_stated_ttl_holds_what_the_words_say_and_nothing_else(built):
    text = (built / "stated.ttl").read_text(encoding="utf-8")
    assert 'cg:marking "SERIES \\"G\\" T"' in text
    assert "cg:sender <https://w3id.org/cablegraph/id/agent/mao-zedong>" not in text
    assert "rdfs:label" not in text
    assert "cg:Assertion" not in text


def test_the_chain_is_told_hop_by_hop_with_both_ends_explained(cablegraph, built):
    done = cablegraph("chain", "22834", "-g", built)
    assert done.returncode == 0
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    said = " ".join(done.stdout.split())
    assert "hop 1: Li Kenong's telegram" in said
    assert "32 h 20 min to 44 h 20 min" in said
    assert "By the clock of Asia/Seoul (UTC+10:00)" in said
    assert "By the clock of Europe/Moscow (UTC+03:00)" in said


def test_the_chain_is_given_as_json_in_minutes(cablegraph, built):
    chain = json.loads(cablegraph("chain", "22834", "-g", built, "--json").stdout)
    assert chain["schema"] == "cablegraph-chain/1"
    assert (chain["latencies"][0]["least"], chain["latencies"][0]["most"]) == (32 * 60 + 20, 44 * 60 + 20)
    assert chain["hops"][0]["moments"][0]["earliest"] == "1951-08-11T18:00:00Z"


def test_an_unknown_message_and_an_ambiguous_one_are_told_apart(cablegraph, built):
    none = cablegraph("chain", "99999", "-g", built)
    assert (none.returncode, none.stdout) == (2, "")
    assert 'No message goes by "99999"' in none.stderr
    several = cablegraph("chain", "telegram", "-g", built)
    assert several.returncode == 2
    assert "Say which: " in several.stderr


def test_a_question_is_answered_in_every_form(cablegraph, built):
    csv = cablegraph("query", "chain/latency", "-g", built, "--format", "csv")
    assert csv.returncode == 0
    assert csv.stdout.count("\n") >= 2
    answer = json.loads(cablegraph("query", "chain/latency", "-g", built, "--format", "json").stdout)
    assert answer["head"]["vars"]
    assert cablegraph("query", "chain/latency", "-g", built, "--format", "tsv").stdout.startswith("?")
    assert cablegraph("query", "chain/latency", "-g", built).stdout


def test_a_construct_query_from_a_file_gives_turtle(cablegraph, built, tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text("CONSTRUCT { ?m a cg:Message } WHERE { ?m a cg:Message }", encoding="utf-8")
    done = cablegraph("query", path, "-g", built)
    assert done.returncode == 0
    assert "cg:Message" in done.stdout


def test_a_broken_query_is_pointed_at_with_line_and_column(cablegraph, built, tmp_path):
    path = tmp_path / "broken.rq"
    path.write_text("#+ summary: broken\nSELECT ?x WHERE {\n  ?x cg:sender\n}\n", encoding="utf-8")
    done = cablegraph("query", path, "-g", built)
    assert done.returncode == 2
    assert re.match(rf"{re.escape(str(path))}:[34]:\d+: The query is broken: expected ", done.stderr)
    pasted = cablegraph("query", "SELECT ?x WHERE { ?x a cg:Message }", "-g", built)
    assert pasted.stderr == "This is SPARQL, not the name of a question.\n  Save it in a file that ends in .rq.\n"


@pytest.mark.parametrize(
    ("words", "message", "advice"),
    [
        (["query", "chain/latencies"], 'There is no question "chain/latencies"', '"chain/latency"?'),
        (["query", "chain/latency", "mesage=x"], 'has no parameter "mesage"', '"message"?'),
        (["query", "chain/latency", "x"], '"x" is not a parameter', "name=value"),
        (["query", "nowhere.rq"], "There is no such file", "Check the name"),
        (["read", "nowhere.txt"], "nowhere.txt: There is no such file", "Check the name"),
        (["read", "data"], "This is a folder", "Name a file"),
        (["build", "nowhere"], "nowhere: There is no such folder", "Name the data folder"),
        (["chain", "22834", "-g", "nowhere"], "There is no store here", "`cablegraph build` first"),
        (["network", "actors", "-o", "actors.xyz"], "xyz", "gexf"),
        (["network", "actors", "--since", "1951-02-31"], '"1951-02-31" is not a date', "1951-08-12"),
        (["query", "messages/sender", "message=nosuch"], 'knows no message "nosuch"', "Known are"),
        (["query", "evidence/by-status", "status=Inferred"], 'knows no concept "Inferred"', '"inferred"?'),
    ],
)
def test_what_can_not_be_used_is_exit_code_2_with_advice_and_no_traceback(cablegraph, built, words, message, advice):
    if words[0] in {"query", "network"}:
        words = [*words, "-g", str(built)]
    done = cablegraph(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert advice in done.stderr
    assert "Traceback" not in done.stderr


def test_usage_errors_are_exit_code_2(cablegraph):
    assert cablegraph("frobnicate").returncode == 2
    assert 'There is no verb "biuld".\n  Did you mean "build"?' in cablegraph("biuld").stderr
    assert 'There is no network "actr".\n  Did you mean "actors"?' in cablegraph("network", "actr").stderr
    assert '"infered" can\'t follow --with.' in cablegraph("network", "actors", "--with", "infered").stderr
    assert "Say which: corpus/most-cited-not-held." in cablegraph("query", "most-cited").stderr
    assert cablegraph("build", "--nonsense").returncode == 2
    assert 'There is no option "--josn" here.\n  Did you mean "--json"?' in cablegraph("build", "--josn").stderr
    linked = cablegraph("link", "show", "stalin", "--jsn").stderr
    assert linked.startswith("usage: cablegraph link show")
    assert 'Did you mean "--json"?' in linked
    assert 'There is no option "-g" here.' in cablegraph("-g", "build", "info").stderr
    assert '"more" is one word too many.' in cablegraph("build", "data", "more").stderr
    assert cablegraph().returncode == 2


def test_an_error_in_the_data_leaves_the_old_graph_as_it_was(cablegraph, data, tmp_path):
    output = tmp_path / "build"
    assert cablegraph("build", data, "-o", output).returncode == 0
    before = {path.name: path.read_bytes() for path in output.iterdir() if path.is_file()}
    annotation = data / f"{SEED}.yaml"
    annotation.write_text(annotation.read_text(encoding="utf-8").replace("kind: codeName", "kind: codename"), "utf-8")
    done = cablegraph("build", data, "-o", output)
    assert done.returncode == 2
    assert 'Did you mean "codeName"?' in done.stderr
    assert {path.name: path.read_bytes() for path in output.iterdir() if path.is_file()} == before
    assert cablegraph("chain", "22834", "-g", output).returncode == 0


def test_all_mistakes_of_all_annotations_are_told_at_once_in_order(cablegraph, data, tmp_path):
    annotation = data / f"{SEED}.yaml"
    text = annotation.read_text(encoding="utf-8")
    spoiled = text.replace("kind: codeName", "kind: codename", 1).replace("kind: epithet", "kind: epitet", 1)
    annotation.write_text(spoiled, encoding="utf-8")
    wrong = sorted(
        (text.index(f"kind: {kind}"), slip) for kind, slip in (("codeName", "codename"), ("epithet", "epitet"))
    )
    other = annotation.with_name("1951-12-01-invented.txt")
    other.write_text("An invented text.\n", encoding="utf-8")
    other.with_suffix(".yaml").write_text("annotator: nobody-at-all\nlanguage: en\n", encoding="utf-8")
    done = cablegraph("build", data, "-o", tmp_path / "build")
    assert done.returncode == 2
    found = re.findall(r"(?m)^(\S+?\.yaml):(\d+):\d+: (.*)$", done.stderr)
    assert [what for _, _, what in found] == [
        *(f'"{slip}" is not one of the kinds of designationKind.' for _, slip in wrong),
        'The person or organisation "nobody-at-all" is unknown.',
    ]
    assert int(found[0][1]) < int(found[1][1])
    assert "people.csv or organisations.csv" in done.stderr


def test_a_finding_is_exit_code_1_and_nothing_is_replaced(cablegraph, data, tmp_path):
    output = tmp_path / "build"
    annotation = data / f"{SEED}.yaml"
    text = annotation.read_text(encoding="utf-8")
    line = text[: text.index("          quote: 17:20 13.8.1951\n")].count("\n") + 1
    spoiled = text.replace(
        "          quote: 17:20 13.8.1951\n",
        "          quote: 17:20 13.8.1951\n"
        "          edtf: {value: 1951-08-10T17:20, status: inferred, because: A slip for this test.}\n",
    )
    annotation.write_text(spoiled, encoding="utf-8")
    done = cablegraph("check", data)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    found = re.findall(r"22834\.yaml:(\d+):\d+: ", done.stdout)
    assert any(abs(int(number) - line) < 25 for number in found)
    assert cablegraph("build", data, "-o", output).returncode == 1
    assert not (output / "store").exists()


def test_check_is_silent_and_clean_on_the_data(cablegraph, root):
    done = cablegraph("check", root / "data")
    assert (done.returncode, done.stdout) == (0, "")
    assert "0 findings in 1 document" in done.stderr
    assert json.loads(cablegraph("check", root / "data", "--json").stdout) == []


def test_every_verb_has_help_with_examples(cablegraph):
    from importlib import import_module

    from cablegraph.__main__ import VERBS

    for verb, summary in VERBS.items():
        docstring = import_module(f"cablegraph.commands.{verb.replace('-', '_')}").__doc__
        assert docstring.splitlines()[0] == f"{summary}."
        done = cablegraph(verb, "--help")
        assert done.returncode == 0
        assert f"cablegraph {verb}" in done.stdout.partition("examples:")[2]


def test_every_help_fits_the_terminal_and_leaves_examples_whole(monkeypatch):
    import argparse

    from cablegraph.__main__ import overview, parser

    def below(parser):
        yield parser
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for child in action.choices.values():
                    yield from below(child)

    monkeypatch.setenv("COLUMNS", "80")
    known = list(below(parser()))
    assert {"cablegraph build", "cablegraph link show"} <= {one.prog for one in known}
    texts = {one.prog: one.format_help() for one in known} | {"": overview()}
    assert {name: line for name, text in texts.items() for line in text.splitlines() if len(line) > 80} == {}
    for one in known:
        examples = [line for line in (one.epilog or "").splitlines() if line.startswith(" ")]
        assert [line for line in examples if line not in texts[one.prog].splitlines()] == []
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(len, overview().splitlines())) <= 50


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_shells_complete_the_verbs(cablegraph, shell):
    done = cablegraph("--print-completion", shell)
    assert done.returncode == 0
    assert "network" in done.stdout


def test_help_imports_nothing_heavy(root):
    import subprocess

    # The command's own start: no module of a verb, nothing that takes long.
    program = "import sys; from cablegraph.__main__ import overview; overview(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {
        "rdflib",
        "pyshacl",
        "networkx",
        "owlready2",
        "SPARQLWrapper",
        "pyoxigraph",
        "yaml",
        "json",
        "typing",
        "argparse",
    }


def test_a_reader_who_has_had_enough_is_no_error(root, built):
    import subprocess

    command = f"{sys.executable} -m cablegraph export nquads -g {built} | head -n 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, cwd=root)
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_fault_of_ours_is_exit_code_3_without_a_traceback(monkeypatch, capsys):
    from cablegraph import __main__ as program
    from cablegraph.commands import info

    def fail(_):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(info, "run", fail)
    assert program.main(["info"]) == 3
    assert "has a fault: ZeroDivisionError" in capsys.readouterr().err


def test_exports_hold_what_was_built(cablegraph, built):
    assert cablegraph("export", "nquads", "-g", built).stdout.encode() == (built / "graph.nq").read_bytes()
    page = json.loads(cablegraph("export", "annotations", "-g", built).stdout)
    text = (Path(__file__).parents[1] / "data" / f"{SEED}.txt").read_text(encoding="utf-8")
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) > 100
    for item in page["items"]:
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]


def test_quads_and_a_store_of_different_builds_are_not_taken_for_one(cablegraph, built, tmp_path):
    import shutil

    mixed = Path(shutil.copytree(built, tmp_path / "build"))
    with (mixed / "graph.nq").open("a", encoding="utf-8") as quads:
        quads.write("<urn:s> <urn:p> <urn:o> <urn:g> .\n")
    done = cablegraph("export", "nquads", "-g", mixed)
    assert (done.returncode, done.stdout) == (2, "")
    assert "are of different builds" in done.stderr


def test_info_counts_what_is_there(cablegraph, built):
    facts = json.loads(cablegraph("info", "-g", built, "--json").stdout)
    kinds = {row["kind"]: row["number"] for row in facts["graph/kinds"]}
    assert kinds["Message"] == "4"


def test_nothing_is_printed_in_colour_or_drawn_off_a_terminal(cablegraph, root):
    done = cablegraph("check", root / "data", env={"TERM": "xterm-256color"})
    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX's")
def test_a_full_disk_is_said_plainly_and_leaves_the_old_graph(root, built, tmp_path):
    import shutil
    import subprocess

    output = Path(shutil.copytree(built, tmp_path / "build"))
    (output / "store" / "CURRENT").write_text(
        (output / "store" / "CURRENT").read_text().replace('"name": "', '"name": "x'), encoding="utf-8"
    )
    program = (
        "import resource, signal, sys; from cablegraph.__main__ import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        f"sys.exit(main(['build', {str(root / 'data')!r}, '-o', {str(output)!r}]))\n"
    )
    before = (output / "graph.nq").read_bytes()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root)
    assert done.returncode == 2
    assert "can't be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert (output / "graph.nq").read_bytes() == before
    assert not list(output.glob("*.partial*"))


def test_a_number_is_never_taken_for_a_part_of_another(cablegraph, built):
    assert cablegraph("chain", "2283", "-g", built).returncode == 2


def test_a_message_is_found_by_its_number_in_questions_too(cablegraph, built):
    by_number = cablegraph("query", "messages/sender", "--format", "csv", "message=22834", "-g", built)
    assert by_number.stdout == cablegraph("query", "messages/sender", "--format", "csv", "-g", built).stdout
    assert "Mao Zedong,editorial" in by_number.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is Linux's")
def test_a_full_disk_behind_standard_output_is_said_plainly(root, built):
    import subprocess

    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "cablegraph", "export", "nquads", "-g", built]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=root)
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_data_is_utf_8_whatever_the_locale(cablegraph, built):
    env = {"PYTHONIOENCODING": "cp1252", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = cablegraph("query", "talks/sessions", "--format", "csv", "-g", built, env=env, encoding="utf-8")
    assert done.returncode == 0
    assert "вчерашнем" in done.stdout


def test_a_build_does_not_write_over_other_peoples_files(cablegraph, root, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    done = cablegraph("build", root / "data", "-o", tmp_path)
    assert done.returncode == 2
    assert "The folder holds other files." in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
