"""How English names days and periods."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from reportgen.languages.pack import PeriodStyle
from reportgen.languages.periods import fiscal_name


def _named(year: int, part: str, index: int, closes: tuple[int, int] | None, short: bool) -> str:
    """Q4 2025, 9M 2025, October 2025, short Q4 25, 9M 25, Oct 2025; a fiscal period has one name, FY26 Q3."""
    if closes:
        return fiscal_name(year, part, index)
    if part == "M":
        return f"{date(year, index, 1):{'%b' if short else '%B'}} {year}"
    if not part:
        return str(year)
    return f"{part}{'' if part == '9M' else index} {f'{year % 100:02}' if short else year}"


def _stretch(first: date, last: date, twelve_months: bool, short: bool) -> str:
    start = "12 months" if twelve_months else _day(first, short)
    return f"{start} to {_day(last, short)}"


@lru_cache(maxsize=1024)
def _day(day: date, short: bool) -> str:
    from babel.dates import format_date

    return format_date(day, "d MMM y" if short else "d MMMM y", locale="en")


def _undated(day: date) -> tuple[str, ...]:
    names = day.strftime("%B"), day.strftime("%b")
    return tuple(text for name in names for text in (f"{day.day} {name}", f"{name} {day.day}"))


PERIODS: Final = PeriodStyle(
    named=_named,
    stretch=_stretch,
    day=_day,
    undated=_undated,
    weeks="{0} weeks against {1}",
    days=r"[A-Za-z]{3,9}\.? \d{1,2}(?!\d)|(?<!\d)\d{1,2} [A-Za-z]{3,9}",
)
