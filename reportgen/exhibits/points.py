"""Figures as positions along a row: ranges with their markers, and before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.exhibits.ink import PALETTE, Box, Dot, Drawing, Patch, Sheet, Stroke, Words, middle, toned
from reportgen.exhibits.marks import Chart, Mark, Series, Span
from reportgen.exhibits.measure import LABEL, LEADING, NOTE, Axis, Type, fit
from reportgen.exhibits.rows import MARGIN, POINTS_PER_MM, Row, set_rows

_BAR = 6.4  # thickness of a span, in points
_RADIUS = 2.7
_GAP = 3.2
_LINE = NOTE * LEADING

Item = tuple[float, float, float]  # a figure, and the room it needs before and after itself


def ranges(chart: Chart, type_: Type) -> Drawing:
    """Spans, one a row, on one scale."""
    sheet = Sheet(type_, chart.width_mm * POINTS_PER_MM)
    if any(span.low > span.high for span in chart.spans):
        raise ValueError("a span that ends before it begins")
    rows = [Row(span.label, span.note, *_room(span)) for span in chart.spans]
    top = MARGIN + (_LINE + 3 if chart.reference is not None else 0.0)
    frame = set_rows(sheet, rows, top=top, gap=5.0, height_mm=chart.height_mm)
    items = [item for span in chart.spans for item in _span_items(sheet, span)]
    axis = _fit_rows(sheet, chart, items, frame.left)
    _put_rules(sheet, chart, axis, frame.left, (frame.top - 1.0, frame.bottom + 1.0))
    for span, y in zip(chart.spans, frame.middles, strict=True):
        if span.missing:
            sheet.add(sheet.words(span.missing, frame.left, middle(y, LABEL, span.missing), colour="muted"))
        else:
            _put_span(sheet, span, axis, y, frame.left)
    return sheet.printed(frame.bottom + MARGIN, chart.alt)


def _fit_rows(sheet: Sheet, chart: Chart, items: Sequence[Item], left: float) -> Axis:
    more = [(0.0, 0.0, 0.0)] if chart.zero or not items else []
    if chart.reference is not None:
        more.append((chart.reference, 0.0, 0.0))
    return fit(left, sheet.width - 0.5, [*items, *more])


def _put_rules(sheet: Sheet, chart: Chart, axis: Axis, left: float, ends: tuple[float, float]) -> None:
    """The zero line and the reference line, with the latter's name above it."""
    if chart.zero:
        sheet.line((axis.at(0.0), ends[0]), (axis.at(0.0), ends[1]), colour="muted")
    if chart.reference is not None:
        put_upright_reference(sheet, chart, axis.at(chart.reference), left, ends)


def put_upright_reference(
    sheet: Sheet, chart: Chart, x: float, left: float, ends: tuple[float, float]
) -> None:
    """A dashed upright line with its name above it, kept within the plot."""
    sheet.line((x, ends[0]), (x, ends[1]), colour="muted", dashed=True)
    half = sheet.type.width(chart.reference_text, NOTE) / 2
    if 2 * half > sheet.width:
        raise ValueError("the chart is too narrow for its labels")
    centre = max(min(max(x, left + half), sheet.width - half), half)
    sheet.add(
        sheet.words(
            chart.reference_text,
            centre,
            ends[0] - 2.5,
            size=NOTE,
            colour="muted",
            anchor="middle",
            cite=chart.reference_cite,
        )
    )


def _between(span: Span) -> bool:
    """True where the marker stands on the span itself, so that its words have to go above."""
    return span.marker is not None and span.low <= span.marker <= span.high


def _room(span: Span) -> tuple[float, float]:
    above = _LINE if _between(span) and span.marker_text and not span.missing else 0.0
    below = _LINE if span.point is not None and span.point_text and not span.missing else 0.0
    return _BAR / 2 + 0.6 + above, _BAR / 2 + 0.6 + below


