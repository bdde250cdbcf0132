"""How kinds of ties and of nodes are told apart in pictures: by colour and by dash, so that neither is needed alone.

The colours are those of Okabe and Ito (2008), which people with any colour vision can tell apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Line:
    """The look of a kind of ties: colour, dashes and gaps in points (none where solid), and DOT's nearest style."""

    colour: str
    dashes: tuple[float, ...]
    dot: str


LINES = (
    Line("#0072B2", (), "solid"),
    Line("#D55E00", (6.0, 3.0), "dashed"),
    Line("#009E73", (8.0, 3.0, 1.5, 3.0), "dashed"),
    Line("#CC79A7", (), "solid"),
    Line("#E69F00", (3.0, 2.0), "dashed"),
    Line("#56B4E9", (10.0, 3.0), "dashed"),
    Line("#000000", (), "solid"),
)
# These kinds look the same in every picture, whatever else is in it.
USUAL = ("sent", "copied", "forwarded")
MARKS = {"inferred": "?", "disputed": "??"}


def lines(kinds: Iterable[str]) -> dict[str, Line]:
    """Return the look of each kind: the usual ones have theirs, others take what is left, by the alphabet."""
    found = sorted(set(kinds))
    looks = {kind: LINES[USUAL.index(kind)] for kind in USUAL if kind in found}
    left = [line for line in LINES if line not in looks.values()]
    others = [kind for kind in found if kind not in looks]
    return looks | {kind: left[number % len(left)] for number, kind in enumerate(others)}
