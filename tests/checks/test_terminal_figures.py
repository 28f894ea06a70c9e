"""Figures for a person at a terminal, and which figures would tie."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.checks.agreement import nearest_ties
from reportgen.checks.terminal import amount, compact_figure, compact_range, compact_value
from reportgen.checks.tieout import Verdict, compare
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity, parse_quantity
from reportgen.facts.unit import Unit


@pytest.mark.parametrize(
    ("literal", "shown"),
    [
        ("35%", "35% [34.5, 35.5]"),
        ("-1.9 points", "−1.9 points [−1.95, −1.85]"),
        ("50 bps", "50 bps [49.5, 50.5]"),  # and not 0.005, nor 500
        ("2.0 x", "2 x [1.95, 2.05]"),
        ("1.95 USD/share", "1.95 USD/share [1.945, 1.955]"),
        ("2134億 USD", "213.4bn USD [213.35, 213.45]"),
        ("-213.4 bn USD", "−213.4bn USD [−213.45, −213.35]"),
        ("over 10 bn USD", "over 10bn USD (10, ∞)"),
        ("up to 40%", "up to 40% (−∞, 40]"),
        ("nearly 30%", "nearly 30% [28, 30)"),
        ("about 16,000 people", "about 16,000 people [15,999, 16,001]"),
        ("173.5 to 178.5 bn USD", "173.5 to 178.5bn USD [173.45, 178.55]"),
        ("1234.5", "1,234.5 [1,234.45, 1,234.55]"),
        ("9,999 USD", "9,999 USD [9,998.5, 9,999.5]"),
        ("999.96 m USD", "999.96m USD [999.955, 999.965]"),
        ("0.00123 x", "0.00123 x [0.001225, 0.001235]"),
        ("exact 1/3", "0.333333… [0.333333…, 0.333333…]"),
        ("exact 0 x", "exact 0 x [0, 0]"),
        ("123456789.25 USD", "123.45678925m USD [123.45678924…, 123.45678925…]"),
    ],
)
def test_a_quantity_for_a_person_at_a_terminal(literal: str, shown: str) -> None:
    assert compact_figure(parse_quantity(literal, ("people",))) == shown


def test_a_range_is_shown_by_both_ends() -> None:
    assert compact_value(parse_quantity("173.5 to 178.5 bn USD")) == "173.5 to 178.5bn USD"
    assert compact_value(parse_quantity("11% to 15%")) == "11 to 15%"


def test_the_distance_of_percentages_is_in_points() -> None:
    percent, money = parse_quantity("35%"), parse_quantity("213.4 bn USD")
    assert amount(Fraction("0.019"), percent) == "1.9 points"
    assert amount(Fraction(50_000_000), money) == "50m USD"
    assert amount(Fraction("0.0005"), parse_quantity("50 bps")) == "5 bps"


def test_a_quantity_beyond_a_float_is_shown_all_the_same() -> None:
    large = Fraction(10**400)
    shown = compact_figure(Quantity(large, Interval(1 / large, large), Unit()))
    assert shown.replace(",", "") == f"{10**400} [0.{'0' * 399}1 {10**400}]"


# ---- which figures would tie -----------------------------------------------------------------------------

qualifiers = st.sampled_from(["", "", "about", "nearly", "over", "up to", "exact", "at least", "under"])
figures = st.builds(
    lambda qualifier, number: parse_quantity(f"{qualifier} {number / 10:.1f} x"),
    qualifiers,
    st.integers(-30, 30),
)


@given(figures, figures)
def test_the_nearest_figure_that_ties_ties_and_none_is_nearer(stated: Quantity, computed: Quantity) -> None:
    assume(compare(stated, computed) is Verdict.CONFLICT)
    said = nearest_ties(stated, computed)
    assert stated.written is not None
    ulp = Fraction(stated.written.ulp)
    away = {step: moved(stated, step * ulp) for step in range(-80, 81)}
    ties = [
        abs(step) for step, quantity in away.items() if compare(quantity, computed) is not Verdict.CONFLICT
    ]
    assert bool(said) is bool(ties)
    if said:
        nearest = re.search(r"−?\d+(?:\.\d+)?(?= x)", said)
        assert nearest is not None
        assert abs(Fraction(nearest[0].replace("−", "-")) - stated.point) == min(ties) * ulp


def moved(quantity: Quantity, by: Fraction) -> Quantity:
    return Quantity(quantity.point + by, quantity.interval + Interval.at(by), quantity.unit)


def test_figures_that_differ_read_differently() -> None:
    stated = parse_quantity("6909175000 EUR", ())
    added = Interval(Fraction(7_009_175_000), Fraction(7_009_177_000))
    assert compact_range(added, stated) == "[7.009175, 7.009177]bn EUR"
    computed = Quantity(
        Fraction(6_909_177_001), Interval(Fraction(6_909_177_000), Fraction(6_909_177_002)), stated.unit
    )
    said = nearest_ties(stated, computed)
    assert said == "6.909177bn EUR or 6.909177001bn EUR or 6.909177002bn EUR would tie"
