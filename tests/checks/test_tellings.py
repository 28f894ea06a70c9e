"""Several statements of one fact: what formulas take in of them, and when they are at odds."""

from __future__ import annotations

from typing import Any

import pytest
from bases import REASON, found, sound, tied

from reportgen.checks.tieout import Verdict


def test_formulas_take_in_what_agreeing_statements_say_together() -> None:
    """The figure of the sharpest and the common interval; the first is printed."""
    facts = {
        "revenue@2025Q4": ["10 bn USD", "10.4 bn USD", "over 10.4 bn USD"],
        "cost@2025Q4": "4.0 bn USD",
        "profit@2025Q4": "= revenue - cost",
    }
    base = sound(facts)
    revenue, profit = base.find("revenue"), base.find("profit")
    assert revenue.quantity is not None and revenue.quantity.point == 10 * 10**9
    assert profit.quantity is not None and profit.quantity.point == 6_400_000_000
    low, high = 6_350_000_000, 6_500_000_000  # 10.4 and above, to 10.45, less 3.95 to 4.05
    assert (profit.quantity.interval.low, profit.quantity.interval.high) == (low, high)
    assert profit.quantity.interval.low_open and not profit.quantity.interval.high_open


@pytest.mark.parametrize(
    ("told", "more", "point"),
    [
        (["10.4 bn USD", "10 bn USD"], {}, 104),  # the first is the sharpest
        (["10.4 bn USD", "11.43 bn USD", {"accepted": REASON}], {}, 104),  # they conflict: the one that counts
        (["10 bn USD", "10.4 bn USD", "11.43 bn USD", {"accepted": REASON}], {}, 104),  # and what agrees with it
        (["11.43 bn USD", "10 bn USD", "10.4 bn USD", {"accepted": REASON}], {"prefer": 2, "because": REASON}, 104),
        (["10 bn USD", "10.4 bn USD", "10.2 bn USD", {"accepted": REASON}], {}, 100),  # at odds among themselves
        (["9 to 11 bn USD", "8.9 to 11.2 bn USD", {"accepted": REASON}], {}, 100),  # ranges are not cut down
    ],
)  # fmt: skip
def test_which_statement_formulas_take_in(told: list[Any], more: dict[str, Any], point: int) -> None:
    base = sound({"revenue@2025Q4": [*told, more]})
    operand = base.find("revenue").operand
    assert operand is not None and operand.point == point * 10**8


def test_statements_at_odds_that_both_agree_with_the_one_that_counts() -> None:
    _, rows = tied({"share@2025Q4": ["15%", "15.1%", "15.3%"]})
    assert [row.verdict for row in rows] == [Verdict.TIES, Verdict.CONFLICT]


def test_a_formula_is_held_against_what_the_statements_say_together() -> None:
    growth = {"revenue@2025Q4": "115 m USD", "revenue@2024Q4": "100.0 m USD"}
    made = found(
        growth | {"revenue.growth@2025Q4": ["15%", "16.2%", "= growth(revenue)", {"accepted": REASON}]}
    )
    assert "16.2%" not in " ".join(
        one.message for one in made if one.code == "RG301"
    )  # it agrees with nothing
    made = found(growth | {"revenue.growth@2025Q4": ["15%", "15.49%", "= growth(revenue)"]})
    assert made == []
    made = found(growth | {"revenue.growth@2025Q4": ["16%", "15.81%", "= growth(revenue)"]})
    assert [one.code for one in made] == ["RG301"] and "taking its statements together" in made[0].message


def test_a_reason_for_the_one_that_counts_settles_what_the_others_say() -> None:
    told = ["15.1%", "15.3%", "15%", {"prefer": 3, "because": REASON}]
    assert found({"share@2025Q4": told}) == []
