"""Read the lines after the body, from the last one up: copies, number, date, signature, closing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.readers.text.copies import read_copies, read_listed
from cablegraph.readers.text.fitting import match_line
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.header import MOST_LINES
from cablegraph.readers.text.lines import small_words
from cablegraph.readers.text.names import is_office, read_agent
from cablegraph.readers.text.slots import take
from cablegraph.times.written import find_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.readers.text.facts import Facts
    from cablegraph.readers.text.grammar import Form
    from cablegraph.readers.text.lines import Line
    from cablegraph.readers.text.search import Fit
    from cablegraph.times.written import WrittenTime

# What may stand over a signature, still below the body.
BEFORE_SIGNATURE = {
    "number",
    "closing",
    "sent and repeated, American",
    "certificate or order",
    "post of the signer",
    "repeated, American",
    "repeated, over the signature",
    "date",
    "date and place",
    "city and date",
    "date, labelled",
}
MOST_UNKNOWN = 8  # lines under a signature that fit no form
LONGEST_UNKNOWN = 120  # characters of such a line
MOST_SMALL = 4  # words in small letters in such a line
SHORTEST_BROKEN = 40  # characters of a line that a sentence fills to the edge of the paper
STOPS = '.!?”"’)'  # what a body's last line ends with
_BETWEEN = " \t\r\n.,–—-"  # what stands between a date and a signature
MOST_LISTED = 40  # lines of a list of copies
MOST_SEEN = 12  # lines of a list of those who saw the document


def read_trailer(facts: Facts, text: str, lines: Sequence[Line]) -> int:
    """Gather the facts of the trailer into *facts*; give the index of its first line, past the end of the body."""
    trailer = _Trailer(facts, text)
    first = past = _before_seen(lines)
    listed = _list_of_copies(lines, first)
    for index in range(first - 1, max(-1, first - 1 - MOST_LINES), -1):
        if index > past:
            continue
        if index in listed:
            trailer.takes_list([lines[at] for at in listed])
            first = past = listed.start
            past -= 1
            continue
        if index and _is_typist(lines[index - 1], lines[index]):
            continue
        if _is_shouted(text, lines[index]) or (index and _ends_sentence(lines[index - 1], lines[index])):
            break
        if not trailer.takes(match_line(text, lines[index], grammar().trailer)):
            past = index if trailer.signed else _signed_over(lines, index)
            if past == index:
                break
            facts.unread += lines[past + 1 : index + 1]
            continue
        if index and not lines[index].gap and grammar().words["printed"].match(lines[index - 1].text):
            trailer.dates_the_printing()
        first = past = index
    if not trailer.signed and first > 0 and facts.sender is None:
        _sign_inline(facts, text, lines[first - 1])
    return first


def _list_of_copies(lines: Sequence[Line], first: int) -> range:
    """Give the lines of a list whose heading stands above it, heading first; none where there is no such list."""
    words = grammar().words
    for index in range(first - 1, max(0, first - 1 - MOST_LISTED), -1):
        begins = words["copies_begin"].match(lines[index].text)
        if begins or words["copies_follow"].match(lines[index].text):
            past = index + 1
            while past < first and (
                words["one_copy"].match(lines[past].text)
                or (not lines[past].gap and words["one_name"].match(lines[past].text))
            ):
                past += 1
            if past > index + 1 or not (begins or lines[index].text[0].isdigit()):
                return range(index, past)
    return _numbered(lines, first) or _counted(lines, first)


def _numbered(lines: Sequence[Line], first: int) -> range:
    """Give the lines of a list of copies that is known by its figures alone: "1 - Comrade Petrov", "2-3 - Archive"."""
    items = [grammar().words["numbered_copy"].match(line.text) for line in lines[max(0, first - MOST_LISTED) : first]]
    due = start = 0
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if item is None or (due and int(item["upto"] or item["number"]) != due - 1):
            break
        due, start = int(item["number"]), index
    return range(first - len(items) + start, first) if due == 1 and len(items) - start > 1 else range(0)


def _counted(lines: Sequence[Line], first: int) -> range:
    """Give the lines of a list of copies that is known by its counts alone: "1x Comrade Petrov", "2x Archive"."""
    start = first
    while start > max(0, first - MOST_LISTED) and grammar().words["counted_copy"].match(lines[start - 1].text):
        start -= 1
    return range(start, first)


class _Trailer:
    """Takes trailer lines one by one, the last one first."""

    def __init__(self, facts: Facts, text: str) -> None:
        self.facts, self.text = facts, text
        self.signed = False

    def takes_list(self, items: Sequence[Line]) -> None:
        """Take the lines of a list of copies, one recipient each, but for its heading."""
        for item in items:
            heading = grammar().words["copies_begin"].match(item.text)
            begin = item.start + len(heading.group()) if heading else item.start
            if begin == item.end or grammar().words["copies_follow"].match(item.text):
                continue
            begin += self.text[begin] == "\n"  # the first item is joined to a label that stands alone
            one = grammar().words["one_copy"].match(self.text, begin, item.end)
            self.facts.copies += read_listed(self.text, one) if one else read_copies(self.text, begin, item.end)

    def takes(self, matches: Sequence[tuple[Form, Fit]]) -> bool:
        """Take the facts of a line; above the signature only a few forms still belong to the trailer."""
        names = [form.name for form, _ in matches]
        signatures = sum("signature" in match.re.groupindex for _, match in matches)
        above = self.signed and not BEFORE_SIGNATURE.issuperset(names)
        if not matches or signatures > 1 or above:
            return False
        self.signed = self.signed or bool(signatures)
        for form, match in matches:
            take(self.facts, self.text, form.name, match)
        return True

    def dates_the_printing(self) -> None:
        """Let a date by the name come before the one just taken, which stands below "Printed in 5 copies"."""
        self.facts.dated, self.facts.dateline = self.facts.dateline or self.facts.dated, None


def _signed_over(lines: Sequence[Line], index: int) -> int:
    """Give the index of a plain signature over short lines that fit no form; *index* itself where there is none."""
    words = grammar().words
    for at in range(index - 1, max(0, index - MOST_UNKNOWN), -1):
        over, line = lines[at - 1], lines[at]
        if len(lines[at + 1].text) > LONGEST_UNKNOWN or small_words(lines[at + 1].text) > MOST_SMALL:
            return index
        if lines[at + 1].gap and over.text[-1] in STOPS and words["plain_signature"].match(line.text):
            return at
    return index


def _is_typist(above: Line, line: Line) -> bool:
    """Say whether *line* is a typist's initials under a signature in capitals."""
    words = grammar().words
    return bool(words["initials"].match(line.text) and above.text.isupper() and words["caps"].match(above.text))


