"""Wall clocks: which moment, in UTC, a day and a time in a zone stand for where clocks are put forward and back.

Some readings a clock never shows (the change to summer time leaves them out, and now and then a zone a whole day), some
it shows twice. Whoever asks says which moment is meant then.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_DAY: Final = timedelta(days=1)


def first_moment(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """The first moment at which the wall clock shows that day and that time or later; None for a day that the zone left
    out."""
    first, other = _both(day, at, zone)
    if first <= other:  # it comes once, or twice
        return first
    return _change(other, first, zone) if first - other < _DAY else None


def safe_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first moment from which on the wall clock shows that day and time or later, and nothing earlier again: of a
    time that comes twice the later, of one that is left out, alone or with its day, the moment of the change."""
    first, other = _both(day, at, zone)
    return other if first <= other else _change(other, first, zone)


def _both(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """What the reading stands for with the offset of before a change, and with that of after it."""
    earlier, later = (datetime.combine(day, at, zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return earlier, later


def _change(before: datetime, behind: datetime, zone: ZoneInfo) -> datetime:
    """The moment between the two at which the zone's offset changes, to the second."""
    offset = behind.astimezone(zone).utcoffset()
    low, high = 0, int((behind - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        changed = (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == offset
        low, high = (low, middle) if changed else (middle, high)
    return before + timedelta(seconds=high)
