"""Where in a source a statement stands: `release ¶4`, `deck slide 7`, `filing us-gaap:Revenues`.

A **place** is a paragraph, a page, a slide, a table and so on with its number or a span of numbers, a cell of a
workbook, or a fact of an XBRL filing; words may follow it. How each language calls them stands in its numerals
(`Spellings.places`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from reportgen.languages import merged, numeral_packs

_SINGLE: Final = re.compile(r"¶\s?(?P<first>[0-9]{1,6})")  # nearly all are written so
_CELL: Final = (
    r"(?:'(?:[^'\n]|''){1,60}'|[^\W\d][\w.]{0,60})!\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?"
)
_XBRL: Final = r"[a-z][\w.-]*:[A-Z]\w*|#[\w.-]+"
AT_PARAGRAPH: Final = "paragraph"
AT_PAGE: Final = "page"
AT_LINE: Final = "line"
AT_CELL: Final = "cell"
AT_XBRL: Final = "xbrl"
EXPECTED_PLACE: Final = "a paragraph, page, slide, table or note with its number, a cell, or an XBRL fact"


@dataclass(frozen=True)
class SourcePlace:
    """A place in a source: its kind, the first and the last of its numbers (0 where it has none), and all its words."""

    kind: str
    first: int
    last: int
    text: str


def read_place(text: str) -> SourcePlace | None:
    """The place that a text begins with; None where it names none, or one that ends before it begins."""
    if match := _SINGLE.fullmatch(text):
        return SourcePlace(AT_PARAGRAPH, int(match["first"]), int(match["first"]), text)
    for kind, pattern in _forms():
        if match := pattern.match(text):
            first = int(match["first"]) if kind not in (AT_CELL, AT_XBRL) else 0
            last = int(match["last"] or first) if kind not in (AT_CELL, AT_XBRL) else 0
            return SourcePlace(kind, first, last, text) if last >= first else None
    return None


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of places and their patterns, in every language."""
    found: dict[tuple[str, str], None] = {}
    for pack in numeral_packs():
        for kind, forms in pack.spellings.places.items():
            found |= dict.fromkeys((kind, form) for form in forms)
    to = merged(lambda pack: pack.ranges.to)
    numbers = rf"(?P<first>[0-9]{{1,6}})(?:\s*(?:[-–—~～]|{to})\s*(?P<last>[0-9]{{1,6}}))?"
    counted = [
        (kind, re.compile(rf"(?i:{form.format(n=numbers)})(?![0-9])", re.ASCII)) for kind, form in found
    ]
    return (*counted, (AT_CELL, re.compile(_CELL)), (AT_XBRL, re.compile(_XBRL)))


@cache
def is_tag(text: str) -> bool:
    """True for a fact of XBRL: scale and sign are told by its tag, whatever the page shows of them."""
    place = read_place(text)
    return place is not None and place.kind == AT_XBRL


def located(text: str, sources: Collection[str]) -> tuple[str, str] | None:
    """The source and the place that a locator names: `release ¶4`; where there is but one source, a place does. None
    where it names no place, or no source that there is."""
    if len(sources) == 1 and read_place(text):
        return next(iter(sources)), text
    name, _, rest = text.partition(" ")
    if "¶" in name:  # which needs no space before it
        name, mark, rest = text.partition("¶")
        rest = mark + rest
    rest = rest.strip()
    return (name, rest) if name in sources and read_place(rest) else None


def split_places(text: str) -> Iterator[tuple[int, int]]:
    """Where each locator of a list begins and ends: `release ¶3, ¶6` has two, and `p. 3, second table` one."""
    begun: list[tuple[int, int]] = []
    at = 0
    for part in text.split(","):
        if begun and not _begins(part.strip()):
            begun[-1] = begun[-1][0], at + len(part)
        else:
            begun.append((at, at + len(part)))
        at += len(part) + 1
    yield from begun


def _begins(text: str) -> bool:
    """True for a place, with or without a source before it."""
    return read_place(text) is not None or read_place(text.partition(" ")[2].strip()) is not None
