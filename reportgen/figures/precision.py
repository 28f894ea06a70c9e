"""The interval behind a figure, for a reader: its ends in words, and where they lie on a line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import Unit
from reportgen.figures.display import show
from reportgen.figures.number_style import NumberStyle
from reportgen.figures.rounding import Form, display_factor, magnitude, ten

LINE_WIDTH: Final = 1000  # the length of a line, in whole steps
_MARGIN: Final = Fraction(1, 12)  # of what the intervals cover, left free at both sides


def interval_ends(
    interval: Interval, unit: Unit, number_style: NumberStyle, digits: int = 3
) -> tuple[str, str]:
    """The two ends as terse figures, "" for one at infinity.

    They carry the digits that tell them apart; where more than `digits` of their distance would follow, they are
    rounded outward.
    """
    factor = display_factor(unit)
    low, high = (None if end is None else end * factor for end in (interval.low, interval.high))
    place = _place(low, high, digits)
    return (
        "" if low is None else _figure(math.floor(low / ten(place)) * ten(place), place, unit, number_style),
        "" if high is None else _figure(math.ceil(high / ten(place)) * ten(place), place, unit, number_style),
    )


def _place(low: Fraction | None, high: Fraction | None, digits: int) -> int:
    """The last place to print: the coarsest that gives the ends as they are, or the last of so many digits of their
    distance."""
    ends = [end for end in (low, high) if end is not None]
    width = high - low if low is not None and high is not None else Fraction(0)
    first = magnitude(width) if width else max((magnitude(end) for end in ends), default=0)
    for place in range(first, first - (digits + 1 if width else 12), -1):
        if all(end % ten(place) == 0 for end in ends):
            return place
    return first - (digits - 1 if width else 5)


def _figure(value: Fraction, place: int, unit: Unit, number_style: NumberStyle) -> str:
    form = Form(unit, number_style, None, False, False, True, None)
    point = value / display_factor(unit)
    decimals = max(0, form.step(value) - place)
    return show(Quantity(point, Interval.at(point), unit), number_style, decimals=decimals, terse=True)


def interval_words(q: Quantity, number_style: NumberStyle) -> str:
    """A value's interval in words: "$213.35bn to $213.45bn", "28% to under 30%"; "" for a single number."""
    interval, figures = q.interval, number_style.pack.figures
    if interval.low == interval.high:
        return ""
    if interval.low is None or interval.high is None:
        return show(q, number_style)
    low, high = interval_ends(interval, q.unit, number_style)
    above = figures.qualifiers["over"] if interval.low_open else "{}"
    below = figures.below if interval.high_open else "{}"
    return above.format(low) + figures.to + below.format(high)


class LineStretch(NamedTuple):
    """An interval on a line of WIDTH steps. An end at infinity lies on the line's own end."""

    low: int
    high: int
    point: int


def on_one_line(quantities: Sequence[Quantity]) -> tuple[LineStretch, ...]:
    """Where the intervals and the values of some quantities lie on a line that holds all of their ends."""
    ends = [end for q in quantities for end in (q.interval.low, q.interval.high, q.point) if end is not None]
    first, last = min(ends), max(ends)
    span = last - first or abs(first) or Fraction(1)
    start, length = first - span * _MARGIN, span * (1 + 2 * _MARGIN)

    def place(value: Fraction | None, beyond: int) -> int:
        return beyond if value is None else round((value - start) / length * LINE_WIDTH)

    return tuple(
        LineStretch(place(q.interval.low, 0), place(q.interval.high, LINE_WIDTH), place(q.point, 0))
        for q in quantities
    )
