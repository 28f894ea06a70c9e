"""Words that follow the facts: which way a value goes, and the verb or comparison that says so."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from reportgen.facts.period import Period
from reportgen.facts.quantity import Quantity
from reportgen.figures.dates import whole_year
from reportgen.figures.rounding import sign_is_open
from reportgen.languages import LANGUAGES
from reportgen.languages.pack import Direction, Directions

WORD_KINDS: Final = tuple(field.name for field in fields(Directions))


def direction(quantity: Quantity) -> int:
    """1 above zero, −1 below, 0 where the value is zero or its interval reaches across."""
    if sign_is_open(quantity):
        return 0
    low, high = quantity.interval.low, quantity.interval.high
    if low is not None and low >= 0 and quantity.point > 0:
        return 1
    return -1 if high is not None and high <= 0 and quantity.point < 0 else 0


def word(kind: str, quantity: Quantity, language: str) -> str:
    """The word of one of KINDS that fits the sign of the value: rose, fell, was flat."""
    words = _words(kind, language)
    return {1: words.above, -1: words.below, 0: words.zero}[direction(quantity)]


def wording(kind: str, quantity: Quantity, language: str, period: Period | None = None) -> str:
    """The same around the size of the value, which {} stands for: up {} year on year. Of a full year some languages say
    it otherwise."""
    words = _words(kind, language)
    found = {1: words.moved_above, -1: words.moved_below, 0: words.moved_zero}[direction(quantity)]
    if period is None or period.calendar is None or not whole_year(period):
        return found
    return LANGUAGES[language].composing.of_full_year(found, not period.calendar.civil)


def level(kind: str, language: str) -> str:
    """What stands for the value and its direction where not even its sign is known: flat year on year."""
    return _words(kind, language).level


def _words(kind: str, language: str) -> Direction:
    found: Direction = vars(LANGUAGES[language].directions)[kind]
    return found
