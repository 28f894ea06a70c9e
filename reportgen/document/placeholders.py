"""Placeholders: what a draft says where its author still owes a word, and what must not reach a reader."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from reportgen.languages import numeral_packs

# Whole words alone, so that Exxon, XXL, XXIV, and "pending sales" are left in peace.
_LATIN: Final = (
    r"(?<![A-Za-z0-9_])(?:(?i:tbd|tbc|lorem)|PENDING|TODO|FIXME|X\.X+)(?![A-Za-z0-9_])",
    r"(?<![A-Za-z_])X{2,}(?![A-Za-z0-9_])",  # also 20XX, $XX and XX%
    r"\[[●•]\]",
)
_AROUND: Final = 30  # characters that are quoted on either side


@cache
def _placeholder() -> re.Pattern[str]:
    own = (form for pack in numeral_packs() for form in pack.placeholders)
    return re.compile("|".join((*_LATIN, *dict.fromkeys(own))))


def placeholders(text: str, known: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Every placeholder in a text: where it begins, and it with the words around it. `known` are wordings that are
    meant as they stand: a company may be called TBC Bank."""
    suspects = list(_placeholder().finditer(text))
    innocent = [
        (found.start(), found.end())
        for wording in (known if suspects else ())
        if _placeholder().search(wording)
        for found in re.finditer(rf"(?<!\w){re.escape(wording)}(?!\w)", text)
    ]
    for found in suspects:
        if not any(start <= found.start() and found.end() <= end for start, end in innocent):
            around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
            yield found.start(), " ".join(around.replace("\ufffc", "…").split())
