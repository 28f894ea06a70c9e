"""Charts: the one function that draws them. Same chart, same faces: same bytes.

`marks` says what may be drawn; `bars`, `columns`, `shares` and `points` lay it out as `ink`; `plate` prints the ink.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import isfinite

from reportgen.exhibits import bars, columns, points, shares
from reportgen.exhibits.faces import Face
from reportgen.exhibits.ink import PALETTE, Drawing
from reportgen.exhibits.marks import Chart, Kind, Mark, Role, Series, Span, Tone
from reportgen.exhibits.measure import Type

__all__ = ["PALETTE", "Chart", "Kind", "Mark", "Role", "Series", "Span", "Tone", "draw", "lay_out"]

_LAYOUTS: dict[Kind, Callable[[Chart, Type], Drawing]] = {
    "bar": bars.bar,
    "column": columns.column,
    "grouped": bars.grouped,
    "bridge": columns.bridge,
    "share": shares.share,
    "range": points.ranges,
    "line": points.line,
    "dumbbell": points.dumbbell,
}


def draw(chart: Chart, faces: tuple[Face, ...]) -> str:
    """The chart as one SVG element, to stand in HTML as it is. `faces` must hold the Latin ones.

    Raises ValueError for figures that are not finite, for nothing to draw, for marks that do not go with the
    kind, and for labels that cannot be fitted into the width.
    """
    from reportgen.exhibits.plate import print_svg  # loads matplotlib

    return print_svg(lay_out(chart, faces))


def lay_out(chart: Chart, faces: tuple[Face, ...]) -> Drawing:
    """Where everything in the chart stands, in points: what `draw` prints. Raises as `draw` does."""
    _check(chart)
    return _LAYOUTS[chart.kind](chart, Type(faces))


def _check(chart: Chart) -> None:
    needed = {"range": chart.spans, "bar": chart.marks, "column": chart.marks, "bridge": chart.marks}
    rows = needed.get(chart.kind, chart.series)
    if not rows or any(not series.marks for series in chart.series):
        raise ValueError(f"a {chart.kind} chart with nothing to draw")
    if not all(map(isfinite, _figures(chart))):
        raise ValueError(f"a {chart.kind} chart with a figure that is not finite")
    if not 30 <= chart.width_mm <= 400:
        raise ValueError(f"a chart {chart.width_mm} mm wide")


def _figures(chart: Chart) -> Iterator[float]:
    yield from (chart.width_mm, chart.height_mm or 0.0, chart.reference or 0.0)
    for mark in (*chart.marks, *(mark for series in chart.series for mark in series.marks)):
        yield mark.value
    for span in chart.spans:
        yield from (span.low, span.high, span.marker or 0.0, span.point or 0.0)
