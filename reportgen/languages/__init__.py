"""What each language brings: words, number style, numerals. Nothing else knows a language by its name."""

from __future__ import annotations

from collections.abc import Mapping


def pick(words: Mapping[str, str], language: str) -> str:
    """The words in a language, or in whichever there is."""
    return words.get(language) or next(iter(words.values()))
