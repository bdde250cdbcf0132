"""Find the messages that another one quotes in full: between "Begin text" and "End text", or in quotation marks.

Words in quotation marks are a message only where the sentence before them says so ("Following letter sent to ...:") or
a salutation opens them; drafts, statements and extracts are none. Where the end can't be told nothing is taken: a
missing enclosure is better than a false one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadMessage, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.blocks import QUOTES, blocks, letter_end, stripped, trimmed
from cablegraph.readers.frus.bringing import read_bringing
from cablegraph.readers.frus.dateline import read_when
from cablegraph.readers.frus.grammar import grammar
from cablegraph.readers.frus.kinds import titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.model.reading import ReadTime

_SENTENCE = re.compile(r"(?<![ap]\.m)(?<![ap]\. m)[.!?][”\")]?\s+(?=[A-Z“\[(])")
_OPENS = re.compile(r"[“\"]")
_CLOSES = re.compile(r"(?P<mark>[”\"])[.)\]]?(?: Signed [A-Z]\w+\.)?(?=\n\n|\Z)")
_OPENED_INLINE = re.compile(r": ?(?=[“\"])")
_INTRODUCTION = 3  # how many sentences before the quoted words may tell what they are
_MOST_BLOCKS = 400  # of one quoted message; a quotation that is never closed is not sought to the end each time
_FORMS = ("form", "named")
_ANSWERED = "The words before the message call it a reply to his, so that it goes to him."
_YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A message found in another one's words."""

    message: ReadMessage


