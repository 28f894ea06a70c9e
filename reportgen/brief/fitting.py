"""Whether an exhibit goes together: the right parts for its kind, one unit on one scale, as many cells as columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

from reportgen.brief.brief_yaml import (
    CellText,
    ExhibitText,
    MarkText,
    SeriesText,
    SpanText,
    TableText,
    cell_of,
    is_words,
)
from reportgen.brief.filling import FORECASTS, period_of
from reportgen.brief.wholes import are_shares, covered_by
from reportgen.codes.rg1_files import RG112
from reportgen.codes.rg5_texts import RG505
from reportgen.document.chart import Chart
from reportgen.errors import Finding, Locus
from reportgen.exhibits.charts import most_marks, namesakes
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.kinds import KINDS, chart_names
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.reference import BadReference
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text
from reportgen.facts.unit import UnitError, parse_unit

_PARTS_MEND: Final = (
    "give each whole a series, and each of its parts a mark; over time show columns, lines or an area"
)


def unknown_kind(exhibit: ExhibitText) -> Iterator[Finding]:
    """RG112 for a chart of a kind that there is none of, with the one that comes closest."""
    names = chart_names()
    if exhibit.chart and exhibit.chart not in names:
        near = get_close_matches(exhibit.chart.lower(), names, 1)
        message = f"{str(exhibit.chart)!r} is not one of {', '.join(map(repr, names))}"
        mend = f"did you mean {near[0]!r}?" if near else ""
        yield RG112.finding(message, exhibit.chart.locus, mend)


def misfits(base: FactBase, key: Text, exhibit: ExhibitText) -> Iterator[Finding]:
    """RG505 for whatever does not go together in the exhibit named `key`, each at its own line."""
    yield from _Fitting(base, key, exhibit).findings()


def goes_together(base: FactBase, exhibit: ExhibitText) -> bool:
    """True where `misfits` finds nothing."""
    name = next(iter(exhibit.title.values()))  # whichever text knows a place: the findings are not read
    return not any(misfits(base, name, exhibit))


def still_open(base: FactBase, exhibit: ExhibitText) -> bool:
    """True for a chart of which a figure is still to be filled in: it lacks a mark, and nothing is wrong with that."""
    found = (_Fitting(base, text, exhibit).found(text) for text in plotted_facts(exhibit))
    return any(fact is not None and fact.quantity is None and fact.awaits for fact in found)


@dataclass(frozen=True)
class _Fitting:
    base: FactBase
    key: Text
    exhibit: ExhibitText

    def findings(self) -> Iterator[Finding]:
        exhibit = self.exhibit
        if (exhibit.chart is None) == (exhibit.table is None):
            yield self._misfit("an exhibit is either a chart: or a table:", self.key.locus)
        elif exhibit.chart in chart_names():
            yield from self._chart(KINDS[exhibit.chart])
        if exhibit.table:
            yield from self._table(exhibit.table)
            if exhibit.unit:
                yield self._misfit("the unit: of a table stands under table:", exhibit.unit.locus)

    def _misfit(self, message: str, locus: Locus, mend: str = "") -> Finding:
        return RG505.finding(f"{message} (exhibit {str(self.key)!r})", locus, mend)

    # ---- charts

    def _chart(self, kind: ChartKind) -> Iterator[Finding]:
        exhibit = self.exhibit
        given = [name for name in ("marks", "series", "spans") if getattr(exhibit, name)]
        if given != [kind.takes]:
            here = " and ".join(given) or "nothing"
            yield self._misfit(f"a {kind.name} chart takes {kind.takes}:, here stands {here}", self.key.locus)
        plotted = plotted_facts(exhibit)
        if len(plotted) > (most := most_marks(kind)):
            message = f"{len(plotted):,} figures in one chart, which takes {most} at most"
            yield self._misfit(message, plotted[most].locus, "show fewer, or a table")
        yield from self._one_unit(plotted, "chart")
        yield from self._in_its_unit(plotted)
        if kind.whole_of is not None and len(exhibit.series) >= kind.whole_of:
            yield from self._negative_parts()
        if kind.name == "share":
            yield from self._no_whole()
            yield from self._more_than_all()
        if kind.along_time:
            yield from self._in_time(kind)
        yield from self._unshown_texts(kind)
        if exhibit.reference and not kind.reference:
            yield self._misfit(kind.no_reference, exhibit.reference.locus)
        for series in exhibit.series:
            if trouble := kind.miscount(len(series.marks)):
                yield self._misfit(trouble, series.marks[0].fact.locus)

    def _unshown_texts(self, kind: ChartKind) -> Iterator[Finding]:
        """A text that the picture has no place for would be read by nobody."""
        exhibit = self.exhibit
        noted = [("marks", item.note) for item in marks_of(exhibit)]
        noted += [("series", item.note) for item in exhibit.series]
        for what, words in noted:
            if words and what not in kind.notes:
                message = f"a {kind.name} chart shows no note: of its {what}"
                yield self._misfit(message, _place_of(words, self.key))
        labelled = [(exhibit.reference, exhibit.reference_label, "reference")]
        labelled += [(span.marker, span.marker_label, "marker") for span in exhibit.spans]
        labelled += [(span.point, span.point_label, "point") for span in exhibit.spans]
        for fact, words, name in labelled:
            if words and fact is None:
                yield self._misfit(
                    f"{name}-label: without a {name}: is not shown", _place_of(words, self.key)
                )

    def _one_unit(self, facts: list[Text], what: str) -> Iterator[Finding]:
        """What stands on one scale is in one unit: the first figure that is in another than most is pointed at."""
        units = {text: self._unit(found) for text in facts if (found := self.found(text)) is not None}
        usual = Counter(units.values()).most_common(1)[0][0] if units else ""
        odd = next((text for text, unit in units.items() if unit != usual), None)
        if odd is not None:
            other = next(text for text, unit in units.items() if unit == usual)
            message = f"one {what} has one unit: {odd} is in {units[odd]}, {other} in {usual}"
            yield self._misfit(message, odd.locus)

    def _in_its_unit(self, facts: list[Text]) -> Iterator[Finding]:
        """A chart's `unit:` is that of its figures."""
        said = self.exhibit.unit
        if said is None:
            return
        unknown = list(self._known_unit(said))
        yield from unknown
        first = next((fact for text in facts if (fact := self.found(text)) is not None), None)
        if first is not None and not unknown:
            unit, named = self.base.concept_at(first.at).unit, said.partition(" ")[2] or said
            if not parse_unit(named, self.base.units).like(unit):
                message = f"unit: {said} stands over figures in {str(unit) or 'plain numbers'}"
                yield self._misfit(message, said.locus)

    def _negative_parts(self) -> Iterator[Finding]:
        for mark in marks_of(self.exhibit):
            fact = self.found(mark.fact)
            if fact and fact.quantity and fact.quantity.point < 0:
                yield self._misfit(f"{mark.fact} is negative and no part of a whole", mark.fact.locus)

    def _no_whole(self) -> Iterator[Finding]:
        """Parts of one whole are different things: not one measure at two dates, and not the whole with its parts."""
        for series in self.exhibit.series:
            parts = [(mark.fact, fact) for mark in series.marks if (fact := self.found(mark.fact))]
            met: dict[tuple[str, str], tuple[Text, Fact]] = {}
            for text, fact in parts:
                before, other = met.setdefault((fact.at.entity, fact.at.concept), (text, fact))
                if other.at.period != fact.at.period:
                    message = f"{before} and {text} are one measure, and no parts of one whole"
                    yield self._misfit(message, text.locus, _PARTS_MEND)
                concepts = {one.at.concept for _, one in parts if one.at.entity == fact.at.entity}
                if within := concepts.intersection(self.base.concept_at(fact.at).parts):
                    message = f"{text} is the whole of which {min(within)} is a part"
                    yield self._misfit(message, text.locus, _PARTS_MEND)

    def _more_than_all(self) -> Iterator[Finding]:
        for series in self.exhibit.series:
            parts = [fact for mark in series.marks if (fact := self.found(mark.fact)) and fact.quantity]
            least, _ = covered_by(parts) if are_shares(parts) else (None, None)
            if least is not None and least > 1:
                message = f"the shares come to more than a whole: {float(least * 100):g}% at least"
                mend = "show parts that do not overlap, or bars"
                yield self._misfit(message, series.marks[-1].fact.locus, mend)

    def _in_time(self, kind: ChartKind) -> Iterator[Finding]:
        """Points go forward in time, and amounts of unequal periods do not stand beside one another."""
        for marks in (self.exhibit.marks, *(series.marks for series in self.exhibit.series)):
            dated = [(mark.fact, fact) for mark in marks if (fact := self.found(mark.fact))]
            for (_, before), (text, fact) in pairwise(dated):
                yield from self._unequal(kind, before, text, fact)
                if kind.takes == "series" and not _follows(before, fact):
                    message = f"{text} does not stand after {before.at.local}"
                    mend = "write the marks in the order of their dates, each date once in a series"
                    yield self._misfit(message, text.locus, mend)

    def _unequal(self, kind: ChartKind, before: Fact, text: Text, fact: Fact) -> Iterator[Finding]:
        lengths = (before.at.period.months, fact.at.period.months)
        apart = kind.name == "column" and bool(self.base.concept_at(fact.at).unit.ratio)
        if lengths[0] != lengths[1] and not apart:
            message = f"{text} covers {_covered(lengths[1])}, {before.at.local} {_covered(lengths[0])}"
            mend = "show periods of one length in a chart, or a table"
            yield self._misfit(f"unequal periods on one scale: {message}", text.locus, mend)

    def found(self, text: Text) -> Fact | None:
        """The fact that a reference means, if there is one."""
        try:
            return self.base.find(text)
        except BadReference:
            return None  # reported as such

    def _unit(self, fact: Fact) -> str:
        return str(self.base.concept_at(fact.at).unit) or "plain numbers"

    # ---- tables

    def _table(self, table: TableText) -> Iterator[Finding]:
        wide = len(table.columns)
        for number, row in enumerate(table.rows, 1):
            named = row.label or row.fact
            if not row.group and (named is None or len(row.cells) != wide):
                message = f"row {number} needs a label and {wide} cells, it has {len(row.cells)}"
                place = row.fact.locus if row.fact else _place_of(row.label, self.key)
                yield self._misfit(message, place)
        yield from self._spanners(table)
        yield from self._headed_alike(table)
        yield from self._unmarked(table)
        units = [getattr(part, "unit", None) for part in (*table.columns, *table.rows)]
        for unit in (table.unit, *units):
            yield from self._known_unit(unit)
        for cell in cells_of(self.exhibit):
            if isinstance(cell, CellText):
                yield from self._cell(cell)

    def _unmarked(self, table: TableText) -> Iterator[Finding]:
        """A plain number under a head that says a unit would read as one in that unit."""
        for row in table.rows:
            for cell, column in zip(row.cells, table.columns, strict=False):
                said = getattr(column, "unit", None) or table.unit
                text = cell_of(cell).fact if not (isinstance(cell, Text) and is_words(cell)) else None
                fact = self.found(text) if said and text and text != "-" else None
                if fact is not None and text is not None and not str(self.base.concept_at(fact.at).unit):
                    message = f"{text} is a plain number, and stands unmarked under the unit {said}"
                    mend = "give its concept a unit (x, people), or the figure a table without one"
                    yield self._misfit(message, text.locus, mend)

    def _spanners(self, table: TableText) -> Iterator[Finding]:
        reached = 0
        for spanner in table.spanners:
            place = _place_of(spanner.label, self.key)
            if not reached < spanner.first < spanner.last <= len(table.columns):
                message = f"a spanner from column {spanner.first} to {spanner.last} of {len(table.columns)}"
                mend = "spanners stand side by side, each over two columns or more"
                yield self._misfit(message, place, mend)
            reached = max(reached, spanner.last)

    def _headed_alike(self, table: TableText) -> Iterator[Finding]:
        """Two columns that a reader cannot tell apart: of one period, both expected, under one spanner."""
        met: dict[object, Text] = {}
        for number, column in enumerate(table.columns, 1):
            name = column if isinstance(column, Text) else getattr(column, "shows", None)
            label = None if isinstance(column, Text) else getattr(column, "label", column)
            if name is None or label:
                continue
            period, scenario = period_of(name)
            over = next((one.first for one in table.spanners if one.first <= number <= one.last), 0)
            head = (
                (over, period, scenario in FORECASTS, getattr(column, "unit", None))
                if period
                else (over, str(name))
            )
            before = met.setdefault(head, name)
            if before is not name:
                message = f"the columns {before} and {name} have one head"
                yield self._misfit(message, name.locus, "give them label: for what tells them apart")

    def _known_unit(self, unit: Text | None) -> Iterator[Finding]:
        try:
            parse_unit(unit.partition(" ")[2] or unit if unit else "", self.base.units)
        except UnitError as error:
            yield self._misfit(str(error), unit.locus if unit else self.key.locus)

    def _cell(self, cell: CellText) -> Iterator[Finding]:
        given = [key for key in (cell.fact, cell.text, cell.spark) if key]
        if len(given) != 1:
            place = cell.fact.locus if cell.fact else self.key.locus
            yield self._misfit("a cell shows either a fact:, a text: or a spark:", place)
        elif cell.spark:
            if len(cell.spark) < 2:
                yield self._misfit("a spark runs through two facts or more", cell.spark[0].locus)
            yield from self._one_unit(list(cell.spark), "spark")


