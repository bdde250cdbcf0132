"""Compose the picture of a network: nodes and ties in the middle, a title above, and what the signs mean below."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING

from cablegraph.export.drawing import lettering
from cablegraph.export.drawing.curves import APART, HEAD, Curve, Point, bends, clear
from cablegraph.export.drawing.layers import Room
from cablegraph.export.drawing.layout import place
from cablegraph.export.drawing.scene import NAME, SMALL, Scene, Shape, Stroke, Words
from cablegraph.export.styles import FORMS, MARKS, PLAIN, lines, spoken
from cablegraph.networks import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.export.styles import Form, Line
    from cablegraph.networks import Network

_MARGIN = 26.0
_TITLE = 15.0
_NAME_WIDTH = 125.0
_LEAST_WIDTH = 430.0
_ROW = 20.0
_SAMPLE = 30.0
_RADII = 6.0, 17.0
_MANY_KINDS = 3  # with more, each tie is written on, as a legend would be a riddle
_TAG_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)


def compose(graph: Network) -> Scene:
    """Return all that the picture of a network shows."""
    scene = Scene(lettering.drawable(graph.graph.get("name") or "Network"), lettering.drawable(describe(graph)))
    if len(graph):
        _network(scene, graph)
    left, low, right, high = scene.extent()
    lacking = max(0.0, _LEAST_WIDTH - (right - left)) / 2
    scene.frame = (left - lacking - _MARGIN, low - _MARGIN, right + lacking + _MARGIN, high + _MARGIN)
    _head(scene)
    _legend(scene, graph)
    return scene


def _network(scene: Scene, graph: Network) -> None:
    """Add the nodes with their names and the ties with their tags."""
    radii = _radii(graph)
    names = [_name(graph, node) for node in graph]
    extents = [lettering.extent(name, NAME) for name in names]
    middles, sides, curves = _places(graph, radii, extents)
    looks = lines(kind for _, _, kind in graph.edges(keys=True))
    for (_, _, kind, facts), curve in zip(graph.edges(keys=True, data=True), curves, strict=True):
        width = round(min(0.75 + 0.5 * sqrt(facts["weight"]), 5.0), 2)
        scene.strokes.append(Stroke(curve, looks[kind], width, faint=facts["status"] in MARKS))
    for node, middle, radius in zip(graph, middles, radii, strict=True):
        scene.shapes.append(Shape(_form(graph, node), middle, radius))
    order = sorted(range(len(names)), key=lambda number: (-radii[number], number))
    spots = lettering.stand(
        [(middles[number], radii[number]) for number in order],
        [extents[number] for number in order],
        [sides[number] for number in order],
        [curve.at(step / 16) for curve in curves for step in range(17)],
    )
    for number, spot in zip(order, spots, strict=True):
        beside = abs(spot[0] - middles[number][0]) > extents[number][0] / 2
        flush = "center" if not beside else "left" if spot[0] > middles[number][0] else "right"
        scene.words.append(Words("\n".join(names[number]), spot, flush=flush))
    _add_tags(scene, graph, curves)


def _radii(graph: Network) -> list[float]:
    """Return each node's radius: its area grows with the weight of all its ties."""
    strengths = [graph.degree(node, weight="weight") for node in graph] or [1]
    least, most = _RADII
    return [round(least + (most - least) * sqrt(strength / max(strengths)), 2) for strength in strengths]


def _name(graph: Network, node: str) -> list[str]:
    label = lettering.drawable(graph.nodes[node]["label"], node.rpartition("/")[2])
    return lettering.wrap(label, NAME, _NAME_WIDTH)


def _form(graph: Network, node: str) -> Form:
    return FORMS.get(graph.nodes[node].get("kind", ""), PLAIN)


def _places(
    graph: Network, radii: list[float], extents: list[tuple[float, float]]
) -> tuple[list[Point], list[int], list[Curve]]:
    """Return where the nodes stand, on which side their names, and how the ties run."""
    number = {node: place for place, node in enumerate(graph)}
    pairs = [(number[source], number[target]) for source, target in graph.edges()]
    faint = [facts["status"] in MARKS for _, _, facts in graph.edges(data=True)]
    together = Counter((min(pair), max(pair)) for pair in pairs)
    fans = [max(count for pair, count in together.items() if place in pair) for place in range(len(number))]
    rooms = [
        Room(
            max(wide, 2 * radius), 2 * radius + 1.6 * high, max(high, 2 * radius, 1.4 * APART * (fan - 1) + 2 * radius)
        )
        for (wide, high), radius, fan in zip(extents, radii, fans, strict=True)
    ]
    middles, sides = place(rooms, pairs, faint)
    return middles, sides, clear(pairs, bends(pairs), list(zip(middles, radii, strict=True)))


