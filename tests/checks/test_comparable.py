"""What does not compare, and the legitimate comparisons nearest to it."""

from __future__ import annotations

from typing import Any

import pytest
from bases import REASON, found, tied

from reportgen.checks.tieout import Verdict

ADJUSTED = {"profit@2025Q4": "25.0 bn USD", "charges@2025Q4": "2.4 bn USD", "profit@2024Q4": "21.2 bn USD"}
REVENUE = {"revenue@2025Q4": "10.0 bn USD", "revenue@2024Q4": "8.0 bn USD", "revenue@2025": "40.0 bn USD"}

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "reported from adjusted": (
        ADJUSTED
        | {
            "profit.adjusted@2025Q4": "27.4 bn USD",
            "profit.growth@2025Q4": ["29%", "= growth(profit.adjusted, profit@-1Y)"],
        },
        "it is reported, profit.adjusted is adjusted",
    ),
    "adjusted growth of reported figures": (
        ADJUSTED | {"profit.adjusted.growth@2025Q4": ["18%", "= growth(profit)"]},
        "it is adjusted, its inputs are all reported",
    ),
    "an actual from guidance": (
        {
            "revenue@2025Q4~guidance": "10.0 bn USD",
            "revenue.run_rate@2025Q4": ["40 bn USD", "= annualised(revenue~guidance)"],
        },
        "it is an actual, its inputs are all guidance",
    ),
    "an actual that adds up guidance": (
        {
            "revenue@2025Q3": "9.0 bn USD",
            "revenue@2025Q4~guidance": "10.0 bn USD",
            "revenue@2025H2": ["19.0 bn USD", "= revenue@2025Q3 + revenue@2025Q4~guidance"],
        },
        "adds up actual and guidance",
    ),
    "growth of a quarter on a year": (
        REVENUE | {"revenue.growth@2025Q4": ["-75%", "= growth(revenue, revenue@2025)"]},
        "growth between periods of 3 and 12 months",
    ),
    "a year from a quarter's parts": (
        {
            "cost@2025Q4": "6.0 bn USD",
            "profit@2025Q4": "4.0 bn USD",
            "revenue@2025": ["10.0 bn USD", "= cost@2025Q4 + profit@2025Q4"],
        },
        "it covers 12 months, its inputs cover 3",
    ),
    "another company's figures": (
        {
            "june/cost@2025Q4": "6.0 bn USD",
            "june/profit@2025Q4": "4.0 bn USD",
            "revenue@2025Q4": ["10.0 bn USD", "= june/cost + june/profit"],
        },
        "its inputs all belong to june",
    ),
    "growth from another company": (
        {
            "revenue@2025Q4": "10.0 bn USD",
            "june/revenue@2024Q4": "8.0 bn USD",
            "revenue.growth@2025Q4": ["25%", "= growth(revenue, june/revenue@2024Q4)"],
        },
        "growth from june to acme",
    ),
}

RIGHT: dict[str, dict[str, Any]] = {
    "adjusted bridged from reported": ADJUSTED
    | {"profit.adjusted@2025Q4": ["27.4 bn USD", "= profit + charges"]},
    "adjusted growth on a reported base": ADJUSTED
    | {
        "profit.adjusted@2025Q4": "27.4 bn USD",
        "profit.adjusted.growth@2025Q4": ["29%", "= growth(profit.adjusted, profit@-1Y)"],
    },
    "surprise": {
        "revenue@2025Q4": "10.0 bn USD",
        "revenue@2025Q4~consensus": "9.8 bn USD",
        "revenue.growth@2025Q4": ["2%", "= surprise(revenue)"],
    },
    "gap to consensus": {
        "revenue@2025Q4": "10.0 bn USD",
        "revenue@2025Q4~consensus": "9.8 bn USD",
        "profit@2025Q4": ["0.2 bn USD", "= revenue - revenue~consensus"],
    },
    "full-year guidance that takes in actuals": {
        "revenue@2025Q3": "9.0 bn USD",
        "revenue@2025Q4~guidance": "10.0 bn USD",
        "revenue@2025H2~guidance": ["19.0 bn USD", "= revenue@2025Q3~actual + revenue@2025Q4~guidance"],
    },
    "growth of guidance on an actual": {
        "revenue@2025": "40.0 bn USD",
        "revenue@2026~guidance": "44.0 bn USD",
        "revenue.growth@2026~guidance": ["10%", "= growth(revenue, revenue@2025~actual)"],
    },
    "the fourth quarter as a remainder": {
        "revenue@2025": "40.0 bn USD",
        "revenue@2025H1": "20.0 bn USD",
        "revenue@2025Q3": "10.0 bn USD",
        "revenue@2025Q4": ["10.0 bn USD", "= revenue@2025 - revenue@2025H1 - revenue@2025Q3"],
    },
    "an amount over two quarters": {
        "people@2025Q3": "14 people",
        "people@2025Q4": "16 people",
        "share@2025Q4": "50%",
        "cost@2025Q4": "1 bn USD",
        "people@2025H2": ["30 people", "= people@2025Q3 + people@2025Q4"],
    },
    "one company against another": {
        "revenue@2025Q4": "10.0 bn USD",
        "june/revenue@2025Q4": "8.0 bn USD",
        "share@2025Q4": ["25%", "= revenue / june/revenue - 1"],
    },
    "change of a balance": {
        "staff@2025-12-31": "15 people",
        "staff@2024-12-31": "10 people",
        "people@2025": ["5 people", "= staff@2025-12-31 - staff@2024-12-31"],
    },
}


@pytest.mark.parametrize(("facts", "why"), WRONG.values(), ids=WRONG)
def test_it_does_not_compare(facts: dict[str, Any], why: str) -> None:
    (finding,) = found(facts)
    assert finding.code == "RG306"
    assert finding.blocks
    assert why in finding.message


@pytest.mark.parametrize("facts", RIGHT.values(), ids=RIGHT)
def test_it_compares(facts: dict[str, Any]) -> None:
    assert found(facts) == []
    assert Verdict.NOT_COMPARABLE not in {row.verdict for row in tied(facts)[1]}


def test_it_can_be_accepted() -> None:
    facts, _ = WRONG["reported from adjusted"]
    name = "profit.growth@2025Q4"
    (finding,) = found(facts | {name: [*facts[name], {"accepted": {"RG306": REASON}}]})
    assert finding.code == "RG304"
