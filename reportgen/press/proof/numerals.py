"""Numerals in finished text: where they stand, and what it means to match one whole.

A numeral is any run of digits (of any script, also ½, ² or ③) with its separators, and a number word. Number words
are matched where that is practical, by this rule:

    English   cardinals from two up and scale words (two, twelve, twenty-one, a dozen, hundreds, the billions);
              fractions (a third, two thirds, half of); multiples (doubled, halved, threefold, twice the). Not: one,
              zero, once, twice alone, ordinals, a quarter as a period.
    Chinese   兩, 二 … 十 and compounds before a measure word or a counted noun (兩輪, 三家, 四處); fractions
              (三分之一), tenths (七成), 一半, 過半, 減半, 翻倍; scale words on their own (數十億). Not: 一, ordinals
              (第三季, 其二), wherever the line ends.

What of these an author uses to build a sentence rather than to state a figure is declared as a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

_OTHER = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229"
_DIGITS = rf"[\d{_OTHER}]+(?:[.,’'·](?=\d)[\d]+)*"
_UNITS = "two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_ENGLISH = (
    r"(?:a|one)[ -](?:half|third|fifth|sixth|seventh|eighth|ninth|tenth)(?! (?:quarter|half|time|party|of all\b))",
    r"(?:a|one) quarter of",
    r"(?:three|two)[ -](?:quarters of|thirds|fifths|tenths)",
    r"half (?:of|the|a|as|again)",
    r"(?:by|than|over|nearly|about|almost|exceeds?) half",
    rf"{_any(_TENS)}(?:[ -](?:one|{_UNITS.replace(' ', '|')}))?",
    _any(_TEENS),
    _any(_UNITS),
    r"(?:hundred|thousand|million|billion|trillion|dozen)s?",
    r"(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:e|es|ed|ing)",
    r"(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|mani)[ -]?fold",
    r"twice (?:as|the|its|that|what|last|this)",
)
_MEASURES = "個家項次輪年季月週周天日倍成處種國地隻座人名位筆間件條代組場頭大款部支檔批步期席節集元顆點％%"
_HAN = (
    r"[一二兩三四五六七八九十百千萬]+分之[一二兩三四五六七八九十百千]+",
    r"[一二三四五六七八九]成(?![長為本立果熟交功員份])",
    rf"(?<![第其])(?<![第其]\s)(?<![第其]\s\s)[二兩三四五六七八九十][一二三四五六七八九十百千萬億兆]*(?=[{_MEASURES}])(?!十一月|十二月)",
    r"(?<![\d.,])[數幾]?[十百千][萬億兆]",
    r"一半|半數|過半|減半|折半|翻倍|倍增|加倍|翻[一兩]番",
)
_NUMERAL: Final = re.compile(
    "|".join([rf"(?:{_DIGITS})", rf"\b(?:{'|'.join(_ENGLISH)})\b", *(f"(?:{each})" for each in _HAN)]),
    re.IGNORECASE,
)
# What may not stand directly before or after a whole match: more of the number, a sign, a currency, a scale, a unit.
_BEFORE: Final = re.compile(r"(?:[0-9A-Za-z$€£¥−±+≈~<>≤≥#_]|\d[.,])\Z")
_AFTER: Final = re.compile(
    r"[0-9A-Za-z_]|[.,]\d|\s?[%‰％]|[萬億兆千百倍]|\s(?:bn|tn|m|pp|bp|x|thousand|million|billion|trillion)\b"
)
_DASHES: Final = "-–"
_SOLID: Final = re.compile(r"[0-9A-Za-z.,]")


@dataclass(frozen=True)
class Numeral:
    """A numeral and where it stands in its text."""

    text: str
    start: int
    end: int


def numerals(text: str) -> Iterator[Numeral]:
    """Every numeral of a text, in its order."""
    for found in _NUMERAL.finditer(text):
        yield Numeral(found[0], found.start(), found.end())


def around(text: str, start: int, end: int, reach: int = 28) -> str:
    """A stretch of text with what stands around it, for a message."""
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    return " ".join(f"{'…' if start > reach else ''}{before}{text[start:end]}{after}…".split())


@lru_cache(maxsize=8192)
def flexible(text: str) -> re.Pattern[str]:
    """Finds a text in which lines may have been broken anew: never inside a number or a Latin word."""
    parts: list[str] = []
    bare = " ".join(text.split())
    for last, char in pairwise(f" {bare}"):
        if char == " ":
            parts.append(r"\s*")
            continue
        if parts and last != " " and not (_SOLID.match(last) and _SOLID.match(char)):
            parts.append(r"\s*")
        parts.append(re.escape(char))
    return re.compile("".join(parts))


def is_whole(text: str, start: int, end: int) -> bool:
    """True where a match is not a part of a longer figure or name: Trainium2 is not in Trainium23, nor 24% in 124%."""
    first, last = text[start], text[end - 1]
    if re.match(r"[\w$€£¥−+≈<>≤≥]", first, re.ASCII):
        if _BEFORE.search(text[max(0, start - 2) : start]):
            return False
        if first.isdigit() and start and text[start - 1] in _DASHES:
            return False
    if last.isascii() and last.isalnum() and _AFTER.match(text, end):
        return False
    return not (text[end : end + 1] in _DASHES and text[end : end + 2][1:].isdigit())


def wholes(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where a wording stands in a text as a whole."""
    for found in flexible(wanted).finditer(text):
        if is_whole(text, found.start(), found.end()):
            yield found.start(), found.end()
