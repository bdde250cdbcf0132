"""Read who signed a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent
from cablegraph.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.readers.frus.part import Part

_NAME = re.compile(r"(?:[^\W\d_]\.?[\w.\u2019'-]* ?){1,5}(?:, Jr\.)?")
_SIGNED = "Whoever signs a message answers for its wording."
_WORD = re.compile(r"[^\W\d_]{2}")


def read_signatures(part: Part) -> Iterator[ReadAgent]:
    """Yield whoever signed: the first line of `signed`, with the entry of the list that a name in it points at."""
    for element in part.named("signed"):
        span = part.span(element)
        words = part.words(element).partition("\n")[0].rstrip(" ,")
        name = element.find("persName")
        pointer = ""
        if name is not None and part.span(name).start == span.start:
            words, pointer = part.words(name), name.get("corresp").removeprefix("#")
        if _NAME.fullmatch(words) and _WORD.search(words):
            yield ReadAgent(
                words,
                Span(span.start, span.start + len(words)),
                status="inferred",
                rationale=_SIGNED,
                kind="person",
                listed=pointer or None,
            )
