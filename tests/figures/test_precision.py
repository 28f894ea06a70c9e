"""The interval behind a figure, in words and on a line."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity, parse_quantity
from reportgen.facts.unit import parse_unit
from reportgen.figures.display import NumberStyle
from reportgen.figures.precision import LINE_WIDTH, interval_ends, interval_words, on_one_line

EN = NumberStyle("en", units={"people": "people"})
HAN = NumberStyle("zh-Hant", units={"people": "人"})


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        ("213.4 bn USD", "$213.35bn to $213.45bn", "2,133.5億美元至2,134.5億美元"),
        ("18%", "17.5% to 18.5%", "17.5%至18.5%"),
        ("about 65%", "64% to 66%", "64%至66%"),
        ("nearly 30%", "28% to under 30%", "28%至未滿30%"),
        ("-1.2%", "−1.25% to −1.15%", "−1.25%至−1.15%"),
        ("173.5 to 178.5 bn USD", "$173.45bn to $178.55bn", "1,734.5億美元至1,785.5億美元"),
        ("1.95 USD/share", "$1.945 to $1.955", "1.945美元至1.955美元"),
        ("1.4 m people", "1.35m people to 1.45m people", "135萬人至145萬人"),
        ("over 10 bn USD", "over $10bn", "逾100億美元"),
        ("up to 40%", "up to 40%", "最高40%"),
        ("exact 3 people", "", ""),
    ],
)  # fmt: skip
def test_an_interval_in_words(value: str, english: str, chinese: str) -> None:
    quantity = parse_quantity(value, ["people"])
    assert interval_words(quantity, EN) == english
    assert interval_words(quantity, HAN) == chinese


def test_ends_that_would_go_on_are_rounded_outward() -> None:
    ends = interval_ends(Interval(Fraction(1, 3), Fraction(2, 5)), parse_unit("%", ()), EN)
    assert ends == ("33.33%", "40.00%")


def test_a_line_holds_every_interval_in_proportion() -> None:
    wide, narrow = parse_quantity("10%"), parse_quantity("10.0%")
    (low, high, point), inner = on_one_line([wide, narrow])
    assert (low + high) == 2 * point == LINE_WIDTH
    assert 0 < low < inner.low < inner.point == point < inner.high < high < LINE_WIDTH
    assert abs((inner.high - inner.low) * 10 - (high - low)) <= 10


def test_an_end_at_infinity_lies_on_the_end_of_the_line() -> None:
    above, below = on_one_line([parse_quantity("over 10%"), parse_quantity("up to 20%")])
    assert (above.high, below.low) == (LINE_WIDTH, 0)
    assert 0 < above.low < below.high < LINE_WIDTH


def test_a_single_number_has_a_place_as_well() -> None:
    one = Quantity(Fraction(0), Interval.at(Fraction(0)), parse_unit("%", ()))
    (place,) = on_one_line([one])
    assert 0 < place.low == place.high == place.point < LINE_WIDTH
