"""Parts of a whole: bars of 100%, one a row, every part labelled where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product

from reportgen.exhibits.bars import bar, value_words
from reportgen.exhibits.ink import PALETTE, Anchor, Box, Drawing, Patch, Sheet, Words, legible_on, middle, toned
from reportgen.exhibits.marks import Chart, Mark, Series
from reportgen.exhibits.measure import LABEL, LEADING, NOTE, Type
from reportgen.exhibits.rows import MARGIN, POINTS_PER_MM, Row, set_rows

_THICKNESS = 14.0
_INDENT = 2.5  # from a flagpole to its words
_TIER = LABEL * LEADING


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


def share(chart: Chart, type_: Type) -> Drawing:
    """Stacked bars; a single series whose labels cannot stand over its bar is drawn as `bar`.

    ValueError for a negative part and for a whole of nothing.
    """
    if any(mark.value < 0 for series in chart.series for mark in series.marks):
        raise ValueError("a share chart with a negative part")
    if any(sum(mark.value for mark in series.marks) <= 0 for series in chart.series):
        raise ValueError("a share chart whose parts come to nothing")
    sheet = Sheet(type_, chart.width_mm * POINTS_PER_MM)
    left = _left(sheet, chart.series)
    flags = list(_all_flags(sheet, chart.series, left))
    if None not in flags:
        return _stacked(chart, sheet, [row for row in flags if row is not None])
    if len(chart.series) > 1:
        raise ValueError("the chart is too narrow for its labels")
    return bar(Chart("bar", chart.width_mm, chart.height_mm, chart.series[0].marks, alt=chart.alt), type_)


def _stacked(chart: Chart, sheet: Sheet, flags: Sequence[Sequence[_Flag]]) -> Drawing:
    rows = [_row(series, row) for series, row in zip(chart.series, flags, strict=True)]
    frame = set_rows(sheet, rows, gap=6.0, height_mm=chart.height_mm)
    for series, row, y in zip(chart.series, flags, frame.middles, strict=True):
        _put_parts(sheet, series, frame.left, y)
        for flag in row:
            _put_flag(sheet, flag, y - _THICKNESS / 2)
    return sheet.printed(frame.bottom + MARGIN, chart.alt)


def _row(series: Series, flags: Sequence[_Flag]) -> Row:
    tiers = max((flag.tier + 1 for flag in flags), default=0)
    return Row(series.label, series.note, _THICKNESS / 2 + tiers * _TIER + (1.5 if tiers else 0.0), _THICKNESS / 2)


def _left(sheet: Sheet, series: Sequence[Series]) -> float:
    """Where the bars begin: tried on a sheet of scrap, since the labels' margin does not depend on the rows' height."""
    scrap = Sheet(sheet.type, sheet.width)
    return set_rows(scrap, [Row(s.label, s.note, 0.0, 0.0) for s in series], gap=0.0, height_mm=None).left


def _edges(series: Series, left: float, right: float) -> list[tuple[float, float]]:
    whole = sum(mark.value for mark in series.marks)
    ends = [left + (right - left) * part for part in accumulate((m.value / whole for m in series.marks), initial=0.0)]
    return list(zip(ends, ends[1:], strict=False))


def _put_parts(sheet: Sheet, series: Series, left: float, y: float) -> None:
    top, bottom = y - _THICKNESS / 2, y + _THICKNESS / 2
    for mark, (start, end) in zip(series.marks, _edges(series, left, sheet.width), strict=True):
        air = 0.4 if end - start > 1.6 else 0.0  # paper between parts, unless there would be nothing left
        box = Box(start + air if start > left else start, top, end - air if end < sheet.width else end, bottom)
        sheet.add(*(toned(box, mark.tone, mark.role) if end > start else []))
        if _holds(sheet, mark, end - start):
            _put_inside(sheet, mark, box)


def _holds(sheet: Sheet, mark: Mark, width: float) -> bool:
    return sheet.type.width(mark.text, LABEL, 600) + 5.0 <= width


def _put_inside(sheet: Sheet, mark: Mark, box: Box) -> None:
    """The value at the beginning of its part, under the name. Hatching is cleared away behind it."""
    y = middle((box.top + box.bottom) / 2, LABEL, mark.text)
    fill = next((ink.fill for ink in toned(box, mark.tone, mark.role) if isinstance(ink, Patch)), "")
    words = value_words(sheet, mark, box.left + _INDENT, y, "start", legible_on(fill))
    if mark.tone == "guidance":
        room = words.box
        sheet.add(Patch(Box(room.left - 1, room.top - 1, room.right + 1, room.bottom + 1), PALETTE["paper"]))
    sheet.add(words)


def _all_flags(sheet: Sheet, all_series: Sequence[Series], left: float) -> Iterator[list[_Flag] | None]:
    """The flags of each row, or None for one whose flags cannot all stand. A name is said again only when it changes."""
    said: list[str] = []
    for series in all_series:
        names = [mark.label for mark in series.marks]
        fresh = [name if said[n : n + 1] != [name] else "" for n, name in enumerate(names)]
        said = names
        yield _flags(sheet, series, fresh, left)


def _flags(sheet: Sheet, series: Series, names: Sequence[str], left: float) -> list[_Flag] | None:
    edges = _edges(series, left, sheet.width)
    wanted = []
    for mark, name, (start, end) in zip(series.marks, names, edges, strict=True):
        value = "" if _holds(sheet, mark, end - start) else mark.text
        if name or value:
            wanted.append((mark, name, value, start, end))
    return _hoist(sheet, wanted, left)


def _hoist(sheet: Sheet, wanted: Iterable[tuple[Mark, str, str, float, float]], left: float) -> list[_Flag] | None:
    """Give each flag the lowest tier where it meets no other words and no pole goes through words.

    Working from the right, words that run rightward from their poles leave every pole further left free to rise.
    """
    placed: list[_Flag] = []
    for mark, name, value, start, end in reversed(list(wanted)):
        width = sum(w.width for w in _flag_words(sheet, mark, name, value)) + (_INDENT if name and value else 0.0)
        sides: list[tuple[Anchor, float]] = [("start", start), ("end", end)]
        tried = (
            _Flag(mark, name, value, pole, width, anchor, tier)
            for tier, (anchor, pole) in product(range(len(placed) + 2), sides)
        )
        inside = (flag for flag in tried if left - 1 <= flag.reach[0] and flag.reach[1] <= sheet.width + 0.5)
        free = next((flag for flag in inside if not any(_clash(flag, other) for other in placed)), None)
        if free is None:
            return None
        placed.append(free)
    return placed[::-1]


def _clash(one: _Flag, other: _Flag) -> bool:
    if one.tier == other.tier:
        return one.reach[0] < other.reach[1] + 3 and other.reach[0] < one.reach[1] + 3
    high, low = (one, other) if one.tier > other.tier else (other, one)
    return low.reach[0] - 1 < high.pole < low.reach[1] + 1


def _flag_words(sheet: Sheet, mark: Mark, name: str, value: str) -> list[Words]:
    words = [sheet.words(name, 0.0, 0.0)] if name else []
    return [*words, *([value_words(sheet, mark, 0.0, 0.0, "start")] if value else [])]


def _put_flag(sheet: Sheet, flag: _Flag, top: float) -> None:
    foot = top - 1.5 - flag.tier * _TIER
    start, end = flag.reach
    x = start + _INDENT if flag.anchor == "start" else start
    if flag.tier or flag.value:
        sheet.line((flag.pole, top), (flag.pole, foot - _TIER + 2.0), colour="grey")
    for words in _flag_words(sheet, flag.mark, flag.name, flag.value):
        y = middle(foot - _TIER / 2, words.size, words.text)
        sheet.add(Words(words.text, x, y, words.size, words.weight, words.colour, "start", words.width, words.cite))
        x += words.width + _INDENT
