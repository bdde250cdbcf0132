"""Decide which node of the graph a party of an edited document is, without making one person or post of two.

A listed person is one node in the volume. Who signs for the Secretary of State, in a volume that lists nobody, is one
by surname and post. Any other person is one in the volume where post and name, or a full name, tell him apart; a bare
surname stands for a person of the one document. Posts and offices that a head names are shared by the whole series,
and so is the office that a city stands for; not so words that mean another post in another document ("that Office").
What is withheld ("[name not declassified]") is somebody else wherever it stands: two such words are never made one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.corpus.seats import seat
from cablegraph.model.statement import Node
from cablegraph.readers.frus.grammar import grammar
from cablegraph.vocabulary import AGENT_CLASSES, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cablegraph.corpus.seats import Seat
    from cablegraph.model.reading import ReadAgent, Reading, ReadMessage
    from cablegraph.model.span import Span

_WITHHELD = re.compile(r"not declassified|^\[")
_RELATIVE = re.compile(
    r"(?i)\b(?:that|said|this|his|her|same|certain)\b|\b(?:diplomatic|consular) (?:offic|post|mission|repres)|"
    + _WITHHELD.pattern
)
DEPARTMENT = "Department of State"
_FOR_DEPARTMENT = frozenset({"dept", "department"})
_SENT = re.compile(r"(?i)telegram|airgram|d[ei]spatch")
_WIRED = re.compile(r"(?i)telegram")
_ELSEWHERE = re.compile(r"[\s,)]*(?:temporarily |then )?(?:at|in)\b")
SECRETARY = frozenset({"Secretary of State", "Acting Secretary of State"})
_ITS_HEADS = frozenset({DEPARTMENT, *SECRETARY})
_KINDS = {"person": "person", "post": "post", "office": "body", "group": "group"}


@dataclass(frozen=True, slots=True)
class Party:
    """A node, its label, and its class as a prefixed name where the words tell it."""

    node: Node
    label: str
    agent_class: str | None


@dataclass(frozen=True, slots=True)
class Parties:
    """Names the parties of one document of one volume; `listed` maps ids of the list of persons to the names there.

    `of_department` says that the document is from or to the Department of State, so that "Dept" in it is that one;
    `year` is that of the document, by which the offices are known that cities stand for.
    """

    series: str
    volume: str
    document: str
    listed: Mapping[str, str]
    of_department: bool = False
    year: int | None = None

    def party(self, agent: ReadAgent) -> Party:
        """Return the node for an agent as read; `editorial` ones stand in a head and are the same all over a volume."""
        agent_class = AGENT_CLASSES[_KINDS[agent.kind]] if agent.kind else None
        if agent.listed:
            return Party(Node(Kind.AGENT, f"{self.volume}/{agent.listed}"), self.listed[agent.listed], agent_class)
        if self.is_department(agent.name):
            node = Node(Kind.AGENT, f"{self._shared(DEPARTMENT, 'office')}/{slug(DEPARTMENT)}")
            return Party(node, DEPARTMENT, AGENT_CLASSES["body"])
        if found := self.seat(agent):
            node = Node(Kind.AGENT, f"{self._shared(found.office, 'office')}/{slug(found.office)}")
            return Party(node, found.office, AGENT_CLASSES["body"])
        if agent.kind == "person":
            label = f"{agent.name}, {agent.post.text}" if agent.post else agent.name
            return Party(Node(Kind.AGENT, self._person(agent)), label, agent_class)
        place = self.document
        if agent.status == "editorial" and agent.kind != "group" and not _RELATIVE.search(agent.name):
            place = self._shared(agent.name, agent.kind)
        return Party(Node(Kind.AGENT, f"{place}/{name_of(agent)}"), agent.name, agent_class)

    def seat(self, agent: ReadAgent) -> Seat | None:
        """Return the office that a city named in the document's own words stands for."""
        in_words = agent.kind == "post" and agent.status != "editorial"
        return seat(agent.name, self.year) if in_words else None

    def is_department(self, words: str) -> bool:
        """Say whether words mean the Department of State: its name, or "Dept" in a message from or to it."""
        return words == DEPARTMENT or (self.of_department and words.casefold() in _FOR_DEPARTMENT)

    def post(self, agent: ReadAgent, holder: Node) -> Party:
        """Return the node for the post of a person; one that many hold under one name is his own."""
        assert agent.post is not None
        words = agent.post.text
        place = f"{holder.id}/post"
        named = agent.status == "editorial" or self.signs_as(agent)
        if named and not (_RELATIVE.search(words) or _is_bare(words)):
            place = self._shared(words, "post")
        elif _RELATIVE.search(words):
            place = f"{self.document}/post"
        label = f"{words} ({agent.name})" if _is_bare(words) else words
        return Party(Node(Kind.AGENT, f"{place}/{_apart(words, agent.post.span)}"), label, AGENT_CLASSES["post"])

    @staticmethod
    def signs_as(agent: ReadAgent) -> bool:
        """Say whether somebody is known by the post alone that the head of what he signed gives."""
        return agent.status == "inferred" and agent.post is not None and agent.post.text in SECRETARY

    def _person(self, agent: ReadAgent) -> str:
        name = name_of(agent)
        relative = _RELATIVE.search(agent.name) or (agent.post and _RELATIVE.search(agent.post.text))
        if (agent.status != "editorial" and not self.signs_as(agent)) or relative:
            return f"{self.document}/{name}"
        if agent.post:
            return f"{self.volume}/{name}-{slug(agent.post.text)}"
        return f"{self.volume}/{name}" if " " in agent.name.strip() else f"{self.document}/{name}"

    def _shared(self, words: str, kind: str | None) -> str:
        """Return where a post or office that a head names is shared: in the series, a bare title in the volume."""
        if kind == "office":
            return f"{self.series}/office"
        if kind == "post" and not _is_bare(words):
            return f"{self.series}/post"
        return self.volume


