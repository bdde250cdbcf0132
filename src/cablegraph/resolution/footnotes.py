"""Read what an editors' footnote says of a mentioned message: which document it is, or that it is not printed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cablegraph.resolution.known import read_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.model.mention import Mention


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The forms of footnotes: those that name a document, by name, and those that say it is not there."""

    names: tuple[tuple[str, re.Pattern[str]], ...]
    absent: tuple[re.Pattern[str], ...]


@cache
def footnotes() -> Footnotes:
    """Load the forms once."""
    tables = tomllib.loads(files(__package__).joinpath("footnotes.toml").read_text(encoding="utf-8"))

    def spell(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("{label}", tables["label"]).replace("{document}", tables["document"]))

    return Footnotes(
        tuple((form["name"], spell(form["pattern"])) for form in tables["names"]),
        tuple(spell(form["pattern"]) for form in tables["absent"]),
    )


def named(note: str, targets: Iterable[str]) -> tuple[str, str, str | None] | None:
    """Return the form of a note, the document it names as the one mentioned, and the number that it gives with it.

    *targets* are the documents that the note's markup points at; one that it does not point at is not believed. None
    where the note names no document in that way.
    """
    known = {target.rpartition("/d")[2]: target for target in targets}
    for name, pattern in footnotes().names:
        match = pattern.fullmatch(note.strip())
        if match and (target := known.get(match["document"])):
            return name, target, match.groupdict().get("number")
    return None


def names(mention: Mention) -> str | None:
    """Return the document that the note on a mention names as the message mentioned, None where it names none."""
    found = named(mention.note, mention.notes)
    if found is None:
        return None
    _, target, number = found
    if number is not None and (mention.number is None or read_number(mention.number)[1] != read_number(number)[1]):
        return None
    return target


def says_absent(mention: Mention) -> bool:
    """Say whether the note on a mention says that the message is not in the volume."""
    return not mention.notes and any(pattern.match(mention.note.strip()) for pattern in footnotes().absent)
