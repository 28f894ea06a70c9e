"""A figure of a table as facts.yaml writes it: its digits stay, its unit and scale come from the cell, the head, or the
mapping."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final

from reportgen.facts.base import Concept
from reportgen.facts.quantity import QUALIFIERS, Quantity, QuantityError, parse_quantity
from reportgen.facts.spellings import NOTHING
from reportgen.facts.typed import plain_characters
from reportgen.facts.unit import Unit
from reportgen.intake.importing.table_units import parse_unit_or_none, unit_in_words, unit_of_head
from reportgen.intake.intake_limits import LONGEST_NUMBER
from reportgen.intake.tables.grid import TableCell
from reportgen.languages import merged, numeral_packs
from reportgen.languages.currencies import CURRENCIES

_NO_FIGURE: Final = NOTHING | {"nm", "n.m.", "nil", "."}
_FIGURE: Final = re.compile(
    rf"(?P<qualifier>(?:{'|'.join(QUALIFIERS)})\s+)?"
    r"(?P<before>[^\d.,]*)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<after>\D*)",
    re.ASCII,
)
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?", re.ASCII)
_POWERS: Final = {3: "thousand", 6: "m", 9: "bn", 12: "tn"}
_EXPECTED: Final = "write it as 46,743 or 46743, (45) or -45, 12.3%, 1.10, 213.4 bn USD, 47 to 48"


class TableValueError(ValueError):
    """A cell that holds no figure; `mend` says what was expected."""

    def __init__(self, message: str, mend: str = _EXPECTED) -> None:
        super().__init__(message)
        self.mend = mend


@dataclass(frozen=True)
class HeadMeasure:
    """What is known of a figure beside its cell: the unit (with or without a scale before it) and the scale that its
    row or column names; and where these name none, the unit of amounts of money in the table, and the scale of them and
    of numbers of shares. `negate` turns signs round."""

    unit: str = ""
    scale: str = ""
    usual_unit: str = ""
    usual: str = ""
    negate: bool = False
    minus: str = "(?!)"


@dataclass(frozen=True)
class TableValue:
    """A figure: `literal` as facts.yaml has it, the number that it stands for with half of the unit of its last digit,
    the scale that its cell leaves to the head of the table, "" where it leaves none, and its characters, less a sign
    that is turned round. `ends` are those of a range."""

    literal: str
    number: Decimal
    half_width: Decimal
    scale: str
    printed: str = ""
    ends: tuple[Decimal, ...] = ()


def read_value(
    cell: TableCell, concept: Concept, given: HeadMeasure, units: Collection[str] = ()
) -> TableValue:
    """The figure of a cell, in the unit of its concept. Raises TableValueError."""
    text = re.sub(r"\s+", " ", cell.text.strip())
    if cell.trouble:
        raise TableValueError(f"{text[:40]!r} {cell.trouble}", _mend_of(cell))
    if len(text) > LONGEST_NUMBER:
        raise TableValueError(f"a figure has {len(text):,} characters; {LONGEST_NUMBER} are read")
    if text.startswith("="):
        raise TableValueError(
            f"{text[:40]!r} is a formula, and none is evaluated", "give its result as a number"
        )
    scale, unit = _unit_beside(given, concept, units)
    plain = plain_characters(text)
    beside = _Beside(concept, given, scale, unit, units, _POWERS.get(cell.power, ""), text)
    ends = [match for one in _ends_of(plain) if (match := _FIGURE.fullmatch(one))]
    if len(ends) == 2:
        return _range(beside, *ends)
    match = _FIGURE.fullmatch(plain)
    if match is None:
        return _as_written(plain, scale or given.scale or given.usual, unit, concept, units)
    own_scale, own_unit = _behind(match, beside)
    unit = _one_unit(own_unit, unit, concept, text)
    named = beside.scale_with(own_scale, unit)
    figure = _digits(match, beside)
    literal = " ".join(filter(None, ((match["qualifier"] or "").strip(), _joined(figure, named, unit))))
    left_out = "" if named == own_scale else named
    return replace(_checked(literal, left_out, concept, units, text), printed=_printed(beside))


def says_nothing(text: str) -> bool:
    """Whether a cell has no figure and says so: it is empty, holds dashes, or words for it."""
    plain = plain_characters(text).strip()
    return not plain.strip("-") or text.lower() in _NO_FIGURE or plain.lower() in _NO_FIGURE


# ---- pieces ---------------------------------------------------------------------------------------------------------


def _mend_of(cell: TableCell) -> str:
    if "formula" in cell.trouble:
        return "open the book in a spreadsheet and save it, so that results are saved with the formulas"
    return _EXPECTED


@dataclass(frozen=True)
class _Beside:
    """A cell's text with what is known of it: the scale and unit of its row or column, that of its format."""

    concept: Concept
    given: HeadMeasure
    scale: str
    unit: str
    units: Collection[str]
    power: str
    text: str

    def scale_with(self, own: str, unit: str) -> str:
        """The one scale of the figure. Raises TableValueError for two."""
        named = _one_scale((own, self.scale, self.given.scale, self.power), self.text)
        return named or (self.given.usual if _takes_usual(unit) else "")

    def signs(self, before: str) -> str:
        """What stands before a figure, with a plain minus for what is one in the table's languages."""
        return re.sub(self.given.minus, "-", before)


