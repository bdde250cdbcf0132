"""Write the graph, or the spans that its statements stand on, in the forms that other tools read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cablegraph.errors import Position, StoreError
from cablegraph.files import chunks, read_lines
from cablegraph.graph import QUADS, STORE
from cablegraph.serialize import json_ld, stated, trig
from cablegraph.store import current
from cablegraph.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def dump(folder: Path, form: str) -> Iterator[bytes]:
    """Yield the graph of a build's folder as nquads, trig, stated (Turtle), jsonld or annotations, piece by piece.

    The quads are those of the build's own file: a store may write a literal in another way than it was given.
    """
    generation = current(folder / STORE)
    if not generation.holds(chunks(folder / QUADS)):
        what = f"{QUADS} and the store beside it are of different builds."
        raise StoreError(what, "Run `cablegraph build` again.", Position(str(folder)))
    if form == "nquads":
        return chunks(folder / QUADS)
    lines = read_lines(folder / QUADS)
    if form in {"trig", "stated"}:
        return trig(lines) if form == "trig" else stated(lines)
    return iter([web_annotations(lines) if form == "annotations" else json_ld(lines)])


def web_annotations(lines: Iterable[str]) -> bytes:
    """Return a Web Annotation for each span: its target has both text selectors, its body the statements made on it.

    The graph keeps a span as four quads; what annotation clients want is made of them here.
    """
    import pyoxigraph as ox

    spans: dict[str, dict[str, str]] = {}
    bodies: dict[str, list[str]] = {}
    for quad in ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS):
        subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object.value
        if predicate == expand("cg:evidence"):
            bodies.setdefault(value, []).append(subject)
        elif "#char=" in subject:
            spans.setdefault(subject, {})[predicate] = value
    items = [_annotation(span, facts, sorted(bodies.get(span, ()))) for span, facts in sorted(spans.items())]
    page = {"@context": ANNOTATION_CONTEXT, "type": "AnnotationPage", "items": items}
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


def _annotation(span: str, facts: Mapping[str, str], bodies: Sequence[str]) -> dict[str, object]:
    start, end = int(facts[expand("cg:start")]), int(facts[expand("cg:end")])
    return {
        "id": f"{span}&annotation",
        "type": "Annotation",
        "motivation": "linking",
        "body": bodies,
        "target": {
            "source": facts[expand("oa:hasSource")],
            "selector": [
                {"type": "TextQuoteSelector", "exact": facts[expand("cg:asWritten")]},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }
