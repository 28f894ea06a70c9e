"""Settling: from a quantity to the figures that will be printed, and to the last place of each.

`display.py` says by which rules; this module has no words and no languages in it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Final

from babel.numbers import get_currency_precision

from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import RATIOS, Unit
from reportgen.figures.number_style import NumberStyle, Scale
from reportgen.languages.pack import FigureStyle

_MOST_DECIMALS: Final = 3  # of what is small for the head of its column
_FINEST: Final = -1000  # finer than any figure
_COARSEST: Final = 1000
_MILLION: Final = 6
# Read with all their digits: nobody writes 2.5 thousand MW.
_UNSTEPPED: Final = frozenset({"GW", "MW", "TWh", "GWh", "MWh", "year"})
# A bound on a fall is the opposite bound on its size. "nearly" is said of the size in the first place.
_OPPOSITES: Final = (("over", "under"), ("at least", "up to"), ("<", ">"))
_ONE: Final = Fraction(1)
_HUNDRED: Final = Fraction(100)
_FINEST_MINOR: Final = -3  # of pence as somebody wrote them
_DAYS: Final = "days"
_FACTORS: Final = {ratio: 1 / value for ratio, value in RATIOS.items()}
_FLIPPED: Final = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}


@lru_cache(maxsize=256)  # a dozen powers are asked for thousands of times
def ten(power: int) -> Fraction:
    return Fraction(10) ** power


def round_half_up(value: Fraction, place: int) -> Fraction:
    """To a multiple of 10^place, halves away from zero. In whole numbers, which takes a third of the time."""
    over, under = value.numerator, value.denominator
    if place >= 0:
        under *= 10**place
    else:
        over *= 10**-place
    size = (2 * abs(over) + under) // (2 * under)
    size = size if over >= 0 else -size
    return Fraction(size * 10**place) if place >= 0 else Fraction(size, 10**-place)


def _floor(value: Fraction, place: int) -> Fraction:
    return math.floor(value / ten(place)) * ten(place)


def magnitude(value: Fraction) -> int:
    """The power of ten of the first digit; 0 for zero."""
    over, under = abs(value.numerator), value.denominator
    if not over:
        return 0
    power = len(str(over)) - len(str(under))
    reached = under * 10**power <= over if power >= 0 else under <= over * 10**-power
    return power if reached else power - 1


def display_factor(unit: Unit) -> Fraction:
    """What a held value is multiplied by to print: ratios are held as plain numbers, pence as pounds."""
    return _HUNDRED if unit.minor else _FACTORS.get(unit.ratio, _ONE)


def written_place(q: Quantity) -> int:
    return magnitude(Fraction(q.written.ulp) * display_factor(q.unit)) if q.written else _FINEST


_precision = lru_cache(maxsize=256)(get_currency_precision)  # which Babel looks up in its files


@dataclass(frozen=True)
class RoundedFigure:
    """What will be printed: a multiple of 10^place, said in 10^step, after a qualifier."""

    value: Fraction
    place: int
    step: int
    word: str = ""

    def __neg__(self) -> RoundedFigure:
        return replace(self, value=-self.value, word=_FLIPPED.get(self.word, self.word))


@dataclass(frozen=True)
class Form:
    """How one call of `show` prints."""

    unit: Unit
    number_style: NumberStyle
    decimals: int | None
    sign: bool
    absolute: bool
    terse: bool
    cell: Scale | None
    full: bool = False
    fixed: int | None = None  # the step of all figures of a chart

    @cached_property
    def figures(self) -> FigureStyle:
        return self.number_style.pack.figures

    @cached_property
    def name(self) -> str:
        return str(self.unit)

    @property
    def counts(self) -> bool:
        """True for what has no precision of its own: counted things, GW, plain numbers."""
        return not (self.unit.ratio or self.unit.currency or self.name == "year")

    @cached_property
    def ladder(self) -> tuple[int, ...]:
        if self.cell is not None:
            return (self.cell.step,)
        if self.fixed is not None:
            return (self.fixed,)
        whole = self.unit.ratio or self.unit.minor or self.unit.exchanged or self.name in _UNSTEPPED
        return (0,) if whole else self.figures.ladder

    def step(self, value: Fraction, last: int = _COARSEST) -> int:
        """The biggest step the value reaches; `last` is the last place that its author wrote."""
        lead = magnitude(value)
        reached = (step for step in self.ladder if value and lead >= step)
        return next((step for step in reached if not self._in_full(lead, step, last)), self.ladder[-1])

    def _in_full(self, lead: int, step: int, last: int) -> bool:
        """True for thousands that somebody counted, 16,543 in all languages, and for what is printed with all its
        digits, where more than a few would stand behind the point. `lead` is the power of the first digit."""
        counted = 0 < step < _MILLION and lead < _MILLION
        return self.cell is None and (counted or self.full) and step - last > _MOST_DECIMALS

    def target(self, value: Fraction, last: int = _COARSEST) -> int:
        """The finest place to which a value is printed: that which is asked for, or the house's."""
        step, lead = self.step(value, last), magnitude(value)
        if self.decimals is not None:
            return step - self.decimals
        usual = self._usual(step, lead)
        if self.unit.minor:
            usual = min(usual, max(last, _FINEST_MINOR))
        elif self.name == _DAYS:  # parts of a day only where their author wrote them
            usual = min(usual, max(last, lead - 2))
        if not value:
            return usual
        small = self.fixed is not None and lead < step
        place = min(usual, lead - small)  # 0.85bn beside 2.1bn
        return max(place, step - _MOST_DECIMALS) if self.cell is not None else place

    @property
    def _cents(self) -> int:
        """Decimals of money without a step: an amount per share has two at least, whatever its currency; pence have
        one, where nobody wrote more."""
        if self.unit.minor:
            return 1
        own = _precision(self.unit.currency)
        return own if str(self.unit) == self.unit.currency else max(own, 2)

    def _usual(self, step: int, lead: int) -> int:
        if self.name == "year" or self.unit.ratio == "bps":
            return 0
        if step or self.unit.ratio:
            least = 3 if self.counts else self.figures.least_digits.get(step, 0)
            return step - max(self.number_style.decimals, least - max(lead - step + 1, 1))
        if self.counts:
            return 0 if self.name == _DAYS and lead > 0 else min(lead - 2, 0)
        if self.unit.exchanged:
            return min(lead - 3, 0)  # four digits, as rates are quoted
        return 0 if lead >= (2 if self.unit.minor else 3) else -self._cents


