"""Sanity rules about what a figure is usually reckoned from: the vocabulary's formulas, and growth.

Nobody wrote these formulas for the facts in question, so that they are held against them only where every input is
there and compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reportgen.checks.comparable import not_comparable
from reportgen.checks.doubts import Doubt, FactIndex, doubt_on
from reportgen.checks.signs import GROWTHS
from reportgen.checks.terminal import compact_figure
from reportgen.codes.rg4_rules import RG415
from reportgen.facts.base import Fact
from reportgen.facts.evaluate import evaluate, unit_of
from reportgen.facts.formula import Call, Expression, FormulaError, Input, Negative, bind, inputs, substitute
from reportgen.facts.interval import NotMeaningful
from reportgen.facts.parse import parse_formula
from reportgen.facts.quantity import Quantity
from reportgen.facts.tellings import meets
from reportgen.facts.text import Text
from reportgen.facts.unit import UnitError

# What holds in every set of statements and is no definition: a sum is not computed from what it leaves over.
_HELD: Final[Mapping[str, tuple[str, ...]]] = {
    "gross_profit": ("revenue - cost_of_revenue",),
    "operating_income": ("revenue - total_costs_and_expenses",),
    "total_assets": (
        "total_liabilities + total_equity",
        "total_liabilities + temporary_equity + total_equity",
    ),
    "total_liabilities_and_equity": (
        "total_assets",
        "total_liabilities + total_equity",
        "total_liabilities + temporary_equity + total_equity",
    ),
}

# What companies reckon in ways of their own: from other averages, of a quarter times four, with days of 360.
_MANY_WAYS: Final = (
    "return_on_equity", "return_on_assets", "days_sales_outstanding", "days_inventory", "days_payable_outstanding",
    "cash_conversion_cycle",
)  # fmt: skip


@dataclass(frozen=True)
class _Usual:
    """The usual formulas of concepts, read once for each."""

    index: FactIndex

    @cached_property
    def _read(self) -> dict[str, list[tuple[str, Expression]]]:
        return {}

    def of(self, concept: str) -> list[tuple[str, Expression]]:
        if concept not in self._read:
            base = self.index.base
            usual = "" if concept in _MANY_WAYS else base.concepts.definition(concept)
            texts = (usual, *_HELD.get(concept, ()))
            trees = ((text, parse_formula(Text(text), base.entities).tree) for text in texts if text)
            self._read[concept] = list(trees)
        return self._read[concept]

    def workings(self, fact: Fact) -> Iterator[tuple[str, Expression]]:
        """The usual formulas of a fact, bound, of which every input has a value."""
        for text, tree in self.of(fact.at.concept):
            try:
                yield text, bind(tree, fact.at, self.index.base.names)
            except FormulaError:
                continue
        measure, _, kind = fact.at.concept.rpartition(".")
        if kind in GROWTHS and measure in self.index.base.concepts:
            now = self.index.beside(fact, measure)
            ago = self.index.earlier(fact, measure, GROWTHS[kind])
            if now and ago:
                yield f"growth({measure})", Call("growth", (Input(now.at), Input(ago.at)))


def off_definition(index: FactIndex) -> Iterator[Doubt]:
    """RG415: stated without a formula, and not what the figures give that it is usually reckoned from (a warning): a
    margin beside profit and revenue, a growth rate beside the amounts of both years, assets beside liabilities and
    equity."""
    usual = _Usual(index)
    for fact in index.base.facts.values():
        if fact.telling is None or fact.working is not None or fact.at.scenario != "actual":
            continue
        assert fact.operand is not None
        found = [
            (text, computed)
            for text, working in usual.workings(fact)
            if (computed := _computed(index, fact, working)) is not None
        ]
        if found and not any(meets(fact.operand, computed) for _, computed in found):
            text, computed = found[0]
            said = f"is stated as {compact_figure(fact.operand)}, but {text} gives {compact_figure(computed)}"
            doubt = doubt_on(RG415, index, fact, said, computed)
            if not _wrong_way(fact, computed):
                yield doubt


def _wrong_way(fact: Fact, computed: Quantity) -> bool:
    """True for a growth rate of the wrong sign, which RG413 has."""
    assert fact.operand is not None
    kind = fact.at.concept.rpartition(".")[2]
    return kind in GROWTHS and fact.operand.interval.sign * computed.interval.sign < 0


def _computed(index: FactIndex, fact: Fact, working: Expression) -> Quantity | None:
    """What a usual formula gives for a fact; None where an input is not there, or the two do not compare."""
    base = index.base
    values: dict[Input, Quantity] = {}
    for item in inputs(working):
        other = base.facts.get(item.at)
        if other is None or other.operand is None or other.at == fact.at:
            return None
        values[item] = other.operand
    working = substitute(working, lambda item: _by_size(index, item, values))
    unit = base.concept_at(fact.at).unit
    try:
        got = unit_of(working, lambda item: base.concept_at(item.at).unit)
        if got.powers != unit.powers or not_comparable(base, fact.having(working=working)):
            return None
        return evaluate(working, values, unit)
    except (UnitError, NotMeaningful, FormulaError):
        return None


def _by_size(index: FactIndex, item: Input, values: Mapping[Input, Quantity]) -> Expression:
    """An outflow that its source prints with a sign counts by its size."""
    turned = index.base.concept_at(item.at).non_negative and values[item].point < 0
    return Negative(item) if turned else item
