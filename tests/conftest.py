"""What all tests share: how long Hypothesis searches, and a small fact base to write facts into.

`HYPOTHESIS_PROFILE=long`, which `script/test --long` sets, searches twenty-five times as long, at random; the
usual run is the same every time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from support import Golden, build_once, shared_folder

from reportgen.errors import Finding, show_findings
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts

settings.register_profile("default", max_examples=200, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "long", max_examples=5_000, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# A fact is what is stated of it, "= …" for its formula, and a mapping for any other key. A statement may be a mapping
# too, where it needs more than a value.
Facts = Mapping[str, str | Sequence[Any]]
Read = Callable[[Facts], tuple[FactBase | None, list[Finding]]]

CONCEPTS = {
    "revenue": "USD", "cost": "USD", "profit": "USD", "capex": "USD", "sales_taiwan": "TWD", "eps": "USD/share",
    "shares": "share", "margin": "%", "growth_rate": "%", "change_of_margin": "points", "spread": "bps",
    "multiple": "x", "index": "", "people": "people", "chips": "chips", "per_head": "USD/people",
    "a": "USD", "b": "USD", "c": "USD", "ratio": "%", "times": "x",
}  # fmt: skip
INSTANTS = {"backlog": "USD", "staff": "people"}


def _document(facts: Facts) -> dict[str, Any]:
    names = {"en": "Name", "zh-Hant": "名稱"}
    concepts = {name: {"label": names, "unit": unit} for name, unit in CONCEPTS.items()}
    instants = {name: {"label": names, "unit": unit, "type": "instant"} for name, unit in INSTANTS.items()}
    return {
        "entity": "acme",
        "period": "2025Q4",
        "entities": {
            "acme": {"name": {"en": "Acme", "zh-Hant": "頂點"}},
            "june": {"name": {"en": "June Corp", "zh-Hant": "六月公司"}, "fiscal-year-end": "06-30"},
        },
        "sources": {"recap": {"title": names, "published": "2026-02-06"}},
        "units": {"people": names, "chips": names},
        "concepts": concepts | instants,
        "facts": {
            reference: _fact([said] if isinstance(said, str) else said) for reference, said in facts.items()
        },
    }


def _fact(said: Sequence[Any]) -> dict[str, Any]:
    fact: dict[str, Any] = {}
    for item in said:
        if isinstance(item, str) and item.startswith("="):
            fact["formula"] = item.removeprefix("=").strip()
        elif isinstance(item, str) or "value" in item:
            statement = {"value": item} if isinstance(item, str) else item
            place = len(fact.setdefault("stated", [])) + 1
            fact["stated"].append({"source": f"recap ¶{place}", "printed": "as printed"} | statement)
        else:
            fact.update(item)
    return fact


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads facts into the small fact base: the base, or None, and what was found wrong."""
    return lambda facts: read_facts(json.dumps(_document(facts), ensure_ascii=False).encode(), "facts.yaml")


@pytest.fixture(scope="session")
def base(read: Read) -> Callable[[Facts], FactBase]:
    """Reads facts that have to be sound."""

    def sound(facts: Facts) -> FactBase:
        made, findings = read(facts)
        assert made is not None, show_findings(findings)
        return made

    return sound


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Golden:
    """The tiny edition as the command line builds it, once for the whole test run."""
    return build_once(shared_folder(tmp_path_factory.getbasetemp()))
