"""Sanity rules about last digits: those that are lost, those that stay the same, and those that rounding can't have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
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
_OTHERS: Final = 2  # figures beside it that make a table
_USUAL: Final = Fraction(5, 100)  # how far a figure moves where nothing stands beside it
_CHANCE_IN_ALL: Final = Fraction(1, 4)  # repetitions by chance that a base may have, for each to be told
_CHANCE: Final = Fraction(2, 100)  # and those that may be told of one with more


def same_to_every_digit(index: FactIndex) -> Iterator[Doubt]:
    """RG412: stated with the very digits of the period before (a warning): a copy, or a coincidence.

    From four digits up, trailing zeros not counted: fewer repeat by chance, and dividends and round numbers by intent.
    From three digits where everything else that the same source says of both periods has moved. Not where so many
    figures of so few digits stand in the base that one of them may repeat by chance. Numbers of shares, goodwill, debt and the
    like are left out: they do stay the same, and so does a total on a balance sheet where they do.
    """
    moved = _movements(index)
    pairs = [pair for pair in index.successions if _may_repeat(*pair, moved.get(_table(*pair), []))]
    steps = [_steps(fact, moved.get(_table(before, fact), [])) for before, fact in pairs]
    least = _least_telling(steps)
    for (before, fact), size in zip(pairs, steps, strict=True):
        one, other = before.telling, fact.telling
        assert one is not None and other is not None
        if one.quantity.written == other.quantity.written and size >= least:
            message = f"is {compact_value(other.quantity)}, to every digit what {index.name(before)} is"
            yield doubt_on(RG412, index, fact, message, one.quantity)


def _may_repeat(before: Fact, fact: Fact, table: Sequence[_Movement]) -> bool:
    """Whether two values have so many digits that it would say something if they were the same."""
    told = fact.telling
    if told is None or before.telling is None or told.quantity.written is None or _stays(fact):
        return False
    digits = len(told.quantity.written.low.normalize().as_tuple().digits)
    return digits >= (_FEW if _alone(told, table) else _ENOUGH) and not _at_rest(fact, table)


def _least_telling(steps: Sequence[Fraction]) -> Fraction:
    """From how many steps on a repetition says something: any in a small base, where none is to be expected; in a large
    one only where of all that could have moved as far or farther next to none stays the same by chance."""
    chances = [1 / max(size, Fraction(1)) for size in sorted(steps, reverse=True)]
    if sum(chances) <= _CHANCE_IN_ALL:
        return Fraction(0)
    telling = [1 / one for one, total in zip(chances, accumulate(chances), strict=True) if total <= _CHANCE]
    return telling[-1] if telling else 1 / min(chances) + 1


def _stays(fact: Fact) -> bool:
    assert fact.quantity is not None
    return str(fact.quantity.unit) in _COUNTED or fact.at.concept.rpartition(".")[2] in _STEADY


_Table = tuple[str, object, object, str]


def _table(before: Fact, fact: Fact) -> _Table:
    """What figures have in common that stand in two columns of one table: company, periods, source."""
    source = fact.telling.source if fact.telling else ""
    return fact.at.entity, before.at.period, fact.at.period, source


@dataclass(frozen=True)
class _Movement:
    """By how much of its own size a figure has moved, and whether it may well stay."""

    by: Fraction
    stays: bool


def _movements(index: FactIndex) -> Mapping[_Table, list[_Movement]]:
    """How the figures of each table have moved."""
    found: dict[_Table, list[_Movement]] = defaultdict(list)
    for before, fact in index.successions:
        one, other = before.telling, fact.telling
        if one and other and one.quantity.point and not one.quantity.unit.ratio:
            size = abs(other.quantity.point / one.quantity.point - 1)
            found[_table(before, fact)].append(_Movement(size, _stays(fact)))
    return found


def _at_rest(fact: Fact, table: Sequence[_Movement]) -> bool:
    """True for what stands on a balance sheet that another figure stays the same on: totals rest on what does."""
    return fact.at.period.instant and sum(not one.by for one in table) > 1


def _others(table: Sequence[_Movement]) -> list[Fraction]:
    """The movements of what does not stay by its nature, without one that is none, from the least on."""
    return sorted(one.by for one in table if not one.stays)[1:]


def _alone(told: Statement, table: Sequence[_Movement]) -> bool:
    """True for an amount that is the only figure of its table that has not moved."""
    others, unit = _others(table), told.quantity.unit
    return len(others) >= _OTHERS and bool(others[0]) and not unit.ratio and len(unit.powers) == 1


def _steps(fact: Fact, table: Sequence[_Movement]) -> Fraction:
    """By how many of its last digits a figure would have moved, had it moved like those beside it."""
    others, written = _others(table), fact.telling.quantity.written if fact.telling else None
    assert written is not None
    by = others[len(others) // 2] if len(others) >= _OTHERS else _USUAL
    return abs(Fraction(written.low) / Fraction(written.ulp)) * by


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
