"""Load the grammar of the genre, `grammar.toml`; its forms become regular expressions when they are first tried."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from cablegraph.times import forms as times

_SLOT = re.compile(r"(?<!\?P)<(\w+)>")  # not a named group
_PART = re.compile(r"\{([a-z]\w*)\}")  # not a count such as {0,3}

MARK = "\ue000"  # covers each character of a time in the words to which a form is fitted

# What ends a fact on a line of the header or trailer: the end of the line, or what may follow on it.
_AFTER = {
    "header": r"(?=[ \t.,;:!]*(?:$|{next})|(?<=\ue000)[.\])]+$)",
    "trailer": r"(?=[ \t.,;:\"”“]*(?:$|{next}|(?<=[\d\ue000])\s+[A-Z\[]))",
}


@dataclass(frozen=True)
class Speller:
    """Writes patterns of the grammar out: {part} is an expression under [parts], <slot> a fact under [slots]."""

    parts: dict[str, str]
    slots: dict[str, str]

    def spell(self, pattern: str) -> str:
        """Return the regular expression; each slot becomes a named group."""
        named = _SLOT.sub(lambda slot: f"(?P<{slot[1]}>{self.slots[slot[1]]})", self._parts(pattern))
        return times.loosen(self._parts(named))

    def _parts(self, pattern: str) -> str:
        while (spelled := _PART.sub(lambda part: f"(?:{self.parts[part[1]]})", pattern)) != pattern:
            pattern = spelled
        return pattern


@dataclass(frozen=True)
class Form:
    """One form of the genre: its name, the words with which it begins, and its pattern.

    `begins` is empty where any words may; else one of them, in lower case, stands first in whatever fits the form.
    `holds` are words in lower case which must all stand in it, `capital` says that it begins with a capital letter:
    both for the sake of speed. A line of a form with `is_label` is one that an office heads its papers with, and no
    sentence. The words of the slot `city` are those of a known city.
    """

    name: str
    begins: tuple[str, ...]
    holds: tuple[str, ...]
    capital: bool
    is_label: bool
    city: str
    pattern: str
    speller: Speller

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The expression whose named groups are the facts that the form gives."""
        return re.compile(self.speller.spell(self.pattern))

    def may_begin(self, words: str) -> bool:
        """Say quickly whether the form could fit the beginning of *words*, given in lower case."""
        if self.begins and not words.startswith(self.begins):
            return False
        return not self.holds or all(held in words for held in self.holds)


class Forms(tuple[Form, ...]):
    """The forms of one table, in the order in which they are tried."""

    @cached_property
    def _by_letter(self) -> dict[str, Forms]:
        letters = {begin[0] for form in self for begin in form.begins}
        return {letter: self._of(letter) for letter in letters}

    @cached_property
    def _others(self) -> Forms:
        return Forms(form for form in self if not form.begins)

    def _of(self, letter: str) -> Forms:
        return Forms(f for f in self if not f.begins or any(begin[0] == letter for begin in f.begins))

    def that_may_begin(self, words: str) -> list[Form]:
        """List the forms that could fit the beginning of *words*, given in lower case and not empty."""
        forms = self._by_letter.get(words[0], self._others)
        return [form for form in forms if form.may_begin(words)]


class Words(dict[str, re.Pattern[str]]):
    """Single expressions by name, compiled when they are first asked for."""

    def __init__(self, patterns: dict[str, str], speller: Speller) -> None:
        super().__init__()
        self._patterns, self._speller = patterns, speller

    def __missing__(self, name: str) -> re.Pattern[str]:
        expression = self[name] = re.compile(self._speller.spell(self._patterns[name]))
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
    told, parts, slots = tables["times"], tables["parts"], tables["slots"]
    masked = Speller({**parts, "when": f"{MARK}+"}, {**slots, **dict.fromkeys(told, f"{MARK}+")})
    when = times.pattern(bare=True)
    plain = Speller({**parts, "when": when}, {**slots, **dict.fromkeys(told, when)})

    def form(table: str, entry: dict[str, Any]) -> Form:
        ended = entry["pattern"].endswith("$")
        pattern = entry["pattern"] if ended else f"(?:{entry['pattern']}){_AFTER.get(table, '')}"
        begins, holds = (tuple(entry.get(key, ())) for key in ("begins", "holds"))
        capital, label = (bool(entry.get(key)) for key in ("capital", "label"))
        return Form(entry["name"], begins, holds, capital, label, entry.get("city", ""), pattern, masked)

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
