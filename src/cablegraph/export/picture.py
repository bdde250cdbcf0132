"""A picture of a network as SVG or PNG: what `composition` composes, drawn with matplotlib at one unit to the point."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cablegraph.errors import OutputError, Position
from cablegraph.export.csv_pair import ties
from cablegraph.export.drawing.composition import compose
from cablegraph.export.drawing.lettering import FONT, LEADING

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

    from cablegraph.export.drawing.scene import Scene, Shape, Stroke, Words
    from cablegraph.networks import Network

MOST = 150  # nodes; above this nobody can read a picture
_DPI = 200
_TOLD = 100  # ties that the description for screen readers lists
_INK, _PAPER = "#000000", "#FFFFFF"


def render(graph: Network, path: Path, form: str) -> dict[Path, bytes]:
    """Return the file; raise `OutputError` where the network has more nodes than a picture can show."""
    if len(graph) > MOST:
        what = f"A picture of {len(graph):,} nodes would be too dense to see anything; {MOST} is the most."
        raise OutputError(what, "Choose a shorter time, or write .gexf and look at it with Gephi.", Position(str(path)))
    scene = compose(graph)
    drawn = _draw(scene, form)
    return {path: _described(drawn, scene, list(ties(graph))) if form == "svg" else drawn}


def _described(svg: bytes, scene: Scene, told: list[str]) -> bytes:
    """Return the SVG with a title and a description that a screen reader finds."""
    more = [f"and {len(told) - _TOLD} more"] if len(told) > _TOLD else []
    about = f"{scene.subtitle} {'; '.join(told[:_TOLD] + more)}".strip()
    names = f'\n <title id="title">{escape(scene.title)}</title>\n <desc id="desc">{escape(about)}</desc>'
    marked = re.sub(r"(<svg [^>]*)>", r'\1 role="img" aria-labelledby="title desc">', svg.decode(), count=1)
    start = marked.index(">", marked.index("<svg ")) + 1
    return f"{marked[:start]}{names}{marked[start:]}".encode()


def _draw(scene: Scene, form: str) -> bytes:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    left, low, right, high = scene.frame
    with mpl.rc_context({"svg.hashsalt": "cablegraph", "svg.fonttype": "path"}):
        figure = Figure(figsize=((right - left) / 72, (high - low) / 72), dpi=_DPI, facecolor=_PAPER)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        axes.set_xlim(left, right)
        axes.set_ylim(low, high)
        for stroke in scene.strokes:
            _add_stroke(axes, stroke)
        for shape in scene.shapes:
            axes.add_patch(_patch(shape))
        for words in scene.words:
            _add_words(axes, words)
        stream = io.BytesIO()
        silent = {"Date": None, "Creator": None, "Format": None, "Type": None} if form == "svg" else {"Software": None}
        figure.savefig(stream, format=form, metadata=silent)
    return stream.getvalue()


def _add_stroke(axes: Axes, stroke: Stroke) -> None:
    from matplotlib.patches import PathPatch, Polygon
    from matplotlib.path import Path as Outline

    colour = _lighter(stroke.line.colour) if stroke.faint else stroke.line.colour
    codes = [Outline.MOVETO, Outline.CURVE4, Outline.CURVE4, Outline.CURVE4]
    dashes = tuple(dash / stroke.width for dash in stroke.line.dashes)
    line = PathPatch(Outline(stroke.curve.controls, codes), fill=False, edgecolor=colour, linewidth=stroke.width)
    line.set_linestyle((0, dashes) if dashes else "solid")
    line.set_capstyle("butt")
    axes.add_patch(line)
    fill = _PAPER if stroke.faint else colour
    axes.add_patch(Polygon(stroke.curve.head(), facecolor=fill, edgecolor=colour, linewidth=1.0, joinstyle="miter"))


def _lighter(colour: str) -> str:
    """Mix a colour with as much white."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{(part + 255) // 2:02X}" for part in parts)


def _patch(shape: Shape) -> Patch:
    """Return a node's form: a disc, or as many corners as its kind has."""
    from matplotlib.patches import Circle, Rectangle, RegularPolygon

    (x, y), reach = shape.middle, shape.radius
    if shape.form.corners == 0:
        patch: Patch = Circle((x, y), reach)
    elif shape.form.corners == 4:
        patch = Rectangle((x - reach * 0.95, y - reach * 0.75), reach * 1.9, reach * 1.5)
    else:
        patch = RegularPolygon((x, y), shape.form.corners, radius=reach * 1.05)
    patch.set(facecolor=shape.form.tint, edgecolor=_INK, linewidth=0.9, zorder=3)
    return patch


def _add_words(axes: Axes, words: Words) -> None:
    x, y = words.at
    axes.text(
        x,
        # Words in a row stand on one line, whatever letters reach below it.
        y - words.size * 0.36 if words.row else y,
        words.text,
        fontfamily=FONT,
        fontsize=words.size,
        fontweight="bold" if words.bold else "normal",
        color=_INK,
        horizontalalignment="left" if words.row else "center",
        verticalalignment="baseline" if words.row else "center",
        multialignment=words.flush,
        linespacing=LEADING,
        parse_math=False,
        zorder=2,
        # Names and tags stand on ties, so they bring some white paper of their own; nodes lie above it.
        bbox=None if words.row else {"facecolor": _PAPER, "alpha": 0.85, "edgecolor": "none", "pad": 0.6},
    )
