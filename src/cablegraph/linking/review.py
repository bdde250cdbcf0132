"""Let a person decide about candidates, one after the other; each decision is on disk before the next is asked.

Nothing here knows the terminal: a screen shows `Review.case` and calls `decide`, `undo` and `move`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cablegraph.errors import AnnotationError, InputError, Position
from cablegraph.linking.offers import evidence
from cablegraph.links import agreement, folder, rows
from cablegraph.model.link import Decision, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from cablegraph.model.link import Candidate

JUSTIFICATION = "semapv:ManualMappingCuration"
_Key = tuple[str, str | None]


class RefusedError(InputError):
    """A decision can't be taken as it stands."""


@dataclass
class Review:
    """One person's decisions about candidates, kept in one table.

    `elsewhere` are the decisions of other tables: they are shown, and changed only where they stand. `at` is the number
    of the case on the desk; `note` is what the reviewer wrote about it and goes into the evidence of the next decision.
    """

    cases: Sequence[Candidate]
    reviewer: str
    today: date
    path: Path
    elsewhere: Sequence[Decision] = ()
    at: int = 0
    note: str = ""
    _read: bytes | None = None
    _others: list[Decision] = field(default_factory=list)
    _mine: dict[_Key, Decision] = field(default_factory=dict)
    _before: list[tuple[int, dict[_Key, Decision]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._read = self._on_disk()
        known, wrong = folder.read(self.path) if self._read is not None else ([], [])
        if wrong:
            raise wrong[0]
        self._others = [made for made in known if made.reviewer != self.reviewer]
        self._mine = {(made.subject, made.qid): made for made in known if made.reviewer == self.reviewer}
        self.at = next((number for number in range(len(self.cases)) if not self.said(self.cases[number])), 0)

    @property
    def case(self) -> Candidate:
        """The candidate on the desk."""
        return self.cases[self.at]

    @property
    def undecided(self) -> int:
        """How many candidates this reviewer has said nothing about."""
        return sum(not self.said(case) for case in self.cases)

    def said(self, case: Candidate) -> Decision | None:
        """Return what this reviewer has decided about a candidate, or about its subject as a whole."""
        known = {(made.subject, made.qid): made for made in self._all_mine()}
        return known.get((case.subject.id, case.item.qid)) or known.get((case.subject.id, None))

    def _all_mine(self) -> list[Decision]:
        return [*(made for made in self.elsewhere if made.reviewer == self.reviewer), *self._mine.values()]

    def of_others(self, case: Candidate) -> list[Decision]:
        """Return what other reviewers have decided about a candidate's subject."""
        known = (*self._others, *(made for made in self.elsewhere if made.reviewer != self.reviewer))
        return [made for made in known if made.subject == case.subject.id]

    def move(self, steps: int) -> None:
        """Put another candidate on the desk; beyond either end stays at that end."""
        self.at = max(0, min(len(self.cases) - 1, self.at + steps))
        self.note = ""

    def decide(self, verdict: Verdict) -> None:
        """Record a decision about the case on the desk, save it, and go on to the next undecided case.

        Raise `RefusedError` where it would contradict another of this reviewer, would accept an item on nothing but a
        name, or where somebody else has changed the table meanwhile.
        """
        case = self.case
        made = decision(case, verdict, self.reviewer, self.today, self.note)
        self._check(case, verdict)
        now = dict(self._mine)
        if verdict is not Verdict.NONE:
            now.pop((case.subject.id, None), None)
        now[(made.subject, made.qid)] = made
        before = (self.at, self._mine)
        self._keep(now)
        self._before.append(before)
        self.note = ""
        self.at = self._next()

    def _check(self, case: Candidate, verdict: Verdict) -> None:
        fixed = self.said(case)
        if fixed and fixed in self.elsewhere:
            raise RefusedError(f"You have decided on this at {fixed.where}.", "Change it there.")
        accepted = [made for made in self._all_mine() if made.verdict is Verdict.ACCEPTED]
        rival = next((made for made in accepted if made.subject == case.subject.id), None)
        if rival and verdict is Verdict.NONE:
            raise RefusedError(f"You have accepted {rival.qid}.", "Reject it first.")
        if rival and verdict is Verdict.ACCEPTED and rival.qid != case.item.qid:
            raise RefusedError(f"You have accepted {rival.qid} for this.", "Reject that one first.")

    def against(self, taken: Sequence[Decision]) -> list[InputError]:
        """Return what can't be right about decisions that are to be taken over: said twice, or against one another."""
        fixed = [made for made in self.elsewhere if made.reviewer == self.reviewer]
        _, wrong = rows.once([*fixed, *taken])
        new = {(made.subject, made.qid) for made in taken}
        kept = [made for key, made in self._mine.items() if key not in new]
        found: list[InputError] = [*wrong]
        for conflict in agreement.conflicts([*fixed, *kept, *taken]):
            where = next((made.where for made in conflict.decisions if made in taken), None)
            what = f"You contradict yourself on {conflict.subject}: {conflict.why}."
            found.append(AnnotationError(what, "Reject all items but the one that is right.", where))
        return found

    def take(self, taken: Sequence[Decision]) -> None:
        """Save decisions in place of what this reviewer said before about the same subjects and items."""
        self._keep(self._mine | {(made.subject, made.qid): made for made in taken})

    def undo(self) -> bool:
        """Take the last decision of this sitting back and put its case on the desk; say whether there was one."""
        if not self._before:
            return False
        at, before = self._before[-1]
        self._keep(before)
        self._before.pop()
        self.at = at
        self.note = ""
        return True

    def _keep(self, now: dict[_Key, Decision]) -> None:
        if self._on_disk() != self._read:
            raise RefusedError(
                f"{self.path.name} was changed meanwhile.", "Quit and begin again; nothing of it is lost."
            )
        folder.save(self.path, [*self._others, *now.values()])
        self._mine, self._read = now, self._on_disk()

    def _on_disk(self) -> bytes | None:
        return self.path.read_bytes() if self.path.exists() else None

    def _next(self) -> int:
        """Return the number of the next case that is undecided, from here on and then from the beginning."""
        order = [*range(self.at, len(self.cases)), *range(self.at)]
        return next((number for number in order if not self.said(self.cases[number])), self.at)


def decision(case: Candidate, verdict: Verdict, reviewer: str, today: date, note: str) -> Decision:
    """Return a decision about a candidate, with what spoke for and against it as evidence, the reviewer's note first.

    Raise `RefusedError` where an item would be accepted on nothing but a name.
    """
    note = " ".join(note.split())
    if verdict is Verdict.ACCEPTED and not note and not _speaks_beyond_the_name(case):
        what = "Nothing is accepted on a name alone, and nothing else speaks for this item."
        raise RefusedError(what, "Write a note (n) on what shows that it is the right one.")
    nothing = verdict is Verdict.NONE
    item = case.item
    return Decision(
        subject=case.subject.id,
        label=case.subject.names[0] if case.subject.names else "",
        verdict=verdict,
        qid=None if nothing else item.qid,
        item_label=None if nothing else item.label,
        justification=JUSTIFICATION,
        confidence=None,
        reviewer=reviewer,
        decided=today,
        evidence=" ".join(filter(None, (note and f"{note.rstrip('.')}.", _seen(case, nothing=nothing)))),
        where=Position(""),
    )


def _speaks_beyond_the_name(case: Candidate) -> bool:
    return any(feature.verdict == "for" and feature.name != "name" for feature in case.features)


def _seen(case: Candidate, *, nothing: bool) -> str:
    item = case.item
    version = f" (revision {item.revision}, retrieved {item.retrieved})" if item.revision else ""
    if nothing:
        return f"The reviewer found no item for it; {item.qid}{version} was among those offered."
    return f"Seen of {item.qid}{version}: {evidence(case)}"
