"""The words of figures in English and Chinese: tables only, read by the other modules of this folder.

Chinese is matched after `fold`, which writes simplified and full-width characters as their traditional, half-width
twins, one for one, so that a place in the folded text is the same place in the source. In the tables a word stands for
itself, with _ for white space or a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_TWINS: Final = """
    亿億 万萬 个個 约約 过過 达達 点點 两兩 数數 双雙 减減 长長 欧歐 镑鎊 块塊 国國 间間 于於 从從 连連 续續
    几幾 余餘 进進 级級 规規 项項 种種 辆輛 顷頃 吨噸 厅廳 层層 团團 届屆 张張 户戶 厂廠 颗顆 笔筆 条條 档檔
    单單 产產 门門 栋棟 类類 总總 时時 钟鐘 终終 将將 仅僅 预預 财財 损損 净淨 东東 录錄 圆圓 缩縮 斩斬 币幣
    韩韓 卢盧 师師 营營 业業 务務 满滿 趋趨 简簡 页頁 图圖 报報 队隊 场場 区區 县縣 只隻 头頭 组組 轮輪 则則
    问問 题題 现現 战戰 结結 论論 领領 维維 观觀 征徵 阶階 骤驟 实實 义義 边邊 当當 里裡 后後 压壓 创創 纪紀
    号號 称稱 积積 来來 经經 飞飛 药藥 （( ）) ‑- ‒- ﹣- ﹪% ￥¥ ￡£ ￠¢ 臺台 ［[ ］]
"""
_FULL_WIDTH: Final = {
    code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？"
}
_FOLD: Final[dict[int, str]] = {
    **_FULL_WIDTH,
    **{ord(twins[0]): twins[1] for twins in _TWINS.split() if len(twins) == 2},
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t"), " "),
}
_WIDE_COMMA: Final = re.compile("(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_WIDE_DIGIT: Final = re.compile("[０-９]")


def fold(text: str) -> str:
    """The text in the characters that the tables use, of the same length."""
    folded = text.translate(_FOLD)
    return _WIDE_COMMA.sub(",", folded) if _WIDE_DIGIT.search(text) else folded


def words(text: str) -> tuple[str, ...]:
    """The words of a table."""
    return tuple(word.replace("_", " ") for word in text.split())


def table(text: str) -> dict[str, str]:
    """A table of lines that begin with a name: each word behind it → the name."""
    lines = [line.split() for line in text.strip().splitlines()]
    return {word.replace("_", " "): name.replace("_", " ") for name, *line in lines for word in line}


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    ordered = sorted(names, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name).replace(r"\ ", r"[\s-]") for name in ordered) + ")"


# ---- numbers -------------------------------------------------------------------------------------------------

ZH_DIGITS: Final = {char: int(value) for char, value in table("""
    0 零 〇
    1 一
    2 二 兩
    3 三
    4 四
    5 五
    6 六
    7 七
    8 八
    9 九
""").items()}  # fmt: skip
ZH_TENS: Final = {"十": 1, "百": 2, "千": 3}
ZH_SCALES: Final = {"萬": 4, "億": 8, "兆": 12}

EN_ONES: Final = {word: value for value, word in enumerate(words("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""))}  # fmt: skip
EN_TENS: Final = {
    word: 20 + 10 * at
    for at, word in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"))
}
EN_SCALES: Final = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
EN_SHORT: Final = {name: int(power) for name, power in table("""
    3 k K
    5 lakh
    6 m M mn mln mio MM
    7 crore
    9 b B bn Bn BN
    12 tn trn T
""").items()}  # fmt: skip
EN_SPACED: Final = words("m mn mln mio bn tn trn lakh crore")  # these also stand after a space
ORDINALS: Final = {word: value for value, word in enumerate(words("""
    second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""), 2)}  # fmt: skip
PARTS: Final = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
GLYPHS: Final = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅛": (1, 8)}

# ---- units ---------------------------------------------------------------------------------------------------

_CODES: Final = words("""
    USD EUR GBP JPY CNY TWD HKD KRW SGD INR AUD NZD CAD CHF SEK NOK DKK PLN CZK HUF TRY ZAR BRL MXN THB IDR
    MYR PHP VND SAR AED
""")
# A sign that several currencies share stands for the likeliest; `SHARED` names the others.
SHARED: Final = {
    "dollar": words("USD AUD CAD HKD NZD SGD TWD"),
    "yuan": words("CNY TWD USD HKD"),
    "yen": words("JPY CNY"),
    "cent": words("EUR USD AUD CAD HKD NZD SGD"),
}


def _money(text: str) -> dict[str, tuple[str, ...]]:
    return {
        **{code: (code,) for code in _CODES},
        **{name: SHARED.get(code, (code,)) for name, code in table(text).items()},
    }


