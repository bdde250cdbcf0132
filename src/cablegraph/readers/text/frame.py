"""Take off what an edition puts round a document, and join lines that belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.lines import Line, lines_of, small_words
from cablegraph.readers.text.names import is_city
from cablegraph.readers.text.pages import without_page_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_NOTES = 60  # an edition's document with more footnotes than this keeps the rest in its body
SHORTEST_WRAPPED = 40  # characters of a line that a sentence fills to the edge of the paper
LEAST_INDENT = 4  # columns by which a name hangs under the label of its list
LONGEST_LIST = 1000  # characters of a list of names that runs over several lines
# A footnote's mark as editions print it: stuck to the word before it, or to the stop or bracket after that.
_CALL = re.compile(
    r"(?:[^\W\d_]{2}(?<!\b[Nn][oOrR])[.,;:\])”\"]{0,2}(?P<figure>\d{1,2})"
    r"|\d[.,](?P<end>\d{1,2})(?=\s*\n|\s+[A-Z“])"
    r"|\S ?(?P<sign>x{1,3}/|\*{1,3}|[+†‡]{1,2}|\[(?:[ivx]+|\d{1,2})\]|\(\([A-Z]\)\)))(?!\w)"
)


def document_lines(text: str, end: int | None = None) -> tuple[list[Line], list[Line]]:
    """Split a text into the lines of the document and those of the editors' footnotes.

    Rules, marks of omission and the like at either end belong to neither. *end* is where a list of notes is known to
    begin; without it they are looked for line by line.
    """
    words = grammar().words
    lines = _joined(text, without_page_marks(text, lines_of(text, 0, end)))
    known = list(lines_of(text, end)) if end is not None else []
    first, last = 0, len(lines)
    while first < last and words["frame"].match(lines[last - 1].text):
        last -= 1
    while first < last and words["frame"].match(lines[first].text):
        first += 1
    notes = last
    calls: dict[str, int] = {}
    while (
        not known
        and notes > max(first + 1, last - MOST_NOTES)
        and (mark := words["footnote"].match(lines[notes - 1].text))
    ):
        calls = calls or _calls(text)
        if calls.get(mark["mark"].strip("[]"), len(text)) >= lines[notes - 1].start:
            break
        notes -= 1
    if notes == last and not known:
        notes = _ruled_off(lines, first, last)
    past = notes
    while (known or notes < last) and first < past and words["frame"].match(lines[past - 1].text):
        past -= 1
    return lines[first:past], [*lines[notes:last], *known]


def _ruled_off(lines: Sequence[Line], first: int, last: int) -> int:
    """Give the first of the numbered notes that stand below a rule, called from the text or not; *last* for none."""
    words = grammar().words
    at = last
    while at > first + 1 and words["footnote"].match(lines[at - 1].text):
        at -= 1
    return at if at < last and words["rule"].match(lines[at - 1].text) else last


def _joined(text: str, lines: Iterable[Line]) -> list[Line]:
    """Join what a typist broke: a list of names or offices, a paragraph; joined lines keep their line ends."""
    joined: list[Line] = []
    last: Line | None = None  # the last line of *joined* as typed
    ends: list[int] = []  # where each line of *joined* ends, whose text is that of its first line until all are joined
    open_list = False
    for line in lines:
        listed = open_list or (last is not None and _hangs(text, joined[-1], line))
        if last and (
            _is_cut(last, line) or (listed and line.end - joined[-1].start < LONGEST_LIST) or _wraps(last, line)
        ):
            ends[-1] = line.end
        else:
            listed = False
            joined.append(line)
            ends.append(line.end)
        open_list = line.text.endswith(",") and (listed or bool(grammar().words["continues"].match(line.text)))
        last = line
    return [
        line if line.end == end else Line(text[line.start : end], line.start, end, line.gap)
        for line, end in zip(joined, ends, strict=True)
    ]


def _is_cut(last: Line, line: Line) -> bool:
    """Say whether what belongs to a label, or the date that belongs to a city, stands on the next line."""
    words = grammar().words
    if line.gap:
        return False
    if words["label_alone"].match(last.text):
        return ":" not in line.text
    if words["identity"].match(line.text):
        return words["names_in_capitals"].match(last.text) is not None
    if words["and_also"].match(line.text):
        return words["repeats"].match(last.text) is not None
    if not words["date_begins"].match(line.text):
        return False
    return is_city(last.text) or words["time_label"].search(last.text) is not None


def _hangs(text: str, first: Line, line: Line) -> bool:
    """Say whether *line* stands indented under a list that a label begins, as "Copies: Adam" over "Baker"."""
    if line.gap or text[line.start - 1] not in " \t" or line.text[0].isdigit():
        return False
    if _indent(text, line) < _indent(text, first) + LEAST_INDENT:
        return False
    return grammar().words["list_label"].match(first.text) is not None and ":" not in line.text


def _indent(text: str, line: Line) -> int:
    return line.start - 1 - max(text.rfind("\n", max(0, line.start - 100), line.start), line.start - 100)


def _wraps(last: Line, line: Line) -> bool:
    """Say whether a sentence goes on from *last* to *line*, which a typist broke at the edge of the paper."""
    if line.gap or len(last.text) < SHORTEST_WRAPPED:
        return False
    begins_small = line.text[0].islower()
    if not begins_small and (last.text[-1] in '.:;!?”"»0123456789' or line.text[0] in '“"„«'):
        return False
    if small_words(last.text) <= 2 or not (begins_small or small_words(line.text) > 2):
        return False
    words = grammar().words
    return not (words["label"].match(line.text) or words["stands_alone"].match(line.text))


def _calls(text: str) -> dict[str, int]:
    """Say of each number that is stuck to a word, as the mark of a footnote is, where it first stands."""
    calls: dict[str, int] = {}
    for match in _CALL.finditer(text):
        calls.setdefault((match["figure"] or match["end"] or match["sign"]).strip("[]"), match.start())
    return calls
