"""Exhibits from their declarations: marks and cells bound to facts, cited, and handed to the drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from reportgen.brief.citations import Citation, Register
from reportgen.brief.declared import ExhibitText, MarkText, SpanText
from reportgen.exhibits.display import House, period_label, show
from reportgen.exhibits.marks import Chart, Mark, Series, Span, Tone
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.quantity import Quantity
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text

WIDTHS: Final = {"half": 84.0, "wide": 116.0, "full": 174.0}
_TONES: Final[dict[str, Tone]] = {"actual": "actual", "consensus": "consensus", "guidance": "guidance"}
DASH: Final = "–"


@dataclass(frozen=True)
class Binder:
    """What binding a declaration needs: facts, the language's house style, the register, and how titles are read."""

    base: FactBase
    house: House
    register: Register
    read: Callable[[Text, str], str]  # a text with Jinja in it, the exhibit it stands in → plain words

    @property
    def language(self) -> str:
        """The language of the brief that the exhibit stands in."""
        return self.house.language

    def words(self, words: Bilingual | None, exhibit: str) -> str:
        """The text in the brief's language, "" where there is none."""
        return self.read(words[self.language], exhibit) if words else ""

    def chart(self, name: str, declared: ExhibitText, width: float) -> Chart:
        """The chart that a declaration asks for. Every printed value is cited as standing in exhibit `name`."""
        assert declared.chart is not None
        marks = tuple(self._mark(name, declared, mark) for mark in declared.marks)
        series = tuple(
            Series(
                self.words(item.label, name),
                tuple(self._mark(name, declared, mark) for mark in item.marks),
                self.words(item.note, name),
            )
            for item in declared.series
        )
        spans = tuple(self._span(name, declared, span) for span in declared.spans)
        chart = Chart(declared.chart, width, declared.height, marks, spans, series, zero=declared.zero)
        return self._with_reference(chart, name, declared) if declared.reference else chart

    def _with_reference(self, chart: Chart, name: str, declared: ExhibitText) -> Chart:
        citation, value = self._cite(declared.reference or "", name, declared)
        label = f"{self.words(declared.reference_label, name)} {citation.shown}".strip()
        return replace(chart, reference=value, reference_text=label, reference_cite=citation.id)

    def _cite(
        self, reference: str, name: str, declared: ExhibitText, sign: bool = False
    ) -> tuple[Citation, float]:
        fact = self.base.find(reference)
        quantity = value_of(fact)
        shown = show(quantity, self.house, decimals=declared.decimals, sign=sign, terse=True)
        return self.register.cite(fact, shown, name, inline=False), float(quantity.point)

    def _mark(self, name: str, declared: ExhibitText, mark: MarkText) -> Mark:
        citation, value = self._cite(mark.fact, name, declared, mark.sign)
        fact = citation.fact
        return Mark(
            label=self.words(mark.label, name) or self._default_label(fact, declared),
            value=value,
            text=citation.shown,
            tone=mark.tone or _TONES[fact.at.scenario],
            role=mark.role,
            note=self.words(mark.note, name),
            cite=citation.id,
        )

    def _default_label(self, fact: Fact, declared: ExhibitText) -> str:
        if declared.chart in ("column", "line", "area", "slope", "multiples"):
            return period_label(fact.at.period, self.language, short=True)
        return self.base.label(fact, self.language)

    def _span(self, name: str, declared: ExhibitText, span: SpanText) -> Span:
        label = self.words(span.label, name)
        if span.fact is None:
            return Span(label, missing=self.words(span.missing, name) or DASH)
        citation, _ = self._cite(span.fact, name, declared)
        low, high = _ends(value_of(citation.fact))
        made = Span(
            label or self.base.label(citation.fact, self.language),
            float(low.point),
            float(high.point),
            citation.shown,
            tone=span.tone or _TONES[citation.fact.at.scenario],
            role=span.role,
            note=self.words(span.note, name),
            cite=citation.id,
        )
        return self._with_points(made, name, declared, span)

    def _with_points(self, made: Span, name: str, declared: ExhibitText, span: SpanText) -> Span:
        if span.marker:
            citation, value = self._cite(span.marker, name, declared)
            text = f"{self.words(span.marker_label, name)} {citation.shown}".strip()
            made = replace(made, marker=value, marker_text=text, marker_cite=citation.id)
        if span.point:
            citation, value = self._cite(span.point, name, declared)
            text = f"{self.words(span.point_label, name)} {citation.shown}".strip()
            made = replace(made, point=value, point_text=text, point_cite=citation.id)
        return made

    def point(self, name: str, reference: Text, declared: ExhibitText) -> Mark:
        """One figure of a spark, named by its period."""
        citation, value = self._cite(reference, name, declared)
        at = citation.fact.at
        label = period_label(at.period, self.language, short=True)
        return Mark(label, value, citation.shown, _TONES[at.scenario], cite=citation.id)


def value_of(fact: Fact) -> Quantity:
    """The fact's value; the edition has been inspected, so there is one."""
    assert fact.quantity is not None
    return fact.quantity


def _ends(quantity: Quantity) -> tuple[Quantity, Quantity]:
    return quantity.ends or (quantity, quantity)
