"""Slopes: before and after as two upright scales, every line with its values at both ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.document.chart import Chart, Series
from reportgen.exhibits.dress import shape_of, with_own_lines
from reportgen.exhibits.ink import PALETTE, Drawing, InkSheet, InkText, Stroke, mark_colour, middle
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.kinds.bars import value_words
from reportgen.exhibits.kinds.lines import block_height, end_block, put_ends, words_colour
from reportgen.exhibits.kinds.points import mark_dot
from reportgen.exhibits.measure import LABEL, LEADING, NOTE, Axis, Ruler, TooSmall, fit
from reportgen.exhibits.rows import MARGIN, POINTS_PER_MM, spread

_GAP = 5.0  # from a point to its words, and from a head to the scales
_LEAST = 24.0  # points between the two scales
_WIDEST = 150.0  # further apart than this, lines of the same slope look flat
_DOT = 2.2


def check_slope(chart: Chart) -> None:
    """ValueError unless every series goes from the same before to the same after."""
    heads = [mark.label for mark in chart.series[0].marks]
    if any([mark.label for mark in series.marks] != heads for series in chart.series):
        raise ValueError("the series of a slope chart go from the same before to the same after")


def slope(chart: Chart, ruler: Ruler) -> Drawing:
    """Two scales and the lines between them."""
    chart = with_own_lines(chart)
    heads = [mark.label for mark in chart.series[0].marks]
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    firsts = [value_words(sheet, series.marks[0], 0.0, 0.0, "end") for series in chart.series]
    ends = [end_block(sheet, series) for series in chart.series]
    left, right = _scales(sheet, heads, firsts, ends)
    height = _height(chart, ends)
    top = MARGIN + LABEL * LEADING + _GAP
    axis = _axis(chart, top, height - MARGIN)
    _put_heads(sheet, heads, (left, right), (top - _GAP / 2, height - MARGIN))
    _put_lines(sheet, chart.series, axis, (left, right))
    ys = [axis.at(series.marks[0].value) for series in chart.series]
    _put_firsts(sheet, chart.series, firsts, ys, left, (top, height))
    lasts = [(right, axis.at(series.marks[1].value)) for series in chart.series]
    put_ends(sheet, chart.series, ends, lasts, height, top - _GAP / 2)
    return sheet.finished(height, chart.alt)


def _scales(
    sheet: InkSheet, heads: Sequence[str], firsts: Sequence[InkText], ends: Sequence[Sequence[InkText]]
) -> tuple[float, float]:
    """Where the two scales stand, so that words have room outside of them."""
    half = [sheet.ruler.width(head, NOTE) / 2 for head in heads]
    left = max(*(words.width + _GAP for words in firsts), half[0], 1.0)
    after = max(words.x + words.width for block in ends for words in block) + _GAP
    right = min(sheet.width - max(after, half[1]), left + max(_WIDEST, 0.4 * sheet.width))
    if right - left < max(_LEAST, sum(half) + _GAP):
        raise TooSmall
    return left, right


def _height(chart: Chart, ends: Sequence[Sequence[InkText]]) -> float:
    words = sum(map(block_height, ends)) + 2 * MARGIN + LABEL * LEADING + _GAP
    wanted = (chart.height_mm or min(max(40.0, 0.4 * chart.width_mm), 64.0)) * POINTS_PER_MM
    return max(wanted, 0.0 if chart.height_mm else words)


def _axis(chart: Chart, top: float, bottom: float) -> Axis:
    room = LABEL * LEADING / 2
    items = [(-mark.value, room, room) for series in chart.series for mark in series.marks]
    items += [(0.0, 0.0, 0.0)] if chart.zero else []
    axis = fit(top, bottom, items)
    return Axis(axis.origin if axis.unit else (top + bottom) / 2, -axis.unit)


def _put_heads(
    sheet: InkSheet, heads: Sequence[str], scales: tuple[float, float], ends: tuple[float, float]
) -> None:
    for head, x in zip(heads, scales, strict=True):
        words = sheet.words(head, x, MARGIN + 0.8 * NOTE, size=NOTE, colour="muted", anchor="middle")
        sheet.add(words.within(0.0, sheet.width))
        sheet.line((x, ends[0]), (x, ends[1]))


def _put_lines(
    sheet: InkSheet, all_series: Sequence[Series], axis: Axis, scales: tuple[float, float]
) -> None:
    for number, series in reversed(list(enumerate(all_series))):  # the first on top
        first, last = series.marks
        points = [(x, axis.at(mark.value)) for x, mark in zip(scales, series.marks, strict=True)]
        dash = (2.2, 1.6) if last.tone in ("guidance", "consensus") else None
        sheet.add(Stroke((tuple(points),), mark_colour(last.tone, last.role), 1.3, dash))
        for mark, (x, y) in zip((first, last), points, strict=True):
            dot = mark_dot(replace(mark, role=last.role), x, y)
            sheet.add(replace(dot, radius=_DOT, shape=shape_of(number)))


def _put_firsts(
    sheet: InkSheet,
    all_series: Sequence[Series],
    firsts: Sequence[InkText],
    ys: Sequence[float],
    x: float,
    ends: tuple[float, float],
) -> None:
    """The values of before, pushed apart where they would touch."""
    order = sorted(range(len(ys)), key=lambda n: (ys[n], n))
    tall = LABEL * LEADING
    tops = spread([ys[n] - tall / 2 for n in order], [tall] * len(ys), ends[0] - _GAP / 2, ends[1])
    for n, start in zip(order, tops, strict=True):
        y = middle(start + tall / 2, LABEL, firsts[n].text)
        sheet.add(replace(firsts[n], x=x - _GAP, y=y, colour=PALETTE[words_colour(all_series[n])]))


SLOPE = ChartKind(
    name="slope",
    summary="two marks a series, before and after, on two upright scales that are the same",
    takes="series",
    draw=slope,
    check=check_slope,
    least=2,
    most=2,
    along_time=True,
    zero="optional",
)
