"""Find letters and telegrams without marks that stand in a text with their own address or salutation and signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.span import Span
from cablegraph.readers.text.announcement import REACH, introducing_words, is_relayed
from cablegraph.readers.text.enclosure import Enclosure
from cablegraph.readers.text.fitting import is_signature
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.introduction import read_introduction
from cablegraph.readers.text.names import same_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.readers.text.lines import Line

LONGEST = 60  # lines of a letter


def letter_at(text: str, lines: Sequence[Line], index: int) -> Enclosure | None:
    """Take the letter that begins in the line at *index*, not the first: with an address, or with a salutation."""
    line, words = lines[index], grammar().words
    if not line.gap:
        return None
    if words["address_line"].match(line.text):
        return _addressed(lines, index)
    if words["saluted"].match(line.text):
        return _for_somebody(text, lines, index)
    return None


def is_carriers(text: str, lines: Sequence[Line], index: int, introduction: Span) -> bool:
    """Say whether the name in the last line is that of who hands on the words from *index* on, not of their writer.

    So it is where the words before say from whom they are, and no closing words stand over another name.
    """
    sender = read_introduction(text, introduction).sender
    last = lines[-1]
    if sender is None or not last.gap or len(lines) - index < 2 or not is_signature(text, last):
        return False
    greeted = any(grammar().words["greeting"].match(line.text) for line in lines[max(index, len(lines) - 3) : -1])
    return not greeted and not same_name(last.text, sender.name) and sender.name.split()[-1] not in last.text.split()


def _addressed(lines: Sequence[Line], index: int) -> Enclosure | None:
    """Take a letter from its address to the line that says by whom it is signed.

    The text of it, or of several one after another, is announced in a line above.
    """
    words = grammar().words
    at = index - 1
    while at > 0 and words["signed_line"].match(lines[at].text):
        at = next((above for above in range(at - 1, max(0, at - LONGEST), -1) if _opens(lines, above)), 0) - 1
    if at < 0 or lines[at].text[-1] not in ".:" or not words["texts_follow"].search(lines[at].text[-REACH:]):
        return None
    for end in range(index + 1, min(len(lines), index + LONGEST)):
        if words["signed_line"].match(lines[end].text):
            span = Span(lines[index].start, lines[end].end)
            return Enclosure(span, introducing_words(lines, at + 1), False, False, index, end + 1)
    return None


def _opens(lines: Sequence[Line], at: int) -> bool:
    return lines[at].gap and grammar().words["address_line"].match(lines[at].text) is not None


def _for_somebody(text: str, lines: Sequence[Line], index: int) -> Enclosure | None:
    """Take a letter from its salutation to its closing words and name, under which the carrier goes on.

    The line above says for whom and from whom it is, or that its text follows.
    """
    words = grammar().words
    before = lines[index - 1]
    said = before.text[-REACH:]
    given = said.endswith(":") and words["texts_follow"].search(said)
    if not (given or words["for_and_from"].search(said)):
        return None
    for end in range(index, min(len(lines) - 1, index + LONGEST)):
        if _is_closed(text, lines, index, end):
            introduction = introducing_words(lines, index) if given else Span(before.end - len(said), before.end)
            relay = not given or is_relayed(text[introduction.start : introduction.end])
            return Enclosure(Span(lines[index].start, lines[end].end), introduction, relay, False, index, end + 1)
    return None


def _is_closed(text: str, lines: Sequence[Line], index: int, end: int) -> bool:
    """Say whether the line at *end* closes a letter: by closing words with a name, or by a name under such words."""
    words, line = grammar().words, lines[end]
    if words["closed_with_name"].search(line.text[-REACH:]):
        return True
    if end - index < 2 or not is_signature(text, line):
        return False
    above = lines[end - 1].text
    return bool(words["greeting"].match(above) or words["accepts"].match(above))
