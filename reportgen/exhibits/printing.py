"""Printing a drawing: matplotlib turns ink into SVG, and the SVG is cut down to what may stand in a page.

matplotlib writes a file of its own: a prolog, metadata, a style for every element of the host page, groups and ids.
What leaves here is one `<svg>` with presentation attributes only, no ids and no styles: any number of charts
can stand in one HTML file, and a page's stylesheet can repaint them: `.chart [fill="#0f4c81"] {fill: var(--accent)}`.

This module imports matplotlib at its top: import it where a chart is drawn, not before.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import singledispatch
from html import escape
from typing import Any
from xml.etree import ElementTree

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.patches import Patch as MplPatch
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from reportgen.exhibits.faces import HAN, LATIN
from reportgen.exhibits.ink import Dot, Drawing, Fill, InkText, Patch, Stroke

# Whatever a matplotlibrc on the machine says, a chart comes out the same.
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "reportgen",
    "savefig.bbox": None,
    "savefig.dpi": "figure",
    "lines.scale_dashes": False,
    "path.simplify": False,
    "path.snap": False,
    "path.sketch": None,
    "path.effects": [],
}
_SVG = "{http://www.w3.org/2000/svg}"
# No space after the commas: WeasyPrint would take it for a part of the name.
_FAMILIES = f"'{LATIN}','{HAN}',sans-serif"


def print_svg(drawing: Drawing) -> str:
    """One `<svg class="chart" role="img">` element at its real size. The same drawing gives the same text."""
    words = iter(drawing.words)
    lines = [_text(e, next(words)) if e.tag == f"{_SVG}text" else _path(e) for e in _drawn(drawing)]
    return "\n".join([_head(drawing), *lines, "</g></svg>\n"])


def _drawn(drawing: Drawing) -> Iterator[ElementTree.Element]:
    """matplotlib's own paths and texts, in the order they are painted."""
    target = io.StringIO()
    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(drawing.width / 72, drawing.height / 72), dpi=72)
        figure.patch.set_visible(False)
        for order, ink in enumerate(drawing.ink):
            artist = _artist(ink, drawing.height)
            artist.set_zorder(order)
            figure.add_artist(artist)
        figure.savefig(target, format="svg", metadata={"Date": None})
    for element in ElementTree.fromstring(target.getvalue()).iter():
        if element.tag in (f"{_SVG}path", f"{_SVG}text"):
            yield element


class _Line(Artist):
    """Text handed to the renderer as it is: no mathtext, and no layout that would look for glyphs."""

    def __init__(self, words: InkText) -> None:
        super().__init__()
        self.words = words

    def draw(self, renderer: RendererBase) -> None:
        words, context = self.words, renderer.new_gc()
        context.set_foreground(words.colour)
        font = FontProperties(family=LATIN, size=words.size, weight=words.weight)
        renderer.draw_text(context, words.x, words.y, words.text, font, 0.0, ismath=False)
        context.restore()


@singledispatch
def _artist(ink: object, height: float) -> Artist:
    raise TypeError(f"not ink: {ink!r}")


@_artist.register
def _(ink: InkText, height: float) -> Artist:
    return _Line(ink)


@_artist.register
def _(ink: Patch, height: float) -> Artist:
    box, inset = ink.box, ink.edge_width / 2
    width = max(box.right - box.left - 2 * inset, 0.0)
    depth = max(box.bottom - box.top - 2 * inset, 0.0)
    corner = (box.left + inset, height - box.bottom + inset)
    return _painted(Rectangle(corner, width, depth), ink.fill, ink.edge, ink.edge_width)


@_artist.register
def _(ink: Fill, height: float) -> Artist:
    corners = [(x, height - y) for x, y in ink.corners]
    return _painted(Polygon(corners, closed=True), ink.colour, "", 0.0)


@_artist.register
def _(ink: Dot, height: float) -> Artist:
    circle = Circle((ink.x, height - ink.y), ink.radius - ink.edge_width / 2)
    return _painted(circle, ink.fill, ink.edge, ink.edge_width)


@_artist.register
def _(ink: Stroke, height: float) -> Artist:
    points = [(x, height - y) for piece in ink.pieces for x, y in piece]
    codes = [code for piece in ink.pieces for code in [Path.MOVETO, *[Path.LINETO] * (len(piece) - 1)]]
    artist = _painted(PathPatch(Path(points, codes)), "", ink.colour, ink.width)
    artist.set_linestyle((0, ink.dash) if ink.dash else "solid")
    artist.set_joinstyle("round")
    return artist


def _painted(artist: MplPatch, fill: str, edge: str, width: float) -> MplPatch:
    artist.set_facecolor(fill or "none")
    artist.set_edgecolor(edge or "none")
    artist.set_linewidth(width if edge else 0.0)
    artist.set_capstyle("butt")
    artist.set_transform(IdentityTransform())
    return artist


def _head(drawing: Drawing) -> str:
    width, height = _short(drawing.width), _short(drawing.height)
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "chart",
        "role": "img",
        "viewBox": f"0 0 {width} {height}",
        "width": f"{_short(drawing.width * 25.4 / 72)}mm",
        "height": f"{_short(drawing.height * 25.4 / 72)}mm",
    }
    title = f"<title>{escape(drawing.title, quote=False)}</title>" if drawing.title else ""
    return f"<svg{_spell(attributes)}>{title}<g{_spell({'font-family': _FAMILIES})}>"


def _text(element: ElementTree.Element, words: InkText) -> str:
    attributes = {"x": _short(words.x), "y": _short(words.y), "font-size": _short(words.size)}
    attributes["fill"] = words.colour
    if words.weight != 400:
        attributes["font-weight"] = str(words.weight)
    if words.anchor != "start":
        attributes["text-anchor"] = words.anchor
    if words.cite:
        attributes["data-cite"] = words.cite
    return f"<text{_spell(attributes)}>{escape(element.text or '', quote=False)}</text>"


def _path(element: ElementTree.Element) -> str:
    data = re.sub(r"-?\d+\.\d+", lambda found: _short(float(found[0])), " ".join(element.attrib["d"].split()))
    style = dict(part.strip().split(": ") for part in element.attrib["style"].split(";") if part.strip())
    dull = {"stroke-linejoin": "miter", "stroke-dashoffset": "0"}
    attributes = {name: value for name, value in style.items() if dull.get(name) != value}
    return f"<path{_spell({'d': data, **attributes})}/>"


def _short(number: float) -> str:
    """Hundredths of a point are enough for ink, and hide the last bits in which machines differ."""
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _spell(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{_quote(value)}"' for name, value in attributes.items())


def _quote(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")
