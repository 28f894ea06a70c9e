"""Company facts: values by their days, with the report that gives them last, and what was restated."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from reportgen.errors import Rejected
from reportgen.intake.filings.company_facts import read_company_facts
from reportgen.intake.filings.filing import Filed, Filing

ELEMENT = "us-gaap:Revenues"


def row(
    value: Any, filed: str, start: str | None = "2024-02-01", end: str = "2025-01-31", **more: Any
) -> dict[str, Any]:
    """A row of a yearly report."""
    days = {"start": start, "end": end} if start else {"end": end}
    told = {"val": value, "accn": f"0000012345-{filed[2:4]}-000001", "form": "10-K", "filed": filed}
    return days | told | {"fy": 2099, "fp": "Q3"} | more


def company(units: dict[str, list[Any]], *, others: int = 5) -> bytes:
    """A company with these rows of revenue, and others that its reports give in thousands."""
    accessions = {
        one["accn"]: one for rows in units.values() for one in rows if isinstance(one, dict) and "accn" in one
    }
    filler = {
        f"Filler{at}": {
            "units": {"USD": [one | {"val": 1_001_000 + 1000 * at} for one in accessions.values()]}
        }
        for at in range(others)
    }
    elements = {"Revenues": {"label": "x", "units": units}} | filler
    return json.dumps(
        {"cik": 12345, "entityName": "ACME CORP", "facts": {"us-gaap": elements}}, indent=1
    ).encode()


def read(*rows: Any, unit: str = "USD", others: int = 5) -> Filing:
    return read_company_facts(company({unit: list(rows)}, others=others), "acme.json")


def revenues(filing: Filing) -> list[Filed]:
    return [fact for fact in filing.facts if fact.element == ELEMENT]


def test_the_last_of_equal_values_counts() -> None:
    filing = read(row(48_200_000, "2025-03-01"), row(48_200_000, "2026-03-01"))
    (fact,) = revenues(filing)
    assert (fact.value, fact.superseded, fact.report.filed) == (48_200_000, False, date(2026, 3, 1))
    assert fact.report.url.endswith("/edgar/data/12345/000001234526000001/")
    assert filing.tagged == len(filing.facts) + filing.repeated
    assert filing.repeated == 6


def test_what_was_restated_stays_as_the_second() -> None:
    filing = read(row(48_200_000, "2025-03-01"), row(47_900_000, "2026-03-01"))
    assert [(fact.value, fact.superseded, fact.report.accession) for fact in revenues(filing)] == [
        (47_900_000, False, "0000012345-26-000001"),
        (48_200_000, True, "0000012345-25-000001"),
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_a_rounding_of_another_only_repeats_it(turned: bool) -> None:
    sharp, coarse = ("2026-03-01", "2025-03-01") if turned else ("2025-03-01", "2026-03-01")
    filing = read(row(48_234_000, sharp), row(48_200_000, coarse))
    assert [(fact.value, fact.superseded) for fact in revenues(filing)] == [(48_234_000, False)]


def test_one_digit_is_no_rounding() -> None:
    filing = read(row(2_700_000, "2025-03-01"), row(3_000_000, "2026-03-01"))
    assert [fact.value for fact in revenues(filing)] == [3_000_000, 2_700_000]


def test_a_period_is_its_days_and_never_the_year_of_the_report() -> None:
    filing = read(
        row(1, "2025-03-01"),
        row(2, "2025-03-01", start="2023-02-01", end="2024-01-31"),
        row(3, "2025-03-01", start=None),
    )
    assert [str(fact.period) for fact in revenues(filing)] == [
        "2024-02-01\u20132025-01-31", "2023-02-01\u20132024-01-31", "2025-01-31"
    ]  # fmt: skip
    assert (filing.fiscal_year_end, filing.entity_id, filing.entity_name) == (
        "--01-31",
        "0000012345",
        "ACME CORP",
    )


def test_values_are_as_precise_as_most_of_their_report() -> None:
    facts = revenues(read(row(50_320_000, "2025-03-01"), row(12_345, "2025-03-01", start=None)))
    assert [fact.decimals for fact in facts] == [-3, 0]
    shares = [
        row(value, "2025-03-01", end=f"2025-0{at}-28")
        for at, value in enumerate((0.64, 0.71, 1.5, 0.0001), 3)
    ]
    assert [fact.decimals for fact in revenues(read(*shares, unit="USD/shares"))] == [2, 2, 2, 4]


def test_what_was_rounded_in_a_sentence_is_known_to_its_own_last_digit() -> None:
    (fact,) = revenues(read(row(37_700_000, "2025-03-01")))
    assert fact.decimals == -5


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"val": None}, "val is no number"),
        ({"val": "48"}, "val is no number"),
        ({"val": True}, "val is no number"),
        ({"end": "2025-02-30"}, "end is no day"),
        ({"end": 20250131}, "end is no day"),
        ({"filed": None}, "filed is no day"),
        ({"start": "2026-01-01"}, "its start is after its end"),
        ({"accn": 5}, "accn is no accession number"),
    ],
)
def test_a_row_that_is_wrong_is_passed_over(wrong: dict[str, Any], reason: str) -> None:
    filing = read(row(48, "2025-03-01") | wrong, others=0)
    (passed,) = filing.passed_over
    assert (passed.reason, passed.element, passed.count) == (reason, ELEMENT, 1)
    assert passed.place.context == "facts.us-gaap.Revenues.units.USD[0]"
    assert filing.facts == ()


def test_a_number_of_ten_thousand_digits_is_none() -> None:
    data = company({"USD": [row(48, "2025-03-01")]}, others=0).replace(
        b'"val": 48', b'"val": ' + b"9" * 10_000
    )
    assert read_company_facts(data, "x.json").passed_over[0].reason == "val is no number"


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "RG820", "it breaks off"),
        (b"<html>", "RG820", "no JSON"),
        (b"\xff\xfe", "RG820", "no UTF-8"),
        (b"[1]", "RG820", "company facts were expected"),
        (b"[" * 100_000, "RG821", "too deep"),
        (b'{"facts": []}', "RG820", "company facts were expected"),
        (b'{"facts":\n {"us-gaap": 5}}', "RG820", "facts.us-gaap was expected to be an object"),
        (b'{"facts": {"us-gaap": {"A": {"units": {"USD": 5}}}}}', "RG820", "expected to be a list of rows"),
        (b"[" + b"1," * 5_000_000 + b"1]", "RG821", "parts"),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, code: str, said: str) -> None:
    with pytest.raises(Rejected) as caught:
        read_company_facts(data, "x.json")
    (finding,) = caught.value.findings
    assert (finding.code, finding.locus is not None) == (code, True)
    assert said in finding.message


def test_a_file_that_breaks_off_is_refused() -> None:
    whole = company({"USD": [row(48, "2025-03-01")]})
    for length in range(1, len(whole) - 1, 50):
        with pytest.raises(Rejected):
            read_company_facts(whole[:length], "x.json")


def test_very_many_values_of_one_thing_are_refused() -> None:
    rows = [row(48_000_000 + 10_000 * at, "2025-03-01") for at in range(60)]
    with pytest.raises(Rejected, match="more than 50 values for us-gaap:Revenues"):
        read(*rows)
