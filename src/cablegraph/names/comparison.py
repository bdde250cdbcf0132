"""Say whether two names can be one: same, different or unknown, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing two names: `verdict` is same, different or unknown, `why` the reasons, a line each."""

    verdict: str
    why: tuple[str, ...]


def compare(one: str, other: str, kind: str = "person") -> Comparison:
    """Compare two names of a person or a place; only equal letters count as the same so far."""
    if one.casefold() == other.casefold():
        return Comparison("same", (f'"{one}" and "{other}" are the same {kind}\'s name, letter by letter',))
    return Comparison("unknown", ("the names are not spelled alike",))
