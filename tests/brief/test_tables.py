"""Tables of exhibits: heads and units, words and figures in cells, changes with arrows, notes, spanners and sparks."""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import checked, drafts

from reportgen.brief.drafting import Draft
from reportgen.document.nodes import Cell, Head, Row, Table
from reportgen.document.walk import cited, exhibits, plain, table_lines
from reportgen.figures.lettered import in_letters

CHANGES: Final = {
    "column": "        - {en: vs consensus, zh-Hant: 差距}\n",
    "stub": "      stub: {en: US$ bn unless stated, zh-Hant: 億美元，另有註明者除外}\n",
    "unit": "      unit: USD\n",
    "sales": "cells: [revenue, revenue~consensus, {fact: revenue.surprise, sign: true}], total: true",
    "margin": 'cells: [operating_margin, "-", "-"]',
}


@cache
def made(passages: tuple[tuple[str, str], ...]) -> tuple[Draft, ...]:
    return drafts({"brief.yaml": {CHANGES[name]: text for name, text in passages}})


def tables(**passages: str) -> tuple[Table, Table]:
    """The tiny edition's table in each language, with its passages changed (by the names of `CHANGES`)."""
    english, chinese = (
        exhibit.table
        for one in made(tuple(sorted(passages.items())))
        for exhibit in exhibits(one.document)
        if exhibit.table
    )
    return english, chinese


def row(table: Table, label: str) -> Row:
    (found,) = (row for group in table.groups for row in group.rows if plain(row.label) == label)
    return found


def said(cells: tuple[Cell, ...]) -> list[str]:
    return [plain(cell.content) for cell in cells]


def heads(line: tuple[Head, ...]) -> list[tuple[str, int]]:
    return [(plain(head.content), head.span) for head in line]


# ---- heads ---------------------------------------------------------------------------------------------------


def test_a_table_as_it_is_declared() -> None:
    table, _ = tables()
    assert plain(table.stub) == "US$ bn unless stated"
    assert heads(table.columns) == [("Actual", 1), ("Consensus", 1), ("vs consensus", 1)]
    assert (table.spanners, table.notes) == ((), ())
    (group,) = table.groups
    assert plain(group.label) == "Group"
    assert [plain(one.label) for one in group.rows] == [
        "Net sales", "@home sales", "Operating income", "Operating margin",
    ]  # fmt: skip
    assert [one.total for one in group.rows] == [True, False, False, False]
    assert said(group.rows[0].cells) == ["12.4", "12.1", "+2.6%"]


def test_without_a_stub_the_first_head_says_the_unit_of_the_house() -> None:
    english, chinese = tables(stub="")
    assert plain(english.stub) == "US$ bn unless stated"
    assert plain(chinese.stub) == "億美元，另註者除外"


def test_a_unit_that_all_cells_share_needs_no_exception() -> None:
    spread = "        - {label: {en: vs consensus, zh-Hant: 差距}, unit: '%'}\n"
    table, _ = tables(stub="", column=spread, margin='cells: ["-", "n.a. yet", {text: {en: x, zh-Hant: x}}]')
    assert plain(table.stub) == "US$ bn"


def test_a_table_without_a_unit_has_an_empty_corner() -> None:
    table, _ = tables(stub="", unit="")
    assert table.stub == () and said(row(table, "Net sales").cells)[0] == "$12.4bn"


def test_the_unit_of_a_column_goes_from_its_cells_into_its_head() -> None:
    english, chinese = tables(column='        - {label: {en: vs consensus, zh-Hant: 差距}, unit: "%"}\n')
    assert [plain(table.columns[2].content) for table in (english, chinese)] == [
        "vs consensus, %",
        "差距（%）",
    ]
    assert said(row(english, "Net sales").cells)[2] == "+2.6"


def test_the_unit_of_a_row_goes_from_its_cells_into_its_label() -> None:
    unit = 'cells: [operating_margin, eps, "-"], unit: "%"'
    english, chinese = tables(margin=unit)
    last = [table.groups[-1].rows[-1] for table in (english, chinese)]
    assert [plain(one.label) for one in last] == ["Operating margin, %", "營業利益率（%）"]
    assert said(last[0].cells) == ["−2.5", "−$0.42", "–"]


