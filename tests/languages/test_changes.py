"""Clauses of `changed` in every language: each form, to the letter."""

from __future__ import annotations

from dataclasses import fields
from itertools import product
from typing import Final

import pytest

from reportgen.brief.changing import Asked, ToldFact, told
from reportgen.facts.base import FactBase, value_of
from reportgen.facts.reading import read_facts
from reportgen.figures.degrees import DegreeLimits
from reportgen.figures.manner import print_figure
from reportgen.figures.number_style import NumberStyle
from reportgen.languages import LANGUAGES
from reportgen.languages.change_words import AmountWords, ChangeWording, Turn

EVERY: Final = pytest.mark.parametrize("tag", LANGUAGES)
HEAD: Final = """
entity: fish
period: 2025Q4
entities:
  fish: {name: {en: Fish}, currency: USD, fiscal-year-end: 12-31}
  tea: {name: {en: Tea plc}, short: {en: Tea}, currency: USD, fiscal-year-end: 03-31}
segments:
  aws: {en: AWS}
sources:
  release: {title: {en: Release}, published: 2026-01-30}
facts:
"""


def base(*values: tuple[str, str]) -> FactBase:
    """Facts, each by its reference."""
    lines = (f"  {reference}: {value}; release ¶1; x\n" for reference, value in values)
    made, findings = read_facts((HEAD + "".join(lines)).encode(), "facts.yaml")
    assert made is not None, findings
    return made


def said(tag: str, now: tuple[str, str], before: tuple[str, str], **asked: object) -> str:
    """The clause for the first of two facts."""
    facts = base(now, before)
    clause = told(facts, LANGUAGES[tag], facts.find(now[0]), DegreeLimits(), Asked(**asked))  # type: ignore[arg-type]
    style = NumberStyle(tag)
    return "".join(
        print_figure(value_of(part.fact), part.manner, style)
        if isinstance(part, ToldFact)
        else part
        if isinstance(part, str)
        else part.text
        for part in clause.parts
    )


def check(concept: str, now: str, before: str, *clauses: str, instant: bool = False, **asked: object) -> None:
    """The clause in all languages, from what a concept is and was a year before."""
    times = ("2025-12-31", "2024-12-31") if instant else ("2025Q4", "2024Q4")
    facts = [(f"{concept}@{time}", value) for time, value in zip(times, (now, before), strict=True)]
    assert [said(tag, *facts, **asked) for tag in ("en", "zh-Hant", "ja")] == list(clauses)


# ---- amounts


