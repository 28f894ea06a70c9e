"""The numbers as data: the same rows in CSV, XLSX and JSON, numbers as numbers, and texts that never run."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import openpyxl
import pypdfium2
import pytest
from support import EDITIONS, LANGUAGES, TINY, Golden

from reportgen.press.spreadsheets import to_csv, to_xlsx

NUMERIC: Final = ("number", "value", "low", "high")


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet_rows(data: bytes) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    head, *rows = sheet.iter_rows()
    return [{str(name.value): cell for name, cell in zip(head, row, strict=True)} for row in rows]


@pytest.fixture(scope="module")
def table(golden: Golden) -> list[dict[str, str]]:
    return csv_rows((golden.folder / "numbers.csv").read_bytes())


@pytest.fixture(scope="module")
def sheet(golden: Golden) -> list[dict[str, Any]]:
    return sheet_rows((golden.folder / "numbers.xlsx").read_bytes())


# ---- the same in all three -----------------------------------------------------------------------------------


def test_the_printed_numbers_are_those_that_were_last_looked_at(table: list[dict[str, str]]) -> None:
    """Golden: after a change that is meant to be seen, look at each difference and write expected.csv anew with
    `python tests/press/test_spreadsheets.py OUTPUT/numbers.csv`."""
    expected = csv_rows((EDITIONS / TINY / "expected.csv").read_bytes())
    assert [{key: row[key] for key in GOLDEN} for row in table] == expected


GOLDEN: Final = ("number", "fact", "value", "low", "high", "unit", "verdict", "shown en", "shown zh-Hant")


def test_the_three_files_hold_the_same_rows(
    golden: Golden, table: list[dict[str, str]], sheet: list[dict[str, Any]]
) -> None:
    entries = golden.numbers
    assert len(entries) == len(table) == len(sheet) == 13
    for entry, row, cells in zip(entries, table, sheet, strict=True):
        assert list(row) == list(cells)
        for key in (
            "number",
            "fact",
            "value",
            "low",
            "high",
            "unit",
            "period",
            "scenario",
            "verdict",
            "formula",
        ):
            wanted = "" if entry[key] is None else str(entry[key])
            assert row[key] == wanted, (entry["fact"], key)
            if key in NUMERIC and wanted:
                assert Decimal(str(cells[key].value)) == Decimal(wanted), (entry["fact"], key)
            else:
                assert (cells[key].value or "") == wanted, (entry["fact"], key)
        for language in LANGUAGES:
            texts = entry["texts"][language]
            shown = " · ".join(dict.fromkeys(place["shown"] for place in texts["printings"]))
            assert row[f"shown {language}"].removeprefix("'") == shown
            assert row[f"label {language}"].removeprefix("'") == texts["label"]
            assert (cells[f"shown {language}"].value, cells[f"label {language}"].value) == (
                shown,
                texts["label"],
            )
            pages = sorted({place["page"] for place in texts["printings"]})
            assert row[f"pages {language}"] == " ".join(map(str, pages))


def test_a_fact_has_one_number_in_all_languages(golden: Golden) -> None:
    assert [entry["number"] for entry in golden.numbers] == list(range(1, 14))
    assert len({entry["fact"] for entry in golden.numbers}) == 13
    for entry in golden.numbers:
        ids = [[place["id"] for place in entry["texts"][language]["printings"]] for language in LANGUAGES]
        assert {re.sub(r"-\d+$", "", name) for names in ids for name in names} == {f"n{entry['number']}"}
    labels = {
        entry["fact"]: [entry["texts"][language]["label"] for language in LANGUAGES]
        for entry in golden.numbers
    }
    # The Chinese text cites these two in the other order.
    assert labels["fish/operating_margin@2025Q4"] == ["Operating margin", "營業利益率"]
    assert labels["fish/capex@2026~guidance"] == ["Capital expenditure", "資本支出"]


def test_an_interval_is_two_fractions_around_the_value(golden: Golden) -> None:
    scale = {"%": 100}
    open_ended = []
    for entry in golden.numbers:
        ends = [None if end is None else Fraction(end) for end in entry["interval"]]
        factor = scale.get(entry["unit"], 1)
        value, low, high = (
            None if entry[key] is None else Fraction(entry[key]) / factor for key in ("value", "low", "high")
        )
        if ends[1] is None:
            open_ended.append(entry["fact"])
            assert value == ends[0]
        elif value is None:
            assert ends[0] < low < high < ends[1]  # type: ignore[operator]
        else:
            assert ends[0] < value < ends[1]  # type: ignore[operator]
    assert open_ended == ["fish/shops@2025-12-31"]
    revenue = golden.numbers[0]
    assert [Fraction(end) for end in revenue["interval"]] == [12_415_000_000, 12_425_000_000]


def test_a_printing_stands_on_the_page_that_is_given(golden: Golden) -> None:
    for language in LANGUAGES:
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(golden.pdf(language))]
        texts = [re.sub(r"\s+", "", text) for text in pages]
        for entry in golden.numbers:
            for place in entry["texts"][language]["printings"]:
                shown = re.sub(r"\s+", "", place["shown"])
                assert shown in texts[place["page"] - 1], (entry["fact"], place)
                assert place["page"] < len(texts), "the appendix itself is no printing"


def test_a_statement_keeps_what_its_source_printed(golden: Golden) -> None:
    told = {entry["fact"]: entry["tellings"] for entry in golden.numbers}
    assert told["fish/revenue@2025Q4"] == [
        {"source": "release", "locator": "¶1", "printed": "$12.42 billion"},
        {"source": "release", "locator": "¶7", "printed": "$12.42bn"},
    ]
    assert told["fish/operating_margin@2025Q4"] == []


# ---- numbers are numbers -------------------------------------------------------------------------------------


def test_negatives_are_numbers(table: list[dict[str, str]], sheet: list[dict[str, Any]]) -> None:
    by_fact = {row["fact"]: row for row in table}
    cells = {row["fact"].value: row for row in sheet}
    wanted = {"fish/operating_income@2025Q4": "-310000000", "fish/eps@2025Q4": "-0.42"}
    for fact, value in wanted.items():
        assert by_fact[fact]["value"] == value
        cell = cells[fact]["value"]
        assert cell.data_type == "n"
        assert Decimal(str(cell.value)) == Decimal(value)


def test_every_numeric_cell_is_a_number_and_no_other(sheet: list[dict[str, Any]]) -> None:
    for row in sheet:
        for key, cell in row.items():
            if cell.value is not None:
                assert cell.data_type == ("n" if key in NUMERIC else "s"), (key, cell.value)


# ---- texts never run -----------------------------------------------------------------------------------------


def test_no_cell_of_the_edition_runs(
    golden: Golden, table: list[dict[str, str]], sheet: list[dict[str, Any]]
) -> None:
    """The edition holds a label that begins with @ and changes that are printed with a +."""
    runs = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
    texts = [text for row in table for key, text in row.items() if key not in NUMERIC]
    assert not [text for text in texts if text.startswith(runs)]
    assert "'@home sales" in texts and "'＠home營收" in texts and any(text.startswith("'+") for text in texts)
    assert "@home sales" in [cell.value for row in sheet for cell in row.values()]
    assert b"<f>" not in sheet_xml((golden.folder / "numbers.xlsx").read_bytes())


def sheet_xml(workbook: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


HOSTILE: Final = [
    '=HYPERLINK("http://example.com","x")',
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(A1:A2)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
]


def hostile_rows() -> list[dict[str, str]]:
    return [
        {
            "number": str(n),
            "fact": "a/b@2025",
            "value": "-1.5",
            "low": "",
            "high": "",
            "source": text,
            "label en": text,
        }
        for n, text in enumerate(HOSTILE, 1)
    ]


def test_a_hostile_text_stays_text_in_csv() -> None:
    for row, text in zip(csv_rows(to_csv(hostile_rows())), HOSTILE, strict=True):
        assert row["source"] == row["label en"] == f"'{text}"
        assert row["value"] == "-1.5"


def test_a_hostile_text_stays_text_in_a_workbook() -> None:
    workbook = to_xlsx(hostile_rows(), "title", date(2026, 2, 2))
    assert b"<f>" not in sheet_xml(workbook)
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        assert not [name for name in archive.namelist() if "rels/sheet1" in name], "a link was made"
    for row, text in zip(sheet_rows(workbook), HOSTILE, strict=True):
        assert row["source"].data_type == "s"
        assert row["source"].value.replace("_x000D_", "\r") == text
        assert (row["value"].data_type, row["value"].value) == ("n", -1.5)


def test_csv_follows_the_standard(golden: Golden) -> None:
    data = (golden.folder / "numbers.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 14


def test_json_is_json_for_everybody(golden: Golden) -> None:
    def no_constant(name: str) -> None:
        raise AssertionError(f"{name} is not JSON")

    text = (golden.folder / "numbers.json").read_text("utf-8")
    document = json.loads(text, parse_constant=no_constant)
    assert document["edition"] == TINY
    assert document["languages"] == list(LANGUAGES)
    assert "年增率" in text and "營收" in text  # readable as it is, and labels in their own language


if __name__ == "__main__":
    import sys

    rows = csv_rows(Path(sys.argv[1]).read_bytes())
    with (EDITIONS / TINY / "expected.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, GOLDEN, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
