"""By how far a figure changed: degrees at their thresholds, where intervals reach across them, and around zero."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity, parse_quantity
from reportgen.facts.unit import Unit
from reportgen.figures.degrees import DegreeForm, DegreeLimits, DegreeNames, Limit, forms

NAMES = DegreeNames("now", "then", "size")


def between(low: str, high: str) -> Quantity:
    """A size of the interval from one percentage to another."""
    ends = Fraction(low) / 100, Fraction(high) / 100
    return Quantity(sum(ends) / 2, Interval(*ends), Unit())


def of(low: str, high: str, unit: str = "USD", limits: DegreeLimits | None = None) -> list[DegreeForm]:
    """The forms for a change of that size between two values above zero."""
    value = parse_quantity(f"exact 5 {unit}")
    return list(forms(value, value, between(low, high), limits or DegreeLimits(), NAMES))


@pytest.mark.parametrize(
    ("low", "high", "degree", "way", "condition"),
    [
        ("20", "20", "strong", 1, "size >= 20%"),
        ("19.999", "20.001", "plain", 1, ""),
        ("20", "25", "strong", 1, "size >= 20%"),
        ("-20", "-20", "strong", -1, "size <= -20%"),
        ("-20.001", "-19.999", "plain", -1, ""),
        ("1.9", "1.999", "slight", 1, "size > 0 and size < 2%"),
        ("1.9", "2", "plain", 1, ""),
        ("-1.5", "-0.5", "slight", -1, "size < 0 and size > -2%"),
        ("-2", "-1", "plain", -1, ""),
        ("5", "10", "plain", 1, ""),
        ("0", "1", "plain", 1, ""),
        ("-1", "1", "flat", 0, ""),
        ("-30", "30", "flat", 0, ""),
        ("101", "120", "multiple", 1, "now > 2 * then"),
        ("100", "120", "strong", 1, "size >= 20%"),
        ("195", "199", "multiple", 1, "now > 2 * then"),
        ("199", "200", "strong", 1, "size >= 20%"),
        ("-60", "-51", "multiple", -1, "now < then / 2"),
        ("-75", "-74", "strong", -1, "size <= -20%"),
        ("-60", "-50", "strong", -1, "size <= -20%"),
    ],
)
def test_a_degree_of_an_amount_holds_on_the_whole_interval(
    low: str, high: str, degree: str, way: int, condition: str
) -> None:
    first = of(low, high)[0]
    assert (first.degree, first.way, first.condition) == (degree, way, condition)


@pytest.mark.parametrize(
    ("low", "high", "degree", "condition"),
    [
        ("0.1", "0.4", "slight", "size > 0 and size < 0.5 points"),
        ("0.4", "0.6", "plain", ""),
        ("3", "3.1", "strong", "size >= 3 points"),
        ("-3.1", "-2.9", "plain", ""),
        ("-4", "-3", "strong", "size <= -3 points"),
        ("150", "160", "strong", "size >= 3 points"),
    ],
)
def test_a_ratio_goes_by_points_and_never_doubles(low: str, high: str, degree: str, condition: str) -> None:
    first = of(low, high, "%")[0]
    assert (first.degree, first.condition) == (degree, condition)


def test_the_last_form_judges_nothing_and_the_first_says_most() -> None:
    made = of("150", "160")
    assert [form.degree for form in made] == ["multiple", "strong", "plain"]
    assert not made[-1].condition


def test_the_thresholds_are_those_that_are_declared() -> None:
    limits = DegreeLimits(strong=Limit("150%", Fraction(3, 2)), slight=Limit("60%", Fraction(3, 5)))
    assert [form.degree for form in of("55", "58", limits=limits)] == ["slight", "plain"]
    assert of("55", "58", limits=limits)[0].condition == "size > 0 and size < 60%"


@pytest.mark.parametrize(
    ("now", "before", "degrees", "way", "condition"),
    [
        ("5", "-3", ["turned", "from_to"], 1, "then < 0 and now > 0"),
        ("-3", "5", ["turned", "from_to"], -1, "then > 0 and now < 0"),
        ("-3", "-5", ["below", "from_to"], 1, "now > then and now < 0"),
        ("-5", "-3", ["below", "from_to"], -1, "now < then and then < 0"),
        ("-5", "-5", ["below_flat"], 0, ""),
        ("5", "exact 0", ["from_to"], 1, ""),
        ("exact 0", "5", ["from_to"], -1, ""),
        ("exact 0", "-5", ["from_to"], 1, ""),
        ("exact 0", "exact 0", ["flat"], 0, ""),
        ("0", "0", ["flat"], 0, ""),
    ],
)
def test_around_zero_nothing_has_a_percentage(
    now: str, before: str, degrees: list[str], way: int, condition: str
) -> None:
    values = (parse_quantity(f"{value} m USD") for value in (now, before))
    made = list(forms(*values, None, DegreeLimits(), NAMES))
    assert [form.degree for form in made] == degrees
    assert (made[0].way, made[0].condition) == (way, condition)


def test_losses_whose_intervals_touch_went_one_way_and_nothing_is_said_to_narrow() -> None:
    values = parse_quantity("-5 m USD"), parse_quantity("-6 m USD")  # −5.5 to −4.5, −6.5 to −5.5
    (form,) = forms(*values, None, DegreeLimits(), NAMES)
    assert (form.degree, form.way) == ("from_to", 1)


def test_a_ratio_below_zero_rises_and_falls_as_any() -> None:
    values = parse_quantity("-12.0%"), parse_quantity("-15.0%")
    (form,) = forms(*values, between("2.9", "3.1"), DegreeLimits(), NAMES)
    assert (form.degree, form.way) == ("plain", 1)
