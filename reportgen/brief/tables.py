"""Tables of exhibits from their declarations: heads with their units, cells bound to facts or with words of their
own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from reportgen.brief.arithmetic import Slot, agreeing
from reportgen.brief.binding import DASH, Binder, find, known, label_of, pick_text
from reportgen.brief.brief_yaml import (
    CellText,
    ColumnText,
    ExhibitText,
    RowText,
    TableText,
    cell_of,
    is_words,
)
from reportgen.brief.filling import FORECASTS, period_of
from reportgen.brief.helpers import TextReader
from reportgen.document.chart import Chart, Series
from reportgen.document.nodes import Cell, Cited, Group, Head, Line, Named, Place, Row, Table, Words
from reportgen.document.walk import plain
from reportgen.facts.base import Fact, value_of
from reportgen.facts.period import parse_shift
from reportgen.facts.reference import Reference
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text
from reportgen.facts.unit import UnitError
from reportgen.figures.dates import forecast_label, year_label
from reportgen.figures.direction import direction
from reportgen.figures.display import Scale, cell_scale, period_label
from reportgen.figures.lettered import in_letters
from reportgen.figures.manner import Manner, print_figure

SPARK_MM: Final = 18.0
_FIRST_ACROSS: Final = (
    101  # rows count as columns here, beyond those of the key figures, which share their page
)
AnyCell = Text | Bilingual | CellText


def _is_change(keys: CellText, column: Text | Bilingual | ColumnText) -> bool:
    return keys.change or (isinstance(column, ColumnText) and column.change)


@dataclass(frozen=True)
class TableMaker:
    """Makes the table of an exhibit; every value in it is cited as standing there."""

    reader: TextReader
    name: str
    declared: ExhibitText
    table_text: TableText
    across: bool = False  # whether figures of one kind stand beside one another, not below
    notes: list[tuple[str, Line]] = field(default_factory=list)
    manners: dict[tuple[int, int], Manner] = field(default_factory=dict)

    def table(self) -> Table:
        """The table that the declaration asks for."""
        table = self.table_text
        self._settle()
        columns = tuple(self._head(column) for column in table.columns)
        groups = tuple(self._groups())
        stub = self._line(table.stub) if table.stub else self._unit_of_all()
        return Table(stub, columns, self._spanners(), groups, tuple(self.notes))

    def _line(self, words: Bilingual | None) -> Line:
        if not words:
            return ()
        return self.reader.line(pick_text(words, self.reader.language), self.name)

    def _mark(self, note: Bilingual | None) -> str:
        """The letter of a note, which stands below the table from now on."""
        if note is None:
            return ""
        letter = in_letters(len(self.notes) + 1)
        self.notes.append((letter, self._line(note)))
        return letter

    # ---- heads

    def _head(self, column: Text | Bilingual | ColumnText) -> Head:
        if not isinstance(column, ColumnText):
            assert not isinstance(column, Text)  # `filling` has given it keys of its own
            return Head(self._line(column))
        forecast = column.shows is not None and period_of(column.shows)[1] in FORECASTS
        line = self._line(column.label) if column.label else self._named_column(column)
        return Head((*line, *self._in_unit(column.unit)), mark=self._mark(column.note), forecast=forecast)

    def _in_unit(self, unit: str | None) -> Line:
        """What stands behind the label of a column or a row that says the unit of its cells."""
        scale = self._scale_of(unit) if unit else None
        return (Words(self.reader.pack.page.in_unit.format(scale.label)),) if scale else ()

    def _named_column(self, column: ColumnText) -> Line:
        """The head of a column that is called by what it shows."""
        words = self.reader.pack.page.columns
        name = column.shows
        if name is None or name in words:
            return (Words(words[name]),) if name else ()
        base, (named, scenario) = self.reader.base, period_of(name)
        months = parse_shift(name)
        period = (
            base.period.shift(months) if months is not None else base.locate(Reference("", "", named)).period
        )
        if scenario in FORECASTS:
            return (Named(forecast_label(period, self.reader.language), "period"),)
        label = year_label if self.across else partial(period_label, short=True)
        return (Named(label(period, self.reader.language), "period"),)

    def _scale_of(self, unit: str) -> Scale | None:
        """Heads are as terse as cells, whatever running text does: US$ bn. None for a unit that there is none of, which
        is said by `fitting`."""
        try:
            return cell_scale(unit, replace(self.reader.number_style, words="compact"))
        except UnitError:
            return None

    def _unit_of_all(self) -> Line:
        """What the first head says of the figures: US$ bn, and whether some are in another unit."""
        scale = self._scale_of(self.table_text.unit) if self.table_text.unit else None
        if scale is None:
            return ()
        others = (
            cell
            for row in self.table_text.rows
            if not row.group
            for cell, column in zip(row.cells, self.table_text.columns, strict=False)
            if not (isinstance(column, ColumnText) and column.unit)
        )
        mixed = any(self._unit(cell) not in (scale.unit, None) for cell in others)
        return (Words(scale.label + (self.reader.pack.page.unless_stated if mixed else "")),)

    def _unit(self, cell: AnyCell) -> str | None:
        reference = None if isinstance(cell, Text) and is_words(cell) else cell_of(cell).fact
        fact = find(self.reader, reference) if reference and reference != "-" else None
        return None if fact is None or fact.no_value else str(value_of(fact).unit)

    def _spanners(self) -> tuple[Head, ...]:
        heads, reached = list[Head](), 0
        for spanner in self.table_text.spanners:
            heads += [Head((), spanner.first - reached - 1)] if spanner.first > reached + 1 else []
            heads.append(Head(self._line(spanner.label), spanner.last - spanner.first + 1))
            reached = spanner.last
        rest = len(self.table_text.columns) - reached
        return (*heads, *([Head((), rest)] if heads and rest else []))

    # ---- rows

    def _groups(self) -> list[Group]:
        groups = [Group((), ())]
        for index, row in enumerate(self.table_text.rows):
            if row.group:
                groups.append(Group(self._line(row.group), (), self._mark(row.note)))
            else:
                groups[-1] = replace(groups[-1], rows=(*groups[-1].rows, self._row(index, row)))
        return [group for group in groups if group.rows or group.label]

    def _row(self, index: int, row: RowText) -> Row:
        label, mark = self._line(row.label) if row.label else self._of_fact(row), self._mark(row.note)
        cells = zip(row.cells, self.table_text.columns, strict=False)
        row_cells = tuple(
            self._cell(plain(label), cell, column, (index, number))
            for number, (cell, column) in enumerate(cells, 1)
        )
        return Row((*label, *self._in_unit(row.unit)), row_cells, row.total, mark)

    def _of_fact(self, row: RowText) -> Line:
        """The label of the fact that a row is about."""
        fact = find(self.reader, row.fact) if row.fact else None
        return label_of(self.reader, fact, in_full=True) if fact else ()

    def _cell(
        self, label: str, cell: AnyCell, column: Text | Bilingual | ColumnText, place: tuple[int, int]
    ) -> Cell:
        if isinstance(cell, Text) and is_words(cell):
            return Cell(self.reader.line(cell, self.name))
        keys = cell_of(cell)
        if keys.spark:
            return self._spark(label, keys)
        if keys.text:
            return Cell(self._line(keys.text), mark=self._mark(keys.note))
        if keys.fact is None or keys.fact == "-":
            return Cell((Words(DASH),), mark=self._mark(keys.note))
        return self._figure(keys, keys.fact, _is_change(keys, column), self.manners.get(place))

    def _figure(self, keys: CellText, reference: Text, change: bool, manner: Manner | None) -> Cell:
        fact = find(self.reader, reference)
        if fact is None or manner is None:
            return Cell((Words(DASH),))
        quantity = value_of(fact)
        shown = print_figure(quantity, manner, self.reader.number_style)
        citation = self.reader.register.cite(fact, shown, self.name, inline=True, manner=manner)
        cited = Cited(citation, Place(reference))
        way = direction(quantity) if change else 0
        words = self.reader.pack.page
        said = {1: words.rises, -1: words.falls, 0: words.missing}[way]
        mark = {1: words.rise_mark, -1: words.fall_mark}.get(way, "")
        return Cell((cited,), arrow=mark, way=said, mark=self._mark(keys.note))

    # ---- the figures

    def _settle(self) -> None:
        """Decides in which manner each figure is printed: one number of decimals in a column, and figures that agree
        with one another."""
        slots: dict[tuple[int, int], Slot] = {}
        for index, row in enumerate(self.table_text.rows):
            for number, (cell, column) in enumerate(zip(row.cells, self.table_text.columns, strict=False), 1):
                place = index + _FIRST_ACROSS if self.across else number
                if slot := self._slot(cell, column, row, place):
                    slots[index, number] = slot
        made = agreeing(tuple(slots.values()), self.reader.number_style)
        self.manners.update({place: slot.manner for place, slot in zip(slots, made, strict=True)})

    def _slot(
        self, cell: AnyCell, column: Text | Bilingual | ColumnText, row: RowText, number: int
    ) -> Slot | None:
        """What a cell prints, if it is a fact; the author's decimals take it out of its column."""
        if isinstance(cell, Text) and is_words(cell):
            return None
        keys = cell_of(cell)
        fact = None if keys.spark or keys.text or keys.fact in (None, "-") else known(self.reader, keys.fact)
        if fact is None:
            return None
        asked = self.declared.decimals if keys.decimals is None else keys.decimals
        return Slot(
            fact,
            Manner(
                asked,
                sign=keys.sign or _is_change(keys, column),
                terse=True,
                head=self._head_unit(column, row, fact),
                column=number if asked is None else None,
            ),
        )

    def _head_unit(self, column: Text | Bilingual | ColumnText, row: RowText, fact: Fact) -> str:
        """The unit that the column's head, the row's label or the table says, where the cell is in that unit."""
        named = (column.unit if isinstance(column, ColumnText) else None) or self.table_text.unit
        for unit in (row.unit, named):
            scale = self._scale_of(unit) if unit else None
            if scale and scale.unit == str(value_of(fact).unit):
                return str(unit)
        return ""

    def _spark(self, label: str, keys: CellText) -> Cell:
        """A line through the facts. What it shows without a word is said, and cited, in its description."""
        reader = self.reader
        first = len(reader.register.citations)
        binder = Binder(reader, self.name, self.declared)
        marks = [mark for mark in map(binder.point, keys.spark) if mark]
        reader.register.speak(first)
        colon, comma = reader.pack.marks.colon, reader.pack.marks.enumeration
        alt: Line = (Words(label),)
        for mark in marks:
            joint = comma if len(alt) > 1 else colon
            alt = (*alt, Words(joint), Named(mark.label, "period"), Words(f" {mark.text}"))
        plain_marks = tuple(replace(mark, text="", cite="") for mark in marks)
        chart = Chart("spark", SPARK_MM, series=(Series("", plain_marks),), alt=plain(alt))
        return Cell((), spark=chart, alt=alt, mark=self._mark(keys.note))
