"""The wording around amounts: what joins two to a range, and what qualifies one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import Final

from reportgen.languages import merged
from reportgen.languages.amounts import LOOSE, Amount, WrittenNumber
from reportgen.languages.numeral_pack import Numerals, Ranges
from reportgen.languages.wordlists import any_of

# ---- ranges --------------------------------------------------------------------------------------------------


@cache
def _form(name: str, form: str) -> re.Pattern[str]:
    """A pattern made of what every language has for one part of a range: {} in the form."""
    pick: Callable[[Ranges], str] = attrgetter(name)
    return re.compile(form.format(merged(lambda pack: pick(pack.ranges))), LOOSE)


def _gap(text: str, low: Amount, high: Amount) -> tuple[str, bool]:
    """What stands between two amounts, where it may join them, and whether it is an “and”."""
    for name, dashes in (("to", "[-–—−~～〜]|"), ("and_", "")):
        if found := _form(name, rf"\s?(?:{dashes}{{}})\s?").fullmatch(text, low.end, high.start):
            return found[0], name == "and_"
    return "", False


def _ends(name: str, before: str) -> bool:
    """Whether the text before an amount ends in a wording."""
    return _form(name, "(?:{})$").search(before) is not None


_LOOK_BACK: Final = 24  # characters; the longest wording before a number


def ranges(amounts: list[Amount], text: str) -> Iterator[tuple[Amount, Amount | None]]:
    """The amounts in order, with their upper end where two of them make a range."""
    at = 0
    while at < len(amounts):
        low, high = amounts[at], amounts[at + 1] if at + 1 < len(amounts) else None
        joined = _joined(low, high, text) if high else None
        if (
            high
            and not joined
            and _form("or_", r"\s?(?:{})\s?").fullmatch(text, low.end, high.start)
            and low.shift is None
            and not low.unit
            and low.end == low.core[1]
        ):
            low = _sharing(low, high)  # “$2.1 or $2.2 billion”
        yield joined or (low, None)
        at += 2 if joined else 1


def _joined(low: Amount, high: Amount, text: str) -> tuple[Amount, Amount] | None:
    """The two as the ends of a range, or None: “from 5% to 7%” is a change and not a range."""
    gap, paired = _gap(text, low, high)
    before = text[max(0, low.start - _LOOK_BACK) : low.start]
    if gap.strip() == "—" and gap != "—" and not (low.unit or high.unit):
        return None  # nothing, in a cell of its own
    if not gap or low.high or high.high or low.run or high.run:
        return None
    if paired and not _ends("between", before):
        return None
    if _ends("source", before) and not _ends("ranging", before) and not _once(low, high, before):
        return None
    if _ends("moved", before) and gap.strip().isalpha() and abs(_value(high)) > 3 * abs(_value(low)):
        return None  # “slipped 0.5% to 41.8%”
    if gap in ("-", "−") and not text[low.end - 1].isalnum() and text[low.end - 1] not in "%)":
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


def _once(low: Amount, high: Amount, before: str) -> bool:
    """True for “from 4 to 6 percent”, whose unit is printed once, where nothing says that it moved."""
    bare = not low.unit and not low.money and low.shift is None
    return bare and high.unit == "%" and not _form("moved", r"(?:{})from\s*$").search(before)


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
        number = WrittenNumber(number.value * 10, number.ulp * 10)  # of tenths: from three to five
    return replace(low, number=number, shift=shift, unit=low.unit or high.unit, money=low.money or high.money)


def _value(amount: Amount) -> Fraction:
    return amount.number.value * Fraction(10) ** (amount.shift or 0)


# ---- qualifiers ----------------------------------------------------------------------------------------------


@cache
def _before(pack: Numerals) -> re.Pattern[str]:
    """A wording before an amount, at the end of a text."""
    latin = [word for word in pack.wording.before if word[0].isascii()]
    other = [word for word in pack.wording.before if not word[0].isascii()]
    words = "|".join(
        rf"{start}{any_of(some)}" for start, some in (("(?<![A-Za-z])", latin), ("", other)) if some
    )
    return re.compile(rf"(?P<word>{words})(?:\s*{any_of(pack.wording.between)})?\s*$", LOOSE)


@cache
def _after(pack: Numerals) -> re.Pattern[str]:
    return re.compile(rf"[\s-]?(?P<word>{any_of(pack.wording.after)})(?![A-Za-z0-9])", re.ASCII)


@cache
def _other(form: str) -> re.Pattern[str]:
    return re.compile(form, re.ASCII)


def qualify(packs: Sequence[Numerals], low: Amount, high: Amount | None, text: str) -> Amount:
    """The amount with the wording around it: “over $10bn”, “10% or more”."""
    for pack in packs:
        if (found := _before(pack).search(text, max(0, low.start - _LOOK_BACK), low.start)) and _qualifies(
            pack, found, low, text
        ):
            name = pack.wording.before[re.sub(r"[\s-]+", " ", found["word"].lower())]
            return replace(low, start=found.start(), qualifier=low.qualifier or name)
    for pack in packs if high is None else ():
        if behind := _after(pack).match(text, low.end):
            name = pack.wording.after[re.sub(r"\s+", " ", behind["word"])]
            return replace(low, end=behind.end(), qualifier=low.qualifier or name)
    return low


def _qualifies(pack: Numerals, before: re.Match[str], amount: Amount, text: str) -> bool:
    """False for what ends in a qualifier by chance, and for one that says how long something lasts."""
    wording, word = pack.wording, before["word"].lower()
    if _other(wording.chance).search(text[max(0, before.start() - 1) : before.end("word")]):
        return False
    spans = _other(wording.spans)
    lasting = spans.match(text, amount.core[1]) or spans.match(text[amount.core[1] : amount.end])
    return word not in wording.during or not lasting
