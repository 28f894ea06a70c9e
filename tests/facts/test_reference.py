"""References: what they mean, written out in full or with parts left out."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.base import FactBase
from reportgen.facts.reference import SCENARIOS, BadReference, Reference, parse_reference
from reportgen.figures.fact_labels import fact_label

Base = Callable[[dict[str, Any]], FactBase]


@pytest.mark.parametrize(
    ("text", "concept", "entity", "period", "scenario"),
    [
        ("revenue", "revenue", "", "", ""),
        ("aws.revenue@2024Q4", "aws.revenue", "", "2024Q4", ""),
        ("capex@2026~guidance", "capex", "", "2026", "guidance"),
        ("googl/capex@2026~guidance", "capex", "googl", "2026", "guidance"),
        ("msft/azure.growth@FY2026Q2", "azure.growth", "msft", "FY2026Q2", ""),
        ("revenue@-1Y", "revenue", "", "-1Y", ""),
        ("revenue@+2Q~consensus", "revenue", "", "+2Q", "consensus"),
        ("revenue~consensus", "revenue", "", "", "consensus"),
        ("revenue~actual", "revenue", "", "", "actual"),
        ("aws.backlog@2025-12-31", "aws.backlog", "", "2025-12-31", ""),
        ("fcf@TTM2025Q4", "fcf", "", "TTM2025Q4", ""),
        ("op_income2.q4_a@2025H1", "op_income2.q4_a", "", "2025H1", ""),
        ("  revenue  ", "revenue", "", "", ""),
    ],
)
def test_parts(text: str, concept: str, entity: str, period: str, scenario: str) -> None:
    assert parse_reference(text) == Reference(concept, entity, period, scenario)


@pytest.mark.parametrize(
    "text",
    [
        "", "Revenue", "2025", "_revenue", "revenue.", ".revenue", "aws..revenue", "revenue@",
        "revenue~", "revenue@latest", "revenue@2025Q4@2024Q4", "revenue~consensus@2025Q4", "a/b/c", "/revenue",
        "revenue/", "a.b/c", "revenue @2025", "revenue@2025-1", "revenue@２０２５", "revenue@-1W",
        "revenue@-100Y", "營收", "revenue\n@2025", "re venue", "revenue+cost",
    ],
)  # fmt: skip
def test_what_is_no_reference(text: str) -> None:
    with pytest.raises(BadReference, match=r"cannot read the (reference|period|shift) "):
        parse_reference(text)


def test_scenarios_are_a_closed_list() -> None:
    for scenario in SCENARIOS:
        assert parse_reference(f"revenue~{scenario}").scenario == scenario
    with pytest.raises(
        BadReference, match="unknown scenario 'forecast': there are actual, consensus, guidance"
    ):
        parse_reference("revenue~forecast")


concepts = st.from_regex(r"[a-z][a-z0-9_]{0,6}(\.[a-z0-9_]{1,6}){0,2}", fullmatch=True)
periods = st.sampled_from(["", "@2025Q4", "@2024", "@-1Y", "@FY2026Q2", "@2025-12-31", "@TTM2025Q3"])
scenarios = st.sampled_from(["", *(f"~{name}" for name in SCENARIOS)])


@given(st.sampled_from(["", "acme/", "a1_b/"]), concepts, periods, scenarios)
def test_every_reference_is_read_part_by_part(entity: str, concept: str, period: str, scenario: str) -> None:
    read = parse_reference(f"{entity}{concept}{period}{scenario}")
    assert read == Reference(concept, entity.rstrip("/"), period[1:], scenario[1:])


# ---- what is left out ------------------------------------------------------------------------------------


def located(base: FactBase, text: str) -> str:
    return str(base.locate(parse_reference(text)))


def test_left_out_parts_come_from_the_edition(base: Base) -> None:
    edition = base({"revenue@2025Q4": "10 USD"})
    assert located(edition, "revenue") == "acme/revenue@2025Q4"
    assert located(edition, "june/revenue~consensus") == "june/revenue@FY2026Q2~consensus"  # the same days
    assert located(edition, "revenue@-1Y") == "acme/revenue@2024Q4"
    assert located(edition, "june/revenue@FY2026Q2") == "june/revenue@FY2026Q2"
    assert edition.locate(parse_reference("june/revenue@FY2026Q2")) == edition.locate(
        parse_reference("june/revenue")
    )
    assert located(edition, "backlog") == "acme/backlog@2025-12-31"
    assert located(edition, "backlog@-1Q") == "acme/backlog@2025-09-30"
    assert located(edition, "backlog@2024") == "acme/backlog@2024-12-31"


def test_left_out_parts_come_from_the_fact_that_carries_the_formula(base: Base) -> None:
    edition = base({"june/revenue@FY2025~guidance": "10 USD"})
    near = next(iter(edition.facts))
    assert str(edition.locate(parse_reference("cost"), near)) == "june/cost@FY2025~guidance"
    assert str(edition.locate(parse_reference("cost~actual"), near)) == "june/cost@FY2025"
    assert str(edition.locate(parse_reference("cost@-1Y~consensus"), near)) == "june/cost@FY2024~consensus"
    assert str(edition.locate(parse_reference("acme/cost"), near)) == "acme/cost@TTM2025Q2~guidance"


def test_the_local_name_leaves_the_entity_and_the_actual_scenario_out(base: Base) -> None:
    edition = base({"revenue@2025Q4~actual": "10 USD", "june/cost@2025~consensus": "1 USD"})
    assert [at.local for at in edition.facts] == ["revenue@2025Q4", "cost@2025~consensus"]
    assert [str(at) for at in edition.facts] == ["acme/revenue@2025Q4", "june/cost@2025~consensus"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("acne/revenue", "unknown entity 'acne'; nearest: acme"),
        ("revenu", "unknown concept 'revenu'; nearest: revenue"),
        ("zzz", "unknown concept 'zzz'$"),
        ("revenue@2025Q7", "cannot read the period '2025Q7'"),
        ("revenue@2025-02-29", "there is no day 2025-02-29"),
    ],
)
def test_names_that_do_not_exist(base: Base, text: str, message: str) -> None:
    with pytest.raises(BadReference, match=message):
        base({"revenue@2025Q4": "10 USD"}).locate(parse_reference(text))


def test_a_fact_is_found_by_any_name_of_its_period(base: Base) -> None:
    edition = base({"revenue@2025": "10 USD", "backlog@2025-12-31": "5 USD"})
    assert edition.find("revenue@TTM2025Q4") is edition.find("revenue@2025")
    assert edition.find("backlog") is edition.find("backlog@2025Q4")
    with pytest.raises(BadReference, match=r"there is no fact revenue@2024; nearest: revenue@2025"):
        edition.find("revenue@2024")
    with pytest.raises(BadReference, match=r"there is no fact june/revenue@2025"):
        edition.find("june/revenue@2025")


def test_coordinates_are_found_again_in_another_process(base: Base) -> None:
    made = base({"revenue@2025Q4": "10 USD"})
    at = next(iter(made.facts))
    object.__setattr__(at, "_hash", 12345)  # what a process with another seed for its hashes would have kept
    sent = pickle.loads(pickle.dumps(made))
    assert sent.find("revenue").at == at
    assert hash(next(iter(sent.facts))) != 12345


def test_labels_name_the_entity_where_it_is_not_the_editions_own(base: Base) -> None:
    own, other = base({"revenue@2025": "10 USD", "june/revenue@2025": "10 USD"}).facts.values()
    edition = base({"revenue@2025": "10 USD"})
    assert fact_label(edition, own, "zh-Hant") == "名稱"
    assert fact_label(edition, other, "en") == "June Corp name"
    assert fact_label(edition, other, "zh-Hant") == "六月公司名稱"