@pytest.mark.parametrize(
    ("now", "before", "clauses"),
    [
        (
            "46.7 bn USD",
            "46.2 bn USD",
            (
                "Revenue edged up 1% on the year to $46.7bn",
                "營收較前一年同期小幅成長1%至467億美元",
                "売上高は前年同期比1%増の467億ドルと小幅に増加した",
            ),
        ),
        (
            "46.7 bn USD",
            "42.0 bn USD",
            (
                "Revenue rose 11% on the year to $46.7bn",
                "營收年增11%至467億美元",
                "売上高は前年同期比11%増の467億ドルとなった",
            ),
        ),
        (
            "46.7 bn USD",
            "30.0 bn USD",
            (
                "Revenue jumped 56% on the year to $46.7bn",
                "營收較前一年同期大幅成長56%至467億美元",
                "売上高は前年同期比56%増の467億ドルと大幅に増加した",
            ),
        ),
        (
            "46.7 bn USD",
            "20.2 bn USD",
            (
                "Revenue more than doubled on the year, up 131% to $46.7bn",
                "營收較前一年同期翻倍成長131%至467億美元",
                "売上高は前年同期比131%増の467億ドルと2倍超に拡大した",
            ),
        ),
        (
            "46.2 bn USD",
            "46.7 bn USD",
            (
                "Revenue edged down 1% on the year to $46.2bn",
                "營收較前一年同期小幅衰退1%至462億美元",
                "売上高は前年同期比1%減の462億ドルと小幅に減少した",
            ),
        ),
        (
            "42.0 bn USD",
            "46.7 bn USD",
            (
                "Revenue fell 10% on the year to $42.0bn",
                "營收年減10%至420億美元",
                "売上高は前年同期比10%減の420億ドルとなった",
            ),
        ),
        (
            "30.0 bn USD",
            "46.7 bn USD",
            (
                "Revenue dropped 36% on the year to $30.0bn",
                "營收較前一年同期大幅衰退36%至300億美元",
                "売上高は前年同期比36%減の300億ドルと大幅に減少した",
            ),
        ),
        (
            "20.2 bn USD",
            "46.7 bn USD",
            (
                "Revenue more than halved on the year, down 57% to $20.2bn",
                "營收較前一年同期腰斬，衰退57%至202億美元",
                "売上高は前年同期比57%減の202億ドルと半分以下に縮小した",
            ),
        ),
        (
            "46.7 bn USD",
            "46.7 bn USD",
            (
                "Revenue stayed flat on the year at $46.7bn",
                "營收較前一年同期持平，為467億美元",
                "売上高は前年同期比横ばいの467億ドルとなった",
            ),
        ),
        (
            "46.7 bn USD",
            "exact 0 USD",
            (
                "Revenue rose to $46.7bn from $0 a year earlier",
                "營收由前一年同期的0美元升至467億美元",
                "売上高は前年同期の0ドルから467億ドルに増加した",
            ),
        ),
    ],
)
def test_an_amount(now: str, before: str, clauses: tuple[str, ...]) -> None:
    check("revenue", now, before, *clauses)


def test_without_the_level() -> None:
    check(
        "revenue", "46.7 bn USD", "30.0 bn USD",
        "Revenue jumped 56% on the year", "營收較前一年同期大幅成長56%", "売上高は前年同期比56%の大幅増となった",
        level=False,
    )  # fmt: skip
    check(
        "revenue", "46.7 bn USD", "42.0 bn USD",
        "Revenue rose 11% on the year", "營收年增11%", "売上高は前年同期比11%増加した",
        level=False,
    )  # fmt: skip


def test_without_the_time() -> None:
    check(
        "revenue", "46.7 bn USD", "42.0 bn USD",
        "Revenue rose 11% to $46.7bn", "營收成長11%至467億美元", "売上高は11%増の467億ドルとなった",
        basis=False,
    )  # fmt: skip


def test_within_a_sentence() -> None:
    check(
        "net_income", "46.7 m USD", "30.0 m USD",
        "net income jumped 56% on the year to $46.7m",
        "稅後淨利較前一年同期大幅成長56%至4,670萬美元",
        "親会社株主に帰属する当期純利益は前年同期比56%増の4,670万ドルと大幅に増加し",
        within=True,
    )  # fmt: skip
    check(
        "eps", "2.00 USD/share", "1.90 USD/share",
        "EPS rose 5% on the year to $2.00",
        "每股盈餘年增5%至2.00美元",
        "1株当たり利益（EPS）は前年同期比5%増の2.00ドルとなり",
        within=True,
    )  # fmt: skip


def test_costs_increase_and_decrease() -> None:
    check(
        "cost_of_revenue", "46.7 bn USD", "30.0 bn USD",
        "Cost of revenue jumped 56% on the year to $46.7bn",
        "營業成本較前一年同期大幅增加56%至467億美元",
        "売上原価は前年同期比56%増の467億ドルと大幅に増加した",
    )  # fmt: skip


