"""Exhibits from their declarations: marks and cells bound to facts, cited, and handed to the drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from reportgen.brief.citations import Citation, Register
from reportgen.brief.declared import CellText, ExhibitText, MarkText, RowText, SpanText, TableText
from reportgen.exhibits.display import House, Scale, cell_scale, period_label, show
from reportgen.exhibits.marks import Chart, Mark, Series, Span, Tone
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.quantity import Quantity
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text

WIDTHS: Final = {"half": 84.0, "wide": 116.0, "full": 174.0}
_TONES: Final[dict[str, Tone]] = {"actual": "actual", "consensus": "consensus", "guidance": "guidance"}
DASH: Final = "–"


@dataclass(frozen=True)
class Cell:
    """A table cell: its text, and the citation behind it where it prints a fact. `pad` is in digits' widths."""

    text: str
    citation: Citation | None = None
    pad: float = 0.0


@dataclass(frozen=True)
class Row:
    """A table row, or, without cells, the heading of a group of rows."""

    label: str
    cells: tuple[Cell, ...]
    total: bool = False

    @property
    def heading(self) -> bool:
        """True for the heading of a group."""
        return not self.cells


@dataclass(frozen=True)
class Table:
    """A table with every text made."""

    stub: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


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
        if declared.chart in ("column", "line"):
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

    def table(self, name: str, declared: ExhibitText) -> Table:
        """The table that a declaration asks for, its cells cited and padded so that their decimal points stand below
        one another."""
        table = declared.table
        assert table is not None
        rows = [self._row(name, table, row, declared.decimals) for row in table.rows]
        columns = tuple(self.words(column, name) for column in table.columns)
        return Table(self.words(table.stub, name), columns, _aligned(rows))

    def _row(self, name: str, table: TableText, row: RowText, decimals: int | None) -> Row:
        label = self.words(row.group or row.label, name)
        if row.group:
            return Row(label, ())
        scale = cell_scale(table.unit, self.house) if table.unit else None
        return Row(label, tuple(self._cell(name, cell, scale, decimals) for cell in row.cells), row.total)

    def _cell(self, name: str, cell: Text | CellText, scale: Scale | None, decimals: int | None) -> Cell:
        wish = (
            cell
            if isinstance(cell, CellText)
            else CellText.model_construct(fact=cell, sign=False, decimals=None)
        )
        if wish.fact == "-":
            return Cell(DASH)
        fact = self.base.find(wish.fact)
        quantity = value_of(fact)
        fits = scale if scale and scale.unit == str(quantity.unit) else None
        wanted = decimals if wish.decimals is None else wish.decimals
        shown = show(quantity, self.house, decimals=wanted, sign=wish.sign, terse=True, cell=fits)
        return Cell(shown, self.register.cite(fact, shown, name, inline=True))


def value_of(fact: Fact) -> Quantity:
    """The fact's value; the edition has been inspected, so there is one."""
    assert fact.quantity is not None
    return fact.quantity


def _ends(quantity: Quantity) -> tuple[Quantity, Quantity]:
    return quantity.ends or (quantity, quantity)


def _aligned(rows: list[Row]) -> tuple[Row, ...]:
    """Pad every bare number by the decimals that its column's longest has more; what has a unit ends at the edge."""
    columns = max((len(row.cells) for row in rows), default=0)
    longest = [
        max((_decimals(row.cells[i].text) for row in rows if row.cells), default=0.0) for i in range(columns)
    ]
    return tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, pad=longest[i] - _decimals(cell.text) if cell.text[-1:].isdigit() else 0.0)
                for i, cell in enumerate(row.cells)
            ),
        )
        for row in rows
    )


def _decimals(text: str) -> float:
    """The width of the decimals at the end of a number, in digits' widths; the point itself is half a digit wide."""
    digits = text.rpartition(".")
    return len(digits[2]) + 0.5 if digits[1] and digits[2].isdigit() else 0.0