def called_alike(name: str, exhibit: ExhibitText, chart: Chart) -> Finding | None:
    """RG505 at the second of two in a chart that bear one name, whatever that is in the language at hand."""
    found = namesakes(chart)
    if found is None:
        return None
    of: Sequence[MarkText | SpanText | SeriesText] = getattr(exhibit, found.part)
    items = of if found.of is None else exhibit.series[found.of].marks
    if found.second >= len(items):  # the rest of a whole, which the program adds
        return None
    first, second = (_name_of(items[index]) for index in (found.first, found.second))
    message = f"{first} and {second} are labelled alike (exhibit {name!r})"
    return RG505.finding(message, second.locus, "write label: for what tells them apart")


def _name_of(item: MarkText | SpanText | SeriesText) -> Text:
    """What a brief knows an item of a chart by: its fact, else the first of its labels."""
    fact = None if isinstance(item, SeriesText) else item.fact
    return fact or next(iter((item.label or {}).values()))


def _follows(before: Fact, fact: Fact) -> bool:
    """True for a later date, and for another measure at the same one: panels may show those, too."""
    periods = before.at.period, fact.at.period
    other = before.at.concept != fact.at.concept or before.at.entity != fact.at.entity
    return periods[0].end < periods[1].end or (periods[0] == periods[1] and other)


def _covered(months: int) -> str:
    return f"{months} month{'s' * (months > 1)}" if months else "a day"


def _place_of(words: dict[str, Text] | object, key: Text) -> Locus:
    first = next(iter(words.values()), None) if isinstance(words, dict) else None
    return first.locus if isinstance(first, Text) else key.locus


def plotted_facts(exhibit: ExhibitText) -> list[Text]:
    """Every fact that stands on the scale of a chart."""
    spans = [text for span in exhibit.spans for text in (span.fact, span.marker, span.point) if text]
    reference = [exhibit.reference] if exhibit.reference else []
    return [mark.fact for mark in marks_of(exhibit)] + spans + reference


def marks_of(exhibit: ExhibitText) -> list[MarkText]:
    """The marks of a chart, whether they stand alone or in series."""
    return [*exhibit.marks, *(mark for series in exhibit.series for mark in series.marks)]


def cells_of(exhibit: ExhibitText) -> list[Text | Bilingual | CellText]:
    """The cells of a table, row by row."""
    return [cell for row in exhibit.table.rows for cell in row.cells] if exhibit.table else []
