"""Every figure of a text in English or Chinese, and everything with a number in it that is no figure.

`read_text` is pure: text in, figures and asides out. A paragraph is a non-empty line, counted from 1. Reading runs in
three steps: what is a date, a period, a name, an identifier or an ordinal is set aside (`asides`); what remains is read
as amounts (`grammar`); and amounts are joined to ranges and given the qualifiers around them. Every digit of the text
ends up in exactly one figure or aside, so that nothing with a digit in it is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from reportgen.document.reading import asides, rules
from reportgen.document.reading.amounts import Amount, Reader, Rule
from reportgen.document.reading.lexicon import AFTER, BEFORE, BETWEEN, fold
from reportgen.document.reading.values import Number
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity, interval_of, join
from reportgen.facts.unit import RATIOS, Unit, UnitError, parse_unit
from reportgen.languages.wordlists import any_of

_MASK: Final = "\ufffc"  # stands for a character that has been read; no pattern matches it


@dataclass(frozen=True)
class Paragraph:
    """A non-empty line: its number among them, its line in the file, both from 1, and its text."""

    number: int
    line: int
    text: str


@dataclass(frozen=True)
class Figure:
    """A figure as printed, from `start` to `end` of its paragraph, its number alone in `core`.

    `quantity` is the likeliest reading; its unit is a guess from the words beside it. `also` are other values that the
    same words may mean (翻倍: twice, or 100% more). `money` are the currencies that the sign may stand for. `qualifier`
    is the fact base's word for the one it is printed with. `bare` means that neither scale nor unit is printed with it:
    those of a table stand in its head.
    """

    paragraph: Paragraph
    start: int
    end: int
    core: tuple[int, int]
    quantity: Quantity
    also: tuple[Fraction, ...] = ()
    money: tuple[str, ...] = ()
    qualifier: str = ""
    bare: bool = False

    @property
    def printed(self) -> str:
        """The figure in the text's own characters."""
        return self.paragraph.text[self.start : self.end]


@dataclass(frozen=True)
class Aside:
    """Something with a number in it that is no figure, and why."""

    paragraph: Paragraph
    start: int
    end: int
    why: str

    @property
    def printed(self) -> str:
        """It in the text's own characters."""
        return self.paragraph.text[self.start : self.end]


@dataclass(frozen=True)
class Reading:
    """A text that has been read; figures and asides stand in its order."""

    paragraphs: tuple[Paragraph, ...]
    figures: tuple[Figure, ...]
    asides: tuple[Aside, ...]


