"""The constants of claims: every number that is written in a condition, for its words to be held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from reportgen.checks.conditions import constants, read_claim
from reportgen.facts.base import FactBase
from reportgen.facts.text import Text

FACTS = {
    "revenue@2025Q4": "35.6 bn USD",
    "revenue@2025Q3": "33.0 bn USD",
    "cost@2025Q4": "30 bn USD",
    "margin@2025Q4": "35%",
    "people@2025Q4": "exact 13 people",
    "growth_rate@2025Q4": "24%",
}


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("revenue > cost", []),
        ("cost < revenue / 2", ["2"]),
        ("revenue >= 20 bn USD", ["20000000000 USD"]),
        ("margin > 35%", ["7/20 %"]),
        ("people = 13 people", ["13 people"]),
        ("growth_rate > 0", ["0"]),
        ("cost < revenue * 1.5 - 2 * cost", ["3/2", "2"]),
        ("revenue / cost > -1/2", ["1", "2"]),
        ("fastest(growth_rate, 13)", ["13"]),
        ("record(revenue)", []),
        ("between(revenue / 3, 5 bn USD, cost)", ["3", "5000000000 USD"]),
        ("not (revenue > 2 * cost or margin > 10%) and people > 3 people", ["2", "1/10 %", "3 people"]),
        # The 4 of a year and the 2 of a mean are written nowhere.
        ("annualised(revenue) > average(revenue, cost)", []),
    ],
)
def test_every_number_that_is_written_is_told(
    base: Callable[[Mapping[str, str]], FactBase], claim: str, told: list[str]
) -> None:
    found = constants(read_claim(Text(claim), base(FACTS)))
    assert [f"{number.point} {number.unit}".strip() for number in found] == told
    assert all(number.interval.width == 0 for number in found)
