"""Sanity rules about signs: growth against the amounts, what cannot be negative, outflows printed either way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from reportgen.checks.doubts import Doubt, FactIndex, doubt_on
from reportgen.checks.terminal import compact_value
from reportgen.codes.rg4_rules import RG413, RG414, RG426, RG427
from reportgen.facts.base import Concept, Fact, Statement
from reportgen.facts.formula import Call, Expression, Input, Negative, Operation, inputs

# Concepts that nobody reports below zero; others need `non-negative: true`.
_NEVER_NEGATIVE: Final = frozenset({"revenue", "sales", "net_sales", "turnover", "capex"})
# What a statement of cash flows prints as money paid: in brackets in most, plain in prose.
PAYMENTS: Final = frozenset(
    """
    capex capex.net acquisitions dividends_paid share_repurchases purchases_of_investments
    repayments_of_debt repayments_of_leases interest_paid taxes_paid
    """.split()  # noqa: SIM905  a list that one can read
)
# Costs that some statements print in brackets.
_COSTS: Final = frozenset(
    """
    cost_of_revenue research_and_development selling_and_marketing marketing general_and_administrative
    selling_general_and_administrative fulfillment operating_expenses total_costs_and_expenses
    depreciation_and_amortization depreciation stock_based_compensation interest_expense personnel_expense
    """.split()  # noqa: SIM905  a list that one can read
)
_SIGNED: Final = re.compile(r"(?<!\w)[-−–(△▲]\s*[^\w\s]?\s*[0-9]")  # a sign, or a bracket, before a figure

GROWTHS: Final = {"growth": 12, "growth_yoy": 12, "growth_qoq": 3}


def growth_of_wrong_sign(index: FactIndex) -> Iterator[Doubt]:
    """RG413: `x.growth` or `x.growth_qoq` is stated above zero although `x` fell, or below although it rose.

    Only without a formula: with one, tie-out compares the figures themselves.
    """
    for fact in index.base.facts.values():
        measure, _, kind = fact.at.concept.rpartition(".")
        if kind not in GROWTHS or measure not in index.base.concepts or fact.telling is None or fact.working:
            continue
        now, ago = index.beside(fact, measure), index.earlier(fact, measure, GROWTHS[kind])
        if now is None or ago is None:
            continue
        assert now.quantity is not None and ago.quantity is not None
        moved = now.quantity.interval - ago.quantity.interval
        if moved.sign * fact.telling.quantity.interval.sign < 0:
            said = f"{compact_value(now.quantity)} after {compact_value(ago.quantity)}"
            message = f"is stated as {compact_value(fact.telling.quantity)}, but {measure} went the other way: {said}"
            yield doubt_on(RG413, index, fact, message, now.quantity)


def never_negative(concept: Concept) -> bool:
    """Whether a concept is declared non-negative, or is by its name."""
    return concept.non_negative or concept.id.rpartition(".")[2] in _NEVER_NEGATIVE


def below_zero(index: FactIndex) -> Iterator[Doubt]:
    """RG414: a value below zero, as stated or as its formula gives it, of what cannot be negative. A payment may be
    where its source prints it so, and what an edition declares of a segment without saying that it cannot."""
    for fact in index.base.facts.values():
        concept = index.base.concept_at(fact.at)
        if not never_negative(concept) or index.base.concepts.lifts(concept):
            continue
        for quantity in (fact.quantity, fact.computed):
            if quantity is not None and quantity.interval.sign < 0:
                if not (_pays(fact.at.concept) and _printed_so(index, fact)):
                    said = f"is {compact_value(quantity)}, and {fact.at.concept} cannot be negative"
                    yield doubt_on(RG414, index, fact, said)
                break


def _pays(concept: str) -> bool:
    return concept in PAYMENTS or concept.rpartition(".")[2] in PAYMENTS


def _printed_so(index: FactIndex, fact: Fact) -> bool:
    """Whether a source prints a value with a sign or in brackets; of what is derived, that of another period."""
    if fact.telling is not None:
        return _has_sign(fact.telling)
    at = fact.at
    row = index.series.get((at.entity, at.concept, at.scenario, at.period.months), [])
    others = (one.telling for one in row if one.telling)
    return any(map(_has_sign, others))


def _has_sign(told: Statement) -> bool:
    return _SIGNED.search(unicodedata.normalize("NFKC", told.printed)) is not None  # brackets of any width


_ALIKE: Final = Fraction(3)  # the ratio up to which two sizes are of one kind


def outflow_of_other_sign(index: FactIndex) -> Iterator[Doubt]:
    """RG426: an outflow above zero after one below, or the other way round, of like size (a warning): a formula that
    takes in both needs one sign."""
    for before, fact in index.successions:
        one, other = before.quantity, fact.quantity
        assert one is not None and other is not None
        if one.interval.sign * other.interval.sign >= 0:
            continue
        if not (_pays(fact.at.concept) or fact.at.concept.rpartition(".")[2] in _COSTS):
            continue
        low, high = sorted((abs(one.point), abs(other.point)))
        if high <= _ALIKE * low:
            said = f"is {compact_value(other)}, and {index.name(before)} has the other sign: {compact_value(one)}"
            yield doubt_on(RG426, index, fact, said, one)


def outflow_taken_off_twice(index: FactIndex) -> Iterator[Doubt]:
    """RG427: a formula subtracts an outflow that is stated below zero, and so adds it: cash flow less −318 m of capital
    expenditure."""
    for fact in index.base.facts.values():
        if fact.working is None or fact.computed is None:
            continue
        for item in _subtracted(fact.working):
            taken = index.base.facts.get(item.at)
            value = taken.operand if taken else None
            if value is not None and value.interval.sign < 0 and _pays(item.at.concept):
                said = f"subtracts {index.base.name(item.at)}, which is {compact_value(value)}: that adds it"
                yield doubt_on(RG427, index, fact, said, told=False)


def _subtracted(working: Expression) -> Iterator[Input]:
    """What a formula subtracts as it is stated."""
    match working:
        case Operation(operator=sign, left=left, right=right):
            change = {item.at.concept for item in inputs(left)}  # from one period to another
            if sign == "-" and isinstance(right, Input) and right.at.concept not in change:
                yield right
            yield from (*_subtracted(left), *_subtracted(right))
        case Negative(term=term):
            yield from (term,) if isinstance(term, Input) else _subtracted(term)
        case Call(arguments=arguments):
            for argument in arguments:
                yield from _subtracted(argument)
