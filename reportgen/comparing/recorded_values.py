"""The values of a record as quantities again, with the digits that were written where their interval tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import QUALIFIERS, Quantity, QuantityError, parse_quantity
from reportgen.facts.unit import BUILT_IN, Unit, UnitError, parse_unit
from reportgen.languages.currencies import HUNDREDTHS

_NAMES: Final = re.compile(r"[^/·]+")


def recorded_quantity(
    value: str, interval: Interval, unit: str, qualifiers: frozenset[str]
) -> Quantity | None:
    """A value as machines read it ("a/b" for a range) with its interval, as it was written; None where there is none.

    `qualifiers` are the words that it may have been written with, "" for none of them; there are none of what was
    computed.
    """
    if not value or (interval.low is None and interval.high is None):
        return None
    try:
        return _written(value, interval, unit, qualifiers) or _computed(value, interval, _unit(unit))
    except UnitError:  # of a later version
        return None


def _own_names(unit: str) -> frozenset[str]:
    """The names in a unit that a project declared."""
    return frozenset(_NAMES.findall(unit)) - BUILT_IN - frozenset(HUNDREDTHS)


def _unit(unit: str) -> Unit:
    return parse_unit(unit, _own_names(unit))


def _written(value: str, interval: Interval, unit: str, qualifiers: frozenset[str]) -> Quantity | None:
    """The value as somebody wrote it: with the qualifier and the number of digits that give its interval."""
    for text, digits in _ways(value, unit, qualifiers):
        try:
            found = parse_quantity(text, _own_names(unit), digits)
        except (QuantityError, ArithmeticError):  # or of more digits than anybody reckons with
            continue
        if (found.interval.low, found.interval.high) == (interval.low, interval.high):
            return found
    return None


def _ways(value: str, unit: str, qualifiers: frozenset[str]) -> Iterator[tuple[str, int | None]]:
    ends = value.replace("/", " to ")
    most = sum(map(str.isdigit, value.partition("/")[0]))
    for qualifier in ("", *QUALIFIERS):
        if qualifier in qualifiers:
            text = f"{qualifier} {ends} {unit}".strip()
            if "." in value:  # with the digits that were written
                yield text, None
            yield from ((text, digits) for digits in range(1, most + 1))


def _computed(value: str, interval: Interval, unit: Unit) -> Quantity:
    one, *other = (Fraction(end) * unit.worth for end in value.split("/"))
    if not other:
        return Quantity(_within(one, interval), interval, unit)
    ends = tuple(Quantity(end, Interval.at(end), unit) for end in (one, *other))
    return Quantity(
        sum((end.point for end in ends), Fraction(0)) / 2, interval, unit, ends=(ends[0], ends[1])
    )


def _within(point: Fraction, interval: Interval) -> Fraction:
    """A value lies in its interval: one of many digits is told cut off."""
    point = point if interval.low is None else max(point, interval.low)
    return point if interval.high is None else min(point, interval.high)
