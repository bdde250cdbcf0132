"""Parse XML into small elements that know where they stand, with nothing that XML can do to a reader.

Entities of a file's own and those outside it are refused, so that no file grows beyond what it is or reaches for
others. Elements are handed over one by one as they close, so that those of a long list need not be kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from cablegraph.errors import FileError, Position
from cablegraph.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TEI = "http://www.tei-c.org/ns/1.0"
_XML = "http://www.w3.org/XML/1998/namespace "
_DEEPEST = 100
_STEP = 1 << 16
_DECLARATION = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_TAG = re.compile(rb"""<(?:"[^"]*"|'[^']*'|[^"'>])*>""")


@dataclass(slots=True)
class Element:
    """An element: its name (behind "{…}" where it is not the TEI's), attributes, children and all its words.

    It stands from `start` to `end` in the file, its opening tag from `start` to `opened`.
    """

    name: str
    attributes: Mapping[str, str]
    where: Position
    start: int
    opened: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words inside, white space put together."""
        return " ".join("".join(self.words).split())

    @property
    def span(self) -> Span:
        """Where it stands in the file, its tags included."""
        return Span(self.start, self.end)

    @property
    def tag(self) -> Span:
        """Where its opening tag stands in the file."""
        return Span(self.start, self.opened)

    def get(self, name: str) -> str | None:
        """Return an attribute without space around it, None where it is missing or empty."""
        return self.attributes.get(name, "").strip() or None

    def tokens(self, name: str) -> tuple[str, ...]:
        """Return the parts of an attribute that holds a list."""
        return tuple(self.attributes.get(name, "").split())

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the children of these names, in order."""
        return (child for child in self.children if child.name in names)

    def first(self, *path: str) -> Element | None:
        """Return the first element down a path of names, None where there is none."""
        found: Element | None = self
        for name in path:
            found = next(found.all(name), None) if found else None
        return found

    def descendants(self) -> Iterator[Element]:
        """Yield every element inside, in order."""
        for child in self.children:
            yield child
            yield from child.descendants()


def decode(data: bytes, file: str) -> str:
    """Return a file's characters by its byte order mark or its own word, else as UTF-8; raise `FileError`."""
    declared = _DECLARATION.match(data[:200])
    encoding = declared[1].decode() if declared else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        # Not "utf-8-sig": a mark at the start is a character of the file, and offsets count it.
        return data.decode(encoding)
    except LookupError:
        advice = "Save the file as UTF-8 and say so in its first line."
        raise FileError(f'The encoding "{encoding}" is unknown.', advice, Position(file, 1, 1)) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        advice = "Save the file in the encoding that its first line names, best UTF-8."
        what = f"The file is not {encoding.upper()}: byte 0x{data[error.start]:02X} can't be decoded."
        raise FileError(what, advice, Position(file, line, column)) from None


def parse(text: str, file: str, keep: Callable[[Element], bool]) -> Element:
    """Return the root of an XML text; what `keep` returns False for is dropped from its parent when it closes.

    Raise `FileError` with line and column where the text is not well-formed, nested too deeply, or brings entities.
    """
    parser = _Parser(file, keep)
    data = text.encode("utf-8", "surrogatepass")
    try:
        return parser.run(data)
    except expat.ExpatError as error:
        what = f"The XML is not well-formed: {expat.ErrorString(error.code)}."
        advice = "Look at this tag and the one that was open before it; an XML editor shows both."
        raise FileError(what, advice, Position(file, error.lineno, error.offset + 1)) from None


class _Parser:
    """Builds elements out of what expat tells, and counts characters as expat counts bytes."""

    def __init__(self, file: str, keep: Callable[[Element], bool]) -> None:
        self.file = file
        self.keep = keep
        self.open: list[Element] = []
        self.root: Element | None = None
        self.data = b""
        self.counted = (0, 0)  # bytes, and the characters that they are
        self.latest: Element | None = None
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.EntityDeclHandler = self.refuse_entity
        self.parser.SkippedEntityHandler = self.refuse_skipped

    def run(self, data: bytes) -> Element:
        """Parse all bytes and return the root."""
        self.data = data
        for place in range(0, len(data), _STEP):
            self.parser.Parse(data[place : place + _STEP], False)
        self.parser.Parse(b"", True)
        assert self.root is not None
        return self.root

    def where(self) -> Position:
        """Return the place at which the parser is."""
        return Position(self.file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def offset(self, place: int) -> int:
        """Return how many characters stand before a byte; places come in order."""
        done, characters = self.counted
        if place < done:
            return len(self.data[:place].decode("utf-8", "surrogatepass"))
        characters += len(self.data[done:place].decode("utf-8", "surrogatepass"))
        self.counted = (place, characters)
        return characters

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= _DEEPEST:
            raise FileError(f"Elements are nested more than {_DEEPEST} deep.", "No list needs that.", self.where())
        plain = {key.replace(_XML, "xml:"): value for key, value in attributes.items()}
        namespace, _, local = name.rpartition(" ")
        shown = local if namespace == TEI else f"{{{namespace}}}{local}"
        place = self.parser.CurrentByteIndex
        tag = _TAG.match(self.data, place)
        assert tag is not None
        element = Element(shown, plain, self.where(), self.offset(place), self.offset(tag.end()))
        if self.root is None:
            self.root = element
        self.open.append(element)
        self.latest = element

    def end(self, _name: str) -> None:
        element = self.open.pop()
        place = self.parser.CurrentByteIndex
        # At the end of an empty element (<date/>) the parser stands behind it, else before the tag that ends it.
        is_empty = self.latest is element and not element.words and self.data.endswith(b"/>", 0, place)
        if not is_empty:
            place = self.data.index(b">", place) + 1
        element.end = self.offset(place)
        if self.open and self.keep(element):
            self.open[-1].children.append(element)
            self.open[-1].words += element.words

    def characters(self, words: str) -> None:
        if self.open:
            self.open[-1].words.append(words)

    def refuse_entity(self, name: str, *_: object) -> None:
        advice = "Write the characters themselves and take the declaration away."
        start = max(0, self.data.rfind(b"<!ENTITY", 0, self.parser.CurrentByteIndex + 1))
        line = self.data.rfind(b"\n", 0, start) + 1
        where = Position(self.file, self.data.count(b"\n", 0, line) + 1, self.offset(start) - self.offset(line) + 1)
        raise FileError(f'The file declares the entity "{name}".', advice, where)

    def refuse_skipped(self, name: str, *_: object) -> None:
        advice = "Write the characters themselves."
        raise FileError(f'The file uses the entity "{name}" of another file.', advice, self.where())
