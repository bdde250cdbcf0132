"""Find what belongs to a text's annotation: the file beside it, and the registers of the data folder it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.corpus import annotation, registers
from cablegraph.corpus.registers import COLUMNS, Registers
from cablegraph.corpus.texts import TEXTS, holders, home, name_of
from cablegraph.corpus.yaml_tree import parse
from cablegraph.drafting.drafts import Annotated, Source, annotate
from cablegraph.errors import AnnotationError, FileError, Position
from cablegraph.files import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def annotate_file(path: Path, output: Path | None, given: Mapping[str, str]) -> tuple[Path, str | None, Annotated]:
    """Return the path of a text's annotation, its YAML as it stands (None where there is none), and what it becomes.

    Nothing is written. Raise `FileError` where the text or the annotation can't be read, `AnnotationError` where
    *given* names an unknown row or the annotation can't be added to.
    """
    text = read_text(path)
    if path.suffix != ".txt":
        advice = "Name the text, which ends in .txt; the annotation is written beside it."
        raise FileError("The name of a text ends in .txt.", advice, Position(str(path)))
    if not text.strip():
        raise FileError("The text is empty.", "Put the telegram's words in it.", Position(str(path)))
    beside = output or path.with_suffix(".yaml")
    standing = read_text(beside) if beside.exists() else None
    known, around = _surroundings(path)
    _check_given(given, known, standing is not None)
    done = annotate(Source(text, name_of(path), str(beside)), standing, known, given)
    if not done.misfits:
        tree = parse(done.yaml, str(beside))
        assert tree is not None
        annotation.read(tree, name_of(path), text, known, around)
    return beside, standing, done


def data_folder(path: Path) -> Path | None:
    """Return the data folder that holds a text: the nearest one with registers or `telegrams/`, None where none has."""
    for folder in path.resolve().parents:
        if (folder / TEXTS).is_dir() or any((folder / f"{name}.csv").is_file() for name in COLUMNS):
            return folder
    return None


def _surroundings(path: Path) -> tuple[Registers, Mapping[str, frozenset[str]]]:
    """Return the registers of the data folder that holds a text, empty ones where none does, and who holds what."""
    folder = data_folder(path)
    if folder is None:
        return Registers(), {}
    inside = sorted(home(folder).rglob("*.*"))
    return registers.read(folder), holders(file for file in inside if file.suffix in {".txt", ".yaml"})


def _check_given(given: Mapping[str, str], known: Registers, stands: bool) -> None:
    if given and stands:
        option = f"--{next(iter(given))}"
        raise AnnotationError(f"{option} is for a new draft; here an annotation stands.", "Write it into the file.")
    if "annotator" in given:
        known.agent(given["annotator"], Position("--annotator"))
    if "source" in given:
        known.source(given["source"], Position("--source"))
