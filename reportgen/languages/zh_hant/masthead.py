"""The words of a masthead in Traditional Chinese."""

from __future__ import annotations

from typing import Final

from reportgen.languages.masthead_words import MastheadWords

MASTHEAD: Final = MastheadWords(
    analyst="分析師",
    analysts="分析師",
    disclosures="揭露事項",
    recommendation="投資評等",
    market_data="市場資料",
    rating="評等",
    target="目標價",
    upside="潛在上漲空間",
    downside="潛在下跌空間",
    price="股價",
    capitalisation="市值",
    performance="股價表現",
    was="原為{}",
    changed="{1}由「{0}」調整",
    since="{}起",
    months="近{}個月",
    one_month="近1個月",
    strip="財務摘要",
    forecast="{}預估",
    legend="預估：{}",
)
