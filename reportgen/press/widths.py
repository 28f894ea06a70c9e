"""The room that each exhibit has on paper, and the tables of a document fitted into theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from reportgen.codes.rg6_pages import RG610
from reportgen.document.nodes import Block, Document, Exhibit, Listing, Pair, Quotation, Size
from reportgen.errors import Rejected
from reportgen.exhibits.measure import Ruler
from reportgen.exhibits.rows import POINTS_PER_MM
from reportgen.press.table_columns import Fitted, TooWide, fit_table

# In millimetres, as the style sheet for paper has them.
_TEXT: Final = 118.0
_HALF: Final = 84.0
_NESTED: Final = 108.0  # in a list or a quotation
_BELOW_TEXT: Final[Mapping[Size, float]] = MappingProxyType({"half": _HALF, "wide": _TEXT, "full": 174.0})
_ON_FRONT: Final[Mapping[Size, float]] = MappingProxyType({"half": _TEXT, "wide": _TEXT, "full": _TEXT})
_INSIDE: Final[Mapping[Size, float]] = MappingProxyType({"half": _HALF, "wide": _NESTED, "full": _NESTED})


def fitted_tables(document: Document, ruler: Ruler) -> dict[int, Fitted]:
    """The tables of a document in the room that they have on paper, by the number of their exhibit. Raises Rejected
    with RG610 for those that fit in no form."""
    made: dict[int, Fitted] = {}
    wrong = []
    for exhibit, width in _rooms(document):
        if exhibit.table:
            try:
                made[exhibit.number] = fit_table(exhibit.table, width * POINTS_PER_MM, ruler)
            except TooWide as error:
                message = f"the table {exhibit.name!r} does not fit: {error}"
                wrong.append(RG610.finding(message, exhibit.place.locus))
    if wrong:
        raise Rejected(wrong)
    return made


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
