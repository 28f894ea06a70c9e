"""What things are counted and measured in, in Japanese: behind a number, and before 当たり where that differs."""

from __future__ import annotations

from typing import Final

from reportgen.languages.wordlists import word_columns

_WORDS: Final = word_columns("""
    shares 株
    people 人
    employees 人
    customers 顧客
    users ユーザー
    subscribers 人
    members 人
    passengers 人
    companies 社
    countries カ国
    stores 店 店舗
    homes 戸
    rooms 室
    vehicles 台
    aircraft 機
    units 個
    items 点
    chips 個
    wafers 枚
    barrels バレル
    boe 石油換算バレル
    tonnes トン
    litres リットル
    hectares ヘクタール
    oz オンス
    sqft 平方フィート
    sqm 平方メートル
    years 年
    quarters 四半期
    months カ月
    weeks 週間 週
    days 日
    hours 時間
    year 年
    month 月
""")
NOUNS: Final = {name: words[0] for name, words in _WORDS.items()}
EACH: Final = {name: words[-1] for name, words in _WORDS.items()}
