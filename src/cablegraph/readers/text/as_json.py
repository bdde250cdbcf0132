"""Say a reading as the JSON object that `cablegraph read --json` prints (schema cablegraph-reading/1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablegraph.model.reading import (
        Problem,
        ReadAgent,
        ReadCopy,
        Reading,
        ReadMessage,
        ReadReference,
        ReadTime,
        ReadWords,
    )
    from cablegraph.model.span import Span

SCHEMA = "cablegraph-reading/1"


def as_dict(reading: Reading, file_name: str, sha256: str) -> dict[str, object]:
    """Give the reading of the file *file_name* with the hash *sha256* of its bytes; spans become [start, end]."""
    return {
        "schema": SCHEMA,
        "source": {"file": file_name, "sha256": sha256, "characters": reading.characters},
        "messages": [_message(message) for message in reading.messages],
        "references": [_reference(reference) for reference in reading.references],
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _message(message: ReadMessage) -> dict[str, object]:
    return {
        "id": message.id,
        "enclosed_in": message.enclosed_in,
        "span": _span(message.span),
        "form": _words(message.form),
        "numbers": [number.text for number in message.numbers],
        "office": _words(message.office),
        "sender": _agent(message.sender),
        "addressees": [_agent(agent) for agent in message.addressees],
        "via": [_agent(agent) for agent in message.via],
        "copies": [_copy(copy) for copy in message.copies],
        "place": _words(message.place),
        "destination": _words(message.destination),
        "sent": _time(message.sent),
        "received": _time(message.received),
        "markings": [marking.text for marking in message.markings],
    }


def _reference(reference: ReadReference) -> dict[str, object]:
    return {
        "in": reference.within,
        "written": reference.written,
        "span": _span(reference.span),
        "date": _time(reference.date),
        "number": reference.number,
        "sender": _agent(reference.sender),
        "addressee": _agent(reference.addressee),
        "plural": reference.plural,
    }


def _agent(agent: ReadAgent | None) -> dict[str, object] | None:
    if agent is None:
        return None
    said: dict[str, object] = {"name": agent.name, "gloss": agent.gloss, "status": agent.status}
    if agent.rationale:
        said["rationale"] = agent.rationale
    return {**said, "span": _span(agent.span)}


def _copy(copy: ReadCopy) -> dict[str, object]:
    return {"name": copy.name, "count": copy.count, "span": _span(copy.span)}


def _time(time: ReadTime | None) -> dict[str, object] | None:
    if time is None:
        return None
    return {"written": time.written, "edtf": time.edtf, "zone": time.zone, "span": _span(time.span)}


def _words(words: ReadWords | None) -> str | None:
    return words.text if words else None


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "message": problem.message,
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
