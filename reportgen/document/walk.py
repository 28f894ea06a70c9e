"""One walk over everything that a reader can meet: each line of a document, and the runs that a line is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from reportgen.document.byline import Byline, Quote, Shares, Strip
from reportgen.document.nodes import (
    Block,
    Blocks,
    Break,
    Cited,
    Claimed,
    Code,
    Document,
    Emphasis,
    Exhibit,
    Grid,
    Heading,
    Letter,
    Line,
    Link,
    Listing,
    Named,
    Noted,
    Opined,
    Pair,
    Paragraph,
    Picture,
    Quotation,
    Table,
    Words,
)

TextRole = Literal[
    "title", "kicker", "headline", "heading", "text", "subtitle", "label", "cell", "note", "alt", "source", "name",
    "disclaimer", "subject", "preheader",
]  # fmt: skip
NAMING: Final[frozenset[TextRole]] = frozenset({"label", "cell", "kicker", "disclaimer", "source", "name"})
BOUND: Final = "\ufffc"  # stands for what is bound, where a line is read for what is not


@dataclass(frozen=True)
class Passage:
    """A line of a document: what part it plays, and the exhibit that it stands in, "" for the text."""

    line: Line
    role: TextRole
    exhibit: str = ""


# ---- the walk ------------------------------------------------------------------------------------------------


def passages(whole: Document | Letter) -> Iterator[Passage]:
    """Every line that a reader can meet, in the order of reading; the titles of links and the notes of a line follow
    it."""
    for passage in _letter(whole) if isinstance(whole, Letter) else _document(whole):
        yield passage
        for link in links(passage.line):
            yield replace(passage, line=link.title, role="alt")
        for note in notes(passage.line):
            yield replace(passage, line=note.content, role="note")


def _document(document: Document) -> Iterator[Passage]:
    yield Passage(document.title, "title")
    yield Passage(document.kicker, "kicker")
    yield from _names(document)
    yield from _speakers(document.byline)
    if document.shares:
        yield from _shares(document.shares)
    yield from _key_figures(document)
    yield Passage(document.headline.content, "headline")
    yield from blocks(document.front)
    for exhibit in document.front_exhibits:
        yield from _exhibit(exhibit)
    if document.strip:
        yield from _strip(document.strip)
    for section in document.sections:
        yield Passage(section.heading.content, "heading")
        yield from blocks(section.content)
    yield from _small_print(document)


def _letter(letter: Letter) -> Iterator[Passage]:
    yield Passage(letter.subject, "subject")
    yield Passage(letter.title, "title")
    yield Passage(letter.kicker, "kicker")
    yield from _names(letter)
    yield Passage(letter.headline, "headline")
    yield Passage(letter.preheader, "preheader")
    yield from blocks(letter.body)
    yield from _key_figures(letter)
    if letter.exhibit:
        yield from _exhibit(letter.exhibit)
    yield from _speakers(letter.byline)
    yield from _small_print(letter)


def _names(whole: Document | Letter) -> Iterator[Passage]:
    for line in (whole.entity, whole.period, whole.date):
        yield Passage(line, "name")


def _speakers(byline: Byline) -> Iterator[Passage]:
    yield Passage(byline.publisher, "name")
    yield Passage(byline.address, "name")
    for analyst in byline.analysts:
        for line in (analyst.name, analyst.role, *analyst.contacts):
            yield Passage(line, "name")


def _small_print(whole: Document | Letter) -> Iterator[Passage]:
    for line in (*whole.byline.disclosures, whole.disclaimer):
        yield Passage(line, "disclaimer")


def _shares(shares: Shares) -> Iterator[Passage]:
    yield from _quotes(shares.view)
    yield from _quotes(shares.market)
    yield from _quotes(shares.performance)
    if shares.chart:
        yield from _exhibit(shares.chart)


def _quotes(rows: Iterable[Quote]) -> Iterator[Passage]:
    for row in rows:
        yield Passage(row.label, "label")
        for line in (row.value, row.before):
            yield Passage(line, "cell")


def _strip(strip: Strip) -> Iterator[Passage]:
    yield from table_lines(strip.table)
    yield Passage(strip.legend, "note")
    yield Passage(strip.source, "source")


def _key_figures(whole: Document | Letter) -> Iterator[Passage]:
    for row in whole.key_figures:
        yield Passage(row.label, "label")
        for line in (row.actual, row.consensus, row.year):
            yield Passage(line, "cell")
    for line in whole.definitions:
        yield Passage(line, "note")


def blocks(content: Iterable[Block]) -> Iterator[Passage]:
    """Every line of some blocks."""
    for block in content:
        yield from _block(block)


def _block(block: Block) -> Iterator[Passage]:
    match block:
        case Paragraph(content):
            yield Passage(content, "text")
        case Heading(_, content):
            yield Passage(content, "heading")
        case Listing(items=items):
            for item in items:
                yield from blocks(item)
        case Quotation(content, by):
            yield from blocks(content)
            yield Passage(by, "source")
        case Grid(head, rows):
            for line in (*head, *(cell for row in rows for cell in row)):
                yield Passage(line, "text")
        case Picture(alt=alt, caption=caption):
            yield Passage(alt, "alt")
            yield Passage(caption, "text")
        case Exhibit():
            yield from _exhibit(block)
        case Pair(exhibits):
            for exhibit in exhibits:
                yield from _exhibit(exhibit)
        case _:
            pass


def _exhibit(exhibit: Exhibit) -> Iterator[Passage]:
    for passage in _parts(exhibit):
        yield replace(passage, exhibit=exhibit.name)


def _parts(exhibit: Exhibit) -> Iterator[Passage]:
    yield Passage(exhibit.title, "title")
    yield Passage(exhibit.subtitle, "subtitle")
    for line in exhibit.said:
        yield Passage(line, "label")
    yield Passage(exhibit.alt, "alt")
    if exhibit.table:
        yield from table_lines(exhibit.table)
    for line in exhibit.notes:
        yield Passage(line, "note")
    yield Passage(exhibit.source, "source")


def table_lines(table: Table) -> Iterator[Passage]:
    """Every line of an exhibit's table."""
    yield Passage(table.stub, "label")
    for head in (*table.spanners, *table.columns):
        yield Passage(head.content, "label")
    for group in table.groups:
        yield Passage(group.label, "label")
        for row in group.rows:
            yield Passage(row.label, "label")
            for cell in row.cells:
                yield Passage(cell.content, "cell")
                yield Passage(cell.alt, "alt")
    for _, line in table.notes:
        yield Passage(line, "note")


