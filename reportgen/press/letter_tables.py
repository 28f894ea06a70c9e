"""Tables of a message: set as they are where they fit, folded where a telephone is too narrow for them, and as lists
where even a window of mail is.

No mail program can be asked how wide it is, so that widths are reckoned, a little too wide, from what stands in the
cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from reportgen.document.nodes import Cell, Head, KeyFigure, Line, Table
from reportgen.document.walk import cited, plain
from reportgen.errors import display_width
from reportgen.press.figure_rows import BOTH, KeyComparison

Fold = Literal["", "fold", "fold wraps", "list"]  # wraps: with heads of several lines

WIDE: Final = 552  # pixels of the column in a window of 600
NARROW: Final = 328  # and on a telephone of 360
_LETTER: Final = {WIDE: 7.6, NARROW: 7.1}  # pixels of a narrow character; a wide one takes two
_GAPS: Final = {WIDE: 16, NARROW: 9}  # before each column of figures
_NAMES: Final = {WIDE: 130, NARROW: 84}  # the least that the names of rows are broken into


def fold_table(table: Table) -> Fold:
    """How an exhibit's table is set. One whose heads cite figures stays whole: in parts it would print them again."""
    if any(any(cited(head.content)) for head in (*table.columns, *table.spanners)):
        return ""
    if any(cell.spark for group in table.groups for row in group.rows for cell in row.cells):
        return "list"  # a picture in a cell is told in words
    rows = (row.cells for group in table.groups for row in group.rows)
    return _fold([plain(head.content) for head in table.columns], (map(_said, row) for row in rows))


def fold_figures(
    rows: Sequence[KeyFigure], heads: Sequence[str], compared: Sequence[KeyComparison] = BOTH
) -> Fold:
    """How the key figures are set with their `compared` columns, under the heads of these and of the figure."""
    return _fold(heads, ([plain(getattr(row, name)) for name in ("actual", *compared)] for row in rows))


def column_heads(table: Table) -> list[tuple[Line, Head]]:
    """Each column's head, and what stands over it."""
    over = [head.content for head in table.spanners for _ in range(head.span)] or [()] * len(table.columns)
    return list(zip(over, table.columns, strict=True))


def _said(cell: Cell) -> str:
    return " ".join(filter(None, (cell.arrow, plain(cell.content or cell.alt), cell.mark)))


def _fold(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> Fold:
    figures = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    whole, broken = (
        [max(size(head), figure) for head, figure in zip(heads, figures, strict=True)]
        for size in (display_width, _longest)
    )
    if _fits(whole, NARROW):
        return ""
    return "fold" if _fits(whole, WIDE) else "fold wraps" if _fits(broken, WIDE) else "list"


def _fits(columns: Sequence[int], room: int) -> bool:
    return _NAMES[room] + sum(column * _LETTER[room] + _GAPS[room] for column in columns) <= room


def _longest(head: str) -> int:
    """The longest word of a head; one of wide characters may be broken behind any four."""
    words = [(display_width(word), len(word)) for word in head.split()]
    return max((width if width == count else min(width, 8) for width, count in words), default=0)
