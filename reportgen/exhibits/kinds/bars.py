"""Horizontal bars from zero, one or several a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportgen.document.chart import Chart, Mark
from reportgen.exhibits.ink import (
    Anchor,
    Box,
    Drawing,
    InkSheet,
    InkText,
    bar_ink,
    legible_on,
    mark_colour,
    middle,
)
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.measure import LABEL, NOTE, Axis, Ruler, TooSmall, fit
from reportgen.exhibits.rows import MARGIN, POINTS_PER_MM, RowSpace, head_room, put_reference, set_rows

_THICKNESS = 8.4  # of a horizontal bar, in points
_THICKEST = 13.0  # where `height_mm` leaves room for it
GAP = 3.0  # between a bar and its words
_SOLID = ("actual", "warning", "comparative")


@dataclass(frozen=True)
class Bar:
    """A bar from `base` to `tip` for a mark. `aside` stands in small type after the printed value."""

    mark: Mark
    base: float
    tip: float
    aside: str = ""
    thickness: float = _THICKNESS

    @property
    def backward(self) -> bool:
        """True for a bar that runs from zero to a negative figure: its words stand on the other side."""
        return self.base == 0 and self.tip < 0

    @property
    def ends(self) -> tuple[float, float]:
        """The lower and the higher of its two ends."""
        return min(self.base, self.tip), max(self.base, self.tip)


def bar(chart: Chart, ruler: Ruler) -> Drawing:
    """One bar a row."""
    return in_rows(chart, ruler, [Bar(mark, 0.0, mark.value) for mark in chart.marks])


def grouped(chart: Chart, ruler: Ruler) -> Drawing:
    """Clusters of bars, one cluster a row."""
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    thickness = _thickness(chart, sum(len(series.marks) for series in chart.series))
    pitch = thickness + 1.6
    halves = [pitch * len(series.marks) / 2 - 0.8 for series in chart.series]
    rows = [RowSpace(s.label, s.note, half, half) for s, half in zip(chart.series, halves, strict=True)]
    frame = set_rows(sheet, rows, top=head_room(chart), gap=7.0, height_mm=chart.height_mm)
    bars, middles, said = [], [], [""] * max(len(series.marks) for series in chart.series)
    for series, centre in zip(chart.series, frame.middles, strict=True):
        alike = len({(mark.tone, mark.role) for mark in series.marks}) < len(series.marks)
        for number, mark in enumerate(series.marks):
            key = mark.label if alike or said[number] != mark.label else ""
            said[number] = mark.label
            bars.append(Bar(mark, 0.0, mark.value, "  ".join(filter(None, (key, mark.note))), thickness))
            middles.append(centre + (number - (len(series.marks) - 1) / 2) * pitch)
    _put_bars(sheet, bars, middles, frame.left, chart)
    return sheet.finished(frame.height, chart.alt)


def in_rows(chart: Chart, ruler: Ruler, bars: Sequence[Bar], joined: bool = False) -> Drawing:
    """One bar a row; `joined` draws a hairline from each bar's tip to the next bar."""
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    bars = [replace(bar, thickness=_thickness(chart, len(bars))) for bar in bars]
    rows = [RowSpace(bar.mark.label, bar.mark.note, bar.thickness / 2, bar.thickness / 2) for bar in bars]
    frame = set_rows(sheet, rows, top=head_room(chart), gap=5.0, height_mm=chart.height_mm)
    _put_bars(sheet, bars, frame.middles, frame.left, chart, joined)
    return sheet.finished(frame.height, chart.alt)


def _thickness(chart: Chart, count: int) -> float:
    room = (chart.height_mm or 0.0) * POINTS_PER_MM / count
    return min(max(_THICKNESS, 0.45 * room), _THICKEST)


