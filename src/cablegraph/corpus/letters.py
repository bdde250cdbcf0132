"""Turn the letters of a list into statements: who wrote to whom, from where to where, when, through whose hands.

An act of sending, forwarding, redirecting or transmitting begins a hop; the next act of receiving ends it. Whoever
transmits without a place or a date of his own is between the two ends of the hop that is under way. A hop that others
follow says no more of its end than the list does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cablegraph.corpus.authorities import authority_id
from cablegraph.model.statement import Basis, Node, Statement, Status
from cablegraph.times.dating import edtf
from cablegraph.vocabulary import AGENT_CLASSES, PROGRAM, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.errors import Position
    from cablegraph.model.correspondence import Action, Dating, Letter, Name
    from cablegraph.model.span import Span
    from cablegraph.model.statement import Value

NOBODY = "Unknown"  # what CMIF wants where nobody knows who it was
_VERBS = {"sent": "sending", "forwarded": "forwarding", "redirected": "redirecting", "transmitted": "transmitting"}
_MARKS = {"low": "of low certainty", "medium": "of medium certainty"}


@dataclass(slots=True)
class Hop:
    """The acts that make one hop; each may be missing."""

    start: Action | None = None
    via: list[Action] = field(default_factory=list)
    end: Action | None = None


def hops(actions: Iterable[Action]) -> list[Hop]:
    """Return the hops that a letter's acts make, in order."""
    found: list[Hop] = []
    for action in actions:
        under_way = bool(found) and found[-1].end is None
        bare = not action.dates and not any(name.is_place for name in action.names)
        if under_way and action.type == "received":
            found[-1].end = action
        elif under_way and action.type == "transmitted" and bare:
            found[-1].via.append(action)
        else:
            found.append(Hop(end=action) if action.type == "received" else Hop(start=action))
    return found