def exhibits(whole: Document | Letter) -> Iterator[Exhibit]:
    """Every exhibit, in the order of reading."""
    if isinstance(whole, Letter):
        yield from _exhibits_in(whole.body)
        yield from (whole.exhibit,) if whole.exhibit else ()
        return
    if whole.shares and whole.shares.chart:
        yield whole.shares.chart
    yield from _exhibits_in(whole.front)
    yield from whole.front_exhibits
    for section in whole.sections:
        yield from _exhibits_in(section.content)


def _exhibits_in(content: Iterable[Block]) -> Iterator[Exhibit]:
    for block in content:
        match block:
            case Exhibit():
                yield block
            case Pair(found):
                yield from found
            case Quotation(content=inner):
                yield from _exhibits_in(inner)
            case Listing(items=items):
                for item in items:
                    yield from _exhibits_in(item)
            case _:
                pass


# ---- what a line is made of ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """A stretch of a line: the piece that it is, the claim and the opinion around it."""

    piece: Words | Named | Cited | Code | Break
    claim: Claimed | None = None
    opined: bool = False

    @property
    def text(self) -> str:
        """The stretch as a reader has it."""
        match self.piece:
            case Cited(citation):
                return citation.shown
            case Break():
                return " "
            case _:
                return self.piece.text

    @property
    def open(self) -> str:
        """The stretch with what is bound in it, or vouches for itself, replaced by `BOUND`."""
        return BOUND if isinstance(self.piece, Cited | Named) else self.text


def runs(line: Line, claim: Claimed | None = None, opined: bool = False) -> Iterator[Run]:
    """The stretches of a line in their order; notes are left out, which are lines of their own."""
    for piece in line:
        match piece:
            case Emphasis(content) | Link(content=content):
                yield from runs(content, claim, opined)
            case Claimed(content=content):
                yield from runs(content, piece, opined)
            case Opined(content):
                yield from runs(content, claim, True)
            case Noted():
                pass
            case _:
                yield Run(piece, claim, opined)


def plain(line: Line) -> str:
    """A line as plain words, without its notes."""
    return "".join(run.text for run in runs(line))


def notes(line: Line) -> Iterator[Noted]:
    """The notes that a line calls, and those in their words."""
    for piece in line:
        match piece:
            case Noted(content=content):
                yield piece
                yield from notes(content)
            case Emphasis(content) | Link(content=content) | Claimed(content=content) | Opined(content):
                yield from notes(content)
            case _:
                pass


def bodies(whole: Document | Letter) -> tuple[Blocks, ...]:
    """The texts of a document, each as blocks."""
    if isinstance(whole, Letter):
        return (whole.body,)
    return (whole.front, *(section.content for section in whole.sections))


def list_numbers(content: Iterable[Block]) -> Iterator[str]:
    """The numbers of lists as they are printed: 1. 2. …"""
    for block in content:
        if isinstance(block, Listing):
            if block.start is not None:
                yield from (f"{number}." for number in range(block.start, block.start + len(block.items)))
            for item in block.items:
                yield from list_numbers(item)
        elif isinstance(block, Quotation):
            yield from list_numbers(block.content)


def links(line: Line) -> Iterator[Link]:
    """The links in a line and in its notes."""
    for piece in line:
        if isinstance(piece, Link):
            yield piece
        if isinstance(piece, Emphasis | Link | Claimed | Opined | Noted):
            yield from links(piece.content)


def cited(line: Line) -> Iterator[Cited]:
    """The printings of facts in a line, its notes included."""
    for run in runs(line):
        if isinstance(run.piece, Cited):
            yield run.piece
    for note in notes(line):
        yield from cited(note.content)
