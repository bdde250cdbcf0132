"""Load the grammar of the genre, `grammar.toml`, and make regular expressions of its forms."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cablegraph.times import written

_SLOT = re.compile(r"(?<!\?P)<(\w+)>")  # not a named group
_PART = re.compile(r"\{([a-z]\w*)\}")  # not a count such as {0,3}


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the genre: its name, and the expression whose named groups are the facts it gives."""

    name: str
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The forms by where they stand; `words` are single expressions that the rooms of the reader ask for by name,
    `forms` says what a mentioned message is called by the beginning of the word for it."""

    header: tuple[Form, ...]
    opening: tuple[Form, ...]
    trailer: tuple[Form, ...]
    introduction: tuple[Form, ...]
    reference: tuple[Form, ...]
    words: dict[str, re.Pattern[str]]
    forms: dict[str, str]


@cache
def grammar() -> Grammar:
    """Load the grammar once; a slot such as <place> becomes a named group of what stands under [slots]."""
    tables = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8"))
    slots: dict[str, str] = {**tables["slots"], **dict.fromkeys(tables["times"], written.pattern(bare=True))}
    parts: dict[str, str] = {**tables["parts"], "when": written.pattern(bare=True)}

    def spell(pattern: str) -> str:
        while (spelled := _PART.sub(lambda part: f"(?:{parts[part[1]]})", pattern)) != pattern:
            pattern = spelled
        return pattern

    def expression(pattern: str) -> re.Pattern[str]:
        return re.compile(spell(_SLOT.sub(lambda slot: f"(?P<{slot[1]}>{slots[slot[1]]})", spell(pattern))))

    def forms(table: str, end: str = "") -> tuple[Form, ...]:
        return tuple(Form(form["name"], expression(f"(?:{form['pattern']}){end}")) for form in tables[table])

    return Grammar(
        header=forms("header", r"(?=[ \t.,;:]*(?:$|{next}))"),
        opening=forms("opening"),
        trailer=forms("trailer", r"(?=[ \t.,;:\"”“]*(?:$|{next}|(?<=\d)\s+[A-Z\[]))"),
        introduction=forms("introduction"),
        reference=forms("reference"),
        words={name: expression(pattern) for name, pattern in tables["words"].items()},
        forms=tables["forms"],
    )
