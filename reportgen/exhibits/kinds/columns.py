"""Upright bars: columns over time, and the bridge from one total to another.

Where the words are too wide to stand side by side, the same bars are drawn as rows instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportgen.document.chart import Chart, Mark, Series, Tick
from reportgen.exhibits.ink import Box, Drawing, InkSheet, bar_ink, middle
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.kinds.bars import GAP, Bar, in_rows, value_width, value_words
from reportgen.exhibits.kinds.lines import foot_depth, line_foot_blocks, put_feet, put_scale, scale_gutter
from reportgen.exhibits.measure import LABEL, LEADING, NOTE, Axis, Ruler, fit
from reportgen.exhibits.rows import MARGIN, POINTS_PER_MM, TextLine, block_depth, put_block, text_block
from reportgen.exhibits.time_axis import gaps

_WIDEST = 27.0  # of a column, in points
_AIR = 0.5  # of a slot, where dates are missing
_OVERHEAD = 2.6 + 0.86 * LABEL  # what a value takes beyond the end of its column


def column(chart: Chart, ruler: Ruler) -> Drawing:
    """One column beside the other."""
    bars = [Bar(mark, 0.0, mark.value) for mark in chart.marks]
    if chart.scale:
        return _many(chart, ruler, bars)
    return _upright(chart, ruler, bars) or in_rows(chart, ruler, bars)


def _many(chart: Chart, ruler: Ruler, bars: Sequence[Bar]) -> Drawing:
    """So many columns that they are read from a scale. The value of the last runs out to the right."""
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    gutter, last = scale_gutter(sheet, chart), value_width(sheet, bars[-1])
    slots = side_by_side(bars, gutter, sheet.width)
    slots = side_by_side(bars, gutter, sheet.width - max((last - slots.width) / 2, 0.0))
    feet = line_foot_blocks(sheet, replace(chart, series=(Series("", chart.marks),)), slots.centres)
    height = (chart.height_mm or min(max(42.0, 0.36 * chart.width_mm), 56.0)) * POINTS_PER_MM
    bottom = height - MARGIN - foot_depth(chart, feet) - 3.5
    axis = fit_upright(bars, chart.reference, 0.0, bottom, scale=chart.scale)
    put_scale(sheet, chart.scale, axis, (gutter, slots.grounds[-1][1]))
    aside = _reference_lines(sheet, chart)
    if chart.reference is not None:
        _put_reference(sheet, chart, aside, axis.at(chart.reference), slots.grounds[-1][1])
    put_columns(sheet, bars, axis, slots)
    put_feet(sheet, replace(chart, series=(Series("", chart.marks),)), feet, slots.centres, bottom)
    return sheet.finished(height, chart.alt)


def bridge(chart: Chart, ruler: Ruler) -> Drawing:
    """A waterfall."""
    bars = _steps(chart.marks)
    return _upright(chart, ruler, bars, joined=True) or in_rows(chart, ruler, bars, joined=True)


def check_bridge(chart: Chart) -> None:
    """ValueError unless a bridge begins and ends with a total, and the steps lead to each total."""
    _steps(chart.marks)


def _steps(marks: Sequence[Mark]) -> list[Bar]:
    if len(marks) < 2 or marks[0].role != "ink" or marks[-1].role != "ink":
        raise ValueError("a bridge begins and ends with a total: a mark of role ink")
    # Figures are rounded before they get here, and the eye does not see one part in a hundred.
    slack = 0.01 * max(abs(mark.value) for mark in marks)
    bars, level = [], marks[0].value
    for mark in marks:
        if mark.role != "ink":
            step = replace(mark, role="warning" if mark.value < 0 else mark.role)
            bars.append(Bar(step, level, level + mark.value))
        elif abs(mark.value - level) > slack:
            raise ValueError(f"the bridge does not lead to {mark.label!r}")
        else:
            bars.append(Bar(mark, 0.0, mark.value))
        level = bars[-1].tip
    return bars


def _upright(chart: Chart, ruler: Ruler, bars: Sequence[Bar], joined: bool = False) -> Drawing | None:
    """Columns side by side, or None where a label or a value is wider than its column's part of the width."""
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    aside = _reference_lines(sheet, chart)
    room = sheet.width - max((ruler.width(line, NOTE) + 2 * GAP for line in aside), default=0.0)
    slots = side_by_side(bars, 0.0, room)
    blocks = column_foot_blocks(sheet, bars, slots.width - 4)
    if blocks is None or any(value_width(sheet, bar) > slots.width - 2 for bar in bars):
        return None
    foot = max(block_depth(block) for block in blocks) + 3.5
    height = (chart.height_mm or min(max(42.0, 0.45 * chart.width_mm), 56.0)) * POINTS_PER_MM
    bottom = height - MARGIN - foot
    axis = fit_upright(bars, chart.reference, len(aside) * NOTE * LEADING / 2, bottom)
    if chart.reference is not None:
        _put_reference(sheet, chart, aside, axis.at(chart.reference), room)
    put_columns(sheet, bars, axis, slots, joined=joined)
    for x, block in zip(slots.centres, blocks, strict=True):
        put_block(sheet, block, x, bottom + 3.5 + block_depth(block) / 2, "middle")
    return sheet.finished(height, chart.alt)


