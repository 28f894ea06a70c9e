"""Rounding in whole numbers, against what it means in fractions."""

from __future__ import annotations

import math
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reportgen.figures.rounding import magnitude, round_half_up

VALUES = st.fractions(max_denominator=10**9) | st.builds(
    lambda digits, power: digits * Fraction(10) ** power,
    st.integers(-(10**6), 10**6),
    st.integers(-12, 12),
)


@given(VALUES, st.integers(-14, 14))
def test_half_up_is_away_from_zero(value: Fraction, place: int) -> None:
    unit = Fraction(10) ** place
    size = math.floor(abs(value) / unit + Fraction(1, 2)) * unit
    assert round_half_up(value, place) == (size if value >= 0 else -size)


@given(VALUES.filter(bool))
def test_the_magnitude_is_the_place_of_the_first_digit(value: Fraction) -> None:
    assert Fraction(10) ** magnitude(value) <= abs(value) < Fraction(10) ** (magnitude(value) + 1)
