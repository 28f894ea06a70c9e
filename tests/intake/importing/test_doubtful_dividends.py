"""Dividends per share of a year that are those of a quarter are left out, and the report says so."""

from __future__ import annotations

import pytest
from made_filings import Cover, Line, instance

from reportgen.intake.filings.xbrl import read_xbrl
from reportgen.intake.importing.from_filing import Wish, import_filing
from reportgen.vocabulary.standard import STANDARD

DAY = "2025-12-31"
YEAR = ("2025-01-01", DAY)
QUARTERS = [("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30"), ("2025-07-01", "2025-09-30")]
RATE = "us-gaap:CommonStockDividendsPerShareDeclared"
SHARES = "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic"
PAID = Line("us-gaap:PaymentsOfDividends", YEAR, "400000000")
COUNTED = Line(SHARES, YEAR, "200000000", "-6", "shares")


def rate(value: str, days: tuple[str, str] = YEAR) -> Line:
    return Line(RATE, days, value, "2", "USD-per-share")


def of_class(name: str, count: str) -> Line:
    axis, member = "us-gaap:StatementClassOfStockAxis", f"us-gaap:CommonClass{name}Member"
    return Line(SHARES, YEAR, count, "-6", "shares", axis, member)


def kept(*lines: Line) -> tuple[list[str], list[str]]:
    """The dividends per share that come in, and the remarks on them."""
    told = [Line("us-gaap:Revenues", YEAR, "9000000000"), *lines]
    filing = read_xbrl(instance(told, Cover(DAY, "10-K", focus="FY")), "acme.xml")
    made = import_filing(filing, STANDARD, Wish())
    keys = [one.key for one in made.facts if one.concept == "dividends_per_share"]
    return keys, [one for one in made.remarks if one.startswith("dividends_per_share")]


NET_INCOME = [
    Line("us-gaap:NetIncomeLoss", YEAR, "800000000"),
    Line("us-gaap:EarningsPerShareDiluted", YEAR, "4.00", "2", "USD-per-share"),
]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([PAID, COUNTED], id="shares"),
        pytest.param([PAID, Line("us-gaap:CommonStockSharesOutstanding", DAY, "200000000", "-6", "shares")], id="day"),
        pytest.param([PAID, *NET_INCOME], id="earnings per share"),
        pytest.param([PAID, of_class("A", "150000000"), of_class("B", "50000000")], id="classes"),
        pytest.param([rate("0.50", days) for days in QUARTERS], id="quarters"),
    ],
)  # fmt: skip
def test_the_rate_of_a_quarter_is_not_that_of_the_year(lines: list[Line]) -> None:
    keys, remarks = kept(rate("0.50"), *lines)
    assert "dividends_per_share@2025" not in keys
    assert len(remarks) == 1
    assert remarks[0].startswith("dividends_per_share@2025 is left out: ")


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([rate("2.00"), PAID, COUNTED], id="it fits"),
        pytest.param([rate("2.90"), PAID, COUNTED], id="some is paid in the next year"),
        pytest.param([rate("0.50"), PAID], id="nothing tells"),
        pytest.param([rate("2.00"), PAID, of_class("A", "200000000"), of_class("B", "300000000")], id="at most"),
        pytest.param([rate("2.00"), rate("0.50", QUARTERS[0]), rate("0.50", QUARTERS[1])], id="four quarters"),
    ],
)  # fmt: skip
def test_what_fits_or_nothing_tells_against_stays(lines: list[Line]) -> None:
    keys, remarks = kept(*lines)
    assert "dividends_per_share@2025" in keys
    assert not remarks


def test_the_remark_has_the_numbers() -> None:
    _, (remark,) = kept(rate("0.50"), PAID, COUNTED)
    assert "0.50 USD/share on 200 m shares is 100 m, and dividends_paid is 400 m USD" in remark
