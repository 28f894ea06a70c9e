"""When a figure that a source prints is the value of a statement.

Values agree regardless of the sign, which may be left to the words around (down 71%), where their units can be the
same. A figure that prints no scale takes that of its table, from `scale:` or from the table's head; where neither is
known, its digits alone are held.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportgen.facts.base import Statement
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import Unit
from reportgen.figures.reader.paragraphs import Figure

_HEADS: Final = (
    0,
    3,
    4,
    6,
    8,
    9,
    12,
)  # powers of ten in heads of tables, of languages by thousand or ten thousand
_PARTS: Final = (Fraction(1), Fraction(1, 100), Fraction(1, 10_000))  # of a column in % or bps


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
            if _equal([value * scale for value in reading], figure, quantity):
                return _signed(figure, quantity, scale)
    return None


def agrees(figure: Figure, statement: Statement) -> bool:
    """True where a figure can be read as the value of a statement, whatever its sign."""
    return agree(figure, statement) is not None


def ends_agree(low: Figure, high: Figure, statement: Statement) -> bool:
    """True where two figures are the two ends of a range: “$173.5 billion and $178.5 billion”."""
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


def _equal(reading: list[Fraction], figure: Figure, quantity: Quantity) -> bool:
    stated = [abs(end.point) for end in quantity.ends or (quantity,)]
    if reading == stated:
        return True
    if len(stated) == 1 and len(reading) == 2:
        return stated[0] in reading  # one end of a range that is printed
    # A third, as a value with digits: 33.3%.
    exact = figure.quantity.interval.width == 0 and reading[0].denominator % 3 == 0
    return exact and len(stated) == 1 and any(end in quantity.interval for end in (reading[0], -reading[0]))


def _scales(figure: Figure, statement: Statement) -> tuple[Fraction, ...]:
    """What the digits of a figure may have to be multiplied by."""
    ratio, own = statement.quantity.unit.ratio, figure.quantity.unit
    if ratio and ratio != "x":
        return _PARTS if own == Unit() else _PARTS[:1]
    measured = own != Unit() and not figure.money
    return _PARTS[:1] if figure.scaled or measured else scales_of(statement)


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
    return figure.quantity.unit == Unit() or not unit.ratio or figure.quantity.interval.width == 0
