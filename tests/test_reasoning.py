"""HermiT agrees with the ontology and the data, finds what contradicts them, and draws what follows."""

import shutil

import pyoxigraph as ox
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from cablegraph import reasoning
from cablegraph.errors import CablegraphError, FileError
from cablegraph.vocabulary import expand

java = pytest.mark.skipif(not shutil.which("java"), reason="needs Java")
EXAMPLES = ROOT / "ontology" / "examples"
INCONSISTENT = sorted((EXAMPLES / "inconsistent").glob("*.ttl"))
ID = expand("id:")


def line(subject, predicate, value):
    value = value if value.startswith('"') else f"<{expand(value)}>"
    return f"<{expand(subject)}> <{expand(predicate)}> {value}"


def reason(*statements, **how):
    return reasoning.check([line(*statement) + " ." for statement in statements], **how)


@java
def test_the_ontology_its_concepts_and_alignments_agree_and_every_class_can_have_members():
    result = reasoning.check()
    assert result.consistent
    assert result.unsatisfiable == ()


@java
def test_a_class_that_nothing_can_belong_to_is_named():
    both = [("id:x", "rdfs:subClassOf", "cg:Message"), ("id:x", "rdfs:subClassOf", "cg:Proposal")]
    result = reason(("id:x", "rdf:type", "owl:Class"), *both)
    assert result.consistent
    assert result.unsatisfiable == (expand("id:x"),)


@java
def test_our_data_contradicts_nothing_and_uses_declared_terms_only(lines):
    result = reasoning.check(lines)
    assert result.consistent
    assert result.unsatisfiable == ()
    assert result.undeclared == ()
    assert result.statements > 1000


@java
def test_valid_examples_contradict_nothing(tmp_path):
    """All in one run, each with ids of its own."""
    quads = []
    for path in sorted((EXAMPLES / "valid").glob("*.trig")):
        text = path.read_text(encoding="utf-8").replace(ID, f"{ID}{path.stem}/")
        quads.extend(ox.parse(text, format=ox.RdfFormat.TRIG))
    assert quads
    ox.serialize(quads, tmp_path / "valid.nq")
    assert reasoning.check(tmp_path / "valid.nq", explain=False).consistent


def test_there_are_examples_of_contradictions():
    assert len(INCONSISTENT) > 8


@java
@pytest.mark.parametrize("path", INCONSISTENT, ids=lambda path: path.stem)
def test_an_example_of_a_contradiction_is_found_to_be_one(path):
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert not reasoning.check(path, explain=False).consistent


@java
def test_a_contradiction_is_shrunk_to_the_statements_that_clash():
    around = [(f"id:message/{n}", "cg:sender", "id:agent/mao") for n in range(4)]
    clash = [("id:message/3", "cg:encloses", "id:message/5"), ("id:message/5", "cg:encloses", "id:message/3")]
    result = reason(*around[:2], clash[0], *around[2:], clash[1])
    assert not result.consistent
    assert result.clash == tuple(line(*statement) for statement in clash)


@given(st.integers(1, 300), st.sets(st.integers(0, 299), min_size=1, max_size=3))
def test_shrinking_finds_exactly_what_clashes_within_its_runs(size, guilty):
    guilty = {number % size for number in guilty}
    facts = [ox.Triple(ox.NamedNode(f"{ID}{n}"), reasoning.TYPE, ox.NamedNode(ID)) for n in range(size)]
    culprits = {facts[number] for number in guilty}
    runs = 0

    def hermit(_, some):
        nonlocal runs
        runs += 1
        return None if culprits <= set(some) else object()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reasoning, "_hermit", hermit)
        assert set(reasoning._shrink([], facts)) == culprits
    assert runs <= reasoning.RUNS


def test_shrinking_gives_up_in_time_with_statements_that_still_clash(monkeypatch):
    monkeypatch.setattr(reasoning, "RUNS", 3)
    facts = [ox.Triple(ox.NamedNode(f"{ID}{n}"), reasoning.TYPE, ox.NamedNode(ID)) for n in range(100)]
    culprits = {facts[7], facts[80]}
    monkeypatch.setattr(reasoning, "_hermit", lambda _, some: None if culprits <= set(some) else object())
    assert culprits <= set(reasoning._shrink([], facts))


