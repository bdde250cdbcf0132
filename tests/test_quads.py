import os
import re
import subprocess
import sys

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph.model.statement import Status
from cablegraph.quads import document_bytes, document_quads, literal
from cablegraph.vocabulary import PREFIXES, compress, expand

CG = PREFIXES["cg"]
PROGRAM = (
    "import sys, hashlib; from pathlib import Path; from cablegraph.corpus.folder import open_folder; "
    "from cablegraph.quads import document_quads; "
    "lines = [l for d in open_folder(Path(sys.argv[1])).documents() for l in document_quads(d)]; "
    "print(hashlib.sha256('\\n'.join(lines).encode()).hexdigest())"
)


def parsed(lines):
    return list(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS))


def test_the_same_data_gives_the_same_bytes_whatever_the_seed_folder_and_zone(data, root):
    found = set()
    for folder, seed, zone in (
        (root / "data", "0", "UTC"),
        (data, "1", "Asia/Seoul"),
        (data, "4242", "America/New_York"),
    ):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", PROGRAM, str(folder)]
        found.add(subprocess.run(command, capture_output=True, text=True, env=env, cwd=root, check=True).stdout)
    assert len(found) == 1


def test_the_lines_of_a_document_are_each_once_and_in_order(documents):
    for document in documents:
        lines = document_quads(document)
        assert lines == sorted(set(lines))
        assert document_bytes(document) == "".join(f"{line}\n" for line in lines).encode()


def test_there_are_no_blank_nodes_and_no_same_as(lines):
    assert not [line for line in lines if "_:" in re.sub(r'"(?:[^"\\]|\\.)*"', "", line)]
    assert not [line for line in lines if "owl#sameAs" in line]


def test_every_line_is_what_a_parser_would_write(lines):
    assert [f"{quad} ." for quad in parsed(lines)] == lines


def test_every_statement_has_its_record_and_every_record_its_statement(lines):
    asserted, recorded = set(), {}
    for quad in parsed(lines):
        layer = quad.graph_name.value.rpartition("/")[2]
        if layer in {*Status}:
            asserted.add((layer, str(quad.triple)))
        elif layer == "evidence" and quad.predicate.value.startswith(CG):
            recorded.setdefault(quad.subject, {})[quad.predicate.value.removeprefix(CG)] = quad.object
    records = {
        (
            facts["epistemicStatus"].value.rpartition("/")[2],
            f"{facts['subject']} {facts['predicate']} {facts['object']}",
        )
        for facts in recorded.values()
        if "epistemicStatus" in facts
    }
    assert asserted == {record for record in records if record[0] != "disputed"}
    disputed = {triple for status, triple in records if status == "disputed"}
    assert disputed
    assert not disputed & {triple for _, triple in asserted}


def test_every_quote_stands_at_its_offsets(lines, documents):
    texts = {document.id: document.text for document in documents}
    spans = {}
    for quad in parsed(lines):
        if "#char=" in str(quad.subject):
            spans.setdefault(quad.subject.value, {})[quad.predicate.value.removeprefix(CG)] = quad.object
    assert len(spans) > 100
    for iri, facts in spans.items():
        document = iri.partition("#")[0].rpartition("/")[2]
        start, end = int(facts["start"].value), int(facts["end"].value)
        assert iri.endswith(f"#char={start},{end}")
        assert texts[document][start:end] == facts["asWritten"].value


def test_a_span_costs_four_quads(lines):
    subjects = [quad.subject.value for quad in parsed(lines) if "#char=" in str(quad.subject)]
    assert len(subjects) == 4 * len(set(subjects))


@given(st.text())
def test_any_text_survives_as_a_literal(text):
    line = f"<urn:s> <urn:p> {literal(text)} ."
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert quad.object.value == text
    assert f"{quad.triple} ." == line


@pytest.mark.parametrize("curie", ["cg:sender", "rico:Agent", "xsd:dateTime"])
def test_a_prefixed_name_expands_and_compresses(curie):
    assert compress(expand(curie)) == curie
