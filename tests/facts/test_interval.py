"""Interval arithmetic against exact numbers: nothing leaves a result, and a result is no wider than it must be."""

from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.facts.interval import Interval, NotMeaningful, largest, smallest

ZERO: Final = Fraction(0)
BINARY: Final = {
    "+": (operator.add, operator.add),
    "-": (operator.sub, operator.sub),
    "*": (operator.mul, operator.mul),
    "min": (smallest, min),
    "max": (largest, max),
}
FAR: Final = Fraction(10**12)  # further than any finite end below, and than any product or quotient of two


def interval(text: str) -> Interval:
    """`[1, 2)` as an interval; an end left out is infinite."""
    low, high = (None if not end.strip() else Fraction(end.strip()) for end in text[1:-1].split(","))
    return Interval(low, high, text[0] == "(" and low is not None, text[-1] == ")" and high is not None)


# ---- strategies ------------------------------------------------------------------------------------------

VALUES: Final = sorted(
    [*(Fraction(n, 20) for n in range(-1000, 1001)), *map(Fraction, range(-3, 4)), *([ZERO] * 100)]
)
SHAPES: Final = (0, 0, 0, 1, 2, 3)  # which of its ends lie at infinity
SHARES: Final = (*([ZERO, Fraction(1), Fraction(1, 10**9)] * 30), *(Fraction(n, 97) for n in range(98)))
REACHES: Final = (Fraction(1), FAR)


def picked(number: int, *choices: Sequence[Any]) -> list[Any]:
    """One of each of the choices, all told by one number: what Hypothesis draws costs more than what is tested."""
    found = []
    for choice in choices:
        number, index = divmod(number, len(choice))
        found.append(choice[index])
    return found


def numbers_for(*choices: Sequence[Any]) -> st.SearchStrategy[int]:
    """The numbers that tell one of each of the choices."""
    return st.integers(0, math.prod(map(len, choices)) - 1)


INTERVAL: Final = (VALUES, VALUES, SHAPES, (False, True), (False, True))
FINITE: Final = (VALUES, VALUES, (0,), (False, True), (False, True))


def to_interval(one: Fraction, two: Fraction, shape: int, open_low: bool, open_high: bool) -> Interval:
    low, high = sorted((one, two))
    if low == high:
        return Interval.at(low)
    bottom, top = (None if shape & 1 else low), (None if shape & 2 else high)
    return Interval(bottom, top, open_low and bottom is not None, open_high and top is not None)


def intervals(finite: bool = False) -> st.SearchStrategy[Interval]:
    choices = FINITE if finite else INTERVAL
    return numbers_for(*choices).map(lambda number: to_interval(*picked(number, *choices)))


def member(box: Interval, share: Fraction, reach: Fraction) -> Fraction:
    """A number of the interval, its ends included wherever they belong to it."""
    if box.low is not None and box.high is not None:
        value = box.low + share * (box.high - box.low)
    else:
        start = box.low if box.low is not None else box.high
        value = (start or ZERO) + (reach * share if box.low is not None else -reach * share)
    if box.low is not None and value == box.low and box.low_open:
        value += (box.high - box.low if box.high is not None else 1) * Fraction(1, 10**9)
    if box.high is not None and value == box.high and box.high_open:
        value -= (box.high - box.low if box.low is not None else 1) * Fraction(1, 10**9)
    assert value in box
    return value


def to_box(number: int) -> tuple[Interval, Fraction]:
    *interval, share, reach = picked(number, *INTERVAL, SHARES, REACHES)
    box = to_interval(*interval)
    return box, member(box, share, reach)


def clear_of_zero(box: Interval) -> Interval:
    """The interval, or the part of it on one side of 0: what can be divided by."""
    if ZERO not in box:
        return box
    if box.high is not None and box.high > 0:
        return Interval(ZERO, box.high, True, box.high_open)
    if box.low is not None and box.low < 0:
        return Interval(box.low, ZERO, box.low_open, True)
    return Interval(ZERO, None, True, False)


def to_divisor(number: int) -> tuple[Interval, Fraction]:
    *interval, share, reach = picked(number, *INTERVAL, SHARES, REACHES)
    box = clear_of_zero(to_interval(*interval))
    return box, member(box, share, reach)


def boxes() -> st.SearchStrategy[tuple[Interval, Fraction]]:
    return numbers_for(*INTERVAL, SHARES, REACHES).map(to_box)


# ---- nothing leaves --------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(BINARY)), boxes(), boxes())
def test_a_result_holds_every_result_of_members(
    name: str, one: tuple[Interval, Fraction], two: tuple[Interval, Fraction]
) -> None:
    on_intervals, on_numbers = BINARY[name]
    assert on_numbers(one[1], two[1]) in on_intervals(one[0], two[0])


