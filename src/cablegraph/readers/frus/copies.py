"""Read who got copies.

A message says "Sent Department 57, repeated Paris 12", the editors say "Repeated to London and Bonn" in the note on its
source or "Repeated as 499 to The Hague" in one on its heading. A list is taken whole or not at all: one that is partly
understood would pass for complete. None stands for a list that is not understood throughout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadCopy
from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from cablegraph.model.edition import Note
    from cablegraph.readers.frus.part import Part

_CUES = ("Sent ", "Also sent ", "Repeated ", "Passed ", "Pouched ", "Rptd ", "epeated ", "assed ", "lso sent ")
_WITHHELD = "not declassified"


def read_copies(text: str, span: Span) -> list[ReadCopy] | None:
    """Return the recipients that a message names itself in text[span]."""
    found: list[ReadCopy] = []
    if not _has_cue(text, span):
        return found
    for sentence in grammar().words["sent"].finditer(text, span.start, span.end):
        items = _listed(text, sentence.start("names"), sentence.end("names"))
        if items is None:
            return None
        found += items
    return _distinct(found)


def copies_in_source(text: str, source: Span) -> list[ReadCopy] | None:
    """Return the recipients that the editors' note on the source names."""
    words = grammar().words
    found: list[ReadCopy] = []
    if not _has_cue(text, source):
        return found
    for sentence in words["handling_sentence"].finditer(text, source.start, source.end):
        heads = list(words["copy_head"].finditer(text, sentence.start(), sentence.end()))
        for number, head in enumerate(heads):
            end = heads[number + 1].start() if number + 1 < len(heads) else sentence.end()
            items = _listed(text, head.end(), end)
            if items is None:
                return None
            found += items
    return _distinct(found)


def copies_on_heading(text: str, note: Span) -> list[ReadCopy] | None:
    """Return the recipients that a note on the heading names: "Repeated as 84 to Saigon and 1713 to Paris"."""
    words = grammar().words
    cue = words["repeated_cue"].match(text, note.start, note.end)
    if cue is None:
        return []
    found, at = [], cue.end()
    while item := words["repeated_item"].match(text, at, note.end):
        found.append(_copy(item, "place" if item["place"] else "other"))
        following = words["repeated_and"].match(text, item.end(), note.end)
        if following is None:
            return _distinct(found) if words["repeated_end"].match(text, item.end(), note.end) else None
        at = following.end()
    return None


def all_copies(part: Part, span: Span, source: Span | None, notes: Sequence[Note]) -> tuple[list[ReadCopy], list[int]]:
    """Return the copies of a message, and the offset of each list that is not understood; then there are no copies.

    *notes* are those of the document; what they say on its heading is said of the outermost message, which alone has a
    note on its *source*.
    """
    text = part.text.text
    lists = [(span.start, read_copies(text, span))]
    if source:
        lists.append((source.start, copies_in_source(text, source)))
        headed = [n for n in notes if n.called is not None and n.called <= part.begin and not n.is_source]
        lists += [(note.span.start, copies_on_heading(text, note.span)) for note in headed if not note.targets]
    doubtful = [start for start, found in lists if found is None]
    return [] if doubtful else _distinct([copy for _, found in lists for copy in found or ()]), doubtful


def _has_cue(text: str, span: Span) -> bool:
    return any(text.find(cue, span.start, span.end) >= 0 for cue in _CUES)


def _listed(text: str, start: int, end: int) -> list[ReadCopy] | None:
    """Return the items of a list; none where one is withheld, None where one is not understood."""
    words = grammar().words
    tail = words["copy_end"].search(text, start, end)
    stop = tail.start() if tail else end
    if _WITHHELD in text[start:end]:
        return []
    if (tail and words["more_copies"].search(text, tail.start(), end)) or words["copy_doubt"].search(text[start:stop]):
        return None
    found = []
    for first, last in _items(text, start, stop):
        item = words["copy_item"].fullmatch(text, first, last)
        if item is None:
            return None
        found.append(_copy(item, "name"))
    return found


def _copy(item: re.Match[str], group: str) -> ReadCopy:
    return ReadCopy(item[group], Span(*item.span(group)))


def _distinct(copies: list[ReadCopy]) -> list[ReadCopy]:
    return list({copy.name: copy for copy in reversed(copies)}.values())[::-1]


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
