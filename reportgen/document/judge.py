"""What each numeral of an author's text is: a figure that has to be bound, or something that passes by its form.

The rules, in the order in which they count:

- Dates, times, periods, telephone numbers and identifiers, names (Trainium2, S&P 500, World War II), ordinals that
  only rank (the third quarter), numbering and idioms (double-check) pass. They are told by form, and a form that
  is open to doubt is not enough: a small number behind a capitalised word, a (17) in a sentence without a (1).
- The scale in a unit that stands by itself (US$ millions) measures nothing.
- A number word that counts parts of the argument (two reasons) or points back (the two are) is discourse.
- All else is a figure: amounts with a unit, counts (seventeen shops), shares (half our sales, fell a quarter),
  multiples (doubled), sizes (low-single-digit), bare numbers, and a scale or a unit behind what is printed already.

“One” counts nothing without a unit; a quarter is a share after a verb of movement or before “of the”, and a
period elsewhere; a half is a period after an ordinal or a preposition (in the half) and a share elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from operator import attrgetter
from typing import Final

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import Unit
from reportgen.figures.reader import setting_aside as asides
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.packs import readers
from reportgen.figures.reader.paragraphs import read_with
from reportgen.figures.reader.parts import Aside, Figure, SourceParagraph
from reportgen.figures.reader.scanning import spans
from reportgen.languages import merged, numeral_packs
from reportgen.languages.amounts import LOOSE
from reportgen.languages.forms import HAN
from reportgen.languages.numeral_pack import Judging, Numerals

JudgedSpan = tuple[int, int]  # where a numeral begins and ends
FIGURE: Final = "figure"
UNIT: Final = "unit"
PASSING: Final = frozenset({
    asides.IDENTIFIER, asides.TIME, asides.DATE, asides.PERIOD, asides.IN_NAME, asides.ORDINAL, asides.NUMBERING,
    asides.IDIOM, asides.DISCOURSE, UNIT,
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


def judge_numerals(text: str, language: str = "", *, head: bool = False) -> tuple[Judged, ...]:
    """Everything with a numeral in it, in the order of the text: no hit of `numerals` is left out.

    U+FFFC stands for something that is bound already. A `head` of a table or a chart may be nothing but a unit. The
    numerals of every language count; those that only another language of the text's script knows are read as that
    one reads them.
    """
    return _judged_numerals(text, language, head)


@lru_cache(
    maxsize=4096
)  # an edition shows the same labels in many places, and a preview the same text again and again
def _judged_numerals(text: str, language: str, head: bool) -> tuple[Judged, ...]:
    folded = fold(text)
    hits = tuple(spans(folded, numeral_packs()))
    if not hits:
        return ()
    packs = readers(language, folded)
    found = _read_by(packs, folded, head)
    if language:
        found = _without_names(found, packs, folded)
    taken = _Taken(len(text), found)
    if left := [hit for hit in hits if not taken.accounts_for(hit)]:
        rest = _Rest(packs, text, folded)
        own = tuple(spans(folded, packs))
        for hit in left:
            known = any(_touch(hit, span) for span in own)
            found.append(rest.judged(hit) if known else _abroad(hit, packs, text, head))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def _read_by(packs: tuple[Numerals, ...], folded: str, head: bool) -> list[Judged]:
    """What the reading of some languages makes of a folded text."""
    figures, passed = read_with(packs, SourceParagraph(1, 1, folded), folded)
    units = [Judged(*match.span(), UNIT) for match in _units(head).finditer(folded)]
    found = [each for figure in figures if not _within(each := _read(figure, folded), units)] + units
    return found + [Judged(aside.start, aside.end, _kind(aside, folded)) for aside in passed]


def _without_names(found: list[Judged], packs: Sequence[Numerals], folded: str) -> list[Judged]:
    """What is found, but for what is a name or an idiom in a language that shares a script with a guest of the text's:
    nobody knows in which of them an English text quotes a place."""
    guests = {pack.script.name for pack in packs[1:]}
    named = [
        place
        for pack in numeral_packs()
        if pack not in packs and pack.script.name in guests and pack.script.any_letter.pattern.search(folded)
        for place in asides.proper(pack, folded)
    ]
    return [_renamed(each, named) for each in found]


def _renamed(each: Judged, named: Sequence[tuple[int, int, str]]) -> Judged:
    """A figure that stands inside of a name as that name."""
    kinds = (why for start, end, why in named if start <= each.start and each.end <= end)
    kind = each.kind if each.passes else next(kinds, each.kind)
    return each if kind == each.kind else Judged(each.start, each.end, kind)


def _touch(one: JudgedSpan, other: JudgedSpan) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _abroad(hit: JudgedSpan, packs: Sequence[Numerals], text: str, head: bool) -> Judged:
    """A numeral as the first language judges it that knows it, which is none of the text's own."""
    folded = fold(text)
    for pack in numeral_packs():
        if pack not in packs and any(_touch(hit, span) for span in spans(folded, (pack,))):
            there = readers(pack.language, folded)
            found = _read_by(there, folded, head)
            if not _Taken(len(folded), found).accounts_for(hit):
                return _Rest(there, text, folded).judged(hit)
            judged = min(
                (one for one in found if _touch(hit, (one.start, one.end))), key=lambda one: one.passes
            )
            return replace(judged, start=hit[0], end=hit[1])
    return Judged(*hit, FIGURE)