@given(boxes(), numbers_for(*INTERVAL, SHARES, REACHES).map(to_divisor))
def test_a_quotient_holds_every_quotient_of_members(
    one: tuple[Interval, Fraction], two: tuple[Interval, Fraction]
) -> None:
    assert one[1] / two[1] in one[0] / two[0]


@given(boxes())
def test_unary_results_hold_every_result_of_members(box: tuple[Interval, Fraction]) -> None:
    assert -box[1] in -box[0]
    assert abs(box[1]) in abs(box[0])
    turned = -box[0]
    assert -turned == box[0]


@given(boxes(), intervals())
def test_a_hull_holds_both(one: tuple[Interval, Fraction], two: Interval) -> None:
    assert one[1] in one[0].hull(two)
    assert one[1] in two.hull(one[0])


@given(boxes(), intervals())
def test_what_two_have_in_common_is_in_both(one: tuple[Interval, Fraction], two: Interval) -> None:
    assume(one[0].meets(two))
    common = one[0].within(two)
    assert common == two.within(one[0])
    assert (one[1] in common) is (one[1] in two)
    assert common.within(one[0]) == common


# ---- nothing is wider than it must be --------------------------------------------------------------------


def numbers_at_the_ends(box: Interval) -> list[tuple[Fraction, bool]]:
    """Both ends, infinite ones far out, and whether each belongs to the interval."""
    low = (-FAR, False) if box.low is None else (box.low, not box.low_open)
    high = (FAR, False) if box.high is None else (box.high, not box.high_open)
    return [low, high]


def corners(
    one: Interval, two: Interval, compute: Callable[[Fraction, Fraction], Fraction]
) -> list[tuple[Fraction, bool]]:
    pairs = itertools.product(numbers_at_the_ends(one), numbers_at_the_ends(two))
    return [(compute(a, b), a_in and b_in) for (a, a_in), (b, b_in) in pairs]


def check_ends(result: Interval, reached: list[tuple[Fraction, bool]]) -> None:
    """Each end is the outermost corner, closed if some corner there belongs to both, infinite if it lies far out."""
    for end, is_open, outermost in (
        (result.low, result.low_open, min(value for value, _ in reached)),
        (result.high, result.high_open, max(value for value, _ in reached)),
    ):
        if abs(outermost) > FAR / 10**6:
            assert end is None and not is_open
        else:
            assert end == outermost
            assert is_open != any(inside for value, inside in reached if value == outermost)


@given(st.sampled_from(["+", "-"]), intervals(), intervals())
def test_sums_reach_their_corners(name: str, one: Interval, two: Interval) -> None:
    on_intervals, on_numbers = BINARY[name]
    check_ends(on_intervals(one, two), corners(one, two, on_numbers))


@given(intervals(), intervals())
def test_products_reach_their_corners(one: Interval, two: Interval) -> None:
    reached = corners(one, two, operator.mul)
    if ZERO in one or ZERO in two:
        reached.append((ZERO, True))  # a zero makes the product 0 whatever the other is
    check_ends(one * two, reached)


@given(intervals(finite=True), intervals(finite=True))
def test_quotients_reach_their_corners(one: Interval, two: Interval) -> None:
    assume(two.low is not None and two.high is not None and (two.low > 0 or two.high < 0))
    reached = corners(one, two, operator.truediv)
    if ZERO in one:
        reached.append((ZERO, True))
    check_ends(one / two, reached)


@given(intervals(finite=True), intervals(finite=True))
def test_smallest_and_largest_reach_their_corners(one: Interval, two: Interval) -> None:
    (a, b), (c, d) = numbers_at_the_ends(one), numbers_at_the_ends(two)
    low = smallest(one, two)
    assert (low.low, low.low_open) == (
        min(a[0], c[0]),
        not any(inside for end, inside in (a, c) if end == min(a[0], c[0])),
    )
    high = largest(one, two)
    assert (high.high, high.high_open) == (
        max(b[0], d[0]),
        not any(inside for end, inside in (b, d) if end == max(b[0], d[0])),
    )
    # The other end is reached only where both reach it.
    assert (low.high, low.high_open) == (
        min(b[0], d[0]),
        not all(inside for end, inside in (b, d) if end == min(b[0], d[0])),
    )


@given(intervals())
def test_an_absolute_value_reaches_its_corners(box: Interval) -> None:
    reached = [(abs(end), inside) for end, inside in numbers_at_the_ends(box)]
    if ZERO in box:
        reached.append((ZERO, True))
    check_ends(abs(box), reached)


