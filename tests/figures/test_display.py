"""Every class of figure in both languages, and the laws that hold for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from reportgen.facts.calendars import Calendar, YearEnd
from reportgen.facts.interval import Interval
from reportgen.facts.period import Period, PeriodError, parse_period
from reportgen.facts.quantity import Quantity, join, parse_quantity
from reportgen.facts.unit import Unit, UnitError, parse_unit
from reportgen.figures.display import NumberStyle, cell_scale, exact, period_label, show
from reportgen.figures.rounding import magnitude, round_half_up, sign_is_open
from reportgen.languages import LANGUAGES

NOUNS: Final = {"chips": "顆", "people": "人", "orders": "筆", "year": "年"}
EN: Final = NumberStyle("en", units={"chips": "chips", "people": "people", "orders": "orders", "year": ""})
ZH: Final = NumberStyle("zh-Hant", units=NOUNS)
LONG: Final = NumberStyle("en", currency="code", words="long", units=EN.units)
BRACKETS: Final = NumberStyle("en", negative="parentheses")
HOUSES: Final = (EN, ZH)

laws = settings(suppress_health_check=[HealthCheck.too_slow])


def written(text: str, digits: int | None = None) -> Quantity:
    return parse_quantity(text, NOUNS, digits)


def computed(unit: str, point: str, low: str | None = "", high: str | None = "") -> Quantity:
    """A computed quantity; "" for an end is the point itself, None is infinity."""
    ends = [None if end is None else Fraction(end or point) for end in (low, high)]
    return Quantity(Fraction(point), Interval(ends[0], ends[1]), parse_unit(unit, NOUNS))


def both(q: Quantity, **options: Any) -> tuple[str, str]:
    return show(q, EN, **options), show(q, ZH, **options)


# ---- written figures keep their digits -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("2134億 USD", "$213.4bn", "2,134億美元"),
        ("213.4 bn USD", "$213.4bn", "2,134億美元"),
        ("1.95 USD/share", "$1.95", "1.95美元"),
        ("1.90 USD/share", "$1.90", "1.90美元"),
        ("7.3億 USD", "$730m", "7.3億美元"),
        ("0.73 bn USD", "$730m", "7.3億美元"),
        ("1420億 USD", "$142.0bn", "1,420億美元"),
        ("9999億 USD", "$999.9bn", "9,999億美元"),
        ("1.4 tn USD", "$1.4tn", "1.4兆美元"),
        ("21345億 USD", "$2.13tn", "2.13兆美元"),
        ("213412.3 m USD", "$213.4bn", "2,134.1億美元"),
        ("12 USD", "$12", "12美元"),
        ("0 USD", "$0", "0美元"),
        ("150萬 USD", "$1.5m", "150萬美元"),
        ("2134億 TWD", "NT$213.4bn", "新台幣2,134億元"),
        ("5 bn CNY", "CN¥5bn", "人民幣50億元"),
        ("5 bn HKD", "HK$5bn", "50億港元"),
        ("5 bn EUR", "€5bn", "50億歐元"),
        ("5 bn CHF", "CHF 5bn", "50億瑞士法郎"),
        ("24%", "24%", "24%"),
        ("35.0%", "35.0%", "35.0%"),
        ("0.05%", "0.05%", "0.05%"),
        ("0%", "0%", "0%"),
        ("-71%", "−71%", "−71%"),
        ("-0.3 bn USD", "−$300m", "−3億美元"),
        ("1.9 points", "1.9 points", "1.9個百分點"),
        ("1 points", "1 point", "1個百分點"),
        ("50 bps", "50bp", "50個基點"),
        ("6 x", "6x", "6倍"),
        ("3.99 GW", "3.99 GW", "3.99 GW"),
        ("25000 MW", "25,000 MW", "25,000 MW"),
        ("2300", "2,300", "2,300"),
        ("2027 year", "2027", "2027年"),
        ("1.4 m chips", "1.4m chips", "140萬顆"),
        ("157.6萬 chips", "1.58m chips", "157.6萬顆"),
        ("12346萬 chips", "123.5m chips", "1.23億顆"),
        ("3.15億 orders", "315m orders", "3.15億筆"),
        ("16,000 people", "16,000 people", "16,000人"),
        ("exact 35%", "35%", "35%"),
        ("exact 1/3", "1/3", "三分之一"),
        ("exact 2/7", "2/7", "七分之二"),
        ("exact 1/4", "0.25", "0.25"),
        ("exact 22/7", "3.14", "3.14"),
    ],
)
def test_written_figures_print_with_the_digits_of_their_author(text: str, en: str, zh: str) -> None:
    assert both(written(text)) == (en, zh)


@pytest.mark.parametrize(
    ("text", "digits", "en", "zh"),
    [
        ("1420億 USD", 3, "$142bn", "1,420億美元"),
        ("2000億 USD", 2, "$200bn", "2,000億美元"),
        ("about 2000億 USD", 2, "about $200bn", "約2,000億美元"),
        ("16,000 people", 2, "16,000 people", "1.6萬人"),
        ("about 16,000 people", 2, "about 16,000 people", "約1.6萬人"),
    ],
)
def test_zeros_that_are_not_significant(text: str, digits: int, en: str, zh: str) -> None:
    assert both(written(text, digits)) == (en, zh)


@pytest.mark.parametrize(
    ("text", "en", "zh", "terse"),
    [
        ("about 16,000 people", "about 16,000 people", "約16,000人", "≈16,000 people"),
        ("nearly 30%", "nearly 30%", "近30%", "≈30%"),
        ("over 10 bn USD", "over $10bn", "逾100億美元", ">$10bn"),
        ("up to 40%", "up to 40%", "最高40%", "≤40%"),
        ("at least 5%", "at least 5%", "至少5%", "≥5%"),
        ("under 3 x", "under 3x", "不到3倍", "<3x"),
        ("about -1.2 bn USD", "about −$1.2bn", "約−12億美元", "≈−$1.2bn"),
    ],
)
def test_qualifiers(text: str, en: str, zh: str, terse: str) -> None:
    assert both(written(text)) == (en, zh)
    assert show(written(text), EN, terse=True) == terse


@pytest.mark.parametrize(
    ("text", "en", "zh", "terse_en", "terse_zh"),
    [
        ("173.5 to 178.5 bn USD", "$173.5–178.5bn", "1,735億至1,785億美元", "$173.5–178.5bn", "1,735–1,785億美元"),
        ("11% to 15%", "11–15%", "11%至15%", "11–15%", "11–15%"),
        ("-1.2% to 1.7%", "−1.2% to +1.7%", "−1.2%至+1.7%", "−1.2% to +1.7%", "−1.2%至+1.7%"),
        ("-3% to -1%", "−3% to −1%", "−3%至−1%", "−3% to −1%", "−3%至−1%"),
        ("-3% to 0%", "−3% to 0%", "−3%至0%", "−3% to 0%", "−3%至0%"),
        ("-1 to 2 bn USD", "−$1bn to +$2bn", "−10億至+20億美元", "−$1bn to +$2bn", "−10億至+20億美元"),
        ("9000萬 to 1.1億 USD", "$90–110m", "9,000萬至1.1億美元", "$90–110m", "9,000萬至1.1億美元"),
        ("900 m to 1.1 bn USD", "$900m to $1.1bn", "9億至11億美元", "$900m to $1.1bn", "9–11億美元"),
        ("9.5 to 10 bn USD", "$9.5–10bn", "95億至100億美元", "$9.5–10bn", "95–100億美元"),
        ("100 to 120 bn TWD", "NT$100–120bn", "新台幣1,000億至1,200億元", "NT$100–120bn", "新台幣1,000–1,200億元"),
        ("1.2 to 1.4 m chips", "1.2–1.4m chips", "120萬至140萬顆", "1.2–1.4m chips", "120–140萬顆"),
        ("-1 to 2 points", "−1 to +2 points", "−1至+2個百分點", "−1pp to +2pp", "−1ppt至+2ppt"),
        ("6 to 8 x", "6–8x", "6至8倍", "6–8x", "6–8倍"),
        ("2026 to 2027 year", "2026–2027", "2026至2027年", "2026–2027", "2026–2027年"),
        ("5 to 5 %", "5%", "5%", "5%", "5%"),
    ],
)  # fmt: skip
def test_ranges(text: str, en: str, zh: str, terse_en: str, terse_zh: str) -> None:
    assert both(written(text)) == (en, zh)
    assert both(written(text), terse=True) == (terse_en, terse_zh)


def test_a_range_of_bounds_says_both() -> None:
    low, high = computed("USD", "1e9", "1e9", None), computed("USD", "2e9", None, "2e9")
    assert both(join(low, high)) == ("at least $1bn to up to $2bn", "至少10億美元至最高20億美元")


def test_a_range_with_an_unknown_end_is_not_meaningful() -> None:
    low, high = computed("USD", "1e9", None, None), computed("USD", "2e9")
    assert both(join(low, high)) == ("n.m.", "無意義")


def test_computed_ends_share_the_coarser_place() -> None:
    low, high = computed("USD", "95.04e9"), computed("USD", "105.2e9", "105.16e9", "105.24e9")
    assert both(join(low, high)) == ("$95.0–105.2bn", "950億至1,052億美元")
    wide = computed("USD", "105.2e9", "104.9e9", "106e9")
    assert both(join(low, wide)) == ("$95–105bn", "950億至1,050億美元")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("213.4 bn USD", "US$213.4 billion"),
        ("1.4 m chips", "1.4 million chips"),
        ("173.5 to 178.5 bn USD", "US$173.5–178.5 billion"),
        ("2134億 TWD", "NT$213.4 billion"),
    ],
)
def test_a_house_that_writes_words_out(text: str, shown: str) -> None:
    assert show(written(text), LONG) == shown
    assert show(written(text), LONG, terse=True) == show(
        written(text), replace(LONG, words="compact"), terse=True
    )


def test_units_that_nobody_named_stand_after_the_number() -> None:
    assert show(computed("USD/chips", "1.5"), EN) == "$1.50 per chip"
    assert show(computed("USD/chips", "1.5"), ZH) == "每顆1.50美元"
    assert (
        show(Quantity(Fraction(3), Interval.at(Fraction(3)), parse_unit("boxes", ["boxes"])), ZH) == "3 boxes"
    )


# ---- computed figures print what their interval supports -------------------------------------------------


@pytest.mark.parametrize(
    ("q", "en", "zh"),
    [
        (computed("%", "0.23611", "0.2322", "0.2401"), "24%", "24%"),
        (computed("%", "0.2361", "0.2358", "0.2364"), "23.6%", "23.6%"),
        (computed("%", "0.2361", "0.2351", "0.2371"), "23.6%", "23.6%"),
        (computed("%", "0.2361", "0.235", "0.2371"), "24%", "24%"),
        (computed("%", "0.24"), "24.0%", "24.0%"),
        (computed("%", "9.9995"), "1,000.0%", "1,000.0%"),
        (computed("%", "0.0006"), "0.06%", "0.06%"),
        (computed("%", "0.0004", "0.00015", "0.00065"), "0.015–0.065%", "0.015%至0.065%"),
        (computed("%", "0", "-0.004", "0.004"), "in line", "大致相當"),
        (computed("%", "0"), "0.0%", "0.0%"),
        (computed("%", "0.0047", "0", "0.0095"), "in line", "大致相當"),
        (computed("points", "0.01", "0", "0.02"), "1 point", "1個百分點"),
        (computed("points", "0.000976641", "0.00097614", "0.00097714"), "0.1 points", "0.1個百分點"),
        (computed("%", "0.001", "-0.006", "0.008"), "in line", "大致相當"),
        (computed("points", "0.04", "0.03", "0.05"), "4 points", "4個百分點"),
        (computed("points", "0.04", "0.005", "0.065"), "0.5–6.5 points", "0.5至6.5個百分點"),
        (computed("points", "0.03", "-0.1", "0.2"), "in line", "大致相當"),
        (computed("bps", "0.005"), "50bp", "50個基點"),
        (computed("x", "6.04"), "6.0x", "6.0倍"),
        (computed("x", "6.05"), "6.1x", "6.1倍"),
        (computed("USD", "142.4e9", "142.2e9", "142.6e9"), "$142bn", "1,420億美元"),
        (computed("USD", "35.64e9"), "$35.6bn", "356.4億美元"),
        (computed("USD", "99.96e9"), "$100.0bn", "999.6億美元"),
        (computed("USD", "999.96e6"), "$1.0bn", "10.0億美元"),
        (computed("USD", "9999.96e8"), "$1.00tn", "1.00兆美元"),
        (computed("USD", "-999.96e6"), "−$1.0bn", "−10.0億美元"),
        (computed("USD", "1e8", "-4e8", "6e8"), "in line", "大致相當"),
        (computed("USD", "1234.5"), "$1,235", "1,235美元"),
        (computed("USD/share", "1.953"), "$1.95", "1.95美元"),
        (computed("JPY", "95.5"), "¥96", "96日圓"),
        (computed("chips", "6"), "6 chips", "6顆"),
        (computed("chips", "1576432", "1576431", "1576433"), "1.58m chips", "157.6萬顆"),
        (computed("chips", "16005", "16004.5", "16005.5"), "16,005 chips", "1.60萬顆"),
        (computed("chips", "1576432", "1500000", "1600000"), "1.6m chips", "160萬顆"),
        (computed("GW", "3.99", "3.9", "4.08"), "4.0 GW", "4.0 GW"),
        (computed("GW", "12.345"), "12.3 GW", "12.3 GW"),
        (computed("", "16.3333"), "16.3", "16.3"),
        (computed("USD", "1e10", "1e10", None), "at least $10bn", "至少100億美元"),
        (computed("USD", "1.29e9", "1.29e9", None), "at least $1.2bn", "至少12.9億美元"),
        (computed("USD", "999.96e6", None, "999.96e6"), "up to $1bn", "最高10億美元"),
        (computed("%", "-0.0126", "-0.0126", None), "at least −1.3%", "至少−1.3%"),
        (computed("%", "0", None, None), "n.m.", "無意義"),
    ],
)
def test_computed_figures(q: Quantity, en: str, zh: str) -> None:
    assert both(q) == (en, zh)


@pytest.mark.parametrize(
    ("text", "decimals", "en", "zh"),
    [
        ("213.4 bn USD", 0, "$213bn", "2,134億美元"),
        ("213.5 bn USD", 0, "$214bn", "2,135億美元"),
        ("213.4 bn USD", 3, "$213.4bn", "2,134億美元"),
        ("2134.5 bn USD", 1, "$2.1tn", "2.1兆美元"),
        ("35.27%", 1, "35.3%", "35.3%"),
        ("about 64.9%", 0, "about 65%", "約65%"),
        ("nearly 29.6%", 0, "about 30%", "約30%"),
        ("over 12.39%", 1, "over 12.3%", "逾12.3%"),
        ("up to 12.31%", 1, "up to 12.4%", "最高12.4%"),
        ("exact 35%", 1, "35.0%", "35.0%"),
        ("0.03%", 1, "<0.1%", "<0.1%"),
        ("-0.03%", 1, ">−0.1%", ">−0.1%"),
        ("999.96 m USD", 1, "$1.0bn", "10.0億美元"),
    ],
)
def test_fewer_decimals_on_demand_and_never_more_than_known(
    text: str, decimals: int, en: str, zh: str
) -> None:
    assert both(written(text), decimals=decimals) == (en, zh)


def test_decimals_turn_a_simple_fraction_into_a_number() -> None:
    assert both(written("exact 1/3"), decimals=2) == ("0.33", "0.33")


def test_decimals_do_not_turn_a_wide_interval_into_a_bound() -> None:
    wide = computed("points", "0.04", "0.005", "0.065")
    assert show(wide, EN, decimals=1) == "0.5–6.5 points"
    assert show(wide, EN, cell=cell_scale("points", EN)) == "0.5–6.5"


def test_negative_decimals_are_refused() -> None:
    with pytest.raises(ValueError, match="-1 decimals"):
        show(written("24%"), EN, decimals=-1)


# ---- signs and sizes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "signed", "size"),
    [
        ("24%", "+24%", "24%"),
        ("-71%", "−71%", "71%"),
        ("0%", "0%", "0%"),
        ("1.2 bn USD", "+$1.2bn", "$1.2bn"),
        ("-1.2 bn USD", "−$1.2bn", "$1.2bn"),
        ("about -71%", "about −71%", "about 71%"),
        ("under -5%", "under −5%", "over 5%"),
        ("11% to 15%", "+11% to +15%", "11–15%"),
        ("-3% to -1%", "−3% to −1%", "1–3%"),
        ("-3% to 0%", "−3% to 0%", "0–3%"),
        ("-3% to 1%", "−3% to +1%", "−3% to +1%"),
    ],
)
def test_signs_and_sizes(text: str, signed: str, size: str) -> None:
    assert show(written(text), EN, sign=True) == signed
    assert show(written(text), EN, absolute=True) == size


def test_the_size_of_what_rounds_to_nothing() -> None:
    assert show(written("-0.03%"), EN, decimals=1, absolute=True) == "<0.1%"


# ---- cells -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("USD", "US$ bn", "億美元"),
        ("bn USD", "US$ bn", "億美元"),
        ("億 USD", "US$ bn", "億美元"),
        ("m USD", "US$ m", "百萬美元"),
        ("thousand USD", "US$ thousand", "千美元"),
        ("tn USD", "US$ tn", "兆美元"),
        ("TWD", "NT$ bn", "新台幣億元"),
        ("USD/share", "US$/share", "美元/股"),
        ("%", "%", "%"),
        ("points", "pp", "ppt"),
        ("bps", "bp", "基點"),
        ("x", "x", "倍"),
        ("GW", "GW", "GW"),
        ("chips", "chips", "顆"),
        ("m chips", "m chips", "百萬顆"),
        ("萬 chips", "thousand chips", "萬顆"),
    ],
)
def test_heads(name: str, en: str, zh: str) -> None:
    assert (cell_scale(name, EN).label, cell_scale(name, ZH).label) == (en, zh)


def test_an_unknown_head_is_refused() -> None:
    with pytest.raises(UnitError, match="boxes"):
        cell_scale("m boxes", EN)


@pytest.mark.parametrize(
    ("scale", "text", "en", "zh"),
    [
        ("USD", "35.6 bn USD", "35.6", "356"),
        ("USD", "213.4 bn USD", "213.4", "2,134"),
        ("USD", "7.3億 USD", "0.7", "7.3"),
        ("USD", "-1.2 bn USD", "−1.2", "−12"),
        ("USD", "173.5 to 178.5 bn USD", "173.5–178.5", "1,735–1,785"),
        ("USD", "about 5 bn USD", "≈5", "約50"),
        ("USD", "12,345,678 USD", "0.01", "0.12"),
        ("USD", "31 USD", "<0.1", "<0.01"),
        ("m USD", "7.3億 USD", "730", "730"),
        ("%", "over 10%", ">10", "逾10"),
        ("%", "nearly 30%", "≈30", "近30"),
        ("%", "-1.2% to 1.7%", "−1.2 to +1.7", "−1.2至+1.7"),
        ("points", "1.9 points", "1.9", "1.9"),
        ("USD/share", "1.95 USD/share", "1.95", "1.95"),
        ("chips", "1.4 m chips", "1,400,000", "1,400,000"),
    ],
)
def test_cells_print_digits_alone(scale: str, text: str, en: str, zh: str) -> None:
    q = written(text)
    assert show(q, EN, cell=cell_scale(scale, EN)) == en
    assert show(q, ZH, cell=cell_scale(scale, ZH)) == zh


def test_the_decimals_of_a_cell() -> None:
    column = cell_scale("USD", EN)
    cells = ("35.63 bn USD", "exact 2 bn USD", "142 bn USD")
    assert [show(written(text), EN, cell=column) for text in cells] == ["35.6", "2", "142"]
    assert [show(written(text), EN, cell=column, decimals=1) for text in cells] == ["35.6", "2.0", "142"]
    assert show(written("35.63 bn USD"), EN, cell=column, decimals=0) == "36"
    assert show(computed("USD", "0.73e9"), EN, cell=cell_scale("USD", EN)) == "0.7"


def test_negatives_in_parentheses() -> None:
    column = cell_scale("USD", BRACKETS)
    assert show(written("-1.2 bn USD"), BRACKETS, cell=column) == "(1.2)"
    assert show(written("about -1.2 bn USD"), BRACKETS, cell=column) == "≈(1.2)"
    assert show(written("-1.2 bn USD"), BRACKETS, cell=column, absolute=True) == "1.2"
    assert show(written("-1.2 bn USD"), BRACKETS) == "($1.2bn)"  # in running text as in tables and charts
    assert show(written("-1.2 bn USD"), BRACKETS, terse=True, full=True) == "−$1.2bn"  # in a working


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("-1.2%", "(1.2%)"),
        ("1.2%", "1.2%"),
        ("-1.95 USD/share", "($1.95)"),
        ("about -2%", "≈(2%)"),
        ("-25.7% to -3.2%", "(25.7%) to (3.2%)"),
    ],
)
def test_negatives_of_every_unit(value: str, shown: str) -> None:
    assert show(written(value), BRACKETS, terse=True) == shown
    assert show(written(value), BRACKETS) == shown.replace("≈", "about ")


def test_brackets_stand_off_from_han_too() -> None:
    both = NumberStyle("zh-Hant", units=NOUNS, spaced=True, negative="parentheses")
    assert show(written("-25.7% to -3.2%"), both, terse=True) == "(25.7%) 至 (3.2%)"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("213.4 bn USD", "2,134 億美元"),
        ("about 24%", "約 24%"),
        ("173.5 to 178.5 bn USD", "1,735 億至 1,785 億美元"),
        ("1.9 points", "1.9 個百分點"),
        ("-12 m USD", "−1,200 萬美元"),
        ("over 100000 chips", "逾 100,000 顆"),
        ("exact 1/3", "三分之一"),
    ],
)
def test_a_spaced_style_sets_figures_off_from_han(value: str, shown: str) -> None:
    spaced = NumberStyle("zh-Hant", units=NOUNS, spaced=True)
    assert show(written(value), spaced) == shown
    assert shown.replace(" ", "") == show(written(value), ZH)


def test_a_figure_of_another_unit_has_no_place_in_the_column() -> None:
    with pytest.raises(ValueError, match="a figure in % under the head 'US\\$ bn'"):
        show(written("24%"), EN, cell=cell_scale("USD", EN))


def test_a_language_without_a_style_is_refused() -> None:
    with pytest.raises(ValueError, match="'tlh'"):
        NumberStyle("tlh")
    with pytest.raises(ValueError, match="'tlh'"):
        period_label(parse_period("2025"), "tlh")


# ---- exact values ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "shown", "machine"),
    [
        (written("2134億 USD"), "213400000000", "213400000000"),
        (written("35%"), "35", "35"),
        (written("35.0%"), "35.0", "35.0"),
        (written("-71%"), "−71", "-71"),
        (written("1.9 points"), "1.9", "1.9"),
        (written("50 bps"), "50", "50"),
        (written("173.5 to 178.5 bn USD"), "173500000000–178500000000", "173500000000/178500000000"),
        (written("-1.2% to 1.7%"), "−1.2 to 1.7", "-1.2/1.7"),
        (written("exact 1/3"), "1/3", "0.333333333333"),
        (computed("%", "17/72"), "≈23.6111111111", "23.6111111111"),
        (computed("%", "-17/72"), "≈−23.6111111111", "-23.6111111111"),
        (computed("x", "6.25"), "6.25", "6.25"),
        (computed("USD", "142400000000"), "142400000000", "142400000000"),
        (computed("USD", "1234567890123456"), "1234567890123456", "1234567890123456"),
        (computed("%", "0"), "0", "0"),
    ],
)
def test_exact_values(q: Quantity, shown: str, machine: str) -> None:
    assert (exact(q), exact(q, machine=True)) == (shown, machine)


# ---- periods ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "year_end", "en", "short_en", "zh", "short_zh"),
    [
        ("2025Q4", 12, "Q4 2025", "Q4 25", "2025年第四季", "4Q25"),
        ("2025H1", 12, "H1 2025", "H1 25", "2025年上半年", "1H25"),
        ("2025H2", 12, "H2 2025", "H2 25", "2025年下半年", "2H25"),
        ("2025", 12, "2025", "2025", "2025年", "2025"),
        ("TTM2025Q4", 12, "2025", "2025", "2025年", "2025"),
        ("FY2025", 12, "2025", "2025", "2025年", "2025"),
        ("FY2025Q3", 12, "Q3 2025", "Q3 25", "2025年第三季", "3Q25"),
        ("FY2026Q2", 6, "FY26 Q2", "FY26 Q2", "2026會計年度第二季", "FY26 Q2"),
        ("FY2026H1", 6, "FY26 H1", "FY26 H1", "2026會計年度上半年", "FY26 H1"),
        ("FY2026-9M", 6, "FY26 9M", "FY26 9M", "2026會計年度前三季", "FY26 9M"),
        ("9M2025", 12, "9M 2025", "9M 25", "2025年前三季", "9M25"),
        ("2025-10", 12, "October 2025", "Oct 2025", "2025年10月", "2025/10"),
        ("2025Q4", 6, "FY26 Q2", "FY26 Q2", "2026會計年度第二季", "FY26 Q2"),
        ("FY2026", 6, "FY26", "FY26", "2026會計年度", "FY26"),
        ("FY2026Q1", 1, "FY26 Q1", "FY26 Q1", "2026會計年度第一季", "FY26 Q1"),
        ("TTM2025Q3", 12, "12 months to 30 September 2025", "12 months to 30 Sep 2025",
         "截至2025年9月30日止12個月", "截至2025/9/30止12個月"),
        ("2025-12-31", 12, "31 December 2025", "31 Dec 2025", "2025年12月31日", "2025/12/31"),
    ],
)  # fmt: skip
def test_periods(text: str, year_end: int, en: str, short_en: str, zh: str, short_zh: str) -> None:
    period = parse_period(text, Calendar(YearEnd(year_end, 31)))
    assert (period_label(period, "en"), period_label(period, "en", short=True)) == (en, short_en)
    assert (period_label(period, "zh-Hant"), period_label(period, "zh-Hant", short=True)) == (zh, short_zh)


NAMED: Final = (
    "2025", "TTM2025Q2", "9M2025", "2025-06-30", *(f"2025Q{n}" for n in range(1, 5)), *(f"2025H{n}" for n in (1, 2)),
    *(f"2025-{month:02}" for month in range(1, 13)), "FY2025", "FY2025-9M", *(f"FY2025Q{n}" for n in range(1, 5)),
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year_end", [1, 6, 12])
def test_every_period_has_a_name_of_its_own_in_every_language(language: str, year_end: int) -> None:
    calendar = Calendar(YearEnd(year_end, 31))
    periods = set()
    for text in NAMED:
        with suppress(PeriodError):  # a year of the calendar is none of a fiscal one
            periods.add(parse_period(text, calendar))
    assert len({period_label(one, language) for one in periods}) == len(periods) > 20
    assert len({period_label(one, language, short=True) for one in periods}) == len(periods)


def test_a_stretch_without_a_name_goes_by_its_days() -> None:
    period = Period(date(2025, 1, 1), date(2025, 9, 30))
    assert period_label(period, "en") == "1 January 2025 to 30 September 2025"
    assert period_label(period, "zh-Hant", short=True) == "2025/1/1至2025/9/30"


# ---- laws ------------------------------------------------------------------------------------------------

STEPS: Final = {"m": 6, "bn": 9, "tn": 12, "萬": 4, "億": 8, "兆": 12}
UNITS: Final = ("%", "points", "bps", "x", "USD", "USD/share", "chips", "GW", "")
FACTORS: Final = {"%": 100, "points": 100, "bps": 10_000}
FIGURE: Final = re.compile(
    r"(?P<sign>[+−]?)[^\d+−]*(?P<digits>[\d,]+(?:\.\d+)?)(?P<step>bn|tn|m(?!\w)|[萬億兆])?"
)

units = st.sampled_from(UNITS)
houses = st.sampled_from(HOUSES)
points = st.builds(
    lambda digits, power: Fraction(digits) * Fraction(10) ** power,
    st.integers(-999_999_999, 999_999_999),
    st.integers(-12, 6),
) | st.fractions(max_denominator=10**6)


SPREADS: Final = (Fraction(0), Fraction(1, 10**4), Fraction(1, 100), Fraction(1, 5), Fraction(2))


@st.composite
def quantities(draw: st.DrawFn, spreads: tuple[Fraction, ...] = SPREADS) -> Quantity:
    """Computed quantities with finite intervals, as wide as their point times a spread, their point anywhere inside."""
    point = draw(points)
    spread = (abs(point) + draw(st.sampled_from([Fraction(0), Fraction(1, 1000)]))) * draw(
        st.sampled_from(spreads)
    )
    below, above = (spread * draw(st.integers(0, 100)) / 100 for _ in range(2))
    return Quantity(point, Interval(point - below, point + above), parse_unit(draw(units), NOUNS))


def read(text: str) -> tuple[Fraction, int]:
    """What a printed figure says, and the power of ten of its last printed digit."""
    found = FIGURE.search(text)
    assert found, text
    digits, step = found["digits"].replace(",", ""), STEPS.get(found["step"] or "", 0)
    value = Fraction(Decimal(digits)) * 10**step
    return -value if found["sign"] == "−" else value, step - len(digits.partition(".")[2])


def places(value: Fraction, last: int) -> Iterator[int]:
    """The places that the figure may have been rounded to: from the last digit over the zeros before it."""
    yield last
    while value and last < 100 and value % Fraction(10) ** (last + 1) == 0:
        last += 1
        yield last


def scaled(q: Quantity) -> tuple[Fraction, Fraction, Fraction]:
    """Point, low and high in what is printed."""
    assert q.interval.low is not None
    assert q.interval.high is not None
    factor = FACTORS.get(str(q.unit), 1)
    return q.point * factor, q.interval.low * factor, q.interval.high * factor


def is_single(text: str) -> bool:
    return not re.search(r"–| to |至|分之|/\d|[<>]", text)


def is_words(text: str) -> bool:
    return text in ("in line", "大致相當")


def alone(point: Fraction, place: int, low: Fraction, high: Fraction) -> bool:
    """True where a place coarser would leave a single digit, out of bounds: 30% for 25% ± 1.1 points."""
    return place + 1 >= magnitude(point) and not low <= round_half_up(point, place + 1) <= high


@laws
@given(quantities(), houses, st.none() | st.integers(0, 4))
def test_a_computed_figure_has_no_digit_that_its_interval_leaves_open(
    q: Quantity, number_style: NumberStyle, decimals: int | None
) -> None:
    """Read back, it is the value to half a unit of its last digit, of which the interval spans two at most, or four
    where a single digit would lie outside of it; its sign is known, and nothing marks it."""
    text = show(q, number_style, decimals=decimals)
    assume(is_single(text) and not is_words(text))
    value, last = read(text)
    point, low, high = scaled(q)
    assert not re.search(r"about|約|\bc\.|≈", text)
    assert any(
        abs(value - point) <= Fraction(10) ** place / 2
        and high - low <= (4 if alone(point, place, low, high) else 2) * Fraction(10) ** place
        for place in places(value, last)
    ), f"{text} for {low} to {high}"
    assert not low < 0 < high


@laws
@given(quantities(), houses)
def test_words_stand_only_where_the_sign_is_open(q: Quantity, number_style: NumberStyle) -> None:
    _, low, high = scaled(q)
    words = {is_words(show(q, number_style, **manner)) for manner in ({}, {"sign": True}, {"terse": True})}
    assert words == {sign_is_open(q)}
    assert low <= 0 <= high if words == {True} else not low < 0 < high
    assert not is_words(show(q, number_style, full=True))


@laws
@given(quantities(), houses, st.none() | st.integers(0, 4))
def test_a_marked_figure_covers_its_interval(
    q: Quantity, number_style: NumberStyle, decimals: int | None
) -> None:
    """By the table of the design: v stands for half a unit either way, about v for a unit of the digit before."""
    text = show(q, replace(number_style, approximation="marked"), decimals=decimals)
    assume(is_single(text) and not is_words(text))
    value, last = read(text)
    point, low, high = scaled(q)
    hedged = text.startswith(("about", "約"))
    for place in places(value, last):
        ulp = Fraction(10) ** place
        reach = 10 * ulp if hedged else ulp / 2
        if abs(value - point) <= ulp / 2 and value - reach <= low and high <= value + reach:
            return
    pytest.fail(f"{text} does not cover {low} to {high}")


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(quantities(spreads=(Fraction(3, 5), Fraction(9, 10))), houses)
def test_a_range_in_place_of_a_figure_covers_the_interval(q: Quantity, number_style: NumberStyle) -> None:
    text = show(q, number_style)
    parts = re.split(r"–| to |至", text)
    assume(len(parts) == 2)
    _, low, high = scaled(q)
    step = FIGURE.search(parts[1])
    assert step
    inherited = parts[0] + (step["step"] or "") if "–" in text else parts[0]
    assert read(inherited)[0] <= low
    assert high <= read(parts[1])[0]


@laws
@given(quantities(), houses, st.none() | st.integers(0, 3))
def test_what_is_known_not_to_be_zero_never_prints_as_zero(
    q: Quantity, number_style: NumberStyle, decimals: int | None
) -> None:
    _, low, high = scaled(q)
    assume(low > 0 or high < 0)
    text = show(q, number_style, decimals=decimals)
    assert re.search("[1-9一-九]", text), text
    assert not is_words(text)


@laws
@given(quantities(), houses, st.none() | st.integers(0, 4), st.booleans(), st.booleans(), st.booleans())
def test_no_negative_zero_and_no_hyphen(
    q: Quantity, number_style: NumberStyle, decimals: int | None, sign: bool, absolute: bool, terse: bool
) -> None:
    text = show(q, number_style, decimals=decimals, sign=sign, absolute=absolute, terse=terse)
    assert "-" not in text
    for mark, digits in re.findall(r"([+−])\D*?([\d,.]+)", text):
        assert re.search("[1-9]", digits), (mark, text)


def negated(q: Quantity) -> Quantity:
    return Quantity(-q.point, -q.interval, q.unit)


@laws
@given(quantities(), houses, st.none() | st.integers(0, 4))
def test_signs_are_symmetrical(q: Quantity, number_style: NumberStyle, decimals: int | None) -> None:
    text = show(q, number_style, decimals=decimals, sign=True)
    assume(is_single(text))
    mirrored = show(negated(q), number_style, decimals=decimals, sign=True)
    assert mirrored == text.translate(str.maketrans("+−", "−+"))


@laws
@given(quantities(), houses, st.none() | st.integers(0, 4))
def test_the_size_is_the_figure_without_its_sign(
    q: Quantity, number_style: NumberStyle, decimals: int | None
) -> None:
    size = show(q, number_style, decimals=decimals, absolute=True)
    text = show(q, number_style, decimals=decimals)
    assume(is_single(text))
    assert size == text.replace("−", "") == show(negated(q), number_style, decimals=decimals, absolute=True)


@laws
@given(points, points, units, houses)
def test_bigger_values_never_print_smaller_or_on_a_smaller_step(
    one: Fraction, two: Fraction, unit: str, number_style: NumberStyle
) -> None:
    small, big = sorted((abs(one), abs(two)))
    texts = [show(computed(unit, str(value)), number_style) for value in (small, big)]
    assume(all(map(is_single, texts)))
    assert read(texts[0])[0] <= read(texts[1])[0]
    steps = [STEPS.get(found["step"] or "", 0) for text in texts if (found := FIGURE.search(text))]
    assert steps == sorted(steps)


@laws
@given(st.integers(1, 12), st.sampled_from(["USD", "chips"]), houses)
def test_what_rounds_up_carries_into_the_next_step(power: int, unit: str, number_style: NumberStyle) -> None:
    almost = Fraction(10) ** power - Fraction(1, 10**6)
    value, _ = read(show(computed(unit, str(almost)), number_style))
    assert value == 10**power
    trimmed = [
        re.sub(r"\.0+", "", show(computed(unit, str(v)), number_style))
        for v in (almost, Fraction(10) ** power)
    ]
    assert trimmed[0] == trimmed[1]


@laws
@given(quantities(), houses, st.booleans(), st.booleans(), st.none() | st.integers(0, 3))
def test_a_rounded_bound_stays_true(
    q: Quantity, number_style: NumberStyle, above: bool, is_open: bool, decimals: int | None
) -> None:
    bound, _, _ = scaled(q)
    interval = Interval(q.point, None, is_open) if above else Interval(None, q.point, False, is_open)
    text = show(replace(q, interval=interval), number_style, decimals=decimals)
    words = {
        (True, True): "over逾",
        (True, False): "at least至少",
        (False, True): "under不到",
        (False, False): "up to最高",
    }
    assert text[:2].strip() in words[above, is_open] or text[0] in words[above, is_open]
    assert read(text)[0] <= bound if above else read(text)[0] >= bound


@st.composite
def literals(draw: st.DrawFn, unit: str | None = None) -> str:
    digits = str(draw(st.integers(0, 10 ** draw(st.integers(1, 27)))))
    point = draw(st.integers(0, len(digits) - 1))
    number = digits if point == 0 else f"{digits[:-point] or '0'}.{digits[-point:]}"
    sign = draw(st.sampled_from(["", "-"]))
    qualifier = draw(st.sampled_from(["", "", "exact ", "about ", "over ", "up to ", "nearly "]))
    scale = draw(st.sampled_from(["", " m", " bn", "億", "萬", " tn"]))
    return f"{qualifier}{sign}{number}{scale} {draw(units) if unit is None else unit}".strip()


@laws
@given(literals(), houses, st.none() | st.integers(0, 4))
def test_written_figures_gain_nothing(text: str, number_style: NumberStyle, decimals: int | None) -> None:
    """What is printed is what was written, or rounds it; no digit stands behind those that were written."""
    q = written(text)
    assert q.written
    shown = show(q, number_style, decimals=decimals)
    assume(is_single(shown))
    value, last = read(shown)
    factor, exactly = FACTORS.get(str(q.unit), 1), q.written.qualifier == "exact"
    point, ulp = q.point * factor, Fraction(q.written.ulp) * factor
    step = Fraction(10) ** last
    assert abs(value - point) < step if re.match("over|up|逾|最高", shown) else abs(value - point) <= step / 2
    assert step >= ulp or (value % ulp == 0 and (exactly or value % (10 * step) == 0))


@pytest.mark.parametrize(
    ("decimals", "text", "shown"),
    [
        (0, "57006 m USD", "$57bn"),
        (1, "57006 m USD", "$57.0bn"),
        (2, "57006 m USD", "$57.01bn"),
        (3, "57006 m USD", "$57.006bn"),
        (2, "35.127%", "35.13%"),
        (2, "35.1%", "35.1%"),
        (2, "1.234 USD/share", "$1.23"),
        (2, "44.4 bps", "44bp"),
    ],
)
def test_the_decimals_of_a_house(decimals: int, text: str, shown: str) -> None:
    assert show(written(text), replace(EN, decimals=decimals)) == shown


@pytest.mark.parametrize(
    ("q", "shown"),
    [
        (computed("%", "0.23611", "0.2322", "0.2401"), "about 23.6%"),
        (computed("USD", "142.4e9", "142.2e9", "142.6e9"), "about $142.4bn"),
        (computed("GW", "3.99", "3.9", "4.08"), "about 3.99 GW"),
        (computed("%", "0.001", "-0.006", "0.008"), "in line"),
        (written("213.4 bn USD"), "$213.4bn"),
    ],
)
def test_a_theme_that_marks_what_is_not_certain(q: Quantity, shown: str) -> None:
    assert show(q, replace(EN, approximation="marked")) == shown


@laws
@given(st.data(), st.sampled_from(["USD", "m USD", "億 USD", "%", "chips", "USD/share"]), houses)
def test_cells_say_what_the_text_says(data: st.DataObject, name: str, number_style: NumberStyle) -> None:
    scale = cell_scale(name, number_style)
    q = written(data.draw(literals(scale.unit)))
    value, last = read(show(q, number_style, cell=scale))
    shown, point = value * 10**scale.step, q.point * FACTORS.get(scale.unit, 1)
    assert abs(shown - point) <= Fraction(10) ** (last + scale.step)


@laws
@given(points, units)
def test_the_exact_value_reads_back_to_twelve_digits(point: Fraction, unit: str) -> None:
    q = computed(unit, str(point))
    value, text = point * FACTORS.get(unit, 1), exact(q, machine=True)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text)
    assert abs(Fraction(Decimal(text)) - value) <= abs(value) / 10**11
    assert exact(q).startswith("≈") == (Fraction(Decimal(text)) != value) or "/" in exact(q)


@pytest.mark.parametrize(
    ("low", "point", "high", "said"),
    [
        ("0.21", "0.25", "0.291", "+21.0% to +29.1%"),
        ("0.12", "0.15", "0.19", "+12.0% to +19.0%"),
        ("0.17", "0.2", "0.25", "+20%"),
        ("0.015", "0.03", "0.045", "+3%"),
    ],
)
def test_a_last_digit_that_lies_out_of_bounds_is_no_figure(
    low: str, point: str, high: str, said: str
) -> None:
    interval = Interval(Fraction(low), Fraction(high))
    assert show(Quantity(Fraction(point), interval, Unit(ratio="%")), EN, sign=True) == said
