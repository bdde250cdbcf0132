"""Decide which message each mention means: on the editors' word, by weight, or none that is held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from cablegraph.resolution import footnotes
from cablegraph.resolution.asked import ask
from cablegraph.resolution.bare import weigh_bare
from cablegraph.resolution.known import DAY, read_number
from cablegraph.resolution.weighing import weigh_all

if TYPE_CHECKING:
    from cablegraph.model.mention import Mention
    from cablegraph.resolution.asked import Asked
    from cablegraph.resolution.known import Known, Messages
    from cablegraph.resolution.weighing import Weight

MOST_RIVALS = 4  # more messages that fit equally well tell nothing
FAR = timedelta(days=300)  # between a mention and a document that the note on it can only name by a slip


@dataclass(frozen=True, slots=True)
class Decision:
    """What is made of a mention.

    `editorial` is the id of the message that the editors name; `fitting` are the messages that fit best and equally
    well, `others` says how many fit less well; `like` is the decision on another mention of the same words in the
    document, which goes for this one; `absent` is the form of the editors' note that says that the volume has not got
    the message; `slip` is the message that the note names and that can't be meant. With none of these it is only
    mentioned.
    """

    mention: Mention
    asked: Asked | None
    editorial: str | None = None
    fitting: tuple[Weight, ...] = ()
    others: int = 0
    like: Decision | None = None
    absent: str | None = None
    slip: str | None = None

    @property
    def is_open(self) -> bool:
        """Say whether no message of the corpus is meant as far as anybody can tell."""
        return self.editorial is None and not self.fitting and self.like is None

    @property
    def tells(self) -> bool:
        """Say whether the mention tells of a message that is not held: with a number, a date, or the editors' note."""
        bare = self.asked is not None and self.asked.is_bare
        return self.is_open and not self.mention.plural and (bool(self.absent) or not bare)

    @property
    def target(self) -> str | None:
        """Return the id of the one message that is meant, None where that is open or in dispute."""
        if self.editorial is None and len(self.fitting) == 1:
            return self.fitting[0].known.message.id
        return self.editorial


def decide(mention: Mention, messages: Messages, *, notes: bool) -> Decision:
    """Decide what one mention means; with *notes*, what the editors' footnotes say comes first."""
    asked = ask(mention, messages)
    absent = footnotes.says_absent(mention) if notes else None
    if mention.plural:
        return Decision(mention, asked, absent=absent)
    named = _named(mention, asked, messages) if notes else None
    slip = named.message.id if named and asked and _contradicts(asked, named) else None
    if named and slip is None:
        return Decision(mention, asked, editorial=named.message.id)
    weights = _weigh(asked, messages) if asked else []
    if absent and asked:
        here = asked.within.message.collection
        weights = [weight for weight in weights if weight.known.message.collection != here]
    best = tuple(weight for weight in weights if weight.points == weights[0].points)
    if len(best) > MOST_RIVALS:
        best = ()
    return Decision(mention, asked, fitting=best, others=len(weights) - len(best), absent=absent, slip=slip)


def _named(mention: Mention, asked: Asked | None, messages: Messages) -> Known | None:
    """Return the document that the editors' note on a mention names as the message meant.

    "Supra" is believed only where neither number nor day of the document before speaks against it.
    """
    if found := messages.by_id.get(footnotes.names(mention) or ""):
        return found
    step, number = footnotes.neighbour(mention)
    beside = messages.beside(asked.within, step) if asked and step else None
    if asked is None or beside is None:
        return None
    numbers = {figures for _, figures in (*beside.numbers, *beside.also)}
    said = {figures for figures in (asked.figures, read_number(number)[1] if number else "") if figures}
    if numbers and not said <= numbers:
        return None
    return None if asked.day and beside.day and abs(asked.day - beside.day) > DAY else beside


def _weigh(asked: Asked, messages: Messages) -> list[Weight]:
    if asked.is_bare:
        return weigh_bare(asked, messages)
    return weigh_all(asked, messages) or _elsewhere(asked, messages)


def _contradicts(asked: Asked, named: Known) -> bool:
    """Say whether the document that a note names is from another place, under another number and of another year.

    Then the note has slipped, and is not believed.
    """
    day = asked.day or asked.within.day
    numbers = {figures for _, figures in (*named.numbers, *named.also)}
    return bool(
        asked.figures
        and numbers
        and asked.figures not in numbers
        and asked.senders
        and not asked.senders & named.senders
        and day
        and named.day
        and abs(day - named.day) > FAR
    )


def _elsewhere(asked: Asked, messages: Messages) -> list[Weight]:
    """Weigh again without an addressee that was only worked out, where number, day and sender are all given.

    A consulate may cite a Deptel that went to the embassy.
    """
    if not (asked.mention.addressee_reason and asked.figures and asked.day and asked.senders):
        return []
    weights = weigh_all(replace(asked, addressees=frozenset()), messages)
    return [weight for weight in weights if weight.known.day == asked.day and weight.known.senders & asked.senders]
