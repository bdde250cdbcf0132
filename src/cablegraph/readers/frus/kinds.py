"""Tell a post from an office and a title from a name, by their nouns; the nouns stand in `grammar.toml`."""

from __future__ import annotations

import re
from functools import cache

from cablegraph.model.reading import ReadAgent, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar


def titled(text: str, span: Span) -> ReadAgent:
    """Read a party named in running words: "Prime Minister Rowe" is Rowe with a post, "President" a post alone."""
    words = text[span.start : span.end]
    if match := with_title().fullmatch(words):
        title = ReadWords(match["title"], Span(span.start + match.start("title"), span.start + match.end("title")))
        name = Span(span.start + match.start("name"), span.end)
        return ReadAgent(match["name"], name, kind="person", post=title)
    return ReadAgent(words, span, kind=kind_of(words))


@cache
def title_first() -> re.Pattern[str]:
    """Return what matches a title that a name may follow."""
    return re.compile(rf"{grammar().kinds['title'].pattern} ")


@cache
def with_title() -> re.Pattern[str]:
    """Return what matches a title and the name after it."""
    name = r"(?:(?:de|von|van) )?[A-Z][\w\u2019'-]*[a-z][\w\u2019'-]*"
    return re.compile(rf"(?P<title>{grammar().kinds['title'].pattern}) (?P<name>{name})")


def kind_of(words: str) -> str | None:
    """Say whether words name a post or an office, by the last noun before "of", "in", "at" and the like.

    Of "Republic of Arcadia Defense Minister" the last word of all tells.
    """
    first = re.split(r" (?:of|in|at|for|to|on|from|Abroad)\b|,|\(", words, maxsplit=1)[0].strip()
    for kind in ("post", "office", "group"):
        if _ends_in(kind).search(first):
            return kind
    return "post" if _ends_in("post").search(words) and not words.startswith("[") else None


@cache
def _ends_in(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s\u2019-]){grammar().kinds[kind].pattern}$")
