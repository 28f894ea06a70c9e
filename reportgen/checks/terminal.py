"""Figures for a person at a terminal: compact, and never rounded without saying so.

Not the display of the brief: no language, no house style, nothing that reaches a reader. A figure that would go on is
cut off and carries …: nobody takes it for the whole of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import Unit

_STEPS: Final = ((12, "tn"), (9, "bn"), (6, "m"), (0, ""))
_DIGITS: Final = 6
EXACT: Final = 18  # digits in which every figure that people write is whole
_STEPPED: Final = 10_000  # below it a number is short enough as it is


def compact_figure(quantity: Quantity, digits: int = _DIGITS) -> str:
    """Value, unit and interval: `25.0bn USD [24.95, 25.05]`, `71.1688…% [70.9929…, 71.3450…]`, of a range both ends;
    with more digits where value and ends would read alike.

    ( and ) stand for an open end, ∞ for one that is not there.
    """
    scale = _scale(quantity)
    digits = _telling_apart([quantity.point, quantity.interval.low, quantity.interval.high], scale, digits)
    points = [end.point for end in quantity.ends] if quantity.ends else [quantity.point]
    said = " to ".join(_number(point, scale, digits) for point in points)
    return f"{_word(quantity)}{said}{_tail(quantity.unit, scale)} {ends(quantity.interval, scale, digits)}"


def compact_range(interval: Interval, like: Quantity) -> str:
    """An interval on the scale of a value of its kind: `[7.009175, 7.009177]bn EUR`."""
    scale = _scale(like)
    digits = _telling_apart([interval.low, interval.high], scale, _DIGITS)
    return ends(interval, scale, digits) + _tail(like.unit, scale)


def _telling_apart(values: Sequence[Fraction | None], scale: _Scale, digits: int) -> int:
    """Digits enough for different values to read differently, at least as many as asked for."""
    known = {value for value in values if value is not None}
    enough = (
        more
        for more in range(digits, EXACT)
        if len({_number(one, scale, more) for one in known}) == len(known)
    )
    return next(enough, EXACT)


def compact_value(quantity: Quantity, digits: int = _DIGITS) -> str:
    """Value and unit alone: `25bn USD`, `71.1688…%`; a range by both ends."""
    scale = _scale(quantity)
    if quantity.ends is not None:
        low, high = (_number(end.point, scale, digits) for end in quantity.ends)
        return f"{low} to {high}{_tail(quantity.unit, scale)}"
    return _word(quantity) + _number(quantity.point, scale, digits) + _tail(quantity.unit, scale)


def _word(quantity: Quantity) -> str:
    """What the author put before the figure: `about `."""
    qualifier = quantity.written.qualifier if quantity.written else ""
    return f"{qualifier} " if qualifier else ""


def amount(size: Fraction, like: Quantity, digits: int = 4) -> str:
    """A distance between two values of one kind, on a scale of its own: `50m USD`, `4.99 points`."""
    unit = Unit(ratio="points") if like.unit.ratio == "%" else like.unit
    scale = _step(abs(size)) if _stepped(unit) else (unit.worth, "")
    return _number(size, scale, digits) + _tail(unit, scale)


_Scale = tuple[Fraction, str]  # what one printed unit is worth, and its name


def _scale(quantity: Quantity) -> _Scale:
    unit = quantity.unit
    return _step(abs(quantity.point)) if _stepped(unit) else (unit.worth, "")


def _stepped(unit: Unit) -> bool:
    return not (unit.pure or unit.minor)


def _step(size: Fraction) -> _Scale:
    if size < _STEPPED:
        return Fraction(1), ""
    power, name = next((power, name) for power, name in _STEPS if size >= 10**power)
    return Fraction(10**power), name


def _tail(unit: Unit, scale: _Scale) -> str:
    """The step and the unit: `bn USD`, `%`."""
    if unit.ratio == "%":
        return "%"
    return scale[1] + (f" {unit}" if str(unit) else "")


def ends(interval: Interval, scale: _Scale = (Fraction(1), ""), digits: int = _DIGITS) -> str:
    """An interval, its ends on a scale: `[24.95, 25.05]`, `(10, ∞)`."""
    low = "−∞" if interval.low is None else _number(interval.low, scale, digits)
    high = "∞" if interval.high is None else _number(interval.high, scale, digits)
    left = "(" if interval.low is None or interval.low_open else "["
    right = ")" if interval.high is None or interval.high_open else "]"
    return f"{left}{low}, {high}{right}"


def _number(size: Fraction, scale: _Scale, digits: int) -> str:
    """As many significant digits as asked for and all before the point; … where the number goes on."""
    scaled = size / scale[0]
    decimals = max(0, digits - len(str(int(abs(scaled)))))
    if 0 < abs(scaled) < 1:
        decimals = digits + _leading_zeros(abs(scaled))
    shifted = abs(scaled) * 10**decimals
    whole, left = divmod(shifted.numerator, shifted.denominator)
    text = f"{whole // 10**decimals:,}"
    if decimals:
        text += f".{whole % 10**decimals:0{decimals}d}".rstrip("0" if not left else "").rstrip(".")
    return ("−" if scaled < 0 else "") + text + ("…" if left else "")


def _leading_zeros(size: Fraction) -> int:
    """Zeros between the point and the first digit of a fraction of one."""
    zeros = 0
    while size * 10 < 1:
        size *= 10
        zeros += 1
    return zeros


def exact_figure(end: Fraction | None) -> str | None:
    """An end for a script: a whole number or a quotient, exactly; None where it is infinite."""
    return None if end is None else str(end)
