"""Beside which characters a line does not end, in whatever language it is."""

from __future__ import annotations

import unicodedata
from typing import Final

_FULL_WIDTH: Final = 0xFEE0  # from a character of ASCII to its twin on a full em
_ENDS: Final = ",.;:!?)%"
# Small kana, and the marks that go on or repeat what stands before them (UAX 14, classes CJ and NS).
_SMALL_KANA: Final = frozenset(
    char for char in map(chr, range(0x3041, 0x3100)) if " LETTER SMALL " in unicodedata.name(char, "")
)
_ITERATION: Final = frozenset("\u3005\u303b\u309d\u309e\u30fc\u30fd\u30fe")


def _with_twins(chars: str) -> frozenset[str]:
    return frozenset(chars) | {chr(ord(char) + _FULL_WIDTH) for char in chars}


NOT_FIRST: Final = frozenset("。、」』》〉】〕…·・—’”") | _with_twins(_ENDS) | _SMALL_KANA | _ITERATION
NOT_LAST: Final = frozenset("「『《〈【〔‘“$") | _with_twins("(")
IN_NUMBERS: Final = "兆億亿萬万千百十"  # stand between the digits of a number and its unit
PAUSES: Final = frozenset("、，。；：！？")  # behind which a phrase ends
# The script of a language that sets no spaces between words → BudouX's model of its phrases.
PHRASE_MODELS: Final = {"Jpan": "ja", "Hant": "zh-hant", "Hans": "zh-hans"}


def is_wide(char: str) -> bool:
    """True for characters that a Han face sets on a full em."""
    return unicodedata.east_asian_width(char) in "WF"


def has_wide(text: str) -> bool:
    """True where any character is set in the Han face."""
    return any(map(is_wide, text))
