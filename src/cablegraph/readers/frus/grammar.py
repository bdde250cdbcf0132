"""Load `grammar.toml`, the grammar of the documents of the series, and make regular expressions of its forms."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PART = re.compile(r"\{([a-z]\w*)\}")  # not a count such as {0,3}


@dataclass(frozen=True, slots=True)
class Grammar:
    """The forms of heads in the order in which they are tried; what tells posts from offices; single expressions."""

    heads: tuple[re.Pattern[str], ...]
    kinds: Mapping[str, re.Pattern[str]]
    words: Mapping[str, re.Pattern[str]]


@cache
def grammar() -> Grammar:
    """Load the grammar once; a {part} is another expression of the table [words]."""
    tables = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8"))
    parts: dict[str, str] = tables["words"]

    def spell(pattern: str) -> str:
        while (spelled := _PART.sub(lambda part: f"(?:{parts[part[1]]})", pattern)) != pattern:
            pattern = spelled
        return pattern

    return Grammar(
        tuple(re.compile(form["pattern"]) for form in tables["head"]),
        {name: re.compile(pattern) for name, pattern in tables["kinds"].items()},
        {name: re.compile(spell(pattern), re.MULTILINE) for name, pattern in parts.items()},
    )
