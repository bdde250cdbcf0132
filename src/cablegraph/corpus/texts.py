"""Find the texts of a folder, and call each by the name of its file."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cablegraph.corpus import annotation
from cablegraph.corpus.register_document import REGISTERS
from cablegraph.errors import FileError, Position, raise_all
from cablegraph.files import read_text
from cablegraph.vocabulary import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

TEXTS = "telegrams"
LINKS = "links"
RESERVED = frozenset({REGISTERS, LINKS})  # names of graphs that come from no text


def name_of(text: Path) -> str:
    """Return what a text is called in the graph: the name of its file, written as identifiers are."""
    return slug(text.stem)


def home(folder: Path) -> Path:
    """Return where a folder's texts stand: under `telegrams/`, or anywhere in a folder that has texts and no more."""
    texts = folder / TEXTS
    return texts if texts.is_dir() or any(folder.rglob("*.xml")) else folder


def find(folder: Path) -> list[Path]:
    """Return the texts of a folder in the order of their names, but for hidden ones, which systems leave behind."""
    found = home(folder).rglob("*.txt")
    shown = (path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    return sorted(shown, key=lambda path: (name_of(path), path))


def holders(files: Iterable[Path]) -> Mapping[str, frozenset[str]]:
    """Return which texts hold each message, from the names of the texts and the annotations among some files."""
    found: dict[str, set[str]] = {}
    for path in files:
        inner = annotation.message_ids(read_text(path)) if path.suffix == ".yaml" else [name_of(path)]
        for name in inner:
            found.setdefault(name, set()).add(name_of(path))
    return {name: frozenset(texts) for name, texts in sorted(found.items())}


def check_names(folder: Path, texts: Sequence[Path]) -> None:
    """Raise `FileError` for all texts that can't be told from others by their names, and annotations without a text."""
    raise_all([*_misnamed(texts), *_alone(home(folder))])


def _misnamed(texts: Sequence[Path]) -> Iterator[FileError]:
    for path in texts:
        if name_of(path) in RESERVED or not name_of(path):
            yield FileError(f'No text can be called "{path.stem}".', "Give it another name.", Position(str(path)))
    for first, second in pairwise(texts):
        if name_of(first) == name_of(second):
            what = f"{first} has the same name." if first.stem == second.stem else f"{first} comes to the same name."
            yield FileError(what, "Every text needs a name of its own.", Position(str(second)))


def _alone(texts: Path) -> Iterator[FileError]:
    for path in sorted(texts.rglob("*.yaml")):
        if not path.with_suffix(".txt").exists():
            advice = f"Put {path.with_suffix('.txt').name} beside it."
            yield FileError("The annotation has no text beside it.", advice, Position(str(path)))
