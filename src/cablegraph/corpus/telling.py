"""Say what a reading holds in the words of the ontology: messages, their hops and copies, the mentions in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.corpus.known import mention_of
from cablegraph.corpus.saying import Sayer
from cablegraph.corpus.told import names
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.vocabulary import PROGRAM, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.corpus.scope import Scope
    from cablegraph.errors import Position
    from cablegraph.model.reading import ReadAgent, Reading, ReadMessage, ReadReference, ReadWords
    from cablegraph.model.span import Span


def overlap(one: Span, other: Span) -> float:
    """Return which part of two spans' extent is common to both, from 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start) or 1)


class Teller(Sayer):
    """Says what a reading holds in the words of the ontology, but nothing of what is said already."""

    def __init__(self, scope: Scope, where: Position) -> None:
        super().__init__(scope, where)
        self.annotated = dict(scope.spans)
        self.mentions = [span for s in scope.statements if s.subject.kind is Kind.REFERENCE for span in s.basis.spans]
        self.messages: dict[str, Node] = {}

    def tell(self, reading: Reading) -> None:
        """Say all that *reading* holds, of no message that another text holds too."""
        self.place_messages(reading.messages)
        own = [message for message in reading.messages if self.message(message.id) not in self.scope.shared]
        for message in own:
            self.read_message(message)
        for message in own:
            self.read_previous_hop(message)
        for number, reference in enumerate(reading.references, 1):
            self.read_reference(number, reference)

    def place_messages(self, messages: Sequence[ReadMessage]) -> None:
        """Pair each message with the one of the annotation that has most of its words; name those that are left."""
        pairs = sorted(
            (
                (overlap(span, message.span), message.id, node)
                for message in messages
                for node, span in self.annotated.items()
            ),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        taken: set[Node] = set()
        for common, read_id, node in pairs:
            if common >= 0.5 and read_id not in self.messages and node not in taken:
                self.messages[read_id] = node
                taken.add(node)
        for message in messages:
            if message.id not in self.messages:
                whole = message.enclosed_in is None and message is messages[0] and not self.annotated
                name = self.scope.document if whole else f"{self.scope.document}/{message.id}"
                node = self.messages[message.id] = Node(Kind.MESSAGE, name)
                self.scope.spans[node] = message.span

    def message(self, read_id: str) -> Node:
        """Return the node of a message of the reading."""
        return self.messages[read_id]

    def label(self, message: ReadMessage) -> str:
        """Return a short name for a message, for display."""
        form = message.form.text if message.form else "message"
        numbers = ", ".join(number.text for number in message.numbers)
        return f"{form} {numbers}" if numbers else f"{form} in {self.scope.document}"

    def read_message(self, message: ReadMessage) -> None:
        """Say all of one message: its head, its hop, its copies."""
        node = self.message(message.id)
        self.scope.add(node, self.label(message))
        witness = Node(Kind.WITNESS, self.scope.document)
        self.infer(node, "witness", witness, "The reader found the message in this text.")
        held = "held" if message.enclosed_in is None else "heldAsEnclosure"
        where_held = "in the data" if message.enclosed_in is None else "in the data inside another message"
        self.infer(node, "holdingStatus", Node(Kind.CONCEPT, held), f"The text of the message is {where_held}.")
        if message.enclosed_in:
            rationale = "The reader found the words of the one inside those of the other."
            self.infer(self.message(message.enclosed_in), "encloses", node, rationale)
        if message.form:
            self.say_form(node, message.form, outermost=message.enclosed_in is None)
        self.say_words(node, "identifier", message.numbers)
        self.say_words(node, "marking", message.markings)
        self.say_agents(node, "sender", [message.sender])
        self.say_agents(node, "addressee", message.addressees)
        self.read_hop(node, message)
        self.read_copies(node, message)

    def say_form(self, node: Node, form: ReadWords, *, outermost: bool) -> None:
        """Give what a message is called as its form, and as its title where the document calls itself so."""
        self.say_words(node, "form", [form])
        if outermost:
            self.say_words(node, "title", [form])

    def read_hop(self, node: Node, message: ReadMessage) -> None:
        """Say how the message travelled, where anything is said of it."""
        ends = (message.sender, *message.addressees, *message.via)
        if any((*ends, message.place, message.destination, message.sent, message.received)):
            self.say_hop(node, message)

    def say_hop(self, node: Node, message: ReadMessage) -> None:
        """Say all of the hop of a message that was sent."""
        hop = self.scope.add(Node(Kind.TRANSMISSION, node.id), f"transmission of {self.scope.labels[node]}")
        self.infer(hop, "transmits", node, "A message with a sender, an addressee, a place or a time was sent.")
        self.say_agents(hop, "from", [message.sender])
        self.say_agents(hop, "to", message.addressees)
        self.say_agents(hop, "via", message.via)
        for name, place in (("fromPlace", message.place), ("toPlace", message.destination)):
            if place and (hop, name) not in self.said:
                self.say_place(hop, name, place)
        for name, moment in (("dispatchedAt", message.sent), ("receivedAt", message.received)):
            if moment and (hop, name) not in self.said:
                self.read_time(hop, name, moment)

    def read_previous_hop(self, message: ReadMessage) -> None:
        """Say that the hop of a message that passes another one on comes after the hop that brought it.

        A message to be handed on (it names who is asked to do so) goes further only after the one that carries it.
        """
        if message.enclosed_in is None or message.via:
            return
        later = Node(Kind.TRANSMISSION, self.message(message.enclosed_in).id)
        earlier = Node(Kind.TRANSMISSION, self.message(message.id).id)
        if later in self.scope.labels and earlier in self.scope.labels and later != earlier:
            self.infer(later, "previousHop", earlier, "The message passes on the one that it encloses.", message.span)

    def read_copies(self, node: Node, message: ReadMessage) -> None:
        """Say who is on the distribution list, with the numbers that it gives."""
        if (node, "distribution") in self.said:
            return
        for copy in message.copies:
            agent, known = self.agent(copy.name, copy.span)
            line = self.scope.add(Node(Kind.DISTRIBUTION, f"{node.id}/{slug(copy.name)}"), f"copy to {copy.name}")
            self.say(node, "distribution", line, copy.span)
            if known.status is not Status.DISPUTED:
                basis = Basis(known.status, PROGRAM, (copy.span,), known.rationale)
                self.add(line, "copyRecipient", agent, basis)
            if copy.count is not None:
                self.say(line, "count", copy.count, copy.span)

    def read_reference(self, number: int, reference: ReadReference) -> None:
        """Say that a message mentions another one, which is a message of its own until somebody finds it."""
        if any(overlap(span, reference.span) for span in self.mentions):
            return
        node = self.scope.add(
            Node(Kind.REFERENCE, f"{self.scope.document}/r{number}"), f'mention: "{reference.written}"'
        )
        self.say(node, "asWritten", reference.written, reference.span)
        self.say(node, "reportedIn", self.message(reference.within), reference.span)
        self.infer(node, "type", Node(Kind.CONCEPT, "mentions"), "The words name another message.", reference.span)
        if not reference.plural:
            self.read_mentioned(node, reference)

    def read_mentioned(self, node: Node, reference: ReadReference) -> None:
        """Keep for those who know the whole corpus which message a mention means."""
        mention = mention_of(node.id, self.scope.document, self.message(reference.within).id, reference)
        sender, addressee = self.party(reference.sender), self.party(reference.addressee)
        self.scope.mentions.append(
            replace(
                mention,
                sender_id=sender.id if sender else None,
                senders=(*mention.senders, *(names(self.scope, sender) if sender else ())),
                sender_reason=_reason(reference.sender, reference),
                addressee_id=addressee.id if addressee else None,
                addressee_reason=_reason(reference.addressee, reference),
                addressees=(*mention.addressees, *(names(self.scope, addressee) if addressee else ())),
                file=self.where.file,
                line=self.scope.text.count("\n", 0, reference.span.start) + 1,
            )
        )

    def party(self, read: ReadAgent | None) -> Node | None:
        """Return who a party of a mentioned message is, None where that is open or in dispute."""
        if read is None:
            return None
        agent, basis = self.agent(read.name, read.span, read.gloss)
        return None if basis.status is Status.DISPUTED else agent


def _reason(agent: ReadAgent | None, reference: ReadReference) -> str:
    """Say how a party of a mentioned message is worked out; nothing where the mention names it."""
    if agent is None or reference.owner is None or reference.span.start <= agent.span.start < reference.span.end:
        return ""
    return f'Worked out from "{reference.owner}" in the mention and from who sends and gets the message that makes it.'