def _put_bars(
    sheet: InkSheet,
    bars: Sequence[Bar],
    middles: Sequence[float],
    left: float,
    chart: Chart,
    joined: bool = False,
) -> None:
    """Bars at their heights, from the baseline at zero, with their values beside them."""
    inside, axis = _choose_sides(sheet, bars, left, chart.reference)
    half = bars[0].thickness / 2
    ends = (middles[0] - half - MARGIN, middles[-1] + half + MARGIN)
    if chart.reference is not None:
        put_reference(sheet, chart, axis.at(chart.reference), left, ends[1])
    if joined:
        tips = [(axis.at(bar.tip), y) for bar, y in zip(bars, middles, strict=True)]
        for (x, y), (_, below) in pairwise(tips):
            sheet.line((x, y + half), (x, below - half), colour="grey")
    for number, (bar, y) in enumerate(zip(bars, middles, strict=True)):
        low, high = (axis.at(end) for end in bar.ends)
        box = Box(low, y - half, high, y + half)
        sheet.add(*(bar_ink(box, bar.mark.tone, bar.mark.role) if high > low else []))
        _put_value(sheet, bar, box, number in inside)
    sheet.line((axis.at(0.0), ends[0]), (axis.at(0.0), ends[1]), colour="muted")


def _choose_sides(
    sheet: InkSheet, bars: Sequence[Bar], left: float, reference: float | None
) -> tuple[frozenset[int], Axis]:
    """Which bars hold their value, and the scale.

    Values stand outside, unless that leaves too little for ink: then the long solid bars hold theirs.
    """
    longest = max(abs(end) for bar in bars for end in bar.ends) or 1.0
    holders = frozenset(
        number for number, bar in enumerate(bars) if bar.mark.tone in _SOLID and abs(bar.tip) > 0.5 * longest
    )
    outside = _try_fit(sheet, bars, left, reference, frozenset())
    if outside and outside.unit * longest >= 0.35 * (sheet.width - left):
        return frozenset(), outside
    inside = _try_fit(sheet, bars, left, reference, holders)
    if inside and all(
        abs(bars[n].tip - bars[n].base) * inside.unit > value_width(sheet, bars[n]) + 2 * GAP for n in holders
    ):
        return holders, inside
    if outside is None:
        widest = max(bars, key=lambda bar: value_width(sheet, bar))
        raise TooSmall(f"{widest.mark.text!r} leaves no room for its bar")
    return frozenset(), outside


def _try_fit(
    sheet: InkSheet, bars: Sequence[Bar], left: float, reference: float | None, inside: frozenset[int]
) -> Axis | None:
    items = [(0.0, 0.0, 0.0), *([(reference, 0.0, 0.0)] if reference is not None else [])]
    for number, bar in enumerate(bars):
        room = 0.0 if number in inside else GAP + value_width(sheet, bar)
        low, high = bar.ends
        items += [(low, room if bar.backward else 0.0, 0.0), (high, 0.0, 0.0 if bar.backward else room)]
    try:
        return fit(left, sheet.width - 0.5, items)
    except TooSmall:
        return None


def value_width(sheet: InkSheet, bar: Bar) -> float:
    """Width of the printed value and what stands aside after it."""
    aside = sheet.ruler.width(bar.aside, NOTE) + GAP if bar.aside else 0.0
    return sheet.ruler.width(bar.mark.text, LABEL, 600) + aside


def _put_value(sheet: InkSheet, bar: Bar, box: Box, inside: bool) -> None:
    """The printed value beside the tip, or within it, and what stands aside after it."""
    y = (box.top + box.bottom) / 2
    width = value_width(sheet, bar)
    x = box.left - GAP - width if bar.backward else box.right + GAP
    if inside:
        x = box.left + GAP if bar.backward else box.right - GAP - width
    colour = legible_on(mark_colour(bar.mark.tone, bar.mark.role)) if inside else "ink"
    value = value_words(sheet, bar.mark, x, middle(y, LABEL, bar.mark.text), "start", colour)
    sheet.add(value)
    if bar.aside:
        x = value.box.right + GAP
        sheet.add(sheet.words(bar.aside, x, middle(y, LABEL, bar.aside), size=NOTE, colour="muted"))


def value_words(
    sheet: InkSheet, mark: Mark, x: float, y: float, anchor: Anchor, colour: str = "ink"
) -> InkText:
    """A mark's printed value."""
    return sheet.words(mark.text, x, y, weight=600, colour=colour, anchor=anchor, cite=mark.cite)


BAR = ChartKind(
    name="bar",
    in_words=True,
    summary="horizontal bars from zero, either way",
    takes="marks",
    draw=bar,
    notes=("marks",),
    reference=True,
)
GROUPED = ChartKind(
    name="grouped",
    in_words=True,
    summary="clusters of bars; a label is said once, or at each bar where bars look alike",
    takes="series",
    draw=grouped,
    notes=("marks", "series"),
    reference=True,
)
