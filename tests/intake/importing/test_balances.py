"""Balances that are put together of their parts, where none may be missing or counted twice."""

from __future__ import annotations

import pytest
from made_filings import Cover, Line, instance

from reportgen.intake.filings.xbrl import read_xbrl
from reportgen.intake.importing.balances import BALANCED
from reportgen.intake.importing.facts_file import new_file
from reportgen.intake.importing.from_filing import Wish, import_filing
from reportgen.intake.importing.measures_in_place import measures_report
from reportgen.intake.importing.merging import add_to, sound_base
from reportgen.vocabulary.standard import STANDARD

DAY = "2025-12-31"
YEAR = ("2025-01-01", DAY)
ANNUAL = Cover(DAY, "10-K", focus="FY")
REVENUE = Line("us-gaap:Revenues", YEAR, "365000000")


def balance(**values: str) -> list[Line]:
    return [REVENUE, *(Line(f"us-gaap:{element}", DAY, value) for element, value in values.items())]


def formula(concept: str, lines: list[Line]) -> str:
    """What an import gives a balance by; "" where it gives none, or a statement."""
    made = import_filing(read_xbrl(instance(lines, ANNUAL), "acme.xml"), STANDARD, Wish())
    found = [fact for fact in made.facts if fact.key == f"{concept}@{DAY}" and not fact.tellings]
    formulas = [one.replace(f"@{DAY}", "") for fact in found for one in fact.formulas]
    assert all(BALANCED.fullmatch(one) for fact in found for one in fact.formulas)
    return "; ".join(formulas)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            balance(CashAndCashEquivalentsAtCarryingValue="5000000", ShortTermInvestments="3000000"),
            "cash + short_term_investments",
        ),
        (balance(CashAndCashEquivalentsAtCarryingValue="5000000"), ""),
        (
            balance(
                CashAndCashEquivalentsAtCarryingValue="5000000",
                ShortTermInvestments="3000000",
                CashCashEquivalentsAndShortTermInvestments="8000000",
            ),
            "",
        ),
        (
            balance(
                CashAndCashEquivalentsAtCarryingValue="5000000",
                ShortTermInvestments="3000000",
                AssetsCurrent="7000000",
            ),
            "",
        ),
    ],
)
def test_cash_and_investments(lines: list[Line], expected: str) -> None:
    assert formula("cash_and_investments", lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            balance(LongTermDebtNoncurrent="9000000", DebtCurrent="1000000"),
            "long_term_debt + short_term_debt",
        ),
        (
            balance(LongTermDebtNoncurrent="9000000", DebtCurrent="1000000", LongTermDebtCurrent="1000000"),
            "long_term_debt + short_term_debt",
        ),
        (
            balance(
                LongTermDebtNoncurrent="9000000", ShortTermBorrowings="2000000", LongTermDebtCurrent="1000000"
            ),
            "long_term_debt + short_term_debt + current_portion_of_long_term_debt",
        ),
        (balance(LongTermDebtNoncurrent="9000000", LongTermDebt="9000000"), "long_term_debt"),
        (balance(LongTermDebtNoncurrent="9000000", LongTermDebt="10000000"), ""),
        (balance(LongTermDebtNoncurrent="9000000"), ""),
        (
            balance(LongTermDebtNoncurrent="9000000", LongTermDebt="10000000", ShortTermBorrowings="2000000"),
            "",
        ),
        (balance(LongTermDebt="9000000", DebtCurrent="1000000"), ""),
        (balance(LongTermDebtNoncurrent="9000000", DebtCurrent="1000000", Liabilities="8000000"), ""),
    ],
)
def test_debt(lines: list[Line], expected: str) -> None:
    assert formula("total_debt", lines) == expected


def test_equity_is_the_owners_where_nobody_else_has_a_share() -> None:
    whole = "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
    assert formula("total_equity.parent", balance(**{whole: "9000000"})) == "total_equity"
    assert formula("total_equity.parent", balance(**{whole: "9000000", "MinorityInterest": "0"})) == ""


def test_a_second_import_changes_nothing_and_a_statement_takes_the_place_of_a_sum() -> None:
    lines = balance(LongTermDebtNoncurrent="9000000", DebtCurrent="1000000")
    made = import_filing(read_xbrl(instance(lines, ANNUAL), "acme.xml"), STANDARD, Wish())
    text = new_file(made, ["en"]).text
    assert add_to(text, "facts.yaml", made, ["en"], STANDARD).text == text
    stated = [*lines, Line("us-gaap:DebtLongtermAndShorttermCombinedAmount", DAY, "10000000")]
    later = import_filing(read_xbrl(instance(stated, ANNUAL), "acme.xml"), STANDARD, Wish())
    assert "total_debt@2025-12-31: 10 m USD" in add_to(text, "facts.yaml", later, ["en"], STANDARD).text


def test_the_report_names_what_can_be_cited_and_what_lacks_what() -> None:
    lines = balance(
        AccountsReceivableNetCurrent="40000000", LongTermDebtNoncurrent="9000000", DebtCurrent="1000000"
    )
    lines.append(Line("us-gaap:NetIncomeLoss", YEAR, "30000000"))
    made = import_filing(read_xbrl(instance(lines, ANNUAL), "acme.xml"), STANDARD, Wish())
    base = sound_base(new_file(made, ["en"]).text, "facts.yaml", STANDARD)
    said = " ".join(" ".join(measures_report(base, "acme", made.period)).split())
    assert "computed in place of 2025: net_margin, days_sales_outstanding" in said
    assert (
        "net_debt@2025-12-31 is not computed: it is reckoned as total_debt - cash_and_investments, and there is no"
        in said
    )
    assert "gross_margin@2025 is not computed" in said
    assert "book_value_per_share" not in said  # of which the file has nothing
