"""Work out who sent a mentioned message to whom, from whose it is called and the parties of the mentioning message."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadMessage
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.names import is_city, is_office, is_title, read_agent

if TYPE_CHECKING:
    from typing import TypeAlias

    from cablegraph.readers.text.search import Match

    Parties: TypeAlias = tuple[ReadAgent | None, ReadAgent | None]

# The kinds of posts, by how a mention's word for one begins, and the words by which a party is known for one.
POSTS = {
    "emb": re.compile(r"(?i)embassy|ambassador|chargé|charge d|^amemb"),
    "leg": re.compile(r"(?i)legation|minister in|chargé|charge d|^amleg"),
    "con": re.compile(r"(?i)consul|^amcon"),
    "mis": re.compile(r"(?i)mission|delegation|representative|representation"),
}
_EMBASSY = re.compile(r"\bEmb(?:assy|tels?|desps?|’s|'s)?\b")
NEAR = 3000  # characters round a mention in which another post is looked for
LONGEST_REPLY = 60  # characters of "Rowe’s first reaction to "
_REPLIED = re.compile(r"[A-Z]\w+[’']s? (?:\w+ )?(?:reaction|reply|replies|answer|response)s? to $")
_WHOSE = re.compile(r"(?i)yours?|my|our|ur|re(?:ur|my|our)\w*")
_NOTE = re.compile(r"\bnotes?\b")
_WIRE = re.compile(r"tel|cable|despatch|dispatch|airgram|cipher|msg")
_TO = re.compile(r",? (?:to|for) (?=[A-Z])")
_NAME = re.compile(
    r"(?!(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*|I|You)\b)"
    r"(?!(?:The|Emb|Embassy|Dept|Department|President|Chairman|Secretary|Ambassador|Minister|Mrs?|Dr)\b(?! [A-Z]))"
    r"[A-Z]\w+(?: (?:[A-Z]\.|[A-Z]\w+)){0,3}(?![\w’'-]|\.\w| [A-Z]| of (?!\d|[A-Z]\w+\.? \d))"
)


def parties(head: Match, tail: Match | None, message: ReadMessage, *, quoted: bool) -> Parties:
    """Return sender and addressee of the message that *head* mentions; *tail* names them outright: "from Paris".

    What is called after an office at home went from there to the post, what is called after the post the other way.
    Words that the message quotes are somebody else's: whose "my" and "your" are in what is *quoted* stays open.
    """
    known = replace(message, sender=None, addressees=()) if quoted else message
    sender, addressee = _owner(head, known)
    sender, addressee = _said(head, "by", known) or sender, _said(head, "to", known) or addressee
    if "target" in head.re.groupindex:
        addressee = _named(head, "target")
    elif not _is_numbered(head) and (to := _to(head)):
        addressee = _told(to)
    if tail and tail["origin"]:
        sender = _named(tail, "origin")
    if tail and tail["target"]:
        if tail["target"] == "you":
            addressee = None if quoted else _only_addressee(message)
        elif tail["target"] in {"me", "us"}:
            addressee = None if quoted else message.sender
        else:
            addressee = _named(tail, "target")
    return sender, addressee


def _said(head: Match, side: str, message: ReadMessage) -> ReadAgent | None:
    """Return who is said to have sent a message ("by") or to have got it ("to"): "the letter that you sent me"."""
    groups = head.groupdict()
    for again in ("", "_2", "_3"):
        if groups.get(f"{side}_me{again}"):
            return message.sender
        if groups.get(f"{side}_you{again}"):
            return _only_addressee(message)
        if groups.get(side + again):
            return _person(head.string, *head.span(side + again))
    return None


def _person(text: str, start: int, end: int) -> ReadAgent | None:
    """Read the name of a person; None for an office, a place, or a title that many have."""
    agent = read_agent(text, start, end)
    vague = agent is None or is_title(agent.name) or is_office(agent.name) or is_city(agent.name)
    return None if vague else agent


def owner(head: Match) -> str | None:
    """Return the words that say whose the mentioned message is: "Emb", "ur", "my"; None where none do."""
    groups = head.groupdict()
    named = next((groups[name] for name in ("department", "post", "mine", "yours") if groups.get(name)), None)
    first = head.group().split(maxsplit=1)[0]
    return named or (first if _WHOSE.fullmatch(first) else None)


def _to(head: Match) -> re.Match[str] | None:
    """Return where a message without a number is said to go to a name: "my letter of May 9 to Rowe"."""
    return _TO.search(head.string, head.start(), head.end()) or _TO.match(head.string, head.end())


def _told(to: re.Match[str]) -> ReadAgent | None:
    """Return who is named after "to"; None where it is a title that many have, or part of more."""
    name = _NAME.match(to.string, to.end())
    if name is None:
        return None
    comrade = grammar().words["personal_title"].match(name.group())
    return read_agent(to.string, *name.span()) if comrade else ReadAgent(name.group(), Span(*name.span()))


def _is_numbered(head: Match) -> bool:
    return "number" in head.re.groupindex and bool(head["number"])


def _owner(head: Match, message: ReadMessage) -> Parties:
    """Work the parties out from whose the message is called."""
    groups = head.groupdict()
    if groups.get("department") or groups.get("post"):
        return _official(head, message)
    for name in ("origin", "seat"):
        if groups.get(name):
            return _named(head, name), None
    whose = head.group().split(maxsplit=1)[0].lower()
    if whose in {"my", "our", "your", "yours"} and _is_of_governments(head, whose):
        return None, None
    if groups.get("yours") or whose.startswith(("your", "ur")):
        return _only_addressee(message), message.sender
    if groups.get("mine") or whose in {"my", "our"}:
        before = head.string[max(0, head.start() - LONGEST_REPLY) : head.start()]
        return message.sender, None if _REPLIED.search(before) else _only_addressee(message)
    reach = max(0, head.start() - LONGEST_REPLY)
    begin = max(head.string.rfind("\n", reach, head.start()) + 1, reach)
    named = grammar().words["possessor"].search(head.string, begin, head.start())
    return (_person(head.string, *named.span("by")), None) if named else (None, None)


def _official(head: Match, message: ReadMessage) -> Parties:
    """Work the parties of a Deptel or Embtel out; an Embtel is of a party only where that party is an embassy.

    Where the telegram of a consulate speaks of the Embassy, a Deptel may have gone to either.
    """
    home, post = _sides(message)
    if head.groupdict().get("department"):
        either = _is_like("con", post) and _EMBASSY.search(
            head.string, max(message.span.start, head.start() - NEAR), head.end() + NEAR
        )
        return home or _inferred(head, "department", "Department"), None if either else post
    return (post, home) if _is_like(str(head["post"]), post) else (None, None)


def _is_like(called: str, post: ReadAgent | None) -> bool:
    """Say whether a party is a post of the kind that a mention names: embassy, legation, consulate, mission."""
    begin = next(begin for begin in POSTS if begin in called.lower())
    names = (post.name, post.gloss, post.post.text if post.post else None) if post else ()
    return any(name and POSTS[begin].search(name) for name in names)


def _is_of_governments(head: Match, whose: str) -> bool:
    """Say whether "our note", "our message" may be of a government, or of several, rather than of who writes."""
    words = head.group().lower()
    return not _is_numbered(head) and bool(_NOTE.search(words) or (whose == "our" and not _WIRE.search(words)))


def _sides(message: ReadMessage) -> Parties:
    """Say which party of a message is the office at home and which the post abroad, where it is between two such."""
    other = _only_addressee(message)
    for home, post in ((message.sender, other), (other, message.sender)):
        if home and _is_home(home) and not (post and _is_home(post)):
            return home, post
    return None, None


def _is_home(agent: ReadAgent) -> bool:
    names = (agent.name, agent.gloss, agent.post.text if agent.post else None)
    return any(name and grammar().words["home"].search(name) for name in names)


def _only_addressee(message: ReadMessage) -> ReadAgent | None:
    return message.addressees[0] if len(message.addressees) == 1 else None


def _named(match: Match, name: str) -> ReadAgent:
    """Return a post that the mention names by its place."""
    return ReadAgent(match.group(name).removeprefix("the "), Span(*match.span(name)), kind="post")


def _inferred(match: Match, name: str, office: str) -> ReadAgent:
    rationale = f"“{match.group(name)}” in the mention stands for the {office}."
    return ReadAgent(office, Span(*match.span(name)), status="inferred", rationale=rationale, kind="office")
