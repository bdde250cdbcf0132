"""Agents as telegrams name them: titles, editors' brackets, letter-spacing and footnote digits taken off the name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BRACKET = re.compile(r"\[(?![^\]\n]*not declassified)([^\[\]\n]{1,80})\]")
_PARENTHESIS = re.compile(
    r"^(?P<post>[^()]{3,100}?)\s*\((?!(?i:nos?\b|nr\b|#|№|\d|as |saving))(?P<person>[^()]{2,40})\)$"
)
_FOOTNOTE = re.compile(r"(?<=\])\d{1,2}$|(?<=[^\W\d_]{2})(?:\d{1,2}(?!\w)|\.?x{1,3}/)|\[[ivx]+\]")
_POSSESSIVE = re.compile(r"(?<=[A-Za-z])['\u2019]s$")
# The points of a decision, of which he gets an extract.
POINTS = re.compile(r"\s[–—-]\s(?:all|pp?\.|pts?\.|points?|items?|para).*$")
_CAPITAL_SERIAL = re.compile(
    r"(?: (?:PRIORITY|IMMEDIATE|ROUTINE|FLASH|NIACT))*(?: (?:(?P<number>\d{1,6})|UNNUMBERED|unnumbered))?$"
)
_ONLY = re.compile(r"(?<=\w),? only$", re.IGNORECASE)  # "For Petrov only"
_SPACED = re.compile(r"(?:[^\W\d_] ){2,30}[^\W\d_]")
# In a list that stands on one line; "5-6 - Petrov" are two copies.
NUMBERED = re.compile(
    r"\s*(?P<first>\d{1,2})(?:[–-](?P<last>\d{1,2}))?\s?(?:[–—.)-]|(?P<times>[x\u00d7]))\s+"
    r"(?!(?:[a-z]+ )?(?:department|dept|section|division|directorate|bureau|sector)\b)"
)
SHORTEST_SERIAL = 3  # figures of a number that a message has at an address; fewer are those of a unit
_EDGES = " \t\r\n.,;:!“”\"'*/-"


def read_agent(text: str, start: int, end: int) -> ReadAgent | None:
    """Read text[start:end] as one agent: "Comrade FILIPPOV [Stalin]" is FILIPPOV with the gloss Stalin.

    A bracket that holds all of the name makes the agent editorial. None where no name is left.
    """
    start, end = _trimmed(text, start, end)
    span = Span(start, end)
    words = grammar().words["aside"].compiled.sub("", text[start:end]) if "(" in text[start:end] else text[start:end]
    if match := _PARENTHESIS.match(words):
        if is_city(match["person"]):  # "PETROV (Warsaw)"
            return ReadAgent(_bare(match["post"]), span)
        if grammar().words["personal_title"].match(match["post"]) or is_office(match["person"]):
            return ReadAgent(_bare(match["post"]), span, match["person"])
        return ReadAgent(_bare(match["person"]), span, _bare(match["post"], titled=True))
    if match := grammar().words["person_and_post"].fullmatch(words) or grammar().words["person_and_office"].fullmatch(
        words
    ):
        named = read_agent(text, start, start + len(match["person"])) if "[" in match["person"] else None
        gloss = named.gloss if named else None
        name = named.name if named else _bare(match["person"])
        return ReadAgent(name, span, gloss or _bare(match["post"], titled=True))
    if (match := grammar().words["post_in_city"].fullmatch(words)) and is_city(match["city"]):
        return ReadAgent(_bare(match["person"]), span, _bare(match["post"], titled=True))
    if (match := grammar().words["person_in_city"].fullmatch(words)) and is_city(match["city"]):
        return ReadAgent(_bare(match["person"]), span)
    words = _FOOTNOTE.sub("", words)
    glosses = _BRACKET.findall(words)
    outside = _bare(_BRACKET.sub(" ", words))
    gloss = _bare(glosses[0]) if glosses else None
    if outside:
        return ReadAgent(unnumbered(outside), span, gloss)
    return ReadAgent(gloss, span, status="editorial") if gloss else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what stands behind a name, such as "only" or "- point 2", and signs at either end."""
    for rest in (POINTS, grammar().words["for_him_alone"]):
        if found := rest.search(text, start, end):
            end = found.start()
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def read_agents(text: str, start: int, end: int) -> Iterator[ReadAgent]:
    """Yield the agents of a list: names between commas, semicolons, "and" and "to".

    Of "the Premier, Comrade PETROV" the post is the gloss of the person.
    """
    words = grammar().words
    if words["person_and_post"].fullmatch(text, start, end) and (agent := read_agent(text, start, end)):
        yield agent
        return
    whole = words["posts_held"].fullmatch(text, start, end) or words["person_in_city"].fullmatch(text, start, end)
    if whole or words["several_offices"].match(text, start, end):
        yield from _held(text, start, end)
        return
    listed = NUMBERED.match(text, start, end)
    begin = listed.end() if listed else start
    for cut in (*words["and_to"].finditer(text, start, end), None):
        finish = cut.start() if cut else end
        if cut and text.count("(", begin, finish) > text.count(")", begin, finish):
            continue
        post = words["post_and_person"].match(text, begin, finish)
        between = "between_names" if words["several"].match(text, begin, finish) else "between_agents"
        for item in _with_offices(text, items_of(text, post.end() if post else begin, finish, between)):
            if agent := read_agent(text, *item):
                yield replace(agent, gloss=_bare(post.group(), titled=True)) if post and not agent.gloss else agent
        begin = cut.end() if cut else end


