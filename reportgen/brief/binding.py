"""Charts from their declarations: marks bound to facts, cited, with every label made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from reportgen.brief.arithmetic import Slot, agreeing
from reportgen.brief.brief_yaml import ExhibitText, MarkText, SeriesText, SpanText
from reportgen.brief.fitting import plotted_facts
from reportgen.brief.helpers import TextReader
from reportgen.codes.rg2_values import RG205
from reportgen.codes.rg5_texts import RG505
from reportgen.document.chart import Chart, ChartSpan, Mark, Series, Tone
from reportgen.document.citation import Citation
from reportgen.document.nodes import Cited, Line, Named, Place
from reportgen.document.walk import Run, plain, runs
from reportgen.exhibits.kinds import KINDS
from reportgen.facts.base import Fact, value_of
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text
from reportgen.figures.display import is_void, period_label
from reportgen.figures.fact_labels import fact_label, label_in_full
from reportgen.figures.manner import Manner, print_figure
from reportgen.languages import pick

_TONES: Final[dict[str, Tone]] = {"actual": "actual", "consensus": "consensus", "guidance": "guidance"}
DASH: Final = "–"


@dataclass(frozen=True)
class Binder:
    """Makes the chart of an exhibit `name` from its declaration. `said` collects each text that the picture shows, as a
    line, in the order of reading."""

    reader: TextReader
    name: str
    declared: ExhibitText
    said: list[Line] = field(default_factory=list)

    @cached_property
    def _manners(self) -> Mapping[Coordinates, Manner]:
        """In which manner the chart prints its facts: one number of decimals, and figures that agree."""
        facts = filter(None, (known(self.reader, text) for text in plotted_facts(self.declared)))
        one = Manner(self.declared.decimals, terse=True, column=0 if self.declared.decimals is None else None)
        slots = [Slot(fact, one) for fact in {fact.at: fact for fact in facts}.values()]
        return {slot.fact.at: slot.manner for slot in agreeing(slots, self.reader.number_style)}

    def words(self, words: Bilingual | None) -> str:
        """The text in the brief's language as it is drawn, "" where there is none."""
        if not words:
            return ""
        line = self.reader.line(pick_text(words, self.reader.language), self.name, inline=False)
        self.said.append(line)
        return "".join(_as_drawn(run) for run in runs(line))

    def chart(self, width: float) -> Chart:
        """The chart that the declaration asks for, every printed value cited. What is not there is left out, and a
        finding."""
        declared = self.declared
        assert declared.chart is not None
        kind = KINDS[declared.chart].name
        marks = tuple(filter(None, map(self._mark, declared.marks)))
        series = tuple(map(self._series, declared.series))
        spans = tuple(filter(None, map(self._span, declared.spans)))
        chart = Chart(kind, width, declared.height, marks, spans, series, zero=declared.zero)
        return self._with_reference(chart) if declared.reference else chart

    def _with_reference(self, chart: Chart) -> Chart:
        found = self.cite(self.declared.reference or Text(""))
        if found is None:
            return chart
        citation, value = found
        label = f"{self.words(self.declared.reference_label)} {_unbreakable(citation.shown)}".strip()
        return replace(chart, reference=value, reference_text=label, reference_cite=citation.id)

    def cite(
        self, reference: Text, sign: bool = False, *, void: bool = False
    ) -> tuple[Citation, float] | None:
        """A value as it is drawn, cited, and where it stands on a scale; RG205 and None where there is none. What is
        not meaningful stands at zero where it may stand, by `void`."""
        fact = find(self.reader, reference)
        if fact is None:
            return None
        quantity = value_of(fact)
        if is_void(quantity) and not void:
            message = f"{fact.at.local} has no place on this scale: {fact.trouble}"
            mend = "leave it out, or show a table or bars, which print it in words"
            self.reader.say(RG505.finding(message, reference.locus, mend))
            return None
        manner = replace(self._manners.get(fact.at, Manner(self.declared.decimals, terse=True)), sign=sign)
        shown = print_figure(quantity, manner, self.reader.number_style)
        citation = self.reader.register.cite(fact, shown, self.name, inline=False, manner=manner)
        self.said.append((Cited(citation, Place(reference)),))
        return citation, float(quantity.point)

    @property
    def _in_words(self) -> bool:
        """Whether a mark may say in words that it has no value."""
        return self.declared.chart is not None and KINDS[self.declared.chart].in_words

    def _mark(self, mark: MarkText) -> Mark | None:
        found = self.cite(mark.fact, mark.sign, void=self._in_words)
        if found is None:
            return None
        citation, value = found
        return Mark(
            label=self.words(mark.label) or self._default_label(citation.fact),
            value=value,
            text=citation.shown,
            tone=mark.tone or _TONES[citation.fact.at.scenario],
            role=mark.role,
            note=self.words(mark.note),
            cite=citation.id,
        )

    def _series(self, item: SeriesText) -> Series:
        label = self.words(item.label)
        return Series(label, tuple(filter(None, map(self._mark, item.marks))), self.words(item.note))

    def _default_label(self, fact: Fact) -> str:
        line = self.default_label(fact)
        self.said.append(line)
        return plain(line)

    def default_label(self, fact: Fact) -> Line:
        """What a mark without a label is called: its period, or the fact's own label."""
        if self.declared.chart and KINDS[self.declared.chart].along_time:
            return (Named(period_label(fact.at.period, self.reader.language, short=True), "period"),)
        return label_of(self.reader, fact)

    def _span(self, span: SpanText) -> ChartSpan | None:
        label = self.words(span.label)
        if span.fact is None:
            return ChartSpan(label, missing=self.words(span.missing) or DASH)
        found = self.cite(span.fact, void=True)
        if found is None:
            return None
        citation, _ = found
        if is_void(value_of(citation.fact)):
            label = label or self._default_label(citation.fact)
            return ChartSpan(label, missing=citation.shown, cite=citation.id, note=self.words(span.note))
        low, high = _ends(value_of(citation.fact))
        row = ChartSpan(
            label or self._default_label(citation.fact),
            float(low.point),
            float(high.point),
            citation.shown,
            tone=span.tone or _TONES[citation.fact.at.scenario],
            role=span.role,
            note=self.words(span.note),
            cite=citation.id,
        )
        return self._with_points(row, span)

    def _with_points(self, row: ChartSpan, span: SpanText) -> ChartSpan:
        if span.marker and (found := self.cite(span.marker)):
            text = f"{self.words(span.marker_label)} {found[0].shown}".strip()
            row = replace(row, marker=found[1], marker_text=text, marker_cite=found[0].id)
        if span.point and (found := self.cite(span.point)):
            text = f"{self.words(span.point_label)} {found[0].shown}".strip()
            row = replace(row, point=found[1], point_text=text, point_cite=found[0].id)
        return row

    def point(self, reference: Text) -> Mark | None:
        """One figure of a spark, named by its period."""
        found = self.cite(reference)
        if found is None:
            return None
        at = found[0].fact.at
        label = period_label(at.period, self.reader.language, short=True)
        return Mark(label, found[1], found[0].shown, _TONES[at.scenario], cite=found[0].id)


