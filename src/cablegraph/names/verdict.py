"""What came of comparing two names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verdict(StrEnum):
    """Whether two names can be one: `same` and `different` are certain as far as names go, `unknown` is all between."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing two names: the verdict and the reasons, a line each."""

    verdict: Verdict
    why: tuple[str, ...]


def same(*why: str) -> Comparison:
    """Return that the names are one."""
    return Comparison(Verdict.SAME, why)


def different(*why: str) -> Comparison:
    """Return that no reading makes the names one."""
    return Comparison(Verdict.DIFFERENT, why)


def unknown(*why: str) -> Comparison:
    """Return that the names may or may not be one."""
    return Comparison(Verdict.UNKNOWN, why)


def best(comparisons: Iterable[Comparison]) -> Comparison | None:
    """Return the comparison under which the names are nearest to being one; none of none."""
    order = (Verdict.SAME, Verdict.UNKNOWN, Verdict.DIFFERENT)
    return min(comparisons, key=lambda each: order.index(each.verdict), default=None)
