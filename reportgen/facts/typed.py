"""Values as people type them, and how each is written in a fact base: `$213.4B` is 213.4 bn USD.

Only asked for what `parse_quantity` refuses. Every mend is made from the value itself and read back before it is
offered; where a value can be read in two ways, both are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from reportgen.facts.quantity import QUALIFIERS, SCALES, QuantityError, parse_quantity
from reportgen.facts.spellings import (
    CURRENCY_SPELLINGS,
    MEANINGLESS,
    NOTHING,
    QUALIFIER_SPELLINGS,
    RATIO_SPELLINGS,
    SCALE_SPELLINGS,
)
from reportgen.facts.unit import BUILT_IN, RATIOS, Unit, singular
from reportgen.languages import merged
from reportgen.languages.currencies import CURRENCIES, HUNDREDTHS


@dataclass(frozen=True)
class Hint:
    """What is odd about a value: where in it, in words, and what to write instead, a hint a line."""

    offset: int
    why: str
    mend: str


_Oddity = tuple[int, str]  # offset and words


def explain_typed(text: str, unit: Unit, units: Collection[str] = ()) -> Hint | None:
    """What is odd about a value that cannot be read, for a concept measured in `unit`; None where nobody can tell.

    `units` are the declared counting units.
    """
    folded, oddities = _folded(text)
    if (nothing := folded.strip().lower()) in NOTHING | MEANINGLESS:
        return _nothing(text, nothing)
    readings = (read(folded, unit, units) for read in (_fraction, _around, _range, _figure))
    literals, why = next((found for found in readings if found), ((), []))
    taken = {offset for offset, _ in why}  # a dash in a range is no bad minus sign
    oddities = sorted([*why, *(oddity for oddity in oddities if oddity[0] not in taken)])
    if not oddities:
        return None
    sound = tuple(literal for literal in literals if _sound(literal, units))
    return Hint(oddities[0][0], "; ".join(words for _, words in oddities), _mend(sound, unit))


def plain_characters(text: str) -> str:
    """A text in the characters of a literal, one for one: digits, signs, spaces and letters of other widths and
    scripts, dashes as a minus, waves as a tilde."""
    return "".join(_plain(character)[0] for character in text)


def _sound(literal: str, units: Collection[str]) -> bool:
    try:
        parse_quantity(literal, units)
    except QuantityError:
        return False
    return True


def _nothing(text: str, folded: str) -> Hint:
    if folded in MEANINGLESS:
        mend = "give formula: alone; where it has no meaningful value, the brief prints n.m. by itself"
    else:
        mend = "leave the fact out until a source states it, or give its formula: instead of stated:"
    return Hint(0, "this states no value" if text.strip() else "the value is empty", mend)


def in_unit(text: str, unit: Unit) -> str:
    """A literal that was written without a unit, in this one; with a reminder of the scale where it is money."""
    literal = text.strip() + ("%" if str(unit) == "%" else f" {unit}")
    return literal + _or_scaled(literal, unit)


def _mend(literals: tuple[str, ...], unit: Unit) -> str:
    if not literals:
        return ""
    first = literals[0]
    if len(literals) > 1:
        return f"write {first} if the comma is a decimal one, or {literals[1]} if it separates thousands"
    return f"write {first}{_or_scaled(first, unit)}"


def _or_scaled(literal: str, unit: Unit) -> str:
    """A reminder for an amount of money without a scale: statements are mostly in millions."""
    figure = literal.removesuffix(f" {unit.currency}")
    bare = unit.powers == ((unit.currency, 1),) and figure != literal and figure[-1:].isdecimal()
    return f", or with its scale, as in {figure} m {unit.currency}" if bare else ""


# ---- characters ------------------------------------------------------------------------------------------------------

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\ufe58\ufe63\uff0d\u2212"
_WAVE: Final = "\u301c"  # of a range; its full-width kin is a tilde to Unicode
_NO_DIGIT, _NO_SPACE, _NO_MINUS, _WIDE = (
    "is none of the digits 0 to 9", "is no plain space", "is no minus sign", "is a full-width character",
)  # fmt: skip


def _folded(text: str) -> tuple[str, list[_Oddity]]:
    """The text in the characters of a literal, each in its old place, and the first of each kind that was none."""
    oddities: dict[str, _Oddity] = {}
    made = []
    for offset, character in enumerate(text):
        plain, why = _plain(character)
        made.append(plain)
        if why:
            oddities.setdefault(why, (offset, f"{_named(character)} {why}"))
    return "".join(made), list(oddities.values())


def _plain(character: str) -> tuple[str, str]:
    """A character as a literal has it, and what is odd about it."""
    if character.isascii():
        return character, ""
    if character in _DASHES:
        return "-", "" if character == "−" else _NO_MINUS
    if character == _WAVE:
        return "~", ""
    if character.isspace() or character in "\u200b\u2060\ufeff":
        return " ", _NO_SPACE
    if character.isdecimal():
        return str(unicodedata.decimal(character)), _NO_DIGIT
    folded = unicodedata.normalize("NFKC", character)
    plain = len(folded) == 1 and (folded.isascii() or unicodedata.category(folded) == "Sc")
    return (folded, _WIDE) if plain and folded != character else (character, "")


def _named(character: str) -> str:
    name = unicodedata.name(character, "a nameless character").lower().replace("fullwidth", "full-width")
    shown = f"{character!r} " if character.isprintable() and not character.isspace() else ""
    return f"{shown}(U+{ord(character):04X}, {name})"


# ---- whole values ----------------------------------------------------------------------------------------------------

_Read = tuple[tuple[str, ...], list[_Oddity]]  # literals that it may stand for, and what is odd


def _fraction(text: str, unit: Unit, _: Collection[str]) -> _Read | None:
    match = re.fullmatch(r"\s*(\d{1,6})\s*/\s*([1-9]\d{0,5})\s*", text)
    if not match:
        return None
    literal = f"exact {match[1]}/{match[2]}" + (f" {unit}" if unit.powers else "")
    return (literal,), [(match.end(1), "a fraction begins with 'exact'")]


def _around(text: str, unit: Unit, units: Collection[str]) -> _Read | None:
    """`±2%` and `178.5 ± 2.5 bn USD`."""
    match = re.fullmatch(r"(?P<middle>.*?)\s*(?:±|\+/-|\+-)\s*(?P<apart>.+)", text)
    apart = _parts(match["apart"], unit, units) if match else None
    if not match or not apart or len(apart.numbers) != 1:
        return None
    odd = [(match.end("middle"), "what lies around a value is written as a range")]
    middle = (
        _parts(match["middle"], unit, units) if match["middle"].strip() else replace(apart, numbers=("0",))
    )
    if not middle or len(middle.numbers) != 1 or middle.sign or not middle.goes_with(apart):
        return (), odd
    centre, half = (Decimal(part.numbers[0].replace(",", "")) for part in (middle, apart))
    return (_to(f"{centre - half:,}", f"{centre + half:,}", apart.tail(unit)),), odd


def _range(text: str, unit: Unit, units: Collection[str]) -> _Read | None:
    """`173.5-178.5 bn USD`."""
    to = merged(lambda pack: pack.ranges.to)
    match = re.fullmatch(rf"(?P<low>.*\d[^\d-]*?)\s*(?P<dash>-|~|{to})\s*(?P<high>[^\d]*\d.*)", text)
    low, high = (_parts(match[end], unit, units) if match else None for end in ("low", "high"))
    if not match or not low or not high or len(low.numbers) != 1 or len(high.numbers) != 1:
        return None
    if high.unit and low.unit not in ("", high.unit):
        return None
    tail = replace(high, unit=high.unit or low.unit).tail(unit)
    own = f" {low.scale}" if low.scale not in ("", high.scale) else ""
    odd = [*low.oddities, *((offset + match.start("high"), why) for offset, why in high.oddities)]
    if match["dash"] != "to":
        odd.append((match.start("dash"), "a range is written with 'to'"))
    return (_to(f"{low.sign}{low.numbers[0]}{own}", f"{high.sign}{high.numbers[0]}", tail),), odd


def _to(low: str, high: str, tail: str) -> str:
    return f"{low}{tail if tail == '%' else ''} to {high}{tail}"


def _figure(text: str, unit: Unit, units: Collection[str]) -> _Read | None:
    found = _parts(text, unit, units)
    if not found:
        return None
    head = f"{found.qualifier} " if found.qualifier else ""
    missing = [] if found.unit or not str(unit) else [(len(text.rstrip()), "its unit is missing")]
    literals = tuple(f"{head}{found.sign}{number}{found.tail(unit)}" for number in found.numbers)
    return literals, [*found.oddities, *missing]


# ---- one figure ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Parts:
    """A figure taken apart: `numbers` are its readings, `scale` and `unit` as a literal has them, or ""."""

    qualifier: str
    sign: str
    numbers: tuple[str, ...]
    scale: str
    unit: str
    oddities: list[_Oddity]

    def goes_with(self, other: _Parts) -> bool:
        """True where another figure's scale and unit may be those of this one, too."""
        return self.scale in ("", other.scale) and (not other.unit or self.unit in ("", other.unit))

    def tail(self, unit: Unit) -> str:
        """Scale and unit as they are written behind the figure; the concept's unit where none was typed."""
        name = self.unit or str(unit)
        if name == "%" and not self.scale:
            return name
        scale = self.scale if not (self.scale and self.scale.isascii()) else f" {self.scale}"
        return f"{scale} {name}".rstrip() if name else scale


