"""Numerals in a text, without regard to what they mean: everything that has to be accounted for.

A numeral is a run of digits of any script with its separators (also ½, ², ③ or Ⅷ), and what the languages say in words:
each has patterns for it, and the numerals of every language count in every text. U+FFFC stands for something that is
bound already; a scale or a unit right behind it is a numeral too. What a numeral is, a figure or a part of a date or a
name, is told by `document.judge`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from reportgen.figures.reader.folding import fold
from reportgen.languages import merged, numeral_packs
from reportgen.languages.amounts import LOOSE
from reportgen.languages.forms import GLYPHS, OTHER_NUMBER
from reportgen.languages.numeral_pack import Numerals

_DIGITS: Final = re.compile(rf"[0-9{OTHER_NUMBER}{''.join(GLYPHS)}]+(?:[.,’'·](?=[0-9])[0-9]+)*", re.ASCII)


@cache
def _dangling() -> re.Pattern[str]:
    return re.compile(rf"(?<=\ufffc)(?:{merged(lambda pack: pack.scan.dangling)})", LOOSE)


@dataclass(frozen=True)
class Numeral:
    """A numeral and where it stands in its text."""

    text: str
    start: int
    end: int


def numerals(text: str) -> Iterator[Numeral]:
    """Every numeral of a text, in its order."""
    for start, end in spans(fold(text), numeral_packs()):
        yield Numeral(text[start:end], start, end)


@lru_cache(
    maxsize=64
)  # twice what a brief asks for, whole pages among them; a worker sees thousands of briefs
def all_numerals(text: str) -> tuple[Numeral, ...]:
    """The numerals of a text that several ask for: kept."""
    return tuple(numerals(text))


def spans(folded: str, packs: Iterable[Numerals]) -> Iterator[tuple[int, int]]:
    """Where the numerals of some languages stand in a folded text, none inside of another."""
    at = 0
    for start, end in sorted(_met(folded, packs), key=lambda span: (span[0], -span[1])):
        if start >= at:
            at = end
            begins = end - len(folded[start:end].lstrip())
            if begins < end:
                yield begins, end


def _met(folded: str, packs: Iterable[Numerals]) -> Iterator[tuple[int, int]]:
    """Every place where a pattern finds something."""
    patterns = [_DIGITS]
    if "\ufffc" in folded:
        patterns.append(_dangling())
    patterns += [pack.scan.words.pattern for pack in packs if pack.script.any_letter.pattern.search(folded)]
    for pattern in patterns:
        yield from (match.span() for match in pattern.finditer(folded))
