"""Match names to the rows of the registers, and gather those that fit none, as agents of this text and as new rows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cablegraph.corpus.registers import COLUMNS
from cablegraph.drafting.layout import Blank
from cablegraph.drafting.quotes import Quote, quote
from cablegraph.vocabulary import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cablegraph.corpus.registers import Registers, Row
    from cablegraph.drafting.layout import Entry, Value
    from cablegraph.model.reading import ReadAgent, ReadWords
    from cablegraph.model.span import Span

ONE_ROW = "One row alone of the registers has this form of name."
# What the reader says that an agent is -> the kind that annotations write.
_KINDS = {"person": "person", "group": "group", "post": "post", "office": "body"}


@dataclass(frozen=True, slots=True)
class Match:
    """Who is meant by a name: an id, and where it is no plain statement its status and reason."""

    id: str
    status: str = "stated"
    because: str | None = None


@dataclass
class Names:
    """The names of one text on their way to ids; what no register knows is kept as a new agent or place."""

    text: str
    registers: Registers
    known: frozenset[str] = frozenset()
    agents: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def match(self, name: str, span: Span, gloss: str | None = None, kind: str | None = None) -> Match | None:
        """Return who is meant: a bracket comes before the registers, and who is in neither is new; None if nobody can.

        As in the program's own reading, only a form of name that one row alone has means that row.
        """
        by_name = self.registers.by_name(name)
        by_gloss = self.registers.by_name(gloss) if gloss else None
        if by_gloss and by_gloss != by_name:
            return Match(by_gloss, "editorial", f'A bracket in the text says that "{name}" is {gloss}.')
        if by_name:
            return Match(by_name, "inferred", ONE_ROW)
        return self._new(name, span, kind)

    def _new(self, name: str, span: Span, kind: str | None) -> Match | None:
        plain = slug(name)
        if not plain:
            return None
        # An id that a row has would become that row's as soon as the entry is taken away.
        named = f"{plain}-of-this-text" if plain in self.registers.agents else plain
        if named not in self.known and named not in self.agents:
            words = quote(self.text, span)
            if words is None:
                return None
            what: Value = _KINDS.get(kind or "") or Blank(f"person, group, body or post{self._near(plain)}")
            self.agents[named] = {"id": named, "label": " ".join(name.split()), "kind": what, **quoted(words)}
        return Match(named)

    def _near(self, plain: str) -> str:
        """Return a question after the row whose form of name is most like this one, or nothing."""
        forms = {slug(form): row.id for row in self.registers.agents.values() for form in row.names}
        near = get_close_matches(plain, [form for form in forms if form != plain], n=1, cutoff=0.8)
        return f"; or is it {forms[near[0]]}?" if near else ""

    def place(self, place: ReadWords) -> Match | None:
        """Return the row of places.csv that goes by the name; where there is none, remember the name as a new row."""
        row = self.registers.place_by_name(place.text)
        if row:
            return Match(row, "inferred", "One row alone of places.csv has this form of name.")
        if slug(place.text):
            self.places[slug(place.text)] = " ".join(place.text.split())
        return None

    def rows(self) -> dict[str, list[str]]:
        """Return the lines to add to the registers, by file, for whom and what no row fits."""
        people = {named: entry for named, entry in self.agents.items() if entry["kind"] in ("person", *_blanks(entry))}
        others = {named: entry for named, entry in self.agents.items() if named not in people}
        lines = {
            "people.csv": [_line("people", named, str(entry["label"])) for named, entry in people.items()],
            "organisations.csv": [
                _line("organisations", named, str(entry["label"]), kind=str(entry["kind"]))
                for named, entry in others.items()
            ],
            "places.csv": [_line("places", named, name) for named, name in self.places.items()],
        }
        return {file: rows for file, rows in lines.items() if rows}


def _blanks(entry: Entry) -> tuple[Value, ...]:
    return (entry["kind"],) if isinstance(entry["kind"], Blank) else ()


def _line(register: str, named: str, name: str, **cells: str) -> str:
    stream = io.StringIO()
    row = {"id": named, "name": name, **cells}
    csv.writer(stream, lineterminator="").writerow([row.get(column, "") for column in COLUMNS[register]])
    return stream.getvalue()


def quoted(words: Quote) -> dict[str, Value]:
    """Return a quote as the keys of an entry."""
    return {"quote": words.words, "within": words.within} if words.within else {"quote": words.words}


def agent_entry(names: Names, read: ReadAgent) -> dict[str, Value] | None:
    """Return an agent as an entry names one, no more surely than it is known who goes by the name."""
    words = quote(names.text, read.span)
    matched = names.match(read.name, read.span, read.gloss, read.kind)
    if words is None or matched is None:
        return None
    status, because = read.status, read.rationale
    if status == "stated":
        status, because = matched.status, matched.because
    elif status == "editorial":
        because = because or "Only a bracket in the text says so."
    return {"agent": matched.id, **quoted(words), **basis(status, because)}


def meant(matched: Match, words: Quote) -> Value:
    """Return who is meant by a name as an entry says it; an editor's bracket is quoted, for it is the source."""
    if matched.status == "stated":
        return matched.id
    evidence = quoted(words) if matched.status == "editorial" else {}
    return {"agent": matched.id, **evidence, **basis(matched.status, matched.because)}


def basis(status: str, because: str | None) -> Mapping[str, Value]:
    """Return status and reason as the keys of an entry; what is stated needs no reason."""
    return {"status": status} if because is None or status == "stated" else {"status": status, "because": because}


def kind_of_name(row: Row | None, name: str) -> str | None:
    """Return the kind of a form of name where the registers leave no doubt: a full name, an office; else None."""
    if row is None or slug(row.name) != slug(name):
        return None
    if row.register == "organisations":
        return "office" if row.cells.get("kind") == "body" else None
    return "fullName" if len(slug(name).split("-")) > 1 else None
