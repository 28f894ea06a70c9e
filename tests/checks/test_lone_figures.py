"""Lone figures: what a second one by nature says of them, and what says nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from bases import found, sound
from company import ledger, printed
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import Severity
from reportgen.facts.reference import BadReference


def codes(facts: dict[str, Any], concepts: Any = None) -> list[str]:
    return [one.code for one in found(facts, concepts)]


def told(value: str, printed_as: str) -> list[dict[str, Any]]:
    return [{"stated": [{"value": value, "source": "recap ¶1", "printed": printed_as}]}]


# ---- earnings per share ----------------------------------------------------------------------------------------------

BOOKS = [book for seed in range(3) for book in ledger(seed)[0].values()]


@settings(max_examples=60)
@given(st.sampled_from(BOOKS), st.sampled_from(["basic", "diluted"]), st.data())
def test_a_wrong_digit_in_earnings_per_share_is_found(
    book: dict[str, Fraction], kind: str, data: st.DataObject
) -> None:
    names = ("net_income", f"shares.{kind}", f"eps.{kind}")
    facts = {f"{name}@2025Q4": printed(name, book[name], "m") for name in names}
    assert codes(facts) == []
    eps = facts[f"eps.{kind}@2025Q4"]
    place = data.draw(st.sampled_from([at for at, digit in enumerate(eps) if digit.isdigit()]))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != eps[place]]))
    assert codes({**facts, f"eps.{kind}@2025Q4": eps[:place] + digit + eps[place + 1 :]})


def test_earnings_per_share_go_by_either_number_of_shares() -> None:
    facts = {"net_income@2025Q4": "21.19 bn USD", "shares.diluted@2025Q4": "10.83 bn shares"}
    facts |= {"shares.basic@2025Q4": "10.70 bn shares"}
    assert (
        codes(facts | {"eps@2025Q4": "1.98 USD/share"})
        == codes(facts | {"eps@2025Q4": "1.96 USD/share"})
        == []
    )
    assert codes(facts | {"eps@2025Q4": "2.10 USD/share"}) == ["RG416"]


@pytest.mark.parametrize("more", [{"formula": "net_income / shares.diluted"}, {"formula": "net_income / 10"}])
def test_earnings_with_a_formula_are_tied_out_instead(more: dict[str, str]) -> None:
    facts = {"net_income@2025Q4": "21.19 bn USD", "shares.diluted@2025Q4": "10.83 bn shares"}
    if "10" in more["formula"]:
        more = {"formula": "net_income / shares.basic"}
        facts["shares.basic@2025Q4"] = "10.70 bn shares"
    assert "RG416" not in codes(facts | {"eps.diluted@2025Q4": ["2.05 USD/share", more]})


def test_what_analysts_expect_need_not_tie() -> None:
    facts = {
        "net_income@2025Q4~consensus": "21.19 bn USD",
        "shares.diluted@2025Q4~consensus": "10.83 bn shares",
    }
    assert codes(facts | {"eps.diluted@2025Q4~consensus": "2.05 USD/share"}) == []


# ---- usual formulas --------------------------------------------------------------------------------------------------


def test_what_is_on_another_basis_is_not_held_against_it() -> None:
    amounts = {"revenue@2025Q4": "11.0 bn USD", "revenue@2024Q4": "10.0 bn USD"}
    growth = {"revenue.growth@2025Q4": "12%"}
    assert codes(amounts | growth) == ["RG415"]
    assert codes(amounts | growth, {"revenue.growth": {"unit": "%", "basis": "fx-neutral"}}) == []


def test_a_payment_counts_by_its_size() -> None:
    facts = {"operating_cash_flow@2025": "9.0 bn USD", "free_cash_flow@2025": "6.0 bn USD"}
    assert codes(facts | {"capex@2025": told("-3.0 bn USD", "(3.0)")}) == []
    assert codes(facts | {"capex@2025": told("-4.0 bn USD", "(4.0)")}) == ["RG415"]


# ---- signs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed_as", "expected"),
    [
        ("(3.0)", []),
        ("$(3.0) billion", []),
        ("−3.0", []),
        ("（3.0）", []),
        ("3.0", ["RG414"]),
        ("2024-3.0", ["RG414"]),
    ],
)
def test_a_payment_is_negative_where_it_is_printed_so(printed_as: str, expected: list[str]) -> None:
    assert codes({"capex@2025": told("-3.0 bn USD", printed_as)}) == expected


def test_payments_of_a_quarter_and_its_year_compare_by_size() -> None:
    facts = {"capex@2025Q4": told("-3.0 bn USD", "(3.0)"), "capex@2025": told("-12.0 bn USD", "(12.0)")}
    assert codes(facts) == []
    assert codes(facts | {"capex@2025Q4": told("-13.0 bn USD", "(13.0)")}) == ["RG407"]


def test_what_is_computed_takes_no_payment_with_a_sign() -> None:
    """Operating cash flow less a negative outlay would be more than itself."""
    flow = {"operating_cash_flow@2025Q4": "9.0 bn USD"}
    assert sound(flow | {"capex@2025Q4": "3.0 bn USD"}).find("free_cash_flow").quantity is not None
    with pytest.raises(BadReference):
        sound(flow | {"capex@2025Q4": told("-3.0 bn USD", "(3.0)")}).find("free_cash_flow")


# ---- scales ----------------------------------------------------------------------------------------------------------

ROW = {f"revenue@2025Q{n}": f"{20 + n}.0 bn USD" for n in range(1, 5)}


@pytest.mark.parametrize("name", ROW)
def test_a_slip_of_scale_is_told_once_and_where_it_is(name: str) -> None:
    (finding,) = found(ROW | {name: ROW[name].replace("bn", "m")})
    assert (finding.code, finding.message.split()[0]) == ("RG402", name)


OTHER = {"other_income@2025Q3": "21 m USD", "other_income@2025Q4": "17,336 m USD"}


def test_a_change_of_scale_for_good_is_told_where_it_begins() -> None:
    facts = {name: said.replace("bn", "m") if name[-1] in "34" else said for name, said in ROW.items()}
    (finding,) = found(facts)
    assert (finding.code, finding.message.split()[0]) == ("RG402", "revenue@2025Q3")


def test_a_slip_beside_its_year_is_told_once() -> None:
    said = [
        one
        for one in found(ROW | {"revenue@2025": "90.0 bn USD", "revenue@2025Q3": "23.0 m USD"})
        if one.code == "RG402"
    ]
    assert [one.message.split()[0] for one in said] == ["revenue@2025Q3"]
    said = [one for one in found(ROW | {"revenue@2025": "90.0 m USD"}) if one.code == "RG402"]
    assert [one.message.split()[0] for one in said] == ["revenue@2025"]


def test_what_is_small_by_nature_needs_a_second_witness() -> None:
    assert codes(OTHER) == []
    assert codes(OTHER | {"other_income@2025Q2": "18 m USD"}) == ["RG402"]
    assert codes(OTHER | {"other_income@2025Q2": "-18 m USD", "other_income@2025Q1": "5,100 m USD"}) == []
    assert codes(OTHER | {"total_assets@2025-12-31": "12,000 m USD"}) == ["RG402"]
    small = {f"other_income@2024Q{n}": f"{10 + n} m USD" for n in range(1, 5)}
    assert codes(OTHER | small | {"revenue@2025Q4": "213,386 m USD"}) == []


def test_a_rate_near_nought_may_be_anything_next() -> None:
    assert codes({"margin@2025Q3": "0.01%", "margin@2025Q4": "12.1%"}) == []


# ---- check digits ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [("isin", "US0231351068", "7"), ("lei", "ZXTILKJKG63JELOEG631", "30"), ("isin", "US02313510", "")],
)
def test_identifiers_of_a_company(key: str, value: str, wanted: str) -> None:
    from reportgen.facts.reading import read_facts

    text = f"""
entity: acme
period: 2025Q4
entities: {{acme: {{name: {{en: Acme}}, {key}: {value}}}}}
sources: {{s: {{title: {{en: S}}, published: 2026-02-06}}}}
facts: {{revenue@2025Q4: 1 bn USD; s ¶1}}
"""
    base, (finding,) = read_facts(text.encode(), "facts.yaml")
    assert base is None and finding.code == "RG423" and finding.severity is Severity.ERROR
    assert finding.message.endswith(f"should be {wanted}" if wanted else "US0378331005")
    assert (
        finding.locus is not None
        and finding.locus.line == 4
        and finding.locus.excerpt[finding.locus.column - 1 :].startswith(value)
    )
    right = text.replace(value, {"isin": "US0231351067", "lei": "ZXTILKJKG63JELOEG630"}[key])
    base, findings = read_facts(right.encode(), "facts.yaml")
    assert base is not None and not findings and getattr(base.entities["acme"], key)
