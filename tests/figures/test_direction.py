"""Words that follow the facts: the verb is chosen by the sign, and by nothing else."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.calendars import Calendar, YearEnd
from reportgen.facts.interval import Interval
from reportgen.facts.period import parse_period
from reportgen.facts.quantity import Quantity, parse_quantity
from reportgen.facts.unit import parse_unit
from reportgen.figures.direction import WORD_KINDS, direction, word, wording

# kind: up, down, flat in English; up, down, flat in Chinese
WANTED: Final = {
    "rise": ("rose", "fell", "was flat", "上升", "下降", "持平"),
    "grow": ("grew", "shrank", "was flat", "成長", "衰退", "持平"),
    "up": ("up", "down", "flat", "增", "減", "持平"),
    "beat": ("beat", "missed", "matched", "優於", "不如", "符合"),
    "above": ("above", "below", "in line with", "高於", "低於", "符合"),
    "ahead": ("ahead of", "short of", "in line with", "優於", "低於", "符合"),
    "widen": ("widened", "narrowed", "held", "擴大", "收斂", "持平"),
    "yoy": ("up", "down", "flat", "年增", "年減", "年持平"),
    "qoq": ("up", "down", "flat", "季增", "季減", "季持平"),
}


def test_there_are_no_other_kinds() -> None:
    assert set(WORD_KINDS) == set(WANTED)


@pytest.mark.parametrize("kind", WANTED)
def test_each_sign_has_its_word_in_both_languages(kind: str) -> None:
    signs = [parse_quantity(text) for text in ("3.1%", "-3.1%", "exact 0%")]
    said = tuple(word(kind, quantity, language) for language in ("en", "zh-Hant") for quantity in signs)
    assert said == WANTED[kind]


@pytest.mark.parametrize(
    ("kind", "value", "language", "moved"),
    [
        ("yoy", "3.1%", "en", "up {} year on year"),
        ("qoq", "-3.1%", "en", "down {} quarter on quarter"),
        ("rise", "exact 0%", "en", "was flat {}"),
        ("yoy", "-3.1%", "zh-Hant", "年減{}"),
        ("above", "-14%", "en", "{} below"),
        ("above", "exact 0%", "en", "within {} of"),
        ("ahead", "2%", "en", "{} ahead of"),
        ("beat", "-2%", "en", "missed by {}"),
        ("above", "-14%", "zh-Hant", "低{}"),
        ("beat", "2%", "zh-Hant", "高出{}"),
    ],
)
def test_a_movement_is_worded_around_its_size(kind: str, value: str, language: str, moved: str) -> None:
    assert wording(kind, parse_quantity(value), language) == moved


@pytest.mark.parametrize(
    ("language", "calendar", "period", "moved"),
    [
        ("ja", Calendar(YearEnd(9, 30)), "FY2024", "前期比{}増"),
        ("ja", Calendar(), "2024", "前年比{}増"),
        ("ja", Calendar(YearEnd(9, 30)), "FY2024Q2", "前年同期比{}増"),
        ("en", Calendar(YearEnd(9, 30)), "FY2024", "up {} year on year"),
    ],
)
def test_a_full_year_is_held_against_the_year_before(
    language: str, calendar: Calendar, period: str, moved: str
) -> None:
    assert wording("yoy", parse_quantity("12%"), language, parse_period(period, calendar)) == moved


def test_an_unknown_kind_or_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        word("soar", parse_quantity("3%"), "en")
    with pytest.raises(KeyError):
        word("rise", parse_quantity("3%"), "fr")


def computed(point: str, low: str | None, high: str | None) -> Quantity:
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    return Quantity(Fraction(point), Interval(ends[0], ends[1]), parse_unit("%"))


@pytest.mark.parametrize(
    ("quantity", "sign"),
    [
        (computed("0.01", "0.005", "0.015"), 1),
        (computed("-0.01", "-0.015", "-0.005"), -1),
        (computed("0.001", "-0.004", "0.006"), 0),  # may as well have fallen
        (computed("-0.001", "-0.006", "0.004"), 0),
        (computed("0.01", "0", "0.02"), 1),  # at worst unchanged
        (computed("0", "0", "0"), 0),
        (computed("0.1", "0.1", None), 1),
        (computed("-0.1", None, "-0.1"), -1),
        (computed("0.1", None, None), 0),
    ],
)
def test_a_direction_is_only_claimed_where_the_whole_interval_takes_it(quantity: Quantity, sign: int) -> None:
    assert direction(quantity) == sign


@given(st.fractions(-5, 5), st.fractions(0, 2), st.fractions(0, 2))
def test_turning_the_sign_turns_the_word(point: Fraction, below: Fraction, above: Fraction) -> None:
    unit = parse_unit("%")
    one = Quantity(point, Interval(point - below, point + above), unit)
    other = Quantity(-point, Interval(-point - above, -point + below), unit)
    assert direction(one) == -direction(other)
