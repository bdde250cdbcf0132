"""The facts of one message while they are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadCopy, ReadWords
from cablegraph.model.span import Span

if TYPE_CHECKING:
    from cablegraph.readers.text.lines import Line
    from cablegraph.times.written import WrittenTime


@dataclass(slots=True)
class Facts:
    """The facts of one message while they are gathered."""

    form: ReadWords | None = None
    numbers: list[ReadWords] = field(default_factory=list)
    office: ReadWords | None = None
    place: ReadWords | None = None
    destination: ReadWords | None = None
    origin: ReadWords | None = None  # what "From" names: a place nobody here knows, or a person
    subject: ReadWords | None = None
    sender: ReadAgent | None = None
    addressees: list[ReadAgent] = field(default_factory=list)
    via: list[ReadAgent] = field(default_factory=list)
    copies: list[ReadCopy] = field(default_factory=list)
    markings: list[ReadWords] = field(default_factory=list)
    sent: WrittenTime | None = None
    received: WrittenTime | None = None
    dateline: WrittenTime | None = None  # of the head or beside the signature
    dated: WrittenTime | None = None  # labelled "Date": it may also be the day of the cipher office's work
    day: str | None = None  # the day of dispatch where only the date of reception is whole
    clock: str | None = None  # the hour of dispatch where it stands apart from the date
    unread: list[Line] = field(default_factory=list)  # lines under the signature that fit no form
    receivers: list[ReadAgent] = field(default_factory=list)  # the addressees as an editor's title names them
    at_post: bool = False  # the hour of dispatch is that of the post's own clock, that of reception the receiver's
    outward: bool = False  # the heading says that the office sends it: nobody receives it there
    title: ReadAgent | None = None  # the sender's post, or the sender as an editor's title names them

    def times(self) -> list[WrittenTime]:
        """List the times that are known of the message."""
        return [time for time in (self.sent, self.received, self.dateline, self.dated) if time]

    def forget(self) -> None:
        """Drop all facts but the markings."""
        empty = Facts(markings=self.markings)
        for slot in fields(self):
            setattr(self, slot.name, getattr(empty, slot.name))

    def add(self, others: Facts) -> None:
        """Take over the facts of *others*; where both say one that can be said only once, this one's stays."""
        for slot in fields(self):
            mine, theirs = getattr(self, slot.name), getattr(others, slot.name)
            if slot.name == "copies":
                known = {copy.name.casefold() for copy in self.copies}  # named twice, not sent twice
                self.copies += [copy for copy in others.copies if copy.name.casefold() not in known]
            elif isinstance(mine, list):
                mine += [fact for fact in theirs if fact not in mine]
            elif mine is None:
                setattr(self, slot.name, theirs)


def is_same_day(one: WrittenTime, other: WrittenTime) -> bool:
    """Say whether two times have the same day and month, whatever their years."""
    return {day[1:] for day in one.days} == {day[1:] for day in other.days}


def read_words(text: str, start: int, end: int) -> ReadWords:
    """Take text[start:end] without brackets, stops and white space at its edges."""
    while start < end and text[start] in " \t\r\n[(":
        start += 1
    while end > start and text[end - 1] in " \t\r\n])-–—,;:":  # dashes as printed
        end -= 1
    # The stop of a sentence goes, that of "D.C." stays.
    if text[start:end].endswith(".") and "." not in text[start : end - 1]:
        end -= 1
    return ReadWords(text[start:end], Span(start, end))
