"""Filings in XBRL: every tagged number is taken as it is meant, or passed over with its reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from invented import EUROPEAN, INSTANCE, QUARTER, number, page

from reportgen.intake.filings.filing import Dimension, Filed, FiledPeriod, Filing
from reportgen.intake.filings.xbrl import read_xbrl

Q2 = FiledPeriod(date(2025, 4, 28), date(2025, 7, 27))
REVENUES = "us-gaap:Revenues"


def the(filing: Filing, element: str, **wanted: object) -> Filed:
    """The one fact of an element that has these attributes."""
    (fact,) = (
        fact
        for fact in filing.facts
        if fact.element == element and all(getattr(fact, key) == value for key, value in wanted.items())
    )
    return fact


def reasons(filing: Filing) -> list[str]:
    return [one.reason for one in filing.passed_over if one.numbers]


def accounted(filing: Filing) -> bool:
    passed = sum(one.count for one in filing.passed_over if one.numbers)
    return filing.tagged == len(filing.facts) + filing.repeated + passed


@pytest.fixture(scope="module")
def quarter() -> Filing:
    return read_xbrl(QUARTER, "acme-0000012345-25-000007.htm")


def test_the_cover_says_whose_report_it_is(quarter: Filing) -> None:
    assert (quarter.entity_name, quarter.entity_id, quarter.tickers) == (
        "Acme Parcels Corp",
        "0000012345",
        ("ACME",),
    )
    assert (quarter.report.form, quarter.report.accession) == ("10-Q", "0000012345-25-000007")
    assert quarter.report.url.endswith("/edgar/data/12345/000001234525000007/")
    assert (quarter.period_end, quarter.fiscal_year_end) == (date(2025, 7, 27), "--01-25")
    assert (quarter.fiscal_year_focus, quarter.fiscal_period_focus) == ("2026", "Q2")
    assert (quarter.currency, quarter.taxonomy) == ("USD", "us-gaap")


def test_a_number_has_its_element_period_value_and_print(quarter: Filing) -> None:
    fact = the(quarter, REVENUES, period=Q2, dimensions=())
    assert (fact.value, fact.decimals, fact.unit, fact.scale) == (1_234_000_000, -6, "USD", 6)
    assert (fact.printed, fact.place.fact, fact.place.context) == ("1,234", "f1", "q")
    assert QUARTER.splitlines()[fact.place.line - 1].count(b'id="f1"') == 1


def test_what_is_rounded_more_coarsely_only_repeats(quarter: Filing) -> None:
    assert (quarter.tagged, len(quarter.facts), quarter.repeated) == (10, 9, 1)
    assert accounted(quarter)
    assert quarter.findings == ()


def test_segments_and_the_year_before_are_others(quarter: Filing) -> None:
    dimension = Dimension("us-gaap:StatementBusinessSegmentsAxis", "acme:ParcelsMember")
    assert the(quarter, REVENUES, dimensions=(dimension,)).value == 900_000_000
    last_year = FiledPeriod(date(2024, 4, 29), date(2024, 7, 28))
    assert the(quarter, REVENUES, period=last_year).value == 1_100_000_000


@pytest.mark.parametrize(
    ("element", "value", "printed"),
    [
        ("us-gaap:NetIncomeLoss", "-45000000", "(45)"),
        ("us-gaap:PaymentsToAcquireInvestments", "7000000", "(7)"),
        ("us-gaap:LongTermDebt", "0", "\u2014"),
        ("us-gaap:EarningsPerShareDiluted", "-0.12", "0.12"),
        ("acme:Countries", "12", "twelve"),
        ("us-gaap:EffectiveIncomeTaxRateContinuingOperations", "0.153", "15.3%"),
    ],
)
def test_signs_brackets_words_and_dashes(quarter: Filing, element: str, value: str, printed: str) -> None:
    fact = the(quarter, element)
    assert (fact.value, fact.printed) == (Decimal(value), printed)


def test_units_are_divided(quarter: Filing) -> None:
    assert the(quarter, "us-gaap:EarningsPerShareDiluted").unit == "USD/shares"


def test_a_european_filing() -> None:
    filing = read_xbrl(EUROPEAN, "report.xhtml")
    assert (filing.entity_name, filing.taxonomy, filing.currency) == ("Beispiel AG", "ifrs-full", "EUR")
    assert the(filing, "ifrs-full:Revenue").value == 1_234_500_000
    assert the(filing, "ifrs-full:ProfitLoss").value == 12_345_600
    assert filing.report.form == ""


def test_a_plain_instance() -> None:
    filing = read_xbrl(INSTANCE, "acme.xml")
    assert filing.report.form == "10-K"
    assert (the(filing, REVENUES).value, the(filing, REVENUES).printed) == (48_200_000, "")
    cost = the(filing, "us-gaap:CostOfRevenue")
    assert (cost.value, cost.decimals) == (-31_000_000, -5)
    assert reasons(filing) == ["nil: it says that there is no value", "in a tuple"]
    assert accounted(filing)


def test_an_instant_at_midnight_is_the_day_before() -> None:
    filing = read_xbrl(page(number("gaap:Cash", "5", "midnight")), "x.htm")
    assert filing.facts[0].period == FiledPeriod(None, date(2025, 7, 27))


def test_a_typed_member_is_what_the_file_writes() -> None:
    filing = read_xbrl(page(number("gaap:Cash", "5", "typed")), "x.htm")
    assert filing.facts[0].dimensions == (Dimension("acme:YearAxis", "2026", typed=True),)


def test_nested_numbers_are_two() -> None:
    inner = number("gaap:Revenues", "5", "py")
    filing = read_xbrl(page(number("gaap:Revenues", inner)), "x.htm")
    assert [(fact.period.end.year, fact.value) for fact in filing.facts] == [
        (2025, 5_000_000),
        (2024, 5_000_000),
    ]


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        (number("gaap:A", "5", "nowhere"), "of a context that is not there"),
        (number("gaap:A", "5", "other"), "of another entity"),
        (number("gaap:A", "5", "forever"), "for ever, which is no period"),
        (number("gaap:A", "5", "backward"), "of a period that can't be read"),
        (number("gaap:A", "5", unitRef="nothing"), "of a unit that is not there"),
        (number("gaap:A", "5", decimals=""), "of a precision that is not told"),
        (number("gaap:A", "5", decimals="many"), "of a decimals that is no number"),
        (number("gaap:A", "5", scale="5000"), "of a scale that is no number"),
        (
            number("gaap:A", "1,5,", format=""),
            "no number: without a format, digits and a point were expected",
        ),
        (number("gaap:A", "", format=""), "empty"),
        (number("gaap:A", "-5", format=""), "a minus within the number, where sign= says it"),
        (number("gaap:A", "9" * 10_000), "a number that is too long"),
        (number("gaap:A", "1e999", format=""), "a number that is too long"),
        (number("gaap:A", "5", format="ixt:num-of-old"), "unknown format ixt:num-of-old"),
        (number("gaap:A", "five"), "not of its format ixt:num-dot-decimal"),
        (number("gone:A", "5"), "its prefix is not declared"),
        (number("gaap:A", "5", target="second"), "for another document (target)"),
        (number("gaap:A", "", **{"xsi:nil": "true"}), "nil: it says that there is no value"),
    ],
)
def test_what_can_not_be_taken_says_why(tag: str, reason: str) -> None:
    filing = read_xbrl(page(tag + tag), "x.htm")
    (passed,) = (one for one in filing.passed_over if one.numbers)
    assert (passed.reason, passed.count) == (reason, 2)
    assert filing.facts == ()
    assert accounted(filing)


def test_two_values_of_one_thing_are_told() -> None:
    filing = read_xbrl(page(number("gaap:Revenues", "48") + number("gaap:Revenues", "84")), "x.htm")
    assert [(fact.value, fact.superseded) for fact in filing.facts] == [
        (48_000_000, False),
        (84_000_000, True),
    ]
    (finding,) = filing.findings
    assert finding.code == "RG822"
    assert "48,000,000" in finding.message
    assert "84,000,000" in finding.message


def test_the_sharper_of_two_roundings_stays() -> None:
    coarse = number("gaap:Revenues", "1.2", scale="9", decimals="-8", format="")
    filing = read_xbrl(page(coarse + number("gaap:Revenues", "1,234")), "x.htm")
    assert [fact.value for fact in filing.facts] == [1_234_000_000]


def test_nothing_else_passes_for_a_standard_element() -> None:
    posing = INSTANCE.replace(b"http://xbrl.us/us-gaap/2009-01-31", b"http://acme.example/us-gaap")
    assert {fact.element for fact in read_xbrl(posing, "x.xml").facts} == {
        "own-us-gaap:Revenues", "own-us-gaap:CostOfRevenue"
    }  # fmt: skip


def test_a_bracket_that_closes_elsewhere_is_no_sign() -> None:
    filing = read_xbrl(page(f"<p>({number('gaap:Cash', '5')} in banks)</p>"), "x.htm")
    assert filing.facts[0].printed == "5"
