"""Nodes as HTML: the pieces, lines and blocks of a brief. A method for each kind of node; the letter has its own
table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final, Protocol

from markupsafe import Markup, escape

from reportgen.document.byline import Strip
from reportgen.document.chart import Chart
from reportgen.document.citation import Citation
from reportgen.document.nodes import (
    Block,
    Break,
    Cited,
    Claimed,
    Code,
    Divider,
    Emphasis,
    Exhibit,
    Grid,
    Heading,
    KeyFigure,
    Line,
    Link,
    Listing,
    Named,
    Noted,
    Opined,
    Pair,
    Paragraph,
    Picture,
    Piece,
    Quotation,
    Words,
)
from reportgen.document.walk import links, notes, plain
from reportgen.errors import display_width
from reportgen.facts.base import value_of
from reportgen.figures.display import exact
from reportgen.languages.pack import WIDE_BRACKETS
from reportgen.press.table_columns import Fitted, as_declared, sizes
from reportgen.press.widths import Fits

NOTE_MARKS: Final = "†‡§"


class Macro(Protocol):
    """A layout's macro: keyword arguments in, HTML out."""

    def __call__(self, **values: Any) -> Markup: ...


@dataclass(frozen=True)
class Drawn:
    """A chart's pictures: as wide as paper has it, and for a phone where that is wider, else ""."""

    plot: str = ""
    narrow: str = ""


def mark_of(number: int) -> str:
    """The mark of a document's first, second, … note: † ‡ § †† ‡‡ …

    They are no numbers: a raised 2 behind 14% would read as 14%2, to people and to the proof.
    """
    rounds, place = divmod(number - 1, len(NOTE_MARKS))
    return NOTE_MARKS[place] * (rounds + 1)


def cited_link(citation: Citation) -> Markup:
    """A printing of a fact: a number that a program can read, linked to its row in the appendix."""
    value = exact(value_of(citation.fact), machine=True)
    return Markup('<data class="n" id="{}" value="{}" data-fact="{}"><a href="#r{}">{}</a></data>').format(
        citation.id, value, citation.fact.at, citation.number, citation.shown
    )


