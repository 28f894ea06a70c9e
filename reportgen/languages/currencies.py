"""Currencies as every language writes them: codes, and signs that several of them may share.

The codes are the money of countries in ISO 4217, with the lev, which old statements are in; funds and metals are none.
How many decimals each has, and its name in each language, Babel knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from reportgen.languages.amounts import UnitName
from reportgen.languages.wordlists import table, words

# Those that most listed companies report in, and the others.
USUAL: Final = words("""
    USD EUR GBP JPY CNY TWD HKD KRW SGD INR AUD NZD CAD CHF SEK NOK DKK PLN CZK HUF ILS TRY ZAR BRL MXN CLP COP
    THB IDR MYR PHP VND SAR AED KWD QAR RUB
""")
_OTHERS: Final = words("""
    AFN ALL AMD AOA ARS AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BSD BTN BWP BYN BZD CDF CRC CUP CVE DJF DOP DZD
    EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG IQD IRR ISK JMD JOD KES KGS KHR KMF KPW KYD KZT LAK LBP
    LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MZN NAD NGN NIO NPR OMR PAB PEN PGK PKR PYG RON RSD
    RWF SBD SCR SDG SHP SLE SOS SRD SSP STN SYP SZL TJS TMT TND TOP TTD TZS UAH UGX UYU UZS VES VUV WST XAF XCD XCG
    XOF XPF YER ZMW ZWG
""")
_CODES: Final = (*USUAL, *_OTHERS)
CURRENCIES: Final = frozenset(_CODES)
# Hundredths of a currency that shares are quoted in: the code that markets write, and what else is written for it.
HUNDREDTHS: Final = {"GBX": "GBP", "ZAC": "ZAR", "ILA": "ILS", "USX": "USD", "EUX": "EUR"}
HUNDREDTHS_SPELT: Final = {name: name for name in HUNDREDTHS} | table("""
    GBX GBp pence p
    ZAC ZAc
    ILA agorot
    USX USc US¢
    EUX EUc
""")
# Codes that are words, too, or names of something else: they touch no digits. COP26 and TOP100 are names.
ALSO_WORDS: Final = frozenset(words("ALL AMD COP CUP CVE GEL MAD PEN SOS TOP TRY"))
# A sign that several currencies share stands for the likeliest; the others follow.
_SHARED: Final = {
    "dollar": words("USD AUD CAD HKD NZD SGD TWD"),
    "yuan": words("CNY TWD USD HKD"),
    "元": words("TWD CNY USD HKD"),
    "yen": words("JPY CNY"),
    "cent": words("EUR USD AUD CAD HKD NZD SGD ZAR"),
    "cents": words("USD AUD CAD HKD NZD SGD TWD EUR ZAR"),
    "rupee": words("INR PKR LKR NPR MUR"),
    "peso": words("MXN PHP CLP COP ARS UYU DOP"),
    "dinar": words("KWD BHD JOD IQD DZD TND LYD RSD"),
    "riyal": words("SAR QAR OMR YER IRR"),
    "dirham": words("AED MAD"),
    "krone": words("NOK DKK SEK"),
    "krona": words("SEK ISK NOK DKK"),
    "franc": words("CHF XOF XAF"),
    "ruble": words("RUB BYN"),
    "shilling": words("KES TZS UGX SOS"),
    "pound": words("GBP EGP"),
    "won": words("KRW KPW"),
    "leu": words("RON MDL"),
    "guilder": words("IDR VND"),
}


def money(text: str) -> dict[str, tuple[str, ...]]:
    """Name of a currency → the currencies that it may be, of a table whose lines begin with a code."""
    return {name: _SHARED.get(code, (code,)) for name, code in table(text).items()}


ISO_CODES: Final = {code: (code,) for code in _CODES}
SIGNS: Final = ISO_CODES | money("""
    USD US$ U.S.$
    TWD NT$ NTD NTD$
    HKD HK$
    AUD A$ AU$
    CAD C$ CA$
    SGD S$
    NZD NZ$
    BRL R$
    MXN MX$
    XCD EC$
    TOP T$
    CNY RMB Rmb CN¥
    JPY JP¥
    MYR RM
    INR Rs. Rs ₹
    KRW ₩
    EUR €
    GBP £
    ILS ₪ NIS
    RUB ₽
    UAH ₴
    KZT ₸
    TRY ₺
    NGN ₦
    PHP ₱ Php
    VND ₫
    THB ฿
    PLN zł
    CZK Kč
    yen ¥
    dollar $
    krone kr Kr
    IDR Rp
""")


def in_babel(names: Callable[[str], Iterable[str]]) -> dict[str, UnitName]:
    """The units that a language's names of all currencies stand for; `names` are those of a code."""
    return {name: UnitName(money=(code,)) for code in _CODES for name in names(code)}


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
