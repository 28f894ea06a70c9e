"""Sanity rules about last digits: those that are lost, those that stay the same, and those that rounding can't have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from reportgen.checks.comparable import not_comparable
from reportgen.checks.doubts import Doubt, FactIndex, doubt_on
from reportgen.checks.terminal import compact_figure, compact_value
from reportgen.codes.rg4_rules import RG411, RG412, RG425
from reportgen.facts.base import Fact, Statement
from reportgen.facts.quantity import Quantity
from reportgen.figures.rounding import sign_is_open


def lost_in_rounding(index: FactIndex) -> Iterator[Doubt]:
    """RG411: a computed value that is not zero, its inputs being too coarse to tell its sign (a warning): it prints in
    words, without a digit."""
    for fact in index.base.facts.values():
        quantity = fact.quantity
        if quantity is not None and quantity.point and sign_is_open(quantity):
            said = f"is {compact_figure(quantity)} and prints as “in line”: its inputs are too coarse for its sign"
            yield doubt_on(RG411, index, fact, said)


# Stocks and counts that do stay the same from one period to the next, to the last digit.
_STEADY: Final = frozenset(
    """
    goodwill share_capital additional_paid_in_capital treasury_stock bonds_payable long_term_debt
    short_term_debt current_portion_of_long_term_debt total_debt restricted_cash store_count target_price
    dividends_paid preferred_dividends preferred_stock long_term_investments amortization_of_intangibles
    """.split()  # noqa: SIM905  a list that one can read
)
_COUNTED: Final = ("shares", "share")
_ENOUGH: Final = 4  # digits that do not repeat by chance
_FEW: Final = 3  # digits that do not where all else in the table has moved
_OTHERS: Final = 3  # figures that make a table
_MOVED: Final = 20  # last digits that a value would have moved by, had it moved like the others


def same_to_every_digit(index: FactIndex) -> Iterator[Doubt]:
    """RG412: stated with the very digits of the period before (a warning): a copy, or a coincidence.

    From four digits up, trailing zeros not counted: fewer repeat by chance, and dividends and round numbers by intent.
    From three digits where everything else that the same source says of both periods has moved, and by so much that
    this value would have, too. Numbers of shares, goodwill, debt and the like are left out: they do stay the same.
    """
    moved = _movements(index)
    for before, fact in index.successions:
        one, other = before.telling, fact.telling
        if one is None or other is None or (written := other.quantity.written) is None:
            continue
        if one.quantity.written != written or _stays(fact):
            continue
        digits = len(written.low.normalize().as_tuple().digits)
        if digits >= _ENOUGH or (digits == _FEW and _alone(fact, other, moved.get(_table(before, fact), []))):
            message = f"is {compact_value(other.quantity)}, to every digit what {index.name(before)} is"
            yield doubt_on(RG412, index, fact, message, one.quantity)


def _stays(fact: Fact) -> bool:
    assert fact.quantity is not None
    return str(fact.quantity.unit) in _COUNTED or fact.at.concept.rpartition(".")[2] in _STEADY


_Table = tuple[str, object, object, str]


def _table(before: Fact, fact: Fact) -> _Table:
    """What figures have in common that stand in two columns of one table: company, periods, source."""
    source = fact.telling.source if fact.telling else ""
    return fact.at.entity, before.at.period, fact.at.period, source


def _movements(index: FactIndex) -> Mapping[_Table, list[Fraction]]:
    """By how much, of their own size, the figures of each table have moved."""
    found: dict[_Table, list[Fraction]] = defaultdict(list)
    for before, fact in index.successions:
        one, other = before.telling, fact.telling
        if one and other and one.quantity.point and not one.quantity.unit.ratio and not _stays(fact):
            size = abs(other.quantity.point / one.quantity.point - 1)
            found[_table(before, fact)].append(size)
    return found


def _alone(fact: Fact, told: Statement, moves: Sequence[Fraction]) -> bool:
    """True for the only figure of a table that has not moved, where the others moved far."""
    written, unit = told.quantity.written, told.quantity.unit
    if written is None or unit.ratio or len(unit.powers) != 1:
        return False
    others = sorted(moves)[1:]  # without its own, which is none
    steps = abs(Fraction(written.low) / Fraction(written.ulp))
    if len(others) < _OTHERS or not others[0]:
        return False
    return others[len(others) // 2] * steps >= _MOVED and others[0] * steps >= _MOVED / 4


def only_touching(index: FactIndex) -> Iterator[Doubt]:
    """RG425: stated and computed value agree only where both intervals end (a warning): rounding alone may explain it
    if every figure behind it lies at the very edge of its last digit, which as good as never is so."""
    for fact in index.base.facts.values():
        if fact.telling is None:
            continue
        for way in (fact, *map(fact.by, fact.further)):
            if (
                way.computed is not None
                and _touch(way.operand, way.computed)
                and not not_comparable(index.base, way)
            ):
                formula = way.formula.text if way.formula else ""
                said = f"is {compact_figure(way.telling.quantity)} and {formula} gives "  # type: ignore[union-attr]
                message = (
                    f"{said}{compact_figure(way.computed)}: they only touch, another last digit is likelier"
                )
                yield doubt_on(RG425, index, fact, message, way.computed)
                break


def _touch(stated: Quantity | None, computed: Quantity) -> bool:
    """Whether the intervals of two single values have one number in common, and each has more than that."""
    if stated is None or stated.ends or computed.ends:
        return False
    return stated.interval.touches(computed.interval)
