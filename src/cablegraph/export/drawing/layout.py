"""Find places for the nodes of a drawing: near where they are tied, apart where their names need room.

All lengths are points of 1/72 inch. The layout is stress majorization (Gansner, Koren and North 2004): the distance on
paper should be the number of ties between two nodes. It starts from fixed seeds, so the same network looks the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cablegraph.export.drawing.layers import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from cablegraph.export.drawing.curves import Point
    from cablegraph.export.drawing.layers import Room
    from cablegraph.export.drawing.lettering import Box

    Array: TypeAlias = NDArray[np.float64]

LENGTH = 125.0  # the least length of a tie
LANDSCAPE = 1.3  # how much wider than high, as names are wide
ROOM = 4.5  # how much paper for each unit of what stands on it
CROWD = 0.3
_STARTS = 6
_GAP = 14.0


def place(
    rooms: Sequence[Room], ties: Sequence[tuple[int, int]], faint: Sequence[bool]
) -> tuple[list[Point], list[int]]:
    """Return the middle of each node, so that none takes another's room, and on which side its name should stand.

    *ties* are pairs of indices; sides are -1 for left, 1 for right, 0 for any. Parts of the network that are not tied
    to each other stand side by side, the largest first. Ties run from left to right where they can, the *faint* last.
    """
    middles: list[Point] = [(0.0, 0.0)] * len(rooms)
    sides = [0] * len(rooms)
    parts = _parts(len(rooms), ties)
    blocks: list[tuple[Array, Box]] = []
    for part in parts:
        inside = {node: number for number, node in enumerate(part)}
        here = [number for number, (source, _) in enumerate(ties) if source in inside]
        pairs = [(inside[source], inside[target]) for source, target in (ties[number] for number in here)]
        its_rooms = [rooms[node] for node in part]
        points, its_sides = _one(its_rooms, pairs, [faint[number] for number in here])
        blocks.append((points, _extent(points, its_rooms, its_sides)))
        for node, side in zip(part, its_sides, strict=True):
            sides[node] = side
    for part, (points, box), (left, top) in zip(parts, blocks, _shelves([box for _, box in blocks]), strict=True):
        for node, (x, y) in zip(part, points.tolist(), strict=True):
            middles[node] = (round(x - box[0] + left, 1), round(y - box[3] + top, 1))
    return middles, sides


def _one(rooms: list[Room], ties: list[tuple[int, int]], faint: list[bool]) -> tuple[Array, list[int]]:
    """Lay out one connected part: in columns where it has an order, else by stress."""
    import numpy as np

    ordered = columns(rooms, ties, faint)
    if ordered:
        return np.array(ordered[0]), ordered[1]
    sizes = np.array([(room.wide, room.high) for room in rooms], dtype=float)
    return _spread(_scaled(_turned(_stress(len(rooms), ties), ties), sizes), sizes), [0] * len(rooms)


def _extent(points: Array, rooms: list[Room], sides: list[int]) -> Box:
    """Return the box of a part, with the names that stand beside its outer nodes."""
    boxes = []
    for (x, y), room, side in zip(points.tolist(), rooms, sides, strict=True):
        outward, high = room.wide + room.high / 2, (room.beside if side else room.high) / 2
        left, right = (outward if side < 0 else room.wide / 2), (outward if side > 0 else room.wide / 2)
        boxes.append((x - left, y - high, x + right, y + high))
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)


def _shelves(boxes: list[Box]) -> list[Point]:
    """Return the upper left corner of each box, set beside each other in rows that make a picture wider than high."""
    wides = [box[2] - box[0] + 3 * _GAP for box in boxes]
    area = sum(wide * (box[3] - box[1] + 3 * _GAP) for wide, box in zip(wides, boxes, strict=True))
    limit = max([*wides, 1.5 * area**0.5])
    corners: list[Point] = []
    left = top = deepest = 0.0
    for wide, box in zip(wides, boxes, strict=True):
        if left and left + wide > limit:
            left, top, deepest = 0.0, top - deepest - 3 * _GAP, 0.0
        corners.append((left, top))
        left += wide
        deepest = max(deepest, box[3] - box[1])
    return corners


def _parts(count: int, ties: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the nodes of each connected part, larger parts first."""
    part_of = list(range(count))

    def root(node: int) -> int:
        while part_of[node] != node:
            part_of[node] = node = part_of[part_of[node]]
        return node

    for source, target in ties:
        part_of[root(source)] = root(target)
    parts: dict[int, list[int]] = {}
    for node in range(count):
        parts.setdefault(root(node), []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part))


