"""Parts of a whole: bars of 100%, one a row, every part labelled where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, product

from reportgen.document.chart import Chart, Mark, Series
from reportgen.exhibits.dress import with_own_parts
from reportgen.exhibits.ink import (
    PALETTE,
    Anchor,
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
from reportgen.exhibits.kinds.bars import bar, grouped, value_words
from reportgen.exhibits.measure import LABEL, LEADING, Ruler
from reportgen.exhibits.rows import POINTS_PER_MM, RowSpace, set_rows

_THICKNESS = 14.0
_INDENT = 2.5  # from a flagpole to its words
_TIER = LABEL * LEADING
_MOST = 9  # flags over one bar; more are a table


@dataclass(frozen=True)
class _Flag:
    """Words over a part: its name, and its value where the part is too narrow to hold it.

    They begin (or end) at a pole that stands on the part, `tier` lines above the bar.
    """

    mark: Mark
    name: str
    value: str
    pole: float
    width: float
    anchor: Anchor
    tier: int

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where the words run, with a little air."""
        far = self.width + _INDENT
        return (self.pole, self.pole + far) if self.anchor == "start" else (self.pole - far, self.pole)


def share(chart: Chart, ruler: Ruler) -> Drawing:
    """Stacked bars; where their labels cannot stand over them the parts are drawn as bars of their own."""
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    left = _left(sheet, chart.series)
    flags = list(_all_flags(sheet, chart.series, left))
    if None not in flags:
        return _stacked(with_own_parts(chart), sheet, [row for row in flags if row is not None])
    if any((series.label, series.note) != ("", "") for series in chart.series):
        return grouped(chart, ruler)
    return bar(replace(chart, marks=tuple(mark for series in chart.series for mark in series.marks)), ruler)


def check_share(chart: Chart) -> None:
    """ValueError for a negative part and for a whole of nothing."""
    if any(mark.value < 0 for series in chart.series for mark in series.marks):
        raise ValueError("a share chart with a negative part")
    if any(sum(mark.value for mark in series.marks) <= 0 for series in chart.series):
        raise ValueError("a share chart whose parts come to nothing")


def _stacked(chart: Chart, sheet: InkSheet, flags: Sequence[Sequence[_Flag]]) -> Drawing:
    rows = [_row(series, row) for series, row in zip(chart.series, flags, strict=True)]
    frame = set_rows(sheet, rows, gap=6.0, height_mm=chart.height_mm)
    for series, row, y in zip(chart.series, flags, frame.middles, strict=True):
        _put_parts(sheet, series, frame.left, y)
        for flag in row:
            _put_flag(sheet, flag, y - _THICKNESS / 2)
    return sheet.finished(frame.height, chart.alt)


def _row(series: Series, flags: Sequence[_Flag]) -> RowSpace:
    tiers = max((flag.tier + 1 for flag in flags), default=0)
    return RowSpace(
        series.label, series.note, _THICKNESS / 2 + tiers * _TIER + (1.5 if tiers else 0.0), _THICKNESS / 2
    )


def _left(sheet: InkSheet, series: Sequence[Series]) -> float:
    """Where the bars begin: tried on a sheet of scrap, since the labels' margin does not depend on the rows' height."""
    scrap = InkSheet(sheet.ruler, sheet.width)
    return set_rows(
        scrap, [RowSpace(s.label, s.note, 0.0, 0.0) for s in series], gap=0.0, height_mm=None
    ).left


def _edges(series: Series, left: float, right: float) -> list[tuple[float, float]]:
    whole = sum(mark.value for mark in series.marks)
    ends = [
        left + (right - left) * part
        for part in accumulate((m.value / whole for m in series.marks), initial=0.0)
    ]
    return list(pairwise(ends))


def _put_parts(sheet: InkSheet, series: Series, left: float, y: float) -> None:
    top, bottom = y - _THICKNESS / 2, y + _THICKNESS / 2
    for mark, (start, end) in zip(series.marks, _edges(series, left, sheet.width), strict=True):
        air = 0.4 if end - start > 1.6 else 0.0  # paper between parts, unless there would be nothing left
        box = Box(
            start + air if start > left else start, top, end - air if end < sheet.width else end, bottom
        )
        sheet.add(*(bar_ink(box, mark.tone, mark.role) if end > start else []))
        if _holds(sheet, mark, end - start):
            _put_inside(sheet, mark, box)


