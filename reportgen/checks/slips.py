"""Which one slip would explain a conflict.

A conflict says that a stated value and its formula disagree, not which of them is wrong. Somebody who copies figures by
hand makes few kinds of mistakes, so each kind is tried on the stated value and on every stated input, one at a time,
and those after which the two tie are named: a scale, a sign, two neighbouring digits, a period, a base.

Everything here is a guess for the author to look at; no value is ever changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import Final

from reportgen.checks.terminal import compact_value
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.computing import value_at
from reportgen.facts.evaluate import evaluate
from reportgen.facts.formula import Call, Expression, FormulaError, Input, Operation, inputs, substitute
from reportgen.facts.interval import Interval, NotMeaningful
from reportgen.facts.quantity import Quantity, join
from reportgen.facts.reference import Coordinates
from reportgen.facts.tellings import meets
from reportgen.languages import numeral_packs

MOST: Final = 3  # explanations of one conflict; a longer list explains nothing
_CANDIDATES: Final = 200  # other facts that are tried in an input's place
# What a slip of scale may be off by, and what it looks like where no language names it.
_SCALES: Final = {
    3: ("×10³", "m for bn or thousand for m"),
    6: ("×10⁶", "m for units or bn for thousands"),
    4: ("×10⁴", ""),
    8: ("×10⁸", ""),
    1: ("×10", "a zero too many"),
    2: ("×100", "a fraction for a percentage"),
    9: ("×10⁹", "bn for units"),
}


def _slip(power: int) -> str:
    """A slip of scale in words."""
    size, *rest = _SCALES[power]
    named = dict.fromkeys(pack.spellings.slips.get(power, "") for pack in numeral_packs())
    return f"{size}, {' or '.join(filter(None, (*named, *rest)))}"


FactsByPlace = Mapping[Coordinates, Fact]


@dataclass(frozen=True)
class Neighbours:
    """Where the facts are that could have been meant: by entity and period. Made once for all conflicts of a base."""

    base: FactBase

    @cached_property
    def beside(self) -> Mapping[tuple[object, ...], list[Fact]]:
        """The facts with a value, by entity, period and scenario."""
        found: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        for at, fact in self.base.facts.items():
            if fact.quantity is not None:
                found[at.entity, at.period, at.scenario].append(fact)
        return found


def explain_conflict(base: FactBase, fact: Fact, stated: Quantity, beside: Neighbours) -> tuple[str, ...]:
    """The slips that would each, by itself, make `stated` tie with the fact's formula; the likeliest first."""
    if fact.working is None:
        return ()
    case = _Case(base, fact, fact.working, stated, beside)
    found = (slip for kind in (_figures, _periods, _kinds, _bases) for slip in kind(case))
    return tuple(islice(dict.fromkeys(found), MOST))


def explain_tellings(one: Quantity, other: Quantity) -> tuple[str, ...]:
    """The slips that would turn one telling of a fact into the other."""
    found = (words for words, changed in rewritings(one) if meets(changed, other))
    return tuple(islice(dict.fromkeys(found), MOST))


@dataclass(frozen=True)
class _Case:
    """A conflict under examination."""

    base: FactBase
    fact: Fact
    working: Expression
    stated: Quantity
    beside: Neighbours

    @cached_property
    def inputs(self) -> dict[Input, Fact]:
        """The facts behind the formula's inputs, in its order."""
        return {item: self.base.facts[item.at] for item in inputs(self.working)}

    def ties(self, working: Expression, instead: Mapping[Input, Quantity] | None = None) -> bool:
        """Whether the stated value ties with a formula, its inputs as they stand or as given."""
        computed = self.compute(working, instead or {})
        return computed is not None and meets(self.stated, computed)

    def compute(self, working: Expression, instead: Mapping[Input, Quantity]) -> Quantity | None:
        values: dict[Input, Quantity] = {}
        for item in inputs(working):
            quantity = instead.get(item) or value_at(self.base.facts, item)
            if quantity is None:
                return None
            values[item] = quantity
        try:
            return evaluate(working, values, self.stated.unit)
        except (FormulaError, NotMeaningful):
            return None

    def leads_back(self, fact: Fact) -> bool:
        """Whether a fact is computed from the one in conflict: it would tie with itself, and prove nothing."""
        open_, seen = [fact], {fact.at}
        while open_:
            one = open_.pop()
            if one.at == self.fact.at:
                return True
            if one.working is None or one.telling is not None:
                continue
            for item in inputs(one.working):
                if item.at not in seen and item.at in self.base.facts:
                    seen.add(item.at)
                    open_.append(self.base.facts[item.at])
        return False


