"""Periods in words."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen import languages
from reportgen.facts.period import Period


def period_label(period: Period, language: str, *, short: bool = False) -> str:
    """A period in words: "Q4 2025", short Q4 25, 4Q25; "FY26 Q3" in a company's own calendar; "31 December 2025" for an
    instant.

    What has no name goes by its days: twelve months by the last one, anything else by both. Raises ValueError for a
    language that there is none of.
    """
    names = languages.language(language).periods
    if period.instant:
        return names.day(period.end, short)
    own = period.calendar
    parts = own.parts(period.closing, period.length) if own else None
    if own is None or parts is None or parts[1] == "TTM":
        return names.stretch(period.start, period.end, period.months == 12, short)
    return names.named(*parts, None if own.civil else own.ends_in(period.closing), short)


def axis_label(period: Period, beside: Sequence[Period], language: str) -> str:
    """A period as a time axis names it among those `beside` it: instants of a month each go by it, and the ends of
    years by the year."""
    months = [(one.end.year, one.end.month) for one in beside]
    if len(beside) < 2 or len(set(months)) < len(months) or not all(one.instant for one in beside):
        return period_label(period, language, short=True)
    names = languages.language(language).periods
    if {month for _, month in months} == {12}:
        return names.named(period.end.year, "", 0, None, True)
    return names.named(period.end.year, "M", period.end.month, None, True)


def whole_year(period: Period) -> bool:
    """True for a whole year of its own calendar."""
    own = period.calendar
    parts = own.parts(period.closing, period.length) if own and not period.instant else None
    return parts is not None and not parts[1]


def year_label(period: Period, language: str) -> str:
    """A period as a column names it that stands beside forecasts: a year of the calendar in full, anything else
    short."""
    own = period.calendar
    in_full = not period.instant and period.months == 12 and own is not None and own.civil
    return period_label(period, language, short=not in_full)


def forecast_label(period: Period, language: str) -> str:
    """A period that has yet to come out, marked as brokers do: "2026E"."""
    return languages.language(language).masthead.forecast.format(year_label(period, language))
