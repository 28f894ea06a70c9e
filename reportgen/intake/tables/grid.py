"""A table as it is seen: cells of text, each with its place, whatever file it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Final, Literal, NoReturn

from reportgen.codes.rg8_coverage import RG830, RG831
from reportgen.errors import Finding, Locus, Rejected
from reportgen.intake.intake_limits import MOST_TABLE_CELLS, MOST_TABLE_COLUMNS, MOST_TABLE_ROWS

_PLAIN_SHEET: Final = re.compile(r"[^\W\d][\w.]{0,60}")
_DIGITS_OF_A_DOUBLE: Final = ".15g"  # so many digits of any decimal number are kept by a double, and no more


@dataclass(frozen=True, slots=True)
class TableCell:
    """What a cell shows. `power` is the power of ten by which its format shows less than it holds (46.7 for
    46,700,000 is 6); `trouble` says why it shows nothing that can be used."""

    text: str = ""
    power: int = 0
    trouble: str = ""


EMPTY_CELL: Final = TableCell()


@dataclass(frozen=True)
class CellGrid:
    """The rows of a table. `numbers` are those of the rows in the file, counted from 1; `places` says how a place is
    called there: as a cell of a `sheet`, by lines of a text, or by rows."""

    file: str
    places: Literal["cell", "line", "row"]
    rows: Sequence[Sequence[TableCell]]
    numbers: Sequence[int]
    sheet: str = ""
    lines: Sequence[str] = field(default=(), repr=False)  # of a text, for excerpts

    def place(self, row: int, column: int) -> str:
        """The locator of a cell, row and column counted from 0."""
        number = self.numbers[row] if row < len(self.numbers) else row + 1
        if self.places == "cell":
            quoted = self.sheet.replace("'", "''")
            name = self.sheet if _PLAIN_SHEET.fullmatch(self.sheet) else f"'{quoted}'"
            return f"{name}!{column_letters(column)}{number}"
        return f"{self.places} {number} column {column + 1}"

    def cell(self, row: int, column: int) -> TableCell:
        """A cell; an empty one where the row ends before it."""
        return self.rows[row][column] if column < len(self.rows[row]) else EMPTY_CELL

    def finding(self, row: int, column: int, message: str, mend: str) -> Finding:
        """RG830 at a cell."""
        number = self.numbers[row] if row < len(self.numbers) else row + 1
        excerpt = self.lines[number - 1] if 0 < number <= len(self.lines) else ""
        said = f"{self.place(row, column)}: {message}" if self.places != "line" else message
        return RG830.finding(said, Locus(self.file, number, column + 1 if not excerpt else 1, excerpt), mend)


def refuse_table(file: str, message: str, mend: str, row: int = 1, column: int = 1) -> NoReturn:
    """Refuse a table that is broken. Raises Rejected."""
    raise Rejected([RG830.finding(message, Locus(file, row, column), mend)])


def beyond(file: str, what: str, most: int, row: int = 1) -> NoReturn:
    """Refuse a table that exceeds a limit. Raises Rejected."""
    message = f"it has more than {most:,} {what}"
    mend = "no table of a brief is so large: give the rows and columns that are wanted in a file of their own"
    raise Rejected([RG831.finding(message, Locus(file, row, 1), mend)])


class Filling:
    """Rows on their way into a grid, within the limits. Raises Rejected beyond them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows: list[tuple[TableCell, ...]] = []
        self.numbers: list[int] = []
        self._cells = 0

    def add(self, number: int, cells: Iterable[TableCell]) -> None:
        """A row; what is empty at its end is left out."""
        row = list(cells)
        while row and row[-1] == EMPTY_CELL:
            row.pop()
        self._cells += len(row)
        if len(row) > MOST_TABLE_COLUMNS:
            beyond(self.file, "columns", MOST_TABLE_COLUMNS, number)
        if number > MOST_TABLE_ROWS:
            beyond(self.file, "rows", MOST_TABLE_ROWS, number)
        if self._cells > MOST_TABLE_CELLS:
            beyond(self.file, "cells", MOST_TABLE_CELLS, number)
        self.rows.append(tuple(row))
        self.numbers.append(number)


def column_letters(column: int) -> str:
    """A column as spreadsheets call it: A for 0, AA for 26."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def seen_cell(value: object) -> TableCell:
    """A value of a typed table as a cell: digits as they are, of a double those that it surely has."""
    match value:
        case None:
            return EMPTY_CELL
        case bool():
            return TableCell(str(value).upper(), trouble="is true or false")
        case int() | Decimal():
            return TableCell(f"{value:f}" if isinstance(value, Decimal) else _whole(value))
        case float():
            return TableCell(plain_digits(value), trouble="" if isfinite(value) else "is no number")
        case datetime() | date():
            return TableCell(day_text(value), trouble="is a date")
        case str():
            return TableCell(value.strip())
    return TableCell(trouble=f"is no number and no text, but {type(value).__name__}")


def _whole(value: int) -> str:
    return (
        str(value) if value.bit_length() < 400 else "9" * 120
    )  # too long for a number whatever its digits are


def plain_digits(value: float) -> str:
    """The digits of a double without an exponent: 1.1, 46743."""
    return "" if not isfinite(value) else f"{Decimal(format(value, _DIGITS_OF_A_DOUBLE)):f}"


def day_text(value: date | datetime) -> str:
    """A day as 2025-06-30, without the hour where that is midnight."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat()