@dataclass(frozen=True)
class Html:
    """Renders nodes. `frame` frames an exhibit; `drawn` are the charts' pictures by the exhibit's name, `sparks`
    those of tables by their chart; `fits` is what was fitted into its room."""

    terms: Mapping[str, str]
    frame: Macro
    drawn: Mapping[str, Drawn] = field(default_factory=dict)
    sparks: Mapping[Chart, Markup] = field(default_factory=dict)
    fits: Fits = field(default_factory=Fits)

    # ---- lines

    def line(self, line: Line) -> Markup:
        """A line."""
        return Markup("").join(self.piece(piece) for piece in line)

    def piece(self, piece: Piece) -> Markup:
        """A piece of a line."""
        return _PIECES[type(piece)](self, piece)

    def words(self, piece: Words | Named) -> Markup:
        """Words and names."""
        return escape(piece.text)

    def cited(self, piece: Cited) -> Markup:
        """A printed fact; in a plain text or a picture it has no link."""
        return cited_link(piece.citation) if piece.citation.inline else escape(piece.citation.shown)

    def code(self, piece: Code) -> Markup:
        """Code."""
        return Markup("<code>{}</code>").format(piece.text)

    def broken(self, piece: Break) -> Markup:
        """The end of a line."""
        return Markup("<br>\n") if piece.hard else Markup("\n")

    def emphasis(self, piece: Emphasis) -> Markup:
        """Stressed words."""
        tag = "strong" if piece.strong else "em"
        return Markup("<{0}>{1}</{0}>").format(Markup(tag), self.line(piece.content))

    def link(self, piece: Link) -> Markup:
        """A link that leads out of the document; what leads elsewhere itself, such as a fact, interrupts it."""
        title = Markup(' title="{}"').format(plain(piece.title)) if piece.title else Markup("")
        stretches = (
            (leads, self.line(tuple(pieces)))
            for leads, pieces in groupby(piece.content, key=_leads_elsewhere)
        )
        return Markup("").join(
            words
            if leads
            else Markup('<a class="out" href="{}"{}>{}</a>').format(piece.address, title, words)
            for leads, words in stretches
        )

    def claimed(self, piece: Claimed) -> Markup:
        """A claim, linked to its row unless its words hold links of their own."""
        content = self.line(piece.content)
        if not piece.inline:
            return content
        if _holds_links(piece.content):
            return Markup('<span class="claim" id="c{}">{}</span>').format(piece.number, content)
        return Markup('<a class="claim" id="c{0}" href="#k{0}">{1}</a>').format(piece.number, content)

    def opined(self, piece: Opined) -> Markup:
        """An opinion reads like any words."""
        return self.line(piece.content)

    def noted(self, piece: Noted) -> Markup:
        """The mark that calls a note, and behind it the note, which the layout moves to its place."""
        return self.note_call(piece) + self.note(piece)

    def note_call(self, piece: Noted) -> Markup:
        """The mark that calls a note."""
        call = Markup('<sup><a class="note-call" id="f{0}" href="#f{0}-note">{1}</a></sup>')
        return call.format(piece.number, mark_of(piece.number))

    def note(self, piece: Noted) -> Markup:
        """A note behind its mark."""
        note = Markup(
            '<span class="note" id="f{0}-note" role="note"><a class="note-mark" href="#f{0}">{1}</a> {2}</span>'
        )
        return note.format(piece.number, mark_of(piece.number), self.line(piece.content))

    # ---- blocks

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Blocks, one after the other."""
        return Markup("\n").join(self.block(block) for block in blocks)

    def block(self, block: Block) -> Markup:
        """A block."""
        return _BLOCKS[type(block)](self, block)

    def paragraph(self, block: Paragraph) -> Markup:
        """A paragraph."""
        return Markup("<p>{}</p>").format(self.line(block.content))

    def heading(self, block: Heading) -> Markup:
        """A heading below the section's own."""
        return Markup("<h{0}>{1}</h{0}>").format(block.level, self.line(block.content))

    def listing(self, block: Listing) -> Markup:
        """A list; the items of a tight one are no paragraphs."""
        items = Markup("\n").join(
            Markup("<li>{}</li>").format(self._item(item, block.loose)) for item in block.items
        )
        loose = Markup(' class="loose"') if block.loose else Markup("")
        if block.start is None:
            return Markup("<ul{}>\n{}\n</ul>").format(loose, items)
        start = Markup(' start="{}"').format(block.start) if block.start != 1 else Markup("")
        return Markup("<ol{}{}>\n{}\n</ol>").format(start, loose, items)

    def _item(self, item: Iterable[Block], loose: bool) -> Markup:
        parts = (
            self.line(block.content) if isinstance(block, Paragraph) and not loose else self.block(block)
            for block in item
        )
        return Markup("\n").join(parts)

    def quotation(self, block: Quotation) -> Markup:
        """A quotation, and who said so."""
        by = Markup('\n<p class="by">— {}</p>').format(self.line(block.by)) if block.by else Markup("")
        return Markup("<blockquote>\n{}{}\n</blockquote>").format(self.blocks(block.content), by)

    def rule(self, _: Divider) -> Markup:
        """A line across the text."""
        return Markup("<hr>")

    def grid(self, block: Grid) -> Markup:
        """A table of the text, and below it the notes that it calls."""
        called = [note for line in (block.head, *block.rows) for cell in line for note in notes(cell)]
        below = Markup("").join(Markup("\n{}").format(self.note(note)) for note in called)
        return _Cells(**vars(self)).table(block) + below

    def table(self, block: Grid) -> Markup:
        """A table, which scrolls by itself where it is too wide."""
        head = self._cells(block.head, block.align, "col")
        rows = Markup("\n").join(
            Markup("<tr>{}</tr>").format(self._cells(row, block.align, "row")) for row in block.rows
        )
        body = Markup("\n<tbody>\n{}\n</tbody>").format(rows) if block.rows else Markup("")
        many = Markup(" many") if len(block.head) > _MANY else Markup("")
        table = Markup('<table class="grid{}">\n<thead>\n<tr>{}</tr>\n</thead>{}\n</table>').format(
            many, head, body
        )
        full = Markup(" full") if len(block.head) > _NARROW else Markup("")
        return Markup('<div class="scroll{}" role="group" tabindex="0" aria-label="{}">\n{}\n</div>').format(
            full, self.terms["table"], table
        )

    def _cells(self, cells: Iterable[Line], align: Iterable[str], scope: str) -> Markup:
        """The cells of the head, or of a row, whose first one names it."""
        made = Markup("")
        for place, (cell, side) in enumerate(zip(cells, align, strict=False)):
            heads = cell and (scope == "col" or not place)
            tag = Markup("th") if heads else Markup("td")
            scoped = Markup(' scope="{}"').format(scope) if heads else Markup("")
            classes = " ".join(filter(None, ("row" if heads and scope == "row" else "", side)))
            classed = Markup(' class="{}"').format(classes) if classes else Markup("")
            made += Markup("<{0}{1}{2}>{3}</{0}>").format(tag, scoped, classed, self.line(cell))
        return made

    def picture(self, block: Picture) -> Markup:
        """An image of the edition's folder."""
        image = block.image
        made = Markup('<img src="{}" alt="{}" width="{}" height="{}">').format(
            image.data_url, plain(block.alt), round(image.width), round(image.height)
        )
        caption = (
            Markup("\n<figcaption>{}</figcaption>").format(self.line(block.caption))
            if block.caption
            else Markup("")
        )
        return Markup('<figure class="picture">\n{}{}\n</figure>').format(made, caption)

    def pair(self, block: Pair) -> Markup:
        """Exhibits side by side."""
        return Markup('<div class="pair">{}</div>').format(Markup("").join(map(self.exhibit, block.exhibits)))

    def exhibit(self, block: Exhibit) -> Markup:
        """An exhibit in its frame."""
        drawn = self.drawn.get(block.name, Drawn())
        table = block.table and (self.fits.tables.get(block.number) or as_declared(block.table))
        return self.frame(
            id=block.id,
            exhibit=block,
            kind="table" if block.table else "chart",
            line=self.line,
            plot=Markup(drawn.plot),
            narrow=Markup(drawn.narrow),
            table=table,
            spark=lambda cell: self.sparks.get(cell.spark) if cell.spark else None,
            terms=self.terms,
        )

    def strip(self, strip: Strip) -> Fitted:
        """A strip of key financials in its room."""
        return self.fits.strip or as_declared(strip.table)

    def form(self, row: KeyFigure) -> str:
        """The class of a row of key figures."""
        return self.fits.figures.get(id(row)) or ""

    @property
    def sizes(self) -> str:
        """The style sheet of what was measured for tables."""
        return sizes(self.fits.tables.values())


