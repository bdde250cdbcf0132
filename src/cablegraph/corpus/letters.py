"""Turn the letters of a list into statements: who wrote to whom, from where to where, when, through whose hands.

An act of sending, forwarding, redirecting or transmitting begins a hop; the next act of receiving ends it. Whoever
transmits without a place or a date of his own is between the two ends of the hop that is under way. Passing on comes
after the hop before it; that two send or two receive says nothing of an order, and what a hop's missing end was stays
open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cablegraph.corpus.listing import NOBODY
from cablegraph.model.correspondence import Name
from cablegraph.model.statement import Node, Status
from cablegraph.readers.cmif import contradicts
from cablegraph.times.dating import edtf
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cablegraph.corpus.listing import Listing
    from cablegraph.model.correspondence import Action, Dating, Letter, Link

_VERBS = {"sent": "sending", "forwarded": "forwarding", "redirected": "redirecting", "transmitted": "transmitting"}
_PASSING_ON = ("forwarded", "redirected", "transmitted")
_MENTIONED = {"mentionsPerson": "persName", "mentionsOrg": "orgName", "mentionsPlace": "placeName"}


@dataclass(slots=True)
class Hop:
    """The acts that make one hop; each may be missing."""

    start: Action | None = None
    via: list[Action] = field(default_factory=list)
    end: Action | None = None


def hops(actions: Iterable[Action]) -> list[Hop]:
    """Return the hops that a letter's acts make, in order; sending comes first wherever the list puts it."""
    found: list[Hop] = []
    for action in sorted(actions, key=lambda action: action.type != "sent"):
        under_way = bool(found) and found[-1].end is None
        bare = not action.dates and not any(name.is_place for name in action.names)
        if under_way and action.type == "received":
            found[-1].end = action
        elif under_way and action.type == "transmitted" and bare:
            found[-1].via.append(action)
        else:
            found.append(Hop(end=action) if action.type == "received" else Hop(start=action))
    return found


def write_letter(listing: Listing, letter: Letter, message: Node, sources: Sequence[str]) -> None:
    """State all that the list says of one letter; the first of its sources is that of every statement."""
    source = sources[0]
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
    _write_journey(listing, letter, message, sources)


def _write_journey(listing: Listing, letter: Letter, message: Node, sources: Sequence[str]) -> None:
    """State the hops, and which comes after which."""
    way = [
        (Node(Kind.TRANSMISSION, message.id if number == 1 else f"{message.id}/{number}"), hop)
        for number, hop in enumerate(hops(letter.actions), 1)
    ]
    for node, hop in way:
        _write_hop(listing, hop, node, message, sources[0])
    for node, _ in way[:1]:
        for other in sources[1:]:
            listing.say(node, "transmits", message, listing.basis(letter.span, other), letter.where)
    for (before, earlier), (node, later) in pairwise(way):
        if earlier.start and later.start and later.start.type in _PASSING_ON:
            basis = listing.basis(later.start.span, sources[0])
            why = replace(basis, rationale="The list gives the acts of the journey in this order.")
            listing.infer(node, "previousHop", before, why, later.start.where)


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
        date = edtf(dict(dating.attributes))
        if date and contradicts(dating):
            why = f'The list gives this date, but its own words, "{dating.text}", name another year.'
            doubt = replace(basis, status=Status.DISPUTED, rationale=why)
            listing.say(node, "edtf", date, doubt, dating.where)
        elif date:
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
    dates = (sure_date(dating) or dating.text for dating in datings(letter, "sent"))
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


def sure_date(dating: Dating) -> str | None:
    """Return a date in EDTF, None where its attributes say none or its own words another year."""
    return None if contradicts(dating) else edtf(dict(dating.attributes))
