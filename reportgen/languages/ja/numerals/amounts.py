"""Amounts in Japanese words: 三社, 二十億円, 数十億円, 三割五分, 倍増, 2ケタ, 3期連続."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from reportgen.languages.amounts import (
    DIGITS,
    ONE,
    SPOKEN,
    Amount,
    AmountRule,
    Lazy,
    UnitName,
    WrittenNumber,
    sized,
    sized_in_part,
)
from reportgen.languages.han import ANY, DIGIT, folded, han_value, neighbours, number, power
from reportgen.languages.ja.numerals.lexicon import MONEY_BEFORE, UNITS
from reportgen.languages.ja.numerals.scan import TENTH
from reportgen.languages.numeral_pack import Grammar
from reportgen.languages.wordlists import any_of

_POINT: Final = "・"  # of decimals


# ---- number words --------------------------------------------------------------------------------------------

_WORDS: Final = Lazy(
    rf"(?<!第)(?P<money>{any_of(MONEY_BEFORE)}\s?)?(?:(?P<low>[一二三四五六七八])、(?=[二三四五六七八九]))?"
    rf"(?P<number>{ANY}+(?:・{DIGIT}+)?)"
)


def _read_words(match: re.Match[str]) -> Amount | None:
    """二十億円, 三社; 二、三社 and 七八人 are from the one to the other."""
    text, (found, end) = match["number"], UNITS.at(match.string, match.end())
    unit = found or UnitName()
    if not _counts(text, found) and not (match["low"] and found) and not match["money"]:
        return None
    read, high = neighbours(text) or (number(text, _POINT), None)
    if match["low"]:
        read, high = number(match["low"]), number(text, _POINT)
    shift = unit.shift or None
    money = MONEY_BEFORE[match["money"].strip()] if match["money"] else unit.money
    core = match.start("low") if match["low"] else match.start("number"), match.end("number")
    return Amount(match.start(), end, core, read, shift, unit.unit, money, "", high)


def _counts(text: str, unit: UnitName | None) -> bool:
    """Whether Han numerals count something: most of them stand in ordinary words."""
    if text in ("零", "〇", "百", "千", "萬", "億", "兆"):
        return unit is not None and bool(unit.money)
    if text == "一":
        return unit is not None and bool(unit.unit or unit.money)
    return unit is not None or (len(text) > 2 and any(char in "十百千萬億兆" for char in text))


_VAGUE: Final = Lazy(folded(rf"(?P<head>[十百千])?[数幾](?P<scale>[十百千万億兆]+)?(?P<tenths>{TENTH})?"))


def _read_vague(match: re.Match[str]) -> Amount | None:
    """数十億円, 数百社, 十数社, 数割, 数倍: more than the scale itself. 数社 counts nothing."""
    found, end = UNITS.at(match.string, match.end())
    unit = found or UnitName()
    if match["tenths"]:
        return Amount(
            *match.span(), match.span(), WrittenNumber(Fraction(10), Fraction(10)), None, "%", (), "over"
        )
    if not (match["scale"] or match["head"] or unit.unit):
        return None
    head, scale = match["head"] or "", match["scale"] or ""
    shift = unit.shift + max(power(head), power(scale))
    return Amount(
        match.start(), end, match.span(), WrittenNumber(ONE, ONE), shift, unit.unit, unit.money, "over"
    )


# ---- shares --------------------------------------------------------------------------------------------------

_ANY: Final = f"(?:{ANY}+|{DIGITS})"
_SHARE: Final = Lazy(rf"(?P<under>{_ANY})分の(?P<over>{_ANY})")
_OF_THEM: Final = Lazy(
    folded(
        rf"(?P<under>{_ANY})(?P<what>[社人名件台店個本校行]|店舗|[カか]国|銘柄|品目|拠点|工場)(?:中|のうち)、?(?P<over>{_ANY})(?P=what)"
    )
)


def _read_share(match: re.Match[str]) -> Amount | None:
    """三分の一, 3分の2, 10社中3社."""
    over, under = han_value(match["over"]), han_value(match["under"])
    if not 0 < over < under:
        return None
    core = match.start("under"), match.end("over")
    return Amount(*match.span(), core, WrittenNumber(over / under, Fraction(0)))


_TENTHS: Final = Lazy(
    folded(
        rf"(?P<number>[0-9]{{1,2}}(?:\.[0-9])?|{ANY}{{1,2}})\s?{TENTH}(?:\s?(?P<more>[0-9]|{DIGIT})分|(?P<half>半))?"
    )
)


def _read_tenths(match: re.Match[str]) -> Amount:
    """三割 is 30%, 3割5分 and 3割半 are 35%, 七八割 is from 70% to 80%."""
    text, high = match["number"], None
    read = WrittenNumber(han_value(text), ONE)
    if pair := neighbours(text):
        read, high = pair[0], WrittenNumber(pair[1].value * 10, Fraction(10))
    tenths = WrittenNumber(read.value * 10, Fraction(1 if "." in text else 10))
    if match["more"] or match["half"]:
        tenths = WrittenNumber(tenths.value + (han_value(match["more"]) if match["more"] else 5), ONE)
    return Amount(*match.span(), match.span("number"), tenths, None, "%", high=high)


_COINS: Final = Lazy(folded(rf"(?P<whole>{DIGITS})\s?円\s?(?P<cents>[0-9]{{1,2}})\s?銭"))


def _read_coins(match: re.Match[str]) -> Amount:
    """12円50銭."""
    read = WrittenNumber(han_value(match["whole"]) + Fraction(int(match["cents"]), 100), Fraction(1, 100))
    return Amount(*match.span(), (match.start("whole"), match.end("cents")), read, money=("JPY",))


_HALF: Final = Lazy(folded("(?P<more>過半)(?:数)?|(?P<less>半減(?!期)|半額)|半分|半数|折半"))


def _read_half(match: re.Match[str]) -> Amount:
    """半分, 過半; 半減 is half as much, or 50% less."""
    also = (Fraction(-1, 2),) if match["less"] else ()
    half, qualifier = WrittenNumber(Fraction(1, 2), Fraction(0)), "over" if match["more"] else ""
    return Amount(*match.span(), match.span(), half, qualifier=qualifier, also=also)


# ---- multiples, digits as a size, runs -----------------------------------------------------------------------

_MULTIPLE: Final = Lazy(
    folded(
        "(?:(?<![0-9.一二三四五六七八九十数何])倍(?=に|の水準|以上|近く|超)|(?<![0-9.一二三四五六七八九十])倍増(?!器))"
    )
)


def _read_multiple(match: re.Match[str]) -> Amount:
    """倍増 and 倍に are twice as much, or 100% more."""
    return Amount(*match.span(), match.span(), WrittenNumber(Fraction(2), SPOKEN), None, "x", also=(ONE,))


_SIZE: Final = Lazy(
    folded(
        "(?P<high>高い|低い)?(?P<count>[1-6一二三四五六])(?:桁|ケタ|けた)(?:台?(?P<part>前半|半ば|後半)|(?:%|パーセント)?台?)"
    )
)
_THIRDS: Final = {"前半": (1, 3), "低い": (1, 3), "半ば": (4, 6), "後半": (7, 9), "高い": (7, 9)}


def _read_size(match: re.Match[str]) -> Amount:
    """2ケタ is 10% or more, 1桁台半ば 4% to 6%."""
    size, part = int(han_value(match["count"])), match["part"] or match["high"]
    if part and size < 3:
        return sized_in_part(match.span(), size, _THIRDS[part])
    return sized(match.span(), size)


_RUN: Final = Lazy(
    folded(
        rf"(?P<number>[0-9]{{1,4}}|{ANY}{{1,6}})(?:四半期|期|年度?|[カかヵヶケ箇]月|回|日|週|営業日)間?連続"
        rf"|連続(?P<behind>[0-9]+|{ANY}+)(?:四半期|期|年度?|[カかヵヶケ箇]月|回|日|週)"
    )
)


def _read_run(match: re.Match[str]) -> Amount | None:
    """3期連続: a run is counted, where an ordinal alone only ranks."""
    group = "number" if match["number"] else "behind"
    length = WrittenNumber(han_value(match[group]), ONE)
    return Amount(*match.span(), match.span(group), length, run=True)


GRAMMAR: Final = Grammar(
    runs=(AmountRule(_RUN, _read_run),),
    shares=(AmountRule(_OF_THEM, _read_share), AmountRule(_SHARE, _read_share)),
    sizes=(
        AmountRule(_SIZE, _read_size),
        AmountRule(_MULTIPLE, _read_multiple),
        AmountRule(_TENTHS, _read_tenths),
        AmountRule(_COINS, _read_coins),
    ),
    words=(AmountRule(_VAGUE, _read_vague), AmountRule(_WORDS, _read_words), AmountRule(_HALF, _read_half)),
)
