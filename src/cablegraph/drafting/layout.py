"""Write entries as YAML in the manner of the annotations: one key a line, short mappings in braces, blanks marked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 120
_PLAIN = re.compile(
    r"[^\W_](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*[^\s:\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff])?"
)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Blank:
    """A value that only a person knows, with a word on what belongs there."""

    hint: str


Value: TypeAlias = "str | Blank | Sequence[Value] | Mapping[str, Value]"
Entry: TypeAlias = Mapping[str, Value]


def items(entries: Sequence[Entry], indent: str = "  ", end: str = "\n") -> str:
    """Return entries as the items of a list, each begun with a dash at *indent*."""
    lines: list[str] = []
    for entry in entries:
        body = list(_mapping(entry, indent + "  "))
        body[0] = f"{indent}- {body[0].lstrip()}"
        lines += body
    return "".join(line + end for line in lines)


def scalar(words: str, *, flow: bool = False) -> str:
    """Return words as a YAML scalar: bare where that can't be misread, else in double quotes."""
    risky = ": " in words or " #" in words or (flow and any(mark in words for mark in ",[]{}"))
    if not risky and _PLAIN.fullmatch(words):
        return words
    quoted = json.dumps(words, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _mapping(entry: Entry, indent: str) -> Iterator[str]:
    for key, value in entry.items():
        yield from _field(key, value, indent)


def _field(key: str, value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, Blank):
        yield f"{indent}{key}:  # <- {value.hint}"
    elif isinstance(value, str):
        yield f"{indent}{key}: {scalar(value)}"
    elif (flow := _flow(value)) is not None and len(indent) + len(key) + 2 + len(flow) <= WIDTH:
        yield f"{indent}{key}: {flow}"
    elif isinstance(value, Mapping):
        yield f"{indent}{key}:"
        yield from _mapping(value, indent + "  ")
    else:
        yield f"{indent}{key}:"
        for item in value:
            yield from _item(item, indent + "  ")


def _item(item: Value, indent: str) -> Iterator[str]:
    flow = _flow(item)
    if flow is not None and len(indent) + 2 + len(flow) <= WIDTH:
        yield f"{indent}- {flow}"
    elif isinstance(item, Mapping):
        body = list(_mapping(item, indent + "  "))
        yield f"{indent}- {body[0].lstrip()}"
        yield from body[1:]
    elif isinstance(item, str):
        yield f"{indent}- {scalar(item)}"


def _flow(value: Value) -> str | None:
    """Return a value on one line, None where it holds a blank or is a list of mappings, which read better apart."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, Blank):
        return None
    if isinstance(value, Mapping):
        parts = {key: _flow(item) for key, item in value.items()}
        if None in parts.values():
            return None
        return "{" + ", ".join(f"{key}: {part}" for key, part in parts.items()) + "}"
    parts_of_list = [_flow(item) if isinstance(item, str) else None for item in value]
    return None if None in parts_of_list else "[" + ", ".join(part for part in parts_of_list if part) + "]"


def plain(value: Value) -> object:
    """Return a value as JSON can say it; a blank is null."""
    if isinstance(value, Blank):
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value]