def is_of_department(reading: Reading) -> bool:
    """Say whether a document is a telegram, airgram or despatch from or to the Department of State or its Secretary.

    In a memorandum of another department the bare word may mean that one.
    """
    message = next(iter(reading.messages), None)
    if message is None or message.form is None or not _SENT.search(message.form.text):
        return False
    return any(_heads_department(agent) for agent in (message.sender, *message.joint, *message.addressees) if agent)


def comes_to_department(message: ReadMessage, text: str) -> bool:
    """Say whether a telegram came to the Department of State or its Secretary there, from somewhere else.

    Whom the Department writes to is elsewhere, and so is a "Secretary of State, at Geneva".
    """
    if message.form is None or not _WIRED.search(message.form.text) or len(message.addressees) != 1:
        return False
    addressee = message.addressees[0]
    outside = not any(_heads_department(agent) for agent in (message.sender, *message.joint) if agent)
    end = max(addressee.span.end, addressee.post.span.end if addressee.post else 0)
    return outside and _heads_department(addressee) and not _ELSEWHERE.match(text, end)


def _heads_department(agent: ReadAgent) -> bool:
    return agent.name in _ITS_HEADS or (agent.post is not None and agent.post.text in _ITS_HEADS)


def year_of(reading: Reading) -> int | None:
    """Return the year of a document, None where its date line gives none."""
    message = next(iter(reading.messages), None)
    year = message.sent.edtf.strip("[]")[:4] if message and message.sent else ""
    return int(year) if year.isdigit() else None


def name_of(agent: ReadAgent) -> str:
    """Return what a party is called in identifiers; withheld words get their offset, for each is somebody else."""
    return _apart(agent.name, agent.span)


def _apart(words: str, span: Span) -> str:
    return f"{slug(words) or 'unnamed'}-{span.start}" if _WITHHELD.search(words) else slug(words) or "unnamed"


def _is_bare(words: str) -> bool:
    """Say whether a title is that of many posts: "Prime Minister", but not "Secretary of State"."""
    return grammar().kinds["bare"].fullmatch(words) is not None
