"""A figure as it is printed, as the value that facts.yaml writes for it: 2,134億美元 is 213.4 bn USD."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from reportgen.facts.quantity import SCALES, Quantity, QuantityError, parse_quantity, told_in
from reportgen.facts.unit import BUILT_IN, Unit, parse_unit
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.parts import Figure
from reportgen.intake.importing.filed_values import written_literal

_NUMBERS: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_NAMES: Final = {
    SCALES[name]: name for name in ("", "m", "bn", "tn")
}  # power of ten → as facts.yaml writes it
_MOST_PLACES: Final = 15
_SOME: Final = 10  # from here on ten thousands are told in millions: 0.10 m


def text_literal(figure: Figure, unit: str, *, falls: bool = False) -> str:
    """The value of a figure in a unit of facts.yaml ("" for a plain number), below zero where it `falls` by the words
    around. It reads back as the same value with the same last digit, as far as facts.yaml has words for that; "" where
    it has none for the value."""
    meant = _meant(figure, parse_unit(unit, _declared(unit)), falls)
    near = ""
    for literal in _literals(figure, meant, unit):
        try:
            read = parse_quantity(literal, _declared(unit))
        except QuantityError:
            continue
        if _points(read) == _points(meant):
            if read.interval == meant.interval:
                return literal
            near = near or literal
    return near


def _declared(unit: str) -> set[str]:
    return set(unit.split("/")) - set(BUILT_IN)


def _meant(figure: Figure, unit: Unit, falls: bool) -> Quantity:
    quantity = told_in(figure.quantity, unit)
    return _negative(quantity) if falls and quantity.point > 0 else quantity


def _negative(quantity: Quantity) -> Quantity:
    ends = tuple(map(_negative, quantity.ends[::-1])) if quantity.ends else None
    return replace(
        quantity,
        point=-quantity.point,
        interval=-quantity.interval,
        ends=(ends[0], ends[1]) if ends else None,
    )


def _points(quantity: Quantity) -> list[Fraction]:
    return [end.point for end in quantity.ends or (quantity,)]


def _literals(figure: Figure, meant: Quantity, unit: str) -> Iterator[str]:
    """Ways to write a value, the closest to what is printed first."""
    points = [point / meant.unit.worth for point in _points(meant)]
    core = fold(figure.paragraph.text[slice(*figure.core)])
    typed = [Decimal(number.replace(",", "")) for number in _NUMBERS.findall(core)]
    qualifier = f"{figure.qualifier} " if figure.qualifier and len(points) == 1 else ""
    if len(typed) == len(points):
        yield from _in_digits(typed, points, qualifier, unit)
    if len(points) > 1:
        yield " to ".join(written_literal(_plain(point), "", unit) for point in points)
        return
    point = points[0]
    if meant.interval.width == 0:
        yield f"exact {written_literal(_plain(point), '', unit)}"
        yield f"exact {point.numerator}/{point.denominator} {unit}".strip()
    for power in (12, 9, 6, 0):
        if abs(point) >= 10**power:
            yield qualifier + written_literal(_plain(point / 10**power), _NAMES[power], unit)


def _in_digits(
    typed: Sequence[Decimal], points: Sequence[Fraction], qualifier: str, unit: str
) -> Iterator[str]:
    """With the digits that are printed, so that the last of them is the last one of the value too."""
    written, scales = [], []
    for number, point in zip(typed, points, strict=True):
        power = _power_between(number, point)
        if power is None:
            return
        scale = max((one for one in _NAMES if one <= power + (2 if number >= _SOME else 1)), default=0)
        shifted = number.scaleb(power - scale)
        text = f"{shifted:,f}" if scale == power else f"{shifted:f}"
        written.append(f"-{text}" if point < 0 else text)
        scales.append(_NAMES[scale])
    if len(set(scales)) == 1 and unit != "%":
        yield qualifier + written_literal(" to ".join(written), scales[0], unit)
    else:
        yield qualifier + " to ".join(
            written_literal(*one, unit) for one in zip(written, scales, strict=True)
        )


def _power_between(number: Decimal, point: Fraction) -> int | None:
    """How many places the point of a number moves to give a value; None where that does not."""
    if not number:
        return None if point else 0
    found = abs(point) / Fraction(number)
    for power in range(-_MOST_PLACES, _MOST_PLACES + 1):
        if found == Fraction(10) ** power:
            return power
    return None


def _plain(value: Fraction) -> str:
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
