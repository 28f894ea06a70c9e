"""The fiscal calendar of a company, from the days that its filing is about."""

from __future__ import annotations

import calendar as months_of_year
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from reportgen.facts.calendars import MONTHS, WEEKDAYS, Calendar, PeriodPart, YearEnd, read_year_end
from reportgen.facts.period import Period, span
from reportgen.intake.filings.filing import FiledPeriod, Filing

_YEAR_END: Final = re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_DAY: Final = timedelta(days=1)
_NEAR: Final = timedelta(days=10)
_LENGTHS: Final = {3: range(80, 128), 6: range(165, 205), 9: range(255, 296), 12: range(350, 379)}


@dataclass(frozen=True)
class FiledCalendar:
    """A calendar with the rule it was found by, and the quarters and years whose days the filing gives, where they are
    not as on the wall."""

    rule: str
    calendar: Calendar
    periods: tuple[Period, ...]


def calendar_of(filing: Filing) -> FiledCalendar | None:
    """How the company's fiscal years end: on a day, or on a weekday. None where the file has no year's end at all."""
    periods = [fact.period for fact in filing.facts if fact.period.start]
    ends = _year_ends(filing, periods)
    if not ends:
        return None
    rule = _rule(ends)
    year_end = read_year_end(rule)
    assert year_end is not None, rule
    found = Calendar(year_end)
    found = replace(found, named_by_start=_named_by_start(filing, found))
    given = dict(_real_days(found, periods))
    found = replace(found, given=tuple(sorted(given.items()))) if given else found
    return FiledCalendar(rule, found, tuple(_to_write(found, periods)))


def calendar_beside(filing: Filing, there: Calendar) -> FiledCalendar | None:
    """The calendar by which a company is written down already, with the real days of the filing where that has other
    ones. None where the two do not go together: another end of the year, or one on the wall that would get days of
    its own, by which periods that are written down would mean others."""
    own = calendar_of(filing)
    periods = [fact.period for fact in filing.facts if fact.period.start]
    given = {**dict(_real_days(there, periods)), **dict(there.given)}
    found = replace(there, given=tuple(sorted(given.items()))) if given else there
    if there.civil and not found.civil:
        return None
    if (
        own is not None
        and own.calendar.year_end != there.year_end
        and not _same_names(own.calendar, found, periods)
    ):
        return None
    return FiledCalendar(own.rule if own else "", found, tuple(_to_write(found, periods)))


def _same_names(one: Calendar, other: Calendar, periods: Iterable[FiledPeriod]) -> bool:
    """Whether two calendars cut the year in the same quarters."""
    return all(
        _part(one, period) == _part(other, period) for period in periods if _part(one, period) is not None
    )


def _part(calendar: Calendar, period: FiledPeriod) -> tuple[PeriodPart, int] | None:
    closing = calendar.month_closing(period.end)
    parts = calendar.parts(closing, months_of(period)) if closing is not None and months_of(period) else None
    return parts[1:] if parts else None


def months_of(period: FiledPeriod) -> int:
    """3, 6, 9 or 12 for what can be a quarter and so on; 0 for anything else."""
    if period.start is None:
        return 0
    days = (period.end - period.start).days + 1
    return next((months for months, length in _LENGTHS.items() if days in length), 0)


def _year_ends(filing: Filing, periods: Iterable[FiledPeriod]) -> set[date]:
    """The last days of fiscal years: of years, the days before years and before the year to date, and the end that the
    cover names."""
    found: Counter[date] = Counter()
    for period in periods:
        months = months_of(period)
        if period.start and months == 12:
            found[period.end] += 1
            found[period.start - _DAY] += 1
        elif period.start and months in (6, 9) and period.end == filing.period_end:
            found[period.start - _DAY] += 1
    named = _named_end(filing)
    if named:
        found[named] += 1
        # Years of other lengths (twelve months to a quarter's end) are no fiscal years.
        return {day for day in found if _apart(day, named) <= _NEAR.days}
    return set(found)