def test_prices_go_up_and_down() -> None:
    check(
        "average_selling_price", "exact 29 USD", "exact 25 USD",
        "Average selling price rose 16.0% on the year to $29",
        "平均售價較前一年同期上漲16.0%至29美元",
        "平均販売単価は前年同期比16.0%上昇し、29ドルとなった",
    )  # fmt: skip
    check(
        "average_selling_price", "exact 10 USD", "exact 25 USD",
        "Average selling price more than halved on the year, down 60.0% to $10",
        "平均售價較前一年同期腰斬，下跌60.0%至10美元",
        "平均販売単価は前年同期比60.0%下落し、半分以下の10ドルとなった",
    )  # fmt: skip


def test_other_words_for_the_subject_and_other_decimals() -> None:
    check(
        "revenue", "46.7 bn USD", "30.0 bn USD",
        "Sales jumped 56% on the year", "Sales較前一年同期大幅成長56%", "Salesは前年同期比56%の大幅増となった",
        label="Sales", decimals=0, level=False,
    )  # fmt: skip


# ---- ratios


@pytest.mark.parametrize(
    ("now", "before", "clauses"),
    [
        (
            "60.8%",
            "60.5%",
            (
                "Operating margin edged up 0.3 points on the year to 60.8%",
                "營益率較前一年同期小幅上升0.3個百分點至60.8%",
                "営業利益率は前年同期比0.3ポイントと小幅に上昇し、60.8%となった",
            ),
        ),
        (
            "60.8%",
            "59.4%",
            (
                "Operating margin rose 1.4 points on the year to 60.8%",
                "營益率較前一年同期上升1.4個百分點至60.8%",
                "営業利益率は前年同期比1.4ポイント上昇し、60.8%となった",
            ),
        ),
        (
            "55.0%",
            "60.8%",
            (
                "Operating margin dropped 5.8 points on the year to 55.0%",
                "營益率較前一年同期大幅下降5.8個百分點至55.0%",
                "営業利益率は前年同期比5.8ポイントと大幅に低下し、55.0%となった",
            ),
        ),
        (
            "60.8%",
            "60.8%",
            (
                "Operating margin stayed flat on the year at 60.8%",
                "營益率較前一年同期持平，為60.8%",
                "営業利益率は前年同期比横ばいの60.8%となった",
            ),
        ),
        (
            "-12.0%",
            "-14.0%",
            (
                "Operating margin rose 2.0 points on the year to −12.0%",
                "營益率較前一年同期上升2.0個百分點至−12.0%",
                "営業利益率は前年同期比2.0ポイント上昇し、−12.0%となった",
            ),
        ),
    ],
)
def test_a_ratio(now: str, before: str, clauses: tuple[str, ...]) -> None:
    check("operating_margin", now, before, *clauses)


def test_a_ratio_whose_rounding_touches_went_the_way_that_a_reader_sees() -> None:
    check(
        "effective_tax_rate", "15%", "16%",
        "Effective tax rate fell 1 point on the year to 15%",
        "有效稅率較前一年同期下降1個百分點至15%",
        "実効税率は前年同期比1ポイント低下し、15%となった",
    )  # fmt: skip


# ---- below zero


@pytest.mark.parametrize(
    ("now", "before", "clauses"),
    [
        (
            "5 m USD",
            "-3 m USD",
            (
                "Operating income swung to a profit of $5m from a loss of $3m a year earlier",
                "營業利益轉虧為盈，由前一年同期的虧損300萬美元轉為獲利500萬美元",
                "営業損益は前年同期の300万ドルの赤字から500万ドルの黒字に転換した",
            ),
        ),
        (
            "-3 m USD",
            "5 m USD",
            (
                "Operating income swung to a loss of $3m from a profit of $5m a year earlier",
                "營業利益由盈轉虧，由前一年同期的獲利500萬美元轉為虧損300萬美元",
                "営業損益は前年同期の500万ドルの黒字から300万ドルの赤字に転落した",
            ),
        ),
        (
            "-3 m USD",
            "-5 m USD",
            (
                "The operating loss narrowed to $3m from $5m a year earlier",
                "營業損失由前一年同期的500萬美元收斂至300萬美元",
                "営業損失は前年同期の500万ドルから300万ドルに縮小した",
            ),
        ),
        (
            "-5 m USD",
            "-3 m USD",
            (
                "The operating loss widened to $5m from $3m a year earlier",
                "營業損失由前一年同期的300萬美元擴大至500萬美元",
                "営業損失は前年同期の300万ドルから500万ドルに拡大した",
            ),
        ),
        (
            "-5 m USD",
            "-5 m USD",
            (
                "The operating loss was little changed on the year at $5m",
                "營業損失較前一年同期大致持平，為500萬美元",
                "営業損失は前年同期比横ばいの500万ドルとなった",
            ),
        ),
    ],
)
def test_a_profit(now: str, before: str, clauses: tuple[str, ...]) -> None:
    check("operating_income", now, before, *clauses)


