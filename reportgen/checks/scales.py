"""Sanity rules about scales: what stands about 10³, 10⁴, 10⁶ or 10⁸ from what it ought to be near.

A slip of scale shows beside other values of the same measure: of the same fact, of neighbouring periods, of the longer
period around it, of another scenario. A value that has one witness for its scale is not doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from reportgen.checks.doubts import Doubt, FactIndex, doubt_on
from reportgen.checks.signs import PAYMENTS
from reportgen.checks.terminal import compact_value
from reportgen.checks.tieout import compare, compare_tellings
from reportgen.codes.rg3_tieout import RG301, RG302
from reportgen.codes.rg4_rules import RG401, RG402
from reportgen.errors import FindingCode
from reportgen.facts.base import Fact, Statement
from reportgen.facts.period import PeriodError
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates

_SCALES: Final = (3, 6, 4, 8)  # thousand, million, and the steps of languages that count by ten thousand
_NEAR: Final = Fraction(3, 2)  # a ratio within this factor of a scale is near it


def scale_between(one: Quantity, other: Quantity) -> int | None:
    """The power of ten by which two values differ, near enough to be a slip; None where there is none."""
    return _power(one.point, other.point)


def _power(one: Fraction, other: Fraction) -> int | None:
    # Under a factor of 500: nearly always, and seen without dividing.
    if abs(_bits(one) - _bits(other)) < 8 or not one or not other or (one > 0) != (other > 0):
        return None
    low, high = sorted((abs(one), abs(other)))
    ratio = high / low
    return next((n for n in _SCALES if 10**n / _NEAR <= ratio <= 10**n * _NEAR), None)


def _bits(size: Fraction) -> int:
    """The power of two of a value, give or take one."""
    return size.numerator.bit_length() - size.denominator.bit_length()


def tellings_a_scale_apart(index: FactIndex) -> Iterator[Doubt]:
    """RG401: two values of one measure about 10³, 10⁴, 10⁶ or 10⁸ apart.

    Of one fact, another telling or what its formula gives, where tie-out is content since one of them is only a bound,
    or where its conflict is accepted: a reason given for a small difference is none for a slip, which may also be one
    of sign. And an actual against the consensus or the guidance for it.
    """
    for fact in index.base.facts.values():
        told = fact.telling
        if told is None:
            continue
        for other, code, where in _others(fact, told):
            apart = _slip_between(told.quantity, other)
            if apart and (fact.reason(code.id) or _ties(code, told.quantity, other)):
                said = f"{compact_value(told.quantity)} and{where} {compact_value(other)}"
                yield doubt_on(RG401, index, fact, f"is told {apart}: {said}", other)
        if fact.at.scenario != "actual":
            yield from _against_actual(index, fact)


def _others(fact: Fact, told: Statement) -> Iterator[tuple[Quantity, FindingCode, str]]:
    """What a telling stands against: the value, the code of their conflict, and where the value comes from."""
    for other in fact.stated:
        if other is not told:
            yield other.quantity, RG302, f", in {other.locator},"
    if fact.computed is not None and fact.formula is not None:
        yield fact.computed, RG301, ", by its formula,"


def _ties(code: FindingCode, one: Quantity, other: Quantity) -> bool:
    return (compare if code == RG301 else compare_tellings)(one, other).ties


def _slip_between(one: Quantity, other: Quantity) -> str:
    """How two values differ that a slip may have parted; "" where nothing suggests one."""
    if power := scale_between(one, other):
        return f"about 10^{power} apart"
    if (one.point > 0) == (other.point > 0):
        return ""
    return "with opposite signs" if one.interval.sign * other.interval.sign < 0 else ""


def _against_actual(index: FactIndex, fact: Fact) -> Iterator[Doubt]:
    at = fact.at
    actual = index.base.facts.get(type(at)(at.entity, at.concept, at.period))
    if actual is None or actual.quantity is None or fact.quantity is None:
        return
    if power := scale_between(actual.quantity, fact.quantity):
        said = f"{compact_value(fact.quantity)} against {compact_value(actual.quantity)}"
        yield doubt_on(
            RG401, index, fact, f"stands about 10^{power} from the actual: {said}", actual.quantity
        )


# Names of what may be next to nothing in one period and large in another: it needs a second witness.
_ERRATIC: Final = frozenset(
    """
    other gain gains loss losses fx foreign exchange impairment restructuring extraordinary discontinued
    method acquisitions disposals proceeds repayments repurchases repurchased issuance change charges
    investing financing purchases sales_of_investments noncontrolling preferred tax provision provisions
    trading flows additions deferred restricted development catastrophe comprehensive investment investments
    debt one_off
    """.split()  # noqa: SIM905  a list that one can read
)
_FARTHEST: Final = 36  # months between two values that are witnesses of each other's scale
_LENGTHS: Final = (3, 6, 9, 12)


@dataclass(frozen=True)
class _Witness:
    """Another value of a measure, stretched to the fact's own length of time, and the power of ten between the two:
    None where they are too near, or too far from a scale, to say anything; 0 where they agree."""

    fact: Fact
    power: int | None


@dataclass(frozen=True)
class _Rows:
    """Looks for the witnesses of facts."""

    index: FactIndex

    def of(self, fact: Fact) -> Iterator[_Witness]:
        """The witnesses of a fact, the nearest first: its neighbours in time, the actual one where it is none itself,
        and, of what adds up, other lengths of time that end with it or hold it."""
        at = fact.at
        row = self.index.series[at.entity, at.concept, at.scenario, at.period.months]
        yield from self._beside(fact, row, self._places[at])
        if at.scenario != "actual":
            yield from self._actuals(fact)
        if at.period.months and self.index.base.concept_at(at).adds_up:
            yield from self._lengths(fact)

    @cached_property
    def _places(self) -> dict[Coordinates, int]:
        return {fact.at: place for row in self.index.series.values() for place, fact in enumerate(row)}

    def _beside(self, fact: Fact, row: list[Fact], place: int) -> Iterator[_Witness]:
        for step in (-1, 1, -2, 2):
            if 0 <= place + step < len(row):
                other = row[place + step]
                if abs((fact.at.period.end - other.at.period.end).days) <= _FARTHEST * 31:
                    yield _witness(fact, other)

    def _actuals(self, fact: Fact) -> Iterator[_Witness]:
        at = fact.at
        row = self.index.series.get((at.entity, at.concept, "actual", at.period.months), [])
        if (
            Coordinates(at.entity, at.concept, at.period) in self.index.base.facts
        ):  # RG401 holds it against that
            return
        before = [other for other in row if other.at.period.end < at.period.end][-1:]
        yield from (_witness(fact, other) for other in before)

    def _lengths(self, fact: Fact) -> Iterator[_Witness]:
        at, facts = fact.at, self.index.base.facts
        for months in _LENGTHS:
            if months == at.period.months:
                continue
            try:
                periods = [at.period.ending(months)]
                if months > at.period.months:
                    step = at.period.months
                    periods += [at.period.shift(n).ending(months) for n in range(step, months, step)]
            except PeriodError:
                continue
            for period in periods:
                other = facts.get(Coordinates(at.entity, at.concept, period, at.scenario))
                if other is not None and other.quantity is not None:
                    yield _witness(fact, other, Fraction(at.period.months, months))


def _witness(fact: Fact, other: Fact, stretched: Fraction = Fraction(1)) -> _Witness:
    assert fact.quantity is not None and other.quantity is not None
    one, two = fact.quantity.point, other.quantity.point * stretched
    if fact.at.concept in PAYMENTS:  # which some print with a sign, and some without
        one, two = abs(one), abs(two)
    if one and two and (one > 0) == (two > 0) and abs(_bits(one) - _bits(two)) < 6:
        return _Witness(other, 0)
    return _Witness(other, _power(one, two))


def jump_of_a_scale(index: FactIndex) -> Iterator[Doubt]:
    """RG402: about 10³, 10⁴, 10⁶ or 10⁸ times, or that part of, the nearest other values of the same measure: of the
    periods beside it, of a longer one that holds it, of the actual where it is a forecast.

    Ratios are left out: a rate near zero may be anything next. What is small by nature (other income, acquisitions)
    is doubted only where two values say so, or where it exceeds revenue and assets.
    """
    rows = _Rows(index)
    doubted: dict[Coordinates, Fact] = {}
    for row in index.series.values():
        if len(row) > 1 and row[0].quantity is not None and row[0].quantity.unit.ratio:
            continue
        for fact in row:
            if (other := _apart(index, rows, fact)) is not None:
                doubted[fact.at] = other
    for at, other in doubted.items():
        fact = index.base.facts[at]
        if doubted.get(other.at) is not fact or _order(fact) > _order(other):  # of two, the later one is told
            yield _jump(index, fact, other)


def _apart(index: FactIndex, rows: _Rows, fact: Fact) -> Fact | None:
    """The nearest value that stands a scale from a fact's, where no other agrees with it."""
    if fact.quantity is None or fact.quantity.unit.ratio:
        return None
    against: list[_Witness] = []
    for witness in rows.of(fact):
        if witness.power == 0:
            return None
        if witness.power and (fact.stated or witness.fact.stated):
            against.append(witness)
    if not against or (_is_erratic(fact) and len(against) < 2 and not _too_large(index, fact, against[0])):
        return None
    return against[0].fact