def read_text(text: str) -> Reading:
    """Read a whole text."""
    lines = [(at, line.rstrip()) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    paragraphs = tuple(Paragraph(number, at, line) for number, (at, line) in enumerate(lines, 1))
    figures: list[Figure] = []
    set_aside: list[Aside] = []
    for paragraph in paragraphs:
        found, passed = read_paragraph(paragraph)
        figures += found
        set_aside += passed
    return Reading(paragraphs, tuple(figures), tuple(set_aside))


def read_paragraph(paragraph: Paragraph) -> tuple[list[Figure], list[Aside]]:
    """The figures and the asides of one paragraph."""
    folded = fold(paragraph.text)
    masked, amounts = _amounts(folded, rules.FIRST)
    passed: list[Aside] = []
    for why, pattern in asides.RULES:

        def pass_over(match: re.Match[str], why: str = why) -> str:
            passed.append(Aside(paragraph, *match.span(), why))
            return _MASK * len(match[0])

        masked = pattern.sub(pass_over, masked)
    amounts += _amounts(masked, rules.RULES)[1]
    amounts.sort(key=lambda amount: amount.start)
    figures = [
        _figure(paragraph, _qualify(low, high, folded), high) for low, high in _ranges(amounts, folded)
    ]
    return figures, sorted(passed, key=lambda aside: aside.start)


def _amounts(masked: str, rules: tuple[Rule, ...]) -> tuple[str, list[Amount]]:
    """What the rules read, each from what those before it have left, and the text that is left."""
    amounts: list[Amount] = []
    for pattern, read in rules:

        def take(match: re.Match[str], read: Reader = read) -> str:
            amount = read(match)
            if amount is None:
                return match[0]
            amounts.append(amount)
            before, behind = amount.start - match.start(), match.end() - amount.end
            return (
                match[0][:before] + _MASK * (amount.end - amount.start) + match[0][len(match[0]) - behind :]
            )

        masked = pattern.sub(take, masked)
    return masked, amounts


# ---- ranges --------------------------------------------------------------------------------------------------

_GAP: Final = re.compile(r"\s?(?:[-–—−~～]|至|到|\bto\b)\s?|\s?(?P<and>\band\b|與|和|及)\s?", re.ASCII)
_OR: Final = re.compile(r"\s?(?:\bor\b|或)\s?", re.ASCII)
_FROM: Final = re.compile(r"(?:\bfrom|從|自|由)\s*(?:[A-Za-z約]+\s)?$", re.ASCII | re.IGNORECASE)
_RANGING: Final = re.compile(
    r"(?:\brang\w+\s+from|介於|(?:區間|範圍|指引)[為從由自]?)\s*$", re.ASCII | re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"(?:\bbetween|介於|介乎|在)\s*$", re.ASCII | re.IGNORECASE)
_MOVED: Final = re.compile(
    r"\b(?:up|down|ahead|rose|fell|grew|slipped|gained|lost|dropped|climbed|jumped|declined|increased|decreased|improved"
    r"|expanded|contracted|advanced|eased|widened|narrowed|surged|sank|added)(?:\sby)?\s*$",
    re.ASCII | re.IGNORECASE,
)
_LOOK_BACK: Final = 24  # characters; the longest wording before a number


def _ranges(amounts: list[Amount], text: str) -> Iterator[tuple[Amount, Amount | None]]:
    """The amounts in order, with their upper end where two of them make a range."""
    at = 0
    while at < len(amounts):
        low, high = amounts[at], amounts[at + 1] if at + 1 < len(amounts) else None
        joined = _joined(low, high, text) if high else None
        if (
            high
            and not joined
            and _OR.fullmatch(text, low.end, high.start)
            and low.shift is None
            and not low.unit
        ):
            low = _sharing(low, high)  # “$2.1 or $2.2 billion”
        yield joined or (low, None)
        at += 2 if joined else 1


def _joined(low: Amount, high: Amount, text: str) -> tuple[Amount, Amount] | None:
    """The two as the ends of a range, or None: “from 5% to 7%” is a change and not a range."""
    gap = _GAP.fullmatch(text, low.end, high.start)
    before = text[max(0, low.start - _LOOK_BACK) : low.start]
    if not gap or low.high or high.high or low.run or high.run:
        return None
    if gap["and"] and not _BETWEEN.search(before):
        return None
    if _FROM.search(before) and not _RANGING.search(before):
        return None
    if _MOVED.search(before) and "to" in gap[0] and abs(_value(high)) > 3 * abs(_value(low)):
        return None  # “slipped 0.5% to 41.8%”
    if gap[0] in ("-", "−") and not text[low.end - 1].isalnum() and text[low.end - 1] not in "%)":
        return None
    low = _sharing(low, high)
    money = (
        tuple(code for code in low.money if code in high.money)
        if low.money and high.money
        else low.money or high.money
    )
    fits = low.unit == high.unit and bool(money or not (low.money or high.money))
    return (
        (replace(low, money=money), replace(high, money=money))
        if fits and _value(low) < _value(high)
        else None
    )


def _sharing(low: Amount, high: Amount) -> Amount:
    """The lower end with the scale and the unit that are printed once, behind the upper end or before the lower."""
    shift = low.shift
    if shift is None and high.shift is not None and not low.unit:
        shift = high.shift
    number = low.number
    if (
        high.unit == "%"
        and not low.unit
        and high.number.value > 10 * low.number.value
        and high.number.ulp >= 10
    ):
        number = Number(number.value * 10, number.ulp * 10)  # 三至五成
    return replace(low, number=number, shift=shift, unit=low.unit or high.unit, money=low.money or high.money)


def _value(amount: Amount) -> Fraction:
    return amount.number.value * Fraction(10) ** (amount.shift or 0)


# ---- qualifiers ----------------------------------------------------------------------------------------------


_HAN_WORDS: Final = any_of(word for word in BEFORE if not word[0].isascii())
_BEFORE: Final = re.compile(
    rf"(?P<word>(?<![A-Za-z]){any_of(word for word in BEFORE if word[0].isascii())}|{_HAN_WORDS})"
    rf"(?:\s*{any_of(BETWEEN)})?\s*$",
    re.ASCII | re.IGNORECASE,
)
_AFTER: Final = re.compile(rf"[\s-]?(?P<word>{any_of(AFTER)})(?![A-Za-z0-9])", re.ASCII)
_SPAN: Final = re.compile(
    r"[\s-]?(?:年|個?月|季|天|日|週|周|years?|months?|quarters?|weeks?|days?|decades?)|.{0,3}(?:年|月|季|天|週|日)$",
    re.ASCII,
)


def _qualify(low: Amount, high: Amount | None, text: str) -> Amount:
    """The amount with the wording around it: “over $10bn”, 30%以上."""
    before = _BEFORE.search(text, max(0, low.start - _LOOK_BACK), low.start)
    after = _AFTER.match(text, (high or low).end)
    if before and not _recent(before["word"], low, text) and not _last(before, text):
        name = BEFORE[re.sub(r"[\s-]+", " ", before["word"].lower())]
        return replace(low, start=before.start(), qualifier=low.qualifier or name)
    if after and high is None:
        name = AFTER[re.sub(r"\s+", " ", after["word"])]
        return replace(low, end=after.end(), qualifier=low.qualifier or name)
    return low


def _last(before: re.Match[str], text: str) -> bool:
    """最近, 附近 end in a qualifier by chance."""
    return (
        text[max(0, before.start() - 1) : before.start()] in ("最", "附", "遠", "靠")
        and before["word"] == "近"
    )


def _recent(word: str, amount: Amount, text: str) -> bool:
    """近三年 are the last three years, not nearly three; “over three years” is during them."""
    lasting = _SPAN.match(text, amount.core[1]) or _SPAN.match(text[amount.core[1] : amount.end])
    return word.lower() in ("近", "over") and bool(lasting)


# ---- to quantities -------------------------------------------------------------------------------------------


def _figure(paragraph: Paragraph, low: Amount, high: Amount | None) -> Figure:
    if high is None and low.high is not None:
        high = replace(low, number=low.high, qualifier="")
    quantity = _quantity(replace(low, qualifier="") if high else low)
    if high is not None:
        quantity = join(quantity, _quantity(replace(high, qualifier="")))
    end = max(low.end, high.end if high else 0)
    core = low.core[0], max(low.core[1], high.core[1] if high else 0)
    bare = not low.unit and not low.money and low.shift is None and (low.start, end) == core
    start, qualifier = min(low.start, low.core[0]), "" if high else low.qualifier
    # Points of a percentage or of an index: the words do not tell.
    also = (*low.also, low.number.value) if low.unit == "points" and high is None else low.also
    return Figure(paragraph, start, end, core, quantity, also, low.money, qualifier, bare)


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
