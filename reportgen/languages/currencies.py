"""Currencies as every language writes them: codes, and signs that several of them may share."""

from __future__ import annotations

from typing import Final

from reportgen.languages.amounts import UnitName
from reportgen.languages.wordlists import table, words

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


def money(text: str) -> dict[str, tuple[str, ...]]:
    """Name of a currency → the currencies that it may be, of a table whose lines begin with a code."""
    return {name: _SHARED.get(code, (code,)) for name, code in table(text).items()}


ISO_CODES: Final = {code: (code,) for code in _CODES}
SIGNS: Final = ISO_CODES | money("""
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
""")


def units(
    *, after: str, cents: str, ratios: str, measures: str, plain: tuple[str, ...]
) -> dict[str, UnitName]:
    """The units behind a number, from a language's tables of currencies, hundredths of them, ratios and measures;
    `plain` are measures that the fact base doesn't know, and measure words, which count."""
    return {
        **dict.fromkeys(plain, UnitName()),
        **{name: UnitName(unit) for name, unit in table(measures).items()},
        **{name: UnitName(money=codes) for name, codes in (ISO_CODES | money(after)).items()},
        **{name: UnitName(money=codes, shift=-2) for name, codes in money(cents).items()},
        **{name: UnitName(unit) for name, unit in table(ratios).items()},
    }
