"""Lists of recipients: who got copies, how many, with numbers, counts and ways of sending taken off the names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadCopy
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.names import NUMBERED, POINTS, is_city, is_office, items_of, joined, read_agent, unnumbered

if TYPE_CHECKING:
    from collections.abc import Iterator

# "repeated London 33", "Paris No. 3004": the number of the repetition
_SERIAL = re.compile(
    r"(?<=[A-Za-z.])\s+\(?(?:as(?=\s\d)\s|[Nn][Oo][Ss]?\.?\s?|(?<=[a-z]\s)(?=\d))[\d/ –-]*(?:\s?\(?[Ss]aving\)?)?\)?$"
)
_SAVING = re.compile(r"\s*[\[(](?:last |all )?saving[\])][\s.,;]*$", re.IGNORECASE)  # how a copy goes there
# Where a copy is kept or how it is sent, or that he gets one to whom the message goes: nobody else is named.
_UNNAMED = re.compile(r"(?:to )?(?:the )?(?:case )?files?|dossier|(?:last|all|both) saving|(?:to )?(?:the )?addressee")


def read_copies(text: str, start: int, end: int) -> Iterator[ReadCopy]:
    """Yield the names of a distribution list with their counts: "Stalin (2)", "Molotov - 1", "3. Comr. Konovalov"."""
    count, titled = grammar().words["count"], grammar().words["personal_title"]
    items = list(_with_cities(text, items_of(text, start, end, "between_names")))
    if grammar().words["several_offices"].match(text, start, end):
        items = [(start, end)]
    elif len(items) == 2 and titled.match(text, start) and is_office(text[slice(*items[1])]):
        items.pop()  # the office of the one who is named
    for first, past in items:
        saving = _SAVING.search(text, first, past)
        finish = saving.start() if saving else past
        listed = NUMBERED.match(text, first, finish)
        begin = listed.end() if listed else first
        number = count.search(text, begin, finish)
        agent = read_agent(text, begin, number.start() if number else finish)
        if agent and (words := text[begin:finish]).count(",") == 1 and is_city(words.split(",")[1]):
            agent = replace(
                agent, name=" ".join(text[agent.span.start : agent.span.end].split())
            )  # "Ambassador, Prague"
        if agent and any(map(str.isalpha, agent.name)):
            counted = int(number["count"]) if number else _several(listed)
            if _UNNAMED.fullmatch(agent.name.casefold()):
                continue
            yield ReadCopy(_SERIAL.sub("", POINTS.sub("", unnumbered(agent.name))), agent.span, counted)


def _several(listed: re.Match[str] | None) -> int | None:
    """Count the copies of an item that has a range of numbers; None where it has one number, which counts nothing."""
    if listed and listed["times"]:  # "2x Petrov"
        return int(listed["first"])
    several = int(listed["last"]) - int(listed["first"]) + 1 if listed and listed["last"] else 0
    return several if several > 1 else None


def read_listed(text: str, one: re.Match[str]) -> Iterator[ReadCopy]:
    """Yield the recipient whom a line of a numbered list names: "3. Comr. Petrov"; of "1-2" there are two."""
    copies = list(read_copies(text, *one.span("copies")))
    if len(copies) == 2 and is_office(copies[1].name) and copies[0].count is None:
        span = Span(copies[0].span.start, copies[1].span.end)
        copies = [replace(copies[1], name=text[span.start : span.end], span=span)]
    for copy in copies:
        several = int(one["last"]) - int(one["first"]) + 1 if one["last"] else 0
        several = int(one["times"] or several)  # "2x Central Committee"
        yield replace(copy, count=several) if copy.count is None and (several > 1 or one["times"]) else copy


def _with_cities(text: str, items: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the city to the post before it: "Ambassador, Prague" is one recipient; "Paris, Prague" are two."""
    post = grammar().words["at_a_post"]
    return joined(
        text, items, lambda held, between, item: "," in between and is_city(item) and bool(post.match(held.strip()))
    )
