"""The numbers as data: the same rows in CSV, XLSX and JSON, numbers as numbers, and texts that never run."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import openpyxl
import pypdfium2
import pytest
from reckoning import Reckoner
from support import EDITIONS, LANGUAGES, TEMPLATES, TINY, Golden

from reportgen.brief.inputs import Project, read_inputs
from reportgen.check import check
from reportgen.languages import LANGUAGES as PACKS
from reportgen.press.spreadsheets import to_csv, to_xlsx
from reportgen.record.workbook import Column, Number, WorkSheet, workbook

NUMERIC: Final = ("number", "value", "low", "high")


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet_rows(data: bytes, sheet: int = 0) -> list[dict[str, Any]]:
    """The rows of a sheet: what stands under each head, of heads that are alike the first."""
    head, *rows = openpyxl.load_workbook(io.BytesIO(data)).worksheets[sheet].iter_rows()
    found = []
    for row in rows:
        cells: dict[str, Any] = {}
        for name, cell in zip(head, row, strict=True):
            cells.setdefault(str(name.value), cell)
        found.append(cells)
    return found


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


def test_the_files_hold_the_same_rows(
    golden: Golden, table: list[dict[str, str]], sheet: list[dict[str, Any]]
) -> None:
    entries = golden.numbers
    assert len(entries) == len(table) == len(sheet) == 13
    for entry, row, cells in zip(entries, table, sheet, strict=True):
        for key in SHARED:
            assert row[key] == ("" if entry[key] is None else str(entry[key])), (entry["fact"], key)
        for language in LANGUAGES:
            texts = entry["texts"][language]
            shown = " · ".join(dict.fromkeys(place["shown"] for place in texts["printings"]))
            pages = " ".join(map(str, sorted({place["page"] for place in texts["printings"]})))
            words = PACKS[language].page
            assert row[f"shown {language}"].removeprefix("'") == cells[words.shown].value == shown
            assert row[f"label {language}"].removeprefix("'") == cells[words.label].value == texts["label"]
            assert row[f"pages {language}"] == cells[words.pages].value == pages
            source = cells[words.source].value or ""
            assert row[f"source {language}"] == source.replace("\n", "; ")
        assert (cells["No."].value, cells["Reference"].value) == (entry["number"], entry["fact"])


SHARED: Final = ("number", "fact", "value", "low", "high", "unit", "period", "scenario", "verdict", "formula")


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
    cells = {row["Reference"].value: row for row in sheet}
    wanted = {"fish/operating_income@2025Q4": "-310000000", "fish/eps@2025Q4": "-0.42"}
    for fact, value in wanted.items():
        assert by_fact[fact]["value"] == value
        cell = cells[fact]["Value"]
        assert cell.data_type == "n"
        assert Decimal(str(cell.value)) == Decimal(value)


RECKONED: Final = ("Value", "Low", "High", "Recomputed")


def test_every_cell_that_is_reckoned_with_is_a_number_or_a_formula_and_no_other(
    sheet: list[dict[str, Any]],
) -> None:
    for row in sheet:
        for key, cell in row.items():
            if cell.value is not None:
                assert cell.data_type in ("nf" if key in (*RECKONED, "No.") else "s"), (key, cell.value)


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
    formulas = [cell.value for row in sheet for cell in row.values() if cell.data_type == "f"]
    assert formulas and all(OURS.fullmatch(formula) for formula in formulas), formulas


# What a formula of ours is made of: cells, numbers, signs and three functions.
OURS: Final = re.compile(r"=(?:[A-Z]{1,3}\d+|\d+(?:\.\d+)?|[-+*/(),]|(?:ABS|MIN|MAX)(?=\())+")


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
        {"number": str(n), "fact": "a/b@2025", "value": "-1.5", "low": "", "source": text, "label en": text}
        for n, text in enumerate(HOSTILE, 1)
    ]


def test_a_hostile_text_stays_text_in_csv() -> None:
    for row, text in zip(csv_rows(to_csv(hostile_rows())), HOSTILE, strict=True):
        assert row["source"] == row["label en"] == f"'{text}"
        assert row["value"] == "-1.5"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text_in_a_workbook(text: str) -> None:
    number = Number(Fraction(-3, 2), True, "", '"$"0.0', text)
    made = WorkSheet("Facts", (Column(text, 9, True, text), Column("Value", 9)), ((text, number),))
    workbook = to_xlsx([made], text, date(2026, 2, 2))
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        everything = [archive.read(name) for name in archive.namelist()]
    assert not [part for part in everything if b"<f>" in part or b'TargetMode="External"' in part]
    (row,) = sheet_rows(workbook)
    words, value = row.values()
    assert (words.data_type, words.value.replace("_x000D_", "\r")) == ("s", text)
    assert (value.data_type, value.value) == ("n", -1.5)


# ---- the workbook reckons --------------------------------------------------------------------------------------


DATA: Final = EDITIONS.parents[2] / "data"


@pytest.fixture(
    scope="module",
    params=[TINY, "northlight-fy2025q3", "hearth-fy2024q4", "karinose-fy2026q3", "lanternfish-exhibits",
            "amazon-2025q4"],
)  # fmt: skip
def reckoned(request: pytest.FixtureRequest) -> bytes:
    """The workbook of an edition, whose pages were not set."""
    folder = DATA if request.param.startswith("amazon") else EDITIONS
    done = check(read_inputs(Project(folder, Path(), (TEMPLATES,)), request.param))
    assert done.edition is not None, done.findings
    told = [draft.told(done.edition) for draft in done.drafts]
    return to_xlsx(workbook(done.edition.base, told, {}), "title", date(2026, 2, 2))


def cells_of(data: bytes, cached: bool) -> dict[str, Any]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=cached).worksheets[0]
    return {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
    }


def test_what_is_cached_is_what_the_formulas_give(reckoned: bytes) -> None:
    content, cached = cells_of(reckoned, False), cells_of(reckoned, True)
    formulas = {cell for cell, said in content.items() if str(said).startswith("=")}
    assert formulas
    reckoner = Reckoner(content)
    for cell in formulas:
        size = max(
            1e-3, abs(cached[cell])
        )  # growth is a difference from 1: its own last digits are those of 1
        assert reckoner.value(cell) == pytest.approx(cached[cell], rel=1e-12, abs=1e-12 * size), cell


def test_every_computed_value_is_live(reckoned: bytes) -> None:
    for row in sheet_rows(reckoned):
        value = row["Value"] if "Value" in row else row["値"]
        stated = (row.get("Source") or row["出所"]).value
        if value.data_type != "s" and not stated:
            assert value.data_type == "f", row["No."]


def test_a_change_to_a_stated_value_carries_through(golden: Golden) -> None:
    content = cells_of((golden.folder / "numbers.xlsx").read_bytes(), False)
    rows = {said: cell[1:] for cell, said in content.items() if str(said).startswith("fish/")}
    revenue, margin, surprise = (
        f"E{next(cell for name, cell in rows.items() if name.startswith(f'fish/{what}@2025Q4'))}"
        for what in ("revenue", "operating_margin", "revenue.surprise")
    )
    before, after = Reckoner(content), Reckoner(content | {revenue: 2 * content[revenue]})
    assert after.value(margin) == pytest.approx(before.value(margin) / 2)
    assert after.value(surprise) == pytest.approx(2 * before.value(surprise) + 1)


def test_a_number_has_a_note_with_its_source_and_place_or_its_working(sheet: list[dict[str, Any]]) -> None:
    notes = {row["Reference"].value: row["Value"].comment.text for row in sheet}
    assert notes["fish/revenue@2025Q4"] == (
        "Results release (30 January 2026) ¶1 “$12.42 billion”\nResults release (30 January 2026) ¶7 “$12.42bn”"
    )
    assert notes["fish/operating_margin@2025Q4"] == (
        "−$310m ÷ $12.42bn = −2.5%\nOperating income (Q4 25): Results release (30 January 2026) ¶4\n"
        "Net sales (Q4 25): Results release (30 January 2026) ¶1"
    )


def test_claims_and_sources_have_their_sheets(golden: Golden) -> None:
    data = (golden.folder / "numbers.xlsx").read_bytes()
    names = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert names == ["Facts", "Claims", "Sources"]
    claims = sheet_rows(data, 1)
    assert [(row["No."].value, row["Statement"].value) for row in claims] == [
        (1, "The bill grows"),
        (1, "支出擴大"),
    ]
    (source,) = sheet_rows(data, 2)
    said = {head: cell.value for head, cell in source.items()}
    assert (said["Reference"], said["Title"], said["名稱"]) == ("release", "Results release", "財報新聞稿")
    assert (said["Published"], said["Figures"]) == (datetime(2026, 1, 30), 10)


def test_it_opens_with_its_heads_in_sight_and_prints_across(golden: Golden) -> None:
    sheet = openpyxl.load_workbook(golden.folder / "numbers.xlsx").worksheets[0]
    assert sheet.freeze_panes == "C2"  # number and label
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert (sheet.print_title_rows, sheet.print_area) == ("$1:$1", "'Facts'!$A$1:$L$14")


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
