"""What brief.yaml may hold, as pydantic models (see `facts/schema.py` for how they are used)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reportgen.exhibits.marks import Kind, Role, Tone
from reportgen.facts.schema import Bilingual, Scalar, Strict

Language = Literal["en", "zh-Hant"]
Decimals = Annotated[int, Field(ge=0, le=6)]


class MarkText(Strict):
    """One bar, column, step, part or point, bound to a fact."""

    fact: Scalar
    label: Bilingual | None = None
    note: Bilingual | None = None
    tone: Tone | None = None
    role: Role = "accent"
    sign: bool = False


class SeriesText(Strict):
    """Marks that belong together."""

    label: Bilingual
    marks: Annotated[list[MarkText], Field(min_length=1)]
    note: Bilingual | None = None


class SpanText(Strict):
    """One row of a range chart; without a fact it says what is `missing`."""

    label: Bilingual | None = None
    fact: Scalar | None = None
    marker: Scalar | None = None
    marker_label: Bilingual | None = None
    point: Scalar | None = None
    point_label: Bilingual | None = None
    note: Bilingual | None = None
    missing: Bilingual | None = None
    tone: Tone | None = None
    role: Role = "accent"


class CellText(Strict):
    """A table cell with a wish of its own."""

    fact: Scalar
    sign: bool = False
    decimals: Decimals | None = None


class RowText(Strict):
    """A row of cells under a label, or the heading of a group of rows."""

    label: Bilingual | None = None
    cells: list[Scalar | CellText] = []
    group: Bilingual | None = None
    total: bool = False


class TableText(Strict):
    """A table: the head of its first column, its other columns, its rows. `unit` strips that unit from the cells."""

    stub: Bilingual
    columns: Annotated[list[Bilingual], Field(min_length=1)]
    unit: Scalar | None = None
    rows: Annotated[list[RowText], Field(min_length=1)]


class ExhibitText(Strict):
    """A chart or a table, with its finding as the title."""

    title: Bilingual
    subtitle: Bilingual
    source: Bilingual | None = None
    alt: Bilingual | None = None
    notes: list[Bilingual] = []
    size: Literal["half", "wide", "full"] | None = None
    height: Annotated[float, Field(ge=20, le=160)] | None = None
    decimals: Decimals | None = None
    chart: Kind | None = None
    marks: list[MarkText] = []
    series: list[SeriesText] = []
    spans: list[SpanText] = []
    zero: bool = False
    reference: Scalar | None = None
    reference_label: Bilingual | None = None
    table: TableText | None = None


class KeyFigureText(Strict):
    """A row of the key-figure panel: the fact, its surprise against consensus, its change on a year ago."""

    fact: Scalar
    label: Bilingual | None = None
    consensus: Scalar | None = None
    year: Scalar | None = None


class KeyFiguresText(Strict):
    """The key-figure panel of the first page."""

    rows: Annotated[list[KeyFigureText], Field(min_length=1)]


class BriefFile(Strict):
    """brief.yaml as a whole."""

    date: Scalar
    languages: Annotated[list[Language], Field(min_length=1)]
    page: Literal["A4", "Letter"] = "A4"
    kicker: Bilingual
    title: Bilingual
    key_figures: KeyFiguresText
    front: list[Scalar] = []
    disclaimer: Bilingual
    inspector: bool = True  # of the HTML; false leaves it out, for an archive
    terms: list[Scalar] = []  # wordings with a numeral in them that is no figure: Trainium2, x86, two rounds
    exhibits: dict[Scalar, ExhibitText] = {}
