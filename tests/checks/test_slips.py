"""What a conflict's finding offers: both intervals, the nearest figures that tie, the slips that would explain it."""

from __future__ import annotations

from typing import Any

import pytest
from bases import REASON, found

from reportgen.errors import Severity

MARGIN = {"revenue@2025Q4": "213.4 bn USD", "profit@2025Q4": "25.0 bn USD"}
SUM = ["= revenue - cost"]
MONEY = {"revenue@2025Q4": "213.4 bn USD", "cost@2025Q4": "120.1 bn USD"}
YEARS = {"revenue@2025Q4": "213.4 bn USD", "revenue@2024Q4": "187.8 bn USD", "revenue@2025Q3": "180.2 bn USD"}
CAPEX = {"cost@2025": "131.8 bn USD", "cost@2024": "77.0 bn USD"}
NET = {"cost.net@2025": "128.3 bn USD", "cost.net@2024": "78.1 bn USD"}
MARGINS = {"margin@2025Q4": "35.1%", "margin@2024Q4": "32.0%"}

SLIPS: dict[str, tuple[dict[str, Any], str]] = {
    "m for bn": (
        MONEY | {"profit@2025Q4": ["93.3 m USD", *SUM]},
        "×10³, m for bn or thousand for m (too small) in the stated",
    ),
    "×10⁶": (MONEY | {"profit@2025Q4": ["93,300 USD", *SUM]}, "×10⁶"),
    "萬 for 億": (
        MONEY | {"profit@2025Q4": ["933萬 USD", *SUM]},
        "×10⁴, 萬 for units or 億 for 萬 (too small) in the stated",
    ),
    "億 for bn": (MONEY | {"profit@2025Q4": ["93.3億 USD", *SUM]}, "億 for bn"),
    "too large": (
        MONEY | {"profit@2025Q4": ["93.3 tn USD", *SUM]},
        "×10³, m for bn or thousand for m (too large) in the stated",
    ),
    "an input": (
        {
            "revenue@2025Q4": "213.4 m USD",
            "cost@2025Q4": "120.1 bn USD",
            "profit@2025Q4": ["93.3 bn USD", *SUM],
        },
        "×10³, m for bn or thousand for m (too small) in revenue@2025Q4",
    ),
    "a fraction for a percentage": (
        MARGIN | {"margin@2025Q4": ["0.117%", "= profit / revenue"]},
        "a fraction for a percentage",
    ),
    "sign": (MONEY | {"profit@2025Q4": ["-93.3 bn USD", *SUM]}, "+ for − or − for + in the stated value"),
    "digits": (
        MARGIN | {"margin@2025Q4": ["17.1%", "= profit / revenue"]},
        "digits swapped: 11.7% for what stands in the stated",
    ),
    "digits of an input": (
        {
            "revenue@2025Q4": "231.4 bn USD",
            "cost@2025Q4": "120.1 bn USD",
            "profit@2025Q4": ["93.3 bn USD", *SUM],
        },
        "digits swapped: 213.4bn USD for what stands in revenue@2025Q4",
    ),
    "cut off": (
        MARGIN | {"margin@2025Q4": ["11%", "= profit / revenue"], "profit@2025Q4": "24.9 bn USD"},
        "cut off instead of rounded",
    ),
    "the neighbour's digits": (
        MARGIN | {"margin@2024Q4": "13.4%", "margin@2025Q4": ["13.4%", "= profit / revenue"]},
        "wrong period: margin@2024Q4 is stated with the same digits",
    ),
    "the neighbour's inputs": (
        MARGIN
        | {
            "revenue@2025Q3": "180.2 bn USD",
            "profit@2025Q3": "17.4 bn USD",
            "margin@2025Q4": ["9.7%", "= profit / revenue"],
        },
        "wrong period: it ties with the inputs of 2025Q3",
    ),
    "growth on the quarter": (
        YEARS | {"revenue.growth@2025Q4": ["18.4%", "= growth(revenue)"]},
        "wrong period: revenue@2025Q3 in place of revenue@2024Q4 ties",
    ),
    "gross for net": (
        CAPEX | NET | {"revenue.growth@2025": ["64%", "= growth(cost)"]},
        "wrong base: with cost.net in place of cost it ties (64.2765…%)",
    ),
    "gross for net once": (
        CAPEX | NET | {"profit@2025": ["51.3 bn USD", "= cost - cost@-1Y"]},
        "wrong base: with cost.net@2025 in place of cost@2025 it ties",
    ),
    "% for points": (MARGINS | {"margin.change@2025Q4": ["9.7 points", "= change(margin)"]}, "% for points"),
    "points for %": (MARGINS | {"profit.growth@2025Q4": ["3.1%", "= growth(margin)"]}, "points for %"),
}


