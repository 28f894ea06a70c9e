"""Every way of writing a figure, the interval its digits stand for, and what is turned away."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import (
    EXPECTED_VALUE,
    MAX_VALUE_LENGTH,
    QUALIFIERS,
    SCALES,
    Quantity,
    QuantityError,
    parse_quantity,
)

UNITS: Final = ("people", "chips", "m2")
WORTH: Final = {
    "%": Fraction(1, 100),
    "points": Fraction(1, 100),
    "bps": Fraction(1, 10_000),
    "x": Fraction(1),
}
ALL_UNITS: Final = ("", "USD", "TWD", "USD/share", "GW", "MW", "people", "chips", *WORTH)


def parse(text: str, digits: int | None = None) -> Quantity:
    return parse_quantity(text, UNITS, digits)


def interval(text: str) -> Interval:
    """`[1, 2)` as an interval; an end left out is infinite."""
    low, high = (None if not end.strip() else Fraction(end.strip()) for end in text[1:-1].split(","))
    return Interval(low, high, text[0] == "(" and low is not None, text[-1] == ")" and high is not None)


# ---- what can be written ---------------------------------------------------------------------------------

FORMS: Final = [
    ("213.4 bn USD", "213400000000", "[213350000000, 213450000000]", "USD"),
    ("2134億 USD", "213400000000", "[213350000000, 213450000000]", "USD"),
    ("1.95 USD/share", "1.95", "[1.945, 1.955]", "USD/share"),
    ("1.90 USD/share", "1.9", "[1.895, 1.905]", "USD/share"),
    ("35%", "0.35", "[0.345, 0.355]", "%"),
    ("35 %", "0.35", "[0.345, 0.355]", "%"),
    ("21.4%", "0.214", "[0.2135, 0.2145]", "%"),
    ("1.9 points", "0.019", "[0.0185, 0.0195]", "points"),
    ("50 bps", "0.005", "[0.00495, 0.00505]", "bps"),
    ("6 x", "6", "[5.5, 6.5]", "x"),
    ("2.0x", "2", "[1.95, 2.05]", "x"),
    ("1.4 m chips", "1400000", "[1350000, 1450000]", "chips"),
    ("140萬 chips", "1400000", "[1395000, 1405000]", "chips"),
    ("140万 chips", "1400000", "[1395000, 1405000]", "chips"),
    ("3.99 GW", "3.99", "[3.985, 3.995]", "GW"),
    ("12 MW", "12", "[11.5, 12.5]", "MW"),
    ("5 MW", "5", "[4.5, 5.5]", "MW"),
    ("5 m MW", "5000000", "[4500000, 5500000]", "MW"),
    ("7 m2", "7", "[6.5, 7.5]", "m2"),
    ("16,000 people", "16000", "[15999.5, 16000.5]", "people"),
    ("1,234,567.8 people", "1234567.8", "[1234567.75, 1234567.85]", "people"),
    ("157.6萬 people", "1576000", "[1575500, 1576500]", "people"),
    ("3 thousand people", "3000", "[2500, 3500]", "people"),
    ("2 million USD", "2000000", "[1500000, 2500000]", "USD"),
    ("2 billion USD", "2000000000", "[1500000000, 2500000000]", "USD"),
    ("2 trillion USD", "2000000000000", "[1500000000000, 2500000000000]", "USD"),
    ("2tn USD", "2000000000000", "[1500000000000, 2500000000000]", "USD"),
    ("2兆 TWD", "2000000000000", "[1500000000000, 2500000000000]", "TWD"),
    ("7", "7", "[6.5, 7.5]", ""),
    ("7 m", "7000000", "[6500000, 7500000]", ""),
    ("-71%", "-0.71", "[-0.715, -0.705]", "%"),
    ("−71%", "-0.71", "[-0.715, -0.705]", "%"),
    ("+3%", "0.03", "[0.025, 0.035]", "%"),
    ("0%", "0", "[-0.005, 0.005]", "%"),
    ("-0.0%", "0", "[-0.0005, 0.0005]", "%"),
    ("007 people", "7", "[6.5, 7.5]", "people"),
    ("exact 13 people", "13", "[13, 13]", "people"),
    ("exact 1/3", "1/3", "[1/3, 1/3]", ""),
    ("exact 2/8 x", "1/4", "[1/4, 1/4]", "x"),
    ("exact 1/2 %", "1/200", "[1/200, 1/200]", "%"),
    ("exact 5/2 bps", "1/4000", "[1/4000, 1/4000]", "bps"),
    ("about 65%", "0.65", "[0.64, 0.66]", "%"),
    ("about 16,000 people", "16000", "[15999, 16001]", "people"),
    ("nearly 30%", "0.3", "[0.28, 0.3)", "%"),
    ("nearly 2.0 x", "2", "[1.8, 2.0)", "x"),
    ("nearly -30%", "-0.3", "(-0.3, -0.28]", "%"),  # a fall of 28% to 30%
    ("nearly -1 USD", "-1", "(-1, 1]", "USD"),
    ("over 10 bn USD", "10000000000", "(10000000000, ]", "USD"),
    ("at least 100%", "1", "[1, ]", "%"),
    ("under 5%", "0.05", "[, 0.05)", "%"),
    ("up to 40%", "0.4", "[, 0.4]", "%"),
    ("over -3%", "-0.03", "(-0.03, ]", "%"),
    ("173.5 to 178.5 bn USD", "176000000000", "[173450000000, 178550000000]", "USD"),
    ("173.5 bn to 178.5 bn USD", "176000000000", "[173450000000, 178550000000]", "USD"),
    ("1735億 to 1785億 USD", "176000000000", "[173450000000, 178550000000]", "USD"),
    ("900 m to 1.1 bn USD", "1000000000", "[899500000, 1150000000]", "USD"),
    ("11% to 15%", "0.13", "[0.105, 0.155]", "%"),
    ("11 to 15%", "0.13", "[0.105, 0.155]", "%"),
    ("-5% to −3%", "-0.04", "[-0.055, -0.025]", "%"),
    ("-1.5 to +2 points", "0.0025", "[-0.0155, 0.025]", "points"),
    ("10 to 10 x", "10", "[9.5, 10.5]", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "point", "expected", "unit"), FORMS, ids=[form[0] for form in FORMS])
def test_forms(text: str, point: str, expected: str, unit: str) -> None:
    quantity = parse(text)
    assert (quantity.point, quantity.interval) == (Fraction(point), interval(expected))
    assert str(quantity.unit) == unit
    assert parse(f"  {text}  ") == quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "ulp", "qualifier"),
    [
        ("213.4 bn USD", "213400000000", None, "100000000", ""),
        ("35%", "0.35", None, "0.01", ""),
        ("1.90 USD/share", "1.90", None, "0.01", ""),
        ("-50 bps", "-0.0050", None, "0.0001", ""),
        ("nearly 30%", "0.3", None, "0.01", "nearly"),
        ("up to 4億 USD", "400000000", None, "100000000", "up to"),
        ("11% to 15.5%", "0.11", "0.155", "0.01", ""),
    ],
)
def test_how_it_was_written_is_kept(text: str, low: str, high: str | None, ulp: str, qualifier: str) -> None:
    written = parse(text).written
    assert written is not None
    assert (written.low, written.high) == (Decimal(low), high and Decimal(high))
    assert (written.ulp, written.qualifier) == (Decimal(ulp), qualifier)


def test_trailing_zeros_are_kept_as_written() -> None:
    written = parse("1.90 USD/share").written
    assert written is not None
    assert str(written.low) == "1.90"


def test_the_ends_of_a_range_are_quantities_of_their_own() -> None:
    quantity = parse("173.5 to 179 bn USD")
    assert quantity.ends == (parse("173.5 bn USD"), parse("179 bn USD"))
    assert quantity.interval == Interval(Fraction(173_450_000_000), Fraction(179_500_000_000))


# ---- digits ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "digits", "expected"),
    [
        ("1420億 USD", 3, "[141500000000, 142500000000]"),
        ("1420億 USD", 4, "[141950000000, 142050000000]"),
        ("2000億 USD", 1, "[150000000000, 250000000000]"),
        ("30,000 people", 2, "[29500, 30500]"),
        ("about 16,000 people", 2, "[15000, 17000]"),
        ("nearly 100%", 2, "[0.8, 1)"),
        ("0.050 x", 2, "[0.0495, 0.0505]"),
        ("1750億 to 1850億 USD", 3, "[174500000000, 185500000000]"),
        ("95億 to 110億 USD", 2, "[9450000000, 11500000000]"),
    ],
)
def test_digits_override_the_precision(text: str, digits: int, expected: str) -> None:
    assert parse(text, digits).interval == interval(expected)


@pytest.mark.parametrize(
    ("text", "digits", "message"),
    [
        ("1425億 USD", 3, "1425 has more than 3 significant digits"),
        ("1.95 USD/share", 2, "1.95 has more than 2 significant digits"),
        ("1420億 USD", 5, "1420 is not written to 5 significant digits"),
        ("9%", 2, "9 is not written to 2 significant digits"),
        ("95億 to 110億 USD", 3, "110 is not written to 3 significant digits"),
    ],
)
def test_digits_that_do_not_fit(text: str, digits: int, message: str) -> None:
    with pytest.raises(QuantityError, match="significant digits") as error:
        parse(text, digits)
    # The upper end of a range is read first.
    assert message in str(error.value) or "95" in str(error.value)


def test_28_digits_are_exact_and_29_are_refused() -> None:
    number = "9.876543210987654321098765432"
    quantity = parse(f"{number}兆 USD")
    assert quantity.point == Fraction(number) * 10**12
    assert parse(f"0000{number} USD").point == Fraction(number)
    with pytest.raises(QuantityError, match="more than 28 digits") as error:
        parse(f"{number}1兆 USD")
    assert error.value.mend == EXPECTED_VALUE


# ---- what is turned away ---------------------------------------------------------------------------------

REFUSED: Final = [
    ("", "cannot read"),
    ("about", "cannot read"),
    ("USD", "cannot read"),
    ("nan USD", "cannot read"),
    ("inf", "cannot read"),
    ("Infinity USD", "cannot read"),
    ("NO", "cannot read"),
    ("１２３ USD", "cannot read"),  # full-width digits
    ("٣%", "cannot read"),  # another script's digits: Decimal and \d would take them
    ("5％", "unknown unit '％'"),
    ("－5%", "cannot read"),  # a full-width minus
    ("–5%", "cannot read"),  # a dash
    ("- 5%", "cannot read"),
    ("--5%", "cannot read"),
    (".5%", "cannot read"),
    ("$5", "cannot read"),
    ("1 234 people", "cannot read"),
    ("1,23 USD", "cannot read"),
    ("1,23", "unknown unit ',23'"),
    ("12:30", "unknown unit"),
    ("0x10", "unknown unit"),
    ("1e5 USD", "cannot read"),
    ("1_000", "unknown unit"),
    ("1/3", "unknown unit"),
    ("exact 1/0", "unknown unit"),
    ("about 1/3", "unknown unit"),
    ("5 dollars", "unknown unit 'dollars'"),
    ("5 usd", "unknown unit 'usd'"),
    ("5 USD/", "unknown unit ''"),
    ("5 USD USD", "cannot read"),
    ("5億USD", "unknown unit"),
    ("5億億 USD", "cannot read"),
    ("5 Bn USD", "cannot read"),
    ("About 5%", "cannot read"),
    ("about5%", "cannot read"),
    ("about about 5%", "cannot read"),
    ("roughly 5%", "cannot read"),
    ("5% about", "cannot read"),
    ("over 10% to 15%", "a range takes no qualifier"),
    ("11% to", "cannot read|unknown unit"),
    ("11%-15%", "unknown unit"),
    ("15% to 11%", "the range runs downwards"),
    ("11% to 15 x", "different units: '%', 'x'"),
    ("11% to 15", "different units: '%', ''"),
    ("1 to 2 to 3 USD", "cannot read"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[repr(item[0]) for item in REFUSED])
def test_refused(text: str, message: str) -> None:
    with pytest.raises(QuantityError, match=message):
        parse(text)


def test_errors_say_how_to_write_it() -> None:
    with pytest.raises(QuantityError) as unreadable:
        parse("many people")
    assert unreadable.value.mend == EXPECTED_VALUE
    with pytest.raises(QuantityError) as undeclared:
        parse("5 orders")
    assert undeclared.value.mend == "declare it under units:, or use USD, shares, %, points, bps, x, GW …"


def test_a_long_literal_is_refused_before_it_is_looked_at() -> None:
    blanks = "1" + " " * 100_000 + "1"  # takes a backtracking search for ever
    for text in (blanks, "9" * 1_000_000, "0." + "0" * 1_000_000 + "1", "1" + ",000" * 50_000):
        with pytest.raises(QuantityError, match=f"may have {MAX_VALUE_LENGTH} characters"):
            parse(text)


# ---- laws ------------------------------------------------------------------------------------------------


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, Fraction, Fraction]:
    """A number as somebody might write it, its value, and one unit of its last digit."""
    whole = draw(st.integers(0, 10**12))
    places = draw(st.integers(0, 8))
    tail = "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=places, max_size=places)))
    sign = draw(st.sampled_from(["", "", "-", "−", "+"]))
    text = f"{whole:,}" if draw(st.booleans()) else str(whole)
    value = Fraction(int(f"{whole}{tail}"), 10**places) * (-1 if sign in ("-", "−") else 1)
    return f"{sign}{text}{'.' if places else ''}{tail}", value, Fraction(1, 10**places)


def scaled(value: Fraction, scale: str, unit: str) -> Fraction:
    return value * 10 ** SCALES[scale] * WORTH.get(unit, Fraction(1))


blanks = st.sampled_from(["", " ", "  "])


@given(
    numbers(),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(ALL_UNITS),
    st.sampled_from(["", *QUALIFIERS]),
    blanks,
)
def test_what_is_written_is_what_is_read(
    number: tuple[str, Fraction, Fraction], scale: str, unit: str, qualifier: str, blank: str
) -> None:
    text, value, last = number
    quantity = parse(f"{qualifier} {text}{blank}{scale} {unit}")
    point, ulp = scaled(value, scale, unit), scaled(last, scale, unit)
    assert quantity.point == point
    assert str(quantity.unit) == unit
    assert quantity.written is not None
    assert (Fraction(quantity.written.low), Fraction(quantity.written.ulp)) == (point, ulp)
    assert (
        quantity.interval
        == {
            "": Interval(point - ulp / 2, point + ulp / 2),
            "exact": Interval(point, point),
            "about": Interval(point - ulp, point + ulp),
            "nearly": Interval(point - 2 * ulp, point, high_open=True)
            if point >= 0
            else Interval(point, point + 2 * ulp, low_open=True),
            "over": Interval(point, None, low_open=True),
            "at least": Interval(point, None),
            "under": Interval(None, point, high_open=True),
            "up to": Interval(None, point),
        }[qualifier]
    )


@given(numbers(), numbers(), st.sampled_from(sorted(SCALES)), st.sampled_from(ALL_UNITS))
def test_a_range_is_its_two_ends(
    one: tuple[str, Fraction, Fraction], two: tuple[str, Fraction, Fraction], scale: str, unit: str
) -> None:
    low, high = sorted((one, two), key=lambda number: number[1])
    quantity = parse(f"{low[0]} to {high[0]} {scale} {unit}")
    ends = (parse(f"{low[0]}{scale} {unit}"), parse(f"{high[0]}{scale} {unit}"))
    assert quantity.ends == ends
    assert quantity.point == (ends[0].point + ends[1].point) / 2
    assert (quantity.interval.low, quantity.interval.high) == (ends[0].interval.low, ends[1].interval.high)


@given(st.integers(1, 10**9), st.integers(0, 12), st.data())
def test_digits_say_which_zeros_count(number: int, zeros: int, data: st.DataObject) -> None:
    text = f"{number}{'0' * zeros}"
    least = len(str(number).rstrip("0"))
    digits = data.draw(st.integers(least, len(text)))
    width = parse(f"{text} people", digits).interval.width
    assert width == 10 ** (len(text) - digits)
    if digits == len(text):
        assert parse(f"{text} people", digits) == parse(f"{text} people")


pieces = st.sampled_from(
    [*"0123456789.,/-−%x \t１٣億萬m", *ALL_UNITS, *QUALIFIERS, " to ", " bn ", "１", "\n"]
)


@given(st.text(max_size=40) | st.lists(pieces, max_size=12).map("".join))
def test_anything_else_is_refused_and_never_crashes(text: str) -> None:
    try:
        quantity = parse(text)
    except QuantityError as error:
        assert str(error)
    else:
        low, high = quantity.interval.low, quantity.interval.high
        assert (low is None or low <= quantity.point) and (high is None or quantity.point <= high)
        assert all(char.isascii() for char in text if char.isdecimal())
