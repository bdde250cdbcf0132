"""Find the messages that a message carries in its own text, with the words that introduce them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.span import Span
from cablegraph.readers.text.announcement import (
    REACH,
    announces,
    introducing_words,
    is_announced,
    is_relayed,
    is_spoken,
)
from cablegraph.readers.text.enclosure import Enclosure
from cablegraph.readers.text.fitting import is_signature, past_date
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.introduction import read_introduction
from cablegraph.readers.text.letters import is_carriers, letter_at
from cablegraph.readers.text.lines import OPENING, Line
from cablegraph.readers.text.names import is_city
from cablegraph.readers.text.quotations import TYPED, closing, in_signs, in_words
from cablegraph.readers.text.signatures import closes, is_signed_below, is_signed_by, is_written

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence


MOST_BETWEEN = 40  # lines between a decision's words about a draft and the draft
SHORTEST_WORDS = 4  # characters of words that announce a message: "Text"


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
    if marked := _marked(text, lines, index) or _in_brackets(text, lines, index):
        return marked
    if index == 0:
        return None
    if line.text[0] in OPENING or line.text.startswith(TYPED) or words["apostrophe_open"].match(line.text):
        return _quoted(text, lines, index, introducing_words(lines, index))
    if draft := _draft_at(text, lines, index):
        return draft
    if sent_on := _signed_by_sender(text, lines, index) or _addressed(text, lines, index):
        return sent_on
    if letter := letter_at(text, lines, index):
        return letter
    before = lines[index - 1].text[-REACH:]
    if before[-1] == ":" and words["greets"].match(line.text) and words["asked_to_pass"].match(before):
        held = _unquoted(text, lines, index, Span(lines[index - 1].start, lines[index - 1].end))
        return held if held and held.past < len(lines) else None
    if before.endswith((":", ".")) and words["hands_on"].search(before) and not words["handed_on"].search(before):
        introduction = introducing_words(lines, index)
        said = text[introduction.start : introduction.end]
        if words["hands_on"].search(said) and is_relayed(said):
            return _unquoted(text, lines, index, introduction)
    return None


def _draft_at(text: str, lines: Sequence[Line], index: int) -> Enclosure | None:
    """Take the attached draft at *index*: under a heading, with a city, or below the carrier’s signature."""
    words, line = grammar().words, lines[index]
    heads = words["annex"].match(line.text) or words["draft_head"].match(line.text)
    if heads and not line.gap and words["annex"].match(lines[index - 1].text):
        return None
    if heads and _has_draft(lines[max(0, index - MOST_BETWEEN) : index]):
        begins = (at for at in range(index + 1, len(lines)) if lines[at].gap and words["annex"].match(lines[at].text))
        return _draft(lines, index, next(begins, len(lines)), introducing_words(lines, index))
    if _is_placed(lines, index) and _has_draft(lines[max(0, index - MOST_BETWEEN) : index]):
        past = next((at for at in range(index + 1, len(lines)) if _is_placed(lines, at)), len(lines))
        return _draft(lines, index, past, Span(line.start, line.start))
    if _is_below_signature(text, lines, index) and _has_draft(lines[max(0, index - MOST_BETWEEN) : index]):
        return _draft(lines, index, len(lines), Span(line.start, line.start))
    return None


def _signed_by_sender(text: str, lines: Sequence[Line], index: int) -> Enclosure | None:
    """Take a message without marks that ends with the name of the one from whom the words before it say it is."""
    words, before = grammar().words, lines[index - 1].text[-REACH:]
    if before[-1] == ":":
        told = bool(words["message_word"].search(before) or words["written"].search(before))
    else:  # the costly question last: most sentences forward nothing
        forwarded = before[-1] == "." and words["forwards"].search(before)
        told = bool(forwarded and words["message_word"].search(before))
    if not told:
        return None
    if lines[index].text[-1] == ":":  # this line announces what follows it
        return None
    introduction = introducing_words(lines, index)
    said = text[introduction.start : introduction.end]
    if not announces(said):
        return None
    sender = read_introduction(text, introduction).sender
    for at in range(index + 1, min(len(lines), index + MOST_BETWEEN)) if sender else ():
        if sender and is_signed_by(text, lines[at], sender.name):
            past = past_date(text, lines, at + 1)
            span = Span(lines[index].start, lines[past - 1].end)
            return Enclosure(span, introduction, is_relayed(said), False, index, past)
    return None


def _addressed(text: str, lines: Sequence[Line], index: int) -> Enclosure | None:
    """Take a letter without marks that is said to be sent on, from its address to its signature."""
    words, before = grammar().words, lines[index - 1].text[-REACH:]
    if not lines[index].gap or before[-1] not in ".:" or not words["letter_begins"].match(lines[index].text):
        return None
    introduction = introducing_words(lines, index)
    said = text[introduction.start : introduction.end]
    if not (words["forwards"].search(said) and words["sent_on"].search(said)):
        return None
    for at in range(index + 1, min(len(lines), index + MOST_BETWEEN)):
        if is_signature(text, lines[at]) and closes(lines, index, at):
            past = past_date(text, lines, at + 1)
            return Enclosure(Span(lines[index].start, lines[past - 1].end), introduction, False, False, index, past)
    return None


def _draft(lines: Sequence[Line], index: int, past: int, introduction: Span) -> Enclosure:
    """Take the attached draft that begins in the line at *index* and ends before that at *past*."""
    return Enclosure(Span(lines[index].start, lines[past - 1].end), introduction, False, True, index, past)


def _is_placed(lines: Sequence[Line], index: int) -> bool:
    """Say whether a draft without a heading may begin at *index*: with a city over its addressee."""
    words, line = grammar().words, lines[index]
    if not line.gap or index + 1 >= len(lines):
        return False
    place = words["draft_place"].match(line.text)
    return bool(place and is_city(place["city"]) and words["draft_to"].match(lines[index + 1].text))


def _is_below_signature(text: str, lines: Sequence[Line], index: int) -> bool:
    """Say whether a letter without a heading begins at *index*: with a salutation, below the carrier's signature."""
    line = lines[index]
    return bool(line.gap and grammar().words["dear_line"].match(line.text) and is_signature(text, lines[index - 1]))


