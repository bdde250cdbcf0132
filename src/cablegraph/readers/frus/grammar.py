"""Load `head.toml`, the grammar of the documents' heads, and make regular expressions of its forms."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class HeadGrammar:
    """The forms of heads in the order in which they are tried, and the expressions that tell posts from offices."""

    forms: tuple[re.Pattern[str], ...]
    kinds: Mapping[str, re.Pattern[str]]


@cache
def head_grammar() -> HeadGrammar:
    """Load the grammar once."""
    tables = tomllib.loads(Path(__file__).with_name("head.toml").read_text(encoding="utf-8"))
    return HeadGrammar(
        tuple(re.compile(form["pattern"]) for form in tables["form"]),
        {name: re.compile(pattern) for name, pattern in tables["kinds"].items()},
    )
