"""Tables from their declarations: heads with their units, cells bound to facts, and figures that stand on their points.

A column of figures is aligned as by a decimal tab: whole digits end where those of the other cells do, and what comes
after them (decimals, %, a bracket) stands to their right. What is no figure, a range, or trails long words ends at the
edge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from reportgen.brief.citations import Citation
from reportgen.brief.declared import CellText, ColumnText, ExhibitText, RowText, TableText
from reportgen.brief.figures import Binder, value_of
from reportgen.brief.words import TERMS, direction
from reportgen.exhibits.display import Scale, cell_scale, show
from reportgen.exhibits.marks import Chart, Series
from reportgen.exhibits.measure import Type
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text

DASH: Final = "–"
SPARK_MM: Final = 18.0
_LONG: Final = 26  # rows; a longer table may be broken over pages
_ARROWS: Final = {1: "▲", -1: "▼"}


@dataclass(frozen=True)
class Cell:
    """A table cell: its text, and the citation behind it where it prints a fact, or a `picture`.

    `pad` is the room to its right in ems; `arrow` points where a change goes, and `way` says it in a word; `mark` is
    the letter of a note.
    """

    text: str
    citation: Citation | None = None
    pad: float = 0.0
    arrow: str = ""
    way: str = ""
    mark: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Row:
    """A row of cells under a label."""

    label: str
    cells: tuple[Cell, ...]
    total: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Group:
    """Rows that belong together, under a heading where there is one."""

    label: str
    rows: tuple[Row, ...]
    mark: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a column, or one over `span` of them; without a text it only takes up room."""

    text: str
    span: int = 1
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """A table with every text made. `notes` are what the marks a, b, c stand for."""

    stub: str
    columns: tuple[Head, ...]
    spanners: tuple[Head, ...]
    groups: tuple[Group, ...]
    notes: tuple[tuple[str, Markup], ...]

    @property
    def long(self) -> bool:
        """True for a table that may be broken over pages."""
        return sum(len(group.rows) + bool(group.label) for group in self.groups) > _LONG


def make_table(
    binder: Binder,
    name: str,
    declared: ExhibitText,
    type_: Type,
    linked: Callable[[Bilingual, str], Markup],
    draw: Callable[[Chart], Markup],
) -> Table:
    """The table that a declaration asks for, its cells cited. `linked` reads a note, `draw` draws a spark."""
    assert declared.table is not None
    return _Maker(binder, name, declared, declared.table, type_, linked, draw, []).table()


