"""The room that tables and key figures have on paper, and those of a document fitted into theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from reportgen.codes.rg6_pages import RG610
from reportgen.document.nodes import Block, Document, Exhibit, Listing, Pair, Quotation, Size, Table
from reportgen.document.walk import cited, table_lines
from reportgen.errors import Finding, Locus, Rejected
from reportgen.exhibits.measure import Ruler
from reportgen.exhibits.rows import POINTS_PER_MM
from reportgen.press.figure_rows import Forms, comparisons, form_of, too_wide
from reportgen.press.table_columns import Fitted, TooWide, fit_table

# In millimetres, as the style sheet for paper has them.
_TEXT: Final = 118.0
_LYING: Final = 174.0  # beside the panel of paper that lies on its side
_HALF: Final = 84.0
_NESTED: Final = 108.0  # in a list or a quotation
_BELOW_TEXT: Final[Mapping[Size, float]] = MappingProxyType({"half": _HALF, "wide": _TEXT, "full": 174.0})
_ON_FRONT: Final[Mapping[Size, float]] = MappingProxyType({"half": _TEXT, "wide": _TEXT, "full": _TEXT})
_INSIDE: Final[Mapping[Size, float]] = MappingProxyType({"half": _HALF, "wide": _NESTED, "full": _NESTED})


@dataclass(frozen=True)
class Fits:
    """How a document's tables are set, by the number of their exhibit; the strip of key financials; and the rows of key
    figures, by their identity."""

    tables: Mapping[int, Fitted] = field(default_factory=dict)
    strip: Fitted | None = None
    figures: Forms = field(default_factory=dict)


def fitted(document: Document, ruler: Ruler, *, lies: bool) -> Fits:
    """What was measured of a document, whose paper stands or `lies` on its side. Raises Rejected with RG610 for what
    fits in no form."""
    tables: dict[int, Fitted] = {}
    wrong = list[Finding]()
    for exhibit, width in _rooms(document):
        if exhibit.table:
            try:
                tables[exhibit.number] = fit_table(exhibit.table, width * POINTS_PER_MM, ruler)
            except TooWide as error:
                message = f"the table {exhibit.name!r} does not fit: {error}"
                wrong.append(RG610.finding(message, exhibit.place.locus))
    strip = None
    if document.strip:
        try:
            room = (_LYING if lies else _TEXT) * POINTS_PER_MM
            strip = fit_table(document.strip.table, room, ruler, strip=True)
        except TooWide as error:
            message = f"the strip of key financials does not fit: {error}"
            wrong.append(RG610.finding(message, _place_of(document.strip.table)))
    columns = comparisons(document.key_figures)
    forms = {id(row): form_of(row, ruler, lies=lies, columns=columns) for row in document.key_figures}
    wrong += [too_wide(row) for row in document.key_figures if forms[id(row)] is None]
    if wrong:
        raise Rejected(wrong)
    return Fits(tables, strip, forms)


def _place_of(table: Table) -> Locus | None:
    """Where the first figure of a table is declared."""
    places = (found.place for passage in table_lines(table) for found in cited(passage.line))
    return next((place.locus for place in places if place), None)


def _rooms(document: Document) -> Iterator[tuple[Exhibit, float]]:
    """Every exhibit with the width that it has on paper, in millimetres."""
    for block in (*document.front, *document.front_exhibits):
        yield from _room(block, _ON_FRONT)
    for section in document.sections:
        for block in section.content:
            yield from _room(block, _BELOW_TEXT)


def _room(block: Block, sizes: Mapping[Size, float]) -> Iterator[tuple[Exhibit, float]]:
    match block:
        case Exhibit():
            yield block, sizes[block.size]
        case Pair():
            yield from ((one, _HALF) for one in block.exhibits)
        case Listing():
            for item in block.items:
                for one in item:
                    yield from _room(one, _INSIDE)
        case Quotation():
            for one in block.content:
                yield from _room(one, _INSIDE)
