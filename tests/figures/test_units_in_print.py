"""Every unit in print: as readers of each language write it, and read back as what it was."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from babel.numbers import get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity, parse_quantity
from reportgen.facts.unit import CALENDAR, COUNTED, MEASURES, parse_unit
from reportgen.figures.display import cell_scale, show
from reportgen.figures.number_style import NumberStyle
from reportgen.figures.reader.paragraphs import read_text
from reportgen.languages import DEFAULT, LANGUAGES
from reportgen.languages.currencies import CURRENCIES

STYLES = {tag: NumberStyle(tag) for tag in LANGUAGES}
SENTENCES = {
    "en": "Revenue was {} in the quarter.",
    "zh-Hant": "營收為{}，優於去年。",
    "ja": "売上高は{}でした。",
}


@pytest.mark.parametrize("tag", STYLES)
@given(
    currency=st.sampled_from(sorted(CURRENCIES)), number=st.sampled_from(["1,234.5", "98.7 m", "-12.3 bn"])
)
def test_every_currency_is_read_back(tag: str, currency: str, number: str) -> None:
    q = parse_quantity(f"{number} {currency}")
    for named in ("symbol", "code"):
        style = NumberStyle(tag, currency=named)  # type: ignore[arg-type]
        ways = ({}, {"terse": True}, {"sign": True})
        for shown in (show(q, style, full=True, **way) for way in ways):
            (found,) = read_text(SENTENCES[tag].format(shown), tag).figures
            assert found.printed == shown
            assert currency in found.money
            assert found.quantity.point == q.point


@pytest.mark.parametrize("currency", ["KWD", "BHD", "JPY", "USD"])
def test_a_computed_amount_has_the_decimals_of_its_currency(currency: str) -> None:
    fils = parse_quantity(f"exact 7/3 {currency}")
    digits = get_currency_precision(currency)
    assert show(fils, STYLES["en"])[-4:].endswith(f"{7 / 3:.{digits}f}"[-4:])


@pytest.mark.parametrize("tag", STYLES)
def test_every_built_in_unit_has_its_words(tag: str) -> None:
    figures = LANGUAGES[tag].figures
    assert {*COUNTED.values(), *CALENDAR} == figures.nouns.keys() - MEASURES
    assert figures.each.keys() <= figures.nouns.keys()


@pytest.mark.parametrize(
    ("value", "en", "zh", "ja"),
    [
        ("72.4 USD/barrel", "$72.4 per barrel", "每桶72.4美元", "1バレル当たり72.4ドル"),
        ("about 72 USD/barrel", "about $72 per barrel", "每桶約72美元", "1バレル当たり約72ドル"),
        ("70 to 75 USD/barrel", "$70–75 per barrel", "每桶70至75美元", "1バレル当たり70～75ドル"),
        ("85.2 EUR/MWh", "€85.2 per MWh", "85.2歐元/MWh", "85.2ユーロ/MWh"),
        ("12 USD/user/month", "$12 per user per month", "每用戶每月12美元", "1ユーザー1カ月当たり12ドル"),
        ("1.95 USD/share", "$1.95", "1.95美元", "1.95ドル"),
        ("1.5 m barrels/day", "1.5m barrels per day", "每日150萬桶", "1日当たり150万バレル"),
        ("31.5 TWD/USD", "NT$31.5 per US dollar", "1美元兌新台幣31.5元", "1ドル=31.5台湾ドル"),
        ("154.3 JPY/USD", "¥154.3 per US dollar", "1美元兌154.3日圓", "1ドル=154.3円"),
        ("16250 IDR/USD", "IDR 16,250 per US dollar", "1美元兌16,250印尼盾", "1ドル=16,250ルピア"),
        ("0.123 KWD/share", "KWD 0.123", "0.123科威特第納爾", "0.123クウェートディナール"),
        ("1 share", "1 share", "1股", "1株"),
        ("3 months", "3 months", "3個月", "3カ月"),
        ("exact 11 month", "11", "11月", "11月"),
        ("exact 2026 year", "2026", "2026年", "2026年"),
    ],
)
def test_money_per_anything_and_rates_in_a_sentence(value: str, en: str, zh: str, ja: str) -> None:
    q = parse_quantity(value)
    assert [show(q, STYLES[tag]) for tag in ("en", "zh-Hant", "ja")] == [en, zh, ja]


@pytest.mark.parametrize("tag", STYLES)
@pytest.mark.parametrize("value", ["31.5 TWD/USD", "154.3 JPY/USD", "1.085 USD/EUR", "72.4 USD/barrel"])
def test_the_one_that_is_priced_is_no_figure(tag: str, value: str) -> None:
    q = parse_quantity(value)
    (found,) = read_text(SENTENCES[tag].format(show(q, STYLES[tag])), tag).figures
    assert found.quantity.point == q.point
    assert q.unit.currency in found.money


def test_a_change_keeps_its_slash_where_the_unit_would_come_first() -> None:
    q = parse_quantity("2.4 USD/barrel")
    assert show(q, STYLES["zh-Hant"], absolute=True) == "2.4美元/桶"
    assert show(q, STYLES["ja"], sign=True) == "+2.4ドル/バレル"
    assert show(q, STYLES["en"], sign=True) == "+$2.4 per barrel"
    assert show(q, STYLES["en"], terse=True) == "$2.4/barrel"


def test_a_computed_rate_has_four_digits() -> None:
    rates = ("exact 100000/647 JPY/USD", "exact 20/19 USD/EUR", "exact 113750/7 IDR/USD")
    shown = [show(parse_quantity(rate), STYLES["en"], terse=True) for rate in rates]
    assert shown == ["¥154.6/US$", "$1.053/€", "IDR 16,250/US$"]


def test_points_stand_under_basis_points_and_back() -> None:
    style = STYLES["en"]
    assert show(parse_quantity("0.50 points"), style, cell=cell_scale("bps", style)) == "50"
    assert show(parse_quantity("125 bps"), style, cell=cell_scale("points", style)) == "1.3"


def test_a_project_may_say_it_in_its_own_words() -> None:
    style = NumberStyle("en", units={"units": "homes", "unit": "home"})
    assert show(parse_quantity("1,200 units"), style) == "1,200 homes"
    assert show(parse_quantity("5 USD/unit"), style) == "$5 per home"


@pytest.mark.parametrize("text", ["COP26 was in Glasgow.", "A TOP100 company.", "GEL5 and PEN7 are models."])
def test_a_code_that_is_a_word_makes_no_money_of_a_name(text: str) -> None:
    assert not read_text(text, "en").figures


@pytest.mark.parametrize(
    ("days", "printed"),
    [
        ("54.137", {"en": "54 days", "ja": "54日", "zh-Hant": "54天"}),
        ("-12.3", {"en": "−12 days", "ja": "−12日", "zh-Hant": "−12天"}),
        ("9.87", {"en": "9.87 days", "ja": "9.87日", "zh-Hant": "9.87天"}),
    ],
)
def test_computed_days_are_whole_from_ten_on(days: str, printed: Mapping[str, str]) -> None:
    value, off = Fraction(days), Fraction(1, 1000)
    computed = Quantity(value, Interval(value - off, value + off), parse_unit("days"))
    assert {tag: show(computed, NumberStyle(tag)) for tag in printed} == printed


def test_days_that_an_author_wrote_keep_their_digits() -> None:
    assert show(parse_quantity("54.3 days"), NumberStyle(DEFAULT)) == "54.3 days"
