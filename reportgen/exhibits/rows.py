"""Rows under one another, each with its label at the left: the frame of every horizontal chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.document.chart import Chart
from reportgen.exhibits.ink import Anchor, InkSheet, middle
from reportgen.exhibits.measure import LABEL, LEADING, NOTE, TooSmall

MARGIN = 1.5  # points kept free above and below everything
POINTS_PER_MM = 72 / 25.4
_WIDEST_GAP = 22.0  # between rows that are spread to meet `height_mm`


@dataclass(frozen=True)
class RowSpace:
    """One row of a chart: its label, a note under it, and the points its ink takes above and below its middle."""

    label: str
    note: str
    up: float
    down: float


@dataclass(frozen=True)
class Rows:
    """Where rows stand, in points: the middle of each, the left edge of the plot, its top, the end of the last row, and
    the height of the picture."""

    middles: tuple[float, ...]
    left: float
    top: float
    bottom: float
    height: float


TextLine = tuple[str, float, str]  # text, size, palette colour


def set_rows(
    sheet: InkSheet, rows: Sequence[RowSpace], *, top: float = MARGIN, gap: float, height_mm: float | None
) -> Rows:
    """Give every row its place from `top` down and put its label there.

    `height_mm` is met by widening the gaps, as far as rows still belong together, and then by space below; one that
    is too small is ignored.
    """
    wanted = (height_mm or 0.0) * POINTS_PER_MM
    blocks = _label_blocks(sheet, rows)
    left = max((sheet.ruler.width(text, size) for block in blocks for text, size, _ in block), default=0.0)
    ups = [max(row.up, block_depth(block) / 2) for row, block in zip(rows, blocks, strict=True)]
    downs = [max(row.down, block_depth(block) / 2) for row, block in zip(rows, blocks, strict=True)]
    even = (wanted - top - MARGIN - sum(ups) - sum(downs)) / max(len(rows) - 1, 1)
    gap = min(max(gap, even), max(gap, _WIDEST_GAP))
    middles, y = [], top
    for block, up, down in zip(blocks, ups, downs, strict=True):
        middles.append(y + up)
        put_block(sheet, block, 0.0, y + up)
        y += up + down + gap
    bottom = y - gap
    return Rows(tuple(middles), left + 7.0 if left else 1.0, top, bottom, max(bottom + MARGIN, wanted))


def text_block(labels: Sequence[str], notes: Sequence[str]) -> list[TextLine]:
    """A label's lines with its note's lines under them."""
    return [*((line, LABEL, "ink") for line in labels), *((line, NOTE, "muted") for line in notes)]


def put_block(
    sheet: InkSheet, block: Sequence[TextLine], x: float, centre: float, anchor: Anchor = "start"
) -> None:
    """Lines of text centred as a block on `centre`."""
    y = centre - block_depth(block) / 2
    for text, size, colour in block:
        step = size * LEADING
        baseline = middle(y + step / 2, size, text)
        sheet.add(sheet.words(text, x, baseline, size=size, colour=colour, anchor=anchor))
        y += step


def block_depth(block: Sequence[TextLine]) -> float:
    """Height of a block in points."""
    return sum(size * LEADING for _, size, _ in block)


def _label_blocks(sheet: InkSheet, rows: Sequence[RowSpace]) -> list[list[TextLine]]:
    """Labels and notes, broken to the narrowest of three margins in which no label takes three lines."""
    word = max(max(sheet.ruler.widest(row.label), sheet.ruler.widest(row.note, NOTE)) for row in rows)
    if word > 0.5 * sheet.width:
        raise TooSmall(f"{_widest_of(sheet, rows)!r} takes more than half of the width")
    for part in (0.32, 0.4, 0.48):
        room = max(part * sheet.width, word)
        blocks = [
            text_block(sheet.ruler.wrap(row.label, room), sheet.ruler.wrap(row.note, room, NOTE))
            for row in rows
        ]
        if all(len([line for line in block if line[1] == LABEL]) <= 2 for block in blocks):
            break
    return blocks


def _widest_of(sheet: InkSheet, rows: Sequence[RowSpace]) -> str:
    sizes = [(row.label, LABEL) for row in rows] + [(row.note, NOTE) for row in rows]
    return max(sizes, key=lambda one: sheet.ruler.widest(*one))[0]


def put_reference(sheet: InkSheet, chart: Chart, x: float, left: float, bottom: float) -> None:
    """A dashed upright line with its name above it, in the head that `head_room` keeps free."""
    words = sheet.words(
        chart.reference_text,
        x,
        MARGIN + 0.8 * NOTE,
        size=NOTE,
        colour="muted",
        anchor="middle",
        cite=chart.reference_cite,
    )
    if words.width > sheet.width:
        raise TooSmall(f"{chart.reference_text!r} is wider than the picture")
    sheet.line((x, head_room(chart) - 1.0), (x, bottom), colour="muted", dashed=True)
    sheet.add(words.within(max(0.0, min(left, sheet.width - words.width)), sheet.width))


def head_room(chart: Chart) -> float:
    """Where the first row begins: below the name of the reference line, if there is one."""
    return MARGIN + (NOTE * LEADING + 2.0 if chart.reference is not None else 0.0)


def spread(tops: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Blocks in order, moved as little as it takes for none to overlap and none to leave [low, high]."""
    placed: list[float] = []
    edge = low
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, edge))
        edge = placed[-1] + height
    for n in reversed(range(len(placed))):
        limit = placed[n + 1] if n + 1 < len(placed) else high
        placed[n] = min(placed[n], limit - heights[n])
    if placed and placed[0] < low - 0.5:
        raise TooSmall(f"{len(placed)} names at the ends of lines are taller than the plot")
    return placed
