"""Figures and periods as text: the one place where a number turns into something a reader sees.

    Quantity ─settle→ one _Figure, or the two of a range ─write→ digits, step, unit ─qualify→ "about $142bn"

Settling chooses the last place that is printed. A written quantity keeps the digits its author wrote. A
computed one is rounded half up (away from zero) to the usual precision of its kind, or to the place that
`decimals` asks for, and then to coarser places until what is printed holds: with u for one unit of the last
printed digit, `v` claims [v − u/2, v + u/2] and `about v` claims [v − u, v + u], as in `facts/quantity.py`,
and a claim has to cover the whole interval. Where that would leave no digit standing, the interval itself is
printed, as a range rounded outward.

| kind, computed | usual precision |
|---|---|
| %, points, x | one decimal |
| bps, years | whole |
| money | one decimal of its step (m, bn, 億 …), none after three digits; cents where there is no step |
| counts, GW, plain numbers | three significant digits, and never fewer than stand before the point |

Trailing zeros of that precision are printed (24.0%), except for exact counts (6 chips, not 6.00) and for
bounds (over 10%). What is not zero prints as 0 only where `decimals` or a cell leaves no room, and then as
<0.1%.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import localcontext
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_name, get_currency_precision, get_currency_symbol

from reportgen.facts.period import Period
from reportgen.facts.quantity import SCALES, Quantity
from reportgen.facts.unit import RATIOS, Unit, parse_unit

_MINUS: Final = "−"
_DASH: Final = "–"
_MOST_DECIMALS: Final = 3  # a written figure with more of them on a step prints on the next smaller step
_FINEST: Final = -1000  # finer than any figure
# Read with all their digits: nobody writes 2.5萬 MW.
_UNSTEPPED: Final = frozenset({"GW", "MW", "GWh", "MWh", "year"})
_TERSE: Final = {"about": "~", "nearly": "~", "over": ">", "at least": "≥", "under": "<", "up to": "≤"}
# A bound on a fall is the opposite bound on its size. "nearly" is said of the size in the first place.
_OPPOSITES: Final = (("over", "under"), ("at least", "up to"), ("<", ">"))
_FLIPPED: Final = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}
NOT_MEANINGFUL: Final[Mapping[str, str]] = {"en": "n.m.", "zh-Hant": "無意義"}


@dataclass(frozen=True)
class _Tongue:
    """What a language brings to a figure. `ladder` are the powers of ten that running text steps by."""

    locale: str
    ladder: tuple[int, ...]
    steps: Mapping[int, str]
    long_steps: Mapping[int, str]
    words: Mapping[str, str]
    ratios: Mapping[str, str]
    terse_ratios: Mapping[str, str]
    nouns: Mapping[str, str]
    to: str


_EN: Final = _Tongue(
    locale="en",
    ladder=(12, 9, 6, 0),
    steps={0: "", 3: " thousand", 6: "m", 9: "bn", 12: "tn"},
    long_steps={6: " million", 9: " billion", 12: " trillion"},
    words={word: f"{word} " for word in _TERSE},
    ratios={"": "", "%": "%", "points": " points", "bps": "bp", "x": "x"},
    terse_ratios={"": "", "%": "%", "points": "pp", "bps": "bp", "x": "x"},
    nouns={"year": ""},
    to=" to ",
)
_HAN: Final = _Tongue(
    locale="zh_Hant",
    ladder=(12, 8, 4, 0),
    steps={0: "", 3: "千", 4: "萬", 6: "百萬", 8: "億", 12: "兆"},
    long_steps={},
    words=dict(zip(_TERSE, ("約", "近", "逾", "至少", "不到", "最高"), strict=True)),
    ratios={"": "", "%": "%", "points": "個百分點", "bps": "個基點", "x": "倍"},
    terse_ratios={"": "", "%": "%", "points": "百分點", "bps": "基點", "x": "倍"},
    nouns={"year": "年", "share": "股"},
    to="至",
)
_TONGUES: Final[Mapping[str, _Tongue]] = {"en": _EN, "zh-Hant": _HAN}
# Where a Chinese text puts the name before the figure, or uses another name than Babel.
_HAN_MONEY: Final = {"TWD": ("新台幣", "元"), "CNY": ("人民幣", "元"), "HKD": ("", "港元")}
_HAN_DIGITS: Final = "零一二三四五六七八九十"


@dataclass(frozen=True)
class House:
    """The number style of one language of an edition.

    `currency` "symbol" gives $213.4bn, "code" US$213.4bn; Chinese always names the currency (2,134億美元).
    `words` "compact" gives 1.4m, "long" 1.4 million. `units` are the declared counting units with the noun
    that stands after the number (chips; 顆). `negative` is how a table cell shows a negative: −1.2 or (1.2).

    Raises ValueError for a language without a number style.
    """

    language: str
    currency: Literal["symbol", "code"] = "symbol"
    words: Literal["compact", "long"] = "compact"
    units: Mapping[str, str] = field(default_factory=dict)
    negative: Literal["minus", "parentheses"] = "minus"

    def __post_init__(self) -> None:
        if self.language not in _TONGUES:
            raise ValueError(f"no number style for the language {self.language!r}: {', '.join(_TONGUES)}")


@dataclass(frozen=True)
class Scale:
    """What a table's head says about its cells: digits count 10^`step` of `unit`, and `label` is printed.

    `decimals` None leaves each cell its own precision.
    """

    unit: str
    step: int
    label: str
    decimals: int | None = None


def cell_scale(name: str, house: House, decimals: int | None = None) -> Scale:
    """The scale that `name` means in the house's language: `USD` is US$ bn, and 億美元 in Chinese.

    `name` is a unit, after a scale where that is not the usual one: `USD`, `m USD`, `億 USD`, `USD/share`,
    `%`, `chips`. Each language takes its own nearest step (bn and 億 mean each other). Raises UnitError.
    """
    first, _, rest = name.strip().partition(" ")
    named = bool(rest) and first in SCALES
    unit = parse_unit(rest if named else name, house.units)
    money = bool(unit.currency) and unit.currency == str(unit)
    power = SCALES[first] if named else 9 if money else 0
    own = {9: 8} if _TONGUES[house.language] is _HAN else {4: 3, 8: 9}
    step = own.get(power, power)
    return Scale(str(unit), step, _head(unit, step, house), decimals)


def show(
    q: Quantity,
    house: House,
    *,
    decimals: int | None = None,
    sign: bool = False,
    absolute: bool = False,
    terse: bool = False,
    cell: Scale | None = None,
) -> str:
    """The figure in the house's style: "$213.4bn", "about 24%", "1,735億至1,785億美元".

    `decimals` asks for that many after the point on the biggest step that the figure reaches; what the interval
    does not support is not printed. `sign` puts + before what is above zero. `absolute` prints the size, for
    "fell 71%"; a range across zero keeps its signs. `terse` is for charts: ~16,000, >10%, 1.9pp. There "nearly"
    is ~ too, because < would give up how near. `cell` prints, tersely, the digits alone, on the scale of the
    table's head.

    Spaces are plain ones: keep the text together with `white-space: nowrap`. What is known of neither side
    prints as NOT_MEANINGFUL. Raises ValueError for a cell of another unit and for negative `decimals`.
    """
    if cell is not None and cell.unit != str(q.unit):
        raise ValueError(f"a figure in {str(q.unit) or 'plain numbers'} under the head {cell.label!r}")
    if decimals is not None and decimals < 0:
        raise ValueError(f"{decimals} decimals")
    asked = cell.decimals if cell is not None and decimals is None else decimals
    form = _Form(q.unit, house, asked, sign, absolute, terse or cell is not None, cell)
    if text := _simple_fraction(q, form):
        return text
    figures = _settle(q, form)
    if len(figures) == 2:
        return _write_range(*figures, form)
    return _write(figures[0], form) if figures else NOT_MEANINGFUL[house.language]


def exact(q: Quantity, *, machine: bool = False) -> str:
    """The value itself, without unit or grouping, as the appendix gives it: "213400000000", "35" for 35%.

    A written figure has all its digits, a computed one up to twelve significant ones, after ≈ where there
    would be more; an exact third is 1/3. A range is "173500000000–178500000000". `machine` is for attributes
    and data files: ASCII only, no ≈, decimals for fractions, and a range as "a/b".
    """
    if q.ends is not None:
        low, high = (exact(end, machine=machine) for end in q.ends)
        dash = "/" if machine else " to " if low.startswith(_MINUS) else _DASH
        return f"{low}{dash}{high}"
    value = q.point * _factor(q.unit)
    if not machine and _is_simple_fraction(q):
        return f"{value.numerator}/{value.denominator}"
    place = min(0, _written_place(q) if q.written else _magnitude(value) - 11)
    rounded = _round(value, place)
    digits = _ungrouped(rounded, -place)
    if q.written is None and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    mark = "" if machine or rounded == value else "≈"
    minus = "" if rounded >= 0 else "-" if machine else _MINUS
    return mark + minus + digits


# ---- places and steps --------------------------------------------------------------------------------------


def _ten(power: int) -> Fraction:
    return Fraction(10) ** power


def _round(value: Fraction, place: int) -> Fraction:
    """To a multiple of 10^place, halves away from zero."""
    size = math.floor(abs(value) / _ten(place) + Fraction(1, 2)) * _ten(place)
    return size if value >= 0 else -size


def _floor(value: Fraction, place: int) -> Fraction:
    return math.floor(value / _ten(place)) * _ten(place)


def _magnitude(value: Fraction) -> int:
    """The power of ten of the first digit; 0 for zero."""
    if not value:
        return 0
    power = len(str(abs(value.numerator))) - len(str(value.denominator))
    return power if _ten(power) <= abs(value) else power - 1


def _factor(unit: Unit) -> Fraction:
    """What a held value is multiplied by to print: ratios are held as plain numbers."""
    return 1 / RATIOS.get(unit.ratio, Fraction(1))


def _written_place(q: Quantity) -> int:
    return _magnitude(Fraction(q.written.ulp) * _factor(q.unit)) if q.written else _FINEST


@dataclass(frozen=True)
class _Figure:
    """What will be printed: a multiple of 10^place, said in 10^step, after a qualifier."""

    value: Fraction
    place: int
    step: int
    word: str = ""

    def __neg__(self) -> _Figure:
        return replace(self, value=-self.value, word=_FLIPPED.get(self.word, self.word))


@dataclass(frozen=True)
class _Form:
    """How one call of `show` prints."""

    unit: Unit
    house: House
    decimals: int | None
    sign: bool
    absolute: bool
    terse: bool
    cell: Scale | None

    @property
    def tongue(self) -> _Tongue:
        return _TONGUES[self.house.language]

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
        return (0,) if self.unit.ratio or self.name in _UNSTEPPED else self.tongue.ladder

    def step(self, value: Fraction, place: int | None = None) -> int:
        """The biggest step the value reaches, and on which its last place, if given, has few decimals."""
        reached = (step for step in self.ladder if abs(value) >= _ten(step))
        fits = (step for step in reached if place is None or step - place <= _MOST_DECIMALS)
        return next(fits, self.ladder[-1])

    def target(self, value: Fraction) -> int:
        """The place to which a computed value is rounded if its interval allows."""
        step, lead = self.step(value), _magnitude(value)
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
        if not self.unit.currency:
            return 0 if self.unit.ratio == "bps" or self.name == "year" else -1
        if step:
            return step - (lead - step < 2)
        return 0 if lead >= 3 else -get_currency_precision(self.unit.currency)


# ---- settling: from a quantity to figures ------------------------------------------------------------------


@dataclass(frozen=True)
class _Span:
    """A figure between its bounds, in what is printed: per cent, basis points, or the unit itself."""

    point: Fraction
    low: Fraction
    high: Fraction

    def within(self, value: Fraction, reach: Fraction) -> bool:
        return value - reach <= self.low and self.high <= value + reach

    @property
    def apart(self) -> bool:
        """True where the value is known not to be zero."""
        return self.low > 0 or self.high < 0


def _settle(q: Quantity, form: _Form, finest: int = _FINEST) -> tuple[_Figure, ...]:
    """One figure, the two ends of a range, or nothing where nothing is known; no digits below 10^`finest`."""
    if q.ends is not None:
        return _settle_ends(*q.ends, form)
    written = _as_written(q, form)
    if written is not None:
        return (_trimmed(written, finest),)
    low, high, factor = q.interval.low, q.interval.high, _factor(q.unit)
    if low is None or high is None:
        return _bound(q, form)
    span = _Span(q.point * factor, low * factor, high * factor)
    hedged = q.written is not None and q.written.qualifier == "about"
    return _rounded(span, form, finest, hedged=hedged)


def _as_written(q: Quantity, form: _Form) -> _Figure | None:
    """The author's own digits, unless fewer are asked for or a cell's scale would trail too many."""
    if q.written is None:
        return None
    value, place = Fraction(q.written.low) * _factor(q.unit), _written_place(q)
    step, word = form.step(value, place), q.written.qualifier
    if form.decimals is not None and (form.target(value) > place or word == "exact"):
        return None
    if form.cell is not None and step and step - place > _MOST_DECIMALS:
        return None
    return _Figure(value, place, step, "" if word == "exact" else word)


def _rounded(span: _Span, form: _Form, finest: int, *, hedged: bool) -> tuple[_Figure, ...]:
    """Half up to the target, or to the first coarser place at which `about` is true.

    Rounding may carry the value to another step (999.96m is 1.0bn), which may call for a coarser place again;
    places only ever get coarser, so this ends.
    """
    place = max(form.target(span.point), finest)
    while True:
        value = _round(span.point, place)
        wanted = max(place, form.target(value)) if span.within(value, _ten(place)) else place + 1
        if wanted == place:
            break
        place = wanted
    plain = span.within(value, _ten(place) / 2) and not hedged
    figure = _Figure(value, place, form.step(value), "" if plain else "about")
    if not value:
        return _nought(figure, span, form)
    whole = form.counts and form.decimals is None and span.low == span.high
    return (_trimmed(figure, figure.step) if whole else figure,)


def _nought(figure: _Figure, span: _Span, form: _Form) -> tuple[_Figure, ...]:
    """What rounds to nothing: 0 where it may be zero, a bound where the asked place is to blame, or a range."""
    if span.apart and not _round(span.point, form.target(span.point)):
        unit = _ten(figure.place)
        least = _Figure(unit, figure.place, form.step(unit), "<")
        return (least if span.point > 0 else -least,)
    if not span.apart and figure.place <= figure.step:
        return (figure,)
    place = _magnitude(span.high - span.low) - 1
    low, high = _floor(span.low, place), -_floor(-span.high, place)
    return _Figure(low, place, form.step(low)), _Figure(high, place, form.step(high))


def _bound(q: Quantity, form: _Form) -> tuple[_Figure, ...]:
    """An open-ended interval: its one bound, rounded so that the words stay true."""
    interval, factor = q.interval, _factor(q.unit)
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
    return (_trimmed(_Figure(value, place, step, word), step),)


def _trimmed(figure: _Figure, finest: int) -> _Figure:
    """Without trailing zeros below 10^finest."""
    place = figure.place
    while place < finest and figure.value % _ten(place + 1) == 0:
        place += 1
    return replace(figure, place=place)


def _settle_ends(low: Quantity, high: Quantity, form: _Form) -> tuple[_Figure, ...]:
    """The outermost figures of both ends, at the coarser place of the two if no written digit is lost."""
    pairs = [_settle(end, form) for end in (low, high)]
    if not all(pairs):
        return ()
    coarser = max(figure.place for pair in pairs for figure in pair)
    first, last = (_settle(end, form, coarser) for end in (low, high))
    return first[0], last[-1]


# ---- writing: from figures to text -------------------------------------------------------------------------


def _ungrouped(value: Fraction, decimals: int) -> str:
    digits = str(int(abs(value) * _ten(decimals))).zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


@lru_cache(maxsize=1024)
def _grouped(digits: str, locale: str) -> str:
    whole, point, rest = digits.partition(".")
    with localcontext(prec=len(whole) + 4):  # Babel quantises in the context it finds, which holds 28 digits
        return format_decimal(int(whole), "#,##0", locale=locale) + point + rest


def _number(figure: _Figure, form: _Form, *, step: bool = True) -> str:
    digits = _ungrouped(figure.value / _ten(figure.step), max(0, figure.step - figure.place))
    if form.name != "year":
        digits = _grouped(digits, form.tongue.locale)
    return digits + (_step_word(figure.step, form) if step else "")


def _step_word(step: int, form: _Form) -> str:
    if form.cell is not None:
        return ""
    long = form.house.words == "long" and not form.terse
    return _step_named(step, form.tongue, long)


def _step_named(step: int, tongue: _Tongue, long: bool) -> str:
    return (long and tongue.long_steps.get(step)) or tongue.steps[step]


def _mark(value: Fraction, plus: bool) -> str:
    return _MINUS if value < 0 else "+" if value > 0 and plus else ""


def _qualified(word: str, text: str, form: _Form) -> str:
    return (_TERSE if form.terse else form.tongue.words).get(word, word) + text


def _write(figure: _Figure, form: _Form) -> str:
    if form.absolute and figure.value < 0:
        figure = -figure
    prefix, suffix = _dress(form)
    number = _number(figure, form)
    if form.cell is not None and figure.value < 0 and form.house.negative == "parentheses":
        return _qualified(figure.word, f"({number})", form)
    if (number, suffix) == ("1", " points"):
        suffix = " point"
    return _qualified(figure.word, _mark(figure.value, form.sign) + prefix + number + suffix, form)


def _write_range(low: _Figure, high: _Figure, form: _Form) -> str:
    """`$173.5–178.5bn`; a word between the ends where signs, steps or running Chinese text ask for one."""
    if form.absolute and high.value <= 0:
        low, high = -high, -low
    if {low.word, high.word} - {"", "about"}:
        return _write(low, form) + form.tongue.to + _write(high, form)
    word = low.word or high.word
    if low.value == high.value:
        return _write(replace(low, word=word), form)
    plus = form.sign or low.value < 0
    signs = _mark(low.value, plus), _mark(high.value, plus)
    dashed = form.terse or form.tongue is _EN
    if dashed and not any(signs) and low.step == high.step:
        prefix, suffix = _dress(form)
        text = f"{prefix}{_number(low, form, step=False)}{_DASH}{_number(high, form)}{suffix}"
    else:
        text = _spelt_out(low, high, signs, form)
    return _qualified(word, text, form)


def _spelt_out(low: _Figure, high: _Figure, signs: tuple[str, str], form: _Form) -> str:
    """`−1.2% to +1.7%`: what clings to a number is said twice, a noun once."""
    prefix, suffix = _dress(form)
    clinging = suffix if suffix in ("%", "bp", "pp", "x") else ""
    again = prefix if form.tongue is _EN else ""
    first = signs[0] + prefix + _number(low, form) + clinging
    return first + form.tongue.to + signs[1] + again + _number(high, form) + suffix


# ---- units -------------------------------------------------------------------------------------------------


def _dress(form: _Form) -> tuple[str, str]:
    """What stands before the digits and what after them and their step."""
    if form.cell is not None:
        return "", ""
    tongue, unit = form.tongue, form.unit
    if unit.pure:
        return "", (tongue.terse_ratios if form.terse else tongue.ratios)[unit.ratio]
    if unit.currency:
        before, after = _money(unit.currency, form.house)
        return before, after + _per(unit, form.house, hidden="share")
    return "", _spaced(_noun(form.name, form.house))


def _money(currency: str, house: House) -> tuple[str, str]:
    """$ before the digits in English, 美元 after them in Chinese."""
    if _TONGUES[house.language] is _HAN:
        return _HAN_MONEY.get(currency, ("", get_currency_name(currency, locale="zh_Hant")))
    # British English names the country of every dollar; American English takes its own for granted.
    symbol = get_currency_symbol(currency, locale="en" if house.currency == "symbol" else "en_GB")
    return symbol + " " * symbol.isalpha(), ""


def _per(unit: Unit, house: House, hidden: str = "") -> str:
    """`/chip`. The share is left out where the label says it: earnings per share are $1.95."""
    return "".join(f"/{_noun(name, house)}" for name, n in unit.powers if n < 0 and name != hidden)


def _noun(name: str, house: House) -> str:
    return house.units.get(name, _TONGUES[house.language].nouns.get(name, name)).strip()


def _spaced(noun: str) -> str:
    """A Latin noun stands off from its number, a Han one does not."""
    return f" {noun}" if noun[:1].isascii() and noun else noun


def _head(unit: Unit, step: int, house: House) -> str:
    """What a table's head says: US$ bn, 億美元, %, pp, m chips, 百萬顆."""
    tongue = _TONGUES[house.language]
    word = _step_named(step, tongue, house.words == "long").strip()
    if unit.pure:
        return tongue.terse_ratios[unit.ratio]
    if not unit.currency:
        return f"{word}{_spaced(_noun(str(unit), house))}".strip()
    before, after = _money(unit.currency, replace(house, currency="code"))
    if _TONGUES[house.language] is _HAN:
        return f"{before}{word}{after}{_per(unit, house)}"
    return f"{before.strip()} {word}".strip() + _per(unit, house)


