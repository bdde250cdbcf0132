"""How kinds are told apart in pictures: ties by colour and dash, nodes by form and tint, so that colour is never alone.

The colours are those of Okabe and Ito (2008), which people with any colour vision can tell apart.
"""

from __future__ import annotations

import re
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


@dataclass(frozen=True, slots=True)
class Form:
    """The look of a kind of nodes: how many corners (none for a disc, 4 for an upright square), tint, DOT's shape."""

    corners: int
    tint: str
    dot: str


FORMS = {
    "Person": Form(0, "#D6EAF5", "ellipse"),
    "Group": Form(6, "#FBF0BF", "hexagon"),
    "CorporateBody": Form(4, "#D5EDE4", "box"),
    "Position": Form(5, "#E8E8E8", "house"),
    "Message": Form(4, "#FFFFFF", "note"),
    "Proposal": Form(8, "#F6E1EC", "octagon"),
}
PLAIN = Form(0, "#E8E8E8", "ellipse")
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


def spoken(kind: str) -> str:
    """Return a kind's name as words: invokesOrders is "invokes orders", CorporateBody "corporate body"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower() if kind.isascii() else kind
