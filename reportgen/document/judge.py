"""What each numeral of an author's text is: a figure that has to be bound, or something that passes by its form.

The rules, in the order in which they count:

- Dates, times, periods, telephone numbers and identifiers, names (Trainium2, S&P 500, World War II), ordinals that
  only rank (the third quarter), numbering and idioms (double-check, 萬一) pass. They are told by form, and a form that
  is open to doubt is not enough: a small number behind a capitalised word, a (17) in a sentence without a (1).
- The scale in a unit that stands by itself (US$ millions, 億美元) measures nothing.
- A number word that counts parts of the argument (two reasons, 兩個層面) or points back (the two are) is discourse.
- All else is a figure: amounts with a unit, counts (seventeen shops), shares (half our sales, fell a quarter),
  multiples (doubled), sizes (low-single-digit), bare numbers, and a scale or a unit behind what is printed already.

“One” and 一 count nothing without a unit; a quarter is a share after a verb of movement or before “of the”, and a
period elsewhere; a half is a period after an ordinal or a preposition (in the half) and a share elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportgen.document.numerals import Numeral, numerals
from reportgen.document.reading import asides, values
from reportgen.document.reading.lexicon import fold
from reportgen.document.reading.reader import Aside, Figure, Paragraph, read_paragraph
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import Unit
from reportgen.languages.en import asides as en
from reportgen.languages.forms import HAN
from reportgen.languages.zh_hant import asides as zh

FIGURE: Final = "figure"
DISCOURSE: Final = "discourse"
UNIT: Final = "unit"
PASSING: Final = frozenset({
    asides.IDENTIFIER, asides.TIME, asides.DATE, asides.PERIOD, asides.NAME, asides.ORDINAL, asides.NUMBERING,
    asides.IDIOM, DISCOURSE, UNIT,
})  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """Something with a numeral in it, and what it is.

    A figure has its likeliest reading in `quantity`, None where it says no number by itself (“millions” behind a
    printed fact); `also` are other values that the same words may mean: doubled is 2 x, or 100% more.
    """

    start: int
    end: int
    kind: str
    quantity: Quantity | None = None
    also: tuple[Fraction, ...] = ()

    @property
    def passes(self) -> bool:
        """True where its form alone says that it is no figure."""
        return self.kind in PASSING


def judge(text: str, *, head: bool = False) -> tuple[Judged, ...]:
    """Everything with a numeral in it, in the order of the text: no hit of `numerals` is left out.

    U+FFFC stands for something that is bound already. A `head` of a table or a chart may be nothing but a unit.
    """
    hits = tuple(numerals(text))
    if not hits:
        return ()
    folded = fold(text)
    figures, passed = read_paragraph(Paragraph(1, 1, text))
    pattern = _HEAD_UNITS if head else _UNITS
    units = [Judged(*match.span(), UNIT) for match in pattern.finditer(folded)]
    found = [each for figure in figures if not _within(each := _read(figure, folded), units)] + units
    found += [Judged(aside.start, aside.end, _kind(aside, folded)) for aside in passed]
    taken = _Taken(len(text), found)
    if left := [hit for hit in hits if not taken.accounts_for(hit)]:
        rest = _Rest(folded)
        found += [rest.judged(hit) for hit in left]
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


_UNITS: Final = re.compile("|".join((*en.UNITS, *zh.UNITS)))
_HEAD_UNITS: Final = re.compile("|".join((*en.UNITS, *zh.UNITS, *zh.HEAD_UNITS)))


def _within(each: Judged, units: Iterable[Judged]) -> bool:
    """True for what only says in which unit figures stand: US$ millions, 億美元."""
    return any(unit.start <= each.start and each.end <= unit.end for unit in units)


# “Twice” counts occasions (it is given twice) unless what it multiplies follows.
_OCCASIONS: Final = re.compile(
    r"(?i:twice|thrice)(?=\s?[,.;:)]|$|\s(?:in|on|at|since|during|over|before|and|but|or|already|by|with|this|last)\b)",
    re.ASCII,
)


_COMPARED: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|at|to|nearly|almost|about|over|roughly|than)\s$", re.IGNORECASE
)


def _read(figure: Figure, folded: str) -> Judged:
    before = folded[max(0, figure.start - 8) : figure.start]
    if _OCCASIONS.match(folded, figure.start) and not _COMPARED.search(before):
        return Judged(figure.start, figure.end, DISCOURSE)
    return Judged(figure.start, figure.end, FIGURE, figure.quantity, figure.also)


class _Taken:
    """Which characters a figure holds, and which ones something that passes."""

    def __init__(self, length: int, found: Iterable[Judged]) -> None:
        self.by_figure, self.by_any = bytearray(length), bytearray(length)
        for each in found:
            held = b"\1" * (each.end - each.start)
            self.by_any[each.start : each.end] = held
            if not each.passes:
                self.by_figure[each.start : each.end] = held

    def accounts_for(self, hit: Numeral) -> bool:
        """True where a figure has a part of the numeral, or what passes has it whole."""
        return any(self.by_figure[hit.start : hit.end]) or all(self.by_any[hit.start : hit.end])


# ---- what is open to doubt -----------------------------------------------------------------------------------

_AMOUNT: Final = re.compile(
    r"\s?(?:[%億萬兆倍元成]|(?:percent|per\scent|bps|basis|million|billion|trillion|bn|mn|dollars?|points?)\b)",
    re.ASCII,
)
_CAPITALISED: Final = re.compile(rf"(?:[A-Z][\w.&'-]*|{HAN})\s?$", re.ASCII)
_WORDLIKE: Final = re.compile(
    r"(?!(?:up|to|by|at|of|in|on|or|and|was|is|rose|fell|grew)[0-9])(?:[a-z]{1,3}-?[^a-z]|.*[A-Z])", re.ASCII
)
_MONTHS: Final = re.compile(
    r"\s(?:[Rr]evenue|[Ss]ales|[Pp]rofit|[Rr]esults|[Ee]arnings|[Ff]igures|period|EBIT|['’]?[0-9]{2})|" + HAN
)


def _kind(aside: Aside, folded: str) -> str:
    """The reason of the reader, unless it is not reason enough in a text whose author can be asked."""
    return FIGURE if aside.why not in PASSING or _doubtful(aside, folded) else aside.why


def _doubtful(aside: Aside, folded: str) -> bool:
    said, before = folded[aside.start : aside.end], folded[: aside.start]
    if aside.why == asides.IDENTIFIER:
        if said[0] == "+" and sum(char.isdigit() for char in said) < 8:
            return True
        if re.fullmatch(r"\s?\([0-9]{4}\)", said):
            return not _CAPITALISED.search(before[-24:])
        if re.match(r"[A-Z]{2}\s[0-9]{5}", said):
            return re.match(r"\s[a-z]", folded[aside.end : aside.end + 2]) is not None
        return said[-1].isdigit() and _AMOUNT.match(folded, aside.end) is not None
    if aside.why == asides.NAME and said[0].isascii() and said[0].isalpha() and " " not in said:
        return _WORDLIKE.match(said) is None
    if aside.why == asides.PERIOD and re.fullmatch(r"[369]M", said):
        return not _MONTHS.match(folded, aside.end)
    return aside.why == asides.NUMBERING and not _numbers(said, before, folded[aside.end :], folded)


def _numbers(said: str, before: str, behind: str, folded: str) -> bool:
    """True for a number that counts off what follows it; (17) in a sentence does where there is a (1)."""
    return behind.strip() != "" and (said[0] != "(" or before.strip() == "" or "(1)" in folded)


# ---- what the reader declines --------------------------------------------------------------------------------

_DECLINED: Final = tuple(
    (why, re.compile("|".join(patterns), re.ASCII | re.IGNORECASE))
    for table in (en.DECLINED, zh.DECLINED)
    for why, patterns in table.items()
)
_SENTENCE: Final = re.compile(r"(?:^|[.!?:;…•\"“”'‘’(\-–—|]\s*)$|\s\s$", re.ASCII)
_WORD: Final = re.compile(r"[A-Za-z]{4,}", re.ASCII)
_NUMBER_WORD: Final = re.compile(rf"{values.EN_NUMBER}|{values.ZH_NUMBER}", re.IGNORECASE)


class _Rest:
    """What the reader has declined in a folded text."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.passes = bytearray(
            len(folded)
        )  # 1 + the place in _DECLINED of the reason for which a character passes
        for place, (_, pattern) in enumerate(_DECLINED, 1):
            for match in pattern.finditer(folded):
                self.passes[match.start() : match.end()] = bytes([place]) * len(match[0])
        words: list[str] = _WORD.findall(folded)
        self.titled = 2 * sum(word[0].isupper() for word in words) >= len(words)

    def judged(self, hit: Numeral) -> Judged:
        """What a numeral is that the reader has passed over."""
        if all(self.passes[hit.start : hit.end]):
            return Judged(hit.start, hit.end, _DECLINED[self.passes[hit.start] - 1][0])
        if self._named(hit):
            return Judged(hit.start, hit.end, asides.NAME)
        return Judged(hit.start, hit.end, FIGURE, _quantity(hit, self.folded))

    def _named(self, hit: Numeral) -> bool:
        """A capitalised number word inside a sentence that is not in title case itself: “the chain Five”."""
        word = self.folded[hit.start : hit.end]
        if self.titled or not word.istitle() or _AMOUNT.match(self.folded, hit.end):
            return False
        return not _SENTENCE.search(self.folded[max(0, hit.start - 3) : hit.start])


def _quantity(hit: Numeral, folded: str) -> Quantity | None:
    said = folded[hit.start : hit.end]
    if len(hit.text) == 1 and hit.text.isnumeric() and not said.isalpha():
        return _exactly(Fraction(unicodedata.numeric(hit.text)).limit_denominator(1000))
    if _NUMBER_WORD.fullmatch(said):
        return _exactly(values.number(said))
    return None


def _exactly(value: Fraction) -> Quantity:
    return Quantity(value, Interval.at(value), Unit())
