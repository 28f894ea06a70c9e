"""The days of invented fiscal quarters: years that end with a month, and years of 52 and 53 weeks."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Quarter:
    """A fiscal quarter with its first and last day, and the first day of its year."""

    year: int
    number: int
    start: date
    end: date
    year_start: date


EndOfYear = Callable[[int], date]  # the last day of a fiscal year


def _month_end(month: int, year: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _last_saturday(month: int, later: int, year: int) -> date:
    """The last Saturday of a month, which may belong to the calendar year behind the fiscal one."""
    last = _month_end(month, year + later)
    return last - (last.weekday() - _SATURDAY) % 7 * _DAY


def _nearest_saturday(month: int, later: int, year: int) -> date:
    """The Saturday nearest to the end of a month."""
    last = _month_end(month, year + later) + 3 * _DAY
    return last - (last.weekday() - _SATURDAY) % 7 * _DAY


# Each with whether its quarters are weeks.
CALENDARS: Final[dict[str, tuple[EndOfYear, bool]]] = {
    "december": (partial(_month_end, 12), False),
    "june": (partial(_month_end, 6), False),
    "january": (partial(_month_end, 1), False),
    "weeks to january": (partial(_nearest_saturday, 1, 1), True),
    "september": (partial(_month_end, 9), False),
    "march": (partial(_month_end, 3), False),
    "weeks to december": (partial(_last_saturday, 12, 0), True),
}


def quarters_of(calendar: str, year: int) -> list[Quarter]:
    """The four quarters of a fiscal year."""
    end_of, in_weeks = CALENDARS[calendar]
    start, last = end_of(year - 1) + _DAY, end_of(year)
    ends = [start + 13 * 7 * count * _DAY - _DAY for count in (1, 2, 3)]
    if not in_weeks:
        ends = [_months_on(start, 3 * count) - _DAY for count in (1, 2, 3)]
    starts = [start, *(end + _DAY for end in ends)]
    return [
        Quarter(year, number, first, end, start)
        for number, (first, end) in enumerate(zip(starts, [*ends, last], strict=True), start=1)
    ]


def _months_on(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