# ---- simple fractions --------------------------------------------------------------------------------------


def _is_simple_fraction(q: Quantity) -> bool:
    """An exact plain number such as 1/3 that no decimals give."""
    bare = q.written is None and str(q.unit) == "" and q.interval.low == q.interval.high == q.point
    return bare and 0 < q.point < 1 and q.point.denominator in (3, 6, 7, 9)


def _simple_fraction(q: Quantity, form: _Form) -> str:
    """`1/3`, in Chinese running text 三分之一; "" for anything else."""
    if form.decimals is not None or not _is_simple_fraction(q):
        return ""
    over, under = q.point.numerator, q.point.denominator
    if form.tongue is _HAN and not form.terse:
        return f"{_HAN_DIGITS[under]}分之{_HAN_DIGITS[over]}"
    return f"{over}/{under}"


# ---- periods -----------------------------------------------------------------------------------------------

_FISCAL: Final = re.compile(r"FY(\d{4})(?:([QH])(\d))?")


def period_label(period: Period, language: str, *, short: bool = False) -> str:
    """A period in words: "Q4 2025" and 2025年第四季, short 4Q25; "31 December 2025" for an instant.

    A period that was written as a fiscal one keeps that name (Q2 FY2026, 2026財年第二季) unless the calendar
    has the same; any other goes by its days. Raises ValueError for a language without a style.
    """
    if language not in _TONGUES:
        raise ValueError(f"no style of dates for the language {language!r}")
    if period.instant:
        return _day(period.end, language, short)
    calendar, fiscal = _calendar_name(period), _FISCAL.fullmatch(period.text)
    own = (int(fiscal[1]), fiscal[2] or "", int(fiscal[3] or 1)) if fiscal else None
    if own and own != calendar:
        return _period_named(*own, language, short, fiscal=True)
    if calendar:
        return _period_named(*calendar, language, short)
    return _stretch(period, language, short)


