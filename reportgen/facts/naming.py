"""Formulas in the place of references: what each is called, in which unit it is, and where it stands.

A bound formula is **recognised**: what arithmetic says is taken back to the function that says the same (`a / b` of
one unit is `share(a, b)`, growth on a year ago is `growth(a)`), so that two spellings come to one. Relative to its
home, the coordinates of its first input, it is written down as the concept of a fact: `growth(revenue)` at 2025Q4.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from reportgen.facts.evaluate import rest_of_all, unit_of_constant
from reportgen.facts.formula import (
    Call,
    Constant,
    Expression,
    Input,
    Negative,
    Operation,
    expected,
    inputs,
    year_before,
)
from reportgen.facts.period import Period
from reportgen.facts.reference import Coordinates
from reportgen.facts.unit import RATIOS, Unit

PERCENT: Final = Unit(ratio="%")
_TWO: Final = Constant(Fraction(2))


def is_formula(name: str) -> bool:
    """True for a formula in the place of a concept's name."""
    return "(" in name


def has_arithmetic(text: str) -> bool:
    """True for what is no name and no reference by its form: a call, brackets, an operator that stands by itself."""
    return bool(_ARITHMETIC.search(text))


_ARITHMETIC: Final = re.compile(r"[()*×÷+−]|\s[-/]|[-/]\s|^-")


def home_of(bound: Expression) -> Coordinates:
    """Where a formula stands: at its first input. Its concept is left empty."""
    at = next(inputs(bound)).at
    return Coordinates(at.entity, "", at.period, at.scenario)


# ---- taking arithmetic back to what it says --------------------------------------------------------------------------


def recognise(
    bound: Expression,
    alike: Callable[[Expression, Expression], bool],
    over: Callable[[Period], bool],
) -> Expression:
    """A bound formula with its named functions back in place: `growth` and `change` of one argument on a year ago,
    `surprise`, `share`, `midpoint`, `low`, `high`, `average`, `annualised`, `days`. `alike` tells whether two terms are
    in one unit, `over` whether a period is over."""
    return _Recogniser(alike, over, tuple(inputs(bound))).read(bound)


@dataclass(frozen=True)
class _Recogniser:
    alike: Callable[[Expression, Expression], bool]
    over: Callable[[Period], bool]
    used: tuple[Input, ...]

    def read(self, node: Expression) -> Expression:
        match node:
            case Input(at, part):
                return Call(part, (Input(at),)) if part else node
            case Negative(term):
                return Negative(self.read(term))
            case Call("growth", (now, base)):
                return self._compared("growth", now, base)
            case Call(function, arguments):
                return Call(function, tuple(map(self.read, arguments)))
            case Operation("/", Operation("+", Input(at, "low"), Input(also, "high")), divisor) if (
                at == also and divisor == _TWO
            ):
                return Call("midpoint", (Input(at),))
            case Operation():
                return self._operation(node)
            case Constant(value) if node.counted:
                lasting = (
                    Call("days", (Input(item.at),)) for item in self.used if item.at.period.days == value
                )
                return next(lasting, node)
        return node

    def _operation(self, node: Operation) -> Expression:
        match node:
            case Operation("*", Input(at, ""), Constant(factor)) if (
                at.period.months and factor == Fraction(12, at.period.months) != 1
            ):
                return Call("annualised", (Input(at),))
            case Operation("/", total, Constant(count)) if count == len(terms(total)) > 1:
                return Call("average", tuple(map(self.read, terms(total))))
            case Operation("/", part, whole) if any(inputs(whole)) and self.alike(part, whole):
                return Call("share", (self.read(part), self.read(whole)))
            case Operation("-", now, base) if self._moved(now, base):
                return self._compared("change", now, base)
        return Operation(node.operator, self.read(node.left), self.read(node.right))

    def _compared(self, function: str, now: Expression, base: Expression) -> Expression:
        """Growth or change, of one argument where the base is what it would be taken for."""
        if function == "growth" and base == expected(now) != now:
            return Call("surprise", (self.read(now),))
        if base == year_before(now, self.over):
            return Call(function, (self.read(now),))
        return Call(function, (self.read(now), self.read(base)))

    def _moved(self, now: Expression, base: Expression) -> bool:
        """True for one measure at two times."""
        if not (isinstance(now, Input) and isinstance(base, Input)):
            return any(inputs(now)) and base == year_before(now, self.over)
        one, two = now.at, base.at
        same = (one.entity, one.concept, now.part) == (two.entity, two.concept, base.part)
        return same and one.period != two.period and one.period.months == two.period.months


