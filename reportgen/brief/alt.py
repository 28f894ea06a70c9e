"""The description of a chart for who cannot see it, made of what the chart shows where the author wrote none.

It says what kind of picture it is, what is plotted, and every figure with its label, in the order of reading. The
figures are those that were cited for the picture, word for word, so that the proof holds them as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportgen.document.chart import Chart, Mark, Series, Span
from reportgen.exhibits.kinds import KINDS

_KINDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "bar": "Bar chart", "column": "Column chart", "grouped": "Grouped bar chart", "bridge": "Bridge chart",
        "range": "Range chart", "line": "Line chart", "area": "Area chart", "share": "Stacked bar of shares",
        "dumbbell": "Before-and-after chart", "slope": "Slope chart", "multiples": "Small multiples", "spark": "Line",
    },
    "zh-Hant": {
        "bar": "橫條圖", "column": "直條圖", "grouped": "分組橫條圖", "bridge": "橋式圖", "range": "區間圖",
        "line": "折線圖", "area": "面積圖", "share": "堆疊比重圖", "dumbbell": "前後對照圖", "slope": "斜線圖",
        "multiples": "並列小圖", "spark": "走勢線",
    },
}  # fmt: skip
# after a name, between the figures of one item, between items, at the end
_JOINTS: Final = {"en": (": ", ", ", "; ", "."), "zh-Hant": ("：", "、", "；", "。")}


def describe(chart: Chart, subject: str, language: str) -> str:
    """ "Bar chart: operating margin, %. AWS 35%; North America 9%." and the like; `subject` says what is plotted."""
    colon, _, stop, end = _JOINTS[language]
    items = [*_marks(chart, language), *_series(chart, language), *_spans(chart.spans, language)]
    if chart.reference is not None:
        items.append(chart.reference_text)
    said = stop.join(items).replace("\u2060", "")
    return f"{_KINDS[language][KINDS[chart.kind].word]}{colon}{subject.rstrip('.。')}{end}{_gap(language)}{said}{end}"


def _gap(language: str) -> str:
    return " " if language == "en" else ""


def _named(label: str, text: str, language: str) -> str:
    """A label with its figure; one that ends in a digit, or in Latin before a Chinese figure, stands apart from it."""
    if not label or not text:
        return label or text
    if label[-1].isdigit():
        return f"{label}{_JOINTS[language][0]}{text}"
    return f"{label} {text}" if language == "en" or label[-1].isascii() else f"{label}{text}"


def _marks(chart: Chart, language: str) -> Iterable[str]:
    return (_mark(mark, language) for mark in chart.marks)


def _mark(mark: Mark, language: str) -> str:
    aside = (f" ({mark.note})" if language == "en" else f"（{mark.note}）") if mark.note else ""
    return _named(f"{mark.label}{aside}", mark.text, language)


def _series(chart: Chart, language: str) -> Iterable[str]:
    return (_one_series(series, language) for series in chart.series)


def _one_series(series: Series, language: str) -> str:
    colon, comma, *_ = _JOINTS[language]
    figures = comma.join(_mark(mark, language) for mark in series.marks)
    return f"{series.label}{colon}{figures}" if series.label else figures


def _spans(spans: Iterable[Span], language: str) -> Iterable[str]:
    comma = ", " if language == "en" else "，"
    for span in spans:
        own = _named(span.label, span.text or span.missing, language)
        yield comma.join(filter(None, (own, span.marker_text, span.point_text)))