def _unit_beside(given: HeadMeasure, concept: Concept, units: Collection[str]) -> tuple[str, str]:
    """The scale and the unit that a row, a column or the table says. Raises TableValueError for words that are none."""
    money = concept.unit.currency and not concept.unit.under
    text = given.unit or (given.usual_unit if money else "")
    found = unit_of_head(text, concept.unit, units) if text else ("", "")
    if found is None:
        own = str(concept.unit)
        usual = f"{own} or m {own}" if money else own or "m USD, USD/share, %, shares"
        mend = f"write {usual}; one of your own is declared under units: of facts.yaml"
        raise TableValueError(f"unknown unit {text[:40]!r}", mend)
    return found


def _ends_of(text: str) -> tuple[str, ...]:
    """The two ends of a range: two numbers, and between them a dash, a wave, or a word for it."""
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 2 or any(re.match("0[0-9]", one[0]) for one in numbers):  # a date: 06-2025
        return ()
    low, high = numbers
    to = merged(lambda pack: pack.ranges.to)
    found = re.search(rf"\s*(?:~|-|{to})\s*", text[low.end() : high.start()], re.IGNORECASE)
    return (text[: low.end() + found.start()], text[low.end() + found.end() :]) if found else ()


def _range(beside: _Beside, low: re.Match[str], high: re.Match[str]) -> TableValue:
    """A range, of which the first end may leave scale and unit to the second."""
    if low["qualifier"] or high["qualifier"]:
        raise TableValueError(f"{beside.text!r} is a range with a word before it", "write 47 to 48")
    (low_scale, low_unit), (scale, own) = _behind(low, beside), _behind(high, beside)
    unit = _one_unit(_one_unit(low_unit, own, beside.concept, beside.text) if low_unit else own,
                     beside.unit, beside.concept, beside.text)  # fmt: skip
    named = beside.scale_with(scale or low_scale, unit)
    ends = [(_digits(low, beside), (low_scale or named) if scale else named), (_digits(high, beside), named)]
    if all(figure.startswith("-") for figure, _ in ends) and ends[0][1] == named:
        ends.sort(key=lambda end: Decimal(end[0]))  # (40)-(45), and one that is turned round
    (first, first_scale), (last, _) = ends
    first = first if first_scale == named and unit != "%" else _joined(first, first_scale, unit)
    left_out = "" if named == (scale or low_scale) else named
    literal = f"{first} to {_joined(last, named, unit)}"
    value = _checked(literal, left_out, beside.concept, beside.units, beside.text)
    return replace(value, printed=_printed(beside))


def _digits(match: re.Match[str], beside: _Beside) -> str:
    """The digits of a figure with its sign, turned round where the table says so."""
    minus = "-" if _negative(match, beside) != beside.given.negate else ""
    return f"{minus}{match['number'].replace(',', '')}"


def _printed(beside: _Beside) -> str:
    """The characters of the cell, without a sign that is turned round."""
    if not beside.given.negate or _ends_of(plain_characters(beside.text)):
        return beside.text
    return re.sub(rf"[()−–-]|{beside.given.minus}", "", beside.text).strip()


def _negative(match: re.Match[str], beside: _Beside) -> bool:
    """Whether a sign or brackets around it say so. Raises TableValueError where they do not go together."""
    before, after = beside.signs(match["before"]), match["after"]
    minus, opened = before.count("-"), before.count("(")
    if opened != after.count(")") or opened + minus > 1 or any(mark in after for mark in "(-"):
        raise TableValueError(f"the sign of {beside.text!r} cannot be told")
    return bool(minus or opened)


