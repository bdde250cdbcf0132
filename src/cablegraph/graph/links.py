"""Put what people decided about links into a graph, and renew it there without reading the texts again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph import validation
from cablegraph.corpus import registers
from cablegraph.corpus.texts import LINKS
from cablegraph.files import beside, locked, read_lines
from cablegraph.graph import publication, segments
from cablegraph.graph.tally import Tally
from cablegraph.links import agreement, folder, reviewers
from cablegraph.links.quads import GRAPHS, decision_iri, item_iri, link_quads
from cablegraph.resources import fingerprint
from cablegraph.store.embedded import EmbeddedStore
from cablegraph.vocabulary import Kind, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from cablegraph.errors import Position
    from cablegraph.graph.segments import Segment
    from cablegraph.model.link import Decision


def write(data: Path, parts: Path) -> Segment:
    """Return the segment of the decisions in a data folder, from disk where no decision and no reviewer has changed.

    Raise `InputError` with all rows that can't be right.
    """
    known = reviewers.known(registers.read(data)) if data.is_dir() else frozenset[str]()
    tables = folder.tables(data)
    facts = (fact for path in tables for fact in (str(path), path.read_bytes()))
    target = parts / f"{segments.key(fingerprint(), LINKS, *sorted(known), chr(31), *facts)}.nq"
    made = segments.read(target)
    if made:
        return made
    decisions = folder.read_all(data, known)
    lines = link_quads(decisions)
    whole = "".join(f"{line}\n" for line in lines).encode()
    with beside(target) as stream:
        stream.write(whole)
    tally = Tally(shared={Kind.DECISION: {decision_iri(made) for made in decisions}})
    tally.count(whole)
    store = EmbeddedStore.in_memory(lines)
    false = located(validation.check(store, scope="slice", levels=(validation.MUST,)), decisions)
    segment = segments.Segment(LINKS, target, (), tally, (*false, *_disagreements(decisions)))
    segments.write(segment)
    return segment


def _disagreements(decisions: Sequence[Decision]) -> Iterator[validation.Finding]:
    """Yield a remark for each conflict: nothing is stated, and nobody but the reviewers can settle it."""
    for conflict in agreement.conflicts(decisions):
        said = "; ".join(f"{made.reviewer} {made.verdict} {made.qid or 'nothing'}" for made in conflict.decisions)
        words = f"No link is made of {conflict.subject}, since {conflict.why} ({said}); the reviewers must agree."
        first = conflict.decisions[0]
        yield validation.Finding(validation.SHOULD, words, expand(conflict.subject), document=LINKS, where=first.where)


def renew(data: Path, output: Path, waiting: Callable[[], object] = lambda: None) -> tuple[validation.Finding, ...]:
    """Put the decisions of a data folder into a graph that is built already; return what was found.

    No text is read again. The outcome is that of a build, byte for byte; where a finding says that the graph would say
    something false, it stays as it was. Raise `StoreError` where there is no graph, `InputError` where a row can't be
    right.
    """
    publication.check_built(output)
    parts = output / publication.PARTS

    def whole(store: EmbeddedStore) -> list[validation.Finding]:
        found = validation.check(store, scope="corpus", levels=(validation.MUST,))
        return located(found, folder.read_all(data)) if found else []

    with locked(parts / "LOCK", waiting):
        made = write(data, parts)
        if any(finding.level == validation.MUST for finding in made.findings):
            return made.findings
        found = publication.replace(output, GRAPHS, lambda: read_lines(made.quads), whole)
        if not any(finding.level == validation.MUST for finding in found):
            _drop_others(parts, made)
    return (*made.findings, *found)


def located(findings: Iterable[validation.Finding], decisions: Iterable[Decision]) -> list[validation.Finding]:
    """Return findings on links with the row of the table that each comes from."""
    places: dict[str, Position] = {}
    for made in decisions:
        for name in (decision_iri(made), expand(made.subject), *([item_iri(made.qid)] if made.qid else [])):
            places.setdefault(name, made.where)
    return [
        finding
        if finding.where or finding.focus not in places
        else replace(finding, where=places[finding.focus], document=LINKS)
        for finding in findings
    ]


def _drop_others(parts: Path, keep: Segment) -> None:
    """Remove from the parts of a build the segments of links that no longer hold."""
    for path in parts.glob("*.json"):
        made = segments.read(path.with_suffix(".nq"))
        if made and made.part == LINKS and made.quads != keep.quads:
            path.unlink()
            made.quads.unlink(missing_ok=True)
