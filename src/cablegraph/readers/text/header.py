"""Read lines that carry labelled facts: the header before the body, the trailer after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadCopy, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import Form, grammar
from cablegraph.readers.text.names import is_title, read_agent, read_agents, read_copies, same_name
from cablegraph.readers.text.search import lower
from cablegraph.times.written import WrittenTime, find_times, read_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.readers.text.lines import Line

_GAP = re.compile(r"[ \t.,;:\"”“\r\n\]]*(?:(?<=[^\W\d_])\d{1,2}$|(?<=[.\]])\d{1,2}$)?")  # and a footnote digit
LONGEST = 250  # a longer line is prose: no header line of the genre comes near it

TIMES = {"sent", "received", "dateline"}
SINGLE = {"form", "office", "place", "destination"}
LISTS = {"number": "numbers", "marking": "markings"}
MOST_LINES = 80  # a header of more lines is a list of something else


@dataclass(slots=True)
class Facts:
    """The facts of one message while they are gathered."""

    form: ReadWords | None = None
    numbers: list[ReadWords] = field(default_factory=list)
    office: ReadWords | None = None
    place: ReadWords | None = None
    destination: ReadWords | None = None
    sender: ReadAgent | None = None
    addressees: list[ReadAgent] = field(default_factory=list)
    via: list[ReadAgent] = field(default_factory=list)
    copies: list[ReadCopy] = field(default_factory=list)
    markings: list[ReadWords] = field(default_factory=list)
    sent: WrittenTime | None = None
    received: WrittenTime | None = None
    dateline: WrittenTime | None = None
    day: str | None = None  # the day of dispatch where only the date of reception is whole
    clock: str | None = None  # the hour of dispatch where it stands apart from the date
    title: ReadAgent | None = None  # the sender as an editor's title names them

    def add(self, others: Facts) -> None:
        """Take over the facts of *others*; where both say one that can be said only once, this one's stays."""
        for slot in fields(self):
            mine, theirs = getattr(self, slot.name), getattr(others, slot.name)
            if isinstance(mine, list):
                mine += [fact for fact in theirs if fact not in mine]
            elif mine is None:
                setattr(self, slot.name, theirs)


def match_line(text: str, line: Line, forms: Sequence[Form]) -> list[tuple[Form, re.Match[str]]]:
    """Fit forms to all of a line, one after the other; an empty list where a part of it fits none."""
    if line.end - line.start > LONGEST:
        return []
    found, at = [], line.start
    words = lower(line.text)
    while at < line.end:
        rest = words[at - line.start :]
        for form in forms:
            match = form.expression.match(text, at, line.end) if form.may_begin(rest) else None
            if match and match.end() > at:
                break
        else:
            return []
        found.append((form, match))
        at = match.end()
        at = _GAP.match(text, at, line.end).end()  # type: ignore[union-attr]  # it matches nothing too
    return found


def read_header(facts: Facts, text: str, lines: Sequence[Line]) -> tuple[int, list[Line]]:
    """Gather the facts of the header into *facts*.

    Returns the index of the first line of the body and the header lines that could not be placed.
    """
    words = grammar().words
    unplaced: list[Line] = []
    capitals: Line | None = None
    listing = stamp = False
    for index, line in enumerate(lines[:MOST_LINES]):
        listing = listing and not line.gap
        if line.text.startswith("[Stamp") or stamp:
            stamp = "]" not in line.text
            _read_stamp(facts, text, line)
        elif listing and (one := words["one_copy"].match(text, line.start, line.end)):
            facts.copies += read_copies(text, *one.span("copies"))
        elif words["copies_follow"].match(line.text):
            listing = True
        elif _is_place(line, lines[index + 1 : index + 2]):
            capitals = line
        elif words["post"].match(line.text) and not facts.addressees:
            _add(facts, text, "addressee", line.start, line.end)
        elif matches := match_line(text, line, grammar().header):
            for form, match in matches:
                take(facts, text, form.name, match)
            listing = any(form.name == "copies" for form, _ in matches)
        elif line.text[0] in '“"' or words["prose"].match(line.text) or line.end - line.start > LONGEST:
            return index, _finish(facts, text, capitals, unplaced)
        else:
            unplaced.append(line)
    return min(len(lines), MOST_LINES), _finish(facts, text, capitals, unplaced)


