"""The fixed words of the inspector and of the appendix's tools, in each language."""

from __future__ import annotations

from typing import Final

# {n} and {m} are put in by the page: how many rows are shown, and of how many.
WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "close": "Close", "copy": "Copy link", "copied": "Link copied", "by_hand": "Copy this link:",
        "exact": "Exact value", "precision": "Precision", "unit": "Unit", "period": "Period",
        "scenario": "Scenario", "basis": "Basis", "source": "Source", "sources": "Sources", "working": "Working",
        "operands": "Operands", "verdict": "Verdict", "where": "Where it stands", "row": "Numbers appendix, no.",
        "unprinted": "This brief uses the figure in a working and prints it nowhere else.",
        "headline": "Headline", "summary": "Summary",
        "search": "Search", "search_hint": "Fact, figure, source", "all_verdicts": "All verdicts",
        "kind": "Kind", "all_kinds": "Stated and derived", "stated": "Stated", "derived": "Derived",
        "sort": "Sort by", "ascending": "ascending", "descending": "descending", "csv": "Download CSV",
        "count": "{n} of {m} numbers", "none": "No number matches.", "until": " to ", "stop": ". ",
    },
    "zh-Hant": {
        "close": "關閉", "copy": "複製連結", "copied": "已複製連結", "by_hand": "請複製此連結：",
        "exact": "精確值", "precision": "數值範圍", "unit": "單位", "period": "期間",
        "scenario": "性質", "basis": "基準", "source": "出處", "sources": "出處", "working": "算式",
        "operands": "代入數字", "verdict": "勾稽", "where": "出現位置", "row": "數字附錄編號",
        "unprinted": "此數字僅供計算，未見於本報告其他處。",
        "headline": "標題", "summary": "摘要",
        "search": "搜尋", "search_hint": "項目、數字、出處", "all_verdicts": "全部勾稽結果",
        "kind": "類別", "all_kinds": "原文與推算", "stated": "原文所載", "derived": "自行推算",
        "sort": "排序", "ascending": "遞增", "descending": "遞減", "csv": "下載 CSV",
        "count": "共 {m} 筆，顯示 {n} 筆", "none": "沒有符合的數字。", "until": "至", "stop": "。",
    },
}  # fmt: skip
SCENARIOS: Final[dict[str, dict[str, str]]] = {
    "en": {"actual": "Actual", "consensus": "Consensus", "guidance": "Guidance"},
    "zh-Hant": {"actual": "實際", "consensus": "市場預估", "guidance": "財測"},
}
BASES: Final[dict[str, dict[str, str]]] = {
    "en": {"reported": "Reported", "adjusted": "Adjusted", "fx-neutral": "Constant currency"},
    "zh-Hant": {"reported": "財報基準", "adjusted": "調整後", "fx-neutral": "固定匯率"},
}
# What a verdict means; the second of a pair where two statements were compared and nothing was recomputed.
MEANINGS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "en": {
        "ties": (
            "The recomputed value rounds to the stated digits.", "The source gives the same figure each time.",
        ),
        "ties within rounding": (
            "The last digits differ, the intervals overlap: rounding alone can explain it.",
        ) * 2,
        "sourced": ("Printed by the source; nothing else to hold it against.",) * 2,
        "derived": ("Computed here; no source prints it.",) * 2,
        "not meaningful": ("The formula gives no meaningful number.",) * 2,
        "incomplete": ("The formula lacks an input.",) * 2,
        "not comparable": ("Stated value and formula differ in kind and do not compare.",) * 2,
        "conflict": (
            "The intervals do not meet. The figure is used for the reason given below.",
            "The source gives different figures. This one is used for the reason given below.",
        ),
    },
    "zh-Hant": {
        "ties": ("重算結果捨入後與原文相同。", "出處各次所載一致。"),
        "ties within rounding": ("末位不同，但數值範圍重疊，差異可由捨入解釋。",) * 2,
        "sourced": ("出處所載，別無可資核對者。",) * 2,
        "derived": ("本報告自行計算，出處未載。",) * 2,
        "not meaningful": ("算式得不出有意義的數字。",) * 2,
        "incomplete": ("算式缺少輸入數字。",) * 2,
        "not comparable": ("原文與算式性質不同，無從比較。",) * 2,
        "conflict": (
            "兩者的數值範圍沒有交集，採用理由如下。", "出處各次所載不一，採用理由如下。",
        ),
    },
}  # fmt: skip
# What the intervals on the line are: told by the source, and what the formula gives.
ROWS: Final[dict[str, tuple[str, str]]] = {"en": ("Stated", "Recomputed"), "zh-Hant": ("原文", "重算")}
