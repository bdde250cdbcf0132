"""Lay a network out in columns from left to right where most of its ties run one way (Sugiyama, Tagawa, Toda 1981)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.export.drawing.curves import Point


@dataclass(frozen=True, slots=True)
class Room:
    """The paper that a node and its name need: with the name above or below, and the height with it beside."""

    wide: float
    high: float
    beside: float


Ties = set[tuple[int, int]]

MOST_NODES = 40
MOST_IN_COLUMN = 12
MOST_COLUMNS = 7
_BACKWARD = 0.2  # the share of ties that may run against the columns
_BETWEEN_COLUMNS = 95.0
_BETWEEN_ROWS = 14.0
_SLOPE = 0.25  # how far apart columns are for how tall they are, so that ties don't run too steeply
_SWEEPS = 8


def columns(
    rooms: Sequence[Room], ties: Sequence[tuple[int, int]], faint: Sequence[bool]
) -> tuple[list[Point], list[int]] | None:
    """Return the middles of nodes that need these rooms, in columns, or None where the network has no such order.

    With them comes on which side a name should stand: -1 left in the first column, 1 right in the last, 0 in others.
    *ties* are pairs of indices; the *faint* ones count for less when it is decided which of two ways is backward.
    """
    if len(rooms) > MOST_NODES:
        return None
    ways: dict[tuple[int, int], float] = defaultdict(float)
    for (source, target), is_faint in zip(ties, faint, strict=True):
        if source != target:
            ways[source, target] += 0.5 if is_faint else 1.0
    position = {node: place for place, node in enumerate(_sequence(len(rooms), ways))}
    forward = {(source, target) for source, target in ways if position[source] < position[target]}
    if len(ways) - len(forward) > _BACKWARD * len(ways):
        return None
    ranked = _ranks(sorted(position, key=position.__getitem__), forward)
    if len(ranked) > MOST_COLUMNS or max(len(column) for column in ranked) > MOST_IN_COLUMN:
        return None
    ranked = _untangled([_strongest_inside(column, ways) for column in ranked], forward)
    return _points(ranked, rooms, forward), _sides(ranked)


def _sequence(count: int, ways: dict[tuple[int, int], float]) -> list[int]:
    """Return the nodes in an order against which few ties run (Eades, Lin and Smyth 1993)."""
    left = set(range(count))
    first: list[int] = []
    last: list[int] = []

    def flow(node: int, *, out: bool) -> float:
        return sum(weight for way, weight in ways.items() if way[not out] == node and way[out] in left)

    while left:
        ends = [node for node in sorted(left) if not flow(node, out=True)]
        starts = [node for node in sorted(left) if not flow(node, out=False)]
        if ends:
            last.append(ends[-1])
            left.remove(ends[-1])
        elif starts:
            first.append(starts[0])
            left.remove(starts[0])
        else:
            best = max(sorted(left), key=lambda node: flow(node, out=True) - flow(node, out=False))
            first.append(best)
            left.remove(best)
    return first + last[::-1]


def _ranks(nodes: Sequence[int], forward: Ties) -> list[list[int]]:
    """Return the columns: each node as near before those it leads to as they allow."""
    rank: dict[int, int] = {}
    for node in nodes:
        rank[node] = max((rank[source] + 1 for source, target in forward if target == node), default=0)
    for node in reversed(nodes):
        rank[node] = min((rank[target] - 1 for source, target in forward if source == node), default=rank[node])
    ranked: list[list[int]] = [[] for _ in range(max(rank.values()) + 1)]
    for node in sorted(nodes):
        ranked[rank[node]].append(node)
    return [column for column in ranked if column]


def _strongest_inside(column: list[int], ways: dict[tuple[int, int], float]) -> list[int]:
    """Order a column so that the nodes with most ties stand in its middle."""
    strength = {node: sum(weight for way, weight in ways.items() if node in way) for node in column}
    outward = sorted(column, key=lambda node: (-strength[node], node))
    return outward[::2][::-1] + outward[1::2]


def _untangled(ranked: list[list[int]], forward: Ties) -> list[list[int]]:
    """Order each column by the middle of what its nodes are tied to, there and back, until fewest ties cross."""
    best, fewest = ranked, _crossings(ranked, forward)
    current = ranked
    for sweep in range(_SWEEPS):
        height = {node: place - len(column) / 2 for column in current for place, node in enumerate(column)}
        turned = []
        for column in current if sweep % 2 == 0 else reversed(current):
            middles = {node: _mean([height[other] for other in _tied(node, forward)], height[node]) for node in column}
            ordered = sorted(column, key=lambda node: (middles[node], height[node]))
            height |= {node: place - len(column) / 2 for place, node in enumerate(ordered)}
            turned.append(ordered)
        current = turned if sweep % 2 == 0 else turned[::-1]
        crossings = _crossings(current, forward)
        if crossings < fewest:
            best, fewest = current, crossings
    return best


def _tied(node: int, forward: Ties) -> list[int]:
    return [target if source == node else source for source, target in sorted(forward) if node in (source, target)]


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(ranked: list[list[int]], forward: Ties) -> int:
    height = {node: place for column in ranked for place, node in enumerate(column)}
    rank = {node: number for number, column in enumerate(ranked) for node in column}
    ways = sorted(forward)
    return sum(
        (height[a] - height[c]) * (height[b] - height[d]) < 0
        for number, (a, b) in enumerate(ways)
        for c, d in ways[number + 1 :]
        if rank[a] == rank[c] and rank[b] == rank[d]
    )


def _sides(ranked: list[list[int]]) -> list[int]:
    sides = [0] * sum(len(column) for column in ranked)
    if len(ranked) > 1:
        for node in ranked[0]:
            sides[node] = -1
        for node in ranked[-1]:
            sides[node] = 1
    return sides


def _points(ranked: list[list[int]], rooms: Sequence[Room], forward: Ties) -> list[Point]:
    """Return the places: columns beside each other, each node as near to the height of what it is tied to as fits."""
    sides = _sides(ranked)
    heights = [room.beside if side else room.high for room, side in zip(rooms, sides, strict=True)]
    tall = [sum(heights[node] + _BETWEEN_ROWS for node in column) for column in ranked]
    start = tall.index(max(tall))
    lefts, left = [], 0.0
    for column in ranked:
        wide = max(rooms[node].wide for node in column)
        lefts.append(left + wide / 2)
        left += wide + max(_BETWEEN_COLUMNS, _SLOPE * max(tall))
    points: list[Point] = [(0.0, 0.0)] * len(rooms)
    done: set[int] = set()
    for number in [*range(start, len(ranked)), *range(start - 1, -1, -1)]:
        column = ranked[number]
        wished = [_mean([points[other][1] for other in _tied(node, forward) if other in done], 0.0) for node in column]
        for node, y in zip(column, _stacked([heights[node] for node in column], wished), strict=True):
            points[node] = (lefts[number], y)
        done |= set(column)
    return points


def _stacked(heights: list[float], wished: list[float]) -> list[float]:
    """Return middles from above to below that don't overlap and whose mean is that of the wished ones."""
    middles = [0.0]
    for above, below in pairwise(heights):
        middles.append(middles[-1] - (above + below) / 2 - _BETWEEN_ROWS)
    shift = (sum(wished) - sum(middles)) / len(middles)
    return [round(middle + shift, 1) for middle in middles]
