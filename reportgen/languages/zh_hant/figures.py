"""How Traditional Chinese writes a figure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from reportgen.languages.pack import QUALIFYING, FigureStyle
from reportgen.languages.zh_hant.units import EACH, NOUNS

DIGITS: Final = "零一二三四五六七八九十"
# Where a text puts the name before the figure, or uses another name than Babel.
# A name that begins as a numeral does, or a word behind one (千, 萬, 多), cannot stand behind a figure.
_MONEY: Final = {
    "TWD": ("新台幣", "元"),
    "CNY": ("人民幣", "元"),
    "HKD": ("", "港元"),
    "RUB": ("", "盧布"),
    "BMD": ("百慕達幣", "元"),
    "TTD": ("千里達幣", "元"),
    "DOP": ("多明尼加幣", "披索"),
    "NAD": ("納米比亞幣", "元"),
    "VUV": ("萬那杜幣", "瓦圖"),
}
# Where Babel has a code, Latin letters, or the name of one country for that of several.
_NAMES: Final = {
    "BAM": "波赫可兌換馬克",
    "XAF": "中非法郎",
    "XOF": "西非法郎",
    "XPF": "太平洋法郎",
    "XCD": "東加勒比元",
    "XCG": "加勒比盾",
    "ZWG": "辛巴威金元",
}


_MINOR: Final = {"GBP": "便士", "USD": "美分", "EUR": "歐分", "ZAR": "南非分", "ILS": "阿高洛"}  # hundredths


def _money(currency: str, named: bool) -> tuple[str, str]:
    """The currency is named whatever is asked for: 2,134億美元."""
    return _MONEY.get(currency) or ("", _money_name(currency))


@cache
def _money_name(currency: str) -> str:
    from babel.numbers import get_currency_name

    return _NAMES.get(currency) or str(get_currency_name(currency, locale="zh_Hant_TW"))


def currency_names(currency: str) -> tuple[str, ...]:
    """Its names behind a figure."""
    return _money(currency, False)[1], _money_name(currency)


def _per(nouns: Sequence[str]) -> tuple[str, str]:
    """每桶 before the figure; a Latin name would run into it, and stands behind a slash."""
    latin = [noun for noun in nouns if unicodedata.east_asian_width(noun[:1] or " ") != "W"]
    behind = "".join(f"/{noun}" for noun in latin)
    return "".join(f"每{noun}" for noun in nouns if noun not in latin), behind


def _exchanged(currency: str) -> tuple[str, str]:
    before, after = _money(currency, False)
    return f"{before}1{after}兌", ""


FIGURES: Final = FigureStyle(
    locale="zh_Hant",
    ladder=(12, 8, 4, 0),
    steps={0: "", 3: "千", 4: "萬", 6: "百萬", 8: "億", 12: "兆"},
    long_steps={},
    head_steps={9: 8},
    qualifiers=dict(zip(QUALIFYING, ("約{}", "近{}", "逾{}", "至少{}", "不到{}", "最高{}"), strict=True)),
    terse_qualifiers=dict(
        zip(QUALIFYING, ("約{}", "近{}", "逾{}", "{}以上", "未滿{}", "最高{}"), strict=True)
    ),
    unsigned=frozenset(QUALIFYING) - {"about", "at least"},
    below="未滿{}",
    to="至",
    dash="–",
    dashed=False,
    ratios={"": "", "%": "%", "points": "個百分點", "bps": "個基點", "x": "倍"},
    terse_ratios={"": "", "%": "%", "points": "ppt", "bps": "基點", "x": "倍"},
    ratio_names={"points": "百分點", "bps": "基點", "x": "倍"},
    single={},
    nouns=NOUNS,
    each=EACH,
    per=_per,
    exchanged=_exchanged,
    money=_money,
    minor=lambda currency, named: _MINOR[currency],
    money_name=_money_name,
    fraction=lambda over, under: f"{DIGITS[under]}分之{DIGITS[over]}",
    least_digits={4: 3, 8: 3, 12: 3},
    in_line="大致相當",
    not_meaningful="無意義",
    no_value={
        "base": "比較基期並非正值",
        "sign": "據以計算之獲利或餘額並非正值",
        "divisor": "除數可能為零",
        "range": "區間下限高於上限",
        "input": "據以計算之數字無意義",
        "open": "據以計算之數字未定上下限",
    },
)
