"""Periods: named in the field's way, compared by their days.

`2025Q4`, `TTM2025Q4` and `FY2026Q2` are names; what makes two periods the same is that they cover the same days, so
that a December company's fourth quarter and a June company's second stand side by side. A period knows the calendar
that it is a part of, and is shifted by that: the year before 53 weeks are 52.
"""

from __future__ import annotations

import calendar as months_of_year
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Final

from reportgen.facts.calendars import CIVIL, Calendar

_PERIOD = re.compile(
    r"(?:(?P<kind>TTM|YTD)?(?P<era>FY)?(?P<year>\d{4})(?:(?(era)-?)(?P<part>[QH])(?P<index>\d))?"
    r"|9M(?P<nine>\d{4})|FY(?P<fiscal_nine>\d{4})-9M|(?P<month_year>\d{4})-(?P<month>\d{2}))",
    re.ASCII,
)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SHIFT = re.compile(r"(?P<sign>[-+])(?P<count>\d{1,2})(?P<step>[YQHM])", re.ASCII)
YEARS: Final = range(1900, 2200)  # far enough for finance; and a shift by 99 years still ends in a date
_MONTHS: Final = {"Y": 12, "H": 6, "Q": 3, "M": 1}
_DAYS_OF_MONTH: Final = 365.2425 / 12
EXPECTED_PERIOD: Final = (
    "write 2025Q4, 2025H1, 9M2025, 2025, 2025-10, TTM2025Q4, FY2026Q2, FY2026-9M, or 2025-12-31 for a day"
)


