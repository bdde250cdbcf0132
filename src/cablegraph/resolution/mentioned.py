"""Bring together the mentions of one message that nobody holds: those that agree in direction, post, number and date.

A mention without a date goes with others that are made in the same weeks, since numbers begin anew and only recent
telegrams are cited so, and with dated ones where there is one such date alone in the weeks before it. Whatever has no
number, or of which it is not known from where to where it went, stays by itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cablegraph.resolution.weighing import WINDOW
from cablegraph.vocabulary import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from cablegraph.model.mention import Mention
    from cablegraph.resolution.asked import Asked
    from cablegraph.resolution.decisions import Decision
    from cablegraph.resolution.posts import Posts

WEEKS = timedelta(days=WINDOW)
_Line = tuple[str, str, str, str]  # from, to, series, figures


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A message known from mentions alone: its id, its mentions in order, and in what they agree."""

    id: str
    decisions: tuple[Decision, ...]
    agreement: str = ""

    def teller(self, fact: str) -> Mention | None:
        """Return the first mention that has a fact, a field of `Mention`."""
        return next((d.mention for d in self.decisions if getattr(d.mention, fact)), None)


def bring_together(decisions: Iterable[Decision], posts: Posts) -> Mapping[str, Mentioned]:
    """Return for each open decision, by the id of its mention, the message that is mentioned."""
    lines: dict[_Line, list[Decision]] = defaultdict(list)
    found: dict[str, Mentioned] = {}
    for decision in decisions:
        if line := _line(decision.asked, posts) if decision.asked else None:
            lines[line].append(decision)
        else:
            found[decision.mention.id] = Mentioned(f"mentioned/{decision.mention.id}", (decision,))
    for line, group in lines.items():
        for when, members in _by_date(group):
            name = "/".join(("mentioned", line[0], line[1], slug(f"{line[2]} {line[3]}"), when))
            words = f"from {line[0]} to {line[1]}, number {' '.join(line[2:]).strip()}, {when}"
            members.sort(key=lambda d: (d.mention.document, d.mention.start, d.mention.id))
            mentioned = Mentioned(name, tuple(members), words)
            found.update(dict.fromkeys((member.mention.id for member in members), mentioned))
    return found


def _line(asked: Asked, posts: Posts) -> _Line | None:
    """Return what must agree but for the date; None where a part of it is open."""
    sender, addressee = posts.main(asked.senders), posts.main(asked.addressees)
    if not asked.figures or not sender or not addressee or not (asked.day or asked.within.day):
        return None
    return sender, addressee, asked.series, asked.figures


def _by_date(group: Iterable[Decision]) -> Iterator[tuple[str, list[Decision]]]:
    """Part the mentions of one number by the date that they give, else by the weeks in which they are made."""
    dated: dict[date, list[Decision]] = defaultdict(list)
    runs: list[tuple[date, list[Decision]]] = []
    undated: list[tuple[date, Decision]] = []
    for decision in group:
        assert decision.asked is not None
        if decision.asked.day:
            dated[decision.asked.day].append(decision)
        elif decision.asked.within.day:
            undated.append((decision.asked.within.day, decision))
    days = sorted(dated)
    for made, decision in sorted(undated, key=lambda pair: (pair[0], pair[1].mention.id)):
        before = [day for day in days if timedelta() <= made - day <= WEEKS]
        if len(before) == 1:
            dated[before[0]].append(decision)
        elif runs and made - runs[-1][0] <= WEEKS:
            runs[-1][1].append(decision)
        else:
            runs.append((made, [decision]))
    yield from ((day.isoformat(), dated[day]) for day in days)
    yield from ((f"before-{made.isoformat()}", members) for made, members in runs)
