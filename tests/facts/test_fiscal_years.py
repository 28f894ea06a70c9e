"""An entity's calendar in facts.yaml: what is read, what is refused, and what the real dates change."""

from __future__ import annotations

import pytest

from reportgen.errors import Finding
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.facts.reference import parse_reference

HEAD = """entity: a
period: FY2024Q4
entities:
  a: {name: {en: A}, fiscal-year-end: %s%s}
sources: {}
concepts: {cash: {label: {en: Cash}, unit: USD, type: instant}, sales: {label: {en: Sales}, unit: USD}}
facts: {}
"""


def read(end: str, more: str = "") -> tuple[FactBase | None, list[Finding]]:
    return read_facts((HEAD % (end, f", {more}" if more else "")).encode(), "facts.yaml")


def day(base: FactBase | None, reference: str) -> str:
    assert base is not None
    return base.locate(parse_reference(reference)).period.end.isoformat()


@pytest.mark.parametrize(
    ("end", "more", "reference", "closes"),
    [
        ("09-26", "", "cash@FY2026Q1", "2025-12-26"),
        ("01-31", "fiscal-year-named: start", "sales@FY2025Q4", "2026-01-31"),
        ("01-31", "fiscal-year-named: end", "sales@FY2025Q4", "2025-01-31"),
        ("12-31", "fiscal-year-named: start", "sales@FY2025Q4", "2025-12-31"),
        ("last sunday of january", "", "cash@FY2026Q3", "2025-10-26"),
        ("saturday nearest 01-31", "fiscal-year-named: start", "cash", "2025-02-01"),
        ("saturday nearest 01-31", "fiscal-year-named: start", "cash@-1Y", "2024-02-03"),
        ("saturday nearest 01-31", "fiscal-year-named: start", "cash@-1Q", "2024-11-02"),
        ("01-31", "periods: {FY2026Q2: 2025-04-28 to 2025-07-27}", "cash@FY2026Q1", "2025-04-27"),
        ("01-31", "periods: {FY2026Q2: 2025-04-28 to 2025-07-27}", "cash@FY2026H1", "2025-07-27"),
        (
            "last saturday of december",
            "periods: {FY2024: 2024-01-01 to 2024-12-31}",
            "sales@FY2024Q4",
            "2024-12-31",
        ),
    ],
)
def test_the_days_of_a_calendar(end: str, more: str, reference: str, closes: str) -> None:
    base, findings = read(end, more)
    assert findings == []
    assert day(base, reference) == closes


@pytest.mark.parametrize(
    ("periods", "message", "mend"),
    [
        ("FY2026Q2: 2025-07-27 to 2025-04-28", "runs backwards", "write 2025-04-28 to 2025-07-27"),
        ("FY2026Q2: 2025-04-28", "is not two days", "write 2025-04-28 to 2025-07-27"),
        ("FY2026Q2: 28 Apr 2025 to 27 Jul 2025", "is not two days", "write 2025-04-28 to 2025-07-27"),
        ("FY2026Q2: 28.4.2025 to 27.7.2025", "is not two days", "write 2025-04-28 to 2025-07-27"),
        ("2025Q2: 2025-04-28 to 2025-07-27", "is no fiscal period of this entity", "write FY2026Q2"),
        ("TTMFY2026Q2: 2025-04-28 to 2025-07-27", "is no fiscal period of this entity", "write FY2026Q2"),
        ("2025-07-27: 2025-04-28 to 2025-07-27", "is no fiscal period of this entity", "write FY2026Q2"),
        ("FY2026Q5: 2025-04-28 to 2025-07-27", "cannot read the period 'FY2026Q5'", ""),
        (
            "FY2026Q1: 2025-01-27 to 2025-04-27, FY2026Q2: 2025-04-30 to 2025-07-27",
            "overlap or leave a gap",
            "let each begin on the day after",
        ),
        (
            "FY2026Q1: 2025-01-27 to 2025-05-27, FY2026Q2: 2025-04-28 to 2025-07-27",
            "overlap or leave a gap",
            "let each begin on the day after",
        ),
        (
            "FY2026Q2: 2025-04-28 to 2025-06-01",
            "would have 35 days, which make no quarter",
            "correct the dates",
        ),
        (
            "FY2025: 2024-01-29 to 2025-03-02",
            "would have 399 days, which make no year",
            "correct the dates",
        ),
        ("FY2026Q2: 2026-04-28 to 2026-07-27", "make no quarter", "correct the dates"),
    ],
)
def test_real_dates_that_cannot_be(periods: str, message: str, mend: str) -> None:
    base, findings = read("last sunday of january", f"periods: {{{periods}}}")
    assert base is None
    found = [finding for finding in findings if message in finding.message]
    assert found, findings
    assert found[0].code == "RG203" and found[0].locus is not None and found[0].locus.line == 4
    assert mend in found[0].mend


def test_periods_that_overlap_across_years() -> None:
    periods = "FY2025Q4: 2024-10-28 to 2025-07-01, FY2026Q2: 2025-04-28 to 2025-07-27"
    _, (finding,) = read("last sunday of january", f"periods: {{{periods}}}")
    assert "overlaps another period" in finding.message


@pytest.mark.parametrize(
    ("wrong", "mend"),
    [
        ("first sunday of june", "write 12-31, last saturday of january, or saturday nearest 01-31"),
        ("last sunday in january", "write last sunday of january"),
        ("the Saturday closest to Jan. 31", "write saturday nearest 01-31"),
        ("52 weeks", "write 12-31, last saturday"),
    ],
)
def test_ends_of_years_that_cannot_be_read(wrong: str, mend: str) -> None:
    _, (finding,) = read(wrong)
    assert finding.message == f"a fiscal year cannot end on {wrong!r}"
    assert finding.mend.startswith(mend)
