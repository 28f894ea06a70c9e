"""Amounts as a text has them: the neutral values that the grammars of the languages read from their words.

A pattern here or in a grammar reads folded text. A reader may decline, by None; the text then stays for the rules
behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

ONE: Final = Fraction(1)
SPOKEN: Final = Fraction(1, 10)  # how finely a multiple in words is meant
LOOSE: Final = re.ASCII | re.IGNORECASE
# 1,234,567 and, as in India, 12,34,567
DIGITS: Final = (
    r"(?:(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
    r"|(?<![A-Za-z0-9])\.[0-9]+)"
)


@dataclass(frozen=True)
class Lazy:
    """A pattern that is compiled when it is first used: a program that reads one language compiles no other."""

    source: str
    flags: re.RegexFlag = re.ASCII

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.source, self.flags)


@dataclass(frozen=True)
class WrittenNumber:
    """A number and one unit of its last written digit."""

    value: Fraction
    ulp: Fraction


@dataclass(frozen=True)
class Amount:
    """A number with its unit, not yet with its qualifier.

    It stands from `start` to `end`, its digits or number words from `core[0]` to `core[1]`. The value is
    `number` × 10^`shift`, in `unit` (the fact base's name for it, "" for none); `money` are the currencies that it may
    be in. `shift` is None where no scale is written. `high` is the upper end where the words mean a range by
    themselves; `also` are other values that the same words may mean.
    """

    start: int
    end: int
    core: tuple[int, int]
    number: WrittenNumber
    shift: int | None = None
    unit: str = ""
    money: tuple[str, ...] = ()
    qualifier: str = ""
    high: WrittenNumber | None = None
    also: tuple[Fraction, ...] = ()
    run: bool = False


AmountReader = Callable[[re.Match[str]], Amount | None]


@dataclass(frozen=True)
class AmountRule:
    """A pattern, and what reads a match of it. The amount may end behind the match."""

    form: Lazy
    read: AmountReader


@dataclass(frozen=True)
class Scaling:
    """What a language writes behind digits for a power of ten: the form, without groups, and its reader, from the
    number before it to the number and the power."""

    form: str
    read: Callable[[WrittenNumber, str], tuple[WrittenNumber, int]]


def digits(text: str) -> WrittenNumber:
    """`1,234.5` → 1234.5 and 0.1."""
    plain = Decimal(text.replace(",", ""))
    return WrittenNumber(Fraction(plain), Fraction(10) ** int(plain.as_tuple().exponent))


def sized(span: tuple[int, int], low: int, high: int | None = None) -> Amount:
    """A growth rate known by its number of digits (`low` of them) or, with `high`, by a range of percentages."""
    if high is not None:
        return Amount(
            *span, span, WrittenNumber(Fraction(low), ONE), None, "%", high=WrittenNumber(Fraction(high), ONE)
        )
    floor = Fraction(10 ** max(low - 1, 1))
    qualifier = "under" if low == 1 else "at least"
    return Amount(*span, span, WrittenNumber(floor, ONE), None, "%", qualifier=qualifier, also=(floor,))


def sized_in_part(span: tuple[int, int], size: int, thirds: tuple[int, int]) -> Amount:
    """The same with the part of the range that is meant: mid-single-digit is 4% to 6%, low double digits 10% to 13%."""
    low, high = thirds
    if size == 1:
        return sized(span, low, high)
    return sized(span, 10 + low - (low == 1), 10 + high)


# ---- units behind a number -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class UnitName:
    """What the name of a unit stands for: the fact base's unit, or the currencies it may be, times 10^`shift`."""

    unit: str = ""
    money: tuple[str, ...] = ()
    shift: int = 0


@dataclass(frozen=True)
class UnitPatterns:
    """Names of units; `glued` are those that are units only where they touch the number.

    `more` gives names that are only made when the first number is read; `names` come before them.
    """

    names: Mapping[str, UnitName]
    glued: tuple[str, ...] = ()
    more: Callable[[], Mapping[str, UnitName]] = dict

    @cached_property
    def _all(self) -> Mapping[str, UnitName]:
        return {**self.more(), **self.names}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._all))

    @cached_property
    def _lowered(self) -> Mapping[str, UnitName]:
        return {name.lower(): unit for name, unit in reversed(list(self._all.items()))}

    def at(self, text: str, at: int, loose: bool = False) -> tuple[UnitName | None, int]:
        """The unit that stands at a place, or behind a space there, and where it ends; `loose` for either case."""
        gap = text[at : at + 1] in (" ", "-") and at < len(text)
        names = self._lowered if loose else self._all
        stretch = text[at + gap : at + gap + self._longest].replace("-", " ")
        stretch = stretch.lower() if loose else stretch
        for length in range(len(stretch), 0, -1):
            name = stretch[:length]
            if (unit := names.get(name)) is not None and self._stands(text, at, gap, length, name):
                return unit, at + gap + length
        return None, at

    def _stands(self, text: str, at: int, gap: bool, length: int, name: str) -> bool:
        """A name that ends in a Latin letter ends a word; another one has no hyphen before it."""
        if not (name[-1].isascii() and name[-1].isalpha()):
            return not gap or text[at] == " "
        behind = text[at + gap + length : at + gap + length + 1]
        return not (behind.isascii() and behind.isalnum()) and not (gap and name in self.glued)