def test_a_plain_number_under_the_unit_of_a_head_is_refused() -> None:
    concept = "  eps: {label: {en: EPS, zh-Hant: 每股盈餘}, unit: USD/share}\n"
    sites = '  sites@2025Q4: {stated: [{value: 12, source: release ¶1, printed: "12"}]}\n'
    facts = {
        concept: concept + '  sites: {label: {en: Sites, zh-Hant: 據點}, unit: ""}\n',
        "  eps@2025Q4:\n": sites + "  eps@2025Q4:\n",
    }
    for cell in ("sites", "{fact: sites}"):
        cells = {CHANGES["margin"]: f'cells: [{cell}, "-", "-"]'}
        made = checked({"brief.yaml": cells, "facts.yaml": facts})
        (finding,) = [one for one in made.findings if one.code == "RG505"]
        assert "sites is a plain number, and stands unmarked under the unit USD" in finding.message


@pytest.mark.parametrize(
    ("spanners", "wanted"),
    [
        ("[{label: {en: Net, zh-Hant: 淨額}, first: 2, last: 3}]", [("", 1), ("Net", 2)]),
        ("[{label: {en: Net, zh-Hant: 淨額}, first: 1, last: 2}]", [("Net", 2), ("", 1)]),
        ("[{label: {en: Net, zh-Hant: 淨額}, first: 1, last: 3}]", [("Net", 3)]),
    ],
)
def test_a_spanner_stands_over_its_columns(spanners: str, wanted: list[tuple[str, int]]) -> None:
    table, _ = tables(unit=f"      unit: USD\n      spanners: {spanners}\n")
    assert heads(table.spanners) == wanted
    assert len(table.columns) == 3


# ---- cells ---------------------------------------------------------------------------------------------------


def test_a_change_has_a_sign_an_arrow_and_a_word() -> None:
    column = "        - {label: {en: vs consensus, zh-Hant: 差距}, change: true}\n"
    for table, label, way in zip(tables(column=column), ("Net sales", "營收"), ("up", "上升"), strict=True):
        cell = row(table, label).cells[2]
        assert (plain(cell.content), cell.arrow, cell.way) == ("+2.6%", "▲", way)


def test_a_fall_points_down_and_what_does_not_move_has_no_arrow() -> None:
    table, _ = tables(margin='cells: [{fact: operating_margin, change: true}, "-", "-"]')
    fall, *rest = row(table, "Operating margin").cells
    assert (plain(fall.content), fall.arrow, fall.way) == ("−2.5%", "▼", "down")
    assert [cell.arrow for cell in (*rest, *row(table, "Net sales").cells)] == [""] * 5


def test_an_arrow_goes_where_words_go() -> None:
    """From 8% to 9% rose, and points up, although both may have been 8.5%."""
    facts = {
        "  operating_margin@2025Q4:\n    formula: share(operating_income, revenue)\n": (
            "  operating_margin@2025Q4: 9%; release ¶2\n  operating_margin@2024Q4: 8%; release ¶2\n"
        )
    }
    cells = 'cells: [{fact: change(operating_margin), change: true}, "-", "-"]'
    english, _ = drafts({"facts.yaml": facts, "brief.yaml": {CHANGES["margin"]: cells}})
    (table,) = (exhibit.table for exhibit in exhibits(english.document) if exhibit.table)
    cell = row(table, "Operating margin").cells[0]
    assert (plain(cell.content), cell.arrow) == ("+1pp", "▲")


def test_a_cell_takes_wishes() -> None:
    table, _ = tables(
        margin="cells: [{fact: operating_margin, decimals: 0}, {fact: eps, sign: true}, {fact: eps}]"
    )
    assert said(row(table, "Operating margin").cells) == ["−2%", "−$0.42", "−$0.42"]


