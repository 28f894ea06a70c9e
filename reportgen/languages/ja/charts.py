"""Charts in Japanese, for who hears them."""

from __future__ import annotations

from typing import Final

from reportgen.languages.chart_words import ChartWords

CHARTS: Final = ChartWords(
    {
        "bar": "横棒グラフ",
        "column": "縦棒グラフ",
        "grouped": "集合棒グラフ",
        "bridge": "増減要因分析（ウォーターフォール図）",
        "range": "レンジ図",
        "line": "折れ線グラフ",
        "area": "面グラフ",
        "share": "構成比グラフ",
        "stacked": "積み上げ縦棒グラフ",
        "dumbbell": "ダンベルグラフ",
        "slope": "スロープグラフ",
        "multiples": "小グラフの一覧",
        "spark": "推移線",
    },
    rest="その他",
    total="合計",
    rounded="四捨五入のため、内訳の合計は全体と一致しない。",
)
