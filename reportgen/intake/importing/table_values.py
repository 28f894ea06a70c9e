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
from reportgen.facts.quantity import QUALIFIERS, SCALES, Quantity, QuantityError, parse_quantity
from reportgen.facts.spellings import SCALE_SPELLINGS
from reportgen.facts.unit import Unit, UnitError, parse_unit
from reportgen.intake.intake_limits import LONGEST_NUMBER
from reportgen.intake.tables.grid import TableCell
from reportgen.languages import numeral_packs
from reportgen.languages.currencies import CURRENCIES

NO_FIGURE: Final = frozenset(
    ("", "-", "–", "—", "−", "n/a", "na", "n.a.", "nm", "n.m.", "nil", "none", "null", ".")
)
"""What a cell says that has no figure, in small letters."""

_FIGURE: Final = re.compile(
    rf"(?P<qualifier>(?:{'|'.join(QUALIFIERS)})\s+)?"
    r"(?P<before>[^\d.,]*)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<after>\D*)",
    re.ASCII,
)
_MINUS: Final = "-−–"
_POWERS: Final = {3: "thousand", 6: "m", 9: "bn", 12: "tn"}
_EXPECTED: Final = "write it as 46,743 or 46743, (45) or -45, 12.3%, 1.10, 213.4 bn USD"


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


@dataclass(frozen=True)
class TableValue:
    """A figure: `literal` as facts.yaml has it, the number that it stands for with half of the unit of its last digit,
    the scale that its cell leaves to the head of the table, "" where it leaves none, and its characters, less a sign
    that is turned round."""

    literal: str
    number: Decimal
    half_width: Decimal
    scale: str
    printed: str = ""


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
    money = concept.unit.currency and not concept.unit.under
    scale, unit = split_unit(given.unit or (given.usual_unit if money else ""))
    match = _FIGURE.fullmatch(text)
    if match is None:
        return _as_written(text, scale or given.scale or given.usual, unit, concept, units)
    own_scale, own_unit = _behind(match, text, concept, unit, units)
    unit = _one_unit(own_unit, unit, concept, text)
    named = _one_scale((own_scale, scale, given.scale, _POWERS.get(cell.power, "")), text)
    if not named and _takes_usual(unit):
        named = given.usual
    negative = _negative(match, text)
    figure = f"{'-' if negative != given.negate else ''}{match['number'].replace(',', '')}"
    literal = " ".join(filter(None, ((match["qualifier"] or "").strip(), _joined(figure, named, unit))))
    left_out = "" if named == own_scale else named
    printed = re.sub(r"[()−–-]", "", text).strip() if given.negate else text
    return replace(_checked(literal, left_out, concept, units, text), printed=printed)


def split_unit(text: str) -> tuple[str, str]:
    """`m USD` as scale and unit: m, USD. Either may be missing."""
    first, _, rest = text.strip().partition(" ")
    scale = scale_named(first)
    return (scale, rest.strip()) if scale else ("", text.strip())


def scale_named(text: str) -> str:
    """A scale as facts.yaml calls it, of whatever spelling; "" where it is none, or 1."""
    return text if text in SCALES else SCALE_SPELLINGS.get(text.lower(), "")


# ---- pieces ---------------------------------------------------------------------------------------------------------


def _mend_of(cell: TableCell) -> str:
    if "formula" in cell.trouble:
        return "open the book in a spreadsheet and save it, so that results are saved with the formulas"
    return _EXPECTED


def _negative(match: re.Match[str], text: str) -> bool:
    """Whether a sign or brackets around it say so. Raises TableValueError where they do not go together."""
    before, after = match["before"], match["after"]
    minus = sum(before.count(mark) for mark in _MINUS)
    opened, closed = before.count("("), after.count(")")
    if opened != closed or opened + minus > 1 or any(mark in after for mark in "(-−"):
        raise TableValueError(f"the sign of {text!r} cannot be told")
    return bool(minus or opened)


def _behind(
    match: re.Match[str], text: str, concept: Concept, unit: str, units: Collection[str]
) -> tuple[str, str]:
    """The scale and the unit that the cell itself prints."""
    sign = match["before"].strip(f"(+ {_MINUS}")
    words = match["after"].strip(") ")
    if sign:
        expected = (parse_unit_or_none(unit, units) or concept.unit).currency
        codes = _symbols().get(sign.lower(), frozenset({sign} & CURRENCIES))
        if not codes or (expected and expected not in codes):
            raise TableValueError(f"{text!r} is not in {expected or 'a currency that is known'}")
    if not words:
        return "", ""
    if words == "%":
        return "", "%"
    if parse_unit_or_none(words, units) is not None:
        return "", words
    scale, own = split_unit(words)
    if not scale or (own and parse_unit_or_none(own, units) is None):
        raise TableValueError(f"what stands behind the number is not known: {text!r}")
    return scale, own


def parse_unit_or_none(text: str, units: Collection[str]) -> Unit | None:
    """A unit; None for no text, and for one that is none."""
    try:
        return parse_unit(text, units) if text else None
    except UnitError:
        return None


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
    return TableValue(
        literal, middle, abs((written.high or written.low) - written.low) / 2 + written.ulp / 2, scale
    )


def _fits(quantity: Quantity, unit: Unit) -> bool:
    return (
        quantity.unit == unit
        or quantity.unit.like(unit)
        or (quantity.unit.minor and quantity.unit.powers == ((unit.currency, 1),))
        or (quantity.unit == Unit() and unit.ratio == "x")
    )
