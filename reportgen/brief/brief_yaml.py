"""What brief.yaml may hold, as pydantic models (see `facts/schema.py` for how they are used)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from reportgen.brief.degrees_yaml import DegreesText
from reportgen.brief.speakers_yaml import MarketText, RatingText, SpeakersText, StripText, TargetText
from reportgen.document.chart import MarkRole, Tone
from reportgen.exhibits.kinds import chart_names
from reportgen.exhibits.theme import Page
from reportgen.facts.formula import FormulaError
from reportgen.facts.parse import parse_formula
from reportgen.facts.schema import Bilingual, LanguageTag, Scalar, Strict
from reportgen.facts.text import Text
from reportgen.figures.degrees import DegreeLimits
from reportgen.languages import LANGUAGES


def _each_once(languages: list[LanguageTag]) -> list[LanguageTag]:
    if len(set(languages)) < len(languages):
        raise PydanticCustomError("repeated", "each language stands here once")
    return languages


Decimals = Annotated[int, Field(ge=0, le=6)]
if TYPE_CHECKING:
    ChartName = Text
else:
    # Any word: `fitting` names the kinds that there are, so that the rest of the exhibit is not blamed as well.
    ChartName = Annotated[Scalar, WithJsonSchema({"type": "string", "enum": chart_names()})]


class MarkText(Strict):
    """One bar, column, step, part or point, bound to a fact."""

    fact: Scalar = Field(description="The fact that is drawn and printed.")
    label: Bilingual | None = Field(
        default=None,
        description="What it is called; left out, the fact's period in a chart over time, else its label.",
    )
    note: Bilingual | None = Field(default=None, description="A second, smaller line.")
    tone: Tone | None = Field(
        default=None, description="How certain it is; left out, what the fact's scenario says."
    )
    role: MarkRole = Field(default="accent", description="Its colour, by the role in the theme.")
    sign: bool = Field(default=False, description="Print + before what is above zero.")


class SeriesText(Strict):
    """Marks that belong together."""

    label: Bilingual = Field(description="The name of the line, band, row or panel.")
    marks: Annotated[list[MarkText], Field(min_length=1)] = Field(description="Its marks, in their order.")
    note: Bilingual | None = Field(default=None, description="A smaller line below the name.")


class SpanText(Strict):
    """One row of a range chart; without a fact it says what is `missing`."""

    label: Bilingual | None = Field(
        default=None, description="What the row is called; left out, the fact's label."
    )
    fact: Scalar | None = Field(
        default=None, description="The range that is drawn; a single figure is a span without length."
    )
    marker: Scalar | None = Field(
        default=None, description="A fact to compare with, a hollow dot: a consensus."
    )
    marker_label: Bilingual | None = Field(default=None, description="Its name.")
    point: Scalar | None = Field(default=None, description="A fact that is ticked on the span: a midpoint.")
    point_label: Bilingual | None = Field(default=None, description="Its name.")
    note: Bilingual | None = Field(default=None, description="A smaller line below the label.")
    missing: Bilingual | None = Field(
        default=None, description="What stands in the row instead of a figure that there is none of."
    )
    tone: Tone | None = Field(
        default=None, description="How certain it is; left out, what the fact's scenario says."
    )
    role: MarkRole = Field(default="accent", description="Its colour, by the role in the theme.")


class CellText(Strict):
    """A table cell with settings of its own: a fact, words (`text`), or a spark through several facts; `change` is a
    sign and an arrow."""

    fact: Scalar | None = Field(default=None, description="The fact that the cell prints.")
    text: Bilingual | None = Field(default=None, description="Words that it prints instead.")
    spark: list[Scalar] = Field(
        default=[],
        description="Facts that a small line runs through, without words; they stand in its description.",
    )
    sign: bool = Field(default=False, description="Print + before what is above zero.")
    change: bool = Field(default=False, description="An arrow and a sign: ▲ +8.4.")
    decimals: Decimals | None = Field(
        default=None, description="How many decimals, instead of those of the house."
    )
    note: Bilingual | None = Field(default=None, description="A lettered note below the table.")


class ColumnText(Strict):
    """A column with settings of its own: `unit` goes from the cells into the head, `change` is for all of its cells."""

    label: Bilingual = Field(description="The head.")
    shows: Scalar | None = Field(
        default=None,
        description="What its cells show of each row's `fact:`: `actual`, `consensus`, `guidance`, `estimate`, "
        "`surprise`, `yoy`, `qoq`, `year_ago`, `quarter_ago`, a period, or a shift such as `-1Y`.",
    )
    unit: Scalar | None = Field(
        default=None,
        description="A unit that the head says and the cells leave out, with its scale if you like: `m USD`.",
    )
    change: bool = Field(default=False, description="Its cells are changes: an arrow and a sign.")
    note: Bilingual | None = Field(default=None, description="A lettered note below the table.")


class SpannerText(Strict):
    """A head over the columns from `first` to `last`, counted from 1 without the stub."""

    label: Bilingual = Field(description="The head over the heads.")
    first: Annotated[int, Field(ge=1)] = Field(
        description="Its first column, from 1; the stub is not counted."
    )
    last: Annotated[int, Field(ge=1)] = Field(description="Its last column.")


_TAG: Final = re.compile(r"[a-z]{2,3}(?:-\w+)?", re.ASCII)  # what looks like the tag of a language


def _kind_of(value: object) -> str:
    """Whether something is words in some languages, be there such languages or not, or has keys of its own."""
    if not isinstance(value, dict):
        return "[keys]"
    tags = bool(value) and all(_TAG.fullmatch(key) for key in value)
    return "[words]" if tags or LANGUAGES.keys() & value.keys() else "[keys]"


if TYPE_CHECKING:
    _Cell = Scalar | Bilingual | CellText
    _Column = Scalar | Bilingual | ColumnText
else:
    # The tags show up in pydantic's paths alone.
    _Cell = Annotated[
        Annotated[Scalar, Tag("[scalar]")]
        | Annotated[Bilingual, Tag("[words]")]
        | Annotated[CellText, Tag("[keys]")],
        Discriminator(lambda value: _kind_of(value) if isinstance(value, dict | CellText) else "[scalar]"),
    ]
    _Column = Annotated[
        Annotated[Scalar, Tag("[scalar]")]
        | Annotated[Bilingual, Tag("[words]")]
        | Annotated[ColumnText, Tag("[keys]")],
        Discriminator(lambda value: _kind_of(value) if isinstance(value, dict | ColumnText) else "[scalar]"),
    ]


class RowText(Strict):
    """A row of cells under a label, a fact whose cells follow from the columns, or the heading of a group of rows. A
    `note` stands below the table."""

    label: Bilingual | None = Field(
        default=None, description="What the row is called; left out, the label of its `fact:`."
    )
    fact: Scalar | None = Field(
        default=None,
        description="A fact from which the cells follow, as the columns ask for; instead of `cells`.",
    )
    columns: list[Scalar] = Field(
        default=[],
        description="What the cells show of `fact:`, where it is not what the table's columns say.",
    )
    cells: list[_Cell] = Field(
        default=[], description='A cell for each column: a reference, "-", words, or keys of its own.'
    )
    group: Bilingual | None = Field(
        default=None, description="Instead of label and cells: a heading over the rows that follow."
    )
    unit: Scalar | None = Field(
        default=None,
        description="A unit that the label says and the cells leave out, where it is not the table's: `%`.",
    )
    total: bool = Field(default=False, description="A rule above and heavier type.")
    note: Bilingual | None = Field(default=None, description="A lettered note below the table.")


class TableText(Strict):
    """A table: the head of its first column, its other columns, its rows. `unit` strips that unit from the cells, and
    is what the first column's head says where there is no `stub`."""

    stub: Bilingual | None = Field(
        default=None, description="The head of the first column; left out, the unit of the table."
    )
    columns: Annotated[list[_Column], Field(min_length=1)] = Field(
        description="The other columns: a head, the name of what they `show`, or keys of its own."
    )
    spanners: list[SpannerText] = Field(default=[], description="Heads that stand over several columns.")
    unit: Scalar | None = Field(
        default=None, description="The unit that the cells leave out, with its scale if you like: `m USD`."
    )
    rows: Annotated[list[RowText], Field(min_length=1)] = Field(description="Its rows.")


