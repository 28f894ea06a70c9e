"""By how much a figure changed, or lies beyond what was expected of it: in per cent, of ratios in points; exact, with
its interval."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from reportgen.comparing.figure_changes import FigureChange, FigureTurn, StandsTo, point_of
from reportgen.comparing.outcome_changes import StandingOutcome
from reportgen.comparing.sides import ComparedFigure
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import CALENDAR, RATIOS, Unit
from reportgen.figures.degrees import IN_POINTS
from reportgen.figures.display import is_void, show
from reportgen.figures.number_style import NumberStyle
from reportgen.figures.precision import interval_words
from reportgen.figures.rounding import sign_is_open
from reportgen.languages.currencies import HUNDREDTHS

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
    if was is None or now is None or old.high is None:
        return None
    if change.same_digits or (old.value, old.low, old.high) == (new.value, new.low, new.high):
        return None
    return _distance((was, _interval(old)), (now, _interval(new)), old.unit)


def how_far_beyond(outcome: StandingOutcome) -> Quantity | None:
    """By how much an outcome lies above or below what was expected: of a range, above its upper end or below its lower
    one. Below zero for what is below; None where it lies within, and where that is no number that means something."""
    figure, expected = outcome.figure, outcome.expected
    now = point_of(figure)
    if outcome.standing not in (StandsTo.ABOVE, StandsTo.BELOW) or now is None:
        return None
    end = _nearer_end(expected, outcome.standing)
    return None if end is None else _distance(end, (now, _interval(figure)), figure.unit)


_Told = tuple[Fraction, Interval]  # a value in its printed unit, and what it may be in the unit itself


def _distance(base: _Told, told: _Told, unit: str) -> Quantity | None:
    """How far a figure is from another: a growth, of ratios a difference; None where that means nothing."""
    (was, before), (now, after) = base, told
    if unit in CALENDAR:
        return None
    if unit in IN_POINTS:
        points = Unit(ratio="bps") if unit == "bps" else _POINTS
        found = _quantity((now - was) * RATIOS[unit], after - before, points)
    elif was > 0 and before.low is not None and before.low > 0:
        found = _quantity(now / was - 1, after / before - _ONE, _PER_CENT)
    else:
        return None
    return None if is_void(found) else found


def _interval(figure: ComparedFigure) -> Interval:
    """What a figure may be; of a range, what its midpoint may be by the digits of its two ends."""
    low, high = figure.low, figure.high
    if (ends := _ends(figure)) is None or low is None or high is None:
        return Interval(low, high)
    one, two = ends
    return Interval((low + 2 * two - high) / 2, (2 * one - low + high) / 2)


def _nearer_end(expected: ComparedFigure, standing: StandsTo) -> _Told | None:
    """What an outcome lies beyond: the end of a range, as its digits leave it open; the bound of what is open on the
    other side; else the figure that was expected. None where that has no value."""
    low, high, point = expected.low, expected.high, point_of(expected)
    if point is None:
        return None
    if low is None or high is None:
        bound = high if low is None else low
        return None if bound is None else (point, Interval.at(bound))
    if (ends := _ends(expected)) is None:
        return point, Interval(low, high)
    one, two = map(Fraction, expected.value.split("/"))
    if standing is StandsTo.ABOVE:
        return two, Interval(2 * ends[1] - high, high)
    return one, Interval(low, 2 * ends[0] - low)


def _ends(figure: ComparedFigure) -> tuple[Fraction, Fraction] | None:
    """The two ends of a range in the unit itself; None for a single figure, or one whose ends lie outside of it."""
    if not _is_range(figure):
        return None
    one, two = (Fraction(end) * worth_of(figure.unit) for end in figure.value.split("/"))
    inside = (figure.low is None or figure.low <= one) and (figure.high is None or two <= figure.high)
    return (one, two) if inside and one <= two else None


def worth_of(unit: str) -> Fraction:
    """What one printed unit is of what intervals are told in: of a plain number, of the currency."""
    if unit.partition("/")[0] in HUNDREDTHS:
        return Fraction(1, 100)
    return RATIOS.get(unit, Fraction(1))


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
    said = _said_signed(found, language)
    ranges = [figure for figure in (change.old, change.new) if figure and _is_range(figure)]
    return f"{said} {AT_MIDPOINT}" if ranges else said


def how_far_beyond_words(outcome: StandingOutcome, language: str, *, sign: bool = True) -> str:
    """By how much an outcome lies above or below what was expected: “+2.3%”, of a range “+2.3% of its upper end”;
    without the sign where words beside it tell that; "" where there is none."""
    found = how_far_beyond(outcome)
    if found is None:
        return ""
    if outcome.standing is StandsTo.BELOW and not sign:
        found = _quantity(-found.point, Interval.at(Fraction(0)) - found.interval, found.unit)
    said = _said_signed(found, language, sign=sign)
    of = "of" if found.unit == _PER_CENT else "from"
    return f"{said} {of} its {_END_NAMES[outcome.standing]} end" if _ends(outcome.expected) else said


_END_NAMES: Final = {StandsTo.ABOVE: "upper", StandsTo.BELOW: "lower"}


def _said_signed(found: Quantity, language: str, *, sign: bool = True) -> str:
    style = NumberStyle(language)
    return interval_words(found, style) if sign_is_open(found) else show(found, style, sign=sign)
