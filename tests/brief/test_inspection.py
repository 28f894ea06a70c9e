"""Inspection: what is bound to nothing is said at its place, in every line that a reader meets, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from support import Edits, drafts, inputs, tiny
from texts import edition, place, prose

from reportgen.brief import inspection
from reportgen.brief.drafting import draft
from reportgen.brief.edition import read_edition
from reportgen.brief.inspection import Inspected, inspect_document, meant_as_they_stand, term_findings
from reportgen.document.nodes import Document
from reportgen.document.walk import list_numbers
from reportgen.errors import Finding, Severity

Judge = Callable[[str], None]


@pytest.fixture
def unbound(monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Lets a pattern be the only numeral that there is, and a kind that passes or does not."""
    whole()  # as it stands

    def judge_by(pattern: str, kind: str = "figure", passes: bool = False) -> None:
        def judge(text: str, language: str, **_: bool) -> Iterator[Any]:
            for found in re.finditer(pattern, text):
                start, end = found.span()
                yield SimpleNamespace(start=start, end=end, kind=kind, quantity=None, also=(), passes=passes)

        monkeypatch.setattr(inspection, "judge_numerals", judge)

    return judge_by


@cache
def whole() -> Document:
    return drafts()[0].document


def document_of(text: str) -> Document:
    """The tiny edition's document with a text as its front."""
    return replace(whole(), front=prose(text).blocks)


def inspected(text: str, codes: str = "RG516") -> list[Finding]:
    return [
        finding
        for finding in inspect_document(edition(), document_of(text)).findings
        if finding.code == codes
    ]


# ---- numerals ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("tea 77 tea", (1, 5)),
        ("tea\nand 77", (2, 5)),
        ("- *a*\n- **77**", (2, 5)),
        ('{{ cite("revenue") }} and 77', (1, 27)),
        ("a \\* 77", (1, 6)),
        ("| a | b |\n|---|---|\n| 1 | 77 |", (3, 7)),
        ("`77`", (1, 2)),
        ("tea {{ '77' }}", (1, 5)),
        ("[77](https://a.b)", (1, 2)),
        ("[a](https://a.b '77')", (1, 18)),
        ("a{% note %}of 77{% endnote %}", (1, 15)),
        ("> a\n> — Jane 77 (release ¶4)", (2, 10)),
        ("{% opinion %}77{% endopinion %}", (1, 14)),
    ],
)
def test_a_numeral_that_is_bound_to_nothing_is_rg516_at_its_place(
    text: str, where: tuple[int, int], unbound: Judge
) -> None:
    unbound("77")
    (finding,) = inspected(text)
    assert (finding.severity, finding.message) == (Severity.ERROR, "'77' is bound to no fact")
    assert place(finding) == where
    assert "cite the fact" in finding.mend and "terms:" in finding.mend


def test_a_numeral_over_two_pieces_is_one(unbound: Judge) -> None:
    unbound("77")
    (finding,) = inspected("tea 7*7*")
    assert place(finding) == (1, 5)


