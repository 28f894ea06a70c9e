"""The days and periods that a text prints by `date(…)` and `period(…)`."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from reportgen.errors import nearest
from reportgen.facts.base import FactBase
from reportgen.facts.period import Period, PeriodError, parse_period, parse_shift

_SHIFTS: Final = re.compile("[-+]")


def period_named(text: str, base: FactBase) -> Period:
    """The edition's period, or one that a text names, relative to it or not: "-1Y", "2025Q4".

    Raises PeriodError.
    """
    calendar = base.entities[base.entity].calendar
    if not text:
        return base.period
    if not _SHIFTS.match(text):
        return parse_period(text, calendar)
    months = parse_shift(text)
    if months is None:
        raise PeriodError(f"cannot read the shift {text!r}: write -1Y, -1H, -1Q or -1M")
    return base.period.shift(months)


def day_named(text: str, day: date, base: FactBase) -> date:
    """The edition's day, the one on which a source came out, or the last one of a period.

    Raises PeriodError.
    """
    if not text:
        return day
    if text in base.sources:
        return date.fromisoformat(base.sources[text].published)
    if re.fullmatch("[a-z][a-z0-9_]*", text):
        raise PeriodError(f"there is no source {text!r}{nearest(text, base.sources)}")
    return period_named(text, base).end
