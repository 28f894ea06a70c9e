"""The edge to the calendars of exchanges: which days an exchange is open, as far as exchange-calendars knows.

The library and pandas under it are loaded only where an edition names a calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Final
from warnings import catch_warnings, simplefilter

from reportgen.delivery.schedules.calendar import UnknownTradingDay
from reportgen.errors import MachineLacks, install_extra

EXTRA: Final = install_extra("calendars")
_REACH: Final = timedelta(days=470)  # how far around a month is looked: more than the calendar ever searches

_PROBE: Final = (
    "2024-01-02",
    "2024-06-28",
)  # days that every calendar knows: a small one says how far it goes


@dataclass(frozen=True)
class TradingDays:
    """The days from `first` to `last` on which an exchange is open. Asked for a day, it says whether it is one of them,
    and raises UnknownTradingDay for a day that lies outside."""

    first: date
    last: date
    days: frozenset[date]

    def __call__(self, day: date) -> bool:
        """Whether the exchange is open on a day."""
        if not self.first <= day <= self.last:
            raise UnknownTradingDay(day)
        return day in self.days


def calendar_names() -> tuple[str, ...]:
    """Every name of a calendar, other names included. Raises MachineLacks where the library is not installed."""
    return tuple(_library().get_calendar_names(include_aliases=True))


def trading_days(name: str, around: date) -> TradingDays:
    """The trading days of a calendar that there is, around a day and as far as they are known. Raises MachineLacks
    where the library is not installed, or cannot make this one."""
    return _around_month(name, around.replace(day=1))


@lru_cache(maxsize=64)  # editions share exchanges, and a calendar takes a quarter of a second to make
def _around_month(name: str, around: date) -> TradingDays:
    library = _library()
    first, last = around - _REACH, around + _REACH
    try:
        with catch_warnings():  # of pandas to the library's authors
            simplefilter("ignore")
            known = library.get_calendar(name, start=_PROBE[0], end=_PROBE[1])
            first = max(first, known.bound_min().date()) if known.bound_min() else first
            last = min(last, known.bound_max().date()) if known.bound_max() else last
            if first >= last:
                return TradingDays(first, last, frozenset())
            calendar = library.get_calendar(name, start=first.isoformat(), end=last.isoformat())
            return TradingDays(first, last, frozenset(calendar.sessions.date))
    except (ValueError, NotImplementedError, ArithmeticError, LookupError, TypeError) as error:
        raise MachineLacks(
            f"exchange-calendars {library.__version__} cannot make the calendar {name} ({type(error).__name__}); "
            "another version of it or of pandas may, or leave calendar: out"
        ) from None


def _library() -> ModuleType:
    try:
        return import_module("exchange_calendars")
    except ImportError:
        raise MachineLacks(
            f"calendar: in delivery.yaml needs exchange-calendars, which is not installed; {EXTRA}"
        ) from None
