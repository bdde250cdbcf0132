"""The curves that ties are drawn as: bent so that parallel and opposite ties part, and cut off where a node begins."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Point: TypeAlias = tuple[float, float]

APART = 17.0  # how far parallel ties are from each other in their middle, in points
HEAD = 8.0  # the length of an arrow's head
_STEPS = 60
_DETOURS = (0.0, 20.0, -20.0, 34.0, -34.0, 50.0, -50.0)


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier curve from one node's rim to the base of the arrow's head, whose tip is at the other's rim."""

    controls: tuple[Point, Point, Point, Point]
    tip: Point

    def at(self, share: float) -> Point:
        """Return the point at a share of the way."""
        return _at(self.controls, share)

    def head(self) -> tuple[Point, Point, Point]:
        """Return the corners of the arrow's head."""
        (x, y), (to_x, to_y) = self.controls[3], self.tip
        across_x, across_y = (to_y - y) * 0.42, (x - to_x) * 0.42
        return (x + across_x, y + across_y), (to_x, to_y), (x - across_x, y - across_y)


def bends(ties: Sequence[tuple[int, int]]) -> list[float]:
    """Return how far the middle of each tie (source, target) stands off the straight line, to the left of its way.

    A tie alone between two nodes is straight; the more there are the wider they fan out. For the tie of a node to
    itself it is the size of the loop.
    """
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (source, target) in enumerate(ties):
        together[min(source, target), max(source, target)].append(number)
    offsets = [0.0] * len(ties)
    for (first, second), numbers in together.items():
        for place, number in enumerate(numbers):
            if first == second:
                offsets[number] = 24.0 + place * APART
                continue
            offset = (place - (len(numbers) - 1) / 2) * APART if len(numbers) > 1 else 0.0
            offsets[number] = offset if ties[number][0] == first else -offset
    return offsets


def clear(
    ties: Sequence[tuple[int, int]], offsets: Sequence[float], discs: Sequence[tuple[Point, float]]
) -> list[Curve]:
    """Return the curve of each tie, bent as far as it needs to pass by the nodes (middle, radius) it does not tie."""
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (source, target) in enumerate(ties):
        together[min(source, target), max(source, target)].append(number)
    curves: dict[int, Curve] = {}
    for (first, second), numbers in together.items():
        others = [disc for number, disc in enumerate(discs) if number not in (first, second)]
        best: list[Curve] = []
        fewest = len(numbers) * len(discs) + 1
        for detour in _DETOURS if first != second else (0.0,):
            tried = [_curve(ties[n], offsets[n] + (detour if ties[n][0] == first else -detour), discs) for n in numbers]
            hits = sum(_hits(curve, others) for curve in tried)
            if hits < fewest:
                best, fewest = tried, hits
            if not hits:
                break
        curves |= dict(zip(numbers, best, strict=True))
    return [curves[number] for number in range(len(ties))]


def _curve(tie: tuple[int, int], bend: float, discs: Sequence[tuple[Point, float]]) -> Curve:
    (start, rim), (end, other_rim) = discs[tie[0]], discs[tie[1]]
    return around(start, rim, bend) if tie[0] == tie[1] else between(start, end, (rim, other_rim), bend)


def _hits(curve: Curve, discs: Sequence[tuple[Point, float]]) -> int:
    points = [curve.at(step / 12) for step in range(13)]
    return sum(any(_far(point, middle) < radius + 5 for point in points) for middle, radius in discs)


def between(start: Point, end: Point, rims: tuple[float, float], bend: float) -> Curve:
    """Return the curve from one node's middle to another's, cut at their rims (radii)."""
    (x, y), (to_x, to_y) = start, end
    length = _far(start, end) or 1.0
    left = -(to_y - y) / length, (to_x - x) / length

    def beside(point: Point, by: float) -> Point:
        return point[0] + left[0] * by, point[1] + left[1] * by

    # Parallel ties also begin and end beside each other, so that their heads can be told apart.
    begin, close = (
        beside(point, _within(bend * 0.3, 0.55 * rim)) for point, rim in zip((start, end), rims, strict=True)
    )
    # A quadratic curve's middle stands off by half of what its control point does.
    peak = beside(_mix(start, end, 0.5), bend * 2)
    controls = (begin, _mix(begin, peak, 2 / 3), _mix(close, peak, 2 / 3), close)
    return _cut(controls, start, end, rims)


def _within(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))


def around(middle: Point, rim: float, size: float) -> Curve:
    """Return the loop of a node that is tied to itself, above it."""
    x, y = middle
    controls = (middle, (x - size, y + rim + size), (x + size, y + rim + size), middle)
    return _cut(controls, middle, middle, (rim, rim))


def _cut(controls: tuple[Point, Point, Point, Point], start: Point, end: Point, rims: tuple[float, float]) -> Curve:
    """Cut a curve where it leaves the first rim and where it comes to the second, less the arrow's head."""
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    leaves = next((s for s in shares if _far(_at(controls, s), start) >= rims[0] + 2), 0.0)
    comes = next((s for s in reversed(shares) if _far(_at(controls, s), end) >= rims[1] + 2 + HEAD), 1.0)
    comes = max(comes, leaves + 1 / _STEPS)
    base = _at(controls, comes)
    ahead = _toward(base, controls[3], HEAD)
    return Curve(_part(controls, leaves, min(comes, 1.0)), ahead)


def _part(controls: tuple[Point, Point, Point, Point], first: float, last: float) -> tuple[Point, Point, Point, Point]:
    """Return the control points of a part of a curve (blossoms of its polynomial)."""

    def blossom(a: float, b: float, c: float) -> Point:
        points = list(controls)
        for share in (a, b, c):
            points = [_mix(one, two, share) for one, two in pairwise(points)]
        return points[0]

    return (
        blossom(first, first, first),
        blossom(first, first, last),
        blossom(first, last, last),
        blossom(last, last, last),
    )


def _at(controls: tuple[Point, Point, Point, Point], share: float) -> Point:
    points = list(controls)
    while len(points) > 1:
        points = [_mix(one, two, share) for one, two in pairwise(points)]
    return points[0]


def _mix(one: Point, two: Point, share: float) -> Point:
    return one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share


def _far(one: Point, two: Point) -> float:
    return hypot(one[0] - two[0], one[1] - two[1])


def _toward(one: Point, two: Point, length: float) -> Point:
    return _mix(one, two, length / (_far(one, two) or 1.0))
