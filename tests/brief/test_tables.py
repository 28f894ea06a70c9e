"""Tables: heads and units, figures on their points, changes with arrows, notes, sparks, and what each reader gets."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final
from xml.etree.ElementTree import Element

import pytest
from support import bodies, parse, words_of

from reportgen.brief.tables import Cell, Group, Row, _aligned
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.measure import Type

TYPE: Final = Type(find_faces(han=False))
PLAIN: Final = "        - {en: vs consensus, zh-Hant: 差距}\n"
SVG: Final = "{http://www.w3.org/2000/svg}"


@cache
def table(**passages: str) -> Element:
    """The tiny edition's table in English, with its passages changed (by the names of `CHANGES`)."""
    return _tables(tuple(sorted(passages.items())))[0]


@cache
def _tables(passages: tuple[tuple[str, str], ...]) -> list[Element]:
    edits = {CHANGES[name]: text for name, text in passages}
    found = []
    for body in bodies({"brief.yaml": edits}):
        html = "".join(str(section.body) for section in body.sections)
        start = html.index('<div class="exhibit table')
        end = html.index("</div>", html.index("exhibit-source", start)) + len("</div>")
        root = parse(f"<!DOCTYPE html><title></title>{html[start:end]}")
        found.append(next(e for e in root.iter("div") if (e.get("id") or "") == "x-results"))
    return found


CHANGES: Final = {
    "column": PLAIN,
    "stub": "      stub: {en: US$ bn unless stated, zh-Hant: 億美元，另有註明者除外}\n",
    "unit": "      unit: USD\n",
    "sales": "cells: [revenue, revenue~consensus, {fact: revenue.surprise, sign: true}], total: true",
    "margin": 'cells: [operating_margin, "-", "-"]',
}


def heads(root: Element) -> list[tuple[str, str]]:
    return [(e.get("scope") or "", words_of(e)) for e in root.iter("th")]


def one(root: Element, path: str) -> Any:
    found = root.findall(path)
    assert len(found) == 1, (path, len(found))
    return found[0]


# ---- heads ---------------------------------------------------------------------------------------------------


def test_the_caption_names_the_table_and_every_head_its_scope() -> None:
    root = table()
    assert words_of(one(root, ".//caption")).startswith(
        "Exhibit 2 The quarter in figures Fourth quarter of 2025"
    )
    assert {scope for scope, _ in heads(root)} == {"col", "row", "rowgroup"}
    assert [words for scope, words in heads(root) if scope == "rowgroup"] == ["Group"]
    assert len(root.findall(".//thead")) == 1


def test_without_a_stub_the_first_head_says_the_unit_of_the_house() -> None:
    english, chinese = _tables((("stub", ""),))
    assert heads(english)[0] == ("col", "US$ bn unless stated")
    assert heads(chinese)[0] == ("col", "億美元，另註者除外")


def test_a_table_without_a_unit_has_an_empty_corner_and_no_empty_head() -> None:
    root = table(stub="", unit="")
    assert root.findall(".//thead/tr/td") and all(words for _, words in heads(root))


def test_the_unit_of_a_column_goes_from_its_cells_into_its_head() -> None:
    column = '        - {label: {en: vs consensus, zh-Hant: 差距}, unit: "%"}\n'
    english, chinese = _tables((("column", column),))
    assert ("col", "vs consensus, %") in heads(english)
    assert ("col", "差距（%）") in heads(chinese)
    assert words_of(english.findall(".//tr[@class='total']/td")[2]) == "≈+2.6"


def test_a_spanner_stands_over_its_columns() -> None:
    spanner = "      spanners: [{label: {en: Net, zh-Hant: 淨額}, first: 2, last: 3}]\n"
    root = table(unit=f"      unit: USD\n{spanner}")
    over, under = root.findall(".//thead/tr")
    assert [(e.tag, e.get("colspan"), words_of(e)) for e in over] == [
        ("td", None, ""), ("td", "1", ""), ("th", "2", "Net")]  # fmt: skip
    assert one(over, "th").get("scope") == "colgroup"
    assert [e.get("span") for e in root.iter("colgroup")] == [None, "1", "2"]
    assert len(under) == 4


# ---- cells ---------------------------------------------------------------------------------------------------


