"""The sanity rule about cash: three flows lead from what there was at the beginning of a period to what there is at its
end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from typing import Final

from reportgen.checks.doubts import Doubt, FactIndex, doubt_on
from reportgen.checks.terminal import amount, compact_value, ends
from reportgen.codes.rg4_rules import RG418, RG419
from reportgen.facts.base import Fact
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity

_FLOWS: Final = ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow")
_NATURAL: Final = Fraction(2, 100)  # of the flows: what exchange rates and restricted cash may make of it


@dataclass(frozen=True)
class _Way:
    """Two ways to the change of cash over a period: what each gives, in words and as an interval, and whether nothing
    that is not stated can stand between them."""

    said: str
    change: Quantity
    against: str
    other: Interval
    closed: bool


def cash_does_not_roll(index: FactIndex) -> Iterator[Doubt]:
    """RG418: the three flows, with the effect of exchange rates, do not lead from the cash at the beginning to that at
    the end, or to the change that is stated. RG419, a warning, where what is not stated may explain it: restricted
    cash, or the effect of exchange rates, if the gap is over 2% of the flows' sizes and under half of them."""
    for fact in index.base.facts.values():
        if fact.at.concept != _FLOWS[0] or fact.at.scenario != "actual" or fact.operand is None:
            continue
        flows = [index.beside(fact, name) for name in _FLOWS]
        found = [
            flow.operand for flow in flows if flow and flow.operand and flow.operand.unit == fact.operand.unit
        ]
        if len(found) == len(_FLOWS):
            yield from _rolled(index, fact, found)


def _rolled(index: FactIndex, fact: Fact, flows: list[Quantity]) -> Iterator[Doubt]:
    effect, change = index.beside(fact, "fx_effect_on_cash"), index.beside(fact, "change_in_cash")
    fx = effect.operand if effect else None
    size = sum((abs(flow.point) for flow in flows), Fraction(0))
    total = reduce(lambda one, two: one + two, (one.interval for one in (*flows, *([fx] if fx else []))))
    named = " + ".join((*_FLOWS, *(["fx_effect_on_cash"] if fx else [])))
    if change and change.operand:
        way = _Way(
            f"change_in_cash is {compact_value(change.operand)}", change.operand, named, total, fx is not None
        )
        yield from _gap(index, change, way, size, known=fx is not None)
        total, named = change.operand.interval, "change_in_cash"
    for way, end in _balances(index, fact, named, total, fx is not None or change is not None):
        yield from _gap(index, end, way, size, known=fx is not None or change is not None)


def _balances(
    index: FactIndex, fact: Fact, named: str, total: Interval, known: bool
) -> Iterator[tuple[_Way, Fact]]:
    """Cash at both ends, with the restricted one where it is stated; the one that agrees, where one does. US GAAP has a
    figure for both together, of which its flows tell (ASC 230-10-45-4)."""
    months = fact.at.period.months
    whole = "cash_and_restricted_cash"
    both = index.beside(fact, whole), index.earlier(fact, whole, months)
    concept = whole if all(one and one.operand for one in both) else "cash"
    end, start = index.beside(fact, concept), index.earlier(fact, concept, months)
    if end is None or start is None or end.operand is None or start.operand is None:
        return
    change = _less(end.operand, start.operand)
    held = [index.beside(fact, "restricted_cash"), index.earlier(fact, "restricted_cash", months)]
    kept = [one.operand for one in held if one and one.operand]
    if change.interval.meets(total):
        return
    if len(kept) == 2 and (change.interval + kept[0].interval - kept[1].interval).meets(total):
        return
    said = f"it rises by {compact_value(change)} from {index.name(start)}"
    yield _Way(said, change, named, total, known and (len(kept) == 2 or concept == whole)), end


def _less(one: Quantity, other: Quantity) -> Quantity:
    return replace(one, point=one.point - other.point, interval=one.interval - other.interval, written=None)


def _gap(index: FactIndex, fact: Fact, way: _Way, size: Fraction, *, known: bool) -> Iterator[Doubt]:
    """A doubt where two ways do not meet. `known` is True where the effect of exchange rates is in them."""
    if way.change.interval.meets(way.other):
        return
    middle = (way.other.low or Fraction(0)) + (way.other.high or Fraction(0))
    apart = abs(way.change.point - middle / 2)
    small = apart <= _NATURAL * size
    if small and not known:
        return
    huge = apart > size / 2  # whatever is not stated
    code = RG418 if huge or way.closed or (known and not small) else RG419
    said = f"does not follow from the flows: {way.said}, but {way.against} gives {ends(way.other, digits=12)}"
    yield doubt_on(code, index, fact, f"{said}, {amount(apart, way.change)} apart")
