"""Forms of dates and numbers that the languages share, as pieces of patterns."""

from __future__ import annotations

from typing import Final

HAN: Final = r"[\u3400-\u9fff]"
YEAR: Final = r"(?:19[5-9][0-9]|20[0-5][0-9])"
ANY_YEAR: Final = rf"(?:{YEAR}|[0-9]{{2}})"
DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])"
TH: Final = r"(?:st|nd|rd|th)"
QUARTER: Final = r"(?:[1-4]Q|Q[1-4]|[12]H|H[12]|[369]M)"
TO: Final = r"\s?(?:至|到|~|-|–|—|、|及|和|與|/)\s?"
# What tells an amount from a day or a number in a name.
NO_AMOUNT: Final = (
    r"(?![0-9]|[.,][0-9]|\s?[%億萬兆倍]|\s?(?:million|billion|trillion|bn|percent|per\scent|bps|m|k|x)\b)"
)
