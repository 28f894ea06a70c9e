"""The nodes of a document: what a reader meets, in the order of reading, each with the place where it was written.

Nothing here knows HTML, paper or mail: `press/` has a renderer for each. Everything is frozen.

A **piece** is a part of a line: words, a printed fact, a claim around other pieces. A **line** is a tuple of pieces:
the text of a heading, a label, a table's cell. A **block** stands by itself: a paragraph, a list, an exhibit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportgen.document.byline import NOBODY, Byline, Shares, Strip
from reportgen.document.chart import Chart
from reportgen.document.citation import Citation
from reportgen.document.images import Image
from reportgen.errors import Locus
from reportgen.facts.text import Text


@dataclass(frozen=True)
class Place:
    """Where something was written: a scalar of a YAML file or the whole of a text file, and how far into it."""

    text: Text
    offset: int = 0

    @property
    def locus(self) -> Locus:
        """File, line and column."""
        return self.text.inside(self.offset)

    def further(self, count: int) -> Place:
        """The place `count` characters on."""
        return Place(self.text, self.offset + count)


# ---- pieces of a line ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """Plain words. `written` is True where they stand in the file as they are printed, character by character; False
    where an expression made them, which stands at `place`. Without a place they are the program's own."""

    text: str
    place: Place | None = None
    written: bool = True


NameKind = Literal["label", "source", "entity", "date", "period", "address"]


@dataclass(frozen=True)
class Named:
    """A name or a date that vouches for the numerals in it, here where it is printed as such: a concept's label, a
    source's title, an entity's name."""

    text: str
    kind: NameKind


@dataclass(frozen=True)
class Cited:
    """A printing of a fact."""

    citation: Citation
    place: Place | None = None


@dataclass(frozen=True)
class Code:
    """Words set as code."""

    text: str
    place: Place


@dataclass(frozen=True)
class Break:
    """The end of a line: a space unless `hard`."""

    hard: bool = False


@dataclass(frozen=True)
class Emphasis:
    """Stressed words; `strong` for weight, else for a slant."""

    content: Line
    strong: bool = False


@dataclass(frozen=True)
class Link:
    """Words that lead to an https or mailto address."""

    address: str
    content: Line
    place: Place
    title: Line = ()


@dataclass(frozen=True)
class Claimed:
    """Words that a condition on the facts stands behind; `number` counts the claims of a document from 1."""

    number: int
    expression: str
    content: Line
    place: Place
    inline: bool = True


@dataclass(frozen=True)
class Opined:
    """A judgement or somebody's remark that rests on no figure."""

    content: Line


@dataclass(frozen=True)
class Noted:
    """A note, called where it stands; `number` counts the notes of a document from 1."""

    number: int
    content: Line


Piece = Words | Named | Cited | Code | Break | Emphasis | Link | Claimed | Opined | Noted
Line = tuple[Piece, ...]


# ---- blocks --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    content: Line


@dataclass(frozen=True)
class Heading:
    """A heading; `level` counts from 1, the document's headline."""

    level: int
    content: Line
    place: Place | None = None


@dataclass(frozen=True)
class Listing:
    """A list. `start` is the number of its first item, None where the items have no numbers; `loose` items stand
    apart."""

    start: int | None
    items: tuple[Blocks, ...]
    loose: bool = False


@dataclass(frozen=True)
class Quotation:
    """Words of somebody else. `by` is who said so; `source` and `locator` are where, "" where that is not recorded."""

    content: Blocks
    by: Line
    source: str
    locator: str
    place: Place


@dataclass(frozen=True)
class Divider:
    """A line across the text."""


Align = Literal["left", "center", "right", ""]


@dataclass(frozen=True)
class Grid:
    """A table of the text: its head, its rows, and how each column is aligned."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    align: tuple[Align, ...]


@dataclass(frozen=True)
class Picture:
    """An image from the edition's folder, with what it shows in words."""

    image: Image
    alt: Line
    place: Place
    caption: Line = ()


