"""The fiscal calendar of a company is found from the days that its filing is about."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from made_filings import Cover, Line, instance

from reportgen.facts.calendars import Calendar, read_year_end
from reportgen.intake.filings.filing import FiledPeriod
from reportgen.intake.filings.xbrl import read_xbrl
from reportgen.intake.importing.filed_calendar import FiledCalendar, calendar_beside, calendar_of, months_of

REVENUE = "us-gaap:Revenues"


def years(*ends: str) -> list[Line]:
    """Revenue of the years between these ends."""
    days = [date.fromisoformat(end) for end in ends]
    return [
        Line(REVENUE, ((before + timedelta(days=1)).isoformat(), end.isoformat()), "1000000")
        for before, end in pairwise(days)
    ]


def found(lines: list[Line], cover: Cover) -> FiledCalendar:
    calendar = calendar_of(read_xbrl(instance(lines, cover), "acme.xml"))
    assert calendar is not None
    return calendar


@pytest.mark.parametrize(
    ("ends", "year_end", "rule"),
    [
        (("2022-12-31", "2023-12-31", "2024-12-31"), "--12-31", "12-31"),
        (("2022-09-30", "2023-09-30", "2024-09-30"), "--09-30", "09-30"),
        (("2023-02-28", "2024-02-29", "2025-02-28"), "--02-28", "02-28"),
        (("2023-01-29", "2024-01-28", "2025-01-26"), "--01-26", "last sunday of january"),
        (("2022-09-24", "2023-09-30", "2024-09-28"), "--09-28", "last saturday of september"),
        (("2023-01-28", "2024-02-03", "2025-02-01"), "--02-01", "saturday nearest 01-31"),
        (("2022-12-31", "2023-12-30", "2024-12-28"), "--12-28", "last saturday of december"),
        (("2022-01-01", "2022-12-31", "2023-12-30"), "--12-30", "saturday nearest 12-31"),
    ],
)
def test_the_plainest_rule_that_all_years_follow(ends: tuple[str, ...], year_end: str, rule: str) -> None:
    cover = Cover(ends[-1], "10-K", year=ends[-1][:4], focus="FY", year_end=year_end)
    calendar = found(years(*ends), cover)
    assert calendar.rule == rule
    for end in ends:
        assert calendar.calendar.month_closing(date.fromisoformat(end)) is not None


def test_a_year_named_by_its_start() -> None:
    cover = Cover("2025-02-01", "10-K", year="2024", focus="FY", year_end="--02-01")
    calendar = found(years("2023-01-28", "2024-02-03", "2025-02-01"), cover).calendar
    assert calendar.named_by_start
    assert calendar.name(calendar.month_closing(date(2025, 2, 1)) or 0, 12) == "FY2024"


def test_days_that_no_rule_has_are_written_down() -> None:
    quarter = Line(REVENUE, ("2024-12-29", "2025-04-05"), "1000000")
    cover = Cover("2025-04-05", year="2025", focus="Q1", year_end="--12-28")
    calendar = found([*years("2022-12-31", "2023-12-30", "2024-12-28"), quarter], cover)
    assert "FY2025Q1" in [str(one) for one in calendar.periods]
    assert date(2025, 4, 5) in dict(calendar.calendar.given).values()


def test_twelve_months_to_a_quarter_are_no_fiscal_year() -> None:
    lines = [Line(REVENUE, ("2024-07-01", "2025-06-30"), "1000000"), *years("2023-12-31", "2024-12-31")]
    assert found(lines, Cover()).rule == "12-31"


def test_a_file_without_a_stretch_of_time_has_no_calendar() -> None:
    filing = read_xbrl(
        instance([Line("us-gaap:Assets", "2025-06-30", "1000000")], Cover(year_end="")), "a.xml"
    )
    assert calendar_of(filing) is None


def test_two_rules_that_mean_the_same_quarters_go_together() -> None:
    """From the years of one report the last Saturday of January, from those of another the nearest to the 31st."""
    there = read_year_end("last saturday of january")
    assert there is not None
    cover = Cover("2025-02-01", "10-K", year="2025", focus="FY", year_end="--02-01")
    filing = read_xbrl(instance(years("2023-01-28", "2024-02-03", "2025-02-01"), cover), "a.xml")
    beside = calendar_beside(filing, Calendar(there))
    assert beside is not None
    assert beside.calendar.month_closing(date(2025, 2, 1)) is not None
    june = read_year_end("06-30")
    assert june is not None
    assert calendar_beside(filing, Calendar(june)) is None


@pytest.mark.parametrize(
    ("days", "months"), [(84, 3), (112, 3), (182, 6), (273, 9), (364, 12), (371, 12), (30, 0), (150, 0)]
)
def test_stretches_of_weeks_are_quarters_and_years(days: int, months: int) -> None:
    start = date(2025, 1, 1)
    assert months_of(FiledPeriod(start, start + timedelta(days=days - 1))) == months
