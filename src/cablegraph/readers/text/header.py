"""Read the lines before the body, which carry labelled facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent
from cablegraph.readers.text.addresses import next_address
from cablegraph.readers.text.copies import read_listed
from cablegraph.readers.text.facts import Facts, read_words
from cablegraph.readers.text.fitting import match_line
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.hours import receive_at, take_group, take_hour
from cablegraph.readers.text.lines import Line, cells_of
from cablegraph.readers.text.names import is_city, is_office
from cablegraph.readers.text.prose import is_heading, is_labelled, is_prose
from cablegraph.readers.text.slots import put, take

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from cablegraph.readers.text.grammar import Form
    from cablegraph.readers.text.search import Fit

MOST_LINES = 80  # a header of more lines is a list of something else
SHORT = 120  # a longer line that fits no form begins the body
LONGEST_LABEL = 24  # characters of "Copies to:" and the number of the first item
HEADINGS = {"form", "form and number, without a sign", "heading of an office, Chinese", "received, alone"}
EDITORIAL = ("title of an editor", "file number of an edition")  # above these a number is the edition's
CITE = "cite, American service"
INTERCEPT = "from a place and its sender, translated intercepts"
# The forms of a signal office, and what one more line of its addresses looks like.
LISTED = {
    "date-time group": "cable_address",
    "from an embassy and its city, American": "cable_address",
    "from a mission and its city, American": "cable_address",
    "from an address": "cable_address",
    "to an embassy with the number there, American": "cable_address",
    INTERCEPT: "place_and_receiver",
}
FROM_PLACE = {"from a place", "from a place, labelled Sender"}
AHEAD = 5  # lines after a short one that fits no form in which a labelled fact shows that the header goes on


def read_header(facts: Facts, text: str, lines: Sequence[Line]) -> tuple[int, list[Line]]:
    """Gather the facts of the header into *facts*.

    Returns the index of the first line of the body and the header lines, or parts of them, that could not be placed.
    """
    header, words = _Header(facts, text), grammar().words
    past = min(len(lines), MOST_LINES)
    for index, line in enumerate(lines[:past]):
        following = lines[index + 1 : index + 1 + AHEAD]
        opens = facts.title and words["numbered_opening"].match(line.text)
        if opens and not match_line(text, line, grammar().header):
            past = index  # an American telegram begins with its number
            break
        if header.goes_on(line) or header.names_post(line, following) or header.fits(line, following):
            continue
        is_short = len(line.text) <= SHORT and (is_labelled(text, following) or (not index and is_heading(line)))
        if words["paragraph"].match(line.text) or (is_prose(line, following) and not is_short):
            past = index
            break
        header.unplaced.append(line)
    if header.capitals and facts.destination is None:
        put(facts, text, "destination", header.capitals.start, header.capitals.end)
    if header.beside and facts.received and not facts.outward:
        put(facts, text, "place", *header.beside)
    if header.seat:
        put(facts, text, "place", *header.seat)
    if header.cited and facts.sender and facts.place and facts.title is None:
        short = facts.sender.name  # the station's, beside the city where it is
        facts.sender = ReadAgent(facts.place.text, facts.place.span, None if short == facts.place.text else short)
    return past, header.unplaced


class _Header:
    """Takes header lines one by one; what a line means depends on those before it."""

    def __init__(self, facts: Facts, text: str) -> None:
        self.facts, self.text = facts, text
        self.unplaced: list[Line] = []
        self.capitals: Line | None = None  # a place in capitals over an addressee
        self.seat: tuple[int, int] | None = None  # the place beside a date, where no label says more
        self.beside: tuple[int, int] | None = None  # the place beside the number
        self.last: set[str] = set()  # the slots that the line before filled
        self.bare = ""  # figures alone on a line; over a date-time group they are the signal office's
        self.listed = ""  # what one more line of the addresses looks like
        self.cited = False  # the line that says CITE names the sender by a short name
        self.in_stamp = self.in_copies = self.numbered = self.begun = self.first = self.dated = False
        self.numbered_by_edition = False  # a number stands on the first line, which may be that of an edition

    def goes_on(self, line: Line) -> bool:
        """Take a line that goes on with what the one before began: a stamp, a list, an address."""
        words = grammar().words
        last, self.last = self.last if not line.gap else set(), set()
        self.dated = "dated" in last
        self.in_copies = self.in_copies and not line.gap
        if line.text[:6].lower() == "[stamp" or self.in_stamp:
            self.in_stamp = "]" not in line.text
        elif self.in_copies and (one := self._one_copy(line)):
            self.facts.copies += read_listed(self.text, one)
        elif words["copies_follow"].match(line.text):
            self.in_copies = self.numbered = True
        elif taken := next_address(self.facts, self.text, line, last, self.listed):
            self.last = taken
        elif "received" in last and receive_at(self.facts, self.text, line):
            pass  # its hour
        elif "office" in last and self.facts.office and words["office_line"].match(line.text):
            self.facts.office = read_words(self.text, self.facts.office.span.start, line.end)
            self.last = {"office"}
        else:
            return False
        return True

    def names_post(self, line: Line, following: Sequence[Line]) -> bool:
        """Take a line that is a post or office abroad: the sender's at the head of the paper, else the addressee's."""
        words = grammar().words
        self.first, self.begun = not self.begun, True
        if self._is_place(line, following):
            self.capitals = line
        elif self.first and words["post"].match(line.text) and is_office(line.text):
            self.last = {"title"}
            put(self.facts, self.text, "title", line.start, line.end)
        elif words["post"].match(line.text) and not self.facts.addressees:
            self.last = {"addressee"}
            put(self.facts, self.text, "addressee", line.start, line.end)
        elif self.first and (head := words["mission_in"].fullmatch(line.text)) and is_city(head["place"]):
            for slot in ("title", "place"):
                put(self.facts, self.text, slot, line.start + head.start(slot), line.start + head.end(slot))
        elif words["letterhead"].match(line.text):
            headed = not self.first and (self.facts.form or self.facts.numbers or self.facts.dateline)
            self.last = {"addressee"} if headed else {"title"}
            put(self.facts, self.text, "addressee" if headed else "title", line.start, line.end)
        else:
            return False
        return True

    def fits(self, line: Line, following: Sequence[Line] = ()) -> bool:
        """Take a line whose words, or whose columns, fit forms of the grammar."""
        matches = match_line(self.text, line, grammar().header)
        names = [form.name for form, _ in matches]
        if self.first and (names == ["number, bare"] or (names == ["number"] and self._heads(following[:1]))):
            return True  # an edition's number of the document
        if names == ["number behind the originator's letters"] and not line.gap:
            return False  # it goes on with the line above: one more reference
        matches = matches or self._in_parts(line)
        self.numbered_by_edition |= self.first and [form.name for form, _ in matches] == ["number"]
        for form, match in matches:
            self._note(form.name, match)
            if form.name in FROM_PLACE and _is_doubtful(match):
                put(self.facts, self.text, "origin", *match.span("place"))
                continue
            self._take(form.name, match)
        # Where the line is complete, a numbered line below it is a paragraph and no item of the list.
        self.in_copies = any(form.name == "copies" for form, _ in matches)
        self.numbered = line.text[-1] in ":,;" or any(map(str.isdigit, line.text[:LONGEST_LABEL]))
        return bool(matches)

    def _note(self, name: str, match: Fit) -> None:
        """Note what a form says of the lines round its own."""
        self.cited = self.cited or name.startswith(CITE)
        self.facts.at_post = self.facts.at_post or name == "number and date, American"
        self.listed = LISTED.get(name, self.listed)
        if name == "date-time group" and self.bare:
            self.facts.numbers = [number for number in self.facts.numbers if number.text != self.bare]
        if name == "number, bare":
            self.bare = match.group()
        if name == INTERCEPT:
            self.facts.forget()  # the lines above are a translator's, who names whom the telegram speaks of
            self.capitals, self.unplaced = None, []

    def _in_parts(self, line: Line) -> list[tuple[Form, Fit]]:
        """Fit forms to the columns of a line, or to what stands behind the desks at the left of a printed form."""
        matches: list[tuple[Form, Fit]] = []
        if len(cells := cells_of(line)) > 1:
            found = [match_line(self.text, cell, grammar().header) for cell in cells]
            matches = [match for in_cell in found for match in in_cell]
            self.unplaced += [cell for cell, fits in zip(cells, found, strict=True) if matches and not fits]
        if not matches and (desks := grammar().words["desk_column"].match(line.text)):
            rest = line.text[desks.end() :]
            matches = match_line(self.text, Line(rest, line.end - len(rest), line.end), grammar().header)
        return matches

    def _take(self, name: str, match: Fit) -> None:
        """Take the facts of one form; places and hours that other lines explain are kept until these are read."""
        take(self.facts, self.text, name, match)
        if self.numbered_by_edition and name.startswith(EDITORIAL) and len(self.facts.numbers) == 1:
            self.facts.numbers.clear()
        slots = match.re.groupindex
        if name in HEADINGS and grammar().words["outward"].search(match.group()):
            self.facts.outward = True
        if (seat := match.groupdict().get("seat")) and not is_office(seat):
            self.seat = self.seat or match.span("seat")
        if "beside" in slots:
            self.beside = self.beside or match.span("beside")
        if "hour" in slots:
            take_hour(self.facts, self.text, match, self.last or ({"dated"} if self.dated else set()))
        if match.groupdict().get("group") and self.facts.clock is None:
            take_group(self.facts, self.text, match)
        self.last |= {slot for slot, words in match.groupdict().items() if words}

    def _heads(self, lines: Sequence[Line]) -> bool:
        """Say whether an editor's title stands in one of *lines*."""
        found = (match for line in lines for _, match in match_line(self.text, line, grammar().header))
        return any("receiver" in match.re.groupindex for match in found)

    def _one_copy(self, line: Line) -> re.Match[str] | None:
        """Take a line of a list of copies; under a list without numbers a numbered line is a paragraph."""
        words = grammar().words
        if not self.numbered and words["paragraph"].match(line.text):
            return None
        return words["one_copy"].match(self.text, line.start, line.end)

    def _is_place(self, line: Line, following: Sequence[Line]) -> bool:
        """Say whether capitals alone on a line stand over an addressee, and so name a destination."""
        words = grammar().words
        if not following or words["post"].match(line.text):
            return False
        below = following[0].text
        if not words["caps"].match(line.text):
            below_a_city = ("post", "post_held", "to_somebody")
            return is_city(line.text) and any(words[name].match(below) for name in below_a_city)
        # A heading in capitals ("REPORT") may stand over an addressee too; a post abroad has a city over it.
        if not (
            words["post"].match(below)
            or words["post_held"].match(below)
            or (words["addressed_line"].match(below) and not words["paper"].match(line.text))
        ):
            return False
        return not match_line(self.text, line, grammar().header)


def _is_doubtful(match: Fit) -> bool:
    """Say whether "From: Name" may name a person: no known city, and not the bare capitals of a telegraph form."""
    place = match.group("place")
    bare = ":" not in match.group() and place.isupper() and not is_office(place)
    return not is_city(place) and not bare
