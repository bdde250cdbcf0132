"""Read the numbers that a telegram has at other posts, where it says to whom it is repeated, or an editor does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator


def repetitions(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield the posts to which a message is sent besides, each with the number that it has there.

    Only a sentence that begins with the word for sending says it of the message itself: "Sent Department 257, repeated
    Hanoi 25, Paris 257."
    """
    words = grammar().words
    for match in words["repetitions"].finditer(text, start, end):
        for one in words["post_and_number"].finditer(text, match.start(), match.end()):
            yield one["post"], one["number"]


def repetitions_in_note(note: str) -> Iterator[tuple[str, str]]:
    """Yield what an editors' note on a heading says of repetitions: "Repeated as 254 to Bern, 9 to Rome"."""
    words = grammar().words
    for match in words["repeated_in_note"].finditer(note):
        for end in ("", "_2"):
            for name in (f"number{end}", f"series{end}"):
                if match[name]:
                    yield match[f"post{end}"], match[name]
        place = match.end()
        while more := words["also_to"].match(note, place):
            yield more["post"], more["number"] or more["bare"]
            place = more.end()
