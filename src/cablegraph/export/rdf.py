"""Write the graph, or the spans that its statements stand on, in the forms that other tools read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cablegraph import queries
from cablegraph.files import read_text
from cablegraph.graph import QUADS, STORE
from cablegraph.serialize import serialize, stated
from cablegraph.store import current, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from cablegraph.store.terms import Store

ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def dump(folder: Path, form: str) -> bytes:
    """Return the graph of a build's folder as nquads, trig, stated (Turtle), jsonld or annotations.

    The quads are those of the build's own file: a store may write a literal in another way than it was given.
    """
    if form == "annotations":
        return web_annotations(open_store(folder / STORE))
    current(folder / STORE)
    text = read_text(folder / QUADS)
    if form == "nquads":
        return text.encode()
    lines = text.splitlines()
    return stated(lines) if form == "stated" else serialize(lines, form)


def web_annotations(store: Store) -> bytes:
    """Return a Web Annotation for each span: its target has both text selectors, its body the statements made on it.

    The graph keeps a span as four quads; what annotation clients want is made of them here.
    """
    made: dict[str, dict[str, object]] = {}
    bodies: dict[str, list[str]] = {}
    for row in queries.rows(store, "evidence/spans").values():
        span, source, start, end, words, assertion = (value or "" for value in row)
        bodies.setdefault(span, []).append(assertion)
        made[span] = {
            "id": f"{span}&annotation",
            "type": "Annotation",
            "motivation": "linking",
            "target": {
                "source": source,
                "selector": [
                    {"type": "TextQuoteSelector", "exact": words},
                    {"type": "TextPositionSelector", "start": int(start), "end": int(end)},
                ],
            },
        }
    items = [{**made[span], "body": sorted(bodies[span])} for span in sorted(made)]
    page = {"@context": ANNOTATION_CONTEXT, "type": "AnnotationPage", "items": items}
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()
