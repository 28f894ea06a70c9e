"""Periods, days and year ends in other spellings, and what was likely meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.likely import likely_days, likely_periods, likely_year_ends
from reportgen.facts.period import PeriodError, parse_period
from reportgen.facts.reference import BadReference, parse_reference


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("4Q25", ["2025Q4"]), ("Q4 2025", ["2025Q4"]), ("2025-Q4", ["2025Q4"]), ("Q4'25", ["2025Q4"]),
        ("2025q4", ["2025Q4"]), ("25Q4", ["2025Q4"]), ("FY25", ["FY2025"]), ("FY26 Q2", ["FY2026Q2"]),
        ("2Q FY26", ["FY2026Q2"]), ("1H25", ["2025H1"]), ("LTM 4Q25", ["TTM2025Q4"]), ("CY2025", ["2025"]),
        ("Dec 2025", ["2025-12", "2025-12-31", "2025Q4"]), ("Nov 2025", ["2025-11", "2025-11-30"]),
        ("2025/12", ["2025-12", "2025-12-31", "2025Q4"]), ("6M 2025", ["2025H1"]), ("9M FY26", ["FY2026-9M"]),
        ("FY26-9M", ["FY2026-9M"]), ("YTD 3Q25", ["YTD2025Q3"]), ("12M25", ["2025"]),
        ("2025/12/31", ["2025-12-31"]), ("31.12.2025", ["2025-12-31"]), ("12/31/2025", ["2025-12-31"]),
        ("3/4/2025", ["2025-04-03", "2025-03-04"]), ("Dec 31, 2025", ["2025-12-31"]), ("2025Q5", ["2025Q4", "2026Q1"]),
        ("2025H3", ["2025H2", "2026H1"]), ("2025-02-29", ["2025-02-28"]), ("9M25", ["9M2025"]), ("soon", []), ("", []),
    ],
)  # fmt: skip
def test_periods(text: str, meant: list[str]) -> None:
    assert likely_periods(text) == meant


def test_the_likely_period_comes_first_then_all_spellings() -> None:
    with pytest.raises(
        PeriodError, match=r"'4Q25': did you mean 2025Q4\? Otherwise write 2025Q4, 2025H1, 9M2025"
    ):
        parse_period("4Q25")
    with pytest.raises(PeriodError, match=r"'soon': write 2025Q4, 2025H1"):
        parse_period("soon")
    with pytest.raises(PeriodError, match=r"'9999': write"):  # and not itself
        parse_period("9999")


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("revenue@4Q25", 8, "cannot read the period '4Q25': did you mean 2025Q4?"),
        (
            "googl/revenue@Dec 2025~guidance",
            14,
            "cannot read the period 'Dec 2025': did you mean 2025-12 or 2025-12-31?",
        ),
        (
            "revenue@-1W",
            8,
            "cannot read the shift '-1W': write -1Y, -1H, -1Q or -1M, with at most two digits",
        ),
        ("revenue@", 8, "cannot read the period '': write"),
        ("Revenue@2025Q4", 0, "cannot read the reference 'Revenue@2025Q4': did you mean revenue@2025Q4?"),
        (
            "Free cash-flow@2025",
            0,
            "cannot read the reference 'Free cash-flow@2025': did you mean free_cash_flow@2025?",
        ),
        (
            "revenue~consenus",
            8,
            "unknown scenario 'consenus': there are actual, consensus, guidance, estimate; nearest: consensus",
        ),
        ("營收@2025", 0, "cannot read the reference '營收@2025': write [entity/]concept"),
    ],
)
def test_references_with_one_slip(text: str, offset: int, message: str) -> None:
    with pytest.raises(BadReference) as caught:
        parse_reference(text)
    assert str(caught.value).startswith(message)
    assert caught.value.offset == offset


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("June", ["06-30"]), ("31 Dec", ["12-31"]), ("12/31", ["12-31"]), ("31.12", ["12-31"]), ("Feb", ["02-29"]),
        ("last sat. in jan", ["last saturday of january"]),
        ("Saturday closest to January 31", ["saturday nearest 01-31"]),
        ("Sunday nearest to 31 Jan", ["sunday nearest 01-31"]),
        ("the last Sunday of January", ["last sunday of january"]),
        ("3/4", ["03-04", "04-03"]), ("06-31", []), ("13-13", []), ("whenever", []),
    ],
)  # fmt: skip
def test_year_ends(text: str, ends: list[str]) -> None:
    assert likely_year_ends(text) == ends


@given(st.text("0123456789QHFYTMDec -/.'年月日", max_size=12))
def test_what_is_guessed_is_a_day_and_nothing_crashes(text: str) -> None:
    likely_year_ends(text)
    for day in likely_days(text):
        assert parse_period(day).instant or int(day[:4]) not in range(1900, 2200)


@given(st.text("0123456789QHFYTMDec -/.'", max_size=12))
def test_whatever_is_offered_can_be_read(text: str) -> None:
    try:
        parse_period(text)
    except PeriodError as error:
        offered = str(error).partition("did you mean ")[2].partition("?")[0]
        for name in filter(None, offered.split(" or ")):
            assert parse_period(name)