@dataclass(frozen=True)
class Slots:
    """Where columns stand: the middle of each, and the width that each has for itself. `grounds` are the stretches of
    their ground line, one for each run of dates."""

    centres: tuple[float, ...]
    width: float
    grounds: tuple[tuple[float, float], ...]


def side_by_side(bars: Sequence[Bar], left: float, right: float) -> Slots:
    """A slot for each column, with some air where dates are missing or periods of another length begin."""
    missing = gaps([bar.mark for bar in bars])
    width = (right - left) / (len(bars) + _AIR * len(missing))
    starts = [left + width * (n + _AIR * sum(gap <= n for gap in missing)) for n in range(len(bars))]
    cuts = [0, *sorted(missing), len(bars)]
    grounds = tuple((starts[first], starts[end - 1] + width) for first, end in pairwise(cuts))
    return Slots(tuple(start + width / 2 for start in starts), width, grounds)


def _reference_lines(sheet: InkSheet, chart: Chart) -> tuple[str, ...]:
    if chart.reference is None:
        return ()
    room = max(0.16 * sheet.width, sheet.ruler.widest(chart.reference_text, NOTE))
    return sheet.ruler.wrap(chart.reference_text, room, NOTE)


def fit_upright(
    bars: Sequence[Bar],
    reference: float | None,
    aside: float,
    bottom: float,
    top: float = MARGIN,
    *,
    scale: Sequence[Tick] = (),
) -> Axis:
    """The upright scale; positions run downward, so it is fitted head down. `aside` is half the reference's name."""
    items = [(0.0, 0.0, 0.0), *([(-reference, aside, aside)] if reference is not None else [])]
    for bar in bars:
        low, high = bar.ends
        above, below = (0.0, _OVERHEAD) if bar.backward else (_OVERHEAD, 0.0)
        items += [(-high, above, 0.0), (-low, 0.0, below)]
    axis = fit(top, bottom, [*items, *((-tick.at, NOTE / 2, NOTE / 2) for tick in scale)])
    return Axis(axis.origin if axis.unit else bottom, -axis.unit)


def put_columns(
    sheet: InkSheet, bars: Sequence[Bar], axis: Axis, slots: Slots, *, joined: bool = False
) -> None:
    """Columns with their values and their ground line, which is broken where dates are missing."""
    half = min(0.62 * slots.width, _WIDEST) / 2
    centres = slots.centres
    for (bar, x), (_, beyond) in pairwise(zip(bars, centres, strict=True)):
        if joined:
            sheet.line((x + half, axis.at(bar.tip)), (beyond - half, axis.at(bar.tip)), colour="grey")
    for bar, x in zip(bars, centres, strict=True):
        low, high = (axis.at(end) for end in bar.ends)
        if low > high:
            sheet.add(*bar_ink(Box(x - half, high, x + half, low), bar.mark.tone, bar.mark.role))
        y = low + _OVERHEAD if bar.backward else high - 2.6
        sheet.add(value_words(sheet, bar.mark, x, y, "middle"))
    for left, right in slots.grounds:
        sheet.line((left, axis.at(0.0)), (right, axis.at(0.0)), colour="muted")


def _put_reference(sheet: InkSheet, chart: Chart, lines: Sequence[str], y: float, right: float) -> None:
    """A dashed line across, with its name at the right end."""
    sheet.line((0.0, y), (right, y), colour="muted", dashed=True)
    step = NOTE * LEADING
    top = y - step * len(lines) / 2
    for number, text in enumerate(lines):
        baseline = middle(top + (number + 0.5) * step, NOTE, text)
        cite = chart.reference_cite if number == len(lines) - 1 else ""  # the figure stands at the end
        sheet.add(sheet.words(text, right + GAP, baseline, size=NOTE, colour="muted", cite=cite))


def column_foot_blocks(sheet: InkSheet, bars: Sequence[Bar], room: float) -> list[list[TextLine]] | None:
    """Labels and notes under the columns, or None where a word sticks out or a label needs a fourth line."""
    blocks: list[list[TextLine]] = []
    for mark in (bar.mark for bar in bars):
        labels, notes = sheet.ruler.wrap(mark.label, room), sheet.ruler.wrap(mark.note, room, NOTE)
        widest = max(sheet.ruler.widest(mark.label), sheet.ruler.widest(mark.note, NOTE))
        if widest > room or max(len(labels), len(notes)) > 3:
            return None
        blocks.append(text_block(labels, notes))
    return blocks


COLUMN = ChartKind(
    name="column",
    in_words=True,
    summary="upright bars from zero; drawn as bars where the labels would not fit side by side",
    takes="marks",
    draw=column,
    notes=("marks",),
    along_time=True,
    reference=True,
)
BRIDGE = ChartKind(
    name="bridge",
    summary="a waterfall: a mark of role ink is a total, every other one a signed step",
    takes="marks",
    draw=bridge,
    check=check_bridge,
    notes=("marks",),
    reference=True,
)
