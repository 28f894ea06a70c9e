"""Words that follow the facts: which way a value goes, and the verb or comparison that says so."""

from __future__ import annotations

from reportgen.facts.quantity import Quantity
from reportgen.languages.words import WORDS


def direction(quantity: Quantity) -> int:
    """1 above zero, −1 below, 0 where the value is zero or its interval reaches across."""
    low, high = quantity.interval.low, quantity.interval.high
    if low is not None and low >= 0 and quantity.point > 0:
        return 1
    return -1 if high is not None and high <= 0 and quantity.point < 0 else 0


def word(kind: str, quantity: Quantity, language: str) -> str:
    """The word of `kind` that fits the sign of the value. Raises KeyError for a kind that does not exist."""
    return WORDS[kind][language][{1: 0, -1: 1, 0: 2}[direction(quantity)]]
