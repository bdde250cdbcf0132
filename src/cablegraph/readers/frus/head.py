"""Read a document's head: what kind of document it is, and who writes to whom.

The words decide what somebody is; the markup decides where a name begins and ends. Where the markup says "from" of
somebody whom the words make no sender (the parties of a conversation, say), the words are followed and the difference
is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar
from cablegraph.readers.frus.kinds import kind_of, title_first, titled, with_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.readers.frus.part import Marked

_WITHHELD = "not declassified]"
EDITORIAL = "editorial"  # a head is the editors' own words
LONGEST = 1000  # characters; what is longer is no head of a document
_NUMBER = re.compile(r"(?:\[?\d+[a-z]?\]?\. )?")
_TO = re.compile(r",? to ")
_AND = re.compile(r",? and ")
_PERSON_IN_BRACKETS = re.compile(r"\((?P<person>[^()\d]{2,60})\)")
_ARTICLE = re.compile(r"(?:[Tt]he|Mr\.|His|Her) ")
_JUNIOR = re.compile(r", [JS]r\.")
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Dr)\. )?(?P<name>(?:[A-Z]\. ?|[A-Z][\w\u2019'-]+ ){1,3}[A-Z][\w\u2019'-]+(?:, [JS]r\.)?)(?=,|$| of )"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says: the form of the document, its parties, and what in the markup does not fit."""

    form: ReadWords | None = None
    is_note: bool = False
    senders: tuple[ReadAgent, ...] = ()
    addressees: tuple[ReadAgent, ...] = ()
    authors: tuple[ReadAgent, ...] = ()
    problems: tuple[tuple[int, str], ...] = field(default=())


def read_head(text: str, span: Span, marks: Sequence[Marked]) -> Head:
    """Read text[span]; *marks* are the names and offices marked in it, in order."""
    if span.end - span.start > LONGEST:
        return Head()
    start = _NUMBER.match(text, span.start, span.end)
    begin = start.end() if start else span.start
    for form in grammar().heads:
        if match := form.fullmatch(text, begin, span.end):
            return _Reader(text, marks).read(match)
    return Head()