def _calendar_name(period: Period) -> tuple[int, str, int] | None:
    """(2025, "Q", 4) for a calendar quarter, half or year."""
    months = period.months
    whole = period.start.day == 1 and (period.end + timedelta(days=1)).day == 1
    if not whole or months not in (3, 6, 12) or period.end.month % months:
        return None
    return period.end.year, {3: "Q", 6: "H", 12: ""}[months], period.end.month // months


def _period_named(
    year: int, part: str, index: int, language: str, short: bool, *, fiscal: bool = False
) -> str:
    era = "FY" if fiscal else ""
    if short:
        return f"{index}{part}{era}{year % 100:02}" if part else f"FY{year % 100:02}" if fiscal else str(year)
    if language == "en":
        return f"{part}{index} {era}{year}" if part else f"{era}{year}"
    halves = {"": "", "Q": f"第{_HAN_DIGITS[index]}季", "H": "上下"[index - 1 : index] + "半年"}
    return f"{year}{'財年' if fiscal else '年'}{halves[part]}"


def _stretch(period: Period, language: str, short: bool) -> str:
    """Twelve months by their last day, anything else by both."""
    last = _day(period.end, language, short)
    if period.months == 12:
        return f"12 months to {last}" if language == "en" else f"截至{last}止12個月"
    return f"{_day(period.start, language, short)}{' to ' if language == 'en' else '至'}{last}"


def _day(day: date, language: str, short: bool) -> str:
    if language == "en":
        return format_date(day, "d MMM y" if short else "d MMMM y", locale="en")
    return format_date(day, "y/M/d" if short else "long", locale="zh_Hant")
