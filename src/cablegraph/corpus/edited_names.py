"""Say who somebody is in an edited document, in whose words: the document's own are stated, the editors' editorial.

Heads, notes and brackets are the editors' words; the source of such statements is the volume.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.corpus.parties import DEPARTMENT, Parties, is_of_department, name_of, year_of
from cablegraph.corpus.telling import Teller
from cablegraph.errors import Position
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.readers.frus.closing import are_initials
from cablegraph.vocabulary import PROGRAM, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.corpus.scope import Scope
    from cablegraph.model.edition import EditedDocument, Edition
    from cablegraph.model.reading import ReadAgent
    from cablegraph.model.span import Span

SERIES = "frus"
_HEAD = "The editors of the volume name it so in the heading of the document, in a note or in a bracket."
_POINTED = "The editors' markup points at the entry of the list of persons, and the words agree with it and no other."
_DEPT = "In a message from or to the Department of State the series means that department by the bare word."
_BLOCK_END = "\n"


class EditedNames(Teller):
    """Says of an edited document who its parties are; knows whose words a span holds."""

    def __init__(self, scope: Scope, edited: EditedDocument, edition: Edition) -> None:
        super().__init__(scope, Position(edition.file, edited.lines[0][1] if edited.lines else None))
        self.edited = edited
        self.edition = edition
        names = {person.id: person.name for person in edition.people}
        self.parties = Parties(
            SERIES, edition.id, edited.id, names, is_of_department(edited.reading), year_of(edited.reading)
        )

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

    def editorial(self, *spans: Span) -> Basis:
        """Return what the editors' words stand on."""
        return Basis(Status.EDITORIAL, PROGRAM, spans, _HEAD, self.edition.id)

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
        key = f"{self.edited.id}/{slug(f'{read.post.text} ') + '-' if read.post else ''}{name_of(read)}"
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
        self.add(designation, "designates", agent, pointed if read.listed else self.meant(read, basis))

    def meant(self, read: ReadAgent, basis: Basis) -> Basis:
        """Return what it stands on whom words mean: that "Dept" is the Department of State is a conclusion."""
        if self.parties.is_department(read.name):
            return basis if read.name == DEPARTMENT else Basis(Status.INFERRED, PROGRAM, basis.spans, _DEPT)
        if self.parties.signs_as(read):
            return Basis(Status.INFERRED, PROGRAM, basis.spans, read.rationale)
        if found := self.parties.seat(read):
            rationale = f'"{read.name}" stands for the {found.office}. {found.because}'
            return Basis(Status.INFERRED, PROGRAM, basis.spans, rationale)
        return basis


def _kind(read: ReadAgent) -> str | None:
    """Return the kind of name: an office, a post, a surname or a full name."""
    if read.kind == "person":
        if are_initials(read.name):
            return None
        return "fullName" if " " in read.name.strip() else "surname"
    return read.kind if read.kind in {"post", "office"} else None
