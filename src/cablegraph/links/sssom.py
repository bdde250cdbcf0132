"""Read and write SSSOM 1.1 in TSV: a head in YAML behind `#`, then a table in which every cell keeps its place.

Written is the canonical form of the specification (mapping-commons.github.io/sssom/spec-formats-tsv), but for two
things: all columns are always there and dates stay in their rows, so that a decision is one line of a `diff`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.errors import FileError, Position, did_you_mean
from cablegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

VERSION = "1.1"
NOTHING = "sssom:NoTermFound"
COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "reviewer_id", "mapping_date", "confidence", "reviewer_agreement", "comment"),
)
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification", "reviewer_id")
# The prefixes of our tables that SSSOM does not know by itself, and those that it does.
CURIE_MAP = MappingProxyType({name: PREFIXES[name] for name in ("id", "wd")} | {"web": "https://"})
SEMAPV = "https://w3id.org/semapv/vocab/"
_BUILT_IN = MappingProxyType(
    {
        "semapv": SEMAPV,
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "sssom": "https://w3id.org/sssom/",
    }
)
# What a table says of itself where nobody has said more.
HEAD = (
    ("mapping_set_id", "https://w3id.org/cablegraph/links"),
    ("mapping_set_title", "Links of a cablegraph corpus to Wikidata, as people decided"),
    ("license", "https://w3id.org/sssom/license/unspecified"),
    ("object_source", "web:www.wikidata.org"),
)
_OURS = ("sssom_version", "curie_map")
_KEY = re.compile(r"#\s*(\w+):\s*(.*?)\s*")
_ENTRY = re.compile(r"#\s+([\w.-]+):\s+(\S+)\s*")
_CELL = re.compile(r'("(?:[^"]|"")*"|[^\t\n"][^\t\n]*|)(\t|\r?\n|\r?\Z)')
_QUOTED = re.compile(r'"((?:[^"\n]|"")*)"\s*')
_TO_QUOTE = re.compile(r'[\t\n\r"]')


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and where they stand."""

    words: str
    where: Position


@dataclass(frozen=True, slots=True)
class Table:
    """A SSSOM table: what its head says beside version and prefixes, as `key, value`, and its rows by column."""

    head: tuple[tuple[str, str], ...]
    rows: tuple[Mapping[str, Cell], ...]


