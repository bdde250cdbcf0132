"""Find what a list of letters says wrongly: the rules of CMIF's Schematron, and dates that can't be right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.model.correspondence import ACTIONS
from cablegraph.model.reading import Problem
from cablegraph.times.dating import edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.errors import Position
    from cablegraph.model.correspondence import Correspondence, Dating, Letter

_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d\d)(?!\d)")
_UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
ERROR, WARNING = "error", "warning"


def problems(found: Correspondence) -> Iterator[Problem]:
    """Yield every problem of a file: those of its editions first, then letter by letter."""
    for bibliography in found.bibliographies:
        if not _UUID.search(bibliography.id or ""):
            words = f'The edition "{bibliography.id or bibliography.text}" should have a UUID as its xml:id.'
            yield _problem(bibliography.where, WARNING, words)
    known = {bibliography.id for bibliography in found.bibliographies}
    for letter in found.letters:
        yield from _of_letter(letter, known)


def _of_letter(letter: Letter, known: set[str | None]) -> Iterator[Problem]:
    for wanted in ACTIONS[:2]:
        if not any(action.type == wanted for action in letter.actions):
            words = (
                f'The letter has no correspAction of type "{wanted}"; add one, with "Unknown" for a name if need be.'
            )
            yield _problem(letter.where, ERROR, words)
    for source in letter.sources:
        if source.rpartition("#")[2] not in known:
            words = f'The letter\'s source "{source}" is no bibl of this file; write "#" and the xml:id of one.'
            yield _problem(letter.where, ERROR, words)
    for action in letter.actions:
        if action.type not in ACTIONS:
            words = f'The action is of type "{action.type}"; known are {", ".join(ACTIONS)}.'
            yield _problem(action.where, ERROR, words)
        for dating in action.dates:
            yield from _of_dating(dating)


def _of_dating(dating: Dating) -> Iterator[Problem]:
    if not dating.attributes:
        words = "The date has none of the attributes when, from, to, notBefore and notAfter; leave it out if unknown."
        yield _problem(dating.where, ERROR, words)
    elif edtf(dict(dating.attributes)) is None:
        said = " ".join(f'{name}="{value}"' for name, value in dating.attributes)
        words = f"The date can't be read: {said}; write days as 1951-08-12, and one `when` or one pair of bounds."
        yield _problem(dating.where, ERROR, words)
    elif contradicts(dating):
        words = f'The words of the date, "{dating.text}", name another year than its attributes; one must be wrong.'
        yield _problem(dating.where, WARNING, words)


def contradicts(dating: Dating) -> bool:
    """Say whether the years that a date's words name are all others than those of its attributes."""
    named = set(_YEAR.findall(dating.text))
    given = {year for _, value in dating.attributes for year in _YEAR.findall(value[:4])}
    return bool(named and given) and not named & given


def _problem(where: Position | None, severity: str, words: str) -> Problem:
    line, column = (where.line or 1, where.column or 1) if where else (1, 1)
    return Problem(line, column, severity, words)
