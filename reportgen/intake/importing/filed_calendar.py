"""The fiscal calendar of a company, from the days that its filing is about."""

from __future__ import annotations

import calendar as months_of_year
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from reportgen.facts.calendars import MONTHS, WEEKDAYS, Calendar, PeriodPart, YearEnd, read_year_end
from reportgen.facts.period import Period, span
from reportgen.intake.filings.filing import FiledPeriod, Filing

_YEAR_END: Final = re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_DAY: Final = timedelta(days=1)
_NEAR: Final = timedelta(days=10)
_FAR: Final = timedelta(
    days=24
)  # of 12, 12, 12 and 16 weeks the third quarter ends three weeks before three of 13
_YEAR: Final = timedelta(weeks=52)
_QUARTERS: Final = {"Q1": 1, "Q2": 2, "Q3": 3}
_LENGTHS: Final = {3: range(80, 128), 6: range(165, 205), 9: range(250, 296), 12: range(350, 379)}


@dataclass(frozen=True)
class FiledCalendar:
    """A calendar with the rule it was found by, and the quarters and years whose days the filing gives, where they are
    not as on the wall."""

    rule: str
    calendar: Calendar
    periods: tuple[Period, ...]


def calendar_of(filing: Filing) -> FiledCalendar | None:
    """How the company's fiscal years end: on a day, or on a weekday. None where the file has no year's end at all."""
    stretches = _stretches(filing)
    rule = _rule(_year_ends(filing, stretches), _named_end(filing))
    if not rule:
        return None
    year_end = read_year_end(rule)
    assert year_end is not None, rule
    found = Calendar(year_end)
    found = replace(found, named_by_start=_named_by_start(filing, found))
    found = _with_real_days(found, stretches, _told_days(filing, found, stretches))
    return FiledCalendar(rule, found, tuple(_to_write(found, stretches)))


def calendar_beside(filing: Filing, there: Calendar) -> FiledCalendar | None:
    """The calendar by which a company is written down already, with the real days of the filing where that has other
    ones. None where the two do not go together: another end of the year, or one on the wall that would get days of
    its own, by which periods that are written down would mean others."""
    own = calendar_of(filing)
    stretches = _stretches(filing)
    found = _with_real_days(there, stretches, _told_days(filing, there, stretches))
    if there.civil and not found.civil:
        return None
    if (
        own is not None
        and own.calendar.year_end != there.year_end
        and not _same_names(own.calendar, found, stretches)
    ):
        return None
    return FiledCalendar(own.rule if own else "", found, tuple(_to_write(found, stretches)))


def _stretches(filing: Filing) -> Counter[FiledPeriod]:
    """The quarters, halves, nine months and years that the filing has numbers of, and of how many."""
    return Counter(fact.period for fact in filing.facts if months_of(fact.period))


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


def _year_ends(filing: Filing, stretches: Iterable[FiledPeriod]) -> set[date]:
    """The last days of fiscal years: of years, and the days before years and before the year to date. Where the cover
    names the end, the days near it: other years (twelve months to a quarter's end) are no fiscal years."""
    found: set[date] = set()
    named = _named_end(filing)
    for period in stretches:
        assert period.start is not None
        first, months = period.start - _DAY, months_of(period)
        if months == 12:
            found |= {period.end, first}
        elif named or (months in (6, 9) and period.end == filing.period_end):
            found.add(first)
    return {day for day in found if _apart(day, named) <= _NEAR.days} if named else found


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


def _rule(ends: Collection[date], named: date | None) -> str:
    """The plainest rule that all these days follow, with the one that the cover names, which may be a round one;
    without a rule the day of the latest. "" where there is none."""
    all_ends = {*ends, named} if named else {*ends}
    for days in (all_ends, ends if len(ends) > 1 else ()):
        if days and (rule := _followed(days)):
            return rule
    return _closing_day(max(all_ends)) if all_ends else ""


def _followed(ends: Collection[date]) -> str:
    fixed = {_closing_day(day) for day in ends}
    weekdays = {day.weekday() for day in ends}
    if len(fixed) == 1:
        return fixed.pop()
    if len(weekdays) != 1:
        return ""
    rules = ((rule, read_year_end(rule)) for rule in _weekly_rules(weekdays.pop(), max(ends)))
    return next((rule for rule, end in rules if end and all(_follows(end, day) for day in ends)), "")


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
    month = _closed(calendar, filing.period_end, _FAR)
    return month is not None and int(filing.fiscal_year_focus) == calendar.ends_in(month)[0] - 1


# ---- real days ------------------------------------------------------------------------------------------------------


