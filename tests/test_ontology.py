"""The ontology is complete, small, OWL 2 DL, agrees with the programs, and names no term of others that doesn't exist."""

import csv
import html
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import ROOT
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef

from cablegraph.concepts import CONCEPTS
from cablegraph.vocabulary import AGENT_CLASSES, ASSERTION, CLASSES, PROPERTIES, SPAN, expand

CG = Namespace(expand("cg:"))
CGC = Namespace(expand("cgc:"))
OURS = "https://w3id.org/cablegraph/"
FOLDER = ROOT / "ontology"
SOURCE = ROOT / "src/cablegraph"
ALIGNMENTS = sorted((FOLDER / "align").glob("*.ttl"))
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def parse(*paths):
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def core():
    return parse(FOLDER / "cablegraph.ttl")


@pytest.fixture(scope="module")
def concepts():
    return parse(FOLDER / "concepts.ttl")


def terms(graph, *kinds):
    return {term for kind in kinds for term in graph.subjects(RDF.type, kind) if str(term).startswith(str(CG))}


# ------------------------------------------------------------------------------------------------------------- complete


def test_the_ontology_stays_small(core):
    assert len(terms(core, OWL.Class)) == 16
    assert len(terms(core, *PROPERTY_KINDS)) == 44


def test_every_term_is_labelled_defined_exemplified_and_owned(core):
    for term in terms(core, OWL.Class, *PROPERTY_KINDS):
        for wanted in (RDFS.label, SKOS.definition, SKOS.example):
            (value,) = core.objects(term, wanted)
            assert value.language == "en", term
            assert value.strip(), term
        assert core.value(term, SKOS.definition).endswith("."), term
        assert core.value(term, RDFS.isDefinedBy) == URIRef(str(CG)[:-1]), term


def test_every_property_has_a_domain_and_all_but_those_of_records_a_range(core):
    for term in terms(core, *PROPERTY_KINDS):
        assert len(list(core.objects(term, RDFS.domain))) == 1, term
        notes = {CG.subject, CG.predicate, CG.object, CG.item, CG.justification}
        assert len(list(core.objects(term, RDFS.range))) == (term not in notes), term


def test_the_header_says_what_a_catalogue_asks_for(core):
    ontology = URIRef(str(CG)[:-1])
    version = core.value(ontology, OWL.versionInfo)
    assert core.value(ontology, OWL.versionIRI) == URIRef(f"{ontology}/{version}")
    for name in ("title", "description", "created", "modified", "license", "creator", "publisher"):
        assert core.value(ontology, DCTERMS[name]), name
    assert isinstance(core.value(ontology, DCTERMS.license), URIRef)


def test_nothing_is_imported():
    for path in FOLDER.rglob("*.ttl"):
        assert not list(parse(path).objects(None, OWL.imports)), path


def test_every_concept_is_labelled_defined_exemplified_and_in_one_scheme(concepts):
    found = set(concepts.subjects(RDF.type, SKOS.Concept))
    assert found
    for concept in found:
        for wanted in (SKOS.prefLabel, SKOS.definition, SKOS.example, SKOS.inScheme, SKOS.topConceptOf):
            assert len(list(concepts.objects(concept, wanted))) == 1, (concept, wanted)
        scheme = concepts.value(concept, SKOS.inScheme)
        assert concepts.value(concept, SKOS.topConceptOf) == scheme
        assert (scheme, RDF.type, SKOS.ConceptScheme) in concepts
    (distinct,) = concepts.objects(None, OWL.distinctMembers)
    assert set(concepts.items(distinct)) == found


def test_examples_quote_the_telegram_word_for_word(core, concepts):
    (telegram,) = (ROOT / "data" / "telegrams").rglob("*22834.txt")
    text = telegram.read_text(encoding="utf-8")
    quoted = 0
    for graph in (core, concepts):
        for term, example in graph.subject_objects(SKOS.example):
            for quote in re.findall(r'"([^"]+)"', example):
                if len(quote.split()) > 2 and term != CG.rationale:  # whose example is a sentence of ours
                    quoted += 1
                    assert quote in text, term
    assert quoted > 40


# --------------------------------------------------------------------------------------------- agrees with the programs


def test_the_programs_and_the_ontology_name_the_same_classes(core):
    ours = {name for name in (*CLASSES.values(), ASSERTION, SPAN) if name.startswith("cg:")}
    assert {expand(name) for name in ours} == {str(term) for term in terms(core, OWL.Class)}


def test_the_programs_and_the_ontology_name_the_same_properties(core):
    mappers = ("quads.py", "links/quads.py")
    written = {name for path in mappers for name in re.findall(r'"(cg:\w+)"', (SOURCE / path).read_text("utf-8"))}
    written |= {name for name, _ in PROPERTIES.values() if name.startswith("cg:")}
    assert {expand(name) for name in written - {ASSERTION, SPAN}} == {
        str(term) for term in terms(core, *PROPERTY_KINDS)
    }