MONEY_BEFORE: Final = _money("""
    USD US$ U.S.$ 美金 美元
    TWD NT$ NTD NTD$ 新台幣 台幣
    HKD HK$ 港幣
    AUD A$
    CAD C$
    SGD S$
    NZD NZ$
    BRL R$
    CNY RMB CN¥ 人民幣
    MYR RM
    INR Rs. Rs ₹
    KRW ₩
    EUR €
    GBP £
    yen ¥
    dollar $
""")
MONEY_AFTER: Final = _money("""
    USD 美元 美金 US_dollars U.S._dollars
    EUR 歐元 euros euro
    GBP 英鎊 pounds pound sterling
    JPY 日圓 日元 yen
    HKD 港元 港幣
    TWD 新台幣 台幣
    CNY 人民幣 yuan renminbi
    KRW 韓元 韓圜 won
    AUD 澳元
    CAD 加元
    CHF 瑞士法郎 瑞郎 Swiss_francs
    SGD 新加坡元
    INR 盧比 rupees
    dollar dollars dollar
    yuan 元 圓 塊
""")
CENTS: Final = {name: SHARED.get(code, (code,)) for name, code in table("""
    GBP pence p
    dollar cents ¢ c
    cent cent
    USD 美分
""").items()}  # fmt: skip
RATIO_UNITS: Final = table("""
    % % percent per_cent pct
    points percentage_points percentage_point points point pts %pts ppts ppt pps pp p.p. 個百分點 百分點 個pct
    bps bps bp basis_points basis_point 基點 個基點 個bp
    x x X × times fold turns 倍
""")
# Physical measures; those that the fact base does not know count as plain numbers.
MEASURES: Final = {**table("""
    GW GW gigawatts gigawatt 吉瓦
    MW MW megawatts megawatt 兆瓦
    GWh GWh
    MWh MWh
"""), **dict.fromkeys(words("""
    kW kWh TWh GB TB PB km kg kt Mt mt mm cm sqm ft boe kboe mmboe bbl bpd oz koz t ha 千瓦 千瓦時 公噸 公斤
    公里 平方米 平方公尺 坪 噸 桶
"""), "")}  # fmt: skip
GLUED: Final = ("p", "c", "t", "ha")  # letters that are units only where they touch the number

# Chinese measure words: what makes a written-out number a count.
COUNTERS: Final = words("""
    個國家 個城鎮 個城市 個地區 個市場 個季度 個季 個月 個交易日 個工作天 個小時 個 項 件 家 間 名 位 人次
    人 次 顆 枚 台 輛 架 艘 座 條 棟 戶 股 張 筆 份 款 種 類 支 隻 檔 國 省 縣 年 季度 季 週 周 天 日 小時
    分鐘 秒 片 箱 瓶 套 床 門 口 頭 部 組 篇 屆 輪 步 店 層 團 期 點 席 所 處 批
""")

# ---- wording around a number ---------------------------------------------------------------------------------

BEFORE: Final = {word: name for name, line in {
    "about": """
        大約有 大約為 大約 約為 有約 約有 約達 約佔 約占 約合 約當 約略 約 大概 差不多 about approximately
        approx. approx around roughly circa c. c some ~ ≈
    """,
    "nearly": """
        接近 將近 近乎 逼近 趨近 幾乎達 幾乎 近 nearly almost close_to approaching virtually
    """,
    "over": """
        逾 超過了 超過 超逾 超出 超 突破 高於 多於 大於 over more_than above exceeding exceeded exceeds
        in_excess_of upwards_of north_of greater_than well_over just_over > surpassed surpassing topped
    """,
    "at least": """
        至少達 至少有 至少 最少 不少於 不低於 起碼 at_least no_less_than not_less_than a_minimum_of
        no_fewer_than ≥
    """,
    "under": """
        不到 不足 低於 少於 未達 未滿 不滿 小於 under less_than below fewer_than just_under just_below
        short_of lower_than <
    """,
    "up to": """
        高達 多達 最高達 最高 至多 最多 不超過 不高於 up_to as_much_as as_many_as no_more_than
        not_more_than at_most a_maximum_of as_high_as ≤
    """,
}.items() for word in words(line)}  # fmt: skip
BETWEEN: Final = words("""
    a 又 再 已 了 達到 達 為 至 到 有 佔 占 共 合計 是 下降 上升 下滑 成長 增長 增加 減少 上漲 下跌 提升
""")  # what may stand between a qualifier and its amount
AFTER: Final = {word: name for name, line in {
    "over": "多 餘",
    "at least": "以上 或以上 + plus or_more or_higher or_above",
    "up to": "以內 之內 or_less or_fewer",
    "under": "以下",
    "about": "左右 上下 許 or_so or_thereabouts",
}.items() for word in words(line)}  # fmt: skip
# Nouns that a number in words counts only as parts of the argument: “two reasons”, 兩個層面.
DISCOURSE_EN: Final = words("""
    reasons ways things points aspects factors questions themes sides parts steps fronts observations issues
    elements words respects senses considerations thoughts topics messages takeaways comments dimensions
    of_us of_them
""")
DISCOURSE_ZH: Final = words("""
    層面 方面 面向 因素 原因 理由 問題 重點 關鍵 觀點 要點 特點 特徵 階段 步驟 角度 方向 層次 部分 主因 因子
    現象 訊號 信號 挑戰 結論 看點 亮點 主軸 領域 維度 條件 情境 情況
""")
# Nouns behind a number from 1950 to 2059 that make it a count and not a year.
COUNTED: Final = words("""
    people employees staff jobs workers stores shops branches units customers users subscribers vehicles
    cars homes beds rooms clients shares members patients aircraft orders wells outlets restaurants hotels
    sites engineers megawatts MW GW tonnes tons barrels
""")
