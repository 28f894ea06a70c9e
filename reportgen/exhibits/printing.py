"""Printing a drawing: ink as SVG.

What leaves here is one `<svg>` with presentation attributes only, no ids and no styles: any number of charts can stand
in one HTML file, and a page's stylesheet can repaint them: `.chart [fill="#0f4c81"] {fill: var(--accent)}`. Every shape
is a path, so that whoever reads a drawing back knows one kind of shape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import singledispatch
from html import escape
from math import sqrt
from typing import Final

from reportgen.exhibits.faces import HAN, LATIN, OTHER
from reportgen.exhibits.fallbacks import unusual_characters
from reportgen.exhibits.ink import Dot, Drawing, Fill, InkText, Patch, Point, Stroke

# No space after the commas: WeasyPrint would take it for a part of the name.
_FAMILIES: Final = f"'{LATIN}','{HAN}',sans-serif"
_MORE_FAMILIES: Final = f"'{LATIN}','{HAN}','{OTHER}',sans-serif"
# How far the handles of a quarter of a circle stand from its ends, in radii, so that its middle lies on the circle.
_HANDLE: Final = 4 / 3 * (sqrt(2) - 1)


def print_svg(drawing: Drawing) -> str:
    """One `<svg class="chart" role="img">` element at its real size. The same drawing gives the same text."""
    return "\n".join([_head(drawing), *map(_printed, drawing.ink), "</g></svg>\n"])


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
    families = _MORE_FAMILIES if any(unusual_characters(one.text) for one in drawing.words) else _FAMILIES
    return f"<svg{_spell(attributes)}>{title}<g{_spell({'font-family': families})}>"


@singledispatch
def _printed(ink: object) -> str:
    raise TypeError(f"not ink: {ink!r}")


@_printed.register
def _(ink: InkText) -> str:
    attributes = {"x": _short(ink.x), "y": _short(ink.y), "font-size": _short(ink.size), "fill": ink.colour}
    if ink.weight != 400:
        attributes["font-weight"] = str(ink.weight)
    if ink.anchor != "start":
        attributes["text-anchor"] = ink.anchor
    if ink.cite:
        attributes["data-cite"] = ink.cite
    return f"<text{_spell(attributes)}>{escape(ink.text, quote=False)}</text>"


@_printed.register
def _(ink: Patch) -> str:
    inset = ink.edge_width / 2  # an outline is drawn on both sides of its path
    left, bottom = ink.box.left + inset, ink.box.bottom - inset
    right, top = max(ink.box.right - inset, left), min(ink.box.top + inset, bottom)
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return _path(_closed(corners), ink.fill, ink.edge, ink.edge_width)


@_printed.register
def _(ink: Fill) -> str:
    return _path(_closed(ink.corners), ink.colour)


@_printed.register
def _(ink: Dot) -> str:
    return _path(_shape(ink, ink.radius - ink.edge_width / 2), ink.fill, ink.edge, ink.edge_width)


@_printed.register
def _(ink: Stroke) -> str:
    return _path(" ".join(map(_line, ink.pieces)), "", ink.colour, ink.width, ink.dash)


def _path(
    data: str, fill: str, edge: str = "", width: float = 0.0, dash: tuple[float, float] | None = None
) -> str:
    attributes = {"d": data, "fill": fill or "none"}
    if dash:
        attributes["stroke-dasharray"] = ",".join(map(_short, dash))
    if edge:
        attributes |= {"stroke": edge} | ({} if width == 1 else {"stroke-width": _short(width)})
    return f"<path{_spell(attributes)}/>"


def _line(points: Sequence[Point]) -> str:
    return "M " + " L ".join(map(_point, points))


def _closed(corners: Sequence[Point]) -> str:
    return f"{_line(corners)} z"


# Corners around the middle, in radii, so that each shape has about the area of the circle.
_CORNERS: Final[Mapping[str, tuple[Point, ...]]] = {
    "square": ((-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)),
    "diamond": ((0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)),
    "triangle": ((0.0, -1.35), (1.27, 0.85), (-1.27, 0.85)),
}


def _shape(dot: Dot, radius: float) -> str:
    if dot.shape == "circle":
        return _circle(dot.x, dot.y, radius)
    return _closed([(dot.x + radius * x, dot.y + radius * y) for x, y in _CORNERS[dot.shape]])


def _circle(x: float, y: float, radius: float) -> str:
    """Four quarters, from the bottom by the right."""
    handle = _HANDLE * radius
    quarters = []
    for across, down in (
        (0, 1),
        (1, 0),
        (0, -1),
        (-1, 0),
    ):  # from where a quarter begins; it turns by the left
        begin, end = (x + radius * across, y + radius * down), (x + radius * down, y - radius * across)
        first = (begin[0] + handle * down, begin[1] - handle * across)
        second = (end[0] + handle * across, end[1] + handle * down)
        quarters.append("C " + " ".join(map(_point, (first, second, end))))
    return f"M {_point((x, y + radius))} {' '.join(quarters)} z"


def _point(point: Point) -> str:
    return f"{_short(point[0])} {_short(point[1])}"


def _short(number: float) -> str:
    """Hundredths of a point are enough for ink, and hide the last bits in which machines differ."""
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _spell(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_quote(value)}"' for name, value in attributes.items())


def _quote(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")
