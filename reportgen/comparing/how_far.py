"""By how much a figure changed: in per cent, of ratios in points; exact, with its interval."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from reportgen.comparing.figure_changes import FigureChange, FigureTurn, point_of
from reportgen.comparing.sides import ComparedFigure
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import CALENDAR, RATIOS, Unit
from reportgen.figures.degrees import IN_POINTS
from reportgen.figures.display import is_void, show
from reportgen.figures.number_style import NumberStyle
from reportgen.figures.precision import interval_words
from reportgen.figures.rounding import sign_is_open

AT_MIDPOINT: Final = "at the midpoint"
_TURNS: Final = (FigureTurn.RESTATED, FigureTurn.NEXT)
_PER_CENT, _POINTS = Unit(ratio="%"), Unit(ratio="points")
_ONE: Final = Interval.at(Fraction(1))


def how_far(change: FigureChange) -> Quantity | None:
    """By how much a figure that was restated, or moved on, is another: a growth, of ratios a difference in points.

    None where that is no number that means something: for two units, a base that may not be above zero or has no upper
    end, a year of the calendar, what nothing is known of, or a figure that stands there as it stood. Both sides may lie
    anywhere in their intervals, each for itself; of a range the midpoint counts.
    """
    old, new = change.old, change.new
    if change.turn not in _TURNS or old is None or new is None or old.unit != new.unit:
        return None
    was, now = point_of(old), point_of(new)
    if was is None or now is None or old.unit in CALENDAR or old.high is None:
        return None
    if (old.value, old.low, old.high) == (new.value, new.low, new.high):
        return None
    if old.unit in IN_POINTS:
        unit = Unit(ratio="bps") if old.unit == "bps" else _POINTS
        found = _quantity((now - was) * RATIOS[old.unit], _interval(new) - _interval(old), unit)
    elif was > 0 and (base := _interval(old)).low is not None and base.low > 0:
        found = _quantity(now / was - 1, _interval(new) / base - _ONE, _PER_CENT)
    else:
        return None
    return None if is_void(found) else found


def _interval(figure: ComparedFigure) -> Interval:
    """What a figure may be; of a range, what its midpoint may be by the digits of its two ends."""
    low, high = figure.low, figure.high
    if _is_range(figure) and low is not None and high is not None:
        worth = RATIOS.get(figure.unit, Fraction(1))
        one, two = (Fraction(end) * worth for end in figure.value.split("/"))
        if low <= one <= two <= high:
            return Interval((low + 2 * two - high) / 2, (2 * one - low + high) / 2)
    return Interval(low, high)


def _is_range(figure: ComparedFigure) -> bool:
    return "/" in figure.value


def _quantity(point: Fraction, interval: Interval, unit: Unit) -> Quantity:
    """A computed figure. Its point lies within: values are read as they are told, which of a third is not all of it."""
    low, high = interval.low, interval.high
    point = max(point, low) if low is not None else point
    return Quantity(min(point, high) if high is not None else point, interval, unit)


def how_far_words(change: FigureChange, language: str) -> str:
    """The same for a reader, with as many digits as are sure: “+14.2%”, “−0.3 points”; both ends where the sign is
    open, "" where there is none."""
    found = how_far(change)
    if found is None:
        return ""
    style = NumberStyle(language)
    said = interval_words(found, style) if sign_is_open(found) else show(found, style, sign=True)
    ranges = [figure for figure in (change.old, change.new) if figure and _is_range(figure)]
    return f"{said} {AT_MIDPOINT}" if ranges else said
