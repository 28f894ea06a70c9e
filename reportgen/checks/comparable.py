"""Whether a stated value may be held against what its formula gives at all.

A formula may bring together what it likes, and briefs do so all the time: adjusted income against last year's reported
one, an actual against consensus, one company against another. What makes the comparison senseless is a *stated* fact
that claims to be of one kind and a formula whose result is of another:

    basis      An input on another basis than the fact's own, the reported one excepted: a reported figure does not
               follow from adjusted ones, while adjusting starts from what was reported. A fact on a basis of its own
               whose formula takes reported inputs only is comparable where the formula bridges, as a sum or difference
               does (reported + special charges = adjusted); a ratio or growth of reported figures is itself reported.
    scenario   An actual that adds up figures of different scenarios, or that draws on forecasts alone. Setting one
               against the other (difference, quotient, growth) is a comparison and stays allowed; so is a forecast
               that takes in actuals, as a full-year guidance does.
    period     Growth between lengths of time that differ (a quarter on a year), and a sum of figures for one period
               that is longer or shorter than the fact's own.
    entity     Growth from one company to another, and a fact of one company that draws on another's figures alone.

A unit that differs is an error of its own (RG204) long before.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.facts.base import Fact, FactBase
from reportgen.facts.formula import Call, Expression, Input, Operation, inputs, walk


def not_comparable(base: FactBase, fact: Fact) -> str:
    """Why a stated fact and its recomputation do not compare; "" where they do."""
    if fact.working is None or fact.telling is None or _alike(base, fact, fact.working):
        return ""
    return next((why for rule in _RULES for why in rule(base, fact, fact.working)), "")


def _alike(base: FactBase, fact: Fact, working: Expression) -> bool:
    """True where everything reported is computed from reported actuals of its own company and period.

    No rule objects to that, and of a large fact base it is nearly everything.
    """
    at = fact.at
    return (
        at.scenario == "actual"
        and base.concept_at(at).basis == "reported"
        and all(
            item.at.period == at.period
            and item.at.entity == at.entity
            and item.at.scenario == "actual"
            and base.concept_at(item.at).basis == "reported"
            for item in inputs(working)
        )
    )


def _basis(base: FactBase, fact: Fact, working: Expression) -> Iterator[str]:
    own = base.concept_at(fact.at).basis
    used = {item.at.concept: base.concept_at(item.at).basis for item in inputs(working)}
    for concept, basis in used.items():
        if basis not in (own, "reported"):
            yield f"it is {own}, {concept} is {basis}"
    bridges = isinstance(working, Operation) and working.operator in "+-"
    if own != "reported" and own not in used.values() and used and not bridges:
        yield f"it is {own}, its inputs are all reported"


def _scenario(base: FactBase, fact: Fact, working: Expression) -> Iterator[str]:
    if fact.at.scenario != "actual":
        return
    used = dict.fromkeys(item.at.scenario for item in inputs(working))
    if used and "actual" not in used:
        yield f"it is an actual, its inputs are all {' and '.join(used)}"
    for terms in _sums(working):
        added = dict.fromkeys(term.at.scenario for term in terms)
        if len(added) > 1:
            yield f"it is an actual, and the formula adds up {' and '.join(added)}"


def _period(base: FactBase, fact: Fact, working: Expression) -> Iterator[str]:
    for one, two in _growths(working):
        lengths = {_months(item) for item in (*one, *two)} - {0}
        if len(lengths) > 1:
            yield f"growth between periods of {' and '.join(map(str, sorted(lengths)))} months"
    terms = next(_sums(working), ())
    periods = {term.at.period for term in terms}
    if len(periods) == 1 and _whole(working, terms):
        (period,) = periods
        if period.months != fact.at.period.months and not (period.instant or fact.at.period.instant):
            yield f"it covers {fact.at.period.months} months, its inputs cover {period.months}"


def _entity(base: FactBase, fact: Fact, working: Expression) -> Iterator[str]:
    used = {item.at.entity for item in inputs(working)}
    if len(used) == 1 and fact.at.entity not in used:
        yield f"it belongs to {fact.at.entity}, its inputs all belong to {used.pop()}"
    for one, two in _growths(working):
        first, second = ({item.at.entity for item in side} for side in (one, two))
        if first and second and not first & second:
            yield f"growth from {', '.join(sorted(second))} to {', '.join(sorted(first))}"


def weeks_compared(working: Expression) -> tuple[int, int] | None:
    """The weeks of two periods of one name that a formula compares, where they differ: 14 and 13, 53 and 52."""
    for node in walk(working):
        match node:
            case Call("growth", (Input(one), Input(two))) | Operation("-", Input(one), Input(two)):
                same = (one.entity, one.concept) == (two.entity, two.concept)
                now, ago = one.period.days, two.period.days
                if (
                    same
                    and one.period.months == two.period.months
                    and now != ago
                    and not (now % 7 or ago % 7)
                ):
                    return now // 7, ago // 7
    return None


_RULES = (_basis, _scenario, _period, _entity)


def _months(item: Input) -> int:
    return item.at.period.months


def _growths(working: Expression) -> Iterator[tuple[tuple[Input, ...], tuple[Input, ...]]]:
    """The two sides of every growth; only those made of plain amounts, since a product may have been annualised."""
    for node in walk(working):
        match node:
            case Call("growth", (one, two)):
                yield _amounts(one), _amounts(two)


def _sums(working: Expression) -> Iterator[tuple[Input, ...]]:
    """The terms of every addition, outermost first; a subtraction compares, so what it takes away is no term."""
    for node in walk(working):
        match node:
            case Operation("+", left, right):
                yield (*_amounts(left), *_amounts(right))


def _amounts(expression: Expression) -> tuple[Input, ...]:
    """The inputs that are added up in an expression; nothing where they are multiplied or divided."""
    match expression:
        case Input():
            return (expression,)
        case Operation("+", left, right):
            return (*_amounts(left), *_amounts(right))
        case Operation("-", left, _):
            return _amounts(left)
    return ()


def _whole(working: Expression, terms: tuple[Input, ...]) -> bool:
    """True where the terms are all that there is in the formula."""
    return bool(terms) and set(terms) == set(inputs(working))