def _named_end(filing: Filing) -> date | None:
    """The end of the fiscal year on the cover (--01-25), in the year in or after which the report's period ends."""
    told = _YEAR_END.fullmatch(filing.fiscal_year_end)
    if not told or not filing.period_end:
        return None
    month, day = int(told[1]), int(told[2])
    for year in (filing.period_end.year, filing.period_end.year + 1):
        end = date(year, month, min(day, months_of_year.monthrange(year, month)[1]))
        if end >= filing.period_end - _NEAR:
            return end
    return None


def _apart(day: date, other: date) -> int:
    """Days between two days of the year."""
    span_of = abs(day.timetuple().tm_yday - other.timetuple().tm_yday)
    return min(span_of, 365 - span_of)


def _rule(ends: Collection[date]) -> str:
    """The plainest rule that all these days follow; without one, that of the latest."""
    latest = max(ends)
    fixed = {_closing_day(day) for day in ends}
    if len(fixed) == 1:
        return fixed.pop()
    weekdays = {day.weekday() for day in ends}
    if len(weekdays) == 1:
        weekday = weekdays.pop()
        for rule in _weekly_rules(weekday, latest):
            year_end = read_year_end(rule)
            if year_end and all(_follows(year_end, day) for day in ends):
                return rule
    return _closing_day(latest)


def _closing_day(day: date) -> str:
    """01-31; the last day of February is 02-28 in every year."""
    last = months_of_year.monthrange(day.year, day.month)[1]
    shown = months_of_year.monthrange(2023, day.month)[1] if day.day == last else day.day
    return f"{day.month:02}-{shown:02}"


def _weekly_rules(weekday: int, latest: date) -> Iterator[str]:
    name = WEEKDAYS[weekday]
    yield f"last {name} of {MONTHS[latest.month - 1]}"
    before = latest.replace(day=1) - _DAY
    yield f"last {name} of {MONTHS[before.month - 1]}"
    for month in (latest.month, before.month):
        yield f"{name} nearest {month:02}-{months_of_year.monthrange(2023, month)[1]:02}"


def _follows(year_end: YearEnd, day: date) -> bool:
    return any(year_end.within(year) == day for year in (day.year - 1, day.year, day.year + 1))


def _named_by_start(filing: Filing, calendar: Calendar) -> bool:
    """True where the report numbers its fiscal year by the one in which it starts."""
    if not filing.fiscal_year_focus.isdigit() or filing.period_end is None:
        return False
    month = next((month for month in _closings(calendar, filing.period_end)), None)
    return month is not None and int(filing.fiscal_year_focus) == calendar.ends_in(month)[0] - 1


def _closings(calendar: Calendar, day: date) -> Iterator[int]:
    """The quarter's end that lies near a day."""
    about = day.year * 12 + day.month - calendar.year_end.month + 12
    for month in range(about - 2, about + 3):
        if month % 3 == 0 and abs(calendar.closing(month) - day) <= _NEAR:
            yield month


def _real_days(calendar: Calendar, periods: Iterable[FiledPeriod]) -> Iterator[tuple[int, date]]:
    """The days on which quarters really end, by month, where the rule says otherwise."""
    for period in periods:
        if period.start and months_of(period):
            for day in (period.end, period.start - _DAY):
                for month in _closings(calendar, day):
                    if calendar.closing(month) != day:
                        yield month, day


def _to_write(calendar: Calendar, periods: Iterable[FiledPeriod]) -> Iterator[Period]:
    """The quarters and years of a calendar of weeks whose days the filing gives, each once, the first one first."""
    if not calendar.weekly and not calendar.given:
        return
    found: set[Period] = set()
    for period in periods:
        months = months_of(period)
        closing = calendar.month_closing(period.end)
        if months in (3, 12) and closing is not None and calendar.parts(closing, months):
            one = span(calendar, closing, months)
            if one.start == period.start:
                found.add(one)
    yield from sorted(found, key=lambda one: (one.end, one.months))
