"""Figures and periods as text: the one place where a number turns into something a reader sees.

    Quantity ─settle→ one Figure, or the two of a range ─write→ digits, step, unit ─qualify→ "about $142bn"

Settling chooses the last place that is printed: the house's for the unit and the step, or the one that `decimals`
asks for, rounded half up (away from zero), and never more than is known. A written quantity has no more digits than
its author wrote. A computed one is rounded to the finest place of which its interval spans at most two units, so that
what is printed is sure to about one unit; nothing marks it. “About” is a source's word, or the author's. A theme of
`approximation: marked` prints one digit more and marks it: with u for one unit of the last printed digit, `v` then
claims [v − u/2, v + u/2], and `about v` claims [v − u, v + u] of the digit before the last. Where the sign of a
computed figure is open, words are printed (“in line”); where no digit would be left standing, the interval itself, as a
range rounded outward.

| kind | places of the house |
|---|---|
| %, points, x | one decimal |
| bps, years | whole |
| money and counts with a step (m, bn …) | one decimal of it; more where digits would be few ($2.13tn) |
| money without a step | cents, none from a thousand on |
| pence and other hundredths | all that their author wrote; computed one decimal, none from a hundred on |
| days | all that their author wrote, where that is three digits at most; else whole from ten on |
| counts, GW, plain numbers without a step | three significant digits, and never fewer than stand before the point |

A theme's `decimals` stands for each “one decimal”. Trailing zeros of a computed figure are printed (24.0%), except for
exact counts (6 chips, not 6.00) and for bounds (over 10%). What is not zero prints as 0 only where `decimals` or a cell
leaves no room, and then as <0.1%.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import localcontext
from fractions import Fraction
from functools import lru_cache
from typing import Final

from babel.numbers import format_decimal

from reportgen.facts.quantity import SCALES, Quantity, told_in
from reportgen.facts.unit import Unit, parse_unit, singular
from reportgen.figures.dates import period_label
from reportgen.figures.number_style import NumberStyle, Scale
from reportgen.figures.rounding import (
    Form,
    RoundedFigure,
    display_factor,
    magnitude,
    round_half_up,
    settle,
    sign_is_open,
    ten,
    written_place,
)
from reportgen.languages import forms
from reportgen.languages.currencies import CURRENCIES
from reportgen.languages.pack import FigureStyle

__all__ = ["NumberStyle", "Scale", "cell_scale", "each_of", "exact", "period_label", "show"]

_MINUS: Final = "−"
_SHARES: Final = ("shares", "share")


def cell_scale(name: str, number_style: NumberStyle) -> Scale:
    """The scale that `name` means in the house's language: `USD` is US$ bn in English.

    `name` is a unit, after a scale where that is not the usual one: `USD`, `m USD`, `USD/share`, `%`, `chips`. Each
    language takes its own nearest step. Raises UnitError.
    """
    first, _, rest = name.strip().partition(" ")
    named = bool(rest) and first in SCALES
    unit = parse_unit(rest if named else name, number_style.units)
    money = bool(unit.currency) and unit.currency == str(unit)
    power = SCALES[first] if named else 9 if money else 0
    step = number_style.pack.figures.head_steps.get(power, power)
    return Scale(str(unit), step, _head(unit, step, number_style))


def show(
    q: Quantity,
    number_style: NumberStyle,
    *,
    decimals: int | None = None,
    sign: bool = False,
    absolute: bool = False,
    terse: bool = False,
    cell: Scale | None = None,
    full: bool = False,
    step: int | None = None,
) -> str:
    """The figure in the house's style: "$213.4bn", "about 24%", "$173.5–178.5bn".

    `decimals` asks for that many after the point on the biggest step that the figure reaches; what the interval
    does not support is not printed. `sign` puts + before what is above zero. `absolute` prints the size, for
    "fell 71%"; a range across zero keeps its signs. `terse` is for charts: ≈16,000, >10%, 1.9pp.
    `cell` prints, so, the digits alone, on the scale of the table's
    head. A negative stands as the house has it everywhere, −1.2% or (1.2%), but for `full`: that is for workings and
    conditions, where a bracket means another thing, and prints all digits that were written, and digits where the
    sign is open. `step` is the power of ten in which all figures of a chart are told.

    Spaces are plain ones: keep the text together with `white-space: nowrap`. What nothing is known of prints as not
    meaningful. Raises ValueError for a cell of another unit and for negative `decimals`.
    """
    if is_void(q):
        return number_style.pack.figures.not_meaningful
    if cell is not None and q.unit.like(head := parse_unit(cell.unit, number_style.units)):
        q = told_in(q, head)
    if cell is not None and cell.unit != str(q.unit):
        raise ValueError(f"a figure in {str(q.unit) or 'plain numbers'} under the head {cell.label!r}")
    if decimals is not None and decimals < 0:
        raise ValueError(f"{decimals} decimals")
    if sign_is_open(q) and not full:
        return number_style.pack.figures.in_line
    form = Form(q.unit, number_style, decimals, sign, absolute, terse or cell is not None, cell, full, step)
    text = _simple_fraction(q, form) or _written(settle(q, form), form)
    return _spaced_out(text) if number_style.spaced else text


def is_void(q: Quantity) -> bool:
    """True for a quantity that nothing is known of."""
    return any(end.interval.low is None and end.interval.high is None for end in q.ends or (q,))


def settled(
    q: Quantity, number_style: NumberStyle, decimals: int | None, cell: Scale | None, step: int | None = None
) -> tuple[RoundedFigure, ...]:
    """The figure that `show` prints, or the two of a range, as numbers."""
    return settle(q, Form(q.unit, number_style, decimals, False, False, True, cell, fixed=step))


def step_of(value: Fraction, unit: Unit, number_style: NumberStyle, cell: Scale | None) -> int:
    """The power of ten by which a value is counted: 9 for billions."""
    return Form(unit, number_style, None, False, False, True, cell).step(value * display_factor(unit))


def _written(figures: tuple[RoundedFigure, ...], form: Form) -> str:
    text = _write_range(*figures, form) if len(figures) == 2 else _write(figures[0], form)
    return _beside(form)[0] + text


_SEAMS: Final = re.compile(rf"(?<=[0-9.%)])(?={forms.HAN})|(?<={forms.HAN})(?=[0-9+{_MINUS}≈<>≤≥(])")


def _spaced_out(text: str) -> str:
    """A space wherever figures and Han characters meet."""
    return _SEAMS.sub(" ", text)


def exact(q: Quantity, *, to: str = " to ", machine: bool = False) -> str:
    """The value itself, without unit or grouping, as the appendix gives it: "213400000000", "35" for 35%.

    A written figure has all its digits, a computed one up to twelve significant ones, after ≈ where there
    would be more; an exact third is 1/3. A range is "173500000000–178500000000", with `to` for the dash where it
    begins below zero. `machine` is for attributes and data files: ASCII only, no ≈, decimals for fractions, and a
    range as "a/b". It is "" where nothing is known.
    """
    if is_void(q):
        return ""
    if q.ends is not None:
        low, high = (exact(end, machine=machine) for end in q.ends)
        dash = "/" if machine else to if low.startswith(_MINUS) else "–"
        return f"{low}{dash}{high}"
    value = q.point * display_factor(q.unit)
    if not machine and is_simple_fraction(q):
        return f"{value.numerator}/{value.denominator}"
    place = min(0, written_place(q) if q.written else magnitude(value) - 11)
    rounded = round_half_up(value, place)
    digits = _ungrouped(rounded, -place)
    if q.written is None and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    mark = "" if machine or rounded == value else "≈"
    minus = "" if rounded >= 0 else "-" if machine else _MINUS
    return mark + minus + digits


# ---- writing: from figures to text -------------------------------------------------------------------------


def _ungrouped(value: Fraction, decimals: int) -> str:
    digits = str(int(abs(value) * ten(decimals))).zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


@lru_cache(maxsize=1024)
def _grouped(digits: str, locale: str) -> str:
    whole, point, rest = digits.partition(".")
    with localcontext(prec=len(whole) + 4):  # Babel quantises in the context it finds, which holds 28 digits
        return format_decimal(int(whole), "#,##0", locale=locale) + point + rest


def _number(figure: RoundedFigure, form: Form, *, step: bool = True) -> str:
    digits = _ungrouped(figure.value / ten(figure.step), max(0, figure.step - figure.place))
    if form.name != "year":
        digits = _grouped(digits, form.figures.locale)
    return digits + (_step_word(figure.step, form) if step else "")


def _step_word(step: int, form: Form) -> str:
    if form.cell is not None:
        return ""
    long = form.number_style.words == "long" and not form.terse
    return _step_named(step, form.figures, long)


def _step_named(step: int, figures: FigureStyle, long: bool) -> str:
    return (long and figures.long_steps.get(step)) or figures.steps[step]


def _mark(value: Fraction, plus: bool) -> str:
    return _MINUS if value < 0 else "+" if value > 0 and plus else ""


def _signed(mark: str, text: str, form: Form) -> str:
    bracketed = mark == _MINUS and form.number_style.negative == "parentheses" and not form.full
    return f"({text})" if bracketed else mark + text


def _qualified(word: str, text: str, form: Form) -> str:
    wordings = form.figures.terse_qualifiers if form.terse else form.figures.qualifiers
    return wordings.get(word, f"{word}{{}}").format(text)


def _write(figure: RoundedFigure, form: Form) -> str:
    if form.absolute and figure.value < 0:
        figure = -figure
    prefix, suffix = _dress(form)
    number = _number(figure, form)
    if number == "1":
        suffix = form.figures.single.get(suffix, suffix)
    plus = form.sign and figure.word not in form.figures.unsigned
    text = _signed(_mark(figure.value, plus), prefix + number + suffix, form)
    return _qualified(figure.word, text, form)


def _write_range(low: RoundedFigure, high: RoundedFigure, form: Form) -> str:
    """`$173.5–178.5bn`; a word between the ends where signs, steps or the language ask for one."""
    if form.absolute and high.value <= 0:
        low, high = -high, -low
    if {low.word, high.word} - {"", "about"}:
        return _write(low, form) + form.figures.to + _write(high, form)
    word = low.word or high.word
    if low.value == high.value:
        return _write(replace(low, word=word), form)
    plus = form.sign or low.value < 0
    signs = _mark(low.value, plus), _mark(high.value, plus)
    dashed = form.terse or form.figures.dashed
    if dashed and not any(signs) and low.step == high.step:
        prefix, suffix = _dress(form)
        text = f"{prefix}{_number(low, form, step=False)}{form.figures.dash}{_number(high, form)}{suffix}"
    else:
        text = _spelt_out(low, high, signs, form)
    return _qualified(word, text, form)


def _spelt_out(low: RoundedFigure, high: RoundedFigure, signs: tuple[str, str], form: Form) -> str:
    """`−1.2% to +1.7%`: what clings to a number is said twice, a noun once."""
    prefix, suffix = _dress(form)
    clinging = suffix if form.unit.pure and not _is_noun(suffix) else ""
    again = "" if _is_noun(prefix) else prefix
    first = _signed(signs[0], prefix + _number(low, form) + clinging, form)
    last = _signed(signs[1], again + _number(high, form) + clinging, form)
    return first + form.figures.to + last + suffix.removeprefix(clinging)


def _is_noun(dress: str) -> bool:
    """True for a word beside a figure, which stands off from it or is in wide characters; a sign clings to it."""
    return dress[:1] == " " or unicodedata.east_asian_width(dress[:1] or " ") == "W"


# ---- units -------------------------------------------------------------------------------------------------


def _dress(form: Form) -> tuple[str, str]:
    """What stands before the digits and what after them and their step."""
    if form.cell is not None:
        return "", ""
    figures, unit = form.figures, form.unit
    if unit.pure:
        return "", (figures.terse_ratios if form.terse else figures.ratios)[unit.ratio]
    if unit.minor:
        before, after = "", figures.minor(unit.currency, False)
    elif unit.currency:
        before, after = figures.money(unit.currency, form.number_style.currency == "code")
    else:
        before, after = "", _spaced(_over(unit, form.number_style), form.number_style)
    return before, after + _beside(form)[1]


def _beside(form: Form) -> tuple[str, str]:
    """What stands before and behind a figure for what is under the slash: “ per barrel”, /MWh.

    The share is left out where the label says it: earnings per share are $1.95. A change is told with its slash in a
    language that puts the unit first.
    """
    unit, figures = form.unit, form.figures
    nouns = [
        each_of(name, form.number_style) for name in unit.under if not unit.currency or name not in _SHARES
    ]
    if not nouns or form.cell is not None:
        return "", ""
    before, behind = figures.exchanged(unit.exchanged) if unit.exchanged else figures.per(nouns)
    if form.terse or (before and (form.sign or form.absolute)):
        return "", "".join(f"/{noun}" for noun in nouns)
    return before, behind


def _per(unit: Unit, number_style: NumberStyle) -> str:
    return "".join(f"/{each_of(name, number_style)}" for name in unit.under)


def _over(unit: Unit, number_style: NumberStyle) -> str:
    """The noun behind the number; of a product, which has none, its name."""
    over = Unit(tuple((name, n) for name, n in unit.powers if n > 0))
    return _noun(over.powers[0][0] if len(over.powers) == 1 else str(over), number_style)


def _noun(name: str, number_style: NumberStyle) -> str:
    return number_style.units.get(name, number_style.pack.figures.nouns.get(name, name)).strip()


def each_of(name: str, number_style: NumberStyle) -> str:
    """The noun for one: under a slash."""
    figures, own = number_style.pack.figures, number_style.units
    if name in CURRENCIES:
        before, after = figures.money(name, True)
        return before.strip() or after
    if one := own.get(singular(name)):
        return one.strip()
    noun = _noun(name, number_style)
    return figures.each.get(name, noun) if noun == figures.nouns.get(name, noun) else noun


def _spaced(noun: str, number_style: NumberStyle) -> str:
    """A noun stands off from its number; a Han one does not, nor does any but Latin where words have no gaps."""
    apart = noun[:1].isascii() or (noun[:1].isalpha() and number_style.pack.marks.gap and not _is_noun(noun))
    return f" {noun}" if noun and apart else noun


def _head(unit: Unit, step: int, number_style: NumberStyle) -> str:
    """What a table's head says: US$ bn, %, pp, m chips."""
    figures = number_style.pack.figures
    word = _step_named(step, figures, number_style.words == "long").strip()
    if unit.pure:
        return figures.terse_ratios[unit.ratio]
    if not unit.currency:
        return f"{word}{_spaced(_over(unit, number_style), number_style)}".strip() + _per(unit, number_style)
    if unit.minor:
        return figures.minor(unit.currency, True) + _per(unit, number_style)
    before, after = figures.money(unit.currency, True)
    return f"{before.strip()}{number_style.pack.marks.gap}{word}{after}".strip() + _per(unit, number_style)


# ---- simple fractions --------------------------------------------------------------------------------------


def is_simple_fraction(q: Quantity) -> bool:
    """An exact plain number such as 1/3 that no decimals give."""
    bare = q.written is None and str(q.unit) == "" and q.interval.low == q.interval.high == q.point
    return bare and 0 < q.point < 1 and q.point.denominator in (3, 6, 7, 9)


def _simple_fraction(q: Quantity, form: Form) -> str:
    """`1/3`, in running text as the language has it; "" for anything else."""
    if form.decimals is not None or not is_simple_fraction(q):
        return ""
    over, under = q.point.numerator, q.point.denominator
    return f"{over}/{under}" if form.terse else form.figures.fraction(over, under)
