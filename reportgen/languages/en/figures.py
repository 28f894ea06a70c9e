"""How English writes a figure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from reportgen.languages.en.units import EACH, NOUNS, SINGLE
from reportgen.languages.pack import QUALIFYING, FigureStyle

_OWN: Final = {"TOP": "T$"}  # whose code is a word that stands before numbers: TOP 10
# What a symbol ends in that readers know and fonts have; otherwise the code is printed: ILS 1.2bn.
_SIGNS: Final = "$€£¥₩₹"


@cache
def _money(currency: str, named: bool) -> tuple[str, str]:
    from babel.numbers import get_currency_symbol

    # British English names the country of every dollar; American English takes its own for granted.
    symbol = _OWN.get(currency) or get_currency_symbol(currency, locale="en_GB" if named else "en")
    return (symbol, "") if symbol[-1] in _SIGNS else (f"{currency} ", "")


def currency_names(currency: str) -> tuple[str, str]:
    """Its name in running text: a US dollar, US dollars."""
    from babel.numbers import get_currency_name

    one, many = (str(get_currency_name(currency, count=count, locale="en")) for count in (1, 2))
    return one, many


# Hundredths behind an amount, and by name.
_MINOR: Final = {
    "GBP": ("p", "pence"),
    "USD": ("¢", "US cents"),
    "EUR": ("c", "euro cents"),
    "ZAR": ("c", "SA cents"),
    "ILS": (" agorot", "agorot"),
}


def _per(nouns: Sequence[str]) -> tuple[str, str]:
    return "", "".join(f" per {noun}" for noun in nouns)


def _exchanged(currency: str) -> tuple[str, str]:
    return _per(currency_names(currency)[:1])


FIGURES: Final = FigureStyle(
    locale="en",
    ladder=(12, 9, 6, 0),
    steps={0: "", 3: " thousand", 6: "m", 9: "bn", 12: "tn"},
    long_steps={6: " million", 9: " billion", 12: " trillion"},
    head_steps={4: 3, 8: 9},
    qualifiers={word: f"{word} {{}}" for word in QUALIFYING},
    terse_qualifiers=dict(zip(QUALIFYING, ("≈{}", "≈{}", ">{}", "≥{}", "<{}", "≤{}"), strict=True)),
    unsigned=frozenset(),
    below="under {}",
    to=" to ",
    dash="–",
    dashed=True,
    ratios={"": "", "%": "%", "points": " points", "bps": "bp", "x": "x"},
    terse_ratios={"": "", "%": "%", "points": "pp", "bps": "bp", "x": "x"},
    ratio_names={"points": "percentage points", "bps": "basis points", "x": "times"},
    single={" points": " point", **SINGLE},
    nouns=NOUNS,
    each=EACH,
    per=_per,
    exchanged=_exchanged,
    money=_money,
    minor=lambda currency, full: _MINOR[currency][full],
    money_name=lambda currency: currency,
    fraction=lambda over, under: f"{over}/{under}",
    least_digits={12: 3},
    in_line="in line",
    not_meaningful="n.m.",
    no_value={
        "base": "growth on a base that is not positive",
        "sign": "reckoned of a profit or balance that is not positive",
        "divisor": "the divisor may be zero",
        "range": "the range runs downwards",
        "input": "computed from a figure that is not meaningful",
        "open": "its inputs leave it open on both sides",
    },
)
