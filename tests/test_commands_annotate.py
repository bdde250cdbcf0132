"""`cablegraph annotate` as a user meets it: draft, accept, mend, check, build, ask."""

import json
import re

import pytest

from cablegraph.__main__ import main

NAME = "1952-03-05-beijing-17604"
# Invented for the tests.
TEXT = """\
CIPHERED TELEGRAM No. 17604

Copies: Stalin (2), Orlovsky

From BEIJING

Received 01:20 6.3.1952

TO FILIPPOV [Stalin]

We propose that the ferry at Sansong be moved to the upper landing. Please send us two pilots.

MAO ZEDONG

No. 1210 5.3.52
"""
WORDS = "We propose that the ferry at Sansong be moved to the upper landing."


@pytest.fixture
def fresh(data):
    path = data / "telegrams" / "1952" / f"{NAME}.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_new_rows_say_which_file_they_make_where_there_is_none(cablegraph, fresh, data):
    (data / "people.csv").unlink()
    fresh.parents[1].joinpath("1951").rename(data.parent / "away")
    done = cablegraph("annotate", fresh)
    assert f"{data / 'people.csv'}, a new file (its first line is id,name,also,source,note):" in done.stdout


def test_a_text_goes_from_draft_to_graph(cablegraph, fresh, data, tmp_path):
    done = cablegraph("annotate", fresh)
    assert (done.returncode, done.stderr) == (0, "")
    yaml = fresh.with_suffix(".yaml")
    said = done.stdout.splitlines()
    assert said[0].startswith(f"{yaml}: 1 agent, 1 name, 1 message, ")
    hint = f"In no register; if you know who or what it is, add to {data / 'people.csv'}:"
    assert said[1:3] == [hint, "  orlovsky,Orlovsky,,,"]
    assert "cablegraph check" in said[-1]

    unsigned = cablegraph("check", data)
    assert (unsigned.returncode, unsigned.stdout) == (0, "")
    assert re.search(rf"{NAME}\.yaml:\d+:\d+: Nobody has signed this draft", unsigned.stderr)

    text = yaml.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^annotator:.*$", "annotator: cablegraph-contributors   # me", text)
    text = re.sub(r"(?m)^language:.*$", "language: en", text)
    text = re.sub(r"(?m)^source:.*$", "source: wilson-22834", text)
    text = re.sub(r"(kind: proposal\n    accept:) no", r"\1 yes", text)
    yaml.write_text(text, encoding="utf-8")
    checked = cablegraph("check", data)
    assert all("by which clocks" in line for line in checked.stdout.splitlines()), checked.stdout
    assert "signed" not in checked.stderr

    cablegraph("build", data, "-o", tmp_path / "build")
    quads = (tmp_path / "build" / "graph.nq").read_text(encoding="utf-8")
    said = [line for line in quads.splitlines() if f'"{WORDS}"' in line and "ontology#asWritten" in line]
    assert said
    stated = f"<https://w3id.org/cablegraph/graph/{NAME}/stated>"
    assert any(f"/id/proposal/{NAME}/proposal-1>" in line and stated in line for line in said)
    assert "Please send us two pilots" not in "".join(line for line in quads.splitlines() if "/id/act/" in line)


def test_again_without_a_change_writes_nothing(cablegraph, fresh):
    cablegraph("annotate", fresh)
    yaml = fresh.with_suffix(".yaml")
    before = (yaml.read_bytes(), yaml.stat().st_mtime_ns)
    done = cablegraph("annotate", fresh)
    assert done.stdout == f"{yaml}: nothing new\n"
    assert (yaml.read_bytes(), yaml.stat().st_mtime_ns) == before


def test_after_a_change_what_no_longer_fits_is_shown_and_nothing_is_lost(cablegraph, fresh):
    cablegraph("annotate", fresh)
    yaml = fresh.with_suffix(".yaml")
    mine = yaml.read_text(encoding="utf-8").replace("copies:", "copies:   # as on the photograph")
    yaml.write_text(mine, encoding="utf-8")
    fresh.write_text(TEXT.replace("upper landing.", "lower landing. Do not wait for the ice."), encoding="utf-8")
    done = cablegraph("annotate", fresh)
    assert done.returncode == 1
    line = mine[: mine.index(f"quote: {WORDS}")].count("\n") + 1
    assert f"{yaml}:{line}:12: The quote " in done.stderr
    assert "  The nearest words are " in done.stderr
    assert done.stdout == f"{yaml}: added 1 candidate\n"
    assert yaml.read_text(encoding="utf-8").startswith(mine)
    assert "quote: Do not wait for the ice." in yaml.read_text(encoding="utf-8")


