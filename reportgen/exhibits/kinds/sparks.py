"""Sparks: a line without words, small enough for a table cell. Its figures are said in the text alternative."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from reportgen.document.chart import Chart
from reportgen.exhibits.ink import Drawing, InkSheet, Stroke, mark_colour
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.kinds.points import mark_dot
from reportgen.exhibits.measure import Ruler, fit
from reportgen.exhibits.rows import POINTS_PER_MM

_RADIUS = 1.7
_DEFAULT_MM = 4.2


def check_spark(chart: Chart) -> None:
    """ValueError for more lines than one."""
    if len(chart.series) != 1:
        raise ValueError("a spark is one line")


def spark(chart: Chart, ruler: Ruler) -> Drawing:
    """A line from its lowest to its highest figure, with a dot at its end."""
    marks = chart.series[0].marks
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    height = (chart.height_mm or _DEFAULT_MM) * POINTS_PER_MM
    room = _RADIUS + 0.4
    axis = fit(0.0, height, [(-mark.value, room, room) for mark in marks])
    origin = axis.origin if axis.unit else height / 2
    step = (sheet.width - 2 * room) / (len(marks) - 1)
    points = [(room + n * step, origin - mark.value * axis.unit) for n, mark in enumerate(marks)]
    colour = mark_colour(marks[-1].tone, marks[-1].role)
    for expected, dash in ((False, None), (True, (1.8, 1.4))):
        steps = zip(pairwise(points), marks[1:], strict=True)
        pieces = tuple(pair for pair, mark in steps if (mark.tone in ("guidance", "consensus")) is expected)
        if pieces:
            sheet.add(Stroke(pieces, colour, 1.0, dash))
    sheet.add(replace(mark_dot(marks[-1], *points[-1]), radius=_RADIUS))
    return sheet.finished(height, chart.alt)


SPARK = ChartKind(
    name="spark",
    summary="a line of one series without words, for a table's cell",
    takes="series",
    draw=spark,
    check=check_spark,
    least=2,
    zero="never",
    unlabelled=True,
    in_cell=True,
    least_mm=5.0,
)
