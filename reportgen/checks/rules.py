"""Sanity rules: what is suspicious about a fact although nothing recomputes it.

Each rule is a plain function from the facts to doubts, with a code that never changes; `RULES` is the list of them.
What tie-out finds already is not found here a second time. Rules about adding up, and about parts and wholes, stand in
`sums.py`; which concepts they apply to is declared with the concepts (`parts`, `part-of`, `adds-up`, `non-negative`,
`length`) and inferred only where names leave no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import cache, partial
from typing import Final

from reportgen.checks.doubts import Doubt, FactIndex
from reportgen.checks.sums import (
    below_zero,
    longer_below_shorter,
    part_above_whole,
    parts_off_total,
    quarters_off_year,
)
from reportgen.checks.terminal import compact_figure, compact_value
from reportgen.checks.tieout import compare, compare_tellings, idle
from reportgen.codes.rg3_tieout import RG301, RG302
from reportgen.codes.rg4_rules import RG401, RG402, RG403, RG408, RG409, RG410, RG411, RG412, RG413
from reportgen.errors import Finding, FindingCode
from reportgen.facts.base import Concept, Fact, FactBase, Statement, Translations
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import Unit
from reportgen.figures.rounding import sign_is_open
from reportgen.languages import merged, numeral_packs
from reportgen.languages.numeral_pack import Numerals

SanityRule = Callable[[FactIndex], Iterator[Doubt]]

_RULES: Final = "RG4"  # how the codes of the rules begin
_SCALES: Final = (3, 6, 4, 8)  # thousand, million, and the steps of languages that count by ten thousand
_NEAR: Final = Fraction(3, 2)  # a ratio within this factor of a scale is near it


def _scale_between(one: Quantity, other: Quantity) -> int | None:
    """The power of ten by which two values differ, near enough to be a slip; None where there is none."""
    # Under a factor of 500: nearly always, and seen without dividing.
    if abs(_bits(one.point) - _bits(other.point)) < 8 or not one.point or not other.point:
        return None
    if (one.point > 0) != (other.point > 0):
        return None
    low, high = sorted((abs(one.point), abs(other.point)))
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
                yield _doubt(RG401, index, fact, f"is told {apart}: {said}", other)
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
    if power := _scale_between(one, other):
        return f"about 10^{power} apart"
    if (one.point > 0) == (other.point > 0):
        return ""
    return "with opposite signs" if _sign(one.interval) * _sign(other.interval) < 0 else ""


def _against_actual(index: FactIndex, fact: Fact) -> Iterator[Doubt]:
    at = fact.at
    actual = index.base.facts.get(type(at)(at.entity, at.concept, at.period))
    if actual is None or actual.quantity is None or fact.quantity is None:
        return
    if power := _scale_between(actual.quantity, fact.quantity):
        said = f"{compact_value(fact.quantity)} against {compact_value(actual.quantity)}"
        yield _doubt(RG401, index, fact, f"stands about 10^{power} from the actual: {said}", actual.quantity)


def jump_of_a_scale(index: FactIndex) -> Iterator[Doubt]:
    """RG402: about 10³, 10⁴, 10⁶ or 10⁸ times the value of the period before, or that part of it."""
    for before, fact in index.successions:
        assert fact.quantity is not None and before.quantity is not None
        if not fact.stated and not before.stated:
            continue
        if power := _scale_between(before.quantity, fact.quantity):
            said = f"{compact_value(fact.quantity)} after {compact_value(before.quantity)}"
            message = f"is about 10^{power} away from {index.name(before)}: {said}"
            yield _doubt(RG402, index, fact, message, before.quantity)


def huge_percentage(index: FactIndex) -> Iterator[Doubt]:
    """RG403: a percentage over 1,000%, or under −1,000%, as stated or as its formula gives it."""
    for fact in index.base.facts.values():
        for quantity in (fact.quantity, fact.computed):
            if quantity is not None and quantity.unit.ratio == "%" and abs(quantity.point) > 10:
                yield _doubt(RG403, index, fact, f"is {compact_value(quantity)}, over 1,000%")
                break


_LENGTHS: Final = {"quarter": 3, "half": 6, "year": 12}
_IN_NAMES: Final = {
    "ttm": 12, "ltm": 12, "annual": 12, "full_year": 12, "half_year": 6, "h1": 6, "h2": 6,
    "quarterly": 3, "q1": 3, "q2": 3, "q3": 3, "q4": 3,
}  # fmt: skip


@cache
def _in_labels() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What labels say of a length in months, in every language."""
    months = sorted({months for pack in numeral_packs() for months in pack.spellings.lengths}, reverse=True)
    return tuple((re.compile(merged(partial(_said, n))), n) for n in months)


