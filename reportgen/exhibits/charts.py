"""Charts: the one function that draws them. Same chart, same faces: same bytes.

`document.chart` says what a chart holds. The modules in `kinds` lay it out as `ink`, in the frame of `rows` and by the
ruler in `measure`. `printing` turns the ink into SVG.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from math import isfinite

from reportgen.document.chart import Chart, ChartSpan, Mark, MarkRole, Series, Tone
from reportgen.exhibits.faces import Face
from reportgen.exhibits.ink import PALETTE, Drawing
from reportgen.exhibits.kind import ChartKind, ChartPart
from reportgen.exhibits.kinds import KINDS
from reportgen.exhibits.measure import LEAST_FIGURE, Ruler, TooSmall
from reportgen.exhibits.printing import print_svg
from reportgen.exhibits.rows import POINTS_PER_MM

__all__ = [
    "PALETTE", "Chart", "ChartSpan", "Mark", "MarkRole", "Series", "Tone", "draw", "lay_out_chart", "lay_out_grown",
]  # fmt: skip

MOST_MARKS = 200  # more are no picture, and laying them out takes for ever
MOST_POINTS = 1000  # of a line, which prints few of them
_TALLEST_MM = 230.0  # what a page holds under a title
_TALLER_MM = (62.0, 76.0, 94.0, 116.0)  # tried where words do not fit the usual height


def most_marks(kind: ChartKind) -> int:
    """How many marks a chart of a kind takes."""
    return MOST_POINTS if kind.name in ("line", "area") else MOST_MARKS


def draw(chart: Chart, faces: tuple[Face, ...], colours: Mapping[str, str] = PALETTE) -> str:
    """The chart as one SVG element, to stand in HTML as it is. `faces` must hold the Latin ones; `colours` are those of
    a theme, by role. One without a height of its own is taller than usual where its labels need that.

    Raises ValueError for figures that are not finite, for nothing to draw, for marks that do not go with the
    kind, and for labels that cannot be fitted into the width.
    """
    return print_svg(lay_out_grown(chart, faces).recoloured(colours))


def misfit(chart: Chart) -> str:
    """Why a chart cannot be drawn for what it shows, however much room it has; "" where it can."""
    kind = KINDS[chart.kind]
    try:
        _check(chart, kind)
        _check_words(chart, kind)
        kind.check(chart)
        if not kind.in_cell:
            _check_names(chart)
    except ValueError as error:
        return str(error)
    return ""


def lay_out_chart(chart: Chart, faces: tuple[Face, ...]) -> Drawing:
    """Where everything in the chart stands, in points: what `draw` prints. Raises as `draw` does."""
    if trouble := misfit(chart):
        raise ValueError(trouble)
    drawing = KINDS[chart.kind].draw(_as_drawn(chart), Ruler(faces, chart.script))
    if drawing.height > _TALLEST_MM * POINTS_PER_MM:
        tall = round(drawing.height / POINTS_PER_MM)
        raise ValueError(f"the chart would be {tall} mm tall, more than a page holds: show less in it")
    return drawing


def lay_out_grown(chart: Chart, faces: tuple[Face, ...]) -> Drawing:
    """The same; a chart without a height of its own is given as much as its words take. Raises what is said of the
    usual height."""
    try:
        return lay_out_chart(chart, faces)
    except TooSmall:
        if chart.height_mm is None:
            for height in _TALLER_MM:
                with suppress(TooSmall):
                    return lay_out_chart(replace(chart, height_mm=height), faces)
        raise


def _as_drawn(chart: Chart) -> Chart:
    """The chart without the texts of silent marks, and with zero for figures that no scale would show."""
    series = tuple(replace(one, marks=_spoken(one.marks)) for one in chart.series)
    return replace(chart, marks=_spoken(chart.marks), series=series, totals=_spoken(chart.totals))


def _spoken(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    shown = (replace(mark, text="", cite="") if mark.silent else mark for mark in marks)
    return tuple(mark if abs(mark.value) > LEAST_FIGURE else replace(mark, value=0.0) for mark in shown)


def _check(chart: Chart, kind: ChartKind) -> None:
    """ValueError for what no chart of that kind can show."""
    given = {name for name in ("marks", "spans", "series") if getattr(chart, name)}
    if given != {kind.takes} or any(not series.marks for series in chart.series):
        raise ValueError(f"a {kind.name} chart takes {kind.takes}, and only those; it has {sorted(given)}")
    if trouble := next(filter(None, (kind.miscount(len(series.marks)) for series in chart.series)), ""):
        raise ValueError(trouble)
    if not all(map(isfinite, _figures(chart))):
        raise ValueError(f"a {kind.name} chart with a figure that is not finite")
    if not kind.least_mm <= chart.width_mm <= 400 or not 2 <= (chart.height_mm or 5) <= 400:
        raise ValueError(f"a chart of {chart.width_mm} mm by {chart.height_mm} mm")
    if (count := len(chart.spans) + sum(1 for _ in _marks(chart))) > most_marks(kind):
        raise ValueError(f"{count:,} marks in a {kind.name} chart: it takes {most_marks(kind)} at most")
    if not kind.reference and chart.reference is not None:
        raise ValueError(kind.no_reference)


def _check_words(chart: Chart, kind: ChartKind) -> None:
    """ValueError for a figure or a line that is not named, and for characters that nobody can read."""
    if chart.reference is not None and not chart.reference_text:
        raise ValueError("a reference line without a name")
    if not kind.unlabelled and not chart.scale and not all(mark.text for mark in _marks(chart)):
        raise ValueError(f"a {kind.name} chart with a mark that prints no value")
    if not all(span.text or span.missing for span in chart.spans):
        raise ValueError("a range with neither a printed figure nor a word for its absence")
    for text in _texts(chart):
        if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
            raise ValueError(f"a control character in a label: {text!r}")


@dataclass(frozen=True)
class Namesakes:
    """Two of a list that bear one name, by index: of `marks`, `spans` or `series`, or of the marks of the series
    `of`."""

    part: ChartPart
    first: int
    second: int
    label: str
    of: int | None = None


def namesakes(chart: Chart) -> Namesakes | None:
    """The first two that stand beside one another and bear one name."""
    marks = [chart.marks, *(series.marks for series in chart.series)]
    lists: list[tuple[ChartPart, int | None, Sequence[ChartSpan | Series | Mark]]] = [
        ("spans", None, chart.spans), ("series", None, chart.series),
        *(("marks", of - 1 if of else None, items) for of, items in enumerate(marks)),
    ]  # fmt: skip
    for part, of, items in lists:
        met: dict[tuple[str, str], int] = {}
        for index, item in enumerate(items):
            before = met.setdefault((item.label, item.note), index)
            if item.label and before != index:
                return Namesakes(part, before, index, item.label, of)
    return None


def _check_names(chart: Chart) -> None:
    """ValueError where two that stand beside one another bear one name."""
    if twice := namesakes(chart):
        raise ValueError(f"two are called {twice.label!r}: write label: for what tells them apart")


def _marks(chart: Chart) -> Iterator[Mark]:
    yield from chart.marks
    for series in chart.series:
        yield from series.marks
    yield from chart.totals


def _figures(chart: Chart) -> Iterator[float]:
    yield from (chart.width_mm, chart.height_mm or 0.0, chart.reference or 0.0)
    for mark in _marks(chart):
        yield mark.value
    for span in chart.spans:
        yield from (span.low, span.high, span.marker or 0.0, span.point or 0.0)


def _texts(chart: Chart) -> Iterator[str]:
    for part in (chart, *chart.spans, *chart.series, *_marks(chart)):
        yield from (value for value in vars(part).values() if isinstance(value, str))
