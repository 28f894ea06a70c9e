"""How Japanese writes a figure: steps of ten thousand, 12.3%超, 1,200億～1,400億円."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from reportgen.languages.ja.units import EACH, NOUNS
from reportgen.languages.pack import FigureStyle

_LOCALE: Final = "ja"
# As a broker's note names a currency: behind an amount, and in full in the head of a table.
_MONEY: Final = {
    "JPY": ("円", "円"),
    "USD": ("ドル", "米ドル"),
    "EUR": ("ユーロ", "ユーロ"),
    "GBP": ("ポンド", "英ポンド"),
    "CNY": ("人民元", "人民元"),
    "TWD": ("台湾ドル", "台湾ドル"),
    "HKD": ("香港ドル", "香港ドル"),
    "KRW": ("ウォン", "韓国ウォン"),
    "AUD": ("豪ドル", "豪ドル"),
    "CAD": ("カナダドル", "カナダドル"),
    "INR": ("ルピー", "インドルピー"),
    "RUB": ("ルーブル", "ロシアルーブル"),
    "BRL": ("レアル", "ブラジルレアル"),
    "THB": ("バーツ", "タイバーツ"),
    "ZAR": ("ランド", "南アフリカランド"),
    "ILS": ("シェケル", "イスラエルシェケル"),
    "IDR": ("ルピア", "インドネシアルピア"),
    "MYR": ("リンギット", "マレーシアリンギット"),
    "VND": ("ドン", "ベトナムドン"),
    "PLN": ("ズロチ", "ポーランドズロチ"),
    "HUF": ("フォリント", "ハンガリーフォリント"),
    "AED": ("UAEディルハム", "UAEディルハム"),
    # Where Babel has a code or brackets.
    "BAM": ("兌換マルク", "ボスニア兌換マルク"),
    "FKP": ("フォークランド諸島ポンド", "フォークランド諸島ポンド"),
    "XCG": ("カリブギルダー", "カリブギルダー"),
    "ZWG": ("ジンバブエゴールド", "ジンバブエゴールド"),
}


@cache
def _name(currency: str, full: bool) -> str:
    from babel.numbers import get_currency_name

    known = _MONEY.get(currency)
    return known[full] if known else str(get_currency_name(currency, locale=_LOCALE)).replace(" ", "")


def currency_names(currency: str) -> tuple[str, ...]:
    """Its names behind a figure."""
    return _name(currency, False), _name(currency, True)


_MINOR: Final = {  # hundredths of a currency, named as the currency is
    "GBP": ("ペンス", "ペンス"),
    "USD": ("セント", "米セント"),
    "EUR": ("セント", "ユーロセント"),
    "ZAR": ("セント", "南アフリカセント"),
    "ILS": ("アゴロット", "アゴロット"),
}


def _per(nouns: Sequence[str]) -> tuple[str, str]:
    """1バレル当たり before the figure; a Latin name would run into it, and stands behind a slash."""
    latin = [noun for noun in nouns if unicodedata.east_asian_width(noun[:1] or " ") != "W"]
    said = "".join(f"1{noun}" for noun in nouns if noun not in latin)
    return said and f"{said}当たり", "".join(f"/{noun}" for noun in latin)


def _exchanged(currency: str) -> tuple[str, str]:
    return f"1{_name(currency, False)}=", ""


def _money(currency: str, full: bool) -> tuple[str, str]:
    return "", _name(currency, full)


def _money_name(currency: str) -> str:
    return _name(currency, full=True)


def _fraction(over: int, under: int) -> str:
    return f"{under}分の{over}"


_QUALIFIERS: Final = {
    "about": "約{}",
    "nearly": "{}近く",
    "over": "{}超",
    "at least": "{}以上",
    "under": "{}未満",
    "up to": "{}以下",
}

FIGURES: Final = FigureStyle(
    locale=_LOCALE,
    ladder=(12, 8, 4, 0),
    steps={0: "", 3: "千", 4: "万", 6: "百万", 8: "億", 12: "兆"},
    long_steps={},
    head_steps={9: 8},
    qualifiers=_QUALIFIERS,
    terse_qualifiers=_QUALIFIERS,
    unsigned=frozenset(),
    below="{}未満",
    to="～",
    dash="～",
    dashed=False,
    ratios={"": "", "%": "%", "points": "ポイント", "bps": "bp", "x": "倍"},
    terse_ratios={"": "", "%": "%", "points": "pt", "bps": "bp", "x": "倍"},
    ratio_names={"points": "ポイント", "bps": "ベーシスポイント", "x": "倍"},
    single={},
    nouns=NOUNS,
    each=EACH,
    per=_per,
    exchanged=_exchanged,
    money=_money,
    minor=lambda currency, full: _MINOR[currency][full],
    money_name=_money_name,
    fraction=_fraction,
    least_digits={4: 3, 8: 3, 12: 3},
    in_line="ほぼ同水準",
    not_meaningful="NM",
    no_value={
        "base": "比較対象がプラスでないため",
        "sign": "計算の基となる利益または残高がプラスでないため",
        "divisor": "除数がゼロとなりうるため",
        "range": "下限が上限を上回るため",
        "input": "計算の基となる数値が意味をなさないため",
        "open": "計算の基となる数値に上限も下限もないため",
    },
)
