"""Number formats of a spreadsheet under which a cell in base units reads as the brief prints the figure."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from reportgen.figures.rounding import round_half_up

GENERAL: Final = "General"
_GROUPED: Final = "#,##0"
_FIGURE: Final = re.compile(r"(\D*)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(\D*)")
_STEPS: Final = (0, 3, 6, 9, 12)  # of a thousand each: a comma behind the digits divides by it
# Ratios, which a format knows as percentages alone: how many more decimals each has as one.
_RATIOS: Final = {"%": 0, "points": 0, "bps": 2}


def number_format(value: Fraction, printed: str, ratio: str) -> str:
    """The format under which `value` reads as `printed`: 12420000000 as $12.42bn, 0.163 as 16.3%; one with all of its
    digits where no format does that. `ratio` is the kind of ratio that the unit is, "" for none."""
    found = _FIGURE.fullmatch(printed.replace("−", "", 1))
    if not found:
        return _plain(value)
    before, whole, decimals, after = found[1], found[2], found[3] or "", found[4]
    digits = Fraction(f"{whole.replace(',', '')}.{decimals or 0}")
    if ratio in _RATIOS:
        return _percentage(before, len(decimals) + _RATIOS[ratio])
    step = _step(abs(value), digits, len(decimals))
    if step is None:
        return _plain(value)
    grouped = _GROUPED if "," in whole or len(whole) < 4 else "0"
    shown = grouped + (f".{'0' * len(decimals)}" if decimals else "") + "," * (step // 3)
    return _quoted(before) + shown + _quoted(after)


def _step(size: Fraction, digits: Fraction, decimals: int) -> int | None:
    """The power of ten by which a figure was divided to be printed in `digits`; None where that is no step of a format.
    One that was printed to fewer digits than stand before the point comes near: 58.7 billion as $60bn."""
    for step in _STEPS:
        if round_half_up(size / 10**step, -decimals) == digits:
            return step
    return next((step for step in _STEPS if abs(size / 10**step - digits) < digits / 5), None)


def _percentage(before: str, decimals: int) -> str:
    return _quoted(before) + "0" + (f".{'0' * decimals}" if decimals else "") + "%"


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', "")) if text else ""


def _plain(value: Fraction) -> str:
    return _GROUPED if value.denominator == 1 else GENERAL
