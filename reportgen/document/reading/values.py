"""Numbers as they are written, digits and words, to exact values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from reportgen.languages.en import numerals as en
from reportgen.languages.wordlists import any_of
from reportgen.languages.zh_hant import numerals as zh

DIGITS: Final = r"(?:(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|(?<![A-Za-z0-9])\.[0-9]+)"
ZH_DIGIT: Final = f"[{''.join(zh.DIGITS)}]"
ZH_NUMBER: Final = f"[{''.join(zh.DIGITS)}十百千萬億兆]+(?:點{ZH_DIGIT}+)?"

_SMALL: Final = rf"(?:{any_of(en.TENS)}(?:[\s-]{any_of(list(en.ONES)[1:10])})?|{any_of(en.ONES)})"
_HUNDREDS: Final = rf"(?:(?:{_SMALL}|an?)[\s-]hundred(?:[\s-](?:and[\s-])?{_SMALL})?|{_SMALL})"
_SCALED: Final = rf"(?:{_HUNDREDS}|an?|half\san?)[\s-](?:{any_of(en.SCALES)})"
_LONG_SCALED: Final = rf"{_SCALED}(?:[\s,]+(?:and\s)?{_SCALED})*(?:\s(?:and\s)?{_HUNDREDS})?"
EN_NUMBER: Final = rf"(?:{_LONG_SCALED}|(?:an?|{_SMALL})\sdozen|{_HUNDREDS})"
_EN_WORD: Final = re.compile("[a-z]+", re.ASCII)


@dataclass(frozen=True)
class Number:
    """A number and one unit of its last written digit."""

    value: Fraction
    ulp: Fraction


def digits(text: str) -> Number:
    """`1,234.5` → 1234.5 and 0.1."""
    plain = Decimal(text.replace(",", ""))
    return Number(Fraction(plain), Fraction(10) ** int(plain.as_tuple().exponent))


def chinese(text: str) -> Number:
    """`一百二十三`, `二十萬`, `三點五`, and digits in a row: `二五` is 25."""
    whole, _, decimals = text.partition("點")
    if not decimals and len(whole) > 1 and all(char in zh.DIGITS for char in whole):
        return Number(Fraction(int("".join(str(zh.DIGITS[char]) for char in whole))), Fraction(1))
    behind = "".join(str(zh.DIGITS[char]) for char in decimals)
    if behind:
        return Number(
            _whole(whole) + Fraction(int(behind), 10 ** len(behind)), Fraction(1, 10 ** len(behind))
        )
    return Number(Fraction(_whole(whole)), Fraction(10) ** _weight(whole))


def _whole(text: str) -> int:
    """The value of Chinese numerals without a decimal point, split at the largest scale."""
    for char in reversed(zh.SCALES):
        if char in text:
            before, _, behind = text.rpartition(char)
            return (_whole(before) or 1) * int(10 ** zh.SCALES[char]) + _whole(behind)
    total, digit = 0, None
    for char in text:
        if char in zh.DIGITS:
            digit = zh.DIGITS[char]
        else:
            total, digit = total + (1 if digit is None else digit) * 10 ** zh.TENS[char], None
    return total + (digit or 0)


def _weight(text: str) -> int:
    """The weight of the last character as a power of ten: 二十萬 is known to the ten thousand, 兩萬億 to the 10¹²."""
    weight = 0
    while text and text[-1] in zh.SCALES:
        weight, text = weight + zh.SCALES[text[-1]], text[:-1]
    return weight if weight or not text else zh.TENS.get(text[-1], 0)


def english(text: str) -> Number:
    """`twenty-five`, `two hundred and ten million`, `half a billion`, `a dozen`."""
    total, section, ulp = Fraction(0), Fraction(0), Fraction(1)
    for word in _EN_WORD.findall(text.lower()):
        if word in en.SCALES:
            total += (section or 1) * 10 ** en.SCALES[word]
            section, ulp = Fraction(0), Fraction(10) ** en.SCALES[word]
        elif word == "hundred":
            section, ulp = (section or Fraction(1)) * 100, Fraction(100)
        elif word == "half":
            section = Fraction(1, 2)
        elif word == "dozen":
            section, ulp = (section or Fraction(1)) * 12, Fraction(1)
        elif word in en.ONES or word in en.TENS:
            section, ulp = section + (en.ONES.get(word) or en.TENS.get(word) or 0), Fraction(1)
    return Number(total + section, ulp)


def number(text: str) -> Fraction:
    """The value of a number in digits or in the words of either language."""
    if text[0] in "0123456789.":
        return digits(text).value
    return (english if text.isascii() else chinese)(text).value


_YEAR: Final = re.compile(
    rf"(?:民國\s?(?P<republic>[0-9]+|{ZH_NUMBER})\s?年)|(?P<row>[一二]{ZH_DIGIT}{{3}})(?=年)"
    r"|(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)"
)


def years(text: str) -> list[int]:
    """The years that a date or a period names: 2025, 二〇二五年, 民國114年 (of the Republic of China: 1 is 1912)."""
    return [
        int(number(found["republic"])) + 1911
        if found["republic"]
        else int(number(found["row"] or found["year"]))
        for found in _YEAR.finditer(text.replace("○", "〇"))
    ]