def test_stdout_and_json_show_and_elsewhere_is_written_where_it_is_said(cablegraph, fresh, tmp_path):
    shown = cablegraph("annotate", fresh, "--stdout", "--annotator", "cablegraph-contributors")
    assert "annotator: cablegraph-contributors\n" in shown.stdout
    assert not fresh.with_suffix(".yaml").exists()
    told = json.loads(cablegraph("annotate", fresh, "-o", tmp_path / "mine.yaml", "--json").stdout)
    assert told["schema"] == "cablegraph-draft/1"
    assert told["new_rows"] == {"people.csv": ["orlovsky,Orlovsky,,,"]}
    assert {entry["kind"] for entry in told["added"]["candidates"]} >= {"proposal", "request", "name"}
    assert next(e for e in told["added"]["candidates"] if e["kind"] == "proposal")["quote"] == WORDS
    assert told["misfits"] == []
    assert (tmp_path / "mine.yaml").is_file()


def test_a_text_outside_a_data_folder_is_drafted_without_registers(cablegraph, tmp_path):
    path = tmp_path / f"{NAME}.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = cablegraph("annotate", path)
    assert done.returncode == 0
    assert "stalin,Stalin,,," in done.stdout


def test_a_text_is_called_by_the_name_of_its_file_as_identifiers_are_written(cablegraph, tmp_path):
    path = tmp_path / "My Telegram (1951).txt"
    path.write_text(TEXT, encoding="utf-8")
    assert cablegraph("annotate", path).returncode == 0
    assert "- id: my-telegram-1951\n" in path.with_suffix(".yaml").read_text(encoding="utf-8")
    assert cablegraph("check", tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("name", "content", "message", "advice"),
    [
        (f"{NAME}.yaml", "a: b\n", "The name of a text ends in .txt.", "Name the text"),
        ("nowhere", None, "There is no such file.", "Check the name"),
        (f"{NAME}.txt", " \n", "The text is empty.", "words"),
        (f"{NAME}.txt", b"\xff\xfe", "The text is not UTF-8", "UTF-8"),
        (f"{NAME}.txt", None, "There is no such file.", "Check the name"),
    ],
)
def test_a_file_that_cannot_be_drafted_is_refused(tmp_path, capsys, name, content, message, advice):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert main(["annotate", str(path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(str(path))
    assert message in said
    assert advice in said


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("annotator: [\n", ":2:1: The YAML is broken"),
        ("", ": The annotation is empty."),
        ("- a\n", ":1:1: A mapping"),
        ("annotator: nobody-known\n", ':1:12: The person or organisation "nobody-known" is unknown.'),
        ("annotater: a\n", ':1:1: The key "annotater" is unknown in an annotation.'),
        ("annotator:\ncandidates: []\n", ':2:13: Nothing can be added to "candidates"'),
        ("{annotator: cablegraph-contributors}\n", "Nothing can be added to this annotation"),
    ],
)
def test_an_annotation_that_cannot_be_added_to_is_left_as_it_is(fresh, capsys, yaml, message):
    path = fresh.with_suffix(".yaml")
    path.write_text(yaml, encoding="utf-8")
    assert main(["annotate", str(fresh)]) == 2
    assert message in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == yaml


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--annotator", "mao"], '--annotator: The person or organisation "mao" is unknown.'),
        (["--source", "wilson"], '--source: The source "wilson" is unknown.'),
    ],
)
def test_an_option_that_names_no_row_is_refused(fresh, capsys, arguments, message):
    assert main(["annotate", str(fresh), *arguments]) == 2
    assert message in capsys.readouterr().err
    assert not fresh.with_suffix(".yaml").exists()
    assert main(["annotate", str(fresh)]) == 0
    assert main(["annotate", str(fresh), "--language", "en"]) == 2
    assert "--language is for a new draft; here an annotation stands." in capsys.readouterr().err
