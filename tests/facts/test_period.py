"""Periods: which days a name covers, where a shift leads, and what is no period."""

from __future__ import annotations

import calendar
import itertools
import pickle
import subprocess
import sys
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.calendars import CIVIL, Calendar, YearEnd
from reportgen.facts.period import EXPECTED_PERIOD, YEARS, Period, PeriodError, parse_period, parse_shift

JUNE: Final = Calendar(YearEnd(6, 30))
JANUARY: Final = Calendar(YearEnd(1, 31))
FEBRUARY: Final = Calendar(YearEnd(2, 28))


def days(period: Period) -> str:
    return period.end.isoformat() if period.instant else f"{period.start}/{period.end}"


@pytest.mark.parametrize(
    ("text", "covers", "months"),
    [
        ("2025Q1", "2025-01-01/2025-03-31", 3),
        ("2025Q2", "2025-04-01/2025-06-30", 3),
        ("2025Q3", "2025-07-01/2025-09-30", 3),
        ("2025Q4", "2025-10-01/2025-12-31", 3),
        ("2024Q1", "2024-01-01/2024-03-31", 3),
        ("2025H1", "2025-01-01/2025-06-30", 6),
        ("2025H2", "2025-07-01/2025-12-31", 6),
        ("2025", "2025-01-01/2025-12-31", 12),
        ("2024", "2024-01-01/2024-12-31", 12),
        ("TTM2025Q4", "2025-01-01/2025-12-31", 12),
        ("TTM2025Q1", "2024-04-01/2025-03-31", 12),
        ("TTM2025H1", "2024-07-01/2025-06-30", 12),
        ("TTM2025", "2025-01-01/2025-12-31", 12),
        ("2025-12-31", "2025-12-31", 0),
        ("2024-02-29", "2024-02-29", 0),
    ],
)
def test_calendar_periods(text: str, covers: str, months: int) -> None:
    for own in (CIVIL, JUNE):  # which only counts for FY…
        period = parse_period(text, own)
        assert (days(period), period.months, str(period)) == (covers, months, text)
        assert period.instant is (months == 0)


@pytest.mark.parametrize(
    ("text", "own", "covers"),
    [
        ("FY2026Q2", JUNE, "2025-10-01/2025-12-31"),
        ("FY2026Q1", JUNE, "2025-07-01/2025-09-30"),
        ("FY2026", JUNE, "2025-07-01/2026-06-30"),
        ("FY2026H1", JUNE, "2025-07-01/2025-12-31"),
        ("FY2026H2", JUNE, "2026-01-01/2026-06-30"),
        ("FY2025Q4", CIVIL, "2025-10-01/2025-12-31"),
        ("FY2026Q1", JANUARY, "2025-02-01/2025-04-30"),
        ("FY2026Q4", JANUARY, "2025-11-01/2026-01-31"),
        ("FY2024", FEBRUARY, "2023-03-01/2024-02-29"),
        ("FY2025", FEBRUARY, "2024-03-01/2025-02-28"),
        ("FY2025Q3", Calendar(YearEnd(9, 27)), "2025-03-28/2025-06-27"),
    ],
)
def test_fiscal_periods(text: str, own: Calendar, covers: str) -> None:
    assert days(parse_period(text, own)) == covers


def test_periods_are_the_same_when_their_days_are() -> None:
    assert parse_period("TTM2025Q4") == parse_period("2025") == parse_period("FY2025")
    assert parse_period("FY2026Q2", JUNE) == parse_period("2025Q4")
    assert len({parse_period("TTM2025Q4"), parse_period("2025")}) == 1
    assert parse_period("TTM2025Q3") != parse_period("2025")
    assert parse_period("2025Q4") != parse_period("2025Q4").at_end()


@pytest.mark.parametrize(
    ("text", "months", "covers", "name"),
    [
        ("2025Q4", -12, "2024-10-01/2024-12-31", "2024Q4"),
        ("2025Q4", -3, "2025-07-01/2025-09-30", "2025Q3"),
        ("2025Q1", -3, "2024-10-01/2024-12-31", "2024Q4"),
        ("2025Q2", -3, "2025-01-01/2025-03-31", "2025Q1"),
        ("2024Q1", 12, "2025-01-01/2025-03-31", "2025Q1"),
        ("2025H1", -6, "2024-07-01/2024-12-31", "2024H2"),
        ("2025", -12, "2024-01-01/2024-12-31", "2024"),
        ("TTM2025Q4", -12, "2024-01-01/2024-12-31", "2024"),
        ("TTM2025Q2", -12, "2023-07-01/2024-06-30", "TTM2024Q2"),
        ("2025Q4", -1, "2025-09-01/2025-11-30", "2025-09-01/2025-11-30"),
        ("2025-12-31", -3, "2025-09-30", "2025-09-30"),
        ("2025-09-30", 3, "2025-12-31", "2025-12-31"),
        ("2025-06-30", -4, "2025-02-28", "2025-02-28"),
        ("2024-06-30", -4, "2024-02-29", "2024-02-29"),
        ("2025-02-28", -12, "2024-02-29", "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28", "2025-02-28"),
        ("2025-12-30", -10, "2025-02-28", "2025-02-28"),
        ("2025-12-15", -12, "2024-12-15", "2024-12-15"),
    ],
)  # fmt: skip
def test_shifts(text: str, months: int, covers: str, name: str) -> None:
    shifted = parse_period(text).shift(months)
    assert (days(shifted), str(shifted)) == (covers, name)


