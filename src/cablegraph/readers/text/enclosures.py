"""Find the messages that a message carries in its own text, with the words that introduce them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.model.span import Span
from cablegraph.readers.text.facts import Facts
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.header import match_line
from cablegraph.readers.text.introduction import read_introduction
from cablegraph.readers.text.lines import CLOSING, OPENING, Line
from cablegraph.readers.text.names import same_name
from cablegraph.readers.text.trailer import read_trailer

if TYPE_CHECKING:
    from collections.abc import Sequence


TYPED = "''"  # a typewriter without quotation marks
LONGEST_SIGNATURE = 80
MOST_BETWEEN = 40  # lines between a decision's words about a draft and the draft
SENTENCES = 500  # characters of the words before an enclosure that may introduce it


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An enclosed message at `span`, its quotation marks left out, and the introducing words at `introduction`.

    `relay` says that the receiver is asked to hand it on; `draft` that it is an attached draft. `first` and `past` are
    the lines of the carrier from the first that belongs to the enclosure to the first that does not.
    """

    span: Span
    introduction: Span
    relay: bool
    draft: bool
    first: int
    past: int


def find_enclosures(text: str, lines: Sequence[Line]) -> list[Enclosure]:
    """Find the enclosed messages in the lines of one message, outermost ones only, in text order."""
    found: list[Enclosure] = []
    index = 0
    while index < len(lines):
        enclosure = _at(text, lines, index)
        if enclosure:
            found.append(enclosure)
            index = max(enclosure.past, index + 1)
        else:
            index += 1
    return found


def _at(text: str, lines: Sequence[Line], index: int) -> Enclosure | None:
    """Find the enclosure that begins in the line at *index*."""
    line = lines[index]
    words = grammar().words
    if words["begin_text"].search(line.text[-LONGEST_SIGNATURE:]):
        return _between_words(text, lines, index)
    if index == 0:
        return None
    if mark := words["quote_open"].match(text, line.start, line.end):
        return _said_quote(text, lines, index, mark.end())
    if line.text[0] in OPENING or line.text.startswith(TYPED):
        return _quoted(text, lines, index, _introduction(lines, index))
    heads = words["annex"].match(line.text) or words["draft_head"].match(line.text)
    if heads and not line.gap and words["annex"].match(lines[index - 1].text):
        return None
    if heads and _has_draft(lines[max(0, index - MOST_BETWEEN) : index]):
        following = (at for at in range(index + 1, len(lines)) if lines[at].gap)
        past = next((at for at in following if words["annex"].match(lines[at].text)), len(lines))
        return Enclosure(Span(line.start, lines[past - 1].end), _introduction(lines, index), False, True, index, past)
    if signed := _signed_by_sender(text, lines, index):
        return signed
    if lines[index - 1].text.endswith((":", ".")) and "following" in lines[index - 1].text[-SENTENCES:].lower():
        introduction = _introduction(lines, index)
        said = text[introduction.start : introduction.end]
        if "following" in said.lower() and _relayed(said):
            return _unquoted(text, lines, index, introduction)
    return None


def _signed_by_sender(text: str, lines: Sequence[Line], index: int) -> Enclosure | None:
    """Take a message without marks that ends with the name of the one from whom the words before it say it is."""
    words, before = grammar().words, lines[index - 1].text[-SENTENCES:]
    if before[-1] not in ".:" or not words["message_word"].search(before) or not words["forwards"].search(before):
        return None
    introduction = _introduction(lines, index)
    if not words["announces"].search(text[introduction.start : introduction.end]):
        return None
    sender = read_introduction(text, introduction).sender
    for at in range(index + 1, min(len(lines), index + MOST_BETWEEN)) if sender else ():
        if sender and same_name(lines[at].text, sender.name):
            return Enclosure(Span(lines[index].start, lines[at].end), introduction, False, False, index, at + 1)
    return None


def _has_draft(lines: Sequence[Line]) -> bool:
    return any(grammar().words["draft"].search(line.text) for line in lines)


def _introduction(lines: Sequence[Line], index: int) -> Span:
    """Take the last sentence before a line, with the one before it where it is short ("I give its text:")."""
    before = lines[index - 1]
    start = max(before.start, before.end - SENTENCES)
    words = before.text[start - before.start :]
    cuts = [match.end() for match in grammar().words["sentence_end"].finditer(words, 0, max(0, len(words) - 2))]
    if cuts and len(words) - cuts[-1] < 40:
        cuts = cuts[:-1]
    return Span(start + (cuts[-1] if cuts else 0), before.end)


def _relayed(said: str) -> bool:
    return bool(grammar().words["relay"].search(said))


