"""What an author can do to a text by accident, and what stops it before it is printed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from support import Edits, bodies, build_tiny, read

from reportgen.errors import Finding, Rejected


def adding(sentence: str) -> Edits:
    return {"en.md": {"## Spending\n": f"## Spending\n\n{sentence}\n"}}


def refused(edits: Edits) -> Finding:
    """The one finding with which composing stops."""
    with pytest.raises(Rejected) as caught:
        bodies(edits)
    (finding,) = caught.value.findings
    return finding


def errors(edits: Edits) -> list[tuple[str, str]]:
    _, findings = read(edits)
    return [(finding.code, str(finding.locus)) for finding in findings if finding.blocks]


# ---- a citation stays whole ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        r'{{ "\ue0000\ue001" }}',  # another citation's place, forged
        r'{{ "\ue000999\ue001" }}',
        r'{{ "\ue000" }}',
        '{{ cite("eps")[:2] }}',
        '{{ cite("eps")|reverse }}',
        '{{ cite("eps") * 2 }}',
        '{% set twice = cite("eps") %}{{ twice }} and {{ twice }}',
        '{% set never = cite("eps") %}nothing',
        '{% if cite("eps") %}true{% endif %}',
        '{{ cite("eps")|length }}',
    ],
)
def test_a_citation_is_printed_once_and_whole(sentence: str) -> None:
    finding = refused(adding(sentence))
    assert (finding.code, finding.locus and finding.locus.file) == ("RG503", "tiny/en.md")


def test_a_citation_may_be_named_and_printed_once() -> None:
    bodies(adding('{% set eps = cite("eps") %}EPS of {{ eps }}.'))


# ---- whatever an expression raises ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    [
        "1 / 0",
        'cite("eps", decimals=-1)',
        'cite("eps", decimals=1.5)',
        'cite("eps", decimals="two")',
        '"a"|wordwrap(0)',
        "[]|first|upper",
        '"%d"|format("x")',
    ],
)
def test_an_expression_that_raises_is_rg503_with_its_line(expression: str) -> None:
    finding = refused(adding(f"tea\n{{{{ {expression} }}}}"))
    assert finding.code == "RG503"
    assert finding.locus is not None
    assert (finding.locus.file, finding.locus.line) == ("tiny/en.md", 22)


def test_what_is_not_there_is_named_plainly() -> None:
    message = refused(adding('{% set name = "zzz" %}{{ exhibit(name) }}')).message
    assert message == "this text fails: there is no exhibit 'zzz'"
    message = refused(
        {"brief.yaml": {"en: The quarter in figures,": "en: \"{{ word('soar', 'eps') }}\","}}
    ).message
    assert message == "this text fails: there is no kind of word 'soar'"


# ---- exhibits ------------------------------------------------------------------------------------------------


def test_an_exhibit_stands_in_one_place() -> None:
    assert [
        code for code, _ in errors({"brief.yaml": {"front: [sales-path]": "front: [sales-path, results]"}})
    ] == [
        "RG504",
        "RG504",
    ]
    (finding,) = errors(
        {"en.md": {'{{ exhibits("capex-plan") }}': '{{ exhibits("capex-plan", "capex-plan") }}'}}
    )
    assert finding[0] == "RG504"


def test_an_unknown_fact_in_a_chart_is_reported_once() -> None:
    assert [
        code for code, _ in errors({"brief.yaml": {"{fact: revenue@2024Q4, label": "{fact: zzz, label"}})
    ] == ["RG205"]


# ---- texts ---------------------------------------------------------------------------------------------------

LABELS: Final = {
    "mark": ("{en: A year ago, zh-Hant: 去年同期}", "{en: A year ago}"),
    "span": ('label: {en: "2025", zh-Hant: 2025年}', 'label: {en: "2025"}'),
    "missing": ("{en: no figure given, zh-Hant: 未提供數字}", "{en: no figure given}"),
    "stub": ("{en: US$ bn unless stated, zh-Hant: 億美元，另有註明者除外}", "{en: US$ bn}"),
    "column": ("{en: vs consensus, zh-Hant: 差距}", "{en: vs consensus}"),
    "row": ("{en: Operating margin, zh-Hant: 營業利益率}", "{en: Operating margin}"),
    "group": ("{en: Group, zh-Hant: 全公司}", "{en: Group}"),
    "key figure": ("{fact: eps}", "{fact: eps, label: {en: EPS}}"),
}


@pytest.mark.parametrize("label", LABELS)
def test_a_label_missing_in_a_language_is_rg506(label: str) -> None:
    old, new = LABELS[label]
    (finding,) = errors({"brief.yaml": {old: new}})
    assert finding[0] == "RG506"
    assert finding[1].startswith("tiny/brief.yaml:")


def test_an_empty_text_is_reported_in_its_own_file() -> None:
    whole = "disclaimer:\n  en: An invented company, for tests alone.\n  zh-Hant: 本公司係為測試而虛構。\n"
    found = errors({"brief.yaml": {whole: "disclaimer: {}\n"}})
    assert [code for code, _ in found] == ["RG506", "RG506"]
    assert all(place.startswith("tiny/brief.yaml:") for _, place in found)


def test_a_text_begins_with_its_headline() -> None:
    assert errors({"en.md": {"# Sales of": "Sales of"}}) == [("RG508", "tiny/en.md:1:1")]
    assert errors({"en.md": {"# Sales of": "## Sales of"}})[0] == ("RG508", "tiny/en.md:1:1")


def test_the_languages_have_the_same_sections() -> None:
    assert errors({"zh-Hant.md": {"## 支出\n": ""}}) == [("RG508", "tiny/zh-Hant.md:1:1")]


# ---- HTML that stays alone -----------------------------------------------------------------------------------

ASKING: Final = {
    "image": '<img src="{}">',
    "style sheet": '<link rel="stylesheet" href="{}">',
    "import": "<style>@import url({});</style>",
    "bare import": '<style>@import "{}";</style>',
    "background": '<p style="background: url({})">text</p>',
    "quoted background": "<style>p {{ background: url('{}') }}</style>",
    "picture in a picture": '<svg><image href="{}"/></svg>',
    "older picture in a picture": '<svg><image xlink:href="{}"/></svg>',
    "object": '<object data="{}"></object>',
    "frame": '<iframe src="{}"></iframe>',
    "script": '<script src="{}"></script>',
    "sources": '<img srcset="{} 2x" src="data:,">',
}


@pytest.mark.parametrize("way", ASKING)
@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://example.com/x", "x.png"])
def test_a_template_that_asks_for_something_stops_the_html_too(
    way: str, address: str, tmp_path: Path
) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "appendix.html.j2").write_text(ASKING[way].format(address), "utf-8")
    with pytest.raises(Rejected) as caught:
        build_tiny(tmp_path, formats=("html",), languages=("en",), templates=[own])
    assert {finding.code for finding in caught.value.findings} == {"RG604"}
    assert not (tmp_path / "output" / "lanternfish-2025q4").exists()


def test_an_image_in_prose_is_no_image() -> None:
    body = bodies(adding("![tea](https://example.com/tea.png)"))[0]
    assert "<img" not in str(body.sections[1].body)
