"""Read one document: the messages in it with all that is said of them, and the messages that they mention."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from cablegraph.model.reading import Problem, Reading, ReadMessage, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.bringing import announces
from cablegraph.readers.frus.closing import (
    AUTHOR_SIGNED,
    are_initials,
    as_named,
    read_signatures,
    same_person,
    signed_in_words,
)
from cablegraph.readers.frus.copies import all_copies
from cablegraph.readers.frus.dateline import read_dateline
from cablegraph.readers.frus.enclosures import Enclosed, find_enclosures
from cablegraph.readers.frus.grammar import grammar
from cablegraph.readers.frus.head import Head, read_head
from cablegraph.readers.frus.opening import read_markings, read_numbers, read_subject
from cablegraph.readers.frus.part import Marked, Part
from cablegraph.readers.frus.pointers import wrong_pointers
from cablegraph.readers.frus.sourcing import read_arrival, read_drafters
from cablegraph.readers.frus.unnumbered import Unnumbered
from cablegraph.readers.frus.whose import with_writer
from cablegraph.readers.text.references import find_references
from cablegraph.times.written import Context

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.model.edition import Note
    from cablegraph.model.reading import ReadAgent, ReadCopy, ReadReference, ReadTime
    from cablegraph.readers.frus.people import People
    from cablegraph.readers.tei import Element, Plain

SHOULD = "should"
_PARTLY = "The list of those who got copies is not understood throughout; none of it is taken."
_WIRED = re.compile(r"(?i)telegram|airgram|cable")
_KINDS = (
    (re.compile(r"(?i)telegram|cable"), "telegram"),
    (re.compile(r"(?i)airgram"), "airgram"),
    (re.compile(r"(?i)d[ei]spatch"), "despatch"),
    (re.compile(r"(?i)memorand"), "memorandum"),
    (re.compile(r"(?i)letter"), "letter"),
    (re.compile(r"(?i)message|communication"), "message"),
)


def read_document(element: Element, text: Plain, notes: Sequence[Note], people: People) -> tuple[str, Reading]:
    """Return what kind of document it is and the machine's reading of it; an editors' note holds no message."""
    return _Reader(text, notes, people).read(element)


@dataclass
class _Reader:
    """Reads one document; gathers messages and problems as it goes."""

    text: Plain
    notes: Sequence[Note]
    people: People
    messages: list[ReadMessage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, element: Element) -> tuple[str, Reading]:
        """Read the document and everything attached to it."""
        for line, words in wrong_pointers(element, self.text, self.people):
            self.problem(line, words)
        part = Part(element, self.text)
        head = self.head(part)
        if head.is_note:
            return "editorial note", self.reading(())
        outer = self.message(part, head, None, next((note.span for note in self.notes if note.is_source), None))
        self.attachments(part, outer.id)
        self.prose()
        references = tuple(self.references())
        form = outer.form.text if outer.form else ""
        kind = next((kind for words, kind in _KINDS if words.search(form)), None) or _kind(part, outer)
        return kind, self.reading(references)

    def reading(self, references: tuple[ReadReference, ...]) -> Reading:
        """Return all that was read."""
        return Reading(len(self.text.text), tuple(self.messages), references, tuple(dict.fromkeys(self.problems)))

    def problem(self, line: int, words: str) -> None:
        """Note what does not fit, at a line of the volume."""
        self.problems.append(Problem(line, 1, SHOULD, words))

    def head(self, part: Part) -> Head:
        """Read the head of a message."""
        if part.head is None:
            return Head()
        head = read_head(self.text.text, part.span(part.head), list(_marks(part)))
        for line, words in head.problems:
            self.problem(line, words)
        return head

    def message(self, part: Part, head: Head, enclosed_in: str | None, source: Span | None) -> ReadMessage:
        """Read one message and keep it."""
        begin, end = part.begin, self.text.spans[part.element].end
        form = head.form or (self.form_in_source(source) if source else None)
        dateline = read_dateline(part)
        for line, words in dateline.problems:
            self.problem(line, words)
        senders = [self.known(agent, part) for agent in head.senders]
        authors, signers = self.writers(part, head, source, form)
        arrived = read_arrival(self.text.text, source, dateline.sent) if source and not dateline.received else None
        message = ReadMessage(
            id=f"m{len(self.messages) + 1}",
            span=Span(begin, max(begin, end)),
            enclosed_in=enclosed_in,
            form=form,
            numbers=tuple(read_numbers(part, wired=bool(form and _WIRED.search(form.text)))),
            sender=senders[0] if senders else None,
            joint=tuple(senders[1:]),
            authors=authors,
            signers=signers,
            addressees=tuple(self.known(agent, part) for agent in head.addressees),
            copies=self.copies(part, Span(begin, end), source),
            place=dateline.place,
            sent=dateline.sent,
            received=dateline.received or arrived,
            markings=tuple(read_markings(part, source)),
            subject=read_subject(part),
        )
        self.messages.append(message)
        return message

    def writers(
        self, part: Part, head: Head, source: Span | None, form: ReadWords | None
    ) -> tuple[tuple[ReadAgent, ...], tuple[ReadAgent, ...]]:
        """Return who worded a message besides its senders, and who signed it that its head does not name."""
        named = (*head.senders, *head.authors)
        office = head.senders[0].name if len(head.senders) == 1 and head.senders[0].kind == "post" else ""
        others = [one for one in read_signatures(part) if not any(same_person(one, other) for other in named)]
        signers = [self.known(signer, part, office) for signer in others]
        signers = [signer for signer in signers if signer.listed or not are_initials(signer.name)]
        authors = [self.known(agent, part) for agent in head.authors]
        drafters = [as_named(drafter, named) for drafter in read_drafters(self.text, source)] if source else []
        authors += [self.believed(one) for one in drafters if not any(same_person(one, other) for other in authors)]
        if form and _WIRED.search(form.text) and (before := signed_in_words(part)):
            authors.append(before)
        elif not authors and not named and (not form or grammar().words["signed_papers"].search(form.text)):
            full = [signer for signer in signers if not are_initials(signer.name)]
            authors += [replace(one, status="inferred", rationale=AUTHOR_SIGNED) for one in full]
        return tuple(authors), tuple(signers)

    def copies(self, part: Part, span: Span, source: Span | None) -> tuple[ReadCopy, ...]:
        """Return who got copies, as the message says itself and as the editors' notes on source and heading do."""
        copies, doubtful = all_copies(part, span, source, self.notes)
        for start in doubtful:
            self.problem(self.text.line(start) or part.element.line, _PARTLY)
        return tuple(copies)

    def known(self, agent: ReadAgent, part: Part, office: str = "") -> ReadAgent:
        """Believe the markup's pointer into the list of persons only where the words bear it out.

        *office* is the post in whose name somebody signs.
        """
        if agent.listed is None:
            return agent
        doubt = self.people.doubt(agent.listed, agent.name, agent.post.text if agent.post else office)
        if doubt is None:
            return agent
        line = self.text.line(agent.span.start) or part.element.line
        named = f"{agent.post.text} {agent.name}" if agent.post else agent.name
        self.problem(line, f'The markup points "{named}" at {agent.listed}, but {doubt}; it is not believed.')
        return replace(agent, listed=None)

    def believed(self, drafter: ReadAgent) -> ReadAgent:
        """Return whoever a note names, with the entry of the list only where no other fits the words as well."""
        doubt = drafter.listed and self.people.doubt(drafter.listed, drafter.name, "")
        return replace(drafter, listed=None) if doubt else drafter

    def form_in_source(self, source: Span) -> ReadWords | None:
        """Return the form that older volumes name after the file number, as in "851G.01/2-2549: Telegram"."""
        match = grammar().words["form_in_source"].search(self.text.text, source.start, source.end)
        return ReadWords(match["form"], Span(*match.span("form"))) if match else None

    def attachments(self, part: Part, outer: str) -> None:
        """Read what is attached: whatever has parties or a date line of its own is a message."""
        for element in part.attachments:
            inner = Part(element, self.text)
            head = self.head(inner)
            within = outer
            if inner.words(element) and (head.senders or head.addressees or inner.first("dateline") is not None):
                within = self.message(inner, head, outer, None).id
            self.attachments(inner, within)

    def prose(self) -> None:
        """Read the messages that the text quotes in full."""
        for outer in tuple(self.messages):
            for enclosed in find_enclosures(self.text.text, self.own(outer), outer):
                self.messages.append(self.enclosed(enclosed, outer))

    def own(self, message: ReadMessage) -> Span:
        """Return a message's words up to the first that is attached to it."""
        starts = [other.span.start for other in self.messages if other.enclosed_in == message.id]
        return Span(message.span.start, min([*starts, message.span.end]))

    def enclosed(self, enclosed: Enclosed, outer: ReadMessage) -> ReadMessage:
        """Return a message that is quoted in the words of another."""
        return replace(enclosed.message, id=f"m{len(self.messages) + 1}", enclosed_in=outer.id)

    def references(self) -> Iterator[ReadReference]:
        """Yield the mentions in each message, those in the messages inside it apart."""
        found: list[ReadReference] = []
        for message in self.messages:
            context = Context(anchor=_date(message.sent), past=True)
            inner = [other.span for other in self.messages if other.enclosed_in == message.id]
            begin = message.span.start
            for span in (*sorted(inner), Span(message.span.end, message.span.end)):
                read = find_references(self.text.text, begin, span.start, message, context)
                found.extend(with_writer(self.text.text, reference) for reference in read)
                taken = [reference.span for reference in found]
                found.extend(Unnumbered(self.text.text, message, self.notes, taken).find(Span(begin, span.start)))
                begin = max(begin, span.end)
        kept = [reference for reference in found if not announces(reference, self.messages)]
        return iter(sorted(kept, key=lambda reference: (reference.span.start, reference.span.end)))


def _marks(part: Part) -> Iterator[Marked]:
    """Yield the names and offices that the head sets off."""
    assert part.head is not None
    for element in part.head.descendants():
        says = element.get("type") in {"from", "to"} or element.get("corresp")
        if says and element.name in {"persName", "gloss"} and part.words(element):
            listed = element.get("corresp").removeprefix("#")
            yield Marked(part.span(element), element.name, element.get("type"), listed, element.line)


def _kind(part: Part, message: ReadMessage) -> str:
    """Return the kind of a document whose head names none: a numbered despatch, or a letter with its salutation."""
    greets = grammar().words["salutation"]
    if any(greets.match(part.text.text, part.span(paragraph).start) for paragraph in part.paragraphs[:3]):
        return "letter"
    return "despatch" if message.numbers and message.sender and not message.form else "document"


def _date(time: ReadTime | None) -> date | None:
    try:
        return date.fromisoformat(time.edtf.strip("[]")[:10]) if time else None
    except ValueError:
        return None
