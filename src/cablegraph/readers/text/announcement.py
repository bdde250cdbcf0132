"""Tell from the words before a text within a message whether they announce a message, and where they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.lines import OPENING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.readers.text.lines import Line

REACH = 500  # characters of the words before an enclosure that may introduce it
MOST_SENTENCES = 2  # that say little, as "Advise delivery. Copy given Petrov.", between an introduction and its message
_SHORT = 40  # characters of a sentence, as "I give its text:" has


def introducing_words(lines: Sequence[Line], index: int, stop: int | None = None) -> Span:
    """Take the last sentence before a line, or before offset *stop* in it, with those before where it says little.

    "I have a letter from him. I give its text:" is one introduction.
    """
    before = lines[index]
    end = before.start + len(before.text[: (stop or before.start) - before.start].rstrip())
    said = before.text[: end - before.start]
    if not said or grammar().words["paragraph_mark"].fullmatch(said) or (stop and index and _is_number(said)):
        before = lines[max(0, index - 1)]
        end = before.end if index else before.start
    start = max(before.start, end - REACH)
    words = before.text[start - before.start : end - before.start]
    cuts = [match.end() for match in grammar().words["sentence_end"].finditer(words, 0, max(0, len(words) - 2))]
    last = len(words)
    for _ in range(min(MOST_SENTENCES, len(cuts))):
        if not _says_little(words[cuts[-1] : last]):
            break
        last = cuts.pop()
    return Span(start + (cuts[-1] if cuts else 0), end)


def _is_number(words: str) -> bool:
    """Say whether words are only the number of a paragraph, with a quotation mark or without."""
    return grammar().words["paragraph"].fullmatch(words.rstrip(OPENING).rstrip() + " ") is not None


def _says_little(sentence: str) -> bool:
    """Say whether the sentence before that one still introduces: this one is short, or names no message."""
    words = grammar().words
    if words["message_word"].search(sentence) and not words["refers_back"].match(sentence):
        return False
    return len(sentence) < _SHORT or (len(sentence) < 2 * _SHORT and words["hands_on"].search(sentence) is None)


def is_relayed(said: str) -> bool:
    """Say whether the receiver is asked to hand words on, not to say them."""
    words = grammar().words
    asked = words["relay"].search(said) or words["relay_behind"].search(said)
    if asked is None or words["spoken"].search(said):
        return False
    came = words["came_to_me"].search(said)
    return came is None or came.start() > asked.end()


def is_spoken(said: str) -> bool:
    """Say whether the receiver is told to say what follows: that is no message."""
    words = grammar().words
    return bool(words["spoken"].search(said) and words["told_to_say"].search(said))


def announces(said: str) -> bool:
    """Say whether words announce the text of a message; more may do so where they end in a colon."""
    words = grammar().words
    at_colon = said.rstrip(" –—-")[-1:] == ":"
    if at_colon and words["he_says"].search(said):
        return False
    return bool(words["announces"].search(said) or (at_colon and words["announces_at_colon"].search(said)))


def is_announced(said: str, *, plain: bool) -> bool:
    """Say whether the words before a quotation announce a message and no draft, statement or speech.

    Where it opens with *plain* words such as "Begins" it is enough that they name one.
    """
    words = grammar().words
    if words["part_of_text"].search(said):
        return False
    if is_relayed(said) or words["from_to"].search(said) or words["asked_following"].search(said):
        return True
    carried = words["enclosed_form"].search(said) or not words["no_message"].search(said)
    told = plain or announces(said) or words["handed"].search(said)
    named = words["message_word"].search(said) or words["following_from"].search(said)
    return bool(carried and told and named)
