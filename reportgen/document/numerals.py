"""Numerals in a text, without regard to what they mean: everything that has to be accounted for.

A numeral is a run of digits of any script with its separators (also ½, ², ③ or Ⅷ), and what the languages say in words:
their `SCAN` tables hold the rule for each, and the numerals of every language count in every text. U+FFFC stands for
something that is bound already; a scale or a unit right behind it is a numeral too. What a numeral is, a figure or a
part of a date or a name, is told by `judge`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.document.reading.lexicon import GLYPHS, OTHER_NUMBER, fold
from reportgen.languages.en import scan as en
from reportgen.languages.forms import HAN
from reportgen.languages.zh_hant import scan as zh

_DIGITS: Final = rf"[0-9{OTHER_NUMBER}{''.join(GLYPHS)}]+(?:[.,’'·](?=[0-9])[0-9]+)*"
_WORDS: Final = rf"\b(?=[a-zIVXLCDM])(?:{'|'.join(en.SCAN)})\b"
_HAN: Final = rf"(?=\u3007|{HAN})(?:{'|'.join(zh.SCAN)})"
_DANGLING: Final = rf"(?<=\ufffc)(?:{en.DANGLING}|{zh.DANGLING})"
_NUMERAL: Final = re.compile(f"{_DIGITS}|{_WORDS}|{_HAN}|{_DANGLING}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Numeral:
    """A numeral and where it stands in its text."""

    text: str
    start: int
    end: int


def numerals(text: str) -> Iterator[Numeral]:
    """Every numeral of a text, in its order."""
    for found in _NUMERAL.finditer(fold(text)):
        start = found.end() - len(found[0].lstrip())
        if found.end() > start:
            yield Numeral(text[start : found.end()], start, found.end())
