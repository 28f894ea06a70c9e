"""The fiscal calendar of a company is found from the days that its filing is about."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from made_filings import Cover, Line, instance

from reportgen.errors import Misuse
from reportgen.facts.calendars import Calendar, read_year_end
from reportgen.intake.filings.filing import FiledPeriod
from reportgen.intake.filings.xbrl import read_xbrl
from reportgen.intake.importing.filed_calendar import FiledCalendar, calendar_beside, calendar_of, months_of
from reportgen.intake.importing.from_filing import Wish, import_filing
from reportgen.intake.importing.imported import Import
from reportgen.vocabulary.standard import STANDARD

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


# ---- quarters that are none of thirteen weeks -----------------------------------------------------------------------


def of_weeks(first: str, lengths: tuple[int, ...], quarter: int, *, to_date: bool = True) -> list[Line]:
    """Revenue of one quarter of a year that begins on a day, and of the year to date."""
    start = date.fromisoformat(first)
    ends = [start + timedelta(weeks=sum(lengths[:count]), days=-1) for count in range(len(lengths) + 1)]
    begins = (ends[quarter - 1] + timedelta(days=1)).isoformat()
    days = [(begins, ends[quarter].isoformat())] if quarter < 4 else []
    days += [(first, ends[quarter].isoformat())] if to_date else []
    return [Line(REVENUE, stretch, "1000000") for stretch in dict.fromkeys(days)]


AUGUST = (("2024-09-01", (12, 12, 12, 16)), ("2023-08-27", (12, 12, 12, 17)))
GROCER = (("2025-02-02", (16, 12, 12, 12)), ("2024-02-04", (16, 12, 12, 12)))


@pytest.mark.parametrize(
    ("years", "year_end", "rule"),
    [
        (AUGUST, "--08-30", "last saturday of august"),
        (
            (("2024-09-02", (12, 12, 12, 16)), ("2023-09-04", (12, 12, 12, 16))),
            "--08-31",
            "sunday nearest 08-31",
        ),
        (GROCER, "--01-31", "saturday nearest 01-31"),
        (
            (("2024-12-29", (13, 13, 13, 14)), ("2023-12-31", (13, 13, 13, 13))),
            "--01-03",
            "saturday nearest 12-31",
        ),
    ],
)
@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
def test_quarters_of_other_lengths_import_by_one_rule(
    years: tuple[tuple[str, tuple[int, ...]], ...], year_end: str, rule: str, quarter: int
) -> None:
    """Every report of a year tells the same rule, and its quarter has a name with the days that it really had."""
    lines = [line for first, lengths in years for line in of_weeks(first, lengths, quarter)]
    end = lines[0].days[1]
    focus = "FY" if quarter == 4 else f"Q{quarter}"
    made = imported(lines, Cover(end, "10-K" if quarter == 4 else "10-Q", "2025", focus, year_end))
    assert made.company.year_end == rule
    assert str(made.period) == ("FY2025" if quarter == 4 else f"FY2025Q{quarter}")
    stated = [fact for fact in made.facts if fact.concept == "revenue" and fact.tellings]
    assert {(str(fact.period.start), str(fact.period.end)) for fact in stated} == {
        line.days for line in lines
    }


def test_a_quarter_that_is_told_alone_ends_where_the_cover_says() -> None:
    lines = [line for first, lengths in AUGUST for line in of_weeks(first, lengths, 2, to_date=False)]
    made = imported(lines, Cover("2025-02-15", "10-Q", "2025", "Q2", "--08-30"))
    assert [str(fact.period) for fact in made.facts] == ["FY2025Q2", "FY2024Q2"]


@pytest.mark.parametrize(
    ("days", "cover", "period"),
    [
        # years that end on other days of the month
        (("2024-06-01", "2024-08-31"), Cover("2024-08-31", "10-Q", "2025", "Q2", "--02-28"), "FY2025Q2"),
        (("2025-06-16", "2025-09-15"), Cover("2025-09-15", "10-Q", "2026", "Q2", "--03-15"), "FY2026Q2"),
        # halves alone, under whatever name the cover has for them
        (("2025-01-01", "2025-06-30"), Cover("2025-06-30", "6-K", "2025", "Q2", "--12-31"), "2025H1"),
        (("2025-01-01", "2025-06-30"), Cover("2025-06-30", "6-K", "2025", "", "--12-31"), "2025H1"),
        (("2025-01-01", "2025-06-30"), Cover("", "", "", "", ""), "2025H1"),
        # half a year between two ends of the year
        (("2024-07-01", "2024-12-31"), Cover("2024-12-31", "10-KT", "2024", "FY", "--12-31"), "2024H2"),
        # a cover that names a round day, and numbers of the real one
        (("2025-03-31", "2025-06-29"), Cover("2025-06-30", "10-Q", "2025", "Q2", "--12-31"), "FY2025Q2"),
    ],
)
def test_what_a_report_is_about(days: tuple[str, str], cover: Cover, period: str) -> None:
    made = imported([Line(REVENUE, days, "1000000")], cover)
    assert str(made.period) == period
    assert [str(fact.period) for fact in made.facts] == [period]
    assert str(made.sources[0].period) == period


def test_a_time_that_no_calendar_names_is_refused_in_words() -> None:
    """Five months between two ends of the year."""
    five = Line(REVENUE, ("2024-08-01", "2024-12-31"), "1000000")
    with pytest.raises(
        Misuse, match=r"2024-08-01 to 2024-12-31, which no quarter, half or year .* is; import"
    ):
        imported([five], Cover("2024-12-31", "10-KT", "2024", "FY", "--12-31"))


def test_one_odd_number_moves_no_end_of_a_quarter() -> None:
    """Of several days that lie near the end of a quarter that of most numbers is meant."""
    lines = [Line(element, Q2, "1000000") for element in (REVENUE, "us-gaap:CostOfRevenue")]
    lines += [Line("us-gaap:NetIncomeLoss", ("2025-04-03", "2025-07-02"), "1000000")]
    assert found(lines, Cover()).calendar == Calendar()


Q2 = ("2025-04-01", "2025-06-30")


def imported(lines: list[Line], cover: Cover) -> Import:
    filing = read_xbrl(instance(lines, cover), "acme.xml")
    return import_filing(filing, STANDARD, Wish())
