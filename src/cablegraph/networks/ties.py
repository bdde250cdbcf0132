"""Ties: the rows of a network question, and how their dates and words are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Protocol

from cablegraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

OFFICES = tuple(f"wikidata_{end}_office_{when}" for end in ("source", "target") for when in ("on_day", "possibly"))
STATUSES = ("stated", "editorial", "inferred", "disputed")  # the strongest first
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = re.compile(r"[\dX]{4}(?:-[\dX]{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Tie:
    """A row of a network question: one message that ties a source to a target, and on whose word."""

    source: str | None
    target: str | None
    kind: str | None
    status: str | None
    source_label: str | None = None
    source_kind: str | None = None
    target_label: str | None = None
    target_kind: str | None = None
    message: str | None = None
    message_label: str | None = None
    date: str | None = None
    rationale: str | None = None
    reported_by: str | None = None
    # Not the messages' word: what Wikidata says of the two ends on the tie's day.
    wikidata_source_office_on_day: str | None = None
    wikidata_source_office_possibly: str | None = None
    wikidata_target_office_on_day: str | None = None
    wikidata_target_office_possibly: str | None = None


class Valued(Protocol):
    """A term of an answer: what counts here is its text."""

    @property
    def value(self) -> str:
        """The text."""


def from_rows(columns: Sequence[str], rows: Iterable[Sequence[str | Valued | None]]) -> Iterator[Tie]:
    """Yield the ties of an answer's rows, which hold text, terms or None; columns that no tie has are passed over.

    Raise `InputError` where a column is missing that a network can't be drawn without.
    """
    missing = [name for name in ("source", "target", "kind", "status") if name not in columns]
    if missing:
        advice = "A network is drawn from rows with at least source, target, kind and status."
        raise InputError(f"The answer has no column {', '.join(missing)}.", advice)
    known = {field.name for field in fields(Tie)}
    places = [(place, name) for place, name in enumerate(columns) if name in known]
    for row in rows:
        cells = ((name, row[place]) for place, name in places)
        yield Tie(**{name: cell if cell is None or isinstance(cell, str) else cell.value for name, cell in cells})


def reason_against(tie: Tie, statuses: Collection[str], since: str | None, until: str | None) -> str:
    """Say why a tie is left out of a network, or nothing where it is drawn."""
    if tie.status not in STATUSES:
        raise InputError(f'A tie has the status "{tie.status}".', f"Known are: {', '.join(STATUSES)}.")
    if not tie.source or not tie.target:
        return "with one end unknown"
    if tie.status not in statuses:
        return tie.status
    if since or until:
        span = days(tie.date)
        if span is None:
            return "undated"
        # "~" sorts after every digit and hyphen, so that 1951-08~ comes after each day of that month
        if (since and f"{span[1]}~" < since) or (until and span[0] > f"{until}~"):
            return "of other dates"
    return ""


def days(edtf: str | None) -> tuple[str, str] | None:
    """Return the first and the last day, month or year that an EDTF date may mean; None where it names none.

    Unspecified digits and open ends reach as far as they can: 195X is 1950 to 1959, ../1951 is 0000 to 1951.
    """
    written = _DAY.findall(edtf or "")
    if not written:
        return None
    bare = (edtf or "").strip("[]{}")
    first = "0000" if bare.startswith(("..", "/")) else min(day.replace("X", "0") for day in written)
    last = "9999" if bare.endswith(("..", "/")) else max(day.replace("X", "9") for day in written)
    return first, last


def one_line(text: str | None) -> str:
    """Return text on one line, with U+FFFD for each character that XML can't hold, so that no format changes it."""
    if not text or (text.isprintable() and "  " not in text and text[0] != " " != text[-1]):
        return text or ""
    return _NOT_XML.sub("\ufffd", " ".join(text.split()))


def distinct(texts: Iterable[str | None]) -> list[str]:
    """Return the texts that are not empty, each once, in their order."""
    return [text for text in dict.fromkeys(one_line(text) for text in texts) if text]