# A computed figure that is marked with “about” carries one guard digit: its interval lies within one unit of the digit
# before the last, which is what the design's `about` asks of that digit (section 5).
_GUARD: Final = 10
_MOST_UNITS: Final = 2  # of the last place that is printed, for the interval to span


@dataclass(frozen=True)
class _Span:
    """A figure between its bounds, in what is printed: per cent, basis points, or the unit itself."""

    point: Fraction
    low: Fraction
    high: Fraction

    def within(self, value: Fraction, reach: Fraction) -> bool:
        return value - reach <= self.low and self.high <= value + reach

    def certain(self, place: int, units: int = _MOST_UNITS) -> bool:
        """True where the bounds are so many units of 10^`place` apart, or less."""
        return self.high - self.low <= units * ten(place)

    def stays(self, place: int) -> bool:
        """True where one place coarser than 10^`place` would leave a single digit or none, and the figure out of bounds
        that are not far wider than may be."""
        single = place + 1 >= magnitude(self.point) and self.certain(place, 2 * _MOST_UNITS)
        return single and not self.holds(round_half_up(self.point, place + 1))

    def holds(self, value: Fraction) -> bool:
        return self.low <= value <= self.high

    def plain(self, value: Fraction, place: int) -> bool:
        """True where both bounds round to `value` at 10^`place`: no digit of it is in doubt."""
        return self.within(value, ten(place) / 2)

    def about(self, value: Fraction, place: int) -> bool:
        """True where `about value` holds: to one unit, or, behind a digit that is not nought, with a guard digit."""
        guarded = self.apart and round_half_up(self.point, place + 1) != 0
        return self.within(value, (_GUARD if guarded else 1) * ten(place))

    @property
    def apart(self) -> bool:
        """True where the value is known not to be zero."""
        return self.low > 0 or self.high < 0


def sign_is_open(q: Quantity) -> bool:
    """True for a computed figure that may be above zero as well as below, or zero where no digit of it is certain."""
    low, high = q.interval.low, q.interval.high
    if q.written or q.ends or low is None or high is None or not low <= 0 <= high or low == high:
        return False
    factor = display_factor(q.unit)
    finest = magnitude((high - low) * factor / _MOST_UNITS)
    place = finest if high - low == _MOST_UNITS * ten(finest) / factor else finest + 1
    return low < 0 < high or round_half_up(q.point * factor, place) == 0


def settle(q: Quantity, form: Form, finest: int = _FINEST) -> tuple[RoundedFigure, ...]:
    """One figure, the two ends of a range, or nothing where nothing is known; no digits below 10^`finest`."""
    if q.ends is not None:
        return _settle_ends(*q.ends, form)
    written = _as_written(q, form)
    if written is not None:
        return (_trimmed(written, finest),)
    low, high, factor = q.interval.low, q.interval.high, display_factor(q.unit)
    if low is None or high is None:
        return _bound(q, form)
    span = _Span(q.point * factor, low * factor, high * factor)
    qualifier = q.written.qualifier if q.written else "exact"
    if qualifier != "exact":
        finest = max(finest, written_place(q))
    return _rounded(span, form, finest, hedged=qualifier in ("about", "nearly"))


