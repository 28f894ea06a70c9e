"""Charts from their declarations: marks bound to facts, cited, with every label made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from reportgen.brief.arithmetic import Slot, agreeing
from reportgen.brief.brief_yaml import ExhibitText, MarkText, SeriesText, SpanText
from reportgen.brief.fitting import goes_together, plotted_facts
from reportgen.brief.helpers import TextReader
from reportgen.brief.histories import History, history_of, scale_of, times_of, when
from reportgen.brief.wholes import are_shares, the_rest, totals_of
from reportgen.codes.rg2_values import RG205
from reportgen.codes.rg5_texts import RG505
from reportgen.document.chart import Chart, ChartSpan, Mark, Series, Tone
from reportgen.document.citation import Citation
from reportgen.document.nodes import Cited, Line, Named, Place, Words
from reportgen.document.walk import Run, plain, runs
from reportgen.exhibits.kinds import KINDS
from reportgen.facts.base import Fact, value_of
from reportgen.facts.period import Period
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text
from reportgen.figures.dates import axis_label
from reportgen.figures.display import is_void, period_label
from reportgen.figures.fact_labels import fact_label, label_in_full
from reportgen.figures.manner import Manner, as_printed, common_step, print_figure
from reportgen.figures.number_style import Scale
from reportgen.languages import pick

# What a house expects itself is drawn as what the company does: neither is what the market does.
_TONES: Final[dict[str, Tone]] = {
    "actual": "actual", "consensus": "consensus", "guidance": "guidance", "estimate": "guidance",
}  # fmt: skip
DASH: Final = "–"


@dataclass(frozen=True)
class Siblings:
    """The facts that stand beside one another in a list of marks."""

    facts: tuple[Fact, ...]

    @cached_property
    def one_fact(self) -> bool:
        """Whether they are the same of one entity."""
        return len({(fact.at.entity, fact.at.concept) for fact in self.facts}) < 2

    @cached_property
    def one_period(self) -> bool:
        """Whether they are of one period."""
        return len(set(self.periods)) < 2

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The period of each."""
        return tuple(fact.at.period for fact in self.facts)