def terms(total: Expression) -> tuple[Expression, ...]:
    """The terms of a sum that is written from left to right."""
    found: list[Expression] = []
    while isinstance(total, Operation) and total.operator == "+":
        found.append(total.right)
        total = total.left
    return (total, *reversed(found))


# ---- the unit --------------------------------------------------------------------------------------------------------


def unit_in_place(node: Expression, unit: Callable[[Input], Unit]) -> Unit:
    """The unit in which a recognised formula is printed: growth, shares and surprises in per cent, the difference of
    two percentages in points, a multiple as a number of times. Raises UnitError where units do not add up."""
    return _Units(unit).of(node)


@dataclass(frozen=True)
class _Units:
    unit: Callable[[Input], Unit]

    def of(self, node: Expression) -> Unit:
        match node:
            case Input():
                return self.unit(node)
            case Negative(term):
                return self.of(term)
            case Call(function, arguments):
                return self._of_call(function, arguments)
            case Operation("*" | "/" as symbol, left, right):
                return _product(self.of(left), self.of(right), 1 if symbol == "*" else -1)
            case Operation(symbol, left, right):
                one, two = self.of(left), self.of(right)
                rest = symbol == "-" and rest_of_all(left) and one.ratio == two.ratio == "%"
                return one if rest else one.plus(two, minus=symbol == "-")
        return unit_of_constant(node) if isinstance(node, Constant) else Unit()

    def _of_call(self, function: str, arguments: tuple[Expression, ...]) -> Unit:
        if function in _IN_PER_CENT:
            return PERCENT
        if function == "multiple":
            return Unit(ratio="x")
        if function == "days":
            return Unit((("days", 1),))
        first, last = self.of(arguments[0]), self.of(arguments[-1])  # of a change of one argument the same
        return first.plus(last, minus=True) if function == "change" else first


_IN_PER_CENT: Final = ("growth", "surprise", "share")


def _product(one: Unit, two: Unit, sign: int) -> Unit:
    """A ratio times a plain number stays the ratio that it is."""
    if one.pure and two.pure and sign > 0:
        return one if one.ratio else two
    if one.ratio and two == Unit():
        return one
    return one.times(two, sign)


# ---- writing it down -------------------------------------------------------------------------------------------------

_RANK: Final = {"+": 1, "-": 1, "*": 2, "/": 2}


def written(node: Expression, home: Coordinates, place: Callable[[Coordinates, Coordinates], str]) -> str:
    """A recognised formula as the concept of a fact at `home`: `growth(revenue)`, `(revenue - capex)`.

    `place` writes an input's coordinates as a reference from `home`.
    """
    text = _Writer(home, place).write(node, 0)
    return text if isinstance(node, Call) else f"({text})"


@dataclass(frozen=True)
class _Writer:
    home: Coordinates
    place: Callable[[Coordinates, Coordinates], str]

    def write(self, node: Expression, rank: int) -> str:
        match node:
            case Input(at):
                return self.place(at, self.home)
            case Constant(value, ratio):
                return _number(value, rank) if not ratio else _percentage(value, ratio)
            case Negative(term):
                return f"-{self.write(term, 3)}"
            case Call(function, arguments):
                return f"{function}({', '.join(self.write(argument, 0) for argument in arguments)})"
            case Operation(symbol, left, right):
                own = _RANK[symbol]
                text = f"{self.write(left, own)} {symbol} {self.write(right, own + (symbol in '-/'))}"
                return f"({text})" if own < rank else text
        raise AssertionError(node)


def _percentage(value: Fraction, ratio: str) -> str:
    text = f"{float(value / RATIOS[ratio]):g}"
    return f"{text}%" if ratio == "%" else f"{text} {ratio}"


def _number(value: Fraction, rank: int) -> str:
    if 10**6 % value.denominator == 0:
        return f"{Decimal(value.numerator) / value.denominator:f}"
    text = f"{value.numerator} / {value.denominator}"
    return f"({text})" if rank > 1 else text
