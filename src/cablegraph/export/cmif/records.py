"""Turn the graph's rows into the records of a list of letters.

What came from a list of letters goes back as it was: where the words that a statement rests on are an element of a CMIF
file and say the same as the graph, its marks (evidence, cert, the form of the name) are taken from them. All else is
made from the graph alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cablegraph.corpus.authorities import authority_id
from cablegraph.export.cmif.rows import Fact, Thing, best
from cablegraph.model.correspondence import Action, Dating, Letter, Link, Name
from cablegraph.times.dating import attributes, edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_ELEMENTS = {"Person": "persName", "CorporateBody": "orgName", "Group": "orgName", "Place": "placeName"}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_NAMES = ("sender", "addressee", "from", "to", "via")
_PLACES = ("fromLocation", "toLocation")
_DATES = ("dispatchedAt", "receivedAt")
_STARTS = ("from", "sender", "fromLocation", "dispatchedAt")
_LATER = "forwarded"  # what a hop after the first begins with where no list says


@dataclass
class Maker:
    """Makes letters of facts; counts what it meets and CMIF has no form for."""

    things: Mapping[str, Thing]
    left_out: Counter[str] = field(default_factory=Counter)

    def letter(self, message: str, facts: Sequence[Fact]) -> Letter | None:
        """Return the letter that the facts on a message make, None where they are too few to make one."""
        own = [fact for fact in facts if fact.hop is None]
        described = next((found for fact in own if (found := fact.letter)), None)
        if described is not None:
            acts = self._listed_acts([fact for fact in facts if fact.hop])
            return replace(self._as_listed(described, own), actions=tuple(acts))
        hops: Sequence[str | None] = _in_order(facts) or [None]
        actions: list[Action] = []
        for number, hop in enumerate(hops):
            said = [fact for fact in facts if fact.hop == hop and hop is not None]
            is_first, is_last = number == 0, number == len(hops) - 1
            parties = _with_parties(own, said, is_first=is_first, is_last=is_last)
            actions += self._made_acts(parties, "sent" if is_first else _LATER)
        if not actions:
            self.left_out["messages of which no party, place or date is known so surely"] += 1
            return None
        return Letter(key=message, actions=tuple(actions))

    def _as_listed(self, described: Letter, own: Sequence[Fact]) -> Letter:
        """Return the letter's own facts: what the graph says of it, told apart by what the list's tag has."""
        numbers = {fact.value for fact in own if fact.says == "identifier"}
        addresses = {fact.value for fact in own if fact.says == "url"}
        notes, links, context = _notes(own)
        return replace(
            described,
            key=described.key if described.key in numbers else None,
            refs=tuple(ref for ref in described.refs if ref in addresses),
            notes=notes,
            links=links,
            context=context,
        )

    def _listed_acts(self, facts: Sequence[Fact]) -> list[Action]:
        """Return the acts of a letter in the order of its list; each fact belongs to the act before its words."""
        acts = {fact.start: found for fact in facts if isinstance(found := fact.fragment, Action)}
        starts = sorted(acts)
        grouped: dict[int, list[Fact]] = defaultdict(list)
        for fact in facts:
            if (place := bisect_right(starts, fact.start)) > 0:
                grouped[starts[place - 1]].append(fact)
        return [self._action(acts[start], grouped[start]) for start in starts]

    def _made_acts(self, facts: Sequence[Fact], first: str) -> list[Action]:
        """Return the acts that one hop of another message makes."""
        grouped: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            kind = first if fact.says in _STARTS else "transmitted" if fact.says == "via" else "received"
            grouped[kind].append(fact)
        made = (self._action(Action(kind), grouped[kind]) for kind in (first, "transmitted", "received"))
        return [action for action in made if action.names or action.dates]

    def _action(self, act: Action, facts: Iterable[Fact]) -> Action:
        """Return an act with what the facts say of it."""
        found = list(facts)
        names = best(fact for fact in found if fact.says in (*_NAMES, *_PLACES))
        return replace(
            act,
            names=tuple(self._name(fact) for fact in names if fact.value in self.things),
            dates=tuple(self._datings(fact for fact in found if fact.says in _DATES)),
            notes=tuple(fact.value for fact in found if fact.says == "note"),
        )

    def _datings(self, facts: Iterable[Fact]) -> Iterator[Dating]:
        """Yield the dates of the times that are told; a time with rival dates has none."""
        times: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            times[fact.value].append(fact)
        for told in times.values():
            if len({fact.date for fact in told}) > 1:
                self.left_out["times with rival dates"] += 1
            elif date := self._dating(best(told)[0]):
                yield date

    def _name(self, fact: Fact) -> Name:
        """Return who or what is named: as the list has it where it says the same as the graph."""
        thing = self.things[fact.value]
        listed = fact.fragment
        known = {thing.label, *thing.names}
        if isinstance(listed, Name) and {*listed.refs} <= {*thing.uris} and (listed.text in known or not listed.text):
            return listed
        return Name(
            element=_ELEMENTS.get(thing.kind, "name"),
            text=" ".join((thing.label or next(iter(thing.names), "")).split()),
            refs=_distinct(thing.uris),
            evidence="conjecture" if fact.status == "inferred" else None,
        )

    def _dating(self, fact: Fact) -> Dating | None:
        """Return a date: as the list has it unless the graph says another, else what its EDTF can say to the day."""
        listed = fact.fragment
        if isinstance(listed, Dating) and fact.date in {None, edtf(dict(listed.attributes))}:
            return listed
        if fact.date is None:
            self.left_out["times without a date"] += 1
            return None
        found = attributes(fact.date)
        if found is None:
            self.left_out["dates that dating attributes can't say"] += 1
            return None
        is_unsure = any(mark in fact.date for mark in "?~%")
        return Dating(
            attributes=tuple(found.items()),
            evidence="conjecture" if fact.status == "inferred" else None,
            cert="low" if is_unsure else None,
        )


def _distinct(uris: Iterable[str]) -> tuple[str, ...]:
    """Return one URI for each number of an authority file, https rather than http."""
    return tuple({authority_id(uri): uri for uri in sorted(uris) if _ABSOLUTE.fullmatch(uri)}.values())


def _in_order(facts: Sequence[Fact]) -> list[str]:
    """Return the hops that carried the message itself, the first one first."""
    hops = {fact.hop for fact in facts if fact.hop and fact.says == "transmits"}
    before = {fact.hop: fact.value for fact in facts if fact.hop and fact.says == "previousHop"}

    def depth(hop: str) -> int:
        seen: set[str] = set()
        while (earlier := before.get(hop)) in hops and hop not in seen:
            seen.add(hop)
            hop = str(earlier)
        return len(seen)

    return sorted(hops, key=lambda hop: (depth(hop), hop))


def _with_parties(own: Sequence[Fact], said: Sequence[Fact], *, is_first: bool, is_last: bool) -> list[Fact]:
    """Return what is said of a hop with the message's sender and addressees in place of whoever stands at its ends.

    CMIF's "sent" and "received" mean those: a hop may begin or end with a relay.
    """
    senders = [fact for fact in own if is_first and fact.says == "sender"]
    addressees = [fact for fact in own if is_last and fact.says == "addressee"]
    replaced = {name for name, found in (("from", senders), ("to", addressees)) if found}
    return [*senders, *addressees, *(fact for fact in said if fact.says not in replaced)]


def _notes(own: Iterable[Fact]) -> tuple[tuple[str, ...], tuple[Link, ...], tuple[Link, ...]]:
    """Return plain notes, links and context of a listed letter, by the words that they rest on."""
    notes: list[str] = []
    links: dict[int, Link] = {}
    context: dict[int, Link] = {}
    for fact in own:
        if fact.says not in {"note", "mentions", "language"}:
            continue
        found = fact.fragment
        if isinstance(found, Link):
            is_context = fact.value.startswith(f"{found.type} in the correspondence: ")
            (context if is_context else links)[fact.start] = found
        elif fact.says == "note" and not fact.value.startswith("same as: "):
            notes.append(fact.value)
    return tuple(notes), tuple(links[at] for at in sorted(links)), tuple(context[at] for at in sorted(context))
