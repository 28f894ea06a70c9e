"""Fiscal calendars: real companies' days, and the laws that every calendar keeps."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.calendars import CIVIL, Calendar, YearEnd, read_year_end
from reportgen.facts.period import Period, PeriodError, parse_period

DAY = timedelta(days=1)


def calendar(end: str, *, start: bool = False, **given_days: str) -> Calendar:
    read = read_year_end(end)
    assert read is not None
    made = Calendar(read, start)
    days = {parse_period(name, made).closing: date.fromisoformat(day) for name, day in given_days.items()}
    return Calendar(read, start, tuple(sorted(days.items())))


NVIDIA = calendar("last sunday of january")
APPLE = calendar("last saturday of september", FY2023Q1="2022-12-31")  # whose first quarter had the 53rd week
TARGET = calendar("saturday nearest 01-31", start=True)
MILL = calendar("09-26")
MARCH = calendar("03-31")
# Quarters of 16, 12, 12 and 12 weeks, the last of 13 in a long year.
KROGER = calendar(
    "saturday nearest 01-31", start=True, FY2024Q1="2024-05-25", FY2024Q2="2024-08-17", FY2024Q3="2024-11-09"
)


def days(period: Period) -> str:
    return f"{period.start}/{period.end}"


@pytest.mark.parametrize(
    ("of", "text", "covers"),
    [
        (NVIDIA, "FY2026Q3", "2025-07-28/2025-10-26"),
        (NVIDIA, "FY2026Q2", "2025-04-28/2025-07-27"),
        (NVIDIA, "FY2025Q3", "2024-07-29/2024-10-27"),
        (NVIDIA, "FY2023", "2022-01-31/2023-01-29"),
        (NVIDIA, "FY2026H1", "2025-01-27/2025-07-27"),
        (NVIDIA, "FY2026-9M", "2025-01-27/2025-10-26"),
        (NVIDIA, "TTMFY2026Q3", "2024-10-28/2025-10-26"),
        (APPLE, "FY2023Q1", "2022-09-25/2022-12-31"),
        (APPLE, "FY2023Q2", "2023-01-01/2023-03-25"),
        (TARGET, "FY2023", "2023-01-29/2024-02-03"),  # 53 weeks
        (TARGET, "FY2023Q4", "2023-10-29/2024-02-03"),  # the 53rd is in the fourth quarter
        (TARGET, "FY2024", "2024-02-04/2025-02-01"),
        (TARGET, "FY2025Q1", "2025-02-02/2025-05-03"),
        (MILL, "FY2026Q1", "2025-09-27/2025-12-26"),
        (MILL, "FY2026", "2025-09-27/2026-09-26"),
        (KROGER, "FY2024Q1", "2024-02-04/2024-05-25"),
        (KROGER, "FY2024Q4", "2024-11-10/2025-02-01"),
        (KROGER, "FY2025Q1", "2025-02-02/2025-05-03"),
        (MARCH, "FY2026Q3", "2025-10-01/2025-12-31"),
    ],
)
def test_days_of_companies(of: Calendar, text: str, covers: str) -> None:
    assert days(parse_period(text, of)) == covers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("YTDFY2026Q1", "FY2026Q1"), ("YTDFY2026Q2", "FY2026H1"),
        ("YTDFY2026Q3", "FY2026-9M"), ("YTDFY2026Q4", "FY2026"),
        ("FY2026-Q3", "FY2026Q3"), ("FY2026-H1", "FY2026H1"), ("TTMFY2026Q4", "FY2026"),
        ("YTD2025Q2", "2025H1"), ("YTD2025Q3", "9M2025"), ("YTD2025Q4", "2025"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_period(one: str, other: str) -> None:
    first, second = parse_period(one, NVIDIA), parse_period(other, NVIDIA)
    assert first == second and first.length == second.length
    assert str(first) == (one if one.startswith("TTM") else other)


@pytest.mark.parametrize(
    ("of", "text", "months", "name"),
    [
        (NVIDIA, "FY2026Q3", -12, "FY2025Q3"), (NVIDIA, "FY2026Q1", -3, "FY2025Q4"),
        (NVIDIA, "FY2026-9M", -12, "FY2025-9M"), (NVIDIA, "TTMFY2026Q3", -12, "TTMFY2025Q3"),
        (NVIDIA, "FY2026H1", -6, "FY2025H2"), (TARGET, "FY2023", 12, "FY2024"), (MILL, "FY2026Q4", 3, "FY2027Q1"),
        (NVIDIA, "2025-10-26", -12, "2024-10-27"), (NVIDIA, "2025-10-26", -3, "2025-07-27"),
        (NVIDIA, "2025-10-25", -12, "2024-10-25"),  # no fiscal day, so a day of the calendar
        (CIVIL, "2025-10", -1, "2025-09"), (CIVIL, "2025-01", -1, "2024-12"), (CIVIL, "9M2025", -12, "9M2024"),
    ],
)  # fmt: skip
def test_shifts_go_by_the_calendar(of: Calendar, text: str, months: int, name: str) -> None:
    assert str(parse_period(text, of).shift(months)) == name


def test_a_year_of_weeks_has_no_months() -> None:
    with pytest.raises(PeriodError, match="no months"):
        parse_period("FY2026Q3", NVIDIA).shift(-1)
    assert parse_period("FY2026Q3", MARCH).shift(-1).months == 3


def test_the_name_that_a_company_has_for_days() -> None:
    written = parse_period("2025Q4", MARCH)  # in findings as it was written, and shifted as what it is
    assert (str(written), str(written.shift(-12))) == ("2025Q4", "FY2025Q3")
    assert (str(parse_period("2025", MARCH)), str(parse_period("2025").within(MARCH))) == ("2025", "2025")
    assert str(parse_period("2025Q4").within(MARCH)) == "FY2026Q3"
    assert str(parse_period("FY2026Q3", MARCH).within(CIVIL)) == "2025Q4"
    assert str(parse_period("FY2026Q3", NVIDIA).within(CIVIL)) == "2025-07-28/2025-10-26"
    assert str(parse_period("2025-10", MARCH)) == "2025-10"


def test_periods_travel_between_processes() -> None:
    period = parse_period("FY2023Q4", TARGET)
    assert pickle.loads(pickle.dumps(period)).shift(3) == parse_period("FY2024Q1", TARGET)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("12-31", YearEnd(12, 31)), ("02-28", YearEnd(2, 31)), ("02-29", YearEnd(2, 31)), ("09-26", YearEnd(9, 26)),
        ("last saturday of january", YearEnd(1, 31, 5)), ("Last Sunday of June", YearEnd(6, 31, 6)),
        ("saturday nearest 01-31", YearEnd(1, 31, 5, True)), ("friday nearest 08-15", YearEnd(8, 15, 4, True)),
        ("", None), ("13-01", None), ("06-31", None), ("sunday nearest 02-30", None), ("first sunday of june", None),
        ("saturday nearest january", None), ("last weekday of june", None),
    ],
)  # fmt: skip
def test_ends_of_years(text: str, end: YearEnd | None) -> None:
    read = read_year_end(text)
    if end is None:
        assert read is None
    else:
        assert read is not None
        assert (read.month, read.weekday, read.nearest) == (end.month, end.weekday, end.nearest)
        assert read.within(2025) == end.within(2025)


# ---- laws --------------------------------------------------------------------------------------------------------

weekdays = st.sampled_from(["monday", "friday", "saturday", "sunday"])
months = st.integers(1, 12)
ends = st.one_of(
    st.builds("{:02}-{:02}".format, months, st.integers(1, 28)),
    st.builds(
        "last {} of {}".format, weekdays, st.sampled_from(["january", "june", "september", "december"])
    ),
    st.builds("{} nearest {:02}-{:02}".format, weekdays, months, st.integers(1, 28)),
)
calendars = st.builds(lambda end, start: calendar(end, start=start), ends, st.booleans())
years = st.integers(1950, 2100)
names = st.sampled_from(
    ["FY{}Q1", "FY{}Q2", "FY{}Q3", "FY{}Q4", "FY{}H1", "FY{}H2", "FY{}-9M", "FY{}", "TTMFY{}Q3"]
)


@given(calendars, years, names, st.integers(-30, 30))
def test_a_shift_can_be_taken_back(of: Calendar, year: int, name: str, quarters: int) -> None:
    period = parse_period(name.format(year), of)
    for one in (period, period.at_end()):
        back = one.shift(3 * quarters).shift(-3 * quarters)
        assert (back, str(back), back.months) == (one, str(one), one.months)


@given(calendars, years)
def test_quarters_are_the_year(of: Calendar, year: int) -> None:
    whole = parse_period(f"FY{year}", of)
    quarters = [parse_period(f"FY{year}Q{index}", of) for index in range(1, 5)]
    assert (quarters[0].start, quarters[3].end) == (whole.start, whole.end)
    assert all(later.start == earlier.end + DAY for earlier, later in pairwise(quarters))
    assert sum(quarter.days for quarter in quarters) == whole.days
    assert whole.days in ((364, 371) if of.weekly else (365, 366))
    assert parse_period(f"FY{year + 1}", of).start == whole.end + DAY
    for count, name in ((2, f"FY{year}H1"), (3, f"FY{year}-9M"), (4, f"FY{year}")):
        united = parse_period(name, of)
        assert (united.start, united.end) == (whole.start, quarters[count - 1].end)
        assert parse_period(f"YTDFY{year}Q{count}", of) == united


@given(calendars, years, names)
def test_a_name_can_be_read_again_and_an_instant_is_the_last_day(of: Calendar, year: int, name: str) -> None:
    period = parse_period(name.format(year), of)
    assert parse_period(str(period), of) == period
    assert period.at_end().end == period.end
    assert parse_period(period.end.isoformat(), of) == period.at_end()
    assert str(period.within(CIVIL).within(of)) == str(period)


@given(calendars, years)
def test_a_year_bears_the_number_of_its_start_or_its_end(of: Calendar, year: int) -> None:
    period = parse_period(f"FY{year}", of)
    middle = period.start + (period.end - period.start) / 2
    assert abs((period.start if of.named_by_start else period.end).year - year) <= (1 if of.weekly else 0)
    assert middle.year - year in ((0, 1) if of.named_by_start else (-1, 0))