class ExhibitText(Strict):
    """A chart or a table, with its finding as the title."""

    title: Bilingual = Field(description="Its finding, as a headline.")
    subtitle: Bilingual = Field(description="What is shown, in which unit.")
    source: Bilingual | None = Field(
        default=None, description="The source line, instead of the one made of the sources of its facts."
    )
    alt: Bilingual | None = Field(
        default=None,
        description="The description for who cannot see it, instead of the one made of its data.",
    )
    notes: list[Bilingual] = Field(default=[], description="Lines below it.")
    size: Literal["half", "wide", "full"] | None = Field(
        default=None,
        description="`half` the page's width, `wide` (two thirds) or `full`; left out, charts are half, tables full.",
    )
    height: Annotated[float, Field(ge=20, le=160)] | None = Field(
        default=None, description="The chart's height in millimetres, where the content should not choose."
    )
    decimals: Decimals | None = Field(
        default=None, description="How many decimals its values have, instead of those of the house."
    )
    chart: ChartName | None = Field(default=None, description="The kind of chart.")
    unit: Scalar | None = Field(
        default=None,
        description="The unit of a chart's figures, as in a table: `m USD`, `USD/share`. They are then printed as "
        "bare digits on that scale, and the subtitle says the unit.",
    )
    marks: list[MarkText] = Field(default=[], description="Of a chart that takes marks.")
    series: list[SeriesText] = Field(default=[], description="Of a chart that takes series.")
    spans: list[SpanText] = Field(default=[], description="Of a chart that takes spans.")
    zero: bool = Field(
        default=False,
        description="Let the scale begin at zero where it need not (`range`, `line`, `dumbbell`, `slope`).",
    )
    reference: Scalar | None = Field(default=None, description="A fact at which a dashed line is drawn.")
    reference_label: Bilingual | None = Field(default=None, description="The name of that line.")
    table: TableText | None = Field(default=None, description="Instead of a chart.")


