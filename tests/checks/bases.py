"""Small fact bases for the tests of the checks: concepts given in full, facts as a person writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from reportgen.checks.rules import apply_rules
from reportgen.checks.tieout import TieOut, findings, tie_out
from reportgen.errors import Finding, show_findings
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts

NAMES = {"en": "Name", "zh-Hant": "名稱"}
REASON = {"en": "It is so.", "zh-Hant": "確實如此。"}
CONCEPTS: dict[str, dict[str, Any]] = {
    "revenue": {"unit": "USD"},
    "revenue.growth": {"unit": "%"},
    "revenue.growth_qoq": {"unit": "%"},
    "revenue.run_rate": {"unit": "USD", "adds-up": False},
    "cost": {"unit": "USD"},
    "cost.net": {"unit": "USD"},
    "profit": {"unit": "USD"},
    "profit.adjusted": {"unit": "USD", "basis": "adjusted"},
    "profit.adjusted.growth": {"unit": "%", "basis": "adjusted"},
    "profit.growth": {"unit": "%"},
    "margin": {"unit": "%"},
    "margin.change": {"unit": "points"},
    "eps": {"unit": "USD/share"},
    "share": {"unit": "%"},
    "charges": {"unit": "USD"},
    "staff": {"unit": "people", "type": "instant"},
    "people": {"unit": "people"},
}


def read_base(
    facts: Mapping[str, Any],
    concepts: Mapping[str, Mapping[str, Any]] | None = None,
    published: str = "2026-02-06",
) -> tuple[FactBase | None, list[Finding]]:
    """Read a base: a fact is a value, a list of values with "= formula" among them, or the mapping itself."""
    known = CONCEPTS | {name: dict(more) for name, more in (concepts or {}).items()}
    document = {
        "entity": "acme",
        "period": "2025Q4",
        "entities": {"acme": {"name": NAMES}, "june": {"name": NAMES, "fiscal-year-end": "06-30"}},
        "sources": {"recap": {"title": NAMES, "published": published}},
        "units": {"people": NAMES},
        "concepts": {name: {"label": NAMES} | more for name, more in known.items()},
        "facts": {name: _fact(said) for name, said in facts.items()},
    }
    return read_facts(json.dumps(document, ensure_ascii=False, indent=1).encode(), "facts.yaml")


def _fact(said: Any) -> dict[str, Any]:
    if isinstance(said, str):
        said = [said]
    fact: dict[str, Any] = {}
    for item in said:
        if isinstance(item, dict):
            fact |= item
        elif item.startswith("="):
            fact["formula"] = item[1:].strip()
        else:
            told = fact.setdefault("stated", [])
            told.append({"value": item, "source": f"recap ¶{len(told) + 1}", "printed": "as printed"})
    return fact


def sound(facts: Mapping[str, Any], concepts: Any = None, published: str = "2026-02-06") -> FactBase:
    """A base that has to be readable."""
    base, found = read_base(facts, concepts, published)
    assert base is not None, show_findings(found)
    return base


def found(facts: Mapping[str, Any], concepts: Any = None, published: str = "2026-02-06") -> list[Finding]:
    """Everything that the checks say about a base."""
    base = sound(facts, concepts, published)
    return [*findings(tie_out(base), base), *apply_rules(base)]


def tied(facts: Mapping[str, Any], concepts: Any = None) -> tuple[FactBase, tuple[TieOut, ...]]:
    """A base and its comparisons."""
    base = sound(facts, concepts)
    return base, tie_out(base)
