"""The words around numbers in Chinese: units, measure words, and the wording around an amount, in folded text."""

from __future__ import annotations

from functools import partial
from typing import Final

from reportgen.languages.amounts import UnitName, UnitPatterns
from reportgen.languages.currencies import in_babel, money, units
from reportgen.languages.han import folded
from reportgen.languages.numeral_pack import QualifierWording
from reportgen.languages.wordlists import table, words
from reportgen.languages.zh_hant.figures import currency_names

# ---- units ---------------------------------------------------------------------------------------------------

_MONEY_BEFORE: Final = folded("""
    USD 美金 美元
    TWD 新台幣 台幣
    HKD 港幣
    CNY 人民幣
    KRW 韓元
    JPY 日圓 日幣
    EUR 歐元
    BMD 百慕達幣
    TTD 千里達幣
    DOP 多明尼加幣
    NAD 納米比亞幣
    VUV 萬那杜幣
""")
_MONEY_AFTER: Final = folded("""
    USD 美元 美金 元美金
    EUR 歐元
    GBP 英鎊
    JPY 日圓 日元 円 日幣
    HKD 港元 港幣 元港幣
    TWD 新台幣 台幣 元新台幣 元台幣
    CNY 人民幣 元人民幣
    KRW 韓元 韓圜 韓幣
    AUD 澳元 澳幣
    CAD 加元 加幣
    CHF 瑞士法郎 瑞郎
    SGD 新加坡元 新元 坡幣
    NZD 紐元 紐幣
    rupee 盧比
    ruble 盧布
    ILS 謝克爾 新謝克爾
    dinar 第納爾
    riyal 里亞爾 沙特里亞爾
    dirham 迪拉姆 迪爾汗
    krone 克朗
    SEK 瑞典克朗 瑞典克郎
    peso 披索 比索
    franc 法郎
    BRL 雷亞爾 里拉爾 巴西里爾
    ZAR 蘭特 南非幣
    TRY 里拉
    PLN 茲羅提
    HUF 福林
    THB 泰銖 泰幣
    MYR 令吉 馬幣
    guilder 盾
    IDR 印尼盾
    KZT 堅戈
    shilling 先令
    EGP 埃及鎊
    SAR 沙烏地里亞爾
    元 元 圓 塊
""")
_CENTS: Final = """
    USD 美分
    EUR 歐分
    ZAR 南非分
    GBP 便士
    ILS 阿高洛
"""
_RATIOS: Final = """
    % 趴 %
    points 個百分點 百分點 個pct
    bps 基點 個基點 個bp
    x 倍
"""
_MEASURES: Final = """
    GW 吉瓦
    MW 兆瓦
    MWh 兆瓦時
    kWh 千瓦時
"""
_PLAIN: Final = words(
    folded("千瓦 公噸 公斤 公里 公頃 公升 盎司 磅 平方米 平方公尺 平方英尺 坪 噸 桶 桶油當量")
)

# Measure words: what makes a written-out number a count.
COUNTERS: Final = words("""
    個國家 個城鎮 個城市 個地區 個市場 個季度 個季 個月 個交易日 個工作天 個小時 個 項 件 家 間 名 位 人次
    人 次 顆 枚 台 輛 架 艘 座 條 棟 戶 股 張 筆 份 款 種 類 支 隻 檔 國 省 縣 年 季度 季 週 周 天 日 小時
    分鐘 秒 片 箱 瓶 套 床 門 口 頭 部 組 篇 屆 輪 步 店 層 團 期 點 席 所 處 批 碼
""")


def _currency_names(currency: str) -> tuple[str, ...]:
    return tuple(map(folded, currency_names(currency)))


MONEY_BEFORE: Final = money(_MONEY_BEFORE)
MONEY_AFTER: Final = money(_MONEY_AFTER)
_TENTHS: Final = {name: UnitName(money=MONEY_AFTER["元"], shift=-1) for name in ("角", "毛")}
UNITS: Final = UnitPatterns(
    _TENTHS
    | units(after=_MONEY_AFTER, cents=_CENTS, ratios=_RATIOS, measures=_MEASURES, plain=(*COUNTERS, *_PLAIN)),
    more=partial(in_babel, _currency_names),
)

# ---- wording around a number ---------------------------------------------------------------------------------

_BEFORE: Final = """
    about 大約有 大約為 大約 約為 有約 約有 約達 約佔 約占 約合 約當 約略 約 大概 差不多
    nearly 接近 將近 近乎 逼近 趨近 幾乎達 幾乎 近
    over 逾 超過了 超過 超逾 超出 超 突破 高於 多於 大於
    at_least 至少達 至少有 至少 最少 不少於 不低於 起碼
    under 不到 不足 低於 少於 未達 未滿 不滿 小於
    up_to 高達 多達 最高達 最高 至多 最多 不超過 不高於
"""
_BETWEEN: Final = words("""
    又 再 已 了 達到 達 為 至 到 有 佔 占 共 合計 是 下降 上升 下滑 成長 增長 增加 減少 上漲 下跌 提升
""")  # what may stand between a qualifier and its amount
_AFTER: Final = """
    over 多 餘
    at_least 以上 或以上
    up_to 以內 之內
    under 以下
    about 左右 上下 許
"""
WORDING: Final = QualifierWording(
    before=table(_BEFORE),
    between=_BETWEEN,
    after=table(_AFTER),
    during=("近",),
    spans=r"[\s-]?(?:年|個?月|季|天|日|週|周)|.{0,3}(?:年|月|季|天|週|日)$",
    chance="[最附遠靠]近$|[買賣同]超$",
)
# Nouns that a number in words counts only as parts of the argument: 兩個層面.
DISCOURSE: Final = words("""
    層面 方面 面向 因素 原因 理由 問題 重點 關鍵 觀點 要點 特點 特徵 階段 步驟 角度 方向 層次 部分 主因 因子
    現象 訊號 信號 挑戰 結論 看點 亮點 主軸 領域 維度 條件 情境 情況
""")
