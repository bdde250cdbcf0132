"""Read the lines of a header that go on with an address above them: one more address, a city, a post."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.readers.text.facts import Facts, read_words
from cablegraph.readers.text.fitting import match_line
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.names import is_city
from cablegraph.readers.text.slots import put

if TYPE_CHECKING:
    from cablegraph.readers.text.lines import Line

LEAST_INDENT = 3  # columns by which one more addressee hangs under the first
ADDRESSED = {"addressee", "copies"}


def next_address(facts: Facts, text: str, line: Line, last: set[str], listed: str) -> set[str]:
    """Take a line that belongs to the address above it, whose slots are *last*; none are returned for another line.

    *listed* names the expression of what one more line of the addresses looks like, where the form has one.
    """
    words = grammar().words
    if listed and last & ADDRESSED and (one := words[listed].match(line.text)):
        slot = max(last & ADDRESSED)  # copies are told by the town, as the lists of other offices have them
        put(facts, text, slot, line.start + one.start(slot), line.start + one.end(slot))
        return last & ADDRESSED
    if last & {"addressee", "attention", "title", "sender"} and is_city(line.text):
        slot = "place" if last & {"title", "sender"} else "destination"
        put(facts, text, slot, line.start, line.end)
        return {slot}
    if last & {"addressee", "attention", "destination"} and _is_another_addressee(text, line):
        # A second telegraphic address is no person at the first one.
        is_own = words["another_copy"].match(line.text) or is_city(line.text.rpartition(", ")[2])
        put(facts, text, "addressee" if is_own else "attention", line.start, line.end)
        return {"addressee"}
    if last & {"addressee", "attention"} and facts.addressees and words["post_alone"].match(line.text):
        _explain(facts, text, line)
        return {"addressee"}
    if "copies" in last and _is_another_copy(facts, text, line):
        put(facts, text, "copies", line.start, line.end)
        return {"copies"}
    return set()


def _is_another_addressee(text: str, line: Line) -> bool:
    """Say whether a line names one more addressee: it hangs under the first one, or begins with a title."""
    hangs = _hangs(text, line)
    if hangs and ", " in line.text and is_city(line.text.rpartition(", ")[2]):
        return True
    if hangs and grammar().words["one_name"].match(line.text) and not match_line(text, line, grammar().header):
        return True
    return grammar().words["another_addressee" if hangs else "another_comrade"].match(line.text) is not None


def _explain(facts: Facts, text: str, line: Line) -> None:
    """Take the post under the name of an addressee for what explains it; the city may stand below."""
    person = facts.addressees[-1]
    post = read_words(text, line.start, line.end).text
    facts.addressees[-1] = replace(person, gloss=person.gloss or post)


def _is_another_copy(facts: Facts, text: str, line: Line) -> bool:
    """Say whether an address, or in a cable capitals, stand under the first recipient of copies, or hang there."""
    words = grammar().words
    if words["another_copy"].match(line.text):
        return True
    below = _hangs(text, line) or facts.title is not None
    return below and words["hangs_in_capitals"].match(line.text) is not None


def _hangs(text: str, line: Line) -> bool:
    before = text[text.rfind("\n", 0, line.start) + 1 : line.start]
    return len(before.expandtabs()) > LEAST_INDENT