@dataclass(frozen=True)
class _Maker:
    binder: Binder
    name: str
    declared: ExhibitText
    plan: TableText
    type: Type
    linked: Callable[[Bilingual, str], Markup]
    draw: Callable[[Chart], Markup]
    notes: list[tuple[str, Markup]]

    def table(self) -> Table:
        plan = self.plan
        columns = tuple(self._head(column) for column in plan.columns)
        groups = self._groups()
        stub = self._words(plan.stub) if plan.stub else self._unit_of_all()
        return Table(stub, columns, self._spanners(), _aligned(groups, self.type), tuple(self.notes))

    def _words(self, words: Bilingual | None) -> str:
        return self.binder.words(words, self.name)

    def _mark(self, note: Bilingual | None) -> str:
        """The letter of a note, which stands below the table from now on."""
        if note is None:
            return ""
        letter = chr(ord("a") + len(self.notes))
        self.notes.append((letter, self.linked(note, self.name)))
        return letter

    # ---- heads

    def _head(self, column: Bilingual | ColumnText) -> Head:
        if not isinstance(column, ColumnText):
            return Head(self._words(column))
        words = self._words(column.label)
        if column.unit:
            unit = self._scale_of(column.unit).label
            words = f"{words}, {unit}" if self.binder.language == "en" else f"{words}（{unit}）"
        return Head(words, mark=self._mark(column.note))

    def _scale_of(self, unit: str) -> Scale:
        """Heads are as terse as cells, whatever running text does: US$ bn."""
        return cell_scale(unit, replace(self.binder.house, words="compact"))

    def _unit_of_all(self) -> str:
        """What the first head says of the figures: US$ bn, and whether some are in another unit."""
        if not self.plan.unit:
            return ""
        scale = self._scale_of(self.plan.unit)
        others = (
            cell
            for row in self.plan.rows
            if not row.group
            for cell, column in zip(row.cells, self.plan.columns, strict=True)
            if not (isinstance(column, ColumnText) and column.unit)
        )
        mixed = any(self._unit(cell) not in (scale.unit, None) for cell in others)
        return scale.label + (TERMS[self.binder.language]["unless_stated"] if mixed else "")

    def _unit(self, cell: Text | CellText) -> str | None:
        fact = cell.fact if isinstance(cell, CellText) else cell
        return None if not fact or fact == "-" else str(value_of(self.binder.base.find(fact)).unit)

    def _spanners(self) -> tuple[Head, ...]:
        heads, reached = [], 0
        for spanner in self.plan.spanners:
            heads += [Head("", spanner.first - reached - 1)] if spanner.first > reached + 1 else []
            heads.append(Head(self._words(spanner.label), spanner.last - spanner.first + 1))
            reached = spanner.last
        rest = len(self.plan.columns) - reached
        return (*heads, *([Head("", rest)] if heads and rest else []))

    # ---- rows

    def _groups(self) -> list[Group]:
        groups = [Group("", ())]
        for row in self.plan.rows:
            if row.group:
                groups.append(Group(self._words(row.group), (), self._mark(row.note)))
            else:
                groups[-1] = replace(groups[-1], rows=(*groups[-1].rows, self._row(row)))
        return [group for group in groups if group.rows or group.label]

    def _row(self, row: RowText) -> Row:
        label, mark = self._words(row.label), self._mark(row.note)
        cells = zip(row.cells, self.plan.columns, strict=True)
        return Row(label, tuple(self._cell(label, cell, column) for cell, column in cells), row.total, mark)

    def _cell(self, label: str, cell: Text | CellText, column: Bilingual | ColumnText) -> Cell:
        wish = cell if isinstance(cell, CellText) else CellText.model_construct(fact=cell)
        if wish.spark:
            return self._spark(label, wish)
        if wish.fact is None or wish.fact == "-":
            return Cell(DASH)
        change = wish.change or (isinstance(column, ColumnText) and column.change)
        fact = self.binder.base.find(wish.fact)
        quantity = value_of(fact)
        decimals = self.declared.decimals if wish.decimals is None else wish.decimals
        fits = self._scale(column, str(quantity.unit))
        shown = show(
            quantity, self.binder.house, decimals=decimals, sign=wish.sign or change, tabular=True, cell=fits
        )
        citation = self.binder.register.cite(fact, shown, self.name, inline=True)
        way = direction(quantity) if change else 0
        said = TERMS[self.binder.language][{1: "rises", -1: "falls", 0: "missing"}[way]]
        return Cell(shown, citation, arrow=_ARROWS.get(way, ""), way=said, mark=self._mark(wish.note))

    def _scale(self, column: Bilingual | ColumnText, unit: str) -> Scale | None:
        """The scale that the column's head or the table's gives, where the cell is in that unit."""
        named = (column.unit if isinstance(column, ColumnText) else None) or self.plan.unit
        scale = self._scale_of(named) if named else None
        return scale if scale and scale.unit == unit else None

    def _spark(self, label: str, wish: CellText) -> Cell:
        """A line through the facts. What it shows without a word is said, and cited, in its description."""
        register, language = self.binder.register, self.binder.language
        first = len(register.citations)
        marks = [self.binder.point(self.name, reference, self.declared) for reference in wish.spark]
        register.speak(first)
        colon, comma = (": ", ", ") if language == "en" else ("：", "、")
        said = comma.join(f"{mark.label} {mark.text}" for mark in marks)
        plain = tuple(replace(mark, text="", cite="") for mark in marks)
        chart = Chart("spark", SPARK_MM, series=(Series("", plain),), alt=f"{label}{colon}{said}")
        return Cell("", picture=self.draw(chart), mark=self._mark(wish.note))


# ---- figures on their points ---------------------------------------------------------------------------------

_TAIL: Final = re.compile(r"\D*\d[\d,]*((?:\.\d+)?\D{0,4})")  # of one figure: a range has none


def _aligned(groups: Sequence[Group], type_: Type) -> tuple[Group, ...]:
    """Every cell padded by what its column's longest tail has more than its own."""
    rows = [row for group in groups for row in group.rows]
    longest = [max(_tails(column, type_), default=0.0) for column in zip(*map(_sized, rows), strict=True)]
    return tuple(
        replace(group, rows=tuple(_padded(row, longest, type_) for row in group.rows)) for group in groups
    )


def _sized(row: Row) -> list[tuple[Cell, int]]:
    return [(cell, 600 if row.total else 400) for cell in row.cells]


def _tails(column: Sequence[tuple[Cell, int]], type_: Type) -> Iterator[float]:
    for cell, weight in column:
        tail = _tail(cell, weight, type_)
        if tail is not None:
            yield tail


def _padded(row: Row, longest: Sequence[float], type_: Type) -> Row:
    tails = [_tail(cell, weight, type_) for cell, weight in _sized(row)]
    cells = zip(row.cells, longest, tails, strict=True)
    return replace(
        row, cells=tuple(replace(c, pad=0.0 if tail is None else most - tail) for c, most, tail in cells)
    )


def _tail(cell: Cell, weight: int, type_: Type) -> float | None:
    """The width in ems of what stands after the whole digits; None for what is not aligned."""
    if cell.text == DASH:
        return 0.0
    found = _TAIL.fullmatch(cell.text)
    if found is None or any(unicodedata.east_asian_width(char) in "WF" for char in found[1]):
        return None
    return type_.width(found[1], 1.0, weight)
