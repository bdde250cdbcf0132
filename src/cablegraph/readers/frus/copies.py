"""Read who got copies: "Sent Department 57, repeated Paris 12." and the editors' "Repeated to London and Bonn.\""""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadCopy
from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_copies(text: str, span: Span, form: str) -> Iterator[ReadCopy]:
    """Yield the recipients named in the sentences of text[span] that have *form*: "sent" or "repeated"."""
    words = grammar().words
    seen: set[str] = set()
    for sentence in words[form].finditer(text, span.start, span.end):
        end = words["copy_end"].search(text, sentence.start("names"), sentence.end("names"))
        for start, stop in _items(text, sentence.start("names"), end.start() if end else sentence.end("names")):
            item = words["copy_item"].match(text, start, stop)
            if item and item["name"] not in seen:
                seen.add(item["name"])
                yield ReadCopy(item["name"], Span(*item.span("name")))


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a list at its commas and its "and"."""
    begin = start
    for cut in grammar().words["between_copies"].finditer(text, start, end):
        yield begin, cut.start()
        begin = cut.end()
    yield begin, end
