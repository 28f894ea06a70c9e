"""Which concept a name means: the standard one, and what a file declares over it, field by field."""

from __future__ import annotations

import pickle
from typing import Final

import pytest

from reportgen.errors import Finding, show_findings
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.facts.reference import parse_reference
from reportgen.facts.unit import Unit
from reportgen.vocabulary.standard import NO_VOCABULARY

HEAD: Final = """\
entity: acme
period: 2025Q4
entities:
  acme: {name: {en: Acme}%s}
  formosa: {name: {en: Formosa}%s}
sources:
  recap: {title: {en: Recap}, published: 2026-02-06}
"""


def document(facts: str, more: str = "", currency: str = "", other: str = "") -> bytes:
    lines = "".join(
        f"  {key}: {{stated: [{{value: '{value}', source: recap ¶1, printed: x}}]}}\n"
        for key, value in (line.split(": ") for line in facts.split("; "))
    )
    return f"{HEAD % (currency, other)}{more}facts:\n{lines}".encode()


def read(facts: str, more: str = "", currency: str = "", other: str = "") -> FactBase:
    base, findings = read_facts(document(facts, more, currency, other), "facts.yaml")
    assert base is not None, show_findings(findings)
    return base


def wrong(facts: str, more: str = "", currency: str = "", other: str = "") -> list[Finding]:
    base, findings = read_facts(document(facts, more, currency, other), "facts.yaml")
    assert base is None
    return findings


def test_a_standard_concept_needs_no_declaration() -> None:
    base = read("revenue@2025Q4: 48.2 m USD; eps.diluted@2025Q4: 1.30 USD/share; cash@2025Q4: 21 m USD")
    revenue = base.concepts["revenue"]
    assert (revenue.label["en"], revenue.unit, revenue.adds_up, revenue.non_negative) == (
        "Revenue", Unit((("USD", 1),)), True, True,
    )  # fmt: skip
    assert revenue.label["zh-Hant"] == "營收"
    assert [str(at) for at in base.facts] == [
        "acme/revenue@2025Q4", "acme/eps.diluted@2025Q4", "acme/cash@2025-12-31",
    ]  # fmt: skip
    assert str(base.concepts["eps.diluted"].unit) == "USD/share"


def test_the_listed_concepts_are_the_declared_and_the_used_ones() -> None:
    base = read("net_income@2025Q4: 1 m USD; repairs@2025Q4: 2", "concepts:\n  repairs: {label: {en: R}}\n")
    assert list(base.concepts) == ["repairs", "net_income"]
    assert len(base.concepts) == 2
    assert "gross_profit" in base.concepts
    assert base.concepts["gross_profit"].instant is False
    assert list(base.concepts) == ["repairs", "net_income"]
    assert list(base.concepts.standard()) == ["net_income"]
    with pytest.raises(KeyError):
        base.concepts["repairs.revenue"]


def test_a_fact_that_is_named_by_a_formula_lists_what_is_in_it() -> None:
    base = read("net_income@2025Q4: 1 m USD; growth(revenue)@2025Q4: 5%")
    assert [concept.id for concept in base.concepts.values()] == ["net_income", "revenue"]


def test_a_declaration_overrides_field_by_field() -> None:
    base = read(
        "revenue@2025Q4: 48.2 m USD; cash@2025Q4: 21 m USD; capex@2025Q4: 3 m TWD",
        "concepts:\n"
        "  revenue: {label: {en: Net sales}, non-negative: false}\n"
        "  cash: {basis: adjusted, note: {en: Restricted cash is in it.}}\n"
        "  capex: {unit: TWD, adds-up: false, part-of: total_assets}\n",
    )
    revenue, cash, capex = (base.concepts[name] for name in ("revenue", "cash", "capex"))
    assert (revenue.label["en"], revenue.label["ja"], revenue.non_negative) == ("Net sales", "売上高", False)
    assert (revenue.adds_up, str(revenue.unit)) == (True, "USD")
    assert (cash.instant, cash.basis) == (True, "adjusted")
    assert cash.note == {"en": "Restricted cash is in it."}
    assert (str(capex.unit), capex.adds_up, capex.part_of, capex.non_negative) == (
        "TWD", False, "total_assets", True,
    )  # fmt: skip


