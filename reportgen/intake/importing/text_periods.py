"""The periods that a text names: by their own names, and from where the edition stands (a year earlier)."""

from __future__ import annotations

import calendar as months_of_year
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from reportgen.facts.calendars import Calendar
from reportgen.facts.period import Period, PeriodError, parse_period, span
from reportgen.languages import LANGUAGES

_SEEN_FROM: Final = ("ago", "before", "this", "trailing")  # groups of a pattern, as `NamedPeriod.seen_from`
_MONTHS: Final = {name.lower(): number for number, name in enumerate(months_of_year.month_abbr) if number}


@dataclass(frozen=True)
class NamedPeriod:
    """A period that a text names, and from where to where it does; `yearless` where the year is left to the reader.

    `seen_from` says how it is told from where the edition stands: `this`, `trailing`, `before` (the quarter) or `ago`
    (the year before); "" where it has a name of its own.
    """

    start: int
    end: int
    period: Period
    yearless: bool = False
    seen_from: str = ""

    @property
    def compared(self) -> bool:
        """Whether it is one that another is held against."""
        return self.seen_from in ("ago", "before")


@dataclass(frozen=True)
class Standpoint:
    """From where a text is read: the edition's period, the company's calendar, and the language of the text."""

    period: Period
    calendar: Calendar
    language: str

    @property
    def fiscal(self) -> bool:
        """Whether quarters are those of the company."""
        return str(self.period).startswith(("FY", "TTMFY"))


@cache
def _forms(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.IGNORECASE) for form in LANGUAGES[language].cues.periods)


def periods_in(folded: str, at: Standpoint) -> list[NamedPeriod]:
    """All periods that a folded text names, in its order; none in one another."""
    found = [
        NamedPeriod(one.start, one.end, period)
        for one in spans_in(folded, at.language)
        if (period := ended(one.months, one.said, one.said.get("year", ""), at))
    ]
    taken = [(one.start, one.end) for one in found]
    for form in _forms(at.language):
        for match in form.finditer(folded):
            start, end = match.span()
            if any(start < high and low < end for low, high in taken):
                continue
            if (period := meant_period(match, at)) is not None:
                taken.append((start, end))
                found.append(NamedPeriod(start, end, period, *_manner(match)))
    return sorted(found, key=lambda one: one.start)


def _manner(match: re.Match[str]) -> tuple[bool, str]:
    said = {name for name, text in match.groupdict().items() if text}
    seen_from = next((one for one in _SEEN_FROM if one in said), "")
    return not seen_from and "year" not in said, seen_from


def meant_period(match: re.Match[str], at: Standpoint) -> Period | None:
    """The period that a match of a language's pattern means; None where there is no such."""
    said = {name: text for name, text in match.groupdict().items() if text}
    try:
        return _relative(said, at) or _named(said, at)
    except PeriodError:
        return None


def _relative(said: dict[str, str], at: Standpoint) -> Period | None:
    if "ago" in said:
        return at.period.shift(-12)
    if "this" in said:
        return at.period
    if "before" in said:
        return at.period.shift(-3)
    if "trailing" in said:
        ending = at.period.ending(12)
        return _year(ending) or ending
    return None


def _year(period: Period) -> Period | None:
    """Twelve months that are a year, under its name."""
    named = period.within(period.calendar) if period.calendar else period
    return named if re.fullmatch(r"(?:FY)?\d{4}", str(named)) else None


def _named(said: dict[str, str], at: Standpoint) -> Period | None:
    if "month" in said:
        return day_at(said, at)
    if "opening" in said:
        return _three_months(int(said["opening"]), said.get("year", ""), at)
    part = _part(said, at.language)
    if part is None:
        return None
    if "year" in said:
        return parse_period(_text(_whole_year(said["year"]), part, at), at.calendar)
    return next(reversed(list(_nearby(part, at))), None)


