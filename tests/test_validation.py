"""The shapes and queries find what they should find, no more, and say where."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from cablegraph.corpus.folder import open_folder
from cablegraph.errors import QueryError
from cablegraph.model.span import Span
from cablegraph.quads import document_quads
from cablegraph.resources import folder
from cablegraph.store.embedded import EmbeddedStore
from cablegraph.validation import LEVELS, check, check_spans, faults, locate, shapes, tables
from cablegraph.validation.translation import translate
from cablegraph.vocabulary import PREFIXES, expand

DATA = Path(__file__).parents[1] / "data"
SHAPES = folder("ontology") / "shapes"
EXAMPLES = folder("ontology") / "examples"
INVALID = sorted((EXAMPLES / "invalid").glob("*.trig"))
VALID = sorted((EXAMPLES / "valid").glob("*.trig"))
QUERIES = sorted(SHAPES.glob("*/*.rq"))
PROVOKES = "# provokes: "


def term(curie):
    return ox.NamedNode(expand(curie))


def documents(data=DATA):
    return list(open_folder(data).documents())


def store_of(documents):
    return EmbeddedStore.in_memory(line for document in documents for line in document_quads(document))


@pytest.fixture(scope="module")
def corpus():
    return documents()


@pytest.fixture(scope="module")
def quads(corpus):
    return list(store_of(corpus).quads)


def load(path):
    """Load an example; where it has no records of evidence, add one for each statement."""
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TRIG)
    if not any(name.value.endswith("/evidence") for name in store.named_graphs()):
        for number, quad in enumerate(list(store)):
            if quad.graph_name.value.endswith("/inferred"):
                store.extend(record(number, quad))
    return EmbeddedStore(store)


def record(number, quad):
    assertion = ox.NamedNode(f"{PREFIXES['id']}assertion/supplied-{number}")
    annotator = ox.NamedNode(f"{PREFIXES['id']}agent/annotator")
    nodes = ox.NamedNode(re.sub("inferred$", "nodes", quad.graph_name.value))
    evidence = ox.NamedNode(re.sub("inferred$", "evidence", quad.graph_name.value))
    yield ox.Quad(annotator, term("rdf:type"), term("rico:Agent"), nodes)
    yield ox.Quad(annotator, term("rdfs:label"), ox.Literal("the annotator", language="en"), nodes)
    for property_, value in (
        ("rdf:type", term("cg:Assertion")),
        ("cg:subject", quad.subject),
        ("cg:predicate", quad.predicate),
        ("cg:object", quad.object),
        ("cg:epistemicStatus", term("cgc:inferred")),
        ("cg:rationale", ox.Literal("Supplied by the test.", language="en")),
        ("prov:wasAttributedTo", annotator),
    ):
        yield ox.Quad(assertion, term(property_), value, evidence)


def provoked(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return sorted(line.removeprefix(PROVOKES) for line in lines if line.startswith(PROVOKES))


def templates():
    """Every sentence that a shape or a query may say, with the file it stands in."""
    for path in QUERIES:
        yield path, faults.read(path).message
    for path in sorted(SHAPES.glob("*/*.ttl")):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if quad.predicate.value == "http://www.w3.org/ns/shacl#message":
                yield path, quad.object.value


def test_the_data_of_the_project_has_no_fault(corpus):
    assert check(store_of(corpus)) == []
    assert [finding for document in corpus for finding in check_spans(document)] == []


def test_there_are_shapes_queries_and_examples_to_test():
    assert len(INVALID) >= 80
    assert len(VALID) >= 8
    assert len(QUERIES) >= 30
    assert len(list(templates())) >= 70


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_provokes_its_sentences_and_nothing_else(path):
    assert provoked(path), "an invalid example begins with `# provokes: ` and the sentence"
    assert sorted(finding.message for finding in check(load(path))) == provoked(path)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_provokes_nothing(path):
    assert check(load(path)) == []


def test_every_sentence_is_provoked_by_an_example():
    said = [sentence for path in INVALID for sentence in provoked(path)]
    missing = []
    for path, template in templates():
        pattern = "(.+)".join(re.escape(words) for words in re.split(r"\{\?\w+\}", template))
        if not any(re.fullmatch(pattern, sentence) for sentence in said):
            missing.append(f"{path.name}: {template}")
    assert missing == []


def test_sentences_are_whole_and_name_only_what_can_be_filled_in():
    for path, template in templates():
        assert template.endswith((".", "?")), path
        assert template[0].isupper() or template.startswith("{?"), path
        known = {"focus", "path", "value"}
        if path.suffix == ".rq":
            known = set(re.findall(r"\?(\w+)", re.search(r"SELECT DISTINCT(.*?)WHERE", path.read_text("utf-8"))[1]))
        assert set(re.findall(r"\{\?(\w+)\}", template)) <= known, path


def test_every_shape_has_a_sentence_of_its_own():
    sentences = [template for _, template in templates()]
    assert len(set(sentences)) == len(sentences)
    properties = sum(path.read_text("utf-8").count("sh:message") for path in SHAPES.glob("*/*.ttl"))
    assert properties + len(QUERIES) == len(sentences)


# --- shapes as queries ------------------------------------------------------------------------------------------------
def by_pyshacl(store):
    return set(shapes.findings(store.quads, {level: sorted((SHAPES / level).glob("*.ttl")) for level in LEVELS}))


def by_queries(store):
    return {
        finding
        for level in LEVELS
        for path in (SHAPES / level).glob("*.ttl")
        for fault in translate(path)
        for finding in faults.rows(store, fault, level, path)
    }


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_shapes_as_queries_find_what_pyshacl_finds_in_an_example(path):
    store = load(path)
    assert by_queries(store) == by_pyshacl(store)


@pytest.mark.parametrize("seed", range(4))
def test_shapes_as_queries_find_what_pyshacl_finds_in_a_torn_graph(quads, seed):
    chance = random.Random(seed)
    said = [quad for quad in quads if layer(quad) != "evidence"]
    kept = chance.sample(said, len(said) * 4 // 5)
    swapped = [
        ox.Quad(quad.subject, other.predicate, other.object, quad.graph_name)
        for quad, other in zip(chance.sample(kept, 300), chance.sample(kept, 300), strict=True)
    ]
    store = EmbeddedStore(filled([*kept, *swapped]))
    found = by_queries(store)
    assert len(found) > 40
    assert found == by_pyshacl(store)


@pytest.mark.parametrize(
    "said",
    [
        "sh:targetNode id:a ; sh:property [ sh:path cg:from ; sh:minCount 1 ; sh:message 'No.' ]",
        "sh:targetClass cg:Message ; sh:closed true",
        "sh:targetClass cg:Message ; sh:property [ sh:path ( cg:from rdfs:label ) ; sh:minCount 1 ; sh:message 'No.' ]",
        "sh:targetClass cg:Message ; sh:property [ sh:path cg:from ; sh:minLength 2 ; sh:message 'No.' ]",
        "sh:targetClass cg:Message ; sh:property [ sh:path cg:from ; sh:node cgs:Other ; sh:message 'No.' ]",
        "sh:targetClass cg:Message ; sh:property [ sh:path cg:from ; sh:minCount 1 ]",
        "a rdfs:Class ; sh:property [ sh:path cg:from ; sh:minCount 1 ; sh:message 'No.' ]",
    ],
)
def test_shapes_that_no_query_says_are_not_translated(tmp_path, said):
    path = written(tmp_path, f"cgs:One a sh:NodeShape ; {said} .")
    assert translate(path) is None


def test_shapes_that_no_query_says_are_tried_by_pyshacl(tmp_path):
    said = "sh:property [ sh:path rdfs:label ; sh:minLength 900 ; sh:message 'The label of {?focus} is short.' ]"
    written(tmp_path, f"cgs:One a sh:NodeShape ; sh:targetClass cg:Message ; {said} .")
    example = load(EXAMPLES / "valid" / VALID[0].name)
    found = check(example, tmp_path)
    assert found
    assert all(finding.message.startswith("The label of") for finding in found)


def written(folder, shape):
    names = {"sh": "http://www.w3.org/ns/shacl#", "cgs": "https://w3id.org/cablegraph/shapes/", **PREFIXES}
    path = folder / "must" / "one.ttl"
    path.parent.mkdir()
    path.write_text("".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items()) + shape)
    return path


def test_tables_of_the_ontology_hold_unions_and_leave_out_concepts():
    domains = tables.rows("domains")
    for one in ("DistributionEntry", "SpeechAct"):
        assert f"(<{PREFIXES['cg']}count> <{PREFIXES['cg']}{one}>)" in domains
    assert f"<{PREFIXES['cg']}concerns> <{PREFIXES['cg']}Proposition>" in tables.rows("ranges")
    assert "Concept" not in tables.rows("ranges")
    assert f"(<{PREFIXES['cg']}count> <{PREFIXES['xsd']}positiveInteger>)" in tables.rows("datatypes")


def test_findings_come_once_and_violations_before_remarks(quads):
    store = filled(quad for quad in quads if quad.predicate != term("dcterms:type"))
    found = check(EmbeddedStore(store))
    assert len(set(found)) == len(found) > 100
    assert [finding.level for finding in found] == sorted(finding.level for finding in found)
    assert {finding.level for finding in found} == {"must", "should"}


# --- a query's file ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("head", ["#+ message: It is wrong.\n", "#+ focus: node\n"])
def test_a_query_without_sentence_or_variable_is_refused(tmp_path, head):
    path = tmp_path / "must" / "broken.rq"
    path.parent.mkdir()
    path.write_text(head + "SELECT ?node WHERE { ?node a cg:Message }")
    with pytest.raises(QueryError, match=r"broken\.rq: The head has no"):
        check(EmbeddedStore.in_memory(), tmp_path)


def test_a_query_that_is_not_sparql_is_refused_with_its_file(tmp_path):
    path = tmp_path / "should" / "broken.rq"
    path.parent.mkdir()
    path.write_text("#+ message: It is wrong.\n#+ focus: node\nSELECT ?node WHERE {")
    with pytest.raises(QueryError, match=r"broken\.rq: The query is broken"):
        check(EmbeddedStore.in_memory(), tmp_path)


def test_a_query_that_does_not_return_the_node_at_fault_is_refused(tmp_path):
    path = tmp_path / "must" / "broken.rq"
    path.parent.mkdir()
    path.write_text("#+ message: It is wrong.\n#+ focus: node\nSELECT ?other WHERE { ?other a cg:Message }")
    with pytest.raises(QueryError, match="does not return the node at fault"):
        check(EmbeddedStore.in_memory(), tmp_path)


# --- faults made in the graph of the data -----------------------------------------------------------------------------
def filled(quads):
    store = ox.Store()
    store.extend(quads)
    return store


def mutated(quads, remove=(), add=()):
    store = filled(quads)
    for quad in remove:
        store.remove(quad)
    for quad in add:
        store.add(quad)
    return [finding for finding in queried(store) if finding.level == "must"]


def queried(store):
    """Ask the queries alone, which is where statements and their records are compared."""
    return list(faults.findings(EmbeddedStore(store), sorted((SHAPES / "must").glob("*.rq")), "must"))


def layer(quad):
    return quad.graph_name.value.rpartition("/")[2]


STATUSES = ("stated", "editorial", "inferred")
RECORDED = ("cg:subject", "cg:predicate", "cg:object", "cg:epistemicStatus", "prov:wasAttributedTo")


@pytest.mark.parametrize("seed", range(6))
def test_a_statement_that_vanishes_is_missed(quads, seed):
    lost = random.Random(seed).choice([quad for quad in quads if layer(quad) in STATUSES])
    found = mutated(quads, remove=[lost])
    assert any(f.path == lost.predicate.value and f.focus == lost.subject.value for f in found)


@pytest.mark.parametrize("seed", range(6))
def test_a_statement_that_nobody_recorded_is_noticed(quads, seed):
    choice = random.Random(seed).choice
    given = choice([quad for quad in quads if layer(quad) in STATUSES])
    other = choice([quad.object for quad in quads if layer(quad) in STATUSES])
    forged = ox.Quad(given.subject, given.predicate, other, given.graph_name)
    if forged in quads:
        pytest.skip("this statement is in the data")
    found = mutated(quads, add=[forged])
    assert any(f.message.endswith("but no record of that status says what it rests on.") for f in found)


@pytest.mark.parametrize("seed", range(6))
def test_a_statement_moved_to_another_layer_is_noticed_on_both_sides(quads, seed):
    choice = random.Random(seed).choice
    moved = choice([quad for quad in quads if layer(quad) in STATUSES])
    target = choice([status for status in STATUSES if status != layer(moved)])
    graph = ox.NamedNode(moved.graph_name.value.removesuffix(layer(moved)) + target)
    if ox.Quad(moved.subject, moved.predicate, moved.object, graph) in quads:
        pytest.skip("the statement stands with both statuses")
    found = mutated(quads, [moved], [ox.Quad(moved.subject, moved.predicate, moved.object, graph)])
    assert len(found) == 2
    assert {f.path for f in found} == {moved.predicate.value}


@pytest.mark.parametrize("property_", RECORDED)
@pytest.mark.parametrize("seed", range(2))
def test_a_record_that_loses_a_part_is_incomplete(quads, property_, seed):
    lost = random.Random(seed).choice([quad for quad in quads if quad.predicate == term(property_)])
    found = mutated(quads, remove=[lost])
    assert lost.subject.value in {finding.focus for finding in found}


@pytest.mark.parametrize("status", ["stated", "inferred", "editorial"])
def test_a_statement_that_loses_all_it_stands_on_is_noticed(quads, status):
    given = term("cg:epistemicStatus"), term(f"cgc:{status}")
    records = [quad.subject for quad in quads if (quad.predicate, quad.object) == given]
    bare = random.Random(status).choice(records)
    grounds = {term("cg:evidence"), term("cg:rationale"), term("dcterms:source")}
    lost = [quad for quad in quads if quad.subject == bare and quad.predicate in grounds]
    assert lost
    assert mutated(quads, remove=lost)


def test_every_disputed_reading_is_noticed_once_it_is_asserted(quads):
    store = EmbeddedStore(filled(quads))
    disputed = store.ask(
        f"SELECT ?s ?p ?o WHERE {{ ?a <{expand('cg:epistemicStatus')}> <{expand('cgc:disputed')}> ;"
        f" <{expand('cg:subject')}> ?s ; <{expand('cg:predicate')}> ?p ; <{expand('cg:object')}> ?o }}"
    )
    assert len(disputed.rows) >= 4
    graph = ox.NamedNode(PREFIXES["graph"] + "1951-08-13-beijing-22834/inferred")
    for subject, predicate, value in disputed.rows:
        if value.kind == "uri":
            quad = ox.Quad(*(ox.NamedNode(t.value) for t in (subject, predicate, value)), graph)
            assert any(f.focus == subject.value and f.value == value.value for f in mutated(quads, add=[quad]))


@pytest.mark.parametrize("seed", range(4))
def test_a_span_that_loses_a_part_is_noticed(quads, seed):
    parts = {term("oa:hasSource"), term("cg:start"), term("cg:end")}
    lost = random.Random(seed).choice([quad for quad in quads if quad.predicate in parts])
    assert any("lack their text" in finding.message for finding in mutated(quads, remove=[lost]))


@pytest.mark.parametrize("seed", range(4))
def test_a_node_that_nothing_describes_is_noticed(quads, seed):
    node = random.Random(seed).choice([quad.subject for quad in quads if layer(quad) == "nodes"])
    lost = [quad for quad in quads if quad.subject == node and layer(quad) == "nodes"]
    assert node.value in {finding.focus for finding in mutated(quads, remove=lost)}


# --- where a fault stands ---------------------------------------------------------------------------------------------
@pytest.fixture
def spoilt(tmp_path):
    """Copy the data and return a function that changes one passage of the annotation."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (path,) = data.rglob("*.yaml")
    path.chmod(0o644)

    def spoil(old, new):
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{text.count(old)} passages read {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        read = documents(data)
        return path, locate(check(store_of(read)), read)

    return spoil


def line_of(path, words):
    lines = path.read_text(encoding="utf-8").splitlines()
    (number,) = [number for number, line in enumerate(lines, 1) if words in line]
    return number


def test_an_impossible_journey_is_found_at_the_line_of_the_receipt(spoilt):
    path, found = spoilt(
        "          quote: 13.8.51\n",
        "          quote: 13.8.51\n          edtf: {value: 1951-08-15, status: inferred, because: It is wrong.}\n",
    )
    assert [finding.level for finding in found] == ["must"]
    (finding,) = found
    assert "is received by" in finding.message
    assert finding.document == "1951-08-13-beijing-22834"
    assert finding.where.file == str(path)
    assert finding.where.line == line_of(path, "          quote: 17:20 13.8.1951")
    assert finding.where.column == 11


def test_an_issue_with_one_option_is_found_at_the_line_of_the_issue(spoilt):
    path, found = spoilt(
        "\nissues:\n", "\nissues:\n  - id: lonely\n    label: a lonely issue\n    quote: Comrade FILIPPOV\n"
    )
    assert [finding.message.partition(";")[0] for finding in found] == [
        'The issue "a lonely issue" has fewer than two options'
    ]
    assert found[0].level == "should"
    assert str(found[0].where) == f"{path}:{line_of(path, 'id: lonely')}:5"


def test_a_message_mentioned_by_nothing_is_found(spoilt):
    path, found = spoilt("\nreferences:\n", "  - id: ghost\n    label: a ghost\n\nreferences:\n")
    assert [f.message for f in found] == [
        'The message "a ghost" is said to be known from a mention only, but nothing mentions it; '
        "quote the words that do."
    ]
    assert str(found[0].where) == f"{path}:{line_of(path, 'id: ghost')}:5"


def test_a_span_is_found_at_the_statement_that_quotes_it(corpus):
    span = next(s.basis.spans[0] for d in corpus for s in d.statements if s.basis.spans)
    iri = f"{PREFIXES['id']}witness/{corpus[-1].id}#char={span.start},{span.end}"
    example = check(load(EXAMPLES / "invalid" / "span-of-other-length.trig"))[0]
    (found,) = locate([replace(example, focus=iri)], corpus)
    assert found.where is not None
    assert found.where.file.endswith(".yaml")


def test_a_finding_on_what_no_file_says_has_no_place(corpus):
    example = check(load(EXAMPLES / "invalid" / "node-without-label.trig"))[0]
    assert locate([example], corpus) == [example]
    assert locate([], corpus) == []


# --- quoted words against the text ------------------------------------------------------------------------------------
def test_quotes_beyond_the_text_and_words_not_quoted_are_found(corpus):
    document = corpus[-1]
    statement = next(s for s in document.statements if s.property == "asWritten" and s.basis.spans)
    beyond = Span(len(document.text) - 1, len(document.text) + 5)
    wrong = (
        replace(statement, basis=replace(statement.basis, spans=(*statement.basis.spans, beyond))),
        replace(statement, value="words that nobody wrote"),
    )
    found = check_spans(replace(document, statements=wrong))
    assert [finding.level for finding in found] == ["must", "must"]
    assert all(finding.where == statement.where and finding.document == document.id for finding in found)
    assert any("words are quoted from" in finding.message for finding in found)
    assert any('"words that nobody wrote"' in finding.message for finding in found)
