"""The words of a masthead in Japanese."""

from __future__ import annotations

from typing import Final

from reportgen.languages.masthead_words import MastheadWords

MASTHEAD: Final = MastheadWords(
    analyst="アナリスト",
    analysts="アナリスト",
    disclosures="開示事項",
    recommendation="投資判断",
    market_data="株式データ",
    rating="レーティング",
    target="目標株価",
    upside="上値余地",
    downside="下値余地",
    price="株価",
    capitalisation="時価総額",
    performance="株価騰落率",
    was="従来：{}",
    changed="{1}に「{0}」から変更",
    since="{}から",
    months="{}カ月",
    one_month="1カ月",
    strip="業績推移",
    forecast="{}予",
    legend="予：{}",
)
