"""Words that compare in Japanese, for the lint of words typed by hand.

A verb stands here by its stem (上回 for 上回る, 上回り, 上回った), and 増 and 減 by themselves, for they make words
at will (数量増, 大幅減). The longest word wins where several begin, so that an innocent one hides the suspicious one
that it holds: 増加率 names a measure, 増加 says that something rose; 減速 slows down, a 減速機 is a machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from reportgen.languages.pack import LintPatterns

_COMPARES: Final = """
    上回 下回 上まわ 下まわ 超え 超過 凌駕 凌ぐ 凌い 届か 未達 達成 及ばな 及ばず 及ばなかった 勝る 勝り
    勝った 劣る 劣り 劣った 劣後
    並み 並ぶ 並んだ 同水準 同程度 同額 同率 一致 横ばい 横這い 変わらず
    増 減 増え 増や 減る 減り 減っ 減ら 増加 減少 増収 減収 増益 減益 増配 減配 増額 減額 増産 減産 急増
    急減 激増 激減
    微増 微減 漸増 漸減 純増 純減 倍増 半減 削減 軽減 低減 節減 縮減 逓増 逓減
    伸び 伸ば 伸長 急伸 成長 拡大 拡充 縮小 縮まっ 縮まり 縮まる 縮め 狭ま 広が 広げ 膨ら 膨張
    上昇 下落 低下 下降 高騰 急騰 急落 暴騰 暴落 反発 反落 続伸 続落 高ま 強ま 弱ま 上がっ 上がる 上がり
    下がっ 下がる 下がり
    値上がり 値下がり 押し上げ 押し下げ 押上げ 押下げ 引き上げ 引き下げ 引上げ 引下げ 上振れ 下振れ 上ぶれ
    下ぶれ
    上方修正 下方修正 右肩上がり 右肩下がり 円高 円安 株高 株安 割高 割安
    改善 悪化 好転 回復 持ち直 底打ち 下げ止ま 頭打ち 加速 減速 鈍化 失速 逆転 追い越 追い抜 追いつ 引き離
    黒字転換 黒字化 赤字転落 赤字化
    最高 最低 最大 最小 最多 最少 最速 最良 最悪 最強 最弱 最長 最短 最高益 首位 過去最高 過去最大 過去最低
    過去最多 史上最高 記録的
    新高値 新安値 高値更新 安値更新 記録更新
    より高 より低 より大き より小さ より多 より少な より速 より遅 より早 より良 より悪 より強 より弱 より上
    より下
    前年より 前期より 昨年より 予想より 計画より 想定より 同業より 他社より
"""
# Names of measures, offices and things that hold such a word and compare nothing.
_INNOCENT: Final = """
    増加率 減少率 増減 増減率 増減額 増収率 減収率 増益率 減益率 増収増益率 増配率 増加額 減少額 増加幅
    減少幅 増分 純増数
    伸び率 伸び幅 伸びしろ 成長率 成長性 成長株 成長企業 成長市場 成長分野 成長領域 成長戦略 成長投資
    成長機会 成長段階 経済成長
    上昇率 下落率 低下率 上昇幅 下落幅 低下幅 改善率 改善幅 改善策 改善計画 改善活動 拡大率 拡大幅 拡大策
    縮小率 縮小幅 悪化要因
    超過収益 達成率 達成度 進捗率 増減要因 増減要因分析 増益要因 減益要因 増収要因 減収要因 改善要因
    増強 増設 増資 増床 増築 増殖 増税 減税 減価 減価償却 減価償却費 減損 減損損失 減資 加減 加減速 減衰
    減圧 減算 減塩 減反
    減速機 減速比 減速装置 変減速機 減速機事業 加速器 加速度 加速度計 削減策 削減目標 削減計画 軽減税率
    軽減措置
    最高経営責任者 最高財務責任者 最高執行責任者 最高技術責任者 最高裁 最高裁判所 最大化 最小化 最大限
    最小限 最低限 最低賃金
    最大顧客 最大株主 増産投資 増産計画 増産体制
    最大出力 最大容量 最高速度 最高気温 最低気温 最長老
    人並み 軒並み 街並み 町並み 足並み 月並み 手並み 毛並み 並み居る 一致団結 一致指数 全会一致 満場一致
    仕上がっ 仕上がる 仕上がり 出来上がっ 出来上がる 出来上がり 立ち上がっ 立ち上がる 立ち上がり 盛り上がっ
    盛り上がる 盛り上がり
    割増 水増し 増幅 増進 増補 減免
    円安対策 円高対策 回復期 首位打者 反発力 膨張係数 膨張率 逆転写 広がり 底打ち感 増田 増井 増山
"""
# What leans on the figure right behind it, a sign spelt out, and on the figure before: 12.3%増, 5円安, 10%超.
_LEANS_ON_NEXT: Final = r"(?:プラス|マイナス|増|減)(?=\s*\Z)"
_LEANS_ON_LAST: Final = r"(?<=\A)(?:以上|以下|未満|超|強|弱|余り|あまり|増|減|高|安)"


def _alternatives(terms: Iterable[str]) -> str:
    return "|".join(map(re.escape, terms))


@cache
def _suspicious() -> re.Pattern[str]:
    terms = dict.fromkeys(_COMPARES.split(), "word") | dict.fromkeys(_INNOCENT.split(), "innocent")
    parts = (
        f"(?P<{kind}{length}>{_alternatives(found)})"
        for length in range(max(map(len, terms)), 0, -1)
        for kind in ("innocent", "word")
        if (found := [term for term, is_ in terms.items() if len(term) == length and is_ == kind])
    )
    return re.compile("|".join(parts))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(_LEANS_ON_NEXT)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(_LEANS_ON_LAST)


LINT: Final = LintPatterns(_suspicious, _before, _after)
