"""By how far a figure changed: which form of words the values allow, and the condition that says so.

A degree is chosen only where the whole interval satisfies it. The first of several forms is the one that says most;
whoever prints it takes the next where its condition cannot be shown to hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity
from reportgen.figures.direction import direction

Degree = Literal["slight", "plain", "strong", "multiple", "flat", "turned", "below", "below_flat", "from_to"]
_HALF: Final = Fraction(1, 2)
_THRICE, _QUARTER_LEFT = 2, Fraction(3, 4)  # as a growth
# Ratios whose changes are told in points.
IN_POINTS: Final = frozenset({"%", "points", "bps"})


@dataclass(frozen=True)
class Limit:
    """A threshold: as it was written, and as a plain number (2% is 0.02)."""

    text: str
    value: Fraction


@dataclass(frozen=True)
class DegreeLimits:
    """Below `slight` a change is slight, from `strong` on it is strong; `_points` the same of ratios."""

    slight: Limit = Limit("2%", Fraction(2, 100))
    strong: Limit = Limit("20%", Fraction(20, 100))
    slight_points: Limit = Limit("0.5 points", Fraction(5, 1000))
    strong_points: Limit = Limit("3 points", Fraction(3, 100))

    def of(self, *, ratio: bool) -> tuple[Limit, Limit]:
        """Slight and strong."""
        return (self.slight_points, self.strong_points) if ratio else (self.slight, self.strong)


@dataclass(frozen=True)
class DegreeNames:
    """How a condition names the two figures and the size of the change."""

    now: str
    before: str
    size: str = ""


@dataclass(frozen=True)
class DegreeForm:
    """A form of words that fits: which, which way (1, −1, 0 for neither), and its condition, "" where it judges
    nothing."""

    degree: Degree
    way: int = 0
    condition: str = ""


def forms(
    now: Quantity, before: Quantity, size: Quantity | None, limits: DegreeLimits, names: DegreeNames
) -> Iterator[DegreeForm]:
    """The forms that two values allow, the one that says most first; the last one judges nothing. Which way it went is
    known as everywhere (`direction`).

    `size` is the growth from one to the other, the change in points of a ratio, None where there is no such number.
    """
    way = direction(_gap(now, before) if size is None else size)
    if now.unit.ratio in IN_POINTS:
        if size is not None:
            yield from _by_size(size.interval, way, limits.of(ratio=True), names)
        yield _plainly("from_to" if size is None else "plain", way)
        return
    signs, gap = (before.interval.sign, now.interval.sign), _gap(now, before)
    way = way if signs == (1, 1) else direction(gap)
    if signs[0] == -signs[1] and way:
        yield DegreeForm("turned", way, _crosses(names, way))
    elif signs == (-1, -1) and not way:
        yield DegreeForm("below_flat")
        return
    elif signs == (-1, -1) and gap.interval.sign:
        yield DegreeForm("below", way, _stays_below(names, way))
    elif signs == (1, 1) and size is not None:
        yield from _by_multiple(size.interval, names)
        yield from _by_size(size.interval, way, limits.of(ratio=False), names)
        yield _plainly("plain", way)
        return
    yield _plainly("from_to", way)


def _gap(now: Quantity, before: Quantity) -> Quantity:
    return Quantity(now.point - before.point, now.interval - before.interval, now.unit)


def _plainly(degree: Degree, way: int) -> DegreeForm:
    return DegreeForm(degree, way) if way else DegreeForm("flat")


def _by_multiple(size: Interval, names: DegreeNames) -> Iterator[DegreeForm]:
    """More than twice but not thrice, or less than half but more than a quarter: beyond, the words say too little."""
    if size.low is None or size.high is None or size.high >= _THRICE or size.low <= -_QUARTER_LEFT:
        return
    if size.low > 1 or (size.low == 1 and size.low_open):
        yield DegreeForm("multiple", 1, f"{names.now} > 2 * {names.before}")
    if size.high < -_HALF or (size.high == -_HALF and size.high_open):
        yield DegreeForm("multiple", -1, f"{names.now} < {names.before} / 2")


def _by_size(
    size: Interval, way: int, limits: tuple[Limit, Limit], names: DegreeNames
) -> Iterator[DegreeForm]:
    """Strong or slight, if all of the interval is."""
    slight, strong = limits
    least, most = ((size.low, size.high) if way > 0 else ((-size).low, (-size).high)) if way else (None, None)
    minus, more, less = ("", ">", "<") if way > 0 else ("-", "<", ">")
    if least is not None and least >= strong.value:
        yield DegreeForm("strong", way, f"{names.size} {more}= {minus}{strong.text}")
    if most is not None and most < slight.value and size.sign == way:
        yield DegreeForm("slight", way, f"{names.size} {more} 0 and {names.size} {less} {minus}{slight.text}")


def _crosses(names: DegreeNames, way: int) -> str:
    less, more = ("<", ">") if way > 0 else (">", "<")
    return f"{names.before} {less} 0 and {names.now} {more} 0"


def _stays_below(names: DegreeNames, way: int) -> str:
    """Nearer to zero than before, or farther."""
    if way > 0:
        return f"{names.now} > {names.before} and {names.now} < 0"
    return f"{names.now} < {names.before} and {names.before} < 0"
