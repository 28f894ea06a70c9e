"""How people write days and periods, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportgen.facts.period import Period
from reportgen.figures.dates import period_label
from reportgen.languages import numeral_packs


def spellings_of_period(period: Period) -> Iterator[str]:
    """Every way in which people write a period."""
    for pack in numeral_packs():
        yield period_label(period, pack.language)
        yield period_label(period, pack.language, short=True)
    yield from (period.text, str(period.start.year))
    yield from _month(period.start)
    yield from _month(period.end)
    if period.instant:
        yield from spellings_of_day(period.end)
    elif period.months == 3 and period.end.month % 3 == 0:
        for pack in numeral_packs():
            yield from pack.spellings.of_quarter(period.end.year, period.end.month // 3, period.start.month)
    if re.search(r"FY\d{4}", period.text):
        yield from (f"FY{period.text[2:6]}", f"FY{period.text[4:6]}", f"fiscal {period.text[2:6]}")


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
