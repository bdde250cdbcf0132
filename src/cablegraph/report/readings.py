"""Tell in words what the machine reads in a plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.model.reading import ReadAgent, ReadCopy, Reading, ReadMessage, ReadReference, ReadTime, ReadWords

_WIDTH = 14


def lines(reading: Reading) -> Iterator[str]:
    """Yield the reading as lines of text: its messages, then the mentions of others."""
    for number, message in enumerate(reading.messages):
        if number:
            yield ""
        yield from _message(message)
    if reading.references:
        yield ""
        yield "mentioned"
        yield from (f"  {_reference(reference)}" for reference in reading.references)


def _message(message: ReadMessage) -> Iterator[str]:
    inside = f", enclosed in {message.enclosed_in}" if message.enclosed_in else ""
    yield f"{message.id}{inside} (characters {message.span.start} to {message.span.end})"
    facts = {
        "form": _words([message.form]),
        "number": _words(message.numbers),
        "office": _words([message.office]),
        "from": _agents([message.sender]),
        "to": _agents(message.addressees),
        "via": _agents(message.via),
        "copies to": "; ".join(map(_copy, message.copies)),
        "sent from": _words([message.place]),
        "sent to": _words([message.destination]),
        "sent": _time(message.sent),
        "received": _time(message.received),
        "markings": _words(message.markings),
    }
    yield from (f"  {name:<{_WIDTH}}{fact}" for name, fact in facts.items() if fact)


def _words(found: Iterable[ReadWords | None]) -> str:
    return "; ".join(words.text for words in found if words)


def _agents(found: Iterable[ReadAgent | None]) -> str:
    return "; ".join(_agent(agent) for agent in found if agent)


def _agent(agent: ReadAgent) -> str:
    gloss = f" [{agent.gloss}]" if agent.gloss and agent.gloss.casefold() != agent.name.casefold() else ""
    why = f": {agent.rationale}" if agent.rationale else ""
    status = "" if agent.status == "stated" else f" ({agent.status}{why})"
    return f"{agent.name}{gloss}{status}"


def _copy(copy: ReadCopy) -> str:
    return copy.name if copy.count is None else f"{copy.name} ({copy.count})"


def _time(time: ReadTime | None) -> str:
    if time is None:
        return ""
    return f'"{time.written}" = {time.edtf}{f" {time.zone}" if time.zone else ", zone open"}'


def _reference(reference: ReadReference) -> str:
    parties = [
        f"{word} {_agent(agent)}" for word, agent in (("from", reference.sender), ("to", reference.addressee)) if agent
    ]
    facts = [f"in {reference.within}", *parties]
    if reference.date:
        facts.append(reference.date.edtf)
    if reference.number:
        facts.append(f"No. {reference.number}")
    return f'"{reference.written}" ({"; ".join(facts)})'
