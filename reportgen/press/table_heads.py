"""What the heads of a table in a PDF are the heads of: their Scope, and the Headers of each cell (ISO 32000-1,
14.8.5.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from reportgen.press.tags import Tag

_SCOPES: Final = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
_PARTS: Final = ("/THead", "/TBody", "/TFoot")


@dataclass(frozen=True)
class _Cell:
    """A cell, the columns that it takes, from 0, and the name of a head, "" for any other."""

    node: Tag
    columns: range
    name: str

    @property
    def scope(self) -> str:
        return self.node.says("scope") if self.name else ""


@dataclass
class _Heads:
    """The names of the heads that stand above each column, of the group of rows, and of the row."""

    above: dict[int, list[str]] = field(default_factory=dict)
    group: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)

    def of(self, cell: _Cell) -> list[str]:
        """The names of a cell's heads, from the widest to the nearest."""
        above = [name for column in cell.columns for name in self.above.get(column, ())]
        row = self.row if cell.scope not in ("row", "rowgroup") else []
        group = self.group if cell.scope != "rowgroup" else []
        return list(dict.fromkeys([*group, *row, *above]))


def tie_cells(table: Tag) -> None:
    """Give each head of a table its scope and a name, and each cell the names of its heads."""
    heads = _Heads()
    for part in table.nodes:
        if part.kind not in _PARTS:
            continue
        heads.group = []
        for row in _rows(table, part):
            heads.row = [cell.name for cell in row if cell.scope == "row"]
            heads.group = [cell.name for cell in row if cell.scope == "rowgroup"] or heads.group
            for cell in row:
                _tie(cell, heads.of(cell))
            for cell in row:
                for column in cell.columns if cell.scope in ("col", "colgroup") else ():
                    heads.above.setdefault(column, []).append(cell.name)


def _rows(table: Tag, part: Tag) -> Iterator[list[_Cell]]:
    """The rows of a part of a table; a column under a cell of several rows is taken."""
    taken: dict[int, int] = {}
    for row in part.nodes:
        cells: list[_Cell] = []
        column = 0
        for node in row.nodes:
            while taken.get(column):
                column += 1
            attributes = node.made["A"]
            columns = range(column, column + attributes.get("ColSpan", 1))
            name = f"{table.made.number}-{node.made.number}" if node.kind == "/TH" else ""
            cells.append(_Cell(node, columns, name))
            taken |= dict.fromkeys(columns, attributes.get("RowSpan", 1))
            column = columns.stop
        yield cells
        taken = {column: left - 1 for column, left in taken.items() if left > 1}


def _tie(cell: _Cell, heads: list[str]) -> None:
    import pydyf

    made: Any = cell.node.made
    made.pop("ID", None)
    made["A"].pop("Headers", None)
    if cell.name:
        made["ID"] = pydyf.String(cell.name)
        made["A"]["Scope"] = _SCOPES[cell.scope]
    if heads:
        made["A"]["Headers"] = pydyf.Array([pydyf.String(name) for name in heads])
