"""Prose: what a text uses is found before anything is rendered, each use with its line and column."""

from __future__ import annotations

import pytest

from reportgen.brief.prose import Prose, environment, scan
from reportgen.errors import Finding
from reportgen.facts.text import Source, Text


def scanned(text: str) -> tuple[Prose, list[Finding]]:
    return scan(text.encode(), "en.md")


def only(text: str) -> Finding:
    _, findings = scanned(text)
    assert len(findings) == 1, findings
    return findings[0]


# ---- what it uses --------------------------------------------------------------------------------------------


def test_facts_and_exhibits_are_found_with_their_places() -> None:
    text = (
        '# Up to {{ cite("a") }}\n\n'
        'Sales {{ moved("rise", "a.growth") }} to {{ cite("b/a@2024Q4~guidance", decimals=1) }}.\n\n'
        '{{ exhibit("one") }}\n\n{{ exhibits("two", "three") }}\n'
    )
    prose, findings = scanned(text)
    assert findings == []
    assert [(use.name, str(use.locus)) for use in prose.facts] == [
        ("a", "en.md:1:18"),
        ("a.growth", "en.md:3:25"),
        ("b/a@2024Q4~guidance", "en.md:3:51"),
    ]
    assert [(use.name, str(use.locus)) for use in prose.exhibits] == [
        ("one", "en.md:5:13"),
        ("two", "en.md:7:14"),
        ("three", "en.md:7:21"),
    ]
    assert prose.facts[1].locus.excerpt == text.splitlines()[2]


def test_the_same_name_twice_in_a_line_has_two_places() -> None:
    prose, _ = scanned('{{ cite("a") }} and {{ cite("a") }}')
    assert [use.locus.column for use in prose.facts] == [10, 30]


def test_a_name_is_not_found_inside_a_longer_one() -> None:
    prose, _ = scanned('{{ cite("a.growth") }} {{ cite("b/a") }} {{ cite("a@2024") }} {{ cite("a") }}')
    assert [use.locus.column for use in prose.facts] == [10, 33, 51, 72]


def test_uses_inside_conditions_and_loops_are_found_too() -> None:
    prose, findings = scanned(
        '{% if true %}\n{{ cite("a") }}\n{% else %}\n{{ word("rise", "b") }}\n{% endif %}'
    )
    assert findings == []
    assert [(use.name, use.locus.line) for use in prose.facts] == [("a", 2), ("b", 4)]


def test_a_byte_order_mark_moves_nothing() -> None:
    prose, findings = scan('\ufeff{{ cite("a") }}'.encode(), "en.md")
    assert findings == []
    assert prose.facts[0].locus.column == 10


def test_plain_text_uses_nothing() -> None:
    prose, findings = scanned("Nothing { but } text, 100% of it.\n")
    assert (prose.facts, prose.exhibits, findings) == ((), (), [])


# ---- what is wrong with it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n\n{{ cite( }}\n", 3),
        ("one\n{% if %}\n{% endif %}", 2),
        ("one\n{% for x in y %}\n", 2),
        ("one\n\n\n{{ 'unclosed }}", 4),
    ],
)
def test_a_text_that_is_no_template_is_rg502_with_its_line(text: str, line: int) -> None:
    finding = only(text)
    assert (finding.code, finding.blocks) == ("RG502", True)
    assert finding.locus is not None
    assert (finding.locus.file, finding.locus.line) == ("en.md", line)


@pytest.mark.parametrize("name", ["float", "int", "round", "default", "d", "sum", "safe"])
def test_filters_that_make_a_number_of_nothing_are_not_there(name: str) -> None:
    assert name not in environment().filters


def test_an_unknown_helper_is_rg503_at_its_place() -> None:
    finding = only('Sales\ngrew {{ quote("revenue") }}.')
    assert (finding.code, str(finding.locus)) == ("RG503", "en.md:2:9")
    assert "'quote'" in finding.message
    assert finding.mend == "helpers: cite, word, moved, exhibit, exhibits"


@pytest.mark.parametrize("helper", ["word", "moved"])
def test_an_unknown_kind_is_rg503_at_its_place(helper: str) -> None:
    finding = only(f'Sales {{{{ {helper}("soar", "revenue") }}}}.')
    assert (finding.code, finding.locus and finding.locus.column) == ("RG503", 12 + len(helper))
    assert "'soar'" in finding.message
    assert "rise" in finding.mend


def test_every_misuse_is_reported_at_once() -> None:
    _, findings = scanned('{{ a() }}\n{{ b() }} {{ word("c", "revenue") }}')
    assert [(finding.code, str(finding.locus)) for finding in findings] == [
        ("RG503", "en.md:1:4"),
        ("RG503", "en.md:2:4"),
        ("RG503", "en.md:2:20"),
    ]


@pytest.mark.parametrize("char", ["\ue000", "\ue001"])
def test_the_characters_that_carry_citations_cannot_be_written(char: str) -> None:
    finding = only(f"one\ntwo {char}7\ue001")
    assert (finding.code, str(finding.locus)) == ("RG104", "en.md:2:5")


def test_a_file_that_is_not_utf_8_names_the_line() -> None:
    _, findings = scan("one\ntwo\nthr\u00e9e".encode("latin-1"), "en.md")
    assert [(finding.code, str(finding.locus)) for finding in findings] == [("RG104", "en.md:3:1")]


# ---- texts in brief.yaml -------------------------------------------------------------------------------------


def test_a_title_in_yaml_knows_where_its_facts_stand() -> None:
    source = Source("brief.yaml", "\n\n    title: AWS grew {{ cite('a.growth') }}")
    title = Text.at("AWS grew {{ cite('a.growth') }}", source, 3, 12)
    prose = Prose.of(title)
    assert [(use.name, str(use.locus)) for use in prose.facts] == [("a.growth", "brief.yaml:3:30")]


def test_a_title_that_cannot_be_parsed_uses_nothing() -> None:
    source = Source("brief.yaml", "title: '{{ cite('")
    assert Prose.of(Text.at("{{ cite(", source, 1, 8)).facts == ()
