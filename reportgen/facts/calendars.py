"""Fiscal calendars: on which days the months, quarters and years of a company end.

A calendar counts months: month `12 * year + m` is the m-th of the fiscal year that ends in `year`, and `closing` gives
its last day. Quarters, halves and years lie between such days, so that they make up the year whatever its days are. A
year that ends on a weekday has 52 or 53 weeks, in quarters of 13; the 53rd belongs to the fourth.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Final, Literal

PeriodPart = Literal["", "H", "Q", "9M", "M", "TTM"]
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = tuple(name.lower() for name in calendar.month_name if name)
EXPECTED_YEAR_END: Final = "12-31, last saturday of january, or saturday nearest 01-31"

_DAY: Final = re.compile(r"(\d{2})-(\d{2})", re.ASCII)
_LAST: Final = re.compile(rf"last ({'|'.join(WEEKDAYS)}) of ({'|'.join(MONTHS)})", re.IGNORECASE)
_NEAREST: Final = re.compile(rf"({'|'.join(WEEKDAYS)}) nearest (\d{{2}})-(\d{{2}})", re.IGNORECASE | re.ASCII)
_WEEK: Final = timedelta(weeks=1)
_QUARTER: Final = 13 * _WEEK


@dataclass(frozen=True)
class YearEnd:
    """How a fiscal year ends: on a day, the end of its month where it is the last one there; or on the `weekday`
    (Monday is 0) that is the last up to that day, or the one `nearest` to it."""

    month: int
    day: int
    weekday: int | None = None
    nearest: bool = False

    def within(self, year: int) -> date:
        """The last day of the fiscal year that ends in `year`, or in a day or three around its end."""
        day = self.monthly(year * 12 + self.month)
        if self.weekday is None:
            return day
        back = (day.weekday() - self.weekday) % 7
        return day + timedelta(days=7 - back if self.nearest and back > 3 else -back)

    def monthly(self, month: int) -> date:
        """The day of the year's end in another month, counted from the year 0."""
        year, index = divmod(month - 1, 12)
        last = calendar.monthrange(year, index + 1)[1]
        closes_month = self.day >= calendar.monthrange(2023, self.month)[1]
        return date(year, index + 1, last if closes_month else min(self.day, last))


@dataclass(frozen=True)
class Calendar:
    """A company's calendar. `given` are real last days, by month, which win over the rule; a year may bear the number
    of the year in which it starts."""

    year_end: YearEnd = YearEnd(12, 31)
    named_by_start: bool = False
    given: tuple[tuple[int, date], ...] = ()

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Calendar], tuple[YearEnd, bool, tuple[tuple[int, date], ...]]]:
        # Without the hash, as in `period.py`.
        return Calendar, (self.year_end, self.named_by_start, self.given)

    @cached_property
    def _hash(self) -> int:
        return hash((self.year_end, self.named_by_start, self.given))

    @cached_property
    def civil(self) -> bool:
        """Whether it is the calendar on the wall, whose periods go without FY."""
        return self.year_end == YearEnd(12, 31) and not self.given

    @property
    def weekly(self) -> bool:
        """Whether it goes by weeks and has no months, only quarters."""
        return self.year_end.weekday is not None

    @cached_property
    def _given(self) -> dict[int, date]:
        return dict(self.given)

    @cached_property
    def _named_later(self) -> int:
        """By how much the year in which a fiscal year ends is above its number."""
        if not self.named_by_start:
            return 0
        ahead = timedelta(days=4 if self.weekly else 1)  # a weekday lies up to three days before its date
        return 2000 - (self.year_end.monthly((2000 - 1) * 12 + self.year_end.month) + ahead).year

    def closing(self, month: int) -> date:
        """The last day of a month of this calendar; of a `weekly` one, of a month that ends a quarter."""
        return _closing(self, month)

    def month_closing(self, day: date) -> int | None:
        """The month that ends on a day; None where none does."""
        return _month_closing(self, day)

    def month(self, year: int, index: int) -> int:
        """The `index`-th month of the fiscal year that is called `year`."""
        return (year + self._named_later) * 12 + index

    def year_of(self, month: int) -> int:
        """The number that the fiscal year bears in which a month lies."""
        return (month - 1) // 12 - self._named_later

    def ends_in(self, month: int) -> tuple[int, int]:
        """Year and month in which the fiscal year ends that a month lies in."""
        return (month - 1) // 12, self.year_end.month

    def parts(self, month: int, months: int) -> tuple[int, PeriodPart, int] | None:
        """What so many months that end with `month` are: year, part, which of them; None where they have no name."""
        year, index = self.year_of(month), (month - 1) % 12 + 1
        match months:
            case 12 if index == 12:
                return year, "", 1
            case 12 if index % 3 == 0:
                return year, "TTM", index // 3
            case 9 if index == 9:
                return year, "9M", 1
            case 6 if index % 6 == 0:
                return year, "H", index // 6
            case 3 if index % 3 == 0:
                return year, "Q", index // 3
            case 1 if self.civil:
                return year, "M", index
        return None

    def name(self, month: int, months: int) -> str:
        """The same as a fact base calls it, FY2026Q3; "" where it has no name."""
        found = self.parts(month, months)
        if found is None:
            return ""
        year, part, index = found
        era = "" if self.civil else "FY"
        match part:
            case "M":
                return f"{year}-{index:02}"
            case "9M":
                return f"9M{year}" if self.civil else f"FY{year}-9M"
            case "TTM":
                return f"TTM{era}{year}Q{index}"
        return f"{era}{year}{part}{index if part else ''}"


