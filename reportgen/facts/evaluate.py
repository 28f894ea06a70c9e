"""Evaluating a bound formula: its unit, its point and its interval.

The interval comes from natural interval arithmetic, which is sharp where each input occurs once. For an input that
occurs more than once the formula's slope in that input is bounded over the whole box (forward differentiation on
intervals, Moore, Kearfott & Cloud 2009, section 6.4): where the slope has one sign the result is monotone, so the
input's own two ends give the ends of the result. `a − a` is 0, `(a − b)/b` is not widened twice, and unlike trying
the corners alone this is never too narrow.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any, Final

from reportgen.facts.formula import (
    Call,
    Constant,
    Expression,
    FormulaError,
    Input,
    Negative,
    Operation,
    Operator,
    inputs,
)
from reportgen.facts.interval import ZERO, Interval, NotMeaningful, NoValue, largest, smallest
from reportgen.facts.quantity import Quantity, join
from reportgen.facts.unit import Unit, UnitError


def unit_of(expression: Expression, unit: Callable[[Input], Unit]) -> Unit:
    """The unit that a bound formula results in. Raises UnitError where units do not add up."""
    match expression:
        case Input():
            return unit(expression)
        case Operation("*" | "/" as symbol, left, right):
            return unit_of(left, unit).times(unit_of(right, unit), 1 if symbol == "*" else -1)
        case Operation(symbol, left, right):
            _same_kind_of_time(expression)
            one, two = unit_of(left, unit), unit_of(right, unit)
            if symbol == "-" and rest_of_all(left) and one.ratio == two.ratio == "%":
                return one
            return one.plus(two, minus=symbol == "-")
        case Negative(term):
            return unit_of(term, unit)
        case Call():
            return _unit_of_call(expression, unit)
        case Constant():
            return unit_of_constant(expression)
    return Unit()


def unit_of_constant(constant: Constant) -> Unit:
    """The unit of a number in a formula: a ratio as it is written, days where it counts those of a period."""
    return Unit(((constant.counted, 1),)) if constant.counted else Unit(ratio=constant.ratio)


def _unit_of_call(call: Call, unit: Callable[[Input], Unit]) -> Unit:
    first, *others = (unit_of(argument, unit) for argument in call.arguments)
    if call.function == "multiple":
        return first.times(others[0], -1)
    _same_kind_of_time(call)
    for other in others:
        first.plus(other)
    return Unit() if call.function == "growth" else first


def rest_of_all(expression: Expression) -> bool:
    """True for 100%, or 1, and for what is left of it: what remains is a percentage, and no number of points."""
    while isinstance(expression, Operation) and expression.operator == "-":
        expression = expression.left
    return isinstance(expression, Constant) and expression.value == 1


def _same_kind_of_time(expression: Expression) -> None:
    if len(kinds_of_time(expression)) > 1:
        raise UnitError(
            "a value at an instant and a value over a length of time cannot be added or subtracted"
        )


_QUOTIENTS: Final = ("growth(", "surprise(", "share(", "multiple(")


def kinds_of_time(expression: Expression) -> set[bool]:
    """Whether the terms of a sum stand at instants. Products, quotients and numbers have no say in it, and no more has
    a fact that is named by a quotient: the growth of a balance."""
    match expression:
        case Input(at) if at.concept.startswith(_QUOTIENTS):
            return set()
        case Input(at):
            return {at.period.instant}
        case Negative(term):
            return kinds_of_time(term)
        case Operation("+" | "-", left, right):
            return kinds_of_time(left) | kinds_of_time(right)
        case Call("abs" | "min" | "max" | "range" | "positive", arguments):
            return {kind for argument in arguments for kind in kinds_of_time(argument)}
    return set()


# ---- evaluating ------------------------------------------------------------------------------------------------------

InputValues = Mapping[Input, Quantity]
MAX_BITS: Final = 20_000


def evaluate(expression: Expression, values: InputValues, unit: Unit) -> Quantity:
    """The value of a bound formula in `unit`.

    Raises NotMeaningful where there is none, FormulaError where the number grows beyond all use.
    """
    if isinstance(expression, Call) and expression.function == "range":
        low, high = (evaluate(argument, values, unit) for argument in expression.arguments)
        if low.point > high.point:
            raise NotMeaningful("the range runs downwards", NoValue.RANGE)
        return join(low, high)
    boxes = {item: quantity.interval for item, quantity in values.items()}
    point, interval = _point(expression, values), _interval(expression, boxes)
    # Facts that square one another would double the digits at every step until the machine gives up.
    if max(_bits(point), _bits(interval.low or ZERO), _bits(interval.high or ZERO)) > MAX_BITS:
        raise FormulaError(f"the result takes more than {MAX_BITS} bits to write down")
    return Quantity(point, interval, unit)


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _point(expression: Expression, values: InputValues) -> Fraction:
    match expression:
        case Input():
            return values[expression].point
        case Operation(symbol, left, right):
            return _compute(symbol, _point(left, values), _point(right, values))
        case Constant(value):
            return value
        case Negative(term):
            return -_point(term, values)
        case Call(function, arguments):
            points = [_point(argument, values) for argument in arguments]
            return _call_point(function, points)
    raise AssertionError(expression)


# The same for points and for intervals.
_ARITHMETIC: Final[dict[Operator, Callable[[Any, Any], Any]]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip


def _compute(symbol: Operator, one: Fraction, two: Fraction) -> Fraction:
    if symbol == "/" and not two:
        raise NotMeaningful("the divisor may be zero", NoValue.DIVISOR)
    result: Fraction = _ARITHMETIC[symbol](one, two)
    return result


def _call_point(function: str, points: list[Fraction]) -> Fraction:
    match function:
        case "growth":
            return _compute("/", points[0], points[1]) - 1
        case "multiple":
            return _compute("/", points[0], points[1])
        case "abs":
            return abs(points[0])
        case "positive" if points[0] <= 0:
            raise NotMeaningful(_NOT_POSITIVE, NoValue.SIGN)
        case "min":
            return min(points)
    return max(points)


Boxes = Mapping[Input, Interval]
UNITY: Final = Interval.at(Fraction(1))
NOUGHT: Final = Interval.at(ZERO)


def _interval(expression: Expression, boxes: Boxes) -> Interval:
    used = list(inputs(expression))
    if len(set(used)) == len(used):
        return _natural(expression, boxes)
    repeated = [item for item, count in Counter(used).items() if count > 1]
    found, plain = _bounded(expression, boxes, repeated), cancelled(expression)
    return found if plain == expression else found.within(_interval(plain, boxes))


def _bounded(expression: Expression, boxes: Boxes, repeated: Sequence[Input]) -> Interval:
    """The interval of an expression, with inputs that occur more than once bounded by their slopes."""
    lowest, highest = dict(boxes), dict(boxes)
    for item in repeated:
        slope = _slope(expression, boxes, item)[1]
        ends = _monotone_ends(boxes[item], slope)
        if ends:
            lowest[item], highest[item] = ends
    low, high = _natural(expression, lowest), _natural(expression, highest)
    return Interval(low.low, high.high, low.low_open, high.high_open)


def cancelled(expression: Expression) -> Expression:
    """The expression with factors taken out that stand above and below: x ÷ (x ÷ c) is c, x·c ÷ x is c.

    They are equal wherever the first is a number at all.
    """
    match expression:
        case Negative(term):
            return Negative(cancelled(term))
        case Operation("/", above, below):
            return _quotient(cancelled(above), cancelled(below))
        case Operation(symbol, left, right):
            return Operation(symbol, cancelled(left), cancelled(right))
        case Call("growth", (now, base)):
            now, base = cancelled(now), cancelled(base)
            ratio = _quotient(now, base)
            if ratio == Operation("/", now, base):
                return Call("growth", (now, base))
            return Operation("-", ratio, Constant(Fraction(1)))
        case Call("multiple", (above, below)):
            return _quotient(cancelled(above), cancelled(below))
        case Call(function, arguments):
            return Call(function, tuple(map(cancelled, arguments)))
    return expression


def _quotient(above: Expression, below: Expression) -> Expression:
    match above, below:
        case _, Operation("/", same, rest) if same == above:
            return rest
        case Operation("*", same, rest), _ if same == below:
            return rest
        case Operation("*", rest, same), _ if same == below:
            return rest
    return Operation("/", above, below)


def _monotone_ends(box: Interval, slope: Interval) -> tuple[Interval, Interval] | None:
    """Where the input stands when the result is lowest and highest; None where its slope may turn."""
    if box.low is None or box.high is None:
        return (NOUGHT, NOUGHT) if slope == NOUGHT else None
    # An open end stays open only where the slope is never 0: elsewhere an inner value may give the same result.
    low_open, high_open = (is_open and ZERO not in slope for is_open in (box.low_open, box.high_open))
    low = Interval(box.low, box.low, low_open, low_open)
    high = Interval(box.high, box.high, high_open, high_open)
    if slope.low is not None and slope.low >= 0:
        return low, high
    if slope.high is not None and slope.high <= 0:
        return high, low
    return None


def _natural(expression: Expression, boxes: Boxes) -> Interval:
    """The interval of an expression by natural interval arithmetic."""
    match expression:
        case Input():
            return boxes[expression]
        case Operation("*", left, right) if left == right:
            return _square(_natural(left, boxes))
        case Operation(symbol, left, right):
            found: Interval = _ARITHMETIC[symbol](_natural(left, boxes), _natural(right, boxes))
            return found
        case Call(function, arguments):
            return _call(function, [_natural(argument, boxes) for argument in arguments])
        case Constant(number):
            return Interval.at(number)
        case Negative(term):
            return -_natural(term, boxes)
    raise AssertionError(expression)


def _square(value: Interval) -> Interval:
    """A number times itself, which is never negative."""
    return abs(value) * abs(value)


def _call(function: str, values: list[Interval]) -> Interval:
    match function:
        case "growth":
            return values[0] / _base_of_growth(values[1]) - UNITY
        case "multiple":
            return values[0] / values[1]
        case "abs":
            return abs(values[0])
        case "positive":
            return _above_zero(values[0])
    bound = smallest if function == "min" else largest
    return reduce(bound, values)


_NOT_POSITIVE: Final = "it is reckoned of what is above zero alone"


def _above_zero(value: Interval) -> Interval:
    if value.low is None or value.low < 0 or ZERO in value:
        raise NotMeaningful(_NOT_POSITIVE, NoValue.SIGN)
    return value


def _base_of_growth(base: Interval) -> Interval:
    if base.low is None or base.low < 0 or ZERO in base:
        raise NotMeaningful("growth from a base that is not positive", NoValue.BASE)
    return base


def _slope(expression: Expression, boxes: Boxes, by: Input) -> tuple[Interval, Interval]:
    """The interval of an expression and of its derivative in the input `by`."""
    match expression:
        case Constant(number):
            return Interval.at(number), NOUGHT
        case Input():
            return boxes[expression], UNITY if expression == by else NOUGHT
        case Negative(term):
            value, slope = _slope(term, boxes, by)
            return -value, -slope
        case Operation("*", left, right) if left == right:
            value, slope = _slope(left, boxes, by)
            return _square(value), Interval.at(Fraction(2)) * value * slope
        case Operation(symbol, left, right):
            return _operate(symbol, _slope(left, boxes, by), _slope(right, boxes, by))
        case Call(function, arguments):
            return _call_slope(function, [_slope(argument, boxes, by) for argument in arguments])
    raise AssertionError(expression)


_Sloped = tuple[Interval, Interval]


def _operate(symbol: Operator, one: _Sloped, two: _Sloped) -> _Sloped:
    (a, da), (b, db) = one, two
    match symbol:
        case "+":
            return a + b, da + db
        case "-":
            return a - b, da - db
        case "*":
            return a * b, da * b + a * db
    quotient = a / b
    return quotient, (da - quotient * db) / b


def _call_slope(function: str, terms: list[_Sloped]) -> _Sloped:
    value, slope = terms[0]
    match function:
        case "growth":
            _base_of_growth(terms[1][0])
            ratio = _operate("/", terms[0], terms[1])
            return ratio[0] - UNITY, ratio[1]
        case "multiple":
            return _operate("/", terms[0], terms[1])
        case "abs":
            return abs(value), slope.hull(-slope)
        case "positive":
            return _above_zero(value), slope
    bound = smallest if function == "min" else largest
    for other, its_slope in terms[1:]:
        value, slope = bound(value, other), slope.hull(its_slope)
    return value, slope
