"""Why a wording can't be declared as a name: a name tells nothing that a fact would have to back."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Final

from reportgen.document.judge import FIGURE, Judged, judge_numerals
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.scanning import numerals
from reportgen.languages import merged
from reportgen.languages.amounts import LOOSE
from reportgen.languages.currencies import ALSO_WORDS, SIGNS
from reportgen.languages.numeral_pack import Judging
from reportgen.languages.wordlists import any_of

_LETTER: Final = re.compile(r"[^\W\d_]")


@cache
def _sign() -> re.Pattern[str]:
    codes = any_of(name for name in SIGNS if name.isalpha() and name not in ALSO_WORDS)
    marks = "".join(sign for sign in SIGNS if len(sign) == 1)
    return re.compile(rf"[{marks}]|(?<![A-Za-z]){codes}\s?[0-9]", re.ASCII)


@cache
def _form(name: str, *more: str) -> re.Pattern[str]:
    """A pattern of what every language has for one thing, and of more."""
    pick: Callable[[Judging], str] = attrgetter(name)
    return re.compile("|".join((*more, merged(lambda pack: pick(pack.judging)))), LOOSE)


def name_trouble(term: str) -> str:
    """Why a wording under `terms:` is no name, "" where it may be one.

    Refused are wordings with a currency, with per cent or points, with a scale, with a multiple or a share, and those
    that are nothing but a number. Counts that build a sentence (two rounds) and names (Trainium2, Big Three,
    Fortune 500) may be declared.
    """
    folded, judged = fold(term), judge_numerals(term)
    figures = [each for each in judged if each.kind == FIGURE]
    if figures and _form("ratio", "%").search(folded):
        return "it holds a percentage"
    for figure in figures:
        if trouble := _trouble(figure, folded):
            return trouble
    if judged and _sign().search(folded):
        return "it holds an amount of money"
    return "it is nothing but a number" if judged and not _says_more(term, folded) else ""


def _says_more(term: str, folded: str) -> bool:
    """True where a letter is left without the numerals: not in 2027 or about 99, but in GB300."""
    rest = list(folded)
    for numeral in numerals(term):
        rest[numeral.start : numeral.end] = " " * (numeral.end - numeral.start)
    return _LETTER.search(_form("beside").sub("", "".join(rest))) is not None


def _trouble(figure: Judged, folded: str) -> str:
    said, quantity = folded[figure.start : figure.end], figure.quantity
    if quantity and quantity.unit.ratio in ("%", "points", "bps"):
        return "it holds a percentage"
    if quantity and quantity.unit.currency:
        return "it holds an amount of money"
    if _form("scale").search(said):
        return "it holds an amount with a scale"
    if quantity and quantity.unit.ratio:
        return "it holds a multiple"
    if quantity and quantity.point.denominator > 1 and not said[:1].isdigit():
        return "it holds a share"
    return "it holds an amount with a unit" if quantity and quantity.unit.powers else ""
