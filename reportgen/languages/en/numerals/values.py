"""English numbers in words: their form, and exact values."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from reportgen.languages.amounts import Scaling, WrittenNumber
from reportgen.languages.amounts import digits as read_digits
from reportgen.languages.en.numerals.lexicon import ONES, SCALES, SHORT_SCALES, SPACED_SCALES, TENS
from reportgen.languages.wordlists import any_of

_SCALE: Final = f"(?:{any_of(SCALES)})"
_ONE: Final = any_of(list(ONES)[1:10])
SMALL: Final = rf"(?:{any_of(TENS)}(?:[\s-]{_ONE})?|{any_of(list(ONES)[10:])}|{_ONE}|zero)"
HUNDREDS: Final = (
    rf"(?:{SMALL}|an?(?=[\s-]hundred))(?:[\s-]hundred(?:[\s-](?:and[\s-])?{SMALL})?)?"  # up to 999
)
# Twenty-five; two hundred and ten million and five; half a billion; a dozen.
NUMBER: Final = (
    rf"(?:(?:{HUNDREDS}|(?:half\s)?an?(?=[\s-]{_SCALE})|an?(?=\sdozen))"
    rf"(?:[\s-]{_SCALE}(?:[\s,]+(?:and\s)?(?:{HUNDREDS}|half\san?|an?)[\s-]{_SCALE})*"
    rf"(?:\s(?:and\s)?{HUNDREDS})?|\sdozen)?)"
)
_WORD: Final = re.compile("[a-z]+", re.ASCII)


def english(text: str) -> WrittenNumber:
    """`twenty-five`, `two hundred and ten million`, `half a billion`, `a dozen`."""
    total, section, ulp = Fraction(0), Fraction(0), Fraction(1)
    for word in _WORD.findall(text.lower()):
        if word in SCALES:
            total += (section or 1) * 10 ** SCALES[word]
            section, ulp = Fraction(0), Fraction(10) ** SCALES[word]
        elif word == "hundred":
            section, ulp = (section or Fraction(1)) * 100, Fraction(100)
        elif word == "half":
            section = Fraction(1, 2)
        elif word == "dozen":
            section, ulp = (section or Fraction(1)) * 12, Fraction(1)
        elif word in ONES or word in TENS:
            section, ulp = section + (ONES.get(word) or TENS.get(word) or 0), Fraction(1)
    return WrittenNumber(total + section, ulp)


def value(text: str) -> Fraction:
    """The value of a number in digits or in words."""
    return (read_digits if text[0] in "0123456789." else english)(text).value


def _scaled(before: WrittenNumber, text: str) -> tuple[WrittenNumber, int]:
    name = re.sub(r"[\s-]+", " ", text.strip(" -\u00a0")).removesuffix("s") if len(text) > 4 else text.strip()
    return before, SCALES.get(name.lower()) or SHORT_SCALES[name]


SCALING: Final = Scaling(
    rf"(?:[\s-]?{_SCALE}s?(?![A-Za-z])|(?:{any_of(SHORT_SCALES)})(?![A-Za-z0-9])"
    rf"|\s(?:{any_of(SPACED_SCALES)}|(?:lakh|crore)s)(?![A-Za-z0-9]))",
    _scaled,
)
