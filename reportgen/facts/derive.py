"""Deriving: every formula bound, checked for units and circles, and computed in the order of its inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from reportgen.codes.rg2_values import RG204, RG209
from reportgen.errors import Finding, FindingCode
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.computing import UnitTable, compute
from reportgen.facts.faults import Faults
from reportgen.facts.forming import bound_name
from reportgen.facts.formula import Expression, Formula, FormulaError, bind, inputs, size
from reportgen.facts.naming import is_formula
from reportgen.facts.reference import Coordinates
from reportgen.facts.tellings import sharpest
from reportgen.facts.unit import UnitError

FactTable = dict[Coordinates, Fact]


def derive(base: FactBase) -> tuple[FactBase | None, list[Finding]]:
    """Compute what can be computed. Returns the base with `quantity`, `computed` and `working` filled in.

    Errors: RG205 a formula that names an unknown entity, concept or period, RG208 one that cannot be bound, RG204 units
    that do not add up, RG209 formulas that go in a circle. A missing input is no error here: the fact's `trouble` says
    which one, and tie-out gives the verdict. A fact that is named by a formula is held against it where its inputs are
    there and do not follow from the fact themselves.
    """
    faults = Faults()
    base = replace(base, formulas=_named_formulas(base))
    facts = _bind_all(base, faults)
    order, circles = _order(base, facts)
    roots: dict[Coordinates, Expression] = {}
    units: UnitTable = {}
    for at, fact in facts.items():
        if fact.working is None:
            facts[at] = fact.having(quantity=fact.telling.quantity if fact.telling else None)
    for at in order:
        for code, message, fact in _computed(base, facts, at, roots, units):
            _blame(faults, base, fact, code, message)
    findings = [*faults.findings(), *circles]
    return (None, findings) if findings else (replace(base, facts=facts, roots=roots), [])


def _computed(
    base: FactBase, facts: FactTable, at: Coordinates, roots: dict[Coordinates, Expression], units: UnitTable
) -> Iterator[tuple[FindingCode, str, Fact]]:
    """Puts the value of a fact into `facts`, and what each further formula gives; yields what is wrong with any."""
    fact = facts[at]
    made, trouble = _tried(base, facts, fact, roots, units)
    yield from trouble
    further = []
    for other in fact.further:
        view, trouble = _tried(base, facts, fact.by(other), {}, units)
        yield from trouble
        further.append(replace(other, computed=view.computed, trouble=view.trouble, awaits=view.awaits))
    facts[at] = _settled(made.having(further=tuple(further)) if further else made)


def _tried(
    base: FactBase, facts: FactTable, fact: Fact, roots: dict[Coordinates, Expression], units: UnitTable
) -> tuple[Fact, list[tuple[FindingCode, str, Fact]]]:
    if fact.working is None:  # given up in a circle
        return fact, []
    try:
        return compute(base, facts, fact, roots, units), []
    except UnitError as error:
        return fact, [(RG204, str(error), fact)]
    except FormulaError as error:
        return fact, [(error.code, str(error), fact)]


def _settled(fact: Fact) -> Fact:
    """Without the formula that is the fact's own name where it misses an input: a stated figure needs none."""
    missing = fact.computed is None and not fact.trouble.startswith("not meaningful")
    if fact.implied and fact.telling and missing:
        return _without_implied(fact)
    if any(one.implied and one.computed is None for one in fact.further):
        return fact.having(further=tuple(one for one in fact.further if not one.implied or one.computed))
    return fact


def _without_implied(fact: Fact) -> Fact:
    """The fact without the formula that is its name, the further one or the only one."""
    further = tuple(one for one in fact.further if not one.implied)
    if not fact.implied:
        return fact.having(further=further)
    stated = fact.telling.quantity if fact.telling else None
    return fact.having(
        formula=None, working=None, computed=None, trouble="", quantity=stated, implied=False,
        awaits=(), further=further,
    )  # fmt: skip


def _breakable(fact: Fact) -> bool:
    """True for what can do without the formula that is its name."""
    return (fact.implied and fact.telling is not None) or any(one.implied for one in fact.further)


def _named_formulas(base: FactBase) -> dict[Expression, Coordinates]:
    """The facts that are named by a formula, by that formula bound; a formula within another is its fact, too."""
    bound = {at: bound_name(base, at) for at in base.facts if is_formula(at.concept)}
    found: dict[Expression, Coordinates] = {}
    for at in sorted(bound, key=lambda one: size(bound[one])):
        found.setdefault(bound[at], at)
        found.setdefault(bound_name(base, at, found), at)
    return found


def _bind_all(base: FactBase, faults: Faults) -> FactTable:
    facts: FactTable = {}
    for at, plain in base.facts.items():
        facts[at] = fact = _sharpened(plain)
        if fact.formula is None and not fact.open:
            continue
        if fact.open:  # its formulas are read, and give it no value
            for formula in filter(None, (fact.formula, *(one.formula for one in fact.further))):
                _bound(base, fact, formula, faults)
            facts[at] = fact.having(trouble="it is open", awaits=(at,), further=())
            continue
        assert fact.formula is not None
        working = _bound(base, fact, fact.formula, faults)
        facts[at] = fact.having(working=working) if working else fact
        if fact.further:
            bound = (replace(one, working=_bound(base, fact, one.formula, faults)) for one in fact.further)
            facts[at] = facts[at].having(further=tuple(one for one in bound if one.working))
    return facts


def _sharpened(fact: Fact) -> Fact:
    """A fact with what its statements say together, where there are several."""
    if len(fact.stated) < 2 or fact.telling is None:
        return fact
    others = (one.quantity for one in fact.stated if one is not fact.telling)
    return fact.having(sharp=sharpest(fact.telling.quantity, others))


def _bound(base: FactBase, fact: Fact, formula: Formula, faults: Faults) -> Expression | None:
    try:
        return bind(formula.tree, fact.at, base.names)
    except FormulaError as error:
        _blame(faults, base, fact.having(formula=formula), error.code, str(error), error.offset)
        return None


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
        graph[index] = _waits_for(facts[at], number)
    circles: list[Finding] = []
    while True:
        try:
            return [places[index] for index in TopologicalSorter(graph).static_order()], circles
        except CycleError as error:
            path: list[int] = error.args[1]
        free = next((index for index in path if _breakable(facts[places[index]])), None)
        if free is not None:
            facts[places[free]] = _without_implied(facts[places[free]])
            graph[free] = _waits_for(facts[places[free]], number)
            continue
        named = " → ".join(base.name(places[index]) for index in reversed(path))
        first = facts[places[path[0]]]
        locus = first.formula.text.locus if first.formula else first.locus
        message = f"formulas go in a circle: {named} (formula of {base.name(first.at)})"
        circles.append(RG209.finding(message, locus))
        graph.update((index, {}) for index in path)  # broken up, to find what else is wrong


def _waits_for(fact: Fact, number: Mapping[Coordinates, int]) -> dict[int, None]:
    """The numbers of the facts that any formula of a fact takes in."""
    workings = (fact.working, *(one.working for one in fact.further))
    used = (number.get(item.at) for working in workings if working for item in inputs(working))
    return {place: None for place in used if place is not None}