def test_a_fiscal_period_keeps_its_length_when_shifted() -> None:
    shifted = parse_period("FY2026Q1", JANUARY).shift(-12)
    assert days(shifted) == "2024-02-01/2024-04-30"
    assert str(parse_period("FY2026Q2", JUNE).shift(-12)) == "FY2025Q2"


@pytest.mark.parametrize(
    ("text", "months"),
    [("-1Y", -12), ("-1Q", -3), ("-2Q", -6), ("-1H", -6), ("-1M", -1), ("+1Y", 12), ("-10Y", -120)],
)
def test_shift_names(text: str, months: int) -> None:
    assert parse_shift(text) == months


@pytest.mark.parametrize("text", ["", "1Y", "-Y", "-1", "-1y", "-1W", "-100Y", "--1Y", "2025", "-１Y"])
def test_what_is_no_shift(text: str) -> None:
    assert parse_shift(text) is None


def test_the_end_of_a_period_is_an_instant() -> None:
    end = parse_period("2025Q4").at_end()
    assert (end.instant, end.months, str(end)) == (True, 0, "2025-12-31")
    assert end == parse_period("2025-12-31")
    assert end.at_end() == end


@pytest.mark.parametrize(
    "text",
    [
        "", "2025Q0", "2025Q5", "2025H0", "2025H3", "2025q4", "Q42025", "2025-Q4", "25Q4", "2025M1", "2025Q", "2025Q44",
        "TTM", "ttm2025", "FYTTM2025", "FY26Q2", "20255", "2025-13", "2025-00", "2025-1", "9M25", "9M2025Q3", "2025-9M",
        "YTD2025", "YTD2025H1",
        "FY2026-M3", "FY2026-9", "2025/12/31", "12-31-2025", "2025Q4 ", "latest",
        "２０２５Q4", "２０２５-12-31", "1899", "1899Q4", "2200", "9999", "9999Q4", "TTM9999Q4", "0000", "FY9999",
    ],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(PeriodError) as error:
        parse_period(text, JUNE)
    said = str(error.value)
    assert said.startswith(f"cannot read the period {text!r}: ") and said.endswith(EXPECTED_PERIOD)


@pytest.mark.parametrize(
    "text", ["2025-02-29", "2024-02-30", "2025-13-01", "2025-00-10", "2025-06-31", "0000-01-01"]
)
def test_days_that_do_not_exist(text: str) -> None:
    with pytest.raises(PeriodError, match=f"there is no day {text}"):
        parse_period(text)


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_days_beyond_all_use(text: str) -> None:
    with pytest.raises(PeriodError, match="too far away: years run from 1900 to 2199"):
        parse_period(text)


names = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "FY", "TTM"]),
    st.integers(YEARS[0], YEARS[-1]),
    st.sampled_from(["", "Q1", "Q2", "Q3", "Q4", "H1", "H2"]),
)
fiscal_year_ends = st.sampled_from([Calendar(YearEnd(month, 31)) for month in range(1, 13)])
shifts = st.integers(-99 * 12, 99 * 12)


@given(names, fiscal_year_ends, shifts)
def test_a_shift_keeps_whole_months_and_can_be_taken_back(name: str, own: Calendar, months: int) -> None:
    period = parse_period(name, own)
    shifted = period.shift(months)
    assert shifted.months == period.months
    assert shifted.start.day == 1
    assert shifted.shift(-months) == period
    assert (shifted.end.year * 12 + shifted.end.month) - (period.end.year * 12 + period.end.month) == months


@given(st.integers(YEARS[0] + 1, YEARS[-1]), fiscal_year_ends)
def test_quarters_and_halves_fill_the_year(year: int, own: Calendar) -> None:
    for kind in ("", "FY"):
        whole = parse_period(f"{kind}{year}", own)
        for parts in ("Q1 Q2 Q3 Q4", "H1 H2"):
            pieces = [parse_period(f"{kind}{year}{part}", own) for part in parts.split()]
            assert (pieces[0].start, pieces[-1].end) == (whole.start, whole.end)
            for before, after in itertools.pairwise(pieces):
                assert (after.start - before.end).days == 1
    assert parse_period(f"TTM{year}Q4") == parse_period(str(year))
    assert parse_period(f"TTM{year}Q2").end == parse_period(f"{year}H1").end


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), shifts)
def test_a_shifted_day_is_the_same_day_or_the_last_of_its_month(day: date, months: int) -> None:
    shifted = parse_period(day.isoformat()).shift(months).end
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    last = calendar.monthrange(shifted.year, shifted.month)[1]
    assert shifted.day == (last if was_last else min(day.day, last))
    assert shifted.year * 12 + shifted.month == day.year * 12 + day.month + months


def test_a_period_is_the_same_in_another_process() -> None:
    """Days are hashed with a seed of each process: what was hashed here must not be believed there."""
    program = (
        "import pickle, sys\n"
        "facts = pickle.load(sys.stdin.buffer)\n"
        "from reportgen.facts.period import parse_period\n"
        "print(facts[parse_period('2025Q4')])\n"
    )
    told = pickle.dumps({parse_period("2025Q4"): "found"})
    done = subprocess.run([sys.executable, "-c", program], input=told, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "found"