def _add_tags(scene: Scene, graph: Network, curves: list[Curve]) -> None:
    """Write on ties how many messages where more than one, what is no fact of the text, and the kind where many are."""
    import numpy as np

    telling = len({kind for _, _, kind in graph.edges(keys=True)}) > _MANY_KINDS
    taken = [words.box for words in scene.words] + [shape.box for shape in scene.shapes]
    runs = np.array([[curve.at(step / 24) for step in range(25)] for curve in curves])
    for number, (_, _, kind, facts) in enumerate(graph.edges(keys=True, data=True)):
        weight = f"{facts['weight']:,}" if facts["weight"] > 1 else ""
        text = " ".join(filter(None, [spoken(kind) if telling else "", weight, MARKS.get(facts["status"], "")]))
        if text:
            way = np.delete(runs, number, axis=0).reshape(-1, 2)
            tags = [Words(lettering.drawable(text), curves[number].at(share), SMALL) for share in _TAG_SHARES]
            best = min(tags, key=lambda tag: lettering.covered(tag.box, taken, way))
            taken.append(best.box)
            scene.words.append(best)


def _head(scene: Scene) -> None:
    """Write title and subtitle above the drawing, in lines as wide as the frame."""
    left, low, right, high = scene.frame
    wide = right - left - 2 * _MARGIN
    for text, size, bold in ((scene.subtitle, NAME, False), (scene.title, _TITLE, True)):
        high += size * 0.4
        for line in reversed(lettering.filled(text, size, wide, bold=bold)):
            high += size * lettering.LEADING
            scene.words.append(Words(line, (left + _MARGIN, high - size * lettering.LEADING / 2), size, bold, row=True))
    scene.frame = (left, low, right, high + _MARGIN * 0.8)


def _legend(scene: Scene, graph: Network) -> None:
    """Say below the drawing what each line, form and sign means, in rows as wide as the frame."""
    left, low, right, high = scene.frame
    x, y = left + _MARGIN, low
    for text, sample in _signs(graph):
        indent = {Stroke: _SAMPLE + 6, Shape: 16.0}.get(type(sample), 0.0)
        wide = indent + lettering.width(text, SMALL)
        if x + wide > right - _MARGIN and x > left + _MARGIN:
            x, y = left + _MARGIN, y - _ROW
        if isinstance(sample, Stroke):
            scene.strokes.append(Stroke(_sample(x, y), sample.line, sample.width, sample.faint))
        elif sample:
            scene.shapes.append(Shape(sample.form, (x + 5, y), 5.5))
        scene.words.append(Words(text, (x + indent, y), SMALL, row=True))
        x += wide + 20
    scene.frame = (left, y - _MARGIN, right, high)


def _sample(x: float, y: float) -> Curve:
    base = x + _SAMPLE - HEAD
    return Curve(((x, y), (x + 7, y), (base - 7, y), (base, y)), (x + _SAMPLE, y))


def _signs(graph: Network) -> Iterator[tuple[str, Stroke | Shape | None]]:
    """Yield what the legend explains: words, and the line or form that stands before them."""
    ties = [facts for _, _, facts in graph.edges(data=True)]
    looks = lines(tie["kind"] for tie in ties)
    nowhere = _sample(0, 0)
    for kind, line in looks.items() if len(looks) <= _MANY_KINDS else ():
        yield lettering.drawable(spoken(kind)), Stroke(nowhere, line, 1.4)
    for status, mark in MARKS.items():
        if any(tie["status"] == status for tie in ties):
            yield f"{mark}  {status}", Stroke(nowhere, _any(looks), 1.4, faint=True)
    kinds = sorted({facts.get("kind", "") for _, facts in graph.nodes(data=True)})
    for kind in kinds if len(kinds) > 1 else []:
        yield lettering.drawable(spoken(kind) or "other"), Shape(FORMS.get(kind, PLAIN), (0, 0), 5)
    if any(tie["weight"] > 1 for tie in ties):
        yield "Numbers count messages.", None
    if len(set(_radii(graph))) > 1:
        yield "Larger nodes have more ties.", None


def _any(looks: dict[str, Line]) -> Line:
    return next(iter(looks.values()))
