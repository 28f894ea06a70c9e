"""What tie-out, the sanity rules and claims come to, and what a figure is, in Japanese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportgen.languages.pack import BasisWords, ClaimWords, ScenarioWords, VerdictNames, VerdictWords

VERDICTS: Final = VerdictNames(
    ties=VerdictWords(
        "一致", "再計算値を四捨五入すると、記載値と一致する。", "出所の複数の箇所に同じ値が記載されている。"
    ),
    ties_within_rounding=VerdictWords.always("おおむね一致", "末位は異なるが、差は四捨五入で説明できる。"),
    sourced=VerdictWords.always("出所記載", "出所に記載された値で、照合の対象となる値が他にない。"),
    derived=VerdictWords.always("算出", "当方で計算した値で、出所に記載がない。"),
    not_meaningful=VerdictWords.always("NM", "計算はできるが、指標として意味をなさない。"),
    incomplete=VerdictWords.always("計算不能", "計算式に必要な数値が不足している。"),
    not_comparable=VerdictWords.always("比較不能", "記載値と計算式の前提が異なり、比較できない。"),
    conflict=VerdictWords(
        "不一致",
        "差が四捨五入では説明できない。採用した値とその理由は下記のとおり。",
        "出所の記載が箇所により異なる。採用した値とその理由は下記のとおり。",
    ),
    settled="記載に相違",
)

CLAIMS: Final = ClaimWords(
    holds="成立",
    fails="不成立",
    undecided="判定不能",
    conjunction="、かつ",
    disjunction="、または",
    negation="（{}）ではない",
    brackets="（{}）",
    compared={
        "<": "{}は{}を下回る",
        "<=": "{}は{}以下である",
        ">": "{}は{}を上回る",
        ">=": "{}は{}以上である",
        "=": "{}は{}に等しい",
        "!=": "{}は{}と異なる",
        "between": "{}は{}以上{}以下である",
        "peak": "{}は{}のいずれをも上回る",
    },
    followed={
        "<": "{}は{}を下回り",
        "<=": "{}は{}以下であり",
        ">": "{}は{}を上回り",
        ">=": "{}は{}以上であり",
        "=": "{}は{}に等しく",
        "!=": "{}は{}と異なり",
        "between": "{}は{}以上{}以下であり",
        "peak": "{}は{}のいずれをも上回り",
    },
    dated={
        "<": "{}は{}より前である",
        "<=": "{}は{}以前である",
        ">": "{}は{}より後である",
        ">=": "{}は{}以降である",
        "between": "{}は{}以降{}以前である",
        "peak": "{}は{}のいずれよりも後である",
    },
    dated_followed={
        "<": "{}は{}より前であり",
        "<=": "{}は{}以前であり",
        ">": "{}は{}より後であり",
        ">=": "{}は{}以降であり",
        "between": "{}は{}以降{}以前であり",
        "peak": "{}は{}のいずれよりも後であり",
    },
    highest="{}のうち最大の値",
    lowest="{}のうち最小の値",
    size="{}の絶対値",
    growth="{0}の{1}に対する増減率",
    range="{}～{}",
    low="{}の下限",
    high="{}の上限",
    zero="ゼロ",
    last="、",
)

SCENARIOS: Final = ScenarioWords(
    actual="実績",
    consensus="市場予想",
    guidance="会社予想",
    estimate="本レポート予想",
    consensus_note="市場予想",
    guidance_note="会社予想",
    estimate_note="本レポート予想",
)

BASES: Final = BasisWords(reported="開示ベース", adjusted="調整後ベース", fx_neutral="為替一定ベース")

# What a sanity rule doubted, as the appendix names it.
RULES: Final[Mapping[str, str]] = {
    "RG401": "記載箇所により桁が異なる",
    "RG402": "前後の値と桁が異なる",
    "RG403": "百分率が極端に大きい",
    "RG404": "内訳が全体を上回る",
    "RG405": "内訳の合計が全体と一致しない",
    "RG406": "四半期の合計が通期などの値と一致しない",
    "RG407": "短い期間の値が長い期間の値を上回る",
    "RG408": "期間の長さと名称が一致しない",
    "RG409": "予想の対象期間が終了済み",
    "RG410": "対象期間の終了前に公表された数値",
    "RG411": "正負が確定しない",
    "RG412": "前の期間と同一の値",
    "RG413": "増減率と金額の増減が一致しない",
    "RG414": "負の値",
    "RG415": "通常の算式と一致しない",
    "RG416": "純利益÷株式数と一致しない",
    "RG417": "純利益と正負が逆",
    "RG418": "キャッシュの増減が一致しない",
    "RG419": "記載のない項目による差",
    "RG420": "株式数の桁が異なる",
    "RG421": "この比率となる整数の組み合わせがない",
    "RG423": "検査数字の誤り",
    "RG424": "本文の検査数字の誤り",
    "RG425": "四捨五入の上下限でのみ一致",
    "RG426": "支出の符号が前期と逆",
    "RG427": "支出を二重に差し引いている",
    "RG525": "四捨五入後の値では合計が合わない",
    "RG803": "出所の記載に別の読み方がある",
}
