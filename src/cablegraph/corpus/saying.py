"""Say single things that a reading found: words, names, places and times, each with what it stands on.

Whoever is named is one of the registers only where exactly one row has that form of name; anybody else is an agent of
this document alone. The zone of a clock stays open, so times get no bounds here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.statement import Basis, Node, Status
from cablegraph.vocabulary import PROGRAM, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.corpus.scope import Scope
    from cablegraph.errors import Position
    from cablegraph.model.reading import ReadAgent, ReadTime, ReadWords
    from cablegraph.model.span import Span


class Sayer:
    """Says what words, names, places and times a text holds, but nothing of what is said already."""

    def __init__(self, scope: Scope, where: Position) -> None:
        self.scope = scope
        self.where = where
        self.said = {(statement.subject, statement.property) for statement in scope.statements}
        self.annotated_names = [s for s in scope.statements if s.property == "designates"]

    def say(self, subject: Node, name: str, value: Node | str | int, span: Span) -> None:
        """State what the words of a span say."""
        self.add(subject, name, value, Basis(Status.STATED, PROGRAM, (span,)))

    def infer(self, subject: Node, name: str, value: Node | str | int, rationale: str, *spans: Span) -> None:
        """Say what follows from the words of some spans."""
        self.add(subject, name, value, Basis(Status.INFERRED, PROGRAM, spans, rationale))

    def add(self, subject: Node, name: str, value: Node | str | int, basis: Basis) -> None:
        """Add a statement, unless something of the kind was said before the reading."""
        if (subject, name) not in self.said:
            self.scope.say(subject, name, value, basis, self.position(basis))

    def position(self, basis: Basis) -> Position:  # noqa: ARG002
        """Return the place in the user's files that a statement comes from."""
        return self.where

    def say_words(self, subject: Node, name: str, found: Iterable[ReadWords]) -> None:
        """State what is its own words."""
        for words in found:
            self.say(subject, name, words.text, words.span)

    def say_agents(self, subject: Node, name: str, found: Iterable[ReadAgent | None]) -> None:
        """Say who it is, no more surely than it is known who goes by the name."""
        for read in found:
            if read is None or (subject, name) in self.said:
                continue
            agent, known = self.agent(read.name, read.span, read.gloss)
            status, rationale = Status(read.status), read.rationale
            if status is Status.STATED:
                status, rationale = known.status, known.rationale
            elif status is Status.EDITORIAL:
                rationale = rationale or "Only a bracket in the text says so."
            if status is not Status.DISPUTED:
                self.add(subject, name, agent, Basis(status, PROGRAM, (read.span,), rationale))

    def agent(self, name: str, span: Span, gloss: str | None = None) -> tuple[Node, Basis]:
        """Return who is meant by a name, and what that stands on; record the form of name.

        What the annotation says of the name comes first, then an editor's bracket, then the registers.
        """
        designation = Node(Kind.DESIGNATION, f"{self.scope.document}/{slug(name) or 'unnamed'}")
        told = [s for s in self.annotated_names if s.subject == designation and isinstance(s.value, Node)]
        if told:
            first = next((s for s in told if s.basis.status is not Status.DISPUTED), told[0])
            assert isinstance(first.value, Node)
            return first.value, first.basis
        registers = self.scope.registers
        by_name, by_gloss = registers.by_name(name), registers.by_name(gloss) if gloss else None
        known = by_gloss or by_name
        node = Node(Kind.AGENT, known or f"{self.scope.document}/{slug(name) or 'unnamed'}")
        basis = Basis(Status.STATED, PROGRAM, (span,))
        if by_gloss and by_gloss != by_name:
            basis = Basis(Status.EDITORIAL, PROGRAM, (span,), f'A bracket in the text says that "{name}" is {gloss}.')
        elif known:
            rationale = "One row alone of the registers has this form of name."
            basis = Basis(Status.INFERRED, PROGRAM, (span,), rationale)
        else:
            self.scope.add(node, name)
        if designation not in self.scope.labels:
            self.scope.add(designation, f'"{name}"')
            self.record_name(designation, name, span)
            self.add(designation, "designates", node, basis)
        return node, basis

    def record_name(self, designation: Node, name: str, span: Span) -> None:
        """Say which form of name the text uses, and where."""
        self.infer(designation, "asWritten", name, "The name as the reader cuts it out of these words.", span)
        message = self.scope.message_at(span)
        if message is not None:
            self.say(designation, "reportedIn", message, span)

    def say_place(self, subject: Node, name: str, words: ReadWords) -> None:
        """Say where: a row of places.csv that goes by the name, else a place of this document alone."""
        known = self.scope.registers.place_by_name(words.text)
        if known:
            rationale = "One row alone of places.csv has this form of name."
            self.infer(subject, name, Node(Kind.PLACE, known), rationale, words.span)
            return
        place = self.scope.add(Node(Kind.PLACE, f"{self.scope.document}/{slug(words.text)}"), words.text)
        self.say(subject, name, place, words.span)

    def read_time(self, subject: Node, name: str, moment: ReadTime) -> None:
        """Say when, as written and in EDTF."""
        node = Node(Kind.TIME, f"{subject.kind.value}/{subject.id}/{name}")
        self.scope.add(node, f'"{moment.written}"')
        if name == "dispatchedAt":
            self.infer(subject, name, node, "The reader takes this for the time of sending.", moment.span)
        else:
            self.say(subject, name, node, moment.span)
        self.say(node, "asWritten", moment.written, moment.span)
        if moment.edtf:
            self.infer(node, "edtf", moment.edtf, self.rewritten(subject, name, moment), moment.span)

    def rewritten(self, subject: Node, name: str, moment: ReadTime) -> str:  # noqa: ARG002 (some know the place's clock)
        """Say that a time is given in EDTF, and that its clock is open where it has an hour."""
        clock = "; the zone of the clock stays open" if "T" in moment.edtf else ""
        return f'"{moment.written}" written as an EDTF date{clock}.'
