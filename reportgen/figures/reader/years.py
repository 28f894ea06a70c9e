"""The years that a wording names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from reportgen.figures.reader.folding import fold
from reportgen.languages import numeral_packs

_YEAR: Final = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)", re.ASCII)


@cache
def _ways() -> tuple[tuple[re.Pattern[str], Callable[[str], int]], ...]:
    own = [way for pack in numeral_packs() for way in pack.spellings.years]
    return (_YEAR, int), *((re.compile(source, re.ASCII), read) for source, read in dict.fromkeys(own))


def years(text: str) -> list[int]:
    """The years that a date or a period names, in every calendar: 2025, and the years of an era."""
    folded = fold(text.replace("○", "\u3007"))  # a circle for the zero in its likeness
    return [read(found["year"]) for pattern, read in _ways() for found in pattern.finditer(folded)]
