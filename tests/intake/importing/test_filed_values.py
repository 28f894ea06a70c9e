"""Values keep what they are, and how precisely they are known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.facts.quantity import parse_quantity
from reportgen.intake.filings.filing import Filed, FiledPeriod, FiledPlace, FilingReport
from reportgen.intake.importing.filed_values import filed_literal, filed_unit, is_writable


def filed(value: Decimal, decimals: int | None) -> Filed:
    period = FiledPeriod(date(2025, 1, 1), date(2025, 12, 31))
    place = FiledPlace("", "", 0)
    return Filed("us-gaap:Revenues", period, (), "USD", value, decimals, "", 0, FilingReport(), place)


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "literal"),
    [
        ("46743000000", -6, "USD", "46743 m USD"),
        ("1042074000", -3, "USD", "1042074 thousand USD"),
        ("1200000000", -8, "USD", "1.2 bn USD"),
        ("-45200000", -5, "USD", "-45.2 m USD"),
        ("1.08", 2, "USD/share", "1.08 USD/share"),
        ("0.351", 3, "%", "35.1%"),
        ("0.21", None, "%", "exact 21%"),
        ("0.5", 1, "%", "about 50%"),
        ("1", 0, "%", "about 100%"),
        ("424926346", None, "shares", "exact 424926346 shares"),
        ("0", -6, "USD", "0 m USD"),
    ],
)
def test_a_value_in_its_scale(value: str, decimals: int | None, unit: str, literal: str) -> None:
    assert filed_literal(filed(Decimal(value), decimals), unit) == literal


@given(
    st.integers(-(10**15), 10**15),
    st.integers(-12, 6),
    st.sampled_from(["USD", "%", "USD/share", "shares", "x", ""]),
)
def test_a_literal_reads_back_as_the_filed_value_with_its_precision(
    digits: int, decimals: int, unit: str
) -> None:
    value = Decimal(digits).scaleb(-decimals)
    told = parse_quantity(filed_literal(filed(value, decimals), unit))
    assert told.point == Fraction(value)
    if unit == "%" and decimals < 2:
        return  # about so much
    half = Fraction(filed(value, decimals).half_width)
    assert (told.interval.low, told.interval.high) == (told.point - half, told.point + half)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.sampled_from(["USD", "%", "shares"]))
def test_an_exact_value_reads_back_as_itself(value: Decimal, unit: str) -> None:
    assume(is_writable(filed(value, None)))
    told = parse_quantity(filed_literal(filed(value, None), unit))
    assert told.interval.low == told.interval.high == told.point == Fraction(value)


@given(st.integers(-(10**40), 10**40), st.integers(-40, 40), st.integers(-6, 400) | st.none())
def test_what_is_writable_can_be_read(digits: int, exponent: int, decimals: int | None) -> None:
    fact = filed(Decimal(digits).scaleb(exponent), decimals)
    assume(is_writable(fact))
    for unit in ("USD", "%"):
        parse_quantity(filed_literal(fact, unit))


@pytest.mark.parametrize(
    ("unit", "kind", "wanted"),
    [
        ("USD", "money", "USD"),
        ("USD", "shares", None),
        ("USD/shares", "money", None),
        ("USD/shares", "money/share", "USD/share"),
        ("shares", "shares", "shares"),
        ("pure", "ratio", "%"),
        ("pure", "people", "people"),
        ("XYZ", "money", None),
    ],
)
def test_a_concept_takes_amounts_of_its_kind_alone(unit: str, kind: str, wanted: str | None) -> None:
    assert filed_unit(unit, kind) == wanted
