"""Columns that fill themselves: key figures and tables that name nothing but a row's fact."""

from __future__ import annotations

import pytest
from support import checked, drafts

from reportgen.document.nodes import Table
from reportgen.document.walk import exhibits, plain

PANEL = "    - {fact: revenue, consensus: revenue.surprise, year: revenue.growth}\n"
COLUMNS = (
    "        - {en: Actual, zh-Hant: 實際}\n"
    "        - {en: Consensus, zh-Hant: 市場預估}\n"
    "        - {en: vs consensus, zh-Hant: 差距}\n"
)
SALES = (
    "{label: {en: Net sales, zh-Hant: 營收}, cells: [revenue, revenue~consensus, "
    "{fact: revenue.surprise, sign: true}], total: true}"
)


def panel(rows: str) -> list[tuple[str, ...]]:
    """Label and figures of each row of the key-figure panel, in English."""
    english, _ = drafts({"brief.yaml": {PANEL: rows}})
    found = english.written.document.key_figures
    return [tuple(map(plain, (row.label, row.actual, row.consensus, row.year))) for row in found]


def table(columns: str, row: str) -> tuple[Table, Table]:
    english, chinese = (
        exhibit.table
        for one in drafts({"brief.yaml": {COLUMNS: columns, SALES: row}})
        for exhibit in exhibits(one.document)
        if exhibit.table
    )
    return english, chinese


def first_row(found: Table) -> tuple[str, list[str]]:
    row = found.groups[0].rows[0]
    return plain(row.label), [plain(cell.content) for cell in row.cells]


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("{fact: revenue}", ("+2.6%", "+16%")),  # the growth that is stated, be it accepted
        ('{fact: revenue, year: "-"}', ("+2.6%", "")),
        ("{fact: revenue, consensus: revenue.growth}", ("+16%", "+16%")),
        (
            "{fact: capex@2026~guidance}",
            ("", "+25%"),
        ),  # last year's is an actual, the range goes by its middle
        ("{fact: revenue~consensus}", ("", "+9.7%")),
        ("{fact: staff@2025-12-31}", ("", "")),
        ("{fact: growth(revenue)}", ("", "")),
    ],
)
def test_a_key_figure_fills_its_columns(row: str, figures: tuple[str, str]) -> None:
    rows = panel(f"    - {row}\n")
    own = rows[-1 if "~" in row else 0]  # what is expected or guided stands behind what is reported
    assert tuple(text.replace("≈", "") for text in own[2:]) == figures


@pytest.mark.parametrize(
    ("columns", "row", "cells"),
    [
        ("actual, consensus, surprise", "{fact: revenue}", ["12.4", "12.1", "+2.6%"]),
        ("year_ago, actual, yoy", "{fact: revenue}", ["11.0", "12.4", "+16%"]),
        ('"-1Y", 2025Q4, yoy', "{fact: revenue}", ["11.0", "12.4", "+16%"]),
        ("actual, guidance, qoq", "{fact: revenue}", ["12.4", "–", "–"]),
        (
            "actual, consensus, surprise",
            "{fact: revenue, columns: [actual, year_ago, yoy]}",
            ["12.4", "11.0", "+16%"],
        ),
        ("actual, consensus, surprise", "{fact: revenue, cells: [revenue, '-', '-']}", ["12.4", "–", "–"]),
    ],
)
def test_a_row_of_a_table_needs_no_cells(columns: str, row: str, cells: list[str]) -> None:
    english, _ = table("".join(f"        - {one}\n" for one in columns.split(", ")), row)
    label, found = first_row(english)
    assert label == "Net sales"
    assert [text.replace("≈", "") for text in found] == cells


def test_heads_are_called_by_what_they_show() -> None:
    english, chinese = table("        - actual\n        - '-1Y'\n        - yoy\n", "{fact: revenue}")
    assert [plain(head.content) for head in english.columns] == ["Actual", "Q4 24", "y/y"]
    assert [plain(head.content) for head in chinese.columns] == ["實際", "4Q24", "年增減"]


def test_a_head_of_its_own_shows_what_it_is_told_to() -> None:
    columns = (
        "        - actual\n        - consensus\n        - {label: {en: Beat, zh-Hant: 差}, shows: surprise}\n"
    )
    english, _ = table(columns, "{fact: revenue}")
    assert plain(english.columns[2].content) == "Beat"
    assert first_row(english)[1][2].endswith("2.6%")


@pytest.mark.parametrize("wrong", ["suprise", "2025Q7", "last_year"])
def test_a_column_that_there_is_none_of_is_said(wrong: str) -> None:
    files = {
        "brief.yaml": {
            COLUMNS: f"        - actual\n        - consensus\n        - {wrong}\n",
            SALES: "{fact: revenue}",
        }
    }
    (finding,) = [one for one in checked(files).findings if one.blocks]
    assert finding.code == "RG505" and f"no column '{wrong}'" in finding.message
    assert "year_ago" in finding.mend
