"""Turn a TEI element into plain text: blocks with an empty line between, white space put together, notes at the end."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.model.span import Span
from cablegraph.readers.tei.stream import Element, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTE = "note"
# Elements that stand on lines of their own. A `seg` does so only where it is a part of an opener or a closer.
BLOCKS = frozenset(
    (
        *("ab", "address", "argument", "byline", "closer", "dateline", "div", "docAuthor", "epigraph", "figDesc"),
        *("figure", "frus:attachment", "head", "item", "l", "lg", "list", "opener", "p", "postscript", "row"),
        *("salute", "signed", "table", "trailer"),
    )
)
_PARTED = frozenset({"opener", "closer"})
_BLOCK, _LINE, _CELL, _BLANK, _NONE = "\n\n", "\n", "\t", " ", ""
# White space just inside a tag is mostly indentation: no blank before a comma or after a bracket comes of it.
_SOFT = "soft"
_WIDTH = {_NONE: 0, _SOFT: 1, _BLANK: 2, _CELL: 3, _LINE: 4, _BLOCK: 5}
_CLOSING = frozenset(",.;:)]!?")
_OPENING = frozenset("([")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text; where the words of each element stand in it; where each note is called, None for a note in a note.

    `lines` are pairs of an offset and the line of the file that the text from there on was taken from; `body` is the
    text before the notes; `notes` are in the order in which they stand in the file.
    """

    text: str
    body: Span
    notes: tuple[Element, ...]
    called: Mapping[Element, int]
    lines: tuple[tuple[int, int], ...]
    spans: Mapping[Element, Span]

    def line(self, offset: int) -> int | None:
        """Return the line of the file that the character at *offset* comes from."""
        found = bisect_right(self.lines, (offset, 1 << 60)) - 1
        return self.lines[found][1] if found >= 0 else None

    def words(self, element: Element) -> str:
        """Return the words of an element, without those of notes in it."""
        span = self.spans[element]
        return self.text[span.start : span.end]


def plain(element: Element) -> Plain:
    """Return the plain text of *element*: first its own words, then a block "[n] words" for each note in it."""
    writer = _Writer()
    writer.element(element)
    body = Span(0, writer.length)
    called = dict(writer.called)
    for note in writer.notes:  # grows while it is gone through: a note may hold notes
        writer.note(note)
    text = "".join(writer.parts)
    spans = {inner: _trimmed(text, *span) for inner, span in writer.spans.items()}
    return Plain(text, body, tuple(writer.notes), called, tuple(writer.lines), spans)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


class _Writer:
    """Writes words one after the other; `gap` is the white space due before the next ones."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.opened = 0
        self.labelled = -1
        self.gap = _NONE
        self.widest = _BLOCK
        self.lines: list[tuple[int, int]] = []
        self.spans: dict[Element, tuple[int, int]] = {}
        self.notes: list[Element] = []
        self.called: dict[Element, int] = {}

    def element(self, element: Element) -> None:
        """Write all of an element but its notes."""
        start = self.length
        label = False
        for child in element.children:
            if isinstance(child, Words):
                self.words(child.text, child.line)
            elif child.name == NOTE:
                self.notes.append(child)
                self.called[child] = self.length
            else:
                before = _BLANK if label and child.name == "item" else _before(child, element)
                label = child.name == "label" or (label and child.name == "pb")
                self.inner(child, before)
        self.spans[element] = (start, self.length)

    def inner(self, child: Element, before: str) -> None:
        """Write an element with the gaps that its kind asks for."""
        if child.name == "lb":
            self.widen(_LINE)
            self.spans[child] = (self.length, self.length)
            return
        self.widen(before)
        if before == _NONE:
            self.opened = self.length
        self.element(child)
        if before == _NONE and self.gap == _BLANK:
            self.gap = _SOFT
        elif child.name != "label":
            self.widen(before if before != _CELL else _NONE)

    def words(self, text: str, line: int) -> None:
        """Write characters, white space put together, and mark where each line begins."""
        if text[0].isspace():
            self.widen(_SOFT if self.opened == self.length else _BLANK)
        for piece in text.split("\n") if "\n" in text else (text,):
            if words := " ".join(piece.split()):
                self.write(words, line)
                self.gap = _BLANK
            line += 1
        if not text[-1].isspace():
            self.gap = _NONE

    def write(self, words: str, line: int) -> None:
        """Write words after the gap that is due."""
        parts = self.parts
        if self.gap == _SOFT:
            closes = words[0] in _CLOSING or (parts and parts[-1][-1] in _OPENING)
            self.gap = _NONE if closes else _BLANK
        if self.length and self.gap:
            parts.append(self.gap)
            self.length += len(self.gap)
        if not self.lines or self.lines[-1][1] != line:
            self.lines.append((self.length, line))
        parts.append(words)
        self.length += len(words)

    def note(self, note: Element) -> None:
        """Write a note as one block, after its number."""
        self.gap, self.widest = _BLOCK, _BLOCK
        self.words(f"[{note.get('n') or note.get('type') or '*'}]", note.line)
        self.gap, self.widest, self.labelled = _BLANK, _LINE, self.length
        self.element(note)

    def widen(self, gap: str) -> None:
        """Ask for a gap; the widest that is asked for between two words is made."""
        widest = _BLANK if self.length == self.labelled else self.widest
        if _WIDTH[gap] > _WIDTH[widest]:
            gap = widest
        if _WIDTH[gap] > _WIDTH[self.gap]:
            self.gap = gap


def _before(child: Element, parent: Element) -> str:
    """Return the gap that comes before and after an element."""
    if child.name == "cell":
        return _CELL if parent.name == "row" else _BLOCK
    if child.name in BLOCKS or (child.name == "label" and parent.name == "list"):
        return _BLOCK
    if child.name == "quote":
        return _BLOCK if child.get("rend") == "blockquote" else _NONE
    return _BLOCK if child.name == "seg" and parent.name in _PARTED else _NONE
