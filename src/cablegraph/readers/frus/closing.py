"""Read who signed a message, and whether that says who worded it.

A telegram bears the name of whoever heads the office, and initials on a record may be an approval; neither tells an
author. Initials alone name nobody.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent
from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar
from cablegraph.readers.frus.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.readers.frus.part import Part

AUTHOR_SIGNED = "The head names no writer, and whoever signs a paper of this kind in full answers for its wording."
SIGNED_BEFORE = "The words of the telegram end with this signature; the name below is that of the head of the post."
_NAME = re.compile(r"(?:[^\W\d_]\.?[\w.\u2019'-]* ?){1,5}(?:,? [JS]r\.?)?")
_SPELLED = re.compile(r"[A-Z][a-z]{2}|[a-z]{3}|[^\W\d_]{5}")  # a word that is more than initials: "Ike", "ACHESON"
_JUNIOR = re.compile(r",? [JS]r\.?$")
_RANK = re.compile(r"\b(?:General|Admiral|Colonel|Captain|Major|Commander|USA|USN|USAF)\b")
_FULL = re.compile(r"[A-Z].* [A-Z][a-z]{2}")
_PIECE = re.compile(r"[A-Z][a-z]+|[A-Z]|[a-z]+")
_AFTER = 3  # short paragraphs that may follow a signature in the words: copies, the name of the head of the post
_SHORT = 200


def read_signatures(part: Part) -> Iterator[ReadAgent]:
    """Yield whoever signed, with the entry of the list that a name in the signature points at.

    Of initials or a short name over a full one ("L.A.M." over "Lee A. Marsh") the full one is taken.
    """
    for element in part.named("signed"):
        span = part.span(element)
        first, _, rest = part.words(element).partition("\n")
        second = rest.partition("\n")[0].strip()
        words, start = first.rstrip(" ,"), span.start
        name = element.find("persName")
        pointer = ""
        if name is not None and part.words(name) and part.span(name).start == span.start:
            words, pointer = part.words(name), name.get("corresp").removeprefix("#")
        if _NAME.fullmatch(second) and _FULL.match(second) and _is_short_for(words, second):
            start = part.text.text.index(second, start + len(first))
            words = second
        if _NAME.fullmatch(words):
            yield ReadAgent(words, Span(start, start + len(words)), kind="person", listed=pointer or None)


def are_initials(words: str) -> bool:
    """Say whether a name is initials alone: "J.F.D.", "CBE"."""
    return not _SPELLED.search(words)


def signed_in_words(part: Part) -> ReadAgent | None:
    """Return whoever the last words of a telegram say signed it: "Signed Ames.", with little after it."""
    paragraphs = part.paragraphs
    last = list(takewhile(lambda p: len(part.words(p)) < _SHORT, reversed(paragraphs)))[:_AFTER]
    for element in (*last, *paragraphs[len(paragraphs) - len(last) - 1 :][:1]):
        span = part.span(element)
        match = grammar().words["signed_last"].search(part.text.text, span.start, span.end)
        if match:
            return ReadAgent(
                match["name"], Span(*match.span("name")), status="inferred", rationale=SIGNED_BEFORE, kind="person"
            )
    return None


def as_named(drafter: ReadAgent, named: Sequence[ReadAgent]) -> ReadAgent:
    """Return whoever drafted a document as the person that its head names with the same surname and a post."""
    same = [one for one in named if one.kind == "person" and one.name == drafter.name and one.post]
    plain = not drafter.listed and not drafter.post
    return replace(same[0], span=drafter.span) if len(same) == 1 and plain else drafter


def same_person(one: ReadAgent, other: ReadAgent) -> bool:
    """Say whether a signature is that of somebody the head names: as the markup says, or by the surname.

    A person who is named as the sender may sign with a forename or with initials.
    """
    if (one.listed and one.listed == other.listed) or (other.kind == "person" and " " not in one.name):
        return True
    mine, theirs = (_JUNIOR.sub("", agent.name).casefold() for agent in (one, other))
    return mine == theirs or mine.endswith(f" {theirs}")


def _is_short_for(short: str, full: str) -> bool:
    """Say whether each piece of one name begins a piece of the other, in order."""
    begins, pieces = _PIECE.findall(short), iter(_PIECE.findall(full))
    if _RANK.search(full) or kind_of(full) or (len(begins) < 2 and are_initials(short)):
        return False
    return all(any(piece.startswith(begin) for piece in pieces) for begin in begins)
