"""Units: how they multiply, divide and add, and which do not go together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.unit import BUILT_IN, CALENDAR, COUNTED, RATIOS, Unit, UnitError, parse_unit
from reportgen.languages.currencies import CURRENCIES

DECLARED = {"people", "chips", "years"}


def unit(text: str) -> Unit:
    return parse_unit(text, DECLARED)


@pytest.mark.parametrize(
    "text",
    ["", "USD", "TWD", "USD/share", "shares", "GW", "MWh", "people", "USD/person", "%", "points", "bps", "x"],
)
def test_a_unit_is_written_as_it_is_read(text: str) -> None:
    assert str(unit(text)) == text
    assert unit(f" {text} ") == unit(text)


def test_the_parts_of_a_unit() -> None:
    assert unit("USD/share").powers == (("USD", 1), ("shares", -1))
    assert unit("USD/share/people") == Unit((("USD", 1), ("people", -1), ("shares", -1)))
    assert unit("USD / share") == unit("USD/share")
    assert unit("USD/USD") == Unit()
    assert [unit(text).ratio for text in ("%", "points", "bps", "x", "USD", "")] == [
        "%",
        "points",
        "bps",
        "x",
        "",
        "",
    ]
    assert [unit(text).pure for text in ("%", "x", "", "USD", "people")] == [True, True, True, False, False]
    assert [unit(text).currency for text in ("USD/share", "TWD", "people/USD", "%", "")] == [
        "USD",
        "TWD",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    "text", ["usd", "US$", "dollars", "orders", "USD/", "/share", "USD//share", "%/share", "USD share", "％"]
)
def test_units_that_nobody_declared(text: str) -> None:
    with pytest.raises(UnitError, match="unknown unit"):
        unit(text)


def test_a_declared_unit_is_known_where_it_is_declared() -> None:
    assert str(parse_unit("boxes", ["boxes"])) == "boxes"
    with pytest.raises(UnitError, match="unknown unit 'boxes'"):
        parse_unit("boxes")


@pytest.mark.parametrize(("one", "many"), [pair for pair in COUNTED.items() if pair[0] not in CALENDAR])
def test_one_and_many_are_one_unit(one: str, many: str) -> None:
    assert parse_unit(one) == parse_unit(many)
    assert parse_unit(f"USD/{one}") == parse_unit(f"USD/{many}")
    assert str(parse_unit(one)) == many
    assert str(parse_unit(f"USD/{many}")) == f"USD/{one}"


def test_a_year_of_the_calendar_does_not_last() -> None:
    assert parse_unit("year") != parse_unit("years")
    assert str(parse_unit("year")) == "year"
    assert parse_unit("USD/year") == parse_unit("USD").times(parse_unit("years"), -1)


def test_a_name_that_a_project_declares_is_its_own() -> None:
    assert parse_unit("week", ["week", "weeks"]) != parse_unit("weeks", ["week", "weeks"])
    assert parse_unit("people", ["people"]) == parse_unit("people")


def test_a_rate_turns_one_currency_into_another() -> None:
    rate = parse_unit("TWD/USD")
    assert (rate.currency, rate.exchanged) == ("TWD", "USD")
    assert str(parse_unit("USD").times(rate)) == "TWD"
    assert str(parse_unit("TWD").times(rate, -1)) == "USD"
    others = ("USD", "USD/share", "shares/USD", "%", "", "GW")
    assert [parse_unit(other).exchanged for other in others] == [""] * len(others)


def test_how_long_is_said_last() -> None:
    assert parse_unit("USD/month/user").under == ("users", "months")


@pytest.mark.parametrize(
    ("one", "two", "product", "quotient"),
    [
        ("USD", "share", "USD·shares", "USD/share"),
        ("USD/share", "share", "USD", "USD/share^2"),
        ("USD", "USD", "USD^2", ""),
        ("USD", "TWD", "TWD·USD", "USD/TWD"),
        ("USD", "%", "USD", "USD"),
        ("%", "USD", "USD", "1/USD"),
        ("USD", "", "USD", "USD"),
        ("", "USD", "USD", "1/USD"),
        ("%", "%", "", ""),
        ("x", "bps", "", ""),
        ("people", "chips", "chips·people", "people/chip"),
    ],
)
def test_products_and_quotients(one: str, two: str, product: str, quotient: str) -> None:
    assert str(unit(one).times(unit(two))) == product
    assert str(unit(one).times(unit(two), -1)) == quotient


@pytest.mark.parametrize(
    ("one", "two", "sum_", "difference"),
    [
        ("USD", "USD", "USD", "USD"),
        ("USD/share", "USD/share", "USD/share", "USD/share"),
        ("people", "people", "people", "people"),
        ("", "", "", ""),
        ("%", "%", "%", "points"),
        ("%", "points", "%", "%"),
        ("points", "%", "%", None),
        ("points", "points", "points", "points"),
        ("bps", "bps", "bps", "bps"),
        ("x", "x", "x", "x"),
        ("%", "", "%", "%"),
        ("", "%", "%", "%"),
        ("x", "", "x", "x"),
        ("", "bps", "bps", "bps"),
        ("USD", "TWD", None, None),
        ("USD", "USD/share", None, None),
        ("USD", "", None, None),
        ("", "USD", None, None),
        ("USD", "%", None, None),
        ("people", "chips", None, None),
        ("%", "bps", "%", "%"),
        ("bps", "%", "%", None),
        ("points", "bps", "points", "points"),
        ("x", "%", None, None),
        ("x", "points", None, None),
    ],
)
def test_sums_and_differences(one: str, two: str, sum_: str | None, difference: str | None) -> None:
    for minus, expected in ((False, sum_), (True, difference)):
        if expected is None:
            with pytest.raises(UnitError, match="cannot be added or subtracted"):
                unit(one).plus(unit(two), minus=minus)
        else:
            assert str(unit(one).plus(unit(two), minus=minus)) == expected


def test_the_message_names_both_units() -> None:
    with pytest.raises(UnitError, match=r"^USD and TWD cannot be added or subtracted$"):
        unit("USD").plus(unit("TWD"))
    with pytest.raises(UnitError, match=r"^a plain number and USD/share cannot be added or subtracted$"):
        unit("").plus(unit("USD/share"))


known = st.sampled_from(sorted({*BUILT_IN, *DECLARED, *RATIOS, ""}))


@given(known, known, known)
def test_multiplying_has_the_laws_of_powers(one: str, two: str, three: str) -> None:
    a, b, c = unit(one), unit(two), unit(three)
    assert a.times(b) == b.times(a)
    assert a.times(b).times(c) == a.times(b.times(c))
    assert a.times(b).times(b, -1).powers == a.powers
    assert a.times(a, -1) == Unit()


@given(known, known)
def test_adding_does_not_depend_on_the_order(one: str, two: str) -> None:
    results = []
    for a, b in ((one, two), (two, one)):
        try:
            results.append(str(unit(a).plus(unit(b))))
        except UnitError:
            results.append("error")
    assert results[0] == results[1]


def test_every_currency_is_a_unit() -> None:
    for currency in CURRENCIES:
        assert unit(currency).currency == currency
        assert len(currency) == 3
