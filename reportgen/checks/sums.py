"""Sanity rules about amounts that add up: parts and wholes, quarters and years, and what cannot fall below zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.checks.doubts import Doubt, FactIndex, doubt_on
from reportgen.checks.signs import never_negative
from reportgen.checks.terminal import compact_figure, compact_range, compact_value
from reportgen.codes.rg4_rules import RG404, RG405, RG406, RG407, RG425
from reportgen.errors import FindingCode
from reportgen.facts.base import Concept, Fact
from reportgen.facts.interval import Interval
from reportgen.facts.period import Period
from reportgen.facts.quantity import Quantity


def part_above_whole(index: FactIndex) -> Iterator[Doubt]:
    """RG404: a part (`part-of:` on its concept) that is larger than the whole, for the same period and scenario."""
    for fact in index.base.facts.values():
        whole = index.base.concept_at(fact.at).part_of
        other = index.beside(fact, whole) if whole else None
        if other is None or fact.quantity is None or other.quantity is None:
            continue
        low, high = fact.quantity.interval.low, other.quantity.interval.high
        if low is not None and high is not None and low > high:
            message = f"{index.name(fact)} is {compact_figure(fact.quantity)}, more than the whole, "
            yield Doubt(
                RG404, fact, f"{message}{index.name(other)}: {compact_figure(other.quantity)}", other.quantity
            )


def parts_off_total(index: FactIndex) -> Iterator[Doubt]:
    """RG405: the `parts:` of a concept, all of them there, do not foot to it."""
    for fact in index.base.facts.values():
        parts = index.base.concept_at(fact.at).parts
        if not parts or fact.quantity is None:
            continue
        found = [part for name in parts if (part := index.beside(fact, name)) is not None]
        if len(found) == len(parts):
            yield from _footing(RG405, index, fact, found)


def _footing(code: FindingCode, index: FactIndex, total: Fact, parts: Sequence[Fact]) -> Iterator[Doubt]:
    """A doubt where the parts add up to something else than the total."""
    assert total.operand is not None
    added, stated = _added(parts), total.operand.interval
    touches = added.touches(stated)
    if added.meets(stated) and not (touches and total.telling and total.working is None):
        return
    named = " + ".join(index.name(part) for part in parts)
    joint = "and" if touches else "but"
    message = (
        f"is {compact_figure(total.operand)}, {joint} {named} add up to {compact_range(added, total.operand)}"
    )
    message += ": they only touch, another last digit is likelier" if touches else ""
    yield doubt_on(RG425 if touches else code, index, total, message)


def _added(parts: Sequence[Fact]) -> Interval:
    total: Interval | None = None
    for part in parts:
        assert part.operand is not None
        total = part.operand.interval if total is None else total + part.operand.interval
    assert total is not None
    return total


@dataclass(frozen=True)
class _Flow:
    """One measure of one company over all its periods."""

    concept: Concept
    periods: dict[Period, Fact]


def _flows(index: FactIndex) -> Iterator[_Flow]:
    """The measures that add up over time."""
    found: dict[tuple[str, str, str], dict[Period, Fact]] = defaultdict(dict)
    for (entity, concept, scenario, months), row in index.series.items():
        if months and index.base.concept_at(row[0].at).adds_up:
            found[entity, concept, scenario].update((fact.at.period, fact) for fact in row)
    for periods in found.values():
        if len(periods) > 1:
            yield _Flow(index.base.concept_at(next(iter(periods.values())).at), periods)


def quarters_off_year(index: FactIndex) -> Iterator[Doubt]:
    """RG406: months and quarters that do not add to a longer period, halves that do not add to the year, nine months
    and a fourth quarter that do not."""
    for flow in _flows(index):
        lengths = sorted({period.months for period in flow.periods})
        for period, total in flow.periods.items():
            for length in lengths:
                steps = [flow.periods.get(part) for part in _split(period, length)]
                found = [step for step in steps if step is not None]
                if found and len(found) == len(steps):
                    yield from _footing(RG406, index, total, found)


def _split(period: Period, months: int) -> list[Period]:
    """A period cut into equal lengths, or into nine months and three; nothing where it cannot be."""
    if months >= period.months or (period.calendar and period.calendar.weekly and months % 3):
        return []
    last = period.ending(months)
    if (period.months, months) == (12, 9):
        return [last.shift(-3), period.ending(3)]
    if period.months % months:
        return []
    return [last.shift(-back) for back in range(period.months - months, -1, -months)]


def longer_below_shorter(index: FactIndex) -> Iterator[Doubt]:
    """RG407: a shorter period's amount above that of a longer one that holds it, of what cannot be negative."""
    for flow in _flows(index):
        if not never_negative(flow.concept):
            continue
        for period, short in flow.periods.items():
            for long in _around(flow, period):
                assert short.quantity is not None and long.quantity is not None
                low, high = _size(short.quantity).low, _size(long.quantity).high
                if low is not None and high is not None and low > high:
                    said = f"{index.name(short)} is {compact_value(short.quantity)}, more than "
                    message = f"{said}{index.name(long)}, which holds it: {compact_value(long.quantity)}"
                    yield Doubt(RG407, short, message, long.quantity)


def _size(quantity: Quantity) -> Interval:
    """The interval of an amount; by its size where it is an outflow printed with a sign."""
    return -quantity.interval if quantity.point < 0 else quantity.interval


def _around(flow: _Flow, period: Period) -> Iterator[Fact]:
    """The longer periods of a flow that hold a period."""
    step = min(period.months, 3)
    for months in (3, 6, 9, 12):
        for later in range(0, months - period.months + 1, step):
            long = flow.periods.get(period.shift(later).ending(months))
            if long is not None and long.at.period != period:
                yield long
