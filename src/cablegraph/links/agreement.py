"""Tell which decisions are in force, and where two reviewers, or two rows of one, contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from cablegraph.model.link import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.model.link import Decision


@dataclass(frozen=True, slots=True)
class Conflict:
    """A subject of which decisions can't all be right, those decisions, and why; none of them is stated."""

    subject: str
    decisions: tuple[Decision, ...]
    why: str


def conflicts(decisions: Iterable[Decision]) -> list[Conflict]:
    """Return what contradicts itself, by subject.

    One accepts what another rejects; two accept different items; one accepts an item and another found none. To be
    unsure contradicts nobody.
    """
    return [conflict for same in _by_subject(decisions) if (conflict := _conflict(same))]


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the accepted decisions that nothing contradicts: these, and no others, become statements."""
    return [
        made
        for same in _by_subject(decisions)
        if not _conflict(same)
        for made in same
        if made.verdict is Verdict.ACCEPTED
    ]


def _by_subject(decisions: Iterable[Decision]) -> Iterator[list[Decision]]:
    for _, same in groupby(sorted(decisions, key=attrgetter("subject")), key=attrgetter("subject")):
        yield list(same)


def _conflict(same: list[Decision]) -> Conflict | None:
    """Return the contradiction among the decisions about one subject, if there is one."""
    accepted = [made for made in same if made.verdict is Verdict.ACCEPTED]
    items = {made.qid for made in accepted}
    rejected = [made for made in same if made.verdict is Verdict.REJECTED and made.qid in items]
    nothing = [made for made in same if made.verdict is Verdict.NONE] if accepted else []
    reasons = (
        (accepted, "two different items are accepted") if len(items) > 1 else None,
        ([*accepted, *rejected], "an item is both accepted and rejected") if rejected else None,
        ([*accepted, *nothing], "an item is accepted, and it is said that there is none") if nothing else None,
    )
    found = [reason for reason in reasons if reason]
    if not found:
        return None
    parties = tuple(made for made in same if any(made in some for some, _ in found))
    return Conflict(same[0].subject, parties, "; ".join(why for _, why in found))
