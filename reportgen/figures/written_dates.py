"""How people write days, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportgen.languages import numeral_packs


def _month(day: date) -> Iterator[str]:
    for pack in numeral_packs():
        yield from pack.spellings.of_month(day.year, day.month)
    yield str(day.year)


def spellings_of_day(day: date) -> Iterator[str]:
    """Every way in which people write a day, its month alone included."""
    for pack in numeral_packs():
        yield from pack.spellings.of_day(day)
    yield from (f"{day.year}/{day.month}/{day.day}", day.isoformat())
    yield from _month(day)
