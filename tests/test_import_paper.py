"""The example of docs/import.md prints what it says, and its elements can be pasted."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import DOCS, blocks, commands, says

from reportgen import cli

PAPER = DOCS / "import.md"


def test_the_example_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    found = {block.kind: block for block in blocks(PAPER)}
    Path("parcels-10k.xml").write_text(found["xml"].body, "utf-8")
    for command, said in commands(found["console"]):
        assert cli.main(command.split()[1:]) == 0
        printed = "".join(capsys.readouterr())
        assert says(said, printed), printed
    Path("vocabulary.yaml").write_text(found["yaml"].body, "utf-8")
    cli.main(["import", "parcels-10k.xml"])
    assert "stamps_sold@2025: 9 m USD; f10k_2025 parcels:StampsSold y25" in capsys.readouterr().out
