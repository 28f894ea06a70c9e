"""The languages in which a brief can be written: each is a folder here. Nothing else knows one by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from reportgen.languages.numeral_pack import Numerals
from reportgen.languages.pack import Language

DEFAULT: Final = "en"  # of a source that does not say in which language it is


def _found() -> Iterator[Language]:
    for module in iter_modules(__path__):
        if module.ispkg:
            yield import_module(f"{__name__}.{module.name}").LANGUAGE


# Tag → language: the default one, then the others by their tags.
LANGUAGES: Final[Mapping[str, Language]] = {
    one.tag: one for one in sorted(_found(), key=lambda one: (one.tag != DEFAULT, one.tag))
}


def language(tag: str) -> Language:
    """The language of a tag. Raises ValueError where there is none."""
    if tag not in LANGUAGES:
        raise ValueError(f"there is no language {tag!r}; there are: {', '.join(LANGUAGES)}")
    return LANGUAGES[tag]


def pick(words: Mapping[str, str], tag: str) -> str:
    """The words in a language, or in whichever there is."""
    return words.get(tag) or next(iter(words.values()))


@cache
def numeral_packs() -> tuple[Numerals, ...]:
    """The numerals of every language."""
    return tuple(one.numerals for one in LANGUAGES.values())


def source_languages() -> tuple[str, ...]:
    """The tags that a source may have as its language."""
    return tuple(tag for pack in numeral_packs() for tag in (pack.language, *pack.also_reads))


def merged(part: Callable[[Numerals], str]) -> str:
    """A pattern for what any language says."""
    return "|".join(dict.fromkeys(found for pack in numeral_packs() if (found := part(pack))))