def _held(text: str, start: int, end: int) -> Iterator[ReadAgent]:
    """Yield the holders of posts that are named in brackets behind these; several offices in one name are one agent."""
    for cut in (*grammar().words["after_holder"].finditer(text, start, end), None):
        if agent := read_agent(text, start, cut.start() if cut else end):
            yield agent
        start = cut.end() if cut else end


def _with_offices(text: str, items: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the office to the titled person before it: "Comrade Petrov, First Directorate" is one agent."""
    return joined(
        text, items, lambda held, between, item: between.strip() == "," and is_office(item) and _is_person(held)
    )


def joined(
    text: str, items: Iterator[tuple[int, int]], belongs: Callable[[str, str, str], bool]
) -> Iterator[tuple[int, int]]:
    """Join an item to the one before it where it belongs there, by both and by what stands between them."""
    held: tuple[int, int] | None = None
    for start, end in items:
        if held and belongs(text[slice(*held)], text[held[1] : start], text[start:end]):
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _is_person(words: str) -> bool:
    """Say whether *words* name a person with a title, and no office."""
    words_for = grammar().words
    named = words_for["personal_title"].match(words) or words_for["titled_person"].match(words)
    return named is not None and not is_office(words)


def items_of(text: str, start: int, end: int, between: str) -> Iterator[tuple[int, int]]:
    """Yield the items of a list; what stands in brackets is one item."""
    begin = start
    for match in grammar().words[between].finditer(text, start, end):
        before = text[begin : match.start()]
        if before.count("[") > before.count("]") or before.count("(") > before.count(")"):
            continue
        if match.start() > begin:
            yield begin, match.start()
        begin = match.end()
    if end > begin:
        yield begin, end


def unnumbered(name: str) -> str:
    """Take the number that a message has there off the place or address: "AMEMBASSY LISBON 511"."""
    if name.isupper() and (fast := grammar().words["precedence_behind"].search(name)):
        name = name[: fast.start()] + name[fast.end() :]
    name = name.removesuffix(" UNNUMBERED").removesuffix(" unnumbered")
    match = _CAPITAL_SERIAL.search(name)
    bare = name[: match.start()] if match else name
    is_unit = match is not None and len(match["number"] or "000") < SHORTEST_SERIAL  # "COMDESRON 9"
    return bare if is_city(bare) or (not is_unit and grammar().words["another_copy"].match(bare)) else name


def _bare(words: str, *, titled: bool = False) -> str:
    """Take article, titles, footnote digits and letter-spacing off a name; a title that is all there is stays.

    `titled` keeps the titles: the words are those of a post.
    """
    name = " ".join(_FOOTNOTE.sub("", words).split()).strip(_EDGES)
    if _SPACED.fullmatch(name):
        return name.replace(" ", "")
    name = _ONLY.sub("", _POSSESSIVE.sub("", name))
    title = grammar().words["article" if titled else "title"]
    dear = grammar().words["dear"]  # "General" alone ends a title, but in "Dear General"
    while (match := title.match(name)) and match.end() < len(name):
        if name[match.end() :].lower() == "general" and not dear.match(name):
            break
        name = name[match.end() :].strip(_EDGES)
    return name


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same but for case."""
    return one.casefold() == other.casefold()


def may_be_same(one: str, other: str) -> bool:
    """Say whether two names may be one person's: the same, or the last name alone or with initials beside all of it."""
    short, long = sorted((one.casefold().split(), other.casefold().split()), key=len)
    if not short or short[-1] != long[-1]:
        return False
    return len(short) == 1 or (len(short) == len(long) and all(map(_abbreviates, short[:-1], long[:-1])))


def _abbreviates(one: str, other: str) -> bool:
    return one == other or ("." in one + other and one[0] == other[0])


def is_title(name: str) -> bool:
    """Say whether *name* is a title or post and no person."""
    return grammar().words["titles"].fullmatch(name) is not None or grammar().words["post"].match(name) is not None


def is_city(words: str) -> bool:
    """Say whether *words* are the name of a known city, with or without a stop."""
    return " ".join(words.lower().replace("[", "").replace("]", "").split()).rstrip(".,") in grammar().cities


def is_office(name: str) -> bool:
    """Say whether *name* is that of an office or mission and no person's."""
    return grammar().words["is_office"].search(name) is not None
