"""Areas: a line with the ground under it filled, or several bands on top of one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations, pairwise

from reportgen.document.chart import Chart, Mark, Series
from reportgen.exhibits.dress import with_own_bands
from reportgen.exhibits.ink import (
    Box,
    Drawing,
    Fill,
    InkSheet,
    InkText,
    Point,
    legible_on,
    mark_colour,
    middle,
)
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.kinds.bars import value_words
from reportgen.exhibits.kinds.lines import (
    block_height,
    check_periods,
    end_block,
    foot_depth,
    line,
    line_foot_blocks,
    point_positions,
    put_ends,
    put_feet,
    put_scale,
    scale_gutter,
)
from reportgen.exhibits.measure import LABEL, NOTE, Axis, Ruler, fit
from reportgen.exhibits.rows import MARGIN, POINTS_PER_MM
from reportgen.exhibits.time_axis import gaps

_CLEARANCE = 0.5  # between a value and the edges of its band
_INDENT = 2.5  # of the first value, which begins at the edge
_DESCENT = 0.2 * LABEL  # figures have no descenders


@dataclass(frozen=True)
class _Band:
    """One series of a stack: its lower and its upper edge, from left to right."""

    series: Series
    floor: tuple[Point, ...]
    roof: tuple[Point, ...]

    @property
    def colour(self) -> str:
        last = self.series.marks[-1]
        return mark_colour(last.tone, last.role)


def area(chart: Chart, ruler: Ruler) -> Drawing:
    """One filled line, or a stack; a stack whose values do not fit into their bands is drawn as lines."""
    if len(chart.series) == 1:
        return line(replace(chart, zero=True), ruler, filled=True)
    dressed = with_own_bands(chart)
    tries = (_stacked(dressed, ruler, height) for height in _heights(chart))
    return next(filter(None, tries), None) or line(replace(chart, zero=True), ruler)


def check_area(chart: Chart) -> None:
    """ValueError for a stack with a negative part, or with figures that are only expected: bands have one look."""
    check_periods(chart)
    marks = [mark for series in chart.series for mark in series.marks] if len(chart.series) > 1 else []
    if any(mark.value < 0 for mark in marks):
        raise ValueError("a stacked area with a negative part")
    if any(mark.tone in ("guidance", "consensus") for mark in marks):
        raise ValueError("a stacked area shows what is actual: a line chart tells it from what is expected")


def _heights(chart: Chart) -> Sequence[float]:
    """The heights that are tried, in mm: the one that is asked for, or taller and taller ones."""
    usual = min(max(46.0, 0.45 * chart.width_mm), 60.0)
    return (chart.height_mm,) if chart.height_mm else (usual, 1.25 * usual, 1.5 * usual)


def _stacked(chart: Chart, ruler: Ruler, height_mm: float) -> Drawing | None:
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    ends = [end_block(sheet, series) for series in chart.series]
    xs = point_positions(sheet, chart, ends)
    feet = line_foot_blocks(sheet, chart, xs)
    height = height_mm * POINTS_PER_MM
    bottom = height - MARGIN - foot_depth(chart, feet) - 3.5
    axis = _axis(chart, bottom)
    bands = _bands(chart.series, xs, axis)
    values = [words for band in bands for words in _values(sheet, band)]
    if _crowded(values) or sum(map(block_height, ends)) > bottom:
        return None
    put_scale(sheet, chart.scale, axis, (scale_gutter(sheet, chart), xs[-1] + 2))
    cuts = [0, *sorted(gaps(chart.series[0].marks)), len(xs)]
    for start, end in pairwise(cuts):
        _put_bands(sheet, bands, start, end)
    sheet.line((scale_gutter(sheet, chart), bottom), (xs[-1] + 2, bottom), colour="muted")
    put_feet(sheet, chart, feet, xs, bottom)
    sheet.add(*(words for words in values if words))
    lasts = [(band.roof[-1][0], (band.roof[-1][1] + band.floor[-1][1]) / 2) for band in bands]
    put_ends(sheet, chart.series, ends, lasts, bottom)
    return sheet.finished(height, chart.alt)


def _put_bands(sheet: InkSheet, bands: Sequence[_Band], start: int, end: int) -> None:
    """The bands over the points from `start` up to `end`, between which no date is missing."""
    edges = [(band.roof[start:end], band.floor[start:end]) for band in bands]
    if end - start == 1:  # a date that stands alone is an upright stroke
        x = bands[0].roof[start][0]
        edges = [
            (((x - 1, r[0][1]), (x + 1, r[0][1])), ((x - 1, f[0][1]), (x + 1, f[0][1]))) for r, f in edges
        ]
    for band, (roof, floor) in zip(bands, edges, strict=True):
        sheet.add(Fill((*roof, *reversed(floor)), band.colour))
    for _, floor in edges[1:]:
        sheet.line(*floor, colour="paper", width=0.8)


def _axis(chart: Chart, bottom: float) -> Axis:
    totals = [
        sum(mark.value for mark in marks) for marks in zip(*(s.marks for s in chart.series), strict=True)
    ]
    items = [(0.0, 0.0, 0.0), *((-total, 0.0, 0.0) for total in totals)]
    axis = fit(MARGIN, bottom, [*items, *((-tick.at, NOTE / 2, 0.0) for tick in chart.scale)])
    return Axis(axis.origin if axis.unit else bottom, -axis.unit)


def _bands(all_series: Sequence[Series], xs: Sequence[float], axis: Axis) -> list[_Band]:
    columns = zip(*(series.marks for series in all_series), strict=True)
    levels = [list(accumulate((mark.value for mark in column), initial=0.0)) for column in columns]
    edges = [
        tuple((x, axis.at(level[n])) for x, level in zip(xs, levels, strict=True))
        for n in range(len(all_series) + 1)
    ]
    return [_Band(series, edges[n], edges[n + 1]) for n, series in enumerate(all_series)]


def _values(sheet: InkSheet, band: _Band) -> list[InkText | None]:
    """The values before the last within their band; None for one that has no room there."""
    colour = legible_on(band.colour)
    marks = band.series.marks[:-1]
    return [_value(sheet, band, n, mark, colour) for n, mark in enumerate(marks) if mark.text]


def _value(sheet: InkSheet, band: _Band, n: int, mark: Mark, colour: str) -> InkText | None:
    x = band.roof[n][0]
    words = value_words(sheet, mark, x if n else x + _INDENT, 0.0, "middle" if n else "start", colour)
    low = max(_heights_over(band.roof, words.box))
    high = min(_heights_over(band.floor, words.box))
    placed = replace(words, y=middle((low + high) / 2, LABEL, mark.text))
    return (
        placed
        if low + _CLEARANCE <= placed.box.top and placed.box.bottom - _DESCENT <= high - _CLEARANCE
        else None
    )


def _crowded(values: Sequence[InkText | None]) -> bool:
    """Whether a value has no room in its band, or stands on another."""
    boxes = [words.box for words in values if words]
    return len(boxes) < len(values) or any(one.meets(other) for one, other in combinations(boxes, 2))


def _heights_over(edge: Sequence[Point], box: Box) -> list[float]:
    """How high an edge is along the width of a box: at its sides and at each point between them."""
    between = [y for x, y in edge if box.left < x < box.right]
    return [_height(edge, box.left), *between, _height(edge, box.right)]


def _height(edge: Sequence[Point], x: float) -> float:
    """Where an edge stands at x; beyond its ends, as at its end."""
    for (left, start), (right, end) in pairwise(edge):
        if x <= right:
            part = max((x - left) / (right - left), 0.0)
            return start + part * (end - start)
    return edge[-1][1]


AREA = ChartKind(
    name="area",
    summary="a line with the ground filled to zero; several are stacked, or drawn as lines",
    takes="series",
    draw=area,
    check=check_area,
    least=2,
    notes=("marks",),
    along_time=True,
    whole_of=2,
)
