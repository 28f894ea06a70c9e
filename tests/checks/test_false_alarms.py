"""An ordinary, consistent set of statements gives no finding at all.

The figures are worked out exactly first, as a company's ledger has them, and then rounded one by one, as its releases
print them; so every total is off its printed parts as in real life.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from bases import found, sound

from reportgen.facts.quantity import SCALES

CONCEPTS: dict[str, dict[str, Any]] = {
    "revenue": {"unit": "USD", "parts": ["revenue.goods", "revenue.services"]},
    "revenue.goods": {"unit": "USD", "part-of": "revenue"},
    "revenue.services": {"unit": "USD", "part-of": "revenue"},
    "revenue.growth": {"unit": "%"},
    "revenue.growth_qoq": {"unit": "%"},
    "cost": {"unit": "USD", "non-negative": True},
    "gross_profit": {"unit": "USD"},
    "gross_margin": {"unit": "%"},
    "gross_margin.change": {"unit": "points"},
    "expense": {"unit": "USD", "non-negative": True},
    "operating_income": {"unit": "USD"},
    "tax": {"unit": "USD"},
    "net_income": {"unit": "USD"},
    "net_income.growth": {"unit": "%"},
    "eps": {"unit": "USD/share"},
    "shares": {"unit": "share"},
    "ocf": {"unit": "USD"},
    "capex": {"unit": "USD"},
    "fcf": {"unit": "USD"},
    "cash": {"unit": "USD", "type": "instant", "part-of": "assets"},
    "cash.change": {"unit": "USD"},
    "assets": {"unit": "USD", "type": "instant", "parts": ["liabilities", "equity"]},
    "liabilities": {"unit": "USD", "type": "instant"},
    "equity": {"unit": "USD", "type": "instant"},
}
SUMS = {
    "revenue": "revenue.goods + revenue.services",
    "gross_profit": "revenue - cost",
    "gross_margin": "share(gross_profit, revenue)",
    "operating_income": "gross_profit - expense",
    "net_income": "operating_income - tax",
    "eps": "net_income / shares",
    "fcf": "ocf - capex",
    "assets": "liabilities + equity",
}
LAST = ("03-31", "06-30", "09-30", "12-31")


def quarter(year: int, index: int) -> dict[str, Fraction]:
    """What the ledger says of a quarter: seasons, growth, and figures with many digits."""
    n = (year - 2024) * 4 + index
    services = Fraction(2_413_377_123 + 81_413_219 * n + 991_117 * n * n)
    goods = Fraction(8_113_571_901 + 143_221_777 * n) * (Fraction(5, 4) if index == 4 else Fraction(1))
    revenue = goods + services
    cost, expense = goods * 61 // 100 + services * 38 // 100, revenue * 21 // 100 + 7_771_777 * n
    operating = revenue - cost - expense
    tax = operating * (17 + n % 4) // 100
    capex = revenue * (6 + (n * 7) % 5) // 100
    ocf = (operating - tax) * 13 // 10 - 91_377_000 * (index == 1)
    return {
        "revenue": revenue, "revenue.goods": Fraction(goods), "revenue.services": services, "cost": cost,
        "gross_profit": revenue - cost, "expense": expense, "operating_income": operating, "tax": tax,
        "net_income": operating - tax, "ocf": ocf, "capex": capex, "fcf": ocf - capex,
    }  # fmt: skip


def ledger() -> dict[str, dict[str, Fraction]]:
    """Two years of quarters, halves and years by period's name."""
    book = {f"{year}Q{i}": quarter(year, i) for year in (2024, 2025) for i in (1, 2, 3, 4)}
    for year in (2024, 2025):
        for name, quarters in (("H1", (1, 2)), ("H2", (3, 4)), ("", (1, 2, 3, 4))):
            rows = [book[f"{year}Q{i}"] for i in quarters]
            book[f"{year}{name}"] = {line: sum((row[line] for row in rows), Fraction()) for line in rows[0]}
    return book


