"""Bound formulas spelt out for a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from reportgen.facts.formula import Call, Constant, Expression, Input, Negative, Operation, Operator

_SIGNS: Final[dict[Operator, str]] = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_RANK: Final[dict[Operator, int]] = {"+": 1, "-": 1, "*": 2, "/": 2}


def spell(
    expression: Expression, show: Callable[[Input], str], called: Callable[[Call], str] | None = None
) -> str:
    """A bound formula as a reader sees it, each input as `show` prints it: `$12.5bn ÷ $35.6bn`; functions as `called`
    prints them, or as they are written."""
    return _Spelling(show, called).spell(expression, 0)


def _spell_number(value: Fraction, rank: int) -> str:
    """A decimal where it ends soon, else a fraction; as a divisor a fraction needs parentheses: a ÷ 3/2 misleads."""
    if 10**6 % value.denominator == 0:
        return f"{Decimal(value.numerator) / value.denominator:f}"
    return str(value) if rank < 3 else f"({value})"


def _apart(text: str) -> str:
    """What stands behind a sign: a negative in brackets."""
    return f"({text})" if text.startswith("−") else text


@dataclass(frozen=True)
class _Spelling:
    """How the parts of a formula read."""

    show: Callable[[Input], str]
    called: Callable[[Call], str] | None

    def spell(self, expression: Expression, rank: int) -> str:
        match expression:
            case Constant(value, ratio):
                return f"{_spell_number(value * 100, 0)}%" if ratio else _spell_number(value, rank)
            case Input():
                return self.show(expression)
            case Negative(term):
                return f"−{self.spell(term, 3)}"
            case Operation(operator, left, right):
                own = _RANK[operator]
                second = _apart(self.spell(right, own + (operator in "-/")))
                text = f"{self.spell(left, own)} {_SIGNS[operator]} {second}"
                return f"({text})" if own < rank else text
            case Call("positive", (one,)):  # which says nothing of a figure that there is
                return self.spell(one, rank)
            case Call():
                text = self.called(expression) if self.called else self._as_written(expression)
                loose = self.called or expression.function in ("growth", "multiple")
                return f"({text})" if loose and rank > 1 else text
        raise AssertionError(expression)

    def _as_written(self, call: Call) -> str:
        match call.function, call.arguments:
            case "growth", (one, two):
                return f"{self.spell(one, 2)} ÷ {_apart(self.spell(two, 3))} − 1"
            case "multiple", (one, two):
                return f"{self.spell(one, 2)} ÷ {_apart(self.spell(two, 3))}"
            case "range", (one, two):
                return f"{self.spell(one, 0)} … {self.spell(two, 0)}"
        return f"{call.function}({', '.join(self.spell(argument, 0) for argument in call.arguments)})"
