"""Look a name up among the conventional names of persons, places and bodies that follow no scheme."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cablegraph.names.spelling import bare, plain
from cablegraph.names.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.names.spelling import Written


def person_rows(name: Written) -> frozenset[int]:
    """Return the numbers of the rows of persons that have the name."""
    return _index("persons").get(_folded(name.words), frozenset())


def place_rows(name: Written) -> frozenset[int]:
    """Return the numbers of the rows of places that have the name."""
    return _index("places").get(_folded(name.words), frozenset())


def body_rows(name: Written) -> frozenset[int]:
    """Return the numbers of the rows of bodies that have the name."""
    return _index("bodies").get(re.sub(r"\W", "", bare(name.text)), frozenset())


def is_body(name: Written) -> bool:
    """Say whether a name is surely a body's: a known one, or one with a word such as army or комитет."""
    return bool(body_rows(name)) or any(word in _body_words() for word in name.words)


def person_forms(number: int) -> tuple[str, ...]:
    """Return all names in a row of persons."""
    return tuple(_rows("persons")[number]["forms"].split(";"))


def place_forms(number: int) -> tuple[str, ...]:
    """Return all names in a row of places."""
    return tuple(_rows("places")[number]["forms"].split(";"))


def source(table: str, number: int) -> str:
    """Return where the forms of a row were seen together."""
    return _rows(table)[number]["source"]


@cache
def _rows(table: str) -> tuple[dict[str, str], ...]:
    return tuple(rows(table))


def _folded(words: Iterable[str]) -> str:
    return re.sub(r"\W", "", bare("".join(words)))


@cache
def _body_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("body_words"))


@cache
def _index(table: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(_rows(table)):
        for form in row["forms"].split(";"):
            found.setdefault(_folded(plain(form)), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}
