"""vocabulary.yaml: a project's own concepts, and those that a document carries."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.reading import read_facts
from reportgen.facts.vocabulary_yaml import read_vocabulary, to_yaml
from reportgen.languages import LANGUAGES
from reportgen.vocabulary.concept import StandardConcept
from reportgen.vocabulary.standard import NO_VOCABULARY, STANDARD

OWN: Final = """\
concepts:
  bikes: {label: {en: Bicycles sold, ja: 自転車}, short: {en: Bikes}, kind: count, adds-up: true, aliases: [bicycles]}
  revenue: {label: {en: Net sales}, us-gaap: [Revenues], better: lower}
  takings: {label: {en: Takings}, kind: money, part-of: revenue, formula: revenue / bikes, ifrs: [Revenue]}
"""
EVERY: Final = [concept for name in STANDARD.names if (concept := STANDARD.find(name))]


def test_own_concepts_are_read() -> None:
    vocabulary, findings = read_vocabulary(OWN.encode(), "vocabulary.yaml")
    assert findings == []
    bikes, revenue, takings = (vocabulary.find(name) for name in ("bikes", "revenue", "takings"))
    assert bikes == StandardConcept(
        "bikes", "count", labels={"en": "Bicycles sold", "ja": "自転車"}, shorts={"en": "Bikes"}, adds_up=True,
        aliases=("bicycles",),
    )  # fmt: skip
    assert revenue is not None
    assert (revenue.labels["en"], revenue.labels["ja"], revenue.us_gaap) == (
        "Net sales",
        "売上高",
        ("Revenues",),
    )
    assert (revenue.kind, revenue.ifrs, revenue.better) == ("money", ("Revenue",), "lower")
    assert takings is not None
    assert (takings.part_of, takings.formula, takings.unit) == ("revenue", "revenue / bikes", None)
    assert vocabulary.meant("bicycles") == "bikes"


def test_facts_are_read_with_them() -> None:
    vocabulary, _ = read_vocabulary(OWN.encode(), "vocabulary.yaml")
    facts = """\
entity: acme
period: 2025Q4
entities: {acme: {name: {en: Acme}}}
sources: {recap: {title: {en: Recap}, published: 2026-02-06}}
facts:
  takings@2025Q4: {stated: [{value: 3 m USD, source: recap ¶1, printed: x}]}
"""
    base, findings = read_facts(facts.encode(), "facts.yaml", vocabulary)
    assert base is not None, findings
    assert str(base.concepts["takings"].unit) == "USD"


@pytest.mark.parametrize(
    ("said", "code", "message", "line"),
    [
        ("bikes: {kind: count}", "RG110", "the key 'label' is missing (in concepts › bikes)", 2),
        ("Bikes: {label: {en: B}}", "RG201", "'Bikes' cannot name a concept", 2),
        ("bikes: {label: {en: B}, kind: count, unit: USD}", "RG204", "bikes has a kind and a unit", 2),
        ("bikes: {label: {en: B}, part-of: sales}", "RG205", "unknown concept 'sales'; write revenue", 2),
        ("bikes: {label: {en: B}, kind: cars}", "RG112", "'cars' is not one of", 2),
        ("bikes: {label: {en: B}, us_gaap: [X]}", "RG111", "unknown key 'us_gaap'", 2),
        ("bikes: {label: {xx: B}}", "RG112", "'xx' is not one of the languages", 2),
    ],
)
def test_a_mistake_is_found_at_its_place(said: str, code: str, message: str, line: int) -> None:
    _, findings = read_vocabulary(f"concepts:\n  {said}\n".encode(), "vocabulary.yaml")
    (found,) = [finding for finding in findings if finding.code == code]
    assert found.message.startswith(message)
    assert found.locus is not None
    assert (found.locus.file, found.locus.line) == ("vocabulary.yaml", line)


@pytest.mark.parametrize("data", [b"", b"concepts: {a: [", b"# nothing\n", b"concept: {}\n", b"\xff"])
def test_what_is_no_vocabulary_is_a_finding(data: bytes) -> None:
    vocabulary, findings = read_vocabulary(data, "vocabulary.yaml")
    assert findings
    assert vocabulary == STANDARD


@given(st.lists(st.sampled_from(EVERY), min_size=1, max_size=12, unique_by=lambda one: one.name))
def test_what_is_written_is_read_again(concepts: list[StandardConcept]) -> None:
    """All that a proof needs: labels, unit, kind of period, basis and rules; no element, no other name."""
    chosen = {one.name: one for one in concepts}
    vocabulary, findings = read_vocabulary(to_yaml(chosen, LANGUAGES), "vocabulary.yaml", NO_VOCABULARY)
    assert findings == []
    assert vocabulary.names == tuple(chosen)
    for one in concepts:
        again = vocabulary.find(one.name)
        assert again is not None
        assert (again.labels, again.kind, again.unit) == (one.labels, one.kind, one.unit)
        assert (again.instant, again.basis, again.non_negative) == (one.instant, one.basis, one.non_negative)
        assert again.adds_up == one.adds_up
        assert again.part_of in ("", one.part_of)
        assert again.parts in ((), one.parts)


def test_only_the_labels_of_the_edition_are_carried() -> None:
    chosen = {"revenue": EVERY[0]}
    assert to_yaml(chosen, ["en"]) == (
        b'concepts:\n  revenue: {label: {en: "Revenue"}, kind: "money", non-negative: true}\n'
    )
