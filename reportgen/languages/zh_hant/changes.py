"""How a figure changed, in Traditional Chinese: 營收較前一年同期大幅成長56%至467億美元.

What is better the higher it is grows and declines (成長, 衰退); costs, assets and cash increase and decrease; ratios
rise and fall by percentage points. A plain change on the year or the quarter is one word with its verb: 年增, 季減.
“A year ago” is said so that it does not depend on the day of reading: 前一年同期, not 去年同期.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from reportgen.languages.change_words import (
    AmountWords,
    ChangeWording,
    ChangeWords,
    DegreeWords,
    ResultNames,
    SignWords,
    Sinces,
    SinceWords,
    Turn,
)

_DECEMBER: Final = 12


def _sized(verb: str, fused: str = "") -> ChangeWording:
    said = f"{{subject}}{{basis}}{verb}{{size}}"
    in_one = f"{{subject}}{{fused}}{fused}{{size}}"
    short = ChangeWording(f"{in_one}至{{now}}", in_one) if fused else None
    return ChangeWording(f"{said}至{{now}}", said, short)


def _turn(up: str, down: str, how: str = "") -> Turn:
    return Turn(_sized(how + up), _sized(how + down))


_FLAT: Final = ChangeWording("{subject}{basis}持平，為{now}", "{subject}{basis}持平")


def _amounts(up: str, down: str, *, fused: bool = True) -> AmountWords:
    return AmountWords(
        slight=_turn(up, down, "小幅"),
        plain=Turn(_sized(up, "增"), _sized(down, "減")) if fused else _turn(up, down),
        strong=_turn(up, down, "大幅"),
        flat=_FLAT,
        multiple=Turn(_sized(f"翻倍{up}"), _sized(f"腰斬，{down}")),
    )


def _loss(verb: str) -> ChangeWording:
    return ChangeWording(
        f"{{loss}}由{{earlier}}{{before}}{verb}至{{now}}", f"{{loss}}{{than}}{verb}", unsigned=True
    )


def _turned(verdict: str, before: str, now: str) -> ChangeWording:
    return ChangeWording(
        f"{{subject}}{verdict}，由{{earlier}}{before}{{before}}轉為{now}{{now}}",
        f"{{subject}}{{than}}{verdict}",
        unsigned=True,
    )


def _crossed(verdict: str, verb: str) -> ChangeWording:
    return ChangeWording(
        f"{{subject}}{verdict}，由{{earlier}}{{before}}{verb}至{{now}}", f"{{subject}}{{than}}{verdict}"
    )


def _negative(verb: str) -> ChangeWording:
    return ChangeWording(
        f"{{subject}}負值由{{earlier}}{{before}}{verb}至{{now}}",
        f"{{subject}}負值{{than}}{verb}",
        unsigned=True,
    )


def _came_from(verb: str, alone: str) -> ChangeWording:
    return ChangeWording(f"{{subject}}由{{earlier}}{{before}}{verb}至{{now}}", f"{{subject}}{{than}}{alone}")


_LOSS_FLAT: Final = ChangeWording("{loss}{than}大致持平，為{now}", "{loss}{than}大致持平", unsigned=True)


def _than(then: str) -> SinceWords:
    return SinceWords(f"較{then}", f"較{then}", f"{then}的")


def _last_day(day: date) -> str:
    """2024年底, 2024年9月底."""
    if (day + timedelta(days=1)).day != 1:
        return ""
    return f"{day.year}年底" if day.month == _DECEMBER else f"{day.year}年{day.month}月底"


CHANGES: Final = ChangeWords(
    growing=_amounts("成長", "衰退"),
    price=_amounts("上漲", "下跌", fused=False),
    amount=_amounts("增加", "減少"),
    ratio=DegreeWords(
        slight=_turn("上升", "下降", "小幅"),
        plain=_turn("上升", "下降"),
        strong=_turn("上升", "下降", "大幅"),
        flat=_FLAT,
    ),
    profit=SignWords(
        turned=Turn(_turned("轉虧為盈", "虧損", "獲利"), _turned("由盈轉虧", "獲利", "虧損")),
        below=Turn(_loss("收斂"), _loss("擴大")),
        flat=_LOSS_FLAT,
    ),
    flow=SignWords(
        turned=Turn(_turned("由負轉正", "淨流出", "淨流入"), _turned("由正轉負", "淨流入", "淨流出")),
        below=Turn(_loss("收斂"), _loss("擴大")),
        flat=_LOSS_FLAT,
    ),
    other=SignWords(
        turned=Turn(_crossed("由負轉正", "升"), _crossed("由正轉負", "降")),
        below=Turn(_negative("縮小"), _negative("擴大")),
        flat=_FLAT,
    ),
    from_to=Turn(_came_from("升", "增加"), _came_from("降", "減少")),
    results={
        "gross_profit": ResultNames("營業毛損"),
        "gross_profit.adjusted": ResultNames("調整後營業毛損"),
        "operating_income": ResultNames("營業損失"),
        "operating_income.adjusted": ResultNames("調整後營業損失"),
        "segment_operating_income": ResultNames("部門營業損失"),
        "ebit": ResultNames("息前稅前虧損"),
        "ebit.adjusted": ResultNames("調整後息前稅前虧損"),
        "ebita": ResultNames("息稅攤銷前虧損"),
        "ebitda": ResultNames("EBITDA虧損"),
        "ebitda.adjusted": ResultNames("調整後EBITDA虧損"),
        "ordinary_income": ResultNames("經常損失"),
        "pretax_income": ResultNames("稅前淨損"),
        "income_from_continuing_operations": ResultNames("繼續營業單位淨損"),
        "profit_including_minorities": ResultNames("本期淨損（含非控制權益）"),
        "net_income": ResultNames("稅後淨損"),
        "net_income.common": ResultNames("歸屬普通股股東淨損"),
        "net_income.adjusted": ResultNames("調整後稅後淨損"),
        "comprehensive_income": ResultNames("綜合損失總額"),
        "underwriting_income": ResultNames("承保損失"),
        "eps": ResultNames("每股虧損"),
        "eps.basic": ResultNames("基本每股虧損"),
        "eps.diluted": ResultNames("稀釋每股虧損"),
        "eps.adjusted": ResultNames("調整後每股虧損"),
        "eps.diluted.adjusted": ResultNames("調整後稀釋每股虧損"),
    },
    outflows={
        "operating_cash_flow": "營業現金淨流出",
        "investing_cash_flow": "投資現金淨流出",
        "financing_cash_flow": "籌資現金淨流出",
        "free_cash_flow": "自由現金淨流出",
        "free_cash_flow.adjusted": "調整後自由現金淨流出",
    },
    opening=lambda loss, within: loss,
    joined=lambda clause: clause,
    since=Sinces(
        year=_than("前一年同期"),
        civil_year=_than("前一年"),
        fiscal_year=_than("前一年度"),
        year_day=_than("前一年同期"),
        civil_year_end=_than("前一年底"),
        fiscal_year_end=_than("前一年度末"),
        quarter=_than("前一季"),
        quarter_day=_than("前一季末"),
        period=_than("{}"),
        day=_than("{}"),
        last_year_end=_than("{}"),
    ),
    year="年",
    quarter="季",
    last_day=_last_day,
)
