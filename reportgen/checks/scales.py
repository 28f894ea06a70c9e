"""Sanity rules about scales: what stands about 10³, 10⁴, 10⁶ or 10⁸ from what it ought to be near.

A slip of scale shows beside other values of the same measure: of the same fact, of neighbouring periods, of the longer
period around it, of another scenario. Of two that stand
a scale apart the one is doubted that has no witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from reportgen.facts.period import Period, PeriodError
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

    def all_of(self, fact: Fact) -> Iterator[_Witness]:
        """Every witness of a fact: its neighbours in time, two either way, the actual before it where it is none
        itself, and other lengths of time that end with it or hold it."""
        yield from self._beside(fact, (-1, 1, -2, 2))
        yield from self.actual(fact)
        yield from self._lengths(fact)

    def before(self, fact: Fact) -> Iterator[_Witness]:
        yield from self._beside(fact, (-1,))

    def actual(self, fact: Fact) -> Iterator[_Witness]:
        """The last actual before a forecast; the one of its own period is RG401's."""
        at = fact.at
        here = Coordinates(at.entity, at.concept, at.period)
        if at.scenario == "actual" or here in self.index.base.facts:
            return
        row = self.index.series.get((at.entity, at.concept, "actual", at.period.months), [])
        before = [other for other in row if other.at.period.end < at.period.end][-1:]
        yield from (_witness(fact, other) for other in before)

    def longer(self, fact: Fact) -> Iterator[_Witness]:
        months = fact.at.period.months
        yield from (one for one in self._lengths(fact) if one.fact.at.period.months > months)

    def agrees(self, fact: Fact) -> bool:
        """Whether any other value has the scale of this one."""
        return any(witness.power == 0 for witness in self.all_of(fact))

    @cached_property
    def _places(self) -> dict[Coordinates, int]:
        return {fact.at: place for row in self.index.series.values() for place, fact in enumerate(row)}

    def _beside(self, fact: Fact, steps: Sequence[int]) -> Iterator[_Witness]:
        at = fact.at
        row, place = self.index.series[at.entity, at.concept, at.scenario, at.period.months], self._places[at]
        for step in steps:
            if 0 <= place + step < len(row):
                other = row[place + step]
                if abs((at.period.end - other.at.period.end).days) <= _FARTHEST * 31:
                    yield _witness(fact, other)

    def _lengths(self, fact: Fact) -> Iterator[_Witness]:
        at = fact.at
        if not at.period.months or not self.index.base.concept_at(at).adds_up:
            return
        for period in _around(at.period):
            other = self.index.base.facts.get(Coordinates(at.entity, at.concept, period, at.scenario))
            if other is not None and other.quantity is not None:
                yield _witness(fact, other)


def _around(period: Period) -> Iterator[Period]:
    """The lengths of time that end with a period, and the longer ones that hold it."""
    for months in _LENGTHS:
        last = 1 if months <= period.months else months // period.months
        for later in range(last):
            if months != period.months:
                try:
                    yield period.shift(later * period.months).ending(months)
                except PeriodError:  # a year of weeks has no months
                    break


def _witness(fact: Fact, other: Fact) -> _Witness:
    assert fact.quantity is not None and other.quantity is not None
    mine, yours = fact.at.period.months, other.at.period.months
    stretched = Fraction(mine, yours) if mine and yours else Fraction(1)
    one, two = fact.quantity.point, other.quantity.point * stretched
    if fact.at.concept in PAYMENTS:  # which some print with a sign, and some without
        one, two = abs(one), abs(two)
    if one and two and (one > 0) == (two > 0) and abs(_bits(one) - _bits(two)) < 6:
        return _Witness(other, 0)
    return _Witness(other, _power(one, two))


def jump_of_a_scale(index: FactIndex) -> Iterator[Doubt]:
    """RG402: about 10³, 10⁴, 10⁶ or 10⁸ times another value of the same measure, or that part of it: of the one of the
    period before, of a longer one that holds it, of the last actual where it is a forecast. Of the two the one is
    doubted that no further value agrees with, else the later one.

    Ratios are left out: a rate near zero may be anything next. What is small by nature (other income, acquisitions)
    is doubted only where it exceeds revenue and assets, or where neither is known and two values say so.
    """
    rows, told = _Rows(index), dict[Coordinates, _Witness]()
    amounts = [row for row in index.series.values() if row[0].quantity and not row[0].quantity.unit.ratio]
    for pairs in (rows.before, rows.actual, rows.longer):
        for fact in (fact for row in amounts for fact in row):
            for witness in pairs(fact):
                if not witness.power or fact.at in told or witness.fact.at in told:
                    continue
                doubted, other = _doubted(rows, fact, witness.fact)
                if (fact.stated or witness.fact.stated) and _means_a_slip(rows, doubted, other):
                    told[doubted.at] = replace(witness, fact=other)
    yield from (_jump(index, index.base.facts[at], witness) for at, witness in told.items())


def _doubted(rows: _Rows, one: Fact, other: Fact) -> tuple[Fact, Fact]:
    """Of two values a scale apart the one to doubt, and the other."""
    first, second = rows.agrees(one), rows.agrees(other)
    if first == second:
        return (one, other) if _order(one) > _order(other) else (other, one)
    return (other, one) if first else (one, other)


def _means_a_slip(rows: _Rows, doubted: Fact, other: Fact) -> bool:
    if not _is_erratic(doubted):
        return True
    larger = max(doubted, other, key=lambda one: abs(one.quantity.point) if one.quantity else Fraction(0))
    assert larger.quantity is not None
    bases = (rows.index.beside(larger, name) for name in ("revenue", "total_assets"))
    if sizes := [abs(one.quantity.point) for one in bases if one and one.quantity]:
        return abs(larger.quantity.point) > max(sizes)
    return sum(bool(witness.power) for witness in rows.all_of(doubted)) > 1


def _is_erratic(fact: Fact) -> bool:
    return not _ERRATIC.isdisjoint(re.split(r"[._]", fact.at.concept))


def _order(fact: Fact) -> tuple[bool, object, int]:
    return fact.at.scenario != "actual", fact.at.period.end, fact.at.period.months


def _jump(index: FactIndex, fact: Fact, witness: _Witness) -> Doubt:
    other = witness.fact
    assert fact.quantity is not None and other.quantity is not None
    against = "after" if other.at.period.end < fact.at.period.end else "beside"
    said = f"{compact_value(fact.quantity)} {against} {compact_value(other.quantity)}"
    message = f"is about 10^{witness.power} away from {index.name(other)}: {said}"
    return doubt_on(RG402, index, fact, message, other.quantity)