class KeyFigureText(Strict):
    """A row of the key-figure panel: the fact, its surprise against consensus, its change on a year ago."""

    fact: Scalar = Field(description="The fact.")
    label: Bilingual | None = Field(
        default=None, description="What it is called; left out, the fact's label."
    )
    consensus: Scalar | None = Field(
        default=None,
        description="The fact in the column against consensus; left out, the surprise where there is a consensus.",
    )
    year: Scalar | None = Field(
        default=None,
        description="The fact in the column of changes on a year ago; left out, the growth where last year's is known. "
        '"-" leaves either column empty.',
    )


class KeyFiguresText(Strict):
    """The key-figure panel of the first page."""

    rows: Annotated[list[KeyFigureText], Field(min_length=1)] = Field(description="Its rows.")


class BriefFile(SpeakersText):
    """brief.yaml as a whole."""

    date: Scalar = Field(
        description="The day of publication. No clock is asked: every date in the brief rests on it."
    )
    languages: Annotated[list[LanguageTag], Field(min_length=1), AfterValidator(_each_once)] = Field(
        description="The languages in which the brief comes out, each with a text of its name (`en.md`)."
    )
    theme: Scalar | None = Field(default=None, description="The name of a theme; left out, `house`.")
    page: Page | None = Field(default=None, description="The paper, instead of the theme's.")
    kicker: Bilingual = Field(description="The line at the head of the page: what sort of brief it is.")
    title: Bilingual = Field(description="The document's title, in its metadata and in mail.")
    key_figures: KeyFiguresText = Field(description="The panel on the first page.")
    rating: RatingText | None = Field(default=None, description="What the publisher thinks of the shares.")
    target: TargetText | None = Field(default=None, description="The target price.")
    market: MarketText | None = Field(default=None, description="The shares in the market.")
    front: list[Scalar] = Field(default=[], description="Exhibits of the first page.")
    strip: StripText | None = Field(
        default=None, description="Key financials over several years, below the text of the first page."
    )
    disclaimer: Bilingual | None = Field(default=None, description="The small print, instead of the theme's.")
    inspector: bool = Field(
        default=True,
        description="Whether the HTML opens its numbers; `false` leaves the script out, for an archive.",
    )
    terms: list[Scalar] = Field(
        default=[],
        description="Names with a numeral in them that is no figure and that their form does not show: `two rounds`.",
    )
    degrees: DegreesText | None = Field(
        default=None, description="The thresholds of the verbs that `changed` chooses."
    )
    exhibits: dict[Scalar, ExhibitText] = Field(
        default={}, description="Charts and tables, by a name that texts use."
    )

    @property
    def limits(self) -> DegreeLimits:
        """The thresholds, its own or the usual ones."""
        return self.degrees.limits if self.degrees else DegreeLimits()


_REFERENCE: Final = re.compile(r"[\w.-]+(?:/[\w.-]+)?(?:@[\w./-]+)?(?:~\w+)?", re.ASCII)


def is_words(cell: Text) -> bool:
    """True for a cell that is no reference and so stands as it is written: `N3P, shipping`."""
    return cell != "-" and not _REFERENCE.fullmatch(cell) and not _is_formula(cell)


_CALL: Final = re.compile(r"(?<![\w.])[a-z][a-z0-9_]*\(")


def _is_formula(cell: Text) -> bool:
    """True for what can be read as a formula, and for what calls a function, so that a misspelt one is not printed."""
    if "{" in cell:
        return False
    if _CALL.search(cell):
        return True
    try:
        parse_formula(cell, ())
    except FormulaError:
        return False
    return True


def cell_of(cell: Text | Bilingual | CellText) -> CellText:
    """A cell with all of its keys: a reference alone is a fact, words in languages are a text."""
    if isinstance(cell, CellText):
        return cell
    return CellText.model_construct(**({"fact": cell} if isinstance(cell, Text) else {"text": cell}))
