"""Weigh messages for a mention that gives neither number nor date: "I have received your letter".

Only two things identify one: its place beside the mentioning telegram in one run of numbers ("immediately following
telegram"), and that it is the only message of its sender that the edition has from the weeks before. An edition leaves
letters out, so the weeks are few, and two letters in them leave it open which is meant.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from cablegraph.resolution.known import DAY
from cablegraph.resolution.weighing import ADDRESSEE, COLLECTION, NUMBER, RECENT, SENDER, Weight, is_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.resolution.asked import Asked
    from cablegraph.resolution.known import Known, Messages

WEEKS = timedelta(days=21)
_OF = re.compile(r"\b(?:of|dated) (?!last\b)")  # then the words say more of the message than can be compared
_PAPERS = ("letter", "")  # what a letter, a message, a reply may be printed as


def weigh_bare(asked: Asked, messages: Messages) -> list[Weight]:
    """Return the one message that can be meant; nothing where none is told from the others."""
    if asked.mention.step:
        found = list(_beside(asked, messages))
    elif not asked.senders or asked.kind not in {"letter", "telegram", ""} or _OF.search(asked.mention.written):
        return []
    else:
        found = list(_last(asked, messages))
    return found if len(found) == 1 else []


def _beside(asked: Asked, messages: Messages) -> Iterator[Weight]:
    """Yield the telegram of the same parties whose number is next to one of the mentioning telegram's."""
    mine, step = asked.within, asked.mention.step
    beside = {(series, str(int(figures) + step)) for series, figures in mine.numbers if figures.isdigit()}
    for other in messages.sent_by(mine.senders, mine.message.collection):
        near = mine.day and other.day and abs(other.day - mine.day) <= DAY
        if near and other.numbers & beside and other.addressees & mine.addressees:
            number = ", ".join(other.message.numbers)
            which = "next" if step > 0 else "last"
            points = NUMBER + SENDER + ADDRESSEE + RECENT + COLLECTION
            yield Weight(other, points, (f"it has the {which} number, {number}, between the same parties",))


def _last(asked: Asked, messages: Messages) -> Iterator[Weight]:
    """Yield the messages of the sender in the weeks before, whether or not they are dated themselves.

    Of several in "your letter" those count that came after the writer's own last one.
    """
    mine, collection = asked.within, asked.within.message.collection
    if mine.made is None:
        return
    sent = messages.sent_by(asked.senders, collection)
    if not asked.addressees and not _have_one_addressee(sent):
        return
    found = [other for other in sent if other.made and mine.made - WEEKS <= other.made and _fits(asked, other)]
    since = f"the {WEEKS.days} days before"
    if len(found) > 1 and (asked.mention.owner or "").lower() == "your":
        own = [k for k in messages.sent_by(asked.addressees, collection) if k.addressees & asked.senders]
        last = max((k.made for k in own if k.made and k.made < mine.made), default=mine.made)
        found = [other for other in found if other.made and other.made >= last]
        since = f"the days since the writer’s own last one, of {last}"
    for other in found:
        points = SENDER + RECENT + COLLECTION + (ADDRESSEE if asked.addressees & other.addressees else 0)
        reason = f"it is the only message of that sender, and of such a kind, that {collection} has from {since}"
        yield Weight(other, points, (reason,))


def _have_one_addressee(sent: Sequence[Known]) -> bool:
    """Say whether all that somebody sent went to one and the same: then a letter of his went there too."""
    known = [other.addressees for other in sent if other.addressees]
    return bool(known) and bool(frozenset.intersection(*known))


def _fits(asked: Asked, other: Known) -> bool:
    mine = asked.within
    if other.message.document == mine.message.document or is_later(other, mine):
        return False
    if asked.addressees and other.addressees and not asked.addressees & other.addressees:
        return False
    wired = asked.kind == "telegram"
    return other.kind == "telegram" if wired else other.kind in _PAPERS
