"""Finding a wording in a text: whole, and across line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from reportgen.languages import merged

# What may not stand directly before or after a whole match: more of the number, a sign, a currency, a scale, a unit.
_BEFORE: Final = re.compile(r"(?:[0-9A-Za-z$€£¥−±+≈~<>≤≥#_]|\d[.,])\Z")
_BRACKET: Final = re.compile(r"<[^<>\n]*[^<>\s]>(?!\s?\d)")
_DASHES: Final = "-–"
_SOLID: Final = re.compile(r"[0-9A-Za-z.,]")


def around(text: str, start: int, end: int, reach: int = 28) -> str:
    """A stretch of text with what stands around it, for a message."""
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    return " ".join(f"{'…' if start > reach else ''}{before}{text[start:end]}{after}…".split())


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[0-9A-Za-z_]|[.,]\d|\s?[%‰％]|{merged(lambda pack: pack.prolongs)}")


@lru_cache(maxsize=8192)
def flexible(text: str) -> re.Pattern[str]:
    """Finds a text in which lines may have been broken anew: never inside a number or a Latin word."""
    return re.compile(flexible_pattern(text))


@lru_cache(maxsize=8192)
def flexible_pattern(text: str) -> str:
    """The pattern of `flexible`, to be a part of another."""
    parts: list[str] = []
    bare = " ".join(text.split())
    for last, char in pairwise(f" {bare}"):
        if char == " ":
            parts.append(r"\s*")
            continue
        if parts and last != " " and not (_SOLID.match(last) and _SOLID.match(char)):
            parts.append(r"\s*")
        parts.append(re.escape(char))
    return "".join(parts)


def is_whole(text: str, start: int, end: int) -> bool:
    """True where a match is not a part of a longer figure or name: Trainium2 is not in Trainium23, nor 24% in 124%."""
    first, last = text[start], text[end - 1]
    if re.match(r"[\w$€£¥−+≈<>≤≥]", first, re.ASCII):
        if _BEFORE.search(text[max(0, start - 2) : start]) and not _bracketed(text, start, end):
            return False
        if first.isdigit() and start and text[start - 1] in _DASHES:
            return False
    if last.isascii() and last.isalnum() and _after().match(text, end):
        return False
    return not (text[end : end + 1] in _DASHES and text[end : end + 2][1:].isdigit())


def _bracketed(text: str, start: int, end: int) -> bool:
    """True where < opens a bracket, and compares nothing: the Q4 of “<Q4 update>”."""
    found = _BRACKET.match(text, start - 1) if start else None
    return found is not None and found.end() > end


def wholes(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where a wording stands in a text as a whole."""
    for found in flexible(wanted).finditer(text):
        if is_whole(text, found.start(), found.end()):
            yield found.start(), found.end()
