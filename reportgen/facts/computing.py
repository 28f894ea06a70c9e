"""Computing facts whose formulas are bound: from the values of their inputs to one with its interval, in the concept's
unit."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reportgen.facts.evaluate import evaluate, unit_of
from reportgen.facts.formula import Call, Expression, FormulaError, Input, inputs, size, substitute
from reportgen.facts.interval import NotMeaningful, NoValue
from reportgen.facts.naming import is_formula
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates
from reportgen.facts.unit import Unit, UnitError

if TYPE_CHECKING:
    from reportgen.facts.base import Fact, FactBase

# How large a formula may grow when the derived facts in it are spelt out.
_LARGEST: Final = 64
Roots = MutableMapping[Coordinates, Expression]
UnitTable = dict[tuple[str, str, str, bool], Unit]  # by formula, entity, concept and whether at an instant


def value_at(facts: Mapping[Coordinates, Fact], item: Input) -> Quantity | None:
    """The value of a formula's input: all of it, or one end of its range; None where there is none."""
    fact = facts.get(item.at)
    quantity = fact.operand if fact else None
    if quantity is None or not item.part:
        return quantity
    return quantity.ends[0 if item.part == "low" else 1] if quantity.ends else None


def compute(
    base: FactBase, facts: Mapping[Coordinates, Fact], fact: Fact, roots: Roots, units: UnitTable
) -> Fact:
    """The fact with its value, and in `roots` its formula in terms of stated facts. `facts` have been computed as far
    as its inputs go. Raises UnitError and FormulaError."""
    assert fact.working is not None
    told = fact.telling.quantity if fact.telling else None
    used = {item: facts.get(item.at) for item in inputs(fact.working)}
    missing = {item.at: None for item, other in used.items() if other is None or other.quantity is None}
    if missing:
        void = all(at in facts and facts[at].no_value for at in missing)
        made = _without(fact, told, _missing(base, facts, fact, missing), NoValue.INPUT if void else None)
        return made.having(awaits=_awaited(facts, missing))
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


def _awaited(facts: Mapping[Coordinates, Fact], missing: Iterable[Coordinates]) -> tuple[Coordinates, ...]:
    """The open statements that stand behind what is missing; none where anything is missing for another reason."""
    found: dict[Coordinates, None] = {}
    for at in missing:
        if at not in facts or not (facts[at].awaits or facts[at].no_value):
            return ()
        found |= dict.fromkeys(facts[at].awaits)
    return tuple(found)


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


def _missing(
    base: FactBase, facts: Mapping[Coordinates, Fact], fact: Fact, missing: Iterable[Coordinates]
) -> str:
    return "; ".join(
        _unknown(base, fact, at) if at not in facts else f"{base.name(at)} has no value ({facts[at].trouble})"
        for at in sorted(missing, key=str)
    )


def _unknown(base: FactBase, fact: Fact, at: Coordinates) -> str:
    """That a formula names a fact that is not there; or only as an actual, which a forecast's formula has to say."""
    if fact.implied:  # by its name: nobody wrote the formula, and it need not be there
        return f"there is no fact {base.name(at)}"
    actual = Coordinates(at.entity, at.concept, at.period)
    if at.scenario != fact.at.scenario or actual == at or actual not in base.facts:
        return base.unknown(at)
    said = f"there is no fact {base.name(at)}, only the actual"
    return f"{said}: a formula's references have the scenario of its fact, write {base.name(actual)}~actual"


def _result_unit(base: FactBase, fact: Fact, working: Expression, units: UnitTable) -> Unit:
    """The concept's unit, after seeing that the formula gives something that can be written in it.

    `units` remembers it: the same formula for the same concept of a company has the same unit in every period.
    """
    at = fact.at
    key = (str(fact.formula.text) if fact.formula else "", at.entity, at.concept, at.period.instant)
    if key not in units:
        units[key] = _checked_unit(base, fact, working)
    return units[key]


def _checked_unit(base: FactBase, fact: Fact, working: Expression) -> Unit:
    wanted = base.concept_at(fact.at).unit
    got = unit_of(working, lambda item: base.concept_at(item.at).unit)
    if got.powers != wanted.powers:
        named = str(got) or "a plain number"
        raise UnitError(
            f"the formula gives {named}, {fact.at.concept} is measured in {str(wanted) or 'plain numbers'}"
        )
    if {got.ratio, wanted.ratio} == {"%", "points"} and not is_formula(fact.at.concept):
        raise UnitError(f"the formula gives {got}, {fact.at.concept} is measured in {wanted}")
    return wanted


def _value(base: FactBase, facts: Mapping[Coordinates, Fact], item: Input) -> Quantity:
    quantity = value_at(facts, item)
    if quantity is None:  # which it has: what misses an input is not computed
        raise FormulaError(f"{item.part} and midpoint need a range, and {base.name(item.at)} is none")
    return quantity


def sources_behind(base: FactBase, facts: Iterable[Fact]) -> tuple[str, ...]:
    """The sources that state some facts; where nobody states one, those of the facts that it is computed from."""
    found: dict[str, None] = {}
    waiting = deque(facts)
    seen = {fact.at for fact in waiting}
    while waiting:
        fact = waiting.popleft()
        found.update(dict.fromkeys(statement.source for statement in fact.stated))
        if not fact.stated and fact.working is not None:
            fresh = dict.fromkeys(item.at for item in inputs(fact.working) if item.at not in seen)
            seen.update(fresh)
            waiting.extend(base.facts[at] for at in fresh if at in base.facts)
    return tuple(found)
