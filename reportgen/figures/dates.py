"""Periods in words."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from reportgen import languages
from reportgen.facts.period import Period

_FISCAL: Final = re.compile(r"FY(\d{4})(?:([QH])(\d))?")


def period_label(period: Period, language: str, *, short: bool = False) -> str:
    """A period in words: "Q4 2025", short 4Q25; "31 December 2025" for an instant.

    A period that was written as a fiscal one keeps that name (Q2 FY2026) unless the calendar has the same; any other
    goes by its days: twelve months by the last one, anything else by both. Raises ValueError for a language that there
    is none of.
    """
    names = languages.language(language).periods
    if period.instant:
        return names.day(period.end, short)
    calendar, fiscal = _calendar_name(period), _FISCAL.fullmatch(period.text)
    own = (int(fiscal[1]), fiscal[2] or "", int(fiscal[3] or 1)) if fiscal else None
    if own and own != calendar:
        return names.named(*own, True, short)
    if calendar:
        return names.named(*calendar, False, short)
    return names.stretch(period.start, period.end, period.months == 12, short)


def _calendar_name(period: Period) -> tuple[int, str, int] | None:
    """(2025, "Q", 4) for a calendar quarter, half or year."""
    months = period.months
    whole = period.start.day == 1 and (period.end + timedelta(days=1)).day == 1
    if not whole or months not in (3, 6, 12) or period.end.month % months:
        return None
    return period.end.year, {3: "Q", 6: "H", 12: ""}[months], period.end.month // months
