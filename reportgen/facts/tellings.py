"""Several tellings of one fact: when they agree, and what they say together.

Each telling leaves an interval open. Where they agree the value lies in all of them, so that formulas take in what
they have in common, with the figure of the sharpest; what is printed stays the telling that counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity


def meets(one: Quantity, other: Quantity) -> bool:
    """True where the intervals have a number in common; of two ranges, those of both pairs of ends."""
    if one.ends is None or other.ends is None:
        return one.interval.meets(other.interval)
    return all(mine.interval.meets(yours.interval) for mine, yours in zip(one.ends, other.ends, strict=True))


def tell_the_same(one: Quantity, other: Quantity) -> bool:
    """Whether two tellings agree. At the same precision other digits do not, even where the intervals touch."""
    if not meets(one, other):
        return False
    first, second = one.written, other.written
    if first is None or second is None or (first.low, first.high) == (second.low, second.high):
        return True
    return first.ulp != second.ulp or first.qualifier != second.qualifier


def at_odds(tellings: Sequence[Quantity]) -> Iterable[tuple[int, int]]:
    """The numbers of the tellings, two by two, that do not agree."""
    pairs = combinations(range(len(tellings)), 2)
    return ((one, two) for one, two in pairs if not tell_the_same(tellings[one], tellings[two]))


def sharpest(counting: Quantity, others: Iterable[Quantity]) -> Quantity:
    """What formulas take in: the figure of the sharpest telling, within what is common to all that agree with the one
    that counts. That one alone where it is a range, or where these do not agree among themselves."""
    agreeing = [one for one in others if tell_the_same(counting, one)]
    if counting.ends or any(one.ends for one in agreeing) or any(at_odds(agreeing)):
        return counting
    common = counting.interval
    for one in agreeing:
        if not common.meets(one.interval):
            return counting
        common = common.within(one.interval)
    return replace(min((counting, *agreeing), key=lambda one: _breadth(one.interval)), interval=common)


def _breadth(interval: Interval) -> tuple[bool, Fraction]:
    """Orders intervals by what they leave open."""
    return (interval.width is None, interval.width or Fraction(0))
