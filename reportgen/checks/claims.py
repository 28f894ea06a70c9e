"""Claims: conditions over facts that words such as "ahead of consensus" rest on, read and bound.

    claim       and, or, not, ( ) over conditions
    condition   TERM < <= > >= = != TERM · between(TERM, low, high) · record(reference) · fastest(reference, n)
    TERM        a formula as in facts.yaml, or a number with its unit: 35%, 20 bn USD, 13 quarters

A number in a claim is a threshold, and exact. `judging.py` holds a claim against the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from reportgen.facts.base import FactBase
from reportgen.facts.evaluate import evaluate, kinds_of_time, unit_of
from reportgen.facts.formula import (
    Call,
    Expression,
    FormulaError,
    Input,
    Number,
    bind,
    inputs,
    parse_formula,
    references,
)
from reportgen.facts.interval import Interval, NotMeaningful
from reportgen.facts.quantity import Quantity, QuantityError, parse_quantity
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.facts.text import Text
from reportgen.facts.unit import Unit, UnitError

MAX_LENGTH: Final = 400
MAX_DEPTH: Final = 20
FUNCTIONS: Final = {"between": 3, "record": 1, "fastest": 2}
EXPECTED: Final = (
    "write a comparison, as in aws.revenue > aws.revenue~consensus, or between(x, low, high), record(x), "
    "fastest(x, n); join them with and, or, not"
)


class ClaimError(ValueError):
    """A claim that cannot be read.

    `offset` is where in its text; `code` is the finding that it makes: RG205 for a reference to nothing, RG204 for
    units that cannot be compared, else RG513.
    """

    def __init__(self, message: str, offset: int = 0, code: str = "RG513") -> None:
        super().__init__(message)
        self.offset = offset
        self.code = code


Compares = Literal["<", "<=", ">", ">=", "=", "!="]


@dataclass(frozen=True)
class Term:
    """One side of a comparison, bound to its facts; `number` is set for a number that stands there by itself."""

    text: str
    expression: Expression
    unit: Unit
    number: Quantity | None = None


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
    """A fact that is said to be above every one of `others`; `lacking` says which of them the fact base has not got."""

    function: str
    term: Term
    others: tuple[Term, ...]
    lacking: str = ""


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


def terms(condition: Condition) -> Iterator[Term]:
    """Every term of a claim, from left to right."""
    match condition:
        case Comparison(_, left, right):
            yield from (left, right)
        case Between(term, low, high):
            yield from (term, low, high)
        case Peak(_, term, others):
            yield from (term, *others)
        case Junction(_, parts):
            for part in parts:
                yield from terms(part)
        case Negation(part):
            yield from terms(part)


def rests_on(condition: Condition) -> tuple[Input, ...]:
    """The facts that a claim rests on, each once, in the order in which it names them."""
    return tuple(dict.fromkeys(item for term in terms(condition) for item in inputs(term.expression)))


# ---- reading ---------------------------------------------------------------------------------------------------------

_SIGNS: Final[dict[str, Compares]] = {
    "<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">=", "=": "=", "==": "=", "!=": "!=", "≠": "!=",
}  # fmt: skip
_TOKEN: Final = re.compile(
    r"(?P<sign><=|>=|!=|==|[<>=≤≥≠])|(?P<bracket>[()])|(?P<comma>,)|(?P<word>(?:\d{1,3}(?:,\d{3})+|[^\s()<>=!≤≥≠,])+)"
)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def read_claim(text: Text, base: FactBase) -> Condition:
    """Read a claim and bind it to the facts it speaks of. Raises ClaimError."""
    if len(text) > MAX_LENGTH:
        raise ClaimError(f"a claim may have {MAX_LENGTH} characters, this one has {len(text)}")
    tokens = _tokens(text)
    return _Reading(text, base, tokens).condition(0, len(tokens), 0)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        match = _TOKEN.match(text, place)
        if match is None:
            raise ClaimError(f"{text[place]!r} may not stand in a claim", place)
        found.append(_Token(match.lastgroup or "", match[0], match.start(), match.end()))
        place = match.end()
    return found


@dataclass(frozen=True)
class _Reading:
    """A claim's text and tokens; a part of it is a run of tokens from `lo` up to `hi`."""

    text: Text
    base: FactBase
    tokens: list[_Token]

    def condition(self, lo: int, hi: int, depth: int) -> Condition:
        if depth > MAX_DEPTH:
            raise ClaimError(f"nested deeper than {MAX_DEPTH} levels", self._offset(lo))
        if len(parts := self._split(lo, hi, "or")) > 1:
            return Junction("or", tuple(self.condition(*part, depth + 1) for part in parts))
        if len(parts := self._split(lo, hi, "and")) > 1:
            return Junction("and", tuple(self.condition(*part, depth + 1) for part in parts))
        if lo < hi and self.tokens[lo].text == "not":
            return Negation(self.condition(lo + 1, hi, depth + 1))
        return self._comparison(lo, hi, depth)

    def _comparison(self, lo: int, hi: int, depth: int) -> Condition:
        signs = [i for i in self._outside(lo, hi) if self.tokens[i].kind == "sign"]
        if len(signs) > 1:
            raise ClaimError(
                "two comparisons in one: join them with and, or write between(x, low, high)",
                self._offset(signs[1]),
            )
        if signs:
            made = Comparison(
                _SIGNS[self.tokens[signs[0]].text], self._term(lo, signs[0]), self._term(signs[0] + 1, hi)
            )
            self._comparable(made.left, made.right, self._offset(signs[0]))
            return made
        first = self.tokens[lo] if lo < hi else None
        if first and first.text == "(" and self._closing(lo) == hi - 1:
            return self.condition(lo + 1, hi - 1, depth + 1)
        if first and first.text in FUNCTIONS and hi - lo > 2 and self._closing(lo + 1) == hi - 1:
            return self._function(first, lo + 2, hi - 1)
        raise ClaimError(f"this compares nothing: {EXPECTED}", self._offset(lo))

    def _offset(self, index: int) -> int:
        return self.tokens[index].start if index < len(self.tokens) else len(self.text)

    def _outside(self, lo: int, hi: int) -> Iterator[int]:
        """The tokens of a run that stand in no brackets of that run."""
        depth = 0
        for index in range(lo, hi):
            token = self.tokens[index].text
            depth -= token == ")"
            if depth < 0:
                raise ClaimError("a bracket is closed that nobody opened", self._offset(index))
            if not depth and token not in ("(", ")"):
                yield index
            depth += token == "("
        if depth:
            raise ClaimError("a bracket is not closed", self._offset(lo))

    def _split(self, lo: int, hi: int, text: str) -> list[tuple[int, int]]:
        cuts = [lo - 1, *(i for i in self._outside(lo, hi) if self.tokens[i].text == text), hi]
        return [(one + 1, two) for one, two in pairwise(cuts)]

    def _closing(self, opening: int) -> int:
        """Where the bracket at `opening` is closed; −1 where no bracket is."""
        depth = 0
        for index in range(opening, len(self.tokens)):
            depth += {"(": 1, ")": -1}.get(self.tokens[index].text, 0)
            if not depth:
                return index if index > opening else -1
        return -1

    # ---- functions

    def _function(self, name: _Token, lo: int, hi: int) -> Condition:
        parts = self._split(lo, hi, ",")
        if len(parts) != FUNCTIONS[name.text]:
            raise ClaimError(f"{name.text} takes {FUNCTIONS[name.text]} argument(s)", name.start)
        if name.text == "between":
            made = Between(*(self._term(*part) for part in parts))
            for end in (made.low, made.high):
                self._comparable(made.term, end, name.start)
            return made
        term = self._term(*parts[0])
        if not isinstance(term.expression, Input) or term.expression.part:
            raise ClaimError(f"{name.text} needs a plain reference", self._offset(lo))
        if name.text == "record":
            return self._record(term, term.expression.at)
        return self._fastest(term, term.expression.at, self._count(*parts[1]))

    def _count(self, lo: int, hi: int) -> int:
        text = self.tokens[lo].text if hi - lo == 1 else ""
        if not re.fullmatch(r"[1-9]\d?", text, re.ASCII) or text == "1":
            raise ClaimError("fastest(x, n) takes a number of periods from 2 to 99", self._offset(lo))
        return int(text)

    def _record(self, term: Term, at: Coordinates) -> Peak:
        """Above every earlier period of the same length that the fact base holds."""
        earlier = [
            other for other in self.base.facts if _alike(other, at) and other.period.end < at.period.end
        ]
        earlier.sort(key=lambda other: other.period.end, reverse=True)
        lacking = "" if earlier else f"the fact base holds no period before {at.local} to compare with"
        return self._peak("record", term, earlier, lacking)

    def _fastest(self, term: Term, at: Coordinates, count: int) -> Peak:
        """Above each of the n − 1 periods before it, all of which the fact base must hold."""
        months = at.period.months
        if not months:
            raise ClaimError("fastest needs a fact over a length of time")
        before = [
            Coordinates(at.entity, at.concept, at.period.shift(-months * back), at.scenario)
            for back in range(1, count)
        ]
        gone = [other.local for other in before if other not in self.base.facts]
        lacking = f"the fact base does not hold {gone[0]}" if gone else ""
        lacking += f" and {len(gone) - 1} more of the {count} periods" if len(gone) > 1 else ""
        return self._peak("fastest", term, [other for other in before if other in self.base.facts], lacking)

    def _peak(self, name: str, term: Term, others: list[Coordinates], lacking: str) -> Peak:
        void = [at.local for at in others if self.base.facts[at].quantity is None]
        lacking = lacking or (f"{void[0]} has no value" if void else "")
        valued = [at for at in others if self.base.facts[at].quantity is not None]
        return Peak(name, term, tuple(Term(at.local, Input(at), term.unit) for at in valued), lacking)

    # ---- terms

    def _term(self, lo: int, hi: int) -> Term:
        if lo >= hi:
            raise ClaimError(f"something is missing here: {EXPECTED}", self._offset(lo))
        start = self._offset(lo)
        text = self.text[start : self.tokens[hi - 1].end]
        number = self._number(text)
        if number is not None:
            return Term(text, Number(number.point), number.unit, number)
        return self._formula(text, start)

    def _number(self, text: str) -> Quantity | None:
        """A number with or without a unit, exact as it stands; None where the text is something else."""
        if not re.match(r"[-−+]?\d", text):
            return None
        try:
            return _exactly(parse_quantity(text, self.base.units))
        except QuantityError:
            return None

    def _formula(self, text: str, start: int) -> Term:
        home = Coordinates(self.base.entity, "", self.base.period)
        try:
            formula = parse_formula(Text(text), self.base.entities)
            for name in references(formula.tree):
                self._known(self.base.locate(name.reference, home), start + name.offset)
            expression = bind(formula, home, self.base.locate)
            for item in inputs(expression):
                self._known(item.at, start)
            unit = unit_of(expression, self._unit)
        except FormulaError as error:
            code = "RG205" if error.code == "RG205" else "RG513"
            raise ClaimError(str(error), start + error.offset, code) from None
        except BadReference as error:
            raise ClaimError(str(error), start, "RG205") from None
        except UnitError as error:
            raise ClaimError(str(error), start, "RG204") from None
        if isinstance(expression, Call) and expression.function == "range":
            raise ClaimError("a range cannot be compared: compare low(x) or high(x)", start)
        number = None if any(inputs(expression)) else self._worked_out(expression, start)
        return Term(text, expression, unit, number)

    def _worked_out(self, expression: Expression, start: int) -> Quantity:
        try:
            return evaluate(expression, {}, Unit())
        except (NotMeaningful, FormulaError) as error:
            raise ClaimError(str(error), start) from None

    def _known(self, at: Coordinates, offset: int) -> None:
        fact = self.base.facts.get(at)
        if fact is None:
            raise ClaimError(self.base.unknown(at), offset, "RG205")
        if fact.quantity is None:
            raise ClaimError(f"{at.local} has no value to compare: {fact.trouble}", offset, "RG205")

    def _unit(self, item: Input) -> Unit:
        quantity = self.base.facts[item.at].quantity
        if item.part and (quantity is None or quantity.ends is None):
            raise UnitError(f"{item.at.local} is not a range")
        return self.base.concepts[item.at.concept].unit

    def _comparable(self, left: Term, right: Term, offset: int) -> None:
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
        if one.powers != two.powers or len(ratios) > 1:
            named = [str(unit) or "a plain number" for unit in (one, two)]
            raise ClaimError(f"{named[0]} cannot be compared with {named[1]}", offset, "RG204")
        if len(kinds_of_time(left.expression) | kinds_of_time(right.expression)) > 1:
            message = "a value at an instant cannot be compared with a value over a length of time"
            raise ClaimError(message, offset, "RG204")


def _alike(one: Coordinates, two: Coordinates) -> bool:
    """True for the same measure over another period of the same length."""
    same = (one.entity, one.concept, one.scenario) == (two.entity, two.concept, two.scenario)
    return same and (one.period.instant, one.period.months) == (two.period.instant, two.period.months)


def _exactly(quantity: Quantity) -> Quantity:
    return Quantity(quantity.point, Interval.at(quantity.point), quantity.unit, quantity.written)


def constants(condition: Condition) -> tuple[Quantity, ...]:
    """Every literal number of a condition."""
    return tuple(term.number for term in terms(condition) if term.number is not None)