def test_money_is_in_the_currency_of_its_entity() -> None:
    base = read("revenue@2025Q4: 48.2 m USD; formosa/revenue@2025Q4: 9.9 bn TWD", other=", currency: TWD")
    own, other = (base.find(name).at for name in ("revenue", "formosa/revenue@2025Q4"))
    assert (str(base.concept_at(own).unit), str(base.concept_at(other).unit)) == ("USD", "TWD")
    assert str(base.concepts["eps"].unit) == "USD/share"
    assert base.entities["acme"].currency == "USD"


def test_the_currency_is_that_of_statements_of_standard_money_first() -> None:
    more = "concepts:\n  price: {label: {en: Price}, unit: EUR}\n"
    assert read("price@2025Q4: 1 m EUR; revenue@2025Q4: 2 m JPY", more).entities["acme"].currency == "JPY"
    assert read("price@2025Q4: 1 m EUR", more).entities["acme"].currency == "EUR"


def test_a_second_currency_is_a_finding_that_says_how_to_mend_it() -> None:
    (found,) = wrong("revenue@2025Q4: 48.2 m USD; net_income@2025Q4: 3 m EUR")
    assert (found.code, found.message) == ("RG204", "net_income is measured in USD, this value in EUR")
    assert found.mend == "state it in USD, or give the entity currency: EUR, or give the concept unit: EUR"


def test_money_without_a_currency_is_a_finding_once() -> None:
    (found,) = wrong("revenue@2025Q4: 48; net_income@2025Q4: 3")
    assert found.message == "revenue is money, and nothing says in which currency acme reports"
    assert (found.code, found.mend) == ("RG204", "give the entity acme its currency: USD")
    assert found.locus is not None
    assert found.locus.line == 9


def test_a_currency_is_an_iso_code() -> None:
    (found,) = wrong("gross_margin@2025Q4: 48%", currency=", currency: US$")
    assert (found.code, found.mend) == ("RG204", "write its ISO code: USD")


def test_another_name_is_no_concept_and_says_which_is() -> None:
    (found,) = wrong("ocf@2025Q4: 48 m USD")
    assert found.message == "unknown concept 'ocf'; write operating_cash_flow"


def test_the_nearest_names_are_the_file_s_own() -> None:
    more = "concepts:\n  revenue.repairs: {label: {en: Repairs}, unit: USD}\n"
    (found,) = wrong("revenue.repair@2025Q4: 48 m USD", more)
    assert found.message == "unknown concept 'revenue.repair'; nearest: revenue.repairs"
    (found,) = wrong("operating_incme@2025Q4: 48 m USD")
    assert "nearest: operating_income" in found.message


def test_a_concept_of_one_s_own_needs_a_label() -> None:
    (found,) = wrong("repairs@2025Q4: 48 m USD", "concepts:\n  repairs: {unit: USD}\n")
    assert (found.code, found.message) == ("RG110", "the key 'label' is missing (in concepts › repairs)")
    assert found.mend == "only a standard concept needs none"


def test_parts_may_be_standard_and_have_to_exist() -> None:
    more = "concepts:\n  repairs: {label: {en: Repairs}, unit: USD, part-of: %s}\n"
    assert read("repairs@2025Q4: 4 m USD", more % "revenue").concepts["repairs"].part_of == "revenue"
    (found,) = wrong("repairs@2025Q4: 4 m USD", more % "net_sales")
    assert found.message == "unknown concept 'net_sales'; write revenue"


def test_a_base_can_be_sent_to_another_process() -> None:
    base = read("revenue@2025Q4: 48.2 m USD; capex@2025Q4: 1 m USD", "concepts:\n  capex: {label: {en: C}}\n")
    again = pickle.loads(pickle.dumps(base))
    assert again.concepts == base.concepts
    assert again.concepts["net_income"] == base.concepts["net_income"]
    assert again.locate(parse_reference("cash")) == base.locate(parse_reference("cash"))


def test_without_a_vocabulary_nothing_is_standard() -> None:
    base, (found,) = read_facts(document("revenue@2025Q4: 48.2 m USD"), "facts.yaml", NO_VOCABULARY)
    assert base is None
    assert found.message == "unknown concept 'revenue'"
