"""Amounts that are written in digits, with a scale and a unit of any language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache, partial
from typing import Final

from reportgen.languages import merged, numeral_packs
from reportgen.languages.amounts import (
    DIGITS,
    Amount,
    AmountRule,
    Lazy,
    Scaling,
    UnitName,
    WrittenNumber,
    digits,
)
from reportgen.languages.forms import GLYPHS
from reportgen.languages.numeral_pack import Numerals
from reportgen.languages.wordlists import any_of


@cache
def _money() -> dict[str, tuple[str, ...]]:
    """Currencies before digits, of all languages."""
    return {name: codes for pack in numeral_packs() for name, codes in pack.digits.money.items()}


@cache
def _loosely() -> dict[str, str]:
    return {word: name for pack in numeral_packs() for word, name in pack.digits.loosely.items()}


@cache
def _scalings() -> dict[str, Scaling]:
    """The scales of all languages, by the name of their group; languages of one script may share them."""
    scalings = dict.fromkeys(scaling for pack in numeral_packs() for scaling in pack.digits.scalings)
    return {f"scale{place}": scaling for place, scaling in enumerate(scalings)}


@cache
def _amount() -> Lazy:
    """Sign, currency, digits and scale; the unit is looked up behind them."""
    marks = "".join(sign for sign in _money() if len(sign) == 1 and not sign.isalpha())
    first = "".join(dict.fromkeys(name[0] for name in _money()))
    signs = (
        rf"(?:(?<![\w%)\].,])[-−–+]|±)(?=[0-9.({re.escape(first)}])|{merged(lambda pack: pack.digits.minus)}"
    )
    scales = "".join(f"(?P<{name}>{scaling.form})?" for name, scaling in _scalings().items())
    more = any_of(_loosely())
    return Lazy(
        # Most places are passed over by their first character: there are some two hundred names.
        rf"(?P<outer>\((?=[^\s()0-9]{{1,4}}\s?[0-9.,]{{1,20}}\)))?(?P<sign>{signs})?(?:(?=[{re.escape(first)}])(?P<money>(?<![A-Za-z]){any_of(_money())}\s?|[{marks}]\s?)"
        rf"(?P<minus>[-−–])?)?"
        rf"(?P<open>\()?(?P<number>{DIGITS})(?P<glyph>\s?[{''.join(GLYPHS)}])?(?(open)(?P<close>\)))?(?(outer)\))"
        rf"(?P<more>{more})?{scales}(?P<extra>{more})?",
    )


def digit_rule(packs: Sequence[Numerals]) -> AmountRule:
    """The rule for amounts in digits, in a text that some languages read."""
    return AmountRule(_amount(), partial(_read, packs))


def _read(packs: Sequence[Numerals], match: re.Match[str]) -> Amount:
    number, shift, composite = _scaled(match)
    unit, end = _unit(packs, match)
    if unit.shift:
        shift = (shift or 0) + unit.shift
    if match["minus"] or match["close"] or (match["sign"] or "+") not in "+±":
        number = WrittenNumber(-number.value, number.ulp)
    money = _money().get((match["money"] or "").strip(), unit.money)
    if _is_loss(match, end, bool(unit.unit or money)):
        number = WrittenNumber(-abs(number.value), number.ulp)
    bracketed = match["open"] and not match["close"] and not match["money"]
    start = match.start("number") if bracketed else match.start()
    qualifier = _loosely().get(match["more"] or match["extra"] or "", "")
    core = match.start("number"), composite or match.end("number")
    return Amount(start, end, core, number, shift, unit.unit, money, qualifier)


# What stands before brackets that mean less than nothing: the edge of a cell, a verb, two numbers of a row.
_BEFORE_A_LOSS: Final = Lazy(
    r"(?:^|\s\s|[|:：=]\s?|\b(?:of|was|were|is|to|from|at|or|vs\.?|versus|EPS|EBITDA|loss|deficit)\s"
    r"|(?:[0-9][)%]{0,2}\s{1,9}[$(]{0,2}[0-9][0-9,.]{0,15}[)%]{0,2}\s))$"
)


def _is_loss(match: re.Match[str], end: int, measured: bool) -> bool:
    """True for ($450 million), (4.5%) and ($3.2) million where the brackets stand for a minus: in a cell, or behind a
    word that leads to a number. “Asia (45%)” and “NT$14bn (US$450 million)” are explained by what is in brackets."""
    text, start = match.string, match.start()
    if match["outer"] or text[start] == "(":
        start += 1
    if match["close"] or (match["sign"] or "") in ("+", "±"):
        return False
    if not match["outer"] and (not measured or text[end : end + 1] != ")" or text[start - 1 : start] != "("):
        return False
    scaled = match["outer"] and end > match.end("number") + 1
    return bool(scaled) or _BEFORE_A_LOSS.pattern.search(text[max(0, start - 32) : start - 1]) is not None


def _scaled(match: re.Match[str]) -> tuple[WrittenNumber, int | None, int]:
    """The number, its power of ten, and where the digits end that a scale has between them (a composite), or 0."""
    number = digits(match["number"])
    if match["glyph"]:
        over, under = GLYPHS[match["glyph"].strip()]
        number = WrittenNumber(number.value + Fraction(over, under), Fraction(1, under))
    for name, scaling in _scalings().items():
        if said := match[name]:
            number, shift = scaling.read(number, said)
            return number, shift, match.end(name) if any(map(str.isdigit, said)) else 0
    return number, None, 0


def _unit(packs: Sequence[Numerals], match: re.Match[str]) -> tuple[UnitName, int]:
    """The unit behind the digits, the longest that a language has there, and where the amount ends."""
    found = [pack.digits.units.at(match.string, match.end()) for pack in packs]
    unit, end = max(found, key=lambda each: each[1])
    return unit or UnitName(), end


# ---- ratios --------------------------------------------------------------------------------------------------

_RATIO: Final = Lazy(
    r"(?<![0-9:.,-])(?P<over>[0-9]{1,3})(?:-for-|:)(?P<under>[0-9]{1,3})(?![0-9:]|[.,][0-9])"
)
_FRACTION: Final = Lazy(
    r"(?<![0-9/.,-])(?P<over>[1-9][0-9]?)\s?/\s?(?P<under>[2-9]|10|12|20|100)(?![0-9/]|\.[0-9])"
)


def _read_ratio(match: re.Match[str]) -> Amount | None:
    """3:2 and 10-for-1, which may be more than one."""
    over, under = int(match["over"]), int(match["under"])
    return (
        Amount(*match.span(), match.span(), WrittenNumber(Fraction(over, under), Fraction(0)))
        if under
        else None
    )


def _read_fraction(match: re.Match[str]) -> Amount | None:
    """1/3, which may not."""
    return _read_ratio(match) if int(match["over"]) < int(match["under"]) else None


DIGIT_RATIOS: Final = (AmountRule(_RATIO, _read_ratio), AmountRule(_FRACTION, _read_fraction))
