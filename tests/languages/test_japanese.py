"""Japanese as a broker's note has it: directions behind their figures, years named by the month in which they end, and
words that compare."""

from __future__ import annotations

from dataclasses import fields

import pytest

from reportgen.facts.calendars import Calendar, YearEnd
from reportgen.facts.period import parse_period
from reportgen.facts.quantity import parse_quantity
from reportgen.figures.dates import period_label
from reportgen.figures.display import cell_scale, show
from reportgen.figures.number_style import NumberStyle
from reportgen.languages import language
from reportgen.languages.pack import Direction

JA = language("ja")
HOUSE = NumberStyle("ja", units={"people": "人", "companies": "社"})


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("412.3億 JPY", "412.3億円"),
        ("85 m JPY", "8,500万円"),
        ("about 1.8兆 JPY", "約1.8兆円"),
        ("1.2億 USD", "1.2億ドル"),
        ("120億 to 140億 JPY", "120億～140億円"),
        ("4.0 to 4.5%", "4.0%～4.5%"),
        ("97.4 JPY/share", "97.4円"),
        ("over 450 companies", "450社超"),
        ("at least 95%", "95%以上"),
        ("under 0.5%", "0.5%未満"),
        ("up to 30億 JPY", "30億円以下"),
        ("nearly 90%", "90%近く"),
        ("about 3,200 people", "約3,200人"),
        ("1.1 points", "1.1ポイント"),
        ("1.5 x", "1.5倍"),
        ("exact 1/3", "3分の1"),
    ],
)
def test_figures_in_running_text(written: str, shown: str) -> None:
    assert show(parse_quantity(written, HOUSE.units), HOUSE) == shown


def test_figures_where_words_have_no_room() -> None:
    assert [
        show(parse_quantity(written), HOUSE, terse=True)
        for written in ("over 10%", "nearly 90%", "1.1 points")
    ] == [
        "10%超",
        "90%近く",
        "1.1pt",
    ]


def test_heads_of_tables() -> None:
    names = ("JPY", "m JPY", "USD", "EUR", "CHF", "points")
    assert [cell_scale(name, HOUSE).label for name in names] == [
        "億円", "百万円", "億米ドル", "億ユーロ", "億スイスフラン", "pt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("period", "named", "short"),
    [
        ("FY2026Q3", "2026年3月期第3四半期", "26/3期3Q"),
        ("FY2026", "2026年3月期", "26/3期"),
        ("FY2026H1", "2026年3月期上期", "26/3期上期"),
        ("FY2026-9M", "2026年3月期第3四半期累計", "26/3期3Q累計"),
        ("2025Q4", "2026年3月期第3四半期", "26/3期3Q"),  # the same days
        ("2025H1", "2025年1～6月期", "1H25"),
        ("9M2025", "2025年1～9月期", "9M25"),
        ("2025-10", "2025年10月", "2025/10"),
        ("2025", "2025年", "2025年"),
        ("TTM2025Q3", "2025年9月30日までの直近12カ月", "2025/9/30までの直近12カ月"),
        ("2025-12-31", "2025年12月31日", "2025/12/31"),
    ],
)
def test_periods_of_a_year_that_ends_in_march(period: str, named: str, short: str) -> None:
    read = parse_period(period, Calendar(YearEnd(3, 31)))
    assert (period_label(read, "ja"), period_label(read, "ja", short=True)) == (named, short)


def test_a_quarter_of_the_calendar_goes_by_its_months() -> None:
    quarter = parse_period("2025Q4")
    assert (period_label(quarter, "ja"), period_label(quarter, "ja", short=True)) == (
        "2025年10～12月期",
        "4Q25",
    )


@pytest.mark.parametrize(("month", "named"), [(6, "2026年6月期第1四半期"), (1, "2026年1月期第1四半期")])
def test_a_fiscal_year_bears_the_month_in_which_it_ends(month: int, named: str) -> None:
    assert period_label(parse_period("FY2026Q1", Calendar(YearEnd(month, 31))), "ja") == named


@pytest.mark.parametrize(
    ("kind", "way", "said"),
    [
        ("yoy", "moved_above", "前年同期比12.3%増"),
        ("yoy", "moved_below", "前年同期比12.3%減"),
        ("up", "moved_above", "12.3%増"),
        ("qoq", "moved_zero", "前四半期比横ばい（12.3%）"),
        ("rise", "moved_below", "12.3%低下した"),
        ("grow", "moved_above", "12.3%増加した"),
        ("widen", "moved_above", "12.3%拡大した"),
        ("beat", "moved_above", "を12.3%上回った"),
        ("beat", "moved_zero", "並みだった（差異12.3%）"),
        ("above", "moved_below", "を12.3%下回る"),
        ("ahead", "moved_above", "を12.3%上回り"),
        ("beat", "below", "を下回った"),
        ("ahead", "zero", "並みとなり"),
    ],
)
def test_a_direction_stands_behind_its_figure(kind: str, way: str, said: str) -> None:
    direction: Direction = getattr(JA.directions, kind)
    assert getattr(direction, way).replace("{}", "12.3%") == said


def test_every_moved_wording_prints_its_figure_once() -> None:
    for kind in fields(JA.directions):
        direction: Direction = getattr(JA.directions, kind.name)
        for way in ("moved_above", "moved_below", "moved_zero"):
            assert getattr(direction, way).count("{}") == 1, (kind.name, way)


@pytest.mark.parametrize(
    ("text", "compares"),
    [
        ("売上高は市場予想を上回った", ["上回"]),
        ("軒並み減益となった", ["減益"]),
        ("数量増が寄与し、過去最高益を更新", ["増", "過去最高"]),
        ("会社計画を上方修正し、増配も発表", ["上方修正", "増配"]),
        ("値上げの浸透で採算が改善", ["改善"]),
        ("想定より早い回復", ["想定より", "回復"]),
        ("精密減速機の増産投資と減価償却費", []),
        ("売上高増加率と増減要因分析", []),
        ("最高経営責任者は成長戦略を説明した", []),
        ("最大顧客向けの加減速試験", []),
        ("足並みをそろえ、生産設備を増強する", []),
    ],
)
def test_words_that_compare(text: str, compares: list[str]) -> None:
    found = JA.lint.suspicious().finditer(text)
    assert [match[0] for match in found if (match.lastgroup or "").startswith("word")] == compares


def test_words_that_lean_on_a_figure() -> None:
    behind, ahead = JA.lint.after(), JA.lint.before()
    assert [bool(behind.search(text)) for text in ("超の増産", "増の412億円", "となった", "の増加")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [bool(ahead.search(text)) for text in ("前年同期比プラス", "営業利益は")] == [True, False]
