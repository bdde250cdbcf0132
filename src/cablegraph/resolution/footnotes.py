"""Read what an editors' footnote says of a mentioned message: which document it is, or that it is not printed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cablegraph.resolution.known import DAY, read_number
from cablegraph.times.forms import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.model.mention import Mention

_DATED = re.compile(
    rf"\s*Dated (?P<date>(?P<month>{'|'.join(MONTH_NAMES)}) (?P<day>\d{{1,2}})(?:, (?P<year>1[89]\d\d))?)(?![\d-])"
)
# "Supra." is the document right before this one, "Telegram 412, March 5, infra." that right after it.
_NEIGHBOUR = re.compile(r"(?:[Tt]elegram (?P<number>\d+)(?:, [A-Z][a-z]+ \d{1,2})?, )?(?P<where>[Ss]upra|[Ii]nfra)\.?")


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The forms of footnotes: those that name a document, by name, and those that say it is not there."""

    names: tuple[tuple[str, re.Pattern[str]], ...]
    absent: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def footnotes() -> Footnotes:
    """Load the forms once."""
    tables = tomllib.loads(files(__package__).joinpath("footnotes.toml").read_text(encoding="utf-8"))

    def spell(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("{label}", tables["label"]).replace("{document}", tables["document"]))

    return Footnotes(
        tuple((form["name"], spell(form["pattern"])) for form in tables["names"]),
        tuple((form["name"], spell(form["pattern"])) for form in tables["absent"]),
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


def neighbour(mention: Mention) -> tuple[int, str | None]:
    """Return 1 where the note on a mention says "Infra", -1 for "Supra", else 0, and the number given with it."""
    match = _NEIGHBOUR.fullmatch(mention.note.strip())
    if match is None or mention.notes:
        return 0, None
    return (-1 if match["where"].lower() == "supra" else 1), match["number"]


def says_absent(mention: Mention) -> str | None:
    """Return in which form the note on a mention says that the message is not in the volume; None where it does not."""
    if mention.notes:
        return None
    return next((name for name, pattern in footnotes().absent if pattern.match(mention.note.strip())), None)


def dated(mention: Mention, made: date | None) -> Mention:
    """Return a mention without a date with that which the note on it gives: "Dated October 3.".

    *made* is the day of the mentioning message, which the day of the note comes before, by less than a year.
    """
    match = _DATED.match(mention.note)
    if mention.date or mention.plural or made is None or match is None:
        return mention
    year = int(match["year"] or made.year)
    try:
        days = [date(number, MONTH_NAMES.index(match["month"]) + 1, int(match["day"])) for number in (year, year - 1)]
    except ValueError:
        return mention
    day = days[0] if match["year"] or days[0] <= made + DAY else days[1]
    start = mention.note_start + match.start("date")
    return replace(
        mention,
        date=day.isoformat(),
        date_written=match["date"],
        date_start=start,
        date_end=start + len(match["date"]),
        date_in_note=True,
    )