@dataclass
class Writer:
    """Gathers what one list says; `marks` is its id, `title` what it is called in reasons."""

    document: str
    title: str
    labels: dict[Node, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    elements: dict[Node, set[str | None]] = field(default_factory=dict)
    _names: dict[tuple[Kind, str], Node] = field(default_factory=dict)
    _said: set[Node] = field(default_factory=set)

    def basis(self, span: Span | None, source: str, named: Name | Dating | None = None) -> Basis:
        """Return what a statement of the list stands on: its own words, its edition, and how sure it is."""
        rationale = f"Entered so in the list {self.title}."
        if named is not None and named.evidence == "conjecture":
            rationale += " The list marks this as a conjecture."
        if named is not None and named.cert in _MARKS:
            rationale += f" The list marks this as {_MARKS[named.cert]}."
        return Basis(Status.EDITORIAL, PROGRAM, (span,) if span else (), rationale, source)

    def say(self, subject: Node, name: str, value: Value, basis: Basis, where: Position | None) -> None:
        """Add one statement."""
        self.statements.append(Statement(subject, name, value, basis, where))

    def infer(self, subject: Node, name: str, value: Value, rationale: str, where: Position | None) -> None:
        """Add what the program concludes."""
        self.say(subject, name, value, Basis(Status.INFERRED, PROGRAM, (), rationale), where)

    def classes(self) -> dict[Node, tuple[str, ...]]:
        """Return what each agent is where the list calls it the same each time, and surely."""
        words = {"persName": "person", "orgName": "body"}
        return {
            node: (AGENT_CLASSES[words[str(next(iter(elements)))]],)
            for node, elements in self.elements.items()
            if len(elements) == 1 and elements <= words.keys()
        }

    def named(self, name: Name, source: str) -> Node | None:
        """Return the agent or place of a name, with its forms of name and its URIs; None for nobody."""
        kind = Kind.PLACE if name.is_place else Kind.AGENT
        if not name.refs and name.text in {"", NOBODY}:
            return None
        node = Node(kind, authority_id(name.refs[0])) if name.refs else self._of_this_list(kind, name.text)
        self.labels.setdefault(node, name.text or name.refs[0])
        if kind is Kind.AGENT:
            self.elements.setdefault(node, set()).add(None if name.cert == "low" else name.element)
        basis = self.basis(name.span, source, name)
        if name.text:
            self.say(node, "otherName" if name.refs else "name", name.text, basis, name.where)
        for uri in name.refs:
            self.say(node, "identifier", uri, basis, name.where)
        return node

    def _of_this_list(self, kind: Kind, text: str) -> Node:
        """Return the node of a name without a URI: this list's alone, one for each form of name."""
        if (kind, text) not in self._names:
            plain = f"{self.document}/{slug(text) or 'unnamed'}"
            taken = {node.id for node in self._names.values() if node.kind is kind}
            self._names[kind, text] = Node(kind, unused(plain, taken))
        return self._names[kind, text]


def unused(name: str, taken: Iterable[str]) -> str:
    """Return a name that nothing else has, with a number behind it where need be."""
    others, number, found = set(taken), 1, name
    while found in others:
        number += 1
        found = f"{name}-{number}"
    return found


def write_letter(writer: Writer, letter: Letter, message: Node, source: str) -> None:
    """State all that the list says of one letter."""
    way = hops(letter.actions)
    basis = writer.basis(letter.span, source)
    writer.labels[message] = _label(letter)
    rationale = "The data holds no text of the letter; a list of letters describes it."
    held = Basis(Status.INFERRED, PROGRAM, basis.spans, rationale)
    writer.say(message, "holdingStatus", Node(Kind.CONCEPT, "referencedOnly"), held, letter.where)
    if letter.key:
        writer.say(message, "identifier", letter.key, basis, letter.where)
    for uri in letter.refs:
        writer.say(message, "url", uri, basis, letter.where)
    _write_parties(writer, letter, message, source)
    before: Node | None = None
    for number, hop in enumerate(way, 1):
        node = Node(Kind.TRANSMISSION, message.id if number == 1 else f"{message.id}/{number}")
        _write_hop(writer, hop, node, message, source)
        if before is not None:
            where = (hop.start or hop.end or letter).where
            writer.infer(node, "previousHop", before, "The list gives the acts of the journey in this order.", where)
        before = node


def _write_parties(writer: Writer, letter: Letter, message: Node, source: str) -> None:
    """State who sent it and to whom; who only got it after others had passed it on need not be its addressee."""
    passed_on = False
    for action in letter.actions:
        passed_on = passed_on or action.type == "forwarded"
        if action.type == "sent":
            _say_names(writer, message, "sender", action, source)
        elif action.type == "received" and not passed_on:
            _say_names(writer, message, "addressee", action, source)


def _write_hop(writer: Writer, hop: Hop, node: Node, message: Node, source: str) -> None:
    acts = [act for act in (hop.start, *hop.via, hop.end) if act is not None]
    verb = _VERBS.get(hop.start.type, "passing on") if hop.start else "receiving"
    writer.labels[node] = f"{verb} of {writer.labels[message]}"
    for act in acts:
        writer.say(node, "transmits", message, writer.basis(act.span, source), act.where)
    if hop.start:
        carries = hop.start.type == "transmitted"
        _say_names(writer, node, "via" if carries else "from", hop.start, source)
        _say_places(writer, node, "fromPlace", hop.start, source)
        _say_dates(writer, node, "dispatchedAt", hop.start, source)
    for act in hop.via:
        _say_names(writer, node, "via", act, source)
    if hop.end:
        _say_names(writer, node, "to", hop.end, source)
        _say_places(writer, node, "toPlace", hop.end, source)
        _say_dates(writer, node, "receivedAt", hop.end, source)


def _say_names(writer: Writer, subject: Node, property_: str, action: Action, source: str) -> None:
    for name in action.names:
        if not name.is_place and (agent := writer.named(name, source)):
            writer.say(subject, property_, agent, writer.basis(name.span, source, name), name.where)


def _say_places(writer: Writer, subject: Node, property_: str, action: Action, source: str) -> None:
    for name in action.names:
        if name.is_place and (place := writer.named(name, source)):
            writer.say(subject, property_, place, writer.basis(name.span, source, name), name.where)


def _say_dates(writer: Writer, subject: Node, property_: str, action: Action, source: str) -> None:
    for number, dating in enumerate(action.dates, 1):
        written = as_written(dating)
        if not written:
            continue
        suffix = f"-{number}" if number > 1 else ""
        node = Node(Kind.TIME, f"{subject.kind.value}/{subject.id}/{property_}{suffix}")
        basis = writer.basis(dating.span, source, dating)
        writer.labels[node] = f'"{written}"'
        writer.say(subject, property_, node, basis, dating.where)
        writer.say(node, "asWritten", written, basis, dating.where)
        if date := edtf(dict(dating.attributes)):
            writer.say(node, "edtf", date, basis, dating.where)


def as_written(dating: Dating) -> str:
    """Return a date's own words, else its one `when`, else its attributes."""
    if dating.text:
        return dating.text
    if len(dating.attributes) == 1 and dating.attributes[0][0] == "when":
        return dating.attributes[0][1]
    return " ".join(f'{name}="{value}"' for name, value in dating.attributes)


def _label(letter: Letter) -> str:
    """Return what the letter is called on display: its number, the first sender and addressee, its date."""
    words = ["letter", letter.key] if letter.key else ["letter"]
    for kind, joint in (("sent", "from"), ("received", "to")):
        names = list(party_names(letter, kind))
        if names:
            words += [joint, names[0] + (" and others" if len(names) > 1 else "")]
    dates = (edtf(dict(dating.attributes)) or dating.text for dating in datings(letter, "sent"))
    date = next((date for date in dates if date), None)
    return " ".join(words) + (f", {date}" if date else "")


def party_names(letter: Letter, kind: str) -> Iterator[str]:
    """Yield the names of the people and organisations in a letter's acts of one kind."""
    for action in letter.actions:
        if action.type == kind:
            yield from (n.text for n in action.names if not n.is_place and n.text not in {"", NOBODY})


def datings(letter: Letter, kind: str) -> Iterator[Dating]:
    """Yield the dates of a letter's acts of one kind."""
    for action in letter.actions:
        if action.type == kind:
            yield from action.dates
