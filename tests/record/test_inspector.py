"""What the inspector shows of each number."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support import LANGUAGES, checked

from reportgen.brief.writing import house_in
from reportgen.checks.tieout import tie_out
from reportgen.record.inspector import inspector_file, to_bytes

Edits = dict[str, dict[str, str]]


def made(language: str = "en", edits: Edits | None = None) -> dict[str, Any]:
    done = checked(edits)
    assert done.edition is not None, done.findings
    draft = next(draft for draft in done.drafts if draft.language == language)
    base = done.edition.base
    file = inspector_file(
        base, house_in(done.edition, language), draft.told(done.edition).lines, tie_out(base)
    )
    loaded: dict[str, Any] = json.loads(to_bytes(file))
    return loaded


@pytest.fixture(scope="module", params=LANGUAGES)
def shown(request: pytest.FixtureRequest) -> dict[str, Any]:
    return made(request.param)


def test_every_cited_number_is_there_and_every_operand(shown: dict[str, Any]) -> None:
    facts = shown["facts"]
    assert len(shown["numbers"]) == 13
    assert all(str(facts[name]["number"]) == number for number, name in shown["numbers"].items())
    for fact in facts.values():
        for piece in fact.get("working", []):
            assert isinstance(piece, str) or piece[1] in facts
        for source, _, _ in fact.get("tellings", []):
            assert shown["sources"][source]["title"]


def test_an_operand_that_is_printed_nowhere_comes_without_a_number() -> None:
    edits = {
        "en.md": {'cite("shops@2025-12-31")': 'cite("hands@2025-12-31")'},
        "zh-Hant.md": {'cite("shops@2025-12-31")': 'cite("hands@2025-12-31")'},
        "facts.yaml": {
            "  staff: {label:": "  hands: {label: {en: Hands, zh-Hant: 手}, unit: people, type: instant}\n"
            "  staff: {label:",
            "  shops@2025-12-31:": "  hands@2025-12-31:\n    formula: 2 * staff\n  shops@2025-12-31:",
        },
    }
    facts = made(edits=edits)["facts"]
    assert facts["hands@2025-12-31"]["working"][-1] == ["8,765 people", "staff@2025-12-31"]
    staff = facts["staff@2025-12-31"]
    assert staff["value"] == "8,765 people"
    assert "number" not in staff and "ranks" not in staff


def test_a_conflict_shows_both_intervals_and_the_reason() -> None:
    fact = made()["facts"]["revenue.growth@2025Q4"]
    assert (fact["value"], fact["exact"], fact["precision"]) == ("16%", "16", "15.5% to 16.5%")
    assert fact["tellings"] == [["release", "¶1", "16%"]]
    assert fact["working"] == [
        ["$12.42bn", "revenue@2025Q4"], " ÷ ", ["$11.03bn", "revenue@2024Q4"], " − 1",
    ]  # fmt: skip
    assert fact["computed"] == "≈12.6%"
    assert fact["verdict"] == "Conflict"
    assert fact["reasons"] == ["The release gives growth before a restatement of the base."]
    stated, recomputed = fact["line"]
    assert (stated["name"], stated["ends"]) == ("Stated ¶1", ["15.5%", "16.5%"])
    assert (recomputed["name"], recomputed["ends"]) == ("Recomputed", ["12.505%", "12.699%"])
    assert recomputed["at"][1] < stated["at"][0]


def test_scenario_basis_period_and_unit_are_in_words() -> None:
    fact = made("zh-Hant")["facts"]["capex@2026~guidance"]
    assert fact["value"] == "18.0億至22.0億美元"
    assert (fact["scenario"], fact["basis"], fact["unit"]) == ("財測", "財報數字", "美元")
    assert fact["period"] == "2026年（2026/1/1至2026/12/31）"
    assert fact["short"] == "2026 · 財測"


def test_ranks_order_by_value_within_a_unit_and_by_period(shown: dict[str, Any]) -> None:
    facts = shown["facts"]
    assert facts["revenue@2024Q4"]["ranks"][0] < facts["revenue@2025Q4~consensus"]["ranks"][0]
    assert facts["revenue@2025Q4~consensus"]["ranks"][0] < facts["revenue@2025Q4"]["ranks"][0]
    assert facts["revenue@2024Q4"]["ranks"][1] < facts["revenue@2025Q4"]["ranks"][1]
