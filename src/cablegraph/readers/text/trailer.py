"""Read the lines after the body, from the last one up: copies, number, date, signature, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.header import MOST_LINES, Facts, match_line, take
from cablegraph.readers.text.names import read_agent, read_copies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.readers.text.lines import Line

BEFORE_SIGNATURE = {"closing", "sent and repeated, American", "certificate or order"}


def read_trailer(facts: Facts, text: str, lines: Sequence[Line]) -> int:
    """Gather the facts of the trailer into *facts*; give the index of its first line, past the end of the body."""
    words = grammar().words
    first = len(lines)
    signed = False
    numbered: list[Line] = []
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - MOST_LINES), -1):
        line = lines[index]
        if words["copies_follow"].match(line.text):
            for item in reversed(numbered):
                facts.copies += read_copies(text, *words["one_copy"].match(text, item.start, item.end).span("copies"))  # type: ignore[union-attr]
            numbered, first = [], index
            continue
        if words["one_copy"].match(line.text):
            numbered.append(line)
            continue
        matches = match_line(text, line, grammar().trailer)
        names = [form.name for form, _ in matches]
        done = signed and not BEFORE_SIGNATURE.issuperset(names)
        if numbered or not matches or names.count("signature") > 1 or done:
            break
        signed = signed or "signature" in names
        for form, match in matches:
            take(facts, text, form.name, match)
        first = index
    if not signed and first > 0 and facts.sender is None:
        _sign_inline(facts, text, lines[first - 1])
    return first


def _sign_inline(facts: Facts, text: str, line: Line) -> None:
    """Find a signature that closes the last sentence of the body: "With greetings. PETROV [Ivanov]."."""
    begin = max(line.start, line.end - 120)
    if found := grammar().words["inline_signature"].search(text, begin, line.end):
        facts.sender = read_agent(text, *found.span())
