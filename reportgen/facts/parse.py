"""Reading formulas and claims, by precedence climbing (Pratt, *Top down operator precedence*, 1973).

An operator takes what binds closer than it does itself. A bracket may hold a claim or a formula; which of them it was
is seen once it has been read. Errors say what was expected where.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from typing import Final, Literal, NoReturn, cast

from reportgen.codes.rg2_values import RG205
from reportgen.errors import nearest
from reportgen.facts.formula import (
    Call,
    Constant,
    Expression,
    Formula,
    FormulaError,
    Name,
    Negative,
    Operation,
    Operator,
    Placed,
    walk,
)
from reportgen.facts.grammar import (
    ADDS,
    ARITHMETIC,
    BEHIND,
    COMPARED,
    COMPARES,
    ENDED,
    ENDS_IN_YEAR,
    EXPECTED_TERM,
    FACTOR,
    FUNCTIONS,
    HALF_A_DATE,
    KEYWORD,
    MAX_FORMULA_DEPTH,
    MAX_FORMULA_LENGTH,
    MISREAD,
    MULTIPLIES,
    NOT,
    OF_ENTITY,
    OPERATOR,
    POWER,
    QUANTITY,
    SIDE,
    SPACE,
    TESTS,
    TYPOGRAPHIC,
    Applied,
    Compared,
    Compares,
    Denied,
    Joined,
    Side,
    WrittenTerm,
)
from reportgen.facts.misplaced import misplaced, missing_operand
from reportgen.facts.quantity import Quantity, QuantityError, parse_quantity
from reportgen.facts.reference import BadReference, Reference, from_match
from reportgen.facts.text import Text
from reportgen.facts.unit import RATIOS

_MAX_OPEN: Final = 100  # brackets and signs in one another, which cost Python's own stack

_Tree = Expression | WrittenTerm | Quantity


def parse_formula(text: Text, entities: Collection[str]) -> Formula:
    """Read a formula. `entities` tells `googl/capex` (an entity's concept) from `ocf/capex` (a quotient).

    Raises FormulaError.
    """
    return Formula(text, _Reader(text, entities).formula())


def parse_claim(text: Text, entities: Collection[str], units: Collection[str]) -> WrittenTerm:
    """Read a claim, without asking what it speaks of; `units` are the declared counting units.

    Raises FormulaError, with RG205 for a reference that is none and RG208 for all else.
    """
    return _Reader(text, entities, units).claim()


class _Reader:
    """A text and the place up to which it has been read.

    `_height` is how many operations lie in one another in what was read last.
    """

    def __init__(self, text: Text, entities: Collection[str], units: Collection[str] | None = None) -> None:
        self._kind = "formula" if units is None else "claim"
        if len(text) > MAX_FORMULA_LENGTH:
            message = f"a {self._kind} may have {MAX_FORMULA_LENGTH} characters, this one has {len(text)}"
            raise FormulaError(message)
        self._written = text
        self._text = text.translate(TYPOGRAPHIC)
        self._entities = entities
        self._units = units
        self._operator = ARITHMETIC if units is None else OPERATOR
        self._place = 0
        self._height = 0
        self._open = 0

    def formula(self) -> Expression:
        tree = cast(Expression, self._read(SIDE))  # nothing else is read there without units
        self._ended()
        self._range_alone(tree)
        return tree

    def claim(self) -> WrittenTerm:
        tree = self._read(0)
        self._ended()
        return self._holds(tree, self._next(0))

    def _ended(self) -> None:
        place = self._next()
        if self._text.startswith(")", place):
            raise FormulaError("a bracket is closed that nobody opened", place)
        if place < len(self._text):
            self._unexpected(place)

    # ---- by precedence

    def _read(self, power: int) -> _Tree:
        """What stands here, as far as operators reach that bind closer than `power`."""
        start = self._place
        left = self._operand(power)
        while match := self._operator.match(self._text, self._place):
            symbol, end = match[1], self._place
            own = POWER[symbol]
            if own <= power:
                break
            self._place = match.end()
            if own >= ADDS:
                left = self._operation(symbol, left, match.start(1))
            elif own == COMPARES:
                left = self._comparison(COMPARED[symbol], left, (start, end), match.start(1))
            else:
                left = self._junction(symbol, left, start)
        return left

    def _operand(self, power: int) -> _Tree:
        if self._units is not None:
            if power <= COMPARES and (quantity := self._quantity(self._units)):
                return quantity
            if keyword := KEYWORD.match(self._text, self._place):
                return self._denial(keyword, power)
        match = FACTOR.match(self._text, self._place)
        if match is None:
            self._missing(power)
        if match["number"]:
            self._place, self._height = match.end(), 0
            ratio = match["ratio"] or match["points"] or ""
            return Constant(Fraction(match["number"]) * RATIOS.get(ratio, 1), ratio)
        if match["sign"]:
            self._place = match.end()
            return self._inside(match["sign"], match.start("sign"), power)
        return self._named(match, power)

    def _inside(self, sign: str, offset: int, power: int) -> _Tree:
        """What a sign, a bracket or `not` stands before."""
        self._open += 1
        if self._open > _MAX_OPEN:
            bound = (
                f"{_MAX_OPEN} brackets in a {self._kind}" if sign == "(" else f"{MAX_FORMULA_DEPTH} levels"
            )
            raise FormulaError(f"nested deeper than {bound}", offset)
        if sign == "(":
            made = self._bracket(offset, power)
        else:
            made = self._negative(offset) if sign == "-" else Denied(self._condition(NOT))
            self._rise(self._height, offset)
        self._open -= 1
        return made

    def _operation(self, symbol: str, left: _Tree, offset: int) -> Operation:
        height = self._height
        one = self._number(left, offset)
        two = self._number(self._read(POWER[symbol]), offset)
        self._rise(max(height, self._height), offset)
        return Operation(cast(Operator, symbol), one, two)

    def _negative(self, offset: int) -> Negative:
        return Negative(self._number(self._operand(MULTIPLIES), offset))

    def _bracket(self, offset: int, power: int) -> _Tree:
        start = self._place
        tree = self._read(0 if self._units is not None and power <= COMPARES else SIDE)
        if isinstance(tree, Quantity):  # no side of anything, so that it has to be a number as in a formula
            self._place = start
            tree = self._read(SIDE)
        self._close(offset)
        if isinstance(tree, WrittenTerm):
            self._rise(self._height, offset)
            return tree
        return self._placed(self._number(tree, offset), "", offset)

    def _placed(self, term: Expression, entity: str, offset: int) -> Expression:
        """A formula with the coordinates that stand behind it, and the entity before it, if there are any."""
        match = BEHIND.match(self._text, self._place)
        assert match is not None
        self._place = match.end()
        if not (entity or match[0]):
            return term
        try:
            return Placed(term, from_match(match, "", entity), offset)
        except BadReference as error:
            raise FormulaError(str(error), offset, RG205) from None

    def _close(self, opened: int) -> None:
        place = self._next()
        if place == len(self._text):
            raise FormulaError("a bracket is not closed", opened)
        if self._text[place] != ")":
            self._unexpected(place, " or )")
        self._place = place + 1

    def _number(self, tree: _Tree, offset: int) -> Expression:
        if isinstance(tree, WrittenTerm | Quantity):
            raise FormulaError("nothing can be computed with a condition: it is true or false", offset)
        return tree

    # ---- conditions

    def _condition(self, power: int) -> WrittenTerm:
        start = self._next()
        tree, place = self._read(power), self._next()
        if not isinstance(tree, WrittenTerm) and not ENDED.match(self._text, place):
            self._unexpected(place)
        return self._holds(tree, start)

    def _holds(self, tree: _Tree, start: int) -> WrittenTerm:
        if isinstance(tree, WrittenTerm):
            return tree
        raise FormulaError(f"this compares nothing: {EXPECTED_TERM}", start)

    def _denial(self, keyword: re.Match[str], power: int) -> _Tree:
        if keyword[1] != "not" or power >= COMPARES:
            self._missing(power)
        self._place = keyword.end()
        return self._inside("not", keyword.start(1), power)

    def _comparison(self, operator: Compares, left: _Tree, span: tuple[int, int], offset: int) -> Compared:
        one = self._side(left, *span, offset)
        start = self._place
        right = self._read(COMPARES)
        two = self._side(right, start, self._place, offset)
        self._height = 0
        return Compared(operator, one, two, offset)

    def _side(self, tree: _Tree, start: int, end: int, offset: int) -> Side:
        """The text from `start` to `end` as a side; what is wrong with it is said at `offset`."""
        if isinstance(tree, Compared):
            raise FormulaError(
                "two comparisons in one: join them with and, or write between(x, low, high)", offset
            )
        if isinstance(tree, WrittenTerm):
            raise FormulaError("a condition is true or false: nothing can be compared with it", offset)
        if not isinstance(tree, Quantity):
            self._range_alone(tree)
        text = self._written[start:end].lstrip()
        return Side(text, end - len(text), tree)

    def _junction(self, word: str, left: _Tree, start: int) -> Joined:
        parts, height = [self._holds(left, self._next(start))], self._height
        while True:
            parts.append(self._condition(POWER[word]))
            height = max(height, self._height)
            match = OPERATOR.match(self._text, self._place)
            if match is None or match[1] != word:
                break
            self._place = match.end()
        self._rise(height, self._place)
        return Joined(cast(Literal["and", "or"], word), tuple(parts))

    def _quantity(self, units: Collection[str]) -> Quantity | None:
        """A number that is a whole side, with its unit or without; None where a formula stands here."""
        match = QUANTITY.match(self._text, self._place)
        if match is None:
            return None
        try:
            quantity = parse_quantity(match[1], units)
        except QuantityError as error:
            if unit := MISREAD.fullmatch(match[1]):
                mend = f"; {error.mend}" if error.mend else ""
                raise FormulaError(f"{error}{mend}", match.start(1) + unit.start(1)) from None
            return None
        self._place, self._height = match.end(), 0
        return quantity

    # ---- references and functions

    def _named(self, match: re.Match[str], power: int) -> _Tree:
        entity, self._height = match["entity"], 0
        start = match.start("entity" if entity else "concept")
        if entity and entity not in self._entities:
            # Not an entity but a division written without spaces: what stands before the stroke is read by itself.
            self._place = match.end("entity")
            return Name(Reference(entity), start)
        if match["call"]:
            return self._call(match, start, power)
        if match["concept"] in self._entities and (bracket := OF_ENTITY.match(self._text, match.end())):
            self._place = bracket.end()
            tree = self._bracket(bracket.start(1), MULTIPLIES)
            return self._placed(self._number(tree, start), match["concept"], start)
        if HALF_A_DATE.match(self._text, match.end()) and ENDS_IN_YEAR.search(match["period"] or ""):
            # Half a date, or a year less a number? Nobody should have to guess.
            raise FormulaError("write a day or a month in full, or a space before the minus", start, RG205)
        self._place = match.end()
        try:
            return Name(from_match(match), start)
        except BadReference as error:
            raise FormulaError(str(error), start, RG205) from None

    def _call(self, match: re.Match[str], start: int, power: int) -> _Tree:
        name = self._text[match.start("concept") : match.start("call")]
        tests = TESTS if self._units is not None and power < COMPARES else {}
        if name not in FUNCTIONS and name not in tests:
            known = (*FUNCTIONS, *tests)
            raise FormulaError(
                f"unknown function {name!r}: there are {', '.join(known)}{nearest(name, known)}", start
            )
        self._place = match.end()
        if name in tests:
            sides = self._sides(start, match.end() - 1)
            self._counted(name, TESTS[name], len(sides), start)
            self._height = 0
            return Applied(name, sides, start)
        arguments: list[Expression] = []
        height = 0
        while self._another(len(arguments), match.end() - 1):
            arguments.append(self._number(self._read(SIDE), start))
            height = max(height, self._height)
        self._counted(name, FUNCTIONS[name], len(arguments), start)
        self._rise(height, start)
        return self._placed(Call(name, tuple(arguments), start), match["entity"] or "", start)

    def _sides(self, offset: int, opened: int) -> tuple[Side, ...]:
        sides: list[Side] = []
        while self._another(len(sides), opened):
            start = self._place
            tree = self._read(COMPARES)
            sides.append(self._side(tree, start, self._place, offset))
        return tuple(sides)

    def _another(self, read: int, opened: int) -> bool:
        """Whether one more argument follows those read; past the comma, or past the bracket behind the last."""
        place = self._next()
        if read and self._text.startswith(",", place):
            self._place = place + 1
            place = self._next()
        elif read or self._text.startswith(")", place):
            self._close(opened)
            return False
        if self._text.startswith(")", place):  # behind a last comma
            self._place = place + 1
            return False
        return True

    def _counted(self, function: str, takes: tuple[int, int], count: int, offset: int) -> None:
        least, most = takes
        if not least <= count <= most:
            wanted = least if least == most else f"{least} to {most}"
            raise FormulaError(f"{function} takes {wanted} argument(s)", offset)

    def _range_alone(self, tree: Expression) -> None:
        if "range" not in self._text:
            return
        whole = tree.term if isinstance(tree, Placed) else tree
        for node in walk(tree):
            if isinstance(node, Call) and node.function == "range" and node is not whole:
                raise FormulaError("a range stands by itself: nothing can be computed with it", node.offset)

    # ---- what is wrong

    def _next(self, place: int | None = None) -> int:
        """Where the next sign stands."""
        match = SPACE.match(self._text, self._place if place is None else place)
        assert match is not None
        return match.end()

    def _rise(self, height: int, offset: int) -> None:
        """What was read lies around something so high."""
        self._height = height + 1
        if height >= MAX_FORMULA_DEPTH:
            raise FormulaError(f"nested deeper than {MAX_FORMULA_DEPTH} levels", offset)

    def _missing(self, power: int) -> NoReturn:
        raise missing_operand(self._kind, self._text, self._next(), inner=power >= COMPARES)

    def _unexpected(self, place: int, closing: str = "") -> NoReturn:
        raise misplaced(self._kind, self._text, place, closing)
