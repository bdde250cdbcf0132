"""Read the numbers of a telegram that its head does not give: in a receiver's stamp, and those at other posts.

The latter stand where it says to whom it is repeated, or an editor does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.search import Fit
from cablegraph.readers.text.slots import take

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.readers.text.facts import Facts
    from cablegraph.readers.text.lines import Line


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


def read_stamps(facts: Facts, text: str, lines: Sequence[Line]) -> None:
    """Take the register numbers of the receiver's stamps, nothing else: their other words belong to the archive."""
    register = grammar().words["stamp_number"]
    in_stamp = False
    for line in lines:
        if in_stamp := in_stamp or line.text[:6].lower() == "[stamp":
            for match in register.finditer(line.text):
                take(facts, text, "register", Fit(match, text, line.start))
            in_stamp = "]" not in line.text.lower().removeprefix("[stamp:]")