def parse(text: str, file: str) -> Table:
    """Return the table that a file's text is; raise `FileError` where it is none, with the place and what to do."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text.removeprefix("\ufeff"))
    size = next((number for number, line in enumerate(lines) if not line.startswith(("#", '"#'))), len(lines))
    head = _read_head([_plain(line) for line in lines[:size]], file)
    found = list(cells("".join(lines[size:]), file, size + 1))
    if not found:
        advice = f"Below the head, write the names of the columns: {', '.join(COLUMNS)}, parted by tabs."
        raise FileError("The table has no heading.", advice, Position(file, size + 1))
    names = _heading(found[0], file)
    # SSSOM lets a date that all rows share stand in the head.
    common = {key: Cell(value, Position(file, 1)) for key, value in head if key == "mapping_date"}
    rows = tuple({**common, **_row(names, line)} for line in found[1:] if any(cell.words for cell in line))
    return Table(tuple((key, value) for key, value in head if key != "mapping_date"), rows)


def write(head: Iterable[tuple[str, str]], rows: Iterable[Mapping[str, str]]) -> str:
    """Return the text of a table, rows sorted by their cells from left to right; the same facts give the same bytes."""
    lines = [f'#sssom_version: "{VERSION}"', "#curie_map:"]
    lines += [f"#  {name}: {namespace}" for name, namespace in sorted(CURIE_MAP.items())]
    lines += [f"#{key}: {value}" for key, value in head]
    lines.append("\t".join(COLUMNS))
    lines += ["\t".join(row) for row in sorted([quoted(row.get(name, "")) for name in COLUMNS] for row in rows)]
    return "\n".join(lines) + "\n"


def quoted(words: str) -> str:
    """Return a cell as it is written: in quotation marks where it holds a tab, a line end or one of those."""
    return '"' + words.replace('"', '""') + '"' if _TO_QUOTE.search(words) else words


def _plain(line: str) -> str:
    """Return a line of the head without the quotation marks and tabs that a spreadsheet adds to it."""
    match = _QUOTED.fullmatch(line)
    return match[1].replace('""', '"') if match else line


def _read_head(lines: list[str], file: str) -> tuple[tuple[str, str], ...]:
    """Return the plain keys of the head; check its version and that each prefix is the one we mean."""
    known = {**CURIE_MAP, **_BUILT_IN}
    found: list[tuple[str, str]] = []
    section = ""
    for number, line in enumerate(lines, 1):
        entry, key = _ENTRY.fullmatch(line), _KEY.fullmatch(line)
        where = Position(file, number)
        if section == "curie_map" and entry and (line[1:2].isspace() and not line.startswith("# curie")):
            if known.get(entry[1], entry[2]) != entry[2]:
                advice = f"Write {entry[1]}: {known[entry[1]]}, and use another prefix for anything else."
                raise FileError(f'The prefix "{entry[1]}" stands for something else here.', advice, where)
        elif key is None:
            advice = "Between # and the heading of the table stands `key: value`; lists are not kept here."
            raise FileError("This line of the head can't be read.", advice, where)
        else:
            section = key[1]
            _check_version(key, where)
            found += [] if section in _OURS else [(section, key[2])]
    return tuple(found)


def _check_version(key: re.Match[str], where: Position) -> None:
    if key[1] == "sssom_version" and key[2].strip("\"'") not in ("1.0", VERSION):
        what = f"The table is in SSSOM {key[2]}; this program reads {VERSION} and 1.0."
        raise FileError(what, f'Write `sssom_version: "{VERSION}"` if it is that.', where)


def cells(text: str, file: str, line: int) -> Iterator[list[Cell]]:
    """Yield the cells of each line of a table that begins at *line*; quoted cells may hold tabs and line ends."""
    position, column = 0, 1
    row: list[Cell] = []
    while position < len(text):
        match = _CELL.match(text, position)
        where = Position(file, line, column)
        if match is None:
            raise FileError("A quotation mark is not closed here.", 'Write " inside a quoted cell as "".', where)
        raw, end = match.groups()
        row.append(Cell(raw[1:-1].replace('""', '"') if raw.startswith('"') else raw, where))
        line += match[0].count("\n")
        column = match.end() - text.rfind("\n", 0, match.end())
        position = match.end()
        if end != "\t":
            yield row
            row = []
    if row:
        yield [*row, Cell("", Position(file, line, column))]


def _heading(cells: list[Cell], file: str) -> list[str]:
    names = [cell.words.strip() for cell in cells]
    for name, cell in zip(names, cells, strict=True):
        if name not in COLUMNS:
            advice = did_you_mean(name, COLUMNS, "Kept here are") + " Other facts belong into the comment."
            if len(cells) == 1:
                advice = "Part the cells by one tab each; a spreadsheet must save as tab-separated text."
            raise FileError(f'The column "{name}" is not kept here.', advice, cell.where)
        if names.count(name) > 1:
            raise FileError(f'The column "{name}" is there twice.', "Take one of the two out.", cell.where)
    for name in REQUIRED:
        if name not in names:
            where = Position(file, cells[0].where.line)
            raise FileError(f'The column "{name}" is missing.', f"Columns are: {', '.join(COLUMNS)}.", where)
    return names


def _row(names: list[str], cells: list[Cell]) -> dict[str, Cell]:
    if len(cells) != len(names):
        advice = "Part the cells by one tab each; a spreadsheet must save as tab-separated text."
        what = f"The row has {len(cells)} cells, the heading {len(names)}."
        raise FileError(what, advice, cells[-1].where)
    return dict(zip(names, cells, strict=True))
