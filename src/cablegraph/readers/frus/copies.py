"""Read who got copies.

A message says "Sent Department 57, repeated Paris 12", the editors say "Repeated to London and Bonn".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadCopy
from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

_CUES = ("Sent ", "Also sent ", "Repeated ", "Passed ", "Pouched ", "Rptd ")


def read_copies(text: str, span: Span, form: str) -> Iterator[ReadCopy]:
    """Yield the recipients named in the sentences of text[span] that have *form*: "sent" or "repeated"."""
    if not any(text.find(cue, span.start, span.end) >= 0 for cue in _CUES):
        return
    words = grammar().words
    seen: set[str] = set()
    for sentence in words[form].finditer(text, span.start, span.end):
        end = words["copy_end"].search(text, sentence.start("names"), sentence.end("names"))
        for start, stop in _items(text, sentence.start("names"), end.start() if end else sentence.end("names")):
            item = words["copy_item"].fullmatch(text, start, stop)
            if item and item["name"] not in seen:
                seen.add(item["name"])
                yield ReadCopy(item["name"], Span(*item.span("name")))


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a list at its commas and its "and", those after a "for" left out."""
    words = grammar().words
    handed = [match.span() for match in words["copy_for"].finditer(text, start, end)]
    begin = start
    for cut in words["between_copies"].finditer(text, start, end):
        if not any(first <= cut.start() < last for first, last in handed):
            yield begin, cut.start()
            begin = cut.end()
    yield begin, end
