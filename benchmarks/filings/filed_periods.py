"""Which days the period of a fact means, told from the days in filings; without any of reportgen.

A calendar period is its days. A fiscal one is counted in months from the period of the last report, and is then the
nearest stretch that a filing has numbers for, ten days off at most: so years of 52 and 53 weeks find their days.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from benchmarks.filings.filed_numbers import Number, Report

_NAME: Final = re.compile(
    r"(?P<span>TTM|YTD|9M)?(?P<fiscal>FY)?(?P<year>[0-9]{4})"
    r"(?:-?(?P<part>[QH])(?P<which>[1-4])|-(?P<nine>9M)|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
)
_SHIFT: Final = re.compile(r"([-+][0-9]{1,2})([YQHM])")
_MONTHS: Final = {"Y": 12, "H": 6, "Q": 3, "M": 1}
_SLACK: Final = 10  # days
Days = tuple[date | None, date]


class NoPeriod(ValueError):
    """A period that cannot be read, or that no filing has days for."""


@dataclass(frozen=True)
class Span:
    """So many months (0: a day) to an end. `near` where its days are those of a filing about there, not just these."""

    months: int
    end: date
    near: bool = False

    def shifted(self, months: int) -> Span:
        """The same so many months later; a company's days are then only about there."""
        moved = add_months(self.end, months)
        return replace(self, end=moved, near=self.near or (months != 0 and self.months == 0))

    @property
    def closing(self) -> Span:
        """Its last day."""
        return replace(self, months=0)


def add_months(day: date, months: int) -> date:
    """The same day of another month; the last of its month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    closes = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if closes else min(day.day, last))


@dataclass(frozen=True)
class Calendar:
    """The periods of a company: the report that its fiscal year is counted from, and all days that it filed for."""

    last: Report
    days: frozenset[Days]

    @staticmethod
    def of(last: Report, numbers: Iterable[Number]) -> Calendar:
        """The calendar of what was filed."""
        return Calendar(last, frozenset((one.start, one.end) for one in numbers))

    def span(self, name: str, home: Span | None = None) -> Span:
        """What a period is called, or how far it lies from `home`. Raises NoPeriod."""
        if not name and home is not None:
            return home
        if (shift := _SHIFT.fullmatch(name)) and home is not None:
            return home.shifted(int(shift[1]) * _MONTHS[shift[2]])
        match = _NAME.fullmatch(name)
        if match is None:
            raise NoPeriod(f"{name!r} is no period")
        year = int(match["year"])
        if match["day"]:
            return Span(0, date(year, int(match["month"]), int(match["day"])))
        months, until = _length(match)
        if not match["fiscal"]:
            return Span(months, date(year, until, calendar.monthrange(year, until)[1]))
        ahead = 12 * (year - self.last.year) + until - 3 * self.last.quarter
        return Span(months, add_months(self.last.end, ahead), near=True)

    def days_of(self, span: Span) -> Days:
        """The first and the last day of a span, no first one of a day. Raises NoPeriod where no filing has them."""
        first = add_months(span.end, -span.months) + timedelta(1) if span.months else None
        if not span.near:
            return first, span.end
        found = [
            (abs((end - span.end).days) + (abs((start - first).days) if start and first else 0), start, end)
            for start, end in self.days
            if (start is None) is (first is None) and abs((end - span.end).days) <= _SLACK
            and (start is None or first is None or abs((start - first).days) <= _SLACK)
        ]  # fmt: skip
        if not found:
            raise NoPeriod(f"no filing has numbers for {said((first, span.end))} or the days around it")
        _, start, end = min(found, key=lambda one: one[0])
        return start, end


def _length(match: re.Match[str]) -> tuple[int, int]:
    """How many months a period has, and with which of its year it ends."""
    if match["month"]:
        return 1, int(match["month"])
    if match["span"] == "9M" or match["nine"]:
        return 9, 9
    until = int(match["which"]) * (6 if match["part"] == "H" else 3) if match["part"] else 12
    if match["span"] == "TTM":
        return 12, until
    if match["span"] == "YTD" or not match["part"]:
        return until, until
    return (6 if match["part"] == "H" else 3), until


def said(days: Days) -> str:
    """Days as a message has them."""
    start, end = days
    return f"{end}" if start is None else f"{start} to {end}"
