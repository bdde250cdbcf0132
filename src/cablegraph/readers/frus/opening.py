"""Read what stands between a message's date line and its first sentence: number, classification, subject."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.readers.frus.part import Part

NEARLY = 0.7  # of 1: how like a series' name a misprint of it is
_NO_PARAGRAPH = re.compile(r"\[place not declassified\],?$")


def read_numbers(part: Part, *, wired: bool) -> Iterator[ReadWords]:
    """Yield the numbers that identify a message: "No. 201" on a line of its own, else the first words of a telegram.

    *wired* says that it is a telegram or airgram; only these open with their number. A "1." that a "2." follows
    numbers a paragraph.
    """
    marking = grammar().words["marking"]
    paragraphs = [
        p for p in part.paragraphs if not _NO_PARAGRAPH.match(w := part.words(p)) and not marking.fullmatch(w)
    ]
    for element in (*part.named("seg"), *paragraphs[:1]):
        span = part.span(element)
        if match := grammar().words["despatch"].match(part.text.text, span.start, span.end):
            yield _words(match, "number" if match["number"] else "airgram")
            return
    if not paragraphs:
        return
    span = part.span(paragraphs[0])
    if match := grammar().words["message_number"].match(part.text.text, span.start, span.end):
        yield _words(match, "number")
    if not wired:
        return
    match = grammar().words["opening"].match(part.text.text, span.start, span.end)
    if match is None or (match["number"] == "1" and _is_numbered(part)):
        return
    yield _words(match, "number")
    if match["second"]:
        yield _words(match, "second")
    elif (second := grammar().words["misprinted"].match(part.text.text, match.end("number"), span.end)) and _is_series(
        second["name"]
    ):
        yield _words(second, "number")


def _is_series(name: str) -> bool:
    """Say whether a word is nearly the name of a series of telegrams, misprinted."""
    return bool(get_close_matches(name, grammar().words["series_names"].pattern.split("|"), 1, NEARLY))


def _is_numbered(part: Part) -> bool:
    end = part.span(part.element).end
    return grammar().words["next_item"].search(part.text.text, part.begin, end) is not None


def read_markings(part: Part, source: Span | None) -> Iterator[ReadWords]:
    """Yield classification, precedence and the like: on the message itself, else in the editors' note on its source."""
    marking = grammar().words["marking"]
    text = part.text.text
    found = False
    for element in part.named("seg"):
        span = part.span(element)
        matches = list(marking.finditer(text, span.start, span.end))
        if matches and not re.sub(r"[\s,;.]", "", marking.sub("", text[span.start : span.end])):
            found = True
            yield from (_words(match) for match in matches)
    if found or source is None:
        return
    match = grammar().words["source_markings"].search(text, source.start, source.end)
    if match:
        for item in re.finditer(r"[^;]+", match["markings"]):
            words = item.group().strip()
            start = match.start("markings") + item.start() + item.group().find(words)
            yield ReadWords(words, Span(start, start + len(words)))


def read_subject(part: Part) -> ReadWords | None:
    """Return the words of the subject line."""
    for element in part.own:
        if element.name == "list" and element.get("type") == "subject":
            item = next((child for child in element.elements() if child.name == "item" and part.words(child)), None)
            return ReadWords(part.words(item), part.span(item)) if item is not None else None
        if element.name == "p" and part.words(element):
            span = part.span(element)
            match = grammar().words["subject"].match(part.text.text, span.start, span.end)
            if match:
                return ReadWords(
                    part.text.text[match.start("subject") : span.end], Span(match.start("subject"), span.end)
                )
            if element.get("rend") != "flushleft":
                return None
    return None


def _words(match: re.Match[str], group: str | int = 0) -> ReadWords:
    return ReadWords(match[group], Span(*match.span(group)))
