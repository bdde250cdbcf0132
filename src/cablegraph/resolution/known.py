"""The messages of a corpus as the resolver sees them: parties under keys, numbers parted, days counted, an index."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cablegraph.resolution.posts import Posts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cablegraph.model.mention import KnownMessage

_NUMBER = re.compile(r"(?:(?P<series>[A-Za-z]+)[ \u2013-]*)?0*(?P<figures>\d[\d/\w-]*)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![\d~?%])")
ANYBODY, NOBODY = "*", ""  # under which messages stand by number whoever sent them, and those without a sender
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


def _day_of(pair: tuple[date, Known]) -> date:
    return pair[0]


class Messages:
    """All messages of a corpus, to be found by number or by day; what comes out is in the order of their ids."""

    def __init__(self, messages: Iterable[KnownMessage]) -> None:
        ordered = sorted(messages, key=lambda message: message.id)
        self.posts = Posts(ordered)
        self.by_id = {message.id: self._known(message) for message in ordered}
        self._by_figures: dict[tuple[str, str], list[tuple[date, Known]]] = defaultdict(list)
        self._by_day: dict[date, list[Known]] = defaultdict(list)
        dated = [(known.day, known) for known in self.by_id.values() if known.day]
        for day, known in sorted(dated, key=lambda pair: pair[0]):
            self._by_day[day].append(known)
            for figures in {figures for _, figures in known.numbers | known.also}:
                for sender in (ANYBODY, *(known.senders or {NOBODY})):
                    self._by_figures[figures, sender].append((day, known))

    def day_of(self, message: str) -> date | None:
        """Return the day of a message by its id, None where there is none."""
        known = self.by_id.get(message)
        return known.day if known else None

    def numbered(self, figures: str, senders: Iterable[str], first: date, last: date) -> Iterator[Known]:
        """Yield the messages from *first* to *last* that have a number with these figures, in any series, at any post.

        Where *senders* are given, only what one of them sent, or nobody who is named. Some may come twice.
        """
        wanted = sorted(senders)
        for sender in (*wanted, NOBODY) if wanted else (ANYBODY,):
            found = self._by_figures.get((figures, sender), [])
            for at in range(bisect_left(found, first, key=_day_of), len(found)):
                day, known = found[at]
                if day > last:
                    break
                yield known

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
