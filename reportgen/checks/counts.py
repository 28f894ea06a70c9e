"""The sanity rule about percentages of small counts, which can only be whole numbers over a whole number.

After Brown & Heathers, “The GRIM Test” (2017), who hold means to the number of people asked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportgen.checks.doubts import Doubt, FactIndex, doubt_on
from reportgen.checks.signs import GROWTHS
from reportgen.checks.terminal import compact_value
from reportgen.codes.rg4_rules import RG421
from reportgen.facts.base import Fact
from reportgen.facts.forming import bound_name
from reportgen.facts.formula import Call, Expression, Input, Operation
from reportgen.facts.interval import Interval
from reportgen.facts.naming import is_formula
from reportgen.facts.unit import CALENDAR, LASTING, MEASURES

_LARGEST: Final = 1_000  # beyond it nearly every percentage can be had


@dataclass(frozen=True)
class _Share:
    """A percentage of a count: `part` over `whole`, one of which is stated; of growth, less 1."""

    part: Input
    whole: Input
    growth: bool


def no_whole_count(index: FactIndex) -> Iterator[Doubt]:
    """RG421: a percentage that no whole number over, or under, a stated count below 1,000 gives (a warning): 33.7% of
    40 shops. Where both counts are stated the figures themselves are compared."""
    for fact in index.base.facts.values():
        if fact.telling is None or fact.working is not None or fact.telling.quantity.unit.ratio != "%":
            continue
        share = _share_of(index, fact)
        if share is None:
            continue
        ratio = fact.telling.quantity.interval + Interval.at(Fraction(int(share.growth)))
        part, whole = _count(index, share.part), _count(index, share.whole)
        if whole and not _is_there(index, share.part) and not _holds_whole(ratio, whole):
            yield _doubt(index, fact, share.whole, whole)
        elif part and not _is_there(index, share.whole) and not _divides(ratio, part):
            yield _doubt(index, fact, share.part, part)


def _share_of(index: FactIndex, fact: Fact) -> _Share | None:
    """What a percentage is one of, by its name: a formula, the growth of a count, a part of a whole."""
    if is_formula(fact.at.concept):
        return _quotient(bound_name(index.base, fact.at))
    measure, _, kind = fact.at.concept.rpartition(".")
    if measure not in index.base.concepts:
        return None
    now = index.place(fact, measure)
    if kind in GROWTHS:
        return _Share(Input(now), Input(index.place(fact, measure, GROWTHS[kind])), growth=True)
    whole = index.base.concepts[measure].part_of
    return (
        _Share(Input(now), Input(index.place(fact, whole)), growth=False)
        if kind == "share" and whole
        else None
    )


def _quotient(bound: Expression) -> _Share | None:
    match bound:
        case Operation("/", Input() as part, Input() as whole):
            return _Share(part, whole, growth=False)
        case Call("growth" | "multiple" as name, (Input() as part, Input() as whole)):
            return _Share(part, whole, growth=name == "growth")
    return None


def _is_there(index: FactIndex, item: Input) -> bool:
    fact = index.base.facts.get(item.at)
    return fact is not None and fact.quantity is not None


def _count(index: FactIndex, item: Input) -> int:
    """A stated whole count below 1,000; 0 for anything else."""
    fact = index.base.facts.get(item.at)
    told = fact.telling.quantity if fact and fact.telling else None
    if told is None or told.written is None or told.written.qualifier not in ("", "exact") or item.part:
        return 0
    counted = [name for name, power in told.unit.powers if power == 1]
    whole = told.written.high is None and told.written.ulp == 1 and told.point.denominator == 1
    if not whole or not 0 < told.point < _LARGEST or told.unit.ratio or told.unit.currency:
        return 0
    bare = index.base.concept_at(item.at).kind == "count"
    if len(told.unit.powers) != 1 or not counted or counted[0] in _MEASURED:
        return int(told.point) if bare and not told.unit.powers else 0
    return int(told.point)


_MEASURED: Final = MEASURES | CALENDAR | LASTING


def _holds_whole(ratio: Interval, whole: int) -> bool:
    """Whether a whole number over `whole` lies in an interval."""
    if ratio.low is None or ratio.high is None:
        return True
    return math.floor(ratio.high * whole) >= math.ceil(ratio.low * whole)


def _divides(ratio: Interval, part: int) -> bool:
    """Whether `part` over a whole number lies in an interval."""
    if ratio.low is None or ratio.high is None or ratio.low <= 0:
        return True
    return math.floor(part / ratio.low) >= math.ceil(part / ratio.high)


def _doubt(index: FactIndex, fact: Fact, item: Input, count: int) -> Doubt:
    assert fact.telling is not None
    of = index.base.name(item.at)
    said = f"is {compact_value(fact.telling.quantity)}, which no whole number gives beside {of}: {count}"
    return doubt_on(RG421, index, fact, said, index.base.facts[item.at].quantity)