@dataclass(frozen=True)
class Binder:
    """Makes the chart of an exhibit `name` from its declaration. `said` collects each text that the picture shows, as a
    line, in the order of reading; `silent` each figure that its description alone says."""

    reader: TextReader
    name: str
    declared: ExhibitText
    said: list[Line] = field(default_factory=list)
    silent: list[Line] = field(default_factory=list)

    @cached_property
    def _manner(self) -> Manner:
        """How the chart prints a figure: under the unit that its subtitle says, or all of them in one step."""
        decimals, unit = self.declared.decimals, self.declared.unit
        if unit and self.scale:
            return Manner(decimals, terse=True, head=str(unit))
        found = (known(self.reader, text) for text in plotted_facts(self.declared))
        values = [value_of(fact) for fact in (*found, *self._sums) if fact is not None]
        step = common_step(values, self.reader.number_style) if decimals is None else None
        return Manner(decimals, terse=True, step=step)

    @cached_property
    def scale(self) -> Scale | None:
        """The scale of the chart's `unit:`, where its figures are in that unit; else RG505 is said by `fitting`."""
        if self.declared.unit is None or not goes_together(self.reader.base, self.declared):
            return None
        return Manner(head=str(self.declared.unit)).scale(self.reader.number_style)

    @cached_property
    def _manners(self) -> Mapping[Coordinates, Manner]:
        """In which manner the chart prints its facts: one number of decimals, and figures that agree."""
        facts = list(filter(None, (known(self.reader, text) for text in plotted_facts(self.declared))))
        facts += self._sums
        if self.declared.chart == "share":
            facts += filter(None, (the_rest(self.reader.base, one.facts) for one in self._lists))
        one = replace(self._manner, column=0 if self.declared.decimals is None else None)
        slots = [Slot(fact, one) for fact in {fact.at: fact for fact in facts}.values()]
        return {slot.fact.at: slot.manner for slot in agreeing(slots, self.reader.number_style)}

    @cached_property
    def _sums(self) -> list[Fact]:
        """What stands above stacked columns: the total of the series at each date, where all have one."""
        several = self.declared.chart == "stacked" and len(self._lists) > 1
        return totals_of(self.reader.base, [one.facts for one in self._lists]) if several else []

    def _total(self, fact: Fact) -> Mark:
        citation, value = self._printed(fact, Text(fact.at.local))
        label, tone = self.reader.pack.charts.total, _TONES[fact.at.scenario]
        return Mark(label, value, citation.shown, tone, "ink", cite=citation.id)

    @property
    def remarks(self) -> list[Line]:
        """What the program adds below the exhibit: that printed shares do not add up."""
        if self.declared.chart != "share":
            return []
        wholes = [[*one.facts, the_rest(self.reader.base, one.facts)] for one in self._lists]
        off = any(self._is_off([fact for fact in facts if fact]) for facts in wholes)
        return [(Words(self.reader.pack.charts.rounded),)] if off else []

    def _is_off(self, parts: Sequence[Fact]) -> bool:
        """Whether the parts of a whole, as they are printed, do not come to it."""
        if not are_shares(parts):
            return False
        style = self.reader.number_style
        printed = [as_printed(value_of(fact), self._manners[fact.at], style) for fact in parts]
        return None not in printed and sum(one[0] for one in printed if one) != 1

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
        history = history_of(kind, width, [one.facts for one in self._lists], described=bool(declared.alt))
        marks = self._marks(declared.marks, 0, history)
        series = tuple(self._series(item, n, history) for n, item in enumerate(declared.series))
        spans = tuple(filter(None, map(self._span, declared.spans)))
        script = self.reader.pack.type.script
        chart = Chart(kind, width, declared.height, marks, spans, series, zero=declared.zero, script=script)
        if self._sums:
            self.said.append((Words(self.reader.pack.charts.total),))
            chart = replace(chart, totals=tuple(map(self._total, self._sums)))
        if history.printed is not None:
            chart = self._with_scale(chart)
        return self._with_reference(chart) if declared.reference else chart

    @cached_property
    def _lists(self) -> list[Siblings]:
        """The facts of each list of marks."""
        lists = [item.marks for item in self.declared.series] or [self.declared.marks]
        return [
            Siblings(tuple(filter(None, (known(self.reader, mark.fact) for mark in marks))))
            for marks in lists
        ]

    def _with_scale(self, chart: Chart) -> Chart:
        """A chart that does not print all of its figures: with a scale, and dates where these are too many to be
        named."""
        facts = [fact for one in self._lists for fact in one.facts]
        values = [value_of(fact).point for fact in facts]
        if chart.kind == "area" and len(chart.series) > 1:
            columns = zip(
                *([value_of(fact).point for fact in one.facts] for one in self._lists), strict=False
            )
            values = [sum(column, Fraction(0)) for column in columns]
        zero = chart.zero or chart.kind != "line"
        style, unit = self.reader.number_style, value_of(facts[0]).unit
        scale = scale_of(values, unit, style, zero=zero, manner=self._manner)
        times = times_of(self._lists[0].periods, self.reader.language)
        self.said.extend((Words(tick.text),) for tick in scale)
        self.said.extend((Named(tick.text, "period"),) for tick in times)
        return replace(chart, scale=scale, times=times)

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
        return self._printed(fact, reference, sign)

    def _printed(self, fact: Fact, reference: Text, sign: bool = False) -> tuple[Citation, float]:
        quantity = value_of(fact)
        manner = replace(self._manners.get(fact.at, self._manner), sign=sign)
        shown = print_figure(quantity, manner, self.reader.number_style)
        citation = self.reader.register.cite(fact, shown, self.name, inline=False, manner=manner)
        self.said.append((Cited(citation, Place(reference)),))
        return citation, float(quantity.point)

    @property
    def _in_words(self) -> bool:
        """Whether a mark may say in words that it has no value."""
        return self.declared.chart is not None and KINDS[self.declared.chart].in_words

    def _marks(self, marks: Sequence[MarkText], which: int, history: History) -> tuple[Mark, ...]:
        """The marks of a list, each as the history of the chart says it."""
        made = (self._mark(mark, which, *history.says(which, n)) for n, mark in enumerate(marks))
        return tuple(filter(None, made))

    def _mark(self, mark: MarkText, which: int, printed: bool = True, said: bool = True) -> Mark | None:
        if not said:
            return self._plotted(mark, self._lists[which])
        before, first = len(self.said), len(self.reader.register.citations)
        found = self.cite(mark.fact, mark.sign, void=self._in_words)
        if found is None:
            return None
        if not printed:
            self.silent.extend(self.said[before:])
            del self.said[before:]
            self.reader.register.speak(first)
        citation, value = found
        return Mark(
            label=self.words(mark.label) or self._default_label(citation.fact, self._lists[which]),
            value=value,
            text=citation.shown,
            tone=mark.tone or _TONES[citation.fact.at.scenario],
            role=mark.role,
            note=self.words(mark.note),
            cite=citation.id,
            silent=not printed,
            at=when(citation.fact.at.period),
            months=citation.fact.at.period.months,
        )

    def _plotted(self, mark: MarkText, siblings: Siblings) -> Mark | None:
        """A point of a history that is too long for its figures to be said."""
        fact = find(self.reader, mark.fact)
        if fact is None:
            return None
        at, value = fact.at.period, float(value_of(fact).point)
        label = axis_label(at, siblings.periods, self.reader.language)
        tone = mark.tone or _TONES[fact.at.scenario]
        return Mark(label, value, "", tone, mark.role, silent=True, at=when(at), months=at.months)

    def _series(self, item: SeriesText, which: int, history: History) -> Series:
        label = self.words(item.label)
        marks = self._marks(item.marks, which, history)
        rest = self._rest(self._lists[which]) if self.declared.chart == "share" else None
        return Series(label, (*marks, rest) if rest else marks, self.words(item.note))

    def _rest(self, parts: Siblings) -> Mark | None:
        """What the parts of a share chart leave of 100%, as a formula of theirs; None where they leave nothing."""
        fact = the_rest(self.reader.base, parts.facts)
        if fact is None:
            return None
        citation, value = self._printed(fact, Text(fact.at.local))
        label = self.reader.pack.charts.rest
        self.said.append((Words(label),))
        return Mark(label, value, citation.shown, "consensus", "muted", cite=citation.id)

    def _default_label(self, fact: Fact, siblings: Siblings) -> str:
        line = self.default_label(fact, siblings)
        self.said.append(line)
        return plain(line)

    def default_label(self, fact: Fact, siblings: Siblings) -> Line:
        """What a mark without a label is called: by what tells it from those beside it, its period, its fact's own
        label, or both."""
        reader, kind = self.reader, KINDS[self.declared.chart or "bar"]
        beside = siblings.periods if kind.along_time else ()
        period = Named(axis_label(fact.at.period, beside, reader.language), "period")
        if siblings.one_fact and siblings.one_period and len(siblings.facts) > 1:
            scenario = reader.pack.scenarios.note(fact.at.scenario)
            more = reader.pack.marks.brackets.format(scenario) if scenario else ""
            return (period, Named(more, "label")) if more else (period,)
        over_time = kind.along_time and (kind.takes == "series" or len(siblings.facts) == 1)
        if over_time and not (siblings.one_period and len(siblings.facts) > 1):
            return (period,)
        if siblings.one_period:
            return label_of(reader, fact)
        if siblings.one_fact:
            return (period,)
        return (*label_of(reader, fact), Words(reader.pack.marks.comma), period)

    @cached_property
    def _spans(self) -> Siblings:
        references = [span.fact for span in self.declared.spans if span.fact]
        return Siblings(tuple(filter(None, (known(self.reader, fact) for fact in references))))

    def _span(self, span: SpanText) -> ChartSpan | None:
        label = self.words(span.label)
        if span.fact is None:
            return ChartSpan(label, missing=self.words(span.missing) or DASH)
        found = self.cite(span.fact, void=True)
        if found is None:
            return None
        citation, _ = found
        if is_void(value_of(citation.fact)):
            label = label or self._default_label(citation.fact, self._spans)
            return ChartSpan(label, missing=citation.shown, cite=citation.id, note=self.words(span.note))
        low, high = _ends(value_of(citation.fact))
        row = ChartSpan(
            label or self._default_label(citation.fact, self._spans),
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
    if fact.quantity is None and not (fact.no_value or fact.awaits):  # what is open is said once
        message = f"{fact.at.local} has no value to print: {fact.trouble}"
        reader.say(RG205.finding(message, reference.locus))
    return fact if fact.quantity is not None or fact.no_value else None


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
