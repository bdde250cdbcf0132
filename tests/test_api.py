"""The library: the same nouns and verbs as the command line."""

import subprocess
import sys

import pytest

import cablegraph as cg
from cablegraph.errors import FileError, InputError, StoreError


def test_everything_that_is_promised_is_there():
    for name in cg.__all__:
        assert getattr(cg, name)
    assert dir(cg) == sorted(cg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        cg.nonsense  # noqa: B018


def test_importing_the_library_loads_nothing_heavy(root):
    program = "import sys, cablegraph; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True)
    assert not set(done.stdout.split()) & {"rdflib", "networkx", "pyoxigraph", "yaml", "pyshacl", "typing"}


def test_from_text_to_network(data, tmp_path):
    graph = cg.build(data, tmp_path / "build")
    assert cg.query(graph, "chain/latency").records()
    network = cg.network(graph, "actors", statuses=["stated"])
    assert [(a, b, kind) for a, b, kind in network.edges(keys=True)] == [
        (
            "https://w3id.org/cablegraph/id/agent/li-kenong",
            "https://w3id.org/cablegraph/id/agent/mao-zedong",
            "sent",
        )
    ]
    assert cg.write(network, tmp_path / "actors.gexf") == (tmp_path / "actors.gexf",)


def test_a_store_can_be_opened_again(built):
    again = cg.open(built)
    assert cg.query(again, "messages/sender").records() == cg.query(cg.open(built), "messages/sender").records()
    with pytest.raises(StoreError):
        cg.open(built / "nowhere")


def test_a_dataset_of_rdflib_holds_every_quad(built):
    dataset = cg.dataset(built)
    lines = (built / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert sum(1 for _ in dataset.quads()) == len(lines)


def test_a_text_is_read_without_annotation(root):
    reading = cg.read(root / "data/telegrams/1951/1951-08-13-beijing-22834.txt")
    assert [message.id for message in reading.messages] == ["m1", "m2"]
    with pytest.raises(FileError):
        cg.read("nowhere.txt")


def test_a_graph_that_would_say_something_false_is_not_built(data, tmp_path):
    annotation = data / "telegrams/1951/1951-08-13-beijing-22834.yaml"
    text = annotation.read_text(encoding="utf-8")
    quote = "          quote: 17:20 13.8.1951\n"
    wrong = "          edtf: {value: 1951-08-10T17:20, status: inferred, because: A slip for this test.}\n"
    annotation.write_text(text.replace(quote, quote + wrong), encoding="utf-8")
    findings = cg.check(data)
    assert [finding.level for finding in findings if finding.level == "must"]
    with pytest.raises(InputError, match="would say something false"):
        cg.build(data, tmp_path / "build")
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["parts"]


def test_a_draft_is_given_and_nothing_is_written(tmp_path):
    text = tmp_path / "1951-09-04-beijing-23918.txt"
    text.write_text(
        "CIPHERED TELEGRAM No. 23918\n\nTO FILIPPOV\n\nThe bridge is mended. (Invented.)\n\nNo. 4377 4.9.51\n"
    )
    draft = cg.annotate(text, language="en")
    assert "CIPHERED TELEGRAM No. 23918" in draft.yaml
    assert "language: en" in draft.yaml
    assert [path.name for path in tmp_path.iterdir()] == [text.name]
