"""Figures on their points: the room to the right of each cell and head of a table, so that a column stands as by a
decimal tab.

Whole digits end where those of the other cells do; what comes after them hangs to their right: the decimals as far as
the **edge**, behind it a sign or a short noun (%, pp, a bracket) and the mark of a note. The head ends at the
edge, over the digits, and so do words. Of a range the second figure counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportgen.document.nodes import Cell, Code, Head, Line, Row, Table, Words
from reportgen.document.walk import plain, runs

Width = Callable[[str, float, int], float]  # a text, its size, its weight → its width
Pads = dict[int, float]  # a cell or a head by its identity → the room to its right, in ems of the cells' type
ALIGNED_DASH: Final = "–"
_DASHES: Final = " –-"
MARK_EM: Final = 0.875  # the type of a note's mark, in ems of the cells': 7 points beside 8
HEAD_EM: Final = 0.9  # the type of a head
_GAP: Final = 0.2  # between a word and its note's mark, in ems of the mark's type
_TAIL: Final = re.compile(r"(?:.*[^\d.,])?\d[\d,]*(\.\d+)?(\D{0,12})", re.DOTALL)


@dataclass(frozen=True)
class Tail:
    """What stands behind the whole digits of a cell, in ems: its decimals, and what hangs behind them."""

    decimals: float
    hangs: float


def pads(table: Table, width: Width) -> Pads:
    """Every cell and head padded by what its column reaches out further than it."""
    rows = [row for group in table.groups for row in group.rows]
    columns = zip(*map(_sized, rows), strict=True) if rows else [() for _ in table.columns]
    made: Pads = {}
    for head, column in zip(table.columns, columns, strict=True):
        made |= dict(_padded(head, column, width))
    return made


def _sized(row: Row) -> list[tuple[Cell, int]]:
    return [(cell, weight_of(row)) for cell in row.cells]


def weight_of(row: Row) -> int:
    """The weight of a row's type."""
    return 600 if row.total else 400


def _padded(head: Head, column: Sequence[tuple[Cell, int]], width: Width) -> Iterator[tuple[int, float]]:
    tails = [(cell, tail_of(cell, weight, width)) for cell, weight in column]
    edge = max((tail.decimals for _, tail in tails if tail), default=0.0)
    reaches = {
        id(cell): tail.decimals + tail.hangs if tail else edge + mark_width(cell.mark, width)
        for cell, tail in tails
    }
    reaches[id(head)] = edge + mark_width(head.mark, width, apart=True)
    most = max(reaches.values())
    yield from ((one, most - reach) for one, reach in reaches.items())


def tail_of(cell: Cell, weight: int, width: Width) -> Tail | None:
    """What stands behind the whole digits; None for words, which end at the edge."""
    text, mark = plain(cell.content), mark_width(cell.mark, width)
    if text == ALIGNED_DASH:
        return Tail(0.0, mark)
    found = _TAIL.fullmatch(text)
    if found is None:
        return None
    return Tail(width(found[1] or "", 1.0, weight), width(found[2], 1.0, weight) + mark)


def mark_width(mark: str, width: Width, *, apart: bool = False) -> float:
    """The room of a note's mark, in ems of the cells' type; behind a word it stands `apart`."""
    if not mark:
        return 0.0
    return MARK_EM * (width(mark, 1.0, 400) + _GAP) + (HEAD_EM * width("\u00a0", 1.0, 600) if apart else 0.0)


def wordy(table: Table) -> frozenset[int]:
    """The columns, from 0, that hold words: in them stands no figure by itself."""
    columns: dict[int, list[Line]] = {}
    for row in (row for group in table.groups for row in group.rows):
        for index, cell in enumerate(row.cells):
            if plain(cell.content).strip(_DASHES):
                columns.setdefault(index, []).append(cell.content)
    return frozenset(index for index, lines in columns.items() if all(map(_is_wording, lines)))


def _is_wording(line: Line) -> bool:
    return any(run.text.strip(_DASHES) for run in runs(line) if isinstance(run.piece, Words | Code))
