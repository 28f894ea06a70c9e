"""An entity's calendar from facts.yaml: the rule by which its years end, and the real dates that win over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from reportgen.codes.rg2_values import RG203
from reportgen.errors import Finding, Locus
from reportgen.facts.calendars import (
    CIVIL,
    EXPECTED_YEAR_END,
    Calendar,
    odd_lengths,
    read_year_end,
)
from reportgen.facts.likely import likely_days, likely_year_ends
from reportgen.facts.period import Period, PeriodError, parse_period
from reportgen.facts.schema import EntityText
from reportgen.facts.text import Text

_DAYS: Final = re.compile(r"(\S+)\s+to\s+(\S+)")
_DAY: Final = timedelta(days=1)
_FISCAL: Final = "write FY2026Q2, FY2026H1, FY2026-9M or FY2026"
_DATES: Final = "write 2025-04-28 to 2025-07-27"


def read_calendar(value: EntityText) -> tuple[Calendar, list[Finding]]:
    """The calendar of an entity, and what is wrong with it: RG203."""
    end = read_year_end(value.fiscal_year_end)
    if end is None:
        return CIVIL, [_unreadable(value.fiscal_year_end)]
    ruled = Calendar(end, value.fiscal_year_named == "start")
    if not value.periods:
        return (CIVIL if ruled == CIVIL else ruled), []
    reader = _Dates(ruled)
    reader.read(value.periods)
    return (ruled if reader.findings else reader.calendar), reader.findings


def _unreadable(text: Text) -> Finding:
    found = likely_year_ends(text)
    mend = f"write {' or '.join(found)}" if found else f"write {EXPECTED_YEAR_END}"
    return RG203.finding(f"a fiscal year cannot end on {str(text)!r}", text.locus, mend)


@dataclass
class _Dates:
    """Reads `periods:`: each pins the day before it begins and the one on which it ends."""

    ruled: Calendar
    findings: list[Finding] = field(default_factory=list)
    _pinned: dict[int, tuple[date, Text]] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        """The calendar with the dates that were read."""
        days = tuple(sorted((month, day) for month, (day, _) in self._pinned.items()))
        return replace(self.ruled, given=days)

    def read(self, periods: Mapping[Text, Text]) -> None:
        """Read all; RG203 for what is no period of the entity, runs backwards, overlaps, leaves a gap or makes no
        year."""
        for key, days in periods.items():
            period, ends = self._period(key), self._ends(days)
            if period and ends:
                self._pin(period.closing - period.months, ends[0] - _DAY, key)
                self._pin(period.closing, ends[1], key)
        if not self.findings:
            self.findings += self._odd()

    def _find(self, message: str, locus: Locus, mend: str) -> None:
        self.findings.append(RG203.finding(message, locus, mend))

    def _period(self, key: Text) -> Period | None:
        try:
            found = parse_period(key, self.ruled)
        except PeriodError as error:
            self._find(str(error), key.locus, "")
            return None
        if key.startswith("FY") and found.calendar == self.ruled and not found.instant:
            return found
        self._find(f"{str(key)!r} is no fiscal period of this entity", key.locus, _FISCAL)
        return None

    def _ends(self, text: Text) -> tuple[date, date] | None:
        match = _DAYS.fullmatch(text)
        days = tuple(map(_day, match.groups())) if match else ()
        if not match or None in days:
            said = [likely_days(word) for word in match.groups()] if match else []
            meant = f"write {said[0][0]} to {said[1][0]}" if said and all(said) else _DATES
            self._find(f"{str(text)!r} is not two days with 'to' between them", text.locus, meant)
            return None
        first, last = days
        assert first and last
        if first > last:
            self._find(f"{str(text)!r} runs backwards", text.locus, f"write {last} to {first}")
            return None
        return first, last

    def _pin(self, month: int, day: date, key: Text) -> None:
        before = self._pinned.setdefault(month, (day, key))
        if before[0] != day:
            message = f"{key} and {before[1]} overlap or leave a gap: they meet on {before[0]} and on {day}"
            self._find(message, key.locus, "let each begin on the day after the one before it ends")

    def _odd(self) -> Iterator[Finding]:
        made = self.calendar
        order = [key for month, (_, key) in sorted(self._pinned.items())]
        days = [day for _, day in made.given]
        for one, two, key in zip(days, days[1:], order[1:], strict=False):
            if one >= two:
                mend = "let each begin on the day after the one before it ends"
                yield RG203.finding(f"{key} overlaps another period", key.locus, mend)
                return
        for month, months, length in odd_lengths(made):
            key = self._beside(month - months, month)
            said = (
                f"{made.name(month, months)} would have {length.days} days, which make no {_LENGTHS[months]}"
            )
            mend = (
                "correct the dates, or fiscal-year-end:, which says where the periods end that are not given"
            )
            yield RG203.finding(f"with these dates {said}", key.locus, mend)
            return

    def _beside(self, first: int, last: int) -> Text:
        """A key of `periods:` that pins an end of a period."""
        inside = (key for month, (_, key) in self._pinned.items() if first <= month <= last)
        return next(inside, next(key for _, key in self._pinned.values()))


_LENGTHS: Final = {3: "quarter", 12: "year"}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
