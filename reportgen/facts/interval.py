"""Intervals with exact, open or infinite ends, and their arithmetic.

The arithmetic is the natural interval extension of Moore, Kearfott & Cloud, *Introduction to Interval Analysis* (SIAM
2009), chapter 2, over Fractions: no rounding anywhere, so ends are sharp for every expression in which no input occurs
twice. `formula.py` deals with inputs that do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final


class NoValue(StrEnum):
    """Why there is no number, as languages know it."""

    BASE = "base"
    SIGN = "sign"  # of a profit or an equity of which a return is reckoned
    DIVISOR = "divisor"
    RANGE = "range"
    INPUT = "input"  # an input has none
    OPEN = "open"  # the inputs leave it open on both sides


class NotMeaningful(ArithmeticError):
    """A result that is no number: division by an interval that holds 0, growth from a base that is not positive."""

    def __init__(self, message: str, reason: NoValue) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Interval:
    """All numbers between two ends. None is an end at infinity; an open end is not itself a member."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def at(cls, value: Fraction) -> Interval:
        """The interval of one number."""
        return cls(value, value)

    @property
    def width(self) -> Fraction | None:
        """High minus low; None where an end is infinite."""
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def sign(self) -> int:
        """1 above zero, −1 below, 0 where it may be either."""
        if self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open)):
            return 1
        if self.high is not None and (self.high < 0 or (self.high == 0 and self.high_open)):
            return -1
        return 0

    def __contains__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def meets(self, other: Interval) -> bool:
        """True where the two have a number in common (closed ends that touch do: XBRL Calculations 1.1)."""
        return _reaches(self, other) and _reaches(other, self)

    def touches(self, other: Interval) -> bool:
        """True where the two have a single number in common, and each has more than that."""
        if not self.width or not other.width:
            return False
        return self.meets(other) and (self.low == other.high or self.high == other.low)

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        low_open = low is not None and (self.low_open or other.low_open)
        high_open = high is not None and (self.high_open or other.high_open)
        return Interval(low, high, low_open, high_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if _plain(self) and _plain(
            other
        ):  # amounts by amounts, as nearly always: no corner needs to be tried
            return Interval(self.low * other.low, self.high * other.high)  # type: ignore[operator]
        return _span(_product(one, two) for one in _ends(self) for two in _ends(other))

    def __truediv__(self, other: Interval) -> Interval:
        if _plain(self) and _plain(other):
            return Interval(self.low / other.high, self.high / other.low)  # type: ignore[operator]
        if ZERO in other:
            raise NotMeaningful("the divisor may be zero", NoValue.DIVISOR)
        return self * _reciprocal(other)

    def __abs__(self) -> Interval:
        if self.low is not None and self.low >= 0:
            return self
        if self.high is not None and self.high <= 0:
            return -self
        return _span([*_ends(self.hull(-self))[1:], (ZERO, False)])

    def within(self, other: Interval) -> Interval:
        """What the two have in common. They have to meet."""
        low = max(_ends(self)[0], _ends(other)[0])
        high = min(_ends(self)[1], _ends(other)[1], key=lambda end: (end[0], not end[1]))
        return _span([low, high])

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return _span([*_ends(self), *_ends(other)])


ZERO: Final = Fraction(0)
_End = tuple[Fraction | float, bool]  # a value, perhaps ±inf, and whether the end is open


def _plain(interval: Interval) -> bool:
    """True where both ends are positive, finite and closed."""
    low, high = interval.low, interval.high
    if low is None or high is None or interval.low_open or interval.high_open:
        return False
    return low.numerator > 0


def _reaches(one: Interval, other: Interval) -> bool:
    """True where the low end of `one` does not lie beyond the high end of `other`."""
    if one.low is None or other.high is None or one.low < other.high:
        return True
    return one.low == other.high and not (one.low_open or other.high_open)


def _ends(interval: Interval) -> list[_End]:
    low: _End = (-math.inf, True) if interval.low is None else (interval.low, interval.low_open)
    high: _End = (math.inf, True) if interval.high is None else (interval.high, interval.high_open)
    return [low, high]


def _span(ends: Iterable[_End]) -> Interval:
    """The interval between the outermost ends; where two coincide, the closed one counts."""
    ends = list(ends)
    low, low_open = min(ends, key=lambda end: (end[0], end[1]))
    high, high_open = max(ends, key=lambda end: (end[0], not end[1]))
    bottom = low if isinstance(low, Fraction) else None
    top = high if isinstance(high, Fraction) else None
    return Interval(bottom, top, low_open and bottom is not None, high_open and top is not None)


def _product(one: _End, two: _End) -> _End:
    """An end times an end. Zero times infinity is 0: the zero is reached however far the other goes."""
    if one[0] == 0 and two[0] == 0:
        return ZERO, one[1] and two[1]
    if one[0] == 0:
        return ZERO, one[1]
    if two[0] == 0:
        return ZERO, two[1]
    if isinstance(one[0], Fraction) and isinstance(two[0], Fraction):
        return one[0] * two[0], one[1] or two[1]
    # Not one[0] * two[0]: that would turn the Fraction into a float, which may be too large for one, or round to 0.
    return math.inf if (one[0] > 0) == (two[0] > 0) else -math.inf, True


def _reciprocal(interval: Interval) -> Interval:
    low = None if interval.high == 0 else ZERO if interval.high is None else 1 / interval.high
    high = None if interval.low == 0 else ZERO if interval.low is None else 1 / interval.low
    return Interval(
        low,
        high,
        interval.high_open or interval.high is None,
        interval.low_open or interval.low is None,
    )


def smallest(one: Interval, other: Interval) -> Interval:
    """The interval of min(a, b)."""
    low = min(_ends(one)[0], _ends(other)[0])
    high = min(_ends(one)[1], _ends(other)[1], key=lambda end: (end[0], not end[1]))
    return _span([low, high])


def largest(one: Interval, other: Interval) -> Interval:
    """The interval of max(a, b)."""
    return -smallest(-one, -other)
