"""Pence and other hundredths of a currency: one unit with it, told and printed in another way."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from reportgen.checks.tieout import tie_out
from reportgen.facts.base import FactBase, value_of
from reportgen.facts.derive import derive
from reportgen.facts.quantity import QuantityError, parse_quantity
from reportgen.facts.reading import read_facts
from reportgen.facts.typed import explain_typed
from reportgen.facts.unit import UnitError, parse_unit
from reportgen.figures.display import NumberStyle, cell_scale, exact, show
from reportgen.figures.reader.paragraphs import read_text
from reportgen.intake.against_printed import hold_printed
from reportgen.languages import LANGUAGES

FACTS = """\
entity: marl
period: FY2025
entities: {{marl: {{name: {{en: Marl plc}}, fiscal-year-end: 06-30}}}}
sources: {{release: {{title: {{en: Release}}, published: 2025-09-02, language: en}}}}
facts:
  net_income@FY2025: 19.80 m GBP; release ¶1; £19.80 million
{facts}
"""


def base_of(*facts: str) -> FactBase:
    text = FACTS.format(facts="\n".join(f"  {line}" for line in facts))
    base, found = read_facts(text.encode(), "facts.yaml")
    assert base is not None and not found, found
    derived, found = derive(base)
    assert derived is not None and not found, found
    return derived


def shown(base: FactBase, reference: str, language: str = "en") -> str:
    return show(value_of(base.find(reference)), NumberStyle(language))


@pytest.mark.parametrize("written", ["9.9p", "9.9 pence/share", "9.9 GBX/share", "9.9 GBp/share", "9.9 GBX"])
def test_pence_are_pounds_in_another_way(written: str) -> None:
    base = base_of(f"eps.diluted@FY2025: {written}; release ¶1; 9.9p")
    value = value_of(base.find("eps.diluted@FY2025"))
    assert value.unit == parse_unit("GBP/share") and value.point == Fraction("0.099")
    assert [shown(base, "eps.diluted@FY2025", tag) for tag in ("en", "ja", "zh-Hant")] == [
        "9.9p", "9.9ペンス", "9.9便士",
    ]  # fmt: skip
    assert exact(value) == "9.9" and str(value.unit) == "GBX/share"
    assert hold_printed(base) == []


def test_what_is_told_in_pence_ties_with_pounds() -> None:
    base = base_of(
        "shares.diluted@FY2025: 200.0 m shares; release ¶1; 200.0 million",
        "eps.diluted@FY2025: {stated: 9.9p; release ¶1, formula: net_income / shares.diluted}",
        "share_price@2025-09-01: 412p; release ¶1",
        "shares.outstanding@2025-09-01: 200.0 m shares; release ¶1; 200.0 million",
        "market_cap@2025-09-01: = share_price * shares.outstanding",
    )
    assert {row.verdict.value for row in tie_out(base) if row.fact.at.concept == "eps.diluted"} == {"ties"}
    assert value_of(base.find("market_cap@2025-09-01")).point == 824_000_000
    assert shown(base, "change(share_price@2025-09-01, share_price@2025-09-01)").endswith("p")


def test_the_digits_stated_are_printed_and_computed_ones_to_a_tenth() -> None:
    base = base_of(
        "shares.diluted@FY2025: 160.00 m shares; release ¶1; 160.00 million",
        "dividends_per_share@FY2025: 3.25p; release ¶1",
        "share_price@2025-09-01: 1234p; release ¶1",
        "eps.diluted@FY2025: = net_income / shares.diluted",
    )
    assert shown(base, "dividends_per_share@FY2025") == "3.25p"
    assert shown(base, "share_price@2025-09-01") == "1,234p"
    assert shown(base, "eps.diluted@FY2025") == "12.4p"  # told as the others are


def test_what_is_stated_in_pounds_stays_in_pounds() -> None:
    base = base_of(
        "eps.diluted@FY2025: 9.9p; release ¶1", "target_price@2025-09-01: 4.12 GBP/share; release ¶1; £4.12"
    )
    assert shown(base, "target_price@2025-09-01") == "£4.12"


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("code", ["GBX", "ZAC", "ILA", "USX", "EUX"])
def test_each_is_read_back_as_what_it_is(tag: str, code: str) -> None:
    value = parse_quantity(f"41.5 {code}/share")
    (figure,) = read_text(show(value, NumberStyle(tag)), tag).figures
    assert figure.quantity.point == value.point and value.unit.currency in figure.money


def test_heads_of_tables() -> None:
    heads = [cell_scale("pence/share", NumberStyle(tag)).label for tag in ("en", "ja", "zh-Hant")]
    assert heads == ["pence/share", "ペンス/株", "便士/股"]


@pytest.mark.parametrize(
    "row",
    [
        "Diluted EPS, pence    12.4    13.7",
        "Diluted EPS (p)    12.4    13.7",
        "EPS (pence per share)\t12.4\t13.7",
    ],
)
def test_a_row_in_pence_is_read_so(row: str) -> None:
    figures = read_text(f"Annual figures (£m)\nRevenue    301.2    322.9\n{row}", "en").figures
    assert [figure.quantity.point for figure in figures[2:]] == [Fraction("0.124"), Fraction("0.137")]


def test_a_bare_number_may_be_pence_where_the_value_is_or_the_scale_says_so() -> None:
    assert hold_printed(base_of("eps.diluted@FY2025: 12.4p; release ¶1; 12.4")) == []
    stated = (
        'eps.diluted@FY2025: {{stated: [{{value: 0.124 GBP/share, source: release ¶1, printed: "12.4"{}}}]}}'
    )
    assert hold_printed(base_of(stated.format(", scale: pence"))) == []
    (finding,) = hold_printed(base_of(stated.format("")))
    assert finding.mend.startswith("write 12.4 pence") and "12.4 GBP" not in finding.mend


@pytest.mark.parametrize("name", ["penc", "pences", "GBx", "Pence"])
def test_no_spelling_of_pence_leads_to_peru(name: str) -> None:
    with pytest.raises(UnitError, match="unknown unit") as error:
        parse_unit(f"{name}/share")
    assert "PEN" not in str(error.value) and re.search("pence|GBX", str(error.value))
    hint = explain_typed("9.9 Pence", parse_unit("GBP/share"))
    assert hint and hint.mend == "write 9.9 GBX"


def test_cents_are_those_of_the_concept() -> None:
    hint = explain_typed("42.0 cents", parse_unit("ZAR/share"))
    assert hint and hint.mend == "write 42.0 ZAC"


def test_there_are_no_millions_of_pence() -> None:
    with pytest.raises(QuantityError, match="no scale"):
        parse_quantity("48 m USX")


def test_a_projects_own_pence_are_its_own() -> None:
    assert str(parse_unit("pence/share", ("pence",))) == "pence/share"
