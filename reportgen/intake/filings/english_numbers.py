"""Whole numbers in English words: twenty-two, one hundred and five, two million, no."""

from __future__ import annotations

import re
from typing import Final

_ONES: Final = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS: Final = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_SMALL: Final = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_LARGE: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NOTHING: Final = ("no", "none", "nil", "zero")


def english_number(text: str) -> int | None:
    """The number that words tell, or None where they tell none."""
    words = re.split(r"[ -]+", text.casefold().strip())
    if len(words) == 1 and words[0] in _NOTHING:
        return 0
    words = [word for at, word in enumerate(words) if word != "and" or at in (0, len(words) - 1)]
    total, group = 0, ""
    limit = 10**15
    for word in words:
        if (large := _LARGE.get(word)) is None:
            group += f" {word}"
            continue
        number = _under_thousand(group.split())
        if not number or large >= limit:
            return None
        total, group, limit = total + number * large, "", large
    if not group:
        return total
    rest = _under_thousand(group.split())
    return None if rest is None or not rest else total + rest


def _under_thousand(words: list[str]) -> int | None:
    """One hundred five, ninety-nine, a hundred."""
    number = 0
    if "hundred" in words[1:2]:
        hundreds = 1 if words[0] == "a" else _SMALL.get(words[0], 0)
        if not 1 <= hundreds <= 9:
            return None
        number, words = 100 * hundreds, words[2:]
    match [_SMALL.get(word) for word in words]:
        case []:
            return number
        case [int(one)]:
            return number + one
        case [int(tens), int(ones)] if tens >= 20 and 1 <= ones <= 9:
            return number + tens + ones
    return None
