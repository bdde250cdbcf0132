"""Weigh how well a message fits a mention, and say what the weight is made of.

What contradicts the mention rules a message out: another number, direction, date or kind of writing, a later day. What
is left is weighed by points; a mention is resolved only where enough of them come together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cablegraph.resolution.known import Known, kind_of, read_day, read_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cablegraph.model.mention import Mention
    from cablegraph.resolution.known import Messages

NUMBER, SERIES, DATE, NEXT_DAY, SENDER, ADDRESSEE, SAME_PAIR, RECENT, COLLECTION, KIND = 4, 3, 4, 2, 2, 2, 2, 1, 1, 1
ENOUGH = 7
FULL = NUMBER + DATE + SENDER + ADDRESSEE + RECENT + COLLECTION
WINDOW = 45  # days: a telegram cited without a date is a recent one, and numbers begin anew with a year or a conference
CLOSE = 15  # days within which nearly all telegrams are cited that are cited without a date (FRUS: 333 of 351)
DAY = timedelta(days=1)
APART = timedelta(hours=14)  # by which the clock of one place can be ahead of another's
GLOBAL = 5  # figures: so long a number runs through all posts and not through one


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention with what is compared."""

    mention: Mention
    within: Known
    series: str
    figures: str
    day: date | None
    senders: frozenset[str]
    addressees: frozenset[str]
    kind: str
    also: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Weight:
    """How well a message fits: points, and in words what they are for."""

    known: Known
    points: int
    reasons: tuple[str, ...]

    @property
    def score(self) -> float:
        """The points as a part of the most there can be."""
        return min(1.0, self.points / FULL)


def ask(mention: Mention, messages: Messages) -> Asked | None:
    """Prepare a mention for comparison; None where its own message is unknown."""
    within = messages.by_id.get(mention.within)
    if within is None:
        return None
    series, figures = read_number(mention.number) if mention.number else ("", "")
    senders = messages.posts.keys(mention.senders)
    if series and (post := messages.posts.post(series)):
        series, senders = "", senders | {post}
    also = frozenset((messages.posts.at(post), read_number(number)[1]) for post, number in mention.also)
    addressees = messages.posts.keys(mention.addressees)
    return Asked(
        mention, within, series, figures, read_day(mention.date), senders, addressees, kind_of(mention.form), also
    )


def weigh_all(asked: Asked, messages: Messages) -> list[Weight]:
    """Weigh every message that can be meant, the best first."""
    candidates = _numbered(asked, messages) if asked.figures else _dated(asked, messages)
    weights = [weight for known in candidates if (weight := _weigh(asked, known))]
    return sorted(weights, key=lambda weight: (-weight.points, weight.known.message.id))


def _numbered(asked: Asked, messages: Messages) -> Iterator[Known]:
    """Yield the messages with the number, round the date of the mention or in the weeks before the mentioning message."""
    if asked.day:
        first, last = asked.day - DAY, asked.day + DAY
    elif asked.within.day:
        first, last = asked.within.day - WINDOW * DAY, asked.within.day + DAY
    else:
        return
    seen: set[str] = set()
    for figures in (asked.figures, *sorted(number for _, number in asked.also)):
        for known in messages.numbered(figures, asked.senders, first, last):
            if known.message.id not in seen:
                seen.add(known.message.id)
                yield known


def _dated(asked: Asked, messages: Messages) -> Iterator[Known]:
    if asked.day:
        yield from messages.on(asked.day)


def _weigh(asked: Asked, known: Known) -> Weight | None:
    """Weigh one message; None where something rules it out."""
    if _impossible(asked, known):
        return None
    parts = [_number(asked, known), _date(asked, known), *_parties(asked, known), _nearness(asked, known), _kind(asked, known)]
    if any(part is None for part in parts):
        return None
    reasons = tuple(words for part in parts if part for points, words in [part] if points and words)
    points = sum(part[0] for part in parts if part)
    return Weight(known, points, reasons) if points >= ENOUGH and _borne_out(asked, known) else None


def _impossible(asked: Asked, known: Known) -> bool:
    """Say whether a message cannot be meant: the mentioning one itself, one round it or in it, a later one, another kind."""
    mine, other = asked.within, known
    if mine.message.document == other.message.document:
        return True
    if other.day is None or _later(other, mine):
        return True
    wanted = asked.kind or ("telegram" if asked.figures else "")
    return bool(wanted and other.kind and wanted != other.kind)


