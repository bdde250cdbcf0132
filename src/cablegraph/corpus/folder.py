"""Walk a data folder: the registers, and every text with the annotation beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cablegraph.corpus import annotation, editions, head, registers, texts, unannotated
from cablegraph.corpus.register_document import REGISTERS, register_document
from cablegraph.corpus.registers import Registers
from cablegraph.corpus.texts import LINKS, TEXTS, holders, name_of
from cablegraph.corpus.told import told_messages
from cablegraph.corpus.yaml_tree import parse
from cablegraph.errors import AnnotationError, FileError, InputError, Position, gathered, raise_all
from cablegraph.files import decode, read_bytes, read_text
from cablegraph.model.statement import Document, Status
from cablegraph.vocabulary import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

TOGETHER = 200  # so many texts are read as one part


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a corpus that is read by itself: the registers, a run of texts, or one file of an edition.

    `kind` is "registers", "texts" or a kind of `editions`; `files` are all that it is read from, registers aside.
    """

    name: str
    kind: str
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Corpus:
    """A data folder, ready to be read part by part."""

    folder: Path
    registers: Registers
    parts: tuple[Part, ...]

    @cached_property
    def holders(self) -> Mapping[str, frozenset[str]]:
        """Which texts hold each message: the text of its name, and those whose annotations give its words."""
        return holders(path for part in self.parts if part.kind == "texts" for path in part.files)

    def documents(self) -> Iterator[Document]:
        """Yield the registers as a document of their own, then every other document; raise at the first error."""
        held: dict[str, str] = {}
        for part in self.parts:
            for document in self.read(part):
                check_held_once(document, held)
                yield document

    def read(self, part: Part) -> Iterator[Document]:
        """Yield the documents of one part; raise `InputError` where it can't be read.

        All that is wrong with texts and their annotations is said at once, after the documents that can be read.
        """
        if part.kind == "registers":
            yield register_document(self.registers)
        elif part.kind == "texts":
            yield from self._texts(part)
        else:
            yield from editions.documents(part.kind, part.files[0], str(part.files[0]), self.registers)

    def _texts(self, part: Part) -> Iterator[Document]:
        wrong: list[InputError] = []
        for path in part.files:
            if path.suffix == ".txt":
                document: Document | None = None
                with gathered(wrong):
                    document = read_document(path, self.folder, self.registers, self.holders)
                if document is not None:
                    yield document
        raise_all(wrong)

    def size(self, part: Part) -> int:
        """Return about how many documents a part holds, without reading it."""
        if part.kind in {"registers", "texts"}:
            return sum(path.suffix == ".txt" for path in part.files)
        return editions.count(part.kind, part.files[0])


def open_folder(folder: Path) -> Corpus:
    """Read the registers of a data folder and find its texts and editions, in the order of their names.

    A file of an edition may be given for a folder that holds it alone. Raise `FileError` where there is nothing to
    read, an annotation lies beside no text, or two texts share an id.
    """
    if folder.is_file() and (kind := editions.kind_of(folder)):
        return Corpus(folder.parent, Registers(), (Part(REGISTERS, "registers"), Part(folder.name, kind, (folder,))))
    if folder.is_file():
        advice = "Name the folder that it lies in; of single files, only volumes of FRUS and lists in CMIF are built."
        raise FileError("This file can't be built by itself.", advice, Position(str(folder)))
    if not folder.is_dir():
        raise FileError("There is no such folder.", "Name the data folder, for example `data`.", Position(str(folder)))
    found = texts.find(folder)
    volumes = [
        Part(path.relative_to(folder).as_posix(), kind, (path,))
        for path in sorted(folder.rglob("*.xml"))
        if (kind := editions.kind_of(path))
    ]
    if not found and not volumes:
        strays = sum(1 for _ in folder.rglob("*.txt"))
        what = (
            f"The folder holds no texts{f' where they are sought; {strays} stand elsewhere in it' if strays else ''}."
        )
        advice = f"Put texts under {folder / TEXTS}, for example {TEXTS}/1951/1951-08-13-beijing-22834.txt."
        raise FileError(what, advice, Position(str(folder)))
    texts.check_names(folder, found)
    runs = [found[first : first + TOGETHER] for first in range(0, len(found), TOGETHER)]
    several = len(runs) > 1
    parts = [Part(f"{TEXTS}, from {name_of(run[0])}" if several else TEXTS, "texts", _beside(run)) for run in runs]
    return Corpus(folder, registers.read(folder), (Part(REGISTERS, "registers"), *parts, *volumes))


