"""`reportgen review`: who looked at which fact, what changed since, and the gate."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support import TINY, build_tiny

from reportgen import cli
from reportgen.comparing.reviews import ReviewLook, read_reviews, reviews_yaml
from reportgen.facts.text import read_yaml


def review(*arguments: object, code: int) -> None:
    assert cli.main(["review", TINY, *map(str, arguments)]) == code


def reviewed(project: Path) -> Path:
    return project / "data" / TINY / "reviewed.yaml"


def test_what_nobody_has_looked_at_is_shown_and_a_look_is_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review(code=1)
    said = capsys.readouterr().out
    assert "Nobody has looked at (" in said and "revenue@2025Q4" in said
    assert not reviewed(project).exists(), "looking changes nothing"
    review("--by", "Ann Lee", "revenue", "eps", code=1)
    said = capsys.readouterr().out
    assert said.startswith("Ann Lee has looked at (2)\n") and "2 of " in said and "Nobody" not in said
    tree, found = read_yaml(reviewed(project).read_bytes(), "reviewed.yaml")
    assert not found and list(tree["facts"]) == ["fish/eps@2025Q4", "fish/revenue@2025Q4"]
    review("--by", "Bo Chen", "--all", code=0)
    assert capsys.readouterr().out.strip().endswith("facts looked at")
    review(code=0)


def test_the_same_looks_are_the_same_bytes(project: Path) -> None:
    review("--by", "Ann Lee", "--all", code=0)
    before = reviewed(project).read_bytes()
    review("--by", "ANN LEE", "--all", code=0)
    assert reviewed(project).read_bytes() == before
    reviews, _ = read_reviews(before, "reviewed.yaml")
    assert reviews_yaml(reviews).encode() == before


def test_what_changed_since_is_to_be_looked_at_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review("--by", "Ann Lee", "--all", code=0)
    facts = project / "data" / TINY / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("-310 m USD", "-311 m USD"), "utf-8")
    capsys.readouterr()
    review(code=1)
    said = capsys.readouterr().out
    assert "Changed since somebody looked" in said and "Ann Lee" in said and "saw −310m USD" in said
    review("--format", "json", code=1)
    left = [one for one in json.loads(capsys.readouterr().out)["facts"] if one["state"] != "looked at"]
    assert {one["name"] for one in left} == {"operating_income@2025Q4", "operating_margin@2025Q4"}


def test_another_place_in_the_source_is_looked_at_again(project: Path) -> None:
    review("--by", "Ann Lee", "--all", code=0)
    facts = project / "data" / TINY / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("release ¶3", "release ¶9"), "utf-8")
    review(code=1)


def test_what_is_no_review_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--all"], ["--by", "Ann"], ["--by", "Ann", "eps", "--all"], ["--by", "", "--all"],
                      ["--by", "Ann", "nonsense"], ["--by", "Ann", "staff@2025-12-31"]):  # fmt: skip
        review(*arguments, code=2)
        assert capsys.readouterr().err.startswith("reportgen: ")
    reviewed(project).write_text("facts: {fish/eps@2025Q4: [{by: Ann}]}\n", "utf-8")
    review(code=1)
    assert "RG110" in capsys.readouterr().err


def test_names_and_values_of_all_kinds_come_back() -> None:
    look = ReviewLook('Ann "Q" Lee: #1', "2026-02-07", "−0.5% [−0.55, −0.45]", "release 3: “x”, {y}")
    text = reviews_yaml({"fish/growth(revenue)@2025Q4": (look,), "fish/eps@2025Q4": (look,)})
    assert read_reviews(text.encode(), "reviewed.yaml") == (
        {"fish/eps@2025Q4": (look,), "fish/growth(revenue)@2025Q4": (look,)}, [],
    )  # fmt: skip
    assert read_reviews(reviews_yaml({}).encode(), "reviewed.yaml") == ({}, [])


def test_a_review_changes_nothing_that_is_built(project: Path) -> None:
    review("--by", "Ann Lee", "--all", code=0)
    built = build_tiny(project)
    inputs = json.loads((built.folder / "manifest.json").read_bytes())["inputs"]
    assert "facts.yaml" in inputs and "reviewed.yaml" not in inputs


def test_a_fact_is_shown_by_its_label_as_it_is_printed_with_digits_for_a_person(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review(code=1)
    said = capsys.readouterr().out
    (found,) = re.findall(r"(?m)^  revenue@2025Q4  (.+)\n      (.+)$", said)
    assert found[0].startswith("Net sales")
    assert found[1].startswith("$12.4bn") and "12.42bn USD [12.415, 12.425]" in found[1]
    assert not re.search(r"\d\.\d{5}", said)
    saw = json.loads(_json(project, capsys))
    assert any(re.search(r"\d\.\d{9}", one["saw"]) for one in saw["facts"]), "what is kept is exact"


def _json(project: Path, capsys: pytest.CaptureFixture[str]) -> str:
    review("--format", "json", code=1)
    return capsys.readouterr().out
