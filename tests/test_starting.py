"""`reportgen new`: an edition that builds as it is, in every language, and nothing of what is there touched."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from reportgen.brief.inputs import Project, read_inputs
from reportgen.check import check
from reportgen.cli import main
from reportgen.errors import Misuse
from reportgen.languages import LANGUAGES
from reportgen.snapshot.starter_edition import starter_edition
from reportgen.starting import start_edition


def project(folder: Path) -> Project:
    return Project(folder / "data", folder / "output", ())


def test_it_checks_clean_in_all_languages_at_once(tmp_path: Path) -> None:
    files = starter_edition(date(2026, 11, 26), tuple(LANGUAGES))
    start_edition(project(tmp_path), "first", files)
    checked = check(read_inputs(project(tmp_path), "first"))
    assert checked.findings == ()
    assert {row.verdict for row in checked.rows} == {"ties", "sourced"}


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2026, 11, 26), "2026Q3"),
        (date(2026, 1, 20), "2025Q3"),
        (date(2026, 1, 29), "2025Q4"),
        (date(2026, 4, 30), "2026Q1"),
    ],
)
def test_its_period_is_the_last_quarter_that_is_told_of(day: date, period: str) -> None:
    assert f"\nperiod: {period}\n" in starter_edition(day, ["en"])["facts.yaml"]


def test_the_command_builds_with_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "acme-2026q3"]) == 0
    assert capsys.readouterr().out.split() == [
        f"data/acme-2026q3/{name}" for name in ("facts.yaml", "brief.yaml", "en.md")
    ]
    assert main(["build", "acme-2026q3", "--format", "html"]) == 0


def test_nothing_is_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data/acme").mkdir(parents=True)
    assert main(["new", "acme"]) == 2
    assert [*(tmp_path / "data/acme").iterdir()] == []


@pytest.mark.parametrize("name", ["..", ".hidden", "a/b"])
def test_a_name_is_that_of_a_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(Misuse, match="is no name of an edition"):
        start_edition(project(tmp_path), name, {})


def test_an_unknown_language_is_refused_with_those_that_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "acme", "--lang", "en,tlh"]) == 2
    assert "there is no language 'tlh'; there are: en" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_what_cannot_be_written_in_full_is_not_there_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        start_edition(project(tmp_path), "acme", {"facts.yaml": "entity: acme\n"})
    assert [*(tmp_path / "data").iterdir()] == []