def rounded(value: Fraction, decimals: int, unit: str) -> str:
    """Half up, with exactly so many decimals."""
    digits = abs(value) * 10**decimals
    whole = (digits.numerator * 2 + digits.denominator) // (2 * digits.denominator)
    text = f"{whole // 10**decimals}.{whole % 10**decimals:0{decimals}d}" if decimals else f"{whole:,}"
    return f"{'-' if value < 0 else ''}{text}{unit}"


def statements(decimals: int, scale: str) -> dict[str, Any]:
    """The facts as printed, with the formulas that hold between them."""
    book, facts = ledger(), {}
    worth = Fraction(10 ** SCALES[scale])
    cash = Fraction(21_313_717_131)
    for period, row in book.items():
        more = {"gross_margin": row["gross_profit"] / row["revenue"], "shares": Fraction(1_913_377_000)}
        for line, value in row.items():
            facts[f"{line}@{period}"] = [rounded(value / worth, decimals, f" {scale} USD")]
        facts[f"gross_margin@{period}"] = [rounded(100 * more["gross_margin"], 1, "%")]
        facts[f"shares@{period}"] = [rounded(more["shares"] / 10**6, 0, " m share")]
        facts[f"eps@{period}"] = [rounded(row["net_income"] / more["shares"], 2, " USD/share")]
        for line, formula in SUMS.items():
            if f"{line}@{period}" in facts:
                facts[f"{line}@{period}"].append(f"= {formula}")
    for period in (name for name in book if name.startswith("2025")):
        ago = period.replace("2025", "2024")
        for line in ("revenue", "net_income"):
            growth = 100 * (book[period][line] / book[ago][line] - 1)
            facts[f"{line}.growth@{period}"] = [rounded(growth, 1, "%"), f"= growth({line})"]
        facts[f"gross_margin.change@{period}"] = ["= change(gross_margin)"]
    for i in (2, 3, 4):
        growth = 100 * (book[f"2025Q{i}"]["revenue"] / book[f"2025Q{i - 1}"]["revenue"] - 1)
        facts[f"revenue.growth_qoq@2025Q{i}"] = rounded(growth, 1, "%")
    for i, day in enumerate(LAST, 1):
        before, cash = cash, cash + book[f"2025Q{i}"]["fcf"] - 313_711_777
        liabilities, equity = cash * 3 - 1_777_131_919, cash * 2 + 3_131_777_717
        amounts = {"cash": cash, "liabilities": liabilities, "equity": equity, "assets": liabilities + equity}
        for line, value in amounts.items():
            facts[f"{line}@2025-{day}"] = [rounded(value / worth, decimals, f" {scale} USD")]
        facts[f"assets@2025-{day}"].append("= liabilities + equity")
        if i > 1:
            change = rounded((cash - before) / worth, decimals, f" {scale} USD")
            facts[f"cash.change@2025Q{i}"] = [change, f"= cash@2025-{day} - cash@2025-{LAST[i - 2]}"]
    facts["revenue@2025Q4~consensus"] = rounded(
        book["2025Q4"]["revenue"] * 98 / 100 / worth, decimals, f" {scale} USD"
    )
    facts["revenue@2026Q1~guidance"] = (
        f"{rounded(Fraction(12), 1, '')} to {rounded(Fraction(13), 1, '')} bn USD"
    )
    return facts


@pytest.mark.parametrize(("decimals", "scale"), [(0, "m"), (1, "bn"), (2, "bn"), (1, "億")])
def test_consistent_statements_give_no_finding(decimals: int, scale: str) -> None:
    said = found(statements(decimals, scale), CONCEPTS)
    assert [(finding.code, finding.message) for finding in said] == []


def test_the_set_is_a_real_one() -> None:
    base = sound(statements(0, "m"), CONCEPTS)
    assert len(base.facts) > 240
    assert sum(fact.computed is not None for fact in base.facts.values()) > 120


@pytest.mark.parametrize("line", ["revenue.goods", "cost", "expense", "tax", "ocf", "liabilities"])
def test_a_slip_in_it_is_found(line: str) -> None:
    facts = statements(0, "m")
    name = next(name for name in facts if name in (f"{line}@2025Q3", f"{line}@2025-09-30"))
    facts[name] = [facts[name][0].replace(" m ", " bn "), *facts[name][1:]]
    assert any(finding.blocks for finding in found(facts, CONCEPTS))