def _any_of(spellings: Collection[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True))


_SHORT: Final = {"bbl": "barrel", "t": "tonne", "ft²": "sqft", "m²": "sqm"}
_LATIN_END: Final = r"(?<![a-z](?=[a-z]))"  # a word is not the beginning of a longer one
_MONEY: Final = rf"(?:{_any_of(CURRENCY_SPELLINGS)}|{'|'.join(code.lower() for code in sorted(CURRENCIES))})"
_FIGURE: Final = re.compile(
    rf"\s*(?P<open>\()?\s*(?:(?P<qualifier>{_any_of([*QUALIFIER_SPELLINGS, *QUALIFIERS])})\s*)?(?P<sign>[-+−])?\s*"
    rf"(?:(?P<money>{_MONEY})\s*)?(?P<minus>[-−])?\s*(?P<number>[.,]?\d(?:[\d.,' ]*\d)?)(?:e(?P<power>[-+]?\d{{1,2}}))?"
    rf"\s*(?P<inner>\))?\s*(?:(?P<scale>{_any_of(SCALE_SPELLINGS)}){_LATIN_END}\.?)?\s*(?P<unit>[^\d()]*?)\s*(?P<more>\+)?"
    rf"(?P<close>\))?\s*",
    re.IGNORECASE,
)


