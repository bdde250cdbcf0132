"""Read what the editors' note on a document's source says of the message: who drafted it, when it came in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadTime
from cablegraph.model.span import Span
from cablegraph.readers.frus.dateline import read_when
from cablegraph.readers.frus.grammar import grammar
from cablegraph.readers.frus.head import EDITORIAL
from cablegraph.readers.frus.kinds import kind_of, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.readers.tei import Element, Plain

_BETWEEN = re.compile(r",? and |, ")
_DAYS = timedelta(days=3)


def read_drafters(text: Plain, source: Span) -> Iterator[ReadAgent]:
    """Yield whoever drafted the document; nobody where one of several is withheld or the words name an office."""
    match = grammar().words["drafted"].search(text.text, source.start, source.end)
    if match is None:
        return
    found = list(_names(text.text, *match.span("names")))
    if any(agent.kind != "person" for agent in found):
        return
    note = next((note for note in text.notes if text.spans[note] == source), None)
    for agent in found:
        yield _pointed(agent, note, text)


def _names(text: str, start: int, end: int) -> Iterator[ReadAgent]:
    begin = start
    for cut in (*(match.span() for match in _BETWEEN.finditer(text, start, end)), (end, end)):
        agent = titled(text, Span(begin, cut[0]))
        kind = "person" if _is_name(agent.name) else None
        yield ReadAgent(agent.name, agent.span, status=EDITORIAL, kind=kind, post=agent.post)
        begin = cut[1]


def _is_name(words: str) -> bool:
    """Say whether words are a person's name alone; "King" is a surname here, for no king drafts a telegram."""
    spelled = re.search(r"[a-z]", words) is not None
    return spelled and not any(kind_of(word) for word in words.split() if word != "King")


def _pointed(agent: ReadAgent, note: Element | None, text: Plain) -> ReadAgent:
    """Add the entry of the list of persons that the markup of the name points at."""
    for element in note.descendants() if note else ():
        if element.name == "persName" and element in text.spans and text.spans[element].start == agent.span.start:
            listed = element.get("corresp").removeprefix("#") or None
            return ReadAgent(agent.name, agent.span, status=EDITORIAL, kind="person", post=agent.post, listed=listed)
    return agent


def read_arrival(text: str, source: Span, sent: ReadTime | None) -> ReadTime | None:
    """Read when the message came in; the time has no EDTF where the note gives an hour without its day."""
    match = grammar().words["arrived"].search(text, source.start, source.end)
    if match is None:
        return None
    written, span = match["time"], Span(*match.span("time"))
    zone = "Z" if match["zulu"] else None
    if match["day"] is None:
        return ReadTime(written, "", span, zone)
    near = _earliest(sent)
    day = read_when(text, *match.span("day"), near)
    if day is None:
        return None
    hour = read_when(f"{day.written}, {match['hour']}", 0, len(day.written) + 2 + len(match["hour"]), near)
    return ReadTime(written, hour.edtf, span, zone) if hour else None


def _earliest(sent: ReadTime | None) -> date | None:
    """Return the day from which on a message can have come in: the clock there may still show the day before."""
    return date.fromisoformat(sent.edtf.strip("[]")[:10]) - _DAYS if sent else None
