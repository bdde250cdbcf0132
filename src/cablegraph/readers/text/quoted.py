"""Tell which words of a message are a quotation: between quotation marks, or after "Begin text"."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from cablegraph.readers.text.signs import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

REACH = 20_000  # characters before a mention in which a quotation that holds it begins
# The first character is asked for by itself, which `re` finds fast; the looks back say which one it is.
_MARKS = re.compile(
    r"[“”\"BbQUuEe](?:(?<=[“”])|(?<=\")(?<!\d\")"
    r"|(?<=\b[Bb])(?i:egin (?:(?:verbatim|unofficial|informal) )*(?:text|quote|translation|message))\b|(?<=\bQ)UOTE\b"
    r"|(?P<end>(?<=\b[Uu])(?i:nquote)|(?<=\b[Ee])(?i:nd (?:(?:verbatim|unofficial|informal|of) )*"
    r"(?:text|quote|translation|message)))\b)"
)
_SIGNS = re.compile(r"[“”\"](?<!\d\")")  # the same where no words open or close a quotation
_WORDS, _NOUNS = ("begin ", "end "), ("text", "translation", "message")


class Quotations:
    """Goes through a message once, from mention to mention, and knows how many quotations are open there."""

    def __init__(self, text: str, begin: int, start: int, end: int) -> None:
        """Begin near *start* in the message that begins at *begin*; a mark at its very beginning is its own.

        What is asked about stands before *end*.
        """
        self.text = text
        self.start, self.end = max(begin + 1, start - REACH), end
        self.open = 0

    @cached_property
    def marks(self) -> Iterator[re.Match[str]]:
        """The marks that are still to come, sought only where something stands between quotation marks."""
        words = lower(self.text[self.start : self.end])
        in_words = "quote" in words or (any(one in words for one in _WORDS) and any(one in words for one in _NOUNS))
        return (_MARKS if in_words else _SIGNS).finditer(self.text, self.start, self.end)

    @cached_property
    def mark(self) -> re.Match[str] | None:
        """The next mark."""
        return next(self.marks, None)

    def hold(self, at: int) -> bool:
        """Say whether text[at] is quoted; *at* never goes back."""
        while self.mark and self.mark.start() < at:
            self._pass(self.mark)
            self.mark = next(self.marks, None)
        return self.open > 0

    def _pass(self, mark: re.Match[str]) -> None:
        """Go over a mark; one that opens a paragraph of a quotation opens nothing new."""
        words = mark.group()
        if words == "“":
            self.open += not (self.open and self.text[mark.start() - 1] == "\n")
        elif words == '"':
            self.open = 0 if self.open else 1
        elif words == "”":
            self.open = max(0, self.open - 1)
        else:
            self.open = 0 if mark["end"] else 1
