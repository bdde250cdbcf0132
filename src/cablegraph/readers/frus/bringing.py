"""Read whether a quoted message had come to whoever sends the message that quotes it: "handed me", "given us".

Only the words that introduce the quotation count, and only where one alone sends the telegram and speaks in it: one of
a series of delegations, or one that opens "From Rowe:", is worded by somebody else than its head names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.model.reading import ReadMessage, ReadReference

_FORMS = ("handed_this", "this_handed", "asked_to_send")
_OTHER_WRITER = 400  # how far into a telegram "From Rowe:" may stand


def read_bringing(text: str, before: Span, outer: ReadMessage) -> ReadWords | None:
    """Return the words of text[before] by which the message after them had come to the sender of *outer*, else None."""
    if not _speaks(text, before, outer):
        return None
    words = grammar().words
    for name in _FORMS:
        match = words[name].search(text, before.start, before.end)
        if match and _is_its_own(match, outer) and not words["not_handed"].search(match.group()):
            return ReadWords(match["how"], Span(*match.span("how")))
    return None


def announces(reference: ReadReference, messages: Iterable[ReadMessage]) -> bool:
    """Say whether words that look like a mention introduce a message that the text holds: "Following letter dated"."""
    spans = (
        words.span
        for message in messages
        if message.enclosed_in == reference.within
        for words in (message.form, message.sent)
        if words
    )
    return any(span.start < reference.span.end and reference.span.start < span.end for span in spans)


def _speaks(text: str, before: Span, outer: ReadMessage) -> bool:
    """Say whether the head's one sender, and nobody else, is who says "me" in the message."""
    if outer.sender is None or outer.joint or any(re.search(r"[A-Za-z]{3}", number.text) for number in outer.numbers):
        return False
    opening = min(before.end, outer.span.start + _OTHER_WRITER)
    return grammar().words["other_writer"].search(text, outer.span.start, opening) is None


def _is_its_own(match: re.Match[str], outer: ReadMessage) -> bool:
    """Say whether an office named in place of "me" is the one that sends the message around it."""
    office = match.groupdict().get("office")
    return office is None or (outer.sender is not None and outer.sender.name.startswith(office))
