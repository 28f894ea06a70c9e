"""Long histories: which of their figures are printed, and the ticks from which the others are read.

A line or a row of columns with more points than labels have room is drawn whole. Printed are its last figure and, where
it is alone, the highest and the lowest; the description says all of up to forty, of more those that are printed and
the first. What prints no figure is read from a scale: round numbers in the house's style.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Final

from reportgen.document.chart import Tick
from reportgen.facts.base import Fact, value_of
from reportgen.facts.interval import Interval
from reportgen.facts.period import Period, parse_period
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import Unit
from reportgen.figures.display import NumberStyle, is_void, period_label, step_of
from reportgen.figures.manner import Manner, print_figure
from reportgen.figures.rounding import display_factor, magnitude

_MM_A_LABEL: Final = 10.5  # what the label of a point takes of the width
_MOST_SPOKEN: Final = 40  # more are no description
_MOST_STEPS: Final = 4  # of a scale
_YEARS_FROM: Final = 26.0  # months from which on the ticks of days are years
_KINDS: Final = ("line", "area", "column")


@dataclass(frozen=True)
class History:
    """What is said of a chart over time. Of each list of its figures, by index, `printed` stand in the picture, and
    `spoken` in the description alone; None where all are printed."""

    printed: tuple[frozenset[int], ...] | None = None
    spoken: tuple[frozenset[int], ...] = ()

    def says(self, which: int, index: int) -> tuple[bool, bool]:
        """Whether a figure is printed, and whether it is said at all."""
        if self.printed is None:
            return True, True
        printed = index in self.printed[which]
        return printed, printed or index in self.spoken[which]


def history_of(
    kind: str, width: float, lists: Sequence[Sequence[Fact]], *, described: bool = False
) -> History:
    """What a chart of a kind, so many millimetres wide, says of its figures; one that its author `described` says none
    that it does not print."""
    most = int(width / _MM_A_LABEL)
    steps = [_steps(facts, kind) for facts in lists]
    crowded = any(step > most for step in steps) or sum(steps) > 2 * most
    if kind not in _KINDS or not all(steps) or not crowded:
        return History()
    printed = tuple(_printed(facts, kind, alone=len(lists) == 1) for facts in lists)
    few = sum(map(len, lists)) <= _MOST_SPOKEN
    spoken = tuple(frozenset(range(len(facts)) if few else (0,)) for facts in lists if not described)
    spoken = spoken or tuple(frozenset() for _ in lists)
    return History(printed, spoken)


def when(period: Period) -> float:
    """When a period ends, in months: 24305.0 for the end of May 2025."""
    month_after = date(period.end.year + period.end.month // 12, period.end.month % 12 + 1, 1)
    days = (month_after - period.end.replace(day=1)).days
    return round(period.end.year * 12 + period.end.month - 1 + period.end.day / days, 4)


def _steps(facts: Sequence[Fact], kind: str) -> int:
    """How many points there would be if none were missing; 0 where they do not follow one another."""
    dates = [when(fact.at.period) for fact in facts]
    steps = [later - now for now, later in pairwise(dates)]
    if not steps or min(steps) <= 0 or any(is_void(value_of(fact)) for fact in facts):
        return 0
    return len(facts) if kind == "column" else max(round((dates[-1] - dates[0]) / min(steps)) + 1, len(facts))


def _printed(facts: Sequence[Fact], kind: str, *, alone: bool) -> frozenset[int]:
    values = [value_of(fact).point for fact in facts]
    last = len(values) - 1
    if not alone:
        return frozenset((last,))
    high, low = values.index(max(values)), values.index(min(values))
    if kind == "column":  # beside a column that is higher there is no room
        clear = abs(last - high) > max(len(values) // 8, 1) and values[high] > 0
        return frozenset((high, last) if clear else (last,))
    return frozenset((high, low, last))


# ---- ticks -------------------------------------------------------------------------------------------------------


def scale_of(
    values: Sequence[Fraction], unit: Unit, style: NumberStyle, *, zero: bool, manner: Manner
) -> tuple[Tick, ...]:
    """Round numbers from below the least of some values to above the greatest, in equal steps, told in the manner of
    the chart's figures. The last may be less than the greatest by half a step."""
    factor = display_factor(unit)
    shown = [value * factor for value in values] + [Fraction(0)] * zero
    low, high = min(shown), max(shown)
    step = _round_step((high - low) or abs(high) or Fraction(1))
    numbers = range(floor(low / step), max(ceil(high / step - Fraction(1, 2)), floor(low / step) + 1) + 1)
    return tuple(_tick(number * step / factor, step, unit, style, manner) for number in numbers)


def _round_step(span: Fraction) -> Fraction:
    """The least of 1, 2 or 5 times a power of ten of which a span has no more than four."""
    power = Fraction(10) ** magnitude(span / _MOST_STEPS)
    return next(step * power for step in (1, 2, 5, 10) if span / (step * power) <= _MOST_STEPS)


def _tick(value: Fraction, step: Fraction, unit: Unit, style: NumberStyle, manner: Manner) -> Tick:
    cell = manner.scale(style)
    own = step_of(abs(value), unit, style, cell) if manner.step is None else manner.step
    decimals = max(own - magnitude(step), 0) if value else 0
    tick = Quantity(value, Interval.at(value), unit)
    return Tick(float(value), print_figure(tick, replace(manner, decimals=decimals, column=None), style))


def times_of(periods: Sequence[Period], language: str) -> tuple[Tick, ...]:
    """Dates that are named below the axis of so many points that their own names have no room: the last of each year
    of periods, the beginnings of months or years of days."""
    if len(periods) <= _MOST_SPOKEN and not _are_days(periods):
        return ()
    if not periods[-1].instant:
        every = max(12 // (periods[-1].months or 12), 1)
        named = reversed(periods[::-1][::every])
        return tuple(Tick(when(one), period_label(one, language, short=True)) for one in named)
    years = when(periods[-1]) - when(periods[0]) >= _YEARS_FROM
    return tuple(_beginnings(periods[0].end, periods[-1].end, language, years=years))


def _are_days(periods: Sequence[Period]) -> bool:
    """True for instants that stand closer than months."""
    steps = [when(later) - when(now) for now, later in pairwise(periods)]
    return all(one.instant for one in periods) and sorted(steps)[len(steps) // 2] < 0.9


def _beginnings(first: date, last: date, language: str, *, years: bool) -> Iterator[Tick]:
    months = range(
        first.year * 12 + first.month, last.year * 12 + last.month
    )  # each counted from the one after first
    for month in months:
        year, index = divmod(month, 12)
        if not years or index == 0:
            name = f"{year:04d}" if years else f"{year:04d}-{index + 1:02d}"
            yield Tick(float(month), period_label(parse_period(name), language, short=True))
