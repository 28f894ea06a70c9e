"""The period of an edition and of the reports that it quotes: what was asked for, or what a report is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final

from reportgen.errors import Misuse
from reportgen.facts.calendars import Calendar
from reportgen.facts.period import Period, PeriodError, parse_period, span
from reportgen.intake.filings.filing import Filing
from reportgen.intake.importing.filed_calendar import months_of
from reportgen.intake.importing.imported import ImportedCompany

_YEARLY_FORMS: Final = ("10-K", "20-F", "40-F")
_NEAR: Final = timedelta(days=10)
_SHOWN: Final = 4  # periods that a message names


def edition_period(filing: Filing, company: ImportedCompany, asked: str) -> Period:
    """The period that is asked for, else the quarter, half or year of the report. Raises Misuse where the company's
    calendar has no such period, or the file does not say what it is about."""
    if asked:
        return wished_period(asked, company)
    calendar, end = company.calendar, last_day(filing, company.calendar)
    if end is None or calendar.month_closing(end) is None:
        raise Misuse(_unsaid(filing, company))
    yearly = {"FY": True, "": None}.get(filing.fiscal_period_focus, False)
    named = named_stretches(filing, calendar)
    found = reported_period(named, calendar, end, yearly=yearly)
    odd = [one for one in _stretches(filing) if one.end == end and not one.within(calendar).calendar]
    if odd and found not in named:
        raise Misuse(
            f"{filing.name} is about {odd[0].start} to {end}, which no quarter, half or year of {company.name} is"
            f"{_to_ask_for(filing, calendar) or '; import a report of a whole quarter, half or year instead'}"
        )
    return found


def reported_period(
    named: Collection[Period], calendar: Calendar, end: date, *, yearly: bool | None
) -> Period:
    """What a report is about whose last day is `end`: the year or the quarter, where that is one of the `named` periods
    that have numbers, else another one of them, as in reports of halves and of a change of the year's end. `yearly` is
    None where nothing says which of the two it is. The day alone, where no period of the company ends with it."""
    closing = calendar.month_closing(end)
    if closing is None:
        return Period(end, end, True, end.isoformat())
    told = {one.months for one in named if one.end == end}
    wanted = yearly if yearly is not None else closing % 12 == 0
    lengths = (12, 9, 6, 3) if wanted else (3, 6, 9)
    months = next((months for months in lengths if months in told), lengths[0])
    return span(calendar, closing, months)


def is_yearly(form: str) -> bool | None:
    """Whether a form is that of a year; None where there is no form."""
    return form.startswith(_YEARLY_FORMS) if form else None


def wished_period(text: str, company: ImportedCompany) -> Period:
    """A period by the name that somebody typed. Where the fiscal year ends within a week of 31 December, 2025Q2 is
    FY2025Q2."""
    try:
        read = parse_period(text, company.calendar)
    except PeriodError as error:
        raise Misuse(str(error)) from None
    if read.calendar == company.calendar:
        return read
    if _ends_with_december(company) and not text.startswith("FY"):
        fiscal = f"FY{text}" if text[:1].isdigit() and not text.startswith("9M") else f"FY{text[2:]}-9M"
        try:
            return parse_period(fiscal, company.calendar)
        except PeriodError:
            pass
    return read.within(company.calendar)


def _ends_with_december(company: ImportedCompany) -> bool:
    year_end = company.calendar.year_end
    return (year_end.month == 12 and year_end.day >= 25) or (year_end.month == 1 and year_end.day <= 7)


def last_day(filing: Filing, calendar: Calendar) -> date | None:
    """The last day of the time that a report is about: the one on its cover, or of its numbers, where a cover names a
    round one that no period ends on."""
    end = filing.period_end
    if end is None or calendar.month_closing(end) is not None:
        return end
    ends = Counter(
        one.end
        for one in _stretches(filing)
        if abs(one.end - end) <= _NEAR and calendar.month_closing(one.end)
    )
    return max(ends, key=lambda day: (ends[day], day), default=end)


def _stretches(filing: Filing) -> Iterator[Period]:
    """The stretches of time of the whole company's numbers, once for each number."""
    for fact in filing.facts:
        if fact.period.start and not fact.dimensions:
            yield Period(fact.period.start, fact.period.end)


def named_stretches(filing: Filing, calendar: Calendar) -> frozenset[Period]:
    """The stretches of time of the whole company's numbers that its calendar has a name for: quarters, halves, nine
    months and years."""
    found = {fact.period for fact in filing.facts if not fact.dimensions and months_of(fact.period)}
    named = (Period(one.start, one.end).within(calendar) for one in found if one.start)
    return frozenset(one for one in named if one.calendar == calendar)


def _unsaid(filing: Filing, company: ImportedCompany) -> str:
    others = _to_ask_for(filing, company.calendar)
    if filing.period_end is None:
        unsaid = f"{filing.name} does not say what period it is about"
        return f"{unsaid}{others}" if others else f"{unsaid}; say it: --period FY2026Q2"
    odd = (
        f"{filing.name} is about the time to {filing.period_end}, on which no quarter of {company.name} ends, whose "
        f"fiscal years end by the rule {company.year_end}"
    )
    return (
        f"{odd}{others or '; write the real days under periods: of a facts.yaml, and import it with --into'}"
    )


def _to_ask_for(filing: Filing, calendar: Calendar) -> str:
    """The latest periods that the filing has numbers of, as a way out."""
    named = sorted(named_stretches(filing, calendar), key=lambda one: (one.end, one.months), reverse=True)
    names = [f"--period {one}" for one in named[:_SHOWN]]
    return f"; it has numbers of others: {', '.join(names)}" if names else ""