def test_a_profit_without_its_level() -> None:
    check(
        "operating_income", "5 m USD", "-3 m USD",
        "Operating income swung to a profit from a loss a year earlier",
        "營業利益較前一年同期轉虧為盈",
        "営業損益は前年同期の赤字から黒字に転換した",
        level=False,
    )  # fmt: skip
    check(
        "operating_income", "-3 m USD", "-5 m USD",
        "the operating loss narrowed on the year", "營業損失較前一年同期收斂", "営業損失は前年同期に比べ縮小し",
        level=False, within=True,
    )  # fmt: skip


def test_the_loss_of_a_segment() -> None:
    check(
        "aws.operating_income", "-5 m USD", "-3 m USD",
        "The AWS operating loss widened to $5m from $3m a year earlier",
        "AWS營業損失由前一年同期的300萬美元擴大至500萬美元",
        "AWS 営業損失は前年同期の300万ドルから500万ドルに拡大した",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "before", "clauses"),
    [
        (
            "5 m USD",
            "-3 m USD",
            (
                "Free cash flow swung to an inflow of $5m from an outflow of $3m a year earlier",
                "自由現金流由負轉正，由前一年同期的淨流出300萬美元轉為淨流入500萬美元",
                "フリーキャッシュフローは前年同期の300万ドルのマイナスから500万ドルのプラスに転じた",
            ),
        ),
        (
            "-5 m USD",
            "-3 m USD",
            (
                "The free cash outflow widened to $5m from $3m a year earlier",
                "自由現金淨流出由前一年同期的300萬美元擴大至500萬美元",
                "フリーキャッシュフローのマイナス幅は前年同期の300万ドルから500万ドルに拡大した",
            ),
        ),
    ],
)
def test_a_cash_flow(now: str, before: str, clauses: tuple[str, ...]) -> None:
    check("free_cash_flow", now, before, *clauses)


@pytest.mark.parametrize(
    ("now", "before", "clauses"),
    [
        (
            "-3 m USD",
            "5 m USD",
            (
                "Net cash turned negative at −$3m, against $5m a year earlier",
                "淨現金由正轉負，由前一年底的500萬美元降至−300萬美元",
                "ネットキャッシュは前年末の500万ドルのプラスから300万ドルのマイナスに転じた",
            ),
        ),
        (
            "-3 m USD",
            "-5 m USD",
            (
                "Net cash came in less negative at −$3m, against −$5m a year earlier",
                "淨現金負值由前一年底的500萬美元縮小至300萬美元",
                "ネットキャッシュのマイナス幅は前年末の500万ドルから300万ドルに縮小した",
            ),
        ),
    ],
)
def test_what_is_no_profit(now: str, before: str, clauses: tuple[str, ...]) -> None:
    check("net_cash", now, before, *clauses, instant=True)


# ---- since when


