"""Settling: from a quantity to the figures that will be printed, and to the last place of each.

`display.py` says by which rules; this module has no words and no languages in it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from babel.numbers import get_currency_precision

from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import RATIOS, Unit
from reportgen.figures.number_style import NumberStyle, Scale
from reportgen.languages.pack import FigureStyle

_MOST_DECIMALS: Final = 3  # a written figure with more of them on a step prints on the next smaller step
_FINEST: Final = -1000  # finer than any figure
# Read with all their digits: nobody writes 2.5 thousand MW.
_UNSTEPPED: Final = frozenset({"GW", "MW", "TWh", "GWh", "MWh", "year"})
# A bound on a fall is the opposite bound on its size. "nearly" is said of the size in the first place.
_OPPOSITES: Final = (("over", "under"), ("at least", "up to"), ("<", ">"))
_ONE: Final = Fraction(1)
_FACTORS: Final = {ratio: 1 / value for ratio, value in RATIOS.items()}
_FLIPPED: Final = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}


@lru_cache(maxsize=256)  # a dozen powers are asked for thousands of times
def ten(power: int) -> Fraction:
    return Fraction(10) ** power


def round_half_up(value: Fraction, place: int) -> Fraction:
    """To a multiple of 10^place, halves away from zero."""
    size = math.floor(abs(value) / ten(place) + Fraction(1, 2)) * ten(place)
    return size if value >= 0 else -size


def _floor(value: Fraction, place: int) -> Fraction:
    return math.floor(value / ten(place)) * ten(place)


def magnitude(value: Fraction) -> int:
    """The power of ten of the first digit; 0 for zero."""
    if not value:
        return 0
    power = len(str(abs(value.numerator))) - len(str(value.denominator))
    return power if ten(power) <= abs(value) else power - 1


def display_factor(unit: Unit) -> Fraction:
    """What a held value is multiplied by to print: ratios are held as plain numbers."""
    return _FACTORS.get(unit.ratio, _ONE)


def written_place(q: Quantity) -> int:
    return magnitude(Fraction(q.written.ulp) * display_factor(q.unit)) if q.written else _FINEST


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
    tabular: bool = False

    @property
    def figures(self) -> FigureStyle:
        return self.number_style.pack.figures

    @property
    def name(self) -> str:
        return str(self.unit)

    @property
    def counts(self) -> bool:
        """True for what has no precision of its own: counted things, GW, plain numbers."""
        return not (self.unit.ratio or self.unit.currency or self.name == "year")

    @property
    def ladder(self) -> tuple[int, ...]:
        if self.cell is not None:
            return (self.cell.step,)
        whole = self.unit.ratio or self.unit.exchanged or self.name in _UNSTEPPED
        return (0,) if whole else self.figures.ladder

    def step(self, value: Fraction, place: int | None = None) -> int:
        """The biggest step the value reaches, and on which its last place, if given, has few decimals."""
        reached = (step for step in self.ladder if abs(value) >= ten(step))
        fits = (step for step in reached if place is None or step - place <= _MOST_DECIMALS)
        return next(fits, self.ladder[-1])

    def target(self, value: Fraction) -> int:
        """The place to which a computed value is rounded if its interval allows."""
        step, lead = self.step(value), magnitude(value)
        if self.decimals is not None:
            return step - self.decimals
        usual = self._usual(step, lead)
        if not value:
            return usual
        place = min(usual, lead)
        return max(place, step - _MOST_DECIMALS) if self.cell is not None else place

    def _usual(self, step: int, lead: int) -> int:
        if self.counts:
            return min(lead - 2, step)
        if self.unit.exchanged:
            return min(lead - 3, 0)  # four digits, as rates are quoted
        if not self.unit.currency:
            return 0 if self.unit.ratio == "bps" or self.name == "year" else -1
        if step:
            return step - (lead - step < 2)
        return 0 if lead >= 3 else -get_currency_precision(self.unit.currency)


# A computed figure printed with `about` carries one guard digit: its interval lies within one unit of the digit before
# the last, which is what the design's `about` asks of that digit (section 5). Without it 2.6 ± 0.6 would print as 3.
_GUARD: Final = 10


@dataclass(frozen=True)
class _Span:
    """A figure between its bounds, in what is printed: per cent, basis points, or the unit itself."""

    point: Fraction
    low: Fraction
    high: Fraction

    def within(self, value: Fraction, reach: Fraction) -> bool:
        return value - reach <= self.low and self.high <= value + reach

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
    hedged = q.written is not None and q.written.qualifier == "about"
    return _rounded(span, form, finest, hedged=hedged)


def _as_written(q: Quantity, form: Form) -> RoundedFigure | None:
    """The author's own digits, unless fewer are asked for or a cell's scale would trail too many."""
    if q.written is None:
        return None
    value, place = Fraction(q.written.low) * display_factor(q.unit), written_place(q)
    step, word = form.step(value, place), q.written.qualifier
    if form.decimals is not None and (form.target(value) > place or word == "exact"):
        return None
    if form.cell is not None and step and step - place > _MOST_DECIMALS:
        return None
    return RoundedFigure(value, place, step, "" if word == "exact" else word)


def _rounded(span: _Span, form: Form, finest: int, *, hedged: bool) -> tuple[RoundedFigure, ...]:
    """Half up to the target, or to the first coarser place at which `about` is true.

    Rounding may carry the value to another step (999.96m is 1.0bn), which may call for a coarser place again;
    places only ever get coarser, so this ends. Where no digit of the figure would be left, the interval is printed.
    """
    place = max(form.target(span.point), finest)
    while True:
        value = round_half_up(span.point, place)
        wanted = max(place, form.target(value)) if span.about(value, place) else place + 1
        if wanted == place:
            break
        place = wanted
    plain = span.plain(value, place) and not hedged
    figure = RoundedFigure(value, place, form.step(value), "" if plain else "about")
    if not value:
        return _nought(figure, span, form, hedged=hedged)
    whole = form.counts and form.decimals is None and span.low == span.high
    return (_trimmed(figure, figure.step) if whole else figure,)


def _nought(figure: RoundedFigure, span: _Span, form: Form, *, hedged: bool) -> tuple[RoundedFigure, ...]:
    """What rounds to nothing: 0 where it may be zero, a bound where the asked place is to blame, or a range."""
    if span.apart and not round_half_up(span.point, form.target(span.point)):
        unit = ten(figure.place)
        least = RoundedFigure(unit, figure.place, form.step(unit), "<")
        return (least if span.point > 0 else -least,)
    if not span.apart and figure.place <= figure.step and (hedged or not figure.word):
        return (figure,)
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
    """The outermost figures of both ends, at the coarser place of the two if no written digit is lost."""
    pairs = [settle(end, form) for end in (low, high)]
    if not all(pairs):
        return ()
    coarser = max(figure.place for pair in pairs for figure in pair)
    first, last = (settle(end, form, coarser) for end in (low, high))
    return first[0], last[-1]
