"""Name a message of an edition for readers: what it is, its number, who writes to whom, its date.

Titles alone are not enough, for a volume has a hundred telegrams from one embassy to the Department.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.anchors import shorten
from cablegraph.times.forms import MONTH_NAMES

if TYPE_CHECKING:
    from cablegraph.model.reading import ReadMessage, ReadTime

LONGEST = 110  # characters
_NUMBERED = re.compile(r"^\[?\d+[a-z]?\]?\. ")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def label_of(message: ReadMessage, title: str, document: str) -> str:
    """Return the label of a document's outermost message: "Telegram 105, The Ambassador in France (Mercer) to ...".

    What has no number is told from others of its day by the document's name in the volume: "(d12)".
    """
    words = _NUMBERED.sub("", title)
    form = message.form.text if message.form else ""
    number = message.numbers[0].text if message.numbers else ""
    if form and words.startswith(f"{form} ") and number:
        words = f"{form} {number} {words.removeprefix(form).lstrip()}"
    elif number:
        words = f"{form or 'No.'} {number}, {words}"
    elif form and form.casefold() not in words.casefold():
        words = f"{form}, {words}"
    days = "" if message.sent and _named(message.sent, words) else _days(message.sent)
    if number:
        return _ended(words, f", {days}" if days else "")
    name = f"({document.rpartition('/')[2]})"
    return _ended(words, f", {days} {name}" if days else f" {name}")


def label_of_enclosed(message: ReadMessage, document: str) -> str:
    """Return the label of a message quoted in or attached to another: "letter of Pike to Rowe in frus1949v99/d1"."""
    form = message.form.text if message.form else "message"
    number = f" {message.numbers[0].text}" if message.numbers else ""
    sender = f" of {message.sender.name}" if message.sender else ""
    addressee = f" to {message.addressees[0].name}" if message.addressees else ""
    days = _days(message.sent)
    return _ended(f"{form}{number}{sender}{addressee}", f", {days}, in {document}" if days else f" in {document}")


def _ended(words: str, end: str) -> str:
    """Return words with an end that is kept whole, all of it no longer than a label may be."""
    return f"{shorten(words, LONGEST - len(end))}{end}"


def _named(moment: ReadTime, words: str) -> bool:
    """Say whether words give a date already: "Memorandum of a Conversation, Washington, March 14, 1955"."""
    found = _DAY.match(moment.edtf)
    return found is not None and f"{MONTH_NAMES[int(found[2]) - 1]} {int(found[3])}, {found[1]}" in words


def _days(moment: ReadTime | None) -> str:
    """Return the day or days as readers write them: "4 March 1953"."""
    found = dict.fromkeys(_DAY.findall(moment.edtf) if moment else ())
    return " or ".join(f"{int(day)} {MONTH_NAMES[int(month) - 1]} {year}" for year, month, day in found)