def test_the_programs_write_each_property_with_values_that_the_ontology_allows(core):
    for name, datatype in PROPERTIES.values():
        term = URIRef(expand(name))
        kinds = set(core.objects(term, RDF.type)) & set(PROPERTY_KINDS)
        assert kinds, name
        assert (datatype is None) == (kinds == {OWL.ObjectProperty}), name
        if name.startswith("cg:") and datatype:
            assert core.value(term, RDFS.range) == URIRef(expand(datatype)), name


def test_the_classes_of_others_that_the_programs_write_are_declared(core):
    for name in (*CLASSES.values(), *AGENT_CLASSES.values()):
        assert (URIRef(expand(name)), RDF.type, OWL.Class) in core, name


def test_the_programs_and_the_schemes_list_the_same_concepts(concepts):
    schemes = {scheme: set(concepts.subjects(SKOS.inScheme, CGC[scheme])) for scheme in CONCEPTS}
    assert schemes == {scheme: {CGC[name] for name in names} for scheme, names in CONCEPTS.items()}
    assert len(set(concepts.subjects(RDF.type, SKOS.ConceptScheme))) == len(CONCEPTS)


# --------------------------------------------------------------------------------------------------- the terms of others


def used(path):
    """Return the IRIs in a file, those of its datatypes included."""
    for quad in ox.parse(path=path, format=ox.RdfFormat.from_extension(path.suffix[1:])):
        for node in (quad.subject, quad.predicate, quad.object):
            if not isinstance(node, ox.BlankNode):
                yield node.datatype.value if isinstance(node, ox.Literal) else node.value


