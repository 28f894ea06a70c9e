"""What carries a number and is no figure: dates and periods, names and identifiers, ordinals and numbering.

Each rule is the reason for setting something aside and the patterns of what it sets aside, those that all languages
share with those of each; the rules are tried in order, and what one has taken the next ones cannot see. The patterns
read folded text (`lexicon.fold`).
"""

from __future__ import annotations

import re
from typing import Final

from reportgen.document.reading.lexicon import MONEY_BEFORE, OTHER_NUMBER
from reportgen.languages.en import asides as en
from reportgen.languages.en.numerals import COUNTED
from reportgen.languages.forms import ANY_YEAR, DAY, HAN, YEAR
from reportgen.languages.wordlists import any_of, words
from reportgen.languages.zh_hant import asides as zh
from reportgen.languages.zh_hant.numerals import COUNTERS

UNREADABLE: Final = "unreadable"  # longer than any word or number: nobody can tell what it says
IDENTIFIER: Final = "identifier"
TIME: Final = "time"
DATE: Final = "date"
PERIOD: Final = "period"
NAME: Final = "name"
LIKELY_NAME: Final = "likely name"  # a source may mean one; an author is asked
ORDINAL: Final = "ordinal"
NUMBERING: Final = "numbering"
IDIOM: Final = "idiom"

_LONG: Final = 200  # characters without a space; a keeper of linear time as well
_LONGEST_NUMBER: Final = 29  # one digit more than the fact base reads
_METRICS = any_of(
    words("EPS PE PB PS ROE ROA ROI ROIC NIM GDP CPI PMI ASP ARPU EBIT EBITDA DPS NAV WACC IRR c ca")
)
_CODES = any_of(code for code in MONEY_BEFORE if code[-1].isalpha() and code.isascii())

_SHARED: Final = {
    UNREADABLE: (
        rf"(?<![!-~])[!-~]{{{_LONG},}}|(?<![0-9])[0-9]{{{_LONGEST_NUMBER},}}|[零〇一二兩三四五六七八九十百千萬億兆]{{{_LONGEST_NUMBER},}}",
    ),
    IDENTIFIER: (
        r"https?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.]+",
        r"\b[A-Z]{2}[A-Z0-9]{9}[0-9]\b",  # ISIN
        r"\b[0-9A-Z]{18}[0-9]{2}\b",  # LEI
        r"\+[0-9]{1,3}[\s-]?\(?[0-9]{1,4}\)?(?:[\s-][0-9]{2,4}){1,4}\b",  # telephone, international
        r"\(0[0-9]{1,3}\)\s?[0-9]{3,4}[\s-]?[0-9]{3,4}(?:\s?(?:ext\.?|#|分機)\s?[0-9]+)?",
        r"\b(?:1-)?[0-9]{3}-[0-9]{3}-[0-9]{4}\b|\b0[0-9]{1,3}-[0-9]{3,4}-?[0-9]{3,4}\b|\b0[0-9]{3}\s[0-9]{3}\s[0-9]{3,4}\b",
        r"\b[0-9]{3}-[0-9]{5}\b",  # SEC file number
        r"\b[0-9]{4,6}[.\s](?:TW|TWO|TT|HK|SH|SS|SZ|KS|KQ|JP|CH)\b|\b[0-9]{4}\.T\b",
        r"\((?:[A-Z]+[:：]\s?)[0-9]{3,6}\)|\b(?:NYSE|HKEX|SEHK|TWSE|SSE|SZSE|LSE)[:：]\s?[0-9]{3,6}",
        rf"(?<={HAN})\((?!{YEAR}\))[0-9]{{4}}\)|(?<=[A-Za-z])\s\((?!{YEAR}\))[0-9]{{4}}\)",  # 台積電(2330)
        r"\bv?[0-9]+\.[0-9]+\.[0-9]+(?:\.[0-9]+)*(?![0-9%])|\bv[0-9]+(?:\.[0-9]+)*\b",  # a version
        r"\b[A-Z]{2}\s[0-9]{5}(?:-[0-9]{4})?\b|#[0-9]+\b|\b(?:ID|Ref|ref)[:.]?\s?[0-9]{3,}\b",
    ),
    TIME: (r"(?<![0-9])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?::[0-5][0-9])?(?:\s?[ap]\.?m\b\.?)?(?![0-9])",),
    DATE: (
        rf"\b{YEAR}[-/.][01]?[0-9][-/.]{DAY}(?![0-9])",
        rf"(?<![0-9/.]){DAY}[/.](?:1[0-2]|0?[1-9])[/.]{ANY_YEAR}(?![0-9])|(?<![0-9/.])[01]?[0-9]/{DAY}/{ANY_YEAR}(?![0-9/])",
    ),
    LIKELY_NAME: (
        # A product: a capitalised word inside a sentence, and a small number without a unit
        rf"(?:(?<=[a-z,]\s)|(?<={HAN}))(?!{en.MONTH}|{_METRICS}\b)[A-Z][A-Za-z]+\s[1-9][0-9]?(?:\.[0-9])?(?=\s[a-z]|[,.;:)]\s|{HAN})"
        rf"(?!\s?{any_of(COUNTED)}|\s?(?:{any_of(COUNTERS)}|[億萬兆倍成元%])|\s?(?:million|billion|trillion|bn|percent|per\scent|bps|m|k|x|to|and|in|of|out|points)\b)",
    ),
    NAME: (
        rf"\b(?:CO|SO|NO|CH|SF|NH|PM|N|O|H){OTHER_NUMBER}(?:O|e|eq)?(?![A-Za-z])|\b(?:[kcm]?m|ft){OTHER_NUMBER}",
        # Letters with a digit behind: Trainium2, x86, FP4, CET1; but not EPS1.95, USD5m, c.30
        rf"(?<![\w-])(?!{_CODES}[0-9.])(?!{_METRICS}\.?[0-9])"
        r"[A-Za-z][A-Za-z&'’]*+(?:[-.][A-Za-z]++)*+-?[0-9][A-Za-z0-9]*+(?:[-./][A-Za-z0-9]++)*+(?!\s?[億萬兆]|%)",
    ),
    NUMBERING: (
        r"^\s*(?:\([0-9]{1,2}\)|[0-9]{1,2}[.)、](?![0-9])|\(?[一二三四五六七八九十]+[)、])",
        rf"(?<![\w$€£¥)])\([0-9]{{1,2}}\)(?=\s?(?:[A-Za-z\ufffc]|{HAN}))(?!\s?(?:percent|million|billion|bps|倍|億|萬))",
        rf"(?<=[a-z.,]|{HAN})\[[0-9]{{1,3}}\]",
    ),
}
_ORDER: Final = (UNREADABLE, IDENTIFIER, TIME, DATE, PERIOD, NAME, LIKELY_NAME, ORDINAL, NUMBERING, IDIOM)


# Where what a language sets aside can begin, so that most places are passed over at once.
_BEGINS: Final = (
    (zh.ASIDES, rf"(?=[0-9\u3007IVX]|{HAN})"),
    (en.ASIDES, r"(?:\b|(?=['’]))"),
    (_SHARED, ""),
)


def _patterns(why: str) -> str:
    return "|".join(f"{begins}(?:{'|'.join(table[why])})" for table, begins in _BEGINS if why in table)


RULES: Final = tuple((why, re.compile(_patterns(why), re.ASCII)) for why in _ORDER)
