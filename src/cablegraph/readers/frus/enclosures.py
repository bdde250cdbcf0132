"""Find the messages that another one quotes in full, in prose: between "Begin text" and "End text", or in quotation marks.

Words in quotation marks are a message only where the sentence before them says so ("Following letter sent to ...:") or
a salutation opens them; drafts, statements and extracts are none. Where the end can't be told nothing is taken: a
missing enclosure is better than a false one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadMessage, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.dateline import read_when
from cablegraph.readers.frus.grammar import grammar
from cablegraph.readers.frus.head import kind_of, titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

_BLOCK = re.compile(r"[^\n](?:.|\n(?!\n))*")
_SENTENCE = re.compile(r"[.!?][”\")]?\s+(?=[A-Z“\[(])")
_OPENS = re.compile(r"[“\"]")
_CLOSES = re.compile(r"[”\"][.)\]]?$")
_OPENED_INLINE = re.compile(r": ?(?=[“\"])")
_QUOTES = '“”"‘’ '
_INTRODUCTION = 2  # how many sentences before the quoted words may tell what they are
_NAME = re.compile(r"(?:[A-Z][\w’'-]*\.? ?){1,4}$")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A message found in another one's words."""

    message: ReadMessage


def find_enclosures(text: str, span: Span, outer: ReadMessage) -> Iterator[Enclosed]:
    """Yield the messages quoted in text[span], words of *outer*, in order; none inside another."""
    finder = _Finder(text, span, outer)
    at = 0
    while at < len(finder.blocks):
        found = finder.marked(at) or finder.quoted(at)
        if found is None:
            at += 1
            continue
        message, end = found
        if message is not None:
            yield Enclosed(message)
        at = max(at + 1, next((n for n, block in enumerate(finder.blocks) if block.start >= end), len(finder.blocks)))


class _Finder:
    """Looks for enclosed messages among the blocks of a text."""

    def __init__(self, text: str, span: Span, outer: ReadMessage) -> None:
        self.text = text
        self.span = span
        self.outer = outer
        self.blocks = [Span(*match.span()) for match in _BLOCK.finditer(text, span.start, span.end)]

    def marked(self, at: int) -> tuple[ReadMessage | None, int] | None:
        """Return what stands between "Begin text" in this block and "End text", and where that ends."""
        words = grammar().words
        block = self.blocks[at]
        begin = words["begin"].search(self.text, block.start, block.end)
        if begin is None:
            return None
        end = words["end"].search(self.text, begin.end(), self.span.end)
        if end is None:
            return None
        before = self.introduction(at, begin.start())
        return self.message(before, _stripped(self.text, begin.end(), end.start()), sure=False), end.end()

    def quoted(self, at: int) -> tuple[ReadMessage | None, int] | None:
        """Return what stands in quotation marks after words that introduce a message, and where that ends."""
        block = self.blocks[at]
        inline = next(_OPENED_INLINE.finditer(self.text, block.start, block.end), None)
        if inline:
            before, first, start = self.introduction(at, inline.end()), at, inline.end()
        elif at + 1 < len(self.blocks) and _OPENS.match(self.text, self.blocks[at + 1].start):
            before, first, start = self.introduction(at, block.end), at + 1, self.blocks[at + 1].start
        else:
            return None
        last = self.closed(first, start)
        if last is None or not grammar().words["introduces"].search(self.text, before.start, before.end):
            return None
        return self.message(before, _stripped(self.text, start, self.blocks[last].end), sure=True), self.blocks[
            last
        ].end

    def closed(self, first: int, start: int) -> int | None:
        """Return the block in which the quotation ends that *start* in block *first* opens."""
        for number in range(first, len(self.blocks)):
            block = self.blocks[number]
            begin = start if number == first else block.start
            if not _CLOSES.search(self.text[begin : block.end]):
                continue
            following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
            if following is None or not _OPENS.match(self.text, following.start):
                return number
        return None

    def introduction(self, at: int, end: int) -> Span:
        """Return the last sentences before *end*, those of the block before included where few stand in this one."""
        start = self.blocks[at].start
        if not self.text[start:end].strip(" .:;—-(") and at > 0:
            at, end = at - 1, self.blocks[at - 1].end
            start = self.blocks[at].start
        cuts = [match.end() for match in _SENTENCE.finditer(self.text, start, end - 1)]
        return Span(cuts[-_INTRODUCTION] if len(cuts) >= _INTRODUCTION else start, end)

    def message(self, before: Span, inside: Span, *, sure: bool) -> ReadMessage | None:
        """Return the message in text[inside] with what the words before it say of it; None where it is none.

        *sure* says that the introduction is known to name a message.
        """
        words = grammar().words
        introduced = words["introduces"].search(self.text, before.start, before.end)
        dated = words["letter_date"].match(self.text, inside.start - 1, inside.end)
        greeting = dated.end() if dated else inside.start
        greets = words["salutation"].match(self.text, self.skip(greeting), inside.end)
        if inside.end - inside.start < len("Received.") or not (introduced or greets):
            return None
        last = Span(self.last_sentence(before), before.end)
        if words["not_sent"].search(self.text, introduced.start() if introduced and sure else last.start, before.end):
            return None
        form = introduced["form"] or introduced["named"] if introduced else None
        group = ("form" if introduced["form"] else "named") if introduced else ""
        senders, addressees = self.parties(introduced.start() if introduced else last.start, before.end)
        return ReadMessage(
            id="",
            span=inside,
            form=ReadWords(form, Span(*introduced.span(group))) if introduced and form else None,
            sender=senders[0] if len(senders) == 1 else self.signature(inside) if not senders else None,
            addressees=tuple(addressees),
            sent=self.sent(before, dated),
        )

    def sent(self, before: Span, dated: re.Match[str] | None):  # noqa: ANN202
        """Read the date over a letter, else that which its introduction gives."""
        if dated:
            return read_when(self.text, dated.start("date"), dated.end("date"), None)
        match = grammar().words["dated"].search(self.text, before.start, before.end)
        return read_when(self.text, match.start("date"), match.end("date"), self.near()) if match else None

    def near(self) -> date | None:
        return None

    def skip(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in f"{_QUOTES}\n":
            at += 1
        return at

    def last_sentence(self, span: Span) -> int:
        cuts = [match.end() for match in _SENTENCE.finditer(self.text, span.start, span.end - 1)]
        return cuts[-1] if cuts else span.start

    def parties(self, start: int, end: int) -> tuple[list[ReadAgent], list[ReadAgent]]:
        """Read "from ... to ..." in the introduction."""
        return tuple(  # type: ignore[return-value]
            [
                titled(self.text, Span(*_trimmed(match)))
                for match in list(grammar().words[name].finditer(self.text, start, end))[:1]
            ]
            for name in ("from_party", "to_party")
        )

    def signature(self, inside: Span) -> ReadAgent | None:
        """Return whoever signs the quoted words."""
        match = grammar().words["signed"].search(self.text, max(inside.start, inside.end - 120), inside.end)
        if match:
            return titled(self.text, Span(*_trimmed(match, "name")))
        return None


def _trimmed(match: re.Match[str], group: str = "party") -> tuple[int, int]:
    return match.start(group), match.start(group) + len(match[group].rstrip(" ."))


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in f"{_QUOTES}\n.:—":
        start += 1
    while end > start and text[end - 1] in f"{_QUOTES}\n(":
        end -= 1
    return Span(start, end)
