"""Find mentions of messages without number, and with no date in figures: "I have received your letter".

Three kinds of words are taken, since each can be followed up: those that acknowledge the addressee's message; those
that point to the message before or after this one ("immediately following telegram"); and a noun for a message at
which the editors call a note. Whatever else speaks of letters in passing is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadReference, ReadTime
from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar
from cablegraph.readers.frus.kinds import titled
from cablegraph.readers.text.quoted import Quotations
from cablegraph.times.written import Context, edtf, read_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cablegraph.model.edition import Note
    from cablegraph.model.reading import ReadMessage

REACH = 110  # characters before the mark of a note in which the words stand that it is called at
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TENS = {"twenty": 20, "thirty": 30}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_DAYS = {"twentieth": 20, "thirtieth": 30, **{word: day for day, word in enumerate(_ORDINALS, 1)}}
LONGEST_VERB = 60  # characters of "thank you very much indeed for"
_CUES = ("ately following", "ately preceding", "ext following", "ext preceding")  # a quick look
_NOUNS = ("letter", "message", "communication", "reply", "tel", "cable", "memorandum", "despatch")  # a quick look
_STEPS = {"following": 1, "preceding": -1}
_FORMS = {"tel": "telegram", "cable": "telegram"}


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """Looks through the words of one message; `taken` are the spans of the mentions that are found already."""

    text: str
    message: ReadMessage
    notes: Sequence[Note]
    taken: Iterable[Span]

    def find(self, span: Span) -> Iterator[ReadReference]:
        """Yield the mentions in text[span], in no order; each stretch of words counts once."""
        found: list[Span] = list(self.taken)
        for reference in (*self.steps(span), *self.acknowledged(span), *self.noted(span)):
            if any(reference.span.start < other.end and other.start < reference.span.end for other in found):
                continue
            found.append(reference.span)
            yield reference

    def steps(self, span: Span) -> Iterator[ReadReference]:
        """Yield "immediately following telegram" and the like, unless somebody else's words are quoted."""
        if not any(self.text.find(cue, span.start, span.end) >= 0 for cue in _CUES):
            return
        quotations = Quotations(self.text, self.message.span.start, span.start, span.end)
        for match in grammar().words["following"].finditer(self.text, span.start, span.end):
            if not quotations.hold(match.start()):
                yield self.reference(match, "mention", None, None, _STEPS[match["way"]])

    def acknowledged(self, span: Span) -> Iterator[ReadReference]:
        """Yield the addressee's message that this one answers, where it is acknowledged without number and date."""
        if len(self.message.addressees) != 1 or self.message.sender is None:
            return
        words = grammar().words
        quotations = Quotations(self.text, self.message.span.start, span.start, span.end)
        for match in words["acknowledged"].finditer(self.text, span.start, span.end):
            verb = words["acknowledges"].search(self.text, max(span.start, match.start() - LONGEST_VERB), match.start())
            if (verb or match["received"]) and not quotations.hold(match.start()):
                yield self.reference(match, "mention", self.message.addressees[0], self.message.sender)
                return

    def noted(self, span: Span) -> Iterator[ReadReference]:
        """Yield the nouns for a message at which the editors call a note."""
        for note in self.notes:
            if note.called is None or not span.start < note.called <= span.end:
                continue
            start = max(span.start, note.called - REACH)
            if not any(noun in self.text[start : note.called].lower() for noun in _NOUNS):
                continue
            match = next(iter([*grammar().words["noted"].finditer(self.text, start, note.called)][-1:]), None)
            if match and match.end() == note.called:
                yield self.reference(match, "mention", *self.parties(match))

    def parties(self, match: re.Match[str]) -> tuple[ReadAgent | None, ReadAgent | None]:
        """Return who sent to whom the message that a noun means, by its owner or the names beside it."""
        message, owner = self.message, (match["owner"] or "").lower()
        other = message.addressees[0] if len(message.addressees) == 1 else None
        quoted = Quotations(self.text, message.span.start, match.start(), match.end()).hold(match.start())
        if owner in {"your", "my"} and not quoted:
            return (other, message.sender) if owner == "your" else (message.sender, self.named(match, "to") or other)
        return self.named(match, "whose", "by"), self.named(match, "to")

    def named(self, match: re.Match[str], *groups: str) -> ReadAgent | None:
        """Return whoever is named by one of the groups; None for a title or an office, which stand for many."""
        for group in groups:
            if match[group]:
                agent = titled(self.text, Span(*match.span(group)))
                return replace(agent, post=None) if agent.kind in {None, "person"} else None
        return None

    def reference(
        self,
        match: re.Match[str],
        group: str,
        sender: ReadAgent | None,
        addressee: ReadAgent | None,
        step: int = 0,
    ) -> ReadReference:
        """Return a mention of the words of a group."""
        form = match["form"].lower()
        words = match[group].rstrip(" ,")
        worded = grammar().words["worded"].search(words)
        span = Span(match.start(group), match.start(group) + len(words))
        return ReadReference(
            self.message.id,
            words,
            span,
            self.date(worded, span.start) if worded else None,
            sender=sender,
            addressee=addressee,
            form=_FORMS.get(form, form),
            owner=match.groupdict().get("owner"),
            step=step,
        )

    def date(self, match: re.Match[str], at: int) -> ReadTime | None:
        """Read a day in words, in the year before the message was sent."""
        day = _TENS.get(match["tens"], 0) + _DAYS[match["unit"]]
        sent = _DAY.match(self.message.sent.edtf) if self.message.sent else None
        context = Context(anchor=date.fromisoformat(sent.group()) if sent else None, past=True)
        time = read_time(f"{match['month']} {day}", 0)
        said = edtf(time, context) if time else None
        written = Span(at + match.start("written"), at + match.end("written"))
        return ReadTime(match["written"], said, written) if said else None
