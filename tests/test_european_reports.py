"""An annual report of a European company, however its country writes numbers, becomes an edition that builds."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import EUROPEAN
from invented_european import FRENCH, GERMAN, SPACED, SWISS, NumberForm, european

from reportgen import cli
from reportgen.brief.inputs import Project, read_inputs
from reportgen.check import check


@pytest.mark.parametrize(
    ("form", "language", "printed"),
    [
        (GERMAN, "de", "1.234.567"),
        (FRENCH, "fr", "1 234 567"),
        (SWISS, "de", "1\u2019234\u2019567"),
        (SPACED, "en", "1 234 567"),
    ],
)
def test_it_checks_without_a_finding(
    form: NumberForm, language: str, printed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.htm").write_bytes(european(form, language, "Beispiel Werke AG"))
    assert cli.main(["new", "werke", "--from", "report.htm", "--lang", "en,zh-Hant,ja"]) == 0
    facts = Path("data/werke/facts.yaml").read_text("utf-8")
    assert f"revenue@2024: 1234567 thousand EUR; freport_2024 ifrs-full:Revenue y1; {printed}\n" in facts
    assert "Beispiel Werke, annual report, 2024" in facts
    checked = check(read_inputs(Project(tmp_path / "data", tmp_path / "output", ()), "werke"))
    assert checked.findings == ()


def test_it_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.htm").write_bytes(european(GERMAN, "de", "Beispiel Werke AG"))
    assert cli.main(["new", "werke", "--from", "report.htm", "--lang", "ja"]) == 0
    assert cli.main(["build", "werke", "--format", "html"]) == 0


def test_a_report_of_two_numbers_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.htm").write_bytes(EUROPEAN)
    assert cli.main(["new", "few", "--from", "report.htm"]) == 0
    assert "; 1.234,5\n" in Path("data/few/facts.yaml").read_text("utf-8")
    assert cli.main(["check", "few"]) == 0
