"""A source held against its statements: what is covered, what is not, and which statements are wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support import TINY, reportgen, write_tiny

from reportgen import cli
from reportgen.errors import display_width
from reportgen.facts.base import FactBase
from reportgen.intake.coverage import Coverage, cover
from reportgen.intake.coverage_report import coverage_json, coverage_text

Cover = Callable[[str, Mapping[str, Any]], Coverage]
TEXT = "Acme results\n\nRevenue rose 14% to $213.4 billion.\nMargin was about 35%, and 2,134億 is no typo.\n"


def said(value: str, place: int, printed: str, source: str = "recap") -> dict[str, str]:
    return {"value": value, "source": f"{source} ¶{place}", "printed": printed}


@pytest.fixture
def covering(base: Callable[[Any], FactBase]) -> Cover:
    """Holds a text against facts, as the source `recap`."""

    def held(text: str, facts: Mapping[str, Any]) -> Coverage:
        dated = {f"{name}@2025Q4": statements for name, statements in facts.items()}
        return cover(base(dated), "recap", text, "recap.txt")

    return held


def codes(coverage: Coverage) -> list[str]:
    return [finding.code for finding in coverage.findings]


ALL = {
    "growth_rate": [said("14%", 2, "14%")],
    "revenue": [said("213.4 bn USD", 2, "$213.4 billion")],
    "margin": [said("about 35%", 3, "about 35%")],
    "cost": [said("2134億 USD", 3, "2,134億")],
}


def test_a_text_is_covered_when_every_figure_has_its_statement(covering: Cover) -> None:
    coverage = covering(TEXT, ALL)
    assert coverage.complete
    assert coverage.findings == ()
    assert (len(coverage.covered), coverage.uncovered) == (4, ())


@pytest.mark.parametrize("missing", sorted(ALL))
def test_a_figure_without_a_statement_is_named_where_it_stands(covering: Cover, missing: str) -> None:
    coverage = covering(TEXT, {name: facts for name, facts in ALL.items() if name != missing})
    (finding,) = coverage.findings
    (figure,) = coverage.uncovered
    assert finding.code == "RG801"
    assert finding.locus is not None
    assert TEXT.splitlines()[finding.locus.line - 1][finding.locus.column - 1 :].startswith(figure.printed)
    assert figure.printed == ALL[missing][0]["printed"]
    assert not coverage.complete


def test_the_value_alone_covers_but_a_printing_that_is_not_word_for_word_is_mentioned(
    covering: Cover,
) -> None:
    coverage = covering(TEXT, ALL | {"revenue": [said("213.4 bn USD", 2, "US$213.4bn")]})
    assert codes(coverage) == ["RG804"]
    assert coverage.complete


def test_the_right_value_in_the_wrong_paragraph_covers_nothing(covering: Cover) -> None:
    coverage = covering(TEXT, ALL | {"growth_rate": [said("14%", 3, "14%")]})
    assert codes(coverage) == ["RG802", "RG801"]
    assert "14% is not at ¶3; it stands in ¶2" in coverage.findings[0].message
    assert coverage.findings[0].locus is not None
    assert coverage.findings[0].locus.file == "facts.yaml"


@pytest.mark.parametrize("place", [0, 4, 99])
def test_a_paragraph_that_does_not_exist(covering: Cover, place: int) -> None:
    coverage = covering(TEXT, ALL | {"growth_rate": [said("14%", place, "14%")]})
    assert codes(coverage) == ["RG802", "RG801"]
    assert f"there is no ¶{place}" in coverage.findings[0].message


def test_a_figure_that_stands_nowhere(covering: Cover) -> None:
    coverage = covering(TEXT, ALL | {"profit": [said("7.7 bn USD", 2, "$7.7 billion")]})
    assert codes(coverage) == ["RG802"]
    assert "nor does it stand anywhere else" in coverage.findings[0].message


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("213.4 bn USD", "2143億"),  # digits swapped in what is said to be printed
        ("231.4 bn USD", "$213.4 billion"),  # digits swapped in the value
        ("213.4 m USD", "$213.4 billion"),  # a scale apart
        ("213.4 m USD", "213.4"),  # the same, hidden by copying the number alone
    ],
)
def test_a_value_that_is_not_what_is_printed(covering: Cover, value: str, printed: str) -> None:
    coverage = covering(TEXT, ALL | {"revenue": [said(value, 2, printed)]})
    assert codes(coverage)[0] == "RG803"
    assert not coverage.complete
    assert "$213.4 billion" not in {figure.printed for figure in coverage.covered}


def test_a_misread_figure_is_reported_once_and_does_not_count_as_covered(covering: Cover) -> None:
    coverage = covering(TEXT, ALL | {"revenue": [said("231.4 bn USD", 2, "$213.4 billion")]})
    assert codes(coverage) == ["RG803"]
    assert [figure.printed for figure in coverage.misread] == ["$213.4 billion"]
    assert len(coverage.covered) == 3


def test_a_qualifier_that_was_left_out_is_a_warning(covering: Cover) -> None:
    coverage = covering(TEXT, ALL | {"margin": [said("35%", 3, "35%")]})
    assert codes(coverage) == ["RG805"]
    assert coverage.complete


def test_one_figure_printed_twice_wants_two_statements(covering: Cover) -> None:
    text = "Sales rose 40% and orders rose 40%."
    assert codes(covering(text, {"growth_rate": [said("40%", 1, "40%")]})) == ["RG801"]
    both = {"growth_rate": [said("40%", 1, "40%")], "ratio": [said("40%", 1, "40%")]}
    assert codes(covering(text, both)) == []


def test_any_number_of_statements_may_rest_on_one_figure(covering: Cover) -> None:
    three = {name: [said("14%", 1, "14%")] for name in ("growth_rate", "ratio", "margin")}
    assert codes(covering("up 14%", three)) == []


def test_part_of_a_number_is_not_the_number(covering: Cover) -> None:
    coverage = covering("Sales rose 14.5% and 114%.", {"growth_rate": [said("14%", 1, "14%")]})
    assert codes(coverage) == ["RG802", "RG801", "RG801"]
    assert coverage.covered == ()


@pytest.mark.parametrize(
    ("text", "value", "printed", "concept"),
    [
        ("現金流年減71%", "-71%", "年減71%", "growth_rate"),  # the words carry the sign
        ("近乎翻倍", "nearly 100%", "近乎翻倍", "growth_rate"),
        ("容量再翻倍", "2 x", "再翻倍", "times"),
        ("每三件就有一件", "exact 1/3", "每三件就有一件", "ratio"),
        ("占三成五", "35%", "三成五", "ratio"),
        ("裁員約16,000名", "about 16,000 people", "約16,000名", "people"),
        ("EPS $1.95", "1.95 USD/share", "$1.95", "eps"),
        ("股利7.5元", "7.5 TWD", "7.5元", "sales_taiwan"),
        ("介於1735億至1785億美元之間", "1735億 to 1785億 USD", "1735億至1785億美元", "revenue"),
        ("利差擴大25個基點", "25 bps", "25個基點", "spread"),
        ("利差擴大25個基點", "0.25 points", "25個基點", "change_of_margin"),
        (
            "Revenue      1,234.5     1,100.2",
            "1,234.5 m USD",
            "1,234.5",
            "revenue",
        ),  # millions, says the head
        ("Margin       35.2        34.1", "35.2%", "35.2", "margin"),
    ],
)
def test_values_agree_across_notations(
    covering: Cover, text: str, value: str, printed: str, concept: str
) -> None:
    coverage = covering(text, {concept: [said(value, 1, printed)]})
    assert {"RG802", "RG803"} & set(codes(coverage)) == set()
    assert len(coverage.covered) == 1


@pytest.mark.parametrize(
    ("text", "value", "concept"),
    [
        ("35%", "35 people", "people"),
        ("US$35", "35 TWD", "sales_taiwan"),
        ("35億", "35 m USD", "revenue"),
        ("35家", "35%", "margin"),
        ("5% to 7%", "5%", "margin"),
        ("30%", "3%", "margin"),
    ],
)
def test_values_of_different_kinds_do_not_agree(covering: Cover, text: str, value: str, concept: str) -> None:
    coverage = covering(text, {concept: [said(value, 1, text)]})
    assert codes(coverage)[0] == "RG803"


def test_a_year_that_is_a_fact_may_rest_on_what_was_set_aside(covering: Cover) -> None:
    coverage = covering("以2021年以來最快的速度成長", {"index": [said("exact 2021/1", 1, "2021年")]})
    assert codes(coverage) == []


def test_other_sources_are_none_of_its_business(base: Callable[[Any], FactBase]) -> None:
    coverage = cover(base({"margin@2025Q4": [said("35%", 9, "35%")]}), "release", "no figures", "release.txt")
    assert coverage.complete


# ---- reports -------------------------------------------------------------------------------------------------


def test_the_report_marks_the_figure_below_wide_characters(covering: Cover) -> None:
    coverage = covering("本季營收達2134億美元，優於預期。", {})
    place, context, marks, _, summary = coverage_text("acme", coverage).splitlines()
    assert place.startswith("¶1  2134億美元  (line 1, column 6) RG801")
    before = context[: context.index("2134億美元")]
    assert marks == " " * display_width(before) + "^" * display_width("2134億美元")
    assert summary == "acme: recap 0/1 figures covered"


def test_the_report_cuts_long_paragraphs(covering: Cover) -> None:
    coverage = covering("長" * 500 + "5%" + "長" * 500, {})
    assert max(display_width(line) for line in coverage_text("acme", coverage).splitlines()) < 100


def test_the_report_counts_what_is_wrong(covering: Cover) -> None:
    facts = ALL | {"growth_rate": [said("14%", 3, "14%")], "margin": [said("35%", 3, "35%")]}
    assert coverage_text("acme", covering(TEXT, facts)).endswith(
        "acme: recap 3/4 figures covered, 1 statement wrong, 1 warning"
    )


def test_json_lists_every_figure_and_everything_set_aside(covering: Cover) -> None:
    document = json.loads(
        coverage_json(
            "acme",
            covering(
                "In 2025 sales rose over 14% to $5m.", {"growth_rate": [said("over 14%", 1, "over 14%")]}
            ),
        )
    )
    assert (document["covered"], document["total"], document["passed"]) == (1, 2, False)
    assert [(f["printed"], f["status"], f["value"], f["unit"]) for f in document["figures"]] == [
        ("over 14%", "covered", "7/50", "%"),
        ("$5m", "uncovered", "5000000", "USD"),
    ]
    assert document["figures"][0]["high"] is None
    assert document["set aside"] == [
        {"why": "period", "paragraph": 1, "line": 1, "column": 4, "printed": "2025"}
    ]
    assert [finding["code"] for finding in document["findings"]] == ["RG801"]


# ---- the command ---------------------------------------------------------------------------------------------


def test_the_command_says_what_is_missing_and_exits_with_1(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    (tmp_path / "note.txt").write_text("Nothing here.\n\nIt grew 987%.\n", "utf-8")
    source = sources(tmp_path)[0]
    done = reportgen("coverage", TINY, "--source", f"{source}=note.txt", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "¶2  987%  (line 3, column 9) RG801" in done.stdout
    assert f"{TINY}: {source} 0/1 figures covered" in done.stdout.splitlines()[-1]
    assert done.stderr == ""


def test_the_command_exits_with_0_when_all_is_covered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tiny(tmp_path)
    monkeypatch.chdir(tmp_path)
    base = read_base(tmp_path)
    source = sources(tmp_path)[0]
    places = {s.locator: s for f in base.facts.values() for s in f.stated if s.source == source}
    highest = max(int("".join(filter(str.isdigit, place))) for place in places)
    lines = ["–"] * highest
    for fact in base.facts.values():
        for statement in fact.stated:
            if statement.source == source:
                lines[int("".join(filter(str.isdigit, statement.locator))) - 1] += f" {statement.printed};"
    Path("note.txt").write_text("\n".join(lines), "utf-8")
    assert cli.main(["coverage", TINY, "--source", f"{source}=note.txt"]) == 0, capsys.readouterr().out
    assert cli.main(["coverage", TINY, "--source", f"{source}=note.txt", "--format", "json"]) == 0


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nobody=note.txt", "no source 'nobody'"),
        ("note.txt", "expected ID=FILE"),
        ("=note.txt", "expected ID=FILE"),
    ],
)
def test_a_source_that_the_fact_base_does_not_know_is_misuse(
    tmp_path: Path, source: str, message: str
) -> None:
    write_tiny(tmp_path)
    (tmp_path / "note.txt").write_text("5%", "utf-8")
    done = reportgen("coverage", TINY, "--source", source, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_file_that_is_no_text_is_misuse_and_one_that_is_not_there_is_named(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    (tmp_path / "note.txt").write_bytes(b"\xff\xfe5")
    source = sources(tmp_path)[0]
    done = reportgen("coverage", TINY, "--source", f"{source}=note.txt", cwd=tmp_path)
    assert (done.returncode, "not UTF-8" in done.stderr) == (2, True)
    done = reportgen("coverage", TINY, "--source", f"{source}=gone.txt", cwd=tmp_path)
    assert (done.returncode, "gone.txt" in done.stderr) == (1, True)


def read_base(project: Path) -> FactBase:
    from reportgen.facts.reading import read_facts

    base, findings = read_facts((project / "data" / TINY / "facts.yaml").read_bytes(), "facts.yaml")
    assert base is not None, findings
    return base


def sources(project: Path) -> list[str]:
    """The sources of the tiny edition, the one with the most statements first."""
    base = read_base(project)
    stated = [statement.source for fact in base.facts.values() for statement in fact.stated]
    return sorted(base.sources, key=stated.count, reverse=True)


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("zh-Hans", "营收亿元计，毛利率约三成五，门店两家", ["约三成五", "两家"]),
        ("ja", "四国の売上は３割５分、三社が参入", ["３割５分", "三社"]),
        ("en", "四国の売上は３割５分、三社が参入", ["３割５分", "三社"]),
    ],
)
def test_a_source_is_read_in_its_language(
    base: Callable[[Any], FactBase], language: str, text: str, printed: list[str]
) -> None:
    made = base({})
    source = replace(made.sources["recap"], language=language)
    coverage = cover(replace(made, sources={**made.sources, "recap": source}), "recap", text, "recap.txt")
    assert [figure.printed for figure in coverage.uncovered] == printed


TABLE = """Income statement (in millions, except per share data)
| Sales | $82,226 | 1,204 |
| Loss | (570) |
| EPS | 1.42 |
"""


@pytest.mark.parametrize(
    ("name", "value", "printed", "place", "found"),
    [
        ("revenue", "82226 m USD", "$82,226", 2, []),
        ("revenue", "1204 m USD", "1,204", 2, []),
        ("profit", "-570 m USD", "(570)", 3, []),
        ("revenue", "1204 USD", "1,204", 2, ["RG803"]),
        ("revenue", "1204 bn USD", "1,204", 2, ["RG803"]),
        ("revenue", "1204 thousand USD", "1,204", 2, ["RG803"]),
        ("profit", "-570 bn USD", "(570)", 3, ["RG803"]),
        ("revenue", "1.42 USD", "1.42", 4, []),
        ("revenue", "1.42 m USD", "1.42", 4, ["RG803"]),
    ],
)
def test_a_cell_has_the_scale_of_its_tables_head_and_no_other(
    covering: Cover, name: str, value: str, printed: str, place: int, found: list[str]
) -> None:
    coverage = covering(TABLE, {name: [said(value, place, printed)]})
    assert [code for code in codes(coverage) if code != "RG801"] == found


def test_a_figure_of_the_report_has_its_line_and_the_value_that_its_head_gives(covering: Cover) -> None:
    figures = json.loads(coverage_json("acme", covering(TABLE, {})))["figures"]
    assert [(each["line"], each["value"]) for each in figures] == [
        (2, "82226000000"), (2, "1204000000"), (3, "-570000000"), (4, "71/50"),
    ]  # fmt: skip