def _behind(match: re.Match[str], beside: _Beside) -> tuple[str, str]:
    """The scale and the unit that the cell itself prints."""
    text, unit = beside.text, beside.concept.unit
    sign = beside.signs(match["before"]).strip("(+ -")
    words = match["after"].strip(") ")
    if sign:
        _refuse_sign(sign, beside)
    if not words:
        return "", ""
    if (found := unit_in_words(words, unit, beside.units)) is None:
        raise TableValueError(f"what stands behind the number is not known: {text!r}")
    return found


def _refuse_sign(sign: str, beside: _Beside) -> None:
    """Raises TableValueError where what stands before a number is no sign of its currency."""
    expected = (parse_unit_or_none(beside.unit, beside.units) or beside.concept.unit).currency
    codes = _symbols().get(sign.lower(), frozenset({sign} & CURRENCIES))
    if codes and (not expected or expected in codes):
        return
    if re.fullmatch(merged(lambda pack: pack.digits.minus), sign):
        message = f"{beside.text!r} has a sign that is a minus in some languages, and in others a rise"
        raise TableValueError(message, "write -120 or (120), or 120 without it")
    raise TableValueError(f"{beside.text!r} is not in {expected or 'a currency that is known'}")


@cache
def _symbols() -> Mapping[str, frozenset[str]]:
    """Signs and words of currencies → the currencies that they may stand for."""
    found: dict[str, set[str]] = {}
    for pack in numeral_packs():
        for codes, spelled in pack.spellings.currencies.items():
            for one in spelled.split("|"):
                found.setdefault(one.lower(), set()).update(codes)
    return {sign: frozenset(codes) for sign, codes in found.items()}


def _one_unit(own: str, given: str, concept: Concept, text: str) -> str:
    if own and given and own != given:
        raise TableValueError(f"{text!r} is in {own}, and the table says {given}", "say one of the two")
    if own or given:
        return own or given
    if concept.unit.ratio in ("%", "points", "bps"):
        raise TableValueError(
            f"{concept.id} is a ratio, and {text!r} says neither % nor points",
            f"write {text}%, or give unit: %",
        )
    return str(concept.unit)


def _one_scale(named: Collection[str], text: str) -> str:
    different = {one for one in named if one}
    if len(different) > 1:
        raise TableValueError(
            f"{text!r} would have two scales: {' and '.join(sorted(different))}", "say one of them"
        )
    return next(iter(different), "")


def _takes_usual(unit: str) -> bool:
    """True for amounts of money and numbers of shares: `in millions, except per share`."""
    return unit in CURRENCIES or unit == "shares"


def _joined(figure: str, scale: str, unit: str) -> str:
    return f"{figure}%" if unit == "%" else " ".join(filter(None, (figure, scale, unit)))


def _as_written(text: str, scale: str, unit: str, concept: Concept, units: Collection[str]) -> TableValue:
    """A range, or what else facts.yaml can read: 173.5 to 178.5 bn USD."""
    unit = unit or str(concept.unit)
    tail = " ".join(filter(None, (scale if _takes_usual(unit) else "", unit)))
    for literal in (f"{text}%" if unit == "%" else f"{text} {tail}", text):
        try:
            quantity = parse_quantity(literal, units)
        except QuantityError:
            continue
        if _fits(quantity, concept.unit):
            return _checked(
                literal, scale if literal != text and scale in tail.split() else "", concept, units, text
            )
    raise TableValueError(f"{text[:60]!r} is no figure in {unit or 'plain numbers'}")


def _checked(literal: str, scale: str, concept: Concept, units: Collection[str], text: str) -> TableValue:
    try:
        quantity = parse_quantity(literal, units)
    except QuantityError as error:
        raise TableValueError(
            f"cannot read {text!r} as {literal!r}: {error}", error.mend or _EXPECTED
        ) from None
    if not _fits(quantity, concept.unit):
        wanted, got = str(concept.unit) or "a plain number", str(quantity.unit) or "no unit"
        raise TableValueError(
            f"{concept.id} is measured in {wanted}, and {literal!r} in {got}",
            "correct the unit, or the concept",
        )
    written = quantity.written
    assert written is not None, literal
    middle = written.low if written.high is None else (written.low + written.high) / 2
    high = written.low if written.high is None else written.high
    ends = () if written.high is None else (written.low, high)
    return TableValue(literal, middle, (high - written.low) / 2 + written.ulp / 2, scale, ends=ends)


def _fits(quantity: Quantity, unit: Unit) -> bool:
    return (
        quantity.unit == unit
        or quantity.unit.like(unit)
        or (quantity.unit.minor and quantity.unit.powers == ((unit.currency, 1),))
        or (quantity.unit == Unit() and unit.ratio == "x")
    )
