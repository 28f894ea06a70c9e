"""What brief.yaml may hold, as pydantic models (see `facts/schema.py` for how they are used)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from reportgen.document.chart import Role, Tone
from reportgen.facts.schema import Bilingual, LanguageTag, Scalar, Strict
from reportgen.facts.text import Text
from reportgen.languages import LANGUAGES

ChartKind = Literal[
    "bar", "column", "grouped", "bridge", "range", "line", "area", "share", "dumbbell", "slope", "multiples"
]  # every kind but the spark, which stands in a table's cell


def _each_once(languages: list[LanguageTag]) -> list[LanguageTag]:
    if len(set(languages)) < len(languages):
        raise PydanticCustomError("repeated", "each language stands here once")
    return languages


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
    """A table cell with a wish of its own: a fact, words (`text`), or a spark through several facts; `change` is a sign
    and an arrow."""

    fact: Scalar | None = None
    text: Bilingual | None = None
    spark: list[Scalar] = []
    sign: bool = False
    change: bool = False
    decimals: Decimals | None = None
    note: Bilingual | None = None


class ColumnText(Strict):
    """A column with a wish of its own: `unit` goes from the cells into the head, `change` is for all of its cells."""

    label: Bilingual
    unit: Scalar | None = None
    change: bool = False
    note: Bilingual | None = None


class SpannerText(Strict):
    """A head over the columns from `first` to `last`, counted from 1 without the stub."""

    label: Bilingual
    first: Annotated[int, Field(ge=1)]
    last: Annotated[int, Field(ge=1)]


_TAG: Final = re.compile(r"[a-z]{2,3}(?:-\w+)?", re.ASCII)  # what looks like the tag of a language


def _kind_of(value: object) -> str:
    """Whether something is words in some languages, be there such languages or not, or has keys of its own."""
    if not isinstance(value, dict):
        return "[keys]"
    tags = bool(value) and all(_TAG.fullmatch(key) for key in value)
    return "[words]" if tags or LANGUAGES.keys() & value.keys() else "[keys]"


if TYPE_CHECKING:
    _Cell = Scalar | Bilingual | CellText
    _Column = Bilingual | ColumnText
else:
    # The tags show up in pydantic's paths alone.
    _Cell = Annotated[
        Annotated[Scalar, Tag("[scalar]")]
        | Annotated[Bilingual, Tag("[words]")]
        | Annotated[CellText, Tag("[keys]")],
        Discriminator(lambda value: _kind_of(value) if isinstance(value, dict | CellText) else "[scalar]"),
    ]
    _Column = Annotated[
        Annotated[Bilingual, Tag("[words]")] | Annotated[ColumnText, Tag("[keys]")],
        Discriminator(_kind_of),
    ]


class RowText(Strict):
    """A row of cells under a label, or the heading of a group of rows. A `note` stands below the table."""

    label: Bilingual | None = None
    cells: list[_Cell] = []
    group: Bilingual | None = None
    total: bool = False
    note: Bilingual | None = None


class TableText(Strict):
    """A table: the head of its first column, its other columns, its rows. `unit` strips that unit from the cells, and
    is what the first column's head says where there is no `stub`."""

    stub: Bilingual | None = None
    columns: Annotated[list[_Column], Field(min_length=1)]
    spanners: list[SpannerText] = []
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
    chart: ChartKind | None = None
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
    languages: Annotated[list[LanguageTag], Field(min_length=1), AfterValidator(_each_once)]
    theme: Scalar | None = None
    page: Literal["A4", "Letter"] | None = None
    kicker: Bilingual
    title: Bilingual
    key_figures: KeyFiguresText
    front: list[Scalar] = []
    disclaimer: Bilingual | None = None
    inspector: bool = True  # of the HTML; false leaves it out, for an archive
    terms: list[Scalar] = []  # wordings with a numeral in them that is no figure: Trainium2, x86, two rounds
    exhibits: dict[Scalar, ExhibitText] = {}


_REFERENCE: Final = re.compile(r"[\w.-]+(?:/[\w.-]+)?(?:@[\w./-]+)?(?:~\w+)?", re.ASCII)


def is_words(cell: Text) -> bool:
    """True for a cell that is no reference and so stands as it is written: `N3P, shipping`."""
    return cell != "-" and not _REFERENCE.fullmatch(cell)


def cell_of(cell: Text | Bilingual | CellText) -> CellText:
    """A cell with all of its keys: a reference alone is a fact, words in languages are a text."""
    if isinstance(cell, CellText):
        return cell
    return CellText.model_construct(**({"fact": cell} if isinstance(cell, Text) else {"text": cell}))
