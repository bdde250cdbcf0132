"""The messages of a corpus as the resolver sees them: parties under keys, numbers parted, days counted, an index."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cablegraph.resolution.posts import Posts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cablegraph.model.mention import KnownMessage

_NUMBER = re.compile(r"(?:(?P<series>[A-Za-z]+)[ –-]*)?0*(?P<figures>\d[\d/\w-]*)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![\d~?%])")
WIRES = ("telegram", "cable", "airgram", "critic", "circular")
LETTERS = ("letter", "note", "communication", "aide")


def read_number(written: str) -> tuple[str, str]:
    """Part a number into the series it belongs to and its figures: "Hicus 66" into hicus and 66, "05707" into 5707."""
    match = _NUMBER.fullmatch(written.strip())
    if match is None:
        return "", written.strip().casefold()
    return (match["series"] or "").casefold(), match["figures"].casefold()


def read_day(edtf: str | None) -> date | None:
    """Return the day of an EDTF date or time; None where no single day is given."""
    if not edtf or not _DAY.match(edtf):
        return None
    try:
        return date.fromisoformat(edtf[:10])
    except ValueError:
        return None


def kind_of(form: str | None) -> str:
    """Say whether a form of writing is a telegram, despatch, letter or something else; "" where that is open.

    A message can be a telegram as well as a letter.
    """
    words = (form or "").casefold()
    if "despatch" in words or "dispatch" in words:
        return "despatch"
    if any(word in words for word in WIRES):
        return "telegram"
    if any(word in words for word in LETTERS):
        return "letter"
    return "other" if words and "message" not in words else ""


@dataclass(frozen=True, slots=True)
class Known:
    """A message with what is compared: keys of its parties, numbers by series, its day, its kind of writing."""

    message: KnownMessage
    senders: frozenset[str]
    addressees: frozenset[str]
    numbers: frozenset[tuple[str, str]]
    also: frozenset[tuple[str, str]]
    day: date | None
    kind: str


class Messages:
    """All messages of a corpus, to be found by number or by day; what comes out is in the order of their ids."""

    def __init__(self, messages: Iterable[KnownMessage]) -> None:
        ordered = sorted(messages, key=lambda message: message.id)
        self.posts = Posts(ordered)
        self.by_id = {message.id: self._known(message) for message in ordered}
        self._by_figures: dict[str, list[Known]] = defaultdict(list)
        self._by_day: dict[date, list[Known]] = defaultdict(list)
        for known in self.by_id.values():
            for figures in {figures for _, figures in known.numbers | known.also}:
                self._by_figures[figures].append(known)
            if known.day:
                self._by_day[known.day].append(known)

    def numbered(self, figures: str) -> Sequence[Known]:
        """Return the messages that have a number with these figures, whatever the series or the post."""
        return self._by_figures.get(figures, ())

    def on(self, day: date) -> Sequence[Known]:
        """Return the messages of a day."""
        return self._by_day.get(day, ())

    def days(self) -> Iterable[Sequence[Known]]:
        """Yield the messages day by day, in order."""
        return (self._by_day[day] for day in sorted(self._by_day))

    def _known(self, message: KnownMessage) -> Known:
        series = [number for _, number in message.also if read_number(number)[0]]
        return Known(
            message,
            self.posts.sender(message),
            self.posts.addressee(message),
            frozenset(read_number(number) for number in (*message.numbers, *series)),
            frozenset((self.posts.at(post), read_number(number)[1]) for post, number in message.also),
            read_day(message.sent) or read_day(message.received),
            kind_of(message.form),
        )