def _parts(text: str, unit: Unit, units: Collection[str]) -> _Parts | None:
    match = _FIGURE.fullmatch(text)
    if not match or bool(match["open"]) != bool(match["inner"] or match["close"]):
        return None
    numbers, name = _numbers(match["number"]), _unit(match["money"] or "", match["unit"], unit, units)
    if not numbers or name is None:
        return None
    scale = SCALE_SPELLINGS[match["scale"].lower()] if match["scale"] else ""
    oddities = list(_oddities(match, numbers, scale, name))
    if match["power"] and not scale and len(numbers) == 1:
        numbers, scale = _without_power(numbers[0], int(match["power"]))
    sign = "-" if match["open"] or match["minus"] or (match["sign"] or "+") != "+" else ""
    spelt = (match["qualifier"] or ("≥" if match["more"] else "")).lower()
    return _Parts(QUALIFIER_SPELLINGS.get(spelt, spelt), sign, numbers, scale, name, oddities)


def _oddities(match: re.Match[str], numbers: tuple[str, ...], scale: str, unit: str) -> Iterator[_Oddity]:
    number, at = match["number"], match.start("number")
    if match["open"]:
        yield match.start("open"), "parentheses stand for a minus sign"
    if match["qualifier"] and match["qualifier"] not in QUALIFIERS:
        meant = QUALIFIER_SPELLINGS.get(match["qualifier"].lower(), match["qualifier"].lower())
        yield match.start("qualifier"), f"{match['qualifier']!r} is written {meant!r}"
    if match["money"]:
        yield match.start("money"), f"the currency is a code behind the figure: {unit}"
    if len(numbers) > 1:
        yield at + number.index(","), "a comma separates thousands, three digits each"
    elif numbers[0] != number:
        yield at + _first_odd(number), "thousands are separated by commas, decimals by a point"
    if match["power"]:
        yield match.start("power") - 1, "a power of ten is written as a scale: m, bn, tn"
    if match["scale"] and match["scale"] not in SCALES:
        yield match.start("scale"), f"{match['scale']!r} is written {scale!r}"
    if match["unit"] and match["unit"] != unit:
        yield match.start("unit"), f"{match['unit']!r} is written {unit!r}"
    if match["more"]:
        yield match.start("more"), "'+' is written 'at least'"