@pytest.mark.parametrize(
    ("cell", "english", "chinese"),
    [
        ("{en: None yet, zh-Hant: 尚無}", "None yet", "尚無"),
        ("{text: {en: 'At {{ cite(''eps'') }}', zh-Hant: 尚無}}", "At −$0.42", "尚無"),
        ('"N3P, shipping"', "N3P, shipping", "N3P, shipping"),
        ("\"{{ cite('eps') }} so far\"", "−$0.42 so far", "−0.42美元 so far"),
        ('"-"', "–", "–"),
    ],
)
def test_a_cell_may_be_words(cell: str, english: str, chinese: str) -> None:
    made = tables(margin=f'cells: ["-", {cell}, "-"]')
    cells = [table.groups[-1].rows[-1].cells[1] for table in made]
    assert [plain(one.content) for one in cells] == [english, chinese]
    for one in cells:
        assert all(piece.citation.exhibit == "results" for piece in cited(one.content))


def test_a_word_that_looks_like_a_reference_is_one() -> None:
    made = checked({"brief.yaml": {CHANGES["margin"]: 'cells: [shipping, "-", "-"]'}})
    assert [one.code for one in made.findings if one.blocks] == ["RG205"]


def test_notes_are_lettered_in_the_order_of_reading_and_stand_below() -> None:
    noted = {
        "column": "        - {label: {en: vs consensus, zh-Hant: 差距}, note: {en: Ours., zh-Hant: 自算。}}\n",
        "margin": (
            'cells: [{fact: operating_margin, note: {en: Third., zh-Hant: 三}}, "-", "-"],'
            " note: {en: \"After {{ cite('eps') }}.\", zh-Hant: 見後。}"
        ),
    }
    table, _ = tables(**noted)
    assert [head.mark for head in table.columns] == ["", "", "a"]
    margin = row(table, "Operating margin")
    assert (margin.mark, [cell.mark for cell in margin.cells]) == ("b", ["c", "", ""])
    assert [(mark, plain(line)) for mark, line in table.notes] == [
        ("a", "Ours."), ("b", "After −$0.42."), ("c", "Third."),
    ]  # fmt: skip


@given(st.integers(1, 20_000))
def test_letters_go_on_behind_z(number: int) -> None:
    made = [in_letters(one) for one in (number, number + 1)]
    assert made[0] != made[1] and all(one.isalpha() and one.islower() for one in made)
    assert (len(made[0]), made[0]) < (len(made[1]), made[1])
    assert [in_letters(one) for one in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]


def test_a_spark_says_its_figures_and_cites_them() -> None:
    spark = 'cells: [operating_margin, "-", {spark: [revenue@2024Q4, revenue]}]'
    english, chinese = tables(margin=spark)
    cells = [table.groups[-1].rows[-1].cells[2] for table in (english, chinese)]
    assert [plain(cell.alt) for cell in cells] == [
        "Operating margin: Q4 24 $11.0bn, Q4 25 $12.4bn",
        "營業利益率：4Q24 110.3億美元、4Q25 124.2億美元",
    ]
    for cell in cells:
        assert cell.content == () and cell.spark is not None and cell.spark.alt == plain(cell.alt)
        (series,) = cell.spark.series
        assert [(mark.text, mark.cite) for mark in series.marks] == [("", ""), ("", "")]
        assert [mark.value for mark in series.marks] == [11.03e9, 12.42e9]
    spoken = [c.shown for c in made((("margin", spark),))[0].written.citations if c.spoken]
    assert spoken[-2:] == ["$11.0bn", "$12.4bn"]


def test_every_line_of_a_table_is_walked() -> None:
    noted = "{label: {en: vs consensus, zh-Hant: 差距}, note: {en: Ours., zh-Hant: 自算。}}"
    spanner = "      unit: USD\n      spanners: [{label: {en: Net, zh-Hant: 淨額}, first: 2, last: 3}]\n"
    table, _ = tables(column=f"        - {noted}\n", unit=spanner)
    lines = [plain(passage.line) for passage in table_lines(table)]
    assert {"US$ bn unless stated", "Net", "vs consensus", "Group", "@home sales", "3.2", "Ours."} <= set(
        lines
    )
