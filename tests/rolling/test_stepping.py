"""Where period tokens go when an edition rolls, and that they come back."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.calendars import CIVIL, Calendar, read_year_end
from reportgen.facts.period import parse_period
from reportgen.rolling.period_tokens import shifted_text
from reportgen.rolling.stepping import DAY_TOKEN, RollStep, is_far_ahead


def calendar(rule: str, named_by_start: bool = False) -> Calendar:
    end = read_year_end(rule)
    assert end is not None
    return Calendar(end, named_by_start)


JANUARY: Final = calendar("saturday nearest 01-31", named_by_start=True)
LAST_SUNDAY: Final = calendar("last sunday of january")
MARCH: Final = calendar("03-31")
# The end of FY2025 as it was given: a week later than the rule has it.
GIVEN: Final = Calendar(JANUARY.year_end, True, ((2026 * 12 + 12, date(2026, 2, 7)),))
CALENDARS: Final = (CIVIL, JANUARY, LAST_SUNDAY, MARCH, GIVEN)


def step(old: str, new: str, own: Calendar = CIVIL) -> RollStep:
    return RollStep(parse_period(old, own), parse_period(new, own), "a", {"a": own, "b": MARCH})


@pytest.mark.parametrize(
    ("token", "after"),
    [
        ("2025Q4", "2026Q1"), ("2024Q4", "2025Q1"), ("2026Q1", "2026Q2"), ("TTM2025Q4", "TTM2026Q1"),
        ("2025", "2025"), ("2026", "2026"), ("2025-12-31", "2026-03-31"), ("2025-09-30", "2025-12-31"),
        ("2025-10", "2026-01"), ("2026-01", "2026-04"), ("2025-12-30", "2025-12-30"), ("9M2025", "YTD2025Q4"),
        ("2025H1", "9M2025"), ("2025H2", "2025H2"), ("YTD2025Q4", "YTD2026Q1"),
    ],
)  # fmt: skip
def test_tokens_of_the_calendar_go_a_quarter_on(token: str, after: str) -> None:
    assert step("2025Q4", "2026Q1").token(token) == after


@pytest.mark.parametrize(
    ("token", "after"),
    [
        ("FY2025", "FY2026"), ("FY2026", "FY2027"), ("FY2025Q3", "FY2025Q4"), ("FY2026-9M", "YTDFY2026Q4"),
        ("2025-12-31", "2026-03-31"), ("TTMFY2026Q3", "TTMFY2026Q4"), ("2025", "2025"),
    ],
)  # fmt: skip
def test_a_year_goes_on_when_one_closes(token: str, after: str) -> None:
    """From the third quarter to the fourth the last full year is another one; the calendar year is not over."""
    assert step("FY2026Q3", "FY2026Q4", MARCH).token(token) == after


def test_by_halves_a_year_to_date_stays_one() -> None:
    on = step("2000Q1", "2000Q3")
    assert (on.token("YTD2000Q4"), on.back.token("YTD2001Q2")) == ("YTD2001Q2", "YTD2000Q4")


def test_a_year_of_weeks_has_its_own_days() -> None:
    to_fourth = step("FY2025Q3", "FY2025Q4", JANUARY)
    assert (to_fourth.token("2025-11-01"), to_fourth.token("FY2024")) == ("2026-01-31", "FY2025")
    assert to_fourth.token("2025-10-31") == "2025-10-31"  # no day of this company's


def test_another_companys_token_goes_by_its_own_calendar() -> None:
    text = (
        "cite('b/growth(cloud.revenue@FY2025)') b/capex@FY2026~guidance low(b/capex@2026-03-31) capex@2025Q4"
    )
    after, moved = shifted_text(text, step("2025Q4", "2026Q1"))
    assert after == (
        "cite('b/growth(cloud.revenue@FY2026)') b/capex@FY2027~guidance low(b/capex@2026-06-30) capex@2026Q1"
    )
    assert moved == 4


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ('{{ cite("revenue@2024Q4") }}', '{{ cite("revenue@2025Q1") }}'),
        ("{{ period('2025Q4') }} in Q4 2025", "{{ period('2026Q1') }} in Q4 2025"),
        ("revenue@-1Y and revenue@+1Q~guidance", "revenue@-1Y and revenue@+1Q~guidance"),
        ("growth(a.b, a.b@-1Q)@2025-12-31: 22%", "growth(a.b, a.b@-1Q)@2026-03-31: 22%"),
        ("ann@example.com, ann@2025.example", "ann@example.com, ann@2025.example"),
        ("see revenue@2025Q4.", "see revenue@2026Q1."),
        (r'en: "In {{ period(\"2025Q4\", short=true) }}"', r'en: "In {{ period(\"2026Q1\", short=true) }}"'),
        ("en: '{{ date(''2025Q4'') }}'", "en: '{{ date(''2026Q1'') }}'"),
    ],
)
def test_tokens_shift_as_they_are_written(text: str, after: str) -> None:
    assert shifted_text(text, step("2025Q4", "2026Q1"))[0] == after


def test_columns_are_named_by_periods_too() -> None:
    text = 'a: {columns: [actual, 2025Q4, 2026~consensus], rows: [2025Q4]}\nb: [{shows: "2024Q4"}]\n'
    after, _ = shifted_text(text, step("2025Q4", "2026Q1"), columns=True)
    assert after == 'a: {columns: [actual, 2026Q1, 2026~consensus], rows: [2025Q4]}\nb: [{shows: "2025Q1"}]\n'


# ---- there and back ----------------------------------------------------------------------------------------------

YEAR: Final = st.integers(2000, 2050)


@st.composite
def tokens(draw: st.DrawFn, own: Calendar) -> str:
    """A token that a company with this calendar may write."""
    year, quarter = draw(YEAR), draw(st.integers(1, 4))
    era = "" if own.civil else draw(st.sampled_from(["FY", ""]))
    day = own.closing((year - 1) * 12 + 3 * quarter).isoformat()
    nine = f"{era}{year}-9M" if era else f"9M{year}"
    named = [f"{era}{year}Q{quarter}", f"{era}{year}H1", f"{era}{year}H2", nine, f"{era}{year}"]
    named += [f"TTM{era}{year}Q{quarter}", f"YTD{era}{year}Q{quarter}", day, f"{year}-{3 * quarter:02}"]
    return draw(st.sampled_from(named))


@st.composite
def rolled(draw: st.DrawFn) -> tuple[Calendar, RollStep, list[str]]:
    own = draw(st.sampled_from(CALENDARS))
    era = "" if own.civil else "FY"
    length = draw(st.sampled_from(["Q", "H", ""]))
    count = {"Q": 4, "H": 2, "": 1}[length]
    at = draw(st.integers(2000 * count, 2050 * count))
    ahead = at + draw(st.integers(1, 2 * count))

    def named(number: int) -> str:
        return f"{era}{number // count}{length}{number % count + 1 if length else ''}"

    on = step(named(at), named(ahead), own)
    some = draw(st.lists(tokens(own), min_size=1, max_size=5))
    return own, on, [one for one in some if not _stays(one, on)]


def _stays(token: str, on: RollStep) -> bool:
    """Whether it is a day of a plan, which stays on the way there, and would move on the way back."""
    return bool(DAY_TOKEN.fullmatch(token)) and is_far_ahead(date.fromisoformat(token), on.new)


def test_a_day_of_a_plan_stays() -> None:
    on = step("2025Q4", "2026Q1")
    assert on.token("2027-12-31") == "2027-12-31"
    assert on.token("2026-09-30") == "2026-09-30"
    assert (
        on.token("2026-06-30") == "2026-09-30"
    )  # the end of the quarter to come, when it was the one after that


@given(rolled())
def test_forward_and_back_are_the_same_periods(case: tuple[Calendar, RollStep, list[str]]) -> None:
    own, on, some = case
    for token in some:
        there = on.token(token)
        parse_period(there, own)  # what comes out can be read
        assert parse_period(on.back.token(there), own) == parse_period(token, own), (token, there)


@given(rolled(), st.sampled_from(["cite('a.b@{}')", "growth(x@{}~guidance)@{}", "{{{{ period('{}') }}}}"]))
def test_a_text_comes_back_as_it_was(case: tuple[Calendar, RollStep, list[str]], form: str) -> None:
    _, on, some = case
    text = "\n".join(form.format(token, token) for token in some)
    back = shifted_text(shifted_text(text, on)[0], on.back)[0]
    again = shifted_text(shifted_text(back, on)[0], on.back)[0]
    assert again == back  # by the names that people know them by
    assert text.count("\n") == back.count("\n")