# ---- the figure itself: scale, sign, digits --------------------------------------------------------------------


def rewritings(quantity: Quantity) -> Iterator[tuple[str, Quantity]]:
    """Every way in which a figure may have been miswritten, and what it would have been."""
    for power in _SCALES:
        words = _slip(power)
        yield f"scale: {words} (too large)", _times(quantity, Fraction(1, 10**power))
        yield f"scale: {words} (too small)", _times(quantity, Fraction(10**power))
    if quantity.point:
        yield "sign: + for − or − for +", _times(quantity, Fraction(-1))
    for digits in _swapped(quantity):
        yield f"digits swapped: {digits} was meant", _moved(quantity, digits)


def _times(quantity: Quantity, factor: Fraction) -> Quantity:
    point, interval = quantity.point * factor, quantity.interval * Interval.at(factor)
    ends = quantity.ends
    if ends is None:
        return replace(quantity, point=point, interval=interval, written=None)
    low, high = (_times(end, factor) for end in (ends if factor > 0 else ends[::-1]))
    return join(low, high)


def _swapped(quantity: Quantity) -> Iterator[Decimal]:
    """The written figure with two neighbouring digits changed over, the last ones first."""
    written = quantity.written
    if written is None or written.high is not None or not written.low:
        return
    sign, digits, exponent = written.low.as_tuple()
    spare = max(0, int(written.ulp.adjusted()) - int(exponent))  # zeros that are not significant
    for place in range(len(digits) - 2 - spare, -1, -1):
        one, two = digits[place : place + 2]
        if one != two and (place or two):
            yield Decimal((sign, (*digits[:place], two, one, *digits[place + 2 :]), int(exponent)))


def _moved(quantity: Quantity, to: Decimal) -> Quantity:
    """The same precision and qualifier at another figure."""
    step = Fraction(to) - quantity.point
    return replace(quantity, point=Fraction(to), interval=quantity.interval + Interval.at(step), written=None)


def _figures(case: _Case) -> Iterator[str]:
    computed = case.fact.computed
    assert computed is not None
    for words, changed in rewritings(case.stated):
        if meets(changed, computed):
            yield f"{_named(words, changed)} in the stated value"
    if _cut_off(case.stated, computed):
        yield f"the stated value {compact_value(case.stated)} was cut off instead of rounded"
    for item, fact in case.inputs.items():
        if fact.telling is None or item.part:
            continue
        for words, changed in rewritings(fact.telling.quantity):
            if case.ties(case.working, {item: changed}):
                yield f"{_named(words, changed)} in {item.at.local}"


def _named(words: str, changed: Quantity) -> str:
    head, colon, tail = words.partition(": ")
    if head == "digits swapped":
        return f"{head}{colon}{compact_value(changed)} for what stands"
    return f"{head}{colon}{tail}"


def _cut_off(stated: Quantity, computed: Quantity) -> bool:
    """Whether the recomputed value lies where cutting off the last digits would have given the stated one."""
    written = stated.written
    if written is None or written.high is not None or written.qualifier or not stated.point:
        return False
    away = Fraction(written.ulp) * (1 if stated.point > 0 else -1)
    low, high = sorted((stated.point, stated.point + away))
    return Interval(low, high, stated.point < 0, stated.point > 0).meets(computed.interval)


# ---- the period --------------------------------------------------------------------------------------------------


def _periods(case: _Case) -> Iterator[str]:
    for months in _steps(case.fact.at):
        other = _shifted(case.fact.at, months)
        beside = case.base.facts.get(other)
        told = beside.telling if beside else None
        if told and told.quantity.written is not None and told.quantity.written == case.stated.written:
            yield f"wrong period: {other.local} is stated with the same digits"
        elif case.ties(substitute(case.working, lambda item, by=months: _later(item, by))):  # type: ignore[misc]
            yield f"wrong period: it ties with the inputs of {other.period}"
    for item in case.inputs:
        for months in _steps(item.at):
            other = _shifted(item.at, months)
            if other in case.base.facts and other != case.fact.at and other not in _places(case):
                fact = case.base.facts[other]
                if not case.leads_back(fact) and case.ties(_with(case.working, item.at, other)):
                    yield f"wrong period: {other.local} in place of {item.at.local} ties"


