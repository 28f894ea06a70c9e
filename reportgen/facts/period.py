"""Periods: named in the field's way, compared by their days.

`2025Q4`, `TTM2025Q4` and `FY2026Q2` are names; what makes two periods the same is that they cover the same days, so
that a December company's fourth quarter and a June company's second stand side by side.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Final

_PERIOD = re.compile(r"(?P<kind>FY|TTM)?(?P<year>\d{4})(?:(?P<part>[QH])(?P<index>\d))?", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SHIFT = re.compile(r"(?P<sign>[-+])(?P<count>\d{1,2})(?P<step>[YQHM])", re.ASCII)
YEARS: Final = range(1900, 2200)  # far enough for finance; and a shift by 99 years still ends in a date
_MONTHS: Final = {"Y": 12, "H": 6, "Q": 3, "M": 1}
EXPECTED_PERIOD: Final = "write 2025Q4, 2025H1, 2025, TTM2025Q4, FY2026Q2, or 2025-12-31 for a day"


class PeriodError(ValueError):
    """A period that cannot be read."""


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included. An instant is the end of one day. `text` is how it was written."""

    start: date
    end: date
    instant: bool = False
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.text or self.end.isoformat()

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Period], tuple[date, date, bool, str]]:
        # Without the hash: another process hashes days with a seed of its own.
        return Period, (self.start, self.end, self.instant, self.text)

    @cached_property
    def _hash(self) -> int:
        return hash((self.start, self.end, self.instant))

    @cached_property
    def months(self) -> int:
        """Whole months covered; 0 for an instant."""
        if self.instant:
            return 0
        after = self.end + timedelta(days=1)
        return (after.year - self.start.year) * 12 + after.month - self.start.month

    def at_end(self) -> Period:
        """The instant on which the period ends."""
        return self if self.instant else Period(self.end, self.end, True, self.end.isoformat())

    def shift(self, months: int) -> Period:
        """The same length of time, `months` later; the end of a month stays the end of a month."""
        return _shifted(self, months)

    def ending(self, months: int) -> Period:
        """So many months that end on the same day: the last quarter of a year, the year to the end of a quarter."""
        return _ending(self.end, months)

    def _shift(self, months: int) -> Period:
        end = _shift_end(self.end, months)
        if self.instant:
            return Period(end, end, True, end.isoformat())
        return _named(_add_months(self.start, months), end)


@lru_cache(maxsize=4096)
def parse_period(text: str, fiscal_year_end: tuple[int, int] = (12, 31)) -> Period:
    """Read a period's name. `fiscal_year_end` (month, day) belongs to the entity and counts for `FY…` alone.

    Raises PeriodError, which says what was expected.
    """
    if day := _DAY.fullmatch(text):
        try:
            at = date(*(int(part) for part in day.groups()))
        except ValueError:
            raise PeriodError(f"there is no day {text}{_meant(text)}") from None
        if at.year not in YEARS:
            raise PeriodError(f"{text} is too far away: years run from {YEARS[0]} to {YEARS[-1]}")
        return Period(at, at, True, text)
    match = _PERIOD.fullmatch(text)
    if not match or int(match["year"]) not in YEARS:
        raise _unreadable(text)
    return _read(match, fiscal_year_end, text)


def _read(match: re.Match[str], fiscal_year_end: tuple[int, int], text: str) -> Period:
    closing = fiscal_year_end[0] if match["kind"] == "FY" else 12
    length = _MONTHS[match["part"] or "Y"]
    index = int(match["index"] or 1)
    if not 1 <= index <= 12 // length:
        raise _unreadable(text)
    year_end = date(int(match["year"]), closing, calendar.monthrange(int(match["year"]), closing)[1])
    end = _shift_end(year_end, index * length - 12)
    if match["kind"] == "TTM":
        length = 12
    return Period(_add_months(end + timedelta(days=1), -length), end, text=text)


def _unreadable(text: str) -> PeriodError:
    meant = _meant(text)
    return PeriodError(
        f"cannot read the period {text!r}{f'{meant} Otherwise' if meant else ':'} {EXPECTED_PERIOD}"
    )


def _meant(text: str) -> str:
    """The likeliest meaning of a period that cannot be read, as a question, or nothing."""
    from reportgen.facts.likely import likely_periods  # only of use where something is wrong

    known = [name for name in likely_periods(text) if name != text and _readable(name)]
    return f": did you mean {' or '.join(known[:2])}?" if known else ""


def _readable(name: str) -> bool:
    try:
        parse_period(name)
    except PeriodError:
        return False
    return True


def parse_shift(text: str) -> int | None:
    """Months of a period shift such as `-1Y` or `-1Q`; None where the text is not a shift."""
    match = _SHIFT.fullmatch(text) if text[:1] in ("+", "-") else None
    if not match:
        return None
    months = int(match["count"]) * _MONTHS[match["step"]]
    return -months if match["sign"] == "-" else months


@lru_cache(maxsize=4096)
def _ending(end: date, months: int) -> Period:
    return _named(_add_months(end + timedelta(days=1), -months), end)


@lru_cache(maxsize=4096)
def _shifted(period: Period, months: int) -> Period:
    return period._shift(months)


@lru_cache(maxsize=4096)
def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=4096)
def _shift_end(day: date, months: int) -> date:
    shifted = _add_months(day, months)
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        return shifted.replace(day=calendar.monthrange(shifted.year, shifted.month)[1])
    return shifted


def _named(start: date, end: date) -> Period:
    """A period from its days, under the calendar name that fits, if one does."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    name = f"{start.isoformat()}/{end.isoformat()}"
    if start.day == 1 and end.month % max(months, 1) == 0 and months in (3, 6, 12):
        letter = {3: "Q", 6: "H", 12: ""}[months]
        name = f"{end.year}{letter}{end.month // months if letter else ''}"
    return Period(start, end, text=name)
