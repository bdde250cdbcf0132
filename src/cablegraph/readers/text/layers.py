"""Part a document into its messages: which carries which, and what header and trailer of each say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent
from cablegraph.model.span import Span
from cablegraph.readers.text.enclosures import find_enclosures
from cablegraph.readers.text.facts import Facts, is_same_day
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.header import read_header
from cablegraph.readers.text.introduction import Introduction, read_introduction
from cablegraph.readers.text.lines import CLOSING, OPENING, Line
from cablegraph.readers.text.names import is_city, is_office, is_title, same_name
from cablegraph.readers.text.own_numbers import read_stamps
from cablegraph.readers.text.search import Fit, mask
from cablegraph.readers.text.slots import put, take
from cablegraph.readers.text.trailer import read_trailer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.readers.text.enclosure import Enclosure

SHORT = 60  # characters of a line that may still be a marking over the first sentence
LONGEST_ENDING = 160  # characters of closing words, signature and date at the end of a paragraph
_ENDED = re.compile(r"[.!?”\"’)\]] ")  # a sentence ends here and another begins
DEEPEST = 6  # no telegram of the genre carries more layers; a bound keeps any text readable


@dataclass(slots=True)
class Layer:
    """A message being read: its lines, its facts, the messages it carries and the words that introduced it."""

    span: Span
    facts: Facts
    carries: list[Layer] = field(default_factory=list)
    introduction: Introduction | None = None
    enclosure: Enclosure | None = None
    unplaced: list[Line] = field(default_factory=list)
    parent: Layer | None = None
    greets_sir: bool = False  # it begins with "Sir," or "Excellency," and no name

    def walk(self) -> Iterator[Layer]:
        """Yield this message and all it carries in the order in which they begin."""
        yield self
        for layer in self.carries:
            yield from layer.walk()


def read_layers(text: str, lines: Sequence[Line], notes: Sequence[Line]) -> Layer:
    """Read the outermost message of a document with all it carries; *notes* are the editors' footnotes."""
    root = _layer(text, lines, None, None, 0)
    _read_notes(root.facts, text, notes)
    read_stamps(root.facts, text, lines)
    return root


def _layer(text: str, lines: Sequence[Line], parent: Layer | None, enclosure: Enclosure | None, depth: int) -> Layer:
    """Read one message and, inside it, the messages it carries."""
    span = enclosure.span if enclosure else Span(lines[0].start, lines[-1].end)
    layer = Layer(span, Facts(), parent=parent, enclosure=enclosure)
    layer.greets_sir = grammar().words["sir"].match(text, lines[0].start, lines[0].end) is not None
    enclosures = find_enclosures(text, lines) if depth < DEEPEST else []
    after = enclosures[-1].past if enclosures else 0
    tail = Facts()
    body_end = after + read_trailer(tail, text, lines[after:])
    before = _before(lines[:body_end] if body_end else lines, enclosures)
    if enclosures and enclosures[-1].draft:  # what a letter hands over stands below its signature
        first = next(index for index, inner in enumerate(enclosures) if inner.draft)
        begin = enclosures[first - 1].past if first else 0
        signed = begin + read_trailer(tail, text, lines[begin : enclosures[first].first])
        before = before[:signed] or before
    start, layer.unplaced = read_header(layer.facts, text, before)
    _address_from_title(layer.facts)
    _read_opening(layer.facts, text, [*before[start : start + 2], *_broken_off(text, lines, enclosures)][:2])
    _complete_hour(layer.facts, tail)
    if layer.facts.dated and tail.sender is None:
        tail.dateline = None  # a date at the end with no signature over it is that of the office's work
    layer.facts.add(tail)
    _name_station(layer.facts)
    _settle_origin(layer, lines)
    for inner in enclosures:
        clipped = _run_on(text, _clip(text, lines[inner.first : inner.past], inner.span))
        if clipped:
            child = _layer(text, clipped, layer, inner, depth + 1)
            child.introduction = read_introduction(text, inner.introduction)
            layer.carries.append(child)
    return layer


def _settle_origin(layer: Layer, lines: Sequence[Line]) -> None:
    """Take "From NAME" for a place where somebody else signs; without a signature it may be a person and stays open."""
    facts, origin = layer.facts, layer.facts.origin
    if origin is None or facts.place:
        return
    if is_office(origin.text) or is_title(origin.text):
        facts.title = facts.title or ReadAgent(origin.text, origin.span)
    elif facts.sender is None:
        layer.unplaced += [line for line in lines if line.start <= origin.span.start < line.end]
    elif not same_name(origin.text, facts.sender.name) and " " not in origin.text:
        facts.place = origin


def _complete_hour(facts: Facts, tail: Facts) -> None:
    """Take the date beside the signature where it gives the hour of the day that stands in the head."""
    head, end = facts.dateline, tail.dateline
    if facts.sent is None and head and end and end.clock and not head.clock and is_same_day(head, end):
        facts.dateline = replace(end, days=head.days)


