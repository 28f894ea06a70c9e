"""Sanity rules: each fires, stays silent on its nearest innocent neighbour, and can be accepted with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from bases import REASON, found, read_base

from reportgen.codes import CODES
from reportgen.errors import Severity

WHOLE = {"cost": {"unit": "USD", "part-of": "revenue"}}
FOOTED = {"revenue": {"unit": "USD", "parts": ["cost", "profit"]}}
YEARLY = {"cost": {"unit": "USD", "length": "year"}}
TTM = {"fcf.ttm": {"unit": "USD"}}
NEVER = {"cost": {"unit": "USD", "non-negative": True}}
PEOPLE = {"people": {"unit": "people", "adds-up": True}}
QUARTERS = {
    f"revenue@2025Q{n}": f"{value} bn USD" for n, value in enumerate(("10.1", "10.4", "10.2", "11.3"), 1)
}

STANDARD: dict[str, Any] = {}  # what nobody declares
BALANCE = ("total_assets", "total_liabilities", "total_equity")
EARNED = {"net_income@2025Q4": "21.19 bn USD", "shares.diluted@2025Q4": "10.83 bn shares"}
ROLLED = {
    "cash@2024-12-31": "8.0 bn USD",
    "operating_cash_flow@2025": "9.0 bn USD",
    "investing_cash_flow@2025": "-5.0 bn USD",
    "financing_cash_flow@2025": "-2.0 bn USD",
    "fx_effect_on_cash@2025": "0.1 bn USD",
}
WOMEN = {"women": {"unit": "people", "type": "instant"}}
PARTS = {"profit@2025Q1": "9 m USD", "profit@2025Q2": "10 m USD", "profit@2025Q3": "12 m USD"}
MOVED = {"revenue": 923, "cost": 411, "cost.net": 377, "charges": 128}

# code, the facts that break the rule, the one that is found, its innocent neighbour, concepts, the severity
CASES: dict[str, tuple[str, dict[str, Any], str, dict[str, Any], dict[str, Any]]] = {
    "tellings, one of them a bound": (
        "RG401",
        {"revenue@2025Q4": ["over 10 m USD", "10.4 bn USD"]},
        "revenue@2025Q4",
        {"revenue@2025Q4": ["over 10 bn USD", "10.4 bn USD"]},
        {},
    ),
    "consensus against the actual": (
        "RG401",
        {"revenue@2025Q4": "213.4 bn USD", "revenue@2025Q4~consensus": "211.5 m USD"},
        "revenue@2025Q4~consensus",
        {
            "revenue@2025Q4": "213.4 bn USD",
            "revenue@2025Q4~consensus": "11.5 bn USD",
        },  # far off, but no scale
        {},
    ),
    "萬 for 億": (
        "RG402",
        {"revenue@2025Q3": "2101億 USD", "revenue@2025Q4": "2134萬 USD"},
        "revenue@2025Q4",
        {"revenue@2025Q3": "21 bn USD", "revenue@2025Q4": "2.1 bn USD"},
        {},
    ),
    "bn for m": (
        "RG402",
        {"staff@2025-09-30": "1,431 people", "staff@2025-12-31": "1,436,000 people"},
        "staff@2025-12-31",
        {"staff@2025-09-30": "1,431 people", "staff@2025-12-31": "143,600 people"},
        {},
    ),
    "percentage": (
        "RG403",
        {"share@2025Q4": "1001%"},
        "share@2025Q4",
        {"share@2025Q4": "1000%", "revenue.growth@2025Q4": "-1000%"},
        {},
    ),
    "part above the whole": (
        "RG404",
        {"cost@2025Q4": "10.5 bn USD", "revenue@2025Q4": "10.3 bn USD"},
        "cost@2025Q4",
        {"cost@2025Q4": "10.4 bn USD", "revenue@2025Q4": "10.3 bn USD", "revenue@2025Q3": "1 bn USD"},
        WHOLE,
    ),
    "footing": (
        "RG405",
        {"cost@2025Q4": "6.1 bn USD", "profit@2025Q4": "4.0 bn USD", "revenue@2025Q4": "10.3 bn USD"},
        "revenue@2025Q4",
        {"cost@2025Q4": "6.1 bn USD", "profit@2025Q4": "4.1 bn USD", "revenue@2025Q4": "10.3 bn USD"},
        FOOTED,
    ),
    "quarters and the year": (
        "RG406",
        QUARTERS | {"revenue@2025": "43.0 bn USD"},
        "revenue@2025",
        QUARTERS | {"revenue@2025": "42.2 bn USD"},  # 42.0 as rounded, and within rounding
        {},
    ),
    "quarters and the half": (
        "RG406",
        {"profit@2025Q1": "-10 m USD", "profit@2025Q2": "30 m USD", "profit@2025H1": "25 m USD"},
        "profit@2025H1",
        {"profit@2025Q1": "-10 m USD", "profit@2025Q2": "30 m USD", "profit@2025H2": "25 m USD"},
        {},
    ),
    "halves and the trailing year": (
        "RG406",
        {"people@2024H2": "10 people", "people@2025H1": "12 people", "people@TTM2025Q2": "32 people"},
        "people@TTM2025Q2",
        {"people@2024H2": "10 people", "people@2025H1": "12 people", "people@2025": "32 people"},
        PEOPLE,
    ),
    "nine months, a fourth quarter and the year": (
        "RG406",
        {"profit@9M2025": "30 m USD", "profit@2025Q4": "12 m USD", "profit@2025": "52 m USD"},
        "profit@2025",
        {"profit@9M2025": "30 m USD", "profit@2025Q3": "12 m USD", "profit@2025": "52 m USD"},
        {},
    ),
    "months and the quarter": (
        "RG406",
        {f"profit@2025-0{month}": "10 m USD" for month in (1, 2, 3)} | {"profit@2025Q1": "40 m USD"},
        "profit@2025Q1",
        {f"profit@2025-0{month}": "10 m USD" for month in (2, 3, 4)} | {"profit@2025Q1": "40 m USD"},
        {},
    ),
    "fiscal quarters and nine months": (
        "RG406",
        {f"june/profit@FY2025Q{n}": "10 m USD" for n in (1, 2, 3)} | {"june/profit@FY2025-9M": "40 m USD"},
        "june/profit@FY2025-9M",
        {f"june/profit@FY2025Q{n}": "10 m USD" for n in (2, 3, 4)} | {"june/profit@FY2025-9M": "40 m USD"},
        {},
    ),
    "month above its nine months": (
        "RG407",
        {"revenue@2025-05": "10.4 bn USD", "revenue@9M2025": "10.2 bn USD"},
        "revenue@2025-05",
        {"revenue@2025-10": "10.4 bn USD", "revenue@9M2025": "10.2 bn USD"},
        {},
    ),
    "quarter above the year": (
        "RG407",
        {"revenue@2025Q1": "10.4 bn USD", "revenue@2025": "10.2 bn USD"},
        "revenue@2025Q1",
        {"profit@2025Q1": "10.4 bn USD", "profit@2025": "10.2 bn USD"},  # a loss later in the year
        {},
    ),
    "half above the year, declared": (
        "RG407",
        {"cost@2025H2": "10.4 bn USD", "cost@2025": "10.2 bn USD"},
        "cost@2025H2",
        {"cost@2025H2": "10.3 bn USD", "cost@2025": "10.2 bn USD"},  # within rounding
        NEVER,
    ),
    "declared length": (
        "RG408",
        {"cost@2025Q4": "10 bn USD"},
        "cost@2025Q4",
        {"cost@2025": "10 bn USD"},
        YEARLY,
    ),
    "trailing twelve months by name": (
        "RG408",
        {"fcf.ttm@2025Q4": "10 bn USD"},
        "fcf.ttm@2025Q4",
        {"fcf.ttm@TTM2025Q4": "10 bn USD"},
        TTM,
    ),
    "label": (
        "RG408",
        {"cost@2025Q4": ["10 bn USD", {"label": {"en": "Full-year cost", "zh-Hant": "全年成本"}}]},
        "cost@2025Q4",
        {"cost@2025Q4": ["10 bn USD", {"label": {"en": "Annualised cost", "zh-Hant": "年化成本"}}]},
        {},
    ),
    "guidance with the wrong year": (
        "RG409",
        {"revenue@2025Q4": "10 bn USD", "revenue@2025Q1~guidance": "9 to 10 bn USD"},
        "revenue@2025Q1~guidance",
        {
            "revenue@2025Q4": "10 bn USD",
            "revenue@2025Q4~guidance": "9 to 11 bn USD",
            "revenue@2026Q1~guidance": "9 bn USD",
        },
        {},
    ),
    "source older than the period": (
        "RG410",
        {"revenue@2026Q1": "10 bn USD"},
        "revenue@2026Q1",
        {"revenue@2026Q1~guidance": "10 bn USD", "revenue@2025Q4": "10 bn USD"},
        {},
    ),
    "lost in rounding": (
        "RG411",
        {
            "margin@2025Q4": "12.31%",
            "margin@2024Q4": "12.3%",
            "margin.change@2025Q4": "= change(margin)",
            "staff@2025-12-31": "5 people",
        },
        "margin.change@2025Q4",
        {"margin@2025Q4": "12.7%", "margin@2024Q4": "12.3%", "margin.change@2025Q4": "= change(margin)"},
        {},
    ),
    "stale copy": (
        "RG412",
        {"revenue@2025Q3": "213.4 bn USD", "revenue@2025Q4": "213.4 bn USD"},
        "revenue@2025Q4",
        {
            "revenue@2025Q3": "213 bn USD",
            "revenue@2025Q4": "213 bn USD",
            "eps@2025Q3": "0.25 USD/share",
            "eps@2025Q4": "0.25 USD/share",
        },
        {},
    ),
    "growth of the wrong sign": (
        "RG413",
        {"revenue@2025Q4": "9.0 bn USD", "revenue@2024Q4": "10 bn USD", "revenue.growth@2025Q4": "10%"},
        "revenue.growth@2025Q4",
        {"revenue@2025Q4": "9.0 bn USD", "revenue@2024Q4": "10 bn USD", "revenue.growth@2025Q4": "-10%"},
        {},
    ),
    "growth on the quarter of the wrong sign": (
        "RG413",
        {"revenue@2025Q4": "9.1 bn USD", "revenue@2025Q3": "8 bn USD", "revenue.growth_qoq@2025Q4": "-12%"},
        "revenue.growth_qoq@2025Q4",
        {
            "revenue@2025Q4": "9.1 bn USD",
            "revenue@2025Q3": "8 bn USD",
            "revenue.growth@2025Q4": "-12%",
        },  # on the year
        {},
    ),
    "below zero, declared": (
        "RG414",
        {"cost@2025Q4": "-3.0 bn USD"},
        "cost@2025Q4",
        {"cost@2025Q4": "0.0 bn USD", "profit@2025Q4": "-3.0 bn USD"},  # nought to the last digit; a loss
        NEVER,
    ),
    "below zero, by name": (
        "RG414",
        {"online.revenue@2025Q4": "up to -1 USD"},
        "online.revenue@2025Q4",
        {"online.revenue@2025Q4": "up to 0 USD", "revenue.growth@2025Q4": "-3%"},
        {"online.revenue": {"unit": "USD"}},
    ),
    "margin against its own amounts": (
        "RG415",
        {
            "revenue@2025Q4": "10.0 bn USD",
            "operating_income@2025Q4": "0.75 bn USD",
            "operating_margin@2025Q4": "7.9%",
        },
        "operating_margin@2025Q4",
        {
            "revenue@2025Q4": "10.0 bn USD",
            "operating_income@2025Q4": "0.75 bn USD",
            "operating_margin@2025Q4": "7.5%",
        },
        STANDARD,
    ),
    "growth off the amounts": (
        "RG415",
        {"revenue@2025Q4": "11.0 bn USD", "revenue@2024Q4": "10.0 bn USD", "revenue.growth@2025Q4": "12%"},
        "revenue.growth@2025Q4",
        {"revenue@2025Q4": "11.0 bn USD", "revenue@2024Q3": "10.0 bn USD", "revenue.growth@2025Q4": "12%"},
        {},
    ),
    "assets beside liabilities and equity": (
        "RG415",
        {f"{name}@2025-12-31": f"{n}.0 bn USD" for name, n in zip(BALANCE, (31, 20, 10), strict=True)},
        "total_assets@2025-12-31",
        {f"{name}@2025-12-31": f"{n}.0 bn USD" for name, n in zip(BALANCE, (30, 20, 10), strict=True)},
        STANDARD,
    ),
    "earnings per share": (
        "RG416",
        EARNED | {"eps.diluted@2025Q4": "2.05 USD/share"},
        "eps.diluted@2025Q4",
        EARNED
        | {"eps.diluted@2025Q4": "1.96 USD/share", "eps.basic@2025Q4": "2.05 USD/share"},  # of other shares
        STANDARD,
    ),
    "earnings of common shareholders": (
        "RG416",
        EARNED | {"net_income.common@2025Q4": "21.00 bn USD", "eps.diluted@2025Q4": "1.95 USD/share"},
        "eps.diluted@2025Q4",
        EARNED | {"net_income.common@2025Q4": "21.00 bn USD", "eps.diluted@2025Q4": "1.94 USD/share"},
        STANDARD,
    ),
    "earnings beside a loss": (
        "RG417",
        {"net_income@2025Q4": "-21.19 bn USD", "eps.diluted@2025Q4": "1.96 USD/share"},
        "eps.diluted@2025Q4",
        {"net_income@2025Q4": "-21.19 bn USD", "eps.diluted@2025Q4": "-1.96 USD/share"},
        STANDARD,
    ),
    "cash from opening to closing": (
        "RG418",
        ROLLED | {"cash@2025-12-31": "14.1 bn USD"},
        "cash@2025-12-31",
        ROLLED | {"cash@2025-12-31": "10.2 bn USD"},  # within rounding
        STANDARD,
    ),
    "flows against the change that is stated": (
        "RG418",
        ROLLED | {"change_in_cash@2025": "2.5 bn USD"},
        "change_in_cash@2025",
        ROLLED | {"change_in_cash@2025": "2.1 bn USD"},
        STANDARD,
    ),
    "what preferred shares may take": (
        "RG419",
        EARNED | {"eps.diluted@2025Q4": "1.92 USD/share"},
        "eps.diluted@2025Q4",
        EARNED | {"eps.diluted@2025Q4": "1.92 USD/share", "preferred_dividends@2025Q4": "0.45 bn USD"},
        STANDARD,
    ),
    "what exchange rates may do to cash": (
        "RG419",
        {
            **{name: said for name, said in ROLLED.items() if "fx" not in name},
            "cash@2025-12-31": "10.9 bn USD",
        },
        "cash@2025-12-31",
        {
            **{name: said for name, said in ROLLED.items() if "fx" not in name},
            "cash@2025-12-31": "10.3 bn USD",
        },
        STANDARD,
    ),
    "shares by what was earned on each": (
        "RG420",
        EARNED | {"shares.diluted@2025Q4": "10.8 m shares", "eps.diluted@2025Q4": "1.96 USD/share"},
        "shares.diluted@2025Q4",
        EARNED | {"shares.diluted@2025Q4": "10.8 bn shares", "eps.diluted@2025Q4": "1.96 USD/share"},
        STANDARD,
    ),
    "shares by their market value": (
        "RG420",
        {
            "market_cap@2025-12-31": ["2.5 tn USD", "= share_price * shares.outstanding * 1000"],
            "share_price@2025-12-31": "232.50 USD/share",
            "shares.outstanding@2025-12-31": "10.7 m shares",
        },
        "shares.outstanding@2025-12-31",
        {"share_price@2025-12-31": "232.50 USD/share", "shares.outstanding@2025-12-31": "10.7 m shares"},
        STANDARD,
    ),
    "shares beside shares": (
        "RG420",
        {"shares.basic@2025Q4": "10.6 bn shares", "shares.diluted@2025Q4": "10.8 m shares"},
        "shares.diluted@2025Q4",
        {"shares.basic@2025Q4": "10.6 bn shares", "shares.diluted@2025Q4": "10.8 bn shares"},
        STANDARD,
    ),
    "the shares that earnings do not confirm": (
        "RG420",
        EARNED | {"eps.diluted@2025Q4": "1.96 USD/share", "shares.outstanding@2025-12-31": "10.7 m shares"},
        "shares.outstanding@2025-12-31",
        EARNED | {"eps.diluted@2025Q4": "1.96 USD/share", "shares.outstanding@2025-12-31": "10.7 bn shares"},
        STANDARD,
    ),
    "share of forty": (
        "RG421",
        {"staff@2025-12-31": "40 people", "share(women, staff)@2025-12-31": "33.7%"},
        "share(women, staff)@2025-12-31",
        {"staff@2025-12-31": "40 people", "share(women, staff)@2025-12-31": "32.5%"},
        WOMEN,
    ),
    "growth of a count": (
        "RG421",
        {"staff@2024-12-31": "40 people", "staff.growth@2025-12-31": "13.0%"},
        "staff.growth@2025-12-31",
        {
            "staff@2024-12-31": "1,040 people",
            "staff.growth@2025-12-31": "13.0%",
        },  # of many, anything can be had
        {"staff.growth": {"unit": "%", "type": "instant"}},
    ),
    "growth to a count": (
        "RG421",
        {"staff@2025-12-31": "13 people", "staff.growth@2025-12-31": "13.0%"},
        "staff.growth@2025-12-31",
        {"staff@2025-12-31": "13 people", "staff.growth@2025-12-31": "18.2%"},  # from 11
        {"staff.growth": {"unit": "%", "type": "instant"}},
    ),
    "ties at the edge alone": (
        "RG425",
        {**PARTS, "profit@2025": ["33 m USD", "= profit@2025Q1 + profit@2025Q2 + profit@2025Q3"]},
        "profit@2025",
        {**PARTS, "profit@2025": ["32 m USD", "= profit@2025Q1 + profit@2025Q2 + profit@2025Q3"]},
        {},
    ),
    "nine months at the edge alone": (
        "RG425",
        {**PARTS, "profit@9M2025": "33 m USD"},
        "profit@9M2025",
        {**PARTS, "profit@9M2025": "30 m USD"},
        {},
    ),
    "payment of the other sign": (
        "RG426",
        {"taxes_paid@2025Q3": "3.0 bn USD", "taxes_paid@2025Q4": "-3.2 bn USD"},
        "taxes_paid@2025Q4",
        {"taxes_paid@2025Q3": "3.0 bn USD", "taxes_paid@2025Q4": "-0.2 bn USD"},  # money back
        STANDARD,
    ),
    "payment taken off twice": (
        "RG427",
        {
            "operating_cash_flow@2025Q4": "8.0 bn USD",
            "taxes_paid@2025Q4": "-3.2 bn USD",
            "free_cash_flow@2025Q4": [{"formula": "operating_cash_flow - taxes_paid"}],
        },
        "free_cash_flow@2025Q4",
        {
            "operating_cash_flow@2025Q4": "8.0 bn USD",
            "taxes_paid@2025Q4": "-3.2 bn USD",
            "taxes_paid@2024Q4": "-3.0 bn USD",
            "change(taxes_paid)@2025Q4": [{"formula": "taxes_paid - taxes_paid@-1Y"}],
            "free_cash_flow@2025Q4": [{"formula": "operating_cash_flow + taxes_paid"}],
        },
        STANDARD,
    ),
    "a year ago": (
        "RG402",
        {"revenue@2024Q4": "20.0 bn USD", "revenue@2025Q4": "21.2 tn USD"},
        "revenue@2025Q4",
        {"revenue@2024Q4": "20.0 bn USD", "revenue@2025Q4": "2.1 tn USD"},
        {},
    ),
    "guidance for the next quarter": (
        "RG402",
        {"revenue@2025Q4": "213.4 bn USD", "revenue@2026Q1~guidance": "173.5 to 178.5 tn USD"},
        "revenue@2026Q1~guidance",
        {"revenue@2025Q4": "213.4 bn USD", "revenue@2026Q1~guidance": "173.5 to 178.5 bn USD"},
        {},
    ),
    "quarter within its year": (
        "RG402",
        {"profit@2025Q4": "21.3 m USD", "profit@2025": "79.2 bn USD"},
        "profit@2025",
        {"profit@2025Q4": "21.3 m USD", "profit@2025": "9.2 bn USD"},
        {},
    ),
    "other income above all revenue": (
        "RG402",
        {
            "other_income@2025Q3": "21 m USD",
            "other_income@2025Q4": "17,336 m USD",
            "revenue@2025Q4": "9,800 m USD",
        },
        "other_income@2025Q4",
        {
            "other_income@2025Q3": "21 m USD",
            "other_income@2025Q4": "17,336 m USD",
            "revenue@2025Q4": "98,000 m USD",
        },
        STANDARD,
    ),
    "the only figure of a table that stays": (
        "RG412",
        {
            **{
                f"{name}@2025Q{q}": f"{n + (q - 3) * n // 4} m USD"
                for name, n in MOVED.items()
                for q in (3, 4)
            },
            "profit@2025Q3": "213 m USD",
            "profit@2025Q4": "213 m USD",
        },
        "profit@2025Q4",
        {
            **{
                f"{name}@2025Q{q}": f"{n + (q - 3) * n // 90} m USD"
                for name, n in MOVED.items()
                for q in (3, 4)
            },
            "profit@2025Q3": "213 m USD",
            "profit@2025Q4": "213 m USD",
        },  # nothing has moved far
        {},
    ),
}
WARNINGS = ("RG411", "RG412", "RG415", "RG419", "RG421", "RG425", "RG426")
ACCEPTABLE = {code.id for code in CODES.values() if code.id.startswith("RG4") and code.acceptable}
cases = pytest.mark.parametrize(("code", "broken", "name", "innocent", "concepts"), CASES.values(), ids=CASES)


@cases
def test_it_fires(code: str, broken: Any, name: str, innocent: Any, concepts: Any) -> None:
    (finding,) = found(broken, concepts)
    assert finding.code == code
    assert finding.message.startswith(f"{name} ")
    assert finding.severity is (Severity.WARNING if code in WARNINGS else Severity.ERROR)
    assert finding.locus is not None
    assert finding.locus.excerpt.strip()
    assert code in finding.mend


@cases
def test_it_is_silent_on_its_neighbour(
    code: str, broken: Any, name: str, innocent: Any, concepts: Any
) -> None:
    assert found(innocent, concepts) == []


@cases
def test_it_can_be_accepted(code: str, broken: Any, name: str, innocent: Any, concepts: Any) -> None:
    said = broken[name] if isinstance(broken[name], list) else [broken[name]]
    (finding,) = found(broken | {name: [*said, {"accepted": {code: REASON}}]}, concepts)
    assert (finding.code, finding.severity) == (code, Severity.NOTE)
    assert finding.message.startswith("accepted: ")


@cases
def test_an_idle_acceptance_is_a_warning(
    code: str, broken: Any, name: str, innocent: Any, concepts: Any
) -> None:
    accepted = {"revenue@2020Q1": ["1 bn USD", {"accepted": {code: REASON}}]}
    warned = [finding for finding in found(accepted, concepts) if finding.code == "RG305"]
    assert len(warned) == 1
    assert warned[0].severity is Severity.WARNING
    assert code in warned[0].message


def test_every_rule_has_a_case() -> None:
    assert {case[0] for case in CASES.values()} == ACCEPTABLE


def test_words_without_a_code_accept_no_rule() -> None:
    """They are for conflicts: somebody who accepted one must not have accepted a rule that came later."""
    facts = {"share@2025Q4": ["1001%", {"accepted": REASON}]}
    assert {finding.code: finding.severity for finding in found(facts)} == {
        "RG403": Severity.ERROR,
        "RG305": Severity.WARNING,
    }


@pytest.mark.parametrize("second", ["10.2 m USD", "-10.2 bn USD", "102萬 USD"])
def test_an_accepted_conflict_does_not_hide_a_slip(second: str) -> None:
    """A reason for a small difference, given once, must not let a scale or a sign through afterwards."""
    facts = {"revenue@2025Q4": ["10.4 bn USD", second, {"accepted": REASON}]}
    assert ("RG401", Severity.ERROR) in {(finding.code, finding.severity) for finding in found(facts)}
    small = {"revenue@2025Q4": ["10.4 bn USD", "10.2 bn USD", {"accepted": REASON}]}
    assert [finding.code for finding in found(small)] == ["RG304"]
    both = {"RG302": REASON, "RG401": REASON}
    accepted = {"revenue@2025Q4": ["10.4 bn USD", second, {"accepted": both}]}
    assert {finding.severity for finding in found(accepted)} == {Severity.NOTE}


GROWN = {"revenue@2025Q4": "10.4 bn USD", "revenue@2024Q4": "6.2 bn USD"}


@pytest.mark.parametrize(("said", "codes"), [("over 0.067%", ["RG401"]), ("over 60%", []), ("over 5%", [])])
def test_a_bound_a_scale_from_what_its_formula_gives(said: str, codes: list[str]) -> None:
    growth = {"revenue.growth@2025Q4": [said, {"formula": "growth(revenue)"}]}
    assert [finding.code for finding in found(GROWN | growth)] == codes


def test_a_percentage_over_a_thousand_that_only_the_formula_gives() -> None:
    growth = {"revenue.growth@2025Q4": ["over 60%", {"formula": "growth(revenue)"}]}
    assert [finding.code for finding in found(GROWN | {"revenue@2024Q4": "0.2 bn USD"} | growth)] == ["RG403"]


def test_what_a_formula_gives_may_be_below_zero_as_well() -> None:
    facts = {"revenue@2025": "3.0 bn USD", "profit@2025": "5.0 bn USD", "cost@2025": "= revenue - profit"}
    assert [finding.code for finding in found(facts, NEVER)] == ["RG414"]


def test_a_code_that_nothing_has_is_named() -> None:
    base, said = read_base({"share@2025Q4": ["10%", {"accepted": {"RG999": REASON}}]})
    assert base is None
    assert [finding.code for finding in said] == ["RG207"]
    assert "RG999" in said[0].message and said[0].locus is not None and "RG999" in said[0].locus.excerpt


def test_words_and_codes_do_not_mix() -> None:
    base, said = read_base({"share@2025Q4": ["10%", {"accepted": {"RG403": REASON, "en": "words"}}]})
    assert base is None
    assert said[0].code == "RG112"


def test_declarations_name_concepts_that_exist() -> None:
    base, said = read_base({"cost@2025": "1 bn USD"}, {"cost": {"unit": "USD", "part-of": "revenu"}})
    assert base is None
    assert said[0].code == "RG205"
    assert "revenue" in said[0].message


def test_a_run_rate_does_not_add_up() -> None:
    rates = {f"revenue.run_rate@2025Q{n}": f"{40 + n} bn USD" for n in range(1, 5)}
    facts = rates | {"revenue.run_rate@2025": "44 bn USD"}
    assert found(facts) == []
    assert {finding.code for finding in found(facts, {"revenue.run_rate": {"unit": "USD"}})} == {"RG406"}
