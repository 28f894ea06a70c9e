"""Which languages read a text: its own, and those of the other scripts in it."""

from __future__ import annotations

from functools import cache

from reportgen.languages import numeral_packs
from reportgen.languages.numeral_pack import Numerals


def readers(language: str, folded: str) -> tuple[Numerals, ...]:
    """The numerals that read a folded text, those of its own language first.

    Languages of one script share words: of each other script the first whose letters stand in the text reads it. So
    it is where nobody knows a text's language, which is ""."""
    own = _own(language)
    found = {own.script.name: own} if own else {}
    for pack in numeral_packs():
        if pack.script.name not in found and pack.script.letters.pattern.search(folded):
            found[pack.script.name] = pack
    return tuple(found.values())


@cache
def _own(language: str) -> Numerals | None:
    """The numerals of a language, or of the one that reads its sources."""
    return next((pack for pack in numeral_packs() if language in (pack.language, *pack.also_reads)), None)
