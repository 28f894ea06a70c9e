"""How Japanese names days and periods.

A fiscal year bears the year and the month in which it ends: 2026年3月期第3四半期. Its number alone (2026年度) would be
read as the year that begins then.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from reportgen.languages.pack import PeriodStyle
from reportgen.languages.periods import short_name

_MONTHS: Final = {"Q": 3, "H": 6, "9M": 9}


def _named(year: int, part: str, index: int, closes: tuple[int, int] | None, short: bool) -> str:
    """2026年3月期第3四半期, short 26/3期3Q; of the calendar by its months, 2025年10～12月期, short 4Q25."""
    if closes:
        return _fiscal(*closes, part, index, short)
    if not part:
        return f"{year}年"
    if part == "M":
        return f"{year}/{index}" if short else f"{year}年{index}月"
    if short:
        return short_name(year, part, index)
    last = index * _MONTHS[part]
    return f"{year}年{last - _MONTHS[part] + 1}～{last}月期"


def _fiscal(year: int, month: int, part: str, index: int, short: bool) -> str:
    """A period of the fiscal year that ends in a month."""
    half = "上下"[index - 1 : index] + "期"
    if short:
        return f"{year % 100:02}/{month}期" + {"": "", "Q": f"{index}Q", "H": half, "9M": "3Q累計"}[part]
    return f"{year}年{month}月期" + {"": "", "Q": f"第{index}四半期", "H": half, "9M": "第3四半期累計"}[part]


def _stretch(first: date, last: date, year: bool, short: bool) -> str:
    """Twelve months by their last day, anything else by both."""
    if year:
        return f"{_day(last, short)}までの直近12カ月"
    return f"{_day(first, short)}～{_day(last, short)}"


@lru_cache(maxsize=1024)
def _day(day: date, short: bool) -> str:
    from babel.dates import format_date

    return format_date(day, "y/M/d" if short else "long", locale="ja")


def _undated(day: date) -> tuple[str, ...]:
    return (f"{day.month}月{day.day}日",)


PERIODS: Final = PeriodStyle(
    named=_named,
    stretch=_stretch,
    day=_day,
    undated=_undated,
    weeks="{0}週対{1}週",
    days=r"\d{1,2}\s?日",
)
