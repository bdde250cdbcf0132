"""Tell what has the form of a mention and is none: the message's own numbers, and lists of something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablegraph.readers.text.search import Match

BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
# "pass Paris as London’s 77" gives the message's own number there.
_PASSED = re.compile(
    r"\b(?:pass(?:ed)?|repeat(?:ed)?|relay(?:ed)?|transmit(?:ted)?)(?:,? [\w.’]+){1,14} as (?:its |his |their )?$"
)
_BEFORE = 120  # characters before a mention that may say so
_REFERENCES = re.compile(r"(?i)\bref(?:s|erences?)?\b")
LONGEST_LIST = 400  # characters of a list of references with letters
_NUMBER_ALONE = re.compile(r"(?:\d{1,6}\. )?")


def is_no_mention(head: Match) -> bool:
    """Say whether what fits the beginning of a mention cites no message."""
    return _opens(head) or _is_passed_on(head) or _lists_other(head)


def _is_passed_on(head: Match) -> bool:
    """Say whether the words right before a number ask to pass the message itself on under that number."""
    return _PASSED.search(head.string, max(0, head.start() - _BEFORE), head.start()) is not None


def _lists_other(head: Match) -> bool:
    """Say whether a name and number behind a letter, or hanging, are of a list of something else: "A. TANKS 120"."""
    groups = head.groupdict()
    if all(groups.get(f"listed{end}") is None for end in ("", "_2", "_3", "_4")):
        return False
    if (groups.get("number") or "").endswith("Z"):  # a date-time group counts nothing
        return False
    before = BLANK_LINE.split(head.string[max(0, head.start() - LONGEST_LIST) : head.start()])[-1]
    return _REFERENCES.search(before) is None


def _opens(head: Match) -> bool:
    """Say whether a number of a series opens the message, alone or after another number: then it is its own."""
    line = head.string[head.string.rfind("\n", 0, head.start()) + 1 : head.start()]
    stop = head.string[head.end() : head.end() + 1]
    return bool(head.groupdict().get("series")) and stop in {".", ":"} and _NUMBER_ALONE.fullmatch(line) is not None
