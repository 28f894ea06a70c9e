"""Words that compare, in Traditional Chinese: matched by the longest term.

An innocent term that is longer than the suspicious one inside it wins: 年增率 is the name of a measure, 年增 says that
something rose.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from reportgen.languages.pack import LintPatterns

_WORDS: Final = """
    優於 不如 遜於 勝過 勝於 高於 低於 多於 少於 大於 小於 快於 慢於 高過 超過 超出 超越 超前 突破 不及 未達
    最快 最慢 最大 最小 最高 最低 最多 最少 最佳 最好 最差 最強 最弱 居首 首位 之首 之冠 居冠
    創新高 創新低 新高 新低 創高 紀錄 擴大 收斂 縮小 縮減 倍增 翻倍 加倍 減半 腰斬
    成長 衰退 萎縮 上升 下降 升至 降至 增至 減至 上揚 下滑 走高 走低 走跌 走升 上漲 下跌 大漲 大跌 漲 跌
    增加 減少 年增 年減 季增 季減 再增 再減 多出 短少 提高 提升 降低 調升 調降
    加速 減速 加快 放緩 趨緩 提速 改善 惡化 領先 落後 追平 持平 符合
    較高 較低 較多 較少 較大 較小 較快 較慢 較佳 較差 更高 更低 更多 更少 更大 更小 更快 更慢 更佳 更差
    偏高 偏低 偏強 偏弱 稍遜 攀升 飆升 驟降 回落 回升 遞增 遞減 增長 漲幅擴大 跌幅擴大
"""  # fmt: skip
_INNOCENT: Final = (
    "年增率", "年減率", "季增率", "季減率", "成長率", "年成長率", "季成長率", "衰退率", "年增額", "季增額", "年增減額",
    "跌幅", "漲幅", "成長股", "成長型", "最大化", "最小化", "最佳化", "最高法院", "紀錄片",
    "提高警覺", "突破性", "新增",
)  # fmt: skip


@cache
def _suspicious() -> re.Pattern[str]:
    terms = dict.fromkeys(_WORDS.split(), "word") | dict.fromkeys(_INNOCENT, "innocent")
    # Longest first, whichever it is: one alternation per length, innocents and suspects side by side.
    parts = "|".join(
        f"(?P<{kind}{length}>{'|'.join(found)})"
        for length in range(max(map(len, terms)), 0, -1)
        for kind in ("innocent", "word")
        if (found := [term for term in terms if len(term) == length and terms[term] == kind])
    )
    return re.compile(parts)


@cache
def _before() -> re.Pattern[str]:
    """高{{ cite(…) }}, 少{{ cite(…) }}."""
    return re.compile(r"[增減升降漲跌多少高低快慢](?=\s*\Z)")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(r"(?!)")


LINT: Final = LintPatterns(_suspicious, _before, _after)
