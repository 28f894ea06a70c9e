"""Formulas: arithmetic over references, bound to coordinates.

`grammar.py` reads them. Bound, every reference becomes an `Input` at coordinates and the named functions become
arithmetic. `evaluate.py` computes the result, `spelt_formula.py` spells it out for a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import Literal

from reportgen.codes.rg2_values import RG205, RG208
from reportgen.errors import FindingCode
from reportgen.facts.period import Period
from reportgen.facts.reference import BadReference, Coordinates, Reference
from reportgen.facts.text import Text

RangePart = Literal["", "low", "high"]
Operator = Literal["+", "-", "*", "/"]


class FormulaError(ValueError):
    """A formula that cannot be read or bound.

    `offset` is where in its text, in characters, if that is known; `code` is the finding that it makes: RG205 where a
    reference is to blame, else RG208.
    """

    def __init__(self, message: str, offset: int = 0, code: FindingCode = RG208) -> None:
        super().__init__(message)
        self.offset = offset
        self.code = code


@dataclass(frozen=True)
class Constant:
    """A number written into a formula; exact, and without a unit. `ratio` is how it is written: 35% is 0.35. What
    `days` gives is counted in days: that is its unit."""

    value: Fraction
    ratio: str = ""
    counted: str = ""


@dataclass(frozen=True)
class Name:
    """A reference in a formula, before it is bound."""

    reference: Reference
    offset: int


@dataclass(frozen=True)
class Input:
    """A fact's value in a bound formula: all of it, or one end of its range."""

    at: Coordinates
    part: RangePart = ""

    def __hash__(self) -> int:
        return hash(self.at)


@dataclass(frozen=True)
class Operation:
    """Two terms and what is done with them."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Negative:
    """A term with its sign turned."""

    term: Expression


@dataclass(frozen=True)
class Call:
    """A function that is not arithmetic: `abs`, `min`, `max`, `range`, `growth`, `multiple`, `positive`; before
    binding, any function.

    `offset` is where it stands in the formula, before binding.
    """

    function: str
    arguments: tuple[Expression, ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Placed:
    """A formula at other coordinates than those where it stands, before it is bound: `growth(revenue)@2024Q4`.

    `where` has no concept.
    """

    term: Expression
    where: Reference
    offset: int = field(default=0, compare=False)


Expression = Constant | Name | Input | Operation | Negative | Call | Placed


@dataclass(frozen=True)
class Formula:
    """A formula as written, and as read."""

    text: Text
    tree: Expression


# ---- binding ---------------------------------------------------------------------------------------------------------

Locate = Callable[[Reference, Coordinates | None], Coordinates]
NamedFormulas = Mapping["Expression", Coordinates]  # a bound formula → the fact that is named by it


@dataclass(frozen=True)
class Names:
    """What the names in a formula mean.

    `locate` gives the coordinates of a reference. `formulas` are the facts whose name is a formula: where that formula
    stands in another, the fact does. `define` gives what stands for a fact that is not there. `over` tells of a period
    whether it is over: growth of a forecast on it is growth on the actual.
    """

    locate: Locate
    formulas: NamedFormulas = field(default_factory=dict)
    define: Callable[[Coordinates], Expression | None] = lambda _: None
    over: Callable[[Period], bool] = lambda _: False


def bind(tree: Expression, home: Coordinates, names: Names) -> Expression:
    """The formula of the fact at `home`, as read, with every reference located and the named functions spelt out.

    Raises FormulaError with the place of the reference that does not fit.
    """
    return _Binder(home, names).bind(tree)


@dataclass(frozen=True)
class _Binder:
    """`moves` lead from what a reference means to what is meant in its place, a year before or as it was expected."""

    home: Coordinates
    names: Names
    moves: tuple[Callable[[Coordinates], Coordinates], ...] = ()

    def bind(self, node: Expression) -> Expression:
        bound = self._bind(node)
        return self._named(bound) if isinstance(bound, Operation | Negative | Call) else bound

    def _named(self, bound: Expression) -> Expression:
        """The fact that is named by a formula, in its place; not within itself."""
        at = self.names.formulas.get(bound) if self.names.formulas else None
        return bound if at is None or at == self.home else Input(at)

    def _bind(self, node: Expression) -> Expression:
        match node:
            case Name():
                at = self._at(node.reference, node.offset, self.home)
                for move in self.moves:
                    at = move(at)
                return self.names.define(at) or Input(at)
            case Operation(operator, left, right):
                return Operation(operator, self.bind(left), self.bind(right))
            case Negative(term):
                return Negative(self.bind(term))
            case Call():
                return self._call(node)
            case Placed(term, where, offset):
                return replace(self, home=self._at(where, offset, self.home)).bind(term)
        return node

    def _at(self, reference: Reference, offset: int, near: Coordinates) -> Coordinates:
        try:
            return self.names.locate(reference, near)
        except BadReference as error:
            raise FormulaError(str(error), offset, RG205) from None

    def _call(self, call: Call) -> Expression:
        bound = [self.bind(argument) for argument in call.arguments]
        one = bound[0]
        match call.function:
            case "growth" | "change" | "surprise":
                other = bound[1] if len(bound) > 1 else self._counterpart(call, one)
                return (
                    Operation("-", one, other) if call.function == "change" else Call("growth", (one, other))
                )
            case "share":
                return Operation("/", one, bound[1])
            case "sum" | "average":
                total = _fold("+", bound)
                count = Constant(Fraction(len(bound)))
                return total if call.function == "sum" else Operation("/", total, count)
            case "low" | "high":
                return _end(call.function, one, call)
            case "midpoint":
                ends = Operation("+", _end("low", one, call), _end("high", one, call))
                return Operation("/", ends, Constant(Fraction(2)))
            case "annualised" | "days" | "trailing":
                return _over_time(one, call)
        return Call(call.function, tuple(bound))

    def _counterpart(self, call: Call, bound: Expression) -> Expression:
        """What growth(x), change(x) and surprise(x) compare with: last year's x, or what was expected of it."""
        if not any(inputs(bound)):
            raise FormulaError(f"{call.function}(…) of one argument needs a reference in it", call.offset)
        move = _expected if call.function == "surprise" else partial(_year_before, self.names.over)
        other = replace(self, moves=(*self.moves, move)).bind(call.arguments[0])
        return self._named(_one_figure(_whole(other)))


