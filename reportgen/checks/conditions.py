"""Claims: conditions over facts that words such as "ahead of consensus" rest on, bound to those facts.

`facts/grammar.py` says how they are written. A number in a claim is a threshold, and exact. `judging.py` holds a claim
against the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from reportgen.codes.rg2_values import RG204, RG205
from reportgen.codes.rg5_texts import RG513
from reportgen.errors import FindingCode
from reportgen.facts.base import FactBase
from reportgen.facts.evaluate import evaluate, kinds_of_time, unit_of
from reportgen.facts.formula import (
    Call,
    Constant,
    Expression,
    FormulaError,
    Input,
    bind,
    inputs,
    named_at,
    substitute,
    walk,
)
from reportgen.facts.grammar import (
    Applied,
    Compared,
    Compares,
    Denied,
    Joined,
    Side,
    WrittenTerm,
)
from reportgen.facts.interval import Interval, NotMeaningful
from reportgen.facts.parse import parse_claim
from reportgen.facts.period import Period
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates
from reportgen.facts.text import Text
from reportgen.facts.unit import Unit, UnitError


class ClaimError(ValueError):
    """A claim that cannot be read.

    `offset` is where in its text; `code` is the finding that it makes: RG205 for a reference to nothing, RG204 for
    units that cannot be compared, else RG513.
    """

    def __init__(self, message: str, offset: int = 0, code: FindingCode = RG513) -> None:
        super().__init__(message)
        self.offset = offset
        self.code = code


class OpenClaim(ClaimError):
    """A claim that rests on a fact that is still open: nobody can judge it yet."""


@dataclass(frozen=True)
class Term:
    """One side of a comparison, bound to its facts.

    `number` is set for a number that stands there by itself, `constants` are the numbers that are written in it.
    """

    text: str
    expression: Expression
    unit: Unit
    number: Quantity | None = None
    constants: tuple[Quantity, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Two terms and how the one is said to stand to the other."""

    operator: Compares
    left: Term
    right: Term


@dataclass(frozen=True)
class Between:
    """A term that is said to lie between two others, both ends included."""

    term: Term
    low: Term
    high: Term


@dataclass(frozen=True)
class Peak:
    """A fact that is said to be above every one of `others`; `lacking` says which of them the fact base has not got.

    `count` is the number of periods that `fastest` names, 0 for `record`.
    """

    function: str
    term: Term
    others: tuple[Term, ...]
    lacking: str = ""
    count: int = 0


@dataclass(frozen=True)
class Junction:
    """Conditions that are said to hold all together, or at least one of them."""

    word: Literal["and", "or"]
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Negation:
    """A condition that is said not to hold."""

    part: Condition


Condition = Comparison | Between | Peak | Junction | Negation


def _atoms(condition: Condition) -> Iterator[Comparison | Between | Peak]:
    """The conditions of a claim that are made of no others, from left to right."""
    match condition:
        case Junction(_, parts):
            for part in parts:
                yield from _atoms(part)
        case Negation(part):
            yield from _atoms(part)
        case _:
            yield condition


def condition_terms(condition: Condition) -> Iterator[Term]:
    """Every term of a claim, from left to right."""
    for atom in _atoms(condition):
        match atom:
            case Comparison(_, left, right):
                yield from (left, right)
            case Between(term, low, high):
                yield from (term, low, high)
            case Peak(_, term, others):
                yield from (term, *others)


def rests_on(condition: Condition) -> tuple[Input, ...]:
    """The facts that a claim rests on, each once, in the order in which it names them."""
    return tuple(
        dict.fromkeys(item for term in condition_terms(condition) for item in inputs(term.expression))
    )


def constants(condition: Condition) -> tuple[Quantity, ...]:
    """The numbers that are written in a claim, as often as they are, from left to right.

    Of `x < y / 2` the 2, of `fastest(x, 13)` the 13, of `x > 20 bn USD` the amount in its unit. What a function brings
    along (the 4 of `annualised`) is written nowhere.
    """
    return tuple(number for atom in _atoms(condition) for number in _constants(atom))


def brackets(condition: Condition) -> Iterator[tuple[Quantity, Quantity]]:
    """The ends of each `between` whose ends are both numbers."""
    for atom in _atoms(condition):
        if isinstance(atom, Between) and atom.low.number is not None and atom.high.number is not None:
            yield atom.low.number, atom.high.number