_ENDLESS: Final = re.compile(r"[!-~]{18}(?=[!-~]{6})")
_NARROW: Final = 5  # columns; a table of the text with more of them is as wide as the page
_MANY: Final = 8  # columns; in a table with more of them words may be broken


def _leads_elsewhere(piece: Piece) -> bool:
    """True for what is a link of its own, or holds one."""
    return isinstance(piece, Claimed) or _holds_links((piece,))


def _holds_links(line: Line) -> bool:
    """True where a line holds a link, a printed fact or a note: a link cannot stand in a link."""
    if any(links(line)):
        return True
    return any(
        isinstance(piece, Cited | Noted)
        or (isinstance(piece, Emphasis | Opined | Claimed) and _holds_links(piece.content))
        for piece in line
    )


_PIECES: Final[dict[type, Callable[[Html, Any], Markup]]] = {
    Words: lambda to, piece: to.words(piece),
    Named: lambda to, piece: to.words(piece),
    Cited: lambda to, piece: to.cited(piece),
    Code: lambda to, piece: to.code(piece),
    Break: lambda to, piece: to.broken(piece),
    Emphasis: lambda to, piece: to.emphasis(piece),
    Link: lambda to, piece: to.link(piece),
    Claimed: lambda to, piece: to.claimed(piece),
    Opined: lambda to, piece: to.opined(piece),
    Noted: lambda to, piece: to.noted(piece),
}
_BLOCKS: Final[dict[type, Callable[[Html, Any], Markup]]] = {
    Paragraph: lambda to, block: to.paragraph(block),
    Heading: lambda to, block: to.heading(block),
    Listing: lambda to, block: to.listing(block),
    Quotation: lambda to, block: to.quotation(block),
    Divider: lambda to, block: to.rule(block),
    Grid: lambda to, block: to.grid(block),
    Picture: lambda to, block: to.picture(block),
    Exhibit: lambda to, block: to.exhibit(block),
    Pair: lambda to, block: to.pair(block),
}


def plain_address(address: str) -> str:
    """An address as it is read: without mailto:."""
    return address.removeprefix("mailto:")


def bracketed(note: Line) -> str:
    """What stands around a note behind the words that it is on, `{}` in its place: wide where its own words are."""
    return WIDE_BRACKETS if display_width(plain(note)[:1]) == 2 else " ({})"


@dataclass(frozen=True)
class _Cells(Html):
    """Renders what stands in a table: a note is called there, and stands below it."""

    def words(self, piece: Words | Named) -> Markup:
        """Words and names, long ones with places to break them: a column is narrow."""
        return Markup("<wbr>").join(_ENDLESS.sub("\\g<0>\0", piece.text).split("\0"))

    def noted(self, piece: Noted) -> Markup:
        """The mark alone."""
        return self.note_call(piece)


@dataclass(frozen=True)
class LetterHtml(Html):
    """Renders nodes for a message: there is no appendix to link to, and a note follows in brackets."""

    def cited(self, piece: Cited) -> Markup:
        """A number does not break over two lines."""
        return Markup('<span class="n">{}</span>').format(piece.citation.shown)

    def link(self, piece: Link) -> Markup:
        """A link, whole: a fact in it leads nowhere else."""
        title = Markup(' title="{}"').format(plain(piece.title)) if piece.title else Markup("")
        return Markup('<a href="{}"{}>{}</a>').format(piece.address, title, self.line(piece.content))

    def claimed(self, piece: Claimed) -> Markup:
        """The words alone."""
        return self.line(piece.content)

    def noted(self, piece: Noted) -> Markup:
        """The note in brackets."""
        return Markup(bracketed(piece.content)).format(self.line(piece.content))

    def grid(self, block: Grid) -> Markup:
        """A table as mail programs set it: without a frame to scroll in."""
        head = self._cells(block.head, block.align, "col")
        rows = Markup("\n").join(
            Markup("<tr>{}</tr>").format(self._cells(row, block.align, "row")) for row in block.rows
        )
        opened = '<table class="grid" width="100%" border="0" cellpadding="0" cellspacing="0">'
        return Markup(opened + "\n<tr>{}</tr>\n{}\n</table>").format(head, rows)