def _as_written(q: Quantity, form: Form) -> RoundedFigure | None:
    """The author's own digits, unless the house or the call prints fewer."""
    if q.written is None:
        return None
    value, place = Fraction(q.written.low) * display_factor(q.unit), written_place(q)
    exact = q.written.qualifier == "exact"
    house = form.target(value, place) > place and not form.full
    if house or (exact and form.decimals is not None):
        return None
    return RoundedFigure(value, place, form.step(value, place), "" if exact else q.written.qualifier)


def _rounded(span: _Span, form: Form, finest: int, *, hedged: bool) -> tuple[RoundedFigure, ...]:
    """Half up to the target, or to the first coarser place that the interval supports; not so coarse that the figure
    would lie outside of it, 30% for 25% ± 1.1 points.

    Rounding may carry the value to another step (999.96m is 1.0bn), which may call for a coarser place again;
    places only ever get coarser, so this ends. Where no digit of the figure would be left, the interval is printed.
    """
    marked = form.number_style.approximation == "marked"
    place = max(form.target(span.point), finest)
    while True:
        value = round_half_up(span.point, place)
        holds = span.about(value, place) if marked else span.certain(place) or span.stays(place)
        wanted = max(place, form.target(value)) if holds else place + 1
        if wanted == place:
            break
        place = wanted
    doubtful = hedged or (marked and not span.plain(value, place))
    figure = RoundedFigure(value, place, form.step(value), "about" if doubtful else "")
    targets = form.target(span.point), form.target(value)  # 0.0977 is carried to 0.1
    single = place > max(targets) and place >= magnitude(
        span.point
    )  # one digit, or none, for want of certainty
    lost = single and not span.holds(value)
    if not value or (lost and not doubtful):
        return _nought(figure, span, form, hedged=hedged)
    whole = form.counts and form.decimals is None and span.low == span.high
    return (_trimmed(figure, figure.step) if whole else figure,)


def _nought(figure: RoundedFigure, span: _Span, form: Form, *, hedged: bool) -> tuple[RoundedFigure, ...]:
    """What rounds to nothing: 0 where it may be zero, a bound where the asked place is to blame, or a range."""
    if span.apart and not round_half_up(span.point, form.target(span.point)):
        unit = ten(figure.place)
        least = RoundedFigure(unit, figure.place, form.step(unit), "<")
        return (least if span.point > 0 else -least,)
    if not span.apart and figure.place <= figure.step:
        return (figure if hedged else replace(figure, word=""),)
    place = magnitude(span.high - span.low) - 1
    low, high = _floor(span.low, place), -_floor(-span.high, place)
    return RoundedFigure(low, place, form.step(low)), RoundedFigure(high, place, form.step(high))


def _bound(q: Quantity, form: Form) -> tuple[RoundedFigure, ...]:
    """An open-ended interval: its one bound, rounded so that the words stay true."""
    interval, factor = q.interval, display_factor(q.unit)
    if interval.low is not None:
        bound, word = interval.low * factor, "over" if interval.low_open else "at least"
        place = form.target(bound)
        value = _floor(bound, place)
    elif interval.high is not None:
        bound, word = interval.high * factor, "under" if interval.high_open else "up to"
        place = form.target(bound)
        value = -_floor(-bound, place)
    else:
        return ()
    step = form.step(value)
    return (_trimmed(RoundedFigure(value, place, step, word), step),)


def _trimmed(figure: RoundedFigure, finest: int) -> RoundedFigure:
    """Without trailing zeros below 10^finest."""
    place = figure.place
    while place < finest and figure.value % ten(place + 1) == 0:
        place += 1
    return replace(figure, place=place)


def _settle_ends(low: Quantity, high: Quantity, form: Form) -> tuple[RoundedFigure, ...]:
    """The outermost figures of both ends, at the house's decimals or at as many more as leave them as far apart as they
    are, to a tenth: 1,610 to 1,650 is no 1.6 to 1.7 thousand."""
    factor, figures = display_factor(low.unit), _both_ends(low, high, form)
    for more in (1, 2) if form.decimals is None else ():
        ends = zip(figures, (low.point * factor, high.point * factor), strict=False)
        if all(10 * abs(figure.value - end) <= (high.point - low.point) * factor for figure, end in ends):
            break
        style = replace(form.number_style, decimals=form.number_style.decimals + more)
        figures = _both_ends(low, high, replace(form, number_style=style))
    return figures


def _both_ends(low: Quantity, high: Quantity, form: Form) -> tuple[RoundedFigure, ...]:
    """The outermost figures of both ends, at the coarser place of the two if no written digit is lost."""
    pairs = [settle(end, form) for end in (low, high)]
    if not all(pairs):
        return ()
    coarser = max(figure.place for pair in pairs for figure in pair)
    first, last = (settle(end, form, coarser) for end in (low, high))
    return first[0], last[-1]
