"""Draw what follows from the graph by the ontology, and find out whether it contradicts itself, with HermiT.

HermiT (Glimm et al. 2014) decides OWL 2 DL; owlready2 brings it and needs Java. Three things it must not be left to
find out by itself: annotations, which mean nothing to it; statements of untyped things, which it drops without a word
unless each is declared an individual; and what goes up the hierarchy, of which it lists the lowest step only.
"""

from __future__ import annotations

import io
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from cablegraph.errors import CablegraphError, FileError, Position
from cablegraph.files import read_bytes
from cablegraph.resources import folder
from cablegraph.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TYPE, INDIVIDUAL, NOTE, *UP = (
    ox.NamedNode(expand(name))
    for name in ("rdf:type", "owl:NamedIndividual", "owl:AnnotationProperty", "rdfs:subClassOf", "rdfs:subPropertyOf")
)
# The annotation properties that OWL has from the start and that data uses.
BUILT_IN_NOTES = frozenset(ox.NamedNode(expand(name)) for name in ("rdfs:label", "rdfs:comment", "rdfs:seeAlso"))
RUNS = 60  # how often HermiT may be asked, at one to three seconds each, while a contradiction is shrunk
INFERENCES = "http://inferrences/"  # where owlready2 puts what HermiT found, in its own spelling
NAMELESS = "<http://inferrences>"
OWL = "<" + expand("owl:")
BUILT_IN = tuple(expand(prefix + ":") for prefix in ("owl", "rdf", "rdfs"))


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What HermiT says of a graph; statements are N-Triples without the closing dot.

    `clash` is a small set of statements that contradict each other by the ontology; `unsatisfiable` are classes that
    nothing can belong to; `inferred` is what follows and is not said; `undeclared` are properties of the data that no
    ontology declares, so that what is said with them has not been weighed.
    """

    consistent: bool
    statements: int
    seconds: float
    clash: tuple[str, ...] = ()
    unsatisfiable: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    undeclared: tuple[str, ...] = ()


def check(quads: Path | Iterable[str] = (), *, alignments: bool = True, explain: bool = True) -> Reasoned:
    """Reason over the ontology and the statements of a file, or of lines of N-Quads; names of graphs are ignored.

    Without *alignments* nothing follows in other vocabularies. With *explain* a contradiction is shrunk to statements
    that clash by themselves. Raise `CablegraphError` without Java, `FileError` where the statements can't be read.
    """
    began = time.perf_counter()
    if not shutil.which("java"):
        raise CablegraphError("Reasoning needs Java.", "Install a Java runtime and see that `java -version` answers.")
    rules = _ontology(alignments)
    declared = {triple.subject: triple.object for triple in rules if triple.predicate == TYPE}
    silent = {name for name, kind in declared.items() if kind == NOTE} | BUILT_IN_NOTES
    said = _statements(quads)
    facts = [triple for triple in said if triple.predicate not in silent]
    undeclared = {fact.predicate.value for fact in facts if fact.predicate not in declared}
    found = _hermit(rules, facts)
    clash: Sequence[ox.Triple] = ()
    if found is None and explain:
        clash = _shrink(rules, facts)
    return Reasoned(
        consistent=found is not None,
        statements=len(said),
        seconds=time.perf_counter() - began,
        clash=tuple(sorted(map(str, clash))),
        unsatisfiable=tuple(sorted(found.unsatisfiable)) if found else (),
        inferred=tuple(sorted({str(triple) for triple in found.triples - {*rules, *facts}})) if found else (),
        undeclared=tuple(sorted(name for name in undeclared if not name.startswith(BUILT_IN))),
    )


def _ontology(alignments: bool) -> list[ox.Triple]:
    room = folder("ontology")
    more = sorted((room / "align").glob("*.ttl")) if alignments else []
    files = [room / "cablegraph.ttl", room / "concepts.ttl", *more]
    return [quad.triple for file in files for quad in ox.parse(read_bytes(file), format=ox.RdfFormat.TURTLE)]


def _statements(quads: Path | Iterable[str]) -> list[ox.Triple]:
    """Read the statements, each once, in their order."""
    try:
        if isinstance(quads, Path):
            form = ox.RdfFormat.from_extension(quads.suffix.lstrip(".")) or ox.RdfFormat.N_QUADS
            parsed = ox.parse(read_bytes(quads), format=form)
        else:
            parsed = ox.parse("\n".join(quads).encode(), format=ox.RdfFormat.N_QUADS)
        return list(dict.fromkeys(quad.triple for quad in parsed))
    except (SyntaxError, ValueError) as error:
        where = Position(str(quads)) if isinstance(quads, Path) else None
        raise FileError(f"The statements can't be read: {error}.", "Build the graph again.", where) from error


@dataclass(frozen=True, slots=True)
class _Found:
    triples: set[ox.Triple]
    unsatisfiable: frozenset[str]


def _hermit(rules: Iterable[ox.Triple], facts: Sequence[ox.Triple]) -> _Found | None:
    """Ask HermiT in a world of its own; None means that the facts contradict the rules or each other."""
    import owlready2

    terms = {said.subject for said in (*rules, *facts) if said.predicate == TYPE and str(said.object).startswith(OWL)}
    nodes = {node for fact in facts for node in (fact.subject, *(() if fact.predicate == TYPE else (fact.object,)))}
    things = (ox.Triple(node, TYPE, INDIVIDUAL) for node in nodes - terms if isinstance(node, ox.NamedNode))
    lines = ox.serialize([*rules, *facts, *things], format=ox.RdfFormat.N_TRIPLES)
    world = owlready2.World()
    try:
        world.get_ontology("http://cablegraph.invalid/").load(fileobj=io.BytesIO(lines or b""))
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0, ignore_unsupported_datatypes=True)
        inferences = io.BytesIO()
        world.get_ontology(INFERENCES).save(inferences, format="ntriples")
        unsatisfiable = frozenset(entity.iri for entity in world.inconsistent_classes()) - {expand("owl:Nothing")}
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    except (owlready2.OwlReadyJavaError, owlready2.OwlReadyOntologyParsingError) as error:
        lines_of_error = str(error.__cause__ or error).splitlines()
        cause = next((line for line in lines_of_error if "Exception" in line), lines_of_error[-1]).removesuffix(".")
        raise FileError(
            f"HermiT can't read the statements: {cause}.", "Run `cablegraph validate`; it names the place."
        ) from error
    finally:
        world.close()
    news = {quad.triple for quad in ox.parse(inferences.getvalue(), format=ox.RdfFormat.N_TRIPLES)}
    news = {triple for triple in news if str(triple.subject) != NAMELESS}
    return _Found(news.union(_upwards({*rules, *news}, {*facts, *news})), unsatisfiable)


def _upwards(hierarchy: Iterable[ox.Triple], triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield what follows by climbing from each class and property to those above it."""
    steps: dict[object, list[ox.NamedNode]] = {}
    for triple in hierarchy:
        if triple.predicate in UP and isinstance(triple.object, ox.NamedNode):
            steps.setdefault(triple.subject, []).append(triple.object)

    def above(node: object) -> Iterator[ox.NamedNode]:
        for step in steps.get(node, ()):
            yield step
            yield from above(step)

    for triple in triples:
        if triple.predicate == TYPE:
            yield from (ox.Triple(triple.subject, TYPE, up) for up in above(triple.object))
        yield from (ox.Triple(triple.subject, up, triple.object) for up in above(triple.predicate))


def _shrink(rules: Sequence[ox.Triple], facts: list[ox.Triple]) -> list[ox.Triple]:
    """Return a few facts that clash by themselves, none of which can be spared; all that is left, once runs run out.

    The shortest run of facts that clashes ends with one that is needed. Keep it, and seek the next one before it, first
    among those that speak of the same things.
    """
    runs, kept = RUNS, list[ox.Triple]()

    def clash(some: list[ox.Triple]) -> bool:
        nonlocal runs
        runs -= 1
        return _hermit(rules, some) is None

    while facts and runs > 0 and not (kept and clash(kept)):
        near = {node for fact in kept for node in (fact.subject, fact.object)}
        facts.sort(key=lambda fact: fact.subject not in near and fact.object not in near)
        fine, clashing, step = 0, len(facts), 16 if kept else len(facts)
        while clashing - fine > 1 and runs > 0:
            middle = min(fine + step, (fine + clashing) // 2)
            if clash([*kept, *facts[:middle]]):
                clashing = middle
            else:
                fine, step = middle, step * 4
        if clashing - fine > 1:
            return [*kept, *facts[:clashing]]
        kept.append(facts[clashing - 1])
        facts = facts[: clashing - 1]
    return kept if runs > 0 else [*kept, *facts]