def _beside(texts: Iterable[Path]) -> tuple[Path, ...]:
    """Return texts, each followed by its annotation where it has one."""
    found = ((text, text.with_suffix(".yaml")) for text in texts)
    return tuple(path for pair in found for path in pair if path.suffix == ".txt" or path.exists())


def check_held_once(document: Document, held: dict[str, str]) -> None:
    """Raise `AnnotationError` where a message's words stand in two texts under one id, and nobody says that this is so.

    What the program says of its own accord would make two messages one unseen; `also_in` is an annotator's word.
    """
    for statement in document.statements:
        if (
            statement.property == "witness"
            and statement.basis.by == PROGRAM
            and statement.basis.status is not Status.DISPUTED
        ):
            name = statement.subject.id
            if name in held:
                what = f'The id "{name}" is that of a message in another text, {held[name]}.'
                advice = "Give this one an id of its own; if it is the same message, say so under `also_in:`."
                raise AnnotationError(what, advice, statement.where)
            held[name] = str(statement.where)


def unread(folder: Path) -> Iterator[tuple[Position, str]]:
    """Yield files of a data folder that look like data and are not read, with what to do about each."""
    home = texts.home(folder)
    for path in sorted(folder.rglob("*")):
        where = Position(str(path))
        inside = home in path.parents
        if path.suffix.lower() in {".yml", ".yaml"} and path.suffix != ".yaml":
            yield where, "The file is not read; an annotation's name ends in .yaml."
        elif path.suffix.lower() == ".txt" and (path.suffix != ".txt" or not inside):
            yield where, f"The file is not read; a text stands under {TEXTS}/ and its name ends in .txt."
        elif path.suffix.lower() == ".xml" and not editions.kind_of(path):
            yield where, "The file is not read; it is neither a volume of FRUS nor a list of letters in CMIF."
        elif path.suffix.lower() == ".tsv" and not (path.parent == folder / LINKS and path.name.endswith(".sssom.tsv")):
            yield (
                where,
                f"The file is not read; decisions about links stand in {LINKS}/NAME.sssom.tsv.",
            )
        elif inside and path.suffix.lower() in {".doc", ".docx", ".odt", ".pdf", ".rtf"}:
            yield where, "The file is not read; save the telegram as plain text in UTF-8."


def read_document(
    path: Path, folder: Path, known: Registers, holders: Mapping[str, frozenset[str]] | None = None
) -> Document:
    """Return one text with what its annotation says of it and what the program reads in it by itself.

    *holders* says which texts hold which message of the corpus: this one may name those of others. A draft that nobody
    has signed is checked, but says nothing: the text is then told by the program's reading alone.
    """
    name = name_of(path)
    data = read_bytes(path)
    text = decode(data, path)
    if not text.strip():
        raise FileError(
            "The text is empty.", "Put the telegram's words in it, or take the file away.", Position(str(path))
        )
    beside = path.with_suffix(".yaml")
    tree = parse(read_text(beside), str(beside)) if beside.exists() else None
    if tree is None and beside.exists():
        raise FileError(
            "The annotation is empty.", "Write something in it, or take the file away.", Position(str(beside))
        )
    if tree is None:
        scope = unannotated.read(name, text, known, str(path))
    else:
        scope = annotation.read(tree, name, text, known, holders)
        if head.unsigned(tree):
            scope = unannotated.read(name, text, known, str(path))
        elif not head.is_complete(tree):
            unannotated.supplement(scope, str(path))
    return Document(
        id=name,
        file=path.relative_to(folder).as_posix(),
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        labels=scope.labels,
        statements=tuple(scope.statements),
        classes=scope.classes,
        messages=tuple(told_messages(scope, TEXTS)),
        mentions=tuple(scope.mentions),
        unsigned=head.unsigned(tree) if tree is not None else None,
    )
