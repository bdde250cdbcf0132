"""Load the grammar of the genre, `grammar.toml`; its forms become regular expressions when they are first tried."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from cablegraph.readers.text.expressions import Expression, Speller
from cablegraph.readers.text.signs import OTHER, Signs, start_of
from cablegraph.times import forms as times

MARK = "\ue000"  # covers each character of a time in the words to which a form is fitted

# What ends a fact on a line of the header or trailer: the end of the line, or what may follow on it.
_AFTER = {
    "header": r"(?=[ \t.,;:!]*(?:$|{next})|(?<=\ue000)[.\])]+$)",
    "trailer": r"(?=[ \t.,;:\"”“]*(?:$|{next}|(?<=[\d\ue000])\s+[A-Z\[]))",
}


@dataclass(frozen=True)
class Form:
    """One form of the genre: its name, the words with which it begins, and its pattern.

    `begins` is empty where any words may; else one of them, in lower case, stands first in whatever fits the form.
    `holds` are words in lower case which must all stand in it, `capital` says that it begins with a capital letter:
    both for the sake of speed. A line of a form with `is_label` is one that an office heads its papers with, and no
    sentence. The words of the slot `city` are those of a known city. The named groups of the `expression` are the facts
    that the form gives.
    """

    name: str
    begins: tuple[str, ...]
    holds: tuple[str, ...]
    capital: bool
    is_label: bool
    city: str
    expression: Expression

    def may_begin(self, start: str) -> bool:
        """Say whether the form may fit words that begin with *start*, as `start_of` gives it."""
        if not self.begins:
            return self.expression.may_begin(start)
        return any(start.startswith(start_of(begin)) for begin in self.begins)

    def may_stand(self, words: str) -> bool:
        """Say whether all that the form holds is in *words*, given in lower case."""
        return all(held in words for held in self.holds)


class Forms(tuple[Form, ...]):
    """The forms of one table, in the order in which they are tried."""

    __hash__ = object.__hash__  # a table is itself, and not what is in it

    @cached_property
    def _by_start(self) -> dict[str, Forms]:
        return {}  # filled as starts are met

    def that_may_begin(self, words: str) -> list[Form]:
        """List the forms that could fit the beginning of *words*, given in lower case and not empty."""
        start = start_of(words)
        if (forms := self._by_start.get(start)) is None:
            forms = self._by_start[start] = Forms(form for form in self if form.may_begin(start))
        return [
            form
            for form in forms
            if (not form.begins or words.startswith(form.begins)) and (not form.holds or form.may_stand(words))
        ]


class Words(dict[str, Expression]):
    """Single expressions by name, made when they are first asked for."""

    def __init__(self, patterns: dict[str, str], speller: Speller) -> None:
        super().__init__()
        self._patterns, self._speller = patterns, speller

    def __missing__(self, name: str) -> Expression:
        expression = self[name] = Expression(self._patterns[name], self._speller)
        return expression


@dataclass(frozen=True, slots=True)
class Grammar:
    """The forms by where they stand, for words whose times are masked.

    `words` are single expressions that the rooms of the reader ask for by name, for words as they are; `cities` are
    seats of governments and embassies in lower case; `forms` says what a mentioned message is called by the beginning
    of the word for it.
    """

    header: Forms
    opening: Forms
    trailer: Forms
    introduction: Forms
    reference: Forms
    words: Words
    cities: frozenset[str]
    forms: dict[str, str]


@cache
def grammar() -> Grammar:
    """Load the grammar once."""
    tables = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8"))
    told = tuple(tables["times"])
    masked = Speller(tables, told, f"{MARK}+", Signs(frozenset({OTHER}), needs=(frozenset({MARK}),)))
    plain = Speller(tables, told, times.pattern(bare=True), Signs())

    def form(table: str, entry: dict[str, Any]) -> Form:
        ended = entry["pattern"].endswith("$")
        pattern = entry["pattern"] if ended else f"(?:{entry['pattern']}){_AFTER.get(table, '')}"
        begins, holds = (tuple(entry.get(key, ())) for key in ("begins", "holds"))
        capital, label = (bool(entry.get(key)) for key in ("capital", "label"))
        return Form(entry["name"], begins, holds, capital, label, entry.get("city", ""), Expression(pattern, masked))

    def forms(table: str) -> Forms:
        return Forms(form(table, entry) for entry in tables[table])

    return Grammar(
        forms("header"),
        forms("opening"),
        forms("trailer"),
        forms("introduction"),
        forms("reference"),
        Words(tables["words"], plain),
        frozenset(city.lower() for city in tables["cities"]),
        tables["forms"],
    )
