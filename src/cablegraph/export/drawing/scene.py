"""What a picture shows and where: strokes, shapes and words in points of 1/72 inch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cablegraph.export.drawing import lettering

if TYPE_CHECKING:
    from cablegraph.export.drawing.curves import Curve, Point
    from cablegraph.export.styles import Form, Line

NAME = 9.5  # sizes of letters
SMALL = 8.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A tie's curve; a faint one is no fact of the text, but inferred or disputed."""

    curve: Curve
    line: Line
    width: float
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A node."""

    form: Form
    middle: Point
    radius: float

    @property
    def box(self) -> lettering.Box:
        """The paper that the node takes."""
        (x, y), reach = self.middle, self.radius
        return x - reach, y - reach, x + reach, y + reach


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text about a middle, flush to one side where *flush* says so; a *row* of text begins at its place."""

    text: str
    at: Point
    size: float = NAME
    bold: bool = False
    row: bool = False
    flush: str = "center"

    @property
    def box(self) -> lettering.Box:
        """The paper that the words take."""
        wide, high = lettering.extent(self.text.split("\n"), self.size, bold=self.bold)
        start = self.at[0] if self.row else self.at[0] - wide / 2
        return start, self.at[1] - high / 2, start + wide, self.at[1] + high / 2


@dataclass(slots=True)
class Scene:
    """All of a picture, and its frame: left, bottom, right, top."""

    title: str
    subtitle: str
    frame: lettering.Box = (0.0, 0.0, 0.0, 0.0)
    strokes: list[Stroke] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def extent(self) -> lettering.Box:
        """Return the box around all that is drawn so far."""
        boxes = [words.box for words in self.words] + [shape.box for shape in self.shapes]
        for stroke in self.strokes:
            boxes += [(x, y, x, y) for x, y in (stroke.curve.at(step / 8) for step in range(9))]
        if not boxes:
            return 0.0, 0.0, 0.0, 0.0
        left, low, right, high = zip(*boxes, strict=True)
        return min(left), min(low), max(right), max(high)
