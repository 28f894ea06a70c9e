"""Forms of dates and numbers that the languages share, as pieces of patterns."""

from __future__ import annotations

from typing import Final

# A Han character: what is left of the letters without the other scripts of the first plane, for `re` goes through each
# character of a range whenever it compiles one, and through the 27,000 of Han some thirty times at every start.
HAN: Final = r"(?u:[^\W\x00-\u06ff\u2070-\u218f\u2460-\u24ff\u3000-\u33ff\uff00-\uffef])"
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