def _quoted(text: str, lines: Sequence[Line], index: int, introduction: Span) -> Enclosure | None:
    words = grammar().words
    said = text[introduction.start : introduction.end]
    line = lines[index]
    start = line.start + (len(TYPED) if line.text.startswith(TYPED) else 1)
    addressed = words["salutation"].match(text, start, line.end)
    carried = words["enclosed_form"].search(said) or not words["no_message"].search(said)
    announced = (carried and words["announces"].search(said)) or _relayed(said)
    if not (announced or (addressed and not words["speech"].search(said))):
        return None
    end, past = _closing(text, lines, index)
    relay = _relayed(said)
    return Enclosure(Span(start, end), introduction, relay, False, index, past)


def _closing(text: str, lines: Sequence[Line], index: int) -> tuple[int, int]:
    """Find where a quotation ends that opens line *index*: its end without the mark, and the line after it.

    Curved marks are counted. Straight marks pair up within a paragraph, so the paragraph that closes the quotation has
    an odd number of them and ends in one. Where no mark closes it, it ends with a signature, else with the document.
    """
    if lines[index].text.startswith((TYPED, OPENING[-1])):
        return _closing_uncounted(text, lines, index)
    depth = 0
    straight = text[lines[index].start] == '"'
    for at in range(index, len(lines)):
        words = lines[at].text.rstrip(".,;")
        if straight:
            depth += words.count('"')
            if words.endswith('"') and depth % 2 == 0 and len(words) > 1:
                return lines[at].start + len(words) - 1, at + 1
        else:
            again = at > index and words[0] in OPENING[:-1]  # English printers open every paragraph of a quotation anew
            depth += sum(map(words.count, "“„«")) - sum(map(words.count, "”»")) - again
            if depth <= 0 and words[-1] in CLOSING[:-1]:
                return lines[at].start + len(words) - 1, at + 1
    return _unclosed(text, lines, index)


def _closing_uncounted(text: str, lines: Sequence[Line], index: int) -> tuple[int, int]:
    """Find the end of a quotation in marks that are apostrophes too: the first line that ends in one."""
    mark = TYPED if lines[index].text.startswith(TYPED) else CLOSING[-1]
    for at in range(index, len(lines)):
        words = lines[at].text.rstrip(".,;").rstrip(CLOSING[0])
        if words.endswith(mark) and len(words) > len(mark):
            return lines[at].start + len(words) - len(mark), at + 1
    return _unclosed(text, lines, index)


def _unclosed(text: str, lines: Sequence[Line], index: int) -> tuple[int, int]:
    """End a quotation without a closing mark: at the last line that ends in a mark, else before the outer trailer."""
    for at in range(len(lines) - 1, index, -1):
        words = lines[at].text.rstrip(".,;")
        if words[-1:] and words[-1] in CLOSING:
            return lines[at].start + len(words) - 1, at + 1
    first = read_trailer(Facts(), text, lines[index:]) + index
    past = first if first > index + 1 else len(lines)
    return lines[past - 1].end, past


def _said_quote(text: str, lines: Sequence[Line], index: int, start: int) -> Enclosure | None:
    """Take what stands between the words "quote" and "unquote" where an announced message begins a paragraph so."""
    words = grammar().words
    introduction = _introduction(lines, index)
    said = text[introduction.start : introduction.end]
    if not (words["announces"].search(said) or _relayed(said)):
        return None
    for at in range(index, len(lines)):
        if close := words["quote_close"].search(text, max(start, lines[at].start), lines[at].end):
            span = Span(start, start + len(text[start : close.start()].rstrip()))
            return Enclosure(span, introduction, _relayed(said), False, index, at + 1) if span.end > start else None
    return None


def _between_words(text: str, lines: Sequence[Line], index: int) -> Enclosure | None:
    """Take what stands between "Begin Text" and "End Text"."""
    words = grammar().words
    past = next((at for at in range(index + 1, len(lines)) if words["end_text"].search(lines[at].text)), len(lines))
    if past <= index + 1:
        return None
    introduction = _introduction(lines, index) if index else Span(lines[index].start, lines[index].end)
    relay = _relayed(text[introduction.start : introduction.end])
    span = Span(lines[index + 1].start, lines[past - 1].end)
    return Enclosure(span, introduction, relay, False, index, min(past + 1, len(lines)))


def _unquoted(text: str, lines: Sequence[Line], index: int, introduction: Span) -> Enclosure | None:
    """Take the words to be handed on without quotation marks: up to an order to confirm, a signature or the trailer."""
    past = len(lines)
    for at in range(index, len(lines)):
        if grammar().words["order"].match(lines[at].text):
            past = at
            break
        if index < at < len(lines) - 1 and _is_signature(text, lines[at]):
            past = at + 1
            break
    if past <= index:
        return None
    return Enclosure(Span(lines[index].start, lines[past - 1].end), introduction, True, False, index, past)


def _is_signature(text: str, line: Line) -> bool:
    if line.end - line.start > LONGEST_SIGNATURE or not line.text[0].isupper():
        return False
    return any(form.name == "signature" for form, _ in match_line(text, line, grammar().trailer))
