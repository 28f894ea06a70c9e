"""The periods that an edition was about: its own, as each company counts it, the year to its end, and the year ago."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportgen.facts.base import FactBase
from reportgen.facts.calendars import Calendar
from reportgen.facts.period import Period, PeriodError, parse_period, span

_YEAR: Final = 12
_NEAR: Final = range(-3, 4)  # months from another company's end in which the nearest of one ends


@dataclass(frozen=True)
class LastPeriods:
    """What the last edition's period is to the facts of the one that was rolled from it."""

    base: FactBase
    last: Period

    def is_last(self, token: str, entity: str = "", *, to_date: bool = True) -> bool:
        """Whether a token names, for an entity or "" for the edition's, the last period, the day on which it ended, or
        the year to that day. Of a company whose quarters end on other days it is the one that ends nearest."""
        named = self.period(token, entity)
        return named is not None and named in self._of(entity, to_date)

    def is_year_before(self, token: str, entity: str = "", *, to_date: bool = True) -> bool:
        """The same of the periods a year before these."""
        named = self.period(token, entity)
        return named is not None and named in [one for one in map(year_ago, self._of(entity, to_date)) if one]

    def period(self, token: str, entity: str = "") -> Period | None:
        """What a token names; None where that is no period of the entity."""
        try:
            return parse_period(token, self._calendar(entity))
        except PeriodError:
            return None

    def _calendar(self, entity: str) -> Calendar:
        return self.base.entities.get(entity, self.base.entities[self.base.entity]).calendar

    def _of(self, entity: str, to_date: bool) -> list[Period]:
        own = _nearest(self.last, self._calendar(entity))
        return [own, own.at_end(), *(_to_date(own) if to_date else [])]


def _nearest(last: Period, calendar: Calendar) -> Period:
    """The period of a calendar with a name that ends nearest to the end of another, as long as that."""
    own = last.within(calendar)
    if own.calendar == calendar and own.closing:
        return own
    about = (
        last.end.year * _YEAR + last.end.month - calendar.year_end.month + _YEAR
    )  # as `Calendar` counts months
    closings = [about + near for near in _NEAR if (about + near) % max(last.months, 1) == 0]
    found = [period for one in closings if (period := _span(calendar, one, last.months))]
    return min(found, key=lambda one: abs((one.end - last.end).days), default=own)


def _span(calendar: Calendar, closing: int, months: int) -> Period | None:
    try:
        return span(calendar, closing, months)
    except PeriodError:
        return None


def _to_date(own: Period) -> list[Period]:
    """The year to the end of a period, where that is neither the period nor the whole year."""
    months = (own.closing - 1) % _YEAR + 1
    if own.calendar is None or not own.months < months < _YEAR:
        return []
    return [span(own.calendar, own.closing, months)]


def year_ago(period: Period) -> Period | None:
    """The period a year before another; None where its calendar has none."""
    try:
        return period.shift(-_YEAR)
    except PeriodError:
        return None
