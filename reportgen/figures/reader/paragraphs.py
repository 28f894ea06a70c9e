"""Every figure of a text, and everything with a number in it that is no figure.

`read_text` is pure: text in, figures and asides out. A paragraph is a non-empty line, counted from 1. Reading runs in
three steps: what is a date, a period, a name, an identifier or an ordinal is set aside (`setting_aside`); what remains
is read as amounts, by the grammars of the languages (`packs`) and by `digits`; and amounts are joined to ranges and
given the qualifiers around them (`wording`). Every digit of the text ends up in exactly one figure or aside, so that
nothing with a digit in it is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Final

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity, interval_of, join, told_in
from reportgen.facts.unit import RATIOS, Unit, UnitError, parse_unit
from reportgen.figures.reader import digits
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.heads import Heads
from reportgen.figures.reader.packs import readers
from reportgen.figures.reader.pages import without_pages
from reportgen.figures.reader.parts import Aside, Figure, SourceParagraph
from reportgen.figures.reader.setting_aside import aside_rules
from reportgen.figures.reader.wording import qualify, ranges
from reportgen.languages.amounts import Amount, AmountRule
from reportgen.languages.numeral_pack import Numerals

_SIGNS: Final = re.compile(r"[-−–+±△▲()（）－＋\s]*")  # what a cell without a unit has beside its number
_MASK: Final = "\ufffc"  # stands for a character that has been read; no pattern matches it


@dataclass(frozen=True)
class Reading:
    """A text that has been read; figures and asides stand in its order."""

    paragraphs: tuple[SourceParagraph, ...]
    figures: tuple[Figure, ...]
    asides: tuple[Aside, ...]


def read_text(text: str, language: str = "") -> Reading:
    """Read a whole text, which is in a language, or in any."""
    lines = [(at, line.rstrip()) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    paragraphs = tuple(SourceParagraph(number, at, line) for number, (at, line) in enumerate(lines, 1))
    figures: list[Figure] = []
    set_aside: list[Aside] = []
    heads = Heads()
    for paragraph, (_, behind) in zip(paragraphs, (*lines[1:], (0, "")), strict=False):
        folded = fold(paragraph.text)
        packs = readers(language, folded)
        found, passed = read_with(packs, paragraph, folded)
        if code := _meant_in_twins(packs, paragraph.text):
            found = [_meaning(figure, code) for figure in found]
        found, passed = heads.read(packs, paragraph, (found, passed), behind)
        figures += found
        set_aside += passed
    figures, pages = without_pages(figures, paragraphs)
    set_aside = sorted((*set_aside, *pages), key=lambda aside: (aside.paragraph.number, aside.start))
    return Reading(paragraphs, tuple(figures), tuple(set_aside))


def _meant_in_twins(packs: tuple[Numerals, ...], text: str) -> str:
    """The currency that a shared name means in a text that is written in twins, or \"\"."""
    for pack in packs:
        if pack.digits.money_in_twins and any(
            ord(char) in pack.script.twins for char in text if char.isalpha()
        ):
            return pack.digits.money_in_twins
    return ""


def _meaning(figure: Figure, code: str) -> Figure:
    """A figure with a currency as the likeliest, where it may be that one and no other is printed."""
    if len(figure.money) < 2 or code not in figure.money or "$" in figure.printed:
        return figure
    money = (code, *(other for other in figure.money if other != code))
    return replace(figure, money=money, quantity=told_in(figure.quantity, parse_unit(code)))


def read_with(
    packs: tuple[Numerals, ...], paragraph: SourceParagraph, folded: str
) -> tuple[list[Figure], list[Aside]]:
    """The figures and the asides of one paragraph, as some languages read it."""
    masked, amounts = _amounts(folded, _runs(packs))
    passed: list[Aside] = []
    for why, pattern in aside_rules(packs):
        if spans := [match.span() for match in pattern.finditer(masked)]:
            passed += [Aside(paragraph, *span, why) for span in spans]
            masked = _without(masked, spans)
    amounts += _amounts(masked, _rules(packs))[1]
    amounts.sort(key=lambda amount: amount.start)
    figures = [
        _figure(paragraph, qualify(packs, low, high, folded), high)
        for low, high in ranges(amounts, _parted(paragraph.text, folded))
    ]
    return figures, sorted(passed, key=lambda aside: aside.start)


