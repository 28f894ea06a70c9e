"""The picture of two intervals on one scale: what a figure might be before, and what it may be now."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Final

from reportgen.comparing.sides import ComparedFigure
from reportgen.facts.unit import RATIOS

_WIDTH: Final = 260.0
_EDGE: Final = 14.0  # room beside the outermost ends, where what is open goes on
_BAR: Final = 9.0
_LEAST: Final = 4.0  # a bar is drawn at least this wide
_STEPS: Final = ((12, " tn"), (9, " bn"), (6, " m"))


@dataclass(frozen=True)
class Lane:
    """A bar of the picture: a figure, the class that gives its colour, and the word that says whose it is."""

    figure: ComparedFigure
    look: str
    word: str


def interval_picture(lanes: tuple[Lane, ...]) -> str:
    """Bars one below the other, as SVG; "" where no end of them is known."""
    ends = [end for lane in lanes for end in (lane.figure.low, lane.figure.high) if end is not None]
    if not ends:
        return ""
    low, high = min(ends), max(ends)
    room = (high - low) or Fraction(1)
    height = 6 + len(lanes) * (_BAR + 5)
    said = "; ".join(f"{lane.word} {extent(lane.figure)}" for lane in lanes)
    bars = "".join(_bar(lane, row, low, room) for row, lane in enumerate(lanes))
    return (
        f'<svg viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="img" aria-label="{escape(said)}">'
        f'<path class="axis" d="M0 {height - 1.5:.1f}H{_WIDTH:.0f}"/>{bars}</svg>'
    )


def _bar(lane: Lane, row: int, low: Fraction, room: Fraction) -> str:
    def x(end: Fraction | None, otherwise: float) -> float:
        if end is None:
            return otherwise
        return _EDGE + float((end - low) / room) * (_WIDTH - 2 * _EDGE)

    left, right = x(lane.figure.low, 0.0), x(lane.figure.high, _WIDTH)
    if right - left < _LEAST:
        middle = (left + right) / 2
        left, right = middle - _LEAST / 2, middle + _LEAST / 2
    top = 2 + row * (_BAR + 5)
    size = f'width="{right - left:.1f}" height="{_BAR}" rx="1.5"'
    return f'<rect class="{lane.look}" x="{left:.1f}" y="{top:.1f}" {size}/>'


def extent(figure: ComparedFigure) -> str:
    """What a figure may be, in its own scale: “213.35 to 213.45 bn USD”; open ends in words. Ends have as many digits
    as tell them apart, and … where they go on."""
    ends = [end for end in (figure.low, figure.high) if end is not None]
    if not ends:
        return "anything"
    worth, name = _scale(max(map(abs, ends)), figure.unit)
    width = (max(ends) - min(ends)) / worth
    low, high = (None if end is None else _digits(end / worth, width) for end in (figure.low, figure.high))
    if low is None or high is None:
        return f"{'up to' if low is None else 'from'} {high if low is None else low}{name}"
    return f"{low}{name}, exactly" if figure.low == figure.high else f"{low} to {high}{name}"


def _scale(size: Fraction, unit: str) -> tuple[Fraction, str]:
    """What one printed unit is worth, and what stands behind the number."""
    if unit in RATIOS:
        return RATIOS[unit], "%" if unit == "%" else f" {unit}"
    named = f" {unit}" if unit else ""
    power, name = next(((power, name) for power, name in _STEPS if size >= 10**power), (0, ""))
    return Fraction(10**power), name + named


_MOST: Final = 9  # decimals


def _digits(value: Fraction, width: Fraction) -> str:
    """A number cut off where three digits of a width are told."""
    decimals = 2
    while decimals < _MOST and 0 < width * 10**decimals < 100:
        decimals += 1
    shifted = abs(value) * 10**decimals
    whole, left = divmod(shifted.numerator, shifted.denominator)
    text = f"{whole // 10**decimals:,}.{whole % 10**decimals:0{decimals}d}"
    text = text + "…" if left else text.rstrip("0").rstrip(".")
    return ("−" if value < 0 else "") + text
