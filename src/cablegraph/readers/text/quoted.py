"""Tell which words of a message are a quotation: between quotation marks, or after "Begin text"."""

from __future__ import annotations

import re

REACH = 20_000  # characters before a mention in which a quotation that holds it begins
# The first character is asked for by itself, which `re` finds fast; the looks back say which one it is.
_MARKS = re.compile(
    r"[“”\"BbQUuEe](?:(?<=[“”])|(?<=\")(?<!\d\")"
    r"|(?<=\b[Bb])(?i:egin (?:(?:verbatim|unofficial|informal) )*(?:text|quote|translation|message))\b|(?<=\bQ)UOTE\b"
    r"|(?P<end>(?<=\b[Uu])(?i:nquote)|(?<=\b[Ee])(?i:nd (?:(?:verbatim|unofficial|informal|of) )*"
    r"(?:text|quote|translation|message)))\b)"
)


class Quotations:
    """Goes through a message once, from mention to mention, and knows how many quotations are open there."""

    def __init__(self, text: str, begin: int, start: int) -> None:
        """Begin near *start* in the message that begins at *begin*; a mark at its very beginning is its own."""
        self.text = text
        self.marks = _MARKS.finditer(text, max(begin + 1, start - REACH))
        self.mark = next(self.marks, None)
        self.open = 0

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
