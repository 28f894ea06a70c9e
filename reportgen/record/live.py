"""Facts as live cells: what a spreadsheet reckons with, and from which other cells.

A fact's cells hold base units as numbers: 35% is 0.35. A stated value stands there as it is; a computed one is a
formula over the cells of its inputs, made of the bound expression alone: no text of anybody's goes into it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from reportgen.facts.base import Fact, FactBase
from reportgen.facts.formula import Call, Constant, Expression, Input, Negative, Operation, RangePart, inputs
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates

CellPart = Literal["value", "low", "high", "recomputed"]
CellPlace = Callable[[Input], str]  # where the value of an input stands: F12
MIDDLE: Final = "middle"  # the formula of a value between its two ends
_ENDS: Final[tuple[RangePart, ...]] = ("low", "high")
_LONGEST: Final = 8000  # characters of a formula; Excel takes 8,192
_DIGITS: Final = 15  # as many as a spreadsheet keeps of a number that is written into a formula


@dataclass(frozen=True)
class Live:
    """A cell: its number, and the expression that gives it; None where it is stated."""

    number: Fraction
    expression: Expression | Literal["middle"] | None = None


def live_cells(fact: Fact) -> dict[CellPart, Live]:
    """The cells of a fact: its value, as formulas take it in, the two ends of a range with the middle between them, and
    what its formula gives where it is stated. Empty where nothing meaningful is known."""
    if fact.operand is None:
        return {}
    working = None if fact.telling else fact.working
    cells = _cells(fact.operand, working)
    if fact.telling and fact.working is not None and fact.computed is not None:
        cells["recomputed"] = Live(fact.computed.point, _middle_of(fact.working))
    return cells


def _cells(quantity: Quantity, working: Expression | None) -> dict[CellPart, Live]:
    if quantity.ends is None:
        return {"value": Live(quantity.point, working)}
    low, high = working.arguments if isinstance(working, Call) else (None, None)
    return {
        "value": Live(quantity.point, MIDDLE),
        "low": Live(quantity.ends[0].point, low),
        "high": Live(quantity.ends[1].point, high),
    }


def _middle_of(working: Expression) -> Expression:
    match working:
        case Call("range", (low, high)):
            return Operation("/", Operation("+", low, high), Constant(Fraction(2)))
    return working


def reached(base: FactBase, printed: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that are printed, and all that their formulas reach down to the stated ones."""
    found = {fact.at: fact for fact in printed}
    waiting = deque(found.values())
    while waiting:
        fact = waiting.popleft()
        for item in inputs(fact.working) if fact.working is not None else ():
            inner = base.held(item.at)
            if inner is not None and inner.at not in found and (inner.quantity or inner.no_value):
                found[inner.at] = inner
                waiting.append(inner)
    return tuple(found.values())


# ---- formulas of a spreadsheet ---------------------------------------------------------------------------------------


def formula_of(cell: Live, at: Coordinates, place: CellPlace) -> str:
    """The formula of a cell of the fact at some coordinates; "" where it is stated, or as `cell_formula`."""
    if cell.expression is None:
        return ""
    if cell.expression == MIDDLE:
        low, high = (place(Input(at, part)) for part in _ENDS)
        return f"=({low}+{high})/2"
    return cell_formula(cell.expression, place)


def cell_formula(expression: Expression, place: CellPlace) -> str:
    """A bound formula as a spreadsheet has it; "" where it has nothing like it, or would grow too long."""
    try:
        text = _spelt(expression, place, 0)
    except LookupError:
        return ""
    return f"={text}" if len(text) < _LONGEST else ""


_RANK: Final = {"+": 1, "-": 1, "*": 2, "/": 2}
_FUNCTIONS: Final = {"abs": "ABS", "min": "MIN", "max": "MAX"}


def _spelt(expression: Expression, place: CellPlace, rank: int) -> str:
    """An expression; in brackets where it binds less than `rank` asks for. Raises LookupError for what a spreadsheet
    does not have, and for an input that stands nowhere."""
    match expression:
        case Input():
            return place(expression)
        case Constant(value):
            text = _number(value)
            return text if text.replace(".", "").isdigit() else f"({text})"
        case Negative(term):
            return _within(f"-{_spelt(term, place, 3)}", 0, rank)
        case Operation(operator, left, right):
            own = _RANK[operator]
            return _within(f"{_spelt(left, place, own)}{operator}{_spelt(right, place, own + 1)}", own, rank)
        case Call("growth", (one, two)):
            return _within(f"{_spelt(one, place, 2)}/{_spelt(two, place, 3)}-1", 1, rank)
        case Call("multiple", (one, two)):
            return _within(f"{_spelt(one, place, 2)}/{_spelt(two, place, 3)}", 2, rank)
        case Call("positive", (one,)):
            return _spelt(one, place, rank)
        case Call(function, arguments):
            return f"{_FUNCTIONS[function]}({','.join(_spelt(one, place, 0) for one in arguments)})"
    raise LookupError(expression)


def _within(text: str, own: int, rank: int) -> str:
    return f"({text})" if own < rank else text


def _number(value: Fraction) -> str:
    """A decimal where that is all of it, else a quotient."""
    if 10**_DIGITS % value.denominator == 0:
        text = f"{Decimal(value.numerator) / value.denominator:f}"
        if len(text.strip("-0.").replace(".", "")) <= _DIGITS:
            return text
    return f"{value.numerator}/{value.denominator}"
