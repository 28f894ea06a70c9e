"""Sources as a reader has them named: beside a figure, in the key of an appendix, and in the attached tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from reportgen.errors import display_width
from reportgen.facts.base import FactBase, Source
from reportgen.figures.lettered import in_letters
from reportgen.languages import LANGUAGES, pick

# Where no title is longer, in columns of which a Han character takes two, a row on paper has the title itself.
_SHORT: Final = 28


@dataclass(frozen=True)
class NamedSource:
    """A source in the words of a document's language, or in those that it has: its title, and `named`, which has the
    publisher too, where that is given and not in the title, and the day on which it came out. `titled` is the language
    of the title."""

    source: Source
    title: str
    named: str
    titled: str

    @property
    def key(self) -> str:
        """Its name in the facts."""
        return self.source.id


def origin(base: FactBase, key: str, language: str) -> NamedSource:
    """A source of a fact base in the words of a language."""
    source, pack = base.sources[key], LANGUAGES[language]
    day = pack.periods.day(date.fromisoformat(source.published), False) if source.published else ""
    credit = source.credit(language)
    # A title that ends in brackets gets no second pair.
    around = (
        pack.marks.comma + "{}" if unicodedata.category(credit[-1:] or " ") == "Pe" else pack.marks.brackets
    )
    named = credit + (around.format(day) if day else "")
    titled = language if source.title.get(language) else next(iter(source.title))
    return NamedSource(source, pick(source.title, language), named, titled)


def source_marks(origins: Iterable[NamedSource]) -> Mapping[str, str]:
    """What a row on paper has before the place in a source, by the source's key: nothing where there is but one, the
    title where all of them are short, else a mark that the foot of the page explains: [A], [B], …"""
    found = {one.key: one.title for one in origins}
    if len(found) < 2:
        return dict.fromkeys(found, "")
    short = all(display_width(title) <= _SHORT for title in found.values())
    if short and len(set(found.values())) == len(found):
        return found
    return {key: f"[{in_letters(number).upper()}]" for number, key in enumerate(found, 1)}


def for_programs(origins: Iterable[NamedSource]) -> dict[str, Any]:
    """Sources by their keys: title and publisher in each of their languages, the day on which each came out, and the
    language in which it prints."""
    return {
        source.id: {
            "title": dict(source.title),
            "publisher": dict(source.publisher) or None,
            "published": source.published or None,
            "language": source.language,
        }
        for source in (one.source for one in origins)
    }