def _said(months: int, pack: Numerals) -> str:
    return pack.spellings.lengths.get(months, "")


def length_against_name(index: FactIndex) -> Iterator[Doubt]:
    """RG408: a period longer or shorter than the concept's `length`, its name (`fcf.ttm`) or the fact's label says."""
    concepts = {fact.at.concept: index.base.concept_at(fact.at) for fact in index.base.facts.values()}
    of_concepts = {name: _lengths_of(concept) for name, concept in concepts.items()}
    for fact in index.base.facts.values():
        named = of_concepts[fact.at.concept]
        if fact.label and not concepts[fact.at.concept].length:
            named = named or _in_label(fact.label, index.base.concept_at(fact.at).unit)
        if named and (months := fact.at.period.months) and months not in named:
            wanted = " or ".join(map(str, sorted(named)))
            yield _doubt(RG408, index, fact, f"covers {months} months, its name says {wanted}", told=False)


def _lengths_of(concept: Concept) -> set[int]:
    """The lengths that a concept says it has, by declaration, by name or by label; none for most."""
    if concept.length:
        return {_LENGTHS[concept.length]}
    segments = {_IN_NAMES[part] for part in concept.id.split(".") if part in _IN_NAMES}
    return segments or _in_label(concept.label, concept.unit)


def _in_label(label: Translations, unit: Unit) -> set[int]:
    """What a label says. A share of the year or a growth rate is labelled with a period that need not be its own."""
    if unit.ratio:
        return set()
    return {months for text in label.values() for pattern, months in _in_labels() if pattern.search(text)}


def forecast_before_actual(index: FactIndex) -> Iterator[Doubt]:
    """RG409: consensus or guidance for a period that has no actual, although a later one of that length has.

    What was expected of a past period stands in a brief to be held against what came of it; without that it is nearly
    always a wrong year.
    """
    latest: dict[tuple[str, str, int], Fact] = {}
    for (entity, concept, scenario, months), row in index.series.items():
        if scenario == "actual":
            latest[entity, concept, months] = row[-1]
    for fact in index.base.facts.values():
        at = fact.at
        last = latest.get((at.entity, at.concept, at.period.months))
        if at.scenario == "actual" or last is None or at.period.end >= last.at.period.end:
            continue
        if type(at)(at.entity, at.concept, at.period) not in index.base.facts:
            message = f"is {at.scenario} for a period that is over: there is {index.name(last)}, but no actual for it"
            yield _doubt(RG409, index, fact, message)


def source_before_end(index: FactIndex) -> Iterator[Doubt]:
    """RG410: an actual told by a source that came out before its period was over."""
    published = {name: date.fromisoformat(source.published) for name, source in index.base.sources.items()}
    for fact in index.base.facts.values():
        if fact.at.scenario != "actual":
            continue
        end = fact.at.period.end
        for statement in fact.stated:
            day = published[statement.source]
            if day < end:
                message = f"is an actual for a period that ends on {end}, told by {statement.source} on {day}"
                yield Doubt(RG410, fact, f"{index.name(fact)} {message}", at=statement.locus)
                break


def lost_in_rounding(index: FactIndex) -> Iterator[Doubt]:
    """RG411: a computed value that is not zero, its inputs being too coarse to tell its sign (a warning): it prints in
    words, without a digit."""
    for fact in index.base.facts.values():
        quantity = fact.quantity
        if quantity is not None and quantity.point and sign_is_open(quantity):
            said = f"is {compact_figure(quantity)} and prints as “in line”: its inputs are too coarse for its sign"
            yield _doubt(RG411, index, fact, said)


