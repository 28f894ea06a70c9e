"""Parity: what one language says and the other does not, and exhibits that stand nowhere or twice."""

from __future__ import annotations

import pytest
from support import ROOT, TEMPLATES, Edits, checked

from reportgen.brief.inputs import Project, read_inputs
from reportgen.check import check
from reportgen.errors import Severity

NOWHERE = {'{{ exhibit("results") }}': ""}


def said(edits: Edits) -> list[tuple[str, str]]:
    return [(one.code, str(one.locus)) for one in checked(edits).findings if one.code != "RG304"]


def test_the_edition_says_the_same_in_each_language() -> None:
    assert said({}) == []


def test_the_languages_have_the_same_sections() -> None:
    found = [one for one in checked({"zh-Hant.md": {"## 支出\n": ""}}).findings if one.code == "RG508"]
    assert [(one.severity, one.message, str(one.locus)) for one in found] == [
        (
            Severity.ERROR,
            "the languages differ in their sections (##): 2 in en, 1 in zh-Hant",
            "tiny/zh-Hant.md:1:1",
        )
    ]


@pytest.mark.parametrize(
    ("file", "language", "other", "place"),
    [
        ("en.md", "zh-Hant", "en", "tiny/zh-Hant.md:11:69"),
        ("zh-Hant.md", "en", "zh-Hant", "tiny/en.md:11:115"),
    ],
)
def test_a_fact_that_one_language_prints_alone_is_a_warning_where_it_is_printed(
    file: str, language: str, other: str, place: str
) -> None:
    (finding,) = (
        one for one in checked({file: {'{{ cite("shops@2025-12-31") }}': ""}}).findings if one.code != "RG304"
    )
    assert (finding.code, finding.severity, str(finding.locus)) == ("RG706", Severity.WARNING, place)
    assert finding.message == f"shops@2025-12-31 is printed in {language}, and not in {other}"


def test_a_fact_that_a_chart_of_both_prints_is_no_difference() -> None:
    assert said({"en.md": {', against {{ cite("revenue@2024Q4") }}': ""}}) == []


def test_a_claim_on_a_condition_that_one_language_has_alone_is_a_warning() -> None:
    claim = '{% claim "eps < 0" %}, and still a loss{% endclaim %}'
    (finding,) = (
        one
        for one in checked({"en.md": {", and still a loss": claim + claim}}).findings
        if one.code != "RG304"
    )
    assert (finding.code, finding.severity) == ("RG519", Severity.WARNING)
    assert str(finding.locus) == "tiny/en.md:1:43"
    assert finding.message == "en claims 'eps < 0', and zh-Hant does not"


def test_a_condition_that_is_only_spaced_otherwise_is_the_same() -> None:
    edits = {
        "en.md": {", and still a loss": '{% claim "eps<0" %}, and still a loss{% endclaim %}'},
        "zh-Hant.md": {"，仍陷虧損": '{% claim "eps  <  0" %}，仍陷虧損{% endclaim %}'},
    }
    assert said(edits) == []


def test_an_exhibit_that_nothing_shows_is_a_warning() -> None:
    assert said({"en.md": NOWHERE, "zh-Hant.md": NOWHERE}) == [("RG507", "tiny/brief.yaml:43:3")]


def test_an_exhibit_that_one_language_shows_is_shown() -> None:
    assert "RG507" not in [code for code, _ in said({"en.md": NOWHERE})]


def test_an_exhibit_stands_in_one_place() -> None:
    twice = said({"brief.yaml": {"front: [sales-path]": "front: [sales-path, results]"}})
    assert twice == [("RG504", "tiny/en.md:15:13"), ("RG504", "tiny/zh-Hant.md:15:13")]
    beside = {'{{ exhibits("capex-plan") }}': '{{ exhibits("capex-plan", "capex-plan") }}'}
    assert said({"en.md": beside}) == [("RG504", "tiny/en.md:23:14")]


def test_nothing_is_missing_from_a_text_that_failed() -> None:
    assert said({"en.md": {'{{ cite("eps") }}': "{{ 1 / 0 }}"}}) == [("RG503", "tiny/en.md:11:146")]


def test_the_amazon_edition_claims_the_same_in_each_language() -> None:
    made = check(read_inputs(Project(ROOT / "data", ROOT / "output", (TEMPLATES,)), "amazon-2025q4"))
    found = [one for one in made.findings if one.code.startswith(("RG50", "RG51", "RG706"))]
    assert [(one.code, one.message) for one in found if one.code != "RG522"] == []
    assert len(made.drafts[0].written.claims) > 20
