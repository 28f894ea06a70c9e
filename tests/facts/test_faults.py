"""What is wrong with a formula is said once, however many facts it is written for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportgen.errors import Finding
from reportgen.facts.base import FactBase
from reportgen.facts.faults import some
from reportgen.facts.reading import read_facts

Read = Callable[[dict[str, Any]], tuple[FactBase | None, list[Finding]]]


@pytest.mark.parametrize(
    ("formula", "code", "said"),
    [
        ("revenue -", "RG208", "is missing"),
        ("revenue - costs", "RG205", "unknown concept 'costs'"),
        ("revenue - staff", "RG204", "cannot be added or subtracted"),
    ],
)
def test_one_formula_in_every_period_is_one_finding(read: Read, formula: str, code: str, said: str) -> None:
    facts: dict[str, Any] = {f"a@{year}": f"= {formula}" for year in range(2020, 2026)}
    stated = {f"revenue@{year}": "1 USD" for year in range(2020, 2026)}
    counted = {f"staff@{year}-12-31": "1 people" for year in range(2020, 2026)}
    base, findings = read(facts | stated | counted)
    assert base is None
    (finding,) = findings
    assert finding.code == code and said in finding.message
    assert finding.message.endswith("(formula of a@2020, a@2021, a@2022, a@2023 and 2 more)")


def test_two_formulas_that_are_wrong_in_one_way_are_two_findings(read: Read) -> None:
    _, findings = read({"a@2025": "= b + costs", "b@2025": "= 2 * costs"})
    assert [finding.message.rpartition(" (")[2] for finding in findings] == [
        "formula of a@2025)",
        "formula of b@2025)",
    ]


@pytest.mark.parametrize(("count", "said"), [(1, "0"), (4, "0, 1, 2, 3"), (6, "0, 1, 2, 3 and 2 more")])
def test_the_first_few_of_many(count: int, said: str) -> None:
    assert some([str(n) for n in range(count)]) == said


def test_a_source_that_is_called_otherwise_everywhere_is_one_finding() -> None:
    facts = [f"  revenue@{year}: 1 USD; memo ¶{year}" for year in range(2020, 2026)]
    sources = "sources: {rel: {title: {en: R}, published: 2026-01-20}}\n"
    head = f"entity: a\nentities: {{a: {{name: {{en: A}}}}}}\nperiod: 2025\n{sources}"
    text = head + "facts:\n" + "\n".join([*facts, "  revenue@2019: 1 USD; note ¶1", ""])
    base, findings = read_facts(text.encode(), "facts.yaml")
    assert base is None
    assert [one.message.partition(";")[0] for one in findings] == [
        "unknown source 'memo' (here and in 5 more places)",
        "unknown source 'note'",
    ]
    assert findings[0].locus is not None and findings[0].locus.line == 6