def test_every_term_of_others_exists_in_the_vocabulary_it_claims_to_be_of(root):
    with (root / "tests" / "known_terms.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert all(all(row.values()) for row in rows)
    known = {row["iri"] for row in rows}
    files = [*FOLDER.rglob("*.ttl"), *FOLDER.rglob("*.trig")]
    assert len(files) > 20
    for path in files:
        foreign = {iri for iri in used(path) if not iri.startswith((OURS, "http://www.wikidata.org/entity/"))}
        assert foreign <= known, f"{path}: look these up and add them to tests/known_terms.csv"


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_an_alignment_says_nothing_of_the_terms_of_others(path):
    graph = parse(path)
    assert "#" in path.read_text(encoding="utf-8").splitlines()[0]
    for subject, predicate, _ in graph:
        assert str(subject).startswith(OURS) or predicate == RDF.type
        assert predicate not in {OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs, SKOS.exactMatch}


@pytest.mark.parametrize("path", ALIGNMENTS, ids=lambda path: path.stem)
def test_an_alignment_speaks_of_terms_that_we_have(path, core, concepts):
    for subject in set(parse(path).subjects()):
        if str(subject).startswith((str(CG), str(CGC))):
            assert (subject, RDF.type, None) in core + concepts, subject


def test_there_is_an_alignment_to_each_of_the_nine_vocabularies():
    names = {"rico", "cidoc-crm", "prov", "web-annotation", "cito", "schema", "aif", "ibis", "tei"}
    assert {path.stem for path in ALIGNMENTS} == names


# ------------------------------------------------------------------------------------------------- the profile OWL 2 DL

RESERVED = tuple(map(str, (RDF, RDFS, OWL, XSD)))
NOTES = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy} | {
    OWL[name] for name in ("versionInfo", "deprecated", "priorVersion", "backwardCompatibleWith", "incompatibleWith")
}
AXIOMS = {RDF.type, RDF.first, RDF.rest, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range} | {
    OWL[name]
    for name in (
        *("versionIRI", "imports", "unionOf", "intersectionOf", "complementOf", "oneOf", "members", "distinctMembers"),
        *("disjointWith", "differentFrom", "sameAs", "inverseOf", "equivalentClass", "equivalentProperty"),
        *("propertyChainAxiom", "onProperty", "someValuesFrom", "allValuesFrom", "hasValue"),
        *("cardinality", "minCardinality", "maxCardinality", "propertyDisjointWith"),
    )
}
DATATYPES = {RDF.PlainLiteral, RDF.XMLLiteral, RDF.langString, RDFS.Literal, OWL.real, OWL.rational} | {
    XSD[name]
    for name in (
        *("decimal", "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger"),
        *("long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
        *("double", "float", "string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN"),
        *("boolean", "hexBinary", "base64Binary", "anyURI", "dateTime", "dateTimeStamp"),
    )
}
NEEDS_SIMPLE = {
    OWL[name]
    for name in ("FunctionalProperty", "InverseFunctionalProperty", "AsymmetricProperty", "IrreflexiveProperty")
}


def profile_faults(graph):
    """Return what in a graph breaks OWL 2 DL: the global restrictions of its specification that we could break."""
    kinds = {kind: set(graph.subjects(RDF.type, kind)) for kind in (*PROPERTY_KINDS, OWL.Class, RDFS.Datatype)}
    for one, other in ((0, 1), (0, 2), (1, 2)):
        for term in kinds[PROPERTY_KINDS[one]] & kinds[PROPERTY_KINDS[other]]:
            yield f"two kinds of property: {term}"
    for term in kinds[OWL.Class] & kinds[RDFS.Datatype]:
        yield f"class and datatype: {term}"
    yield from _reserved(graph)
    yield from _undeclared(graph, kinds)
    not_simple = {*graph.subjects(RDF.type, OWL.TransitiveProperty), *graph.subjects(OWL.propertyChainAxiom, None)}
    for term in not_simple.copy():
        not_simple |= set(graph.transitive_objects(term, RDFS.subPropertyOf))
    for term in not_simple:
        if set(graph.objects(term, RDF.type)) & NEEDS_SIMPLE:
            yield f"not a simple property: {term}"


def is_reserved(term):
    return str(term).startswith(RESERVED)  # rdflib's own startswith takes no tuple


def _reserved(graph):
    for subject, predicate, _ in graph:
        if is_reserved(subject) and subject != RDF.nil:
            yield f"says something of a reserved term: {subject}"
        if is_reserved(predicate) and predicate not in AXIOMS | NOTES:
            yield f"uses a reserved term as a property: {predicate}"


def _undeclared(graph, kinds):
    objects, data, notes = (kinds[kind] for kind in PROPERTY_KINDS)
    for subject, predicate, value in graph:
        if not is_reserved(predicate):
            if predicate not in objects | data | notes:
                yield f"undeclared property: {predicate}"
            if predicate in objects and isinstance(value, Literal):
                yield f"a literal as value of an object property: {predicate}"
            if predicate in data and not isinstance(value, Literal):
                yield f"a thing as value of a datatype property: {predicate}"
        is_class = predicate == RDF.type and not is_reserved(value)
        is_class |= predicate == RDFS.domain or (predicate == RDFS.range and subject in objects)
        if is_class and not isinstance(value, BNode) and value not in kinds[OWL.Class]:
            yield f"undeclared class: {value}"
        datatype = value.datatype if isinstance(value, Literal) else None
        datatype = value if predicate == RDFS.range and subject in data else datatype
        if datatype and datatype not in DATATYPES | kinds[RDFS.Datatype]:
            yield f"a datatype that OWL 2 does not know: {datatype}"


def modules():
    """Name the graphs that must be OWL 2 DL: each file with what it builds on, and all of them together."""
    yield "cablegraph", [FOLDER / "cablegraph.ttl"]
    yield "concepts", [FOLDER / "concepts.ttl"]
    for path in ALIGNMENTS:
        yield path.stem, [FOLDER / "cablegraph.ttl", FOLDER / "concepts.ttl", path]
    yield "all", [FOLDER / "cablegraph.ttl", FOLDER / "concepts.ttl", *ALIGNMENTS]


MODULES = dict(modules())


@pytest.mark.parametrize("name", MODULES)
def test_the_ontology_is_owl_2_dl(name):
    assert list(profile_faults(parse(*MODULES[name]))) == []


def test_the_graph_of_our_data_is_owl_2_dl_beside_the_ontology(lines):
    graph = parse(*MODULES["all"])
    graph.parse(data="\n".join(line.rsplit(" ", 2)[0] + " ." for line in lines), format="nt")
    assert set(profile_faults(graph)) == set()


BAD = {
    "uses a reserved term as a property": "ex:a rdf:subject ex:b .",
    "says something of a reserved term": "rdf:subject a owl:ObjectProperty .",
    "undeclared property": "ex:a ex:p ex:b .",
    "undeclared class": "ex:a a ex:Klass .",
    "two kinds of property": "ex:p a owl:ObjectProperty , owl:DatatypeProperty .",
    "class and datatype": "ex:p a owl:Class , rdfs:Datatype .",
    "not a simple property": "ex:p a owl:ObjectProperty , owl:AsymmetricProperty . ex:q a owl:ObjectProperty , "
    "owl:TransitiveProperty ; rdfs:subPropertyOf ex:p .",
    "a literal as value of an object property": 'ex:p a owl:ObjectProperty . ex:a ex:p "x" .',
    "a thing as value of a datatype property": "ex:p a owl:DatatypeProperty . ex:a ex:p ex:b .",
    "a datatype that OWL 2 does not know": 'ex:p a owl:DatatypeProperty . ex:a ex:p "1951"^^xsd:gYear .',
}
BAD_PREFIXES = "".join(
    f"@prefix {prefix}: <{namespace}> .\n"
    for prefix, namespace in (("ex", "http://example.org/"), ("rdf", RDF), ("rdfs", RDFS), ("owl", OWL), ("xsd", XSD))
)


@pytest.mark.parametrize("fault", BAD)
def test_the_check_of_the_profile_finds_each_kind_of_fault(fault):
    faults = list(profile_faults(Graph().parse(data=BAD_PREFIXES + BAD[fault], format="turtle")))
    assert any(found.startswith(fault) for found in faults)


def owl_api(folder, graphs):
    """Let the OWL API check graphs against OWL 2 DL; return what it complains of by name."""
    if not shutil.which("javac"):
        pytest.skip("needs a Java development kit, for the OWL API")
    jars = Path(importlib.util.find_spec("owlready2").origin).parent / "pellet"
    files = {name: folder / f"{name}.owl" for name in graphs}
    for name, graph in graphs.items():
        for other in list(graph.subjects(RDF.type, OWL.Ontology)):
            if other != URIRef(str(CG)[:-1]):  # the OWL API takes one ontology a file
                graph.remove((other, None, None))
        graph.serialize(files[name], format="xml")
    command = ["java", "-cp", f"{jars}/*", ROOT / "tests" / "owl2dl" / "DLCheck.java", *files.values()]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    complaints = [line.split("\t", 1) for line in done.stdout.splitlines()]
    return {name: [what for where, what in complaints if where == str(file)] for name, file in files.items()}


def test_the_owl_api_finds_the_ontology_to_be_owl_2_dl(tmp_path):
    found = owl_api(tmp_path, {name: parse(*paths) for name, paths in MODULES.items()})
    assert found == {name: [] for name in MODULES}


def test_the_owl_api_would_complain(tmp_path):
    """It passes over values and datatypes that don't fit, and undeclared reserved terms; our own check does not."""
    seen = ("says something", "undeclared property", "undeclared class", "two kinds", "not a simple")
    head = "<http://example.org/> a owl:Ontology .\n"
    graphs = {
        re.sub(r"\W", "-", fault): Graph().parse(data=BAD_PREFIXES + head + body, format="turtle")
        for fault, body in BAD.items()
        if fault.startswith(seen)
    }
    assert len(graphs) == len(seen)
    for name, complaints in owl_api(tmp_path, graphs).items():
        assert complaints, name


# ------------------------------------------------------------------------------------------------- the page for readers


@pytest.fixture(scope="module")
def page():
    return (FOLDER / "cablegraph.html").read_text(encoding="utf-8")


def plain(text):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def test_the_page_has_every_label_and_definition(core, page):
    words = plain(page)
    for term in terms(core, OWL.Class, *PROPERTY_KINDS):
        for kind in (RDFS.label, SKOS.definition, SKOS.scopeNote, SKOS.example):
            for value in core.objects(term, kind):
                assert plain(value) in words, f"{term}: run ontology/make_page.py"


@pytest.fixture(scope="module")
def make_page():
    spec = importlib.util.spec_from_file_location("make_page", FOLDER / "make_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_loads_nothing_from_elsewhere(page, make_page):
    assert make_page.loads(page) == []


@pytest.mark.parametrize(
    "foreign",
    [
        '<script src="https://example.org/a.js">',
        '<img src="//example.org/a.png">',
        '<link rel="stylesheet" href="http://example.org/a.css">',
        "<style>body { background: url(https://example.org/a.png) }</style>",
        '<style>@import "https://example.org/a.css";</style>',
    ],
)
def test_what_a_page_would_load_from_elsewhere_is_noticed(foreign, make_page):
    assert make_page.loads(foreign)


def test_the_page_is_what_pylode_makes_of_the_ontology(page):
    """PYLODE_PYTHON names an interpreter that has pyLODE 3.2.1, where this one has not."""
    python = os.environ.get("PYLODE_PYTHON", sys.executable)
    probe = "import importlib.metadata, pylode; print(importlib.metadata.version('pylode'))"
    version = subprocess.run([python, "-c", probe], capture_output=True, text=True).stdout.strip()
    if version != "3.2.1":
        pytest.skip("needs pyLODE 3.2.1, here or in the interpreter that PYLODE_PYTHON names")
    program = "import sys; sys.path.insert(0, sys.argv[1]); import make_page; sys.stdout.write(make_page.page())"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = [python, "-c", program, FOLDER]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout == page, "run ontology/make_page.py"
