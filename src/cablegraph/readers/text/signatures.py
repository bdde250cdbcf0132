"""Tell from the name below it where a message without marks ends, and that a quotation is a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.readers.text.announcement import is_spoken
from cablegraph.readers.text.fitting import is_signature, match_line
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.lines import Line, small_words
from cablegraph.readers.text.names import same_name
from cablegraph.readers.text.quotations import closing

if TYPE_CHECKING:
    from collections.abc import Sequence

STOPS = '.!?”"’)'  # what the last sentence of a message ends with


def is_signed_by(text: str, line: Line, name: str) -> bool:
    """Say whether a line is a name, which a date may follow."""
    if not line.text.casefold().startswith(name.casefold()):
        return False
    found = match_line(text, line, grammar().trailer)
    return same_name(line.text.rstrip("."), name) or any(
        "signature" in match.re.groupindex and same_name(match["signature"] or "", name) for _, match in found
    )


def closes(lines: Sequence[Line], index: int, at: int) -> bool:
    """Say whether the name in the line at *at* signs the letter from *index* on, and not what carries it.

    Closing words stand over it, or there is more of the carrier below.
    """
    words = grammar().words
    greeted = any(words["greeting"].match(line.text) for line in lines[max(index + 1, at - 2) : at])
    if words["letter_begins"].match(lines[at].text):
        return False
    return greeted or (lines[at].gap and any(small_words(line.text) > 2 for line in lines[at + 1 :]))


def is_written(said: str) -> bool:
    """Say whether the words before a quotation tell of something written: they name a message, or a way to write."""
    words = grammar().words
    told = words["message_word"].search(said) or words["written"].search(said)
    return told is not None and not is_spoken(said)


def is_signed_below(text: str, lines: Sequence[Line]) -> bool:
    """Say whether a quotation that the first line opens, and a later one closes, ends with a name below a sentence."""
    end, past = closing(text, lines, 0)
    if past == 1:
        return False
    last, above = lines[past - 1], lines[past - 2]
    name = Line(text[last.start : end].strip(), last.start, end)
    return above.text[-1] in STOPS and bool(name.text) and is_signature(text, name)