def find_enclosures(text: str, span: Span, outer: ReadMessage) -> Iterator[Enclosed]:
    """Yield the messages quoted in text[span], words of *outer*, in order; none inside another."""
    finder = _Finder(text, span, outer)
    at = 0
    while at < len(finder.blocks):
        found = finder.marked(at) or finder.quoted(at) or finder.unmarked(at)
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
        self.blocks = list(blocks(text, span))
        self.begins = "egin" in text[span.start : span.end]

    def marked(self, at: int) -> tuple[ReadMessage | None, int] | None:
        """Return what stands between "Begin text" in this block and "End text", and where that ends."""
        if not self.begins:
            return None
        words = grammar().words
        block = self.blocks[at]
        begin = words["begin"].search(self.text, block.start, block.end)
        if begin is None:
            return None
        end = words["end"].search(self.text, begin.end(), self.span.end)
        if end is None:
            self.begins = False  # nor does any later one end
            return None
        before = self.introduction(at, begin.start())
        return self.message(before, stripped(self.text, begin.end(), end.start())), end.end()

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
        words = grammar().words
        announced = words["introduces"].search(self.text, before.start, before.end)
        if not announced and not words["salutation"].match(self.text, self.skip(start)):
            return None
        end = self.closed(first, start)
        return None if end is None else (self.message(before, stripped(self.text, start, end)), end)

    def unmarked(self, at: int) -> tuple[ReadMessage | None, int] | None:
        """Return the letter without quotation marks that the words of this block introduce, and where it ends.

        It begins with its salutation right after them and ends with its closing words or signature.
        """
        if at + 1 >= len(self.blocks) or self.text[self.blocks[at].end - 1] not in ":.":
            return None
        words, first = grammar().words, self.blocks[at + 1]
        if not words["salutation"].match(self.text, first.start, first.end):
            return None
        before = self.introduction(at, self.blocks[at].end)
        end = letter_end(self.text, self.blocks, at + 1)
        if end is None or not words["introduces"].search(self.text, before.start, before.end):
            return None
        return self.message(before, stripped(self.text, first.start, end)), end

    def closed(self, first: int, start: int) -> int | None:
        """Return where the quotation ends that *start* in block *first* opens; who signs the report stands after it."""
        for number in range(first, min(first + _MOST_BLOCKS, len(self.blocks))):
            block = self.blocks[number]
            begin = start if number == first else block.start
            closes = _CLOSES.search(self.text, begin, block.end)
            if not closes:
                continue
            following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
            if following is None or not _OPENS.match(self.text, following.start):
                return closes.end("mark")
        return None

    def introduction(self, at: int, end: int) -> Span:
        """Return the last sentences before *end*, those of the block before included where few stand in this one."""
        start = self.blocks[at].start
        while at > 0 and self.is_empty(start, end):
            at, end = at - 1, self.blocks[at - 1].end
            start = self.blocks[at].start
        cuts = [match.end() for match in _SENTENCE.finditer(self.text, start, end - 1)]
        return Span(cuts[-_INTRODUCTION] if len(cuts) >= _INTRODUCTION else start, end)

    def is_empty(self, start: int, end: int) -> bool:
        """Say whether words introduce nothing: marks alone, or the date over the letter that follows."""
        words = self.text[start:end].strip(" .:;—-(")
        return not words or grammar().words["date_alone"].fullmatch(words) is not None

    def message(self, before: Span, inside: Span) -> ReadMessage | None:
        """Return the message in text[inside] with what the words before it say of it; None where it is none."""
        words = grammar().words
        introduced = words["introduces"].search(self.text, before.start, before.end)
        dated = words["letter_date"].match(self.text, inside.start - 1, inside.end)
        greeting = dated.end() if dated else inside.start
        greets = words["salutation"].match(self.text, self.skip(greeting), inside.end)
        if inside.end - inside.start < len("Received.") or not (introduced or greets):
            return None
        start = self.sentence(before, introduced) if introduced else before.start
        refused = ("draft",) if greets else ("draft", "no_message")
        if any(words[name].search(self.text, start, before.end) for name in refused):
            return None
        form = (
            next((ReadWords(introduced[g], Span(*introduced.span(g))) for g in _FORMS if introduced[g]), None)
            if introduced
            else None
        )
        senders, addressees = self.parties(before, introduced)
        return ReadMessage(
            id="",
            span=inside,
            form=form,
            sender=senders[0] if senders else self.signature(inside),
            joint=tuple(senders[1:]),
            addressees=tuple(addressees),
            sent=self.sent(before, dated),
            brought=read_bringing(self.text, before, self.outer),
        )

    def sent(self, before: Span, dated: re.Match[str] | None) -> ReadTime | None:
        """Read the date over a letter, else that which its introduction gives, not after that of the outer message."""
        if dated:
            return read_when(self.text, dated.start("date"), dated.end("date"), None)
        match = grammar().words["dated"].search(self.text, before.start, before.end)
        if match is None or self.outer.sent is None:
            return None
        outer = date.fromisoformat(self.outer.sent.edtf.strip("[]")[:10])
        return read_when(self.text, match.start("date"), match.end("date"), outer - _YEAR)

    def skip(self, at: int) -> int:
        """Return the offset of the next character that is no quotation mark or white space."""
        while at < len(self.text) and self.text[at] in f"{QUOTES}\n":
            at += 1
        return at

    def sentence(self, span: Span, introduced: re.Match[str]) -> int:
        """Return where the sentence begins that introduces the message."""
        cuts = [match.end() for match in _SENTENCE.finditer(self.text, span.start, introduced.start())]
        return cuts[-1] if cuts else span.start

    def parties(self, before: Span, introduced: re.Match[str] | None) -> tuple[list[ReadAgent], list[ReadAgent]]:
        """Read who sends the message to whom: in the sentence that introduces it, else as "For A from B"."""
        if introduced:
            return self.senders(introduced, before.end), self.addressees(introduced.start(), before.end)
        match = grammar().words["for_from"].search(self.text, before.start, before.end)
        if match is None:
            return [], []
        by, to = (titled(self.text, Span(*trimmed(match, group))) for group in ("by", "to"))
        return [by], [to]

    def senders(self, introduced: re.Match[str], end: int) -> list[ReadAgent]:
        """Read who sent it: "Rowe's letter", "letter from Rowe", "letter ... signed Rowe"."""
        words = grammar().words
        whose = words["possessor"].search(self.text, introduced.start(), introduced.end())
        if whose and whose.end() == introduced.end():
            return list(self.named(whose))
        match = words["sent_by"].search(self.text, introduced.start(), self.zone(introduced.start(), end))
        return list(self.named(match)) if match else []

    def addressees(self, start: int, end: int) -> list[ReadAgent]:
        """Read to whom it goes: "to Rowe", "for Rowe"; of "to the Foreign Office for Rowe" it is Rowe."""
        end = self.zone(start, end)
        match = grammar().words["sent_to"].search(self.text, start, end)
        if match and match["beyond"]:
            return [titled(self.text, Span(*trimmed(match, "beyond")))]
        match = match or grammar().words["meant_for"].search(self.text, start, end)
        if match:
            return list(self.named(match))
        answered = grammar().words["replied_to"].search(self.text, start, end)
        return (
            [replace(one, status="inferred", rationale=_ANSWERED) for one in self.named(answered)] if answered else []
        )

    def zone(self, start: int, end: int) -> int:
        """Return where the words end that name the parties: at the sentence's end, or where its handling is told."""
        stops = [match.start() for match in _SENTENCE.finditer(self.text, start, end)]
        handling = grammar().words["handling"].search(self.text, start, end)
        return min([*stops, handling.start() if handling else end, end])

    def named(self, match: re.Match[str]) -> Iterator[ReadAgent]:
        """Yield the one party that a phrase names, or both."""
        for group in ("party", "second"):
            if group in match.re.groupindex and match[group]:
                yield titled(self.text, Span(*trimmed(match, group)))

    def signature(self, inside: Span) -> ReadAgent | None:
        """Return whoever signs the quoted words."""
        match = grammar().words["signed"].search(self.text, max(inside.start, inside.end - 120), inside.end)
        if match:
            return titled(self.text, Span(*trimmed(match, "name")))
        return None
