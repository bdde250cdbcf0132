"""Weigh how well a message fits a mention, and say what the weight is made of.

What contradicts the mention rules a message out: another number, direction, date or kind of writing, a later day. What
is left is weighed by points; a mention is resolved only where enough of them come together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from cablegraph.readers.text.parties import POSTS
from cablegraph.resolution.asked import LONG
from cablegraph.resolution.known import DAY
from cablegraph.resolution.posts import HOME
from cablegraph.resolution.series import announced, misprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.resolution.asked import Asked
    from cablegraph.resolution.known import Known, Messages

NUMBER, SERIES, DATE, NEXT_DAY, SENDER, ADDRESSEE, SAME_PAIR, RECENT, COLLECTION, KIND = 4, 3, 4, 2, 2, 2, 2, 1, 1, 1
ENOUGH = 7
FULL = NUMBER + DATE + SENDER + ADDRESSEE + RECENT + COLLECTION
WINDOW = 45  # days: a telegram cited without a date is a recent one, and numbers begin anew with a year or a conference
CLOSE = 15  # days within which nearly all telegrams are cited that are cited without a date (FRUS: 333 of 351)
APART = timedelta(hours=14)  # by which the clock of one place can be ahead of another's


Part: TypeAlias = "tuple[int, str] | None"  # points and what they are for; None where a message is ruled out


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


def weigh_all(asked: Asked, messages: Messages) -> list[Weight]:
    """Weigh every message that can be meant, the best first."""
    candidates = _numbered(asked, messages) if asked.figures else _dated(asked, messages)
    weights = [weight for known in candidates if (weight := _weigh(asked, known))]
    return sorted(weights, key=lambda weight: (-weight.points, weight.known.message.id))


def _numbered(asked: Asked, messages: Messages) -> Iterator[Known]:
    """Yield the messages with the number, round the mention's date or in the weeks before the mentioning message."""
    if asked.day:
        first, last = asked.day - DAY, asked.day + DAY
    elif asked.within.made:
        first, last = asked.within.made - WINDOW * DAY, asked.within.made + DAY
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
    points, reasons = 0, []
    for compare in (_number, _date, _sender, _addressee, _pair, _nearness, _kind):
        part = compare(asked, known)
        if part is None:
            return None
        points += part[0]
        if part[1]:
            reasons.append(part[1])
    return Weight(known, points, tuple(reasons)) if points >= ENOUGH and _borne_out(asked, known) else None


def _impossible(asked: Asked, known: Known) -> bool:
    """Say whether a message can't be meant: one of the mentioning text itself, a later one, one of another kind."""
    mine, other = asked.within, known
    if mine.message.document == other.message.document:
        return True
    if other.day is None or (is_later(other, mine) and not announced(asked, other)):
        return True
    if asked.office and not any(POSTS[asked.office].search(form) for form in other.message.senders):
        return True
    wanted = asked.kind or ("telegram" if asked.figures else "")
    return bool(wanted and other.kind and wanted != other.kind)


def is_later(other: Known, mine: Known) -> bool:
    """Say whether a message was sent after the mentioning one.

    Clocks of two places may be hours apart, so there the next day counts as later only where the hours say it.
    """
    sent = other.day or other.made
    if mine.made is None or sent is None or sent < mine.made:
        return False
    times = [known.message.sent or "" for known in (other, mine)]
    timed = all(len(time) == len("1949-01-01T00:00") for time in times)
    if other.message.place == mine.message.place or not timed:
        return sent > mine.made or (timed and times[0] > times[1])
    one, two = (datetime.fromisoformat(time) for time in times)
    return one - two > APART


def _number(asked: Asked, known: Known) -> Part:
    if not asked.figures:
        return 0, ""
    if (asked.series, asked.figures) in known.numbers:
        return NUMBER + (SERIES if asked.series else 0), f"it has the number {asked.mention.number}"
    if asked.series and (near := misprint(asked, known)):
        return NUMBER + SERIES, f"it has the number {near}, which is taken for a misprint of {asked.mention.number}"
    if not asked.series and (_repeated_to(asked, known) or (not asked.addressees and _is_at(asked.figures, known))):
        return NUMBER, f"it is said to have the number {asked.mention.number} there"
    for post, figures in asked.also:
        if (post, figures) in known.also or (("", figures) in known.numbers and post in known.addressees):
            return NUMBER, f"it has the number {figures}, which the mention gives besides"
    return None


