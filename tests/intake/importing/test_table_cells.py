"""What cells show: the number format decides the digits of a workbook, and typed columns keep theirs."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as arrow
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from reportgen.facts.locator import AT_CELL, AT_LINE, read_place
from reportgen.intake.tables.csv_table import delimiter_of, read_csv
from reportgen.intake.tables.grid import TableCell, column_letters
from reportgen.intake.tables.parquet_table import read_parquet
from reportgen.intake.tables.shown_numbers import ShownNumber, shown_number
from reportgen.intake.tables.xlsx_table import read_xlsx


@pytest.mark.parametrize(
    ("digits", "number_format", "text", "power"),
    [
        ("1.1", "General", "1.1", 0),
        ("1.1", "0.00", "1.10", 0),
        ("46743123.456", "#,##0", "46,743,123", 0),
        ("-45.1", "#,##0.00;(#,##0.00)", "(45.10)", 0),
        ("-45.1", "#,##0.0_);[Red]\\(#,##0.0\\)", "(45.1)", 0),
        ("-45.1", "0.0", "-45.1", 0),
        ("0.123", "0.0%", "12.3%", 0),
        ("0.1", "0.00%", "10.00%", 0),
        ("46743123", "#,##0.0,,", "46.7", 6),
        ("46743123", '0.0,,"M"', "46.7M", 6),
        ("46743", "#,##0,", "47", 3),
        ("1.1", "[$$-409]#,##0.00", "$1.10", 0),
        ("-45", '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "(45)", 0),
        ("0", '#,##0;(#,##0);"-"', "0", 0),
        ("1.25", '0.0"x"', "1.3x", 0),
        ("1.1", "0.0##", "1.1", 0),
        ("1.123", "0.0##", "1.123", 0),
        ("2.5", "0", "3", 0),
        ("46743", "0.00E+00", "46743", 0),
    ],
)
def test_a_number_as_its_format_shows_it(digits: str, number_format: str, text: str, power: int) -> None:
    assert shown_number(digits, number_format) == ShownNumber(text, power)


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 6))
def test_places_of_a_format_are_the_places_that_are_seen(number: Decimal, places: int) -> None:
    shown = shown_number(f"{number:f}", "#,##0" + ("." + "0" * places if places else "")).text
    assert abs(Decimal(shown.replace(",", "")) - number) <= Decimal(5).scaleb(-places - 1)
    assert -int(Decimal(shown.replace(",", "")).as_tuple().exponent) == places


def book(cells: dict[str, tuple[Any, str]], sheet: str = "Income") -> bytes:
    """A workbook with these values and formats."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as made:
        page = made.add_worksheet(sheet)
        for place, (value, number_format) in cells.items():
            page.write(place, value, made.add_format({"num_format": number_format}))
    return kept.getvalue()


def test_a_workbook_as_it_is_seen() -> None:
    grid = read_xlsx(
        book({
            "A1": ("Item", "General"), "B1": (datetime(2025, 6, 30), "yyyy-mm-dd"),
            "A3": ("Sales", "General"), "B3": (46743.2, "#,##0"), "C3": (True, "General"),
        }),
        "x.xlsx",
    )  # fmt: skip
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["Item", "2025-06-30"],
        [],
        ["Sales", "46,743", "TRUE"],
    ]
    assert grid.cell(0, 1).trouble == "is a date"
    assert grid.place(2, 1) == "Income!B3"


@pytest.mark.parametrize("sheet", ["Income", "Q1; x, y", "John's", "2025", "損益"])
def test_the_place_of_a_cell_is_a_locator(sheet: str) -> None:
    place = read_place(read_xlsx(book({"B7": (1, "0")}, sheet), "x.xlsx").place(6, 1))
    assert place is not None
    assert place.kind == AT_CELL


def test_a_formula_counts_by_its_saved_result_alone() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as made:
        page = made.add_worksheet()
        page.write_formula(
            "A1", "=1+1", made.add_format({"num_format": "0.0"}), 3
        )  # not what it would come to
        page.write_formula("A2", "=cmd()", None, "")
    grid = read_xlsx(kept.getvalue(), "x.xlsx")
    assert grid.cell(0, 0) == TableCell("3.0")
    assert grid.cell(1, 0).text == "=cmd()"
    assert "without a saved result" in grid.cell(1, 0).trouble


def test_sheets_go_by_name_or_number() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as made:
        for name in ("Cover", "Income"):
            made.add_worksheet(name).write(0, 0, name)
    for asked, found in {"": "Cover", "Income": "Income", "2": "Income"}.items():
        assert read_xlsx(kept.getvalue(), "x.xlsx", asked).cell(0, 0).text == found


def test_typed_columns_keep_their_digits() -> None:
    table = arrow.table({
        "value": arrow.array([Decimal("46743.00"), Decimal("1.10"), None], arrow.decimal128(12, 2)),
        "whole": arrow.array([46743, None, 3]),
        "double": [1.1, 0.1 + 0.2, 46743.0],
        "text": ["1.10", "(45)", "2025Q2"],
        "day": [date(2025, 6, 30)] * 3,
    })  # fmt: skip
    kept = io.BytesIO()
    parquet.write_table(table, kept)
    grid = read_parquet(kept.getvalue(), "x.parquet")
    assert [[cell.text for cell in row] for row in grid.rows[1:]] == [
        ["46743.00", "46743", "1.1", "1.10", "2025-06-30"],
        ["1.10", "", "0.3", "(45)", "2025-06-30"],
        ["", "3", "46743", "2025Q2", "2025-06-30"],
    ]
    assert read_place(grid.place(2, 1)) is not None
    assert grid.place(2, 1) == "row 3 column 2"


def test_a_row_of_csv_knows_its_line_and_keeps_its_characters() -> None:
    grid = read_csv(b'\xef\xbb\xbfa,b\n"two\nlines",1.10\n\n007,"46,743"\n', "x.csv")
    assert [
        (number, [cell.text for cell in row]) for number, row in zip(grid.numbers, grid.rows, strict=True)
    ] == [
        (1, ["a", "b"]),
        (2, ["two\nlines", "1.10"]),
        (4, []),
        (5, ["007", "46,743"]),
    ]
    place = read_place(grid.place(3, 1))
    assert place is not None
    assert (place.kind, place.first) == (AT_LINE, 5)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a;b;c\nx;46,743;1,000\ny;1,2;3\n", ";"),
        ('a,b\nx,"1;2;3"\n', ","),
        ("a\tb\n1,000\t2\n", "\t"),
        ("Acme model\n\na|b|c\n1|2|3\n", "|"),
        ("one column\n", ","),
    ],
)
def test_the_delimiter_is_told_by_the_lines(text: str, mark: str) -> None:
    assert delimiter_of(text) == mark


def test_utf_16_is_read_by_its_mark() -> None:
    assert read_csv("a,營收\n".encode("utf-16"), "x.csv").cell(0, 1).text == "營收"


def test_columns_go_by_letters() -> None:
    assert [column_letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
