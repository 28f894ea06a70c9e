"""How Traditional Chinese writes a figure."""

from __future__ import annotations

from typing import Final

from reportgen.languages.pack import TERSE, FigureStyle

DIGITS: Final = "零一二三四五六七八九十"
# Where a text puts the name before the figure, or uses another name than Babel.
_MONEY: Final = {"TWD": ("新台幣", "元"), "CNY": ("人民幣", "元"), "HKD": ("", "港元")}


def _money(currency: str, named: bool) -> tuple[str, str]:
    """The currency is named whatever is asked for: 2,134億美元."""
    return _MONEY.get(currency) or ("", _money_name(currency))


def _money_name(currency: str) -> str:
    from babel.numbers import get_currency_name

    return str(get_currency_name(currency, locale="zh_Hant_TW"))


FIGURES: Final = FigureStyle(
    locale="zh_Hant",
    ladder=(12, 8, 4, 0),
    steps={0: "", 3: "千", 4: "萬", 6: "百萬", 8: "億", 12: "兆"},
    long_steps={},
    head_steps={9: 8},
    qualifiers=dict(zip(TERSE, ("約{}", "近{}", "逾{}", "至少{}", "不到{}", "最高{}"), strict=True)),
    below="未滿{}",
    to="至",
    dashed=False,
    ratios={"": "", "%": "%", "points": "個百分點", "bps": "個基點", "x": "倍"},
    terse_ratios={"": "", "%": "%", "points": "百分點", "bps": "基點", "x": "倍"},
    ratio_names={"points": "百分點", "bps": "基點", "x": "倍"},
    single={},
    nouns={"year": "年", "share": "股"},
    money=_money,
    money_name=_money_name,
    fraction=lambda over, under: f"{DIGITS[under]}分之{DIGITS[over]}",
    least_digits={4: 3, 8: 3, 12: 3},
    in_line="持平",
    not_meaningful="無意義",
    no_value={
        "base": "比較基期並非正值",
        "divisor": "除數可能為零",
        "range": "區間下限高於上限",
        "input": "據以計算之數字無意義",
        "open": "據以計算之數字未定上下限",
    },
)
