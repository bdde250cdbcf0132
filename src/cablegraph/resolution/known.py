"""The messages of a corpus as the resolver sees them: parties under keys, numbers parted, days counted, an index."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cablegraph.resolution.posts import Posts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cablegraph.model.mention import KnownMessage

_NUMBER = re.compile(r"(?:(?P<series>[A-Za-z]+)[ \u2013-]*)?0*(?P<figures>\d[\d/\w-]*)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![\d~?%])")
DAY = timedelta(days=1)
ANYBODY, NOBODY = "*", ""  # under which messages stand by number whoever sent them, and those without a sender
NEIGHBOURS = 3  # documents before and after one without a date among which a dated one is sought
NEAR = 30  # days that may lie between these: further apart the volume turns to another matter
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
    """A message with what is compared: keys of its parties, numbers by series, its day, its kind of writing.

    `made` is the day by which it was written at the latest: its own; of one that gives none the day of the message that
    holds it, else that of the next document of an edition in order of time. `since` is the earliest day in that case.
    """

    message: KnownMessage
    senders: frozenset[str]
    addressees: frozenset[str]
    numbers: frozenset[tuple[str, str]]
    also: frozenset[tuple[str, str]]
    day: date | None
    kind: str
    made: date | None = None
    since: date | None = None


def _day_of(pair: tuple[date, Known]) -> date:
    return pair[0]


class Messages:
    """All messages of a corpus, to be found by number or by day; what comes out is in the order of their ids."""

    def __init__(self, messages: Iterable[KnownMessage]) -> None:
        ordered = sorted(messages, key=lambda message: message.id)
        self.posts = Posts(ordered)
        self.by_id = {message.id: self._known(message) for message in ordered}
        self.by_id.update(undated(self.by_id))
        self._by_figures: dict[tuple[str, str], list[tuple[date, Known]]] = defaultdict(list)
        self._by_day: dict[date, list[Known]] = defaultdict(list)
        self._by_sender: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._in_order = {
            (known.message.collection, known.message.order): known
            for name, known in self.by_id.items()
            if name == known.message.document
        }
        for known in self.by_id.values():
            for sender in known.senders:
                self._by_sender[known.message.collection, sender].append(known)
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

    def beside(self, known: Known, step: int) -> Known | None:
        """Return the document *step* places after the one that holds a message; None where the order is not known."""
        message = known.message
        return self._in_order.get((message.collection, message.order + step)) if message.order else None

    def sent_by(self, senders: Iterable[str], collection: str) -> Sequence[Known]:
        """Return the messages of a collection that any of *senders* sent, in the order of their ids."""
        found = {
            known.message.id: known for sender in senders for known in self._by_sender.get((collection, sender), ())
        }
        return [found[name] for name in sorted(found)]

    def on(self, day: date) -> Sequence[Known]:
        """Return the messages of a day."""
        return self._by_day.get(day, ())

    def days(self) -> Iterable[Sequence[Known]]:
        """Yield the messages day by day, in order."""
        return (self._by_day[day] for day in sorted(self._by_day))

    def _known(self, message: KnownMessage) -> Known:
        series = [number for _, number in message.also if read_number(number)[0]]
        day = read_day(message.sent) or read_day(message.received)
        return Known(
            message,
            self.posts.sender(message),
            self.posts.addressee(message),
            frozenset(read_number(number) for number in (*message.numbers, *series)),
            frozenset((self.posts.at(post), read_number(number)[1]) for post, number in message.also),
            day,
            kind_of(message.form),
            day,
            day,
        )


def undated(messages: Mapping[str, Known]) -> Iterator[tuple[str, Known]]:
    """Yield anew the messages without a day, with the days between which they were written as far as that is known."""
    outermost = [known for name, known in messages.items() if name == known.message.document and known.message.order]
    ordered = sorted(outermost, key=lambda known: (known.message.collection, known.message.order))
    bounds: dict[str, tuple[date, date]] = {}
    for at, known in enumerate(ordered):
        if known.day is None:
            before = next((one.day for one in reversed(ordered[max(0, at - NEIGHBOURS) : at]) if one.day), None)
            after = next((one.day for one in ordered[at + 1 : at + 1 + NEIGHBOURS] if one.day), None)
            if before and after and before <= after <= before + timedelta(days=NEAR):
                bounds[known.message.id] = before, after
    for name, known in messages.items():
        outer = messages.get(known.message.document)
        if known.day is None and name in bounds:
            yield name, replace(known, since=bounds[name][0], made=bounds[name][1])
        elif known.day is None and outer and outer is not known:
            made = outer.day or bounds.get(outer.message.id, (None, None))[1]
            yield name, replace(known, made=made)
