"""Turn the machine's own reading of a text into statements, for texts that nobody has annotated.

Whoever is named is one of the registers only where exactly one row has that form of name; anybody else is an agent of
this document alone. The zone of a clock stays open, so times get no bounds here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.corpus.scope import Scope
from cablegraph.errors import Position
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.readers.text import read as read_text
from cablegraph.vocabulary import Kind, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.corpus.registers import Registers
    from cablegraph.model.reading import ReadAgent, ReadMessage, ReadReference, ReadTime, ReadWords
    from cablegraph.model.span import Span

READER = "cablegraph-reader"


def read(document: str, text: str, registers: Registers, file: str) -> Scope:
    """Return all that the program reads in *text* by itself."""
    reading = read_text(text)
    reader = _Reader(Scope(document, text, registers, READER), Position(file))
    reader.scope.add(Node(Kind.WITNESS, document), f"text of {document}")
    for message in reading.messages:
        reader.scope.spans[reader.message(message.id)] = message.span
    for message in reading.messages:
        reader.read_message(message)
    for number, reference in enumerate(reading.references, 1):
        reader.read_reference(number, reference)
    return reader.scope


class _Reader:
    """Says what a reading holds in the words of the ontology."""

    def __init__(self, scope: Scope, where: Position) -> None:
        self.scope = scope
        self.where = where

    def message(self, read_id: str) -> Node:
        """Return the node of a message of the reading: the document's own id for its first one."""
        name = self.scope.document if read_id == "m1" else f"{self.scope.document}/{read_id}"
        return Node(Kind.MESSAGE, name)

    def say(self, subject: Node, name: str, value: Node | str | int, span: Span) -> None:
        """State what the words of a span say."""
        self.scope.say(subject, name, value, Basis(Status.STATED, READER, (span,)), self.where)

    def infer(self, subject: Node, name: str, value: Node | str | int, rationale: str, *spans: Span) -> None:
        """Say what follows from the words of some spans."""
        self.scope.say(subject, name, value, Basis(Status.INFERRED, READER, spans, rationale), self.where)

    def read_message(self, message: ReadMessage) -> None:
        """Say all of one message: its head, its hop, its copies."""
        node = self.message(message.id)
        numbers = ", ".join(number.text for number in message.numbers)
        form = message.form.text if message.form else "message"
        self.scope.add(node, f"{form} {numbers}".strip() if numbers else f"{form} in {self.scope.document}")
        witness = Node(Kind.WITNESS, self.scope.document)
        self.infer(node, "witness", witness, "The reader found the message in this text.")
        held = "held" if message.enclosed_in is None else "heldAsEnclosure"
        where_held = "in the data" if message.enclosed_in is None else "in the data inside another message"
        self.infer(node, "holdingStatus", Node(Kind.CONCEPT, held), f"The text of the message is {where_held}.")
        if message.enclosed_in:
            rationale = "The reader found the words of the one inside those of the other."
            self.infer(self.message(message.enclosed_in), "encloses", node, rationale)
        self.say_words(node, "title", [message.form] if message.form else [])
        self.say_words(node, "identifier", message.numbers)
        self.say_words(node, "marking", message.markings)
        for name, agents in (("sender", [message.sender]), ("addressee", message.addressees)):
            self.say_agents(node, name, agents)
        self.read_hop(node, message)
        for copy in message.copies:
            agent, _ = self.agent(copy.name, copy.span)
            line = self.scope.add(Node(Kind.DISTRIBUTION, f"{node.id}/{slug(copy.name)}"), f"copy to {copy.name}")
            self.say(node, "distribution", line, copy.span)
            self.say(line, "copyRecipient", agent, copy.span)
            if copy.count is not None:
                self.say(line, "count", copy.count, copy.span)

    def read_hop(self, node: Node, message: ReadMessage) -> None:
        """Say how the message travelled, where anything is said of it."""
        hop = self.scope.add(Node(Kind.TRANSMISSION, node.id), f"transmission of {self.scope.labels[node]}")
        self.infer(hop, "transmits", node, "A message with a sender, an addressee or a time was sent.", message.span)
        self.say_agents(hop, "from", [message.sender])
        self.say_agents(hop, "to", message.addressees)
        self.say_agents(hop, "via", message.via)
        for name, place in (("fromPlace", message.place), ("toPlace", message.destination)):
            if place:
                self.say(hop, name, self.place(place), place.span)
        for name, moment in (("dispatchedAt", message.sent), ("receivedAt", message.received)):
            if moment:
                self.read_time(hop, name, moment)

    def read_reference(self, number: int, reference: ReadReference) -> None:
        """Say that a message mentions another one, which is a message of its own until somebody finds it."""
        node = self.scope.add(
            Node(Kind.REFERENCE, f"{self.scope.document}/r{number}"), f'mention: "{reference.written}"'
        )
        self.say(node, "asWritten", reference.written, reference.span)
        self.say(node, "reportedIn", self.message(reference.within), reference.span)
        self.infer(node, "type", Node(Kind.CONCEPT, "mentions"), "The words name another message.", reference.span)
        if reference.plural:
            return
        target = Node(Kind.MESSAGE, f"{self.scope.document}/mentioned-{number}")
        self.scope.add(target, f'message mentioned as "{reference.written}"')
        self.say(node, "refersTo", target, reference.span)
        rationale = "No text of the message is known to be in the data; other messages mention it."
        self.infer(target, "holdingStatus", Node(Kind.CONCEPT, "referencedOnly"), rationale)
        if reference.number:
            self.say(target, "identifier", reference.number, reference.span)
        self.say_agents(target, "sender", [reference.sender])
        self.say_agents(target, "addressee", [reference.addressee])
        if reference.date:
            hop = self.scope.add(Node(Kind.TRANSMISSION, target.id), f"transmission of {self.scope.labels[target]}")
            self.infer(hop, "transmits", target, "A message with a date was sent.", reference.span)
            self.read_time(hop, "dispatchedAt", reference.date)

    def say_words(self, subject: Node, name: str, found: Iterable[ReadWords]) -> None:
        """State what is its own words."""
        for words in found:
            self.say(subject, name, words.text, words.span)

    def say_agents(self, subject: Node, name: str, found: Iterable[ReadAgent | None]) -> None:
        """Say who it is, with the status that the reading gives or, where a bracket identifies him, as editorial."""
        for read in found:
            if read is None:
                continue
            agent, identified = self.agent(read.name, read.span, read.gloss)
            status = Status(read.status)
            rationale = read.rationale
            if identified and status is Status.STATED:
                status, rationale = Status.EDITORIAL, f'A bracket in the text says that "{read.name}" is {read.gloss}.'
            basis = Basis(status, READER, (read.span,), rationale)
            self.scope.say(subject, name, agent, basis, self.where)

    def agent(self, name: str, span: Span, gloss: str | None = None) -> tuple[Node, bool]:
        """Return who is meant by a name, and whether only an editor's bracket says so; record the form of name."""
        matches = {form: self.scope.registers.by_name(form) for form in (name, gloss) if form}
        known = matches.get(gloss or "") or matches.get(name)
        by_gloss = bool(gloss and matches.get(gloss)) and matches.get(name) != known
        node = Node(Kind.AGENT, known or f"{self.scope.document}/{slug(name) or 'unnamed'}")
        if known is None:
            self.scope.add(node, name)
        designation = Node(Kind.DESIGNATION, f"{self.scope.document}/{slug(name) or 'unnamed'}")
        if designation not in self.scope.labels:
            self.scope.add(designation, f'"{name}"')
            self.record_name(designation, node, name, span, by_gloss=by_gloss, known=known is not None)
        return node, by_gloss

    def record_name(
        self, designation: Node, agent: Node, name: str, span: Span, *, by_gloss: bool, known: bool
    ) -> None:
        """Say which form of name the text uses, and for whom."""
        self.infer(designation, "asWritten", name, "The name as the reader cuts it out of these words.", span)
        message = self.scope.message_at(span)
        if message is not None:
            self.say(designation, "reportedIn", message, span)
        if by_gloss:
            basis = Basis(Status.EDITORIAL, READER, (span,), "A bracket in the text says who is meant.")
            self.scope.say(designation, "designates", agent, basis, self.where)
        elif known:
            self.infer(designation, "designates", agent, "One row alone of the registers has this form of name.", span)
        else:
            self.say(designation, "designates", agent, span)

    def place(self, words: ReadWords) -> Node:
        """Return the place of that name: a row of places.csv, else one of this document alone."""
        known = self.scope.registers.place_by_name(words.text)
        node = Node(Kind.PLACE, known or f"{self.scope.document}/{slug(words.text)}")
        if known is None:
            self.scope.add(node, words.text)
        return node

    def read_time(self, subject: Node, name: str, moment: ReadTime) -> None:
        """Say when, as written and in EDTF."""
        node = Node(Kind.TIME, f"{subject.kind.value}/{subject.id}/{name}")
        self.scope.add(node, f'"{moment.written}"')
        self.say(subject, name, node, moment.span)
        self.say(node, "asWritten", moment.written, moment.span)
        rationale = f'"{moment.written}" written as an EDTF date; the zone of the clock stays open.'
        self.infer(node, "edtf", moment.edtf, rationale, moment.span)
