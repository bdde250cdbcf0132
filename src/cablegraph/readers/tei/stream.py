"""Stream a TEI file: a small tree for every element that is asked for, one at a time, so that memory stays bounded.

The parser is expat, which counts lines and columns without end and leaves every entity to us. A file that declares
entities is refused, so there is nothing to expand and nothing to fetch.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from xml.parsers import expat

from cablegraph.errors import FileError, Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

TEI = "http://www.tei-c.org/ns/1.0"
# The prefixes by which names are known here, whatever prefix a file binds; files without namespaces are read as TEI.
_PREFIXES = {
    "": "",
    TEI: "",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "http://history.state.gov/frus/ns/1.0": "frus:",
}
_PIECE = 1 << 16
MOST_CHARACTERS = 8_000_000  # in one element that is kept as a tree
MOST_ELEMENTS = 1_000_000
DEEPEST = 100
_ADVICE = "Mend the XML there; `xmllint --noout FILE` lists what else is wrong."


class Words(NamedTuple):
    """A run of characters between two tags, and the line on which it begins; each line end in it ends one line."""

    text: str
    line: int


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name without a prefix in the TEI namespace (`p`, `frus:attachment`), and where it begins."""

    name: str
    attributes: Mapping[str, str]
    line: int
    column: int
    children: list[Element | Words] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, default)

    def elements(self) -> Iterator[Element]:
        """Yield the elements directly inside."""
        return (child for child in self.children if isinstance(child, Element))

    def descendants(self) -> Iterator[Element]:
        """Yield this element and all inside it, in the order of the document."""
        stack: list[Element] = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def find(self, name: str) -> Element | None:
        """Return the first element of that name inside, at any depth."""
        return next((element for element in self.descendants() if element.name == name and element is not self), None)

    @property
    def words(self) -> str:
        """All words inside, white space put together."""
        pieces: list[str] = []
        stack: list[Element | Words] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, Words):
                pieces.append(node.text)
            else:
                stack.extend(reversed(node.children))
        return " ".join("".join(pieces).split())


def elements(path: Path, shown: str, wanted: Callable[[str, Mapping[str, str]], bool]) -> Iterator[Element]:
    """Yield the outermost elements whose name and attributes are *wanted*, each as soon as it is closed.

    *shown* is the file as the user named it. Raise `FileError` with line and column where the file is not
    well-formed, declares entities or nests beyond all reason, or holds an element too large to be kept.
    """
    reader = _Reader(shown, wanted)
    try:
        with path.open("rb") as stream:
            for piece in iter(lambda: stream.read(_PIECE), b""):
                yield from reader.elements(piece)
        yield from reader.elements(b"", final=True)
    except OSError as error:
        raise FileError(f"The file can't be read: {error.strerror}.", "", Position(shown)) from None


class _Reader:
    """Builds the trees that are wanted out of what expat reports; `ready` holds those that are closed."""

    def __init__(self, shown: str, wanted: Callable[[str, Mapping[str, str]], bool]) -> None:
        self.shown = shown
        self.wanted = wanted
        self.ready: deque[Element] = deque()
        self.open: list[Element] = []
        self.depth = 0
        self.size = 0
        self.count = 0
        self.names: dict[str, str] = {}
        self.pieces: list[str] = []
        self.line = self.reached = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.EntityDeclHandler = self.refuse_entity
        parser.ExternalEntityRefHandler = self.refuse_reference
        parser.SkippedEntityHandler = self.refuse_skipped

    def elements(self, piece: bytes, *, final: bool = False) -> Iterator[Element]:
        """Yield the elements that end in a piece of the file; raise `FileError` after those before a fault."""
        fault = self.parse(piece, final=final)
        while self.ready:
            yield self.ready.popleft()
        if fault:
            raise fault

    def parse(self, piece: bytes, *, final: bool) -> FileError | None:
        """Parse one piece of the file; return what is wrong with it."""
        try:
            self.parser.Parse(piece, final)
        except FileError as error:
            return error
        except expat.ExpatError as error:
            what = f"The XML is not well-formed: {expat.ErrorString(error.code)}."
            return FileError(what, _ADVICE, Position(self.shown, error.lineno, error.offset + 1))
        except (LookupError, ValueError) as error:  # an encoding that Python does not know or expat can't use
            return FileError(f"The XML can't be decoded: {error}.", "Save it in UTF-8.", Position(self.shown))
        return None

    def here(self) -> Position:
        """Return where the parser stands."""
        return Position(self.shown, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def name(self, expanded: str) -> str:
        """Return the short form of a name, made once."""
        if (known := self.names.get(expanded)) is None:
            namespace, _, local = expanded.rpartition(" ")
            prefix = _PREFIXES.get(namespace)
            known = f"{prefix}{local}" if prefix is not None else f"{{{namespace}}}{local}"
            self.names[expanded] = known
        return known

    def start(self, expanded: str, given: dict[str, str]) -> None:
        """Begin a tree or go down in the one that is open."""
        if self.pieces:
            self.flush()
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse("The XML nests too deeply.", "No edition needs that.")
        name = self.name(expanded)
        attributes = {self.name(key): value for key, value in given.items()}
        if not self.open:
            if not self.wanted(name, attributes):
                return
            self.size = self.count = 0
            self.parser.CharacterDataHandler = self.words
        self.count += 1
        if self.count > MOST_ELEMENTS:
            self.refuse("One document holds too many elements to be read.", "Divide it.")
        where = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        element = Element(name, attributes, *where)
        if self.open:
            self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, _: str) -> None:
        """Go up; a tree that is closed is ready."""
        if self.pieces:
            self.flush()
        self.depth -= 1
        if self.open:
            element = self.open.pop()
            if not self.open:
                self.parser.CharacterDataHandler = None
                self.ready.append(element)

    def words(self, text: str) -> None:
        """Keep a run of characters; expat tells line ends apart from what stands between them.

        A line end written as a character reference ends no line of the file: what follows it is a run of its own.
        """
        line = self.parser.CurrentLineNumber
        if not self.pieces or line != self.reached:
            if self.pieces:
                self.flush()
            self.line = self.reached = line
        self.pieces.append(text)
        if text == "\n":
            self.reached += 1

    def flush(self) -> None:
        """Put what has been read since the last tag into the element that is open."""
        text = "".join(self.pieces)
        self.pieces.clear()
        self.size += len(text)
        if self.size > MOST_CHARACTERS:
            self.refuse("One document is too long to be read.", "Divide it.")
        self.open[-1].children.append(Words(text, self.line))

    def refuse(self, what: str, advice: str) -> NoReturn:
        """Stop at the place where the parser stands."""
        raise FileError(what, advice, self.here())

    def refuse_entity(self, name: str, *_: object) -> None:
        """Refuse the declaration of an entity."""
        self.refuse(f'The XML declares the entity "{name}".', "Write the characters themselves.")

    def refuse_reference(self, *_: object) -> int:
        """Refuse a reference to something outside the file."""
        self.refuse("The XML refers to another file.", "Put its words into this one.")

    def refuse_skipped(self, name: str, _: bool) -> None:
        """Refuse an entity that nothing declares: its words would be lost."""
        self.refuse(f'The entity "{name}" is not declared.', "Write the characters themselves.")
