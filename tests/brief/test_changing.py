"""`changed` in a text: its words follow the facts and the thresholds of the edition, and what judges is a claim."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from support import TINY, build_tiny, checked, read
from texts import prose, text_of

from reportgen.brief.markdown import read_blocks
from reportgen.brief.writing import Writer
from reportgen.document.walk import blocks, plain
from reportgen.errors import Finding

# The release's growth of 16% has to go, or the fact could not be edited.
BASE: Final = "value: 11.03 bn USD, source: release ¶2, printed: $11.03 billion"
STATED: Final = """    stated:
      - {value: 16%, source: release ¶1, printed: 16%}
    accepted:
      en: The release gives growth before a restatement of the base.
      zh-Hant: 新聞稿之成長率係以重編前之基期計算。
"""
LAST: Final = "disclaimer:"


def year_ago(value: str) -> dict[str, dict[str, str]]:
    """The edition with another revenue a year ago, and growth that nobody stated."""
    return {"facts.yaml": {BASE: f"value: {value}, source: release ¶2, printed: x", STATED: ""}}


def said(
    text: str, edits: dict[str, dict[str, str]], language: str = "en"
) -> tuple[str, list[str], list[Finding]]:
    """A text of an edited edition: its words, the conditions of its claims, and what is wrong with it."""
    edition, findings = read(edits)
    assert edition is not None, findings
    writer = Writer(edition, language, {})
    made = read_blocks(writer.render(text_of(text), prose=True), writer)
    words = "\n".join(plain(passage.line) for passage in blocks(made))
    return words, [claim.expression for claim in writer.claims], list(writer.findings)


@pytest.mark.parametrize(
    ("value", "words", "claims"),
    [
        ("11.03 bn USD", "Net sales rose 12.6% on the year to $12.4bn", []),
        ("10.03 bn USD", "Net sales jumped 24% on the year to $12.4bn", ["revenue.growth >= 20%"]),
        (
            "5.03 bn USD",
            "Net sales more than doubled on the year, up 147% to $12.4bn",
            ["revenue > 2 * revenue@-1Y"],
        ),
        (
            "12.30 bn USD",
            "Net sales edged up 1.0% on the year to $12.4bn",
            ["revenue.growth > 0 and revenue.growth < 2%"],
        ),
        ("12.42 bn USD", "Net sales stayed flat on the year at $12.4bn", []),
        ("16.03 bn USD", "Net sales dropped 22.5% on the year to $12.4bn", ["revenue.growth <= -20%"]),
    ],
)
def test_the_verb_follows_the_fact(value: str, words: str, claims: list[str]) -> None:
    assert said('{{ changed("revenue") }}', year_ago(value)) == (words, claims, [])


def test_the_verb_follows_the_thresholds_of_the_edition() -> None:
    edits = {**year_ago("11.03 bn USD"), "brief.yaml": {LAST: f"degrees: {{strong: 12%}}\n{LAST}"}}
    words, claims, _ = said('{{ changed("revenue") }}', edits)
    assert words.startswith("Net sales jumped 12.6%")
    assert claims == ["revenue.growth >= 12%"]


def test_a_threshold_that_the_interval_reaches_across_leaves_the_plain_verb() -> None:
    edits = {**year_ago("11.03 bn USD"), "brief.yaml": {LAST: f"degrees: {{strong: 12.6%}}\n{LAST}"}}
    assert said('{{ changed("revenue") }}', edits)[:2] == ("Net sales rose 12.6% on the year to $12.4bn", [])


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{strong: 20}", "a threshold is a number above zero such as 20%"),
        ("{strong: lots}", "a threshold is a number above zero such as 20%"),
        ("{slight: 0%}", "a threshold is a number above zero such as 20%"),
        ("{slight: about 2%}", "a threshold is a number above zero such as 20%"),
        ("{slight: 2 points}", "a threshold is a number above zero such as 20%"),
        ("{slight-points: 1%}", "a threshold is a number above zero such as 3 points"),
        ("{slight: 30%}", "what is slight has to be less than what is strong: 30%, 20%"),
        (
            "{slight-points: 3 points}",
            "what is slight has to be less than what is strong: 3 points, 3 points",
        ),
    ],
)
def test_a_wrong_threshold_is_rg112_at_its_line(written: str, message: str) -> None:
    _, findings = read({"brief.yaml": {LAST: f"degrees: {written}\n{LAST}"}})
    (finding,) = findings
    assert finding.code == "RG112"
    assert finding.message.startswith(message)
    assert finding.locus is not None
    assert finding.locus.excerpt.startswith("degrees:")


def test_an_unknown_threshold_is_rg111() -> None:
    _, (finding,) = read({"brief.yaml": {LAST: f"degrees: {{huge: 50%}}\n{LAST}"}})
    assert (finding.code, finding.mend) == (
        "RG111",
        "allowed here: slight, strong, slight-points, strong-points",
    )


def test_within_a_claim_it_makes_none_of_its_own() -> None:
    text = '{% claim "revenue > 0" %}So {{ changed("revenue", within=true) }}{% endclaim %}. {{ changed("revenue") }}.'
    words, claims, _ = said(text, year_ago("5.03 bn USD"))
    assert words.startswith("So net sales more than doubled")
    assert claims == ["revenue > 0", "revenue > 2 * revenue@-1Y"]


@pytest.mark.parametrize("value", ["5.03 bn USD", "30.03 bn USD", "10.03 bn USD", "12.30 bn USD"])
def test_its_words_pass_the_lint_and_are_bound(value: str) -> None:
    files = ("en.md", "zh-Hant.md")
    longer = {file: {(text := text_file(file)): text + '\n\n{{ changed("revenue") }}\n'} for file in files}
    made = checked(year_ago(value) | longer)
    assert [one for one in made.findings if one.locus and one.locus.file.endswith(files)] == []


def test_a_clause_that_judges_is_built_and_proved(tmp_path: Path) -> None:
    text = text_file("en.md")
    edits = year_ago("5.03 bn USD") | {"en.md": {text: text + '\n\n{{ changed("revenue") }}.\n'}}
    built = build_tiny(tmp_path, edits, formats=("html",), languages=("en",), inspector=False)
    page = (built.folder / f"{TINY}.en.html").read_text("utf-8")
    assert "Net sales more than doubled on the year, up" in re.sub("<[^>]*>", "", page)
    assert '"expression":"revenue > 2 * revenue@-1Y"' in page


def text_file(file: str) -> str:
    """The text of the edition."""
    edition, _ = read()
    assert edition is not None
    return str(edition.texts[file.removesuffix(".md")])


@pytest.mark.parametrize(
    ("call", "code", "message"),
    [
        ('changed("eps")', "RG205", "there is no fact eps@2024Q4"),
        ('changed("esp")', "RG205", "unknown concept 'esp'"),
        (
            'changed("revenue", since="2024")',
            "RG205",
            "revenue@2025Q4 is held against another period of its length",
        ),
        (
            'changed("revenue", since="")',
            "RG205",
            "revenue@2025Q4 is held against another period of its length",
        ),
        ('changed("revenue", since="soon")', "RG205", "cannot read the period 'soon'"),
        ('changed("capex@2026~guidance")', "RG205", "capex@2026~guidance is a range"),
        ('changed("revenue", decimals=-1)', "RG503", "changed fails: -1 decimals"),
        (
            'changed("revenue", level="no", sinec="")',
            "RG503",
            "changed: got an unexpected keyword argument 'sinec'",
        ),
    ],
)
def test_what_is_wrong_with_a_call_is_said_at_its_place(call: str, code: str, message: str) -> None:
    finding = prose(f"Now {{{{ {call} }}}}.").only()
    assert finding.code == code
    assert finding.message.startswith(message)
    assert finding.locus is not None
    assert (finding.locus.line, finding.locus.column >= 5) == (1, True)