def _name_station(facts: Facts) -> None:
    """Take the station that writes to a service's head for the sender where nobody signs, one he writes to likewise."""
    head = grammar().words["service_head"]
    to = facts.addressees[0].name if len(facts.addressees) == 1 else ""
    if facts.sender is None and facts.place and head.fullmatch(to):
        facts.title = facts.title or ReadAgent(facts.place.text, facts.place.span)
    writer = facts.sender or facts.title
    if writer and head.fullmatch(writer.name) and facts.destination and not facts.addressees:
        facts.addressees = [ReadAgent(facts.destination.text, facts.destination.span)]


def _address_from_title(facts: Facts) -> None:
    """Take the addressees from an editor's title where the document names none; else the title explains the one."""
    if not facts.addressees:
        facts.addressees = list(facts.receivers)
    elif len(facts.addressees) == len(facts.receivers) == 1:
        own, told = facts.addressees[0], facts.receivers[0]
        if own.gloss is None and not same_name(own.name, told.name):
            facts.addressees[0] = replace(own, gloss=told.gloss or told.name)


def _before(lines: Sequence[Line], enclosures: Sequence[Enclosure]) -> Sequence[Line]:
    """Give the lines before the first enclosure, without a line that does nothing but introduce it."""
    if not enclosures:
        return lines
    first, introduction = enclosures[0].first, enclosures[0].introduction
    alone = enclosures[0].relay and first > 1 and introduction.start <= lines[first - 1].start
    alone = alone and not grammar().words["asked_to_pass"].match(lines[first - 1].text)  # he is addressed there
    return lines[: first - 1 if alone else first]


def _broken_off(text: str, lines: Sequence[Line], enclosures: Sequence[Enclosure]) -> Iterator[Line]:
    """Yield what stands in the line of the first enclosure before it."""
    for inner in enclosures[:1]:
        line = lines[inner.first]
        if words := text[line.start : inner.span.start].rstrip():
            yield Line(words, line.start, line.start + len(words), line.gap)


def _clip(text: str, lines: Sequence[Line], span: Span) -> list[Line]:
    """Cut lines to what lies inside a span, so that quotation marks stay outside."""
    # English printers open every paragraph of a quotation anew; some forget one or two.
    reopened = sum(line.text[0] in OPENING for line in lines[1:]) > max(1, len(lines) // 2)
    clipped: list[Line] = []
    for line in lines:
        start, end = max(line.start, span.start), min(line.end, span.end)
        if (
            clipped
            and reopened
            and text[start] in OPENING
            and not any(mark in text[start + 1 : end] for mark in CLOSING[:-1])
        ):
            start += 1
        if start < end:
            clipped.append(Line(text[start:end], start, end, line.gap))
    return clipped


def _run_on(text: str, lines: list[Line]) -> list[Line]:
    """Give closing words, signature and date lines of their own where a letter runs on in one paragraph."""
    last = lines[-1] if lines else None
    begin = max(last.start, last.end - LONGEST_ENDING) if last else 0
    if last is None or not _ENDED.search(text, max(0, begin - 2), last.end):
        return lines
    if (end := grammar().words["run_on"].search(text, begin, last.end)) is None:
        return lines
    words = grammar().words
    named = words["full_name"].fullmatch(end["name"]) or words["one_name_signed"].fullmatch(end["name"])
    parts = [part for part in ("closing", "day", "name", "post", "date") if end[part]]
    if is_city(end["name"]):  # "Moscow, 3 May": where and when, and no name
        parts = ["name"] if end["date"] else []
    elif not named and len(parts) == 1:
        parts = []
    if not parts:
        return lines
    cuts = [last.start, *map(end.start, parts), end.end("date" if end["date"] else parts[-1])]
    pieces = [(start, start + len(text[start:stop].rstrip())) for start, stop in pairwise(cuts)]
    return [*lines[:-1], *_ended(text, pieces, last)]


def _ended(text: str, pieces: Sequence[tuple[int, int]], line: Line) -> Iterator[Line]:
    for begin, end in pieces:
        if words := text[begin:end].lstrip():  # a name may be all that stands in the line
            yield Line(words, end - len(words), end, line.gap and begin == line.start)


def _read_opening(facts: Facts, text: str, lines: Sequence[Line]) -> None:
    """Take the facts with which the body begins: a number, a salutation."""
    # A number before the first sentence is that of a paragraph unless an editor's title heads the document.
    may_be_numbered = facts.title is not None and not facts.numbers
    for line in lines:
        masked = mask(line.text[:300])
        for form in grammar().opening:
            match = form.expression.match(masked)
            if match and not all(is_city(match[slot]) for slot in form.city.split()):
                continue
            if match and (form.name != "number, American" or (may_be_numbered and match["number"] != "1")):
                take(facts, text, form.name, Fit(match, text, line.start))
                return
        if line.text[-1] == ":":  # what follows is somebody else's
            return
        may_be_numbered = (
            may_be_numbered and len(line.text) < SHORT and not grammar().words["paragraph"].match(line.text)
        )


def _read_notes(facts: Facts, text: str, notes: Sequence[Line]) -> None:
    """Take the places to which an editor's footnote says that the message was repeated."""
    for note in notes:
        if found := grammar().words["sent_besides"].search(note.text):
            put(facts, text, "copies", note.start + found.start("copies"), note.start + found.end("copies"))
