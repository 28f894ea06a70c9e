"""Descriptions of charts: what kind it is, what is plotted, and every figure, in both languages."""

from __future__ import annotations

from typing import Final

from reportgen.brief.alt import describe
from reportgen.document.chart import Chart, ChartSpan, Mark, Series
from reportgen.languages import language

MARKS: Final = (Mark("AWS", 35.6, "$35.6bn"), Mark("2025", 21.3, "$21.3bn", note="remainder"))
HAN: Final = (
    Mark("AWS", 35.6, "356億美元"),
    Mark("廣告", 21.3, "213億美元", note="餘額"),
    Mark("2025", 1, "1億美元"),
)


def test_marks_are_read_in_their_order() -> None:
    said = describe(Chart("bar", 84, marks=MARKS), "Revenue, US$", language("en"))
    assert said == "Bar chart: Revenue, US$. AWS $35.6bn; 2025 (remainder) $21.3bn."
    said = describe(Chart("bar", 84, marks=HAN), "營收（美元）", language("zh-Hant"))
    assert said == "橫條圖：營收（美元）。AWS 356億美元；廣告（餘額）213億美元；2025：1億美元。"


def test_series_are_read_one_after_the_other() -> None:
    chart = Chart(
        "slope", 84, series=(Series("AWS", (Mark("Q4 2024", 37, "37%"), Mark("Q4 2025", 35, "35%"))),)
    )
    assert (
        describe(chart, "Margin.", language("en")) == "Slope chart: Margin. AWS: Q4 2024: 37%, Q4 2025: 35%."
    )
    alone = Chart("area", 84, series=(Series("", (Mark("前", 1, "1%"), Mark("後", 2, "2%"))),))
    assert describe(alone, "利益率", language("zh-Hant")) == "面積圖：利益率。前1%、後2%。"


def test_spans_say_what_stands_on_them_and_what_is_missing() -> None:
    spans = (
        ChartSpan("Amazon", 2, 2, "≈$200bn", marker=1, marker_text="consensus $147bn"),
        ChartSpan("Microsoft", missing="no figure"),
    )
    chart = Chart("range", 84, spans=spans, reference=1, reference_text="last year $131bn")
    assert describe(chart, "Plans", language("en")) == (
        "Range chart: Plans. Amazon ≈$200bn, consensus $147bn; Microsoft no figure; last year $131bn."
    )