@cache
def _units(head: bool) -> re.Pattern[str]:
    """What says a unit without a number, in any language."""
    forms = [form for pack in numeral_packs() for form in pack.judging.units]
    if head:
        forms += [form for pack in numeral_packs() for form in pack.judging.head_units]
    return re.compile("|".join(dict.fromkeys(forms)))


def _within(each: Judged, units: Iterable[Judged]) -> bool:
    """True for what only says in which unit figures stand: US$ millions."""
    return any(unit.start <= each.start and each.end <= unit.end for unit in units)


@cache
def _form(name: str, form: str) -> re.Pattern[str]:
    """A pattern made of what every language has for one thing; {} in the form."""
    pick: Callable[[Judging], str] = attrgetter(name)
    return re.compile(form.format(merged(lambda pack: pick(pack.judging))), re.ASCII)


def _read(figure: Figure, folded: str) -> Judged:
    before = folded[max(0, figure.start - 8) : figure.start]
    # “Twice” counts occasions (it is given twice) unless what it multiplies follows.
    if _form("occasions", "{}").match(folded, figure.start) and not _form("compared", "(?i:{})").search(
        before
    ):
        return Judged(figure.start, figure.end, asides.DISCOURSE)
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

    def accounts_for(self, hit: JudgedSpan) -> bool:
        """True where a figure has a part of the numeral, or what passes has it whole."""
        return any(self.by_figure[slice(*hit)]) or all(self.by_any[slice(*hit)])


# ---- what is open to doubt -----------------------------------------------------------------------------------

_CAPITALISED: Final = re.compile(rf"(?:[A-Z][\w.&'-]*|{HAN}|[\u3041-\u30fe])\s?$", re.ASCII)


def _measured(folded: str, at: int) -> bool:
    """True where a scale or a unit stands at a place."""
    return _form("measured", r"\s?(?:%|{})").match(folded, at) is not None


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
        return said[-1].isdigit() and _measured(folded, aside.end)
    if aside.why == asides.IN_NAME and said[0].isascii() and said[0].isalpha() and " " not in said:
        return _form("glued", r"(?!{})(?:[a-z]{{1,3}}-?[^a-z]|.*[A-Z])").match(said) is None
    if aside.why == asides.PERIOD and re.fullmatch(r"[369]M", said):
        return not _form("covered", "{}").match(folded, aside.end)
    return aside.why == asides.NUMBERING and not _numbers(said, before, folded[aside.end :], folded)


def _numbers(said: str, before: str, behind: str, folded: str) -> bool:
    """True for a number that counts off what follows it; (17) in a sentence does where there is a (1)."""
    return behind.strip() != "" and (said[0] != "(" or before.strip() == "" or "(1)" in folded)


# ---- what the reader declines --------------------------------------------------------------------------------


@cache
def _declined(pack: Numerals) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What a language lets pass of what the reader declines, by its reason."""
    table = pack.judging.declined.items()
    return tuple((why, re.compile("|".join(forms), LOOSE)) for why, forms in table)


@cache
def _number(pack: Numerals) -> re.Pattern[str]:
    return re.compile(pack.judging.number, LOOSE)


_SENTENCE: Final = re.compile(r"(?:^|[.!?:;…•\"“”'‘’(\-–—|]\s*)$|\s\s$", re.ASCII)
_WORD: Final = re.compile(r"[A-Za-z]{4,}", re.ASCII)


class _Rest:
    """What the reader has declined in a folded text."""

    def __init__(self, packs: Sequence[Numerals], text: str, folded: str) -> None:
        self.packs, self.text, self.folded = packs, text, folded
        self.reasons = [each for pack in packs for each in _declined(pack)]
        # 1 + the place in `reasons` of the one for which a character passes
        self.passes = bytearray(len(folded))
        for place, (_, pattern) in enumerate(self.reasons, 1):
            for match in pattern.finditer(folded):
                self.passes[match.start() : match.end()] = bytes([place]) * len(match[0])
        words: list[str] = _WORD.findall(folded)
        self.titled = 2 * sum(word[0].isupper() for word in words) >= len(words)

    def judged(self, hit: JudgedSpan) -> Judged:
        """What a numeral is that the reader has passed over."""
        if all(self.passes[slice(*hit)]):
            return Judged(*hit, self.reasons[self.passes[hit[0]] - 1][0])
        if self._named(hit):
            return Judged(*hit, asides.IN_NAME)
        return Judged(*hit, FIGURE, _quantity(self.text[slice(*hit)], self.folded[slice(*hit)], self.packs))

    def _named(self, hit: JudgedSpan) -> bool:
        """A capitalised number word inside a sentence that is not in title case itself: “the chain Five”."""
        word = self.folded[slice(*hit)]
        if self.titled or not word.istitle() or _measured(self.folded, hit[1]):
            return False
        return not _SENTENCE.search(self.folded[max(0, hit[0] - 3) : hit[0]])


def _quantity(written: str, said: str, packs: Sequence[Numerals]) -> Quantity | None:
    """The number that a numeral is, as it is written and as it reads when folded."""
    if len(written) == 1 and written.isnumeric() and not said.isalpha():
        return _exactly(Fraction(unicodedata.numeric(written)).limit_denominator(1000))
    for pack in packs:
        if _number(pack).fullmatch(said):
            return _exactly(pack.judging.value(said))
    return None


def _exactly(value: Fraction) -> Quantity:
    return Quantity(value, Interval.at(value), Unit())
