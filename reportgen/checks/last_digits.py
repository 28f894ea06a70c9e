"""Sanity rules about last digits: those that are lost, those that stay the same, and those that rounding can't have."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from reportgen.checks.comparable import not_comparable
from reportgen.checks.doubts import Doubt, FactIndex, doubt_on
from reportgen.checks.terminal import compact_figure, compact_value
from reportgen.codes.rg4_rules import RG411, RG412, RG425
from reportgen.facts.base import Fact
from reportgen.facts.locator import is_tag
from reportgen.facts.quantity import Quantity, Written
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
_USUAL: Final = 0.05  # how far a figure moves where nothing stands beside it
# Repetitions by chance that a base may have, for each to be told; and those that may be told of one with more.
_CHANCE_IN_ALL: Final = 0.25
_CHANCE: Final = 0.02


def same_to_every_digit(index: FactIndex) -> Iterator[Doubt]:
    """RG412: stated with the very digits of the period before (a warning): a copy, or a coincidence.

    From four digits up, trailing zeros not counted: fewer repeat by chance, and dividends and round numbers by intent.
    From three digits where everything else that the same source says of both periods has moved. Not where so many
    figures of so few digits stand in the base that one of them may repeat by chance. Numbers of shares, goodwill, debt
    and the like are left out: they do stay the same, and so does a total on a balance sheet where they do.
    """
    if not any(_repeats(*pair) for pair in index.successions):
        return
    tables = _tables(index)
    pairs = [pair for pair in index.successions if _may_repeat(*pair, tables[_place(*pair)])]
    steps = [_steps(fact, tables[_place(before, fact)]) for before, fact in pairs]
    least = _least_telling(steps)
    for (before, fact), size in zip(pairs, steps, strict=True):
        if _repeats(before, fact) and size >= least:
            assert before.quantity is not None and fact.quantity is not None
            message = f"is {compact_value(fact.quantity)}, to every digit what {index.name(before)} is"
            yield doubt_on(RG412, index, fact, message, before.quantity)


def _repeats(before: Fact, fact: Fact) -> bool:
    one, other = before.telling, fact.telling
    if one is None or other is None or other.quantity.written is None:
        return False
    if one.quantity.written != other.quantity.written or _stays(fact):
        return False
    if is_tag(one.locator) and is_tag(other.locator):
        return False  # nobody typed either
    return _digits(other.quantity.written) >= _FEW


def _digits(written: Written) -> int:
    """How many digits count, without the zeros at the end."""
    return len(written.low.normalize().as_tuple().digits)


def _may_repeat(before: Fact, fact: Fact, table: _Table) -> bool:
    """Whether two values have so many digits that it would say something if they were the same."""
    told = fact.telling
    if told is None or before.telling is None or told.quantity.written is None or _stays(fact):
        return False
    unit = told.quantity.unit
    few = table.all_but_one_moved and not unit.ratio and len(unit.powers) == 1
    at_rest = (
        fact.at.period.instant and table.still > 1
    )  # totals stay the same where what they are made of does
    return _digits(told.quantity.written) >= (_FEW if few else _ENOUGH) and not at_rest


def _least_telling(steps: Sequence[float]) -> float:
    """From how many steps on a repetition says something: any in a small base, where none is to be expected; in a large
    one only where of all that could have moved as far or farther next to none stays the same by chance."""
    sizes = [max(size, 1.0) for size in sorted(steps, reverse=True)]
    if sum(1 / size for size in sizes) <= _CHANCE_IN_ALL:
        return 0
    expected = accumulate(1 / size for size in sizes)
    telling = [size for size, total in zip(sizes, expected, strict=True) if total <= _CHANCE]
    return telling[-1] if telling else math.inf


def _stays(fact: Fact) -> bool:
    assert fact.quantity is not None
    return str(fact.quantity.unit) in _COUNTED or fact.at.concept.rpartition(".")[2] in _STEADY


_Place = tuple[str, object, object, str]


def _place(before: Fact, fact: Fact) -> _Place:
    """What figures have in common that stand in two columns of one table: company, periods, source."""
    source = fact.telling.source if fact.telling else ""
    return fact.at.entity, before.at.period, fact.at.period, source


@dataclass(frozen=True)
class _Table:
    """How far the figures of two columns have moved, of their own size, from the least on: `moves` of those that do not
    stay by their nature, and how many of all stand `still`."""

    moves: Sequence[float] = ()
    still: int = 0

    @property
    def all_but_one_moved(self) -> bool:
        return len(self.moves) > _OTHERS and self.moves[1] > 0

    @property
    def usual(self) -> float:
        """How far a figure moves that stands beside others; the least is left out, which may be its own."""
        others = len(self.moves) - 1
        return self.moves[1 + others // 2] if others >= _OTHERS else _USUAL


def _tables(index: FactIndex) -> Mapping[_Place, _Table]:
    moves: dict[_Place, list[float]] = defaultdict(list)
    still: Counter[_Place] = Counter()
    for before, fact in index.successions:
        one, other = before.telling, fact.telling
        if one and other and one.quantity.point and not one.quantity.unit.ratio:
            by = abs(float(other.quantity.point) / float(one.quantity.point) - 1)
            place = _place(before, fact)
            still[place] += not by
            moves[place] += [] if _stays(fact) else [by]
    found = {place: _Table(sorted(row), still[place]) for place, row in moves.items()}
    return defaultdict(_Table, found)


def _steps(fact: Fact, table: _Table) -> float:
    """By how many of its last digits a figure would have moved, had it moved like those beside it."""
    written = fact.telling.quantity.written if fact.telling else None
    assert written is not None
    return abs(float(written.low / written.ulp)) * table.usual


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
