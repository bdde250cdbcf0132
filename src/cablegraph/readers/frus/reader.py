"""Read one document: its head, its date line, the number that opens it, and the messages that it mentions."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from cablegraph.model.reading import Problem, Reading, ReadMessage, ReadTime, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.head import Head, Marked, read_head
from cablegraph.readers.text.references import find_references
from cablegraph.times.written import Context, edtf, find_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.model.edition import Edition, Note
    from cablegraph.readers.tei import Element, Plain

_NUMBER = re.compile(r"(?:No\. ?)?(?P<number>[A-Z]{0,4}[ –-]?\d+(?:[-–]\d+)?[A-Z]?)\. (?=\S)")
_FORM_IN_SOURCE = re.compile(r": (?P<form>(?i:telegram|airgram))s?\.?$")
KINDS = (
    (re.compile(r"(?i)telegram|cable"), "telegram"),
    (re.compile(r"(?i)airgram"), "airgram"),
    (re.compile(r"(?i)d[ei]spatch"), "despatch"),
    (re.compile(r"(?i)memorand"), "memorandum"),
    (re.compile(r"(?i)letter"), "letter"),
    (re.compile(r"(?i)message|communication"), "message"),
)


def read_document(element: Element, text: Plain, notes: Sequence[Note], edition: Edition) -> tuple[str, Reading]:
    """Return what kind of document it is and the machine's reading of it; an editors' note holds no message."""
    head_element = next((child for child in element.elements() if child.name == "head"), None)
    head = Head()
    begin = 0
    if head_element is not None:
        span = text.spans[head_element]
        head = read_head(text.text, span, list(_marks(head_element, text)))
        begin = span.end
    while begin < text.body.end and text.text[begin].isspace():
        begin += 1
    problems = tuple(Problem(line, 1, "should", words) for line, words in head.problems)
    if head.is_note:
        return "editorial note", Reading(len(text.text), (), (), problems)
    form = head.form or _form_in_source(text, notes)
    place, sent = _dateline(element, text)
    message = ReadMessage(
        id="m1",
        span=Span(begin, text.body.end),
        form=form,
        numbers=tuple(_numbers(element, text)),
        sender=head.senders[0] if head.senders else None,
        addressees=head.addressees,
        place=place,
        sent=sent,
    )
    kind = next((kind for words, kind in KINDS if form and words.search(form.text)), "document")
    context = Context(anchor=_day(sent), past=True)
    references = tuple(find_references(text.text, message.span.start, message.span.end, message, context))
    return kind, Reading(len(text.text), (message,), references, problems)


def _marks(head: Element, text: Plain) -> Iterator[Marked]:
    for element in head.descendants():
        if element.name in {"persName", "gloss"} and (element.get("type") in {"from", "to"} or element.get("corresp")):
            span = text.spans[element]
            if span.start < span.end <= text.body.end:
                listed = element.get("corresp").removeprefix("#")
                yield Marked(span, element.name, element.get("type"), listed, element.line)


def _form_in_source(text: Plain, notes: Sequence[Note]) -> ReadWords | None:
    """Return the form that an older volume names after the file number: "851G.01/2–2549: Telegram"."""
    for note in notes:
        match = _FORM_IN_SOURCE.search(text.text[note.span.start : note.span.end]) if note.is_source else None
        if match:
            start = note.span.start + match.start("form")
            return ReadWords(match["form"], Span(start, start + len(match["form"])))
    return None


def _dateline(element: Element, text: Plain) -> tuple[ReadWords | None, ReadTime | None]:
    dateline = element.find("dateline")
    if dateline is None:
        return None, None
    place = dateline.find("placeName")
    where = ReadWords(text.words(place), text.spans[place]) if place is not None and text.words(place) else None
    span = text.spans[dateline]
    time = next(iter(find_times(text.text, span.start, span.end)), None)
    said = edtf(time, Context()) if time else None
    when = ReadTime(time.written, said, Span(time.start, time.end), time.zone) if time and said else None
    return where, when


def _numbers(element: Element, text: Plain) -> Iterator[ReadWords]:
    paragraph = next((child for child in element.elements() if child.name == "p"), None)
    if paragraph is None:
        return
    span = text.spans[paragraph]
    if match := _NUMBER.match(text.text, span.start, span.end):
        yield ReadWords(match["number"], Span(*match.span("number")))


def _day(time: ReadTime | None) -> date | None:
    try:
        return date.fromisoformat(time.edtf[:10]) if time else None
    except ValueError:
        return None