def _constants(atom: Comparison | Between | Peak) -> Iterator[Quantity]:
    for term in condition_terms(atom):
        yield from term.constants
    if isinstance(atom, Peak) and atom.count:
        yield _plain(Fraction(atom.count))


# ---- reading ---------------------------------------------------------------------------------------------------------


def read_claim(text: Text, base: FactBase) -> Condition:
    """Read a claim and bind it to the facts it speaks of. Raises ClaimError."""
    with _as_claim_error():
        written = parse_claim(text, base.entities, base.units)
    return _Binding(base).condition(written)


@contextmanager
def _as_claim_error(start: int = 0) -> Iterator[None]:
    """What is wrong with a formula, as what is wrong with the claim in which it begins at `start`."""
    try:
        yield
    except FormulaError as error:
        code = RG205 if error.code == RG205 else RG513
        raise ClaimError(str(error), start + error.offset, code) from None
    except UnitError as error:
        raise ClaimError(str(error), start, RG204) from None


@dataclass(frozen=True)
class _Binding:
    """What a claim is bound to."""

    base: FactBase

    def condition(self, written: WrittenTerm) -> Condition:
        match written:
            case Compared(operator, left, right, offset):
                made = Comparison(operator, self._term(left), self._term(right))
                _comparable(made.left, made.right, offset)
                return made
            case Applied():
                return self._test(written)
            case Joined(word, parts):
                return Junction(word, tuple(self.condition(part) for part in parts))
            case Denied(part):
                return Negation(self.condition(part))

    # ---- functions

    def _test(self, written: Applied) -> Condition:
        if written.test == "between":
            made = Between(*map(self._term, written.sides))
            for end in (made.low, made.high):
                _comparable(made.term, end, written.offset)
            return made
        term = self._term(written.sides[0])
        first = next(inputs(term.expression), None)
        if first is None or any(item.part for item in inputs(term.expression)):
            raise ClaimError(
                f"{written.test} needs a reference, or a formula of some", written.sides[0].offset
            )
        if written.test == "record":
            return self._record(term, first.at)
        return self._fastest(term, first.at, _count(written.sides[1]))

    def _record(self, term: Term, at: Coordinates) -> Peak:
        """Above every earlier period of the same length that the fact base holds."""
        earlier = [
            other for other in self.base.facts if _alike(other, at) and other.period.end < at.period.end
        ]
        earlier.sort(key=lambda other: other.period.end, reverse=True)
        others = [_moved(term, at, other.period) for other in earlier]
        held = [other for other in others if self._lacks(other) is None]
        if isinstance(term.expression, Input):
            held = others
        lacking = "" if held else f"the fact base holds no period before {at.local} to compare with"
        return self._peak("record", term, held, lacking)

    def _fastest(self, term: Term, at: Coordinates, count: int) -> Peak:
        """Above each of the n − 1 periods before it, all of which the fact base must hold."""
        months = at.period.months
        if not months:
            raise ClaimError("fastest needs a fact over a length of time")
        before = [_moved(term, at, at.period.shift(-months * back)) for back in range(1, count)]
        gone = [lacks.local for other in before if (lacks := self._lacks(other))]
        lacking = f"the fact base does not hold {gone[0]}" if gone else ""
        lacking += f" and {len(gone) - 1} more of the {count} periods" if len(gone) > 1 else ""
        held = [other for other in before if self._lacks(other) is None]
        return replace(self._peak("fastest", term, held, lacking), count=count)

    def _lacks(self, term: Term) -> Coordinates | None:
        """The first fact of a term that the fact base does not hold."""
        return next((item.at for item in inputs(term.expression) if item.at not in self.base.facts), None)

    def _peak(self, name: str, term: Term, others: list[Term], lacking: str) -> Peak:
        def void(other: Term) -> bool:
            return any(self.base.facts[item.at].quantity is None for item in inputs(other.expression))

        valueless = next((other.text for other in others if void(other)), "")
        lacking = lacking or (f"{valueless} has no value" if valueless else "")
        return Peak(name, term, tuple(other for other in others if not void(other)), lacking)

    # ---- terms

    def _term(self, side: Side) -> Term:
        if isinstance(side.tree, Quantity):
            number = _exactly(side.tree)
            return Term(side.text, Constant(number.point), number.unit, number, (number,))
        expression, unit = self._bound(side, side.tree)
        if isinstance(expression, Call) and expression.function == "range":
            raise ClaimError("a range cannot be compared: compare low(x) or high(x)", side.offset)
        alone = None if any(inputs(expression)) else _worked_out(expression, side.offset)
        constants = tuple(_plain(node.value) for node in walk(side.tree) if isinstance(node, Constant))
        return Term(side.text, expression, unit, alone, constants)

    def _bound(self, side: Side, tree: Expression) -> tuple[Expression, Unit]:
        home = Coordinates(self.base.entity, "", self.base.period)
        with _as_claim_error():
            expression = bind(tree, home, self.base.names)
        with _as_claim_error(side.offset):
            for item in inputs(expression):  # what a function compares with may be written nowhere
                named = named_at(tree, item.at, home, self.base.locate)
                self._known(item.at, side.offset if named is None else named)
            return expression, unit_of(expression, self._unit)

    def _known(self, at: Coordinates, offset: int) -> None:
        fact = self.base.facts.get(at)
        if fact is None:
            raise ClaimError(self.base.unknown(at), offset, RG205)
        if fact.quantity is None:
            kind = OpenClaim if fact.awaits else ClaimError
            raise kind(f"{at.local} has no value to compare: {fact.trouble}", offset, RG205)

    def _unit(self, item: Input) -> Unit:
        quantity = self.base.facts[item.at].quantity
        if item.part and (quantity is None or quantity.ends is None):
            raise UnitError(f"{item.at.local} is not a range")
        return self.base.concept_at(item.at).unit


