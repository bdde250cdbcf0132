"""Bring together the mentions of one message that nobody holds: those that agree in direction, post, number and date.

A mention without a date goes with others that are made in the same weeks, since numbers begin anew and only recent
telegrams are cited so, and with dated ones where there is one such date alone in the weeks before it. Whatever has a
number, but not from where to where it went, goes with mentions in the same words in its own document alone; whatever
has no number stays by itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cablegraph.resolution.known import read_day
from cablegraph.resolution.weighing import WINDOW
from cablegraph.times.forms import MONTH_NAMES
from cablegraph.vocabulary import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from cablegraph.model.mention import Mention
    from cablegraph.resolution.asked import Asked
    from cablegraph.resolution.decisions import Decision
    from cablegraph.resolution.posts import Posts

RECENTLY = timedelta(days=WINDOW)
_IN_DOCUMENT = "in "  # begins the line of what is alike in one document alone
_Line = tuple[str, str, str, str]  # from, to, series, figures


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A message known from mentions alone: its id, its mentions in order, and in what they agree."""

    id: str
    decisions: tuple[Decision, ...]
    agreement: str = ""

    @property
    def label(self) -> str:
        """Return a name for the message: "telegram 497, Arcadia to Department of State, before 31 January 1955"."""
        form, number, date_ = self.teller("form"), self.teller("number"), self.teller("date")
        words = [form.form if form and form.form else "message"]
        if number:
            words[0] += f" {number.number}"
        words += [_way(self)] if _way(self) else []
        made = self.decisions[0].asked.within.day if self.decisions[0].asked else None
        if date_ and date_.date:
            day = read_day(date_.date)
            words.append(_in_words(day) if day else date_.date_written or date_.date)
        elif made:
            words.append(f"before {_in_words(made)}")
        if not (number and self.teller("sender_id") and self.teller("addressee_id")):
            words.append(f"mentioned in {self.decisions[0].mention.document}")
        return ", ".join(words)

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
            members.sort(key=lambda d: (d.mention.document, d.mention.start, d.mention.id))
            name = "/".join(("mentioned", line[0], line[1], slug(f"{line[2]} {line[3]}"), when))
            if line[0].startswith(_IN_DOCUMENT):
                name = f"mentioned/{members[0].mention.id}"
            mentioned = Mentioned(name, tuple(members), _agreement(members))
            found.update(dict.fromkeys((member.mention.id for member in members), mentioned))
    return found


def _agreement(members: Sequence[Decision]) -> str:
    """Say in what several mentions agree."""
    alike = Mentioned("", tuple(members))
    number, date_ = alike.teller("number"), alike.teller("date")
    words = [f"number {number.number}"] if number else []
    words += [_way(alike)] if _way(alike) else ["the same parties"]
    days = sorted(d.asked.within.day for d in members if d.asked and d.asked.within.day)
    if date_:
        words.append(
            f"{date_.date}" if all(d.mention.date for d in members) else f"{date_.date} where they give a date"
        )
    elif days:
        words.append(f"without a date, made from {days[0]} to {days[-1]}")
    return ", ".join(words)


def _way(mentioned: Mentioned) -> str:
    """Say from whom to whom a message went, as far as that is said of it."""
    sender, addressee = mentioned.teller("sender_id"), mentioned.teller("addressee_id")
    one = sender.senders[-1] if sender and sender.senders else ""
    other = addressee.addressees[-1] if addressee and addressee.addressees else ""
    if one and other:
        return f"{one} to {other}"
    return f"from {one}" if one else (f"to {other}" if other else "")


def _in_words(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _line(asked: Asked, posts: Posts) -> _Line | None:
    """Return what must agree but for the date; None where a part of it is open."""
    sender, addressee = posts.main(asked.senders), posts.main(asked.addressees)
    if not asked.figures or not (asked.day or asked.within.day):
        return None
    if not sender or not addressee:
        own = "/".join((_IN_DOCUMENT, asked.mention.document, *asked.mention.senders, "to", *asked.mention.addressees))
        return own, asked.kind, asked.series, asked.figures
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
        before = [day for day in days if timedelta() <= made - day <= RECENTLY]
        if len(before) == 1:
            dated[before[0]].append(decision)
        elif runs and made - runs[-1][0] <= RECENTLY:
            runs[-1][1].append(decision)
        else:
            runs.append((made, [decision]))
    yield from ((day.isoformat(), dated[day]) for day in days)
    yield from ((f"before-{made.isoformat()}", members) for made, members in runs)