@given(intervals(), intervals())
def test_intervals_meet_where_they_share_a_number(one: Interval, two: Interval) -> None:
    lows = [
        (end, is_open)
        for end, is_open in ((one.low, one.low_open), (two.low, two.low_open))
        if end is not None
    ]
    highs = [
        (end, is_open)
        for end, is_open in ((one.high, one.high_open), (two.high, two.high_open))
        if end is not None
    ]
    apart = any(a > b or (a == b and (a_open or b_open)) for a, a_open in lows for b, b_open in highs)
    assert one.meets(two) is two.meets(one) is not apart


@given(intervals())
def test_an_interval_holds_its_closed_ends_only(box: Interval) -> None:
    if box.low is not None:
        assert (box.low in box) is not box.low_open
        assert box.low - Fraction(1, 10**9) not in box
    if box.high is not None:
        assert (box.high in box) is not box.high_open
        assert box.high + Fraction(1, 10**9) not in box


# ---- one by one ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "sign", "right", "result"),
    [
        ("[1, 2]", "+", "[10, 20]", "[11, 22]"),
        ("(1, 2]", "+", "[10, 20)", "(11, 22)"),
        ("(1, ]", "+", "[10, 20)", "(11, ]"),
        ("[, 5]", "+", "(0, 1)", "[, 6)"),
        ("(, )", "+", "(0, 1)", "(, )"),
        ("[1, 2]", "-", "[10, 20]", "[-19, -8]"),
        ("(1, ]", "-", "[10, )", "(, )"),
        ("[1, )", "-", "(2, 3]", "[-2, )"),
        ("[-2, 3]", "*", "[5, 7]", "[-14, 21]"),
        ("[-2, 3]", "*", "[-5, 7]", "[-15, 21]"),
        ("(-2, 3]", "*", "[-5, 7]", "[-15, 21]"),
        ("[0, 0]", "*", "(, )", "[0, 0]"),  # 0 times whatever it is
        ("[0, 2]", "*", "[3, )", "[0, )"),
        ("(0, 2]", "*", "[3, )", "(0, )"),
        ("[0, 2)", "*", "(, 3]", "(, 6)"),
        ("(0, 1)", "*", "(0, 1)", "(0, 1)"),
        ("[0, 1)", "*", "(0, 1)", "[0, 1)"),
        ("[-1, 1]", "*", "(, )", "(, )"),
        ("(, -1]", "*", "(, -2)", "(2, )"),
        ("[1, 2]", "/", "[4, 8]", "[1/8, 1/2]"),
        ("[1, 2]", "/", "(0, 4]", "[1/4, )"),
        ("[1, 2]", "/", "[-4, 0)", "(, -1/4]"),
        ("[1, 2]", "/", "[4, )", "(0, 1/2]"),
        ("[-1, 2]", "/", "[4, )", "[-1/4, 1/2]"),
        ("[0, 0]", "/", "[4, )", "[0, 0]"),
        ("(3, )", "/", "[2, 4]", "(3/4, )"),
        ("(3, )", "/", "(2, )", "(0, )"),
    ],
)  # fmt: skip
def test_results(left: str, sign: str, right: str, result: str) -> None:
    compute = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}[sign]
    assert compute(interval(left), interval(right)) == interval(result)


@pytest.mark.parametrize(
    ("box", "result"),
    [
        ("[1, 2)", "[1, 2)"),
        ("(-2, -1]", "[1, 2)"),
        ("[-2, 0)", "(0, 2]"),
        ("(-3, 2]", "[0, 3)"),
        ("(-3, 3]", "[0, 3]"),
        ("(, 2]", "[0, )"),
        ("(, -2)", "(2, )"),
        ("(, )", "[0, )"),
    ],
)
def test_absolute_values(box: str, result: str) -> None:
    assert abs(interval(box)) == interval(result)


@pytest.mark.parametrize(
    "divisor", ["[0, 0]", "[-1, 1]", "[0, 5]", "[-5, 0]", "(, 1]", "[0, )", "(, )", "(-1, 2)"]
)
def test_a_divisor_that_may_be_zero_is_not_meaningful(divisor: str) -> None:
    with pytest.raises(NotMeaningful, match="the divisor may be zero"):
        interval("[1, 2]") / interval(divisor)


def test_numbers_beyond_a_float_stay_exact_beside_infinity() -> None:
    large, small = Interval(Fraction(10**400), None), Interval(Fraction(1, 10**400), None)
    assert large * small == Interval(Fraction(1), None)
    assert -large * small == Interval(None, Fraction(-1))
    assert Interval(Fraction(1), None) / large == Interval(ZERO, None, low_open=True)


def test_width() -> None:
    assert interval("[1, 3)").width == 2
    assert interval("[1, )").width is None
    assert Interval.at(Fraction(7)).width == 0
