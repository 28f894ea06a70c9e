"""Formulas: arithmetic over references, read, bound to coordinates, and spelt out for a reader.

A formula is parsed with `ast` against an allow-list, then bound: every reference becomes an `Input` at coordinates and
the named functions become arithmetic. `evaluate.py` computes the result.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from reportgen.facts.reference import PATTERN, BadReference, Coordinates, Reference, from_match
from reportgen.facts.text import Text

MAX_LENGTH: Final = 400
MAX_DEPTH: Final = 20

Part = Literal["", "low", "high"]
Operator = Literal["+", "-", "*", "/"]
FUNCTIONS: Final = {
    "growth": (1, 2), "change": (1, 2), "share": (2, 2), "sum": (1, 40), "average": (1, 40), "midpoint": (1, 1),
    "surprise": (1, 1), "annualised": (1, 1), "low": (1, 1), "high": (1, 1), "range": (2, 2), "abs": (1, 1),
    "min": (1, 40), "max": (1, 40),
}  # fmt: skip


class FormulaError(ValueError):
    """A formula that cannot be read or bound.

    `offset` is where in its text, in characters, if that is known; `code` is the finding that it makes: RG205 where a
    reference is to blame, else RG208.
    """

    def __init__(self, message: str, offset: int = 0, code: str = "RG208") -> None:
        super().__init__(message)
        self.offset = offset
        self.code = code


@dataclass(frozen=True)
class Number:
    """A number written into a formula; exact, and without a unit."""

    value: Fraction


@dataclass(frozen=True)
class Name:
    """A reference in a formula, before it is bound."""

    reference: Reference
    offset: int


@dataclass(frozen=True)
class Input:
    """A fact's value in a bound formula: all of it, or one end of its range."""

    at: Coordinates
    part: Part = ""

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
    """A function that is not arithmetic: `abs`, `min`, `max`, `range`, `growth`; before binding, any function."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Number | Name | Input | Operation | Negative | Call


@dataclass(frozen=True)
class Formula:
    """A formula as written, and as read."""

    text: Text
    tree: Expression


# ---- reading ---------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(rf"{PATTERN}(?P<call>\s*\()?")
_STRAY = re.compile(r"[_#]")
_OPERATORS: Final[dict[type[ast.operator], Operator]] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
}  # fmt: skip


def parse_formula(text: Text, entities: Mapping[str, object]) -> Formula:
    """Read a formula. `entities` tells `googl/capex` (an entity's concept) from `ocf/capex` (a quotient).

    Raises FormulaError.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"a formula may have {MAX_LENGTH} characters, this one has {len(text)}")
    plain = text.replace("×", "*").replace("÷", "/").replace("−", "-")
    code, names = _replace_references(plain, entities)
    try:
        tree = ast.parse(code, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        quoted = text if len(text) <= 60 else f"{text[:59]}…"
        raise FormulaError(f"cannot read the formula {quoted!r}") from None
    return Formula(text, _Reading(code, names).convert(tree, 0))


def _replace_references(text: str, entities: Mapping[str, object]) -> tuple[str, list[Name]]:
    """The text with every reference replaced by a Python name, and the references in that order."""
    pieces: list[str] = []
    names: list[Name] = []
    place = 0
    while match := _next_reference(text, place, entities):
        start, end, reference = match
        pieces += [_between(text, place, start), f"_{len(names)}_ "]
        names.append(Name(reference, start))
        place = end
    pieces.append(_between(text, place, len(text)))
    return "".join(pieces), names


def _between(text: str, start: int, end: int) -> str:
    """What stands between two references: an underscore would forge one, and # would hide what follows it."""
    if stray := _STRAY.search(text, start, end):
        raise FormulaError(f"{stray[0]!r} may not stand in a formula", stray.start())
    return text[start:end]


def _next_reference(
    text: str, place: int, entities: Mapping[str, object]
) -> tuple[int, int, Reference] | None:
    while match := _TOKEN.search(text, place):
        if match["entity"] and match["entity"] not in entities:
            # Not an entity but a division written without spaces: read what stands before the stroke by itself.
            match = re.compile(PATTERN).fullmatch(text, match.start(), match.end("entity"))
            assert match is not None
        elif match["call"]:
            if match["concept"] not in FUNCTIONS:
                known = ", ".join(FUNCTIONS)
                raise FormulaError(f"unknown function {match['concept']!r}: there are {known}", match.start())
            place = match.end()
            continue
        elif re.fullmatch(r"\d{4}", match["period"] or "") and re.match(r"-\d", text[match.end() :]):
            # Half a date, or a year less a number? Nobody should have to guess.
            raise FormulaError("write a day in full, or a space before the minus", match.start(), "RG205")
        try:
            return match.start(), match.end(), from_match(match)
        except BadReference as error:
            raise FormulaError(str(error), match.start(), "RG205") from None
    return None


@dataclass(frozen=True)
class _Reading:
    """The formula as Python code, and the references that its placeholders stand for."""

    code: str
    names: list[Name]

    def convert(self, node: ast.expr, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise FormulaError(f"nested deeper than {MAX_DEPTH} levels")
        match node:
            case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
                symbol = _OPERATORS[type(operator)]
                return Operation(symbol, self.convert(left, depth + 1), self.convert(right, depth + 1))
            case ast.UnaryOp(ast.USub(), operand):
                return Negative(self.convert(operand, depth + 1))
            case ast.Constant(int() | float() as value) if not isinstance(value, bool):
                # The digits as written: the float that Python made of them may differ in the last ones.
                return Number(Fraction(ast.get_source_segment(self.code, node) or ""))
            case ast.Name(id) if re.fullmatch(r"_\d+_", id):
                return self.names[int(id.strip("_"))]
            case ast.Call(ast.Name(function), arguments, []) if function in FUNCTIONS:
                return self._call(function, arguments, depth)
        raise FormulaError(
            "only + - * / ( ), numbers, references and " + ", ".join(FUNCTIONS) + " may stand in a formula"
        )

    def _call(self, function: str, arguments: list[ast.expr], depth: int) -> Call:
        least, most = FUNCTIONS[function]
        if not least <= len(arguments) <= most:
            raise FormulaError(
                f"{function} takes {least if least == most else f'{least} to {most}'} argument(s)"
            )
        if function == "range" and depth:
            raise FormulaError("a range stands by itself: nothing can be computed with it")
        return Call(function, tuple(self.convert(argument, depth + 1) for argument in arguments))


# ---- binding ---------------------------------------------------------------------------------------------------------

Locate = Callable[[Reference, Coordinates | None], Coordinates]


def bind(formula: Formula, home: Coordinates, locate: Locate) -> Expression:
    """The formula of the fact at `home` with every reference located and the named functions spelt out.

    Raises FormulaError with the place of the reference that does not fit.
    """
    return _Binder(home, locate).bind(formula.tree)


@dataclass(frozen=True)
class _Binder:
    home: Coordinates
    locate: Locate

    def bind(self, node: Expression) -> Expression:
        match node:
            case Name():
                return Input(self._at(node, self.home))
            case Operation(operator, left, right):
                return Operation(operator, self.bind(left), self.bind(right))
            case Negative(term):
                return Negative(self.bind(term))
            case Call(function, arguments):
                return self._call(function, arguments)
        return node

    def _at(self, name: Name, near: Coordinates) -> Coordinates:
        try:
            return self.locate(name.reference, near)
        except BadReference as error:
            raise FormulaError(str(error), name.offset, "RG205") from None

    def _call(self, function: str, arguments: tuple[Expression, ...]) -> Expression:
        bound = [self.bind(argument) for argument in arguments]
        one = bound[0]
        match function:
            case "growth" | "change" | "surprise":
                other = bound[1] if len(bound) > 1 else self._counterpart(function, arguments[0])
                return Operation("-", one, other) if function == "change" else Call("growth", (one, other))
            case "share":
                return Operation("/", one, bound[1])
            case "sum" | "average":
                total = _fold("+", bound)
                return total if function == "sum" else Operation("/", total, Number(Fraction(len(bound))))
            case "low" | "high":
                return self._end(function, one)
            case "midpoint":
                ends = Operation("+", self._end("low", one), self._end("high", one))
                return Operation("/", ends, Number(Fraction(2)))
            case "annualised":
                return self._annualised(one)
        return Call(function, tuple(bound))

    def _counterpart(self, function: str, argument: Expression) -> Expression:
        """What growth(x), change(x) and surprise(x) compare with: last year's x, or what was expected of it."""
        if not isinstance(argument, Name):
            raise FormulaError(f"{function}(…) of one argument needs a plain reference")
        at = self._at(argument, self.home)
        if function == "surprise":
            return Input(Coordinates(at.entity, at.concept, at.period, "consensus"))
        return Input(Coordinates(at.entity, at.concept, at.period.shift(-12), at.scenario))

    def _end(self, part: Literal["low", "high"], node: Expression) -> Expression:
        if not isinstance(node, Input):
            raise FormulaError(f"{part} and midpoint need a plain reference to a range")
        return Input(node.at, part)

    def _annualised(self, node: Expression) -> Expression:
        if not isinstance(node, Input) or not node.at.period.months:
            raise FormulaError("annualised needs a plain reference to a fact over a length of time")
        return Operation("*", node, Number(Fraction(12, node.at.period.months)))


def _fold(operator: Operator, terms: list[Expression]) -> Expression:
    total = terms[0]
    for term in terms[1:]:
        total = Operation(operator, total, term)
    return total


def inputs(expression: Expression) -> Iterator[Input]:
    """Every input of a bound formula, from left to right, as often as it occurs."""
    open_ = [expression]  # a list and no recursion: every formula is walked through several times
    while open_:
        node = open_.pop()
        if isinstance(node, Input):
            yield node
        elif isinstance(node, Operation):
            open_ += (node.right, node.left)
        elif isinstance(node, Negative):
            open_.append(node.term)
        elif isinstance(node, Call):
            open_ += reversed(node.arguments)


def size(expression: Expression) -> int:
    """How many terms, operations, signs and functions a formula is made of."""
    match expression:
        case Operation(_, left, right):
            return 1 + size(left) + size(right)
        case Negative(term):
            return 1 + size(term)
        case Call(_, arguments):
            return 1 + sum(map(size, arguments))
    return 1


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


def references(tree: Expression) -> Iterator[Name]:
    """Every reference of a formula that has been read but not bound, from left to right."""
    match tree:
        case Name():
            yield tree
        case Operation(_, left, right):
            yield from references(left)
            yield from references(right)
        case Negative(term):
            yield from references(term)
        case Call(_, arguments):
            for argument in arguments:
                yield from references(argument)


# ---- spelling out ----------------------------------------------------------------------------------------------------

_SIGNS: Final[dict[Operator, str]] = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_RANK: Final[dict[Operator, int]] = {"+": 1, "-": 1, "*": 2, "/": 2}


def spell(expression: Expression, show: Callable[[Input], str]) -> str:
    """A bound formula as a reader sees it, each input as `show` prints it: `$12.5bn ÷ $35.6bn`."""
    return _spell(expression, show, 0)


def _spell_number(value: Fraction, rank: int) -> str:
    """A decimal where it ends soon, else a fraction; as a divisor a fraction needs parentheses: a ÷ 3/2 misleads."""
    if 10**6 % value.denominator == 0:
        return f"{Decimal(value.numerator) / value.denominator:f}"
    return str(value) if rank < 3 else f"({value})"


def _spell(expression: Expression, show: Callable[[Input], str], rank: int) -> str:
    match expression:
        case Number(value):
            return _spell_number(value, rank)
        case Input():
            return show(expression)
        case Negative(term):
            return f"−{_spell(term, show, 3)}"
        case Operation(operator, left, right):
            own = _RANK[operator]
            text = f"{_spell(left, show, own)} {_SIGNS[operator]} {_spell(right, show, own + (operator in '-/'))}"
            return f"({text})" if own < rank else text
        case Call("growth", (one, two)):
            text = f"{_spell(one, show, 2)} ÷ {_spell(two, show, 3)} − 1"
            return f"({text})" if rank > 1 else text
        case Call("range", (one, two)):
            return f"{_spell(one, show, 0)} … {_spell(two, show, 0)}"
        case Call(function, arguments):
            return f"{function}({', '.join(_spell(argument, show, 0) for argument in arguments)})"
    raise AssertionError(expression)
