"""The description of a chart for who cannot see it, made of what the chart shows where the author wrote none.

It says what kind of picture it is, what is plotted, and every figure with its label, in the order of reading. The
figures are those that were cited for the picture, word for word, so that the proof holds them as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from reportgen.document.chart import Chart, ChartSpan, Mark, Series
from reportgen.document.nodes import Line, Words
from reportgen.exhibits.kinds import KINDS
from reportgen.languages.pack import Language, Punctuation

_SILENT: Final = "\ue000"  # where the figure of a silent mark stands


def describe(chart: Chart, subject: str, language: Language) -> str:
    """ "Bar chart: operating margin, %. AWS 35%; North America 9%." and the like; `subject` says what is plotted."""
    marks = language.marks
    items = [
        *_marks(chart, marks),
        *_series(chart, marks),
        *_totals(chart, marks),
        *_spans(chart.spans, marks),
    ]
    if chart.reference is not None:
        items.append(chart.reference_text)
    said = marks.semicolon.join(items).replace("\u2060", "")
    named = f"{language.charts.kinds[KINDS[chart.kind].word]}{marks.colon}{subject.rstrip('.' + marks.end)}"
    return f"{named}{marks.stop}{said}{marks.end}"


def with_figures(description: str, figures: Sequence[Line]) -> Line:
    """A description with the figures of silent marks, which the picture does not print, where they stand in it."""
    first, *rest = description.split(_SILENT)
    joined = (piece for figure, words in zip(figures, rest, strict=True) for piece in (*figure, Words(words)))
    return (Words(first), *joined)


def after_title(title: str, language: Language) -> str:
    """What stands between a title and what follows it: the end of a sentence, unless it has one."""
    marks = language.marks
    if not title:
        return ""
    return (
        marks.stop[len(marks.end) :] if title.endswith((".", "?", "!", "？", "！", marks.end)) else marks.stop
    )


def _named(label: str, text: str, marks: Punctuation) -> str:
    """A label with its figure; one that ends in a digit stands apart from it, and one in Latin, whatever the language
    puts between words."""
    if not label or not text:
        return label or text
    if label[-1].isdigit():
        return f"{label}{marks.colon}{text}"
    return f"{label}{' ' if label[-1].isascii() else marks.gap}{text}"


def _marks(chart: Chart, marks: Punctuation) -> Iterable[str]:
    return (_mark(mark, marks) for mark in chart.marks if mark.text)


def _mark(mark: Mark, marks: Punctuation) -> str:
    aside = marks.brackets.format(mark.note) if mark.note else ""
    return _named(f"{mark.label}{aside}", _SILENT if mark.silent else mark.text, marks)


def _series(chart: Chart, marks: Punctuation) -> Iterable[str]:
    return (_one_series(series, marks) for series in chart.series)


def _totals(chart: Chart, marks: Punctuation) -> Iterable[str]:
    """What the series come to at each date, under the one word for it."""
    if chart.totals and chart.series:
        dates = (mark.label for mark in chart.series[0].marks)
        dated = tuple(replace(one, label=date) for one, date in zip(chart.totals, dates, strict=False))
        yield _one_series(Series(chart.totals[0].label, dated), marks)


def _one_series(series: Series, marks: Punctuation) -> str:
    figures = marks.enumeration.join(_mark(mark, marks) for mark in series.marks if mark.text)
    return f"{series.label}{marks.colon}{figures}" if series.label else figures


def _spans(spans: Iterable[ChartSpan], marks: Punctuation) -> Iterable[str]:
    for span in spans:
        own = _named(span.label, span.text or span.missing, marks)
        yield marks.comma.join(filter(None, (own, span.marker_text, span.point_text)))