def _later(other: Known, mine: Known) -> bool:
    """Say whether a message was sent after the mentioning one.

    Clocks of two places may be hours apart, so there the next day counts as later only where the hours say it.
    """
    if mine.day is None or other.day is None or other.day < mine.day:
        return False
    times = [known.message.sent or "" for known in (other, mine)]
    timed = all(len(time) == len("1949-01-01T00:00") for time in times)
    if other.message.place == mine.message.place or not timed:
        return other.day > mine.day or (timed and times[0] > times[1])
    one, two = (datetime.fromisoformat(time) for time in times)
    return one - two > APART


def _number(asked: Asked, known: Known) -> tuple[int, str] | None:
    if not asked.figures:
        return 0, ""
    if (asked.series, asked.figures) in known.numbers:
        return NUMBER + (SERIES if asked.series else 0), f"it has the number {asked.mention.number}"
    if not asked.series and any(
        figures == asked.figures and (post in asked.addressees or not asked.addressees) for post, figures in known.also
    ):
        return NUMBER, f"it is said to have the number {asked.mention.number} there"
    for post, figures in asked.also:
        if (post, figures) in known.also or (("", figures) in known.numbers and post in known.addressees):
            return NUMBER, f"it has the number {figures}, which the mention gives besides"
    return None


def _date(asked: Asked, known: Known) -> tuple[int, str] | None:
    if asked.day is None or known.day is None:
        return 0, ""
    apart = abs((known.day - asked.day).days)
    if apart == 0:
        return DATE, f"it was sent on {asked.day}, the day that the mention gives"
    if apart == 1 and asked.figures:
        return NEXT_DAY, f"it was sent on {known.day}, a day from the one that the mention gives"
    return None


def _parties(asked: Asked, known: Known) -> tuple[tuple[int, str] | None, ...]:
    """Compare sender and addressee; where the mention leaves both open, the two parties of its own message."""
    if not asked.senders and not asked.addressees:
        pair = asked.within.senders | asked.within.addressees
        between = known.senders & pair and known.addressees & pair
        return ((SAME_PAIR, "it went between the parties of the mentioning message") if between else (0, ""),)
    ends = []
    for role, points, asked_keys, keys in (
        ("sender", SENDER, asked.senders, known.senders),
        ("addressee", ADDRESSEE, asked.addressees, known.addressees),
    ):
        if not asked_keys or not keys:
            ends.append((0, ""))
        elif asked_keys & keys:
            ends.append((points, f"the {role} agrees ({_named(role, known)})"))
        elif role == "addressee" and asked.figures and (len(asked.figures) >= GLOBAL or asked.also or _elsewhere(asked, known)):
            ends.append((0, ""))
        else:
            ends.append(None)
    return tuple(ends)


def _named(role: str, known: Known) -> str:
    """Name a party as its own message does, by post rather than by person."""
    names = known.message.senders if role == "sender" else known.message.addressees
    return max(names, key=len) if names else known.message.place or known.message.destination or ""


def _elsewhere(asked: Asked, known: Known) -> bool:
    """Say whether the message was repeated to the post at which the mention puts it, under the number it gives."""
    return any(post in asked.addressees and figures == asked.figures for post, figures in known.also)


def _nearness(asked: Asked, known: Known) -> tuple[int, str] | None:
    """Look how long before the mentioning message the message was sent, where the mention gives no date."""
    same = COLLECTION if asked.within.message.collection == known.message.collection else 0
    if asked.day:
        return same, ""
    if asked.within.day is None or known.day is None:
        return None
    before = (asked.within.day - known.day).days
    if before > WINDOW:
        return None
    ago = {0: "on the same day as", 1: "the day before"}.get(before, f"{before} days before")
    return same + (RECENT if before <= CLOSE else 0), f"it was sent {ago} the mentioning message"


def _kind(asked: Asked, known: Known) -> tuple[int, str]:
    return (KIND, f"it is a {known.kind}, as the mention says") if asked.kind and asked.kind == known.kind else (0, "")


def _borne_out(asked: Asked, known: Known) -> bool:
    """Say whether more than the bare number or the bare day speaks for a message."""
    if not asked.figures:
        return bool(asked.senders & known.senders and asked.addressees & known.addressees)
    return bool(
        asked.series
        or asked.day
        or asked.senders & known.senders
        or asked.addressees & known.addressees
        or not (asked.senders or asked.addressees)
    )
