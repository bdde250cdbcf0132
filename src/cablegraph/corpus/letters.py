"""Turn the letters of a list into statements: who wrote to whom, from where to where, when, through whose hands.

An act of sending, forwarding, redirecting or transmitting begins a hop; the next act of receiving ends it. Whoever
transmits without a place or a date of his own is between the two ends of the hop that is under way. A hop that others
follow says no more of its end than the list does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cablegraph.corpus.listing import NOBODY
from cablegraph.model.correspondence import Name
from cablegraph.model.statement import Node
from cablegraph.times.dating import edtf
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.corpus.listing import Listing
    from cablegraph.model.correspondence import Action, Dating, Letter, Link

_VERBS = {"sent": "sending", "forwarded": "forwarding", "redirected": "redirecting", "transmitted": "transmitting"}
_MENTIONED = {"mentionsPerson": "persName", "mentionsOrg": "orgName", "mentionsPlace": "placeName"}


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


def write_letter(listing: Listing, letter: Letter, message: Node, source: str) -> None:
    """State all that the list says of one letter."""
    basis = listing.basis(letter.span, source)
    listing.labels[message] = _label(letter)
    why = replace(basis, rationale="The data holds no text of the letter; a list of letters describes it.")
    listing.infer(message, "holdingStatus", Node(Kind.CONCEPT, "referencedOnly"), why, letter.where)
    if letter.key:
        listing.say(message, "identifier", letter.key, basis, letter.where)
    for uri in letter.refs:
        listing.say(message, "url", uri, basis, letter.where)
    _write_notes(listing, letter, message, source)
    _write_parties(listing, letter, message, source)
    before: Node | None = None
    for number, hop in enumerate(hops(letter.actions), 1):
        node = Node(Kind.TRANSMISSION, message.id if number == 1 else f"{message.id}/{number}")
        _write_hop(listing, hop, node, message, source)
        if before is not None:
            act = hop.start or hop.end or letter
            why = replace(
                listing.basis(act.span, source), rationale="The list gives the acts of the journey in this order."
            )
            listing.infer(node, "previousHop", before, why, act.where)
        before = node


def _write_notes(listing: Listing, letter: Letter, message: Node, source: str) -> None:
    """State what notes say: whom the letter mentions and its language by properties of their own, the rest in words."""
    basis = listing.basis(letter.span, source)
    for words in letter.notes:
        listing.say(message, "note", words, basis, letter.where)
    if letter.same_as:
        listing.say(message, "note", f"same as: {letter.same_as}", basis, letter.where)
    for link in letter.context:
        said = f"{link.type} in the correspondence: {link.text or link.target}"
        listing.say(message, "note", said, listing.basis(link.span, source), link.where)
    for link in letter.links:
        _write_link(listing, link, message, source)


def _write_link(listing: Listing, link: Link, message: Node, source: str) -> None:
    kind = re.split("[#:/]", link.type)[-1]
    basis = listing.basis(link.span, source)
    if kind in _MENTIONED:
        targets = tuple(link.target.split())
        named = listing.named(Name(_MENTIONED[kind], link.text, targets, where=link.where, span=link.span), source)
        if named:
            listing.say(message, "mentions", named, basis, link.where)
    elif kind == "hasLanguage" and link.target:
        listing.say(message, "language", link.target, basis, link.where)
    else:
        words = ", ".join(words for words in (link.text, link.target) if words)
        listing.say(message, "note", f"{kind or 'see'}: {words}", basis, link.where)


def _write_parties(listing: Listing, letter: Letter, message: Node, source: str) -> None:
    """State who sent it and to whom; who only got it after others had passed it on need not be its addressee."""
    passed_on = False
    for action in letter.actions:
        passed_on = passed_on or action.type == "forwarded"
        if action.type == "sent":
            _say_names(listing, message, "sender", action, source)
        elif action.type == "received" and not passed_on:
            _say_names(listing, message, "addressee", action, source)


def _write_hop(listing: Listing, hop: Hop, node: Node, message: Node, source: str) -> None:
    acts = [act for act in (hop.start, *hop.via, hop.end) if act is not None]
    verb = _VERBS.get(hop.start.type, "passing on") if hop.start else "receiving"
    listing.labels[node] = f"{verb} of {listing.labels[message]}"
    for act in acts:
        basis = listing.basis(act.span, source)
        listing.say(node, "transmits", message, basis, act.where)
        for words in act.notes:
            listing.say(node, "note", words, basis, act.where)
    if hop.start:
        carries = hop.start.type == "transmitted"
        _say_names(listing, node, "via" if carries else "from", hop.start, source)
        _say_places(listing, node, "fromPlace", hop.start, source)
        _say_dates(listing, node, "dispatchedAt", hop.start, source)
    for act in hop.via:
        _say_names(listing, node, "via", act, source)
    if hop.end:
        _say_names(listing, node, "to", hop.end, source)
        _say_places(listing, node, "toPlace", hop.end, source)
        _say_dates(listing, node, "receivedAt", hop.end, source)


def _say_names(listing: Listing, subject: Node, property_: str, action: Action, source: str) -> None:
    for name in action.names:
        if not name.is_place and (agent := listing.named(name, source)):
            listing.say(subject, property_, agent, listing.basis(name.span, source, name), name.where)


def _say_places(listing: Listing, subject: Node, property_: str, action: Action, source: str) -> None:
    for name in action.names:
        if name.is_place and (place := listing.named(name, source)):
            listing.say(subject, property_, place, listing.basis(name.span, source, name), name.where)


def _say_dates(listing: Listing, subject: Node, property_: str, action: Action, source: str) -> None:
    for number, dating in enumerate(action.dates, 1):
        written = as_written(dating)
        if not written:
            continue
        suffix = f"-{number}" if number > 1 else ""
        node = Node(Kind.TIME, f"{subject.kind.value}/{subject.id}/{property_}{suffix}")
        basis = listing.basis(dating.span, source, dating)
        listing.labels[node] = f'"{written}"'
        listing.say(subject, property_, node, basis, dating.where)
        listing.say(node, "asWritten", written, basis, dating.where)
        if date := edtf(dict(dating.attributes)):
            listing.say(node, "edtf", date, basis, dating.where)


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
