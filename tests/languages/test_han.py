"""Han numerals: their values, and the scales behind digits."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.languages.amounts import WrittenNumber
from reportgen.languages.han import SCALING, folded, han_value, neighbours, number

DIGITS = "零一二三四五六七八九"


def written(whole: int) -> str:
    """A number below 10,000 in Han numerals, every digit with its weight."""
    weights = zip(reversed(str(whole)), ("", "十", "百", "千"), strict=False)
    return "".join(reversed([DIGITS[int(digit)] + weight for digit, weight in weights if digit != "0"]))


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_a_number_has_its_value(high: int, low: int) -> None:
    assert han_value(f"{written(high)}萬{written(low)}") == high * 10_000 + low


@pytest.mark.parametrize(
    ("text", "read", "ulp"),
    [
        ("二五", 25, 1),
        ("二十萬", 200_000, 10_000),
        ("三點五", Fraction(7, 2), Fraction(1, 10)),
        ("十", 10, 10),
    ],
)
def test_its_last_digit_has_a_weight(text: str, read: Fraction, ulp: Fraction) -> None:
    assert number(text) == WrittenNumber(Fraction(read), Fraction(ulp))


@pytest.mark.parametrize(
    ("scale", "read", "power"),
    [
        ("億", 1, 8),
        ("百萬", 1, 6),
        ("億2,300萬", Fraction("1.23"), 8),
        ("兆2345億6700萬", Fraction("1.234567"), 12),
    ],
)
def test_a_composite_is_read_to_its_last_part(scale: str, read: Fraction, power: int) -> None:
    number, shift = SCALING.read(WrittenNumber(Fraction(1), Fraction(1)), scale)
    assert (number.value, shift) == (Fraction(read), power)


def test_neighbours_are_two_digits_that_follow_each_other() -> None:
    one, two = WrittenNumber(Fraction(2), Fraction(1)), WrittenNumber(Fraction(3), Fraction(1))
    assert neighbours("二三") == (one, two)
    assert neighbours("三二") is None
    assert neighbours("二十") is None


def test_a_pattern_is_folded_like_the_text() -> None:
    assert folded("数十万円(国)") == "數十萬円(國)"
