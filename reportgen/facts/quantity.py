"""Quantities: a figure, the interval its digits stand for, and its unit.

A figure is written as a person writes it, and its last digit carries its precision: with u for one unit of the last
written digit, `v` stands for [v − u/2, v + u/2], closed at both ends. That is the reading of XBRL Calculations 1.1 for
values reported as round-to-nearest. Everything is exact: Decimal from the digits, Fraction afterwards, never float.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from reportgen.facts.interval import Interval
from reportgen.facts.unit import Unit, UnitError, parse_unit
from reportgen.languages import numeral_packs
from reportgen.languages.wordlists import any_of

# Decimal computes with 28 significant digits; nobody reports with more.
MAX_DIGITS: Final = 28
MAX_VALUE_LENGTH: Final = 120

SCALES: Final[dict[str, int]] = {"": 0} | {
    name: power for pack in numeral_packs() for name, power in pack.spellings.scales.items()
}
QUALIFIERS: Final = ("exact", "about", "nearly", "over", "up to", "at least", "under")


class QuantityError(ValueError):
    """A value that cannot be read; `mend` says what was expected, `offset` where in the value it goes wrong."""

    def __init__(self, message: str, mend: str = "", offset: int = 0) -> None:
        super().__init__(message)
        self.mend = mend
        self.offset = offset


@dataclass(frozen=True)
class Written:
    """How a figure was written, scaled to its unit: 213.4 bn is Decimal("213400000000"), 35% is Decimal("0.35").

    `ulp` is one unit of the last significant written digit, in the same scale. `high` is set for a range.
    """

    qualifier: str
    low: Decimal
    high: Decimal | None
    ulp: Decimal


@dataclass(frozen=True)
class Quantity:
    """A figure: its best single value, its interval, its unit, and, where somebody wrote it down, how.

    `point` of a range is its middle. Ratios are held as numbers: 35% is 0.35, 50 bps is 0.005. `ends` are the two ends
    of a range as quantities of their own.
    """

    point: Fraction
    interval: Interval
    unit: Unit
    written: Written | None = None
    ends: tuple[Quantity, Quantity] | None = None


_NUMBER = r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALE = rf"{any_of(filter(None, SCALES))}(?![a-zA-Z])"
_UNIT = r"[^\d\s]\S*"


def _figure(end: str) -> str:
    return rf"(?P<{end}>{_NUMBER})\s*(?P<{end}_scale>{_SCALE})?\s*(?P<{end}_unit>{_UNIT})?"


_LITERAL = re.compile(
    rf"(?:(?P<qualifier>{'|'.join(QUALIFIERS)})\s+)?{_figure('low')}(?:\s+to\s+{_figure('high')})?",
    re.ASCII,  # full-width and other digits look like a slip, and Decimal would take them
)
_FRACTION = re.compile(r"exact\s+(?P<over>\d{1,6})/(?P<under>[1-9]\d{0,5})\s*(?P<unit>\S.*)?", re.ASCII)
_MYRIADS = next(name for name, power in SCALES.items() if power == 8)
EXPECTED_VALUE: Final = (
    f"write it as 213.4 bn USD, 2134{_MYRIADS} USD, 35%, about 16,000 people, or 173.5 to 178.5 bn USD"
)


def parse_quantity(text: str, units: Collection[str] = (), digits: int | None = None) -> Quantity:
    """Read a value literal such as `213.4 bn USD`, `about 65%` or `11% to 15%`.

    `units` are the declared counting units. `digits` is the number of significant digits where the trailing zeros of a
    whole number are not significant. Raises QuantityError.
    """
    if len(text) > MAX_VALUE_LENGTH:
        raise QuantityError(
            f"a value may have {MAX_VALUE_LENGTH} characters, this one has {len(text)}", EXPECTED_VALUE
        )
    if fraction := _FRACTION.fullmatch(text.strip()):
        return _read_fraction(fraction, units)
    match = _LITERAL.fullmatch(text.strip())
    if not match:
        raise QuantityError(f"cannot read the value {text!r}", EXPECTED_VALUE)
    low_unit, high_unit = match["low_unit"] or "", match["high_unit"] or ""
    unit = _unit(high_unit or low_unit, units, match.start("high_unit" if high_unit else "low_unit"))
    if match["high"] is None:
        low = _scaled(match["low"], match["low_scale"], unit, digits)
        return _quantity(match["qualifier"] or "", low, unit)
    if match["qualifier"]:
        raise QuantityError("a range takes no qualifier", EXPECTED_VALUE)
    if low_unit and low_unit != high_unit:
        raise QuantityError(f"the two ends of the range have different units: {low_unit!r}, {high_unit!r}")
    high = _scaled(match["high"], match["high_scale"], unit, digits)
    low = _scaled(match["low"], match["low_scale"] or match["high_scale"], unit, digits)
    return _range(low, high, unit)


def _unit(text: str, units: Collection[str], offset: int) -> Unit:
    try:
        return parse_unit(text, units)
    except UnitError as error:
        mend = "declare it under units:, or use USD, shares, %, points, bps, x, GW …"
        raise QuantityError(str(error), mend, offset) from None


def _read_fraction(match: re.Match[str], units: Collection[str]) -> Quantity:
    unit = _unit(match["unit"] or "", units, match.start("unit"))
    point = Fraction(int(match["over"]), int(match["under"])) * unit.worth
    return Quantity(point, Interval.at(point), unit)


def _scaled(number: str, scale: str | None, unit: Unit, digits: int | None) -> tuple[Decimal, Decimal]:
    """The value and one unit of its last significant digit, both in the unit itself."""
    plain = Decimal(number.replace(",", "").replace("−", "-"))
    written_as = plain.as_tuple()
    if len(written_as.digits) > MAX_DIGITS:
        raise QuantityError(f"more than {MAX_DIGITS} digits", EXPECTED_VALUE)
    if scale and unit.minor:
        raise QuantityError(
            f"{unit} has no scale: it is for amounts per share", f"write it in {unit.currency}"
        )
    shift = SCALES[scale or ""] + _shift(unit.worth)
    exponent = int(written_as.exponent)
    if digits is not None:
        written, exponent = exponent, plain.adjusted() - digits + 1
        if plain % Decimal(1).scaleb(exponent):
            raise QuantityError(f"{number} has more than {digits} significant digits")
        if exponent < written:
            raise QuantityError(f"{number} is not written to {digits} significant digits")
    return plain.scaleb(shift), _power_of_ten(exponent + shift)


@lru_cache(maxsize=256)
def _power_of_ten(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent)


@lru_cache(maxsize=256)
def _shift(worth: Fraction) -> int:
    return -(len(str(worth.denominator)) - 1)


def _quantity(qualifier: str, figure: tuple[Decimal, Decimal], unit: Unit) -> Quantity:
    value, ulp = figure
    point = Fraction(value)
    return Quantity(
        point, interval_of(qualifier, point, _unit_of(ulp)), unit, Written(qualifier, value, None, ulp)
    )


def _range(low: tuple[Decimal, Decimal], high: tuple[Decimal, Decimal], unit: Unit) -> Quantity:
    if low[0] > high[0]:
        raise QuantityError("the range runs downwards: write the lower end first")
    ends = (_quantity("", low, unit), _quantity("", high, unit))
    joined = join(*ends)
    return replace(joined, written=Written("", low[0], high[0], max(low[1], high[1])))


def join(low: Quantity, high: Quantity) -> Quantity:
    """The range from one quantity to another; its point is the middle."""
    interval = Interval(low.interval.low, high.interval.high, low.interval.low_open, high.interval.high_open)
    return Quantity((low.point + high.point) / 2, interval, low.unit, ends=(low, high))


def told_in(q: Quantity, unit: Unit) -> Quantity:
    """The same value in a unit of its kind: 50 bps is 0.50 points, 9.9 GBX is 0.099 GBP."""
    ends = (told_in(q.ends[0], unit), told_in(q.ends[1], unit)) if q.ends else None
    return replace(q, unit=unit, ends=ends)


# There are only so many last digits, and a Fraction takes longer to make than to look up.
_unit_of = lru_cache(maxsize=256)(Fraction)
_half = lru_cache(maxsize=256)(lambda ulp: ulp / 2)


def interval_of(qualifier: str, value: Fraction, ulp: Fraction) -> Interval:
    """What each way of writing a figure leaves open; `ulp` is one unit of its last written digit."""
    match qualifier:
        case "":
            half = _half(ulp)
            return Interval(value - half, value + half)
        case "exact":
            return Interval.at(value)
        case "about":
            return Interval(value - ulp, value + ulp)
        case "nearly":
            return _short_of(value, 2 * ulp)
        case "over" | "at least":
            return Interval(value, None, low_open=qualifier == "over")
    return Interval(None, value, high_open=qualifier == "under")


def _short_of(value: Fraction, by: Fraction) -> Interval:
    """What falls short of a value in size: nearly −30% is a fall of 28% to 30%."""
    if value < 0:
        return Interval(value, value + by, low_open=True)
    return Interval(value - by, value, high_open=True)
