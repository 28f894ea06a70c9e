"""When an edition is due, as a plain calculation: the clock and what was done before are handed in.

An occurrence is a moment at which an edition is due, in UTC. It belongs to one day of the schedule's time zone: the
first moment at which a clock on the wall there shows that day and `not-before`, or later. So a time that the change to
summer time leaves out is the moment of the change, and of a time that comes twice in autumn the first is meant. A day
that the zone never had has none. Where an edition goes by the trading days of an exchange, these are asked of a
function that is handed in: this module knows no exchange.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from reportgen.delivery.plans.planned import Schedule
from reportgen.delivery.schedules.wall_clock import first_moment

_MIDNIGHT: Final = time()
_DAY: Final = timedelta(days=1)
_END: Final = date.max - 3 * _DAY  # of the calendar that the library knows, with room for any zone
_LONGEST_GAP: Final = (
    366  # days without an occurrence; the 29th of February on a Monday is worth nobody's wait
)
_LONGEST_CLOSURE: Final = 62  # days back to a day of the month that is moved
EVE: Final = timedelta(days=1)  # how long before the end of its embargo an edition is built
SKEW: Final = timedelta(
    days=1
)  # how far ahead of now a mark may lie before it tells of a clock that went wrong


# Whether an exchange is open on a day; raises UnknownTradingDay where nobody knows yet.
IsSession = Callable[[date], bool]


class UnknownTradingDay(Exception):
    """Nobody knows yet whether an exchange is open on `day`: its calendar ends before."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


def every_day(_: date) -> bool:
    """What an edition goes by that names no exchange."""
    return True


class DueVerdict(StrEnum):
    """What is to be done about an edition now."""

    UNSCHEDULED = "unscheduled"
    WAITING = "waiting"
    DUE = "due"


@dataclass(frozen=True)
class Decision:
    """`at` is the occurrence that is due, or the next one; None where there is none, and where it is not known, since
    the trading days of the exchange are known only to before the day `unknown`."""

    verdict: DueVerdict
    at: datetime | None = None
    unknown: date | None = None


def is_scheduled(schedule: Schedule) -> bool:
    """False where an edition says nothing about when it goes out: it is sent by hand."""
    return bool(schedule.embargo) or _recurs(schedule)


def _recurs(schedule: Schedule) -> bool:
    return bool(schedule.not_before or schedule.weekdays or _by_month(schedule) or schedule.calendar)


def _by_month(schedule: Schedule) -> bool:
    return bool(schedule.month_days or schedule.month_end)


def is_embargoed(schedule: Schedule, now: datetime) -> bool:
    """True before the embargo ends."""
    return schedule.embargo is not None and now < schedule.embargo


def builds_ahead(schedule: Schedule, now: datetime) -> bool:
    """True on the eve of an embargo: in the day before it ends an edition is built, for its owner alone."""
    embargo = schedule.embargo
    return embargo is not None and timedelta() < embargo.astimezone(UTC) - now <= EVE


def decide(
    schedule: Schedule,
    published: date,
    done: Collection[datetime],
    now: datetime,
    is_session: IsSession = every_day,
) -> Decision:
    """What is due at `now` of an edition of the day `published`; `done` are the occurrences that were carried out.

    Only the newest occurrence is ever due: whatever was missed before is made up once, with it. It is not due where it
    was done, nor where a later one was (the clock was put back). A mark that lies more than a day ahead was set by a
    clock that was wrong, and is no reason to wait for it. With `catch-up: skip` a day that has passed is let go.
    Raises UnknownTradingDay where it is not known whether the exchange is open on a day that has come.
    """
    if not is_scheduled(schedule):
        return Decision(DueVerdict.UNSCHEDULED)
    newest = _newest(schedule, published, now, is_session)
    missed = newest is not None and not _is_settled(newest, done, now)
    skipped = schedule.catch_up == "skip" and newest and _day_of(newest, schedule) != _day_of(now, schedule)
    if missed and not skipped:
        return Decision(DueVerdict.DUE, newest)
    try:
        return Decision(DueVerdict.WAITING, next(occurrences(schedule, published, now, is_session), None))
    except UnknownTradingDay as error:
        return Decision(DueVerdict.WAITING, None, error.day)