def _first_odd(number: str) -> int:
    found = re.search(r"[' ,]|^\.", number)
    return found.start() if found else 0


def _numbers(text: str) -> tuple[str, ...]:
    """The readings of a number's digits, as a literal has them; two where a comma may be either, none where unclear."""
    if re.fullmatch(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", text):
        return (text,)
    text, spaced = re.subn(r"(?<=\d)[' ](?=\d)", "", text)
    whole, point, decimals = text.rpartition("." if text.rfind(".") > text.rfind(",") else ",")
    separators = set(whole) & set(".,")
    if point in separators:  # 1.234.567 and 1,23,456: nothing but thousands
        groups = re.split("[.,]", text)
        return (f"{int(''.join(groups)):,}",) if len(separators) == 1 and len(groups[-1]) == 3 else ()
    if not point:
        return (f"{int(decimals):,}",)
    digits = re.sub("[.,]", "", whole) or "0"
    decimal = f"{int(digits):,}.{decimals}"
    clear = point == "." or separators or spaced or int(digits) == 0
    return (decimal,) if clear else (decimal, f"{int(digits + decimals):,}")


def _without_power(number: str, power: int) -> tuple[tuple[str, ...], str]:
    """1.2e9 is 1.2 bn: the scale in which the last digit keeps its place."""
    plain = Decimal(number.replace(",", "")).scaleb(power)
    last = int(plain.as_tuple().exponent)
    for scale in ("", "thousand", "m", "bn", "tn"):
        if SCALES[scale] >= last:
            return (f"{plain.scaleb(-SCALES[scale]):,f}",), scale
    return (), ""


def _unit(money: str, typed: str, unit: Unit, units: Collection[str]) -> str | None:
    """What a literal calls the unit; "" where none was typed, None where nobody can tell."""
    typed = typed.strip()
    if not typed:
        code = _currency(money, unit) if money else ""
        return str(unit) if code and code == unit.currency else code
    name, per, share = re.fullmatch(r"(.*?)\s*((?:/|\bper\b|\ban?\b)\s*(\w+))?", typed, re.I).groups()  # type: ignore[union-attr]
    if per and (name or money):
        found = _currency(name or money, unit)
        return f"{found}/{_one(share, units)}" if found else None
    if money:
        return None
    declared = {one.lower(): one for one in units}
    known = typed if typed in RATIOS or typed in units else ""
    return (
        known or RATIO_SPELLINGS.get(typed.lower()) or declared.get(typed.lower()) or _currency(typed, unit)
    )


def _one(name: str, units: Collection[str]) -> str:
    """What stands under a slash: bbl is a barrel."""
    known = {one.lower(): one for one in (*units, *BUILT_IN)}
    found = _SHORT.get(name.lower()) or known.get(name.lower(), name)
    return singular(found)


def _currency(name: str, unit: Unit) -> str | None:
    if name.upper() in CURRENCIES or name.upper() in HUNDREDTHS:
        return name.upper()
    codes = CURRENCY_SPELLINGS.get(name.lower(), ())
    likely = (code for code in codes if HUNDREDTHS.get(code, code) == unit.currency)
    return next(likely, codes[0] if codes and codes[0] not in HUNDREDTHS else None)
