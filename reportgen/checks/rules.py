"""Sanity rules: what is suspicious about a fact although nothing recomputes it.

Each rule is a plain function from the facts to doubts, with a code that never changes; `RULES` is the list of them.
What tie-out finds already is not found here a second time. Rules about adding up, and about parts and wholes, stand in
`sums.py`, those about scales in `scales.py`, signs in `signs.py`, last digits in `last_digits.py`, and about what a
figure is usually reckoned from in `identities.py`, `cash.py`, `per_share.py` and `counts.py`. Which concepts they apply
to is declared with the concepts (`parts`, `part-of`, `adds-up`, `non-negative`, `length`) and inferred only where names
leave no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from typing import Final

from reportgen.checks.cash import cash_does_not_roll
from reportgen.checks.counts import no_whole_count
from reportgen.checks.doubts import Doubt, FactIndex, doubt_on
from reportgen.checks.identities import off_definition
from reportgen.checks.last_digits import lost_in_rounding, only_touching, same_to_every_digit
from reportgen.checks.per_share import earnings_of_wrong_sign, earnings_per_share, share_count_off_scale
from reportgen.checks.scales import jump_of_a_scale, tellings_a_scale_apart
from reportgen.checks.signs import (
    below_zero,
    growth_of_wrong_sign,
    outflow_of_other_sign,
    outflow_taken_off_twice,
)
from reportgen.checks.sums import (
    longer_below_shorter,
    part_above_whole,
    parts_off_total,
    quarters_off_year,
)
from reportgen.checks.terminal import compact_value
from reportgen.checks.tieout import idle
from reportgen.codes.rg4_rules import RG403, RG408, RG409, RG410
from reportgen.errors import Finding
from reportgen.facts.base import Concept, Fact, FactBase, Translations
from reportgen.facts.unit import Unit
from reportgen.languages import merged, numeral_packs
from reportgen.languages.numeral_pack import Numerals

SanityRule = Callable[[FactIndex], Iterator[Doubt]]

_RULES: Final = "RG4"  # how the codes of the rules begin


def huge_percentage(index: FactIndex) -> Iterator[Doubt]:
    """RG403: a percentage over 1,000%, or under −1,000%, as stated or as its formula gives it."""
    for fact in index.base.facts.values():
        for quantity in (fact.quantity, fact.computed):
            if quantity is not None and quantity.unit.ratio == "%" and abs(quantity.point) > 10:
                yield doubt_on(RG403, index, fact, f"is {compact_value(quantity)}, over 1,000%")
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
            yield doubt_on(RG408, index, fact, f"covers {months} months, its name says {wanted}", told=False)


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
            yield doubt_on(RG409, index, fact, message)


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
    off_definition,
    earnings_per_share,
    earnings_of_wrong_sign,
    cash_does_not_roll,
    share_count_off_scale,
    no_whole_count,
    only_touching,
    outflow_of_other_sign,
    outflow_taken_off_twice,
)


def doubts(base: FactBase) -> tuple[Doubt, ...]:
    """Everything that the rules doubt, rule by rule; accepted or not."""
    return base.once(_doubts)


def _doubts(base: FactBase) -> tuple[Doubt, ...]:
    index = FactIndex(base)
    return tuple(doubt for rule in RULES for doubt in rule(index))


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
