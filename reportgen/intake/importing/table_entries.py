"""The figures of a table, each with what its row, its column and the mapping say of it, still as text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from reportgen.codes.rg8_coverage import RG830
from reportgen.errors import Finding, Rejected, nearest
from reportgen.facts.text import Text
from reportgen.intake.importing.table_map import HeadText, TableMap
from reportgen.intake.importing.table_units import scale_named
from reportgen.intake.importing.table_values import HeadMeasure, says_nothing
from reportgen.intake.tables.grid import CellGrid, column_letters

LONG_COLUMNS: Final = (
    "concept", "period", "scenario", "value", "unit", "source", "locator", "printed", "entity", "segment",
)  # fmt: skip
NEEDED_COLUMNS: Final = ("concept", "period", "value")
_NAMED: Final = 12  # of the rows that are passed over


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A figure at `row` and `column` of the grid, counted from 0; `concept_at` and `period_at` are the cells that name
    its concept and period."""

    row: int
    column: int
    concept: str
    concept_at: tuple[int, int]
    period: str
    period_at: tuple[int, int]
    measured: HeadMeasure
    scenario: str = ""
    entity: str = ""
    segment: str = ""
    source: str = ""
    locator: str = ""
    printed: str = ""


@dataclass
class TableEntries:
    """All entries of a table, and what was passed over: how many figures for which reason, and in words."""

    entries: list[TableEntry]
    passed_over: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)


def is_long_form(heads: Iterable[str]) -> bool:
    """Whether a line of heads is meant as that of the long form: one of its columns may be called otherwise, which
    whoever reads the table says."""
    return len(set(NEEDED_COLUMNS) & {_plain(head) for head in heads}) >= len(NEEDED_COLUMNS) - 1


def table_entries(
    grid: CellGrid,
    said: TableMap,
    is_concept: Callable[[str], bool],
    is_period: Callable[[str], bool],
) -> TableEntries:
    """The entries of a table, long or wide as the mapping says. Raises Rejected (RG830) where a column that it needs is
    not there, a row has more or fewer cells than the heads, or a name of the mapping stands nowhere or twice."""
    head = next(
        (at for at, number in enumerate(grid.numbers) if number >= said.header and grid.rows[at]), None
    )
    if head is None:
        raise Rejected([grid.finding(0, 0, "no row has the heads of columns", "see header: of the mapping")])
    if said.concepts_in is None and said.periods_in is None:
        return _long(grid, head, said)
    return _Wide(grid, head, said, is_concept, is_period).entries()


# ---- long -----------------------------------------------------------------------------------------------------------


def _long(grid: CellGrid, head: int, said: TableMap) -> TableEntries:
    heads = [_plain(cell.text) for cell in grid.rows[head]]
    missing = [name for name in NEEDED_COLUMNS if name not in heads]
    if missing:
        message = f"the heads have no {' and no '.join(missing)}"
        expected = f"expected {', '.join(NEEDED_COLUMNS)}; may be there: {', '.join(LONG_COLUMNS)}"
        mend = f"{expected}\nor say with --map FILE.yaml what the rows and columns mean"
        raise Rejected([grid.finding(head, 0, message, mend)])
    at = {name: heads.index(name) for name in LONG_COLUMNS if name in heads}
    found = TableEntries([])
    others = [grid.rows[head][column].text for column, name in enumerate(heads) if name not in LONG_COLUMNS]
    if other := [text for text in others if text]:
        found.remarks.append(f"columns that are not of the long form are passed over: {_some(other)}")
    usual = _scale(said.scale)
    for row in range(head + 1, len(grid.rows)):
        if not grid.rows[row]:
            continue
        _even(grid, row, len(heads))
        cells = {name: grid.cell(row, column).text for name, column in at.items()}
        if says_nothing(cells["value"]) and not grid.cell(row, at["value"]).trouble:
            found.passed_over["left empty"] += 1
            continue
        found.entries.append(
            TableEntry(
                row, at["value"],
                cells["concept"], (row, at["concept"]),
                cells["period"], (row, at["period"]),
                HeadMeasure(cells.get("unit", ""), "", str(said.unit or ""), usual),
                *(cells.get(name, "") for name in ("scenario", "entity", "segment", "source", "locator", "printed")),
            )
        )  # fmt: skip
    return found


def _even(grid: CellGrid, row: int, width: int) -> None:
    """Refuse a row of a text that has another number of cells than the heads: a comma too many moves all figures."""
    cells = len(grid.rows[row])
    if cells > width:
        message = f"the row has {cells} cells, and the heads are {width}"
        raise Rejected([grid.finding(row, width, message, "quote what holds the delimiter, or mend the row")])


def _scale(text: Text | None) -> str:
    """A scale of the mapping as facts.yaml calls it; "" for 1. Raises Rejected where it is none."""
    named = scale_named(text) if text else ""
    if text and not named and text != "1":
        message = f"cannot read the scale {str(text)!r}"
        raise Rejected([RG830.finding(message, text.locus, "write thousand, m, bn, tn; 1 for none")])
    return named


def _plain(head: str) -> str:
    return head.strip().lower()


# ---- wide -----------------------------------------------------------------------------------------------------------


