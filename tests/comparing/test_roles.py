"""Which figure takes which one's place in the next edition: of the year to date, and at the year's end."""

from __future__ import annotations

import pytest
from comparing.compared import facts, mirrors, turns_of

from reportgen.comparing.comparison import compare_sides
from reportgen.comparing.roles import yearly_role_of
from reportgen.comparing.sides import ComparedSide
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts

MARCH = """
entity: kawa
period: {period}
entities:
  kawa: {{name: {{en: Kawa}}, fiscal-year-end: 03-31}}
sources:
  release: {{title: {{en: Release}}, published: 2026-05-06}}
facts:
{facts}
"""


def year_to_march(period: str, *stated: str) -> FactBase:
    """A company whose year ends in March, as of a period; amounts are told in bn."""
    lines = (f"  {one.replace(' ', ': ')} bn JPY; release ¶1" for one in stated)
    base, found = read_facts(MARCH.format(period=period, facts="\n".join(lines)).encode(), "facts.yaml")
    assert base is not None and not [one.message for one in found if one.blocks]
    return base


def march(period: str, *stated: str) -> ComparedSide:
    """The same as a side."""
    return facts(year_to_march(period, *stated))


@pytest.mark.parametrize(
    ("before", "to_date", "now", "then"),
    [
        ("FY2026Q2", "FY2026H1", "FY2026Q3", "FY2026-9M"),
        ("FY2026Q3", "FY2026-9M", "FY2026Q4", "FY2026"),
        ("FY2026Q3", "FY2025-9M", "FY2026Q4", "FY2025"),
        ("FY2025Q4", "FY2025", "FY2026Q4", "FY2026"),
        ("FY2026-9M", "FY2026-9M", "FY2026", "FY2026"),
    ],
)
def test_the_year_to_date_goes_on(before: str, to_date: str, now: str, then: str) -> None:
    old, new = march(before, f"revenue@{to_date} 61.1"), march(now, f"revenue@{then} 94.6")
    assert turns_of(compare_sides(old, new)) == {f"revenue@{then}": "moved on"}
    assert mirrors(old, new)


def test_a_first_quarter_is_no_year_to_date_after_a_year() -> None:
    old, new = march("FY2025Q4", "revenue@FY2025 120"), march("FY2026Q1", "revenue@FY2026Q1 30")
    assert turns_of(compare_sides(old, new)) == {"revenue@FY2025": "gone", "revenue@FY2026Q1": "new"}


def test_a_quarter_stands_against_a_quarter_first() -> None:
    old = march("FY2026Q2", "revenue@FY2026Q2 31", "revenue@FY2026H1 61", "revenue@FY2026Q1 30")
    new = march("FY2026Q3", "revenue@FY2026Q3 33", "revenue@FY2026-9M 94", "revenue@FY2026H1 61")
    assert turns_of(compare_sides(old, new)) == {
        "revenue@FY2026Q3": "moved on",
        "revenue@FY2026-9M": "moved on",
        "revenue@FY2026Q1": "gone",
    }


def test_what_grew_since_the_years_end_goes_on_with_that() -> None:
    def role(period: str, end: str, quarters: int) -> str:
        start, at = "total_assets@2025-03-31 90", f"total_assets@{end} 98"
        base = year_to_march(period, start, at)
        since = base.at(f"growth(total_assets, total_assets@-{quarters}Q)@{end}")
        return yearly_role_of(since, base)

    assert role("FY2026Q2", "2025-09-30", 2) == role("FY2026Q3", "2025-12-31", 3) != ""
    assert role("FY2026Q3", "2025-12-31", 1) == ""


def test_the_last_years_end_goes_on() -> None:
    old = march("FY2025Q4", "cash@2024-03-31 9", "revenue@FY2025Q4 30")
    new = march("FY2026Q2", "cash@2025-03-31 8", "revenue@FY2025Q4 30")
    assert turns_of(compare_sides(old, new)) == {"cash@2025-03-31": "moved on"}
