"""Names in a picture: which letters can be drawn, how long lines are, and where a name stands least in the way."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from cablegraph.export.drawing.curves import Point

    Array: TypeAlias = NDArray[np.float64]

Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top

FONT = "DejaVu Sans"  # comes with matplotlib, so that every machine draws the same letters
LEADING = 1.2
_LINES = 4
_GAP = 4.0


@cache
def _known_letters() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont(FONT)).get_charmap())


def drawable(text: str, otherwise: str = "") -> str:
    """Return text that the font can draw: where it lacks a letter, the other text, with boxes for what it lacks too."""
    known = _known_letters()
    if otherwise and not all(ord(letter) in known for letter in text):
        text = otherwise
    return "".join(letter if ord(letter) in known else "\N{WHITE SQUARE}" for letter in text)


@cache
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def wrap(text: str, size: float, limit: float, most: int = _LINES) -> list[str]:
    """Break text into as few lines as the limit allows, about as long; for what is over *most* lines, write "…"."""
    lines = filled(text, size, limit)
    narrower = limit
    while narrower > limit / 2 and len(filled(text, size, narrower)) == len(lines):
        lines = filled(text, size, narrower)
        narrower -= limit / 20
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def filled(text: str, size: float, limit: float, *, bold: bool = False) -> list[str]:
    """Break text into lines that are no wider than the limit where its words allow."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width(longer, size, bold=bold) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def extent(lines: Sequence[str], size: float, *, bold: bool = False) -> tuple[float, float]:
    """Return width and height of lines of text."""
    return max(width(line, size, bold=bold) for line in lines), len(lines) * size * LEADING


def stand(
    nodes: Sequence[tuple[Point, float]],
    sizes: Sequence[tuple[float, float]],
    sides: Sequence[int],
    in_the_way: Sequence[Point],
) -> list[Point]:
    """Return the middle of each name, below, above or beside its node (middle, radius), where it covers least.

    Names of *sizes* (width, height) keep off all nodes and off names placed before; points *in_the_way* are those that
    curves run through. A side is 1 where a name should stand on the right, -1 on the left, else 0. Nodes come in the
    order in which their names may choose.
    """
    import numpy as np

    way = np.array(in_the_way, dtype=float).reshape(-1, 2)
    discs = [_around(middle, (2 * radius, 2 * radius)) for middle, radius in nodes]
    placed: list[Box] = []
    middles: list[Point] = []
    for number, ((middle, radius), size, side) in enumerate(zip(nodes, sizes, sides, strict=True)):
        best, least = middle, float("inf")
        for dislike, candidate in _candidates(middle, radius, size, side):
            others = [*discs[:number], *discs[number + 1 :], *placed]
            trouble = covered(_around(candidate, size), others, way) + dislike
            if trouble < least:
                best, least = candidate, trouble
        placed.append(_around(best, size))
        middles.append(best)
    return middles


def _candidates(middle: Point, radius: float, size: tuple[float, float], side: int) -> list[tuple[float, Point]]:
    """Return where a name may stand, with how little that is liked."""
    (x, y), (wide, high) = middle, size
    beside, above = radius + _GAP + wide / 2, radius + _GAP / 2 + high / 2
    corner_x, corner_y = radius * 0.7 + wide / 2 + _GAP / 2, radius * 0.7 + high / 2
    return [
        (0.0, (x, y - above)),
        (2.0, (x, y + above)),
        (-40.0 if side > 0 else 4.0, (x + beside, y)),
        (-40.0 if side < 0 else 4.0, (x - beside, y)),
        *((6.0, (x + right * corner_x, y + up * corner_y)) for up in (-1, 1) for right in (1, -1)),
    ]


def _around(middle: Point, size: tuple[float, float]) -> Box:
    (x, y), (wide, high) = middle, size
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def covered(box: Box, boxes: Sequence[Box], way: Array) -> float:
    """Return how much a box covers of others and of points that curves run through; a point weighs as much as 4 pt²."""
    inside = (way[:, 0] > box[0]) & (way[:, 0] < box[2]) & (way[:, 1] > box[1]) & (way[:, 1] < box[3])
    return 2 * sum(_shared(box, other) for other in boxes) + 8 * float(inside.sum())


def _shared(one: Box, two: Box) -> float:
    wide = min(one[2], two[2]) - max(one[0], two[0])
    high = min(one[3], two[3]) - max(one[1], two[1])
    return wide * high if wide > 0 and high > 0 else 0.0
