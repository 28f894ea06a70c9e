"""Tie-out: a stated value against what its inputs give, and every telling of a fact against the one that counts.

Two values agree when their rounding intervals meet, closed at both ends, as in XBRL Calculations 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from reportgen.errors import Finding, Locus, Severity
from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import RATIOS


class Verdict(StrEnum):
    """What a comparison came to, from best to worst."""

    TIES = "ties"
    WITHIN_ROUNDING = "ties within rounding"
    SOURCED = "sourced"
    DERIVED = "derived"
    NOT_MEANINGFUL = "not meaningful"
    INCOMPLETE = "incomplete"
    CONFLICT = "conflict"


BLOCKING = (Verdict.CONFLICT, Verdict.INCOMPLETE)


@dataclass(frozen=True)
class TieOut:
    """One comparison: a fact's counting value against `against`, which is the recomputed value or another telling.

    `name` is the fact's reference as the edition writes it.
    """

    name: str
    fact: Fact
    verdict: Verdict
    locus: Locus
    against: Quantity | None = None
    telling: Statement | None = None

    @property
    def accepted(self) -> bool:
        """True where the author has given a reason for printing the fact all the same."""
        return self.verdict in BLOCKING and self.fact.accepted is not None


def tie_out(base: FactBase) -> tuple[TieOut, ...]:
    """Every comparison, in the fact base's order; a fact with nothing to compare is one row, sourced or derived."""
    return tuple(row for fact in base.facts.values() for row in _rows(base.name(fact.at), fact))


def worst(rows: tuple[TieOut, ...]) -> Verdict:
    """The verdict that a fact with these comparisons carries."""
    order = list(Verdict)
    return max((row.verdict for row in rows), key=order.index)


def _rows(name: str, fact: Fact) -> Iterator[TieOut]:
    told = fact.telling
    if told is None:
        yield TieOut(name, fact, _unstated(fact), fact.locus)
        return
    others = [statement for statement in fact.stated if statement is not told]
    for other in others:
        yield TieOut(name, fact, _retold(told.quantity, other.quantity), other.locus, other.quantity, other)
    if fact.formula is None:
        if not others:
            yield TieOut(name, fact, Verdict.SOURCED, told.locus)
    elif fact.computed is None:
        yield TieOut(name, fact, _unstated(fact), told.locus)
    else:
        yield TieOut(name, fact, compare(told.quantity, fact.computed), told.locus, fact.computed)


def _unstated(fact: Fact) -> Verdict:
    if fact.computed is not None:
        return Verdict.DERIVED
    return Verdict.NOT_MEANINGFUL if fact.trouble.startswith("not meaningful") else Verdict.INCOMPLETE


def compare(stated: Quantity, computed: Quantity) -> Verdict:
    """A stated value against a recomputed one."""
    if not _meet(stated, computed):
        return Verdict.CONFLICT
    rounds = computed.point in stated.interval and _same_ends(stated, computed)
    return Verdict.TIES if rounds else Verdict.WITHIN_ROUNDING


def _same_ends(one: Quantity, other: Quantity) -> bool:
    if one.ends is None or other.ends is None:
        return True
    return all(end.point in mine.interval for mine, end in zip(one.ends, other.ends, strict=True))


def _meet(one: Quantity, other: Quantity) -> bool:
    if one.ends is None or other.ends is None:
        return one.interval.meets(other.interval)
    return all(mine.interval.meets(yours.interval) for mine, yours in zip(one.ends, other.ends, strict=True))


def _retold(one: Quantity, other: Quantity) -> Verdict:
    """Two tellings of one fact. At the same precision different digits are a conflict, even where intervals touch."""
    first, second = one.written, other.written
    if first is None or second is None:
        return compare(one, other)
    if (first.low, first.high) == (second.low, second.high) and _meet(one, other):
        return Verdict.TIES
    if first.ulp == second.ulp and first.qualifier == second.qualifier:
        return Verdict.CONFLICT
    return compare(one, other)


def findings(rows: tuple[TieOut, ...]) -> list[Finding]:
    """What tie-out has to say.

    RG301 conflict with the recomputed value, RG302 conflict between two tellings, RG303 incomplete, RG304 an accepted
    exception (a note), RG305 `accepted:` where nothing conflicts any more (a warning).
    """
    said = [_finding(row) for row in rows if row.verdict in BLOCKING]
    blocked = {row.fact.at for row in rows if row.verdict in BLOCKING}
    idle = {row.fact.at: row for row in rows if row.fact.accepted and row.fact.at not in blocked}
    return said + [_idle(row) for row in idle.values()]


def _idle(row: TieOut) -> Finding:
    message = f"{row.name} is accepted as an exception, but nothing conflicts"
    return Finding("RG305", Severity.WARNING, message, row.fact.locus, "take accepted: out")


def _finding(row: TieOut) -> Finding:
    severity = Severity.NOTE if row.accepted else Severity.ERROR
    if row.verdict is Verdict.INCOMPLETE:
        code, message = "RG303", f"{row.name} cannot be computed: {row.fact.trouble}"
    else:
        code, message = ("RG302" if row.telling else "RG301"), _conflict(row)
    if row.accepted:
        return Finding("RG304", severity, f"accepted: {message}", row.locus)
    return Finding(code, severity, message, row.locus, _mend(row))


def _mend(row: TieOut) -> str:
    told, against = row.fact.quantity, row.against
    near = _nearest(told, against) if told and against and not row.telling else None
    hint = f"{_number(near.point, near)}{_unit(near)} would tie; " if near else ""
    return f"{hint}correct the figure, or give accepted: a reason in each language"


def _nearest(told: Quantity, against: Quantity) -> Quantity | None:
    """The smallest change that ties: the stated figure moved by as few units of its last digit as will do."""
    low, high = told.interval.low, told.interval.high
    if told.written is None or told.ends:
        return None
    unit = Fraction(told.written.ulp)
    if high is not None and against.interval.low is not None and high <= against.interval.low:
        gap = against.interval.low - high
    elif low is not None and against.interval.high is not None:
        gap, unit = low - against.interval.high, -unit
    else:
        return None
    least = ceil(gap / abs(unit))
    moved = (told.moved(steps * unit) for steps in (least, least + 1))  # open ends that touch need one more
    return next((near for near in moved if compare(near, against) is not Verdict.CONFLICT), None)


def _conflict(row: TieOut) -> str:
    told, against = row.fact.quantity, row.against
    assert told is not None and against is not None
    if row.telling:
        other = f"{row.telling.source} {row.telling.locator} says {describe(against)}"
        return f"{row.name} is told differently: {describe(told)} counts, {other}"
    formula = row.fact.formula.text if row.fact.formula else ""
    return f"{row.name} is stated as {describe(told)}, but {formula} gives {describe(against)}"


def describe(quantity: Quantity) -> str:
    """A quantity for a person at a terminal: value, unit and interval."""
    low, high = quantity.interval.low, quantity.interval.high
    ends = ["−∞" if low is None else _number(low, quantity), "∞" if high is None else _number(high, quantity)]
    return f"{_number(quantity.point, quantity)}{_unit(quantity)} [{ends[0]}, {ends[1]}]"


def _number(value: Fraction, quantity: Quantity) -> str:
    """At least six significant digits, and all that stand before the decimal point."""
    scaled = value / RATIOS.get(quantity.unit.ratio, 1)
    decimal = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    text = f"{decimal:,.{max(0, 5 - decimal.adjusted())}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(quantity: Quantity) -> str:
    unit = str(quantity.unit)
    return "%" if unit == "%" else f" {unit}" if unit else ""
