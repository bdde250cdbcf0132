"""Offer two texts as texts of one message: printed in two volumes, or translated twice. Never are they made one.

Two messages are offered where they are of one day and of the same parties, and have the same number or much the same
words. The offer is a disputed statement, recorded with what speaks for it, that the first message has the other's text
too.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from cablegraph.model.statement import Basis, Node, Statement, Status
from cablegraph.readers.text.sketch import likeness
from cablegraph.vocabulary import PROGRAM, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.resolution.known import Known, Messages

ALIKE = 0.5  # the part of their words that two printings of one text share at least
COMMON = 20  # so many messages of a day with one run of words share a formula, not a text


def offers(messages: Messages) -> Iterator[Statement]:
    """Yield a disputed statement for every two messages that may be one."""
    for day in messages.days():
        for one, other in sorted(_pairs(day), key=lambda pair: (pair[0].message.id, pair[1].message.id)):
            if reasons := _agreement(one, other):
                rationale = (
                    f"{other.message.id} may hold the words of the same message: {'; '.join(reasons)}. "
                    "Whether the two are one is for a person to decide."
                )
                basis = Basis(Status.DISPUTED, PROGRAM, (), rationale)
                witness = Node(Kind.WITNESS, other.message.document)
                yield Statement(Node(Kind.MESSAGE, one.message.id), "witness", witness, basis)


def _pairs(day: Sequence[Known]) -> set[tuple[Known, Known]]:
    """Return the messages of a day two by two that share a number or a run of words."""
    shared: dict[object, list[Known]] = defaultdict(list)
    for known in day:
        for number in known.numbers:
            shared[number].append(known)
        for run in known.message.sketch:
            shared[run].append(known)
    pairs: set[tuple[Known, Known]] = set()
    for group in shared.values():
        if len(group) <= COMMON:
            pairs.update((a, b) for a, b in combinations(group, 2) if a.message.document != b.message.document)
    return pairs


def _agreement(one: Known, other: Known) -> list[str]:
    """Return what agrees between two messages of one day, nothing where it is not enough."""
    if not (one.senders & other.senders and one.addressees & other.addressees):
        return []
    reasons = [f"both are of {one.day}", "sender and addressee agree"]
    numbers = one.numbers & other.numbers
    if numbers:
        reasons.append("both have the number " + ", ".join(sorted(" ".join(number).strip() for number in numbers)))
    elif one.numbers and other.numbers:
        return []
    alike = likeness(one.message.sketch, other.message.sketch)
    if alike >= ALIKE:
        reasons.append(f"about {alike:.0%} of their words run alike")
    return reasons if numbers or alike >= ALIKE else []
