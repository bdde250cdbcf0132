"""Work out who sent a mentioned message to whom, from whose it is called and the parties of the mentioning message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent, ReadMessage
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar

if TYPE_CHECKING:
    from typing import TypeAlias

    from cablegraph.readers.text.search import Match

    Parties: TypeAlias = tuple[ReadAgent | None, ReadAgent | None]


def parties(head: Match, tail: Match | None, message: ReadMessage) -> Parties:
    """Return sender and addressee of the message that *head* mentions; *tail* names them outright: "from Paris".

    What is called after an office at home went from there to the post, what is called after the post the other way.
    """
    sender, addressee = _owner(head, message)
    if "target" in head.re.groupindex:
        addressee = _named(head, "target")
    if tail and tail["origin"]:
        sender = _named(tail, "origin")
    if tail and tail["target"]:
        if tail["target"] == "you":
            addressee = _only_addressee(message)
        elif tail["target"] in {"me", "us"}:
            addressee = message.sender
        else:
            addressee = _named(tail, "target")
    return sender, addressee


def _owner(head: Match, message: ReadMessage) -> Parties:
    """Work the parties out from whose the message is called."""
    groups = head.groupdict()
    home, post = _sides(message)
    if groups.get("department"):
        return home or _inferred(head, "department", "Department"), post
    if groups.get("post"):
        return post, home
    for name in ("origin", "seat"):
        if groups.get(name):
            return _named(head, name), None
    whose = head.group().split(maxsplit=1)[0].lower()
    if groups.get("yours") or whose.startswith(("your", "ur")):
        return _only_addressee(message), message.sender
    if groups.get("mine") or whose in {"my", "our"}:
        return message.sender, _only_addressee(message)
    return None, None


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
