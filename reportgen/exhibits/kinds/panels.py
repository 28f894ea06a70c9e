"""Small multiples: a panel of columns for each series, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.document.chart import Chart, Series
from reportgen.exhibits.ink import Drawing, InkSheet
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.kinds.bars import Bar, grouped, value_width
from reportgen.exhibits.kinds.columns import column_foot_blocks, fit_upright, put_columns, side_by_side
from reportgen.exhibits.measure import NOTE, Ruler
from reportgen.exhibits.rows import MARGIN, POINTS_PER_MM, TextLine, block_depth, put_block, text_block

_GUTTER = 14.0  # between panels beside one another
_BETWEEN = 9.0  # between rows of panels
_FOOT = 3.5  # from the columns to what stands under them


def multiples(chart: Chart, ruler: Ruler) -> Drawing:
    """As many panels side by side as their words allow; where one alone is too narrow, clusters of bars."""
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    for across in range(len(chart.series), 0, -1):
        width = (sheet.width - _GUTTER * (across - 1)) / across
        feet = _feet(sheet, chart.series, width)
        if feet is not None:
            return _laid_out(chart, sheet, _even(len(chart.series), across), width, feet)
    return grouped(chart, ruler)


def check_multiples(chart: Chart) -> None:
    """ValueError unless every panel has the same marks."""
    names = [mark.label for mark in chart.series[0].marks]
    if any([mark.label for mark in series.marks] != names for series in chart.series):
        raise ValueError("the panels of a multiples chart show the same marks")


def _even(count: int, across: int) -> int:
    """The fewest panels in a row that take no more rows: four and four rather than five and three."""
    rows = -(-count // across)
    return -(-count // rows)


def _feet(sheet: InkSheet, all_series: Sequence[Series], width: float) -> list[list[TextLine]] | None:
    """What stands under the columns of a panel, or None where the words are too wide for it."""
    bars = [_bars(series) for series in all_series]
    slot = side_by_side(bars[0], 0.0, width).width
    if any(value_width(sheet, bar) > slot - 2 for panel in bars for bar in panel):
        return None
    if any(sheet.ruler.widest(words) > width for s in all_series for words in (s.label, s.note)):
        return None
    return column_foot_blocks(sheet, bars[0], slot - 4)


def _bars(series: Series) -> list[Bar]:
    return [Bar(replace(mark, note=""), 0.0, mark.value) for mark in series.marks]


def _laid_out(
    chart: Chart, sheet: InkSheet, across: int, width: float, feet: Sequence[list[TextLine]]
) -> Drawing:
    width = (sheet.width - _GUTTER * (across - 1)) / across
    heads = [_head(sheet, series, width) for series in chart.series]
    head, foot = max(map(block_depth, heads)) + 3.0, max(map(block_depth, feet)) + _FOOT
    rows = -(-len(heads) // across)
    height_mm = chart.height_mm or 30.0 * rows
    tall = (height_mm * POINTS_PER_MM - 2 * MARGIN - _BETWEEN * (rows - 1)) / rows
    bars = [_bars(series) for series in chart.series]
    axis = fit_upright([bar for panel in bars for bar in panel], None, 0.0, tall - foot, head)
    for number, panel in enumerate(bars):
        left = (number % across) * (width + _GUTTER)
        top = MARGIN + (number // across) * (tall + _BETWEEN)
        put_block(sheet, heads[number], left, top + block_depth(heads[number]) / 2)
        slots = side_by_side(panel, left, left + width)
        put_columns(sheet, panel, replace(axis, origin=axis.origin + top), slots)
        for x, block in zip(slots.centres, feet, strict=True):
            put_block(sheet, block, x, top + tall - foot + _FOOT + block_depth(block) / 2, "middle")
    return sheet.finished(height_mm * POINTS_PER_MM, chart.alt)


def _head(sheet: InkSheet, series: Series, width: float) -> list[TextLine]:
    return text_block(sheet.ruler.wrap(series.label, width), sheet.ruler.wrap(series.note, width, NOTE))


MULTIPLES = ChartKind(
    name="multiples",
    in_words=True,
    summary="a panel of columns for each series, all on one scale; drawn as clusters where they would not fit",
    takes="series",
    draw=multiples,
    check=check_multiples,
    notes=("series",),
    along_time=True,
)
