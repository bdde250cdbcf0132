"""Put the words in the slots of a matched form where they belong among the facts of a message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.readers.text.copies import read_copies
from cablegraph.readers.text.facts import Facts, read_words
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.names import is_city, is_office, is_title, read_agent, read_agents, same_name
from cablegraph.times.written import find_times, read_time

if TYPE_CHECKING:
    import re

    from cablegraph.model.reading import ReadWords
    from cablegraph.readers.text.search import Fit

TIMES = {"sent", "received", "dateline", "dated"}
SINGLE = {"form", "office", "place", "destination", "subject", "origin"}
SHORTEST_NAME = 2  # letters: less is initials
LISTS = {"number": "numbers", "serial": "numbers", "marking": "markings"}


def take(facts: Facts, text: str, name: str, match: re.Match[str] | Fit) -> None:
    """Put the facts of one matched form where they belong; the first of a kind stays."""
    if name == "form" and facts.title:
        facts.form = None  # the document's own heading comes before the editor's title
    if name == "action addressee, military" and facts.addressees:
        return  # beside a line that says TO it names who in the house is to act
    if name == "number, bare" and facts.numbers:
        return  # figures alone are the number of a document only where it has no other
    for slot in match.re.groupindex:
        if match[slot] is not None:
            if (
                slot == "dateline"
                and name == "date line"
                and not facts.outward
                and facts.title is None
                and _is_unlabelled(text, *match.span(slot))
            ):
                continue  # a header time without a label is neither sent nor received
            if slot == "recipient" and "addressee" not in match.re.groupindex and len(facts.addressees) > 1:
                continue  # for whom at which of the addresses?
            if name.startswith("salutation") and _is_known(facts, match[slot] or ""):
                continue
            put(facts, text, slot, *match.span(slot))


def _is_known(facts: Facts, saluted: str) -> bool:
    """Say whether a salutation only greets the one to whom the message is said to go: by first names, or again.

    "Dear Pavel Ivanovich!" below "To Comrade P.I. Petrov" names nobody new, nor does "Comrade Petrov!".
    """
    known = [agent for agent in facts.addressees if not (is_title(agent.name) or is_office(agent.name))]
    if not known:
        return False
    dear = grammar().words["dear"].match(saluted) is not None
    said = {word for word in saluted.casefold().split() if len(word) > SHORTEST_NAME}
    return dear or any(said & set(agent.name.casefold().split()) for agent in known)


def put(facts: Facts, text: str, slot: str, start: int, end: int) -> None:
    """Put the words text[start:end] of one slot into *facts*."""
    if slot in TIMES and getattr(facts, slot) is None:
        setattr(facts, slot, read_time(text[start:end], start))
    elif slot in SINGLE and getattr(facts, slot) is None:
        setattr(facts, slot, read_words(text, start, end))
    elif slot in LISTS:
        known: list[ReadWords] = getattr(facts, LISTS[slot])
        words = read_words(text, start, end)
        if words.text not in {other.text for other in known}:
            known.append(words)
    elif slot in {"day", "clock"}:
        setattr(facts, slot, text[start:end])
    elif slot in _ADD:
        _ADD[slot](facts, text, start, end)


def _is_unlabelled(text: str, start: int, end: int) -> bool:
    """Say whether a time of day stands there that no label explains; a date-time group and "0930 hours," need none."""
    if grammar().words["hours_first"].match(text, start, end):
        return False
    return any(time.clock and not time.is_group for time in find_times(text, start, end))


def _add_addressees(facts: Facts, text: str, start: int, end: int) -> None:
    """Add the agents of text[start:end] that are not addressees yet."""
    if copied := grammar().words["copied_to"].search(text, start, end):
        _add_copies(facts, text, copied.end(), end - (text[end - 1] == ")"))
        end = copied.start()
    start, end = _take_carriers(facts, text, start, end)
    agents = list(read_agents(text, start, end))
    cities = [agent for agent in agents if is_city(agent.name)]
    if len(agents) > len(cities) == 1 and agents[-1] is cities[0]:  # "Ambassador Petrov, Atlantis"
        agents.pop()
        put(facts, text, "destination", cities[0].span.start, cities[0].span.end)
    agents = [agent for agent in agents if not grammar().words["anybody"].fullmatch(agent.name)]
    people = [agent for agent in agents if not is_title(agent.name)]
    for agent in people or agents:
        if not any(same_name(agent.name, known.name) for known in facts.addressees):
            facts.addressees.append(agent)


def _take_carriers(facts: Facts, text: str, start: int, end: int) -> tuple[int, int]:
    """Take who is asked in an address to pass the message on; give where the name of the one it is for stands."""
    words = grammar().words
    if passed := words["passed_on_to"].search(text, start, end):
        _add_via(facts, text, start, passed.start())
        start = passed.end()
    if through := words["passed_through"].search(text, start, end):
        _add_via(facts, text, through.end(), end - (text[end - 1] == ")"))
        end = through.start()
    return start, end


def _add_attention(facts: Facts, text: str, start: int, end: int) -> None:
    """Add the person for whom a telegram to an office is: the office is then what explains the name."""
    start, end = _take_carriers(facts, text, start, end)
    agent = read_agent(text, start, end)
    known = facts.addressees[0].name if len(facts.addressees) == 1 else ""
    if agent and (is_office(known) or is_title(known) or grammar().words["post_alone"].match(known)):
        facts.addressees[0] = replace(agent, gloss=agent.gloss or facts.addressees[0].name)
    else:
        _add_addressees(facts, text, start, end)


def _add_recipient(facts: Facts, text: str, start: int, end: int) -> None:
    """Add the one for whom a telegram to the address just named is; the address explains the name."""
    agent = read_agent(text, start, end)
    if agent and facts.addressees:
        facts.addressees[-1] = replace(agent, gloss=agent.gloss or facts.addressees[-1].name)
    else:
        _add_addressees(facts, text, start, end)


def _add_sender(facts: Facts, text: str, start: int, end: int) -> None:
    agent = read_agent(text, start, end)
    if agent is None:
        return
    bracketed = text[start:end].startswith("[") and text[start:end].endswith("]")
    if bracketed and facts.place is None and not is_office(agent.name):
        facts.place = read_words(text, start, end)
    elif facts.sender is None:
        facts.sender = agent


def _add_labelled_sender(facts: Facts, text: str, start: int, end: int) -> None:
    """Add whom a header line names as sender; an office is what explains the name of the one who signs."""
    agent = read_agent(text, start, end)
    if agent and (is_office(agent.name) or grammar().words["post_alone"].match(agent.name)):
        _add_title(facts, text, start, end)
    else:
        _add_sender(facts, text, start, end)


def _add_copies(facts: Facts, text: str, start: int, end: int) -> None:
    facts.copies += read_copies(text, start, end)


def _add_receivers(facts: Facts, text: str, start: int, end: int) -> None:
    facts.receivers += read_agents(text, start, end)


def _add_title(facts: Facts, text: str, start: int, end: int) -> None:
    """Add the sender's post; a city that stands for it is the place of dispatch."""
    if is_city(text[start:end]):
        put(facts, text, "place", start, end)
    else:
        facts.title = facts.title or read_agent(text, start, end)


def _add_via(facts: Facts, text: str, start: int, end: int) -> None:
    """Add who is asked to pass it on; "the Mission to the League" is one agent and not two."""
    one = read_agent(text, start, end)
    if one and grammar().words["mission_alone"].fullmatch(one.name):
        facts.via.append(one)
        return
    agents = list(read_agents(text, start, end))
    facts.via += [agent for agent in agents if len(agents) == 1 or not is_city(agent.name)]


_ADD = {
    "addressee": _add_addressees,
    "attention": _add_attention,
    "copies": _add_copies,
    "receiver": _add_receivers,
    "recipient": _add_recipient,
    "sender": _add_labelled_sender,
    "signature": _add_sender,
    "title": _add_title,
    "via": _add_via,
}
