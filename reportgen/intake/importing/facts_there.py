"""The facts of a facts.yaml as an import has them, so that formulas are found across both."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from reportgen.facts.base import FactBase, Statement
from reportgen.intake.importing.imported import ImportedFact, ImportedTelling


def facts_there(base: FactBase, entity: str) -> Iterator[ImportedFact]:
    """What a company's facts state, and which have a formula alone."""
    for at, fact in base.facts.items():
        if at.entity == entity and at.scenario == "actual":
            told = fact.telling
            tellings = (_told(told),) if told else ()
            yield ImportedFact(at.concept, at.period, tellings)


def _told(statement: Statement) -> ImportedTelling:
    quantity = statement.quantity
    low, high = quantity.interval.low, quantity.interval.high
    half = Fraction(0) if low is None or high is None else (high - low) / 2
    return ImportedTelling("", "", "", "", _decimal(quantity.point), _decimal(half))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