def _parted(text: str, folded: str) -> str:
    """The folded text with bars for its tabs: no range reaches from one cell into another."""
    if "\t" not in text:
        return folded
    return "".join("|" if char == "\t" else twin for char, twin in zip(text, folded, strict=True))


@cache
def _runs(packs: tuple[Numerals, ...]) -> tuple[AmountRule, ...]:
    """The rules for what is read before anything is set aside."""
    return tuple(rule for pack in packs for rule in pack.grammar.runs)


@cache
def _rules(packs: tuple[Numerals, ...]) -> tuple[AmountRule, ...]:
    """The rules for amounts in the order of trying."""
    return (
        *(rule for pack in packs for rule in pack.grammar.shares),
        *digits.DIGIT_RATIOS,
        *(rule for pack in packs for rule in pack.grammar.sizes),
        digits.digit_rule(packs),
        *(rule for pack in packs for rule in pack.grammar.words),
    )


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text in which some stretches are read, given in its order."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], _MASK * (end - start)]
        at = end
    return "".join((*pieces, text[at:]))


def _amounts(text: str, rules: Iterable[AmountRule]) -> tuple[str, list[Amount]]:
    """What the rules read, each from what those before it have left, and the text that is left."""
    amounts: list[Amount] = []
    for rule in rules:
        spans, at = [], 0
        while match := rule.form.pattern.search(text, at):
            at = max(match.end(), match.start() + 1)
            if amount := rule.read(match):
                amounts.append(amount)
                spans.append((amount.start, amount.end))
                at = max(at, amount.end)
        text = _without(text, spans) if spans else text
    return text, amounts


# ---- to quantities -------------------------------------------------------------------------------------------


def _figure(paragraph: SourceParagraph, low: Amount, high: Amount | None) -> Figure:
    if high is None and low.high is not None:
        high = replace(low, number=low.high, qualifier="")
    if high is None and low.unit == "points":
        low = _points(low)
    quantity = _quantity(replace(low, qualifier="") if high else low)
    if high is not None:
        quantity = join(quantity, _quantity(replace(high, qualifier="")))
    end = max(low.end, high.end if high else 0)
    core = low.core[0], max(low.core[1], high.core[1] if high else 0)
    around = paragraph.text[low.start : core[0]] + paragraph.text[core[1] : end]
    bare = not low.unit and not low.money and low.shift is None and _SIGNS.fullmatch(around) is not None
    start, qualifier = min(low.start, low.core[0]), "" if high else low.qualifier
    scaled = low.shift is not None
    return Figure(paragraph, start, end, core, quantity, low.also, low.money, qualifier, bare, scaled)


def _points(amount: Amount) -> Amount:
    """Points of a percentage or of an index: the words do not tell, but no percentage moves by a hundred."""
    value = amount.number.value
    if abs(value) < 100:
        return replace(amount, also=(*amount.also, value))
    return replace(amount, unit="", also=(*amount.also, value / 100))


def _quantity(amount: Amount) -> Quantity:
    unit = _unit(amount)
    worth = RATIOS.get(unit.ratio, Fraction(1)) * Fraction(10) ** (amount.shift or 0)
    value, ulp = amount.number.value * worth, amount.number.ulp * worth
    interval = interval_of(amount.qualifier, value, ulp) if ulp or amount.qualifier else Interval.at(value)
    return Quantity(value, interval, unit)


def _unit(amount: Amount) -> Unit:
    try:
        return parse_unit(amount.unit or next(iter(amount.money), ""))
    except UnitError:
        return Unit()
