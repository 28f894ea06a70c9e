"""Facts that stand nowhere until they are asked for: formulas in the place of references, and what the vocabulary has a
formula for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reportgen.errors import Locus
from reportgen.facts.computing import compute
from reportgen.facts.evaluate import unit_of
from reportgen.facts.formula import Expression, FormulaError, Input, NamedFormulas, bind, inputs
from reportgen.facts.naming import home_of, recognise, unit_in_place, written
from reportgen.facts.parse import parse_formula
from reportgen.facts.reference import BadReference, Coordinates, Reference
from reportgen.facts.text import Text
from reportgen.facts.unit import Unit, UnitError

if TYPE_CHECKING:
    from reportgen.facts.base import Concept, Fact, FactBase


def at_formula(base: FactBase, text: str) -> Coordinates:
    """Where a formula stands that is written in the place of a reference, and its name there: the same for all
    spellings of it. One that a fact with a name of its own has is that fact. Raises BadReference."""
    home = Coordinates(base.entity, "", base.period)
    try:
        bound = bind(
            parse_formula(Text(text), base.entities).tree, home, replace(base.names, define=_nothing)
        )
    except FormulaError as error:
        raise BadReference(str(error), error.offset) from None
    if isinstance(bound, Input) and not bound.part:
        return bound.at
    if not any(inputs(bound)):
        raise BadReference(f"the formula {text!r} names no fact")
    at = _place(base, bound)
    return base.by_working.get((bound, str(base.concept_at(at).unit))) or _defined(base, at)


def _nothing(_: Coordinates) -> None:
    """Names stand for themselves where a formula is named by them."""


def _place(base: FactBase, bound: Expression) -> Coordinates:
    home = home_of(bound)
    at = replace(home, concept=spelt(base, recognise(bound, _alike(base), base.names.over), home))
    return replace(at, period=at.period.at_end()) if base.concept_at(at).instant else at


def _defined(base: FactBase, at: Coordinates) -> Coordinates:
    """The standard concept that a formula is the definition of, in its place."""
    name = base.concepts.defined_as(at.concept)
    if name and base.concept_at(at).unit == base.concept_at(replace(at, concept=name)).unit:
        return replace(at, concept=name)
    return at


# ---- names -----------------------------------------------------------------------------------------------------------


def spelt(base: FactBase, node: Expression, home: Coordinates) -> str:
    """A recognised formula as the concept of a fact at `home`."""
    return written(node, home, lambda at, near: _beside(base, at, near))


# How a period is written from another one, if it can be.
_SHIFTS: Final = ("-1Y", "+1Y", "-1Q", "-2Q", "-3Q", "+1Q", "+2Q", "+3Q", "-2Y", "-1H", "-1M")


def reference_to(base: FactBase, at: Coordinates) -> str:
    """What an author of the edition writes for a fact, as short as there is one: `revenue`, `revenue@-1Y`."""
    return _beside(base, at, Coordinates(base.entity, "", base.period))


def _beside(base: FactBase, at: Coordinates, home: Coordinates) -> str:
    """A reference that leads from `home` to `at`, as short as there is one."""
    entity = "" if at.entity == home.entity else at.entity
    for period in ("", *_SHIFTS, str(at.period)):
        for scenario in ("", at.scenario):
            reference = Reference(at.concept, entity, period, scenario)
            if _leads(base, reference, home) == at:
                return _said(reference)
    raise AssertionError(at)


def _leads(base: FactBase, reference: Reference, home: Coordinates) -> Coordinates | None:
    """Where a reference leads, if it leads anywhere: a year of weeks has no months."""
    try:
        return base.locate(reference, home)
    except BadReference:
        return None


def _said(reference: Reference) -> str:
    entity = f"{reference.entity}/" if reference.entity else ""
    period = f"@{reference.period}" if reference.period else ""
    scenario = f"~{reference.scenario}" if reference.scenario else ""
    return f"{entity}{reference.concept}{period}{scenario}"


# ---- a formula as a concept ------------------------------------------------------------------------------------------


def bound_name(base: FactBase, at: Coordinates, named: NamedFormulas | None = None) -> Expression:
    """The formula that is the name of the fact at some coordinates, bound there; `named` as in `bind`."""
    tree = parse_formula(Text(at.concept), base.entities).tree
    return bind(tree, replace(at, concept=""), replace(base.names, formulas=named or {}, define=_nothing))


def recognised(base: FactBase, at: Coordinates) -> Expression:
    """The same, with named functions in place of the arithmetic that they stand for."""
    return recognise(bound_name(base, at), _alike(base), base.names.over)


def compose_concept(base: FactBase, at: Coordinates) -> Concept:
    """The formula at some coordinates as a concept. Raises BadReference where it is none of this fact base."""
    from reportgen.facts.base import Concept

    def unit(item: Input) -> Unit:
        return base.concept_at(item.at).unit

    try:
        node = recognised(base, replace(at, period=base.period))
        measured = unit_in_place(node, unit)
    except (FormulaError, UnitError) as error:
        raise BadReference(str(error)) from None
    used = [base.concept_at(item.at) for item in inputs(node)]
    bases = {concept.basis for concept in used} - {"reported"}
    basis = bases.pop() if len(bases) == 1 else "reported"
    return Concept(at.concept, {}, measured, all(concept.instant for concept in used), basis, None)


def _alike(base: FactBase) -> Callable[[Expression, Expression], bool]:
    """Whether two terms are in one unit, so that the one is a share of the other."""

    def alike(one: Expression, two: Expression) -> bool:
        try:
            first, second = (unit_of(term, lambda item: base.concept_at(item.at).unit) for term in (one, two))
        except UnitError:
            return False
        return first.powers == second.powers

    return alike


# ---- computing -------------------------------------------------------------------------------------------------------


def definition_at(base: FactBase, at: Coordinates) -> Expression | None:
    """What the vocabulary computes a concept from, bound at some coordinates; None where it has no formula for it, or
    the fact base lacks an input, or has an outflow below zero, of which the formula takes the size."""
    text = "" if at in base.facts else base.concepts.definition(at.concept)
    if not text:
        return None
    try:
        bound = bind(parse_formula(Text(text), base.entities).tree, at, base.names)
    except FormulaError:
        return None
    return (
        bound if all(item.at in base.facts and not _turned(base, item.at) for item in inputs(bound)) else None
    )


def missing_inputs(base: FactBase, at: Coordinates) -> str:
    """What the usual formula of a concept would take that the fact base does not have, where it has some of it; ""
    where nothing is to be said."""
    text = base.concepts.definition(at.concept) if at.concept in base.concepts else ""
    try:
        bound = bind(parse_formula(Text(text), base.entities).tree, at, base.names) if text else None
    except FormulaError:
        return ""
    used = list(dict.fromkeys(item.at for item in inputs(bound))) if bound else []
    missing = [one for one in used if one not in base.facts]
    if not missing or len(missing) == len(used):
        return ""
    return f"; it is reckoned as {text}, and there is no {', no '.join(map(base.name, missing))}"


def _turned(base: FactBase, at: Coordinates) -> bool:
    """True for what cannot be negative and is stated below zero: a payment, printed with a sign."""
    told = base.facts[at].telling
    return told is not None and told.quantity.point < 0 and base.concept_at(at).non_negative


def form(base: FactBase, at: Coordinates, formula: str) -> Fact:
    """The fact at some coordinates that a formula gives. Raises BadReference where it misses an input."""
    from reportgen.facts.base import Fact

    read = parse_formula(Text(formula), base.entities)
    try:
        working = bind(read.tree, at, base.names)
        fact = Fact(at, Locus(base.file, 1, 1), formula=read, working=working)
        made = compute(base, base.facts, fact, dict(base.roots), {})
    except (FormulaError, UnitError) as error:
        raise BadReference(str(error)) from None
    if made.quantity is None and not made.no_value and not made.awaits:
        raise BadReference(made.trouble)
    return made