@java
def test_who_transmits_and_who_sends_tells_what_they_are_and_what_others_call_it():
    result = reason(
        ("id:transmission/t", "cg:transmits", "id:message/m"),
        ("id:message/m", "cg:sender", "id:agent/mao"),
        ("id:transmission/t", "cg:dispatchedAt", "id:time/d"),
        ("id:assertion/a", "cg:evidence", "id:witness/w"),
        ("id:reference/r", "cg:refersTo", "id:message/n"),
    )
    follows = {
        ("id:transmission/t", "rdf:type", "cg:Transmission"),
        ("id:transmission/t", "rdf:type", "rico:Activity"),
        ("id:transmission/t", "rdf:type", "prov:Activity"),
        ("id:transmission/t", "rico:isAssociatedWithDate", "id:time/d"),
        ("id:message/m", "rdf:type", "cg:Message"),
        ("id:message/m", "rdf:type", "rico:Record"),
        ("id:message/m", "rico:hasSender", "id:agent/mao"),
        ("id:agent/mao", "rdf:type", "rico:Agent"),
        ("id:time/d", "rdf:type", "cg:TimeStatement"),
        ("id:witness/w", "rdf:type", "oa:SpecificResource"),
        ("id:assertion/a", "prov:wasDerivedFrom", "id:witness/w"),
        ("id:message/n", "rdf:type", "cg:Message"),
    }
    assert {line(*statement) for statement in follows} <= set(result.inferred)
    assert line("id:message/m", "cg:sender", "id:agent/mao") not in result.inferred


@java
def test_a_relay_is_not_made_the_sender_of_what_it_passes_on():
    result = reason(
        ("id:transmission/t", "cg:transmits", "id:message/m"), ("id:transmission/t", "cg:from", "id:agent/a")
    )
    assert not any("#sender>" in statement or "#hasSender>" in statement for statement in result.inferred)


@java
def test_without_alignments_nothing_follows_in_other_vocabularies():
    result = reason(("id:message/m", "cg:sender", "id:agent/mao"), alignments=False)
    assert line("id:message/m", "rdf:type", "cg:Message") in result.inferred
    assert not any("hasSender" in statement or "#Record>" in statement for statement in result.inferred)


@java
def test_a_reading_that_is_recorded_but_not_made_has_no_consequences():
    """The reading would be a contradiction, were it made."""
    result = reason(
        ("id:message/m", "rdf:type", "cg:Message"),
        ("id:assertion/a", "rdf:type", "cg:Assertion"),
        ("id:assertion/a", "cg:subject", "id:message/m"),
        ("id:assertion/a", "cg:predicate", "cg:encloses"),
        ("id:assertion/a", "cg:object", "id:message/m"),
        ("id:assertion/a", "cg:epistemicStatus", "cgc:disputed"),
    )
    assert result.consistent
    assert not any("#encloses>" in statement for statement in result.inferred)


@java
def test_a_property_that_nobody_declares_is_named():
    result = reason(("id:message/m", "cg:sendr", "id:agent/mao"), ("id:message/m", "rdfs:label", '"a message"'))
    assert result.consistent
    assert result.undeclared == (expand("cg:sendr"),)


@java
@pytest.mark.parametrize(
    ("value", "named"), [('"two"^^<{}positiveInteger>', "two"), ('"1951-13-45T00:00:00Z"^^<{}dateTime>', "1951-13-45")]
)
def test_a_value_that_is_none_of_its_datatype_is_an_error_that_names_it(value, named):
    with pytest.raises(FileError, match=named):
        reason(("id:x", "cg:count", value.format(expand("xsd:"))))


def test_without_java_the_error_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CablegraphError, match=r"(?s)needs Java.*Install"):
        reasoning.check()


@java
def test_a_file_that_cant_be_read_is_an_error_that_names_it(tmp_path):
    broken = tmp_path / "broken.nq"
    broken.write_text("<a> <b", encoding="utf-8")
    with pytest.raises(FileError, match=r"broken\.nq"):
        reasoning.check(broken)
    with pytest.raises(FileError, match=r"missing\.nq"):
        reasoning.check(tmp_path / "missing.nq")
