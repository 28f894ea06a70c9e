"""What tie-out, the sanity rules and claims come to, and what a figure is, in Traditional Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.languages.pack import BasisWords, ClaimWords, ScenarioWords, VerdictNames, VerdictWords

VERDICTS: Final = VerdictNames(
    ties=VerdictWords("相符", "重算結果四捨五入後與來源所載相同。", "來源各處所載一致。"),
    ties_within_rounding=VerdictWords.always("大致相符", "末位不同，但差異在四捨五入範圍內。"),
    sourced=VerdictWords.always("來源所載", "取自來源，無其他數字可供核對。"),
    derived=VerdictWords.always("推算", "由本報告計算，來源未載。"),
    not_meaningful=VerdictWords.always("無意義", "計算結果不具意義。"),
    incomplete=VerdictWords.always("不完整", "缺少計算所需的數字。"),
    not_comparable=VerdictWords.always("無從比較", "來源數字與算式的計算基礎不同。"),
    conflict=VerdictWords(
        "不符", "來源數字與重算結果的差異超出四捨五入範圍，採用理由如下。", "各處所載數字不一，採用理由如下。"
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
_DATED: Final = {
    "<": "{}早於{}",
    "<=": "{}不晚於{}",
    ">": "{}晚於{}",
    ">=": "{}不早於{}",
    "peak": "{}晚於{}各項",
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
    dated=_DATED,
    dated_followed=_DATED,
    highest="{}中最高者",
    lowest="{}中最低者",
    size="{}的絕對值",
    growth="{0}較{1}的增減幅度",
    range="{}至{}",
    low="{}下限",
    high="{}上限",
    zero="零",
    last="與",
)
SCENARIOS: Final = ScenarioWords(
    actual="實際",
    consensus="市場預估",
    guidance="財測",
    estimate="本報告預估",
    consensus_note="市場預估",
    guidance_note="財測",
    estimate_note="本報告預估",
)
BASES: Final = BasisWords(reported="財報數字", adjusted="調整後", fx_neutral="固定匯率")
RULES: Final[Mapping[str, str]] = {
    "RG401": "兩處所載相差一個數量級",
    "RG402": "與前後數值相差一個數量級",
    "RG403": "百分比異常偏高",
    "RG404": "大於整體",
    "RG405": "分項合計不符",
    "RG406": "各季合計不符",
    "RG407": "大於涵蓋期間較長的數字",
    "RG408": "期間長度與名稱不符",
    "RG409": "預測的期間已結束",
    "RG410": "期間結束前即已公布",
    "RG411": "增減方向無法確定",
    "RG412": "與前期完全相同",
    "RG413": "年增率與金額方向不符",
    "RG414": "為負值",
    "RG415": "與一般算式的結果不符",
    "RG416": "與淨利除以股數不符",
    "RG417": "每股盈餘與淨利正負相反",
    "RG418": "現金增減與現金流不符",
    "RG419": "差額可能出自未列項目",
    "RG420": "股數相差一個數量級",
    "RG421": "任何整數均無法得出此百分比",
    "RG423": "檢查碼錯誤",
    "RG424": "內文檢查碼錯誤",
    "RG425": "僅在四捨五入的極限內相符",
    "RG426": "流出金額的正負號改變",
    "RG427": "流出金額重複扣除",
    "RG525": "四捨五入後加總不符",
    "RG803": "來源文字可有不同解讀",
}