def same_to_every_digit(index: FactIndex) -> Iterator[Doubt]:
    """RG412: stated with the very digits of the period before (a warning): a copy, or a coincidence.

    From four digits up, trailing zeros not counted: fewer repeat by chance, and dividends and round numbers by intent.
    Numbers of shares are left out: they do stay the same for years.
    """
    for before, fact in index.successions:
        one, other = before.telling, fact.telling
        if one is None or other is None or (written := other.quantity.written) is None:
            continue
        if one.quantity.written != written or str(other.quantity.unit) in ("shares", "share"):
            continue
        if len(written.low.normalize().as_tuple().digits) >= 4:
            message = f"is {compact_value(other.quantity)}, to every digit what {index.name(before)} is"
            yield _doubt(RG412, index, fact, message, one.quantity)


_GROWTHS: Final = {"growth": 12, "growth_yoy": 12, "growth_qoq": 3}


def growth_of_wrong_sign(index: FactIndex) -> Iterator[Doubt]:
    """RG413: `x.growth` or `x.growth_qoq` is stated above zero although `x` fell, or below although it rose.

    Only without a formula: with one, tie-out compares the figures themselves.
    """
    for fact in index.base.facts.values():
        measure, _, kind = fact.at.concept.rpartition(".")
        if kind not in _GROWTHS or measure not in index.base.concepts or fact.telling is None or fact.working:
            continue
        now, ago = index.beside(fact, measure), index.earlier(fact, measure, _GROWTHS[kind])
        if now is None or ago is None:
            continue
        assert now.quantity is not None and ago.quantity is not None
        moved = now.quantity.interval - ago.quantity.interval
        if _sign(moved) * _sign(fact.telling.quantity.interval) < 0:
            said = f"{compact_value(now.quantity)} after {compact_value(ago.quantity)}"
            message = f"is stated as {compact_value(fact.telling.quantity)}, but {measure} went the other way: {said}"
            yield _doubt(RG413, index, fact, message, now.quantity)


def _sign(interval: Interval) -> int:
    """1 above zero, −1 below, 0 where it may be either."""
    if interval.low is not None and (interval.low > 0 or (interval.low == 0 and interval.low_open)):
        return 1
    if interval.high is not None and (interval.high < 0 or (interval.high == 0 and interval.high_open)):
        return -1
    return 0


def _doubt(
    code: FindingCode,
    index: FactIndex,
    fact: Fact,
    message: str,
    against: Quantity | None = None,
    *,
    told: bool = True,
) -> Doubt:
    return Doubt(code, fact, f"{index.name(fact)} {message}", against, None if told else fact.locus)


RULES: Final[tuple[SanityRule, ...]] = (
    tellings_a_scale_apart,
    jump_of_a_scale,
    huge_percentage,
    part_above_whole,
    parts_off_total,
    quarters_off_year,
    longer_below_shorter,
    length_against_name,
    forecast_before_actual,
    source_before_end,
    lost_in_rounding,
    same_to_every_digit,
    growth_of_wrong_sign,
    below_zero,
)


def doubts(base: FactBase) -> list[Doubt]:
    """Everything that the rules doubt, rule by rule; accepted or not."""
    index = FactIndex(base)
    return [doubt for rule in RULES for doubt in rule(index)]


def apply_rules(base: FactBase) -> list[Finding]:
    """What the rules say: codes from RG401 on, notes where accepted, RG305 where an acceptance has grown idle."""
    doubted = doubts(base)
    found = {(doubt.fact.at, doubt.code.id) for doubt in doubted}
    idle_ones = [
        idle(base, fact, code)
        for fact in base.facts.values()
        for code in fact.accepted or ()
        if code.startswith(_RULES) and (fact.at, code) not in found
    ]
    return [doubt.finding() for doubt in doubted] + idle_ones
