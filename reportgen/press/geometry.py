"""Geometry: whether everything on a laid-out page stands on its sheet, and nothing on anything else.

Lengths are CSS pixels from the sheet's upper left corner, as the layout engine has them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from reportgen.codes.rg6_pages import RG612, RG613
from reportgen.errors import Finding, Locus
from reportgen.record.appendix import AppendixLine

MM: Final = 96 / 25.4  # pixels
_SLACK: Final = 0.4 * MM  # so far a letter may reach over the edge of its column: nobody sees it
_TOUCHING: Final = 0.25 * MM
_ASCENT, _DESCENT = (
    0.72,
    0.18,
)  # of the type's size: from the line to the top of its capitals and the foot of a p


@dataclass(frozen=True)
class Laid:
    """A line of text, or a picture (`text` is ""), and the innermost block with a name that it stands in."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    block: str


@dataclass(frozen=True)
class Area:
    """Where ink may stand."""

    left: float
    top: float
    right: float
    bottom: float


def outside(ink: Laid, area: Area) -> tuple[str, float] | None:
    """The side on which ink sticks out of its area, and how far; None where it does not."""
    ways = {
        "left": area.left - ink.left,
        "top": area.top - ink.top,
        "right": ink.right - area.right,
        "bottom": ink.bottom - area.bottom,
    }
    side = max(ways, key=lambda one: ways[one])
    return (side, ways[side]) if ways[side] > _SLACK else None


def overlapping(inks: Sequence[Laid]) -> Iterator[tuple[Laid, Laid]]:
    """What lies on one another, each pair once, from the top of the page to its end."""
    under: list[Laid] = []
    for ink in sorted(inks, key=lambda one: (one.top, one.left, one.right, one.bottom)):
        under = [one for one in under if one.bottom - ink.top > _TOUCHING]
        for one in under:
            wide = min(one.right, ink.right) - max(one.left, ink.left)
            if min(wide, one.bottom - ink.top, ink.bottom - ink.top) > _TOUCHING:
                yield one, ink
        under.append(ink)


def page_findings(sheets: Sequence[Any], places: Mapping[str, Locus | None]) -> list[Finding]:
    """What stands out of the pages of a document of WeasyPrint, or on something else. `places` are those of the blocks
    by their names."""
    found = list[Finding]()
    for number, sheet in enumerate(sheets, 1):
        page = sheet._page_box
        area = Area(
            page.content_box_x(), page.content_box_y(),
            page.content_box_x() + page.width, page.content_box_y() + page.height,
        )  # fmt: skip
        whole = Area(0.0, 0.0, page.margin_width(), page.margin_height())
        inks = list(_inks(page, places, ""))
        for ink, margin in inks:
            if gone := outside(ink, whole if margin else area):
                message = f"page {number}: {_named(ink)} sticks out at the {gone[0]} by {gone[1] / MM:.1f} mm"
                found.append(RG612.finding(message, places.get(ink.block)))
        for one, other in overlapping([ink for ink, _ in inks]):
            message = f"page {number}: {_named(other)} lies on {_named(one)}"
            found.append(RG613.finding(message, places.get(other.block)))
    return found


def lost_findings(lines: Iterable[AppendixLine], pages: Mapping[str, int]) -> list[Finding]:
    """The figures that stand on no page, since the layout engine lost what did not fit. `pages` are those of all
    anchors; the document's title, whose exhibit is `-`, has none."""
    lost = [
        line
        for line in lines
        if any(place.anchor not in pages for place in line.places if place.exhibit != "-")
    ]
    return [RG612.finding(f"{line.label}, {line.period}: a printing is on no page") for line in lost]


def _named(ink: Laid) -> str:
    words = " ".join(ink.text.split())
    return f"“{words[:40]}{'…' if len(words) > 40 else ''}”" if words else "a picture"


def _inks(box: Any, names: Collection[str], block: str, margin: bool = False) -> Iterator[tuple[Laid, bool]]:
    """The ink in a box, and whether it stands in the margin."""
    identity = box.element.get("id") if box.element is not None else None
    block = str(identity) if identity in names else block
    kind = type(box).__name__
    text = getattr(box, "text", None)
    if text is not None:
        if text.strip() and box.width > 0 and box.style["visibility"] == "visible":
            line, size = box.position_y + box.baseline, float(box.style["font_size"])
            ink = Laid(
                box.position_x, line - _ASCENT * size, box.position_x + box.width, line + _DESCENT * size,
                text, block,
            )  # fmt: skip
            yield ink, margin
    elif "Replaced" in kind:
        left, top = box.content_box_x(), box.content_box_y()
        yield Laid(left, top, left + box.width, top + box.height, "", block), margin
    for child in getattr(box, "children", ()):
        for ink, in_margin in _inks(child, names, block, margin or kind == "MarginBox"):
            yield (_turned(ink, box) if box.style["transform"] else ink), in_margin


def _turned(ink: Laid, box: Any) -> Laid:
    """Ink of a box that is turned to read upwards about its lower left corner, which is the only turn that templates
    make: the heads of a wide table."""
    left, foot = box.border_box_x(), box.border_box_y() + box.border_height()
    return replace(
        ink, left=left + ink.top - foot, right=left + ink.bottom - foot,
        top=foot - (ink.right - left), bottom=foot - (ink.left - left),
    )  # fmt: skip
