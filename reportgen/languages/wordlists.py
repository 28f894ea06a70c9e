"""How the tables of words are written: a word stands for itself, with _ for white space or a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(text: str) -> tuple[str, ...]:
    """The words of a table."""
    return tuple(word.replace("_", " ") for word in text.split())


def table(text: str) -> dict[str, str]:
    """A table of lines that begin with a name: each word behind it → the name."""
    lines = [line.split() for line in text.strip().splitlines()]
    return {word.replace("_", " "): name.replace("_", " ") for name, *line in lines for word in line}


def word_columns(text: str) -> dict[str, tuple[str, ...]]:
    """A table of lines that begin with a name: the name → the words behind it, of which "" is written -."""
    lines = [line.split() for line in text.strip().splitlines()]
    return {
        name: tuple("" if word == "-" else word.replace("_", " ") for word in line) for name, *line in lines
    }


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    ordered = sorted(names, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name).replace(r"\ ", r"[\s-]") for name in ordered) + ")"
