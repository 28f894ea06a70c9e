"""Tokens: what stands in a text for a thing that is not text, from Jinja through Markdown to the tree.

A token is made of private-use characters alone, which no author can write (RG104) and no filter of Jinja or rule of
Markdown changes. It stands for a printed fact or the end of a claim. A **mark** says where in the author's file the
text behind it begins; marks are taken out before Markdown sees the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportgen.document.nodes import Place
from reportgen.facts.text import Text

_OPEN, _CLOSE, _ZERO = "\ue000", "\ue001", 0xE010
_MARK, _WRITTEN, _MADE = "\ue002", "\ue003", "\ue004"
TOKEN: Final = re.compile("\ue000([\ue010-\ue019]+)\ue001")
_MARKED: Final = re.compile("\ue002([\ue010-\ue019]+)([\ue003\ue004])")
PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_IN_NAME: Final = re.compile(r"[\w.@~/]")  # what goes on with the name of a fact


def token(index: int) -> str:
    """The token with an index."""
    return _OPEN + _spelled(index) + _CLOSE


def mark(offset: int, *, written: bool) -> str:
    """The mark of text that begins at an offset of the file; or, where it is not `written`, that an expression makes
    which stands there."""
    return _MARK + _spelled(offset) + (_WRITTEN if written else _MADE)


def _spelled(number: int) -> str:
    return "".join(chr(_ZERO + int(digit)) for digit in str(number))


def _number(spelled: str) -> int:
    return int("".join(chr(ord(char) - _ZERO + ord("0")) for char in spelled))


def index_of(found: re.Match[str]) -> int:
    """The index of a token that `TOKEN` found."""
    return _number(found[1])


@dataclass(frozen=True)
class Origin:
    """From `start` on, rendered text is what stands from `offset` on in the file; or, where it is not `written`, what
    the expression made that stands there."""

    start: int
    offset: int
    written: bool


@dataclass(frozen=True)
class RenderedText:
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
        first = bisect_right(self.origins, start, key=lambda one: one.start)
        last = bisect_left(self.origins, end, key=lambda one: one.start)
        edges = [start, *(origin.start for origin in self.origins[first:last]), end]
        yield from ((low, high) for low, high in pairwise(edges) if low < high)


def rendered(source: Text, text: str) -> RenderedText:
    """A rendered text without its marks."""
    kept: list[str] = []
    origins: list[Origin] = []
    length, at = 0, 0
    for found in _MARKED.finditer(text):
        kept.append(text[at : found.start()])
        length += found.start() - at
        at = found.end()
        if origins and origins[-1].start == length:
            origins.pop()
        origins.append(Origin(length, _number(found[1]), found[2] == _WRITTEN))
    return RenderedText(source, "".join((*kept, text[at:])), tuple(origins))


def find_name(text: str, name: str, start: int, end: int) -> int:
    """Where a name stands by itself between two places, -1 if nowhere."""
    found = text.find(name, start, end)
    while found >= 0:
        before, behind = text[max(found - 1, 0) : found], text[found + len(name) : found + len(name) + 1]
        if not (_IN_NAME.match(before) or _IN_NAME.match(behind)):
            return found
        found = text.find(name, found + 1, end)
    return -1