def _is_erratic(fact: Fact) -> bool:
    return not _ERRATIC.isdisjoint(re.split(r"[._]", fact.at.concept))


def _too_large(index: FactIndex, fact: Fact, witness: _Witness) -> bool:
    """True where the larger of two values exceeds what the company sells and owns then."""
    assert fact.quantity is not None and witness.fact.quantity is not None
    larger = max(fact, witness.fact, key=lambda one: abs(one.quantity.point) if one.quantity else Fraction(0))
    assert larger.quantity is not None
    bases = (index.beside(larger, name) for name in ("revenue", "total_assets"))
    sizes = [abs(one.quantity.point) for one in bases if one and one.quantity]
    return bool(sizes) and abs(larger.quantity.point) > max(sizes)


def _order(fact: Fact) -> tuple[bool, object, int]:
    return fact.at.scenario != "actual", fact.at.period.end, fact.at.period.months


def _jump(index: FactIndex, fact: Fact, other: Fact) -> Doubt:
    assert fact.quantity is not None and other.quantity is not None
    witness = _witness(fact, other, _stretch(fact, other))
    against = "after" if other.at.period.end < fact.at.period.end else "beside"
    said = f"{compact_value(fact.quantity)} {against} {compact_value(other.quantity)}"
    message = f"is about 10^{witness.power} away from {index.name(other)}: {said}"
    return doubt_on(RG402, index, fact, message, other.quantity)


def _stretch(fact: Fact, other: Fact) -> Fraction:
    mine, yours = fact.at.period.months, other.at.period.months
    return Fraction(mine, yours) if mine and yours else Fraction(1)
