"""A small invented corpus, from its files to answers: parts, what is refused, what is kept when a build is killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cablegraph import queries, questions
from cablegraph.report.tables import lines
from cablegraph.store import open_store

CORPUS = Path(__file__).parent / "corpus"
VOLUME = "frus1953v99"


@pytest.fixture
def corpus(tmp_path):
    """A copy of the small corpus that a test may spoil."""
    return Path(shutil.copytree(CORPUS, tmp_path / "corpus", ignore=shutil.ignore_patterns("answers", "README.md")))


def volumes(folder, count):
    """Make a folder of volumes that differ only in their ids."""
    folder.mkdir()
    text = (CORPUS / f"{VOLUME}.xml").read_text(encoding="utf-8")
    body = text[text.index('<div type="document" xml:id="d1"') : text.index('<div type="document" xml:id="d5"')]
    for number in range(count):
        more = "".join(body.replace('xml:id="d', f'xml:id="d{n}0').replace('"#d', f'"#d{n}0') for n in range(1, 9))
        name = f"frus1954v{number:02}"
        written = text.replace(VOLUME, name).replace("</div>\n    </body>", f"{more}</div>\n    </body>")
        (folder / f"{name}.xml").write_text(written, encoding="utf-8")
    return folder


def quads(output):
    return (output / "graph.nq").read_bytes()


def made(output):
    """When each segment was made."""
    return {path.name: path.stat().st_mtime_ns for path in (output / "parts").glob("*.json")}


def test_texts_and_volumes_make_one_graph(cablegraph, corpus, tmp_path):
    done = cablegraph("build", corpus, "-o", tmp_path / "build")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("8 documents, ")
    assert [line.split()[:2] for line in done.stdout.splitlines() if line.startswith(("telegrams", "frus"))] == [
        ["telegrams", "2"],
        [f"{VOLUME}.xml", "6"],
    ]


def test_no_quad_stands_twice_in_the_file(cablegraph, corpus, tmp_path):
    done = cablegraph("build", corpus, "-o", tmp_path / "build")
    assert done.returncode == 0, done.stderr
    lines = quads(tmp_path / "build").splitlines()
    assert len(lines) == len(set(lines))


def test_a_volume_can_be_given_by_itself(cablegraph, corpus, tmp_path):
    done = cablegraph("build", corpus / f"{VOLUME}.xml", "-o", tmp_path / "build")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("6 documents, ")


def test_a_broken_volume_is_refused_with_line_and_column_and_the_rest_is_built(cablegraph, corpus, tmp_path):
    text = (corpus / f"{VOLUME}.xml").read_text(encoding="utf-8")
    line = text[: text.index('xml:id="d5"')].count("\n") + 2
    broken = text.replace('<note rend="inline" type="source">651.99/3\u2013653</note>', "<note>651.99</opener>")
    (corpus / "broken.xml").write_text(broken, encoding="utf-8")
    done = cablegraph("build", corpus, "-o", tmp_path / "build")
    assert done.returncode == 1
    assert f"broken.xml:{line}:" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("8 documents, ")
    assert "left out, since it can't be read: " in done.stdout
    assert b"/d4/" in quads(tmp_path / "build")


def test_a_folder_of_which_nothing_can_be_read_is_unusable(cablegraph, tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    text = (CORPUS / f"{VOLUME}.xml").read_text(encoding="utf-8")
    (folder / "broken.xml").write_text(text[: len(text) // 2], encoding="utf-8")
    done = cablegraph("build", folder, "-o", tmp_path / "build")
    assert done.returncode == 2
    assert "broken.xml:" in done.stderr
    assert not (tmp_path / "build" / "graph.nq").exists()


def test_the_same_volume_twice_is_refused(cablegraph, corpus, tmp_path):
    shutil.copy(corpus / f"{VOLUME}.xml", corpus / "again.xml")
    done = cablegraph("build", corpus, "-o", tmp_path / "build")
    assert done.returncode == 2
    assert f'"{VOLUME}" stands in again.xml too.' in done.stderr


def test_xml_of_another_kind_is_named_and_left_alone(cablegraph, corpus):
    (corpus / "notes.xml").write_text("<notes/>", encoding="utf-8")
    done = cablegraph("check", corpus)
    assert (
        "notes.xml: remark: The file is not read; it is neither a volume of FRUS nor a list of letters" in done.stdout
    )


def test_only_what_has_changed_is_read_again(cablegraph, corpus, tmp_path):
    output = tmp_path / "build"
    assert cablegraph("build", corpus, "-o", output).returncode == 0
    before = made(output)
    text = corpus / "telegrams/1953/1953-03-09-sofia-4502.txt"
    text.write_text(text.read_text(encoding="utf-8").replace("the iron has come", "the iron came"), encoding="utf-8")
    assert cablegraph("build", corpus, "-o", output).returncode == 0
    after = made(output)
    assert len(after) == len(before)
    kept = before.keys() & after.keys()
    assert len(before) - len(kept) == 3, "the texts, what mentions mean, what is described once"
    assert all(before[name] == after[name] for name in kept)
    clean = tmp_path / "clean"
    assert cablegraph("build", corpus, "-o", clean).returncode == 0
    assert quads(output) == quads(clean)


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_build_that_is_killed_goes_on_from_there_and_ends_with_the_same_bytes(cablegraph, tmp_path):
    data, output = volumes(tmp_path / "volumes", 8), tmp_path / "build"
    command = [sys.executable, "-m", "cablegraph", "build", str(data), "-o", str(output)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < deadline and len(list(output.glob("parts/*.json"))) < 3:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert running.returncode == -signal.SIGKILL, "it was killed before its end"
    before = made(output)
    assert len(before) >= 3
    assert not (output / "graph.nq").exists()
    assert cablegraph("build", data, "-o", output).returncode == 0
    assert before.items() <= made(output).items(), "what was made is not made again"
    clean = tmp_path / "clean"
    assert cablegraph("build", data, "-o", clean).returncode == 0
    assert quads(output) == quads(clean)
    assert not list(output.glob("parts/*partial*"))


def test_a_document_of_a_volume_is_read_by_its_name(cablegraph):
    volume = CORPUS / f"{VOLUME}.xml"
    listed = cablegraph("read", volume).stdout.splitlines()
    assert all(len(line) <= 80 for line in listed)
    assert [line.split()[0] for line in listed if line[0] != " "] == ["d1", "d2", "d3", "d4", "d5", "d6"]
    second = listed.index(next(line for line in listed if line.startswith("d2")))
    assert "Acting Secretary of State" in " ".join(" ".join(listed[second : second + 2]).split())
    text = cablegraph("read", volume, "d3", "--text").stdout
    reading = json.loads(cablegraph("read", volume, "d3", "--json").stdout)
    message = reading["messages"][0]
    assert message["numbers"] == ["105"]
    start, end = message["sender"]["span"]
    assert "Mercer" in text[start:end]
    assert message["sent"]["edtf"] == "1953-03-04T12:00"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((f"{VOLUME}.xml", "d33"), 'Did you mean "d3"?'),
        (("telegrams/1953/1953-03-07-sofia-4471.txt", "d1"), "A plain text is one document."),
        ((f"{VOLUME}.xml", "--graph", "build"), "for one document of a volume, and none is named.\n  Name one"),
        ((f"{VOLUME}.xml", "--json"), "for one document of a volume, and none is named.\n  Name one"),
        (("notes.xml",), "This is no volume that can be read."),
        (("nowhere.xml",), "There is no such file."),
    ],
)
def test_a_document_that_is_not_there_is_said_plainly(cablegraph, corpus, words, said):
    (corpus / "notes.xml").write_text("<notes/>", encoding="utf-8")
    done = cablegraph("read", *words, cwd=corpus)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_first_folder_of_texts_is_built_asked_and_told_what_comes_next(cablegraph, tmp_path):
    """Invented; a historian has saved one telegram, under a name of his own."""
    folder, graph = tmp_path / "My papers", tmp_path / "graph"
    folder.mkdir()
    (folder / "Warsaw 1234.txt").write_text(
        "CIPHERED TELEGRAM No. 1234\n\nFrom Warsaw to Moscow\n\nTo Comrade Rudin\n\nThe bridge is open.\n\nPopkov\n",
        encoding="utf-8",
    )
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4")
    done = cablegraph("build", folder, "-o", graph)
    assert done.stdout.startswith("1 document, 1 message (1 held)")
    assert "scan.pdf: remark: The file is not read; save the telegram as plain text" in done.stderr
    chain = cablegraph("chain", "warsaw-1234", "-g", graph).stdout
    assert "  from     Popkov (stated)\n" in chain
    assert "  going to Moscow (stated)\n" in chain
    assert "Add a row to people.csv" in cablegraph("link", "candidates", "-g", graph).stderr
    assert '"popkov" is in no register of this graph.\n  Add a row' in (
        cablegraph("link", "candidates", "popkov", "-g", graph).stderr
    )


def test_a_text_can_come_from_standard_input(cablegraph):
    text = (CORPUS / "telegrams/1953/1953-03-07-sofia-4471.txt").read_text("utf-8")
    assert json.loads(cablegraph("read", "-", "--json", input=text).stdout)["messages"]
    nothing = cablegraph("read", "-", input=" \n")
    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert nothing.stderr.startswith("-: The text is empty.\n  ")


ANSWERS = sorted(
    path.relative_to(CORPUS / "answers").with_suffix("").as_posix()
    for path in CORPUS.rglob("*.csv")
    if "answers" in path.parts
)


@pytest.fixture(scope="module")
def built_corpus(cablegraph, tmp_path_factory):
    output = tmp_path_factory.mktemp("corpus") / "build"
    done = cablegraph("build", CORPUS, "-o", output)
    assert done.returncode == 0, done.stderr
    return output


def test_the_summary_counts_each_message_once_however_many_mentions_mean_it(cablegraph, tmp_path):
    """Invented: a message that is not here, of no date, of unknown parties, is mentioned twice in a text."""
    texts, graph = tmp_path / "texts", tmp_path / "graph"
    texts.mkdir()
    head = "CIPHERED TELEGRAM No. {}\n\nFrom Warsaw to Moscow\n\nReceived 9:30 {}.3.1953\n\nTo Comrade Rudin\n\n"
    body = "They showed us telegram No. 77. I say again: telegram No. 77 was clear.\n\nPopkov\n"
    for number, day in ((1234, 4), (1240, 5)):
        (texts / f"{number}.txt").write_text(head.format(number, day) + body, encoding="utf-8")
    summary = cablegraph("build", texts, "-o", graph).stdout.splitlines()[0]
    rows = cablegraph("query", "corpus/messages", "--format", "csv", "-g", graph).stdout.split()[1:]
    counted = dict(row.split(",") for row in rows)
    whole = sum(map(int, counted.values()))
    assert summary == f"2 documents, {whole} messages (2 held, {counted['referencedOnly']} only mentioned)"


def test_every_question_of_a_corpus_has_an_answer_here():
    assert {name for name in questions.names() if name.startswith("corpus/")} <= {*ANSWERS}
    assert "networks/references" in ANSWERS


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_is_answered_on_the_corpus_as_its_csv_says(built_corpus, name):
    answer = queries.run(open_store(built_corpus / "store"), questions.find(name))
    written = "\n".join(lines(answer, "csv")) + "\n"
    assert written == (CORPUS / "answers" / f"{name}.csv").read_text(encoding="utf-8")
    assert len(answer.rows) >= 1


def test_info_tells_of_forms_holdings_mentions_and_findings(cablegraph, built_corpus):
    said = cablegraph("info", "-g", built_corpus).stdout
    for words in ("held as an enclosure  2", "The invented", "a message held", "0 findings when"):
        assert words in said
    facts = json.loads(cablegraph("info", "-g", built_corpus, "--json").stdout)
    assert facts["findings"] == 0
    assert {row["holding"]: row["messages"] for row in facts["corpus/messages"]}["referencedOnly"] == "1"


def test_what_is_asked_of_a_message_of_the_shipped_data_says_so_elsewhere(cablegraph, built_corpus):
    done = cablegraph("query", "messages/sender", "-g", built_corpus)
    assert done.returncode == 2
    assert "add `message=…`" in done.stderr
    assert cablegraph("query", "messages/sender", "message=frus1953v99/d1", "-g", built_corpus).returncode == 0


def test_what_a_build_proposes_to_type_next_has_answers(cablegraph, tmp_path):
    done = cablegraph("build", CORPUS, "-o", tmp_path / "build")
    said = done.stdout[done.stdout.index("Next:") :].splitlines()[1:4]
    for line in said:
        words = line.split("cablegraph ", 1)[1].split()
        asked = cablegraph(*words, cwd=tmp_path)
        assert asked.returncode == 0, line
        assert "no rows" not in asked.stdout


@pytest.mark.skipif(os.name != "posix", reason="locks are POSIX's")
def test_a_build_that_waits_for_another_says_so(tmp_path):
    import fcntl

    output = tmp_path / "build"
    (output / "parts").mkdir(parents=True)
    command = [sys.executable, "-m", "cablegraph", "build", str(CORPUS), "-o", str(output)]
    with (output / "parts" / "LOCK").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr.readline() == f"Another build is writing to {output}; this one waits for its end.\n"
    assert waiting.wait() == 0
    waiting.stderr.close()
