"""Tables as HTML: heads and their scopes, spanners over their columns, arrows with a name, notes and sparks."""

from __future__ import annotations

from functools import cache
from typing import Any, Final
from xml.etree.ElementTree import Element

from support import TEMPLATES, drafts, parse, read, words_of

from reportgen.brief.inputs import templates
from reportgen.document.walk import exhibits
from reportgen.exhibits.faces import find_faces
from reportgen.press.layouts import Layouts
from reportgen.press.pressing import renderer

SVG: Final = "{http://www.w3.org/2000/svg}"
COLUMN: Final = "        - {en: vs consensus, zh-Hant: 差距}\n"
MARGIN: Final = 'cells: [operating_margin, "-", "-"]'


@cache
def table(*passages: str) -> Element:
    """The tiny edition's table in English; passages of brief.yaml come in pairs, what stands there and what shall."""
    edits = {"brief.yaml": dict(zip(passages[::2], passages[1::2], strict=True))}
    edition, _ = read(edits)
    assert edition is not None
    document = drafts(edits)[0].document
    html = renderer(edition, document, Layouts(templates([TEMPLATES])), find_faces(["zh-Hant"]))
    (exhibit,) = (one for one in exhibits(document) if one.table)
    root = parse(f"<!DOCTYPE html><title></title>{html.block(exhibit)}")
    return next(element for element in root.iter("div") if element.get("id") == "x-results")


def one(root: Element, path: str) -> Any:
    (found,) = root.findall(path)
    return found


def test_the_caption_names_the_table_and_every_head_its_scope() -> None:
    root = table()
    assert words_of(one(root, ".//caption")).startswith(
        "Exhibit 2 The quarter in figures Fourth quarter of 2025"
    )
    heads = [(head.get("scope"), words_of(head)) for head in root.iter("th")]
    assert {scope for scope, _ in heads} == {"col", "row", "rowgroup"}
    assert [words for scope, words in heads if scope == "rowgroup"] == ["Group"]
    assert len(root.findall(".//thead")) == 1


def test_a_table_without_a_unit_has_an_empty_corner_and_no_empty_head() -> None:
    stub = "      stub: {en: US$ bn unless stated, zh-Hant: 億美元，另有註明者除外}\n"
    root = table(stub, "", "      unit: USD\n", "")
    assert root.findall(".//thead/tr/td") and all(words_of(head) for head in root.iter("th"))


def test_a_spanner_stands_over_its_columns() -> None:
    unit = "      unit: USD\n"
    root = table(unit, f"{unit}      spanners: [{{label: {{en: Net, zh-Hant: 淨額}}, first: 2, last: 3}}]\n")
    over, under = root.findall(".//thead/tr")
    assert [(e.tag, e.get("colspan"), words_of(e)) for e in over] == [
        ("td", None, ""), ("td", "1", ""), ("th", "2", "Net"),
    ]  # fmt: skip
    assert one(over, "th").get("scope") == "colgroup"
    assert [group.get("span") for group in root.iter("colgroup")] == [None, "1", "2"]
    assert len(under) == 4


def test_a_change_has_an_arrow_with_a_name() -> None:
    root = table(COLUMN, "        - {label: {en: vs consensus, zh-Hant: 差距}, change: true}\n")
    cell = root.findall(".//tr[@class='total']/td")[2]
    arrow = one(cell, "span")
    assert (arrow.text, arrow.get("role"), arrow.get("aria-label")) == ("▲", "img", "up")
    assert words_of(cell) == "▲ +2.6%"


def test_marks_lead_to_the_notes_below() -> None:
    root = table(
        COLUMN,
        "        - {label: {en: vs consensus, zh-Hant: 差距}, note: {en: Ours., zh-Hant: 自算。}}\n",
        MARGIN,
        f"{MARGIN}, note: {{en: \"After {{{{ cite('eps') }}}}.\", zh-Hant: 見後。}}",
    )
    marks = [(e[0].get("href"), words_of(e)) for e in root.iter("sup") if e.get("class") == "mark"]
    assert marks == [("#x-results-a", "a"), ("#x-results-b", "b")]
    below = {e.get("id"): words_of(e) for e in root.iter("p") if (e.get("id") or "").startswith("x-")}
    assert below == {"x-results-a": "a Ours.", "x-results-b": "b After −$0.42."}


def test_a_spark_is_named_and_has_no_words_in_it() -> None:
    root = table(MARGIN, 'cells: [operating_margin, "-", {spark: [revenue@2024Q4, revenue]}]')
    assert [e.text for e in root.iter(f"{SVG}title")] == ["Operating margin: Q4 24 $11.0bn, Q4 25 $12.4bn"]
    assert list(one(root, ".//td[@class='spark']").iter(f"{SVG}text")) == []


def test_a_long_table_may_be_broken_and_a_short_one_may_not() -> None:
    row = '\n        - {label: {en: More, zh-Hant: 更多}, cells: [revenue, "-", "-"]}'
    assert (table(f"{MARGIN}}}", f"{MARGIN}}}{row * 30}").get("class") or "").split()[-1] == "long"
    assert "long" not in (table().get("class") or "")


def test_a_label_with_markup_in_it_is_escaped() -> None:
    root = table(
        "{en: Operating margin, zh", '{en: "<i>Margin</i>", zh',
        "en: The quarter in figures,", 'en: "<u>The</u> quarter & more",',
        "{en: Group, zh", '{en: "<s>Group</s>", zh',
    )  # fmt: skip
    assert not [element for tag in ("i", "u", "s") for element in root.iter(tag)]
    text = words_of(root)
    assert all(words in text for words in ("<i>Margin</i>", "<u>The</u> quarter & more", "<s>Group</s>"))
