"""The words of a brief: verbs and comparisons by the sign of a value, and the fixed words of pages and messages."""

from __future__ import annotations

from typing import Final

# kind → language → (above zero, below zero, zero)
WORDS: Final[dict[str, dict[str, tuple[str, str, str]]]] = {
    "rise": {"en": ("rose", "fell", "was flat"), "zh-Hant": ("上升", "下降", "持平")},
    "grow": {"en": ("grew", "shrank", "was flat"), "zh-Hant": ("成長", "衰退", "持平")},
    "up": {"en": ("up", "down", "flat"), "zh-Hant": ("增", "減", "持平")},
    "beat": {"en": ("beat", "missed", "matched"), "zh-Hant": ("優於", "不如", "符合")},
    "above": {"en": ("above", "below", "in line with"), "zh-Hant": ("高於", "低於", "符合")},
    "ahead": {"en": ("ahead of", "short of", "in line with"), "zh-Hant": ("優於", "低於", "符合")},
    "widen": {"en": ("widened", "narrowed", "held"), "zh-Hant": ("擴大", "收斂", "持平")},
    "yoy": {"en": ("up", "down", "flat"), "zh-Hant": ("年增", "年減", "年持平")},
    "qoq": {"en": ("up", "down", "flat"), "zh-Hant": ("季增", "季減", "季持平")},
}
# What stands behind the figure.
AFTER: Final = {("yoy", "en"): " year on year", ("qoq", "en"): " quarter on quarter"}


# The fixed words of the templates.
TERMS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "exhibit": "Exhibit", "source": "Source", "contents": "Contents", "key_figures": "Key figures",
        "actual": "Actual", "vs_consensus": "vs cons.", "year": "y/y", "numbers": "Numbers appendix",
        "numbers_intro": "Every number printed in this brief, in the order in which it first appears, with its"
        " exact value, where it comes from, and whether it ties out. Where the inputs leave the last digit in doubt,"
        " the number is printed with about, or ≈.",
        "verdicts_intro": "Sourced: printed by the source (¶ is the paragraph), and nothing else to hold it against."
        " Derived: computed here, printed by nobody. Ties: stated and recomputed values agree to the digit, or within"
        " rounding. Conflict: they do not, and the exception below says why the figure is used.",
        "page": "Page", "number": "No.", "label": "Fact", "shown": "Shown", "exact": "Exact value",
        "unit": "Unit", "period": "Period", "origin": "Source or working", "verdict": "Verdict", "pages": "Pages",
        "where": "Where", "exceptions": "Exceptions",
        "exceptions_intro": "Where the source disagrees with itself, or a check had something to object. Each was found"
        " by recomputation or by rule and is printed as it stands, with the reason for the figure that is used.",
        "claims": "Claims", "claims_intro": "Every word in this brief that compares figures, the condition it rests"
        " on, and whether that condition holds. It is judged on all values that the figures' last digits leave open.",
        "words": "Words", "condition": "Condition", "rests_on": "Rests on", "semicolon": "; ", "holds": "Verdict",
        "missing": "–",
        "comma": ", ", "colon": ": ", "stop": ".", "skip": "Skip to the text",
        "numbers_in_exhibit": "Appendix nos", "unless_stated": " unless stated", "rises": "up", "falls": "down",
        "table": "Table", "declared": "Names and pictures",
        "declared_intro": "Names and wordings with a numeral in them that are no figures",
        "images_intro": "Pictures whose content was not read, so that no number in them is checked",
    },
    "zh-Hant": {
        "exhibit": "圖表", "source": "資料來源", "contents": "目錄", "key_figures": "關鍵數字",
        "actual": "實際", "vs_consensus": "較預估", "year": "年變動", "numbers": "數字附錄",
        "numbers_intro": "本報告印出的每一個數字，依首次出現的順序排列，附精確值、出處或算式，以及勾稽結果。"
        "輸入數字的精度不足以確定末位者，以「約」或 ≈ 標示。",
        "verdicts_intro": "原文：來源所載（¶為段落），別無可資核對者。推算：本報告自行計算。相符：原文與重算結果一致，"
        "或在捨入範圍內一致。不符：兩者不一致，採用理由見下方例外事項。",
        "page": "第", "number": "編號", "label": "項目", "shown": "文中寫法", "exact": "精確值",
        "unit": "單位", "period": "期間", "origin": "出處或算式", "verdict": "勾稽", "pages": "頁次",
        "where": "位置", "exceptions": "例外事項",
        "exceptions_intro": "資料來源前後不一，或檢核提出疑義之處。"
        "各項均由重新計算或規則查得，照實列示，並說明採用何者及其理由。",
        "claims": "論斷", "claims_intro": "本報告每一處比較數字的文字、其所依據的條件，以及條件是否成立。"
        "判定時已計入各數字末位以下的所有可能值。",
        "words": "文字", "condition": "條件", "rests_on": "依據", "semicolon": "；", "holds": "判定",
        "missing": "–",
        "comma": "，", "colon": "：", "stop": "。", "skip": "跳至內文",
        "numbers_in_exhibit": "附錄編號", "unless_stated": "，另註者除外", "rises": "上升", "falls": "下降",
        "table": "表格", "declared": "名稱與圖片",
        "declared_intro": "含有數字、但不屬數據的名稱與用語",
        "images_intro": "下列圖片之內容未經讀取，其中如有數字，概未核對",
    },
}  # fmt: skip

