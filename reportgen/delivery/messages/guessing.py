"""What is easily guessed: a password made mostly of what everybody knows of its reader and of what it protects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

_LEFT: Final = 8  # characters that are to be left, besides what is known
_DISTINCT: Final = 6  # of these that differ
_WORDS: Final = 3  # that differ and are no digits: a day of birth is none of them
_SHORTEST_WORD: Final = 3  # letters of ASCII that are taken out; of other scripts one less
_COMMON: Final = (
    "password",
    "passwort",
    "letmein",
    "iloveyou",
    "changeme",
    "welcome",
    "secret",
    "admin",
    "login",
)
_ROWS: Final = (
    "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm",
    "wxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "abcdefghijklmnopqrstuvwxyz",
)  # fmt: skip
_SHORTEST_RUN: Final = 4  # keys of a row; of digits one less
_BETWEEN: Final = re.compile(r"[\s.,'_@/-]+")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_DRESSED: Final = str.maketrans("01345$@!", "oleassai")


def easily_guessed(password: str, known: Iterable[str]) -> bool:
    """Whether a password is mostly made of what is known, of rows of the keyboard, years, digits or of few characters,
    also where digits and signs stand for letters."""
    words = sorted({*_COMMON, *_words(known)}, key=len, reverse=True)
    folded = _folded(password)
    for reading in (folded, folded.translate(_DRESSED)):
        rest = _BETWEEN.sub("", reading)
        for word in words:
            rest = rest.replace(word, "")
        if _is_poor(_without_rows(_YEAR.sub("", rest))):
            return True
    return False


def _is_poor(rest: str) -> bool:
    words = {char for char in rest if not char.isdigit()}
    return len(rest) < _LEFT or len(set(rest)) < _DISTINCT or len(words) < _WORDS


def _words(known: Iterable[str]) -> Iterator[str]:
    """Each text without what stands between its words, and each of its words that is long enough to be meant."""
    for text in map(_folded, known):
        for word in (_BETWEEN.sub("", text), *re.findall(r"[^\W_]+", text)):
            if len(word) >= _SHORTEST_WORD - (not word.isascii()):
                yield word


def _without_rows(text: str) -> str:
    """A text without the runs of keys that stand beside each other, either way."""
    kept, at = [], 0
    while at < len(text):
        run = max(_run(text, at, row) for line in _ROWS for row in (line, line[::-1]))
        if run < _SHORTEST_RUN - text[at : at + run].isdigit():
            kept.append(text[at])
            run = 1
        at += run
    return "".join(kept)


def _run(text: str, at: int, row: str) -> int:
    """How many characters from a place on stand so in a row."""
    start, length = row.find(text[at]), 0
    while start >= 0 and text[at : at + length + 1] == row[start : start + length + 1] and (
        at + length < len(text) and start + length < len(row)
    ):  # fmt: skip
        length += 1
    return length


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