def find(reader: TextReader, reference: Text) -> Fact | None:
    """The fact that a reference of brief.yaml means; RG205 and None where there is none with a value."""
    try:
        fact = reader.base.find(reference)
    except BadReference as error:
        reader.say(RG205.finding(str(error), reference.locus))
        return None
    if fact.quantity is None and not fact.no_value:
        message = f"{fact.at.local} has no value to print: {fact.trouble}"
        reader.say(RG205.finding(message, reference.locus))
        return None
    return fact


def known(reader: TextReader, reference: Text) -> Fact | None:
    """The same, without a word where there is none."""
    try:
        fact = reader.base.find(reference)
    except BadReference:
        return None
    return fact if fact.quantity is not None or fact.no_value else None


def label_of(reader: TextReader, fact: Fact, *, in_full: bool = False) -> Line:
    """The label of a fact, which vouches for itself; `in_full` with its scenario and period where these are not the
    edition's."""
    label = label_in_full if in_full else fact_label
    return (Named(label(reader.base, fact, reader.language), "label"),)


def pick_text(words: Mapping[str, str], language: str) -> Text:
    """The text in a language, or in whichever there is: what is missing has been said."""
    found = pick(words, language)
    return found if isinstance(found, Text) else Text(found)


def _as_drawn(run: Run) -> str:
    """A run of a label as the chart has it: a printed fact in it stays on one line where the label is broken."""
    return _unbreakable(run.text) if isinstance(run.piece, Cited) else run.text


def _unbreakable(text: str) -> str:
    """The text with a word joiner between any two characters, so that no line ends in it."""
    return "\u2060".join(text)


def _ends(quantity: Quantity) -> tuple[Quantity, Quantity]:
    return quantity.ends or (quantity, quantity)