class PeriodError(ValueError):
    """A period that cannot be read, or that a calendar does not have."""


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included. An instant is the end of one day. `text` is its name.

    Where it is part of a `calendar`, it ends with the month `closing` of that, and covers `length` months.
    """

    start: date
    end: date
    instant: bool = False
    text: str = field(default="", compare=False)
    calendar: Calendar | None = field(default=None, compare=False, repr=False)
    closing: int = field(default=0, compare=False, repr=False)
    length: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        return self.text or self.end.isoformat()

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Period], tuple[date, date, bool, str, Calendar | None, int, int]]:
        # Without the hash: another process hashes days with a seed of its own.
        return Period, (
            self.start, self.end, self.instant, self.text, self.calendar, self.closing, self.length,
        )  # fmt: skip

    @cached_property
    def _hash(self) -> int:
        return hash((self.start, self.end, self.instant))

    @cached_property
    def months(self) -> int:
        """Months covered, as its calendar counts them: 3 for a quarter of 13 or 14 weeks; 0 for an instant."""
        if self.instant or self.calendar:
            return self.length
        return max(round(((self.end - self.start).days + 1) / _DAYS_OF_MONTH), 1)

    @property
    def days(self) -> int:
        """Days covered; 0 for an instant."""
        return 0 if self.instant else (self.end - self.start).days + 1

    @property
    def years(self) -> set[int]:
        """The numbers of the year that it lies in: what its company calls that, and when it ends."""
        if self.calendar is None:
            return set()
        return {self.calendar.year_of(self.closing), self.calendar.ends_in(self.closing)[0]}

    def at_end(self) -> Period:
        """The instant on which the period ends."""
        if self.instant:
            return self
        return Period(self.end, self.end, True, self.end.isoformat(), self.calendar, self.closing)

    def shift(self, months: int) -> Period:
        """The period of the same calendar that stands `months` later; the end of a month stays the end of a month.

        Raises PeriodError where a calendar of weeks has no such period.
        """
        if self.calendar:
            return span(self.calendar, self.closing + months, self.length)
        end = _shift_end(self.end, months)
        if self.instant:
            return Period(end, end, True, end.isoformat())
        return _unnamed(_add_months(self.start, months), end)

    def ending(self, months: int) -> Period:
        """So many months that end on the same day: the last quarter of a year, the year to the end of a quarter."""
        if self.calendar:
            return span(self.calendar, self.closing, months)
        return _unnamed(_add_months(self.end + timedelta(days=1), -months), self.end)

    def within(self, calendar: Calendar) -> Period:
        """The same days under the name that another calendar has for them; without a name where it has none."""
        if self.calendar is calendar or self.calendar == calendar:
            return self
        return _called(self, calendar) or _nameless(self)


def span(calendar: Calendar, closing: int, months: int) -> Period:
    """So many months of a calendar, up to and with the month `closing`; the instant at its end for none.

    Raises PeriodError where the calendar goes by weeks and has no such months.
    """
    if calendar.weekly and (closing % 3 or months % 3):
        raise PeriodError("a year of weeks has no months: shift by quarters, halves or years, -1Q")
    return _span(calendar, closing, months)


@lru_cache(maxsize=8192)
def _span(calendar: Calendar, closing: int, months: int) -> Period:
    end = calendar.closing(closing)
    if not months:
        return Period(end, end, True, end.isoformat(), calendar, closing)
    start = calendar.closing(closing - months) + timedelta(days=1)
    name = calendar.name(closing, months) or f"{start.isoformat()}/{end.isoformat()}"
    return Period(start, end, False, name, calendar, closing, months)


def _called(period: Period, calendar: Calendar) -> Period | None:
    """The same days as a company's calendar has them, or else the one on the wall: it calls no calendar year its last
    twelve months."""
    named = _found(period, calendar, trailing=False) or _found(period, CIVIL, trailing=False)
    return named or _found(period, calendar, trailing=True)


def _found(period: Period, calendar: Calendar, *, trailing: bool) -> Period | None:
    closing = calendar.month_closing(period.end)
    if closing is None:
        return None
    if period.instant:
        return span(calendar, closing, 0)
    for months in (12,) if trailing else (3, 12, 6, 9, 1):
        parts = calendar.parts(closing, months)
        if parts and (parts[1] == "TTM") is trailing and (found := span(calendar, closing, months)) == period:
            return found
    return None


def _nameless(period: Period) -> Period:
    return (
        Period(period.end, period.end, True, period.end.isoformat())
        if period.instant
        else _unnamed(period.start, period.end)
    )


def _unnamed(start: date, end: date) -> Period:
    return Period(start, end, text=f"{start.isoformat()}/{end.isoformat()}")


@lru_cache(maxsize=4096)
def parse_period(text: str, calendar: Calendar = CIVIL) -> Period:
    """Read a period's name. `calendar` is the entity's: it counts for `FY…`, and says what a day or a quarter of the
    calendar is there.

    Raises PeriodError, which says what was expected.
    """
    if day := _DAY.fullmatch(text):
        return _day(text, day, calendar)
    match = _PERIOD.fullmatch(text)
    if not match:
        raise _unreadable(text)
    found = _read(match, calendar)
    if found is None:
        raise _unreadable(text)
    own = None if found.calendar == calendar else _called(found, calendar)
    return replace(own, text=found.text) if own else found


def _day(text: str, day: re.Match[str], calendar: Calendar) -> Period:
    try:
        at = date(*(int(part) for part in day.groups()))
    except ValueError:
        raise PeriodError(f"there is no day {text}{_meant(text)}") from None
    if at.year not in YEARS:
        raise PeriodError(f"{text} is too far away: years run from {YEARS[0]} to {YEARS[-1]}")
    alone = Period(at, at, True, text)
    return _called(alone, calendar) or alone


def _read(match: re.Match[str], calendar: Calendar) -> Period | None:
    """What a name says; None where there is no such part of a year."""
    year = int(match["year"] or match["nine"] or match["fiscal_nine"] or match["month_year"])
    own = calendar if match["era"] or match["fiscal_nine"] else CIVIL
    if year not in YEARS:
        return None
    if match["month"]:
        index = int(match["month"])
        return _span(own, own.month(year, index), 1) if 1 <= index <= 12 else None
    if match["nine"] or match["fiscal_nine"]:
        return _span(own, own.month(year, 9), 9)
    length, index = _MONTHS[match["part"] or "Y"], int(match["index"] or 1)
    if not 1 <= index <= 12 // length or (match["kind"] == "YTD" and match["part"] != "Q"):
        return None
    months = {"TTM": 12, "YTD": index * length}.get(match["kind"], length)
    found = _span(own, own.month(year, index * length), months)
    return replace(found, text=match[0]) if match["kind"] == "TTM" else found


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
def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, months_of_year.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=4096)
def _shift_end(day: date, months: int) -> date:
    shifted = _add_months(day, months)
    if day.day == months_of_year.monthrange(day.year, day.month)[1]:
        return shifted.replace(day=months_of_year.monthrange(shifted.year, shifted.month)[1])
    return shifted
