"""When a figure that a source prints is the value of a statement.

Values agree regardless of the sign, which may be left to the words around (down 71%), where their units can be the
same. A figure that prints no scale takes that of its table, from `scale:` or from the table's head; where neither is
known, its digits alone are held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from reportgen.facts.base import Statement
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import Unit
from reportgen.figures.reader.parts import Figure

# Powers of ten in heads of tables, of languages that count by thousand or by ten thousand.
_HEADS: Final = (0, 3, 4, 6, 8, 9, 12)
_PARTS: Final = (Fraction(1), Fraction(1, 100), Fraction(1, 10_000))  # of a column in % or bps

_PENCE: Final = (Fraction(1, 100), Fraction(1))  # of what is told in pence, and prints none


@dataclass(frozen=True)
class Agreement:
    """How a figure agrees with a value: what its digits have to be multiplied by, and whether the signs are equal,
    left to the words around the figure (`unsigned`), or contrary."""

    scale: Fraction
    unsigned: bool = False
    contrary: bool = False


def agree(figure: Figure, statement: Statement) -> Agreement | None:
    """How a figure can be read as the value of a statement; None where it cannot."""
    quantity = statement.quantity
    if not _one_unit(figure, quantity.unit):
        return None
    for scale in _scales(figure, statement):
        for reading in _readings(figure):
            if _equal([value * scale for value in reading], quantity):
                return _signed(figure, quantity, scale)
    return _signed(figure, quantity, Fraction(1)) if _is_part(figure, quantity) else None


def agrees(figure: Figure, statement: Statement) -> bool:
    """True where a figure can be read as the value of a statement, whatever its sign."""
    return agree(figure, statement) is not None


def is_end(figure: Figure, statement: Statement) -> bool:
    """True where a value is one end of a range that is printed."""
    ends = figure.quantity.ends
    if ends is None or statement.quantity.ends is not None or not _one_unit(figure, statement.quantity.unit):
        return False
    return any(
        abs(end.point) * scale == abs(statement.quantity.point)
        for end in ends
        for scale in _scales(figure, statement)
    )


def any_agrees(figures: Sequence[Figure], statement: Statement) -> bool:
    """True where one of some figures, or two of them as the ends of a range, can be read as the value of a
    statement."""
    return any(agrees(figure, statement) for figure in figures) or bool(ends_in(figures, statement))


def ends_in(figures: Sequence[Figure], statement: Statement) -> Sequence[Figure]:
    """The two neighbours among some figures that are the two ends of a range: “$173.5 billion and $178.5 billion”."""
    return next((pair for pair in pairwise(figures) if _are_ends(*pair, statement)), ())


def _are_ends(low: Figure, high: Figure, statement: Statement) -> bool:
    ends = statement.quantity.ends
    if ends is None or not all(_one_unit(figure, statement.quantity.unit) for figure in (low, high)):
        return False
    return all(
        any(abs(figure.quantity.point) * scale == abs(end.point) for scale in _scales(figure, statement))
        for figure, end in zip((low, high), ends, strict=True)
    )


def _readings(figure: Figure) -> list[list[Fraction]]:
    ends = figure.quantity.ends or (figure.quantity,)
    return [[abs(end.point) for end in ends], *([abs(other)] for other in figure.also)]


def _equal(reading: list[Fraction], quantity: Quantity) -> bool:
    return reading == [abs(end.point) for end in quantity.ends or (quantity,)]


def _is_part(figure: Figure, quantity: Quantity) -> bool:
    """True for a third as a value with digits: 33.3%."""
    part, interval = figure.quantity, quantity.interval
    if part.interval.width != 0 or part.point.denominator % 3 or not quantity.unit.pure or not interval.width:
        return False
    return part.point in interval or -part.point in interval


def _scales(figure: Figure, statement: Statement) -> tuple[Fraction, ...]:
    """What the digits of a figure may have to be multiplied by."""
    ratio, own = statement.quantity.unit.ratio, figure.quantity.unit
    if ratio and ratio != "x":
        return _PARTS if figure.bare else _PARTS[:1]
    measured = own != Unit() and not figure.money
    if statement.quantity.unit.minor and not figure.money:
        return _PENCE
    known = figure.scaled or figure.head is not None or measured
    return _PARTS[:1] if known else scales_of(statement)


def scales_of(statement: Statement) -> tuple[Fraction, ...]:
    """What the digits of a statement that prints no scale may have to be multiplied by, the likeliest first."""
    powers = _HEADS if statement.scale is None else (statement.scale,)
    return tuple(Fraction(10) ** power for power in powers)


def _signed(figure: Figure, quantity: Quantity, scale: Fraction) -> Agreement:
    printed, stated = figure.quantity.point, quantity.point
    if (printed < 0) == (stated < 0) or not stated:
        return Agreement(scale)
    signed = printed < 0 or "+" in figure.printed
    return Agreement(scale, unsigned=not signed, contrary=signed)


def _one_unit(figure: Figure, unit: Unit) -> bool:
    if figure.quantity.unit.ratio:
        return unit.pure
    if figure.money:
        return not unit.currency or unit.currency in figure.money
    return figure.bare or not unit.ratio or figure.quantity.interval.width == 0
