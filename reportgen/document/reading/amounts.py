"""Amounts: a number with its scale and its unit, and the ones that are written in digits.

The patterns here and in `chinese` and `english` read folded text in which everything set aside is already masked. A
reader may decline, by None; the text then stays for the rules behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportgen.document.reading import values
from reportgen.document.reading.lexicon import CENTS, GLYPHS, MEASURES, MONEY_AFTER, MONEY_BEFORE, RATIO_UNITS
from reportgen.document.reading.values import DIGITS, EN_NUMBER, ZH_NUMBER, Number
from reportgen.languages.en import numerals as en
from reportgen.languages.forms import HAN
from reportgen.languages.wordlists import any_of
from reportgen.languages.zh_hant import numerals as zh

ONE: Final = Fraction(1)
SPOKEN: Final = Fraction(1, 10)  # how finely a multiple in words is meant
LOOSE: Final = re.ASCII | re.IGNORECASE


@dataclass(frozen=True)
class Amount:
    """A number with its unit, not yet with its qualifier.

    It stands from `start` to `end`, its digits or number words from `core[0]` to `core[1]`. The value is
    `number` × 10^`shift`, in `unit` (the fact base's name for it, "" for none); `money` are the currencies that it may
    be in. `shift` is None where no scale is written. `high` is the upper end where the words mean a range by
    themselves; `also` are other values that the same words may mean.
    """

    start: int
    end: int
    core: tuple[int, int]
    number: Number
    shift: int | None = None
    unit: str = ""
    money: tuple[str, ...] = ()
    qualifier: str = ""
    high: Number | None = None
    also: tuple[Fraction, ...] = ()
    run: bool = False


def sized(span: tuple[int, int], low: int, high: int | None = None) -> Amount:
    """A growth rate known by its number of digits (`low` of them) or, with `high`, by a range of percentages."""
    if high is not None:
        return Amount(*span, span, Number(Fraction(low), ONE), None, "%", high=Number(Fraction(high), ONE))
    floor = Fraction(10 ** max(low - 1, 1))
    qualifier = "under" if low == 1 else "at least"
    return Amount(*span, span, Number(floor, ONE), None, "%", qualifier=qualifier, also=(floor,))


Reader = Callable[[re.Match[str]], Amount | None]
Rule = tuple[re.Pattern[str], Reader]


# ---- units behind a number -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class UnitName:
    unit: str = ""
    money: tuple[str, ...] = ()
    shift: int = 0


UNITS: Final = {
    **{name: UnitName() for name in zh.COUNTERS},
    **{name: UnitName(unit) for name, unit in MEASURES.items()},
    **{name: UnitName(money=codes) for name, codes in MONEY_AFTER.items()},
    **{name: UnitName(money=codes, shift=-2) for name, codes in CENTS.items()},
    **{name: UnitName(unit) for name, unit in RATIO_UNITS.items()},
}
_LATIN = [name for name in UNITS if name[-1].isascii() and name[-1].isalpha() and name not in en.GLUED]
_OTHER = [name for name in UNITS if not (name[-1].isascii() and name[-1].isalpha())]
UNIT = rf"(?:[\s-]?{any_of(_LATIN)}(?![A-Za-z0-9])|{any_of(en.GLUED)}(?![A-Za-z0-9])|\s?{any_of(_OTHER)})"
ZH_UNIT = rf"(?:\s?{any_of(_OTHER)}|\s?(?:GW|MW)(?![A-Za-z]))"
_MONEY = rf"(?:{any_of(MONEY_BEFORE)})"


def unit_of(text: str | None) -> UnitName | None:
    if not text:
        return None
    name = re.sub(r"[\s-]+", " ", text).strip()
    return UNITS.get(name) or UNITS.get(name.lower())


# ---- digits --------------------------------------------------------------------------------------------------

_ZH_SCALE = r"(?:[十百千]?(?:萬億|[萬億])(?!分)|兆(?![瓦赫位])|[十百千](?![瓦克米分]|個百))"
_EN_SCALE = (
    rf"(?:[\s-]?(?:{any_of(en.SCALES)})s?(?![A-Za-z])|(?:{any_of(en.SHORT_SCALES)})(?![A-Za-z0-9])"
    rf"|\s(?:{any_of(en.SPACED_SCALES)})(?![A-Za-z0-9]))"
)
_DIGIT_AMOUNT = re.compile(
    rf"(?P<sign>(?:(?<![\w%)\].,])[-−–+]|±)(?=[0-9.($€£¥A-Z])|(?<!or\s)\b[Mm]inus\s|負)?"
    rf"(?:(?P<money>(?<![A-Za-z]){_MONEY}\s?|[$€£¥₹₩]\s?)(?P<minus>[-−])?)?"
    rf"(?P<open>\()?(?P<number>{DIGITS})(?P<glyph>\s?[{''.join(GLYPHS)}])?(?(open)(?P<close>\)))?"
    rf"(?P<more>[多餘+]|-ish\b)?(?P<zh>{_ZH_SCALE}(?P<rest>[0-9][0-9,]*(?:\.[0-9]+)?(?P<tail>[十百千]?[萬億]|[百千])?)?)?"
    rf"(?P<en>{_EN_SCALE})?(?P<extra>[多餘])?(?P<unit>{UNIT})?",
    re.ASCII,
)


_LOOSELY: Final = {"+": "at least", "-ish": "about", "多": "over", "餘": "over"}


def _read_digits(match: re.Match[str]) -> Amount:
    number, shift = values.digits(match["number"]), None
    if match["glyph"]:
        over, under = GLYPHS[match["glyph"].strip()]
        number = Number(number.value + Fraction(over, under), Fraction(1, under))
    if match["zh"]:
        number, shift = _chinese_scale(number, match)
    elif match["en"]:
        shift = _english_scale(match["en"])
    unit = unit_of(match["unit"])
    if unit and unit.shift:
        shift = (shift or 0) + unit.shift
    negative = match["minus"] or match["close"] or (match["sign"] or "+") not in "+±"
    if negative:
        number = Number(-number.value, number.ulp)
    money = MONEY_BEFORE.get((match["money"] or "").strip(), unit.money if unit else ())
    start = (
        match.start("number")
        if match["open"] and not match["close"] and not match["money"]
        else match.start()
    )
    qualifier = _LOOSELY.get(match["more"] or match["extra"] or "", "")
    core = (match.start("number"), match.end("zh") if match["rest"] else match.end("number"))
    return Amount(start, match.end(), core, number, shift, unit.unit if unit else "", money, qualifier)


def _chinese_scale(number: Number, match: re.Match[str]) -> tuple[Number, int]:
    """2134億, and composites such as 1億2,300萬, which are read to their last part."""
    rest = match["rest"]
    scale = match["zh"][: len(match["zh"]) - len(rest or "")]
    shift = power(scale)
    if not rest:
        return number, shift
    tail = match["tail"] or ""
    more, unit = values.digits(rest[: len(rest) - len(tail)]), Fraction(10) ** (power(tail) - shift)
    return Number(number.value + more.value * unit, more.ulp * unit), shift


def power(scale: str) -> int:
    powers = zh.TENS | zh.SCALES
    return sum(powers[char] for char in scale)


def _english_scale(text: str) -> int:
    name = text.strip(" -\u00a0").removesuffix("s") if len(text) > 4 else text.strip()
    return en.SCALES.get(name.lower()) or en.SHORT_SCALES[name]


# ---- shares and fractions ------------------------------------------------------------------------------------

_ANY_ZH = rf"(?:{ZH_NUMBER}|{DIGITS})"
_ANY_EN = rf"(?:{EN_NUMBER}|[0-9]{{1,3}})"
_SHARES: Final = (
    re.compile(
        rf"每{HAN}{{0,3}}?\s?(?P<under>{_ANY_ZH})\s?(?P<what>{any_of(zh.COUNTERS)})[^。;；!?]{{0,16}}?(?P<over>{_ANY_ZH})\s?(?P=what)",
        re.ASCII,
    ),
    re.compile(rf"(?P<under>{_ANY_ZH})分之(?P<over>{_ANY_ZH})", re.ASCII),
    re.compile(
        rf"\b(?P<over>{_ANY_EN})\s(?:in|(?:out\s)?of\severy|out\sof)\s(?:every\s)?(?P<under>{_ANY_EN})\b"
        r"(?!\s(?:months|years|quarters|weeks|days)|[,.][0-9]|\s?(?:million|billion|%))",
        LOOSE,
    ),
    re.compile(
        r"(?<![0-9:.,-])(?P<over>[0-9]{1,3})(?:-for-|:)(?P<under>[0-9]{1,3})(?![0-9:]|[.,][0-9])",
        re.ASCII,
    ),
    re.compile(
        r"(?<![0-9/.,-])(?P<over>[1-9][0-9]?)\s?/\s?(?P<under>[2-9]|10|12|20|100)(?![0-9/]|\.[0-9])", re.ASCII
    ),
)


def _read_share(match: re.Match[str]) -> Amount | None:
    over, under = values.number(match["over"]), values.number(match["under"])
    if not (0 < over < under or (under > 0 and re.search("[:f]", match[0]))):
        return None
    percent = match["under"] in ("百", "千")
    ulp = Fraction(1, int(under)) if percent and over.denominator == 1 else Fraction(0)
    core = min(match.start("over"), match.start("under")), max(match.end("over"), match.end("under"))
    number = Number(over / under * (100 if percent else 1), ulp * 100)
    return Amount(match.start(), match.end(), core, number, None, "%" if percent else "")


DIGIT_RULES: Final[tuple[Rule, ...]] = ((_DIGIT_AMOUNT, _read_digits),)
SHARE_RULES: Final[tuple[Rule, ...]] = tuple((pattern, _read_share) for pattern in _SHARES)
