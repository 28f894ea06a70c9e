"""Figures as a record tells them: one number of decimals in a column, and what stands in place of a figure."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity, parse_quantity
from reportgen.facts.unit import parse_unit
from reportgen.figures.manner import PLAIN, Manner, as_printed, evened, print_figure
from reportgen.figures.number_style import NumberStyle

EN, ZH, JA = (NumberStyle(language) for language in ("en", "zh-Hant", "ja"))
VOID = Quantity(Fraction(0), Interval(None, None), parse_unit("%"))


def computed(unit: str, point: str, half: str = "0") -> Quantity:
    middle, reach = Fraction(point), Fraction(half)
    return Quantity(middle, Interval(middle - reach, middle + reach), parse_unit(unit))


def column(*figures: str | Quantity, style: NumberStyle = EN, **manner: Any) -> list[str]:
    """The figures as one column prints them."""
    given = [parse_quantity(one) if isinstance(one, str) else one for one in figures]
    even = evened([(one, Manner(terse=True, column=1, **manner)) for one in given], style)
    return [print_figure(one, how, style) for one, how in zip(given, even, strict=True)]


@pytest.mark.parametrize(
    ("figures", "shown"),
    [
        (("35.63 bn USD", "12.5 bn USD"), ["35.6", "12.5"]),
        (("35.63 bn USD", "exact 2 bn USD"), ["35.6", "2.0"]),
        (("35.63 bn USD", "142 bn USD"), ["36", "142"]),
        (("35.63 bn USD", "about 200 bn USD", "over 10 bn USD"), ["35.6", "≈200", ">10"]),
        (("35.63 bn USD", computed("USD", "7.1e9", "2e8")), ["36", "7"]),
        (("35.63 bn USD", computed("USD", "7.1e9", "8e9")), ["35.6", "in line"]),
        (("142 bn USD", "0.21 bn USD"), ["142", "0.2"]),
        (("142 bn USD", "173.5 to 178.5 bn USD"), ["142", "174–179"]),
    ],
)
def test_a_column_has_one_number_of_decimals(figures: tuple[str | Quantity, ...], shown: list[str]) -> None:
    assert column(*figures, head="USD") == shown


def test_a_table_in_millions_prints_millions() -> None:
    assert column("57.006 bn USD", "35082 m USD", head="m USD") == ["57,006", "35,082"]
    assert column("57.0 bn USD", "730 m USD", head="m USD") == ["57,000", "730"]


def test_each_unit_and_each_step_has_its_own_decimals() -> None:
    assert column("35%", "11.72%", "1.95 points", "2 points") == ["35%", "12%", "2pp", "2pp"]
    assert column("142 bn USD", "12.34 m USD", "7.1 m USD") == ["$142bn", "$12.3m", "$7.1m"]
    assert column("9.996 bn USD", "12 bn USD", "999.96 m USD") == ["$10bn", "$12bn", "$1.0bn"]


def test_figures_of_no_column_keep_their_own() -> None:
    figures = [(parse_quantity(one), PLAIN) for one in ("35.63%", "142%")]
    assert evened(figures, EN) == [PLAIN, PLAIN]


quantities = st.builds(
    computed, st.sampled_from(["%", "USD", "x"]),
    st.integers(1, 10**6).map(lambda n: f"{n}/1000"), st.integers(0, 3000).map(lambda n: f"{n}/1000"),
)  # fmt: skip


@given(st.lists(quantities, min_size=1, max_size=6), st.sampled_from([EN, ZH, JA]))
def test_evening_out_a_second_time_changes_nothing(figures: list[Quantity], style: NumberStyle) -> None:
    """Which is how a proof sees from what is printed that a column is even."""
    manner = Manner(terse=True, column=0)
    once = evened([(one, manner) for one in figures], style)
    twice = evened(list(zip(figures, once, strict=True)), style)
    shown = [
        [print_figure(q, one, style) for q, one in zip(figures, made, strict=True)] for made in (once, twice)
    ]
    assert shown[0] == shown[1]


@given(st.lists(quantities, min_size=2, max_size=6))
def test_the_figures_of_a_column_end_at_one_place(figures: list[Quantity]) -> None:
    manner = Manner(terse=True, column=1)
    even = evened([(one, manner) for one in figures], EN)
    decimals: dict[object, set[int]] = {}
    for quantity, how in zip(figures, even, strict=True):
        shown = print_figure(quantity, how, EN)
        if (read := as_printed(quantity, how, EN)) and read[0]:
            step = shown.strip("$%x0123456789.,−")
            decimals.setdefault((str(quantity.unit), step), set()).add(
                len(shown.partition(".")[2].strip("%xmbnt"))
            )
    vanishing = {one for one in map(len, decimals.values()) if one > 1}
    assert not vanishing or any(how == manner for how in even)


@pytest.mark.parametrize(("style", "shown"), [(EN, "n.m."), (ZH, "無意義"), (JA, "NM")])
def test_what_nothing_is_known_of(style: NumberStyle, shown: str) -> None:
    assert print_figure(VOID, Manner(head="USD", sign=True), style) == shown
    assert column(VOID, "24%", style=style) == [shown, "24%"]


@pytest.mark.parametrize(
    ("kind", "en", "zh", "ja"),
    [
        ("rise", "was flat", "持平", "横ばいだった"),
        ("yoy", "flat year on year", "年持平", "前年同期比横ばい"),
        ("above", "in line with", "符合", "並みとなる"),
        ("beat", "matched", "符合", "並みだった"),
        ("", "in line", "大致相當", "ほぼ同水準"),
    ],
)
def test_words_for_a_change_whose_sign_is_open(kind: str, en: str, zh: str, ja: str) -> None:
    change = computed("%", "0.001", "0.007")
    manner = Manner(absolute=True, moved=kind)
    assert [print_figure(change, manner, style) for style in (EN, ZH, JA)] == [en, zh, ja]
    assert print_figure(computed("%", "0.1", "0.001"), manner, EN) == "10.0%"


def test_a_value_that_is_computed_from_what_is_printed() -> None:
    change = computed("USD", "1.14e9", "6e7")
    assert print_figure(change, PLAIN, EN) == "$1.1bn"
    assert print_figure(change, replace(PLAIN, instead=Fraction("1.2e9")), EN) == "$1.2bn"
