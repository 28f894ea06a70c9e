"""Deriving: every formula bound, checked for units and circles, and computed in the order of its inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Final

from reportgen.codes.rg2_values import RG204, RG209
from reportgen.errors import Finding, FindingCode
from reportgen.facts.base import Fact, FactBase, value_at
from reportgen.facts.evaluate import evaluate, unit_of
from reportgen.facts.faults import Faults
from reportgen.facts.formula import Call, Expression, FormulaError, Input, bind, inputs, size, substitute
from reportgen.facts.interval import NotMeaningful, NoValue
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates
from reportgen.facts.unit import Unit, UnitError

FactTable = dict[Coordinates, Fact]
# How large a formula may grow when the derived facts in it are spelt out.
_LARGEST: Final = 64
UnitTable = dict[tuple[str, str, bool], Unit]  # by formula, concept and whether at an instant


def derive(base: FactBase) -> tuple[FactBase | None, list[Finding]]:
    """Compute what can be computed. Returns the base with `quantity`, `computed` and `working` filled in.

    Errors: RG205 a formula that names an unknown entity, concept or period, RG208 one that cannot be bound, RG204 units
    that do not add up, RG209 formulas that go in a circle. A missing input is no error here: the fact's `trouble` says
    which one, and tie-out gives the verdict.
    """
    faults = Faults()
    facts = _bind_all(base, faults)
    order, circles = _order(base, facts)
    roots: dict[Coordinates, Expression] = {}
    units: UnitTable = {}
    for at, fact in facts.items():
        if fact.working is None:
            facts[at] = fact.having(quantity=fact.telling.quantity if fact.telling else None)
    for at in order:
        try:
            facts[at] = _compute(base, facts, facts[at], roots, units)
        except UnitError as error:
            _blame(faults, base, facts[at], RG204, str(error))
        except FormulaError as error:
            _blame(faults, base, facts[at], error.code, str(error))
    findings = [*faults.findings(), *circles]
    return (None, findings) if findings else (base.with_facts(facts), [])


def _bind_all(base: FactBase, faults: Faults) -> FactTable:
    facts: FactTable = {}
    for at, fact in base.facts.items():
        facts[at] = fact
        if fact.formula is None:
            continue
        try:
            facts[at] = fact.having(working=bind(fact.formula.tree, at, base.locate))
        except FormulaError as error:
            _blame(faults, base, fact, error.code, str(error), error.offset)
    return facts


def _blame(
    faults: Faults, base: FactBase, fact: Fact, code: FindingCode, message: str, offset: int = 0
) -> None:
    assert fact.formula is not None
    faults.add(fact.formula.text, base.name(fact.at), code, message, offset)


def _order(base: FactBase, facts: FactTable) -> tuple[list[Coordinates], list[Finding]]:
    # Dicts and not sets: they keep the order of the file, so that every run finds the same circle at the same place.
    # What is only stated waits for nothing; numbers stand for the others, since they are looked up faster.
    places = [at for at, fact in facts.items() if fact.working]
    number = {at: index for index, at in enumerate(places)}
    graph: dict[int, dict[int, None]] = {}
    for index, at in enumerate(places):
        working = facts[at].working
        used = (number.get(item.at) for item in inputs(working)) if working else ()
        graph[index] = {place: None for place in used if place is not None}
    circles: list[Finding] = []
    while True:
        try:
            return [places[index] for index in TopologicalSorter(graph).static_order()], circles
        except CycleError as error:
            path: list[int] = error.args[1]
        named = " → ".join(base.name(places[index]) for index in reversed(path))
        first = facts[places[path[0]]]
        locus = first.formula.text.locus if first.formula else first.locus
        message = f"formulas go in a circle: {named} (formula of {base.name(first.at)})"
        circles.append(RG209.finding(message, locus))
        graph.update((index, {}) for index in path)  # broken up, to find what else is wrong


def _compute(
    base: FactBase, facts: FactTable, fact: Fact, roots: dict[Coordinates, Expression], units: UnitTable
) -> Fact:
    """The fact with its value. Raises UnitError and FormulaError."""
    assert fact.working is not None
    told = fact.telling.quantity if fact.telling else None
    used = {item: facts.get(item.at) for item in inputs(fact.working)}
    missing = {item.at: None for item, other in used.items() if other is None or other.quantity is None}
    if missing:
        void = all(at in facts and facts[at].no_value for at in missing)
        return _without(fact, told, _missing(base, facts, missing), NoValue.INPUT if void else None)
    unit = _result_unit(base, fact, fact.working, units)
    root = _root(fact.working, roots)
    workings = (fact.working,) if root is fact.working else (fact.working, root)
    try:
        computed = _narrowest(workings, lambda item: _value(base, facts, item), unit)
    except NotMeaningful as error:
        return _without(fact, told, str(error), error.reason)
    if told is None and not _is_range(root):
        roots[fact.at] = root
    return fact.having(quantity=told or computed, computed=computed)


def _without(fact: Fact, told: Quantity | None, trouble: str, reason: NoValue | None) -> Fact:
    """A fact whose formula gives no value."""
    said = f"not meaningful: {trouble}" if reason else trouble
    return fact.having(quantity=told, trouble=said, no_value=None if told else reason)


def _root(working: Expression, roots: Mapping[Coordinates, Expression]) -> Expression:
    """The formula in terms of stated facts: what is only derived gives way to its own formula.

    Two inputs that come from one statement then move together, and the interval is not widened by their dependence:
    last year's base, derived from this year's value, cancels against it. Formulas that would grow too long stay as
    they are.
    """
    if not any(item.at in roots for item in inputs(working)):
        return working
    root = substitute(working, lambda item: item if item.part else roots.get(item.at, item))
    return root if size(root) <= _LARGEST else working


def _narrowest(workings: Iterable[Expression], value: Callable[[Input], Quantity], unit: Unit) -> Quantity:
    """One result from several ways of writing a formula: each bounds it, so that it lies where all of them meet.

    Spelt out, a formula knows which of its inputs move together; as written, it has the derived facts' own bounds.
    Raises NotMeaningful only where every way does: a divisor may be bounded away from 0 in one of them alone.
    """
    found: list[Quantity] = []
    for working in workings:
        try:
            found.append(evaluate(working, {item: value(item) for item in inputs(working)}, unit))
        except NotMeaningful as error:
            trouble = error
    if not found:
        raise trouble
    *others, last = found
    if last.ends is None:
        for other in others:
            last = replace(last, interval=last.interval.within(other.interval))
    return last


def _is_range(expression: Expression) -> bool:
    return isinstance(expression, Call) and expression.function == "range"


def _missing(base: FactBase, facts: FactTable, missing: Iterable[Coordinates]) -> str:
    return "; ".join(
        base.unknown(at) if at not in facts else f"{base.name(at)} has no value ({facts[at].trouble})"
        for at in sorted(missing, key=str)
    )


def _result_unit(base: FactBase, fact: Fact, working: Expression, units: UnitTable) -> Unit:
    """The concept's unit, after seeing that the formula gives something that can be written in it.

    `units` remembers it: the same formula for the same concept has the same unit in every period.
    """
    key = (str(fact.formula.text) if fact.formula else "", fact.at.concept, fact.at.period.instant)
    if key not in units:
        units[key] = _checked_unit(base, fact, working)
    return units[key]


def _checked_unit(base: FactBase, fact: Fact, working: Expression) -> Unit:
    wanted = base.concepts[fact.at.concept].unit
    got = unit_of(working, lambda item: base.concepts[item.at.concept].unit)
    if got.powers != wanted.powers:
        named = str(got) or "a plain number"
        raise UnitError(
            f"the formula gives {named}, {fact.at.concept} is measured in {str(wanted) or 'plain numbers'}"
        )
    if {got.ratio, wanted.ratio} == {"%", "points"}:
        raise UnitError(f"the formula gives {got}, {fact.at.concept} is measured in {wanted}")
    return wanted


def _value(base: FactBase, facts: FactTable, item: Input) -> Quantity:
    quantity = value_at(facts, item)
    if quantity is None:  # which it has: what misses an input is not computed
        raise FormulaError(f"{item.part} and midpoint need a range, and {base.name(item.at)} is none")
    return quantity
