"""How English writes a figure."""

from __future__ import annotations

from typing import Final

from reportgen.languages.pack import TERSE, FigureStyle


def _money(currency: str, named: bool) -> tuple[str, str]:
    from babel.numbers import get_currency_symbol

    # British English names the country of every dollar; American English takes its own for granted.
    symbol = get_currency_symbol(currency, locale="en_GB" if named else "en")
    return symbol + " " * symbol.isalpha(), ""


FIGURES: Final = FigureStyle(
    locale="en",
    ladder=(12, 9, 6, 0),
    steps={0: "", 3: " thousand", 6: "m", 9: "bn", 12: "tn"},
    long_steps={6: " million", 9: " billion", 12: " trillion"},
    head_steps={4: 3, 8: 9},
    qualifiers={word: f"{word} {{}}" for word in TERSE},
    below="under {}",
    to=" to ",
    dashed=True,
    ratios={"": "", "%": "%", "points": " points", "bps": "bp", "x": "x"},
    terse_ratios={"": "", "%": "%", "points": "pp", "bps": "bp", "x": "x"},
    ratio_names={"points": "percentage points", "bps": "basis points", "x": "times"},
    single={" points": " point"},
    nouns={"year": ""},
    money=_money,
    money_name=lambda currency: currency,
    fraction=lambda over, under: f"{over}/{under}",
    least_digits={12: 3},
    in_line="in line",
    not_meaningful="n.m.",
    no_value={
        "base": "growth on a base that is not positive",
        "divisor": "the divisor may be zero",
        "range": "the range runs downwards",
        "input": "computed from a figure that is not meaningful",
        "open": "its inputs leave it open on both sides",
    },
)
