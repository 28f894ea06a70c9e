"""Wordings that hold numerals and are no figures: those that the record lists, page and exhibit numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reportgen.document.matching import flexible_pattern, is_whole
from reportgen.languages import LANGUAGES


def exhibit() -> re.Pattern[str]:
    """The number of an exhibit, as any language heads it."""
    heads = "|".join(re.escape(one.page.exhibit.partition("{}")[0].strip()) for one in LANGUAGES.values())
    return re.compile(rf"(?:{heads})\s*(\d+)")


def _page() -> re.Pattern[str]:
    return re.compile("|".join(one.page.page for one in LANGUAGES.values()))


@lru_cache(maxsize=16)
def one_of(wordings: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern for any of the wordings, the longest first."""
    ordered = sorted(wordings, key=lambda word: (-len(word), word))
    return re.compile("|".join(flexible_pattern(word) for word in ordered)) if ordered else None


def wholes_of(text: str, wordings: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where any of the wordings stands in a text as a whole."""
    pattern, at = one_of(frozenset(wordings)), 0
    while pattern and (found := pattern.search(text, at)):
        whole = found.end() > found.start() and is_whole(text, *found.span())
        if whole:
            yield found.span()
        at = found.end() if whole else found.start() + 1


def page_numbers(text: str, page: int) -> Iterator[tuple[int, int]]:
    """Where a page says rightly which one it is."""
    for found in _page().finditer(text):
        if [int(group) for group in found.groups() if group] == [page]:
            yield found.span()