def day_at(said: dict[str, str], at: Standpoint, year: str = "") -> Period | None:
    """The day that a month, a day and a year name; None without a year, or where there is no such day."""
    month, number = said["month"], said.get("year") or year
    index = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
    if not number:
        return None
    try:
        day = date(_whole_year(number), index, int(said["day"]))
    except ValueError:
        return None
    return parse_period(day.isoformat(), at.calendar)


def _part(said: dict[str, str], language: str) -> str | None:
    numbers = LANGUAGES[language].cues.numbers
    for name, letter in (("quarter", "Q"), ("half", "H")):
        if name in said:
            text = said[name].lower()
            return f"{letter}{numbers.get(text) or int(text)}"
    if "nine" in said:
        return "9M"
    return "" if "year" in said or "whole" in said else None


def _text(year: int, part: str, at: Standpoint) -> str:
    era = "FY" if at.fiscal else ""
    if part == "9M":
        return f"FY{year}-9M" if era else f"9M{year}"
    return f"{era}{year}{part}"


def _three_months(opening: int, year: str, at: Standpoint) -> Period | None:
    """The three months that open with one, of a year or the latest that are over with the edition's period."""
    closing = opening + 2
    for one in [int(year)] if year else [at.period.end.year, at.period.end.year - 1]:
        day = date(one, closing, months_of_year.monthrange(one, closing)[1])
        if year or day <= at.period.end:
            return ending_on(parse_period(day.isoformat(), at.calendar), 3, at)
    return None


def _whole_year(text: str) -> int:
    digits = text.strip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _nearby(part: str, at: Standpoint) -> Iterator[Period]:
    """The periods of a name without a year up to the end of the edition's, the latest last."""
    year = at.period.end.year
    for one in range(year - 1, year + 2):
        period = parse_period(_text(one, part, at), at.calendar)
        if period.end <= at.period.end:
            yield period


def next_of(period: Period, at: Standpoint) -> Period:
    """The same period of a year later, of what lies ahead and was named without its year."""
    return period if period.start > at.period.end else period.shift(12)


# ---- so many months that end on a day -------------------------------------------------------------------------------


@dataclass(frozen=True)
class SpanHead:
    """Where a text says how many months end, and what it says of the day on which they do (`month`, `day`, `year`, as
    far as they are told)."""

    start: int
    end: int
    months: int
    said: dict[str, str]


def spans_in(folded: str, language: str) -> list[SpanHead]:
    """How many months end on which day, wherever a folded text says so."""
    return [_span_head(match, language) for match in _span_form(language).finditer(folded)]


def _span_head(match: re.Match[str], language: str) -> SpanHead:
    numbers = LANGUAGES[language].cues.numbers
    said = {name: text for name, text in match.groupdict().items() if text}
    months = said.pop("months", "").lower()
    count = 3 if said.pop("quarterly", "") else 12
    return SpanHead(*match.span(), (numbers.get(months) or int(months)) if months else count, said)


def day_told(folded: str, language: str) -> dict[str, str]:
    """Month and day where a folded text says these and nothing else; {} where it does not."""
    match = _day_form(language).fullmatch(folded.strip(" ,|*"))
    return match.groupdict() if match else {}


def ended(months: int, said: dict[str, str], year: str, at: Standpoint) -> Period | None:
    """So many months that end on a day of a year; None where that is none of the company's."""
    day = day_at(said | {"year": year}, at) if year.isdigit() and "month" in said else None
    return ending_on(day, months, at) if day else None


def ending_on(day: Period, months: int, at: Standpoint) -> Period | None:
    """So many months that end on a day; None where no month of the company does."""
    closing = at.calendar.month_closing(day.end)
    if closing is None:
        return None
    try:
        return span(at.calendar, closing, months)
    except PeriodError:
        return None


@cache
def _span_form(language: str) -> re.Pattern[str]:
    return re.compile(LANGUAGES[language].cues.spans, re.IGNORECASE)


@cache
def _day_form(language: str) -> re.Pattern[str]:
    return re.compile(LANGUAGES[language].cues.day, re.IGNORECASE)
