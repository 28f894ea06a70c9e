"""The page in output/ that says what lands there: it is kept, it is complete, and no command trips over it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from support import ARTIFACTS, LANGUAGES, ROOT, TINY

from reportgen import cli

PAGE = ROOT / "output" / "README.md"


@pytest.fixture
def project_with_page(project: Path) -> Path:
    """A project whose output also holds the page."""
    shutil.copy(PAGE, project / "output")
    return project


def kinds(output: Path) -> set[str]:
    """What lies in an output, as the page names it: folders end in a slash, the edition is NAME."""
    found = (path.name + "/" * path.is_dir() for path in output.iterdir())
    return {name.replace(TINY, "NAME") for name in found} - {PAGE.name}


def test_git_keeps_the_page_and_nothing_else_of_the_folder(tmp_path: Path) -> None:
    def ignored(file: str) -> bool:
        return subprocess.run(["git", "check-ignore", "-q", file], cwd=tmp_path, check=False).returncode == 0

    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    assert not ignored("output/README.md")
    built = (
        f"{TINY}/manifest.json",
        f"{TINY}/README.md",
        "ledger.sqlite",
        "outbox/x.eml",
        "approvals/x.json",
        ".x.lock",
    )
    assert [file for file in built if not ignored(f"output/{file}")] == []


def test_every_command_passes_by_the_page_and_the_page_names_what_they_leave(
    project_with_page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = (
        ["build", TINY, "--if-changed"], ["approve", TINY, "--by", "Ann Lee"], ["due", "--dry-run"],
        ["send", TINY], ["due", "--dry-run"], ["deliveries"],
    )  # fmt: skip
    for command in commands:
        assert cli.main(command) == 0, capsys.readouterr().err
        said = "".join(capsys.readouterr())
        assert "README" not in said, command
    output = project_with_page / "output"
    assert (output / PAGE.name).read_bytes() == PAGE.read_bytes()
    named = set(re.findall(r"`([^` ]+)`", PAGE.read_text("utf-8")))
    assert kinds(output) - named == set()
    assert {
        f"approvals/{path.name}".replace(TINY, "NAME") for path in (output / "approvals").iterdir()
    } <= named


def test_the_page_names_every_file_of_an_edition() -> None:
    text = PAGE.read_text("utf-8")
    endings = {re.sub(rf"^{TINY}\.({'|'.join(LANGUAGES)})", "NAME.LANGUAGE", name) for name in ARTIFACTS}
    short = {re.sub(r"^(NAME\.LANGUAGE|numbers)(?=\.(html|xlsx|json)$)", "", name) for name in endings}
    assert [name for name in short if f"`{name}`" not in text] == []


def test_an_output_that_holds_the_page_alone_is_an_empty_one(
    project_with_page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(project_with_page / "output" / TINY)
    assert cli.main(["deliveries"]) == 0
    assert cli.main(["due", "--dry-run"]) == 0
    assert "README" not in "".join(capsys.readouterr())
    assert cli.main(["verify", "output/README.md"]) != 0
