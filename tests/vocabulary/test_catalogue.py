"""`reportgen vocabulary`: looking a concept up at a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportgen import cli
from reportgen.errors import Misuse, display_width
from reportgen.languages import LANGUAGES
from reportgen.vocabulary.catalogue import concepts_table, matching
from reportgen.vocabulary.standard import STANDARD


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["vocabulary", *arguments]) == 0
    return capsys.readouterr().out


def test_all_are_listed_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    head, *lines = listed(capsys).splitlines()
    assert head.split() == ["concept", "kind", *LANGUAGES]
    assert [line.split()[0] for line in lines] == list(STANDARD.names)


def test_columns_stand_below_one_another_whatever_the_script() -> None:
    tags = list(LANGUAGES)
    head, line = concepts_table(matching(STANDARD, "combined_ratio")[:1]).splitlines()
    label = STANDARD.label("combined_ratio", tags[-1])
    assert display_width(line[: line.index(label)]) == display_width(head[: head.index(tags[-1])])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("cet1_ratio", "cet1_ratio"),
        ("CET1 RATIO", "cet1_ratio"),
        ("逾放比", "nonperforming_loan_ratio"),
        ("経常利益率", "ordinary_margin"),
        ("ocf", "operating_cash_flow"),
        ("comparable sales", "same_store_sales_growth"),
        ("NetIncomeLoss", "net_income"),
        ("InsuranceServiceResult", "insurance_service_result"),
    ],
)
def test_a_word_finds_by_name_label_alias_and_element(word: str, name: str) -> None:
    assert name in [concept.name for concept in matching(STANDARD, word)]


def test_what_is_called_just_so_comes_first() -> None:
    assert [matching(STANDARD, word)[0].name for word in ("cash", "ocf", "eps")] == [
        "cash", "operating_cash_flow", "eps",
    ]  # fmt: skip


def test_all_that_is_known_of_a_concept_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    said = listed(capsys, "total_equity.parent")
    assert "    US GAAP: StockholdersEquity\n" in said
    assert "    IFRS: EquityAttributableToOwnersOfParent\n" in said
    assert "    also: shareholders_equity" in said
    assert "    rules: parts: total_equity.parent + noncontrolling_interests\n" in listed(
        capsys, "total_equity"
    )


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = json.loads(listed(capsys, "free_cash_flow.adjusted", "--format", "json"))
    assert found["basis"] == "adjusted"
    assert found["kind"] == "money"
    assert found["label"].keys() == LANGUAGES.keys()
    assert len(json.loads(listed(capsys, "--format", "json"))) == len(STANDARD.names)


def test_a_word_that_finds_nothing_exits_2_and_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Misuse):
        matching(STANDARD, "grossprofits")
    assert cli.main(["vocabulary", "grossprofits"]) == 2
    assert "no concept is called 'grossprofits'; nearest: gross_profit" in capsys.readouterr().err


def test_a_project_s_own_concepts_are_among_them(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "vocabulary.yaml").write_text(
        "concepts:\n  bikes: {label: {en: Bicycles sold}, unit: bikes}\n"
    )
    assert "\nbikes    bikes  Bicycles sold\n" in listed(capsys, "bicycles")
    (project / "vocabulary.yaml").write_text("concepts:\n  bikes: {unit: bikes}\n")
    assert cli.main(["vocabulary"]) == 1
    assert "vocabulary.yaml:2:3: error RG110" in capsys.readouterr().err
