"""Walk a data folder: the registers, and every text with the annotation beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from cablegraph.corpus import annotation, head, registers, unannotated
from cablegraph.corpus.yaml_tree import parse
from cablegraph.errors import AnnotationError, FileError, Position
from cablegraph.files import decode, read_bytes, read_text
from cablegraph.model.statement import Basis, Document, Node, Statement, Status
from cablegraph.vocabulary import AGENT_CLASSES, PROGRAM, PROGRAM_NAME, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cablegraph.corpus.registers import Registers, Row

TEXTS = "telegrams"
REGISTERS = "registers"


@dataclass(frozen=True)
class Corpus:
    """A data folder, ready to be read document by document."""

    folder: Path
    registers: Registers
    texts: tuple[Path, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all texts."""
        return frozenset(path.stem for path in self.texts)

    def documents(self) -> Iterator[Document]:
        """Yield the registers as a document of their own, then every text; raise at the first error."""
        yield _register_document(self.registers)
        held: dict[Node, Position | None] = {}
        for path in self.texts:
            document = read_document(path, self.folder, self.registers, self.ids)
            _check_held_once(document, held)
            yield document


def open_folder(folder: Path) -> Corpus:
    """Read the registers of a data folder and find its texts, in the order of their ids.

    Raise `FileError` where the folder holds no text, or an annotation lies beside no text, or two texts share an id.
    """
    if not folder.is_dir():
        raise FileError("There is no such folder.", "Name the data folder, for example `data`.", Position(str(folder)))
    texts = sorted((folder / TEXTS).rglob("*.txt"), key=lambda path: path.stem)
    if not texts:
        advice = f"Put texts under {folder / TEXTS}, for example {TEXTS}/1951/1951-08-13-beijing-22834.txt."
        raise FileError("The folder holds no texts.", advice, Position(str(folder)))
    for first, second in pairwise(texts):
        if first.stem == second.stem:
            raise FileError(f"{first} has the same name.", "Every text needs a name of its own.", Position(str(second)))
    for path in texts:
        if path.stem == REGISTERS:
            raise FileError(f'No text can be called "{REGISTERS}".', "Give it another name.", Position(str(path)))
        if slug(path.stem) != path.stem:
            advice = f"Name it {slug(path.stem)}.txt."
            raise FileError("The file's name can't be an identifier.", advice, Position(str(path)))
    for path in sorted((folder / TEXTS).rglob("*.yaml")):
        if not path.with_suffix(".txt").exists():
            advice = f"Put {path.with_suffix('.txt').name} beside it."
            raise FileError("The annotation has no text beside it.", advice, Position(str(path)))
    return Corpus(folder, registers.read(folder), tuple(texts))


def _check_held_once(document: Document, held: dict[Node, Position | None]) -> None:
    """Raise `AnnotationError` where a message's words stand in two texts under one id: that would make them one."""
    for statement in document.statements:
        if statement.property == "witness":
            if statement.subject in held:
                what = (
                    f'The id "{statement.subject.id}" is that of a message in another text, {held[statement.subject]}.'
                )
                raise AnnotationError(what, "Give this one an id of its own.", statement.where)
            held[statement.subject] = statement.where


def unread(folder: Path) -> Iterator[tuple[Position, str]]:
    """Yield files of a data folder that look like data and are not read, with what to do about each."""
    for path in sorted(folder.rglob("*")):
        where = Position(str(path))
        inside = folder / TEXTS in path.parents
        if path.suffix.lower() in {".yml", ".yaml"} and path.suffix != ".yaml":
            yield where, "The file is not read; an annotation's name ends in .yaml."
        elif path.suffix.lower() == ".txt" and (path.suffix != ".txt" or not inside):
            yield where, f"The file is not read; a text stands under {TEXTS}/ and its name ends in .txt."
        elif inside and path.suffix.lower() in {".doc", ".docx", ".odt", ".pdf", ".rtf"}:
            yield where, "The file is not read; save the telegram as plain text in UTF-8."


def read_document(path: Path, folder: Path, known: Registers, elsewhere: frozenset[str] = frozenset()) -> Document:
    """Return one text with what its annotation says of it and what the program reads in it by itself.

    *elsewhere* holds the ids of the corpus's other texts, which this one may mention. A draft that nobody has signed is
    checked, but says nothing: the text is then told by the program's reading alone.
    """
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
        scope = unannotated.read(path.stem, text, known, str(path))
    else:
        scope = annotation.read(tree, path.stem, text, known, elsewhere)
        if head.unsigned(tree):
            scope = unannotated.read(path.stem, text, known, str(path))
        elif not head.is_complete(tree):
            unannotated.supplement(scope, str(path))
    return Document(
        id=path.stem,
        file=path.relative_to(folder).as_posix(),
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        labels=scope.labels,
        statements=tuple(scope.statements),
        classes=scope.classes,
        unsigned=head.unsigned(tree) if tree is not None else None,
    )


def _register_document(known: Registers) -> Document:
    """Return the registers as a document, with the program itself among the agents."""
    program = Node(Kind.AGENT, PROGRAM)
    labels: dict[Node, str] = {program: PROGRAM_NAME}
    classes: dict[Node, tuple[str, ...]] = {program: (AGENT_CLASSES["software"],)}
    statements: list[Statement] = []
    for row in known.rows():
        node = _row_node(row)
        labels[node] = row.name
        if node.kind is Kind.AGENT:
            classes[node] = (AGENT_CLASSES[row.cells.get("kind", "person")],)
        statements.extend(_row_statements(node, row))
    return Document(REGISTERS, "", "", "", labels, tuple(statements), classes)


def _row_node(row: Row) -> Node:
    kinds = {"people": Kind.AGENT, "organisations": Kind.AGENT, "places": Kind.PLACE, "sources": Kind.SOURCE}
    return Node(kinds[row.register], row.id)


def _row_statements(node: Node, row: Row) -> Iterator[Statement]:
    rationale = f"Entered in {row.register}.csv under the id {row.id}."
    source = row.cells.get("source")
    basis = Basis(Status.EDITORIAL if source else Status.INFERRED, PROGRAM, (), rationale, source)
    if row.register == "sources":
        yield Statement(node, "title", row.name, basis, row.where)
        if url := row.cells.get("url"):
            yield Statement(node, "url", url, basis, row.where)
        return
    yield Statement(node, "name", row.name, basis, row.where)
    for form in row.names[1:]:
        yield Statement(node, "otherName", form, basis, row.where)