# What a sanity rule doubted, as the appendix names it.
RULES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "RG401": "told a scale apart", "RG402": "a scale away from the period before",
        "RG403": "an unusually large percentage", "RG404": "larger than the whole", "RG405": "parts do not foot",
        "RG406": "quarters do not add up", "RG407": "above the longer period",
        "RG408": "period and name differ in length", "RG409": "forecast of a past period",
        "RG410": "told before its period was over", "RG411": "lost in rounding",
        "RG412": "the same as the period before", "RG413": "growth against the amounts", "RG414": "below zero",
    },
    "zh-Hant": {
        "RG401": "兩處所載相差一個數量級", "RG402": "與前期相差一個數量級", "RG403": "百分比異常偏高",
        "RG404": "部分大於整體", "RG405": "分項合計不符", "RG406": "各季合計不符", "RG407": "較短期間大於較長期間",
        "RG408": "期間長度與名稱不符", "RG409": "預測期間已過", "RG410": "資料早於期末", "RG411": "捨入後歸零",
        "RG412": "與前期完全相同", "RG413": "年增率與金額方向不符", "RG414": "為負值",
    },
}  # fmt: skip

VERDICTS: Final[dict[str, dict[str, str]]] = {
    "en": {},
    "zh-Hant": {
        "ties": "相符", "ties within rounding": "捨入後相符", "sourced": "原文", "derived": "推算",
        "not meaningful": "無意義", "incomplete": "不完整", "not comparable": "無從比較", "conflict": "不符",
    },
}  # fmt: skip
TRUTHS: Final[dict[str, dict[str, str]]] = {
    "en": {"true": "holds", "false": "does not hold", "undecidable": "undecided"},
    "zh-Hant": {"true": "成立", "false": "不成立", "undecidable": "無法判定"},
}
# How the parts of a claim's condition are joined for a reader.
CONJUNCTIONS: Final[dict[str, dict[str, str]]] = {
    "en": {"and": " and ", "or": " or ", "not": "not ({})", "brackets": "({})"},
    "zh-Hant": {"and": "，且", "or": "，或", "not": "並非（{}）", "brackets": "（{}）"},
}
SCENARIOS: Final[dict[str, dict[str, str]]] = {
    "en": {"actual": "", "consensus": "consensus", "guidance": "guidance"},
    "zh-Hant": {"actual": "", "consensus": "市場預估", "guidance": "財測"},
}

# The fixed words of a message.
LETTER: Final[dict[str, dict[str, str]]] = {
    "en": {
        "attached": "Attached", "correction": "Correction",
        "correction_intro": "This message replaces the one you were sent before. The numbers that changed:",
        "correction_words": "This message replaces the one you were sent before. No number changed; wording or layout"
        " did.",
        "before": "As sent before", "now": "Corrected", "nowhere": "not printed",
        "proof": "Every number in this message and in what is attached is bound to a stated or computed figure. The"
        " documents carry their facts; anybody can prove them with: reportgen verify FILE",
        "unsubscribe": "Unsubscribe", "numbers_file": "numbers",
    },
    "zh-Hant": {
        "attached": "附件", "correction": "更正",
        "correction_intro": "本信取代先前寄出者。更動之數字如下：",
        "correction_words": "本信取代先前寄出者。數字均未更動，僅調整文字或版面。",
        "before": "先前所載", "now": "更正後", "nowhere": "未刊載",
        "proof": "本信及附件之每一個數字均繫於原文所載或推算所得之數據。文件內附其數據，"
        "任何人均可以下列指令驗證：reportgen verify FILE",
        "unsubscribe": "取消訂閱", "numbers_file": "數字",
    },
}  # fmt: skip
# Where a link in a PDF leads, for readers who hear it.
LINKS: Final[dict[str, dict[str, str]]] = {
    "en": {"row": "To its row in the numbers appendix", "place": "To the place it names"},
    "zh-Hant": {"row": "前往數字附錄中對應的一列", "place": "前往所指之處"},
}
# The locales in which dates and names are written.
LOCALES: Final = {"en": "en_GB", "zh-Hant": "zh_Hant_TW"}
