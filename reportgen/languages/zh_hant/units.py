"""What things are counted and measured in, in Chinese: behind a number; behind 每 or a slash, where that differs."""

from __future__ import annotations

from typing import Final

from reportgen.languages.wordlists import word_columns

_WORDS: Final = word_columns("""
    shares 股
    people 人
    employees 名員工 員工
    customers 名客戶 客戶
    users 名用戶 用戶
    subscribers 名訂戶 訂戶
    members 名會員 會員
    passengers 名旅客 旅客
    companies 家企業 企業
    countries 個國家 國
    stores 家門市 門市
    homes 戶
    rooms 間客房 客房
    vehicles 輛
    aircraft 架
    units 個單位 單位
    items 件
    chips 顆
    wafers 片
    barrels 桶
    boe 桶油當量
    tonnes 公噸
    litres 公升
    hectares 公頃
    oz 盎司
    lb 磅
    kg 公斤
    km 公里
    sqft 平方英尺
    sqm 平方公尺
    years 年
    quarters 季
    months 個月 月
    weeks 週
    days 天 日
    hours 小時
    year 年
    month 月
""")
NOUNS: Final = {name: words[0] for name, words in _WORDS.items()}
EACH: Final = {name: words[-1] for name, words in _WORDS.items()}