@dataclass
class _Wide:
    """A table with concepts down and periods across, or the other way."""

    grid: CellGrid
    head: int
    said: TableMap
    is_concept: Callable[[str], bool]
    is_period: Callable[[str], bool]
    found: TableEntries = field(default_factory=lambda: TableEntries([]))

    def entries(self) -> TableEntries:
        if self.said.concepts_in is not None and self.said.periods_in is not None:
            key = self.said.periods_in
            message = "concepts stand in a column or across, not both"
            raise Rejected([RG830.finding(message, key.locus, "leave out concepts-in: or periods-in:")])
        down = self.said.concepts_in is not None
        axis = self._axis(self.said.concepts_in or self.said.periods_in or Text(""))
        columns = self._columns(axis, self.is_period if down else self.is_concept)
        rows = self._rows(axis, self.is_concept if down else self.is_period)
        for row, by_row in rows.items():
            _even(self.grid, row, max(len(self.grid.rows[self.head]), max(columns, default=0) + 1))
            for column, by_column in columns.items():
                cell = self.grid.cell(row, column)
                if says_nothing(cell.text) and not cell.trouble:
                    self.found.passed_over["left empty"] += 1
                    continue
                whole = (by_row, (row, axis)), (by_column, (self.head, column))
                concept, period = whole if down else whole[::-1]
                self.found.entries.append(self._entry(row, column, concept, period))
        return self.found

    def _entry(
        self,
        row: int,
        column: int,
        concept: tuple[HeadText, tuple[int, int]],
        period: tuple[HeadText, tuple[int, int]],
    ) -> TableEntry:
        (measure, concept_at), (time, period_at) = concept, period
        unit = measure.unit or time.unit or ""
        scale = measure.scale or time.scale
        usual = "" if scale else _scale(self.said.scale)
        usual_unit, turned = str(self.said.unit or ""), measure.negate != time.negate
        measured = HeadMeasure(str(unit), _scale(scale), usual_unit, usual, turned)
        scenario = str(time.scenario or measure.scenario or "")
        return TableEntry(
            row, column, str(measure.means), concept_at, str(time.means), period_at, measured, scenario
        )

    def _axis(self, name: Text) -> int:
        heads = self._heads()
        if heads.count(name) == 1:
            return heads.index(name)
        if name not in heads and (column := _column_of(name)) is not None:
            return column
        message = f"no column, or more than one, is headed {str(name)!r}{nearest(name, filter(None, heads))}"
        raise Rejected([RG830.finding(message, name.locus, "write what heads the column, or its letter")])

    def _heads(self) -> list[str]:
        return [cell.text for cell in self.grid.rows[self.head]]

    def _columns(self, axis: int, known: Callable[[str], bool]) -> dict[int, HeadText]:
        """The columns that mean something."""
        heads = {column: text for column, text in enumerate(self._heads()) if column != axis}
        found = _named(self.said.columns, heads, _column_of, "column", column_letters)
        for column, text in heads.items():
            if column not in found and known(text):
                found[column] = HeadText(means=Text(text))
        self._passed("columns", [text for column, text in heads.items() if text and column not in found])
        return dict(sorted(found.items()))

    def _rows(self, axis: int, known: Callable[[str], bool]) -> dict[int, HeadText]:
        below = range(self.head + 1, len(self.grid.rows))
        names = {row: self.grid.cell(row, axis).text for row in below}
        numbers = {number: row for row, number in enumerate(self.grid.numbers)}

        def numbered(name: str) -> int | None:
            return numbers.get(int(name)) if name.isdecimal() and len(name) < 8 else None

        found = _named(self.said.rows, names, numbered, "row", lambda row: str(self.grid.numbers[row]))
        for row, text in names.items():
            if row not in found and known(text):
                found[row] = HeadText(means=Text(text))
        self._passed("rows", [text for row, text in names.items() if text and row not in found])
        return dict(sorted(found.items()))

    def _passed(self, what: str, names: list[str]) -> None:
        if names:
            self.found.remarks.append(
                f"{what} that the mapping does not name are passed over: {_some(names)}"
            )


def _named(
    heads: Mapping[Text, HeadText],
    names: Mapping[int, str],
    by_number: Callable[[str], int | None],
    what: str,
    called: Callable[[int], str],
) -> dict[int, HeadText]:
    """Where the names of the mapping stand: the first by what is written there, then by number or letter."""
    found: dict[int, HeadText] = {}
    wrong: list[Finding] = []
    for name, entry in heads.items():
        same = [at for at, text in names.items() if text == name.strip()]
        if not same and (numbered := by_number(name)) is not None and numbered in names:
            same = [numbered]
        if len(same) == 1:
            found[same[0]] = entry
            continue
        places = " and ".join(map(called, same[:4]))
        message = (
            f"{what}s {places} are called {str(name)!r} alike"
            if same
            else f"no {what} is called {str(name)!r}{nearest(name, filter(None, names.values()))}"
        )
        mend = f"name it by its {'number' if what == 'row' else 'letter'}, or as the table has it"
        wrong.append(RG830.finding(message, name.locus, mend))
    if wrong:
        raise Rejected(wrong)
    return found


def _column_of(name: str) -> int | None:
    """A column by its letters, B for 1."""
    if not re.fullmatch("[A-Z]{1,3}", name):
        return None
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _some(names: Iterable[str]) -> str:
    listed: Iterator[str] = (text[:40] for text in names)
    shown = list(listed)
    more = f" and {len(shown) - _NAMED:,} more" if len(shown) > _NAMED else ""
    return ", ".join(shown[:_NAMED]) + more