class _Reader:
    """Reads the parties of one head."""

    def __init__(self, text: str, marks: Sequence[Marked]) -> None:
        self.text = text
        self.marks = marks
        self.problems: list[tuple[int, str]] = []

    def read(self, match: re.Match[str]) -> Head:
        """Turn the match of a form into what it says."""
        groups = match.re.groupindex
        if "note" in groups:
            return Head(is_note=True)
        form = ReadWords(match["form"], Span(*match.span("form"))) if "form" in groups else None
        senders: tuple[ReadAgent, ...] = ()
        addressees: tuple[ReadAgent, ...] = ()
        authors: tuple[ReadAgent, ...] = ()
        if "parties" in groups:
            senders, addressees = self.parties(Span(*match.span("parties")))
        elif "addressee" in groups:
            addressees = self.side(Span(*match.span("addressee")))
        elif "writer" in groups:
            senders, addressees = self.parties(Span(*match.span("writer")))
            authors = () if addressees else self.authors(Span(*match.span("writer")))[0]
            senders = senders if addressees else ()
        elif "author" in groups and match["author"]:
            authors, addressees = self.authors(Span(*match.span("author")))
        self.compare(senders, addressees)
        return Head(form, False, senders, addressees, authors, tuple(self.problems))

    def authors(self, span: Span) -> tuple[tuple[ReadAgent, ...], tuple[ReadAgent, ...]]:
        """Read who worded a record, and to whom it goes where that is said beyond doubt."""
        cut = self.cut(span, trusting=False)
        if cut and (addressees := self.side(Span(cut.end, span.end))):
            return self.side(Span(span.start, cut.start)), addressees
        return self.side(span), ()

    def parties(self, span: Span) -> tuple[tuple[ReadAgent, ...], tuple[ReadAgent, ...]]:
        """Part "A to B" and read both; where nothing tells which "to" parts them, neither is read."""
        cut = self.cut(span)
        if cut is None:
            return (() if _TO.search(self.text, span.start, span.end) else self.side(span)), ()
        senders, addressees = self.side(Span(span.start, cut.start)), self.side(Span(cut.end, span.end))
        return (senders, addressees) if senders and addressees else ((), ())

    def side(self, span: Span) -> tuple[ReadAgent, ...]:
        """Read one side; none where something in it is neither marked nor known as a person, a post or an office."""
        agents = tuple(self.agents(span))
        for agent in agents:
            marked = any(m.span.start < agent.span.end and agent.span.start < m.span.end for m in self.marks)
            if not (marked or agent.kind or agent.name.startswith("[")):
                return ()
        return agents

    def cut(self, span: Span, *, trusting: bool = True) -> Span | None:
        """Find the "to" between sender and addressee; *trusting* lets the markup's "from" and "to" tell."""
        cuts = [Span(*match.span()) for match in _TO.finditer(self.text, span.start, span.end)]
        taking = grammar().kinds["takes_to"]
        cuts = [cut for cut in cuts if not any(m.span.start < cut.start < m.span.end for m in self.marks)]
        cuts = [cut for cut in cuts if not re.search(rf"{taking.pattern}$", self.text[span.start : cut.start])]
        roles = [
            cut
            for cut in cuts
            if trusting
            and any(m.role == "from" and m.span.end <= cut.start for m in self.marks)
            and any(m.role == "to" and m.span.start >= cut.end for m in self.marks)
            and not any(m.role == "to" and m.span.end <= cut.start for m in self.marks)
        ]
        closed = [cut for cut in roles or cuts if self.text[cut.start - 1] == ")" or self.text[cut.start] == ","]
        for choice in (roles, closed, cuts):
            if len(choice) == 1:
                return choice[0]
        return closed[0] if closed else None

    def agents(self, span: Span) -> Iterator[ReadAgent]:
        """Yield the agents of one side: marked ones as marked, else a person in brackets, else an office."""
        marks = [mark for mark in self.marks if span.start <= mark.span.start and mark.span.end <= span.end]
        people = [mark for mark in marks if mark.element == "persName"]
        begin = span.start
        for cut in (*self.ands(span, people), None):
            end = cut.start() if cut else span.end
            inside = self.joined([mark for mark in people if begin <= mark.span.start < end])
            if inside:
                plural = len(inside) > 1
                for mark in inside:
                    agent = self.person(mark.span, Span(begin, end), mark.listed)
                    yield replace(agent, post=None, gloss=None) if plural else agent
            elif other := self.unmarked(Span(begin, end), [m for m in marks if begin <= m.span.start < end]):
                yield other
            begin = cut.end() if cut else end

    def ands(self, span: Span, people: Sequence[Marked]) -> Iterator[re.Match[str]]:
        """Yield each "and" after which another party begins: an article, a title or a marked person."""
        for match in _AND.finditer(self.text, span.start, span.end):
            if any(mark.span.start < match.start() < mark.span.end for mark in self.marks):
                continue
            named = self.text.startswith("the ", match.end()) or title_first().match(self.text, match.end())
            if named or any(mark.span.start == match.end() for mark in people):
                yield match

    def joined(self, people: Sequence[Marked]) -> list[Marked]:
        """Return the first of several marked persons, and those that an "and" or a comma joins to him."""
        found = list(people[:1])
        for mark in people[1:]:
            if self.text[found[-1].span.end : mark.span.start] not in {", ", " and ", ", and "}:
                break
            found.append(mark)
        return found

    def person(self, name: Span, side: Span, listed: str = "") -> ReadAgent:
        """Return a person with the post that stands before or after the name; an office there is only a gloss.

        A "Jr." that the markup leaves outside the name belongs to it.
        """
        if junior := _JUNIOR.match(self.text, name.end, side.end):
            name = Span(name.start, junior.end())
        words = self.office(Span(side.start, name.start))
        if words is None and self.text[name.end : name.end + 2] == ", ":
            words = self.office(Span(name.end + 2, side.end))
            words = words if words and kind_of(words.text) else None
        post = words if words and kind_of(words.text) == "post" else None
        gloss = words.text if words and post is None else None
        words_of = self.text[name.start : name.end]
        return ReadAgent(words_of, name, gloss, EDITORIAL, kind="person", post=post, listed=listed or None)

    def unmarked(self, span: Span, marks: Sequence[Marked]) -> ReadAgent | None:
        """Return the agent of a side in which no person is marked."""
        words = self.office(span)
        before = self.text[span.start : marks[0].span.start] if marks else ""
        if words and (words.text.startswith("[") or _WITHHELD in before):  # "[name not declassified] of the ..."
            return ReadAgent(words.text, words.span, status=EDITORIAL)
        match = _PERSON_IN_BRACKETS.search(self.text, span.start, span.end)
        if match and kind_of(self.text[span.start : match.start()].strip()):
            return self.person(Span(*match.span("person")), span)
        if marks:
            return self.named_office(Span(marks[0].span.start, marks[-1].span.end))
        match = _NAME.match(self.text, span.start, span.end)
        if match and not kind_of(match["name"]) and not with_title().fullmatch(match["name"]):
            return self.person(Span(*match.span("name")), span)
        if words and with_title().fullmatch(words.text):
            return replace(titled(self.text, words.span), status=EDITORIAL)
        return self.named_office(words.span) if words else None

    def named_office(self, span: Span) -> ReadAgent:
        """Return a post or office as an agent of its own."""
        words = self.text[span.start : span.end]
        kind = kind_of(words)
        if kind == "office" and (cut := words.find(" for the ")) > 0:
            words, span = words[:cut], Span(span.start, span.start + cut)
        return ReadAgent(words, span, status=EDITORIAL, kind=kind)

    def office(self, span: Span) -> ReadWords | None:
        """Return the words of a post or office, without an article; None where none is left."""
        start, end = span.start, span.end
        while start < end and self.text[start] in " (,":
            start += 1
        while end > start and self.text[end - 1] in " (,":
            end -= 1
        if match := _ARTICLE.match(self.text, start, end):
            start = match.end()
        words = self.text[start:end]
        if len(words) <= len("Mr") or grammar().kinds["courtesy"].fullmatch(words):
            return None
        return ReadWords(words, Span(start, end))

    def compare(self, senders: Sequence[ReadAgent], addressees: Sequence[ReadAgent]) -> None:
        """Report each marked party that the words don't make the party that the markup says it is."""
        for mark in self.marks:
            side = {"from": senders, "to": addressees}.get(mark.role)
            if side is None or any(_bears(agent, mark) for agent in side):
                continue
            words = self.text[mark.span.start : mark.span.end]
            role = "sender" if mark.role == "from" else "addressee"
            self.problems.append(
                (mark.line, f'The markup makes "{words}" the {role}; the words of the head don\'t bear it out.')
            )


def _bears(agent: ReadAgent, mark: Marked) -> bool:
    """Say whether a party is the one that the markup sets off, a "Jr." after it aside."""
    return agent.span.start == mark.span.start and mark.span.end <= agent.span.end <= mark.span.end + len(", Jr.")
