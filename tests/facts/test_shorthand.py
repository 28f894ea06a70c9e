"""Facts on one line: the same facts as with their keys, and what is wrong with a line at its place."""

from __future__ import annotations

import pytest

from reportgen.errors import Finding
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts

HEAD = """entity: acme
period: 2025Q4
entities: {acme: {name: {en: Acme}}}
sources:
  release: {title: {en: Release}, published: 2026-01-30}
"""
OTHER = "  call: {title: {en: Call}, published: 2026-01-30}\n"
TAIL = """concepts:
  revenue: {label: {en: Revenue}, unit: USD}
  margin: {label: {en: Margin}, unit: "%"}
facts:
"""


def read(*facts: str, sources: str = "") -> tuple[FactBase | None, list[Finding]]:
    lines = "".join(f"  {fact}\n" for fact in facts)
    return read_facts(f"{HEAD}{sources}{TAIL}{lines}".encode(), "facts.yaml")


def told(*facts: str, sources: str = "") -> list[list[tuple[str, str, str, float]]]:
    """Source, place, characters and value of each statement, fact by fact."""
    base, findings = read(*facts, sources=sources)
    assert base is not None, findings
    return [
        [(one.source, one.locator, one.printed, float(one.quantity.point)) for one in fact.stated]
        for fact in base.facts.values()
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("48.2 m USD; release ¶1; $48.2 million", [("release", "¶1", "$48.2 million", 48.2e6)]),
        ("48.2 m USD;release ¶1;$48.2 million", [("release", "¶1", "$48.2 million", 48.2e6)]),
        ("356億 USD; ¶3; 356億美元", [("release", "¶3", "356億美元", 356e8)]),
        ("48.2 m USD; release p. 3", [("release", "p. 3", "48.2 m USD", 48.2e6)]),
        ("48 m USD; ¶1; $48 million; rounded", [("release", "¶1", "$48 million; rounded", 48e6)]),
        ("48 m USD; ¶1, ¶6; 48", [("release", "¶1", "48", 48e6), ("release", "¶6", "48", 48e6)]),
        (
            "[48 m USD; ¶1, 48.2 m USD; ¶2]",
            [("release", "¶1", "48 m USD", 48e6), ("release", "¶2", "48.2 m USD", 48.2e6)],
        ),
        ("{stated: 48 m USD; ¶1}", [("release", "¶1", "48 m USD", 48e6)]),
        (
            "{stated: [48 m USD; ¶1, {value: 48 m USD, source: release ¶2, printed: x}]}",
            [("release", "¶1", "48 m USD", 48e6), ("release", "¶2", "x", 48e6)],
        ),
    ],
)
def test_a_statement_on_a_line(line: str, found: list[tuple[str, str, str, float]]) -> None:
    assert told(f"revenue@2025Q4: {line}") == [found]


def test_a_place_belongs_to_the_source_that_was_named_last() -> None:
    (found,) = told("revenue@2025Q4: 48 m USD; call ¶1, ¶2, release p. 4; 48", sources=OTHER)
    assert [one[:2] for one in found] == [("call", "¶1"), ("call", "¶2"), ("release", "p. 4")]


def test_a_formula_on_a_line() -> None:
    base, _ = read("revenue@2025Q4: 48 m USD; ¶1", "revenue@2024Q4: = revenue@2025Q4 / 2")
    assert base is not None
    fact = base.find("revenue@2024Q4")
    assert fact.formula is not None and fact.formula.text == "revenue@2025Q4 / 2"
    assert fact.quantity is not None and fact.quantity.point == 24_000_000


@pytest.mark.parametrize(
    ("line", "code", "said", "column"),
    [
        ("48 m USD", "RG112", "VALUE; SOURCE ¶PLACE; PRINTED", 19),
        ("48 m USD; nobody ¶1", "RG206", "unknown source 'nobody'", 29),
        ("48 m USD; release", "RG206", "cannot read the source 'release'", 29),
        ("48 m USK; ¶1", "RG202", "unknown unit 'USK'", 24),
        ("= revenue +", "RG208", "is missing", 30),
        ("=  revenu * 2", "RG205", "unknown concept 'revenu'", 22),
    ],
)
def test_what_is_wrong_with_a_line_is_said_at_its_place(line: str, code: str, said: str, column: int) -> None:
    base, findings = read(f"revenue@2025Q4:  {line}")
    assert base is None
    (finding,) = findings
    assert finding.locus is not None
    assert (finding.code, finding.locus.column, said in finding.message) == (code, column + 1, True), finding


def test_a_place_alone_is_not_enough_where_there_are_two_sources() -> None:
    _, findings = read("revenue@2025Q4: 48 m USD; ¶1", sources=OTHER)
    assert [finding.code for finding in findings] == ["RG206"]
