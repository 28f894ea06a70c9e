"""Judging claims: three values, on all that the facts' rounding intervals leave open.

A comparison is true where every pair of values that the intervals allow satisfies it, false where none does, and
undecidable otherwise. It is judged on the difference of its terms, so that an input on both sides is not counted as
two. `and`, `or` and `not` follow Kleene, *Introduction to Metamathematics* (1952), section 64.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reportgen.checks.conditions import (
    Between,
    ClaimError,
    Comparison,
    Condition,
    Junction,
    Negation,
    Peak,
    Term,
    condition_terms,
    rests_on,
)
from reportgen.facts.base import FactBase
from reportgen.facts.computing import value_at
from reportgen.facts.evaluate import evaluate
from reportgen.facts.formula import FormulaError, Input, Operation, inputs
from reportgen.facts.grammar import Compares
from reportgen.facts.interval import ZERO, Interval, NotMeaningful
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import Unit


class Truth(StrEnum):
    """What a claim came to."""

    TRUE = "true"
    FALSE = "false"
    UNDECIDABLE = "undecidable"


TermValues = Mapping[Input, Quantity]


@dataclass(frozen=True)
class Judgement:
    """What a claim came to.

    Of one that does not hold, `blame` is the part that is to blame, `values` its terms with their values, and `trouble`
    what stood in the way of deciding, if anything but overlapping intervals did.
    """

    truth: Truth
    blame: str = ""
    values: tuple[tuple[str, Quantity], ...] = ()
    trouble: str = ""


def judge_condition(condition: Condition, base: FactBase) -> Judgement:
    """Hold a claim against the facts. Raises ClaimError for numbers that grow beyond all use."""
    values = values_of(condition, base)
    truth = _judge(condition, values, [])
    if truth is Truth.TRUE:
        return Judgement(truth)
    part = _to_blame(condition, truth, values)
    troubles: list[str] = []
    _judge(part, values, troubles)
    blame = spell_claim(part, lambda term: term.text, _WRITTEN)
    return Judgement(truth, blame, tuple(_values(part, values)), "; ".join(dict.fromkeys(troubles)))


def values_of(condition: Condition, base: FactBase) -> dict[Input, Quantity]:
    """The facts that a claim rests on with their values, in the order in which it names them.

    A claim that has been read names none without a value.
    """
    found = {item: value_at(base.facts, item) for item in rests_on(condition)}
    return {item: quantity for item, quantity in found.items() if quantity is not None}


_WRITTEN: Final = {"and": " and ", "or": " or ", "not": "not ({})", "brackets": "({})"}


def _to_blame(condition: Condition, truth: Truth, values: TermValues) -> Condition:
    """The part that brings a claim down: of conditions joined by `and`, those that come to what the whole comes to."""
    if not isinstance(condition, Junction) or condition.word == "or":
        return condition
    parts = [_to_blame(part, truth, values) for part in condition.parts if _judge(part, values, []) is truth]
    return parts[0] if len(parts) == 1 else Junction("and", tuple(parts))


def _values(condition: Condition, values: TermValues) -> Iterator[tuple[str, Quantity]]:
    """Every term of a claim, and what goes into it, with its value; each once."""
    said: dict[str, Quantity] = {}
    for term in condition_terms(condition):
        if term.number is None and not isinstance(term.expression, Input):
            with suppress(NotMeaningful, FormulaError):  # said as the trouble
                said.setdefault(term.text, evaluate(term.expression, values, term.unit))
        for item in inputs(term.expression):
            said.setdefault(f"{item.part}({item.at.local})" if item.part else item.at.local, values[item])
    yield from said.items()


def _judge(condition: Condition, values: TermValues, troubles: list[str]) -> Truth:
    match condition:
        case Comparison(operator, left, right):
            return _compare(operator, left, right, values, troubles)
        case Between(term, low, high):
            return _all(
                [
                    _compare(">=", term, low, values, troubles),
                    _compare("<=", term, high, values, troubles),
                ]
            )
        case Peak(_, term, others, lacking):
            found = _all(_compare(">", term, other, values, troubles) for other in others)
            if lacking and found is not Truth.FALSE:
                troubles.append(lacking)
                return Truth.UNDECIDABLE
            return found
        case Junction(word, parts):
            found_parts = [_judge(part, values, troubles) for part in parts]
            if word == "and":
                return _all(found_parts)
            return _not(_all(_not(part) for part in found_parts))
        case Negation(part):
            return _not(_judge(part, values, troubles))


def _all(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    return next((truth for truth in (Truth.FALSE, Truth.UNDECIDABLE) if truth in found), Truth.TRUE)


def _not(truth: Truth) -> Truth:
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(truth, Truth.UNDECIDABLE)


def _compare(operator: Compares, left: Term, right: Term, values: TermValues, troubles: list[str]) -> Truth:
    try:
        gap = evaluate(Operation("-", left.expression, right.expression), values, Unit()).interval
    except NotMeaningful as error:
        troubles.append(f"not meaningful: {error}")
        return Truth.UNDECIDABLE
    except FormulaError as error:
        raise ClaimError(str(error)) from None
    return compare_terms(operator, gap)


def compare_terms(operator: Compares, gap: Interval) -> Truth:
    """Whether a comparison holds, given the interval of left minus right."""
    match operator:
        case ">":
            return _truth(_above(gap), _above(-gap, reached=True))
        case ">=":
            return _truth(_above(gap, reached=True), _above(-gap))
        case "<" | "<=":
            return compare_terms(">" if operator == "<" else ">=", -gap)
        case "=":
            return _truth(gap == Interval.at(ZERO), ZERO not in gap)
    return _not(compare_terms("=", gap))


def _truth(always: bool, never: bool) -> Truth:
    return Truth.TRUE if always else Truth.FALSE if never else Truth.UNDECIDABLE


def _above(gap: Interval, *, reached: bool = False) -> bool:
    """True where every member is above zero, or, with `reached`, zero or above."""
    if gap.low is None:
        return False
    return gap.low > ZERO or (gap.low == ZERO and (reached or gap.low_open))


# ---- spelling out ----------------------------------------------------------------------------------------------------

_PRINTED: Final[dict[Compares, str]] = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": "=", "!=": "≠"}


def spell_claim(
    condition: Condition, show: Callable[[Term], str], words: Mapping[str, str], inner: bool = False
) -> str:
    """A claim as a reader sees it, each term as `show` prints it: `$35.6bn > $34.9bn`.

    `words` are "and", "or", "not" (with a place for what is denied) and the brackets in the reader's language.
    """
    match condition:
        case Comparison(operator, left, right):
            return f"{show(left)} {_PRINTED[operator]} {show(right)}"
        case Between(term, low, high):
            return f"{show(low)} ≤ {show(term)} ≤ {show(high)}"
        case Peak(_, term, others):
            return f"{show(term)} > {', '.join(show(other) for other in others)}"
        case Negation(part):
            return words["not"].format(spell_claim(part, show, words))
        case Junction(word, parts):
            text = words[word].join(spell_claim(part, show, words, inner=True) for part in parts)
            return words["brackets"].format(text) if inner else text
