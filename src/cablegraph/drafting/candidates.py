"""Offer what the cues find as candidates of an annotation, each with its words, its cue, and who may be speaking."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.corpus.candidates import KINDS
from cablegraph.drafting.cues import Found, find
from cablegraph.drafting.layout import Blank
from cablegraph.drafting.quotes import quote, within
from cablegraph.drafting.register import quoted
from cablegraph.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.drafting.layout import Entry, Value
    from cablegraph.drafting.standing import Standing

_WHO = Blank("who says so: an id")
_CONTENTS = {"condition": "conditions", "ground": "grounds", "consequence": "consequences"}
_OF_STANCES = Blank("believes, expects, fears, wishes, aimsAt, intends, advocates, willingIf, rejects, …")
_OF_ACTS = Blank("proposes, states, asks, requests, instructs, recommends, warns, …")
_ISSUE = Blank("the id of the issue, once it stands under `issues`")
_ABOUT = Blank("the words of what is thought or asked")
# How a writer names himself, alone or with others; capitals throughout may be the name of a country.
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b")


def candidates(standing: Standing) -> Iterator[Entry]:
    """Yield a candidate for each cue in the text's messages of which no entry and no candidate speaks yet."""
    numbers: dict[str, int] = {}
    for found in find(standing.text, Span(0, len(standing.text)), standing.message_at):
        message = standing.message_at(found.sentence)
        if message is None or standing.is_covered(found.cue.kind, found.sentence):
            continue
        for words in _passages(found):
            entry = _candidate(standing, found, words, message)
            if entry is not None:
                named = _free(found.cue.kind, numbers, standing.ids)
                yield {"kind": found.cue.kind, "accept": "no", "id": named, **entry}


def _passages(found: Found) -> list[Span]:
    """Return what is offered of a sentence: each of two alternatives apart, else the sentence as a whole."""
    alternatives = [span for span in (found.part("one"), found.part("other")) if span is not None]
    return alternatives or [found.sentence]


def _free(kind: str, numbers: dict[str, int], taken: frozenset[str]) -> str:
    while True:
        numbers[kind] = numbers.get(kind, 0) + 1
        if (name := f"{kind}-{numbers[kind]}") not in taken:
            return name


def _candidate(standing: Standing, found: Found, span: Span, message: str) -> dict[str, Value] | None:
    words = quote(standing.text, span)
    if words is None:
        return None
    section = KINDS[found.cue.kind]
    entry: dict[str, Value] = {
        **quoted(words),
        "cue": within(standing.text, found.words, found.sentence) or _plain(standing.text, found.words),
        "rule": found.cue.name,
        "message": message,
        "by": _speaker(standing, found, message) or _WHO,
    }
    if found.cue.kind == "option":
        entry["option_of"] = _ISSUE
    if section == "acts":
        entry["to"] = _listener(standing, found, message) or Blank("to whom: an id")
    if section != "proposals":
        entry["concept"] = _concept(found, section)
        entry["about"] = _about(standing.text, found) or _ABOUT
    for name, key in _CONTENTS.items():
        if section != "proposals" and (part := _part(standing.text, found, name)):
            entry[key] = part
    return entry


def _concept(found: Found, section: str) -> Value:
    """Return the kind of stance or act that the cue shows; after a "not" it may be another one."""
    open_for_now = found.negated and found.cue.kind != "instruction"
    blank = _OF_ACTS if section == "acts" else _OF_STANCES
    return blank if open_for_now or not found.cue.concept else found.cue.concept


def _about(text: str, found: Found) -> str | None:
    """Return the words of what is thought or asked: those that the cue cuts out, else all the sentence thinks.

    What a "not" belongs to is never cut off from it.
    """
    part = None if found.negated and found.cue.kind != "condition" else _part(text, found, "about")
    if part is None and found.cue.kind == "assessment":
        return within(text, found.sentence, found.sentence)
    return part


def _plain(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _part(text: str, found: Found, name: str) -> str | None:
    """Return words that the cue cuts out of its sentence, where they stand in it once."""
    span = found.part(name)
    return within(text, span, found.sentence) if span is not None else None


def _speaker(standing: Standing, found: Found, message: str) -> Value | None:
    """Return the sender of the message where its writer speaks: "I" or "we", and not in somebody's quoted speech."""
    sender = standing.party(message, "sender")
    if sender is None or found.cue.speaker != "writer" or _is_reported(standing, found, message):
        return None
    words = _plain(standing.text, found.words)
    pronoun = _FIRST_PERSON.search(words)
    others = "" if pronoun and pronoun[0].casefold() in {"i", "my", "me"} else ", who may speak for others too"
    because = f'It says "{pronoun[0] if pronoun else words}" in a message that comes from {sender}{others}.'
    return {"agent": sender, "status": "inferred", "because": because}


def _listener(standing: Standing, found: Found, message: str) -> Value | None:
    """Return the addressee of the message where its words are said to "you", and not in somebody's quoted speech."""
    addressee = standing.party(message, "addressees")
    if addressee is None or found.cue.listener != "addressee" or _is_reported(standing, found, message):
        return None
    because = f"It is said to whom the message addresses, {addressee}."
    return {"agent": addressee, "status": "inferred", "because": because}


def _is_reported(standing: Standing, found: Found, message: str) -> bool:
    """Say whether words may be reported, or stand in quotation marks inside their message; a doubt counts as yes."""
    words = found.words
    if found.reported:
        return True
    start = standing.messages[message].start
    before = standing.text[start : words.start]
    paragraph = re.split(r"\n[ \t]*\r?\n", before)[-1]
    return any(part.count('"') % 2 == 1 or part.count("“") > part.count("”") for part in (before, paragraph))
