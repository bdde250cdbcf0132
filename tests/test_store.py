import json
import os
import signal
import subprocess
import sys
import time

import pytest

from cablegraph.errors import OutputError, QueryError, StoreError
from cablegraph.store import current, open_store, publish
from cablegraph.store.terms import Rows, Triples

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
QUAD = '<urn:s> <urn:p> "o" <urn:g> .\n'


def quads_file(folder, text=QUAD, name="graph.nq"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def count(folder):
    answer = open_store(folder).ask(COUNT)
    return int(answer.rows[0][0].value)


def test_a_published_store_answers(tmp_path):
    publish(quads_file(tmp_path), "a" * 64, tmp_path / "store", "cablegraph test")
    assert count(tmp_path / "store") == 1


def test_a_new_generation_takes_the_place_of_the_old_one(tmp_path):
    folder = tmp_path / "store"
    publish(quads_file(tmp_path), "a" * 64, folder, "cablegraph test")
    publish(quads_file(tmp_path, QUAD + QUAD.replace("urn:s", "urn:t")), "b" * 64, folder, "cablegraph test")
    assert count(folder) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["CURRENT", "LOCK", "b" * 16]


def test_the_same_quads_are_not_loaded_twice(tmp_path):
    folder = tmp_path / "store"
    publish(quads_file(tmp_path), "a" * 64, folder, "cablegraph test")
    before = (folder / ("a" * 16) / "CURRENT").stat().st_mtime_ns
    publish(quads_file(tmp_path), "a" * 64, folder, "cablegraph test")
    assert (folder / ("a" * 16) / "CURRENT").stat().st_mtime_ns == before


def test_quads_that_can_not_be_parsed_leave_the_old_store_as_it_was(tmp_path):
    folder = tmp_path / "store"
    publish(quads_file(tmp_path), "a" * 64, folder, "cablegraph test")
    with pytest.raises(SyntaxError):
        publish(quads_file(tmp_path, "nonsense", "bad.nq"), "b" * 64, folder, "cablegraph test")
    assert count(folder) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["CURRENT", "LOCK", "a" * 16]


def test_no_store_says_what_to_do_first(tmp_path):
    with pytest.raises(StoreError, match=r"There is no store here.\n  Run `cablegraph build` first."):
        open_store(tmp_path)


def test_a_store_of_another_version_is_refused_with_both_versions(tmp_path):
    folder = tmp_path / "store"
    publish(quads_file(tmp_path), "a" * 64, folder, "cablegraph 9.9.9")
    facts = json.loads((folder / "CURRENT").read_text(encoding="utf-8"))
    (folder / "CURRENT").write_text(json.dumps({**facts, "format": 99}), encoding="utf-8")
    with pytest.raises(StoreError, match="made by cablegraph 9.9.9, in form 99; this program reads form 1"):
        open_store(folder)


@pytest.mark.parametrize("words", ["", "{", "[]", '{"name": "x"}', '{"name": "gone", "format": 1, "made_by": "x"}'])
def test_a_damaged_store_is_refused(tmp_path, words):
    (tmp_path / "CURRENT").write_text(words, encoding="utf-8")
    with pytest.raises(StoreError, match="The store is damaged"):
        open_store(tmp_path)


def test_a_broken_query_is_a_query_error(store):
    with pytest.raises(QueryError, match="The query is broken"):
        store.ask("SELECT nothing")


def test_ask_and_construct_have_answers_too(store):
    assert store.ask("ASK { ?s ?p ?o }").rows[0][0].value == "true"
    made = store.ask("CONSTRUCT { <urn:a> <urn:b> <urn:c> } WHERE { ?s ?p ?o }")
    assert made == Triples(("<urn:a> <urn:b> <urn:c> .",))


def test_the_default_graph_is_the_union_of_all_graphs(store, lines):
    distinct = {line.rsplit(" ", 2)[0] for line in lines}
    answer = store.ask("SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }")
    assert int(answer.rows[0][0].value) == len(distinct)


def test_rows_give_records(store):
    answer = store.ask("SELECT ?a ?b WHERE { VALUES (?a ?b) { (1 UNDEF) } }")
    assert isinstance(answer, Rows)
    assert answer.records() == [{"a": "1", "b": None}]


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX's")
def test_a_full_disk_leaves_the_old_store_whole(tmp_path, root):
    """A limit on the size of files makes writes fail as a full disk does."""
    folder = tmp_path / "store"
    publish(quads_file(tmp_path), "a" * 64, folder, "cablegraph test")
    big = quads_file(tmp_path, "".join(f'<urn:s{n}> <urn:p> "{n}" <urn:g> .\n' for n in range(20_000)), "big.nq")
    program = (
        "import resource, signal, sys; from pathlib import Path; from cablegraph.store import publish\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        f"publish(Path({str(big)!r}), 'b' * 64, Path({str(folder)!r}), 'cablegraph test')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root)
    assert done.returncode != 0
    assert OutputError.__name__ in done.stderr
    assert "the old store is untouched" in done.stderr
    assert count(folder) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["CURRENT", "LOCK", "a" * 16]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("milliseconds", [0, 30, 60, 100, 150, 220, 300])
def test_a_build_killed_in_the_middle_leaves_a_store_that_answers(tmp_path, milliseconds):
    folder = tmp_path / "store"
    publish(quads_file(tmp_path), "a" * 64, folder, "cablegraph test")
    big = quads_file(tmp_path, "".join(f'<urn:s{n}> <urn:p> "{n}" <urn:g> .\n' for n in range(60_000)), "big.nq")
    program = (
        "import sys; from pathlib import Path; from cablegraph.store import publish; print('ready', flush=True)\n"
        f"publish(Path({str(big)!r}), 'b' * 64, Path({str(folder)!r}), 'cablegraph test')\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        time.sleep(milliseconds / 1000)
        process.send_signal(signal.SIGKILL)
    expected = 60_000 if current(folder).name == "b" * 16 else 1
    assert count(folder) == expected
    publish(big, "b" * 64, folder, "cablegraph test")
    assert count(folder) == 60_000
    assert sorted(path.name for path in folder.iterdir()) == ["CURRENT", "LOCK", "b" * 16]


def test_a_damaged_generation_is_made_again_by_the_next_build(tmp_path):
    folder = tmp_path / "store"
    publish(quads_file(tmp_path), "a" * 64, folder, "cablegraph test")
    for path in (folder / ("a" * 16)).iterdir():
        if path.name.startswith("MANIFEST") or path.suffix == ".sst":
            path.unlink()
    with pytest.raises(StoreError, match="The store is damaged"):
        open_store(folder)
    publish(quads_file(tmp_path), "a" * 64, folder, "cablegraph test")
    assert count(folder) == 1
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_two_builds_at_once_leave_a_store_that_answers(tmp_path):
    folder = tmp_path / "store"
    program = "import sys; from pathlib import Path; from cablegraph.store import publish\npublish(Path(sys.argv[1]), sys.argv[2] * 64, Path(sys.argv[3]), 'x')"
    files = [
        quads_file(tmp_path, "".join(f"<urn:{w}{n}> <urn:p> <urn:o> .\n" for n in range(20_000)), f"{w}.nq")
        for w in "ab"
    ]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(file), file.stem, str(folder)], stderr=subprocess.PIPE, text=True
        )
        for file in files
    ]
    errors = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], errors
    assert count(folder) == 20_000
