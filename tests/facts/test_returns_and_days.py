"""Returns and days outstanding in their place: of the last twelve months, with the real days of a period, and not
meaningful of a loss or of an equity below zero."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

import pytest

from reportgen.facts.base import FactBase
from reportgen.facts.interval import NoValue
from reportgen.facts.reading import read_facts
from reportgen.facts.reference import BadReference

Facts = dict[str, Any]
Base = Callable[[Facts], FactBase]

YEAR: Facts = {
    "net_income@2025": "30 USD",
    "total_equity.parent@2025-12-31": "220 USD",
    "total_equity.parent@2024-12-31": "180 USD",
    "total_assets@2025-12-31": "700 USD",
    "total_assets@2024-12-31": "500 USD",
    "revenue@2025": "365 USD",
    "revenue@2025Q4": "92 USD",
    "accounts_receivable@2025-12-31": "40 USD",
    "cost_of_revenue@2025": "73 USD",
    "inventory@2025-12-31": "10 USD",
    "accounts_payable@2025-12-31": "6 USD",
}


@pytest.mark.parametrize(
    ("reference", "value", "unit"),
    [
        ("return_on_equity@2025", Fraction(30, 200), "%"),
        ("return_on_assets@2025", Fraction(30, 600), "%"),
        ("return_on_equity@2025Q4", Fraction(30, 200), "%"),  # of the twelve months that end with the quarter
        ("days_sales_outstanding@2025", Fraction(40), "days"),
        ("days_sales_outstanding@2025Q4", Fraction(40), "days"),
        ("days_inventory@2025", Fraction(50), "days"),
        ("days_payable_outstanding@2025", Fraction(30), "days"),
        ("cash_conversion_cycle@2025", Fraction(60), "days"),
        ("accounts_receivable@2025-12-31 / revenue@2025 * days(revenue@2025)", Fraction(40), "days"),
        ("trailing(net_income)@2025Q4", Fraction(30), "USD"),
    ],
)
def test_they_stand_in_their_place(base: Base, reference: str, value: Fraction, unit: str) -> None:
    fact = base(YEAR).find(reference)
    assert fact.quantity is not None
    assert (fact.quantity.point, str(fact.quantity.unit)) == (value, unit)
    assert value in fact.quantity.interval


_OF_WEEKS: Final = """\
entity: acme
period: FY2026Q2
entities: {acme: {name: {en: Acme}, fiscal-year-end: last sunday of january}}
sources: {recap: {title: {en: Recap}, published: 2025-08-27}}
facts:
  accounts_receivable@2025-07-27: 54 USD; recap ¶1; 54
  revenue@FY2026Q2: 91 USD; recap ¶1; 91
"""


def test_a_quarter_of_weeks_has_its_own_days() -> None:
    facts, findings = read_facts(_OF_WEEKS.encode(), "facts.yaml")
    assert facts is not None, findings
    fact = facts.find("days_sales_outstanding")
    assert fact.quantity is not None
    assert fact.quantity.point == 54


@pytest.mark.parametrize(
    "change",
    [
        {"net_income@2025": "-30 USD"},
        {"net_income@2025": "0 USD"},
        {"total_equity.parent@2025-12-31": "-220 USD"},
        {"net_income@2025": "-30 USD", "total_equity.parent@2025-12-31": "-220 USD"},
    ],
)
def test_a_loss_or_a_negative_equity_gives_no_return(base: Base, change: Facts) -> None:
    fact = base({**YEAR, **change}).find("return_on_equity@2025")
    assert fact.quantity is None
    assert fact.no_value is NoValue.SIGN


@pytest.mark.parametrize(
    ("without", "asked"),
    [
        ("net_income@2025", "return_on_equity@2025Q4"),
        ("total_equity.parent@2024-12-31", "return_on_equity@2025"),
        ("revenue@2025", "days_sales_outstanding@2025"),
        ("inventory@2025-12-31", "days_inventory@2025"),
    ],
)
def test_what_is_missing_is_named(base: Base, without: str, asked: str) -> None:
    facts = base({key: value for key, value in YEAR.items() if key != without})
    with pytest.raises(BadReference, match=rf"it is reckoned as .*, and there is no {without}$"):
        facts.find(asked)


def test_shares_are_no_money_and_have_no_days(base: Base) -> None:
    with pytest.raises(BadReference, match="days needs a plain reference to a fact over a length of time"):
        base(YEAR).find("days(total_assets) * revenue@2025")


def test_it_is_named_as_it_is_written(base: Base) -> None:
    facts = base(YEAR)
    at = facts.at("accounts_receivable / revenue * days(revenue)")
    assert facts.at(str(at).partition("/")[2]) == at
    assert "days(revenue" in at.concept