def _has_draft(lines: Sequence[Line]) -> bool:
    return any(grammar().words["draft"].search(line.text) for line in lines)


def _quoted(text: str, lines: Sequence[Line], index: int, introduction: Span) -> Enclosure | None:
    words = grammar().words
    said = text[introduction.start : introduction.end]
    line = lines[index]
    start = line.start + (len(TYPED) if line.text.startswith(TYPED) else 1)
    addressed = words["salutation"].match(text, start, line.end)
    if len(said) < SHORTEST_WORDS and not addressed:
        return None
    carried = words["enclosed_form"].search(said) or not words["no_message"].search(said)
    carried = carried and not words["part_of_text"].search(said)
    announced = (carried and announces(said) and not is_spoken(said)) or is_relayed(said)
    spoken = words["speech"].search(said) and not words["answered_so"].search(said)
    if not (announced or (addressed and not spoken)) and not (
        carried and is_written(said) and is_signed_below(text, lines[index : index + MOST_BETWEEN])
    ):
        return None
    end, past = closing(text, lines, index)
    relay = is_relayed(said) or words["deliver_it"].match(text, end) is not None
    return Enclosure(Span(start, end), introduction, relay, False, index, past)


def _marked(text: str, lines: Sequence[Line], index: int) -> Enclosure | None:
    """Take what stands between words or marks that may open anywhere in a line: QUOTE and UNQUOTE, "Begin text"."""
    words, line = grammar().words, lines[index]
    for mark in words["mark_open"].finditer(text, line.start, line.end):
        # "Text of the letter begins" announces and opens at once.
        plain = mark.lastgroup == "text"
        stops = (mark.start(), mark.end()) if plain else (mark.start(),)
        announcing = (introducing_words(lines, index, stop) for stop in stops)
        announced = (span for span in announcing if is_announced(text[span.start : span.end], plain=plain))
        introduction = next(announced, None)
        if introduction is None:
            continue
        said = text[introduction.start : introduction.end]
        if mark.lastgroup == "sign":
            whole = _is_whole(said, mark, text[line.start : introduction.start])
            held = in_signs(text, lines, index, mark.start("sign")) if whole else None
        else:
            held = in_words(text, lines, mark)
        if held:
            span, past = held
            relay = is_relayed(said) or words["deliver_it"].match(text, span.end) is not None
            return Enclosure(span, introduction, relay, False, index, past)
    return None


def _is_whole(said: str, mark: re.Match[str], before: str) -> bool:
    """Say whether what a quotation mark within a line opens is a whole message, which *said* announces.

    It is behind a colon; without one only where nobody else than the receiver is asked to hand on what follows.
    """
    words = grammar().words
    if mark["colon"] is not None:
        return is_relayed(said) or words["announces_whole"].search(said) is not None
    asked = is_relayed(said) and words["hands_on"].search(said) is not None
    return asked and not words["for_another"].search(before)


def _in_brackets(text: str, lines: Sequence[Line], index: int) -> Enclosure | None:
    """Take what is quoted in brackets within a sentence and begins with an address: (“To the Centre: …”)."""
    words, line = grammar().words, lines[index]
    if "(" not in line.text or (mark := words["mark_in_brackets"].search(text, line.start, line.end)) is None:
        return None
    introduction = introducing_words(lines, index, mark.start())
    held = in_signs(text, lines, index, mark.start())
    if held is None or words["speech"].search(text, introduction.start, introduction.end):
        return None
    return Enclosure(held[0], introduction, False, False, index, held[1])


def _unquoted(text: str, lines: Sequence[Line], index: int, introduction: Span) -> Enclosure | None:
    """Take the words to be handed on without quotation marks: up to an order to confirm, a signature or the trailer."""
    past = len(lines)
    for at in range(index, len(lines)):
        if grammar().words["order"].match(lines[at].text):
            past = at
            break
        if index < at < len(lines) - 1 and is_signature(text, lines[at]):
            past = past_date(text, lines, at + 1)
            break
    if past == len(lines) and is_carriers(text, lines, index, introduction):
        past -= 1
    if past <= index:
        return None
    return Enclosure(Span(lines[index].start, lines[past - 1].end), introduction, True, False, index, past)
