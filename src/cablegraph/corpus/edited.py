"""Say what the reading of an edited document holds: its own words are stated, those of the editors editorial.

Heads, notes and brackets are the editors' words; the source of such statements is the volume.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.corpus.edited_hops import EditedHops
from cablegraph.corpus.institutions import party_and_reason
from cablegraph.corpus.known import mention_of, note_on
from cablegraph.corpus.labels import label_of, label_of_enclosed
from cablegraph.corpus.parties import SECRETARY
from cablegraph.errors import Position
from cablegraph.model.reading import ReadAgent, ReadWords
from cablegraph.model.span import Span
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.readers.frus.closing import are_initials
from cablegraph.vocabulary import PROGRAM, Kind, slug

if TYPE_CHECKING:
    from cablegraph.model.reading import ReadCopy, Reading, ReadMessage, ReadReference

_SIGNED = (
    "The name stands under the text. Whoever signs may have signed for an office, and not have worded the message."
)


class EditedTeller(EditedHops):
    """Says what the reading of one document of an edition holds."""

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
        self.read_signatures(node, message)

    def read_signatures(self, node: Node, message: ReadMessage) -> None:
        """Say who signed and whom the name stands for; who worded the message is open by that."""
        for signer in (self.in_office(signer, message) for signer in message.signers):
            self.bring_in(signer)
            self.infer(node, "note", f'Signed "{signer.name}".', _SIGNED, signer.span)

    def in_office(self, signer: ReadAgent, message: ReadMessage) -> ReadAgent:
        """Return whoever signs with the post of the Secretary of State where the head gives that post as the sender.

        In a volume without a list of persons the surname alone would make somebody else of him in every document. Only
        telegrams count: a letter may be signed "For the Secretary of State".
        """
        sender = message.sender
        wired = message.form is not None and "telegram" in message.form.text.lower()
        alone = sender is not None and not message.joint and sender.kind == "post" and sender.name in SECRETARY
        surname = signer.kind == "person" and " " not in signer.name and not are_initials(signer.name)
        if sender is None or self.edition.people or not (wired and alone and surname):
            return signer
        rationale = (
            f'The name stands under a telegram that the head gives to the "{sender.name}", who is taken to sign it.'
        )
        post = ReadWords(sender.name, sender.span)
        return replace(signer, post=post, status="inferred", rationale=rationale)

    def tell(self, reading: Reading) -> None:
        """Say from where the text was taken, and all that *reading* holds."""
        source = Node(Kind.SOURCE, self.edition.id)
        witness = Node(Kind.WITNESS, self.edited.id)
        basis = Basis(Status.EDITORIAL, PROGRAM, (), "The text was taken from this volume.", self.edition.id)
        self.add(witness, "textSource", source, basis)
        super().tell(reading)

    def label(self, message: ReadMessage) -> str:
        """Return what kind of message it is, its number, its parties and its date."""
        if message.enclosed_in is None and self.edited.title:
            return label_of(message, self.edited.title, self.edited.id)
        return label_of_enclosed(message, self.edited.id)

    def read_title(self, node: Node) -> None:
        """Give the head as title."""
        if self.edited.title:
            words = re.sub(r"^\[?\d+[a-z]?\]?\. ", "", self.edited.title)
            start = self.edited.text.find(words)
            if start >= 0:
                self.add(node, "title", words, self.editorial(Span(start, start + len(words))))

    def say_form(self, node: Node, form: ReadWords, *, outermost: bool) -> None:  # noqa: ARG002 (as for plain texts)
        """Give what a message is called as its form alone: the head gives the title."""
        self.say_words(node, "form", [form])

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
                senders=_with_last(mention.senders, sender),
                sender_id=self.known(sender),
                sender_reason=sender_reason,
                addressees=_with_last(mention.addressees, addressee),
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

    def read_copies(self, node: Node, message: ReadMessage) -> None:
        """Say to whom the message was repeated."""
        for copy in message.copies:
            agent = self.copied(copy)
            line = self.scope.add(Node(Kind.DISTRIBUTION, f"{node.id}/{slug(copy.name)}"), f"copy to {copy.name}")
            self.say(node, "distribution", line, copy.span)
            self.add(line, "copyRecipient", agent, self.meant(self.recipient(copy), self.basis(copy.span)))

    def recipient(self, copy: ReadCopy) -> ReadAgent:
        """Return who got a copy as a post; "Paris for USRO" is for somebody else in the city than the post there."""
        behind = self.edited.text[copy.span.end : copy.span.end + len(" for info")]
        another = behind.startswith(" for ") and not behind.startswith(" for info")
        return ReadAgent(copy.name, copy.span, kind=None if another else "post")

    def copied(self, copy: ReadCopy) -> Node:
        """Return who got a copy: an office that the name stands for, else one of that name in the volume."""
        read = self.recipient(copy)
        if self.parties.is_department(copy.name) or self.parties.seat(read):
            party = self.parties.party(read)
            self.scope.classes[party.node] = (str(party.agent_class),)
            return self.scope.add(party.node, party.label)
        return self.scope.add(Node(Kind.AGENT, f"{self.edition.id}/copies/{slug(copy.name)}"), copy.name)


def _with_last(names: tuple[str, ...], party: ReadAgent | None) -> tuple[str, ...]:
    """Return the names of a party, that by which it is called last."""
    return (*(name for name in names if name != party.name), party.name) if party else names
