"""Measuring: how wide text is, where it may break, and how long ink may be beside it. All in points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, Final

from reportgen.exhibits.faces import LATIN, Face
from reportgen.languages.line_breaks import NOT_FIRST, NOT_LAST, PHRASE_MODELS, has_wide, is_wide
from reportgen.languages.phrase_ends import phrase_ends

LABEL, NOTE = 7.6, 7.0  # type sizes in points
LEADING = 1.22  # line height in type sizes


@dataclass(frozen=True)
class Ruler:
    """The ruler: how wide text is, and where it may be broken.

    Latin widths are read from the face's own advances. Han characters, kana and Hangul are one em wide in every weight
    and for every region of Noto CJK, so measuring them needs no file, and a drawing comes out the same on machines with
    other versions of it. `script` is that of the language of the words (ISO 15924).
    """

    faces: tuple[Face, ...]
    script: str = ""

    def width(self, text: str, size: float = LABEL, weight: int = 400) -> float:
        """Width in points. A character that the Latin face lacks counts as a full em."""
        path = str(next(f.path for f in self.faces if f.family == LATIN and f.weight == weight))
        return sum(_advance(path, char) for char in text) * size

    def wrap(self, text: str, room: float, size: float = LABEL) -> tuple[str, ...]:
        """`text` in as few lines no wider than `room` as it takes.

        Latin lines are made about equally long. Han lines end at phrases where these are short enough and take a third
        more lines at most; else they are filled, as they are in books, unless that would leave one character alone.
        A word wider than `room` stands alone on its line and sticks out: ask `widest` first.
        """
        pieces = _pieces(text)
        lines = self._fill(pieces, room, size)
        if len(lines) > 1 and has_wide(text) and self.script in PHRASE_MODELS:
            phrases = _joined(pieces, phrase_ends(text, self.script))
            wrapped = self._fill(phrases, room, size)
            if 3 * len(wrapped) <= 4 * len(lines) and self._fit(wrapped, room, size):
                pieces, lines = phrases, wrapped
        if len(lines) < 2 or (has_wide(text) and len(lines[-1]) > 1):
            return tuple(lines)
        narrow, wide = room / len(lines), room
        for _ in range(12):  # the narrowest room that keeps the number of lines balances them
            half = (narrow + wide) / 2
            tried = self._fill(pieces, half, size)
            fits = len(tried) == len(lines) and self._fit(tried, room, size)
            narrow, wide, lines = (narrow, half, tried) if fits else (half, wide, lines)
        return tuple(lines)

    def widest(self, text: str, size: float = LABEL, weight: int = 400) -> float:
        """Width of the widest piece that cannot be broken."""
        return max((self.width(piece.strip(), size, weight) for piece in _pieces(text)), default=0.0)

    def _fit(self, lines: Sequence[str], room: float, size: float) -> bool:
        return all(self.width(line, size) <= room for line in lines)

    def _fill(self, pieces: Sequence[str], room: float, size: float) -> list[str]:
        lines = [""]
        for piece in pieces:
            if lines[-1] and self.width((lines[-1] + piece).strip(), size) > room:
                lines.append("")
            lines[-1] += piece
        return [line.strip() for line in lines if line.strip()]


JOINER = "\u2060"
_IN_A_WORD = re.compile("(?<=[\u30a1-\u30fa\u30fc])(?=[\u30a1-\u30fa\u30fc])")


def with_whole_words(text: str) -> str:
    """Text whose words in kana of the block U+30A0, as names are written, are held together by joiners."""
    return _IN_A_WORD.sub(JOINER, text)


def _pieces(text: str) -> list[str]:
    """Text cut wherever a line may end: after a space, an invisible one too, and beside Han characters.

    Not against punctuation, not between a number and the Han word that counts it, and not beside a
    word joiner, which holds a printed fact together.
    """
    pieces: list[str] = []
    for char in text:
        before = pieces[-1] if pieces else ""
        if not before or _may_cut(before, char):
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _joined(pieces: Sequence[str], ends: Sequence[int]) -> list[str]:
    """Pieces joined but where a phrase ends or a space stands."""
    joined: list[str] = []
    at = 0
    for piece in pieces:
        if joined and at not in ends and joined[-1][-1] not in " \u200b":
            joined[-1] += piece
        else:
            joined.append(piece)
        at += len(piece)
    return joined


def _may_cut(before: str, char: str) -> bool:
    if char in (" ", JOINER) or char in NOT_FIRST or before[-1] in NOT_LAST or before[-1] == JOINER:
        return False
    if is_wide(char):
        return not before.rstrip(" ")[-1:].isdigit()
    return before[-1] in " \u200b" or is_wide(before[-1])


@cache
def _font(path: str) -> Any:
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))


@cache
def _advance(path: str, char: str) -> float:
    """Advance of one character in ems, unhinted. Kerning is left out: it only ever makes these lines narrower."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):  # combining marks, joiners, zero-width spaces
        return 0.0
    font = _font(path)
    glyph = None if is_wide(char) else font.get_nominal_glyph(ord(char))
    return float(font.get_glyph_h_advance(glyph) / font.face.upem) if glyph else 1.0


class TooSmall(ValueError):
    """The words of a chart cannot all stand in the room it was given. `which` says what has none."""

    def __init__(self, which: str = "") -> None:
        message = "the chart is too small for its labels: "
        super().__init__(f"{message}{f'{which}; ' if which else ''}give it more room, or say less in them")


@dataclass(frozen=True)
class Axis:
    """A straight scale: where a figure stands, in points."""

    origin: float
    unit: float

    def at(self, value: float) -> float:
        """The position of a figure."""
        return self.origin + value * self.unit


LEAST_FIGURE: Final = 1e-200  # figures below it are zero: a scale for them would have no end


def fit(low: float, high: float, items: Sequence[tuple[float, float, float]]) -> Axis:
    """The largest scale on which every item stays between `low` and `high`.

    An item is a figure with the points it needs before and after itself, for the words that stand beside it. Raises
    TooSmall where the words alone do not leave room for ink.
    """
    largest = max(abs(value) for value, _, _ in items)
    largest = largest if largest > LEAST_FIGURE else 1.0
    scaled = [(value / largest, before, after) for value, before, after in items]
    units = [
        (high - low - before - after) / (right - left)
        for (left, before, _), (right, _, after) in product(scaled, scaled)
        if right - left > 1e-9
    ]
    unit = min(units, default=0.0)
    origin = max(low + before - value * unit for value, before, _ in scaled)
    if unit < 0 or any(origin + value * unit + after > high + 0.01 for value, _, after in scaled):
        raise TooSmall
    return Axis(origin, unit / largest)
