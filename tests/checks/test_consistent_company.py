"""A consistent company's three statements over eight quarters give no finding, whatever it prints them in; and a
mistyped digit does."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping

import pytest
from company import statements

from reportgen.checks.rules import apply_rules
from reportgen.checks.tieout import findings, tie_out
from reportgen.codes.rg8_coverage import RG807
from reportgen.errors import Finding, show_findings
from reportgen.facts.reading import read_facts
from reportgen.intake.against_printed import hold_printed

NAMES = {"en": "Name", "zh-Hant": "名稱"}
SEEDS = range(6)


def as_printed(value: str) -> str:
    """A value as a cell of a statement prints it: without scale and unit, a negative one in brackets."""
    number, _, _ = value.partition(" ")
    return f"({number[1:]})" if number.startswith("-") else number


def checked(facts: Mapping[str, str], mistyped: Mapping[str, str] | None = None) -> list[Finding]:
    """Everything that the checks say about facts that are stated once each, of which some values were mistyped."""
    typed = {**facts, **(mistyped or {})}
    told = {
        name: {"stated": [{"value": typed[name], "source": "release ¶1", "printed": as_printed(value)}]}
        for name, value in facts.items()
    }
    document = {
        "entity": "acme",
        "period": "2025Q4",
        "entities": {"acme": {"name": NAMES}},
        "sources": {"release": {"title": NAMES, "published": "2026-02-06"}},
        "facts": told,
    }
    base, found = read_facts(json.dumps(document).encode(), "facts.yaml")
    assert base is not None, show_findings(found)
    printed = [
        one for one in hold_printed(base) if one.code != RG807.id
    ]  # which says that no scale is printed
    return [*findings(tie_out(base), base), *apply_rules(base), *printed]


@pytest.mark.parametrize("scale", ["m", "bn"])
@pytest.mark.parametrize("seed", SEEDS)
def test_consistent_statements_give_no_finding(seed: int, scale: str) -> None:
    assert [(one.code, one.message) for one in checked(statements(seed, scale))] == []


@pytest.mark.parametrize("scale", ["m", "bn"])
def test_a_mistyped_digit_is_found(scale: str) -> None:
    chance, facts = random.Random(13), statements(0, scale)
    for name in chance.sample(sorted(facts), 12):
        value = facts[name]
        place = chance.choice([at for at, char in enumerate(value) if char.isdigit()])
        other = chance.choice([digit for digit in "123456789" if digit != value[place]])
        wrong = value[:place] + other + value[place + 1 :]
        assert any(one.blocks for one in checked(facts, {name: wrong})), f"{name}: {wrong} for {value}"
