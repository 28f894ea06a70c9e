"""How English names days and periods."""

from __future__ import annotations

from datetime import date
from typing import Final

from reportgen.languages.pack import PeriodStyle
from reportgen.languages.periods import short_name


def _named(year: int, part: str, index: int, fiscal: int, short: bool) -> str:
    """Q4 2025, FY2026, Q2 FY2026; short 4Q25, FY26, 2QFY26."""
    if short:
        return short_name(year, part, index, fiscal)
    era = "FY" if fiscal else ""
    return f"{part}{index} {era}{year}" if part else f"{era}{year}"


def _stretch(first: date, last: date, twelve_months: bool, short: bool) -> str:
    start = "12 months" if twelve_months else _day(first, short)
    return f"{start} to {_day(last, short)}"


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
    days=r"[A-Za-z]{3,9}\.? \d{1,2}(?!\d)|(?<!\d)\d{1,2} [A-Za-z]{3,9}",
)
