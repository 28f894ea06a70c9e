"""Formulas in the place of references: one fact however they are written, and facts that are named by a formula."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.conditions import ClaimError, read_claim
from reportgen.checks.judging import Truth, judge_condition
from reportgen.checks.tieout import Verdict, tie_out
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.facts.reference import BadReference
from reportgen.facts.text import Text
from reportgen.figures.fact_labels import fact_label

STATED: Mapping[str, str] = {
    "revenue@2025Q4": "120 m USD",
    "revenue@2025Q3": "110 m USD",
    "revenue@2024Q4": "100 m USD",
    "revenue@2025Q4~consensus": "110 m USD",
    "profit@2025Q4": "12 m USD",
    "profit@2024Q4": "-3 m USD",
    "cloud.revenue@2025Q4": "60 m USD",
    "bert/revenue@2025Q4": "80 m USD",
    "revenue@2026~guidance": "500 to 520 m USD",
    "revenue@2026~estimate": "510 to 530 m USD",
    "revenue@2026~consensus": "505 m USD",
    "margin@2025Q4": "10%",
    "margin@2024Q4": "9%",
    "backlog@2025-12-31": "400 m USD",
    "backlog@2024-12-31": "300 m USD",
}


def told(value: str) -> dict[str, Any]:
    return {"stated": [{"value": value, "source": "r ¶1", "printed": value}]}


def file(facts: Mapping[str, Any], **more: Any) -> bytes:
    """A facts.yaml with these facts beside those above."""
    label = {"en": "Revenue", "zh-Hant": "營收", "ja": "売上高"}
    profit = {"en": "Operating income", "zh-Hant": "營業利益", "ja": "営業利益"}
    concepts = {
        "revenue": {"label": label, "unit": "USD"},
        "profit": {"label": profit, "unit": "USD"},
        "margin": {"label": {"en": "Margin"}, "unit": "%"},
        "backlog": {"label": {"en": "Backlog"}, "unit": "USD", "type": "instant"},
    }
    tree = {
        "entity": "acme",
        "period": "2025Q4",
        "entities": {"acme": {"name": {"en": "Acme"}}, "bert": {"name": {"en": "Bert"}}},
        "sources": {"r": {"title": {"en": "Release"}, "published": "2026-01-30"}},
        "segments": {"cloud": {"en": "Cloud", "zh-Hant": "雲端", "ja": "クラウド"}},
        "concepts": {**concepts, **more.pop("concepts", {})},
        "facts": {**{name: told(value) for name, value in STATED.items()}, **facts},
        **more,
    }
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()


def read(facts: Mapping[str, Any] = {}, **more: Any) -> FactBase:
    base, findings = read_facts(file(facts, **more), "facts.yaml")
    assert base is not None, findings
    return base


@pytest.fixture(scope="module")
def base() -> FactBase:
    return read()


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("growth(revenue)", "acme/growth(revenue)@2025Q4", "20.00 %"),
        ("growth(revenue, revenue@-1Y)", "acme/growth(revenue)@2025Q4", "20.00 %"),
        ("growth(revenue@2025Q4, revenue@2024Q4)", "acme/growth(revenue)@2025Q4", "20.00 %"),
        ("growth(revenue)@2025Q4", "acme/growth(revenue)@2025Q4", "20.00 %"),
        ("growth(revenue, revenue@2025Q3)", "acme/growth(revenue, revenue@-1Q)@2025Q4", "9.09 %"),
        ("change(revenue)", "acme/change(revenue)@2025Q4", "20.00 USD"),
        ("revenue - revenue@-1Y", "acme/change(revenue)@2025Q4", "20.00 USD"),
        ("change(margin)", "acme/change(margin)@2025Q4", "1.00 points"),
        ("surprise(revenue)", "acme/surprise(revenue)@2025Q4", "9.09 %"),
        ("growth(revenue, revenue~consensus)", "acme/surprise(revenue)@2025Q4", "9.09 %"),
        ("share(profit, revenue)", "acme/share(profit, revenue)@2025Q4", "10.00 %"),
        ("profit/revenue", "acme/share(profit, revenue)@2025Q4", "10.00 %"),
        ("(profit) / (revenue)", "acme/share(profit, revenue)@2025Q4", "10.00 %"),
        ("multiple(revenue, profit)", "acme/multiple(revenue, profit)@2025Q4", "10.00 x"),
        ("revenue - cloud.revenue", "acme/(revenue - cloud.revenue)@2025Q4", "60.00 USD"),
        ("share(bert/revenue, revenue)", "bert/share(revenue, acme/revenue)@2025Q4", "66.67 %"),
        ("midpoint(revenue@2026~guidance)", "acme/midpoint(revenue)@2026~guidance", "510.00 USD"),
        ("low(revenue@2026~guidance)", "acme/low(revenue)@2026~guidance", "500.00 USD"),
        (
            "surprise(midpoint(revenue@2026~guidance))",
            "acme/surprise(midpoint(revenue))@2026~guidance",
            "0.99 %",
        ),
        (
            "surprise(midpoint(revenue@2026~estimate))",
            "acme/surprise(midpoint(revenue))@2026~estimate",
            "2.97 %",
        ),
        ("annualised(revenue)", "acme/annualised(revenue)@2025Q4", "480.00 USD"),
        ("average(revenue, revenue@-1Q)", "acme/average(revenue, revenue@-1Q)@2025Q4", "115.00 USD"),
        ("growth(backlog@2025-12-31)", "acme/growth(backlog)@2025-12-31", "33.33 %"),
        ("1 - share(profit, revenue)", "acme/(1 - share(profit, revenue))@2025Q4", "90.00 %"),
        ("-profit", "acme/(-profit)@2025Q4", "-12.00 USD"),
        ("sum(revenue)", "acme/revenue@2025Q4", "120.00 USD"),
        (
            "range(low(revenue), high(revenue))@2026~guidance",
            "acme/range(low(revenue), high(revenue))@2026~guidance",
            "510.00 USD",
        ),
    ],
)
def test_a_formula_is_one_fact_however_it_is_written(
    base: FactBase, written: str, name: str, value: str
) -> None:
    fact = base.find(written)
    assert str(fact.at) == name
    assert base.find(str(fact.at)) == fact
    number, _, unit = value.partition(" ")
    assert fact.quantity is not None and str(fact.quantity.unit) == unit
    scale = 100 if unit in ("%", "points") else 1 if unit == "x" else 10**-6
    assert float(fact.quantity.point) * scale == pytest.approx(float(number), abs=0.005)


_TERMS = st.sampled_from(
    ["revenue", "profit", "revenue@2024Q4", "cloud.revenue", "revenue@2025Q4~consensus", "bert/revenue"]
)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda two: f"({two[0]}) + ({two[1]})"),
        pairs.map(lambda two: f"{two[0]} - ({two[1]})"),
        pairs.map(lambda two: f"share({two[0]}, {two[1]})"),
        pairs.map(lambda two: f"growth({two[0]}, {two[1]})"),
        inner.map(lambda one: f"-({one})"),
        inner.map(lambda one: f"abs({one})"),
    )


_ONCE = st.one_of(_TERMS, _nested(_TERMS))


@given(st.one_of(_ONCE, _nested(_ONCE)))
def test_a_formula_leads_back_from_its_name(written: str) -> None:
    base = _BASE
    try:
        at = base.at(written)
    except BadReference:
        return  # a percentage plus an amount, or the like
    assert base.at(str(at)) == at


_BASE = read()


def test_a_formula_of_a_fact_with_a_name_is_that_fact() -> None:
    base = read(
        {"margin.now@2025Q4": {"formula": "share(profit, revenue)"}},
        concepts={"margin.now": {"label": {"en": "x"}, "unit": "%"}},
    )
    assert base.find("profit / revenue").at.concept == "margin.now"


def test_a_fact_may_be_named_by_a_formula() -> None:
    """It is held against that formula, and stands for it in others."""
    base = read({"growth(revenue)@2025Q4": told("20%")})
    fact = base.find("growth(revenue, revenue@-1Y)")
    assert fact.telling and fact.computed
    assert {row.verdict for row in tie_out(base) if row.fact.at == fact.at} == {Verdict.TIES}
    inner = base.find("1 + growth(revenue)")
    assert inner.working is not None and str(fact.at) in str(inner.working.right.at)  # type: ignore[union-attr]


def test_a_wrong_figure_named_by_a_formula_is_found() -> None:
    base = read({"growth(revenue)@2025Q4": told("25%")})
    at = base.at("growth(revenue)")
    assert {row.verdict for row in tie_out(base) if row.fact.at == at} == {Verdict.CONFLICT}


@pytest.mark.parametrize("key", ["growth(cloud.revenue)@2025Q4", "growth(cloud.revenue@2025Q4)"])
def test_what_follows_from_a_stated_growth_does_not_go_in_a_circle(key: str) -> None:
    base = read(
        {
            key: told("20%"),
            "cloud.revenue@2024Q4": {"formula": "cloud.revenue@2025Q4 / (1 + growth(cloud.revenue)@2025Q4)"},
        }
    )
    assert base.find("growth(cloud.revenue)").formula is None
    assert float(base.find("cloud.revenue@2024Q4").quantity.point) == pytest.approx(50e6)  # type: ignore[union-attr]


def test_a_stated_growth_needs_no_amounts() -> None:
    base = read({"bert/growth(cloud.revenue)@2025Q4": told("39%")})
    fact = base.find("bert/growth(cloud.revenue)")
    assert fact.telling and {row.verdict for row in tie_out(base) if row.fact.at == fact.at} == {
        Verdict.SOURCED
    }


def test_the_stated_growth_of_a_balance_compares_with_growth_over_time() -> None:
    """It is a quotient, be it stated or not; the balance itself does not compare."""
    base = read({"growth(backlog)@2025-12-31": told("33%")})
    assert (
        judge_condition(read_claim(Text("growth(backlog) > growth(revenue)"), base), base).truth is Truth.TRUE
    )
    with pytest.raises(ClaimError):
        read_claim(Text("backlog > revenue"), base)


def test_one_fact_has_several_checks() -> None:
    base = read(
        {"margin@2025Q4": {**told("10%"), "formula": ["profit / revenue", "1 - 0.9", "revenue/profit/50"]}}
    )
    verdicts = [row.verdict for row in tie_out(base) if row.fact.at == base.at("margin")]
    assert verdicts == [Verdict.TIES, Verdict.TIES, Verdict.CONFLICT]


def test_a_derived_fact_with_two_ways_has_to_come_to_one() -> None:
    base = read({"margin@2023Q4": {"formula": ["profit@2025Q4 / revenue@2025Q4", "0.2 * 1"]}})
    verdicts = [row.verdict for row in tie_out(base) if row.fact.at == base.at("margin@2023Q4")]
    assert verdicts == [Verdict.DERIVED, Verdict.CONFLICT]


@pytest.mark.parametrize(
    ("written", "said", "offset"),
    [
        ("growth(revenu)", "unknown concept 'revenu'; nearest: revenue", 7),
        ("growth(revenue", "a bracket is not closed", 6),
        ("growht(revenue)", "unknown function 'growht'", 0),
        ("growth(profit)@2023Q4", "there is no fact profit@2022Q4", 0),
        ("revenue + margin", "cannot be added", 0),
        ("1 + 1", "names no fact", 0),
        ("growth(nobody/revenue)", "unknown", 7),
    ],
)
def test_what_is_wrong_with_a_formula_is_said(base: FactBase, written: str, said: str, offset: int) -> None:
    with pytest.raises(BadReference) as caught:
        base.find(written)
    assert said in str(caught.value)
    assert caught.value.offset == offset


def test_a_growth_from_a_loss_is_a_fact_without_a_value(base: FactBase) -> None:
    fact = base.find("growth(profit)")
    assert fact.quantity is None and fact.trouble.startswith("not meaningful")


@pytest.mark.parametrize(
    ("written", "en", "zh", "ja"),
    [
        ("growth(revenue)", "Revenue growth, y/y", "營收年增率", "売上高増減率（前年同期比）"),
        ("growth(revenue, revenue@-1Q)", "Revenue growth, q/q", "營收季增率", "売上高増減率（前四半期比）"),
        (
            "growth(cloud.revenue)",
            "Cloud revenue growth, y/y",
            "雲端營收年增率",
            "クラウドの売上高増減率（前年同期比）",
        ),
        ("surprise(revenue)", "Revenue vs consensus", "營收與市場預估差距", "売上高の市場予想比"),
        (
            "share(cloud.revenue, revenue)",
            "Cloud revenue as a share of revenue",
            "雲端營收占營收比重",
            "売上高に占めるクラウドの売上高の割合",
        ),
        (
            "revenue - revenue~consensus",
            "Revenue vs consensus, difference",
            "營收與市場預估差額",
            "売上高の市場予想との差額",
        ),
        (
            "growth(revenue - cloud.revenue)",
            "(Revenue less Cloud revenue) growth, y/y",
            "（營收減雲端營收）年增率",
            "",
        ),
        (
            "share(profit@2024Q4, revenue)",
            "Operating income as a share of revenue (Q4 25)",
            "營業利益占營收（4Q25）比重",
            "",
        ),
        ("sum(revenue, profit, cloud.revenue)", "Sum of revenue, operating income and Cloud revenue", "", ""),
        (
            "revenue - cloud.revenue - profit",
            "Revenue less Cloud revenue less operating income",
            "營收減雲端營收減營業利益",
            "（売上高とクラウドの売上高の差額）と営業利益の差額",
        ),
        ("growth(revenue@2025)", "Revenue growth, y/y", "營收年增率", "売上高増減率（前年比）"),
        ("revenue / 4", "Revenue divided by 4", "營收除以4", "売上高を4で割った値"),
        (
            "growth(midpoint(revenue@2026~guidance), revenue@2025~actual)",
            "Revenue midpoint growth, y/y",
            "",
            "",
        ),
        ("bert/revenue - revenue", "Bert revenue less Acme revenue", "", ""),
        ("bert/growth(cloud.revenue)", "Cloud revenue growth, y/y (Bert)", "雲端營收年增率（Bert）", ""),
        ("bert/revenue", "Bert revenue", "Bert營收", "Bert 売上高"),
        ("growth(revenue, abs(bert/revenue))", "Revenue relative to Bert revenue, size", "", ""),
        ("growth(revenue@2026~guidance, revenue@2025)", "Revenue growth, y/y", "營收年增率", ""),
        ("change(revenue@2026~guidance, revenue@2025)", "Revenue change, y/y", "營收年增減額", ""),
    ],
)
def test_a_language_composes_the_label(written: str, en: str, zh: str, ja: str) -> None:
    base = read(
        {
            "cloud.revenue@2024Q4": told("50 m USD"),
            "revenue@2025": told("440 m USD"),
            "revenue@2024": told("400 m USD"),
            "bert/growth(cloud.revenue)@2025Q4": told("39%"),
        }
    )
    fact = base.find(written)
    assert fact_label(base, fact, "en") == en
    for language, label in (("zh-Hant", zh), ("ja", ja)):
        assert not label or fact_label(base, fact, language) == label


def test_an_author_names_a_formula() -> None:
    """Its label stands wherever the formula does, be it alone or within another."""
    base = read(concepts={"profit / revenue": {"label": {"en": "Operating margin"}}})
    assert fact_label(base, base.find("profit/revenue"), "en") == "Operating margin"
    assert fact_label(base, base.find("change(profit/revenue)"), "en") == "Operating margin change, y/y"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"growth(revenue)": told("20%")}, "needs a period of its own"),
        ({"growth(revenu)@2025Q4": told("20%")}, "unknown concept 'revenu'"),
        ({"sum(revenue)@2025Q4": told("20 USD")}, "nothing but the fact revenue@2025Q4: write that"),
        ({"growth(revenue)@2025Q4": told("20 USD")}, "measured in %"),
        (
            {"growth(revenue)@2025Q4": told("20%"), "growth(revenue, revenue@-1Y)@2025Q4": told("20%")},
            "same fact",
        ),
    ],
)
def test_a_key_that_is_a_formula_is_read_strictly(facts: Mapping[str, Any], said: str) -> None:
    base, findings = read_facts(file(facts), "facts.yaml")
    assert base is None
    assert [finding for finding in findings if said in finding.message], findings


# ---- what the vocabulary has a formula for ---------------------------------------------------------------------------

STANDARD = """entity: acme
period: 2025Q4
entities: {acme: {name: {en: Acme}}}
segments: {cloud: {en: Cloud, zh-Hant: 雲端, ja: クラウド}}
sources:
  r: {title: {en: Release}, published: 2026-01-30}