@dataclass(frozen=True)
class Cell:
    """A cell of an exhibit's table. `arrow` points where a change goes, and `way` says it in a word; `mark` is the
    letter of a note; a `spark` is a picture, which `alt` describes."""

    content: Line
    arrow: str = ""
    way: str = ""
    mark: str = ""
    spark: Chart | None = None
    alt: Line = ()


@dataclass(frozen=True)
class Row:
    """A row of cells under a label."""

    label: Line
    cells: tuple[Cell, ...]
    total: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Group:
    """Rows that belong together, under a heading where there is one."""

    label: Line
    rows: tuple[Row, ...]
    mark: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a column, or one over `span` of them; without content it only takes up room. A `forecast` is a
    period that has yet to come out."""

    content: Line
    span: int = 1
    mark: str = ""
    forecast: bool = False


@dataclass(frozen=True)
class Table:
    """The table of an exhibit. `notes` are what the marks a, b, c stand for."""

    stub: Line
    columns: tuple[Head, ...]
    spanners: tuple[Head, ...]
    groups: tuple[Group, ...]
    notes: tuple[tuple[str, Line], ...]


Size = Literal["half", "wide", "full", "small"]


@dataclass(frozen=True)
class Exhibit:
    """A chart or a table with its finding as the title. `said` are the words that stand in a chart's picture, `alt`
    describes it to who cannot see it, `numbers` are the facts that it prints, by their numbers. It is declared at
    `place`, and `called` where it stands."""

    name: str
    number: int
    size: Size
    title: Line
    subtitle: Line
    notes: tuple[Line, ...]
    source: Line
    place: Place
    called: Place
    chart: Chart | None = None
    said: tuple[Line, ...] = ()
    alt: Line = ()
    table: Table | None = None
    numbers: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """Where a link to it leads."""
        return f"x-{self.name}"

    @property
    def number_runs(self) -> tuple[tuple[int, ...], ...]:
        """The numbers, from the first to the last where three or more follow on one another: 3, 5–9."""
        runs: list[list[int]] = []
        for number in self.numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return tuple(
            part
            for run in runs
            for part in ([(run[0], run[-1])] if len(run) > 2 else [(number,) for number in run])
        )


@dataclass(frozen=True)
class Pair:
    """Exhibits side by side."""

    exhibits: tuple[Exhibit, ...]


Block = Paragraph | Heading | Listing | Quotation | Divider | Grid | Picture | Exhibit | Pair
Blocks = tuple[Block, ...]


# ---- the whole -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KeyFigure:
    """A row of the key-figure panel; a value that there is none of is an empty line. `scenario` says whether its figure
    is reported, guided or expected, `on_year` what heads the changes on the year of it and those beside it."""

    scenario: str
    label: Line
    actual: Line
    consensus: Line
    year: Line
    on_year: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the text under a heading of its own."""

    id: str
    heading: Heading
    content: Blocks


@dataclass(frozen=True)
class Document:
    """A brief in one language, before it is laid out for paper or for a screen.

    `definitions` stand below the key figures: of measures outside of the accounting standards among them.
    `opinions` counts the passages marked as such; `images` are the pictures on its pages, which nobody can read back.
    """

    language: str
    title: Line
    kicker: Line
    entity: Line
    period: Line
    date: Line
    headline: Heading
    key_figures: tuple[KeyFigure, ...]
    front: Blocks
    front_exhibits: tuple[Exhibit, ...]
    sections: tuple[Section, ...]
    disclaimer: Line
    opinions: int = 0
    images: tuple[Image, ...] = ()
    byline: Byline = NOBODY
    shares: Shares | None = None
    strip: Strip | None = None
    definitions: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Letter:
    """A message that carries a brief out, in one language. `definitions` are those of all measures in it that are
    outside of the accounting standards."""

    language: str
    subject: Line
    title: Line
    kicker: Line
    entity: Line
    period: Line
    date: Line
    headline: Line
    preheader: Line
    body: Blocks
    key_figures: tuple[KeyFigure, ...]
    exhibit: Exhibit | None
    disclaimer: Line
    byline: Byline = NOBODY
    definitions: tuple[Line, ...] = ()
