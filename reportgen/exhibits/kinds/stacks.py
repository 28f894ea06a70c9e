"""Stacked columns: the parts of amounts over time on top of one another, with the total above each."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import combinations

from reportgen.document.chart import Chart, Mark, Series
from reportgen.exhibits.dress import with_own_stack
from reportgen.exhibits.ink import (
    PALETTE,
    Box,
    Drawing,
    InkSheet,
    InkText,
    Patch,
    bar_ink,
    legible_on,
    middle,
)
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.kinds.bars import Bar, grouped, value_width, value_words
from reportgen.exhibits.kinds.columns import Slots, column_foot_blocks, side_by_side
from reportgen.exhibits.kinds.lines import block_height, check_periods, end_block, put_ends
from reportgen.exhibits.measure import LABEL, Axis, Ruler, TooSmall, fit
from reportgen.exhibits.rows import MARGIN, POINTS_PER_MM, block_depth, put_block

_PART = 0.66  # of a slot that its column takes
_WIDEST = 46.0  # of a column, in points
_AIR = 0.4  # of paper at either side of where two parts meet
_GAP = 2.0  # between a column and a value beside it
_NAMES = 6.0  # between the last column and the names of its parts
_TOTAL = 2.6 + 0.86 * LABEL  # what a total takes above its column


@dataclass(frozen=True)
class _Part:
    """One part of a column, from the lower to the higher of its levels."""

    mark: Mark
    low: float
    high: float


def stacked(chart: Chart, ruler: Ruler) -> Drawing:
    """Columns; where their words have no room the same figures as clusters of bars."""
    dressed = with_own_stack(chart)
    for height in _heights(chart):
        with suppress(TooSmall):
            if (drawing := _upright(dressed, ruler, height)) is not None:
                return drawing
    return grouped(_as_clusters(dressed), ruler)


def _heights(chart: Chart) -> Sequence[float]:
    usual = min(max(46.0, 0.45 * chart.width_mm), 60.0)
    return (chart.height_mm,) if chart.height_mm else (usual, 1.25 * usual, 1.5 * usual)


def _as_clusters(chart: Chart) -> Chart:
    """A cluster for each date, of a bar for each part and one for the total."""
    clusters = []
    for n, first in enumerate(chart.series[0].marks):
        parts = [replace(one.marks[n], label=one.label, note="") for one in chart.series]
        clusters.append(Series(first.label, (*parts, *chart.totals[n : n + 1])))
    return replace(chart, kind="grouped", series=tuple(clusters), totals=())


def _upright(chart: Chart, ruler: Ruler, height_mm: float) -> Drawing | None:
    """The columns, or None where a word has no room."""
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    ends = [end_block(sheet, series) for series in chart.series]
    after = _NAMES + max((words.x + words.width for block in ends for words in block), default=0.0)
    bars = [Bar(replace(mark, note=""), 0.0, mark.value) for mark in chart.series[0].marks]
    slots = side_by_side(bars, 0.0, sheet.width - after)
    blocks = column_foot_blocks(sheet, bars, slots.width - 4)
    totals = [Bar(mark, 0.0, mark.value) for mark in chart.totals]
    if blocks is None or any(value_width(sheet, bar) > slots.width - 2 for bar in totals):
        return None
    height = height_mm * POINTS_PER_MM
    bottom = height - MARGIN - max(block_depth(block) for block in blocks) - 3.5
    columns = _columns(chart.series)
    axis = _axis(columns, bottom)
    if sum(map(block_height, ends)) > bottom or not _put_columns(sheet, columns, slots, axis):
        return None
    for total, x, parts in zip(chart.totals, slots.centres, columns, strict=False):
        sheet.add(value_words(sheet, total, x, axis.at(_top(parts)) - 2.6, "middle"))
    edge = slots.centres[-1] + _half(slots)
    for left, right in slots.grounds:
        sheet.line((left, axis.at(0.0)), (min(right, edge), axis.at(0.0)), colour="muted")
    for x, block in zip(slots.centres, blocks, strict=True):
        put_block(sheet, block, x, bottom + 3.5 + block_depth(block) / 2, "middle")
    lasts = [(edge, axis.at((part.low + part.high) / 2)) for part in columns[-1]]
    put_ends(sheet, chart.series, ends, lasts, bottom)
    return sheet.finished(height, chart.alt)


def _half(slots: Slots) -> float:
    return min(_PART * slots.width, _WIDEST) / 2


def _columns(all_series: Sequence[Series]) -> list[list[_Part]]:
    """The parts of each column: what is above zero upwards from it, what is below downwards."""
    columns = []
    for marks in zip(*(series.marks for series in all_series), strict=True):
        up = down = 0.0
        parts = []
        for mark in marks:
            if mark.value < 0:
                parts.append(_Part(mark, down + mark.value, down))
                down += mark.value
            else:
                parts.append(_Part(mark, up, up + mark.value))
                up += mark.value
        columns.append(parts)
    return columns


def _top(parts: Sequence[_Part]) -> float:
    return max(0.0, *(part.high for part in parts))


def _axis(columns: Sequence[Sequence[_Part]], bottom: float) -> Axis:
    """The upright scale; positions run downward, so it is fitted head down."""
    items = [(0.0, 0.0, 0.0)]
    for parts in columns:
        items += [(-_top(parts), _TOTAL, 0.0), (-min(0.0, *(part.low for part in parts)), 0.0, 0.0)]
    axis = fit(MARGIN, bottom, items)
    return Axis(axis.origin if axis.unit else bottom, -axis.unit)


def _put_columns(sheet: InkSheet, columns: Sequence[Sequence[_Part]], slots: Slots, axis: Axis) -> bool:
    """The parts, each with its value in it or beside it, but for those of the last column, whose values stand with
    their names; False where a value has no room."""
    half, beside = _half(slots), list[InkText]()
    for number, (parts, x) in enumerate(zip(columns, slots.centres, strict=True)):
        for part in parts:
            box = _box(part, x, half, axis)
            ink = bar_ink(box, part.mark.tone, part.mark.role) if box.bottom > box.top else []
            sheet.add(*ink)
            if number == len(columns) - 1 or not part.mark.text:
                continue
            if _holds(sheet, part.mark, box):
                fill = next((one.fill for one in ink if isinstance(one, Patch)), "")
                _put_inside(sheet, part.mark, box, legible_on(fill))
            else:
                y = middle(_clear_of_ground(box, part, axis.at(0.0)), LABEL, part.mark.text)
                beside.append(value_words(sheet, part.mark, x + half + _GAP, y, "start"))
    room = slots.width - 2 * half - 2 * _GAP
    if any(words.width > room for words in beside):
        return False
    sheet.add(*beside)
    return not any(one.box.meets(other.box) for one, other in combinations(beside, 2))


def _box(part: _Part, x: float, half: float, axis: Axis) -> Box:
    """Where a part stands, with a little paper at its ends unless there would be nothing left."""
    top, bottom = axis.at(part.high), axis.at(part.low)
    air = _AIR if bottom - top > 1.6 else 0.0
    return Box(x - half, top + air, x + half, bottom - air)


def _clear_of_ground(box: Box, part: _Part, ground: float) -> float:
    """The middle of a value beside a part: at its height, but above the ground line, or below it."""
    centre, room = (box.top + box.bottom) / 2, LABEL / 2 + 1.0
    return max(centre, ground + room) if part.mark.value < 0 else min(centre, ground - room)


def _holds(sheet: InkSheet, mark: Mark, box: Box) -> bool:
    wide = sheet.ruler.width(mark.text, LABEL, 600) + 2.0 <= box.right - box.left
    return wide and box.bottom - box.top >= LABEL + 1.0


def _put_inside(sheet: InkSheet, mark: Mark, box: Box, colour: str) -> None:
    """The value in the middle of its part. Hatching is cleared away behind it."""
    y = middle((box.top + box.bottom) / 2, LABEL, mark.text)
    words = value_words(sheet, mark, (box.left + box.right) / 2, y, "middle", colour)
    if mark.tone == "guidance":
        room = words.box
        sheet.add(Patch(Box(room.left - 1, room.top, room.right + 1, room.bottom), PALETTE["paper"]))
    sheet.add(words)


STACKED = ChartKind(
    name="stacked",
    summary="columns of parts, each series one of them, with the total above; drawn as clusters of bars where the "
    "labels would not fit",
    takes="series",
    draw=stacked,
    check=check_periods,
    along_time=True,
)
