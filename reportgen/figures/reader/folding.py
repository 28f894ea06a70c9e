"""The folding of texts into the characters in which they are matched."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial
from typing import Final

from reportgen.languages import numeral_packs
from reportgen.languages.forms import GLYPHS, OTHER_NUMBER
from reportgen.languages.numeral_pack import Script

_WIDE: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？"}
_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t"), " ")


class _Fold(dict[int, str]):
    """A translation that learns the numbers of other scripts as it meets them."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        digit = unicodedata.decimal(char, None)
        other = unicodedata.category(char) in ("No", "Nl") and char not in GLYPHS and char != "\u3007"
        self[code] = str(digit) if digit is not None else OTHER_NUMBER if other else char
        return self[code]


@cache
def _scripts() -> tuple[Script, ...]:
    return tuple(pack.script for pack in numeral_packs())


@cache
def _fold() -> _Fold:
    twins = {code: twin for script in _scripts() for code, twin in script.twins.items()}
    return _Fold({**_WIDE, **twins, **_SPACES})


_WIDE_COMMA: Final = re.compile("(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_WIDE_DIGIT: Final = re.compile("[０-９]")


def fold(text: str) -> str:
    """The text in the characters that the patterns of all languages are written in, of the same length."""
    if text.isascii():
        return text.replace("\t", " ")
    folded = text.translate(_fold())
    if _WIDE_DIGIT.search(text):
        folded = _WIDE_COMMA.sub(",", folded)
    for script in _scripts():
        if any(chr(code) in folded for code in script.plain):
            folded = script.financial.pattern.sub(partial(_plainly, script), folded)
    return folded


def _plainly(script: Script, found: re.Match[str]) -> str:
    """Financial numerals as the usual ones."""
    return found[0].translate(script.plain)
