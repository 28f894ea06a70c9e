"""An edition read from its folder: what does not hold together is said, each thing with its code and place."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest
from support import Edits, checked, read, tiny

from reportgen.brief.edition import read_edition
from reportgen.errors import Finding, Severity


def found(edits: Edits) -> list[Finding]:
    """What is said about the edition with some passages changed."""
    return [finding for finding in checked(edits).findings if finding.code != "RG304"]


def place_of(edits: Edits, file: str, passage: str) -> str:
    """file:line:column of a passage that stands once in the changed file."""
    text = tiny(edits)[file].decode()
    assert text.count(passage) == 1, f"{passage!r} stands {text.count(passage)} times"
    before = text.split(passage)[0]
    return f"tiny/{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_the_edition_holds() -> None:
    edition, findings = read()
    assert findings == []
    assert edition is not None
    assert edition.languages == ("en", "zh-Hant")
    assert edition.date == date(2026, 2, 2)
    assert edition.texts["en"].startswith('# Sales of {{ cite("revenue") }}')
    assert str(edition.texts["zh-Hant"].inside(2)) == "tiny/zh-Hant.md:1:3"


# ---- files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["facts.yaml", "brief.yaml", "en.md", "zh-Hant.md"])
def test_a_missing_file_is_rg501(file: str) -> None:
    files = tiny()
    del files[file]
    edition, findings = read_edition("tiny", files, "tiny")
    assert edition is None
    assert [(finding.code, str(finding.locus)) for finding in findings] == [("RG501", f"tiny/{file}:1:1")]


def test_a_language_that_is_not_wanted_needs_no_text() -> None:
    files = tiny({"brief.yaml": {"languages: [en, zh-Hant]": "languages: [en]"}})
    del files["zh-Hant.md"]
    edition, findings = read_edition("tiny", files, "tiny")
    assert edition is not None and findings == []
    assert list(edition.texts) == ["en"]


# ---- references ----------------------------------------------------------------------------------------------

NOWHERE: Final = {
    "key figure": ("brief.yaml", "{fact: eps}", "{fact: zzz}"),
    "its consensus": ("brief.yaml", "consensus: revenue.surprise,", "consensus: zzz,"),
    "its change": ("brief.yaml", "year: revenue.growth}", "year: zzz}"),
    "mark": ("brief.yaml", "{fact: revenue@2024Q4, label", "{fact: zzz, label"),
    "span": ("brief.yaml", "{fact: capex@2025, label", "{fact: zzz, label"),
    "marker": (
        "brief.yaml",
        "{fact: capex@2026~guidance, label",
        "{fact: capex@2026~guidance, marker: zzz, label",
    ),
    "point": (
        "brief.yaml",
        "{fact: capex@2026~guidance, label",
        "{fact: capex@2026~guidance, point: zzz, label",
    ),
    "reference line": ("brief.yaml", "chart: range", "reference: zzz\n    chart: range"),
    "cell": ("brief.yaml", "cells: [home.revenue,", "cells: [zzz,"),
    "cell with wishes": ("brief.yaml", "{fact: revenue.surprise, sign: true}]", "{fact: zzz, sign: true}]"),
    "English text": ("en.md", '{{ cite("eps") }}', '{{ cite("zzz") }}'),
    "Chinese text": ("zh-Hant.md", '{{ cite("eps") }}', '{{ cite("zzz") }}'),
    "verb": ("en.md", 'word("ahead", "revenue.surprise")', 'word("ahead", "zzz")'),
}


@pytest.mark.parametrize("where", NOWHERE)
def test_a_fact_that_is_not_there_is_rg205_wherever_it_is_named(where: str) -> None:
    file, old, new = NOWHERE[where]
    edits = {file: {old: new}}
    findings = [finding for finding in found(edits) if finding.code == "RG205"]
    assert len(findings) == 1
    assert str(findings[0].locus) == place_of(edits, file, "zzz")
    assert "'zzz'" in findings[0].message


def test_a_title_and_a_note_are_texts_that_are_looked_into() -> None:
    edits = {
        "brief.yaml": {
            "The bill grows": "{{ cite('zzz') }} of bills",
            "支出擴大": "{{ cite('zzz') }}",
            "as the release prints it, {{ cite('revenue~consensus') }}": "is {{ cite('zzz') }}",
        }
    }
    findings = found(edits)
    assert [finding.code for finding in findings] == ["RG205"] * 3
    text = tiny(edits)["brief.yaml"].decode().splitlines()
    for finding in findings:
        assert finding.locus is not None
        assert "zzz" in text[finding.locus.line - 1]


def test_a_near_name_is_offered() -> None:
    (finding,) = found({"en.md": {'cite("eps")': 'cite("esp")'}})
    assert "nearest: eps" in finding.message


def test_a_value_that_is_not_meaningful_is_printed_but_points_nowhere() -> None:
    """Growth from a base that is not positive: what prints it is sound, what goes by its direction is not."""
    edits = {"facts.yaml": {"formula: surprise(revenue)": "formula: growth(revenue, operating_income)"}}
    findings = [finding for finding in found(edits) if finding.blocks]
    assert {finding.code for finding in findings} == {"RG205"}
    assert all("revenue.surprise@2025Q4 has no direction: not meaningful" in f.message for f in findings)
    assert {f.locus.file for f in findings if f.locus} == {"tiny/brief.yaml", "tiny/en.md", "tiny/zh-Hant.md"}


# ---- exhibits ------------------------------------------------------------------------------------------------


def test_an_exhibit_that_does_not_exist_is_rg504() -> None:
    edits = {
        "en.md": {'{{ exhibit("results") }}': '{{ exhibit("resluts") }}'},
        "brief.yaml": {"front: [sales-path]": "front: [sales-pth]"},
    }
    findings = [finding for finding in found(edits) if finding.code == "RG504"]
    assert {str(finding.locus) for finding in findings} == {
        place_of(edits, "en.md", "resluts"),
        place_of(edits, "brief.yaml", "sales-pth"),
    }
    assert any("sales-path, capex-plan, results" in finding.mend for finding in findings)


SURPRISE: Final = "{fact: revenue.surprise, sign: true}]"
MISFITS: Final = {
    "neither chart nor table": ("    chart: range\n", "", "either a chart: or a table:"),
    "both": ("    table:\n", "    chart: bar\n    table:\n", "either a chart: or a table:"),
    "a bar chart of spans": ("chart: range", "chart: bar", "a bar chart takes marks:, here stands spans"),
    "a line chart of marks": ("chart: column", "chart: line", "a line chart takes series:, here stands marks"),
    "marks and spans": ("    spans:\n", "    marks: [{fact: capex@2025}]\n    spans:\n", "here stands marks and spans"),
    "too few cells": ('cells: [operating_margin, "-", "-"]', 'cells: [operating_margin, "-"]', "3 cells, it has 2"),
    "too many cells": ('cells: [operating_margin, "-", "-"]', 'cells: [operating_margin, "-", "-", "-"]', "it has 4"),
    "two units": ("{fact: revenue@2024Q4, label", "{fact: eps, label", "one chart has one unit"),
    "a reference in another unit": ("chart: range", "chart: range\n    reference: eps", "eps is in USD/share"),
    "a negative part of a whole": (
        "    chart: range\n    size: half\n", "    chart: share\n    series: [{label: {en: a, zh-Hant: a}, marks: "
        "[{fact: revenue}, {fact: operating_income}]}]\n", "operating_income is negative"),
    "three marks in a slope": (
        "    chart: range\n    size: half\n", "    chart: slope\n    series: [{label: {en: a, zh-Hant: a}, marks: "
        "[{fact: revenue}, {fact: revenue}, {fact: revenue}]}]\n", "two marks in a series"),
    "a spanner beyond the table": (
        "      unit: USD\n", "      unit: USD\n      spanners: [{label: {en: a, zh-Hant: a}, first: 2, last: 4}]\n",
        "from column 2 to 4 of 3"),
    "spanners that overlap": (
        "      unit: USD\n", "      unit: USD\n      spanners: [{label: {en: a, zh-Hant: a}, first: 1, last: 2}, "
        "{label: {en: b, zh-Hant: b}, first: 2, last: 3}]\n", "from column 2 to 3 of 3"),
    "an unknown unit": ("      unit: USD\n", "      unit: bn XYZ\n", "unknown unit 'XYZ'"),
    "an unknown unit in a head": (
        "{en: vs consensus, zh-Hant: 差距}", "{label: {en: vs consensus, zh-Hant: 差距}, unit: XYZ}",
        "unknown unit 'XYZ'"),
    "a cell with nothing to show": (SURPRISE, "{sign: true}]", "either a fact:, a text: or a spark:"),
    "a spark of one": (SURPRISE, "{spark: [revenue]}]", "two facts or more"),
    "a spark in two units": (SURPRISE, "{spark: [revenue, eps]}]", "one spark has one unit"),
}  # fmt: skip
# Whatever one line is to blame for is reported there, the rest at the name of the exhibit.
BLAMED: Final = {
    "too few cells": "label: {en: Operating margin",
    "too many cells": "label: {en: Operating margin",
    "two units": "fact: eps, label",
    "a reference in another unit": "reference: eps",
    "a negative part of a whole": "fact: operating_income}]}]",
    "three marks in a slope": "fact: revenue}, {fact: revenue}, {",
    "a spanner beyond the table": "spanners:",
    "spanners that overlap": "spanners:",
    "an unknown unit": "unit: bn XYZ",
    "an unknown unit in a head": "unit: XYZ",
    "a spark of one": "spark: [revenue]",
    "a spark in two units": "spark: [revenue, eps]",
}


@pytest.mark.parametrize("misfit", MISFITS)
def test_an_exhibit_that_does_not_go_together_is_rg505(misfit: str) -> None:
    old, new, message = MISFITS[misfit]
    findings = found({"brief.yaml": {old: new}})
    found_here = [finding for finding in findings if finding.code == "RG505" and message in finding.message]
    assert len(found_here) == 1, [finding.message for finding in findings]
    locus = found_here[0].locus
    assert locus is not None
    if misfit in BLAMED:
        assert BLAMED[misfit] in locus.excerpt
    else:
        assert locus.excerpt.strip() in ("sales-path:", "capex-plan:", "results:")


def test_an_exhibit_that_nothing_shows_is_a_warning() -> None:
    edits = {"en.md": {'{{ exhibit("results") }}': ""}, "zh-Hant.md": {'{{ exhibit("results") }}': ""}}
    findings = found(edits)
    assert [(finding.code, finding.severity) for finding in findings] == [("RG507", Severity.WARNING)]
    assert str(findings[0].locus) == place_of(edits, "brief.yaml", "results:")


def test_a_byte_order_mark_and_other_ends_of_lines_move_nothing() -> None:
    files = tiny()
    files["en.md"] = "\ufeff# Tea\r\n\r{{ cite('eps') }}\r\n".encode()
    edition, findings = read_edition("tiny", files, "tiny")
    assert edition is not None and findings == []
    assert edition.texts["en"] == "# Tea\n\n{{ cite('eps') }}\n"
    assert str(edition.texts["en"].inside(7)) == "tiny/en.md:3:1"


@pytest.mark.parametrize("char", ["\ue000", "\ue001", "\uf8ff"])
def test_the_characters_that_carry_citations_cannot_be_written(char: str) -> None:
    files = tiny()
    files["en.md"] = f"one\ntwo {char}7".encode()
    _, findings = read_edition("tiny", files, "tiny")
    assert [(finding.code, str(finding.locus)) for finding in findings] == [("RG104", "tiny/en.md:2:5")]


def test_a_file_that_is_not_utf_8_names_the_line() -> None:
    files = tiny()
    files["en.md"] = "one\ntwo\nthr\u00e9e".encode("latin-1")
    _, findings = read_edition("tiny", files, "tiny")
    assert ("RG104", 3) in [(one.code, one.locus.line) for one in findings if one.locus]


# ---- texts ---------------------------------------------------------------------------------------------------

ONE_LANGUAGE: Final = {
    "kicker": ("kicker: {en: Results review, zh-Hant: 財報評析}", "kicker: {en: Results review}"),
    "title": (
        "title: {en: Lanternfish Q4 2025, zh-Hant: 燈籠魚2025年第四季}",
        "title: {en: Lanternfish Q4 2025}",
    ),
    "exhibit's title": ("title: {en: The quarter in figures, zh-Hant: 當季數字}", "title: {en: The quarter}"),
    "subtitle": (
        "subtitle: {en: Fourth quarter of 2025, zh-Hant: 2025年第四季}",
        "subtitle: {en: Fourth quarter of 2025}",
    ),
    "disclaimer": ("\n  zh-Hant: 本公司係為測試而虛構。", ""),
    "source line": ("    chart: range", "    source: {en: The release}\n    chart: range"),
    "description": ("    chart: range", "    alt: {en: A picture}\n    chart: range"),
}


@pytest.mark.parametrize("text", ONE_LANGUAGE)
def test_a_text_missing_in_a_language_is_rg506(text: str) -> None:
    old, new = ONE_LANGUAGE[text]
    findings = found({"brief.yaml": {old: new}})
    assert [(finding.code, finding.message) for finding in findings] == [
        ("RG506", "there is no text for zh-Hant")
    ]
    assert findings[0].locus is not None and findings[0].locus.file == "tiny/brief.yaml"


LABELS: Final = {
    "mark": ("{en: A year ago, zh-Hant: 去年同期}", "{en: A year ago}"),
    "span": ('label: {en: "2025", zh-Hant: 2025年}', 'label: {en: "2025"}'),
    "missing": ("{en: no figure given, zh-Hant: 未提供數字}", "{en: no figure given}"),
    "stub": ("{en: US$ bn unless stated, zh-Hant: 億美元，另有註明者除外}", "{en: US$ bn}"),
    "column": ("{en: vs consensus, zh-Hant: 差距}", "{en: vs consensus}"),
    "row": ("{en: Operating margin, zh-Hant: 營業利益率}", "{en: Operating margin}"),
    "group": ("{en: Group, zh-Hant: 全公司}", "{en: Group}"),
    "key figure": ("{fact: eps}", "{fact: eps, label: {en: EPS}}"),
    "cell": ('cells: [operating_margin, "-", "-"]', 'cells: [operating_margin, {en: tea}, "-"]'),
}


@pytest.mark.parametrize("label", LABELS)
def test_a_label_missing_in_a_language_is_rg506(label: str) -> None:
    old, new = LABELS[label]
    (finding,) = (one for one in found({"brief.yaml": {old: new}}) if one.blocks)
    assert finding.code == "RG506"
    assert str(finding.locus).startswith("tiny/brief.yaml:")


def test_an_empty_text_is_reported_in_its_own_file() -> None:
    whole = "disclaimer:\n  en: An invented company, for tests alone.\n  zh-Hant: 本公司係為測試而虛構。\n"
    findings = [one for one in found({"brief.yaml": {whole: "disclaimer: {}\n"}}) if one.blocks]
    assert [finding.message for finding in findings] == [
        "expected words by language, found none",
        "there is no disclaimer for en, in the brief or in its theme",
        "there is no disclaimer for zh-Hant, in the brief or in its theme",
    ]
    assert str(findings[0].locus).startswith("tiny/brief.yaml:")


# ---- shape ---------------------------------------------------------------------------------------------------


def test_a_day_that_does_not_exist_is_rg203() -> None:
    edits = {"brief.yaml": {"date: 2026-02-02": "date: 2026-02-30"}}
    (finding,) = found(edits)
    assert (finding.code, str(finding.locus)) == ("RG203", place_of(edits, "brief.yaml", "2026-02-30"))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kicker:", "kickre:", "RG111"),
        ("page: A4", "page: A5", "RG112"),
        ("languages: [en, zh-Hant]", "languages: []", "RG112"),
        ("languages: [en, zh-Hant]", "languages: [en, fr]", "RG112"),
        ("languages: [en, zh-Hant]", "languages: [en, en]", "RG112"),
        ("chart: range", "chart: pie", "RG112"),
        ("size: half", "size: huge", "RG112"),
        ("front: [sales-path]", "front: sales-path", "RG112"),
        ("date: 2026-02-02\n", "", "RG110"),
    ],
)
def test_a_wrong_shape_is_said(old: str, new: str, code: str) -> None:
    edition, findings = read({"brief.yaml": {old: new}})
    assert edition is None
    assert code in [finding.code for finding in findings]
    assert any(finding.blocks for finding in findings)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    edits = {
        "brief.yaml": {"{fact: eps}": "{fact: zzz}", "date: 2026-02-02": "date: yesterday"},
        "en.md": {'cite("eps")': 'quote("eps")'},
        "zh-Hant.md": {'{{ exhibit("results") }}': "{{ exhibit( }}"},
    }
    assert {"RG203", "RG205", "RG502", "RG503"} <= {finding.code for finding in found(edits)}
