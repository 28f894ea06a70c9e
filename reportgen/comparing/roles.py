"""Where a figure stands as seen from the period of its edition: what is held against what of the next edition."""

from __future__ import annotations

import re
from typing import Final

from reportgen.facts.base import FactBase
from reportgen.facts.period import Period, PeriodError, parse_shift
from reportgen.facts.reference import Coordinates

_DAYS_OF_MONTH: Final = 365.2425 / 12
_QUARTER: Final = 3
_SHIFT: Final = re.compile(r"@([-+]\d{1,2}[YQHM])\b", re.ASCII)
_YEAR_END: Final = "the last year's end"
_TO_DATE: Final = "the year to date"


def role_of(at: Coordinates, base: FactBase) -> str:
    """How many months away from the edition's end a fact ends, and how many it covers. Ends of 52 and 53 weeks are days
    off."""
    return f"{at.entity}/{at.concept}@{_away(at.period, base)}:{at.period.months}~{at.scenario}"


def yearly_role_of(at: Coordinates, base: FactBase) -> str:
    """The role that a fact has in its year, which is told in other months in each quarter: from the year's start to the
    edition's end, where that is longer than a quarter's edition is itself, or to the same day of another year; at the
    end of the year before, or since then. "" for any other."""
    away = _away(at.period, base)
    if at.period.instant:
        concept, place = _since_year_end(at, base), str(away)
        if _is_year_end(at.period, at.entity, base):
            place = _YEAR_END
        elif concept == at.concept:
            return ""
        return f"{at.entity}/{concept}@{place}~{at.scenario}"
    own = base.period.months
    longer = at.period.months > own or at.period.months == own > _QUARTER
    if away % 12 or not longer or not _from_start(at.period, at.entity, base):
        return ""
    return f"{at.entity}/{at.concept}@{away}:{_TO_DATE}~{at.scenario}"


def _away(period: Period, base: FactBase) -> int:
    return round((period.end - base.period.end).days / _DAYS_OF_MONTH)


def _from_start(period: Period, entity: str, base: FactBase) -> bool:
    """Whether a period begins with its year."""
    own = period.within(base.entities[entity].calendar)
    return own.calendar is not None and own.closing - own.months == _before_year(own)


def _is_year_end(period: Period, entity: str, base: FactBase) -> bool:
    """Whether a day is the end of the year before the edition's."""
    calendar = base.entities[entity].calendar
    edition = base.period.within(calendar)
    return edition.calendar is not None and period.end == edition.calendar.closing(_before_year(edition))


def _before_year(period: Period) -> int:
    """The month that closes the year before the one in which a period of a calendar ends."""
    assert period.calendar is not None
    return period.calendar.month(period.calendar.year_of(period.closing), 1) - 1


def _since_year_end(at: Coordinates, base: FactBase) -> str:
    """A formula of days as it is written, with the last year's end by its name."""

    def named(shift: re.Match[str]) -> str:
        try:
            then = at.period.shift(parse_shift(shift[1]) or 0)
        except PeriodError:
            return shift[0]
        return f"@{_YEAR_END}" if _is_year_end(then, at.entity, base) else shift[0]

    return _SHIFT.sub(named, at.concept)