def _moved(term: Term, at: Coordinates, period: Period) -> Term:
    """A term at another period than that of `at`, its first input; what stands at other times moves as far."""
    if isinstance(term.expression, Input):
        there = replace(at, period=period)
        return Term(there.local, Input(there), term.unit)
    months = (period.end.year - at.period.end.year) * 12 + period.end.month - at.period.end.month

    def later(item: Input) -> Input:
        own = period if item.at.period == at.period else item.at.period.shift(months)
        return Input(replace(item.at, period=own), item.part)

    return Term(f"{term.text} @{period}", substitute(term.expression, later), term.unit)


def _count(side: Side) -> int:
    """The n of fastest(x, n)."""
    if not re.fullmatch(r"[2-9]|[1-9][0-9]", side.text):
        raise ClaimError("fastest(x, n) takes a number of periods from 2 to 99", side.offset)
    return int(side.text)


def _worked_out(expression: Expression, offset: int) -> Quantity:
    try:
        return evaluate(expression, {}, Unit())
    except (NotMeaningful, FormulaError) as error:
        raise ClaimError(str(error), offset) from None


def _comparable(left: Term, right: Term, offset: int) -> None:
    """Raise ClaimError where the two cannot be compared, or comparing them says nothing about a fact."""
    if left.number is not None and right.number is not None:
        raise ClaimError("a claim is about a fact: two numbers are compared here", offset)
    if left.expression == right.expression:
        raise ClaimError("a thing is compared with itself", offset)
    if any(
        term.number is not None and not term.number.point and not str(term.unit) for term in (left, right)
    ):
        return  # zero is zero in any unit
    one, two = left.unit, right.unit
    # 35 is no way to write 35%: a plain number is compared with a plain number, or a number of times.
    bare = any(term.number is not None and not str(term.unit) for term in (left, right))
    ratios = {one.ratio, two.ratio} - {"x"} - (set() if bare else {""})
    if one.powers != two.powers or (len(ratios) > 1 and not one.like(two)):
        named = [str(unit) or "a plain number" for unit in (one, two)]
        raise ClaimError(f"{named[0]} cannot be compared with {named[1]}", offset, RG204)
    if len(kinds_of_time(left.expression) | kinds_of_time(right.expression)) > 1:
        message = "a value at an instant cannot be compared with a value over a length of time"
        raise ClaimError(message, offset, RG204)


def _alike(one: Coordinates, two: Coordinates) -> bool:
    """True for the same measure over another period of the same length."""
    same = (one.entity, one.concept, one.scenario) == (two.entity, two.concept, two.scenario)
    return same and (one.period.instant, one.period.months) == (two.period.instant, two.period.months)


def _exactly(quantity: Quantity) -> Quantity:
    return Quantity(quantity.point, Interval.at(quantity.point), quantity.unit, quantity.written)


def _plain(value: Fraction) -> Quantity:
    return Quantity(value, Interval.at(value), Unit())
