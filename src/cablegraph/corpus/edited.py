"""Say what the reading of an edited document holds: its own words are stated, those of the editors editorial.

Heads, notes and brackets are the editors' words; the source of such statements is the volume.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.anchors import LABEL, shorten
from cablegraph.corpus.clocks import UTC, Clock, clocks
from cablegraph.corpus.institutions import party_and_reason
from cablegraph.corpus.known import mention_of, note_on
from cablegraph.corpus.moments import bounds
from cablegraph.corpus.parties import Parties
from cablegraph.corpus.telling import Teller
from cablegraph.errors import Position
from cablegraph.model.span import Span
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.vocabulary import PROGRAM, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.corpus.scope import Scope
    from cablegraph.model.edition import EditedDocument, Edition
    from cablegraph.model.reading import ReadAgent, Reading, ReadMessage, ReadReference, ReadTime, ReadWords

SERIES = "frus"
_HEAD = "The editors of the volume name it so in the heading of the document, in a note or in a bracket."
_POINTED = "The editors' markup points at the entry of the list of persons, and the words agree with it and no other."
_LOCAL = "The hour in a date line of the series is that of the place it names. "
_BLOCK_END = "\n"


class EditedTeller(Teller):
    """Says what the reading of one document of an edition holds."""

    def __init__(self, scope: Scope, edited: EditedDocument, edition: Edition) -> None:
        super().__init__(scope, Position(edition.file, edited.lines[0][1] if edited.lines else None))
        self.edited = edited
        self.edition = edition
        names = {person.id: person.name for person in edition.people}
        self.parties = Parties(SERIES, edition.id, edited.id, names)
        self.places: dict[str, str] = {}

    def position(self, basis: Basis) -> Position:
        """Return the line of the volume that a statement comes from."""
        line = self.edited.line(basis.spans[0].start) if basis.spans else self.where.line
        return Position(self.edition.file, line)

    def basis(self, *spans: Span) -> Basis:
        """Return what a statement in the words of some spans stands on."""
        if any(self.is_editorial(span) for span in spans):
            return Basis(Status.EDITORIAL, PROGRAM, spans, _HEAD, self.edition.id)
        return Basis(Status.STATED, PROGRAM, spans)

    def is_editorial(self, span: Span) -> bool:
        """Say whether words are the editors': outside every message, or in a bracket."""
        if self.scope.message_at(span) is None:
            return True
        before = self.edited.text[max(0, span.start - 200) : span.start].rpartition(_BLOCK_END)[2]
        words = self.edited.text[span.start : span.end]
        return before.count("[") > before.count("]") or words.startswith("[")

    def say(self, subject: Node, name: str, value: Node | str | int, span: Span) -> None:
        """Say what words say: stated where they are the document's own, editorial where they are the editors'."""
        self.add(subject, name, value, self.basis(span))

    def read_message(self, message: ReadMessage) -> None:
        """Say all of one message, its title and those who worded it included."""
        node = self.message(message.id)
        self.where = Position(self.edition.file, self.edited.line(message.span.start))
        if message.enclosed_in is None:
            self.read_title(node)
        super().read_message(message)
        if message.subject:
            self.say_words(node, "title", [message.subject])
        self.say_agents(node, "sender", message.joint)
        self.say_agents(node, "author", message.authors)

    def tell(self, reading: Reading) -> None:
        """Say from where the text was taken, and all that *reading* holds."""
        source = Node(Kind.SOURCE, self.edition.id)
        witness = Node(Kind.WITNESS, self.edited.id)
        basis = Basis(Status.EDITORIAL, PROGRAM, (), "The text was taken from this volume.", self.edition.id)
        self.add(witness, "textSource", source, basis)
        super().tell(reading)

    def label(self, message: ReadMessage) -> str:
        """Return the head of the document; a message inside it goes by its form."""
        outermost = message.enclosed_in is None and self.edited.title
        return shorten(self.edited.title, LABEL) if outermost else super().label(message)

    def read_title(self, node: Node) -> None:
        """Give the head as title."""
        if self.edited.title:
            words = re.sub(r"^\[?\d+[a-z]?\]?\. ", "", self.edited.title)
            start = self.edited.text.find(words)
            if start >= 0:
                self.add(node, "title", words, self.editorial(Span(start, start + len(words))))

    def editorial(self, *spans: Span) -> Basis:
        """Return what the editors' words stand on."""
        return Basis(Status.EDITORIAL, PROGRAM, spans, _HEAD, self.edition.id)

    def say_form(self, node: Node, form: ReadWords, *, outermost: bool) -> None:  # noqa: ARG002 (as for plain texts)
        """Give what a message is called as its form alone: the head gives the title."""
        self.say_words(node, "form", [form])

    def read_hop(self, node: Node, message: ReadMessage) -> None:
        """Say how a message travelled where somebody sends it or gets it; a record of a talk only has a date."""
        if message.sender or message.addressees:
            if message.place and message.sent:
                self.places[f"{Kind.TRANSMISSION.value}/{node.id}/dispatchedAt"] = message.place.text
            super().read_hop(node, message)
        elif message.sent:
            if message.place:
                self.places[f"{Kind.MESSAGE.value}/{node.id}/dated"] = message.place.text
            self.read_time(node, "dated", message.sent)

    def read_previous_hop(self, message: ReadMessage) -> None:
        """Say nothing of the order of hops: whether an enclosed message is passed on or to be handed over is open."""

    def read_mentioned(self, node: Node, reference: ReadReference) -> None:
        """Keep a mention, with the editors' note on it, for those who know the whole corpus."""
        mention = mention_of(node.id, self.edited.id, self.message(reference.within).id, reference)
        within = next(message for message in self.edited.reading.messages if message.id == reference.within)
        sender, sender_reason = party_and_reason(reference.sender, within, reference)
        addressee, addressee_reason = party_and_reason(reference.addressee, within, reference)
        note = note_on(self.edited, reference)
        self.scope.mentions.append(
            replace(
                mention,
                senders=tuple(dict.fromkeys((*mention.senders, *([sender.name] if sender else [])))),
                sender_id=self.known(sender),
                sender_reason=sender_reason,
                addressees=tuple(dict.fromkeys((*mention.addressees, *([addressee.name] if addressee else [])))),
                addressee_id=self.known(addressee),
                addressee_reason=addressee_reason,
                notes=tuple(dict.fromkeys(t.document for t in note.targets if t.document)) if note else (),
                note=self.edited.text[note.span.start : note.span.end] if note else "",
                note_start=note.span.start if note else 0,
                note_end=note.span.end if note else 0,
                file=self.edition.file,
                line=self.edited.line(reference.span.start) or 0,
            )
        )

    def known(self, read: ReadAgent | None) -> str | None:
        """Return the id of a party of a mentioned message, None where that is open."""
        if read is None:
            return None
        if read.name in self.edited.text[read.span.start : read.span.end]:
            self.bring_in(read)
        party = self.parties.party(read)
        if party.node not in self.scope.labels:
            self.scope.add(party.node, party.label)
            if party.agent_class:
                self.scope.classes[party.node] = (party.agent_class,)
        return party.node.id

    def say_agents(self, subject: Node, name: str, found: Iterable[ReadAgent | None]) -> None:
        """Say who it is: persons with their posts, posts and offices by themselves."""
        for read in found:
            if read is not None and (subject, name) not in self.said:
                party = self.parties.party(read)
                self.bring_in(read)
                spans = (read.span, read.post.span) if read.post else (read.span,)
                self.add(subject, name, party.node, self.ground(read, *spans))

    def ground(self, read: ReadAgent, *spans: Span) -> Basis:
        """Return what it stands on that somebody is a party: a head, the document's own words, or a conclusion."""
        if read.status == Status.EDITORIAL:
            return self.editorial(*spans)
        if read.status == Status.INFERRED:
            return Basis(Status.INFERRED, PROGRAM, spans, read.rationale)
        return self.basis(*spans)

    def bring_in(self, read: ReadAgent) -> None:
        """Bring a party into the graph, with the names used for it and the post that it holds."""
        party = self.parties.party(read)
        key = f"{self.edited.id}/{slug(f'{read.post.text} {read.name}' if read.post else read.name) or 'unnamed'}"
        designation = Node(Kind.DESIGNATION, key)
        if designation in self.scope.labels:
            return
        self.scope.add(party.node, party.label)
        if party.agent_class:
            self.scope.classes[party.node] = (party.agent_class,)
        self.name(designation, read, party.node)
        if read.post is None:
            return
        post = self.parties.post(read, party.node)
        self.scope.add(post.node, post.label)
        self.scope.classes[post.node] = (str(post.agent_class),)
        words = replace(read, name=read.post.text, span=read.post.span, kind="post", listed=None, post=None)
        self.name(Node(Kind.DESIGNATION, f"{key}/post"), words, post.node)
        self.add(party.node, "holdsPost", post.node, self.ground(read, read.post.span, read.span))

    def name(self, designation: Node, read: ReadAgent, agent: Node) -> None:
        """Say which form of name is used, where, of what kind it is and for whom it stands."""
        words, span, kind = read.name, read.span, _kind(read)
        is_head = (
            read.status == Status.EDITORIAL
        )  # also that of an attachment, amid the words of what it is attached to
        basis = self.editorial(span) if is_head else self.basis(span)
        self.scope.add(designation, f'"{words}"')
        self.add(designation, "asWritten", words, basis)
        message = None if is_head else self.scope.message_at(span)
        if message is not None:
            self.say(designation, "reportedIn", message, span)
        if kind:
            rationale = f'The words "{words}" have the form of such a name.'
            self.infer(designation, "type", Node(Kind.CONCEPT, kind), rationale, span)
        pointed = Basis(Status.EDITORIAL, PROGRAM, (span,), _POINTED, self.edition.id)
        self.add(designation, "designates", agent, pointed if read.listed else basis)

    def read_copies(self, node: Node, message: ReadMessage) -> None:
        """Say to whom the message was repeated."""
        for copy in message.copies:
            agent = self.scope.add(Node(Kind.AGENT, f"{self.edition.id}/copies/{slug(copy.name)}"), copy.name)
            line = self.scope.add(Node(Kind.DISTRIBUTION, f"{node.id}/{slug(copy.name)}"), f"copy to {copy.name}")
            self.say(node, "distribution", line, copy.span)
            self.say(line, "copyRecipient", agent, copy.span)

    def say_place(self, subject: Node, name: str, words: ReadWords) -> None:
        """Say where: a row of places.csv that goes by the name, else a place of the series."""
        known = self.scope.registers.place_by_name(words.text)
        declassified = "not declassified" not in words.text
        place = Node(Kind.PLACE, known or f"{SERIES if declassified else self.edited.id}/{slug(words.text)}")
        if known is None:
            self.scope.add(place, words.text)
            self.say(subject, name, place, words.span)
            return
        self.infer(subject, name, place, "One row alone of places.csv has this form of name.", words.span)

    def read_time(self, subject: Node, name: str, moment: ReadTime) -> None:
        """Say when, as written and in EDTF, and between which moments where the clock is known."""
        super().read_time(subject, name, moment)
        node = Node(Kind.TIME, f"{subject.kind.value}/{subject.id}/{name}")
        year = int(moment.edtf.strip("[]")[:4])
        if moment.zone == "Z":
            found: tuple[Clock, ...] = (Clock(UTC, "The letter Z after the hour means Universal Time."),)
        elif moment.zone:
            return
        else:
            place = self.places.get(node.id)
            found = tuple(replace(c, because=_LOCAL + c.because) for c in clocks(place, year)) if place else ()
        for clock in found:
            self.infer(node, "candidateZone", clock.zone, clock.because, moment.span)
        for which, utc, rationale in bounds(moment.edtf, [clock.zone for clock in found]):
            self.infer(node, which, utc, rationale, moment.span)


def _kind(read: ReadAgent) -> str | None:
    """Return the kind of name: an office, a post, a surname or a full name."""
    if read.kind == "person":
        return "fullName" if " " in read.name.strip() else "surname"
    return read.kind if read.kind in {"post", "office"} else None
