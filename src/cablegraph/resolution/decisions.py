"""Decide which message each mention means: on the editors' word, by weight, or none that is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.resolution import footnotes
from cablegraph.resolution.asked import ask
from cablegraph.resolution.weighing import weigh_all

if TYPE_CHECKING:
    from cablegraph.model.mention import Mention
    from cablegraph.resolution.asked import Asked
    from cablegraph.resolution.known import Messages
    from cablegraph.resolution.weighing import Weight

MOST_RIVALS = 4  # more messages that fit equally well tell nothing


@dataclass(frozen=True, slots=True)
class Decision:
    """What is made of a mention.

    `editorial` is the id of the message that the editors name; `fitting` are the messages that fit best and equally
    well, `others` says how many fit less well; `absent` says that the editors do not print the message. With none of
    these the message is only mentioned.
    """

    mention: Mention
    asked: Asked | None
    editorial: str | None = None
    fitting: tuple[Weight, ...] = ()
    others: int = 0
    absent: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether no message of the corpus is meant as far as anybody can tell."""
        return self.editorial is None and not self.fitting


def decide(mention: Mention, messages: Messages, *, notes: bool) -> Decision:
    """Decide what one mention means; with *notes*, what the editors' footnotes say comes first."""
    asked = ask(mention, messages)
    absent = notes and footnotes.says_absent(mention)
    if mention.plural:
        return Decision(mention, asked, absent=absent)
    if notes and (named := footnotes.names(mention)) and named in messages.by_id:
        return Decision(mention, asked, editorial=named)
    weights = weigh_all(asked, messages) if asked else []
    if absent and asked:
        here = asked.within.message.collection
        weights = [weight for weight in weights if weight.known.message.collection != here]
    best = tuple(weight for weight in weights if weight.points == weights[0].points)
    if len(best) > MOST_RIVALS:
        best = ()
    return Decision(mention, asked, fitting=best, others=len(weights) - len(best), absent=absent)
