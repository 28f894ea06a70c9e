"""Charts in Traditional Chinese, for who hears them."""

from __future__ import annotations

from typing import Final

from reportgen.languages.chart_words import ChartWords

CHARTS: Final = ChartWords(
    {
        "bar": "橫條圖",
        "column": "直條圖",
        "grouped": "分組橫條圖",
        "bridge": "橋式圖",
        "range": "區間圖",
        "line": "折線圖",
        "area": "面積圖",
        "share": "堆疊比重圖",
        "stacked": "堆疊直條圖",
        "dumbbell": "前後對照圖",
        "slope": "斜線圖",
        "multiples": "並列小圖",
        "spark": "走勢線",
    },
    rest="其他",
    total="合計",
    rounded="因四捨五入，各項占比加總與整體略有出入。",
)