def _is_at(figures: str, known: Known) -> bool:
    return any(figures == other for _, other in known.also)


def _repeated_to(asked: Asked, known: Known) -> bool:
    """Say whether the message was repeated to the post at which the mention puts it, under the number it gives."""
    return any(post in asked.addressees and figures == asked.figures for post, figures in known.also)


def _date(asked: Asked, known: Known) -> Part:
    if asked.day is None or known.day is None:
        return 0, ""
    apart = abs((known.day - asked.day).days)
    if apart == 0:
        year = "" if (asked.mention.date or "").startswith(str(asked.day.year)) else ", in the last year that fits"
        return DATE, f"it was sent on {asked.day}, the day that the mention gives{year}"
    if apart == 1 and asked.figures:
        return NEXT_DAY, f"it was sent on {known.day}, a day from the one that the mention gives"
    return None


def _sender(asked: Asked, known: Known) -> Part:
    if not asked.senders or not known.senders:
        return 0, ""
    if asked.senders & known.senders:
        return SENDER, f"the sender agrees ({_name(known.message.senders, known.message.place)})"
    return None


def _addressee(asked: Asked, known: Known) -> Part:
    """Compare the addressees; a message to others fits where its number runs through all posts or is that of a copy.

    Of a mention that names a sender alone, the message went home or to a party of the mentioning one: the numbers to
    each post are a series of their own.
    """
    if not known.addressees or not (asked.senders or asked.addressees):
        return 0, ""
    if asked.addressees & known.addressees:
        return ADDRESSEE, f"the addressee agrees ({_name(known.message.addressees, known.message.destination)})"
    if not asked.addressees:
        parties = asked.within.senders | asked.within.addressees | {HOME}
        return (0, "") if asked.day or asked.serial or known.addressees & parties or HOME in asked.senders else None
    long = len(asked.mention.number or "") >= LONG
    if asked.figures and (long or asked.also or _repeated_to(asked, known)):
        return 0, ""
    return None


def _pair(asked: Asked, known: Known) -> Part:
    """Look at the two parties of the mentioning message where the mention leaves both of its own open."""
    pair = asked.within.senders | asked.within.addressees
    if asked.senders or asked.addressees or not (known.senders & pair and known.addressees & pair):
        return 0, ""
    return SAME_PAIR, "it went between the parties of the mentioning message"


def _name(forms: tuple[str, ...], place: str | None) -> str:
    """Name a party as its own message does, by post rather than by person."""
    return max(forms, key=len) if forms else place or ""


def _nearness(asked: Asked, known: Known) -> Part:
    """Look how long before the mentioning message the message was sent, where the mention gives no date."""
    same = COLLECTION if asked.within.message.collection == known.message.collection else 0
    if asked.day:
        return same, ""
    if asked.within.made is None or known.day is None:
        return None
    before = (asked.within.made - known.day).days
    if before > WINDOW:
        return None
    if asked.within.day is None:
        latest = f"which is of {asked.within.made} at the latest"
        bounded = f"it was sent in the {WINDOW} days before the mentioning message, {latest}"
        return same + (RECENT if before <= CLOSE else 0), bounded
    near = {-1: "within hours of", 0: "on the same day as", 1: "the day before"}.get(before, f"{before} days before")
    return same + (RECENT if before <= CLOSE else 0), f"it was sent {near} the mentioning message"


def _kind(asked: Asked, known: Known) -> Part:
    return (KIND, f"it is a {known.kind}, as the mention says") if asked.kind and asked.kind == known.kind else (0, "")


def _borne_out(asked: Asked, known: Known) -> bool:
    """Say whether more than the bare number or the bare day speaks for a message."""
    if not asked.figures:
        named = bool(asked.kind) and asked.kind == known.kind and not asked.addressees
        return bool(asked.senders & known.senders and (named or asked.addressees & known.addressees))
    if asked.office and not asked.day:
        return False
    return bool(
        asked.series
        or asked.day
        or asked.senders & known.senders
        or asked.addressees & known.addressees
        or not (asked.senders or asked.addressees)
    )