@pytest.mark.parametrize(("facts", "slip"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named(facts: dict[str, Any], slip: str) -> None:
    (finding,) = (one for one in found(facts) if one.code == "RG301")
    assert slip in finding.mend


def test_a_conflict_that_no_slip_explains_says_so_by_silence() -> None:
    (finding,) = found(MARGIN | {"margin@2025Q4": ["13.8%", "= profit / revenue"]})
    assert "explain" not in finding.mend


def test_a_fact_does_not_explain_its_own_conflict() -> None:
    """What is computed from the stated value itself fits it whatever stands there."""
    facts = MONEY | {"profit@2025Q4": ["50.0 bn USD", *SUM], "cost.net@2025Q4": "= revenue - profit"}
    (finding,) = found(facts)
    assert "cost.net" not in finding.mend


CHANGES = {
    "several": (["about 65%"], "4.992… points apart; about 70% or about 71% or about 72% would tie"),
    "one": (["65%"], "71% would tie"),
    "above": (["75%"], "71% would tie"),
    "a bound": (["over 80%"], "the nearest that would tie is over 71%"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_smallest_change_that_would_tie(name: str) -> None:
    stated, wanted = CHANGES[name]
    (finding,) = found(CAPEX | {"revenue.growth@2025": [*stated, "= growth(cost)"]})
    assert wanted in finding.mend


def test_a_long_row_of_ties_is_named_by_its_ends() -> None:
    (finding,) = found(CAPEX | {"revenue.growth@2025": ["65.0%", "= growth(cost)"]})
    assert "the nearest that would tie is 71% (and any up to 71.3%)" in finding.mend


def test_an_exact_value_that_cannot_tie_gets_no_advice() -> None:
    (finding,) = found(
        {
            "people@2025Q4": "exact 5 people",
            "people@2024Q4": "exact 2 people",
            "revenue.growth@2025Q4": ["exact 140%", "= growth(people)"],
        }
    )
    assert "10 points apart" in finding.mend and "would tie" in finding.mend


def test_both_intervals_are_shown_with_their_ends() -> None:
    (finding,) = found(CAPEX | {"revenue.growth@2025": ["nearly 65%", "= growth(cost)"]})
    assert "nearly 65% [63, 65)" in finding.message
    assert "71.1688…% [70.9928…, 71.3450…]" in finding.message


def test_tellings_that_touch_are_told_apart() -> None:
    (finding,) = found({"revenue@2025Q4": ["24.9 bn USD", "25.0 bn USD"]})
    assert finding.code == "RG302"
    assert "the intervals touch, the digits differ" in finding.mend


def test_tellings_a_scale_apart_name_the_slip() -> None:
    (finding,) = found({"revenue@2025Q4": ["213.4 bn USD", "213.4 m USD"]})
    assert finding.code == "RG302"
    assert "×10³" in finding.mend


def test_both_ends_of_a_range_are_mended() -> None:
    facts = {
        "revenue@2025Q4": "100 bn USD",
        "profit@2025Q4": ["20 to 40 bn USD", "= range(revenue * 0.2, revenue * 0.3)"],
    }
    (finding,) = found(facts)
    assert "at the high end" in finding.mend
    assert "at the low end" not in finding.mend


# ---- acceptance ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accepted", [REASON, {"RG301": REASON}], ids=["words", "by code"])
def test_an_accepted_conflict_is_a_note(accepted: Any) -> None:
    (finding,) = found(MARGIN | {"margin@2025Q4": ["17.1%", "= profit / revenue", {"accepted": accepted}]})
    assert (finding.code, finding.severity) == ("RG304", Severity.NOTE)
    assert "digits swapped" in finding.mend


def test_a_reason_for_another_code_does_not_count() -> None:
    codes = {
        finding.code
        for finding in found(
            MARGIN | {"margin@2025Q4": ["17.1%", "= profit / revenue", {"accepted": {"RG302": REASON}}]}
        )
    }
    assert codes == {"RG301", "RG305"}


def test_an_acceptance_without_a_conflict_is_a_warning() -> None:
    (finding,) = found(MARGIN | {"margin@2025Q4": ["11.7%", "= profit / revenue", {"accepted": REASON}]})
    assert (finding.code, finding.severity) == ("RG305", Severity.WARNING)