def _span_items(sheet: Sheet, span: Span) -> Iterator[Item]:
    """What a row needs: the span's words stand away from the marker, the marker's away from the span."""
    if span.missing:
        return
    words = sheet.type.width(span.text, LABEL, 600) + _GAP + 1.2
    beyond = span.marker is not None and span.marker > span.high
    yield span.low, words if beyond else 1.2, 0.0
    yield span.high, 0.0, 1.2 if beyond else words
    if span.marker is None:
        return
    marker = sheet.type.width(span.marker_text, NOTE)
    if _between(span):
        yield span.marker, min(marker / 2, 0.1 * sheet.width), min(marker / 2, 0.1 * sheet.width)
    elif beyond:
        yield span.marker, 0.0, _RADIUS + _GAP + marker
    else:
        yield span.marker, _RADIUS + _GAP + marker, 0.0


def _put_span(sheet: Sheet, span: Span, axis: Axis, y: float, left: float) -> None:
    low, high = axis.at(span.low), axis.at(span.high)
    wide = max(high - low, 2.4)  # a single figure is an upright stroke
    centre = (low + high) / 2
    box = Box(centre - wide / 2, y - _BAR / 2, centre + wide / 2, y + _BAR / 2)
    if span.marker is not None and not _between(span):
        near = box.left if span.marker < span.low else box.right
        sheet.line((axis.at(span.marker), y), (near, y), colour="grey")
    tone = "actual" if high - low < 2.4 and span.tone == "guidance" else span.tone
    sheet.add(*toned(box, tone, span.role))
    if span.point is not None:
        _put_point(sheet, span, axis.at(span.point), y, left)
    _put_span_words(sheet, span, box, y)
    if span.marker is not None:
        _put_marker(sheet, span, axis.at(span.marker), y, left)


def _put_span_words(sheet: Sheet, span: Span, box: Box, y: float) -> None:
    beyond = span.marker is not None and span.marker > span.high
    x, anchor = (box.left - _GAP, "end") if beyond else (box.right + _GAP, "start")
    baseline = middle(y, LABEL, span.text)
    sheet.halo(
        sheet.words(span.text, x, baseline, weight=600, anchor="end" if anchor == "end" else "start", cite=span.cite)
    )


def _put_point(sheet: Sheet, span: Span, x: float, y: float, left: float) -> None:
    """A tick through the span, its words below."""
    colour = PALETTE["ink"]
    sheet.add(Stroke((((x, y - _BAR / 2 - 1.6), (x, y + _BAR / 2 + 1.6)),), colour, 1.1))
    words = sheet.words(span.point_text, x, y + _BAR / 2 + _LINE - 1.0, size=NOTE, anchor="middle", cite=span.point_cite)
    sheet.add(*([within(words, left, sheet.width)] if span.point_text else []))


def _put_marker(sheet: Sheet, span: Span, x: float, y: float, left: float) -> None:
    """A hollow dot; its words beside it, or above where it stands on the span."""
    sheet.add(Dot(x, y, _RADIUS, PALETTE["paper"], PALETTE["ink"], 0.9))
    if not span.marker_text:
        return
    baseline = middle(y, NOTE, span.marker_text)
    words = sheet.words(span.marker_text, x - _RADIUS - _GAP, baseline, size=NOTE, anchor="end", cite=span.marker_cite)
    if _between(span):
        above = y - _BAR / 2 - 2.2
        words = sheet.words(span.marker_text, x, above, size=NOTE, anchor="middle", cite=span.marker_cite)
        words = within(words, left, sheet.width)
    elif span.marker is not None and span.marker > span.high:
        words = sheet.words(span.marker_text, x + _RADIUS + _GAP, baseline, size=NOTE, cite=span.marker_cite)
    sheet.halo(words)


def within(words: Words, left: float, right: float) -> Words:
    """The words moved sideways until they stand between two limits."""
    box = words.box
    shift = max(left - box.left, 0.0) + min(right - box.right, 0.0)
    return Words(**{**words.__dict__, "x": words.x + shift})
