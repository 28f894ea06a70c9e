"""Periods in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from babel.dates import format_date

from reportgen.facts.period import Period
from reportgen.figures.house import HAN_DIGITS, TONGUES

_FISCAL: Final = re.compile(r"FY(\d{4})(?:([QH])(\d))?")


def period_label(period: Period, language: str, *, short: bool = False) -> str:
    """A period in words: "Q4 2025" and 2025年第四季, short 4Q25; "31 December 2025" for an instant.

    A period that was written as a fiscal one keeps that name (Q2 FY2026, 2026財年第二季) unless the calendar
    has the same; any other goes by its days. Raises ValueError for a language without a style.
    """
    if language not in TONGUES:
        raise ValueError(f"no style of dates for the language {language!r}")
    if period.instant:
        return _day(period.end, language, short)
    calendar, fiscal = _calendar_name(period), _FISCAL.fullmatch(period.text)
    own = (int(fiscal[1]), fiscal[2] or "", int(fiscal[3] or 1)) if fiscal else None
    if own and own != calendar:
        return _period_named(*own, language, short, fiscal=True)
    if calendar:
        return _period_named(*calendar, language, short)
    return _stretch(period, language, short)


def _calendar_name(period: Period) -> tuple[int, str, int] | None:
    """(2025, "Q", 4) for a calendar quarter, half or year."""
    months = period.months
    whole = period.start.day == 1 and (period.end + timedelta(days=1)).day == 1
    if not whole or months not in (3, 6, 12) or period.end.month % months:
        return None
    return period.end.year, {3: "Q", 6: "H", 12: ""}[months], period.end.month // months


def _period_named(
    year: int, part: str, index: int, language: str, short: bool, *, fiscal: bool = False
) -> str:
    era = "FY" if fiscal else ""
    if short:
        return f"{index}{part}{era}{year % 100:02}" if part else f"FY{year % 100:02}" if fiscal else str(year)
    if language == "en":
        return f"{part}{index} {era}{year}" if part else f"{era}{year}"
    halves = {"": "", "Q": f"第{HAN_DIGITS[index]}季", "H": "上下"[index - 1 : index] + "半年"}
    return f"{year}{'財年' if fiscal else '年'}{halves[part]}"


def _stretch(period: Period, language: str, short: bool) -> str:
    """Twelve months by their last day, anything else by both."""
    last = _day(period.end, language, short)
    if period.months == 12:
        return f"12 months to {last}" if language == "en" else f"截至{last}止12個月"
    return f"{_day(period.start, language, short)}{' to ' if language == 'en' else '至'}{last}"


def _day(day: date, language: str, short: bool) -> str:
    if language == "en":
        return format_date(day, "d MMM y" if short else "d MMMM y", locale="en")
    return format_date(day, "y/M/d" if short else "long", locale="zh_Hant")
