"""Tokens: what stands in a text for a thing that is not text, from Jinja through Markdown to the tree.

A token is made of private-use characters alone, which no author can write (RG104) and no filter of Jinja or rule of
Markdown changes. Most stand for a printed fact or the end of a claim; **places** say where in the author's file the
text behind them begins, and are taken out before Markdown sees the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportgen.document.nodes import Place
from reportgen.facts.text import Text

_OPEN, _CLOSE, _ZERO = "\ue000", "\ue001", 0xE010
TOKEN: Final = re.compile("\ue000([\ue010-\ue019]+)\ue001")
PRIVATE: Final = re.compile("[\ue000-\uf8ff]")


def token(index: int) -> str:
    """The token with an index."""
    return _OPEN + "".join(chr(_ZERO + int(digit)) for digit in str(index)) + _CLOSE


def index_of(found: re.Match[str]) -> int:
    """The index of a token that `TOKEN` found."""
    return int("".join(chr(ord(char) - _ZERO + ord("0")) for char in found[1]))


@dataclass(frozen=True)
class Origin:
    """From `start` on, rendered text is what stands from `offset` on in the file; or, where it is not `written`, what
    the expression made that stands there."""

    start: int
    offset: int
    written: bool


@dataclass(frozen=True)
class Rendered:
    """A text with its Jinja carried out. Facts stand in it as tokens; `origins` lead back to the file. One that is not
    `sound` failed, and is empty."""

    source: Text
    text: str
    origins: tuple[Origin, ...] = ()
    sound: bool = True

    def origin(self, position: int) -> Origin:
        """Where the character at `position` comes from."""
        index = bisect_right(self.origins, position, key=lambda one: one.start) - 1
        return self.origins[index] if index >= 0 else Origin(0, 0, False)

    def place(self, position: int) -> Place:
        """The place in the file of the character at `position`."""
        origin = self.origin(position)
        return Place(self.source, origin.offset + (position - origin.start if origin.written else 0))

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A stretch of the text, cut where another origin begins."""
        cuts = [origin.start for origin in self.origins if start < origin.start < end]
        edges = [start, *cuts, end]
        yield from ((low, high) for low, high in pairwise(edges) if low < high)


def rendered(source: Text, text: str, places: dict[int, tuple[int, bool]]) -> Rendered:
    """A rendered text without its places, which are tokens with the indexes of `places`."""
    kept: list[str] = []
    origins: list[Origin] = []
    length, at = 0, 0
    for found in TOKEN.finditer(text):
        place = places.get(index_of(found))
        if place is None:
            continue
        kept.append(text[at : found.start()])
        length += found.start() - at
        at = found.end()
        if origins and origins[-1].start == length:
            origins.pop()
        origins.append(Origin(length, *place))
    return Rendered(source, "".join((*kept, text[at:])), tuple(origins))
