"""How people write days and periods, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from babel.dates import format_date

from reportgen.facts.period import Period
from reportgen.figures.dates import period_label

_HAN: Final = "零一二三四五六七八九十"
_LANGUAGES: Final = ("en", "zh-Hant")


def spellings_of_period(period: Period) -> Iterator[str]:
    """Every way in which people write a period."""
    for language in _LANGUAGES:
        yield period_label(period, language)
        yield period_label(period, language, short=True)
    yield period.text
    yield from _year(period.start.year)
    yield from _month(period.start)
    yield from _month(period.end)
    if period.instant:
        yield from spellings_of_day(period.end)
    elif period.months == 3 and period.end.month % 3 == 0:
        yield from _quarter(period.end.year, period.end.month // 3, period)
    if re.search(r"FY\d{4}", period.text):
        yield from (f"FY{period.text[2:6]}", f"FY{period.text[4:6]}", f"fiscal {period.text[2:6]}")


def _quarter(year: int, quarter: int, period: Period) -> Iterator[str]:
    yield from (f"Q{quarter} {year}", f"{quarter}Q{year % 100:02}", f"Q{quarter}", f"{year}Q{quarter}")
    yield from (f"{year}年第{_HAN[quarter]}季", f"{year}年Q{quarter}")
    yield f"{year}年{period.start.month}至{period.end.month}月"
    if quarter == 1:
        yield f"{year}年首季"


def _year(year: int) -> Iterator[str]:
    yield from (str(year), f"{year}年")


def _month(day: date) -> Iterator[str]:
    yield from (format_date(day, pattern, locale="en") for pattern in ("MMMM y", "MMM y"))
    yield f"{day.year}年{day.month}月"
    yield from _year(day.year)


def spellings_of_day(day: date) -> Iterator[str]:
    """Every way in which people write a day, its month alone included."""
    for pattern in ("d MMMM y", "d MMM y", "MMMM d, y", "MMM d, y"):
        yield format_date(day, pattern, locale="en")
    yield from (f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}", day.isoformat())
    yield from _month(day)