def _holds(sheet: InkSheet, mark: Mark, width: float) -> bool:
    return sheet.ruler.width(mark.text, LABEL, 600) + 5.0 <= width


def _put_inside(sheet: InkSheet, mark: Mark, box: Box) -> None:
    """The value at the beginning of its part, under the name. Hatching is cleared away behind it."""
    y = middle((box.top + box.bottom) / 2, LABEL, mark.text)
    fill = next((ink.fill for ink in bar_ink(box, mark.tone, mark.role) if isinstance(ink, Patch)), "")
    words = value_words(sheet, mark, box.left + _INDENT, y, "start", legible_on(fill))
    if mark.tone == "guidance":
        room = words.box
        sheet.add(Patch(Box(room.left - 1, room.top - 1, room.right + 1, room.bottom + 1), PALETTE["paper"]))
    sheet.add(words)


def _all_flags(sheet: InkSheet, all_series: Sequence[Series], left: float) -> Iterator[list[_Flag] | None]:
    """The flags of each row, or None where they cannot all stand. A name is said again only when it changes."""
    said: list[str] = []
    for series in all_series:
        names = [mark.label for mark in series.marks]
        fresh = [name if said[n : n + 1] != [name] else "" for n, name in enumerate(names)]
        said = names
        yield _flags(sheet, series, fresh, left)


def _flags(sheet: InkSheet, series: Series, names: Sequence[str], left: float) -> list[_Flag] | None:
    edges = _edges(series, left, sheet.width)
    wanted: list[list[_Flag]] = []
    for mark, name, (start, end) in zip(series.marks, names, edges, strict=True):
        value = "" if _holds(sheet, mark, end - start) else mark.text
        if name or value:
            width = sum(w.width for w in _flag_words(sheet, mark, name, value)) + _INDENT * bool(
                name and value
            )
            sides: list[tuple[Anchor, float]] = [("start", start), ("end", end)]
            both = [_Flag(mark, name, value, pole, width, anchor, 0) for anchor, pole in sides]
            wanted.append([f for f in both if left - 1 <= f.reach[0] and f.reach[1] <= sheet.width + 0.5])
    if len(wanted) > _MOST:
        return None
    tries = (_place_flags(wanted, [], tiers) for tiers in range(1, len(wanted) + 1))
    return next((flags for flags in tries if flags is not None), None if wanted else [])


def _place_flags(wanted: Sequence[Sequence[_Flag]], placed: list[_Flag], tiers: int) -> list[_Flag] | None:
    """One side and one tier for each flag, so that no words meet and no pole goes through words; None if impossible."""
    if len(placed) == len(wanted):
        return placed
    for tier, flag in product(range(tiers), wanted[len(placed)]):
        raised = replace(flag, tier=tier)
        if not any(_clash(raised, other) for other in placed):
            found = _place_flags(wanted, [*placed, raised], tiers)
            if found is not None:
                return found
    return None


def _clash(one: _Flag, other: _Flag) -> bool:
    if one.tier == other.tier:
        return one.reach[0] < other.reach[1] + 3 and other.reach[0] < one.reach[1] + 3
    high, low = (one, other) if one.tier > other.tier else (other, one)
    return low.reach[0] - 1 < high.pole < low.reach[1] + 1


def _flag_words(sheet: InkSheet, mark: Mark, name: str, value: str) -> list[InkText]:
    words = [sheet.words(name, 0.0, 0.0)] if name else []
    return [*words, *([value_words(sheet, mark, 0.0, 0.0, "start")] if value else [])]


def _put_flag(sheet: InkSheet, flag: _Flag, top: float) -> None:
    foot = top - 1.5 - flag.tier * _TIER
    start = flag.reach[0]
    x = start + _INDENT if flag.anchor == "start" else start
    if flag.tier or flag.value:
        sheet.line((flag.pole, top), (flag.pole, foot - _TIER + 2.0), colour="grey")
    for words in _flag_words(sheet, flag.mark, flag.name, flag.value):
        y = middle(foot - _TIER / 2, words.size, words.text)
        sheet.add(replace(words, x=x, y=y))
        x += words.width + _INDENT


SHARE = ChartKind(
    name="share",
    summary="each series a whole of 100%; drawn as bars where the labels would not fit",
    takes="series",
    draw=share,
    check=check_share,
    notes=("series",),
    whole_of=1,
)
