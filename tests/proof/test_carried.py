"""The concepts that a document carries: its proof asks no vocabulary of the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from support import TEMPLATES, Here

from reportgen.brief.inputs import Project
from reportgen.build import Order, build
from reportgen.proof import prove, read_finished
from reportgen.proof.carried import carried_facts
from reportgen.record.attachments import FACTS, VOCABULARY
from reportgen.vocabulary import standard

NOVA: Final = {
    "vocabulary.yaml": """\
concepts:
  boards_sold: {label: {en: Boards sold}, kind: count, adds-up: true, non-negative: true}
""",
    "data/nova/brief.yaml": """\
date: 2025-11-20
languages: [en]
kicker: {en: Results review}
title: {en: Nova results}
disclaimer: {en: Invented.}
key-figures: {rows: [{fact: gross_margin}]}
""",
    "data/nova/en.md": """\
# Summary

Revenue was {{ cite('revenue') }}, on {{ cite('boards_sold') }} boards; cash was {{ cite('cash') }}, and the foundry
had {{ cite('foundry/revenue') }}.
""",
    "data/nova/facts.yaml": """\
entity: nova
period: FY2026Q3
entities:
  nova: {name: {en: Nova Corp.}, short: {en: Nova}, fiscal-year-end: 01-31}
  foundry: {name: {en: Foundry}, fiscal-year-end: 01-31, currency: TWD}
sources:
  release: {title: {en: Nova results release}, published: 2025-11-19}
concepts:
  revenue: {label: {en: Net sales}}
facts:
  revenue@FY2026Q3: {stated: [{value: 57.0 bn USD, source: release ¶1, printed: $57.0 billion}]}
  cost_of_revenue@FY2026Q3: {stated: [{value: 15.2 bn USD, source: release ¶1, printed: $15.2 billion}]}
  gross_margin@FY2026Q3: {formula: 1 - cost_of_revenue / revenue}
  cash@FY2026Q3: {stated: [{value: 60.6 bn USD, source: release ¶2, printed: $60.6 billion}]}
  boards_sold@FY2026Q3: {stated: [{value: 2.1 m, source: release ¶2, printed: 2.1 million}]}
  foundry/revenue@FY2026Q3: {stated: [{value: 989.9 bn TWD, source: release ¶3, printed: NT$989.9 billion}]}
""",
}


def built(home: Path, files: Mapping[str, str]) -> bytes:
    for name, text in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    project = Project(home / "data", home / "output", (TEMPLATES,))
    folder = build(project, Order("nova", formats=("html",)), lambda _: None, Here()).folder
    return Path(folder / "nova.en.html").read_bytes()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(tmp_path_factory.mktemp("nova"), NOVA)


MORE: Final = {
    "data/nova/facts.yaml": (
        "concepts:\n",
        "segments: {boards: {en: Boards}}\nconcepts:\n",
    ),
    "data/nova/en.md": (
        "# Summary\n",
        "# Summary\n\nOf sales {{ cite('operating_margin') }} was left, "
        "{% claim 'operating_margin > 50%' %}more than half{% endclaim %}; of those of boards "
        "{{ cite('share(boards.operating_income, boards.revenue)') }}, and "
        "{{ cite('1 - boards.operating_margin') }} was spent. It kept {{ cite('free_cash_flow') }}.\n",
    ),
}
FACTS_MORE: Final = """\
  operating_income@FY2026Q3: 36.0 bn USD; release ¶1
  operating_cash_flow@FY2026Q3: 23.8 bn USD; release ¶1
  capex@FY2026Q3: 1.6 bn USD; release ¶1
  boards.revenue@FY2026Q3: 51.2 bn USD; release ¶1
  boards.operating_income@FY2026Q3: 33.1 bn USD; release ¶1
"""


def test_what_is_computed_when_asked_for_can_be_computed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The concepts of no fact, which texts and claims name, are carried with their formulas and what these take in."""
    files = {name: NOVA[name].replace(*pair) for name, pair in MORE.items()}
    files["data/nova/facts.yaml"] += FACTS_MORE
    page = built(tmp_path, NOVA | files)
    forget(monkeypatch)
    assert [finding.message for finding in prove("nova.en.html", page).findings] == []


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standard, "_standard", lambda name, languages: None)
    carried_facts.cache_clear()


@pytest.fixture
def no_standard_concepts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that has forgotten every concept."""
    forget(monkeypatch)


@pytest.mark.usefixtures("no_standard_concepts")
def test_a_document_proves_where_no_concept_is_standard(page: bytes) -> None:
    proved = prove("nova.en.html", page)
    assert [finding.message for finding in proved.findings] == []
    assert len(proved.rows) == 6


def test_what_is_carried_is_what_the_facts_use(page: bytes) -> None:
    files = next(read_finished("nova.en.html", page)).files
    assert files[VOCABULARY].decode().splitlines() == [
        "concepts:",
        '  revenue: {label: {en: "Revenue"}, kind: "money", non-negative: true}',
        '  cost_of_revenue: {label: {en: "Cost of revenue"}, kind: "money"}',
        '  gross_margin: {label: {en: "Gross margin"}, kind: "ratio", formula: "gross_profit / revenue"}',
        '  cash: {label: {en: "Cash and cash equivalents"}, kind: "money", type: "instant"}',
        '  boards_sold: {label: {en: "Boards sold"}, kind: "count", non-negative: true, adds-up: true}',
    ]
    assert files[FACTS] == NOVA["data/nova/facts.yaml"].encode()


def test_facts_do_not_hold_without_the_concepts_that_they_use(page: bytes) -> None:
    files = next(read_finished("nova.en.html", page)).files
    whole = carried_facts(files[FACTS], files[VOCABULARY])
    assert whole.base is not None
    assert whole.base.concepts["revenue"].label == {"en": "Net sales"}
    bare = carried_facts(files[FACTS])
    assert bare.base is None
    assert "unknown concept 'cash'" in " ".join(finding.message for finding in bare.findings)


def test_concepts_that_cannot_be_read_fail(page: bytes) -> None:
    files = next(read_finished("nova.en.html", page)).files
    broken = carried_facts(files[FACTS], files[VOCABULARY].replace(b'kind: "ratio"', b'kind: "rate"'))
    assert broken.base is None
    assert [finding.locus.file for finding in broken.findings if finding.locus] == [VOCABULARY]
