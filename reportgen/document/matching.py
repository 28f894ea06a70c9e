"""Finding a wording in a text: whole, and across line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from reportgen.languages import merged

# What may not stand directly before or after a whole match: more of the number, a sign, a currency, a scale, a unit.
_BEFORE: Final = re.compile(r"(?:[0-9A-Za-z$€£¥−±+≈~<>≤≥#_]|\d[.,])\Z")
_BRACKET: Final = re.compile(r"<[^<>\n]*[^<>\s]>(?!\s?\d)")
_DASHES: Final = "-–"
_SOLID: Final = re.compile(r"[0-9A-Za-z.,]")


def _holds_together(last: str, char: str) -> bool:
    """Whether no line ends between two characters: within a number or a word, but for the words of a name such as
    NetIncomeLoss."""
    return bool(_SOLID.match(last) and _SOLID.match(char)) and not (last.islower() and char.isupper())


def around(text: str, start: int, end: int, reach: int = 28) -> str:
    """A stretch of text with what stands around it, for a message."""
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    return " ".join(f"{'…' if start > reach else ''}{before}{text[start:end]}{after}…".split())


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[0-9A-Za-z_]|[.,]\d|\s?[%‰％]|{merged(lambda pack: pack.prolongs)}")


def flexible(text: str, wanted: str, low: int = 0, high: int | None = None) -> Iterator[tuple[int, int]]:
    """Where a wording stands in a text, between two places of it, although its lines may have been broken anew: never
    inside a number or a word."""
    return following(text, (wanted,), low, high)


def following(
    text: str, wanted: Sequence[str], low: int = 0, high: int | None = None, between: int = 0
) -> Iterator[tuple[int, int]]:
    """Where wordings stand one after the other, with no more than `between` signs of punctuation between them.

    The text is walked: patterns for hundreds of wordings would take longer to compile than to use.
    """
    parts = tuple(steps for part in wanted if (steps := _steps(part)))
    end = len(text) if high is None else high
    at = text.find(parts[0][0][1], low, end) if parts else -1
    while at >= 0:
        stop = _end(text, at, parts, end, between)
        if stop >= 0:
            yield at, stop
        at = text.find(parts[0][0][1], max(at + 1, stop), end)


@lru_cache(maxsize=2048)
def _steps(text: str) -> tuple[tuple[bool, str], ...]:
    """The stretches of a wording that nothing divides, and whether white space may stand before each."""
    bare = " ".join(text.split())
    stretches: list[tuple[bool, str]] = []
    for last, char in pairwise(f" {bare}"):
        if char == " ":
            continue
        if stretches and _holds_together(last, char):
            stretches[-1] = stretches[-1][0], stretches[-1][1] + char
        else:
            stretches.append((bool(stretches), char))
    return tuple(stretches)


def _end(text: str, at: int, parts: tuple[tuple[tuple[bool, str], ...], ...], end: int, between: int) -> int:
    """Where wordings end of which the first begins at a place; -1 where they do not stand there."""
    stop = _walk(text, at, parts[0], end)
    if stop < 0 or len(parts) == 1:
        return stop
    for skipped in range(between + 1):
        if skipped and not _is_punctuation(text[stop + skipped - 1 : stop + skipped]):
            return -1
        if (last := _end(text, stop + skipped, parts[1:], end, between)) >= 0:
            return last
    return -1


def _walk(text: str, at: int, steps: tuple[tuple[bool, str], ...], end: int) -> int:
    for loose, stretch in steps:
        while loose and at < end and text[at].isspace():
            at += 1
        if not text.startswith(stretch, at, end):
            return -1
        at += len(stretch)
    return at


def _is_punctuation(char: str) -> bool:
    return bool(char) and not (char.isalnum() or char in "_¶$")


@lru_cache(maxsize=8192)
def flexible_pattern(text: str) -> str:
    """A pattern for what `flexible` finds, to be a part of another."""
    parts: list[str] = []
    bare = " ".join(text.split())
    for last, char in pairwise(f" {bare}"):
        if char == " ":
            parts.append(r"\s*")
            continue
        if parts and last != " " and not _holds_together(last, char):
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
    return (span for span in flexible(text, wanted) if is_whole(text, *span))
