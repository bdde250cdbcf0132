"""Tell the lines with which the body of a message begins from those of its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.readers.text.fitting import LONGEST, match_line
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.lines import OPENING, Line, small_words

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_CAPITALS = 8  # words in capitals that end in a stop and are no sentence
LONGEST_HEADING = 90  # characters
SHORTEST_SHOUTED = 45  # characters of a line in capitals that a sentence fills to the edge of the paper
FEWEST_SHOUTED = 6  # words in it


def is_prose(line: Line, following: Sequence[Line]) -> bool:
    """Say whether a line reads like the body: long, quoted, a numbered paragraph, or with words in small letters."""
    text = line.text
    if len(text) > LONGEST or text[0] in OPENING or grammar().words["paragraph"].match(text):
        return True
    if len(text) > LONGEST_HEADING or small_words(text) > 2:
        return True
    if not text.isupper():
        return False
    return (text[-1] in ".?!" and text.count(" ") >= MOST_CAPITALS) or _is_shouted(line, following)


def _is_shouted(line: Line, following: Sequence[Line]) -> bool:
    """Say whether a sentence in capitals fills this line and goes on in the next two."""
    if len(following) < 2 or not _is_filled(line):
        return False
    return all(not below.gap and below.text.isupper() and _is_filled(below) for below in following[:2])


def _is_filled(line: Line) -> bool:
    return len(line.text) >= SHORTEST_SHOUTED and line.text.count(" ") >= FEWEST_SHOUTED - 1


def is_heading(line: Line) -> bool:
    """Say whether a first line is no sentence: it does not end in a stop."""
    return line.text[0] not in OPENING and line.text[-1] not in ".:;!?," and "(.)" not in line.text


def is_labelled(text: str, lines: Sequence[Line]) -> bool:
    """Say whether one of *lines* is a header line with a label of the office's own, which no body would have."""
    for line in lines:
        if len(line.text) > LONGEST or line.text[0] in OPENING:
            return False
        if any(form.is_label for form, _ in match_line(text, line, grammar().header)):
            return True
    return False
