"""Company facts become facts: each with its report, restatements beside what they replace, and what the import says."""

from __future__ import annotations

import json
from typing import Any

from reportgen.facts.reading import read_facts
from reportgen.intake.filings.company_facts import read_company_facts
from reportgen.intake.importing.facts_file import WrittenFacts, new_file
from reportgen.intake.importing.from_filing import Wish, import_filing
from reportgen.intake.importing.import_report import import_report
from reportgen.intake.importing.imported import Import
from reportgen.languages import LANGUAGES
from reportgen.vocabulary.standard import STANDARD

YEARS = {"2024": ("2024-02-01", "2025-01-31"), "2023": ("2023-02-01", "2024-01-31")}


def row(value: int, days: tuple[str, str], filed: str) -> dict[str, Any]:
    accession = f"0000012345-{filed[2:4]}-{filed[5:7]}{filed[8:]:0>4}"
    told = {"val": value, "accn": accession, "fy": int(filed[:4]), "fp": "FY", "form": "10-K", "filed": filed}
    return {"start": days[0], "end": days[1]} | told


def imported(**elements: list[dict[str, Any]]) -> Import:
    facts = {name: {"label": name, "units": {"USD": rows}} for name, rows in elements.items()}
    data = json.dumps({"cik": 12345, "entityName": "ACME PARCELS INC", "facts": {"us-gaap": facts}}).encode()
    return import_filing(read_company_facts(data, "CIK0000012345.json"), STANDARD, Wish())


RESTATED = imported(
    Revenues=[
        row(48_217_000, YEARS["2023"], "2024-03-20"),
        row(47_113_000, YEARS["2023"], "2025-03-21"),
        row(55_431_000, YEARS["2024"], "2025-03-21"),
    ],
    **{f"Filler{at}": [row(1_001_000, YEARS["2024"], "2025-03-21")] for at in range(10)},
)


def report(made: Import, *, verbose: bool = False, **more: Any) -> str:
    text = new_file(made, LANGUAGES).text
    return import_report(made, WrittenFacts(text, 2, 0, **more), "facts.json", "us-gaap", verbose=verbose)


def test_a_restatement_keeps_what_it_replaces() -> None:
    base, findings = read_facts(new_file(RESTATED, LANGUAGES).text.encode(), "facts.yaml")
    assert base is not None, findings
    (fact,) = [fact for at, fact in base.facts.items() if at.local == "revenue@FY2024"]
    assert [one.literal for one in fact.stated] == ["48217 thousand USD", "47113 thousand USD"]
    assert fact.telling and base.sources[fact.telling.source].published == "2025-03-21"
    assert set(fact.because or ()) == set(LANGUAGES)


def test_a_report_whose_flows_are_all_repeated_later_is_named_by_its_balances() -> None:
    assets = row(90_001_000, YEARS["2023"], "2024-03-20")
    del assets["start"]
    made = imported(
        Revenues=[
            row(48_217_000, YEARS["2023"], "2024-03-20"),
            row(48_217_000, YEARS["2023"], "2025-03-21"),
            row(55_431_000, YEARS["2024"], "2025-03-21"),
        ],
        Assets=[assets],
    )
    assert [(one.id, str(one.period)) for one in made.sources] == [
        ("f10k_fy2025", "FY2025"),
        ("f10k_fy2024", "FY2024"),
    ]


def test_an_element_that_came_to_mean_something_else_was_not_restated() -> None:
    """The later report has what the earlier one called comprehensive income under the name with other owners."""
    everybody = "ComprehensiveIncomeNetOfTaxIncludingPortionAttributableToNoncontrollingInterest"
    made = imported(
        ComprehensiveIncomeNetOfTax=[
            row(48_217_000, YEARS["2023"], "2024-03-20"),
            row(47_113_000, YEARS["2023"], "2025-03-21"),
        ],
        **{everybody: [row(48_217_000, YEARS["2023"], "2025-03-21")]},
    )
    (fact,) = made.facts
    assert ([one.value for one in fact.tellings], fact.prefer) == (["47113 thousand USD"], 0)
    assert any("stood for something else" in why and count == 1 for why, count in made.passed_over.items())


def test_two_elements_of_one_concept_are_no_restatement() -> None:
    made = imported(
        NetIncomeLoss=[row(47_113_000, YEARS["2023"], "2024-03-20")],
        Revenues=[row(90_011_000, YEARS["2023"], "2024-03-20")],
        SalesRevenueNet=[row(88_123_000, YEARS["2023"], "2025-03-21")],
    )
    (fact,) = (one for one in made.facts if one.concept == "revenue")
    assert ([one.value for one in fact.tellings], fact.prefer) == (["90011 thousand USD"], 0)
    assert any("a second element of their concept" in why for why in made.passed_over)


def test_the_company_is_called_as_people_write_it() -> None:
    assert (RESTATED.company.name, RESTATED.company.short) == ("Acme Parcels Inc", "Acme Parcels")
    assert (RESTATED.company.year_end, str(RESTATED.period)) == ("01-31", "FY2025")


def test_reports_have_their_accession_and_address() -> None:
    assert sorted(one.id for one in RESTATED.sources) == ["f10k_fy2024", "f10k_fy2025"]
    assert all(one.accession and one.url.startswith("https://") for one in RESTATED.sources)


def test_the_report_says_what_came_in_and_what_did_not() -> None:
    said = report(RESTATED)
    assert "2 facts stated and 0 computed; 2 new, 0 as they were" in said
    assert "passed over: 10 numbers of elements that the vocabulary does not know" in said
    assert said.count("us-gaap: [Filler") == 8
    assert "… and 2 more; --verbose lists them" in said
    assert report(RESTATED, verbose=True).count("us-gaap: [Filler") == 10


def test_the_report_names_what_a_person_has_otherwise() -> None:
    names = tuple(f"revenue@FY20{at}" for at in range(10, 22))
    said = " ".join(report(RESTATED, left=names).split())
    assert "though the file says otherwise: revenue@FY2010," in said
    assert "revenue@FY2017 and 4 more" in said
    assert "revenue@FY2021" in report(RESTATED, left=names, verbose=True)


def test_sums_that_went_out_are_said() -> None:
    said = report(RESTATED, sums=("revenue@2025 is no more a + b",))
    assert "  revenue@2025 is no more a + b: the sum was taken out" in said
