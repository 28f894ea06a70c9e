"""What a formula comes to: the point, an interval that nothing leaves, and no wider than the formula's own corners."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.facts.evaluate import MAX_BITS, cancelled, evaluate, unit_of
from reportgen.facts.formula import (
    Call,
    Constant,
    Expression,
    FormulaError,
    Input,
    Negative,
    Operation,
    inputs,
)
from reportgen.facts.interval import Interval, NotMeaningful
from reportgen.facts.period import parse_period
from reportgen.facts.quantity import Quantity, parse_quantity
from reportgen.facts.reference import Coordinates
from reportgen.facts.unit import Unit, UnitError, parse_unit

PLAIN: Final = Unit()


def term(name: str, period: str = "2025Q4") -> Input:
    return Input(Coordinates("acme", name, parse_period(period)))


A, B, C = term("a"), term("b"), term("c")
ONE, TWO, TEN = (Constant(Fraction(number)) for number in (1, 2, 10))


def op(left: Expression, operator: str, right: Expression) -> Expression:
    return Operation(operator, left, right)  # type: ignore[arg-type]


def closed(low: Fraction | int, high: Fraction | int) -> Quantity:
    low, high = Fraction(low), Fraction(high)
    return Quantity((low + high) / 2, Interval(low, high), PLAIN)


def of(expression: Expression, **values: str | Quantity) -> Quantity:
    known = {"a": A, "b": B, "c": C}
    quantities = {known[name]: parse_quantity(q) if isinstance(q, str) else q for name, q in values.items()}
    return evaluate(expression, quantities, PLAIN)


def compute(expression: Expression, values: Mapping[Input, Fraction]) -> Fraction:
    """The formula on plain numbers, written down a second time."""
    match expression:
        case Constant(value):
            return value
        case Input():
            return values[expression]
        case Negative(inner):
            return -compute(inner, values)
        case Operation(operator, left, right):
            one, two = compute(left, values), compute(right, values)
            return {
                "+": lambda: one + two,
                "-": lambda: one - two,
                "*": lambda: one * two,
                "/": lambda: one / two,
            }[operator]()
        case Call(function, arguments):
            numbers = [compute(argument, values) for argument in arguments]
            if function == "growth":
                return numbers[0] / numbers[1] - 1
            return {"abs": lambda: abs(numbers[0]), "min": lambda: min(numbers), "max": lambda: max(numbers)}[
                function
            ]()
    raise AssertionError(expression)


# ---- one by one ------------------------------------------------------------------------------------------


def test_the_point_and_the_interval() -> None:
    quantity = of(op(A, "+", B), a="10", b="about 3.0")
    assert (quantity.point, quantity.interval) == (Fraction(13), Interval(Fraction("12.4"), Fraction("13.6")))
    assert quantity.written is None


def test_what_occurs_twice_is_not_counted_twice() -> None:
    assert of(op(A, "-", A), a="10").interval == Interval.at(Fraction(0))
    assert of(op(A, "-", A), a="over 10").interval == Interval.at(Fraction(0))
    assert of(op(A, "-", A), a="nearly 10").interval == Interval.at(Fraction(0))
    assert of(op(op(A, "+", B), "-", A), a="10", b="3").interval == Interval(Fraction("2.5"), Fraction("3.5"))
    # (a − b) ÷ b is as wide as a ÷ b − 1, in which each occurs once.
    grown = of(op(op(A, "-", B), "/", B), a="120", b="100")
    assert grown.interval == of(Call("growth", (A, B)), a="120", b="100").interval
    assert grown.interval == Interval(
        Fraction("119.5") / Fraction("100.5") - 1, Fraction("120.5") / Fraction("99.5") - 1
    )
    # a ÷ (a + b) falls in b alone and rises in a alone.
    part = of(op(A, "/", op(A, "+", B)), a="30", b="70").interval
    assert part == Interval(Fraction("29.5") / 100, Fraction("30.5") / 100)


def test_a_square_is_not_negative() -> None:
    square, box = op(A, "*", A), closed(-2, 2)
    assert of(square, a=box).interval == Interval(Fraction(0), Fraction(4))
    assert of(op(ONE, "/", op(ONE, "+", square)), a=box).interval == Interval(Fraction(1, 5), Fraction(1))
    assert of(square, a="nearly -2.0").interval == Interval(Fraction("3.24"), Fraction(4), high_open=True)


@pytest.mark.parametrize(
    ("expression", "sharp"),
    [
        (op(A, "/", op(A, "/", B)), B),
        (op(op(A, "*", B), "/", A), B),
        (op(op(B, "*", A), "/", A), B),
        (Call("growth", (A, op(A, "/", B))), op(B, "-", ONE)),
        (op(op(A, "/", op(A, "/", B)), "-", C), op(B, "-", C)),
        (op(op(A, "+", B), "/", A), op(op(A, "+", B), "/", A)),
    ],
)
def test_what_stands_above_and_below_is_taken_out(expression: Expression, sharp: Expression) -> None:
    assert cancelled(expression) == sharp
    said = {"a": "100", "b": "1.25", "c": "0.3"}
    assert of(expression, **said).interval == of(sharp, **said).interval
    with pytest.raises(NotMeaningful):
        of(expression, a="0", b="1.25", c="0.3")


def test_open_ends_stay_open() -> None:
    assert of(op(A, "*", TWO), a="nearly 30").interval == Interval(Fraction(56), Fraction(60), high_open=True)
    assert of(op(A, "/", B), a="over 10", b="exact 2").interval == Interval(Fraction(5), None, low_open=True)
    assert of(Negative(A), a="over 10").interval == Interval(None, Fraction(-10), high_open=True)
    doubled = of(op(op(A, "+", A), "-", ONE), a="nearly 30").interval
    assert doubled == Interval(Fraction(55), Fraction(59), high_open=True)


def test_functions() -> None:
    assert of(Call("abs", (op(A, "-", B),)), a="10", b="10").interval == Interval(Fraction(0), Fraction(1))
    assert of(Call("min", (A, B)), a="10", b="exact 10").interval == Interval(Fraction("9.5"), Fraction(10))
    assert of(Call("max", (A, B, C)), a="10", b="exact 10", c="4").interval == Interval(
        Fraction(10), Fraction("10.5")
    )
    assert [of(Call(name, (A, B, C)), a="1", b="3", c="2").point for name in ("min", "max")] == [1, 3]
    assert of(Call("abs", (A,)), a="-7").point == 7


def test_a_range_has_two_ends() -> None:
    quantity = of(Call("range", (op(A, "-", B), op(A, "+", B))), a="10", b="2")
    assert quantity.ends is not None
    low, high = quantity.ends
    assert (low.point, high.point, quantity.point) == (8, 12, 10)
    assert quantity.interval == Interval(Fraction(7), Fraction(13))
    with pytest.raises(NotMeaningful, match="the range runs downwards"):
        of(Call("range", (A, B)), a="10", b="2")
    assert of(Call("range", (A, B)), a="10", b="10").point == 10


@pytest.mark.parametrize(
    ("expression", "a", "b", "message"),
    [
        (op(A, "/", B), "10", "exact 0", "the divisor may be zero"),
        (op(A, "/", B), "10", "0.4", None),
        (op(A, "/", B), "10", "0", "the divisor may be zero"),
        (op(A, "/", B), "10", "about 1", "the divisor may be zero"),
        (op(A, "/", B), "10", "over 0", "the divisor may be zero"),  # its point is 0
        (op(A, "/", B), "10", "over 1", None),
        (op(A, "/", B), "10", "up to 5", "the divisor may be zero"),
        (op(A, "/", op(B, "-", B)), "10", "5", "the divisor may be zero"),
        (Call("growth", (A, B)), "10", "-5", "growth from a base that is not positive"),
        (Call("growth", (A, B)), "10", "about 1", "growth from a base that is not positive"),
        (Call("growth", (A, B)), "10", "under 5", "growth from a base that is not positive"),
        (Call("growth", (A, B)), "10", "exact 0", "the divisor may be zero"),
        (Call("growth", (A, B)), "10", "about 2", None),
        (Call("growth", (A, B)), "-10", "2", None),
    ],
)
def test_what_is_not_meaningful(expression: Expression, a: str, b: str, message: str | None) -> None:
    if message is None:
        assert of(expression, a=a, b=b).point == compute(
            expression, {A: parse_quantity(a).point, B: parse_quantity(b).point}
        )
        return
    with pytest.raises(NotMeaningful, match=message):
        of(expression, a=a, b=b)


def test_a_number_beyond_all_use_is_refused() -> None:
    large = closed(2 ** (MAX_BITS - 1), 2 ** (MAX_BITS - 1))
    assert of(A, a=large).point == 2 ** (MAX_BITS - 1)
    for expression in (op(A, "*", A), op(ONE, "/", op(A, "*", A)), op(ONE, "-", op(A, "*", A))):
        with pytest.raises(FormulaError, match=f"more than {MAX_BITS} bits"):
            of(expression, a=large)


# ---- nothing leaves --------------------------------------------------------------------------------------

LEAVES: Final = (A, A, B, B, C, None)
EIGHTHS: Final = [Fraction(n, 8) for n in range(-160, 161)]


def grown(chance: random.Random, leaves: int) -> Expression:
    """A formula of at most so many leaves."""
    if leaves < 2 or chance.random() < 0.15:
        leaf = chance.choice(LEAVES)
        return leaf if leaf is not None else Constant(abs(chance.choice(EIGHTHS)))
    kind = chance.choice("++--**//nagm")
    if kind in "na":
        inner = grown(chance, leaves - 1)
        return Negative(inner) if kind == "n" else Call("abs", (inner,))
    first = chance.randint(1, leaves - 1)
    terms = grown(chance, first), grown(chance, leaves - first)
    if kind == "m":
        return Call(chance.choice(("min", "max")), terms)
    return Call("growth", terms) if kind == "g" else op(terms[0], kind, terms[1])


# Grown from a seed: drawing a formula part by part takes longer than evaluating it.
formulas: st.SearchStrategy[Expression] = st.integers(0, 2**32 - 1).map(
    lambda seed: grown(random.Random(seed), 8)
)


def to_quantity(number: int) -> tuple[Quantity, list[Fraction]]:
    """A quantity, and three members of its interval: near both ends and somewhere between."""
    number, one = divmod(number, len(EIGHTHS))
    number, two = divmod(number, len(EIGHTHS))
    number, share = divmod(number, 51)
    shape, ends = number // 4, number % 4
    low, high = sorted((EIGHTHS[one], EIGHTHS[two]))
    if low == high:
        return Quantity(low, Interval.at(low), PLAIN), [low] * 3
    bottom, top = None if shape in (5, 6) else low, None if shape in (4, 6) else high
    open_low, open_high = bool(ends & 1), bool(ends & 2)
    interval = Interval(bottom, top, open_low and bottom is not None, open_high and top is not None)
    tiny = (high - low) / 10**6
    left = low - 10**6 if bottom is None else low + tiny if open_low else low
    right = high + 10**6 if top is None else high - tiny if open_high else high
    members = [left, left + (right - left) * Fraction(share, 50), right]
    assert all(value in interval for value in members)
    return Quantity((low + high) / 2, interval, PLAIN), members


def quantities() -> st.SearchStrategy[tuple[Quantity, list[Fraction]]]:
    return st.integers(0, len(EIGHTHS) ** 2 * 51 * 7 * 4 - 1).map(to_quantity)


@given(formulas, quantities(), quantities(), quantities())
def test_the_interval_holds_every_result(
    expression: Expression,
    a: tuple[Quantity, list[Fraction]],
    b: tuple[Quantity, list[Fraction]],
    c: tuple[Quantity, list[Fraction]],
) -> None:
    try:
        result = evaluate(expression, {A: a[0], B: b[0], C: c[0]}, PLAIN)
    except NotMeaningful:
        assume(False)
    assert result.point == compute(expression, {A: a[0].point, B: b[0].point, C: c[0].point})
    assert result.point in result.interval
    for picked in itertools.product(a[1], b[1], c[1]):
        assert compute(expression, dict(zip((A, B, C), picked, strict=True))) in result.interval


TURNING: Final[dict[str, Expression]] = {
    "a × (1 − a)": op(A, "*", op(ONE, "-", A)),
    "a ÷ (5 + a × a)": op(A, "/", op(Constant(Fraction(5)), "+", op(A, "*", A))),
    "(a × a + 1) ÷ (a + 3)": op(op(op(A, "*", A), "+", ONE), "/", op(A, "+", Constant(Fraction(3)))),
    "max(a, −10 × a) + a": op(Call("max", (A, Negative(op(TEN, "*", A)))), "+", A),
    "min(10 × a, −a) − a": op(Call("min", (op(TEN, "*", A), Negative(A))), "-", A),
    "abs(a) − a ÷ 2": op(Call("abs", (A,)), "-", op(A, "/", TWO)),
    "a × a × a − a": op(op(A, "*", op(A, "*", A)), "-", A),
    "growth(a × a, a + 3)": Call("growth", (op(A, "*", A), op(A, "+", Constant(Fraction(3))))),
    "a × b − a − b": op(op(op(A, "*", B), "-", A), "-", B),
    "(a − b) × (a + b)": op(op(A, "-", B), "*", op(A, "+", B)),
    "(a − b) × (a − b)": op(op(A, "-", B), "*", op(A, "-", B)),
    "a × a − a": op(op(A, "*", A), "-", A),
}  # fmt: skip


@pytest.mark.parametrize("name", TURNING)
@pytest.mark.parametrize(
    ("low", "high"), [("-2", "2"), ("1/2", "2"), ("-1", "1/3"), ("-1/4", "5"), ("0", "1")]
)
def test_a_formula_that_turns_inside_its_box_is_never_too_narrow(name: str, low: str, high: str) -> None:
    expression, box = TURNING[name], closed(Fraction(low), Fraction(high))
    result = evaluate(expression, {A: box, B: box}, PLAIN).interval
    steps = [Fraction(low) + (Fraction(high) - Fraction(low)) * step / 12 for step in range(13)]
    for a, b in itertools.product(steps, steps):
        assert compute(expression, {A: a, B: b}) in result, (a, b)


# ---- no wider than its corners ---------------------------------------------------------------------------

MONOTONE: Final[dict[str, Expression]] = {
    "a − a": op(A, "-", A),
    "(a − b) ÷ b": op(op(A, "-", B), "/", B),
    "a ÷ (a + b)": op(A, "/", op(A, "+", B)),
    "(a − b) ÷ (a + b)": op(op(A, "-", B), "/", op(A, "+", B)),
    "a × b − a": op(op(A, "*", B), "-", A),
    "growth(a, b) + growth(a, c)": op(Call("growth", (A, B)), "+", Call("growth", (A, C))),
    "(a + b + c) ÷ 3 − a": op(op(op(op(A, "+", B), "+", C), "/", Constant(Fraction(3))), "-", A),
    "min(a, b) + a": op(Call("min", (A, B)), "+", A),
    "−a × a": op(Negative(A), "*", A),
    "a": A,
    "a × b": op(A, "*", B),
    "a ÷ b": op(A, "/", B),
    "growth(a, b)": Call("growth", (A, B)),
    "max(a, b, c)": Call("max", (A, B, C)),
}  # fmt: skip


@st.composite
def roundings(draw: st.DrawFn) -> Quantity:
    """A positive figure known to two or three digits, as figures in a report are."""
    return parse_quantity(str(draw(st.integers(20, 999))))


@given(name=st.sampled_from(sorted(MONOTONE)), a=roundings(), b=roundings(), c=roundings())
def test_the_corners_of_a_monotone_formula_are_reached(
    name: str, a: Quantity, b: Quantity, c: Quantity
) -> None:
    expression = MONOTONE[name]
    boxes = {A: a, B: b, C: c}
    used = [item for item in (A, B, C) if item in set(inputs(expression))]
    ends = [(boxes[item].interval.low, boxes[item].interval.high) for item in used]
    reached = [
        compute(expression, dict(zip(used, corner, strict=True)))
        for corner in itertools.product(*ends)  # type: ignore[arg-type]
    ]
    assert evaluate(expression, boxes, PLAIN).interval == Interval(min(reached), max(reached))


# ---- units -----------------------------------------------------------------------------------------------

WHOLE, EIGHTH = Constant(Fraction(1), "%"), Constant(Fraction(1, 8), "%")


def unit(expression: Expression, **units: str) -> str:
    known = {item.at.concept: parse_unit(units[item.at.concept], {"people"}) for item in inputs(expression)}
    return str(unit_of(expression, lambda item: known[item.at.concept]))


@pytest.mark.parametrize(
    ("expression", "units", "result"),
    [
        (op(A, "+", B), {"a": "USD", "b": "USD"}, "USD"),
        (op(A, "/", B), {"a": "USD", "b": "share"}, "USD/share"),
        (op(A, "/", B), {"a": "USD", "b": "USD"}, ""),
        (op(A, "*", B), {"a": "USD/people", "b": "people"}, "USD"),
        (op(A, "-", B), {"a": "%", "b": "%"}, "points"),
        (op(A, "+", op(B, "-", C)), {"a": "%", "b": "%", "c": "%"}, "%"),
        (op(op(B, "-", C), "+", A), {"a": "%", "b": "%", "c": "%"}, "%"),
        (op(A, "/", op(ONE, "+", B)), {"a": "USD", "b": "%"}, "USD"),
        (Negative(A), {"a": "USD"}, "USD"),
        (Call("abs", (op(A, "-", B),)), {"a": "%", "b": "%"}, "points"),
        (Call("max", (A, B)), {"a": "USD", "b": "USD"}, "USD"),
        (Call("range", (A, B)), {"a": "USD", "b": "USD"}, "USD"),
        (Call("growth", (A, B)), {"a": "USD", "b": "USD"}, ""),
        (ONE, {}, ""),
        (op(A, "*", B), {"a": "USD", "b": "TWD/USD"}, "TWD"),
        (op(ONE, "-", A), {"a": "%"}, "%"),
        (op(WHOLE, "-", A), {"a": "%"}, "%"),
        (op(op(WHOLE, "-", A), "-", B), {"a": "%", "b": "%"}, "%"),
        (op(op(ONE, "-", A), "-", B), {"a": "%", "b": "%"}, "%"),
        (op(A, "-", WHOLE), {"a": "%"}, "points"),
        (op(EIGHTH, "-", A), {"a": "%"}, "points"),
        (op(A, "*", EIGHTH), {"a": "USD"}, "USD"),
        (op(A, "+", Constant(Fraction(1, 200), "bps")), {"a": "%"}, "%"),
        (op(op(A, "-", B), "+", C), {"a": "%", "b": "%", "c": "bps"}, "points"),
    ],
)
def test_units(expression: Expression, units: dict[str, str], result: str) -> None:
    assert unit(expression, **units) == result


@pytest.mark.parametrize(
    ("expression", "units"),
    [
        (op(A, "+", B), {"a": "USD", "b": "TWD"}),
        (op(A, "-", B), {"a": "bps", "b": "%"}),
        (op(A, "+", ONE), {"a": "USD"}),
        (op(op(A, "-", B), "-", C), {"a": "%", "b": "%", "c": "%"}),
        (Call("growth", (A, B)), {"a": "USD", "b": "TWD"}),
        (Call("max", (A, B)), {"a": "USD", "b": "people"}),
        (Call("range", (A, B)), {"a": "USD", "b": "TWD"}),
    ],
)
def test_units_that_do_not_add_up(expression: Expression, units: dict[str, str]) -> None:
    with pytest.raises(UnitError, match="cannot be added or subtracted"):
        unit(expression, **units)


DAY = term("a", "2025-12-31")
MIXED: Final = [
    op(B, "-", DAY),
    op(DAY, "+", B),
    op(op(B, "+", C), "+", DAY),
    op(Negative(B), "+", DAY),
    op(op(DAY, "+", B), "/", C),
    op(Call("abs", (B,)), "-", DAY),
    Call("max", (B, DAY)),
    Call("min", (C, op(B, "-", DAY))),
]


@pytest.mark.parametrize("expression", MIXED)
def test_an_instant_and_a_length_of_time_do_not_add_up(expression: Expression) -> None:
    with pytest.raises(UnitError, match="at an instant and a value over a length of time"):
        unit(expression, a="USD", b="USD", c="USD")


@pytest.mark.parametrize(
    "expression",
    [
        op(DAY, "/", B),
        op(DAY, "-", term("b", "2024-12-31")),
        op(op(DAY, "/", B), "+", ONE),
        Call("growth", (DAY, term("b", "2024-12-31"))),
        op(op(DAY, "*", TWO), "-", term("b", "2024-12-31")),
        Call("max", (DAY, term("b", "2024-12-31"))),
    ],
)
def test_instants_go_with_instants_and_into_quotients(expression: Expression) -> None:
    assert unit(expression, a="USD", b="USD") in ("USD", "")
