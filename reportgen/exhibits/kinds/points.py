"""Figures as positions along a row: ranges with their markers, and before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.document.chart import Chart, ChartSpan, Mark, Series
from reportgen.exhibits.ink import (
    PALETTE,
    Anchor,
    Box,
    Dot,
    Drawing,
    InkSheet,
    Stroke,
    bar_ink,
    mark_colour,
    middle,
)
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.measure import LABEL, LEADING, NOTE, Axis, Ruler, fit
from reportgen.exhibits.rows import POINTS_PER_MM, RowSpace, head_room, put_reference, set_rows

_BAR = 6.4  # thickness of a span, in points
_RADIUS = 2.7
_GAP = 3.2
_LINE = NOTE * LEADING

SpacedFigure = tuple[float, float, float]  # a figure, and the room it needs before and after itself


def range_chart(chart: Chart, ruler: Ruler) -> Drawing:
    """Spans, one a row, on one scale."""
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    rows = [RowSpace(span.label, span.note, *_room(span)) for span in chart.spans]
    frame = set_rows(sheet, rows, top=head_room(chart), gap=5.0, height_mm=chart.height_mm)
    items = [item for span in chart.spans for item in _span_items(sheet, span)]
    axis = _fit_rows(sheet, chart, items, frame.left)
    _put_rules(sheet, chart, axis, frame.left, (frame.top - 1.0, frame.bottom + 1.0))
    for span, y in zip(chart.spans, frame.middles, strict=True):
        if span.missing:
            sheet.add(
                sheet.words(
                    span.missing,
                    frame.left + _GAP,
                    middle(y, LABEL, span.missing),
                    colour="muted",
                    cite=span.cite,
                )
            )
        else:
            _put_span(sheet, span, axis, y, frame.left)
    return sheet.finished(frame.height, chart.alt)


def _fit_rows(sheet: InkSheet, chart: Chart, items: Sequence[SpacedFigure], left: float) -> Axis:
    more = [(0.0, 0.0, 0.0)] if chart.zero or not items else []
    if chart.reference is not None:
        more.append((chart.reference, 0.0, 0.0))
    return fit(left, sheet.width - 0.5, [*items, *more])


def _put_rules(sheet: InkSheet, chart: Chart, axis: Axis, left: float, ends: tuple[float, float]) -> None:
    """The zero line and the reference line, with the latter's name above it."""
    if chart.zero:
        sheet.line((axis.at(0.0), ends[0]), (axis.at(0.0), ends[1]), colour="muted")
    if chart.reference is not None:
        put_reference(sheet, chart, axis.at(chart.reference), left, ends[1])


def _marker_on_span(span: ChartSpan) -> bool:
    """True where the marker stands on the span itself, so that its words have to go above."""
    return span.marker is not None and span.low <= span.marker <= span.high


def _room(span: ChartSpan) -> tuple[float, float]:
    above = _LINE + 0.8 if _marker_on_span(span) and span.marker_text and not span.missing else 0.0
    below = _LINE if span.point is not None and span.point_text and not span.missing else 0.0
    return _BAR / 2 + 0.6 + above, _BAR / 2 + 0.6 + below


def _span_items(sheet: InkSheet, span: ChartSpan) -> Iterator[SpacedFigure]:
    """What a row needs: the span's words stand away from the marker, the marker's away from the span."""
    if span.missing:
        return
    words = sheet.ruler.width(span.text, LABEL, 600) + _GAP + 1.2
    beyond = span.marker is not None and span.marker > span.high
    yield span.low, words if beyond else 1.2, 0.0
    yield span.high, 0.0, 1.2 if beyond else words
    if span.marker is None:
        return
    marker = sheet.ruler.width(span.marker_text, NOTE)
    if _marker_on_span(span):
        yield span.marker, min(marker / 2, 0.1 * sheet.width), min(marker / 2, 0.1 * sheet.width)
    elif beyond:
        yield span.marker, 0.0, _RADIUS + _GAP + marker
    else:
        yield span.marker, _RADIUS + _GAP + marker, 0.0


def _put_span(sheet: InkSheet, span: ChartSpan, axis: Axis, y: float, left: float) -> None:
    low, high = axis.at(span.low), axis.at(span.high)
    wide = max(high - low, 2.4)  # a single figure is an upright stroke
    centre = (low + high) / 2
    box = Box(centre - wide / 2, y - _BAR / 2, centre + wide / 2, y + _BAR / 2)
    if span.marker is not None and not _marker_on_span(span):
        near = box.left if span.marker < span.low else box.right
        sheet.line((axis.at(span.marker), y), (near, y), colour="grey")
    tone = "actual" if high - low < 2.4 and span.tone == "guidance" else span.tone
    sheet.add(*bar_ink(box, tone, span.role))
    if span.point is not None:
        _put_point(sheet, span, axis.at(span.point), y, left)
    _put_span_words(sheet, span, box, y)
    if span.marker is not None:
        _put_marker(sheet, span, axis.at(span.marker), y, left)


def _put_span_words(sheet: InkSheet, span: ChartSpan, box: Box, y: float) -> None:
    beyond = span.marker is not None and span.marker > span.high
    x = box.left - _GAP if beyond else box.right + _GAP
    baseline = middle(y, LABEL, span.text)
    anchor: Anchor = "end" if beyond else "start"
    sheet.add(sheet.words(span.text, x, baseline, weight=600, anchor=anchor, cite=span.cite))


