"""Amounts in Chinese words: 三項, 二十萬, 數十億, 兩成五, 翻倍, 雙位數, 連續第三年."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from reportgen.document.reading import values
from reportgen.document.reading.amounts import (
    ONE,
    SPOKEN,
    ZH_UNIT,
    Amount,
    Rule,
    UnitName,
    power,
    sized,
    unit_of,
)
from reportgen.document.reading.lexicon import MONEY_AFTER, MONEY_BEFORE
from reportgen.document.reading.values import ZH_DIGIT, ZH_NUMBER, Number
from reportgen.languages.forms import HAN
from reportgen.languages.wordlists import any_of
from reportgen.languages.zh_hant import numerals as zh
from reportgen.languages.zh_hant.numerals import DISCOURSE

# ---- Chinese number words ------------------------------------------------------------------------------------

_MONEY_ZH_BEFORE = any_of(name for name in MONEY_BEFORE if not name.isascii())
_MONEY_ZH = any_of(name for name in MONEY_AFTER if not name.isascii())
_QUALIFIED = re.compile(r"(?:約|逾|超過|超|近|破|突破|達|上|不到|不足|至少)$", re.ASCII)
_WORDS = re.compile(
    rf"(?<![第每-])(?P<money>{_MONEY_ZH_BEFORE}\s?)?(?P<number>{ZH_NUMBER})(?P<more>[多餘幾])?(?P<scale>[萬億兆]+)?"
    rf"(?P<unit>{ZH_UNIT})?(?P<to>\s?[至到~–-]\s?(?=[0-9\ufffc]|{ZH_DIGIT}|十))?",
    re.ASCII,
)
_TALK = re.compile(rf"(?:{HAN}{{0,2}})(?:{'|'.join(DISCOURSE)})", re.ASCII)


def _read_words(match: re.Match[str]) -> Amount | None:
    text, unit = match["number"], unit_of(match["unit"])
    if not _counts(match, unit) or _TALK.match(
        match.string, match.end("unit") if unit else match.end("number")
    ):
        return None
    end = match.start("to") if match["to"] else match.end()
    high = None
    number = values.chinese(text)
    if _neighbours(text):
        number, high = values.chinese(text[0]), values.chinese(text[1])
    shift = power(match["scale"]) if match["scale"] else None
    qualifier = "over" if match["more"] else ""
    name, money = (unit.unit, unit.money) if unit else ("", ())
    if match["money"]:
        money = MONEY_BEFORE[match["money"].strip()]
    if unit and unit.shift:
        shift = (shift or 0) + unit.shift
    core = match.start("number"), match.end("number")
    return Amount(match.start(), end, core, number, shift, name, money, qualifier, high)


def _neighbours(text: str) -> bool:
    """兩三, 七八: from the one to the other."""
    digits = [zh.DIGITS.get(char, -9) for char in text]
    return len(digits) == 2 and 0 < digits[0] == digits[1] - 1


def _counts(match: re.Match[str], unit: UnitName | None) -> bool:
    """Whether Chinese numerals count something: most of them stand in ordinary words."""
    text = match["number"]
    if text[-1] in "零〇" and len(text) == 1:
        return False
    if text == "一":
        return unit is not None and bool(
            unit.unit in ("%", "points", "bps", "x") or (unit.money and match["money"])
        )
    if text in zh.TENS or text in zh.SCALES:
        before = match.string[max(0, match.start() - 3) : match.start()]
        if text == "十":
            return unit is not None or bool(match["more"])
        return bool(match["more"] or (unit and _QUALIFIED.search(before)))
    if len(text) > 1 and any(char in zh.TENS or char in zh.SCALES for char in text):
        return values.chinese(text).value >= 1 and (
            unit is not None or len(text) > 2 or text[0] not in "十百千萬"
        )
    return unit is not None or bool(match["to"]) or bool(match["money"] or match["scale"])


_VAGUE = re.compile(
    rf"(?P<few>成千上|[數幾上好])(?P<number>[十百千萬億兆]+)(?P<unit>{ZH_UNIT})?"
    rf"|(?<![{''.join(zh.DIGITS)}十百千萬億兆0-9.多餘])(?P<bare>[十百千][萬億兆]|百|千|[萬億兆]+(?=元?級))(?P<kind>{_MONEY_ZH}|(?=級|規模))",
    re.ASCII,
)


def _read_vague(match: re.Match[str]) -> Amount | None:
    """數十億, 上千家; and 千億美元, which is an order of magnitude."""
    text = match["number"] or match["bare"]
    if match["bare"] and _QUALIFIED.search(match.string[max(0, match.start() - 3) : match.start()]):
        return None
    unit = unit_of(match["unit"] or match["kind"]) or UnitName()
    group = "number" if match["number"] else "bare"
    qualifier = "at least" if match["few"] in ("上", "成千上") else "over"
    shift = power(text) + unit.shift
    start = match.start() if match["few"] else match.start("bare")
    core = start, match.end(group)
    return Amount(start, match.end(), core, Number(ONE, ONE), shift, unit.unit, unit.money, qualifier)


_TENTHS = re.compile(
    rf"(?P<number>[0-9]{{1,2}}(?:\.[0-9])?|[一二兩三四五六七八九十]{{1,2}})\s?(?P<kind>成(?![為長本立功員交熟果效份分品熱績就都])|折(?![舊現算合疊射損扣]))"
    rf"(?P<more>{ZH_DIGIT}(?!成)|半)?(?P<extra>[多餘])?",
    re.ASCII,
)


def _read_tenths(match: re.Match[str]) -> Amount | None:
    """三成 is 30%, 兩成五 25%, 七折 70% of the price (or 30% off), 八五折 85%, 七八成 from 70% to 80%."""
    text = match["number"]
    read = values.digits if text[0] in "0123456789" else values.chinese
    high = None
    number = read(text)
    if _neighbours(text):
        number, high = values.chinese(text[0]), Number(values.chinese(text[1]).value * 10, Fraction(10))
    tens = 1 if match["kind"] == "折" and number.value > 10 else 10
    number = Number(number.value * tens, number.ulp * tens)
    if match["more"]:
        last = Fraction(5) if match["more"] == "半" else values.chinese(match["more"]).value
        number = Number(number.value + last, ONE)
    also = (1 - number.value / 100,) if match["kind"] == "折" else ()
    core = match.start("number"), match.end("number")
    qualifier = "over" if match["extra"] else ""
    return Amount(match.start(), match.end(), core, number, None, "%", (), qualifier, high, also)


_HALF = re.compile(
    r"(?P<more>[過逾])?(?P<nearly>近)?(?:半(?<=[過逾近]半)(?![年月導天個小])|一半|半數)|(?P<less>減半|腰斬)",
    re.ASCII,
)


def _read_half(match: re.Match[str]) -> Amount:
    """一半, 過半, 近半; 減半 is half as much, or 50% less."""
    also = (Fraction(-1, 2),) if match["less"] else ()
    qualifier = "over" if match["more"] else "nearly" if match["nearly"] else ""
    return Amount(
        *match.span(), match.span(), Number(Fraction(1, 2), Fraction(0)), qualifier=qualifier, also=also
    )


# ---- multiples, digits as a size, runs -----------------------------------------------------------------------

_MULTIPLE: Final = re.compile(
    r"翻了?[一1]?倍|倍增(?!器)|成倍|加倍|翻了?(?P<turns>[一二兩三四1-4])?番", re.ASCII
)


def _read_multiple(match: re.Match[str]) -> Amount:
    """翻倍 is twice as much, or 100% more; 翻兩番 is four times as much."""
    turns = values.number(match["turns"]) if match["turns"] else ONE
    value = Fraction(2 ** int(turns))
    return Amount(*match.span(), match.span(), Number(value, SPOKEN), None, "x", also=(value - 1,))


_SIZE: Final = re.compile(r"(?P<part>[低中高])?(?P<count>[個單一雙兩二三四五六])位數", re.ASCII)
_SIZES: Final = {"個": 1, "單": 1, "一": 1, "雙": 2, "兩": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_THIRDS: Final = {"低": (1, 3), "中": (4, 6), "高": (7, 9)}


def _read_size(match: re.Match[str]) -> Amount:
    """三位數 is 100% or more, 中個位數 4% to 6%, 低雙位數 10% to 13%."""
    size, part = _SIZES[match["count"]], match["part"]
    if not part:
        return sized(match.span(), size)
    low, high = _THIRDS[part]
    return (
        sized(match.span(), low, high)
        if size == 1
        else sized(match.span(), 10 + low - (part == "低"), 10 + high)
    )


_RUN: Final = re.compile(
    r"連續?\s?第?\s?(?P<number>[0-9]+|[二兩三四五六七八九十]+)\s?(?:個(?:季度?|月|交易日)|年度?|季度?|月|週|周|天|日|次|屆)",
    re.ASCII,
)


def _read_run(match: re.Match[str]) -> Amount:
    """連續第三年: a run is counted, where an ordinal alone only ranks."""
    value = values.number(match["number"])
    return Amount(*match.span(), match.span("number"), Number(value, ONE), run=True)


RUN_RULES: Final[tuple[Rule, ...]] = ((_RUN, _read_run),)
SIZE_RULES: Final[tuple[Rule, ...]] = (
    (_SIZE, _read_size),
    (_MULTIPLE, _read_multiple),
    (_TENTHS, _read_tenths),
)
WORD_RULES: Final[tuple[Rule, ...]] = (
    (_VAGUE, _read_vague),
    (_WORDS, _read_words),
    (_HALF, _read_half),
)
