"""The words of all languages in one, and the folding of texts into the characters in which they are matched."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from reportgen.languages.en import numerals as en
from reportgen.languages.wordlists import table, words
from reportgen.languages.zh_hant import numerals as zh

# ---- folding -------------------------------------------------------------------------------------------------

GLYPHS: Final = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅛": (1, 8)}
_WIDE: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？"}
_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t"), " ")
_TWINS: Final = {ord(twins[0]): twins[1] for twins in zh.TWINS.split() if len(twins) == 2}


OTHER_NUMBER: Final = "\u2460"  # stands in folded text for ², ③, Ⅷ and their like, of any script


class _Fold(dict[int, str]):
    """A translation that learns the numbers of other scripts as it meets them."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        digit = unicodedata.decimal(char, None)
        other = unicodedata.category(char) in ("No", "Nl") and char not in GLYPHS and char != "〇"
        self[code] = str(digit) if digit is not None else OTHER_NUMBER if other else char
        return self[code]


_FOLD: Final = _Fold({**_WIDE, **_TWINS, **_SPACES})
_WIDE_COMMA: Final = re.compile("(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_WIDE_DIGIT: Final = re.compile("[０-９]")
_CAPITALS: Final = "".join(zh.FINANCIAL)
_ANY_HAN: Final = "".join([*zh.DIGITS, *zh.TENS, *zh.SCALES, *zh.FINANCIAL])
# Financial numerals are ordinary characters too (參考, 大陸): several in a row, or one before a unit.
_FINANCIAL: Final = re.compile(
    rf"(?<![大內登著隊收])(?:[{_CAPITALS}](?=[{_ANY_HAN}])[{_ANY_HAN}]+"
    rf"|[{_CAPITALS}](?=[成折倍趴元圓角分]|個百分點|美元|歐元|日圓|港元|[家項件個年季]))"
    rf"|(?<=百分之)[{_CAPITALS}]|(?<=分之)[{_CAPITALS}]|(?<=[{_ANY_HAN}])[{_CAPITALS}]"
)
_PLAIN: Final = str.maketrans(zh.FINANCIAL)


def fold(text: str) -> str:
    """The text in the characters that the tables use, of the same length."""
    if text.isascii():
        return text.replace("\t", " ")
    folded = text.translate(_FOLD)
    if _WIDE_DIGIT.search(text):
        folded = _WIDE_COMMA.sub(",", folded)
    return _FINANCIAL.sub(lambda found: found[0].translate(_PLAIN), folded)


# ---- units ---------------------------------------------------------------------------------------------------

_CODES: Final = words("""
    USD EUR GBP JPY CNY TWD HKD KRW SGD INR AUD NZD CAD CHF SEK NOK DKK PLN CZK HUF TRY ZAR BRL MXN THB IDR
    MYR PHP VND SAR AED
""")
# A sign that several currencies share stands for the likeliest; the others follow.
_SHARED: Final = {
    "dollar": words("USD AUD CAD HKD NZD SGD TWD"),
    "yuan": words("CNY TWD USD HKD"),
    "yen": words("JPY CNY"),
    "cent": words("EUR USD AUD CAD HKD NZD SGD"),
}
_SIGNS: Final = """
    USD US$ U.S.$
    TWD NT$ NTD NTD$
    HKD HK$
    AUD A$
    CAD C$
    SGD S$
    NZD NZ$
    BRL R$
    CNY RMB CN¥
    MYR RM
    INR Rs. Rs ₹
    KRW ₩
    EUR €
    GBP £
    yen ¥
    dollar $
"""


def _money(*texts: str) -> dict[str, tuple[str, ...]]:
    """Name of a currency → the currencies that it may be."""
    named = {name: code for text in texts for name, code in table(text).items()}
    return {name: _SHARED.get(code, (code,)) for name, code in named.items()}


_OWN: Final = {code: (code,) for code in _CODES}
MONEY_BEFORE: Final = _OWN | _money(_SIGNS, zh.MONEY_BEFORE)
MONEY_AFTER: Final = _OWN | _money(en.MONEY_AFTER, zh.MONEY_AFTER)
CENTS: Final = _money(en.CENTS, zh.CENTS)
RATIO_UNITS: Final = table(en.RATIOS) | table(zh.RATIOS)
MEASURES: Final = {
    **table(en.MEASURES),
    **table(zh.MEASURES),
    **dict.fromkeys((*en.PLAIN_MEASURES, *zh.PLAIN_MEASURES), ""),
}

# ---- wording around a number ---------------------------------------------------------------------------------

BEFORE: Final = table(en.BEFORE) | table(zh.BEFORE)
BETWEEN: Final = (*en.BETWEEN, *zh.BETWEEN)
AFTER: Final = table(en.AFTER) | table(zh.AFTER)
