"""Say how the messages of an edited document travelled: their hops, what came to whom before, places and clocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.corpus.clocks import UTC, Clock, agreeing, clocks, not_before
from cablegraph.corpus.edited_names import SERIES, EditedNames
from cablegraph.corpus.moments import bounds
from cablegraph.corpus.parties import comes_to_department
from cablegraph.model.statement import Node
from cablegraph.times.bounds import interval
from cablegraph.vocabulary import Kind, slug

if TYPE_CHECKING:
    from datetime import datetime

    from cablegraph.corpus.scope import Scope
    from cablegraph.model.edition import EditedDocument, Edition
    from cablegraph.model.reading import ReadMessage, ReadTime, ReadWords

_LOCAL = "The hour in a date line of the series is that of the place it names. "
_STAMPED = (
    "The hour at which a telegram came in at the Department of State is taken to be that of its seat, Washington. "
)
_SEAT = "Washington"
_BROUGHT = 'By the words "{}" before it the message had come to whoever sends the one around it.'
_ADDRESSED = "The message is addressed to whoever sends the one that encloses it, so that it had come to him before."
_DRAFT = "draft"


class EditedHops(EditedNames):
    """Says of the messages of an edited document by which hops they went."""

    def __init__(self, scope: Scope, edited: EditedDocument, edition: Edition) -> None:
        super().__init__(scope, edited, edition)
        self.places: dict[str, str] = {}
        self.sent: dict[str, ReadTime] = {}  # when the messages that came to the Department were sent
        self.groups: dict[str, tuple[str, ...]] = {}  # the numbers of each message, among them date-time groups

    def read_hop(self, node: Node, message: ReadMessage) -> None:
        """Say how a message travelled where somebody sends it or gets it; a record of a talk only has a date."""
        if message.sender or message.addressees or message.brought:
            self.groups[node.id] = tuple(number.text for number in message.numbers)
            if message.place and message.sent:
                self.places[f"{Kind.TRANSMISSION.value}/{node.id}/dispatchedAt"] = message.place.text
            if message.received and comes_to_department(message, self.edited.text):
                self.places[f"{Kind.TRANSMISSION.value}/{node.id}/receivedAt"] = _SEAT
                if message.sent:
                    self.sent[node.id] = message.sent
            self.say_hop(node, replace(message, addressees=()) if message.brought else message)
            self.say_agents(Node(Kind.TRANSMISSION, node.id), "from", message.joint)
            self.read_bringing(node, message)
        elif message.sent:
            if message.place:
                self.places[f"{Kind.MESSAGE.value}/{node.id}/dated"] = message.place.text
            self.read_time(node, "dated", message.sent)

    def read_bringing(self, node: Node, message: ReadMessage) -> None:
        """Say that a hop ends with the sender of the message around it, where the words say that it came to him."""
        sender = self.around(message).sender if message.brought else None
        if message.brought and sender:
            to = self.parties.party(sender).node
            rationale = _BROUGHT.format(message.brought.text)
            self.infer(Node(Kind.TRANSMISSION, node.id), "to", to, rationale, message.brought.span, sender.span)

    def around(self, message: ReadMessage) -> ReadMessage:
        """Return the message that encloses another one."""
        return next(other for other in self.edited.reading.messages if other.id == message.enclosed_in)

    def read_previous_hop(self, message: ReadMessage) -> None:
        """Say that the hop of a message comes after that of the one in it, where that one had come to its sender.

        That is so where the words before it say so ("handed me"), and where it is addressed to him. Of any other
        message inside one it is open whether it was passed on, was to be handed over, or is quoted for information.
        """
        if message.enclosed_in is None:
            return
        outer = self.around(message)
        later = Node(Kind.TRANSMISSION, self.message(outer.id).id)
        earlier = Node(Kind.TRANSMISSION, self.message(message.id).id)
        if outer.sender is None or later not in self.scope.labels or earlier not in self.scope.labels:
            return
        if message.brought:
            rationale, spans = _BROUGHT.format(message.brought.text), (message.brought.span, outer.sender.span)
        elif goes_to_sender(message, outer):
            rationale, spans = _ADDRESSED, (message.addressees[0].span, outer.sender.span)
        else:
            return
        self.infer(later, "previousHop", earlier, rationale, *spans)

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
        found = self.clocks(subject, name, moment)
        for clock in found:
            self.infer(node, "candidateZone", clock.zone, clock.because, moment.span)
        for which, utc, rationale in bounds(moment.edtf, [clock.zone for clock in found]):
            self.infer(node, which, utc, rationale, moment.span)

    def rewritten(self, subject: Node, name: str, moment: ReadTime) -> str:
        """Say that a time is given in EDTF; that its clock is open only where nothing is known of it."""
        known = self.clocks(subject, name, moment)
        return f'"{moment.written}" written as an EDTF date.' if known else super().rewritten(subject, name, moment)

    def clocks(self, subject: Node, name: str, moment: ReadTime) -> tuple[Clock, ...]:
        """Return the clocks by which a time may be meant: that of its letter, else those of the place where it was so.

        A date-time group among the message's own numbers ("080814Z"), which is that of sending, rules out the clocks
        that it contradicts; the time of sending those by which the message came before it went.
        """
        if moment.zone == "Z":
            return (Clock(UTC, "The letter Z after the hour means Universal Time."),)
        place = self.places.get(f"{subject.kind.value}/{subject.id}/{name}")
        if moment.zone or not place or not moment.edtf:
            return ()
        found = clocks(place, int(moment.edtf.strip("[]")[:4]))
        if name == "receivedAt":
            kept, reason = not_before(found, moment.edtf, self.departure(subject)), _STAMPED
        else:
            kept, reason = agreeing(found, moment.edtf, self.groups.get(subject.id, ())), _LOCAL
        return tuple(replace(clock, because=reason + clock.because) for clock in kept)

    def departure(self, hop: Node) -> datetime | None:
        """Return the earliest moment at which a message that came to the Department was sent, where that is known."""
        sent = self.sent.get(hop.id)
        zones = [clock.zone for clock in self.clocks(hop, "dispatchedAt", sent)] if sent else []
        between = interval(sent.edtf, zones) if sent else None
        return between.earliest.utc if between else None


def goes_to_sender(message: ReadMessage, outer: ReadMessage) -> bool:
    """Say whether a message is addressed to nobody but the one sender of the message that encloses it, and not later.

    It is the same person whose post is called by fewer words in one of the two heads; a draft went to nobody yet.
    """
    if len(message.addressees) != 1 or outer.sender is None or outer.joint or message.sender is None:
        return False
    if message.form and _DRAFT in message.form.text.lower():
        return False
    if message.sent and outer.sent and _day(message.sent) > _day(outer.sent):
        return False
    one, other = message.addressees[0], outer.sender
    if one.kind != "person" or other.kind != "person" or one.name != other.name or not (one.post and other.post):
        return False
    return one.post.text.endswith(other.post.text) or other.post.text.endswith(one.post.text)


def _day(moment: ReadTime) -> str:
    return moment.edtf.strip("[]")[:10]
