"""How a time axis names instants, in each language."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportgen.facts.period import parse_period
from reportgen.figures.dates import axis_label

MONTHLY = ("2024-11-29", "2024-12-31", "2025-01-31", "2025-02-05")


def named(dates: Sequence[str], language: str) -> list[str]:
    periods = [parse_period(one) for one in dates]
    return [axis_label(one, periods, language) for one in periods]


@pytest.mark.parametrize(
    ("language", "month", "year"),
    [("en", "Jan 2025", "2024"), ("zh-Hant", "2025/1", "2024"), ("ja", "2025/1", "2024年")],
)
def test_instants_go_by_their_months_and_the_ends_of_years_by_these(
    language: str, month: str, year: str
) -> None:
    assert named(MONTHLY, language)[2] == month
    assert named(("2023-12-31", "2024-12-31"), language)[1] == year


def test_two_of_a_month_keep_their_days() -> None:
    assert named(("2025-01-06", "2025-01-31", "2025-02-28"), "en") == [
        "6 Jan 2025",
        "31 Jan 2025",
        "28 Feb 2025",
    ]
    assert named(("2025-01-31",), "en") == ["31 Jan 2025"]


def test_periods_keep_their_names() -> None:
    assert named(("2024Q4", "2025Q4"), "en") == ["Q4 24", "Q4 25"]
