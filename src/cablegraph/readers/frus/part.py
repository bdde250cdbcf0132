"""One message's share of a document's tree: the document itself without what is attached to it, or an attachment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.model.span import Span
    from cablegraph.readers.tei import Element, Plain

ATTACHMENT = "frus:attachment"
_APART = frozenset({ATTACHMENT, "note"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A name or office that the markup sets off: its words, `persName` or `gloss`, and whom in the list it points at.

    `role` is the markup's "from" or "to"; "" where it says neither.
    """

    span: Span
    element: str
    role: str
    listed: str
    line: int


@dataclass(frozen=True)
class Part:
    """An element that is a message, in a plain text; notes and attachments in it are not its own."""

    element: Element
    text: Plain

    @cached_property
    def own(self) -> tuple[Element, ...]:
        """The elements that belong to this message, in the order of the text."""
        found: list[Element] = []
        stack = [*reversed(list(self.element.elements()))]
        while stack:
            element = stack.pop()
            if element.name not in _APART:
                found.append(element)
                stack.extend(reversed(list(element.elements())))
        return tuple(found)

    def named(self, name: str) -> Iterator[Element]:
        """Yield the own elements of that name which have words."""
        return (element for element in self.own if element.name == name and self.words(element))

    def first(self, name: str) -> Element | None:
        """Return the first own element of that name which has words."""
        return next(self.named(name), None)

    def words(self, element: Element) -> str:
        """Return the words of an element."""
        return self.text.words(element)

    def span(self, element: Element) -> Span:
        """Return where the words of an element stand."""
        return self.text.spans[element]

    @cached_property
    def head(self) -> Element | None:
        """The head of the message itself, not that of a list or of a table in it."""
        heads = (child for child in self.element.elements() if child.name == "head" and self.words(child))
        return next(heads, None)

    @property
    def begin(self) -> int:
        """The offset at which the message's own words begin, after the editors' head."""
        start = self.span(self.head).end if self.head else self.span(self.element).start
        end = self.span(self.element).end
        while start < end and self.text.text[start].isspace():
            start += 1
        return start

    @cached_property
    def attachments(self) -> tuple[Element, ...]:
        """The attachments directly in this message."""
        return tuple(child for child in self.element.elements() if child.name == ATTACHMENT)

    @cached_property
    def paragraphs(self) -> tuple[Element, ...]:
        """The own paragraphs that have words."""
        return tuple(self.named("p"))
