"""Read the registers: people, organisations, places and sources, one row each, in CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cablegraph.errors import AnnotationError, FileError, Position, did_you_mean
from cablegraph.files import read_text
from cablegraph.vocabulary import AGENT_CLASSES, PROGRAM, slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# File -> its columns; the first two are required in each row.
COLUMNS = {
    "people": ("id", "name", "also", "source", "note"),
    "organisations": ("id", "name", "kind", "also", "source", "note"),
    "places": ("id", "name", "zone", "also", "source", "note"),
    "sources": ("id", "title", "author", "date", "url", "note"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a register; `cells` holds every column that is not empty."""

    register: str
    id: str
    cells: Mapping[str, str]
    where: Position

    @property
    def name(self) -> str:
        """The preferred name, or a source's title."""
        return self.cells.get("name") or self.cells["title"]

    @property
    def names(self) -> tuple[str, ...]:
        """All forms of the name, the preferred one first."""
        also = (form.strip() for form in self.cells.get("also", "").split(";"))
        return (self.name, *(form for form in also if form))


@dataclass(frozen=True)
class Registers:
    """All registers of a data folder, by id."""

    agents: Mapping[str, Row] = field(default_factory=dict)
    places: Mapping[str, Row] = field(default_factory=dict)
    sources: Mapping[str, Row] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """Yield every row in a fixed order."""
        for register in (self.agents, self.places, self.sources):
            yield from register.values()

    def agent(self, key: str, where: Position, also: Mapping[str, object] | None = None) -> str:
        """Return the id of a known person or organisation, or raise `AnnotationError` with the nearest one."""
        return _known(key, self.agents, where, "person or organisation", "people.csv or organisations.csv", also)

    def place(self, key: str, where: Position) -> str:
        """Return the id of a known place, or raise `AnnotationError` with the nearest one."""
        return _known(key, self.places, where, "place", "places.csv")

    def source(self, key: str, where: Position) -> str:
        """Return the id of a known source, or raise `AnnotationError` with the nearest one."""
        return _known(key, self.sources, where, "source", "sources.csv")

    def by_name(self, name: str) -> str | None:
        """Return the id of the one person or organisation that has this form of name, or None."""
        return self._agents_by_form.get(slug(name))

    def place_by_name(self, name: str) -> str | None:
        """Return the id of the one place that has this form of name, or None."""
        return self._places_by_form.get(slug(name))

    @cached_property
    def _agents_by_form(self) -> Mapping[str, str]:
        return _by_form(self.agents)

    @cached_property
    def _places_by_form(self) -> Mapping[str, str]:
        return _by_form(self.places)


def _by_form(rows: Mapping[str, Row]) -> dict[str, str]:
    """Return the id of each form of name that one row alone has."""
    ids: dict[str, set[str]] = {}
    for row in rows.values():
        for form in row.names:
            ids.setdefault(slug(form), set()).add(row.id)
    return {form: found.pop() for form, found in ids.items() if form and len(found) == 1}


def _known(
    key: str,
    rows: Mapping[str, Row],
    where: Position,
    what: str,
    file: str,
    also: Mapping[str, object] | None = None,
) -> str:
    if key in rows or key in (also or ()):
        return key
    known = {**rows, **(also or {})}
    by_name = {slug(form): row.id for row in rows.values() for form in row.names}
    hint = by_name.get(slug(key)) or key
    near = did_you_mean(hint, known, "Known ids are")
    advice = f"{near} If it is somebody or something else, add a row to {file}." if near else f"Add a row to {file}."
    raise AnnotationError(f'The {what} "{key}" is unknown.', advice, where)


def read(folder: Path, shown: str = "") -> Registers:
    """Read the registers of a data folder; a register that is not there is empty.

    *shown* is the folder as the user named it, for messages. Raise `FileError` where a file is not the table it
    should be, `AnnotationError` where two rows share an id or a source is unknown.
    """
    tables = {name: list(_rows(folder, name, shown)) for name in COLUMNS}
    known = Registers(
        agents=_by_id([*tables["people"], *tables["organisations"]]),
        places=_by_id(tables["places"]),
        sources=_by_id(tables["sources"]),
    )
    for row in known.rows():
        if "source" in row.cells:
            known.source(row.cells["source"], row.where)
    return known


def _by_id(rows: list[Row]) -> dict[str, Row]:
    result: dict[str, Row] = {}
    for row in rows:
        if row.id in result:
            first = result[row.id].where
            raise AnnotationError(f'The id "{row.id}" is used twice.', f"It stands first in {first}.", row.where)
        result[row.id] = row
    return dict(sorted(result.items()))


def _rows(folder: Path, register: str, shown: str) -> Iterator[Row]:
    path = folder / f"{register}.csv"
    if not path.exists():
        return
    file = f"{shown or folder}/{register}.csv"
    reader = csv.reader(io.StringIO(read_text(path).removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(header, register, file)
        for line in reader:
            if any(cell.strip() for cell in line):
                yield _row(register, header, line, Position(file, reader.line_num))
    except csv.Error as error:
        raise FileError(f"The table is broken: {error}.", "", Position(file, reader.line_num)) from None


def _check_header(header: list[str], register: str, file: str) -> None:
    known = COLUMNS[register]
    for number, name in enumerate(header, 1):
        if name not in known:
            raise FileError(f'The column "{name}" is unknown.', did_you_mean(name, known), Position(file, 1, number))
    for name in known[:2]:
        if name not in header:
            raise FileError(f'The column "{name}" is missing.', f"Columns are: {', '.join(known)}.", Position(file, 1))


def _row(register: str, header: list[str], line: list[str], where: Position) -> Row:
    if len(line) != len(header):
        advice = "Put quotes around a cell that holds a comma."
        raise FileError(f"The row has {len(line)} cells, the heading {len(header)}.", advice, where)
    cells = {name: cell.strip() for name, cell in zip(header, line, strict=True) if cell.strip()}
    for name in COLUMNS[register][:2]:
        if name not in cells:
            raise FileError(f'The cell "{name}" is empty.', "Every row needs one.", where)
    if slug(cells["id"]) != cells["id"]:
        raise AnnotationError(f'The id "{cells["id"]}" is not usable.', f'Write it as "{slug(cells["id"])}".', where)
    if cells["id"] == PROGRAM:
        raise AnnotationError(f'The id "{PROGRAM}" is that of the program itself.', "Choose another one.", where)
    kind = cells.get("kind")
    if kind and kind not in AGENT_CLASSES:
        raise AnnotationError(f'The kind "{kind}" is unknown.', did_you_mean(kind, AGENT_CLASSES, "Known are"), where)
    return Row(register, cells["id"], cells, where)
