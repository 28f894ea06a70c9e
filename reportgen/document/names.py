"""Why a wording can't be declared as a name: a name tells nothing that a fact would have to back."""

from __future__ import annotations

import re
from typing import Final

from reportgen.document.judge import FIGURE, Judged, judge
from reportgen.document.numerals import numerals
from reportgen.document.reading.lexicon import MONEY_BEFORE, fold
from reportgen.languages.en import numerals as en
from reportgen.languages.forms import HAN
from reportgen.languages.wordlists import any_of
from reportgen.languages.zh_hant import numerals as zh

_SIGN: Final = re.compile(
    r"[$€£¥₹₩]|(?<![A-Za-z])"
    + any_of(name for name in MONEY_BEFORE if name.isascii() and name.isalpha())
    + r"\s?[0-9]",
    re.ASCII,
)
_SCALE: Final = re.compile(
    rf"\b(?:{any_of(en.SCALES)}|hundred|dozen|lakh|crore)s?\b|[0-9]\s?(?:k|m|mn|bn|tn)\b|[{''.join(zh.SCALES)}]",
    re.ASCII | re.IGNORECASE,
)
_RATIO: Final = re.compile(
    r"%|\b(?:percent|per\scent|bps|(?:basis|percentage)\spoints?)\b|百分[點之]|基點", re.ASCII | re.IGNORECASE
)
_LETTER: Final = re.compile(rf"[A-Za-z]|{HAN}")
_BESIDE: Final = re.compile(r"\b(?:and|or|to|the|a|an|about|over|under|nearly)\b|[約逾近至到]", re.IGNORECASE)


def name_trouble(term: str) -> str:
    """Why a wording under `terms:` is no name, "" where it may be one.

    Refused are wordings with a currency, with per cent or points, with a scale, with a multiple or a share, and those
    that are nothing but a number. Counts that build a sentence (two rounds, 三家業者) and names (Trainium2, Big Three,
    Fortune 500, 11月宣布) may be declared.
    """
    folded, judged = fold(term), judge(term)
    figures = [each for each in judged if each.kind == FIGURE]
    if figures and _RATIO.search(folded):
        return "it holds a percentage"
    for figure in figures:
        if trouble := _trouble(figure, folded):
            return trouble
    if judged and _SIGN.search(folded):
        return "it holds an amount of money"
    return "it is nothing but a number" if judged and not _says_more(term, folded) else ""


def _says_more(term: str, folded: str) -> bool:
    """True where a letter is left without the numerals: not in 2027 or about 99, but in 兩輪 and GB300."""
    rest = list(folded)
    for numeral in numerals(term):
        rest[numeral.start : numeral.end] = " " * (numeral.end - numeral.start)
    return _LETTER.search(_BESIDE.sub("", "".join(rest))) is not None


def _trouble(figure: Judged, folded: str) -> str:
    said, quantity = folded[figure.start : figure.end], figure.quantity
    if quantity and quantity.unit.ratio in ("%", "points", "bps"):
        return "it holds a percentage"
    if quantity and quantity.unit.currency:
        return "it holds an amount of money"
    if _SCALE.search(said):
        return "it holds an amount with a scale"
    if quantity and quantity.unit.ratio:
        return "it holds a multiple"
    if quantity and quantity.point.denominator > 1 and not said[:1].isdigit():
        return "it holds a share"
    return "it holds an amount with a unit" if quantity and quantity.unit.powers else ""
