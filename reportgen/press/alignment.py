"""Figures on their points: how far each cell of a table is padded, so that a column stands as by a decimal tab.

Whole digits end where those of the other cells do, and what comes after them (decimals, %, a bracket) stands to their
right. What is no figure, a range, or trails long words ends at the edge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from reportgen.document.nodes import Cell, Row, Table
from reportgen.document.walk import plain

Width = Callable[[str, float, int], float]  # a text, its size, its weight → its width
Pads = dict[int, float]  # a cell by its identity → the room to its right, in ems
ALIGNED_DASH: Final = "–"
_TAIL: Final = re.compile(r"\D*\d[\d,]*((?:\.\d+)?\D{0,4})")  # of one figure: a range has none


def pads(table: Table, width: Width) -> Pads:
    """Every cell padded by what its column's longest tail has more than its own."""
    rows = [row for group in table.groups for row in group.rows]
    longest = [max(_tails(column, width), default=0.0) for column in zip(*map(_sized, rows), strict=True)]
    return {
        id(cell): most - tail
        for row in rows
        for (cell, weight), most in zip(_sized(row), longest, strict=True)
        if (tail := _tail(cell, weight, width)) is not None
    }


def padding_class(pad: float) -> str:
    """The class of a cell that is padded so far, to a hundredth of an em; "" for one that is not padded."""
    return f"pad-{hundredths}" if (hundredths := round(100 * pad)) > 0 else ""


def padding_rules(tables: Iterable[Table], width: Width) -> str:
    """The style sheet of the classes that the cells of these tables have."""
    classes = {padding_class(pad) for table in tables for pad in pads(table, width).values()} - {""}
    hundredths = sorted(int(name.removeprefix("pad-")) for name in classes)
    return "".join(f".exhibit td.pad-{one} {{ padding-right: {one / 100:g}em; }}" for one in hundredths)


def _sized(row: Row) -> list[tuple[Cell, int]]:
    return [(cell, 600 if row.total else 400) for cell in row.cells]


def _tails(column: Sequence[tuple[Cell, int]], width: Width) -> Iterator[float]:
    for cell, weight in column:
        tail = _tail(cell, weight, width)
        if tail is not None:
            yield tail


def _tail(cell: Cell, weight: int, width: Width) -> float | None:
    """The width in ems of what stands after the whole digits; None for what is not aligned."""
    text = plain(cell.content)
    if text == ALIGNED_DASH:
        return 0.0
    found = _TAIL.fullmatch(text)
    if found is None or any(unicodedata.east_asian_width(char) in "WF" for char in found[1]):
        return None
    return width(found[1], 1.0, weight)