def test_what_is_bound_is_not_read(unbound: Judge) -> None:
    unbound(r"\d+")
    before = inspected("tea")
    bound = '{{ cite("revenue") }} and {{ moved("rise", "eps") }}, <https://a.b/2025>'
    assert inspected(bound) == before
    assert len(inspected(f"{bound} 1")) == len(before) + 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("brief.yaml", "kicker: {en: Results review", "kicker: {en: Results 77"),
        ("brief.yaml", "title: {en: Lanternfish Q4 2025", "title: {en: Lanternfish 77"),
        ("brief.yaml", "An invented company", "Invented 77"),
        ("brief.yaml", 'subtitle: {en: "Net sales, fourth quarter, US$"', 'subtitle: {en: "77"'),
        ("brief.yaml", "label: {en: A year ago", "label: {en: A year 77"),
        ("brief.yaml", "missing: {en: no figure given", "missing: {en: no 77"),
        ("brief.yaml", "stub: {en: US$ bn unless stated", "stub: {en: US$ 77"),
        ("brief.yaml", "- {en: vs consensus", "- {en: vs 77"),
        ("brief.yaml", "{group: {en: Group", "{group: {en: 77"),
        ("brief.yaml", "{label: {en: Operating income", "{label: {en: 77"),
        ("brief.yaml", 'cells: [operating_margin, "-", "-"]', 'cells: [operating_margin, "77 tea", "-"]'),
        ("brief.yaml", 'cells: [operating_margin, "-", "-"]', 'cells: [operating_margin, {en: 77, zh-Hant: x}, "-"]'),
        ("brief.yaml", "Consensus as the release", "Consensus 77"),
        ("brief.yaml", "    chart: range", "    source: {en: The 77, zh-Hant: x}\n    chart: range"),
        ("brief.yaml", "    chart: range", "    alt: {en: The 77, zh-Hant: x}\n    chart: range"),
        ("brief.yaml", "- {fact: eps}", "- {fact: eps, label: {en: EPS 77, zh-Hant: x}}"),
        ("en.md", ", and still a loss", ", and 77"),
        ("en.md", "## Spending", "## Spending 77"),
        ("en.md", "which nobody has audited", "77"),
    ],
)  # fmt: skip
def test_every_line_that_a_reader_meets_is_read(file: str, old: str, new: str, unbound: Judge) -> None:
    unbound("77")
    made = inputs({file: {old: new}})
    changed, _ = read_edition(made.name, made.files, made.folder, made.themes)
    assert changed is not None
    _, findings = draft(changed)
    found = [finding for finding in findings if finding.code == "RG516"]
    assert len(found) >= 1 and len(set(found)) == len(found)
    for finding in found:
        assert finding.locus is not None and finding.locus.file == f"tiny/{file}"
        assert finding.locus.excerpt[finding.locus.column - 1 :].startswith("77")


def test_a_term_vouches_for_the_numerals_in_it_as_a_whole(unbound: Judge) -> None:
    unbound(r"Pekoe \d+")  # the tiny edition's one term is Pekoe 7
    read = inspect_document(edition(), document_of("tea: Pekoe 7, not Pekoe 71"))
    assert [(f.message, place(f)) for f in read.findings if f.code == "RG516"] == [
        ("'Pekoe 71' is bound to no fact", (1, 19))
    ]
    assert read.terms == ("Pekoe 7",)


NAMED = "name: {en: Lanternfish & Sons plc"


def unbound_beside(name: str) -> list[str]:
    """Codes of what is bound to nothing in a sentence that has the company's name."""
    named, _ = read_edition("tiny", tiny({"facts.yaml": {NAMED: f"name: {{en: '{name}'"}}), "tiny")
    assert named is not None
    found = inspect_document(named, document_of(f"tea: {name} is sold")).findings
    return [finding.code for finding in found if finding.code == "RG516"]


@pytest.mark.parametrize("name", ["Lantern 24 plc", "3M", "7-Eleven", "Twenty First Bank"])
def test_the_name_of_a_company_is_no_figure(name: str) -> None:
    assert unbound_beside(name) == []


@pytest.mark.parametrize("name", ["27 billion", "12%", "$4bn", "99"])
def test_an_amount_is_no_name_of_a_company(name: str) -> None:
    assert unbound_beside(name) == ["RG516"]