def take(facts: Facts, text: str, name: str, match: re.Match[str]) -> None:
    """Put the facts of one matched form where they belong; the first of a kind stays."""
    if name == "form" and facts.title:
        facts.form = None  # the document's own heading comes before the editor's title
    for slot in match.re.groupindex:
        if match[slot] is not None:
            if slot == "dateline" and name == "date line" and _has_clock(text, *match.span(slot)):
                continue  # a header time without a label is neither sent nor received
            _add(facts, text, slot, *match.span(slot))


def _has_clock(text: str, start: int, end: int) -> bool:
    return any(time.clock for time in find_times(text, start, end))


def _add(facts: Facts, text: str, slot: str, start: int, end: int) -> None:
    """Put the words of one slot into *facts*."""
    if slot in TIMES and getattr(facts, slot) is None:
        setattr(facts, slot, read_time(text[start:end], start))
    elif slot in SINGLE and getattr(facts, slot) is None:
        setattr(facts, slot, read_words(text, start, end))
    elif slot in LISTS:
        known: list[ReadWords] = getattr(facts, LISTS[slot])
        words = read_words(text, start, end)
        if words.text not in {other.text for other in known}:
            known.append(words)
    elif slot == "addressee":
        _add_addressees(facts, text, start, end)
    elif slot == "copies":
        facts.copies += read_copies(text, start, end)
    elif slot in {"sender", "signature"}:
        _add_sender(facts, text, start, end)
    elif slot == "title":
        facts.title = read_agent(text, start, end)
    elif slot in {"day", "clock"}:
        setattr(facts, slot, text[start:end])


def read_words(text: str, start: int, end: int) -> ReadWords:
    """Take text[start:end] without brackets, stops and white space at its edges."""
    while start < end and text[start] in " \t\r\n[(":
        start += 1
    while end > start and text[end - 1] in " \t\r\n])-–—,;:":  # noqa: RUF001  # dashes as printed
        end -= 1
    # The stop of a sentence goes, that of "D.C." stays.
    if text[start:end].endswith(".") and "." not in text[start : end - 1]:
        end -= 1
    return ReadWords(text[start:end], Span(start, end))


def _add_addressees(facts: Facts, text: str, start: int, end: int) -> None:
    """Add the agents of text[start:end] that are not addressees yet."""
    agents = list(read_agents(text, start, end))
    people = [agent for agent in agents if not is_title(agent.name)]
    for agent in people or agents:
        if not any(same_name(agent.name, known.name) for known in facts.addressees):
            facts.addressees.append(agent)


def _add_sender(facts: Facts, text: str, start: int, end: int) -> None:
    agent = read_agent(text, start, end)
    if agent is None:
        return
    if text[start:end].startswith("[") and facts.place is None and text[start:end].endswith("]"):
        facts.place = read_words(text, start, end)
    elif facts.sender is None:
        facts.sender = agent


def _read_stamp(facts: Facts, text: str, line: Line) -> None:
    """Take the register number of a stamp, nothing else: its other words belong to the archive."""
    for form in grammar().header:
        if form.name == "register":
            for match in form.expression.finditer(text, line.start, line.end):
                take(facts, text, form.name, match)


def _is_place(line: Line, following: Sequence[Line]) -> bool:
    """Say whether capitals alone on a line stand over an addressee, and so name a destination."""
    if not following or not grammar().words["caps"].match(line.text):
        return False
    below = following[0].text
    if grammar().words["post"].match(line.text):
        return False
    if match_line(line.text, type(line)(line.text, 0, len(line.text)), grammar().header):
        return False
    return bool(grammar().words["post"].match(below)) or bool(grammar().words["addressed_line"].match(below))


def _finish(facts: Facts, text: str, capitals: Line | None, unplaced: list[Line]) -> list[Line]:
    if capitals and facts.destination is None:
        facts.destination = read_words(text, capitals.start, capitals.end)
    return unplaced
