"""Fill in what follows from other words: introductions, requests to hand on, the unnamed forwarder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadAgent
from cablegraph.readers.text.facts import is_same_day
from cablegraph.readers.text.names import is_title, same_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.readers.text.facts import Facts
    from cablegraph.readers.text.introduction import Introduction
    from cablegraph.readers.text.layers import Layer


def infer(layers: Iterable[Layer]) -> None:
    """Fill in what follows from other words: carriers asked to hand on, introduced senders, the unnamed forwarder."""
    for layer in layers:
        if layer.parent and layer.introduction:
            _from_introduction(layer, layer.parent, layer.introduction)
            _between_parties(layer, layer.parent, layer.introduction)
    for layer in layers:
        if layer.facts.sender is None:
            layer.facts.sender = layer.facts.title or _forwarder(layer)
        elif title := layer.facts.title:
            layer.facts.sender = _explained(layer.facts.sender, title)


def _from_introduction(layer: Layer, parent: Layer, said: Introduction) -> None:
    """Complete an enclosed message with what the words before it say; its own words come first."""
    facts, enclosure = layer.facts, layer.enclosure
    facts.form = facts.form or said.form
    if said.number and not facts.numbers:
        facts.numbers = [said.number]
    if facts.sender is None and said.sender:
        facts.sender = said.sender
    if (
        facts.sender is None
        and said.mine
        and not said.from_me
        and (writer := parent.facts.sender or parent.facts.title)
    ):
        reason = f"The words before it say that it is the writer’s own, and he is {writer.name}."
        facts.sender = replace(writer, status="inferred", rationale=reason)
    if facts.sender and said.sender and not said.via_me:  # who asks me to pass it on need not have written it
        facts.sender = _explained(facts.sender, said.sender)
    own = facts.addressees[0] if facts.addressees else None
    if said.addressee and (own is None or is_title(own.name) or own.name[0].islower()):
        facts.addressees = [_explained(said.addressee, own) if own and is_title(own.name) else said.addressee]
    elif said.addressee and own and said.is_addressed:
        facts.addressees[0] = _explained(own, said.addressee)
    elif own is None and said.to_you:
        facts.addressees = list(parent.facts.addressees)
    if enclosure and enclosure.relay:
        named = {agent.name.casefold() for agent in facts.addressees}
        asked = [agent for agent in parent.facts.addressees if agent.name.casefold() not in named]
        facts.via = asked or list(parent.facts.via)
    elif said.via_me and parent.facts.sender:
        facts.via = [parent.facts.sender]
    _date_from_introduction(facts, said, is_draft=bool(enclosure and enclosure.draft))
    facts.received = facts.received or said.received


def _between_parties(layer: Layer, parent: Layer, said: Introduction) -> None:
    """Complete a message that is said to come from the one who carries it, or that greets him to whom it was handed."""
    facts, writer = layer.facts, parent.facts.sender or parent.facts.title
    if facts.sender is None and said.from_me:
        facts.sender = writer
    if not facts.addressees and said.to_me and layer.greets_sir and writer:
        facts.addressees = [writer]
    time = parent.facts.sent or parent.facts.dateline or parent.facts.dated
    if said.same_day and time and facts.sent is None and facts.dateline is None:
        words, span = said.same_day.text, said.same_day.span
        facts.sent = replace(time, written=words, start=span.start, end=span.end, clock=None, zone=None)


def _date_from_introduction(facts: Facts, said: Introduction, *, is_draft: bool) -> None:
    """Date a message by the words before it; they may also give the hour of a day that it says itself."""
    own = facts.sent or facts.dateline
    if own is None:
        facts.sent = None if is_draft else said.sent
    elif said.sent and is_same_day(own, said.sent):
        facts.sent = replace(own, clock=own.clock or said.sent.clock)


def _explained(agent: ReadAgent, by: ReadAgent) -> ReadAgent:
    """Give *agent* the other name for its gloss where it has none and the name says more than its own."""
    if agent.gloss or _is_part(by.name, agent.name):
        return agent if agent.gloss or not same_name(by.name, agent.name) else replace(agent, gloss=by.gloss)
    return replace(agent, gloss=by.gloss or by.name)


def _is_part(name: str, whole: str) -> bool:
    """Say whether *name* only says part of the other name, or the same: it explains nothing."""
    return same_name(name, whole) or set(name.casefold().split()) < set(whole.casefold().split())


def _forwarder(layer: Layer) -> ReadAgent | None:
    """Infer the sender of an unsigned message from what it forwards.

    "My telegram" was sent by the sender of the enclosed one; a telegram addressed to somebody else than the receiver is
    forwarded by its addressee.
    """
    for child in layer.carries:
        if child.enclosure is None or child.enclosure.relay or child.enclosure.draft or child.introduction is None:
            continue
        words = child.enclosure.introduction
        if child.introduction.mine and child.facts.sender:
            reason = f"The message forwards “my” telegram, and the enclosed one is signed {child.facts.sender.name}."
            return ReadAgent(child.facts.sender.name, child.facts.sender.span, status="inferred", rationale=reason)
        if not child.introduction.forwards:
            continue
        to = child.facts.addressees[:1]
        known = {agent.name.casefold() for agent in layer.facts.addressees}
        if to and not child.introduction.to_you and to[0].name.casefold() not in known and words.start < words.end:
            reason = f"The enclosed message is addressed to {to[0].name}, who forwards it here as one received."
            return ReadAgent(to[0].name, to[0].span, status="inferred", rationale=reason)
    return None