def _stress(count: int, ties: Sequence[tuple[int, int]]) -> Array:
    """Return points whose distances are as near as they can be to the number of ties between the nodes."""
    import numpy as np

    wanted = np.full((count, count), 4.0 * count)
    np.fill_diagonal(wanted, 0)
    known: list[set[int]] = [set() for _ in range(count)]
    for source, target in ties:
        known[source].add(target)
        known[target].add(source)
    for source, target in ties:
        if source != target:
            # Two nodes that are both tied to many need room for them around each.
            crowd = min(len(known[source]), len(known[target]))
            wanted[source, target] = wanted[target, source] = 1 + CROWD * np.log2(crowd)
    for via in range(count):
        wanted = np.minimum(wanted, wanted[:, via, None] + wanted[None, via, :])
    weight = 1 / np.where(wanted > 0, wanted, np.inf) ** 2
    best, least = np.zeros((count, 2)), np.inf
    for seed in range(_STARTS if count > 1 else 0):
        points = _settle(np.random.default_rng(seed).standard_normal((count, 2)), wanted, weight)
        stress = float((weight * (_distances(points) - wanted) ** 2).sum())
        if stress < least - 1e-6:
            best, least = points, stress
    return best


def _settle(points: Array, wanted: Array, weight: Array) -> Array:
    """Move each point to where its distances to all others pull it, until none moves."""
    import numpy as np

    laplacian = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.pinv(laplacian)
    for _ in range(300):
        apart = _distances(points)
        pull = weight * wanted / np.where(apart > 1e-9, apart, np.inf)
        following = inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
        moved = np.abs(following - points).max()
        points = following
        if moved < 1e-4:
            break
    return points


def _distances(points: Array) -> Array:
    import numpy as np

    apart = points[:, None, :] - points[None, :, :]
    return np.asarray(np.hypot(apart[..., 0], apart[..., 1]))


def _turned(points: Array, ties: Sequence[tuple[int, int]]) -> Array:
    """Turn the points so that the ties on the whole run to the right, or else lie flat."""
    import numpy as np

    points = points - points.mean(axis=0) if len(points) else points
    if not ties:
        return points
    runs = np.array([points[target] - points[source] for source, target in ties])
    along = runs.sum(axis=0)
    if np.hypot(*along) < 0.15 * np.hypot(*runs.T).sum():
        along = np.linalg.eigh(points.T @ points)[1][:, -1]
        along = along if along[0] >= 0 else -along
    cosine, sine = along / np.hypot(*along)
    return np.asarray(points @ np.array([[cosine, -sine], [sine, cosine]]))


def _scaled(points: Array, sizes: Array) -> Array:
    """Scale the points so that ties are long enough and the boxes have enough paper among them."""
    import numpy as np

    width, height = np.ptp(points, axis=0) if len(points) else (0.0, 0.0)
    paper = max(width * height, width * width / 4, height * height / 4, 1.0)
    needed = np.sqrt(ROOM * sizes.prod(axis=1).sum() / paper)
    return np.asarray(points * max(LENGTH, needed) * [LANDSCAPE, 1.0])


def _spread(points: Array, sizes: Array) -> Array:
    """Push boxes that overlap apart, each pair along the axis on which they overlap less."""
    import numpy as np

    reach = (sizes[:, None, :] + sizes[None, :, :]) / 2 + _GAP
    order = np.arange(len(points))
    sides = np.sign(order[:, None] - order[None, :])[..., None]  # for boxes on the same spot
    for _ in range(400):
        apart = points[:, None, :] - points[None, :, :]
        overlap = reach - np.abs(apart)
        touching = np.asarray((overlap > 0.5).all(axis=2)) & (sides[..., 0] != 0)
        if not touching.any():
            break
        flat = overlap[..., 0] < overlap[..., 1]
        along = np.stack([flat, ~flat], axis=2) & touching[..., None]
        push = np.where(apart == 0, sides, np.sign(apart)) * overlap * along
        points = points + push.sum(axis=1) * 0.3
    return points