def _is_shouted(text: str, line: Line) -> bool:
    """Say whether *line* is a sentence of a text that is typed in capitals only, and so no name."""
    above = text[max(0, line.start - LONGEST_UNKNOWN) : line.start]
    if line.text[-1] not in ".?!" or " " not in line.text or above.rstrip(" ")[-1:] not in {"\n", "\r"}:
        return False
    return line.text.isupper() and above.isupper()


def _ends_sentence(above: Line, line: Line) -> bool:
    """Say whether *line* is the end of the sentence that the line over it breaks off: a name there signs nothing."""
    if line.gap or line.text[-1] != "." or len(above.text) < SHORTEST_BROKEN or above.text[-1] in f"{STOPS},:;":
        return False
    return small_words(above.text) > 2 or above.text.isupper()


def _before_seen(lines: Sequence[Line]) -> int:
    """Give the index past the message where a list of those who saw the document, or are to see it, ends the text."""
    for index in range(len(lines) - 1, max(0, len(lines) - MOST_SEEN), -1):
        if grammar().words["seen"].match(lines[index].text):
            return _before_seen(lines[:index])
    return len(lines)


def _sign_inline(facts: Facts, text: str, line: Line) -> None:
    """Find a signature that closes the last line of the body: "With greetings. PETROV [Ivanov].".

    The day may stand on either side of it: "I am waiting. 12.II.54. PETROV", "I am waiting. PETROV 12.II.54".
    """
    # Among capitals only a single word is told from the end of a sentence.
    signature = "capital_signature" if line.text.isupper() else "inline_signature"
    begin = max(line.start, line.end - 120)
    if signed := grammar().words["signed_inline"].search(text, begin, line.end):
        agent = read_agent(text, *signed.span("name"))
        post = agent is not None and is_office(agent.name)  # "Chairman of the Commission" is one name
        facts.sender = replace(agent, name=" ".join(signed["name"].split())) if agent and post else agent
        return
    times = list(find_times(text, begin, line.end))
    last = times[-1] if times else None
    behind = last is not None and not text[last.end : line.end].strip(_BETWEEN)
    end = begin + len(text[begin : last.start].rstrip(_BETWEEN)) if last and behind else line.end
    if found := grammar().words[signature].search(text, begin, end):
        facts.sender = read_agent(text, *found.span())
        alone = last and (behind or _stands_alone(text, last, found.start()))
        facts.dateline = facts.dateline or (last if alone else None)


def _stands_alone(text: str, time: WrittenTime, end: int) -> bool:
    """Say whether a date before the signature at *end* is no part of a sentence: one ends before it."""
    before = text[max(0, time.start - 3) : time.start].rstrip()
    return before[-1:] in tuple(STOPS) and not text[time.end : end].strip(_BETWEEN)
