"""When an edition is due, as a plain calculation: the clock and what was done before are handed in.

An occurrence is a moment at which an edition is due, in UTC. It belongs to one day of the schedule's time zone: the
first moment at which a clock on the wall there shows that day and `not-before`, or later. So a time that the change to
summer time leaves out is the moment of the change, and of a time that comes twice in autumn the first is meant. A day
that the zone never had has none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from reportgen.delivery.plan import Schedule

_MIDNIGHT: Final = time()
_DAY: Final = timedelta(days=1)
_END: Final = date.max - 3 * _DAY  # of the calendar that the library knows, with room for any zone
_LONGEST_GAP: Final = (
    366  # days without an occurrence; the 29th of February on a Monday is worth nobody's wait
)
SKEW: Final = timedelta(
    days=1
)  # how far ahead of now a mark may lie before it tells of a clock that went wrong


class DueVerdict(StrEnum):
    """What is to be done about an edition now."""

    UNSCHEDULED = "unscheduled"
    WAITING = "waiting"
    DUE = "due"


@dataclass(frozen=True)
class Decision:
    """`at` is the occurrence that is due, or the next one; None where there is none."""

    verdict: DueVerdict
    at: datetime | None = None


def is_scheduled(schedule: Schedule) -> bool:
    """False where an edition says nothing about when it goes out: it is sent by hand."""
    return bool(schedule.not_before or schedule.embargo or schedule.weekdays or schedule.month_days)


def decide(schedule: Schedule, published: date, done: Collection[datetime], now: datetime) -> Decision:
    """What is due at `now` of an edition of the day `published`; `done` are the occurrences that were carried out.

    Only the newest occurrence is ever due: whatever was missed before is made up once, with it. It is not due where it
    was done, nor where a later one was (the clock was put back). A mark that lies more than a day ahead was set by a
    clock that was wrong, and is no reason to wait for it. With `catch-up: skip` a day that has passed is let go.
    """
    if not is_scheduled(schedule):
        return Decision(DueVerdict.UNSCHEDULED)
    newest = _newest(schedule, published, now)
    after = next(occurrences(schedule, published, now), None)
    if newest is None or _is_settled(newest, done, now):
        return Decision(DueVerdict.WAITING, after)
    if schedule.catch_up == "skip" and _day_of(newest, schedule) != _day_of(now, schedule):
        return Decision(DueVerdict.WAITING, after)
    return Decision(DueVerdict.DUE, newest)


def occurrences(schedule: Schedule, published: date, after: datetime) -> Iterator[datetime]:
    """The occurrences later than a moment, in their order; none before the day of publication.

    An embargo holds back what is due on its day until it ends, and rules out every day before. Alone it is the only
    occurrence.
    """
    day = min(max(published, _day_of(after, schedule) - _DAY), _END)
    for _ in range(_LONGEST_GAP):
        moment = _occurrence(schedule, day)
        if moment is not None and moment > after:
            yield moment
        if day >= _END:
            return
        day += _DAY


def _newest(schedule: Schedule, published: date, now: datetime) -> datetime | None:
    """The latest occurrence that is not later than now."""
    day = _day_of(now, schedule) + _DAY
    for _ in range(_LONGEST_GAP):
        day -= _DAY
        if day < published:
            return None
        moment = _occurrence(schedule, day)
        if moment is not None and moment <= now:
            return moment
    return None


def _is_settled(moment: datetime, done: Collection[datetime], now: datetime) -> bool:
    return any(mark == moment or moment < mark <= now + SKEW for mark in done)


def _occurrence(schedule: Schedule, day: date) -> datetime | None:
    embargo = schedule.embargo.astimezone(UTC) if schedule.embargo else None
    held = _day_of(embargo, schedule) if embargo else None
    if held is not None and day < held:
        return None
    if embargo is not None and not (schedule.not_before or schedule.weekdays or schedule.month_days):
        return embargo if day == held else None
    if schedule.weekdays and day.weekday() not in schedule.weekdays:
        return None
    if schedule.month_days and day.day not in schedule.month_days:
        return None
    moment = first_moment(day, schedule.not_before or _MIDNIGHT, schedule)
    return max(moment, embargo) if moment is not None and embargo is not None and day == held else moment


def first_moment(day: date, at: time, schedule: Schedule) -> datetime | None:
    """The first moment, in UTC, at which the wall clock shows that day and time or later; None for a day that the zone
    left out."""
    first, other = (
        datetime.combine(day, at, schedule.zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    if first <= other:  # it comes once, or twice
        return first
    # It is left out: with the offset of before the change (fold 0) it lies behind the change, with the other before it.
    return _change(other, first, schedule) if first - other < _DAY else None


def _change(before: datetime, behind: datetime, schedule: Schedule) -> datetime:
    """The moment between the two at which the zone's offset changes, to the second."""
    offset = behind.astimezone(schedule.zone).utcoffset()
    low, high = 0, int((behind - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        changed = (before + timedelta(seconds=middle)).astimezone(schedule.zone).utcoffset() == offset
        low, high = (low, middle) if changed else (middle, high)
    return before + timedelta(seconds=high)


def _day_of(moment: datetime, schedule: Schedule) -> date:
    return moment.astimezone(schedule.zone).date()