def _places(case: _Case) -> set[Coordinates]:
    return {item.at for item in case.inputs}


def _steps(at: Coordinates) -> tuple[int, ...]:
    """The neighbouring periods in months, back and forth: one length of time, a year, and the period after last year's,
    which is the one before this year's: growth on the quarter is taken for growth on the year."""
    own = at.period.months or 3
    return tuple(step for step in dict.fromkeys((-own, -12, own, 12, 12 - own, own - 12)) if step)


def _shifted(at: Coordinates, months: int) -> Coordinates:
    return Coordinates(at.entity, at.concept, at.period.shift(months), at.scenario)


def _later(item: Input, months: int) -> Input:
    return Input(_shifted(item.at, months), item.part)


def _with(working: Expression, old: Coordinates, new: Coordinates) -> Expression:
    return substitute(working, lambda item: Input(new, item.part) if item.at == old else item)


# ---- % for points, and the base ----------------------------------------------------------------------------------


def _kinds(case: _Case) -> Iterator[str]:
    """A relative change stated for a difference of percentages, or the other way round."""
    match case.working:
        case Operation("-", Input() as one, Input() as two) if case.stated.unit.pure:
            if case.ties(Call("growth", (one, two))):
                yield "% for points: it is the relative change of the two, not their difference"
        case Call("growth", (Input() as one, Input() as two)):
            pure = all(case.base.concept_at(item.at).unit.pure for item in (one, two))
            if pure and case.ties(Operation("-", one, two)):
                yield "points for %: it is the difference of the two, not their relative change"


def _bases(case: _Case) -> Iterator[str]:
    """Another concept of the same unit in place of an input, in every period of the formula or in one."""
    for concept in dict.fromkeys(item.at.concept for item in case.inputs):
        for other in _relatives(case, concept):
            swapped = substitute(case.working, lambda item, a=concept, b=other: _renamed(item, a, b))  # type: ignore[misc]
            computed = case.compute(swapped, {}) if _sound(case, swapped) else None
            if computed is not None and meets(case.stated, computed):
                yield f"wrong base: with {other} in place of {concept} it ties ({compact_value(computed)})"
                continue
            for item in (item for item in case.inputs if item.at.concept == concept):
                one = _with(case.working, item.at, _renamed(item, concept, other).at)
                if one != swapped and _sound(case, one) and case.ties(one):
                    instead = _renamed(item, concept, other).at.local
                    yield f"wrong base: with {instead} in place of {item.at.local} it ties"


def _renamed(item: Input, old: str, new: str) -> Input:
    if item.at.concept != old:
        return item
    return Input(Coordinates(item.at.entity, new, item.at.period, item.at.scenario), item.part)


def _sound(case: _Case, working: Expression) -> bool:
    facts = [case.base.facts.get(item.at) for item in inputs(working)]
    return all(fact is not None and not case.leads_back(fact) for fact in facts)


def _relatives(case: _Case, concept: str) -> list[str]:
    """The concepts that may be taken for another: the same unit, there in the same period, kin by name.

    Kin by name alone (`capex` and `capex.net`): among all facts of a statement some pair would always fit by chance.
    """
    first = next(item.at for item in case.inputs if item.at.concept == concept)
    unit = case.base.concept_at(first).unit
    facts = case.beside.beside.get((first.entity, first.period, first.scenario), [])
    kin = (fact.at for fact in facts if _kin(fact.at.concept, concept))
    return [at.concept for at in islice(kin, _CANDIDATES) if case.base.concept_at(at).unit == unit]


def _kin(one: str, other: str) -> bool:
    return one != other and (
        one.startswith(other + ".") or other.startswith(one + ".") or _stem(one) == _stem(other)
    )


def _stem(name: str) -> str:
    """The part of a name before its last dot; a name without dots is kin to nothing that has none."""
    return name.rpartition(".")[0] or name