def _with_real_days(
    calendar: Calendar, stretches: Mapping[FiledPeriod, int], told: Mapping[int, date]
) -> Calendar:
    """A calendar with the days on which quarters really end, where its rule says otherwise. Of several days for one end
    that of most numbers counts, and what the calendar was given stays.

    A quarter that is told alone ends near the rule's day. Those of twelve and of sixteen weeks end up to three weeks
    off: they are told by the cover, by the year to date, which begins with the year, and by the quarters that end
    where that ends.
    """
    near = _voted(calendar, _near_days(calendar, stretches))
    found = replace(calendar, given=tuple(sorted({**told, **near, **dict(calendar.given)}.items())))
    for far in (_days_from_start, _days_before_quarters):
        given = dict(far(found, stretches)) | dict(found.given)
        found = replace(found, given=tuple(sorted(given.items())))
    return found


_Days = Iterator[tuple[int, date]]


def _near_days(calendar: Calendar, stretches: Mapping[FiledPeriod, int]) -> Iterator[tuple[int, date, int]]:
    for period, count in stretches.items():
        assert period.start is not None
        for day in (period.end, period.start - _DAY):
            if (month := _closed(calendar, day, _NEAR)) is not None:
                yield month, day, count


def _voted(calendar: Calendar, days: Iterable[tuple[int, date, int]]) -> dict[int, date]:
    """For each quarter's end the day of most numbers, where it is not the rule's."""
    votes: dict[int, Counter[date]] = {}
    for month, day, count in days:
        votes.setdefault(month, Counter())[day] += count
    most = {
        month: max(days, key=lambda day: (days[day], day == calendar.closing(month), day))
        for month, days in votes.items()
    }
    return {month: day for month, day in most.items() if day != calendar.closing(month)}


def _days_from_start(calendar: Calendar, stretches: Iterable[FiledPeriod]) -> _Days:
    """The ends of years to date, by their lengths."""
    for period in stretches:
        assert period.start is not None
        before = calendar.month_closing(period.start - _DAY)
        if before is not None and before % 12 == 0:
            yield from _far_day(calendar, before + months_of(period), period.end)


def _days_before_quarters(calendar: Calendar, stretches: Iterable[FiledPeriod]) -> _Days:
    """The days before quarters that end with one of the calendar."""
    for period in stretches:
        assert period.start is not None
        closing = calendar.month_closing(period.end)
        if closing is not None and closing % 3 == 0 and months_of(period) == 3:
            yield from _far_day(calendar, closing - 3, period.start - _DAY)


def _told_days(filing: Filing, calendar: Calendar, stretches: Iterable[FiledPeriod]) -> Mapping[int, date]:
    """The end of the quarter that the cover calls by its number, and that of the same one a year before."""
    end, focus = filing.period_end, filing.fiscal_period_focus
    month = _closed(calendar, end, _FAR) if end else None
    if end is None or month is None or (month - 1) % 12 // 3 + 1 != _QUARTERS.get(focus):
        return {}
    found = dict(_far_day(calendar, month, end))
    for period in stretches if found else ():
        if abs(period.end - (end - _YEAR)) <= _NEAR:
            found |= dict(_far_day(calendar, month - 12, period.end))
    return found


def _far_day(calendar: Calendar, month: int, day: date) -> _Days:
    if _NEAR < abs(calendar.closing(month) - day) <= _FAR:
        yield month, day


def _closed(calendar: Calendar, day: date, within: timedelta) -> int | None:
    """The quarter that ends nearest to a day, not farther than `within`."""
    about = day.year * 12 + day.month - calendar.year_end.month + 12
    ends = {
        month: abs(calendar.closing(month) - day) for month in range(about - 3, about + 4) if month % 3 == 0
    }
    nearest = min(ends, key=lambda month: ends[month])
    return nearest if ends[nearest] <= within else None


def _to_write(calendar: Calendar, stretches: Iterable[FiledPeriod]) -> Iterator[Period]:
    """The quarters and years of a calendar of weeks whose days the filing gives, each once, the first one first; and
    the quarters around the days that no rule has."""
    if not calendar.weekly and not calendar.given:
        return
    found: set[Period] = set()
    for period in stretches:
        months = months_of(period)
        closing = calendar.month_closing(period.end)
        if months in (3, 12) and closing is not None and calendar.parts(closing, months):
            one = span(calendar, closing, months)
            if one.start == period.start:
                found.add(one)
    told = {day for one in found for day in (one.end, one.start - _DAY)}
    found |= {span(calendar, month, 3) for month, day in calendar.given if day not in told}
    yield from sorted(found, key=lambda one: (one.end, one.months))