def test_in_a_claim_the_condition_may_name_the_number(
    unbound: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportgen.facts.quantity import parse_quantity

    def judge(text: str, language: str, **_: bool) -> Iterator[Any]:
        for found in re.finditer("(ten|two) billion", text):
            quantity = parse_quantity({"ten": "10 bn USD", "two": "2 bn USD"}[found[1]])
            start, end = found.span()
            yield SimpleNamespace(
                start=start, end=end, kind="figure", quantity=quantity, also=(), passes=False
            )

    monkeypatch.setattr(inspection, "judge_numerals", judge)
    assert inspected('{% claim "revenue > 10 bn USD" %}over ten billion{% endclaim %}') == []
    (finding,) = inspected('{% claim "revenue > 10 bn USD" %}over two billion{% endclaim %}')
    assert place(finding) == (1, 39)
    assert finding.mend == "cite the fact, or let the claim's condition name the number"


def test_the_numbers_of_lists_are_wordings_of_a_letter_and_told_by_themselves_of_a_document() -> None:
    written = "3. a\n4. b\n   1. c\n\n> 7. d"
    read = inspect_document(edition(), document_of(written))
    assert not {"3.", "4.", "1.", "7."} & set(read.wordings)
    assert tuple(list_numbers(document_of(written).front)) == ("3.", "4.", "1.", "7.")


# ---- days, placeholders, terms -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ("2 February 2026", ""), ("February 2, 2026", ""), ("2 February", ""), ("30 Jan", ""), ("2026-01-30", ""),
        ("2025", ""), ("31 December 2025", ""), ("2月2日", ""), ("Q4 2025", ""),
        ("2 February 2025", "no source, period or day of publication is on it"),
        ("12 February 2026", "no source, period or day of publication is on it"),
        ("12月2日", "no source, period or day of publication is on it"),
        ("2019", "its years are 2024, 2025, 2026"),
        ("二〇二五年", ""), ("民國114年", ""), ("民國一百一十四年", ""),
        ("二〇三一年", "its years are 2024, 2025, 2026"), ("民國120年", "its years are 2024, 2025, 2026"),
        ("3 February 2026", "no source, period or day of publication is on it"),
        ("2026-02-03", "no source, period or day of publication is on it"),
    ],
)  # fmt: skip
def test_a_day_or_a_year_of_another_edition_is_a_warning(said: str, trouble: str, unbound: Judge) -> None:
    unbound(re.escape(said), "date", True)
    found = inspected(f"tea on {said}", "RG517")
    assert [(one.severity, one.message, place(one)) for one in found] == (
        [(Severity.WARNING, f"{said!r} is no date of this edition: {trouble}", (1, 8))] if trouble else []
    )


def test_a_placeholder_is_a_warning_at_its_place_and_the_name_of_a_company_is_none() -> None:
    (finding,) = inspected("tea\n\n- and *TODO* more", "RG523")
    assert (finding.severity, place(finding)) == (Severity.WARNING, (3, 8))
    assert finding.message == "'and TODO more' holds a placeholder, which is not sent"
    assert {"Lanternfish & Sons plc", "燈籠魚", "Pekoe 7"} <= meant_as_they_stand(edition())


def test_a_term_that_is_no_name_is_rg521_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(term_findings(edition())) == []
    monkeypatch.setattr(inspection, "name_trouble", lambda term: f"{term} is an amount")
    (finding,) = term_findings(edition())
    assert (finding.code, finding.severity, place(finding)) == ("RG521", Severity.ERROR, (62, 9))
    assert finding.message == "'Pekoe 7' is no name: Pekoe 7 is an amount"


def test_the_edition_as_it_stands_has_nothing_wrong_with_it() -> None:
    for one in drafts():
        assert isinstance(one.inspected, Inspected) and one.inspected.findings == ()
        assert one.inspected.terms == ()  # it stands in no text


def test_each_finding_is_told_once(unbound: Judge) -> None:
    unbound("77")
    edits: Edits = {
        "brief.yaml": {'subtitle: {en: "Net sales, fourth quarter, US$"': 'subtitle: {en: "Net 77"'}
    }
    made = inputs(edits)
    changed, _ = read_edition(made.name, made.files, made.folder, made.themes)
    assert changed is not None
    _, findings = draft(changed)
    assert [finding.code for finding in findings if finding.code == "RG516"] == ["RG516"]
