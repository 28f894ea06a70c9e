"""What tie-out, the sanity rules and claims come to, and what a figure is, in Traditional Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.languages.pack import BasisWords, ClaimWords, ScenarioWords, VerdictNames, VerdictWords

VERDICTS: Final = VerdictNames(
    ties=VerdictWords("相符", "重算結果捨入後與原文相同。", "出處各次所載一致。"),
    ties_within_rounding=VerdictWords.always("捨入後相符", "末位不同，但數值範圍重疊，差異可由捨入解釋。"),
    sourced=VerdictWords.always("原文", "出處所載，別無可資核對者。"),
    derived=VerdictWords.always("推算", "本報告自行計算，出處未載。"),
    not_meaningful=VerdictWords.always("無意義", "算式得不出有意義的數字。"),
    incomplete=VerdictWords.always("不完整", "算式缺少輸入數字。"),
    not_comparable=VerdictWords.always("無從比較", "原文與算式性質不同，無從比較。"),
    conflict=VerdictWords(
        "不符", "兩者的數值範圍沒有交集，採用理由如下。", "出處各次所載不一，採用理由如下。"
    ),
    settled="所載不一",
)
_COMPARED: Final = {
    "<": "{}低於{}",
    "<=": "{}不高於{}",
    ">": "{}高於{}",
    ">=": "{}不低於{}",
    "=": "{}等於{}",
    "!=": "{}不等於{}",
    "between": "{}介於{}與{}之間",
    "peak": "{}高於{}各項",
}
CLAIMS: Final = ClaimWords(
    holds="成立",
    fails="不成立",
    undecided="無法判定",
    conjunction="，且",
    disjunction="，或",
    negation="並非（{}）",
    brackets="（{}）",
    compared=_COMPARED,
    followed=_COMPARED,
    highest="{}中最高者",
    lowest="{}中最低者",
    size="{}的絕對值",
    growth="{1}至{0}的成長率",
    range="{}至{}",
    low="{}下限",
    high="{}上限",
    zero="零",
    last="與",
)
SCENARIOS: Final = ScenarioWords(
    actual="實際", consensus="市場預估", guidance="財測", consensus_note="市場預估", guidance_note="財測"
)
BASES: Final = BasisWords(reported="財報基準", adjusted="調整後", fx_neutral="固定匯率")
RULES: Final[Mapping[str, str]] = {
    "RG401": "兩處所載相差一個數量級",
    "RG402": "與前後數值相差一個數量級",
    "RG403": "百分比異常偏高",
    "RG404": "部分大於整體",
    "RG405": "分項合計不符",
    "RG406": "各季合計不符",
    "RG407": "較短期間大於較長期間",
    "RG408": "期間長度與名稱不符",
    "RG409": "預測期間已過",
    "RG410": "資料早於期末",
    "RG411": "正負無法判定",
    "RG412": "與前期完全相同",
    "RG413": "年增率與金額方向不符",
    "RG414": "為負值",
    "RG415": "與常用公式不符",
    "RG416": "與淨利除以股數不符",
    "RG417": "每股盈餘與淨利正負相反",
    "RG418": "現金變動與現金流不符",
    "RG419": "差額或出自未列項目",
    "RG420": "股數相差一個數量級",
    "RG421": "整數個數無法得出",
    "RG423": "檢查碼錯誤",
    "RG424": "內文檢查碼錯誤",
    "RG425": "僅於區間端點相合",
    "RG426": "流出正負號不一",
    "RG427": "負數流出再被減去",
    "RG525": "印出之數字因四捨五入而不符",
    "RG803": "來源文字另有解讀",
}