def occurrences(
    schedule: Schedule, published: date, after: datetime, is_session: IsSession = every_day
) -> Iterator[datetime]:
    """The occurrences later than a moment, in their order; none before the day of publication.

    An embargo holds back what is due on its day until it ends, and rules out every day before. Alone it is the only
    occurrence. Raises UnknownTradingDay where the calendar of the exchange ends.
    """
    day = min(max(published, _day_of(after, schedule) - _DAY), _END)
    for _ in range(_LONGEST_GAP):
        moment = _occurrence(schedule, day, is_session)
        if moment is not None and moment > after:
            yield moment
        if day >= _END:
            return
        day += _DAY


def _newest(schedule: Schedule, published: date, now: datetime, is_session: IsSession) -> datetime | None:
    """The latest occurrence that is not later than now."""
    day = _day_of(now, schedule) + _DAY
    for _ in range(_LONGEST_GAP):
        day -= _DAY
        if day < published:
            return None
        moment = _occurrence(schedule, day, is_session)
        if moment is not None and moment <= now:
            return moment
    return None


def _is_settled(moment: datetime, done: Collection[datetime], now: datetime) -> bool:
    return any(mark == moment or moment < mark <= now + SKEW for mark in done)


def _occurrence(schedule: Schedule, day: date, is_session: IsSession) -> datetime | None:
    embargo = schedule.embargo.astimezone(UTC) if schedule.embargo else None
    held = _day_of(embargo, schedule) if embargo else None
    if held is not None and day < held:
        return None
    if embargo is not None and not _recurs(schedule):
        return embargo if day == held else None
    if not _falls_on(schedule, day, is_session):
        return None
    moment = first_moment(day, schedule.not_before or _MIDNIGHT, schedule.zone)
    return max(moment, embargo) if moment is not None and embargo is not None and day == held else moment


# ---- days --------------------------------------------------------------------------------------------------------


def _falls_on(schedule: Schedule, day: date, is_session: IsSession) -> bool:
    """Whether a day is one of the schedule's."""
    if not _is_open(schedule, day, is_session):
        return False
    if not _by_month(schedule) or day.day in schedule.month_days:
        return True
    if schedule.month_end and not any(_is_open(schedule, one, is_session) for one in _rest_of_month(day)):
        return True
    return bool(schedule.calendar) and _takes_in(schedule, day, is_session)


def _is_open(schedule: Schedule, day: date, is_session: IsSession) -> bool:
    """Whether the days of the week have a day, and the exchange is open."""
    return (not schedule.weekdays or day.weekday() in schedule.weekdays) and is_session(day)


def _rest_of_month(day: date) -> Iterator[date]:
    """The days behind a day, to the end of its month."""
    last = monthrange(day.year, day.month)[1]
    return (day.replace(day=number) for number in range(day.day + 1, last + 1))


def _takes_in(schedule: Schedule, day: date, is_session: IsSession) -> bool:
    """Whether an open day takes the place of a day of the month before it on which the exchange is closed.

    With days of the week as well, days of the month that follow each other are a window (1 to 7 for the first Monday):
    it is moved as a whole, and only where none of its days is open.
    """
    in_window = closed = False
    for back in range(1, _LONGEST_CLOSURE):
        before = day - back * _DAY
        if _is_open(schedule, before, is_session):
            return False  # that day took it in, or is of the window itself
        if before.day not in schedule.month_days:
            if in_window:
                return closed
            continue
        in_window, closed = True, closed or not is_session(before)
        if closed and not schedule.weekdays:
            return True
    return False


def _day_of(moment: datetime, schedule: Schedule) -> date:
    return moment.astimezone(schedule.zone).date()
