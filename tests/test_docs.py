"""The papers for readers hold: their files check, their commands print what they say, their links lead somewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from pages import DOCS, blocks, commands, put, says, write
from support import TEMPLATES, Here

from reportgen import cli
from reportgen.brief.inputs import Inputs, templates, themes
from reportgen.check import check

NAME: Final = "acme-2025q4"


def found(files: dict[str, str]) -> set[str]:
    """The codes of what `check` has to say of an edition, notes aside."""
    folders = (TEMPLATES,)
    data = {name: text.encode() for name, text in files.items()}
    made = check(Inputs(NAME, NAME, data, data.pop("delivery.yaml", None), templates(folders), themes(folders)))
    return {finding.code for finding in made.findings if finding.severity != "note" and not finding.accepted}


def test_the_tutorial_is_followed_to_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "_workers", lambda _: Here())
    files: dict[str, str] = {}
    for block in blocks(DOCS / "tutorial.md"):
        if block.kind == "console":
            write(files, tmp_path / "data" / NAME)
            for command, said in commands(block):
                name, *arguments = command.split()
                assert name == "reportgen", command
                cli.main(arguments)
                printed = "".join(capsys.readouterr())
                assert says(said, printed), f"{command} printed\n{printed}"
        elif block.codes:
            assert found(put(files, block)) == block.codes, block
        elif block.file:
            files = put(files, block)
    page = (tmp_path / f"output/{NAME}/{NAME}.en.html").read_text("utf-8")
    assert "margins did the rest" in page
