"""One step of an edition from its period to another, and where each period token goes with it.

A token shifts as it is written. Quarters, months, days that end one and twelve trailing months go as far as the edition
does; a year to date stays one, of the quarter that follows; and a whole year goes on when a year closes between the two
periods: after the first quarter the last full year is still the one before. What has no name a step on stays, and so
do all days of what is stated on days that end no month, as share prices are, and days that lie far ahead, as plans do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportgen.errors import Misuse
from reportgen.facts.base import FactBase
from reportgen.facts.calendars import CIVIL, Calendar
from reportgen.facts.period import Period, PeriodError, parse_period

PERIOD_TOKEN: Final = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{2}(?![0-9-])|9M[0-9]{4}"
    r"|(?:TTM|YTD)?(?:FY[0-9]{4}(?:-?[QH][0-9]|-9M)?|[0-9]{4}(?:[QH][0-9])?)"
)
DAY_TOKEN: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTS: Final = re.compile(
    r"(?P<kind>TTM|YTD)?(?P<era>FY)?(?P<year>[0-9]{4})(?P<dash>-?)(?:(?P<part>[QH])(?P<index>[0-9]))?"
)
_NINE: Final = re.compile(r"9M([0-9]{4})|FY([0-9]{4})-9M")
_QUARTER: Final = 3


@dataclass(frozen=True)
class RollStep:
    """From one period of an entity to another of its length; `calendars` are those of all entities, by id, and
    `daily` are the concepts (acme/share_price) of which days stay as they are."""

    old: Period
    new: Period
    entity: str
    calendars: Mapping[str, Calendar]
    daily: frozenset[str] = frozenset()

    @property
    def months(self) -> int:
        """How far it goes, in months of the entity's calendar; below zero for a step back."""
        return self.new.closing - self.old.closing

    @property
    def back(self) -> RollStep:
        """The step that undoes it."""
        return RollStep(self.new, self.old, self.entity, self.calendars, self.daily)

    @property
    def years_stay(self) -> bool:
        """Whether no year of the entity closes on the way."""
        return not self._years(self.calendars[self.entity])

    def is_daily(self, entity: str, concept: str) -> bool:
        """Whether the days of a concept, of an entity or "" for the edition's, stay."""
        return f"{entity or self.entity}/{concept}" in self.daily

    def token(self, text: str, entity: str = "", concept: str = "") -> str:
        """The token of a period as it is written for a concept of an entity, "" for the edition's, a step on."""
        calendar = self.calendars.get(entity or self.entity, CIVIL)
        if found := DAY_TOKEN.fullmatch(text):
            stays = self.is_daily(entity, concept)
            return text if stays else self._day(text, calendar, *map(int, found.groups()))
        if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})", text):
            year, month = divmod(int(found[1]) * 12 + int(found[2]) - 1 + self.months, 12)
            return f"{year:04}-{month + 1:02}"
        if found := _NINE.fullmatch(text):
            return self._nine(int(found[1] or found[2]), "FY" if found[2] else "")
        found = _PARTS.fullmatch(text)
        return self._part(text, found, calendar) if found else text

    def period(self, period: Period) -> Period:
        """A period of the fact base a step on; itself where it has none."""
        calendar = period.calendar or CIVIL
        entity = next((name for name, one in self.calendars.items() if one == calendar), "")
        try:
            return parse_period(self.token(str(period), entity), calendar)
        except PeriodError:
            return period

    def _day(self, text: str, calendar: Calendar, year: int, month: int, day: int) -> str:
        try:
            closing = calendar.month_closing(date(year, month, day))
        except ValueError:
            return text
        stays = closing is None or (self.months > 0 and is_far_ahead(date(year, month, day), self.new))
        return text if stays or closing is None else calendar.closing(closing + self.months).isoformat()

    def _part(self, text: str, found: re.Match[str], calendar: Calendar) -> str:
        kind, era, year = found["kind"] or "", found["era"] or "", int(found["year"])
        index = int(found["index"] or 0)
        if not found["part"]:
            return text if kind else f"{era}{year + self._years(calendar if era else CIVIL)}"
        if found["part"] == "H":
            if self.months % 6 and index == 1:
                return _to_date(era, *self._quarter(year, 2))
            if self.months % 6:
                return text
            year, half = divmod(year * 2 + index - 1 + self.months // 6, 2)
            return f"{kind}{era}{year}{found['dash']}H{half + 1}"
        year, index = self._quarter(year, index)
        if kind == "YTD" and self.months % 6:  # by halves a first half would go on to the second
            return _to_date(era, year, index)
        return f"{kind}{era}{year}{found['dash']}Q{index}"

    def _nine(self, year: int, era: str) -> str:
        if self.months % 12 == 0:
            year += self.months // 12
            return f"FY{year}-9M" if era else f"9M{year}"
        return _to_date(era, *self._quarter(year, 3))

    def _quarter(self, year: int, index: int) -> tuple[int, int]:
        year, index = divmod(year * 4 + index - 1 + self.months // _QUARTER, 4)
        return year, index + 1

    def _years(self, calendar: Calendar) -> int:
        """How many years of a calendar close on the way."""
        return _last_full_year(calendar, self.new.end) - _last_full_year(calendar, self.old.end)


def is_far_ahead(day: date, period: Period) -> bool:
    """Whether a day lies more than a quarter behind a period's end: one of a plan, which does not move with it."""
    try:
        return day > period.at_end().shift(_QUARTER).end
    except PeriodError:
        return False


def _to_date(era: str, year: int, quarter: int) -> str:
    """The year to the end of a quarter, by the name that people know it by."""
    match quarter:
        case 2:
            return f"{era}{year}H1"
        case 3:
            return f"FY{year}-9M" if era else f"9M{year}"
    return f"YTD{era}{year}Q{quarter}"


def _last_full_year(calendar: Calendar, day: date) -> int:
    """The last year that is over on a day, by the year in which its months are counted."""
    year = day.year + 1
    while calendar.closing(year * 12) > day:
        year -= 1
    return year


def step_to(base: FactBase, text: str) -> RollStep:
    """The step of an edition to a later period that a command names. Raises Misuse for one that is none, or of another
    length."""
    calendars = {name: one.calendar for name, one in base.entities.items()}
    calendar = calendars[base.entity]
    try:
        new, old = parse_period(text, calendar), base.period.within(calendar)
    except PeriodError as error:
        raise Misuse(str(error)) from None
    if new.instant or new.months != old.months or new.calendar != old.calendar:
        raise Misuse(f"--period {text} is no period like {base.period}; the next one is {_after(old)}")
    if new.end <= old.end:
        raise Misuse(f"--period {text} does not come after {base.period}; the next one is {_after(old)}")
    if (months := new.closing - old.closing) % _QUARTER:
        raise Misuse("an edition rolls by quarters, halves and years")
    return RollStep(old, old.shift(months), base.entity, calendars, _daily(base, calendars))


def step_between(base: FactBase, last: Period) -> RollStep:
    """The step that led from the last period to that of a fact base."""
    calendars = {name: one.calendar for name, one in base.entities.items()}
    new = base.period.within(calendars[base.entity])
    return RollStep(last, new, base.entity, calendars, _daily(base, calendars))


def _daily(base: FactBase, calendars: Mapping[str, Calendar]) -> frozenset[str]:
    """The concepts that are stated on days that end no month of their entity's calendar."""
    days = (at for at in base.facts if at.period.instant)
    return frozenset(
        f"{at.entity}/{at.concept}"
        for at in days
        if calendars.get(at.entity, CIVIL).month_closing(at.period.end) is None
    )


def _after(period: Period) -> str:
    try:
        return str(period.shift(period.months or _QUARTER))
    except PeriodError:
        return "the one after it"