def _year_before(over: Callable[[Period], bool], at: Coordinates) -> Coordinates:
    """A year before; what is over by then is no forecast any more."""
    before = replace(at, period=at.period.shift(-12))
    return replace(before, scenario="actual") if over(before.period) else before


def _expected(at: Coordinates) -> Coordinates:
    return replace(at, scenario="consensus")


def year_before(bound: Expression, over: Callable[[Period], bool]) -> Expression:
    """The same a year before. What is over by then is no forecast any more, and no range, but the actual."""
    before = substitute(bound, lambda item: Input(_year_before(over, item.at), item.part))
    return _one_figure(_whole(before))


def expected(bound: Expression) -> Expression:
    """The consensus on it: one figure, with which both ends of a range and its middle are compared."""
    return _one_figure(_whole(substitute(bound, lambda item: Input(_expected(item.at), item.part))))


def _whole(bound: Expression) -> Expression:
    """Without the ends of what is no range: an actual, and what was expected."""
    return substitute(
        bound, lambda item: item if item.at.scenario in ("guidance", "estimate") else Input(item.at)
    )


def _one_figure(bound: Expression) -> Expression:
    """The middle of what is no range is the figure itself."""
    match bound:
        case Operation("/", Operation("+", Input(_, "") as low, high), Constant(two)) if (
            low == high and two == 2
        ):
            return low
    return bound


def _end(part: RangePart, node: Expression, call: Call) -> Expression:
    if not isinstance(node, Input):
        raise FormulaError(f"{call.function} needs a plain reference to a range", call.offset)
    return Input(node.at, part)


def _over_time(node: Expression, call: Call) -> Expression:
    """What is reckoned from the length of an input's period, and from nothing else of it."""
    if not isinstance(node, Input) or not (period := node.at.period).months:
        message = f"{call.function} needs a plain reference to a fact over a length of time"
        raise FormulaError(message, call.offset)
    if call.function == "days":
        return Constant(Fraction(period.days), counted="days")
    if call.function == "trailing":
        return Input(replace(node.at, period=period.ending(12)), node.part)
    return Operation("*", node, Constant(Fraction(12, period.months)))


def _fold(operator: Operator, terms: list[Expression]) -> Expression:
    total = terms[0]
    for term in terms[1:]:
        total = Operation(operator, total, term)
    return total


def walk(expression: Expression) -> Iterator[Expression]:
    """An expression and all that it is made of, outermost first and from left to right."""
    open_ = [expression]  # a list and no recursion: every formula is walked through several times
    while open_:
        node = open_.pop()
        yield node
        if isinstance(node, Operation):
            open_ += (node.right, node.left)
        elif isinstance(node, Negative | Placed):
            open_.append(node.term)
        elif isinstance(node, Call):
            open_ += reversed(node.arguments)


def inputs(expression: Expression) -> Iterator[Input]:
    """Every input of a bound formula, from left to right, as often as it occurs."""
    return (node for node in walk(expression) if isinstance(node, Input))


def named_at(tree: Expression, at: Coordinates, home: Coordinates, locate: Locate) -> int | None:
    """Where a formula of the fact at `home`, as read, names what stands at some coordinates; None where nothing but a
    function implies it."""
    open_ = [(tree, home)]
    while open_:
        node, near = open_.pop()
        match node:
            case Name(reference, offset) if locate(reference, near) == at:
                return offset
            case Placed(term, where):
                open_.append((term, locate(where, near)))
            case Operation(_, left, right):
                open_ += ((right, near), (left, near))
            case Negative(term):
                open_.append((term, near))
            case Call(_, arguments):
                open_ += ((argument, near) for argument in reversed(arguments))
    return None


def size(expression: Expression) -> int:
    """How many terms, operations, signs and functions a formula is made of."""
    return sum(1 for _ in walk(expression))


def substitute(expression: Expression, by: Callable[[Input], Expression]) -> Expression:
    """A bound formula with every input replaced by what `by` gives for it."""
    match expression:
        case Input():
            return by(expression)
        case Operation(operator, left, right):
            return Operation(operator, substitute(left, by), substitute(right, by))
        case Negative(term):
            return Negative(substitute(term, by))
        case Call(function, arguments):
            return Call(function, tuple(substitute(argument, by) for argument in arguments))
    return expression