def _put_point(sheet: InkSheet, span: ChartSpan, x: float, y: float, left: float) -> None:
    """A tick through the span, its words below."""
    colour = PALETTE["ink"]
    sheet.add(Stroke((((x, y - _BAR / 2 - 1.2), (x, y + _BAR / 2 + 1.2)),), colour, 1.1))
    if span.point_text:
        below = y + _BAR / 2 + _LINE - 1.0
        words = sheet.words(span.point_text, x, below, size=NOTE, anchor="middle", cite=span.point_cite)
        sheet.add(words.within(left, sheet.width))


def _put_marker(sheet: InkSheet, span: ChartSpan, x: float, y: float, left: float) -> None:
    """A hollow dot; its words beside it, or above where it stands on the span."""
    sheet.add(Dot(x, y, _RADIUS, PALETTE["paper"], PALETTE["ink"], 0.9))
    if not span.marker_text:
        return
    baseline = middle(y, NOTE, span.marker_text)
    words = sheet.words(
        span.marker_text, x - _RADIUS - _GAP, baseline, size=NOTE, anchor="end", cite=span.marker_cite
    )
    if _marker_on_span(span):
        above = y - _BAR / 2 - 3.2
        words = sheet.words(span.marker_text, x, above, size=NOTE, anchor="middle", cite=span.marker_cite)
        words = words.within(left, sheet.width)
    elif span.marker is not None and span.marker > span.high:
        words = sheet.words(span.marker_text, x + _RADIUS + _GAP, baseline, size=NOTE, cite=span.marker_cite)
    sheet.add(words)


def check_ranges(chart: Chart) -> None:
    """ValueError for a span that ends before it begins."""
    if any(span.low > span.high for span in chart.spans):
        raise ValueError("a span that ends before it begins")


def dumbbell(chart: Chart, ruler: Ruler) -> Drawing:
    """Two points a row, joined."""
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    named = _named(chart.series)
    up = _RADIUS + 0.6
    heads = [_LINE if name else 0.0 for name in named]
    rows = [RowSpace(s.label, s.note, up + head, up) for s, head in zip(chart.series, heads, strict=True)]
    frame = set_rows(sheet, rows, top=head_room(chart), gap=5.0, height_mm=chart.height_mm)
    pairs = [(_ordered(series), name) for series, name in zip(chart.series, named, strict=True)]
    items = [item for pair, name in pairs for item in _pair_items(sheet, pair, name)]
    axis = _fit_rows(sheet, chart, items, frame.left)
    _put_rules(sheet, chart, axis, frame.left, (frame.top - 1.0, frame.bottom + 1.0))
    for series, (pair, name), y in zip(chart.series, pairs, frame.middles, strict=True):
        ends = [axis.at(mark.value) for mark in series.marks]
        sheet.add(Stroke((((ends[0], y), (ends[1], y)),), PALETTE["hairline"], 1.6))
        for mark, x in zip(series.marks, ends, strict=True):
            sheet.add(mark_dot(mark, x, y))
        _put_pair_words(sheet, pair, axis, y, name)
    return sheet.finished(frame.height, chart.alt)


def mark_dot(mark: Mark, x: float, y: float) -> Dot:
    """A mark as a dot: hollow unless it is actual, grey where it is a comparative."""
    colour = mark_colour(mark.tone, mark.role)
    if mark.tone in ("actual", "comparative", "warning"):
        return Dot(x, y, _RADIUS, colour)
    return Dot(x, y, _RADIUS, PALETTE["paper"], colour, 0.9)


def _named(all_series: Sequence[Series]) -> list[bool]:
    """Whether a row says what its two points are: the first does, and whichever differs from the one before."""
    labels = [tuple(mark.label for mark in series.marks) for series in all_series]
    return [any(now) and (n == 0 or now != labels[n - 1]) for n, now in enumerate(labels)]


def _ordered(series: Series) -> tuple[Mark, Mark]:
    first, last = series.marks
    return (first, last) if first.value <= last.value else (last, first)


def _pair_items(sheet: InkSheet, pair: tuple[Mark, Mark], named: bool) -> Iterator[SpacedFigure]:
    low, high = (
        max(
            sheet.ruler.width(mark.text, LABEL, 600) + _RADIUS + _GAP,
            sheet.ruler.width(mark.label, NOTE) + 2.0 if named else 0.0,
        )
        for mark in pair
    )
    yield pair[0].value, low, _RADIUS
    yield pair[1].value, _RADIUS, high


def _put_pair_words(sheet: InkSheet, pair: tuple[Mark, Mark], axis: Axis, y: float, named: bool) -> None:
    """Values on the outer sides; above them what the points are, each beginning over its own dot."""
    sides: tuple[tuple[Mark, Anchor, float], ...] = ((pair[0], "end", -1.0), (pair[1], "start", 1.0))
    apart = (axis.at(pair[1].value) - axis.at(pair[0].value)) / 2
    for mark, anchor, side in sides:
        x = axis.at(mark.value)
        beside = x + side * (_RADIUS + _GAP)
        baseline = middle(y, LABEL, mark.text)
        sheet.add(sheet.words(mark.text, beside, baseline, weight=600, anchor=anchor, cite=mark.cite))
        if named:
            over, above = x - side * min(_RADIUS, apart - 2.0), y - _RADIUS - 2.6
            sheet.add(sheet.words(mark.label, over, above, size=NOTE, colour="muted", anchor=anchor))


RANGE = ChartKind(
    name="range",
    summary="spans, one a row, each with a marker and a tick",
    takes="spans",
    draw=range_chart,
    check=check_ranges,
    notes=("spans",),
    reference=True,
    zero="optional",
)
DUMBBELL = ChartKind(
    name="dumbbell",
    summary="two marks a series, before and after, joined on one row",
    takes="series",
    draw=dumbbell,
    least=2,
    most=2,
    notes=("series",),
    reference=True,
    zero="optional",
)