facts:
  revenue@2025Q4: 200 m USD; ¶3
  operating_income@2025Q4: 50 m USD; ¶3
  cloud.revenue@2025Q4: 80 m USD; ¶3
  cloud.operating_income@2025Q4: 20 m USD; ¶3
  gross_margin@2025Q4: 45%; ¶3
"""


def standard(more: str = "") -> FactBase:
    base, findings = read_facts((STANDARD + more).encode(), "facts.yaml")
    assert base is not None, findings
    return base


@pytest.mark.parametrize(
    ("written", "name", "per_cent", "label"),
    [
        ("operating_margin", "acme/operating_margin@2025Q4", 25, "營益率"),
        ("share(operating_income, revenue)", "acme/operating_margin@2025Q4", 25, "營益率"),
        ("cloud.operating_margin", "acme/cloud.operating_margin@2025Q4", 25, "雲端營益率"),
        ("cloud.operating_income / cloud.revenue", "acme/cloud.operating_margin@2025Q4", 25, "雲端營益率"),
        ("gross_margin", "acme/gross_margin@2025Q4", 45, "毛利率"),  # which is stated
        ("share(cloud.operating_income, revenue)", None, 10, "雲端營業利益占營收比重"),
    ],
)
def test_what_the_vocabulary_has_a_formula_for_is_computed(
    written: str, name: str | None, per_cent: int, label: str
) -> None:
    base = standard()
    fact = base.find(written)
    assert name is None or str(fact.at) == name
    assert fact.quantity is not None and fact.quantity.point * 100 == per_cent
    assert fact_label(base, fact, "zh-Hant") == label


def test_what_lacks_an_input_is_a_fact_that_is_not_there() -> None:
    with pytest.raises(BadReference, match="there is no fact net_margin@2025Q4"):
        standard().find("net_margin")


def test_a_formula_may_take_in_what_is_computed_so() -> None:
    base = standard("  cash@2025-12-31: 10 m USD; ¶3\n")
    for written in ("1 - operating_margin", "change(operating_margin)"):
        if written.startswith("1"):
            fact = base.find(written)
            assert fact.quantity is not None and fact.quantity.point * 100 == 75
        else:
            with pytest.raises(BadReference):
                base.find(written)


def test_claims_rest_on_formulas_and_on_what_is_computed() -> None:
    base = standard("  growth(cloud.revenue)@2025Q4: 30%; ¶3\n  growth(cloud.revenue)@2024Q4: 20%; ¶3\n")
    for condition, truth in (
        ("operating_margin > 20%", Truth.TRUE),
        ("cloud.operating_margin < 20%", Truth.FALSE),
        ("growth(cloud.revenue) > growth(cloud.revenue)@2024Q4", Truth.TRUE),
        ("record(growth(cloud.revenue))", Truth.TRUE),
    ):
        assert judge_condition(read_claim(Text(condition), base), base).truth is truth, condition


def test_a_streak_of_a_formula_needs_every_period() -> None:
    amounts = "".join(
        f"  revenue@{year}Q4: {value} m USD; ¶3\n" for year, value in ((2022, 90), (2023, 100), (2024, 130))
    )
    base = standard(amounts)
    found = judge_condition(read_claim(Text("growth(revenue, revenue@-1Y) > 40%"), base), base)
    assert found.truth is Truth.TRUE
    streak = judge_condition(read_claim(Text("record(share(operating_income, revenue))"), base), base)
    assert streak.truth is Truth.UNDECIDABLE  # there is no earlier one
