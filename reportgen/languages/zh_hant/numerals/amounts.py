"""Amounts in Chinese words: 三項, 二十萬, 數十億, 兩成五, 翻倍, 雙位數, 連續第三年."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from reportgen.languages import han
from reportgen.languages.amounts import (
    DIGITS,
    ONE,
    SPOKEN,
    Amount,
    AmountRule,
    Lazy,
    UnitName,
    WrittenNumber,
    digits,
    sized,
    sized_in_part,
)
from reportgen.languages.forms import HAN
from reportgen.languages.han import DIGIT, han_value, neighbours, number, power
from reportgen.languages.numeral_pack import Grammar
from reportgen.languages.wordlists import any_of
from reportgen.languages.zh_hant.numerals.lexicon import COUNTERS, DISCOURSE, MONEY_AFTER, MONEY_BEFORE, UNITS

# ---- Chinese number words ------------------------------------------------------------------------------------

_NUMBER: Final = f"{han.ANY}+(?:點{DIGIT}+)?"
_QUALIFIED: Final = Lazy(
    r"(?:約|逾|超過|超|近|破|突破|達|上|不到|不足|至少|上看|站上|挑戰|跨過|衝破|多達|高達)\s?$"
)
_WORDS: Final = Lazy(
    rf"(?<![第每-])(?P<money>{any_of(MONEY_BEFORE)}\s?)?(?P<number>{_NUMBER})(?P<more>[多餘幾])?(?P<scale>[萬億兆]+)?"
)
_TO: Final = Lazy(rf"\s?[至到~–-]\s?(?=[0-9\ufffc]|{DIGIT}|十)")
# Where 一 counts with no sign before it: a step of a rate, and a dividend.
_ONE_COUNTS: Final = Lazy(r"[升降加減]息\s?一\s?碼|(?:[配股]息|股利|每股|配發)\s?一元(?!化)")
_TALK: Final = Lazy(rf"(?:{HAN}{{0,2}})(?:{'|'.join(DISCOURSE)})")


def _read_words(match: re.Match[str]) -> Amount | None:
    text, (found, end) = match["number"], UNITS.at(match.string, match.end())
    reaches = _TO.pattern.match(match.string, end) is not None
    if not _counts(match, found, reaches) or _TALK.pattern.match(
        match.string, end if found else match.end("number")
    ):
        return None
    read, high = neighbours(text) or (number(text), None)
    unit = found or UnitName()
    shift = power(match["scale"]) if match["scale"] else None
    if unit.shift:
        shift = (shift or 0) + unit.shift
    money = MONEY_BEFORE[match["money"].strip()] if match["money"] else unit.money
    qualifier = "over" if match["more"] else ""
    return Amount(match.start(), end, match.span("number"), read, shift, unit.unit, money, qualifier, high)


def _counts(match: re.Match[str], unit: UnitName | None, reaches: bool) -> bool:
    """Whether Chinese numerals count something: most of them stand in ordinary words."""
    text = match["number"]
    if text[-1] in "零〇" and len(text) == 1:
        return False
    if text == "一":
        if _ONE_COUNTS.pattern.search(match.string, max(0, match.start() - 3), match.end() + 2):
            return True
        return unit is not None and bool(
            unit.unit in ("%", "points", "bps", "x") or (unit.money and match["money"])
        )
    if text in han.TENS or text in han.HAN_SCALES:
        before = match.string[max(0, match.start() - 3) : match.start()]
        if text == "十":
            return unit is not None or bool(match["more"])
        return bool(match["more"] or (unit and _QUALIFIED.pattern.search(before)))
    if len(text) > 1 and any(char in han.TENS or char in han.HAN_SCALES for char in text):
        if text[-1] in han.HAN_SCALES and _QUALIFIED.pattern.search(
            match.string[max(0, match.start() - 3) : match.start()]
        ):
            return True
        return han_value(text) >= 1 and (unit is not None or len(text) > 2 or text[0] not in "十百千萬")
    return unit is not None or reaches or bool(match["money"] or match["scale"])


_VAGUE: Final = Lazy(
    r"(?<![十百千])(?P<few>成千上|[數上好]|(?<![0-9])幾)(?P<number>[十百千萬億兆]+)"
    rf"|(?<![{''.join(han.HAN_DIGITS)}十百千萬億兆0-9.多餘])(?P<bare>[十百千][萬億兆]|百|千|[萬億兆]+(?=元?級))"
)
_ORDER: Final = Lazy("級|規模")


def _read_vague(match: re.Match[str]) -> Amount | None:
    """數十億, 上千家; and 千億美元, which is an order of magnitude."""
    text, (found, end) = match["number"] or match["bare"], UNITS.at(match.string, match.end())
    unit = found or UnitName()
    if match["bare"]:
        if not unit.money and unit.unit != "x" and not _ORDER.pattern.match(match.string, match.end()):
            return None
        if _QUALIFIED.pattern.search(match.string[max(0, match.start() - 3) : match.start()]):
            return None
    qualifier = "at least" if match["few"] in ("上", "成千上") else "over"
    shift = power(text) + unit.shift
    return Amount(
        match.start(), end, match.span(), WrittenNumber(ONE, ONE), shift, unit.unit, unit.money, qualifier
    )


_TENTHS = Lazy(
    rf"(?:(?P<low>[一二三四五六七八])[、至到~-](?=[二兩三四五六七八九]成))?"
    rf"(?P<number>[0-9]{{1,2}}(?:\.[0-9])?|[一二兩三四五六七八九十]{{1,2}})\s?(?P<kind>成(?![為長本立功員交熟果效份分品熱績就都])|折(?![舊現算合疊射損扣]))"
    rf"(?P<more>{DIGIT}(?!成)|半|\s?[1-9](?![0-9.,%年月季]|\s?[成折個家]))?(?P<extra>[多餘])?",
)


def _read_tenths(match: re.Match[str]) -> Amount | None:
    """三成 is 30%, 兩成五 25%, 七折 70% of the price (or 30% off), 八五折 85%, 七八成 from 70% to 80%."""
    text = match["number"]
    read, high = digits(text) if text[0] in "0123456789" else number(text), None
    pair = (number(match["low"]), read) if match["low"] else neighbours(text)
    if pair:
        read, high = pair[0], WrittenNumber(pair[1].value * 10, Fraction(10))
    tens = 1 if match["kind"] == "折" and read.value > 10 else 10
    read = WrittenNumber(read.value * tens, read.ulp * tens)
    if match["more"]:
        last = Fraction(5) if match["more"] == "半" else han_value(match["more"].strip())
        read = WrittenNumber(read.value + last, ONE)
    also = (1 - read.value / 100,) if match["kind"] == "折" else ()
    qualifier = "over" if match["extra"] else ""
    core = match.start("low") if match["low"] else match.start("number"), match.end("number")
    return Amount(*match.span(), core, read, None, "%", (), qualifier, high, also)


_COIN: Final = rf"(?:[1-9]|{DIGIT})"
_COINS: Final = Lazy(
    rf"(?P<whole>{DIGITS}|{_NUMBER})\s?[元塊]\s?(?P<tenths>{_COIN})\s?角(?:\s?(?P<cents>{_COIN})\s?分)?"
)


def _read_coins(match: re.Match[str]) -> Amount:
    """三元五角, 4 元 5 角 2 分."""
    tenths, cents = han_value(match["tenths"]), han_value(match["cents"]) if match["cents"] else Fraction(0)
    read = WrittenNumber(
        han_value(match["whole"]) + tenths / 10 + cents / 100, Fraction(1, 100 if cents else 10)
    )
    core = match.start("whole"), match.end("cents") if match["cents"] else match.end("tenths")
    return Amount(*match.span(), core, read, money=MONEY_AFTER["元"])


_AND_HALF = Lazy(
    rf"(?P<number>{DIGITS}|{han.ANY}{{1,3}})\s?(?:(?P<what>年|倍|天|小時)半(?![載導])|個半(?P<more>月|小時|世紀|季))"
)


def _read_and_half(match: re.Match[str]) -> Amount:
    """兩年半, 三個半月, 一倍半."""
    read = WrittenNumber(han_value(match["number"]) + Fraction(1, 2), Fraction(1, 2))
    return Amount(*match.span(), match.span("number"), read, None, "x" if match["what"] == "倍" else "")


_HALF = Lazy(
    r"(?P<more>[過逾])?(?P<nearly>近)?(?:半(?<=[過逾近]半)(?![年月導天個小])|一半|泰半|半數|半(?=碼))|(?P<less>減半|腰斬)"
    r"|(?P<tenth>(?<=[到足約逾近過達了減增跌漲降升掉滑縮])半成(?![品為長本立功員交熟果效]))",
)


def _read_half(match: re.Match[str]) -> Amount:
    """一半, 過半, 近半; 減半 is half as much, or 50% less; 半成 is half of a tenth."""
    if match["tenth"]:
        return Amount(*match.span(), match.span(), WrittenNumber(Fraction(5), ONE), None, "%")
    also = (Fraction(-1, 2),) if match["less"] else ()
    qualifier = "over" if match["more"] else "nearly" if match["nearly"] else ""
    return Amount(
        *match.span(),
        match.span(),
        WrittenNumber(Fraction(1, 2), Fraction(0)),
        qualifier=qualifier,
        also=also,
    )


# ---- multiples, digits as a size, runs -----------------------------------------------------------------------

_MULTIPLE: Final = Lazy(
    r"翻了?[一1]?倍|倍增(?!器)|(?<=增)(?:長|加|了)?[近逾](?=倍)倍(?!數)|成倍|加倍|翻了?(?P<turns>[一二兩三四1-4])?番",
    re.ASCII,
)


def _read_multiple(match: re.Match[str]) -> Amount:
    """翻倍 is twice as much, or 100% more; 翻兩番 is four times as much."""
    turns = han_value(match["turns"]) if match["turns"] else ONE
    times = Fraction(2 ** int(turns))
    return Amount(*match.span(), match.span(), WrittenNumber(times, SPOKEN), None, "x", also=(times - 1,))


_SIZE: Final = Lazy(
    r"(?P<part>中至?高|低至?中|中低|[低中高])?"
    r"(?P<count>[個單一雙兩二三四五六七八九]|(?<![0-9.])[1-9])\s?位數"
)
_SIZES: Final = {
    "個": 1,
    "單": 1,
    "一": 1,
    "雙": 2,
    "兩": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_THIRDS: Final = {"低": (1, 3), "中": (4, 6), "高": (7, 9), "中高": (5, 9), "低中": (1, 5), "中低": (1, 5)}


def _read_size(match: re.Match[str]) -> Amount:
    """三位數 is 100% or more, 中個位數 4% to 6%, 低雙位數 10% to 13%."""
    size, part = _SIZES.get(match["count"]) or int(match["count"]), (match["part"] or "").replace("至", "")
    if size > 3:
        return Amount(
            *match.span(), match.span(), WrittenNumber(Fraction(10 ** (size - 1)), ONE), qualifier="at least"
        )
    if not part:
        return sized(match.span(), size)
    return sized_in_part(match.span(), size, _THIRDS[part])


_RUN: Final = Lazy(
    r"(?<=[資信商人股])連(?P<deals>[二兩三四五六七八九十])(?=[買賣])"
    r"|連續?\s?第?\s?(?P<number>[0-9]+|[二兩三四五六七八九十]+)\s?(?:個(?:季度?|月|交易日)|年度?|季度?|月|週|周|天|日|次|屆)",
)


def _read_run(match: re.Match[str]) -> Amount:
    """連續第三年: a run is counted, where an ordinal alone only ranks."""
    group = "number" if match["number"] else "deals"
    length = WrittenNumber(han_value(match[group]), ONE)
    return Amount(*match.span(), match.span(group), length, run=True)


# ---- shares --------------------------------------------------------------------------------------------------

_ANY: Final = f"(?:{_NUMBER}|{DIGITS})"
_EACH: Final = Lazy(
    rf"每{HAN}{{0,3}}?\s?(?P<under>{_ANY})\s?(?P<what>{any_of(COUNTERS)})[^。;；!?]{{0,16}}?(?P<over>{_ANY})\s?(?P=what)"
)
_SHARE: Final = Lazy(rf"(?P<under>{_ANY})\s?分之\s?(?P<over>{_ANY})")


def _read_share(match: re.Match[str]) -> Amount | None:
    """每三件售出商品就有一件, 三分之一, 百分之十二點五."""
    over, under = han_value(match["over"]), han_value(match["under"])
    percent = match["under"] in ("百", "千")
    if not over > 0 or (over >= under and match["under"] != "百"):
        return None
    ulp = Fraction(1, int(under)) if percent and over.denominator == 1 else Fraction(0)
    core = min(match.start("over"), match.start("under")), max(match.end("over"), match.end("under"))
    read = WrittenNumber(over / under * (100 if percent else 1), ulp * 100)
    return Amount(*match.span(), core, read, None, "%" if percent else "")


GRAMMAR: Final = Grammar(
    runs=(AmountRule(_RUN, _read_run),),
    shares=(AmountRule(_EACH, _read_share), AmountRule(_SHARE, _read_share)),
    sizes=(
        AmountRule(_SIZE, _read_size),
        AmountRule(_MULTIPLE, _read_multiple),
        AmountRule(_TENTHS, _read_tenths),
        AmountRule(_COINS, _read_coins),
        AmountRule(_AND_HALF, _read_and_half),
    ),
    words=(AmountRule(_VAGUE, _read_vague), AmountRule(_WORDS, _read_words), AmountRule(_HALF, _read_half)),
)