@pytest.mark.parametrize(
    ("concept", "now", "before", "since", "clauses"),
    [
        (
            "revenue", "2025Q4", "2025Q3", "-1Q",
            ("Revenue rose 10% on the quarter to $11.0bn", "營收季增10%至110億美元",
             "売上高は前四半期比10%増の110億ドルとなった"),
        ),
        (
            "revenue", "2025", "2024", "-1Y",
            ("Revenue rose 10% on the year to $11.0bn", "營收年增10%至110億美元",
             "売上高は前年比10%増の110億ドルとなった"),
        ),
        (
            "tea/revenue", "FY2025", "FY2024", "-1Y",
            ("Tea revenue rose 10% on the year to $11.0bn", "Tea營收年增10%至110億美元",
             "Tea 売上高は前期比10%増の110億ドルとなった"),
        ),
        (
            "revenue", "2025Q4", "2025Q3", "2025Q3",
            ("Revenue rose 10% from Q3 2025 to $11.0bn", "營收較2025年第三季成長10%至110億美元",
             "売上高は2025年7～9月期比10%増の110億ドルとなった"),
        ),
        (
            "cash", "2025-12-31", "2024-12-31", "2024-12-31",
            ("Cash and cash equivalents rose 10% from 31 December 2024 to $11.0bn",
             "現金及約當現金較2024年底增加10%至110億美元",
             "現金及び現金同等物は2024年12月末比10%増の110億ドルとなった"),
        ),
        (
            "cash", "2025-12-31", "2025-09-30", "-1Q",
            ("Cash and cash equivalents rose 10% on the quarter to $11.0bn", "現金及約當現金季增10%至110億美元",
             "現金及び現金同等物は前四半期末比10%増の110億ドルとなった"),
        ),
        (
            "cash", "2025-09-30", "2024-09-30", "-1Y",
            ("Cash and cash equivalents rose 10% on the year to $11.0bn", "現金及約當現金年增10%至110億美元",
             "現金及び現金同等物は前年同期末比10%増の110億ドルとなった"),
        ),
    ],
)  # fmt: skip
def test_since_when(concept: str, now: str, before: str, since: str, clauses: tuple[str, ...]) -> None:
    facts = (f"{concept}@{now}", "11.0 bn USD"), (f"{concept}@{before}", "10.0 bn USD")
    assert tuple(said(tag, *facts, since=since) for tag in ("en", "zh-Hant", "ja")) == clauses


# ---- complete


def wordings(tag: str) -> list[ChangeWording]:
    """Every form of a language."""
    words = LANGUAGES[tag].changes
    rooms = (words.growing, words.price, words.amount, words.ratio, words.profit, words.flow, words.other)
    found = [getattr(room, one.name) for room in rooms for one in fields(room)] + [words.from_to]
    ways = [way for one in found for way in ((one.up, one.down) if isinstance(one, Turn) else (one,))]
    return ways + [way.fused for way in ways if way.fused]


@EVERY
def test_every_form_tells_of_whom_and_the_level_that_it_is_asked_for(tag: str) -> None:
    for wording in wordings(tag):
        for text in (wording.level, wording.alone):
            assert "{subject}" in text or "{loss}" in text
        assert wording.level.count("{now}") == 1
        assert "{now}" not in wording.alone
        assert "{before}" not in wording.alone


@EVERY
def test_a_size_stands_in_every_degree_but_flat(tag: str) -> None:
    words = LANGUAGES[tag].changes
    for room, degree in product(
        (words.growing, words.price, words.amount, words.ratio), ("slight", "plain", "strong")
    ):
        turn = getattr(room, degree)
        assert all(
            text.count("{size}") == 1 for way in (turn.up, turn.down) for text in (way.level, way.alone)
        )
    assert isinstance(words.growing, AmountWords)


def test_all_languages_have_names_for_the_same_losses_and_outflows() -> None:
    for room in ("results", "outflows"):
        assert len({frozenset(getattr(one.changes, room)) for one in LANGUAGES.values()}) == 1


def test_japanese_goes_on_from_every_form() -> None:
    for wording in wordings("ja"):
        for text in (wording.level, wording.alone):
            assert text.endswith("た")
            assert not LANGUAGES["ja"].changes.joined(text).endswith("た")