CIVIL: Final = Calendar()


@lru_cache(maxsize=8192)
def _closing(of: Calendar, month: int) -> date:
    if month in of._given:
        return of._given[month]
    year, index = (month - 1) // 12, (month - 1) % 12 + 1
    if not of.weekly:
        return of.year_end.monthly(month + of.year_end.month - 12)
    if index == 12:
        return of.year_end.within(year)
    return of.closing(year * 12) + index // 3 * _QUARTER


@lru_cache(maxsize=8192)
def _month_closing(of: Calendar, day: date) -> int | None:
    about = day.year * 12 + day.month - of.year_end.month + 12
    step = 3 if of.weekly else 1
    near = (month for month in range(about - 2, about + 3) if month % step == 0)
    return next((month for month in near if of.closing(month) == day), None)


def read_year_end(text: str) -> YearEnd | None:
    """How a fiscal year ends, as a fact base says it; None where it cannot be read."""
    if match := _LAST.fullmatch(text):
        month = MONTHS.index(match[2].lower()) + 1
        return YearEnd(month, 31, WEEKDAYS.index(match[1].lower()))
    nearest = _NEAREST.fullmatch(text)
    match = nearest or _DAY.fullmatch(text)
    if not match:
        return None
    month, day = int(match[match.re.groups - 1]), int(match[match.re.groups])
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2024, month)[1]:
        return None
    # Of a month's last day it is the month that counts, in leap years too.
    day = 31 if day >= calendar.monthrange(2023, month)[1] else day
    weekday = WEEKDAYS.index(nearest[1].lower()) if nearest else None
    return YearEnd(month, day, weekday, nearest is not None)


# ---- real dates --------------------------------------------------------------------------------------------------

_SHORTEST, _LONGEST = 10 * _WEEK, 18 * _WEEK  # a quarter: some have 12 weeks, and one of 16 or 17


def odd_lengths(of: Calendar) -> Iterator[tuple[int, int, timedelta]]:
    """The quarters and years around the given days that have no length of a quarter or a year: the month with which
    each ends, its months and its days."""
    years = sorted({(month + shift - 1) // 12 for month, _ in of.given for shift in (0, 1)})
    for year in years:
        for months, shortest, longest in ((3, _SHORTEST, _LONGEST), (12, 51 * _WEEK, 54 * _WEEK)):
            for month in range(year * 12 + months, year * 12 + 13, months):
                days = of.closing(month) - of.closing(month - months)
                if not shortest <= days <= longest:
                    yield month, months, days