def test_a_change_has_a_sign_an_arrow_and_a_word() -> None:
    column = "        - {label: {en: vs consensus, zh-Hant: 差距}, change: true}\n"
    for root, way in zip(_tables((("column", column),)), ("up", "上升"), strict=True):
        cell = root.findall(".//tr[@class='total']/td")[2]
        arrow = one(cell, "span")
        assert (arrow.text, arrow.get("role"), arrow.get("aria-label")) == ("▲", "img", way)
        assert words_of(cell) == "▲ ≈+2.6%"


def test_a_fall_points_down_and_what_may_be_either_has_no_arrow() -> None:
    down = table(margin='cells: [{fact: operating_margin, change: true}, "-", "-"]')
    assert any(words_of(cell).startswith("▼ −2.5%") for cell in down.iter("td"))
    assert not any("▲" in words_of(cell) for cell in down.iter("td"))


def test_notes_are_lettered_in_the_order_of_reading_and_stand_below() -> None:
    noted = {
        "column": "        - {label: {en: vs consensus, zh-Hant: 差距}, note: {en: Ours., zh-Hant: 自算。}}\n",
        "margin": "cells: [operating_margin, '-', '-'], note: {en: \"After {{ cite('eps') }}.\", zh-Hant: 見後。}",
    }
    root = table(**noted)
    marks = [(e[0].get("href"), words_of(e)) for e in root.iter("sup") if e.get("class") == "mark"]
    assert marks == [("#x-results-a", "a"), ("#x-results-b", "b")]
    below = {e.get("id"): words_of(e) for e in root.iter("p") if (e.get("id") or "").startswith("x-")}
    assert below == {"x-results-a": "a Ours.", "x-results-b": "b After −$0.42."}


def test_a_spark_says_its_figures_and_cites_them() -> None:
    spark = 'cells: [operating_margin, "-", {spark: [revenue@2024Q4, revenue]}]'
    root, chinese = _tables((("margin", spark),))
    titles = [e.text for found in (root, chinese) for e in found.iter(f"{SVG}title")]
    assert titles == [
        "Operating margin: 4Q24 $11.03bn, 4Q25 $12.42bn",
        "營業利益率：4Q24 110.3億美元、4Q25 124.2億美元",
    ]
    assert list(one(root, ".//td[@class='spark']").iter(f"{SVG}text")) == []
    body = bodies({"brief.yaml": {CHANGES["margin"]: spark}})[0]
    spoken = [c.shown for c in body.citations if c.spoken]
    assert spoken == ["$11.03bn", "$12.42bn"]


def test_a_long_table_may_be_broken_and_a_short_one_may_not() -> None:
    row = '\n        - {label: {en: More, zh-Hant: 更多}, cells: [revenue, "-", "-"]}'
    end = 'cells: [operating_margin, "-", "-"]}'
    edits = {"brief.yaml": {end: end + row * 30}}
    html = "".join(str(section.body) for section in bodies(edits)[0].sections)
    assert '<div class="exhibit table full long"' in html
    assert "long" not in (table().get("class") or "")


# ---- figures on their points ---------------------------------------------------------------------------------


def ends(*texts: str, total: bool = False) -> list[float]:
    """How far to the left of the column's edge the whole digits of each cell end, in ems."""
    rows = tuple(Row("r", (Cell(text),), total) for text in texts)
    (group,) = _aligned([Group("", rows)], TYPE)
    weight = 600 if total else 400
    tails = [re.search(r"\d((?:\.\d+)?\D*)\Z", text) for text in texts]
    widths = [TYPE.width(tail[1] if tail else "", 1.0, weight) for tail in tails]
    return [round(row.cells[0].pad + width, 6) for row, width in zip(group.rows, widths, strict=True)]


@pytest.mark.parametrize("total", [False, True])
def test_whole_digits_end_below_one_another(total: bool) -> None:
    assert (
        len(set(ends("213.4", "25.0", "11.7%", "$1.95", "(1.2)", "16,000", "≈+1.6pp", "–", total=total))) == 1
    )


def test_what_is_no_single_figure_ends_at_the_edge() -> None:
    rows = tuple(Row("r", (Cell(text),)) for text in ("1.25", "1.0 to 2.0", "1.9百分點", "n.m."))
    (group,) = _aligned([Group("", rows)], TYPE)
    assert [row.cells[0].pad for row in group.rows] == [0.0, 0.0, 0.0, 0.0]
